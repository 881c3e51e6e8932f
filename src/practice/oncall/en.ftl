## On call

oncall-nothing = Nobody is on call: no schedule is configured.
oncall-schedule-unknown = I do not know a schedule “{ $text }”.
oncall-now = **{ $title }**: { $people }
oncall-nobody = **{ $title }**: nobody is on call
oncall-until = { $line }, until { $until }
oncall-shadows = learns along: { $people }
oncall-next = { $from } – { $to }: { $people }
oncall-gap = { $from } – { $to }: nobody
oncall-standing =
    { $which ->
        [replace] { $number }. { $from } – { $to }: { $add } in place of { $remove }
        [remove] { $number }. { $from } – { $to }: not { $remove }
       *[add] { $number }. { $from } – { $to }: { $add } besides
    }
oncall-time =
    { $which ->
        [backwards] “{ $text }” ends before it begins.
        [open] “{ $text }” has no end.
        [past] “{ $text }” is over.
        [long] “{ $text }” is longer than three months.
       *[unclear] “{ $text }” is no time that I understand.
    }
oncall-time-hint = Write it like `Fri 18:00 - Mon 8:00` or `Sat 8-20`.
oncall-not-yours = You do not take part in “{ $title }”.
oncall-not-yours-hint = Those who do, their team and managers may change it.
oncall-who = Who, and from when to when?
oncall-override-hint = Write `!oncall override @carla Fri 18:00 - Mon 8:00`; `for:@bernd` where it is not for you.
oncall-not-on-call = { $name } is not on call then.
oncall-is-already = { $name } is on call then already.
oncall-instead = 🔁 { $title }: { $add } in place of { $remove }, { $from } – { $to }. `!oncall end { $number }` takes it back.
oncall-besides = ➕ { $title }: { $add } besides, { $from } – { $to }. `!oncall end { $number }` takes it back.
oncall-told = { $name }: { $what }
oncall-cover-sought = ✋ { $name } looks for somebody for { $title }, { $from } – { $to }. Who takes it taps ✋.
oncall-cover-asked = I have asked the team.
oncall-cover-gone = Somebody has taken it already.
oncall-cover-late = That time is over.
oncall-cover-own = Somebody else must take it.
oncall-end-which = Which one? Its number stands in `!oncall`.
oncall-end-hint = Write `!oncall end 3`.
oncall-end-unknown = There is no change { $number } that stands.
oncall-ended = ↩️ { $title }: taken back is { $line }
oncall-gap-ahead = ⚠️ **{ $title }**: nobody is on call { $from } – { $to }. `!oncall override @…` fills the gap.

## Pages

page-what = What is to be said to those who are woken?
page-hint = Write `!page it Mail is down`, or `!page` in the thread of a ticket.
page-chain-unknown = I do not know a chain “{ $text }”.
page-nobody-configured = Nobody could be woken.
page-nobody-hint = Name somebody: `!page @bernd Mail is down`; or configure [[schedules]].
page-runs = Somebody is being woken for this already.
page-runs-hint = 🔼 or `!escalate` wakes the next one.
page-begun = 📟 **{ $id }**: somebody is being woken.
page-escalated-yours = 🔼 **{ $id }**: the next one is woken.
page-over = **{ $id }** is over.
page-card =
    { $state ->
        [open] 📟 **{ $id } { $title }** (since { $at })
        [unanswered] 📟 { $id } { $title } · nobody has answered
       *[other] 📟 { $id } { $title }
    }
page-actions = ✅ I have it · 🔼 wake the next one · or `!ack`
page-acked =
    { $of ->
        [page] ✅ { $name } has it · 🔼 wakes the next one · 🏁 it is over
       *[ticket] ✅ { $name } has it · 🔼 wakes the next one
    }
page-ended = There is nothing left to do.
page-ended-by = 🏁 { $name } says that it is over.
page-unanswered-card = All were woken. ✅ I have it after all
page-to = { $person } { $what }
page-woken =
    { $then ->
        [last] 📟 Woken: { $names }. Without an answer it is said in { $wait } that nobody is left.
       *[next] 📟 Woken: { $names }. Without an answer the next one is woken in { $wait }.
    }
page-woken-later = 📟 Woken later: { $names } ({ $at }), together with what else comes until then.
page-chat-only =
    { $count ->
        [one] { $names } can be reached in the chat alone.
       *[other] { $names } can be reached in the chat alone.
    }
page-and = { $one } { $more }
page-bundle = 📟 **{ $count } alarms**
page-bundle-line =
    { $state ->
        [open] • **{ $id } { $title }**
        [acked] • { $id } { $title } · ✅ { $name }
        [unanswered] • { $id } { $title } · nobody has answered
       *[ended] • { $id } { $title } · done
    }
page-bundle-actions = ✅ I have them all · 🔼 wake the next one · or `!ack T-7` for one of them
page-all-yours =
    { $count ->
        [one] ✅ One is yours.
       *[other] ✅ { $count } are yours.
    }
page-step-nobody = 📟 Nobody is there to be woken ({ $target }); the next one is.
page-unanswered =
    { $who ->
        [nobody] 🚨 There was nobody who could be woken: { $id } { $title }. Please see to it, or call somebody by telephone.
       *[somebody] 🚨 Nobody has answered, and there is nobody left to wake: { $id } { $title }. Please see to it, or call somebody by telephone.
    }
page-acked-told = ✅ { $name } has it.
page-acked-yours =
    { $of ->
        [page] ✅ It is yours. When it is over: 🏁 on this message, or `{ $prefix }page end { $id } what it was`; until then I remind you.
       *[ticket] ✅ It is yours. 👀 on the ticket's card takes it; I remind you while it is open.
    }
page-yours-already = It is yours already.
page-acked-already = { $name } has it already.
page-all-woken = All were woken already. ✅ or `!ack` by whoever has it after all.
page-which = I do not know which one “{ $text }” is.
page-not-me = I am awake anyway, and can do nothing about it.
page-over-already = There is nothing left to do.
page-unacked = { $name } does not have it after all.
page-escalated = 🔼 { $name } has the next one woken.
page-resumed = 📟 It was answered, but nothing has happened since. I go on.
page-remind =
    { $of ->
        [page] ⏰ You have { $id } { $title }. Is it over? 🏁 on its message, or `{ $prefix }page end { $id }`. Without you I go on and wake the next one.
       *[ticket] ⏰ You have { $id } { $title }, and it is still open. Without you I go on and wake the next one.
    }
page-none = Nobody was woken for anything that is open.
page-none-hint = Write `!ack T-7`, or answer where it was asked.
page-none-of = Nobody was woken for { $id }.
page-not-yours = That is for those who were woken, and for those who work on it.
page-not-yours-hint = `!oncall` shows who is on call.
page-line-open = 📟 somebody is being woken
page-line-acked = 📟 { $name } has answered
page-line-unanswered = 🚨 nobody has answered

## Pages about no ticket

page-named = **{ $id }** { $what }
page-ended-told =
    { $how ->
        [bare] 🏁 { $name } says that it is over: { $title }
       *[said] 🏁 { $name } says that it is over: { $title } ({ $outcome })
    }
page-end-ticket = What was started for { $id } ends with { $id }.
page-end-ticket-hint = Take it (`{ $prefix }take { $id }`) or resolve it (`{ $prefix }resolve { $id } …`).
page-list = **Who is being woken, and who has it**
page-list-open = 📟 **{ $id }** { $title } · since { $since } · nobody has answered yet
page-list-acked = ✅ **{ $id }** { $title } · since { $since } · { $name } has it, since { $acked }
page-list-more = … and { $more } more
page-list-none = Nobody is being woken.
page-person-left = { $name } is no longer with the company.
page-beside =
    { $who ->
        [named] 🔧 { $id } { $title } is being carried out on this service ({ $name }).
       *[nobody] 🔧 { $id } { $title } is being carried out on this service.
    }

## Report

page-report = **Pages { $from } to { $to }**
page-report-none = Nobody was woken in that time.
page-report-all =
    { $all ->
        [one] One page, { $unanswered } without an answer ({ $percent }%)
       *[other] { $all } pages, { $unanswered } without an answer ({ $percent }%)
    }
page-report-times =
    { $which ->
        [notified] First one woken: median { $median } · 95% within { $most }
        [answered] Answered: median { $median } · 95% within { $most }
       *[resolved] Over: median { $median } · 95% within { $most }
    }
page-report-service =
    { $of ->
        [none] about no service: { $all }, { $unanswered } without an answer ({ $percent }%)
       *[service] { $title }: { $all }, { $unanswered } without an answer ({ $percent }%)
    }
page-report-person = { $name }: woken { $woken } ×, { $nights } × of that at night (22–6) · { $answered } × the first to answer
page-report-unclear = I understand neither a time nor a schedule in “{ $text }”.
page-report-hint = `{ $prefix }report oncall month it` (also day, week, quarter, year), `{ $prefix }report oncall 2026-03`, `{ $prefix }report oncall 2026-03-01..2026-03-15`; with or without a schedule.

## Silences

silence-what = What should be silent?
silence-unknown = I know no service, team, schedule or chain “{ $text }”.
silence-hint = Write `{ $prefix }silence lan 2h new switches`, or `{ $prefix }silence lan Sat 22:00 - Sun 4:00 new switches`.
silence-time =
    { $which ->
        [missing] For how long, or from when to when, and why?
        [backwards] “{ $text }” ends before it begins.
        [open] “{ $text }” has no end.
        [past] “{ $text }” is over.
        [long] “{ $text }” is longer than 31 days.
       *[unclear] “{ $text }” does not begin with a time that I understand.
    }
silence-why = Why? Whoever looks for a reason at night should find it.
silence-stands = Silence { $number } is there already: { $title }, { $from } – { $to }.
silence-stands-hint = `{ $prefix }silence end { $number }` ends it; then write it anew.
silence-added =
    { $when ->
        [now] 🔕 Silence { $number }: until { $to } I wake nobody by myself { $kind ->
                [service] for { $title }
                [team] for tickets of { $title }
                [schedule] on the schedule { $title }
               *[chain] with the chain { $title }
            } ({ $reason }). Then I wake for what is still new. `{ $prefix }silence end { $number }` ends it.
       *[later] 🔕 Silence { $number }: { $from } – { $to } I wake nobody by myself { $kind ->
                [service] for { $title }
                [team] for tickets of { $title }
                [schedule] on the schedule { $title }
               *[chain] with the chain { $title }
            } ({ $reason }). Then I wake for what is still new. `{ $prefix }silence end { $number }` ends it.
    }
silence-told = { $name }: { $what }
silence-none = Nothing is silent, and nothing is planned to be.
silence-heading = **Silences**
silence-line =
    { $when ->
        [now] 🔕 { $number }. **{ $title }** until { $to } · { $reason } · { $name }
       *[later] { $number }. **{ $title }** { $from } – { $to } · { $reason } · { $name }
    }
silence-line-waiting =
    { $waiting ->
        [one] { $line } · one ticket waits
       *[other] { $line } · { $waiting } tickets wait
    }
silence-more = … and { $more } more
silence-which = Which one? Its number stands in `{ $prefix }silence`.
silence-end-hint = Write `{ $prefix }silence end 3`; `{ $prefix }silence` lists them.
silence-end-unknown = There is no silence { $number } that stands or is planned.
silence-ended =
    { $waiting ->
        [0] 🔔 Silence { $number } ({ $title }) is over.
        [one] 🔔 Silence { $number } ({ $title }) is over. One ticket has waited for that.
       *[other] 🔔 Silence { $number } ({ $title }) is over. { $waiting } tickets have waited for that.
    }
silence-despite = 🔕 Silence { $number } ({ $title }) stands until { $to }; woken all the same, since somebody asks for it.
page-held-silence = 🔕 Nobody was woken: silence { $number } by { $name } ({ $reason }), until { $until }. I wake then, if nobody has it by then; `{ $prefix }page` wakes now.
page-held-change = 🔕 Nobody was woken: { $change } is being carried out on this service, until { $until }. I wake then, if nobody has it by then; `{ $prefix }page` wakes now.
page-held-over = 🔔 What held this back is over.
page-line-held = 🔕 nobody is woken until { $until }

## Help

verb-oncall-usage = it
verb-oncall-what = shows who is on call now, until when, and who is next
verb-oncall-more = Without a name all schedules. What people have changed stands below, with numbers.
verb-oncall-override-usage = @carla Fri 18:00 - Mon 8:00
verb-oncall-override-what = lets somebody stand in
verb-oncall-override-more = In your place, or `for:@bernd`; where that one is not on call then, besides. `schedule:it` where there are several. The people and the team are told.
verb-oncall-cover-usage = Sat 8-20
verb-oncall-cover-what = asks who takes your shift
verb-oncall-cover-more = In the team's room: the first who taps ✋ takes it.
verb-oncall-end-usage = 3
verb-oncall-end-what = takes a change of the schedule back
verb-oncall-end-more = Its number stands in `!oncall it`.
verb-page-usage = it Mail is down
verb-page-what = wakes whoever is on call, and the next one, until somebody answers
verb-page-more = `!page @bernd`, `!page policy:urgent`; in the thread of a ticket, or with its id, it is about that. 🔼 on its card does the same.
verb-page-ack-usage = T-7
verb-page-ack-what = says that you have what you were woken for
verb-page-ack-more = ✅ on the message does the same, taking it back undoes it. Who then does not take the ticket is reminded, and after that the next one is woken.
verb-page-escalate-usage = T-7
verb-page-escalate-what = has the next one woken now
verb-page-escalate-more = 🔼 on the message does the same.
verb-page-list-usage = { "" }
verb-page-list-what = lists for what somebody is being woken, and who has it
verb-page-list-more = The oldest first.
verb-page-end-usage = A-3 a loose cable
verb-page-end-what = ends what somebody was woken for without a ticket
verb-page-end-more = 🏁 on the message does the same. What was started for a ticket ends when somebody takes or resolves the ticket.
verb-silence-usage = lan 2h new switches
verb-silence-what = lets me wake nobody by myself for a time, for a service, team, schedule or chain
verb-silence-more = Also planned ahead: `lan Sat 22:00 - Sun 4:00 new switches`, at most 31 days. Alone it lists what is silent and planned. Where a name could be several: `service:`, `team:`, `schedule:`, `chain:` before it. At its end I wake for what is still new; `{ $prefix }page` and 🔼 wake at any time.
verb-silence-end-usage = 3
verb-silence-end-what = ends a silence
verb-silence-end-more = What has waited for it wakes now. Its number stands in `{ $prefix }silence`.
verb-page-report-usage = month it
verb-page-report-what = shows how often people were woken, how soon they answered, and what came of it
verb-page-report-more = By service and by person, also how often at night; with a table (CSV) of all pages. Without a time the latest month; with the name of a schedule only what wakes its people.
