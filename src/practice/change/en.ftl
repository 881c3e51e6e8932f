## Changes

change-state =
    { $state ->
        [requested] requested
        [pending-approval] pending approval
        [approved] approved
        [in-progress] in progress
        [pending-review] pending review
        [successful] successful
        [failed] failed
        [rejected] rejected
        [retracted] retracted
       *[cancelled] cancelled
    }
change-actions =
    { $state ->
        [requested] 📨 hands it in · `!change edit` · `!change slots` · `!change cancel`
        [pending-approval] Waits for approval. `!change edit` asks for it anew.
        [approved] ▶️ begins it · `!change task` · `!change cancel`
        [in-progress] 🏁 done · ↩️ rolled back · ✖️ failed
       *[pending-review] `!change review` looks back
    }
change-type =
    { $kind ->
        [standard] standard change
        [emergency] emergency change
       *[normal] normal change
    }
change-level =
    { $level ->
        [low] low
        [medium] medium
       *[high] high
    }
change-and = { $before } · { $next }
change-said = { $text }
change-from-template = “{ $title }”
change-window = { $from } – { $to } ({ $length })
change-window-day = { $from }–{ $end } ({ $length })
change-risk = Risk **{ $risk }**
change-risk-because = { $risk }: { $why }
change-risk-assumed =
    { $kind ->
        [standard] { $risk }: as its template says
        [emergency] { $risk }: nobody has looked at it yet
       *[normal] { $risk }: not assessed yet
    }
change-risk-matrix = impact { $impact } × probability { $probability } = { $risk }
change-risk-points =
    { $points ->
        [one] questionnaire { $points } point = { $risk }
       *[other] questionnaire { $points } points = { $risk }
    }
change-words =
    { $words ->
        [reason] Reason: { $text }
        [plan] Plan: { $text }
        [test] Test: { $text }
        [backup] Backup: { $text }
       *[rollback] Rollback: { $text }
    }
change-despite-line = ⚠️ In spite of { $beside }: { $reason }
change-lessons-line = 📋 { $text }
change-no-back = That is the first question.
change-edit-whose = What is planned in **{ $id }** is changed by whoever wants it, or carries it out.
change-edit-whose-hint = Tell them in the thread, or reject it with the reason.
change-responsible-fixed = Who carries out **{ $id }** is part of what is agreed to.
change-responsible-fixed-hint = `!change edit responsible:@carla` asks for it anew.
change-no-such = I do not know `!change { $word }`.
change-override-line = 🔓 { $name } has overridden freeze and maintenance hours: { $reason }
change-missing-line = ✏️ Missing: { $missing }
change-unagreed = ⚠️ Begun before it was agreed to; that is still to be done.
change-disagreed = ⚠️ Begun before it was decided, and not agreed to afterwards.
change-times =
    { $how ->
        [done] 🏁 Done { $span }
        [rolled-back] ↩️ Rolled back { $span }
       *[failed] ✖️ Failed { $span }
    }
change-times-over = { $times }, { $over } after the end of its window
change-started = ▶️ Since { $at }
change-part =
    { $part ->
        [services] affected services
        [window] window
        [reason] reason
        [plan] plan
        [test] test
        [backup] backup
        [rollback] rollback plan
        [responsible] responsible
        [impact] impact
        [probability] probability
        [aim] whether it has reached its aim
        [lessons] what was learnt
       *[follow-ups] what follows
    }
change-part-questions = questionnaire on risk
change-part-question = “{ $ask }”
change-stands =
    { $state ->
        [requested] **{ $id }** is planned.
        [pending-approval] **{ $id }** was handed in, and waits for approval.
        [approved] **{ $id }** is approved: ▶️ begins it.
        [in-progress] **{ $id }** is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
        [pending-review] **{ $id }** was carried out, and is to be reviewed.
        [successful] **{ $id }** is over: successful.
        [failed] **{ $id }** is over: failed.
        [rejected] **{ $id }** was rejected.
        [retracted] **{ $id }** was retracted.
       *[cancelled] **{ $id }** was cancelled.
    }

## Planning

change-how =
    {""}**Changes**: `{ $prefix }change Switch firmware window:"Sat 22:00-23:30" service:lan` plans one; I ask for what is missing.
    `type:emergency` where it cannot wait, `template:NAME` for what was agreed to once. `{ $prefix }change calendar` · `{ $prefix }freeze` · `{ $prefix }cab`
change-template-row = `template:{ $name }` { $title }
change-none = You have to do with no change that is open.
change-open = Yours:
change-row =
    { $state ->
        [requested] **{ $id }** { $title } · requested
        [pending-approval] **{ $id }** { $title } · pending approval
        [approved] **{ $id }** { $title } · approved
        [in-progress] **{ $id }** { $title } · in progress
       *[other] **{ $id }** { $title } · pending review
    }
change-no-title = What is to be changed?
change-no-title-hint = Write it in a few words: `!change Switch firmware window:"Sat 22:00-23:30"`.
change-elsewhere = In this thread something else is talked about, and answers would be taken for that.
change-elsewhere-hint = Write `!change` anew, outside of this thread.
change-is-none = { $id } is no change.
change-is-none-hint = Changes are called CHG-1; `!change` plans one.
change-type-unknown = I do not know the type “{ $text }”.
change-type-hint = There are `type:normal`, `type:standard` (with a template) and `type:emergency`.
change-needs-template = A standard change needs the template by which it was agreed to.
change-templates = There are: { $names }. Write `template:NAME`.
change-no-templates = None is configured; `type:normal` is agreed to each time.
change-template-unknown = There is no template “{ $text }”.
change-template-fixed = What the template “{ $template }” says was agreed to, and is the same each time.
change-template-fixed-hint = `!change edit type:normal` makes it a change of its own.
change-becomes-no-standard = A change cannot become a standard one: plan it anew with `template:NAME`.
change-question = { $number }/{ $all } { $ask }
change-ask =
    { $part ->
        [services] Which services are affected? Several with commas.
        [window] From when to when? As in `Sat 22:00-23:30`.
        [reason] Why is it to be done?
        [plan] What is done, step by step?
        [test] How will you see that it has worked?
        [backup] What is saved before?
        [rollback] How is it undone if it goes wrong?
        [responsible] Who carries it out? “me” is an answer.
        [impact] How much is affected if it goes wrong? 1️⃣ little · 2️⃣ something that people notice · 3️⃣ much
        [probability] How likely is it that it goes wrong? 1️⃣ hardly · 2️⃣ possibly · 3️⃣ likely
        [aim] Has it reached its aim?
        [lessons] What went wrong, and what have we learnt?
       *[follow-ups] What is to be done now? A line each becomes a ticket; “nothing” is an answer.
    }
change-ask-how =
    { $what ->
        [review] Answer in this thread. “back” asks the question before, “later” stops; `!change review` goes on.
       *[plan] Answer in this thread. “back” asks the question before, “later” stops; `!change edit` goes on.
    }
change-asks-later =
    { $what ->
        [review] I ask no more. `!change review` goes on with **{ $id }**.
       *[plan] I ask no more. `!change edit` goes on with **{ $id }**.
    }
change-needed = That must be known.
change-empty =
    { $part ->
        [services] Which services?
        [window] From when to when?
       *[other] That says nothing.
    }
change-complete = All is known of **{ $id }**. 📨 on the card, or `!change submit`, hands it in.
change-person-unclear = I do not know whom “{ $text }” means.
change-level-unclear = “{ $text }” is none of low, medium and high.
change-flag-unclear = Is “{ $text }” yes or no?
change-window-wrong =
    { $wrong ->
        [open] “{ $text }” has no end.
        [backwards] “{ $text }” ends before it begins. Over midnight, write both days.
        [gap] In that night the clocks go forward, and nothing is left of “{ $text }”.
        [long] “{ $text }” is longer than a month; divide it into several changes.
       *[unclear] “{ $text }” is no time that I understand.
    }
change-window-hint = Write it like `window:"Sat 22:00-23:30"` or `window:"28.11. 22:00 2h"`.
change-window-note =
    { $note ->
        [skipped] 🕑 In that night the clocks go forward, and that time does not exist. I have taken { $window }.
       *[repeated] 🕑 In that night the clocks go back, and that time comes twice. I have taken the first: { $window }.
    }
change-too-long = That has { $length } characters; { $most } are the most.
change-too-long-hint = What is longer belongs into a file.

## Handing in

change-incomplete = **{ $id }** cannot be handed in yet. Missing: { $missing }.
change-incomplete-hint = Answer my questions, or write `!change edit plan:"…"`.
change-illegal =
    { $to ->
        [submitted] { $from ->
            [pending-approval] **{ $id }** was handed in already.
            [approved] **{ $id }** is approved already.
           *[other] **{ $id }** can be handed in no more.
        }
        [begun] { $from ->
            [in-progress] **{ $id }** was begun already.
           *[other] **{ $id }** can be begun no more.
        }
        [ended] { $from ->
            [requested] **{ $id }** was not begun: it is only planned.
            [pending-approval] **{ $id }** was not begun: it waits for approval.
            [approved] **{ $id }** was not begun.
           *[other] **{ $id }** is over already.
        }
        [reviewed] { $from ->
            [successful] **{ $id }** was reviewed, or needs no review.
            [failed] **{ $id }** was reviewed already.
           *[other] **{ $id }** is reviewed when it was carried out.
        }
        [cancelled] { $from ->
            [in-progress] **{ $id }** is in progress; it can be rolled back.
           *[other] **{ $id }** is over already.
        }
       *[reworked] { $from ->
            [in-progress] **{ $id }** is in progress, and what is planned can be changed no more.
            [rejected] **{ $id }** was rejected, and what was planned can be changed no more.
        [retracted] **{ $id }** was retracted, and what was planned can be changed no more.
        [cancelled] **{ $id }** was cancelled, and what was planned can be changed no more.
       *[other] **{ $id }** was carried out, and what was planned can be changed no more.
        }
    }
change-illegal-hint =
    { $from ->
        [requested] `!change submit` hands it in.
        [pending-approval] `!approvals` shows who is asked what.
        [approved] ▶️ or `!change start` begins it.
        [in-progress] 🏁 `!change done`, ↩️ `!change rollback` or ✖️ `!change failed` ends it.
        [pending-review] `!change review` looks back.
       *[other] `!change` plans a new one.
    }
change-fixed = What is planned can be changed no more.
change-own-way =
    { $state ->
        [pending-review] **{ $id }** is a change, and is over when it was reviewed.
       *[other] **{ $id }** is a change, and has commands of its own.
    }
change-submit-takes = Handing in takes no `{ $key }:`.
change-submit-hint = `!change edit` changes what is planned; `!change submit despite:"…"` gives a reason for a collision.
change-blocked = **{ $id }** cannot be handed in like that:
change-objection = ⚠️ { $what }
change-window-past = Its window is in the past.
change-outside = { $service } is changed only in its maintenance hours ({ $hours }).
change-frozen = Freeze: { $title }
change-incident = **{ $id }** is a major incident that still goes on: { $title }
change-collision = **{ $id }** { $title }, { $window }: { $why }
change-why-service = also changes { $service }
change-why-runs-on = { $own } runs on { $other }
change-why-carries = { $other } runs on { $own }
change-why-person = the same person carries it out
change-why-window = at the same time
change-needs-reason = `!change submit despite:"…"` hands it in all the same, with the reason on its card.
change-needs-override =
    { $who ->
        [operator] An operator can override that: `!change override` with the reason.
        [manager] A manager can override that: `!change override` with the reason.
        [lead] A team lead can override that: `!change override` with the reason.
       *[agent] An agent can override that: `!change override` with the reason.
    }
change-override-emergency = **{ $id }** is no emergency: freezes and maintenance hours hold for it.
change-override-emergency-hint = Move it with `!change slots`; or `!change edit type:emergency`, if it is one.
change-override-why = Why may it be done all the same?
change-override-hint = Write `!change override CHG-7 mail is down`.
change-overridden = 🔓 { $name } takes it upon themselves: **{ $id }** may be done in a freeze and outside maintenance hours.
change-slots = Free:
change-slots-none = There is no free time within two months.
change-slots-for = Free times for **{ $id }**:
change-slot = { $sign } { $window }
change-slot-taken = **{ $id }** is planned for { $window }.
change-slot-gone = That time is not free any more:
change-edit-what = What is to be changed?
change-edit-keys = Write it like `!change edit plan:"…"`. There are: { $keys }
change-edited = ✏️ **{ $id }** was changed.
change-edited-again = ✏️ **{ $id }** was changed, and must be agreed to anew.
change-edited-by = { $name }: { $what }
change-edit-blocked = It cannot be changed like that: { $why }
change-edit-blocked-hint = `!change slots` shows free times.
change-same = It says so already.
change-still-missing = Missing: { $missing }
change-despite-elsewhere = The reason for a collision is given when it is handed in.
change-part-gone = Something that was said of **{ $id }** was taken back, so nobody has agreed to it any more. `!change edit` asks for what is missing.

## Carrying out

change-early = **{ $id }** is not agreed to yet.
change-early-hint =
    { $who ->
        [operator] Operators may begin an emergency before.
        [manager] Managers may begin an emergency before.
        [lead] Team leads may begin an emergency before.
       *[agent] Agents may begin an emergency before.
    }
change-not-agreed = **{ $id }** is not agreed to yet, and cannot be begun.
change-frozen-now = **{ $id }** cannot be begun in a freeze: { $titles }.
change-frozen-now-hint = It was added later. `!change slots` shows free times.
change-too-early = **{ $id }** begins later: { $window }.
change-too-late = The window of **{ $id }** is over: { $window }.
change-move-hint = `!change edit window:"…"` or `!change slots` moves it; it is then to be agreed to anew.
change-begun-early = ▶️ **{ $id }** is in progress before it was agreed to. Those are asked who must agree; 🏁 ↩️ ✖️ ends it.
change-begun-told = { $name }: { $stands }
change-ended-told = { $name }: { $stands }
change-cancelled-told = { $name }: { $stands }
change-room-begins = 🔧 **{ $id }** { $title } begins now, until about { $until }. Affected: { $services }
change-room-ends =
    { $how ->
        [done] 🏁 **{ $id }** { $title } is done. Affected: { $services }
        [rolled-back] ↩️ **{ $id }** { $title } was rolled back; all is as before. Affected: { $services }
       *[failed] ✖️ **{ $id }** { $title } has failed. Affected: { $services }
    }
change-begins-soon = ⏰ **{ $id }** begins soon: { $window }. ▶️ on the card begins it.
change-missed = ⏰ The window of **{ $id }** is over, and it was not begun: { $window }. `!change slots` moves it, `!change cancel` gives it up.
change-overruns = ⏰ The window of **{ $id }** has been over for { $over } (since { $end }). 🏁 done · ↩️ rolled back · ✖️ failed?
change-to = { $person } { $what }
change-task-what = What is to be done?
change-task-hint = Write `!change task @bernd save the configuration`; without a name it is for whoever carries out the change.
change-task-added = ☑️ Added to **{ $id }**; `!tick` ticks it off.
change-suspect = 🔎 **{ $id }** { $title } was raised on a service that this change affects. I have linked both.
change-cause = 🔎 This may come of **{ $id }** { $title }, which runs, or was carried out shortly before. I have linked both.

## Looking back

change-review = 📋 Review of **{ $id }**
change-review-times =
    { $review }
    { $times }
change-review-asks = A review is answered question by question.
change-review-asks-hint = Write `!change review` alone.
change-review-waits = **{ $id }** was reviewed. It is over when it was agreed to.
change-review-late = 📋 **{ $id }** is still to be reviewed: `!change review`.
change-agree-late = ⚠️ **{ $id }** was begun before it was agreed to, and nobody has decided yet. `!cab` shows what waits.
change-follow-ups = ➡️ { $ids }

## Calendar, agenda, report

change-calendar = **Changes** { $from } – { $to }
change-calendar-title = Changes
change-calendar-frozen = ❄️ { $title }: { $from } – { $to }
change-calendar-line =
    { $state ->
        [requested] { $window } · **{ $id }** { $title } · requested
        [pending-approval] { $window } · **{ $id }** { $title } · pending approval
        [approved] { $window } · **{ $id }** { $title } · approved
        [in-progress] { $window } · **{ $id }** { $title } · in progress
        [pending-review] { $window } · **{ $id }** { $title } · pending review
        [successful] { $window } · **{ $id }** { $title } · successful
       *[failed] { $window } · **{ $id }** { $title } · failed
    }
change-calendar-services = { $line } · { $services }
change-calendar-more =
    { $more ->
        [one] and { $more } more
       *[other] and { $more } more
    }
change-calendar-empty = Nothing is planned.
change-calendar-colours = yellow: planned or waiting · blue: approved · green: in progress · grey: over · red: failed · hatched: freeze
change-calendar-unclear = I do not know the time “{ $text }”.
change-calendar-hint = Write `!change calendar week` or `!change calendar month`.
change-feed-frozen = Freeze: { $title }
cab-nothing = No change waits for a decision.
cab-heading =
    { $count ->
        [one] **CAB**: { $count } change waits for a decision
       *[other] **CAB**: { $count } changes wait for a decision
    }
cab-meets = { $heading } · next meeting { $at }
cab-line =
    { $kind ->
        [emergency] **{ $id }** { $title } · emergency · risk { $risk } · { $window }
       *[normal] **{ $id }** { $title } · risk { $risk } · { $window }
    }
cab-begun = { $line } · was begun already
change-report = **Changes** { $from } – { $to }
change-report-none = None is over.
change-report-all = { $good } of { $all } successful ({ $percent } %)
change-report-times = after the end of their window: { $late } · rolled back: { $rolledback } · emergencies: { $emergencies }
change-report-line = { $name }: { $good } of { $all } ({ $percent } %)
change-report-team = Team { $team }: { $good } of { $all } ({ $percent } %)
change-report-hint = Write `!report changes month`, `week`, `quarter`, `year`, `2026-03` or `2026-03-01..2026-03-15`.

## Freezes

freeze-heading = **Freezes**
freeze-line = { $title } · { $when } · { $services }
freeze-numbered = { $number }. { $line }
freeze-days = { $from } – { $to }
freeze-often =
    { $how ->
        [yearly] every year, next { $when }
        [monthly] every month, next { $when }
       *[once] { $when }
    }
freeze-over = over
freeze-all = all services
freeze-none = There are no freezes.
freeze-what = `!freeze` alone lists freezes.
freeze-hint = `{ $prefix }freeze add 20.12.-6.1. Stocktaking service:shop` adds one, `{ $prefix }freeze end 3` ends one. Days are written like `20.12.-6.1.` (every year), `20.12.2026-6.1.2027` or `month-end -3..2`.
freeze-wrong =
    { $why ->
        [backwards] That ends before it begins.
        [one-year] Write the year on both days, or on neither.
       *[unclear] “{ $text }” does not begin with days.
    }
freeze-past = That is over.
freeze-untitled = Freeze
freeze-added = ❄️ Freeze { $number }: { $title } · { $when } · { $services }
freeze-meets = ⚠️ **{ $id }** { $title } is planned then: { $window }
freeze-which = Which one? Its number stands before it in `!freeze`.
freeze-unknown = There is no freeze { $number } that could end. Those of the configuration have no number.
freeze-ended = Freeze { $number } has ended.

## Help

verb-change-new-usage = Switch firmware window:"Sat 22:00-23:30" service:lan
verb-change-new-what = plans a change
verb-change-new-more = I ask one by one for what is missing: affected services, window, reason, plan, test, backup, rollback plan, who carries it out, and the risk. All of it can also be said in the line: `reason:"…" plan:"…"`. `type:emergency` where it cannot wait, `template:NAME` for a standard change. Alone it lists templates, and the changes that you have to do with. All can see changes in the calendar.
verb-change-edit-usage = CHG-7 plan:"…"
verb-change-edit-what = changes what is planned
verb-change-edit-more = Editing the message that said it does the same. What was handed in must then be agreed to anew. Alone it goes on with the questions.
verb-change-submit-usage = CHG-7
verb-change-submit-what = hands a change in for approval
verb-change-submit-more = 📨 on the card does the same. It is refused while something is missing, in a freeze, outside the maintenance hours of a service, or beside another change; free times are offered then. `despite:"…"` gives a reason for a collision.
verb-change-slots-usage = CHG-7
verb-change-slots-what = shows the next free times
verb-change-slots-more = As long as its window is. The number below takes one.
verb-change-override-usage = CHG-7 mail is down
verb-change-override-what = lets an emergency change be done in a freeze
verb-change-override-more = And outside maintenance hours. Who may is configured; name and reason stand on the card.
verb-change-task-usage = CHG-7 @bernd save the configuration
verb-change-task-what = adds a work order to a change
verb-change-task-more = It stands on a checklist, which `!tick` ticks off. A change is done only when all of it is.
verb-change-start-usage = CHG-7
verb-change-start-what = begins a change
verb-change-start-more = ▶️ on the card does the same. In its window, or a quarter of an hour before. An emergency may be begun before it is agreed to, by those who are configured.
verb-change-done-usage = CHG-7
verb-change-done-what = says that a change is done
verb-change-done-more = 🏁 on the card does the same. Emergencies, and changes of high risk, are reviewed then.
verb-change-rollback-usage = CHG-7
verb-change-rollback-what = says that a change was rolled back
verb-change-rollback-more = ↩️ on the card does the same. It is reviewed then.
verb-change-failed-usage = CHG-7
verb-change-failed-what = says that a change has failed
verb-change-failed-more = ✖️ on the card does the same. It is reviewed then.
verb-change-review-usage = CHG-7
verb-change-review-what = looks back on a change
verb-change-review-more = Asks whether it has reached its aim, what was learnt, and what follows; each line of that becomes a ticket.
verb-change-cancel-usage = CHG-7
verb-change-cancel-what = gives a change up
verb-change-cancel-more = Before it was begun. One that is in progress can be rolled back.
verb-change-calendar-usage = month
verb-change-calendar-what = shows what is planned, as a list and a picture
verb-change-calendar-more = For a week, or a month. `lotse change ical` writes the same for calendar programs.
verb-change-report-usage = month
verb-change-report-what = how changes went, by type, service and team
verb-change-report-more = For `week`, `month`, `quarter`, `year`, a month like `2026-03` or days like `2026-03-01..2026-03-15`.
verb-cab-usage = { "" }
verb-cab-what = shows the changes that wait for a decision, to vote on
verb-cab-more = The earliest window first, each with its risk and a card. Before a configured meeting it is posted by itself.
verb-freeze-usage = { "" }
verb-freeze-what = lists the times in which nothing is changed
verb-freeze-more = Standard and normal changes cannot be handed in for such a time; an emergency needs an override.
verb-freeze-add-usage = 20.12.-6.1. Stocktaking service:shop
verb-freeze-add-what = adds a freeze
verb-freeze-add-more = Every year, for days with a year (`20.12.2026-6.1.2027`) once, or around the end of each month (`month-end -3..2`). Changes that are planned then are named.
verb-freeze-end-usage = 3
verb-freeze-end-what = ends a freeze that was added
verb-freeze-end-more = Its number stands before it in `!freeze`.
