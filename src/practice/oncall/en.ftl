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
oncall-ended = Change { $number } was taken back.
oncall-gap-ahead = ⚠️ **{ $title }**: nobody is on call { $from } – { $to }. `!oncall override @…` fills the gap.

## Pages

page-what = What is to be said to those who are woken?
page-hint = Write `!page it Mail is down`, or `!page` in the thread of a ticket.
page-chain-unknown = I do not know a chain “{ $text }”.
page-nobody-configured = Nobody could be woken.
page-nobody-hint = Name somebody: `!page @bernd Mail is down`; or configure [[schedules]].
page-runs = Somebody is being woken for this already.
page-runs-hint = 🔼 or `!escalate` wakes the next one.
page-over = **{ $id }** is over.
page-card =
    { $state ->
        [open] 📟 **{ $title }** (since { $at })
        [unanswered] 📟 { $title } · nobody has answered
       *[other] 📟 { $title }
    }
page-card-ticket =
    { $state ->
        [open] 📟 **{ $id } { $title }** (since { $at })
        [unanswered] 📟 { $id } { $title } · nobody has answered
       *[other] 📟 { $id } { $title }
    }
page-actions = ✅ I have it · 🔼 wake the next one · or `!ack`
page-acked = ✅ { $name } has it · 🔼 wakes the next one
page-ended = There is nothing left to do.
page-unanswered-card = All were woken.
page-to = { $person } { $what }
page-woken = 📟 Woken: { $names }. Without an answer the next one is woken in { $minutes } min.
page-woken-later = 📟 { $names } hears of it at { $at }, together with what else comes until then.
page-chat-only = { $names } can be reached in the chat alone.
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
page-unanswered = 🚨 Nobody has answered, and there is nobody left to wake: { $id } { $title }. Please see to it, or call somebody by telephone.
page-acked-told = ✅ { $name } has it.
page-acked-yours = ✅ It is yours. 👀 on the ticket's card takes it; I remind you while it is open.
page-yours-already = It is yours already.
page-acked-already = { $name } has it already.
page-over-already = There is nothing left to do.
page-unacked = { $name } does not have it after all.
page-escalated = 🔼 { $name } has the next one woken.
page-resumed = 📟 It was answered, but nothing has happened since. I go on.
page-remind = ⏰ You have { $id } { $title }, and it is still open. Without you I go on and wake the next one.
page-none = Nobody was woken for anything that is open.
page-none-hint = Write `!ack T-7`, or answer where it was asked.
page-none-of = Nobody was woken for { $id }.
page-not-yours = That is for those who were woken, and for those who work on it.
page-not-yours-hint = `!oncall` shows who is on call.
page-line-open = 📟 somebody is being woken
page-line-acked = 📟 { $name } has answered
page-line-unanswered = 🚨 nobody has answered

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
