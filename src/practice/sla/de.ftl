## Servicelevel

sla-warning =
    { $of ->
        [response] Für die Antwort sind { $percent } % der zugesagten Zeit um, noch { $left } (bis { $due }).
        [resolution] Für die Lösung sind { $percent } % der zugesagten Zeit um, noch { $left } (bis { $due }).
       *[ola] Die vereinbarte Zeit dieses Teams ist zu { $percent } % um, noch { $left } (bis { $due }).
    }
sla-broken =
    { $of ->
        [response] Die Antwort war bis { $due } zugesagt und ist seit { $over } überfällig.
        [resolution] Die Lösung war bis { $due } zugesagt und ist seit { $over } überfällig.
       *[ola] Dieses Team wollte es bis { $due } erledigt oder weitergegeben haben, das ist { $over } her.
    }
sla-due-now =
    { $of ->
        [response] Die Antwort war bis { $due } zugesagt, die Zeit ist um.
        [resolution] Die Lösung war bis { $due } zugesagt, die Zeit ist um.
       *[ola] Dieses Team wollte es bis { $due } erledigt oder weitergegeben haben, die Zeit ist um.
    }
sla-told = ⏰ { $what }
sla-to = { $people } { $what }
sla-nobody = { $what } Noch hat es niemand.
sla-alone = ⏰ **{ $id }**: { $what }
sla-many =
    { $count ->
        [one] ⏰ **Eine Frist**, die bald abläuft oder abgelaufen ist:
       *[other] ⏰ **{ $count } Fristen**, die bald ablaufen oder abgelaufen sind:
    }
sla-many-line = **{ $id }** { $title } · { $what }
sla-many-line-to = { $line } { $people }
sla-many-more = … und { $more } weitere: `{ $prefix }tickets überfällig` zeigt alle.

sla-none = Für { $id } ist nichts zugesagt.
sla-none-configured = Zusagen stehen als `[[targets]]` in bot-config.toml.
sla-none-fits = Keine der Zusagen passt zu seiner Priorität, seinem Dienst und seinem Melder, oder es ist älter als sie.
sla-heading = **{ $id }** { $title }
sla-of =
    { $of ->
        [response] Antwort
        [resolution] Lösung
       *[ola] Team { $team }
    }
sla-clock = **{ $of }** in { $within } ({ $target }, { $calendar }): { $standing }
sla-runs = bis { $due }; { $elapsed } vergangen ({ $percent } %), noch { $left }
sla-late = war bis { $due } zugesagt, seit { $over } überfällig
sla-still = die Uhr steht; { $elapsed } vergangen ({ $percent } %), noch { $left }
sla-met = eingehalten nach { $spent } ({ $at })
sla-missed = um { $over } verfehlt ({ $at })
sla-replaced =
    { $because ->
        [service] galt, bis sich { $at } der Dienst änderte; seither von Anfang an neu gerechnet
       *[priority] galt, bis sich { $at } die Priorität änderte; seither von Anfang an neu gerechnet
    }
sla-dropped = entfallen ({ $at })
sla-why = · { $what }
sla-since = seit { $at } (Uhr von { $zone })
sla-date = { $day }
sla-day = { $day }: { $time }
sla-days =
    { $days ->
        [one] ein weiterer Tag: { $time }
       *[other] { $days } weitere Tage: { $time }
    }
sla-holiday = { $day }: { $name }
sla-closed = geschlossen
sla-closed-named = geschlossen, { $name }
sla-exception = abweichende Zeiten
sla-paused =
    { $because ->
        [user] stand { $from } – { $to }: wartete auf den Melder
        [vendor] stand { $from } – { $to }: wartete auf einen Dritten
        [time] stand { $from } – { $to }: wartete
        [planned] stand { $from } – { $to }: war geplant
       *[over] stand { $from } – { $to }: war gelöst oder geschlossen
    }
sla-paused-now =
    { $because ->
        [user] steht seit { $from }: wartet auf den Melder
        [vendor] steht seit { $from }: wartet auf einen Dritten
        [time] steht seit { $from }: wartet
        [planned] steht seit { $from }: ist geplant
       *[over] steht seit { $from }
    }

simulate-heading =
    { $tickets ->
        [one] Ein Ticket betrachtet. Eingehalten, jetzt → dann:
       *[other] { $tickets } Tickets betrachtet. Eingehalten, jetzt → dann:
    }
simulate-line = { $of } { $priority }: { $before } → { $after }
simulate-changed = { $id } { $title } · { $of }: { $before } → { $after }
simulate-same = Für kein Ticket ändert sich etwas.
simulate-more = … und { $more } weitere Änderungen.
simulate-none = nicht zugesagt
simulate-met = eingehalten
simulate-open = läuft noch
simulate-missed = um { $over } verfehlt

budget-line = **{ $name }**: { $percent } % in { $days } Tagen
budget-nothing = { $line } · noch nichts gezählt
budget-stands = { $line } · { $kept } % eingehalten, { $missed } von { $all } verfehlt · Fehlerbudget noch { $left } % · Verbrauch { $burn }-fach
budget-burns = 🔥 Das Fehlerbudget wird zu schnell verbraucht. { $budget }
budget-spent = 🔴 Das Fehlerbudget ist aufgebraucht. { $budget }

report-heading = **Servicelevel { $from } bis { $to }**
report-line =
    { $of ->
        [response] Antwort { $priority }: { $met } von { $all } eingehalten ({ $percent } %) · Median { $median } · 90 % in { $p90 }
       *[resolution] Lösung { $priority }: { $met } von { $all } eingehalten ({ $percent } %) · Median { $median } · 90 % in { $p90 }
    }
report-bar =
    { $of ->
        [response] Antwort { $priority }
       *[resolution] Lösung { $priority }
    }
report-offender =
    { $of ->
        [response] 🔴 **{ $id }** { $title } · Antwort um { $over } verfehlt
       *[resolution] 🔴 **{ $id }** { $title } · Lösung um { $over } verfehlt
    }
report-nothing = In dieser Zeit endete keine Frist.
report-period = Von wann der Bericht sein soll, verstehe ich nicht: „{ $text }“.
report-hint = `{ $prefix }bericht sla woche` (auch tag, monat, quartal, jahr), `{ $prefix }bericht sla 2026-03`, `{ $prefix }bericht sla 2026-03-01..2026-03-15`; dazu `team:it`, `dienst:mail`.
report-service-unknown = Einen Dienst „{ $text }“ gibt es nicht.
report-services = Es gibt { $names }.
verb-report-sla-usage = woche team:it
verb-report-sla-what = zeigt, wie Zusagen eingehalten wurden
verb-report-sla-more = Eingehalten und verfehlt je Priorität, Median und 90-%-Wert, die schlimmsten, Fehlerbudgets; dazu ein Diagramm und eine Tabelle (CSV). Zeiten: tag, woche, monat, quartal, jahr, `2026-03`, `2026-03-01..2026-03-15`; `team:` und `dienst:` schränken ein. Zahlen anderer Teams sehen nur, wer für alle zuständig ist.

verb-sla-usage = T-7
verb-sla-what = zeigt und erklärt, was bis wann zugesagt ist
verb-sla-more = Antwort und Lösung mit ihrer Zeit, was davon vergangen ist, und warum die Frist dann endet: Servicezeiten, Feiertage, Pausen. Fristen ändern sich, wenn sich Priorität oder Dienst ändern; die frühere bleibt stehen.
holiday-new-year = Neujahr
holiday-epiphany = Heilige Drei Könige
holiday-womens-day = Internationaler Frauentag
holiday-good-friday = Karfreitag
holiday-easter-sunday = Ostersonntag
holiday-easter-monday = Ostermontag
holiday-labour-day = Tag der Arbeit
holiday-liberation-day = Tag der Befreiung
holiday-ascension-day = Christi Himmelfahrt
holiday-whit-sunday = Pfingstsonntag
holiday-whit-monday = Pfingstmontag
holiday-corpus-christi = Fronleichnam
holiday-uprising-1953 = Tag des Aufstands vom 17. Juni 1953
holiday-assumption-day = Mariä Himmelfahrt
holiday-childrens-day = Weltkindertag
holiday-german-unity = Tag der Deutschen Einheit
holiday-reformation-day = Reformationstag
holiday-all-saints = Allerheiligen
holiday-repentance-day = Buß- und Bettag
holiday-christmas-day = Erster Weihnachtstag
holiday-second-christmas-day = Zweiter Weihnachtstag
