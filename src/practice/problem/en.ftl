## Problems

problem-state =
    { $state ->
        [new] new
        [analysing] analysing
        [known-error] known error
        [in-solution] solution in work
        [solved] solved
       *[unsolved] closed without a solution
    }
problem-actions =
    { $state ->
        [new] 👀 looks for the cause · `!problem cause` · `!problem workaround` · `!problem add T-9`
        [analysing] `!problem cause` · `!problem workaround` · `!problem known-error` · `!problem fix CHG-8`
        [known-error] `!problem fix CHG-8` · `!problem workaround` · `!problem close`
       *[in-solution] The change solves it. `!problem workaround` · `!problem close`
    }
problem-incidents =
    { $count ->
        [one] 🎫 { $count } ticket: { $ids }
       *[other] 🎫 { $count } tickets: { $ids }
    }
problem-incidents-more = { $incidents } and { $more } more
problem-of = 🧩 Belongs to **{ $id }** { $title }
problem-of-mine = 🧩 What is behind it is looked for: **{ $id }**
problem-cause-line = 🔍 Cause: { $text }
problem-cause-of-kind = { $cause } ({ $kind })
problem-cause-kind =
    { $kind ->
        [software] software
        [hardware] hardware
        [configuration] configuration
        [capacity] capacity
        [supplier] supplier
       *[people] people and processes
    }
problem-cause-unknown = cause not known yet
problem-workaround-line = 🩹 Workaround: { $text }
problem-fix-line = 🔧 Solution: { $change }
problem-reason-line = Closed: { $reason }
# What people have written for readers of each language: every file takes its own.
problem-text =
    { $de ->
       *[other] { $en }
    }
problem-row = **{ $id }** { $title } · { $state }
problem-more = … and more.

## Raising

problem-how =
    {""}**Problems**: `{ $prefix }problem from T-7 T-9` makes one of tickets, `{ $prefix }problem The Wi-Fi breaks down` one without.
    Then `{ $prefix }problem cause` · `workaround` · `known-error` · `fix CHG-8` · `close`. `{ $prefix }problem patterns` shows what comes again and again.
problem-none = None is open that you have to do with.
problem-open = Open:
problem-no-title = What is the problem?
problem-no-title-hint = Write it in a few words: `!problem The Wi-Fi breaks down`, or `!problem from T-7 T-9`.
problem-no-such = I do not know `!problem { $word }`.
problem-from-what = Of which tickets?
problem-from-hint = Name them: `!problem from T-7 T-9`, with a title behind them if you like; or write it in a ticket's thread.
problem-too-many = That is too much at once: at most { $most } tickets.
problem-also = These belong to another problem as well: { $ids }.
problem-is-none = { $id } is no problem.
problem-is-none-hint = Problems are called PRB-1; `!problem` shows those that are open.
problem-no-incident = { $id } is no ticket that somebody has raised because something does not work.
problem-no-incident-hint = Such tickets are called T-1. `!problem fix CHG-8` names the change that solves a problem, `!link` connects anything else.
problem-private = **{ $id }** is private, and those who read of the problem must not know of it.
problem-private-hint = `!private off` in its thread makes it public, where it may be.
problem-part-of = **{ $id }** is part of **{ $of }**.
problem-part-of-hint = Name { $of } instead.
problem-itself = **{ $id }** cannot belong to itself.
problem-of-problem = A problem cannot belong to another one: only one of them can be meant, and { $id } is the first.
problem-which = Which problem?
problem-which-hint = Name it: `!problem add PRB-4 T-7`, `!problem fix PRB-4 CHG-8`; or write it in its thread.
problem-which-incident = Which tickets?
problem-which-incident-hint = `!problem add PRB-4 T-7 T-9`, in the problem's thread `!problem add T-7`.
problem-linked = They all belong to **{ $id }** already.
problem-unlinked = None of them belongs to **{ $id }**.
problem-added = 🧩 Belongs to **{ $id }** now: { $ids }.
problem-removed = Does not belong to **{ $id }** any more: { $ids }.

## Its way

problem-over =
    { $state ->
        [solved] **{ $id }** is solved, and over.
       *[unsolved] **{ $id }** was closed, and is over.
    }
problem-over-hint = `!problem from T-7` begins a new one.
problem-already =
    { $state ->
        [known-error] **{ $id }** is a known error already.
       *[in-solution] **{ $id }**: that change is to solve it already.
    }
problem-nothing-known = Of **{ $id }** neither the cause nor a workaround is known.
problem-nothing-known-hint = `!problem cause` asks for the one, `!problem workaround …` says the other.
problem-own-way = **{ $id }** is a problem, and has commands of its own.
problem-own-way-hint = `!problem fix CHG-8` solves it by a change, `!problem close` with a reason ends it without.
problem-text-long = That is too long: { $length } characters, at most { $most }.
problem-text-long-hint = Say it in a few sentences, and link to the rest.
problem-known = **{ $id }** is a known error now.
problem-known-without = **{ $id }** is a known error now. `!problem workaround …` tells those who wait what they can do meanwhile.
problem-fix-what = Which change?
problem-fix-hint = `!problem fix CHG-8`; `!change` plans one.
problem-no-change = { $id } is no change.
problem-change-over =
    { $how ->
        [failed] **{ $id }** has failed.
        [rejected] **{ $id }** was rejected.
        [retracted] **{ $id }** was retracted.
       *[cancelled] **{ $id }** was cancelled.
    }
problem-change-over-hint = `!change` plans a new one.
problem-fix-set = 🔧 **{ $change }** is to solve **{ $id }**; when it is successful, the problem is closed.
problem-change-told = 🧩 Is to solve **{ $id }** { $title }.
problem-change-bad =
    { $how ->
        [failed] ✖️ **{ $change }**, which was to solve **{ $id }**, has failed.
        [rejected] ✖️ **{ $change }**, which was to solve **{ $id }**, was rejected.
        [retracted] ✖️ **{ $change }**, which was to solve **{ $id }**, was retracted.
       *[cancelled] ✖️ **{ $change }**, which was to solve **{ $id }**, was cancelled.
    } { $state ->
        [known-error] It is a known error again.
       *[analysing] It is analysed again.
    }
problem-solved-here =
    { $count ->
        [one] ✅ **{ $id }** is solved by **{ $change }**. Who raised the ticket is told.
       *[other] ✅ **{ $id }** is solved by **{ $change }**. Those who raised its { $count } tickets are told.
    }
problem-close-why = Why is it closed without a solution?
problem-close-hint = Write `!problem close` and the reason; those who wait read it.
problem-closed =
    { $count ->
        [one] **{ $id }** is closed. Who raised the ticket is told.
       *[other] **{ $id }** is closed. Those who raised its { $count } tickets are told.
    }
problem-solved = ✅ What was behind **{ $id }** is solved ({ $problem }). If it comes again, tell me here.
problem-solved-inside = ✅ **{ $problem }** is solved by **{ $change }**: **{ $id }** may be resolved.
problem-unsolved = **{ $problem }**, to which **{ $id }** belongs, is closed without a solution: { $reason }
problem-unsolved-inside = **{ $problem }** is closed without a solution: { $reason }

## Workaround

problem-workaround-what = What can people do meanwhile?
problem-workaround-hint = `!problem workaround Restart the router`; in both languages: `!problem workaround en: … de: …`.
problem-workaround-same = The workaround of **{ $id }** says so already.
problem-workaround-set =
    { $count ->
        [0] 🩹 **{ $id }**: kept. New tickets that fit are told at once.
        [one] 🩹 **{ $id }**: I tell the ticket that is open.
       *[other] 🩹 **{ $id }**: I tell the { $count } tickets that are open.
    }
problem-workaround-changed =
    { $count ->
        [0] 🩹 **{ $id }**: kept. New tickets that fit are told at once.
        [one] 🩹 **{ $id }**: I tell what is new to the ticket that is open.
       *[other] 🩹 **{ $id }**: I tell what is new to the { $count } tickets that are open.
    }
problem-to = { $person } { $what }
problem-told = 🩹 The cause of **{ $id }** is looked for ({ $problem }). Until then this helps: { $text }
problem-told-again = 🩹 For **{ $id }** there is now something better ({ $problem }): { $text }
problem-told-inside = 🩹 Known error **{ $problem }**. The requester of **{ $id }** was told: { $text }

## Cause

problem-question = { $number }/{ $all } { $ask }
problem-ask =
    { $part ->
        [why] Why did it happen?
        [why-again] And why was that so?
        [timeline] What happened when?
        [contributing] What else has contributed?
        [cause] What is the root cause?
       *[kind] Of which kind is it? 1️⃣ software · 2️⃣ hardware · 3️⃣ configuration · 4️⃣ capacity · 5️⃣ supplier · 6️⃣ people and processes
    }
problem-ask-how = Answer in this thread. “-” leaves a question out, “later” stops; `!problem cause` goes on.
problem-said =
    { $part ->
        [why] Why? { $text }
        [why-again] Why ({ $number })? { $text }
        [timeline] Timeline: { $text }
       *[contributing] Has contributed: { $text }
    }
problem-cause-what = What is behind it?
problem-cause-hint = Say it in a few words. `!problem cause` alone asks one by one.
problem-cause-set = 🔍 **{ $id }**: the cause is kept.
problem-cause-known = 🔍 **{ $id }**: all is kept. `!problem known-error` says that the cause is known, `!problem fix CHG-8` which change solves it.
problem-cause-open = **{ $id }** has no cause yet. `!problem cause` asks again.
problem-asks-later = I ask no more. `!problem cause` goes on with **{ $id }**.
problem-kind-unknown = I do not know the kind “{ $text }”.

## What comes again and again

problem-proposal =
    { $count ->
        [one] 🧩 { $count } ticket within { $within }: { $common }
       *[other] 🧩 The same again and again? { $count } tickets within { $within }: { $common }
    }
problem-common-service = { $service } · “{ $terms }”
problem-common-words = “{ $terms }”
problem-common-category = category { $category }
problem-proposal-row = **{ $id }** { $title }
problem-proposal-more = … and { $more } more.
problem-proposal-how = 👍 makes a problem of them · 👎 I say nothing of it for { $quiet }
problem-proposal-quiet = 🔕 I say nothing of it until { $until }.
problem-proposal-taken = ➡️ **{ $id }**
problem-proposal-over = The problem is over.
problem-pattern-taken = **{ $id }** was made of it already.
problem-pattern-over = That is over.
problem-pattern-none-left = All of these belong to something else by now.
problem-pattern-left = Not linked, because they belong to something else by now: { $ids }.
problem-pattern-silent = I am quiet about it already, until { $until }.
problem-silenced = 🔕 I say nothing of it until { $until }. Take 👎 back, and I do; `!problem patterns` shows it.
problem-unsilenced = 🔔 I say it again when more of these come.
problem-given-back = **{ $id }** is closed, and its tickets stand for themselves again.
problem-given-back-reason = taken back
problem-give-back-late = **{ $id }** is worked on already.
problem-give-back-late-hint = `!problem close` with a reason ends it.
problem-offer = 🧩 Belongs to **{ $id }** { $title }? It is of the same category. 👍 links it.
problem-patterns = What comes again and again:
problem-patterns-none = I propose nothing, and am quiet about nothing.
problem-pattern-quiet = 🔕 { $common } · { $count } · quiet until { $until } ({ $name })
problem-pattern-proposed = 🧩 { $common } · { $count } · proposed { $at }

## Report

problem-report = **Problems** { $from } – { $to }
problem-report-counts = { $opened } raised · { $solved } solved · { $unsolved } closed without a solution · { $open } open now
problem-report-none = No ticket of this time belongs to a problem.
problem-report-all = Tickets of problems: { $incidents } · problems: { $problems } · spent { $spent } · open { $open }
problem-report-cause = 🔍 { $name } · tickets: { $incidents } · problems: { $problems } · spent { $spent } · open { $open }
problem-report-service = { $name } · tickets: { $incidents } · problems: { $problems } · spent { $spent } · open { $open }
problem-report-known = Known errors that are not solved:
problem-report-error =
    { $days ->
        [one] **{ $id }** { $title } · since { $since } ({ $days } day) · { $count } tickets
       *[other] **{ $id }** { $title } · since { $since } ({ $days } days) · { $count } tickets
    }
problem-report-hint = Write week, month, quarter, year, a month like `2026-03`, or days like `2026-03-01..2026-03-15`.

## Help

verb-problem-new-usage = The Wi-Fi breaks down
verb-problem-new-what = raises a problem: what is behind tickets that come again and again
verb-problem-new-more = Alone it shows those that are open. A problem goes from new over analysing and known error to a solution; `!problem from T-7 T-9` makes one of tickets.
verb-problem-from-usage = T-7 T-9
verb-problem-from-what = makes a problem of tickets
verb-problem-from-more = A title may stand behind them, else it is that of the first. In a ticket's thread none need be named. Further tickets of the same service and with the same words are linked by themselves.
verb-problem-show-usage = PRB-4
verb-problem-show-what = shows a problem, and how its cause was found
verb-problem-show-more = The five whys, what happened when, and what has contributed.
verb-problem-add-usage = PRB-4 T-9
verb-problem-add-what = links tickets with a problem
verb-problem-add-more = A ticket may belong to several. It is told at once what can be done meanwhile.
verb-problem-remove-usage = PRB-4 T-9
verb-problem-remove-what = unlinks tickets from a problem
verb-problem-remove-more = They are not linked with it by themselves again.
verb-problem-cause-usage = PRB-4 the cable is too long
verb-problem-cause-what = says what is behind it
verb-problem-cause-more = Alone I ask one by one: five whys, what happened when, what has contributed, the root cause and of which kind it is. “-” leaves a question out.
verb-problem-workaround-usage = PRB-4 en: Restart the router
verb-problem-workaround-what = says what can be done meanwhile
verb-problem-workaround-more = All open tickets of the problem are told once, each in its reader's language where there are words in it: `en: … de: …`. What is changed is told once more. Alone it shows what is said now.
verb-problem-known-error-usage = PRB-4
verb-problem-known-error-what = says that the error is known
verb-problem-known-error-more = Its cause must be known, or a workaround. A workaround alone says so as well.
verb-problem-fix-usage = PRB-4 CHG-8
verb-problem-fix-what = names the change that solves a problem
verb-problem-fix-more = When the change is successful, the problem is closed, and those who raised its tickets are told. When it is not, the problem is a known error again.
verb-problem-close-usage = PRB-4 nobody uses it any more
verb-problem-close-what = closes a problem without a solution
verb-problem-close-more = With a reason, which those read who raised its tickets.
verb-problem-patterns-usage = { "" }
verb-problem-patterns-what = shows what comes again and again
verb-problem-patterns-more = What I propose, and what I am quiet about because somebody has tapped 👎.
verb-problem-report-usage = quarter
verb-problem-report-what = tells what comes again and again, and what it costs
verb-problem-report-more = By kind of cause and by service: tickets, time spent and time open; and the known errors that are not solved. `week`, `month`, `quarter`, `year`, `2026-03`, `2026-03-01..2026-03-15`.
