## Änderungen

change-state =
    { $state ->
        [requested] beantragt
        [pending-approval] wartet auf Genehmigung
        [approved] genehmigt
        [in-progress] in Umsetzung
        [pending-review] wartet auf Nachprüfung
        [successful] erfolgreich
        [failed] fehlgeschlagen
        [rejected] abgelehnt
        [retracted] zurückgezogen
       *[cancelled] abgebrochen
    }
change-actions =
    { $state ->
        [requested] 📨 reicht sie ein · `!change bearbeiten` · `!change termine` · `!change abbrechen`
        [pending-approval] Wartet auf Genehmigung. `!change bearbeiten` fragt neu danach.
        [approved] ▶️ beginnt sie · `!change aufgabe` · `!change abbrechen`
        [in-progress] 🏁 fertig · ↩️ zurückgerollt · ✖️ fehlgeschlagen
       *[pending-review] `!change nachprüfen` blickt zurück
    }
change-type =
    { $kind ->
        [standard] Standard-Änderung
        [emergency] Notfall-Änderung
       *[normal] normale Änderung
    }
change-level =
    { $level ->
        [low] gering
        [medium] mittel
       *[high] hoch
    }
change-and = { $before } · { $next }
change-said = { $text }
change-from-template = „{ $title }“
change-window = { $from } – { $to } ({ $length })
change-window-day = { $from }–{ $end } ({ $length })
change-risk = Risiko **{ $risk }**
change-risk-because = { $risk }: { $why }
change-risk-assumed =
    { $kind ->
        [standard] { $risk }: wie seine Vorlage sagt
        [emergency] { $risk }: noch hat es niemand eingeschätzt
       *[normal] { $risk }: noch nicht eingeschätzt
    }
change-risk-matrix = Auswirkung { $impact } × Wahrscheinlichkeit { $probability } = { $risk }
change-risk-points =
    { $points ->
        [one] Fragebogen { $points } Punkt = { $risk }
       *[other] Fragebogen { $points } Punkte = { $risk }
    }
change-words =
    { $words ->
        [reason] Grund: { $text }
        [plan] Plan: { $text }
        [test] Test: { $text }
        [backup] Sicherung: { $text }
       *[rollback] Rückfallplan: { $text }
    }
change-despite-line = ⚠️ Trotz { $beside }: { $reason }
change-lessons-line = 📋 { $text }
change-no-back = Das ist die erste Frage.
change-edit-whose = Was in **{ $id }** geplant ist, ändert, wer sie will oder durchführt.
change-edit-whose-hint = Sag es im Thread, oder lehne sie mit dem Grund ab.
change-responsible-fixed = Wer **{ $id }** durchführt, gehört zu dem, was genehmigt wird.
change-responsible-fixed-hint = `!change bearbeiten zuständig:@carla` fragt neu danach.
change-no-such = `!change { $word }` kenne ich nicht.
change-override-line = 🔓 { $name } hat Sperrzeit und Wartungsfenster aufgehoben: { $reason }
change-missing-line = ✏️ Fehlt: { $missing }
change-unagreed = ⚠️ Vor der Genehmigung begonnen; sie steht noch aus.
change-disagreed = ⚠️ Vor der Entscheidung begonnen und danach nicht genehmigt.
change-times =
    { $how ->
        [done] 🏁 Fertig { $span }
        [rolled-back] ↩️ Zurückgerollt { $span }
       *[failed] ✖️ Fehlgeschlagen { $span }
    }
change-times-over = { $times }, { $over } nach dem Ende des Fensters
change-started = ▶️ Seit { $at }
change-part =
    { $part ->
        [services] betroffene Dienste
        [window] Fenster
        [reason] Grund
        [plan] Plan
        [test] Test
        [backup] Sicherung
        [rollback] Rückfallplan
        [responsible] Zuständige(r)
        [impact] Auswirkung
        [probability] Wahrscheinlichkeit
        [aim] ob das Ziel erreicht ist
        [lessons] was wir gelernt haben
       *[follow-ups] was folgt
    }
change-part-questions = Fragebogen zum Risiko
change-part-question = „{ $ask }“
change-stands =
    { $state ->
        [requested] **{ $id }** ist geplant.
        [pending-approval] **{ $id }** ist eingereicht und wartet auf Genehmigung.
        [approved] **{ $id }** ist genehmigt: ▶️ beginnt sie.
        [in-progress] **{ $id }** ist in Umsetzung: 🏁 fertig · ↩️ zurückgerollt · ✖️ fehlgeschlagen.
        [pending-review] **{ $id }** ist umgesetzt und wird nachgeprüft.
        [successful] **{ $id }** ist vorbei: erfolgreich.
        [failed] **{ $id }** ist vorbei: fehlgeschlagen.
        [rejected] **{ $id }** ist abgelehnt.
        [retracted] **{ $id }** ist zurückgezogen.
       *[cancelled] **{ $id }** ist abgebrochen.
    }

## Planen

change-how =
    {""}**Änderungen**: `{ $prefix }change Switch-Firmware fenster:"Sa 22:00-23:30" dienst:lan` plant eine; nach dem, was fehlt, frage ich.
    `typ:notfall`, wo sie nicht warten kann, `vorlage:NAME` für das, was einmal für immer genehmigt ist. `{ $prefix }change kalender` · `{ $prefix }sperrzeit` · `{ $prefix }cab`
change-template-row = `vorlage:{ $name }` { $title }
change-none = Mit keiner offenen Änderung hast du zu tun.
change-open = Deine:
change-row =
    { $state ->
        [requested] **{ $id }** { $title } · beantragt
        [pending-approval] **{ $id }** { $title } · wartet auf Genehmigung
        [approved] **{ $id }** { $title } · genehmigt
        [in-progress] **{ $id }** { $title } · in Umsetzung
       *[other] **{ $id }** { $title } · wartet auf Nachprüfung
    }
change-no-title = Was soll geändert werden?
change-no-title-hint = Schreib es in ein paar Worten: `!change Switch-Firmware fenster:"Sa 22:00-23:30"`.
change-elsewhere = In diesem Thread geht es um etwas anderes, und Antworten würden dafür gehalten.
change-elsewhere-hint = Schreib `!change` neu, außerhalb dieses Threads.
change-is-none = { $id } ist keine Änderung.
change-is-none-hint = Änderungen heißen CHG-1; `!change` plant eine.
change-type-unknown = Den Typ „{ $text }“ kenne ich nicht.
change-type-hint = Es gibt `typ:normal`, `typ:standard` (mit einer Vorlage) und `typ:notfall`.
change-needs-template = Eine Standard-Änderung braucht die Vorlage, mit der sie genehmigt ist.
change-templates = Es gibt: { $names }. Schreib `vorlage:NAME`.
change-no-templates = Keine ist eingerichtet; `typ:normal` wird jedes Mal genehmigt.
change-template-unknown = Eine Vorlage „{ $text }“ gibt es nicht.
change-template-fixed = Was die Vorlage „{ $template }“ sagt, ist genehmigt und jedes Mal gleich.
change-template-fixed-hint = `!change bearbeiten typ:normal` macht eine eigene Änderung daraus.
change-becomes-no-standard = Eine Änderung kann keine Standard-Änderung werden: Plane sie neu mit `vorlage:NAME`.
change-question = { $number }/{ $all } { $ask }
change-ask =
    { $part ->
        [services] Welche Dienste sind betroffen? Mehrere mit Komma.
        [window] Von wann bis wann? Zum Beispiel `Sa 22:00-23:30`.
        [reason] Warum soll es gemacht werden?
        [plan] Was wird gemacht, Schritt für Schritt?
        [test] Woran seht ihr, dass es geklappt hat?
        [backup] Was wird vorher gesichert?
        [rollback] Wie wird es rückgängig gemacht, wenn es schiefgeht?
        [responsible] Wer führt es durch? „ich“ ist eine Antwort.
        [impact] Wie viel ist betroffen, wenn es schiefgeht? 1️⃣ wenig · 2️⃣ etwas, das die Leute merken · 3️⃣ viel
        [probability] Wie wahrscheinlich geht es schief? 1️⃣ kaum · 2️⃣ vielleicht · 3️⃣ wahrscheinlich
        [aim] Ist das Ziel erreicht?
        [lessons] Was ging schief, und was haben wir gelernt?
       *[follow-ups] Was ist jetzt zu tun? Jede Zeile wird ein Ticket; „nichts“ ist eine Antwort.
    }
change-ask-how =
    { $what ->
        [review] Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; `!change nachprüfen` macht weiter.
       *[plan] Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; `!change bearbeiten` macht weiter.
    }
change-asks-later =
    { $what ->
        [review] Ich frage nicht weiter. `!change nachprüfen` macht mit **{ $id }** weiter.
       *[plan] Ich frage nicht weiter. `!change bearbeiten` macht mit **{ $id }** weiter.
    }
change-needed = Das muss bekannt sein.
change-empty =
    { $part ->
        [services] Welche Dienste?
        [window] Von wann bis wann?
       *[other] Das sagt nichts.
    }
change-complete = Von **{ $id }** ist alles bekannt. 📨 auf der Karte oder `!change einreichen` reicht sie ein.
change-person-unclear = Wen „{ $text }“ meint, weiß ich nicht.
change-level-unclear = „{ $text }“ ist weder gering noch mittel noch hoch.
change-flag-unclear = Ist „{ $text }“ ja oder nein?
change-window-wrong =
    { $wrong ->
        [open] „{ $text }“ hat kein Ende.
        [backwards] „{ $text }“ endet, bevor es beginnt. Über Mitternacht schreib beide Tage.
        [gap] In dieser Nacht werden die Uhren vorgestellt, und von „{ $text }“ bleibt nichts.
        [long] „{ $text }“ ist länger als ein Monat; teile es in mehrere Änderungen.
       *[unclear] „{ $text }“ ist keine Zeit, die ich verstehe.
    }
change-window-hint = Schreib es wie `fenster:"Sa 22:00-23:30"` oder `fenster:"28.11. 22:00 2h"`.
change-window-note =
    { $note ->
        [skipped] 🕑 In dieser Nacht werden die Uhren vorgestellt, und diese Zeit gibt es nicht. Ich habe { $window } genommen.
       *[repeated] 🕑 In dieser Nacht werden die Uhren zurückgestellt, und diese Zeit kommt zweimal. Ich habe die erste genommen: { $window }.
    }
change-too-long = Das sind { $length } Zeichen; höchstens { $most } gehen.
change-too-long-hint = Was länger ist, gehört in eine Datei.

## Einreichen

change-incomplete = **{ $id }** kann noch nicht eingereicht werden. Es fehlt: { $missing }.
change-incomplete-hint = Beantworte meine Fragen oder schreib `!change bearbeiten plan:"…"`.
change-illegal =
    { $to ->
        [submitted] { $from ->
            [pending-approval] **{ $id }** ist schon eingereicht.
            [approved] **{ $id }** ist schon genehmigt.
           *[other] **{ $id }** kann nicht mehr eingereicht werden.
        }
        [begun] { $from ->
            [in-progress] **{ $id }** ist schon begonnen.
           *[other] **{ $id }** kann nicht mehr begonnen werden.
        }
        [ended] { $from ->
            [requested] **{ $id }** ist nicht begonnen: Sie ist erst geplant.
            [pending-approval] **{ $id }** ist nicht begonnen: Sie wartet auf Genehmigung.
            [approved] **{ $id }** ist nicht begonnen.
           *[other] **{ $id }** ist schon vorbei.
        }
        [reviewed] { $from ->
            [successful] **{ $id }** ist nachgeprüft oder braucht keine Nachprüfung.
            [failed] **{ $id }** ist schon nachgeprüft.
           *[other] **{ $id }** wird nachgeprüft, wenn sie umgesetzt ist.
        }
        [cancelled] { $from ->
            [in-progress] **{ $id }** ist in Umsetzung; sie kann zurückgerollt werden.
           *[other] **{ $id }** ist schon vorbei.
        }
       *[reworked] { $from ->
            [in-progress] **{ $id }** ist in Umsetzung, und was geplant ist, lässt sich nicht mehr ändern.
            [rejected] **{ $id }** ist abgelehnt, und was geplant war, lässt sich nicht mehr ändern.
        [retracted] **{ $id }** ist zurückgezogen, und was geplant war, lässt sich nicht mehr ändern.
        [cancelled] **{ $id }** ist abgebrochen, und was geplant war, lässt sich nicht mehr ändern.
       *[other] **{ $id }** ist umgesetzt, und was geplant war, lässt sich nicht mehr ändern.
        }
    }
change-illegal-hint =
    { $from ->
        [requested] `!change einreichen` reicht sie ein.
        [pending-approval] `!genehmigungen` zeigt, wer wonach gefragt ist.
        [approved] ▶️ oder `!change beginnen` beginnt sie.
        [in-progress] 🏁 `!change fertig`, ↩️ `!change zurückrollen` oder ✖️ `!change fehlgeschlagen` beendet sie.
        [pending-review] `!change nachprüfen` blickt zurück.
       *[other] `!change` plant eine neue.
    }
change-fixed = Was geplant ist, lässt sich nicht mehr ändern.
change-own-way =
    { $state ->
        [pending-review] **{ $id }** ist eine Änderung und vorbei, wenn sie nachgeprüft ist.
       *[other] **{ $id }** ist eine Änderung und hat eigene Befehle.
    }
change-submit-takes = Zum Einreichen gehört kein `{ $key }:`.
change-submit-hint = `!change bearbeiten` ändert, was geplant ist; `!change einreichen trotz:"…"` nennt den Grund trotz einer Kollision.
change-blocked = **{ $id }** kann so nicht eingereicht werden:
change-objection = ⚠️ { $what }
change-window-past = Ihr Fenster liegt in der Vergangenheit.
change-outside = { $service } wird nur in seinem Wartungsfenster geändert ({ $hours }).
change-frozen = Sperrzeit: { $title }
change-incident = **{ $id }** ist ein Vorfall, der noch andauert: { $title }
change-collision = **{ $id }** { $title }, { $window }: { $why }
change-why-service = ändert auch { $service }
change-why-runs-on = { $own } läuft auf { $other }
change-why-carries = { $other } läuft auf { $own }
change-why-person = dieselbe Person führt sie durch
change-why-window = zur selben Zeit
change-needs-reason = `!change einreichen trotz:"…"` reicht sie trotzdem ein, mit dem Grund auf der Karte.
change-needs-override =
    { $who ->
        [operator] Ein Operator kann das aufheben: `!change aufheben` mit dem Grund.
        [manager] Ein Manager kann das aufheben: `!change aufheben` mit dem Grund.
        [lead] Eine Teamleitung kann das aufheben: `!change aufheben` mit dem Grund.
       *[agent] Wer Tickets bearbeitet, kann das aufheben: `!change aufheben` mit dem Grund.
    }
change-override-emergency = **{ $id }** ist kein Notfall: Sperrzeiten und Wartungsfenster gelten für sie.
change-override-emergency-hint = Verschieb sie mit `!change termine`; oder `!change bearbeiten typ:notfall`, wenn sie einer ist.
change-override-why = Warum darf es trotzdem sein?
change-override-hint = Schreib `!change aufheben CHG-7 Mail ist ausgefallen`.
change-overridden = 🔓 { $name } nimmt es auf sich: **{ $id }** darf in einer Sperrzeit und außerhalb des Wartungsfensters umgesetzt werden.
change-slots = Frei:
change-slots-none = In den nächsten zwei Monaten ist nichts frei.
change-slots-for = Freie Zeiten für **{ $id }**:
change-slot = { $sign } { $window }
change-slot-taken = **{ $id }** ist geplant für { $window }.
change-slot-gone = Diese Zeit ist nicht mehr frei:
change-edit-what = Was soll geändert werden?
change-edit-keys = Schreib es wie `!change bearbeiten plan:"…"`. Es gibt: { $keys }
change-edited = ✏️ **{ $id }** ist geändert.
change-edited-again = ✏️ **{ $id }** ist geändert und muss neu genehmigt werden.
change-edited-by = { $name }: { $what }
change-edit-blocked = So lässt sie sich nicht ändern: { $why }
change-edit-blocked-hint = `!change termine` zeigt freie Zeiten.
change-same = Das steht schon so da.
change-still-missing = Es fehlt: { $missing }
change-despite-elsewhere = Der Grund trotz einer Kollision wird beim Einreichen genannt.
change-part-gone = Etwas, das zu **{ $id }** gesagt war, wurde zurückgenommen; damit ist sie nicht mehr genehmigt. `!change bearbeiten` fragt nach dem, was fehlt.

## Umsetzen

change-early = **{ $id }** ist noch nicht genehmigt.
change-early-hint =
    { $who ->
        [operator] Operatoren dürfen einen Notfall vorher beginnen.
        [manager] Manager dürfen einen Notfall vorher beginnen.
        [lead] Teamleitungen dürfen einen Notfall vorher beginnen.
       *[agent] Wer Tickets bearbeitet, darf einen Notfall vorher beginnen.
    }
change-not-agreed = **{ $id }** ist noch nicht genehmigt und kann nicht begonnen werden.
change-frozen-now = **{ $id }** kann in einer Sperrzeit nicht begonnen werden: { $titles }.
change-frozen-now-hint = Sie kam später dazu. `!change termine` zeigt freie Zeiten.
change-too-early = **{ $id }** beginnt später: { $window }.
change-too-late = Das Fenster von **{ $id }** ist vorbei: { $window }.
change-move-hint = `!change bearbeiten fenster:"…"` oder `!change termine` verschiebt sie; dann muss sie neu genehmigt werden.
change-begun-early = ▶️ **{ $id }** ist in Umsetzung, bevor sie genehmigt ist. Gefragt sind, die zustimmen müssen; 🏁 ↩️ ✖️ beendet sie.
change-begun-told = { $name }: { $stands }
change-ended-told = { $name }: { $stands }
change-cancelled-told = { $name }: { $stands }
change-room-begins = 🔧 **{ $id }** { $title } beginnt jetzt, bis etwa { $until }. Betroffen: { $services }
change-room-ends =
    { $how ->
        [done] 🏁 **{ $id }** { $title } ist fertig. Betroffen: { $services }
        [rolled-back] ↩️ **{ $id }** { $title } ist zurückgerollt; alles ist wie zuvor. Betroffen: { $services }
       *[failed] ✖️ **{ $id }** { $title } ist fehlgeschlagen. Betroffen: { $services }
    }
change-begins-soon = ⏰ **{ $id }** beginnt bald: { $window }. ▶️ auf der Karte beginnt sie.
change-missed = ⏰ Das Fenster von **{ $id }** ist vorbei, und sie ist nicht begonnen: { $window }. `!change termine` verschiebt sie, `!change abbrechen` gibt sie auf.
change-overruns = ⏰ Das Fenster von **{ $id }** ist seit { $over } vorbei (seit { $end }). 🏁 fertig · ↩️ zurückgerollt · ✖️ fehlgeschlagen?
change-to = { $person } { $what }
change-task-what = Was ist zu tun?
change-task-hint = Schreib `!change aufgabe @bernd Konfiguration sichern`; ohne Namen ist es für die Person, die die Änderung durchführt.
change-task-added = ☑️ Steht jetzt bei **{ $id }**; `!abhaken` hakt es ab.
change-suspect = 🔎 **{ $id }** { $title } betrifft einen Dienst dieser Änderung. Ich habe beide verknüpft.
change-cause = 🔎 Das kann an **{ $id }** { $title } liegen, die gerade läuft oder kurz davor umgesetzt wurde. Ich habe beide verknüpft.

## Zurückblicken

change-review = 📋 Nachprüfung von **{ $id }**
change-review-times =
    { $review }
    { $times }
change-review-asks = Eine Nachprüfung wird Frage für Frage beantwortet.
change-review-asks-hint = Schreib nur `!change nachprüfen`.
change-review-waits = **{ $id }** ist nachgeprüft. Vorbei ist sie, wenn sie genehmigt ist.
change-review-late = 📋 **{ $id }** muss noch nachgeprüft werden: `!change nachprüfen`.
change-agree-late = ⚠️ **{ $id }** wurde vor der Genehmigung begonnen, und noch hat niemand entschieden. `!cab` zeigt, was wartet.
change-follow-ups = ➡️ { $ids }

## Kalender, Tagesordnung, Bericht

change-calendar = **Änderungen** { $from } – { $to }
change-calendar-title = Änderungen
change-calendar-frozen = ❄️ { $title }: { $from } – { $to }
change-calendar-line =
    { $state ->
        [requested] { $window } · **{ $id }** { $title } · beantragt
        [pending-approval] { $window } · **{ $id }** { $title } · wartet auf Genehmigung
        [approved] { $window } · **{ $id }** { $title } · genehmigt
        [in-progress] { $window } · **{ $id }** { $title } · in Umsetzung
        [pending-review] { $window } · **{ $id }** { $title } · wartet auf Nachprüfung
        [successful] { $window } · **{ $id }** { $title } · erfolgreich
       *[failed] { $window } · **{ $id }** { $title } · fehlgeschlagen
    }
change-calendar-services = { $line } · { $services }
change-calendar-more =
    { $more ->
        [one] und { $more } weitere
       *[other] und { $more } weitere
    }
change-calendar-empty = Nichts ist geplant.
change-calendar-colours = gelb: geplant oder wartet · blau: genehmigt · grün: in Umsetzung · grau: vorbei · rot: fehlgeschlagen · schraffiert: Sperrzeit
change-calendar-unclear = Die Zeit „{ $text }“ kenne ich nicht.
change-calendar-hint = Schreib `!change kalender woche` oder `!change kalender monat`.
change-feed-frozen = Sperrzeit: { $title }
cab-nothing = Keine Änderung wartet auf eine Entscheidung.
cab-heading =
    { $count ->
        [one] **CAB**: { $count } Änderung wartet auf eine Entscheidung
       *[other] **CAB**: { $count } Änderungen warten auf eine Entscheidung
    }
cab-meets = { $heading } · nächste Sitzung { $at }
cab-line =
    { $kind ->
        [emergency] **{ $id }** { $title } · Notfall · Risiko { $risk } · { $window }
       *[normal] **{ $id }** { $title } · Risiko { $risk } · { $window }
    }
cab-begun = { $line } · ist schon begonnen
change-report = **Änderungen** { $from } – { $to }
change-report-none = Keine ist vorbei.
change-report-all = { $good } von { $all } erfolgreich ({ $percent } %)
change-report-times = nach dem Ende ihres Fensters: { $late } · zurückgerollt: { $rolledback } · Notfälle: { $emergencies }
change-report-line = { $name }: { $good } von { $all } ({ $percent } %)
change-report-team = Team { $team }: { $good } von { $all } ({ $percent } %)
change-report-hint = Schreib `!bericht änderungen monat`, `woche`, `quartal`, `jahr`, `2026-03` oder `2026-03-01..2026-03-15`.

## Sperrzeiten

freeze-heading = **Sperrzeiten**
freeze-line = { $title } · { $when } · { $services }
freeze-numbered = { $number }. { $line }
freeze-days = { $from } – { $to }
freeze-often =
    { $how ->
        [yearly] jedes Jahr, nächstes Mal { $when }
        [monthly] jeden Monat, nächstes Mal { $when }
       *[once] { $when }
    }
freeze-over = vorbei
freeze-all = alle Dienste
freeze-none = Es gibt keine Sperrzeiten.
freeze-what = `!sperrzeit` allein listet die Sperrzeiten.
freeze-hint = `{ $prefix }sperrzeit neu 20.12.-6.1. Inventur dienst:shop` legt eine an, `{ $prefix }sperrzeit ende 3` beendet eine. Tage schreibst du wie `20.12.-6.1.` (jedes Jahr), `20.12.2026-6.1.2027` oder `monatsende -3..2`.
freeze-wrong =
    { $why ->
        [backwards] Das endet, bevor es beginnt.
        [one-year] Schreib das Jahr an beide Tage oder an keinen.
       *[unclear] „{ $text }“ beginnt nicht mit Tagen.
    }
freeze-past = Das ist vorbei.
freeze-untitled = Sperrzeit
freeze-added = ❄️ Sperrzeit { $number }: { $title } · { $when } · { $services }
freeze-meets = ⚠️ **{ $id }** { $title } ist dann geplant: { $window }
freeze-which = Welche? Ihre Nummer steht bei `!sperrzeit` davor.
freeze-unknown = Eine Sperrzeit { $number }, die enden könnte, gibt es nicht. Die aus der Konfiguration haben keine Nummer.
freeze-ended = Sperrzeit { $number } ist beendet.

## Hilfe

verb-change-new-usage = Switch-Firmware fenster:"Sa 22:00-23:30" dienst:lan
verb-change-new-what = plant eine Änderung
verb-change-new-more = Nach dem, was fehlt, frage ich nacheinander: betroffene Dienste, Fenster, Grund, Plan, Test, Sicherung, Rückfallplan, wer sie durchführt, und das Risiko. Alles geht auch in der Zeile: `grund:"…" plan:"…"`. `typ:notfall`, wo sie nicht warten kann, `vorlage:NAME` für eine Standard-Änderung. Allein zeigt es Vorlagen und die Änderungen, mit denen du zu tun hast. Im Kalender sehen alle die Änderungen.
verb-change-edit-usage = CHG-7 plan:"…"
verb-change-edit-what = ändert, was geplant ist
verb-change-edit-more = Die Nachricht zu bearbeiten, die es gesagt hat, tut dasselbe. Was eingereicht war, muss dann neu genehmigt werden. Allein macht es mit den Fragen weiter.
verb-change-submit-usage = CHG-7
verb-change-submit-what = reicht eine Änderung zur Genehmigung ein
verb-change-submit-more = 📨 auf der Karte tut dasselbe. Es geht nicht, solange etwas fehlt, in einer Sperrzeit, außerhalb des Wartungsfensters eines Dienstes oder neben einer anderen Änderung; dann werden freie Zeiten angeboten. `trotz:"…"` nennt den Grund trotz einer Kollision.
verb-change-slots-usage = CHG-7
verb-change-slots-what = zeigt die nächsten freien Zeiten
verb-change-slots-more = So lang wie ihr Fenster. Die Nummer darunter nimmt eine.
verb-change-override-usage = CHG-7 Mail ist ausgefallen
verb-change-override-what = lässt eine Notfall-Änderung in einer Sperrzeit zu
verb-change-override-more = Und außerhalb des Wartungsfensters. Wer das darf, ist eingerichtet; Name und Grund stehen auf der Karte.
verb-change-task-usage = CHG-7 @bernd Konfiguration sichern
verb-change-task-what = legt einen Arbeitsauftrag zu einer Änderung an
verb-change-task-more = Er steht auf einer Checkliste, die `!abhaken` abhakt. Fertig ist eine Änderung erst, wenn alles abgehakt ist.
verb-change-start-usage = CHG-7
verb-change-start-what = beginnt eine Änderung
verb-change-start-more = ▶️ auf der Karte tut dasselbe. In ihrem Fenster oder eine Viertelstunde davor. Einen Notfall dürfen vor der Genehmigung die beginnen, die dafür eingerichtet sind.
verb-change-done-usage = CHG-7
verb-change-done-what = sagt, dass eine Änderung fertig ist
verb-change-done-more = 🏁 auf der Karte tut dasselbe. Notfälle und Änderungen mit hohem Risiko werden dann nachgeprüft.
verb-change-rollback-usage = CHG-7
verb-change-rollback-what = sagt, dass eine Änderung zurückgerollt ist
verb-change-rollback-more = ↩️ auf der Karte tut dasselbe. Sie wird dann nachgeprüft.
verb-change-failed-usage = CHG-7
verb-change-failed-what = sagt, dass eine Änderung fehlgeschlagen ist
verb-change-failed-more = ✖️ auf der Karte tut dasselbe. Sie wird dann nachgeprüft.
verb-change-review-usage = CHG-7
verb-change-review-what = blickt auf eine Änderung zurück
verb-change-review-more = Fragt, ob das Ziel erreicht ist, was wir gelernt haben und was folgt; jede Zeile davon wird ein Ticket.
verb-change-cancel-usage = CHG-7
verb-change-cancel-what = gibt eine Änderung auf
verb-change-cancel-more = Bevor sie begonnen ist. Was in Umsetzung ist, lässt sich zurückrollen.
verb-change-calendar-usage = monat
verb-change-calendar-what = zeigt, was geplant ist, als Liste und Bild
verb-change-calendar-more = Für eine Woche oder einen Monat. `lotse change ical` schreibt dasselbe für Kalenderprogramme.
verb-change-report-usage = monat
verb-change-report-what = wie Änderungen ausgingen, nach Typ, Dienst und Team
verb-change-report-more = Für `woche`, `monat`, `quartal`, `jahr`, einen Monat wie `2026-03` oder Tage wie `2026-03-01..2026-03-15`.
verb-cab-usage = { "" }
verb-cab-what = zeigt die Änderungen, die auf eine Entscheidung warten, zum Abstimmen
verb-cab-more = Das früheste Fenster zuerst, jede mit Risiko und Karte. Vor einer eingerichteten Sitzung kommt das von selbst.
verb-freeze-usage = { "" }
verb-freeze-what = listet die Zeiten, in denen nichts geändert wird
verb-freeze-more = Standard- und normale Änderungen lassen sich dafür nicht einreichen; ein Notfall braucht eine Aufhebung.
verb-freeze-add-usage = 20.12.-6.1. Inventur dienst:shop
verb-freeze-add-what = legt eine Sperrzeit an
verb-freeze-add-more = Jedes Jahr, bei Tagen mit Jahr (`20.12.2026-6.1.2027`) einmal, oder um jedes Monatsende (`monatsende -3..2`). Änderungen, die dann geplant sind, werden genannt.
verb-freeze-end-usage = 3
verb-freeze-end-what = beendet eine angelegte Sperrzeit
verb-freeze-end-more = Ihre Nummer steht bei `!sperrzeit` davor.
