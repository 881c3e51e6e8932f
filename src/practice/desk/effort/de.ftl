## Aufwand

spent-kept = ⏱ { $time } bei **{ $id }** aufgehoben, { $total } insgesamt.
spent-corrected = ⏱ Bei **{ $id }** berichtigt auf { $time }, { $total } insgesamt.
spent-sum = ⏱ **{ $id }** · { $total }
spent-by = { $name }: { $time }
spent-none = Für { $id } hat noch niemand Aufwand aufgeschrieben.
spent-line = ⏱ { $total }
spent-unclear = Die Zeit „{ $text }“ verstehe ich nicht.
spent-nothing = Das ist gar keine Zeit.
spent-too-long = Mehr als ein Tag auf einmal geht nicht.
spent-working-days = Wie lange ist das in Stunden und Minuten?
spent-hint = Zum Beispiel `{ $prefix }aufwand 30m Druckertreiber`, `{ $prefix }aufwand 1h 30m`; `{ $prefix }aufwand` allein zeigt die Summe.
spent-other-ticket = Dieser Aufwand gilt { $id }. Für ein anderes Ticket ziehe die Nachricht zurück und schreibe eine neue.
spent-report =
    ⏱ **{ $period ->
        [day] Letzte 24 Stunden
        [week] Letzte 7 Tage
        [month] Letzte 30 Tage
       *[year] Letzte 365 Tage
    }**: { $total }
spent-report-by =
    { $tickets ->
        [one] { $name }: { $time } an einem Ticket
       *[other] { $name }: { $time } an { $tickets } Tickets
    }
spent-report-none =
    In den letzten { $period ->
        [day] 24 Stunden
        [week] 7 Tagen
        [month] 30 Tagen
       *[year] 365 Tagen
    } hat niemand Aufwand aufgeschrieben.
report-team-unknown = Ein Team „{ $text }“, dessen Zahlen du sehen darfst, kenne ich nicht.

verb-ticket-spent-usage = 30m Druckertreiber
verb-ticket-spent-what = hebt deinen Zeitaufwand auf
verb-ticket-spent-more = Wird die Nachricht zurückgezogen, ist er weg; ein Bearbeiten berichtigt ihn. Allein zeigt es die Summe je Person; `{ $prefix }aufwand woche team:it` den Aufwand der letzten sieben Tage (auch tag, monat, jahr).
