## Zufriedenheit

satisfaction-ask = { $name }, wie war es mit **{ $id }**? Ein Tipp genügt: 1️⃣ sehr schlecht · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ sehr gut
satisfaction-thanks = Danke: ⭐ { $score } von 5 für **{ $id }**. Wenn du magst, sag in einer Zeile, warum: was du hier als Nächstes schreibst, binnen eines Tages, wird dazu aufgehoben. Ein anderer Tipp ändert es, Zurücknehmen löscht es.
satisfaction-comment-kept = Danke, deine Worte stehen bei deiner Bewertung von **{ $id }**.
satisfaction-not-yours = ⛔ Wie es mit { $id } war, sagt, wer es gemeldet hat.
satisfaction-open-again = { $id } ist wieder offen. Ich frage noch einmal, wenn es geschlossen ist.
satisfaction-line = ⭐ { $score }
satisfaction-heading =
    ⭐ **Zufriedenheit, { $period ->
        [day] letzte 24 Stunden
        [week] letzte 7 Tage
        [month] letzte 30 Tage
       *[year] letzte 365 Tage
    }**
satisfaction-team =
    { $votes ->
        [one] { $team }: { $average } (eine Stimme)
       *[other] { $team }: { $average } ({ $votes } Stimmen)
    }
satisfaction-no-team =
    { $votes ->
        [one] Kein Team: { $average } (eine Stimme)
       *[other] Kein Team: { $average } ({ $votes } Stimmen)
    }
satisfaction-none =
    In den letzten { $period ->
        [day] 24 Stunden
        [week] 7 Tagen
        [month] 30 Tagen
       *[year] 365 Tagen
    } hat niemand gesagt, wie es war.
satisfaction-unclear = Den Zeitraum „{ $text }“ kenne ich nicht.
satisfaction-hint = tag, woche, monat oder jahr; und `team:it` für ein Team.

verb-satisfaction-usage = monat team:it
verb-satisfaction-what = zeigt, wie zufrieden die Leute sind
verb-satisfaction-more = Der Durchschnitt dessen, was Melder gesagt haben, als ihre Tickets geschlossen waren, je Team, 1 bis 5. tag, woche, monat oder jahr.
