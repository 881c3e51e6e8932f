## Service levels

sla-warning =
    { $of ->
        [response] { $percent }% of the time promised for an answer is used up, { $left } left (until { $due }).
        [resolution] { $percent }% of the time promised for a solution is used up, { $left } left (until { $due }).
       *[ola] { $percent }% of the time agreed for this team is used up, { $left } left (until { $due }).
    }
sla-broken =
    { $of ->
        [response] An answer was promised by { $due } and is overdue for { $over }.
        [resolution] A solution was promised by { $due } and is overdue for { $over }.
       *[ola] This team wanted to have it done or given on by { $due }, { $over } ago.
    }
sla-due-now =
    { $of ->
        [response] An answer was promised by { $due }, and the time is up.
        [resolution] A solution was promised by { $due }, and the time is up.
       *[ola] This team wanted to have it done or given on by { $due }, and the time is up.
    }
sla-told = ⏰ { $what }
sla-to = { $people } { $what }
sla-nobody = { $what } Nobody has it yet.
sla-alone = ⏰ **{ $id }**: { $what }
sla-many =
    { $count ->
        [one] ⏰ **One promise** that is running out or broken:
       *[other] ⏰ **{ $count } promises** that are running out or broken:
    }
sla-many-line = **{ $id }** { $title } · { $what }
sla-many-line-to = { $line } { $people }
sla-many-more = … and { $more } more: `{ $prefix }tickets breaching` shows all.

sla-none = Nothing is promised of { $id }.
sla-none-configured = Promises stand as `[[targets]]` in bot-config.toml.
sla-none-fits = None of the promises fits its priority, its service and its requester, or it is older than they are.
sla-heading = **{ $id }** { $title }
sla-of =
    { $of ->
        [response] Answer
        [resolution] Solution
       *[ola] Team { $team }
    }
sla-clock = **{ $of }** in { $within } ({ $target }, { $calendar }): { $standing }
sla-runs = by { $due }; { $elapsed } used up ({ $percent }%), { $left } left
sla-late = was promised by { $due }, overdue for { $over }
sla-still = the clock stands still; { $elapsed } used up ({ $percent }%), { $left } left
sla-met = kept after { $spent } ({ $at })
sla-missed = missed by { $over } ({ $at })
sla-replaced =
    { $because ->
        [service] was valid until the service changed, { $at }; counted anew from the beginning since
       *[priority] was valid until the priority changed, { $at }; counted anew from the beginning since
    }
sla-dropped = dropped ({ $at })
sla-why = · { $what }
sla-since = since { $at } (clock of { $zone })
sla-date = { $day }
sla-day = { $day }: { $time }
sla-days =
    { $days ->
        [one] one more day: { $time }
       *[other] { $days } more days: { $time }
    }
sla-holiday = { $day }: { $name }
sla-closed = closed
sla-closed-named = closed, { $name }
sla-exception = other hours
sla-paused =
    { $because ->
        [user] stood still { $from } – { $to }: waited for its requester
        [vendor] stood still { $from } – { $to }: waited for a third party
        [time] stood still { $from } – { $to }: waited
        [planned] stood still { $from } – { $to }: was planned
       *[over] stood still { $from } – { $to }: was resolved or closed
    }
sla-paused-now =
    { $because ->
        [user] stands still since { $from }: waits for its requester
        [vendor] stands still since { $from }: waits for a third party
        [time] stands still since { $from }: waits
        [planned] stands still since { $from }: is planned
       *[over] stands still since { $from }
    }

simulate-heading =
    { $tickets ->
        [one] One ticket looked at. Kept, now → then:
       *[other] { $tickets } tickets looked at. Kept, now → then:
    }
simulate-line = { $of } { $priority }: { $before } → { $after }
simulate-changed = { $id } { $title } · { $of }: { $before } → { $after }
simulate-same = Nothing changes for any ticket.
simulate-more = … and { $more } more changes.
simulate-none = not promised
simulate-met = kept
simulate-open = still runs
simulate-missed = missed by { $over }

budget-line = **{ $name }**: { $percent }% in { $days } days
budget-nothing = { $line } · nothing counted yet
budget-stands = { $line } · { $kept }% kept, { $missed } of { $all } missed · error budget left { $left }% · burn rate { $burn }
budget-burns = 🔥 The error budget is being spent too fast. { $budget }
budget-spent = 🔴 The error budget is spent. { $budget }

report-heading = **Service levels { $from } to { $to }**
report-line =
    { $of ->
        [response] Answer { $priority }: { $met } of { $all } kept ({ $percent }%) · median { $median } · 90% within { $p90 }
       *[resolution] Solution { $priority }: { $met } of { $all } kept ({ $percent }%) · median { $median } · 90% within { $p90 }
    }
report-bar =
    { $of ->
        [response] Answer { $priority }
       *[resolution] Solution { $priority }
    }
report-offender =
    { $of ->
        [response] 🔴 **{ $id }** { $title } · answer missed by { $over }
       *[resolution] 🔴 **{ $id }** { $title } · solution missed by { $over }
    }
report-nothing = No clock ended in that time.
report-period = I do not understand of which time the report should be: “{ $text }”.
report-hint = `{ $prefix }report sla week` (also day, month, quarter, year), `{ $prefix }report sla 2026-03`, `{ $prefix }report sla 2026-03-01..2026-03-15`; with `team:it`, `service:mail`.
report-service-unknown = There is no service “{ $text }”.
report-services = There are { $names }.
verb-report-sla-usage = week team:it
verb-report-sla-what = shows how promises were kept
verb-report-sla-more = Kept and missed by priority, median and 90% value, the worst ones, error budgets; with a chart and a table (CSV). Times: day, week, month, quarter, year, `2026-03`, `2026-03-01..2026-03-15`; `team:` and `service:` narrow it down. Other teams' numbers are for those who answer for all.

verb-sla-usage = T-7
verb-sla-what = shows and explains what is promised by when
verb-sla-more = Answer and solution with their time, what of it is used up, and why it ends then: service hours, holidays, pauses. They change when the priority or the service changes; the earlier one stays visible.
holiday-new-year = New Year’s Day
holiday-epiphany = Epiphany
holiday-womens-day = International Women’s Day
holiday-good-friday = Good Friday
holiday-easter-sunday = Easter Sunday
holiday-easter-monday = Easter Monday
holiday-labour-day = Labour Day
holiday-liberation-day = Liberation Day
holiday-ascension-day = Ascension Day
holiday-whit-sunday = Whit Sunday
holiday-whit-monday = Whit Monday
holiday-corpus-christi = Corpus Christi
holiday-uprising-1953 = Day of the uprising of 17 June 1953
holiday-assumption-day = Assumption Day
holiday-childrens-day = World Children’s Day
holiday-german-unity = Day of German Unity
holiday-reformation-day = Reformation Day
holiday-all-saints = All Saints’ Day
holiday-repentance-day = Day of Repentance and Prayer
holiday-christmas-day = Christmas Day
holiday-second-christmas-day = Second Day of Christmas
