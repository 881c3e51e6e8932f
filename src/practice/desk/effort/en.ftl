## Time spent

spent-kept = ⏱ { $time } kept with **{ $id }**, { $total } in all.
spent-corrected = ⏱ Corrected to { $time } with **{ $id }**, { $total } in all.
spent-sum = ⏱ **{ $id }** · { $total }
spent-by = { $name }: { $time }
spent-none = Nobody has written down any time for { $id } yet.
spent-line = ⏱ { $total }
spent-unclear = I do not understand the time “{ $text }”.
spent-nothing = That is no time at all.
spent-too-long = More than a day at once is not possible.
spent-working-days = How long is that in hours and minutes?
spent-hint = For example `{ $prefix }spent 30m printer driver`, `{ $prefix }spent 1h 30m`; `{ $prefix }spent` alone shows the sum.
spent-other-ticket = That time was spent on { $id }. For another ticket, take the message back and write a new one.
spent-report =
    ⏱ **{ $period ->
        [day] Last 24 hours
        [week] Last 7 days
        [month] Last 30 days
       *[year] Last 365 days
    }**: { $total }
spent-report-by =
    { $tickets ->
        [one] { $name }: { $time } on one ticket
       *[other] { $name }: { $time } on { $tickets } tickets
    }
spent-report-none =
    Nobody has written down any time in the { $period ->
        [day] last 24 hours
        [week] last 7 days
        [month] last 30 days
       *[year] last 365 days
    }.
report-team-unknown = I know no team “{ $text }” whose numbers you may see.

verb-ticket-spent-usage = 30m printer driver
verb-ticket-spent-what = keeps the time that you have spent
verb-ticket-spent-more = Taking the message back removes it, an edit corrects it. Alone it shows the sum by person; `{ $prefix }spent week team:it` what was spent in the last seven days (also day, month, year).
