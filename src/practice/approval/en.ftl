# What people see of approvals.

approval-title =
    { $state ->
        [open] ✋ **{ $id }** { $title }: please approve or reject
        [approved] ✅ **{ $id }** { $title }: approved
        [rejected] ❌ **{ $id }** { $title }: rejected
        [expired] ⌛ **{ $id }** { $title }: not decided in time
        [superseded] ✏️ **{ $id }** { $title }: was changed, so this card counts no more; you are asked anew
       *[cancelled] ✖️ **{ $id }** { $title }: no longer wanted
    }
approval-from = from { $name }
approval-from-by = from { $name }, ordered by { $by }
approval-until =
    { $needed ->
        [one] { $about } · one more must approve · until { $until }
       *[other] { $about } · { $needed } more must approve · until { $until }
    }
approval-stage = { $about } · step { $stage } of { $stages }
approval-fallback = Whoever should approve this could not be found, so you are asked as a manager of the desk.
approval-fallback-told = **{ $id }**: whoever should approve it could not be found, so I have asked { $names }.
approval-actions = ✅ approve · ❌ reject (I ask for the reason) · or `{ $prefix }approve { $id }`
approval-actions-typed = Only what is typed counts here: `{ $prefix }approve { $id }` or `{ $prefix }reject { $id } reason`
approval-awaited = ⏳ { $name }
approval-awaited-or = ⏳ { $name } or { $others }
approval-by = { $name }
approval-by-for = { $name } for { $person }
approval-yes = ✅ { $who }
approval-no = ❌ { $who }: { $reason }
approval-no-forgotten = ❌ { $who }
approval-and = { $before } · { $next }
approval-decided =
    { $state ->
        [approved] **{ $id }** is approved
        [rejected] **{ $id }** is rejected
       *[expired] { $kind ->
            [change] **{ $id }** was not decided in time; its card says how it goes on
           *[request] **{ $id }** was not decided in time and is over; order it again if you still need it
        }
    }
approval-decided-by = { $decided } · { $voices }
approval-told = { $person } { $what }
approval-line =
    { $state ->
        [open] Approval
        [approved] Approved
       *[rejected] Rejected
    }
approval-line-by = { $line }: { $voices }
approval-impossible =
    { $told ->
        [managers] ⛔ Nobody can be found who may approve **{ $id }**, so it cannot be done. The managers of the desk know; when they have set it right, order it again.
       *[nobody] ⛔ Nobody can be found who may approve **{ $id }**, so it cannot be done. Please tell whoever runs this desk: nobody is named there whom I could tell.
    }
approval-impossible-inside = ⛔ **{ $id }** { $title }: nobody can be found who may approve it. Give its requester a manager in the directory, or name managers in [roles] who have not ordered it themselves.
approval-typed = **{ $id }** is approved by a typed command only: `{ $prefix }approve { $id }`.
approval-counted = ✅ **{ $id }**: your approval counts; others still have to answer.
approval-counted-last = ✅ **{ $id }** is approved.
approval-rejection-counted = ❌ **{ $id }**: your rejection counts, with its reason.
approval-none =
    { $kind ->
        [change] **{ $id }** is not handed in for approval.
       *[request] **{ $id }** needs no approval.
    }
approval-which = Several approvals wait for you.
approval-which-hint = Say which one, as in REQ-9; `{ $prefix }approvals` shows them.
approval-over =
    { $state ->
        [approved] **{ $id }** is approved already; that does not change any more.
        [rejected] **{ $id }** is rejected already; that does not change any more.
        [expired] **{ $id }** was not decided in time, and is over.
        [superseded] **{ $id }** was changed after this card; please vote on the new one.
       *[cancelled] **{ $id }** is no longer wanted.
    }
approval-own =
    { $kind ->
        [change] **{ $id }** is a change of yours.
       *[request] You have ordered **{ $id }** yourself, or it is for you.
    }
approval-own-hint = Somebody else must approve it.
approval-implementer = Whoever carries out **{ $id }** cannot approve it.
approval-not-yours = Whether **{ $id }** is approved is not yours to say.
approval-not-yours-hint = These are asked: { $names }.
approval-why = { $person } Why do you reject **{ $id }**? Your next message here is the reason, and with it the rejection counts. Take ❌ back if you do not want to.
approval-why-words = I need the reason in words; then your rejection of **{ $id }** counts.
approval-why-settled = **{ $id }**: you have taken it back; nothing was counted.
approval-decided-stays = What you said to **{ $id }** has been counted; taking it back changes nothing any more.
approval-copied = That is not the card of **{ $id }**: votes count on the card itself, or as `{ $prefix }approve { $id }`.
approval-remind = { $person } **{ $id }** still waits for your approval, until { $until }.
approval-instead =
    { $why ->
        [left] **{ $id }**: { $person } is no longer here, so I have asked { $names }.
        [away] **{ $id }**: { $person } is away, so I have asked { $names } too.
       *[silent] **{ $id }**: { $person } has not answered, so I have asked { $names } too.
    }
approval-is-open = **{ $id }** is not approved yet; { $names } must answer first.
approval-is-open-hint = Until then only its requester can withdraw it with `{ $prefix }close`.
approvals-none = No approval waits for you.
approvals-heading =
    { $total ->
        [one] One approval waits for you:
       *[other] { $total } approvals wait for you{ $more ->
            [0] :
           *[other] , the oldest first ({ $more } more after these):
        }
    }
approvals-elsewhere =
    { $count ->
        [one] One of them is not for everybody here; I have sent it to you alone.
       *[other] { $count } of them are not for everybody here; I have sent them to you alone.
    }
delegate-unclear =
    { $what ->
        [person] I cannot see who should answer for you.
        [from] I cannot read from when.
       *[until] I cannot read until when.
    }
delegate-hint = For example: `{ $prefix }delegate @berta until 24.12. holidays`, or `from 20.12. until 24.12.`; `{ $prefix }delegate end` ends it.
delegate-yourself = You answer for yourself already.
delegate-past = That time is over, or ends before it begins.
delegate-circle = You answer for { $name } at that time, directly or by way of others; then nobody would answer.
delegate-made = { $deputy } answers for { $person } from { $from } until { $until }, and knows it. Approvals will say for whom.
delegate-told =
    { $waiting ->
        [0] { $person } has asked you to answer for them from { $from } until { $until }, { $deputy }. Approvals will say for whom.
        [one] { $person } has asked you to answer for them from { $from } until { $until }, { $deputy }. One approval waits: `{ $prefix }approvals`.
       *[other] { $person } has asked you to answer for them from { $from } until { $until }, { $deputy }. { $waiting } approvals wait: `{ $prefix }approvals`.
    }
delegate-begins =
    { $waiting ->
        [one] From now on you answer for { $person }, { $deputy }, until { $until }. One approval waits: `{ $prefix }approvals`.
       *[other] From now on you answer for { $person }, { $deputy }, until { $until }. { $waiting } approvals wait: `{ $prefix }approvals`.
    }
delegate-replaced-told = { $deputy } answers for { $person } from { $from } until { $until }, in your place.
delegate-because = { $what } Reason: { $reason }
delegate-line = { $deputy } for { $person }, { $from } to { $until }.
delegate-heading = Who answers for whom:
delegate-none-own = Nobody answers for you, so there is nothing to end. { $hint }
delegate-long = That is more than half a year, until { $until }.
delegate-long-hint = Write the year, as in `until 1.12.{ $year }`, if you mean it.
delegate-none = Nobody answers for you, and you for nobody. { $hint }
delegate-ended = Done: you answer for yourself again.
delegate-ended-told = { $person } answers for themselves again; thank you.

verb-approvals-usage = { "" }
verb-approvals-what = shows what waits for your approval
verb-approvals-more = Each with ✅ and ❌ to tap. Where others must not read along, in your direct chat.
verb-approve-usage = REQ-9
verb-approve-what = approves what you were asked about
verb-approve-more = Without a number where the thread or the card that you answer says which. ✅ on the card does the same. Your latest answer counts until it is decided.
verb-reject-usage = REQ-9 too expensive
verb-reject-what = rejects what you were asked about, with the reason
verb-reject-more = ❌ on the card does the same, and I ask for the reason.
verb-delegate-usage = @berta until 24.12. holidays
verb-delegate-what = lets somebody else answer for you for a time
verb-delegate-more = Alone, shows who answers for whom. `from 20.12. until 24.12.` begins later; `end` ends it.
