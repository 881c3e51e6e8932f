## Major incidents

incident-state =
    { $state ->
        [triage] in triage
        [active] active
        [mitigated] mitigated
        [resolved] resolved
        [reviewed] reviewed
        [declined] declined
       *[merged] merged
    }
incident-state-into = goes on as { $into }
incident-state-stage = { $state }, { $stage }
incident-actions =
    { $state ->
        [triage] ✅ accepts it · `!accept sev2` · `!decline why` · `!merge INC-3` · `!lead`
        [active] 👀 takes the lead · `!update` · `!timeline` · `!task @name …` · `!page` · `!sev 1` · `!mitigated` · `!resolve`
        [led] `!update` · `!timeline` · `!task @name …` · `!page` · `!sev 1` · `!mitigated` · `!resolve`
        [mitigated] `!update` · `!timeline` · `!task @name …` · `!resolve` · `!reopen`
        [resolved] `!review` · `!followup @name …` · `!reopen`
       *[over] `!timeline`
    }
incident-severity-unknown = severity not known
# What a company calls it: every file of words takes the title in its own language.
incident-severity =
    { $de ->
       *[other] { $name } ({ $en })
    }
incident-role-name =
    { $de ->
       *[other] { $en }
    }
incident-public-text =
    { $de ->
       *[other] { $en }
    }
incident-lead-name = lead: { $name }
incident-lead-none = no lead
incident-topic = { $severity } · { $state } · { $lead }
incident-topic-drill = DRILL · { $line }
incident-row = **{ $id }** { $title } · { $line }
incident-counts =
    { $tickets ->
        [one] 🎫 { $tickets } ticket
       *[other] 🎫 { $tickets } tickets
    } · { $people ->
        [one] { $people } person affected
       *[other] { $people } people affected
    }
incident-told-line = 📣 { $text } ({ $at })
incident-next = ⏰ Next update: { $at }
incident-severity-line = 🚨 { $severity } · since { $at }
incident-drill-line = 🧪 A drill: it runs like a real one, and counts nowhere.
incident-restricted-line = 🔒 Only those who take part can see it.
incident-role-line = { $role }: { $name }
incident-article-line = 📖 Review: { $article }
incident-of =
    { $state ->
        [resolved] 🚨 Was about **{ $id }** { $title }
        [reviewed] 🚨 Was about **{ $id }** { $title }
       *[other] 🚨 About **{ $id }** { $title }
    }
incident-of-mine =
    { $state ->
        [resolved] 🚨 This was part of an outage: **{ $id }** { $title }
        [reviewed] 🚨 This was part of an outage: **{ $id }** { $title }
       *[other] 🚨 This is part of an outage on which we work: **{ $id }** { $title }
    }
incident-to = { $person } { $what }
incident-about = **{ $id }**: { $what }
incident-by = { $what } ({ $name })

## Posts in other rooms

incident-post =
    { $open ->
        [yes] 🚨
        [merged] 🔀
       *[no] ✅
    } **{ $id }** { $title }
    { $line }
incident-post-since = Since { $at }
incident-post-service = { $service }, since { $at }
incident-post-told = 📣 { $text } ({ $at })
incident-post-over = Over since { $at }.
incident-post-join = ✋ comes into the room.

## Declaring

incident-declared =
    🚨 **{ $id }** { $title } · { $line }
    I have opened a room for it, and invite you and whoever is on call.
incident-declared-triage =
    🚨 **{ $id }** { $title } · { $line }
    I have opened a room for it, and invite you and whoever is on call. Somebody has to accept it there before others are told: `!accept sev2`.
incident-declared-restricted =
    🔒 **{ $id }** { $title } · { $line }
    I have opened a room for it, of which only those know who are in it. Invite whom you need there.
incident-no-title = What is wrong?
incident-no-title-hint = Write it in a few words: `!incident new sev2 Mail is down service:mail`, or `!declare` in the thread of a ticket.
incident-is-one = This is a major incident already.
incident-is-one-hint = `!sev 1` makes it more severe, `!merge INC-3` says that it is the same as another one.
incident-of-already = **{ $id }** belongs to **{ $incident }** already.
incident-join-command = `!incident join { $id }` lets you in.
incident-same =
    {""}**{ $id }** { $title } was declared a moment ago by { $name } ({ $line }).
    ✋ comes into its room · ▶️ declares another one all the same
incident-since-unclear = I do not understand “{ $text }” as a time that has passed.
incident-since-hint = Write `since:13:40`, `since:"yesterday 23:10"`, or later `!incident since 13:40`.
incident-since-late = That is after its end.
incident-since-set = The outage counts from { $at }.
incident-how =
    {""}**Major incidents**: `{ $prefix }incident new sev2 Mail is down service:mail` opens a room, calls people, and tells the others.
    `{ $prefix }declare` in a ticket's thread makes one of the ticket. Before the title may stand `drill` and `restricted`.
incident-open = Open:
incident-none = Nothing is going on that you may know of.
incident-more = … and more.
incident-no-such = I do not know `!incident { $word }`.
incident-is-none = **{ $id }** is no major incident.
incident-is-none-hint = `!declare { $id }` makes one of it; `!incident` shows those that are open.

## Its room

incident-room-refused = The chat server refuses a room for **{ $id }**: { $error }. I try it again; until then it goes on here, with its id: `!update { $id } …`.
incident-room-given-up = The chat server still refuses a room for **{ $id }**: { $error }. It goes on without, with its id: `!update { $id } …`. `!incident room { $id }` tries it once more.
incident-uninvited = I could not invite { $account }: { $error }. I try it once more.
incident-uninvited-again = I cannot invite { $account }: { $error }. Somebody has to ask them in another way.
incident-room-lost = **{ $id }** { $title } has lost its room: I am not in it any more. The incident goes on with its id; `!incident room { $id }` opens a new one.
incident-room-there = **{ $id }** has its room. I invite you, in case you are not there.
incident-room-again = I open a room for **{ $id }** again.
incident-room-closed = The room of **{ $id }** is closed: it is only read any more.
incident-no-room = **{ $id }** has no room.
incident-no-room-hint = `!incident room { $id }` opens one.
incident-joins = I invite you into the room of **{ $id }**.
incident-joins-other = I invite { $name } into the room of **{ $id }**.
incident-join-whom = Who is “{ $text }”?
incident-join-hint = `!incident join INC-3` lets you in, `!incident join INC-3 @anna` somebody else.
incident-brief =
    🚨 You come into the room of **{ $id }** { $title }
    { $line }, since { $at }
incident-archived = 🗄️ This room is closed now: it can be read, and nobody writes here any more.

## Going on

incident-accepted = ✅ **{ $id }** is a major incident: { $line }
incident-declined = **{ $id }** is no major incident: { $line }. Tickets and log stay.
incident-decline-why = Why is it none?
incident-decline-hint = A few words do: `!decline only one person is affected`.
incident-merge-what = Of which incident is it a part?
incident-merge-hint = Write `!merge INC-3` in the room of the one that is to go, or `!incident merge INC-5 INC-3`.
incident-merge-drill = One of them is a drill, the other is not. They stay apart.
incident-lead-agents = { $name } is no agent, and only agents lead.
incident-lead-agents-hint = Another part may have anybody: `!role scribe @anna`.
incident-role-bot = I help in **{ $id }**, and have no part in it: give it to somebody who can decide.
incident-drill-title = DRILL: { $title }
incident-merge-itself = **{ $id }** cannot become a part of itself.
incident-merge-restricted = One of them may be seen by those alone who take part, the other by all. They stay apart.
incident-merged = **{ $id }** goes on as **{ $into }**. Its tickets and people come along.
incident-merged-here = 🔀 **{ $id }** { $title } is the same as this one. Its tickets and people come here.
incident-mitigated = 🟡 **{ $id }**: people can work again. { $line }
incident-resolved = ✅ **{ $id }** is resolved, after { $lasted }.
incident-resolved-review = { $resolved } Its review is due on { $at }: `!review` drafts it.
incident-reopened = 🔁 **{ $id }** is not over: { $line }
incident-severity-set = **{ $id }**: { $line }
incident-severity-is = { $severity }. There are: { $names }.
incident-severity-already = It is { $severity } already.
incident-severity-none = There is no severity “{ $text }”.
incident-severity-hint = There are: { $names }.
incident-may-not-lower = Only whoever leads the incident, or the lead of a team and above, makes it less severe, or none at all.
incident-may-not-lower-ask = Ask { $name }.
incident-may-not-lower-hint = Nobody leads it yet: `!lead` takes it.
incident-no-stages = There are no further steps here.
incident-no-stages-hint = An operator can configure some: `[[incident_stages]]`.
incident-stage-unknown = There is no step “{ $text }”.
incident-stage-active = Only an active incident has steps.
incident-already =
    { $state ->
        [active] **{ $id }** is accepted already.
        [mitigated] **{ $id }** is mitigated already.
        [resolved] **{ $id }** is resolved already.
        [reviewed] **{ $id }** is reviewed already.
       *[other] **{ $id }** is so already.
    }
incident-unaccepted = Nobody has said yet that **{ $id }** is a major incident.
incident-unaccepted-hint = `!accept sev2` says so, `!decline why` that it is none.
incident-over =
    { $state ->
        [resolved] **{ $id }** is resolved.
        [reviewed] **{ $id }** is over and reviewed.
        [declined] **{ $id }** was declined.
        [merged] **{ $id }** goes on as another one.
       *[other] **{ $id }** is over.
    }
incident-over-hint = If it is not over after all: `!reopen`.
incident-not-over = **{ $id }** is not over.
incident-own-way = **{ $id }** is a major incident and goes a way of its own.
incident-own-way-hint =
    { $state ->
        [triage] `!accept sev2` or `!decline why` leads it on.
        [active] `!mitigated` or `!resolve` leads it on.
        [mitigated] `!resolve` or `!reopen` leads it on.
       *[other] `!reopen` opens it again.
    }

## Who does what

incident-role-given = { $role }: { $name }
incident-role-free = { $role }: nobody
incident-role-already = { $name } has it already ({ $role }).
incident-role-nobody = Nobody has it ({ $role }).
incident-role-unknown = There is no part “{ $text }”.
incident-role-hint = There are: { $names }. `!role scribe @anna` gives one, `!role scribe none` frees it.
incident-role-whom = Who is “{ $text }”?
incident-role-whom-hint = Write @ and the name of somebody in this room, or the whole account.
incident-role-left = { $name } has left the company.
incident-role-taken = Your part in **{ $id }** ({ $role }) has somebody else now.
incident-role-gone = { $name } has left the room and had a part: { $role }. Who takes it? `{ $command }`
incident-duties =
    { $de ->
       *[other]
        You have a part in **{ $id }** { $title }: { $role }
        { $en }
    }
incident-nudge =
    { $missing ->
        [both] Nobody leads yet, and nobody has said how bad it is. `!lead` takes it, `!sev 2` says it.
        [lead] Nobody leads yet. `!lead` takes it, `!lead @name` gives it.
       *[severity] How bad is it? `!sev 2` says it.
    }{ $triage ->
        [yes] { " " }Is it a major incident at all? `!accept` or `!decline why`.
       *[no] { "" }
    }
incident-quiet =
    { $state ->
        [triage] Nothing has happened here for { $idle }. Is it a major incident? `!accept`, `!decline why` or `!merge INC-3`.
        [mitigated] Nothing has happened here for { $idle }. Is it over? `!resolve`, or say what is still done: `!update`.
       *[active] Nothing has happened here for { $idle }. Does it still go on? `!update`, `!mitigated` or `!resolve`.
    }

## Updates

incident-update-kept = 📣 Update { $number } on **{ $id }**
incident-update-changed = 📣 Update { $number } on **{ $id }**, changed
incident-update-known = What we know: { $text }
incident-update-doing = What we do: { $text }
incident-update-public =
    { $tickets ->
        [0] Said outside: { $text }
        [one] Said outside, and in { $tickets } ticket: { $text }
       *[other] Said outside, and in { $tickets } tickets: { $text }
    }
incident-update-template =
    An update says what we know, what we do, and when more will be said. What others may read stands apart:
    `{ $prefix }update The disk of mx1 is full doing: we make room next:30m public: Mail is late at the moment.`
incident-update-what = What do we know, and what do we do?
incident-update-hint = `!update The disk is full doing: we make room next:30m public: Mail is late.`
incident-update-long = These are { $length } characters, of which nobody reads more than { $most } in an outage.
incident-update-old = There is a newer update. Write another one.
incident-next-unclear = I do not understand “{ $text }” as a time to come.
incident-next-hint = Write `next:30m` or `next:14:30`.
incident-update-owed = ⏰ An update was promised for { $at }: `!update …`. Later: 1️⃣ in 30 minutes · 2️⃣ in 60 · 3️⃣ in 90
incident-snoozed = The next update comes { $at }.
incident-update-told = 📣 { $text }
incident-end-told = ✅ The outage behind **{ $id }** is over. If it still does not work for you, write it here.

## Tickets

incident-offer = **{ $id }** { $title } may be about this. 🔗 attaches it · ❌ it is another matter
incident-attached = 🔗 { $ids } belongs to **{ $id }** now. { $people ->
        [one] { $people } person is affected.
       *[other] { $people } people are affected.
    }
incident-detached = { $ids } does not belong to **{ $id }** any more.
incident-attached-already = They all belong to **{ $id }** already.
incident-not-attached = None of them belongs to **{ $id }**.
incident-attach-what = Which tickets, to which incident?
incident-attach-hint = In an incident's room `!attach T-7 T-9`, in a ticket's thread `!attach INC-3`.
incident-attach-private = **{ $id }** is private. An incident that all can see must not show it.
incident-solve-offer =
    { $open ->
        [one] { $open } ticket about it is open. ✅ resolves it.
       *[other] { $open } tickets about it are open. ✅ resolves them all.
    }
incident-solved-all =
    { $count ->
        [one] { $count } ticket is resolved.
       *[other] { $count } tickets are resolved.
    }
incident-solution = The outage is over ({ $id } { $title }).

## Tasks and follow-ups

incident-task-given = 📝 { $title }
incident-task-given-to = 📝 { $name }: { $title }
incident-task-until = { $task } · until { $at }
incident-task-what = What is to be done?
incident-task-hint = `!task @bernd restart the edge router by 14:30`
incident-followup-made = 📝 **{ $id }** { $title }
incident-followup-for = { $made } · { $name }
incident-followup-what = What is to be done afterwards?
incident-followup-hint = `!followup @bernd replace the disk by Fri`
incident-followup-yours = 📝 **{ $id }** { $title } is yours: it is to be done after **{ $incident }**.
incident-followup-due =
    { $when ->
        [before] 📝 **{ $id }** { $title } (after **{ $incident }**) is due { $at }.
        [at] 📝 **{ $id }** { $title } (after **{ $incident }**) is due now.
       *[after] 📝 **{ $id }** { $title } (after **{ $incident }**) was due { $at }, and is not done.
    }
incident-review-owed = 📖 The review of **{ $id }** { $title } was due on { $at }. `!review { $id }` drafts it.

## Timeline

timeline-head =
    { $count ->
        [one] 🕒 **{ $id }**: { $count } entry
       *[other] 🕒 **{ $id }**: { $count } entries
    }
timeline-line = { $number }. { $at } · { $what }
timeline-line-by = { $number }. { $at } · { $what } ({ $name })
timeline-more = Page { $page } of { $pages }: `!timeline 2`
timeline-empty = Nothing stands there yet.
timeline-no-page =
    { $pages ->
        [one] There is { $pages } page.
       *[other] There are { $pages } pages.
    }
timeline-noted = 🕒 Entry { $number }, { $at }
timeline-what = What happened, and when?
timeline-hint = `!timeline 14:05 mx1 was restarted`, or 📌 on a message. `!timeline remove 7` takes one away.
timeline-remove-what = Which entry?
timeline-unknown = There is no entry { $number }.
timeline-own = Entry { $number } I have written myself: it has happened.
timeline-own-hint = Only what people have put there can be taken away.
timeline-removed = Entry { $number } is taken away.
timeline-gone = That message was taken back. There is nothing to put on the timeline.
timeline-refused = The chat server does not show me that message.
timeline-unreadable = I could not read that message: I have no key for it.
timeline-unreadable-hint = Write it down with `!timeline 14:05 …`.
timeline-nothing = That says nothing that could stand on the timeline.
note-declared = declared
note-state-detail = { $state }: { $detail }
note-severity = severity: { $from } → { $to }
note-severity-first = severity: { $to }
note-stage = step: { $stage }
note-role = { $role }: { $name }
note-role-none = { $role }: nobody
note-update = update { $number }: { $text }
note-paged = 📟 called: { $target }
note-answered = 📟 { $name } has answered
note-unanswered = 📟 nobody has answered
note-task = 📝 { $title }
note-task-of = 📝 { $name }: { $title }
note-done = ☑️ { $title }
note-attached = 🔗 { $id }
note-detached = { $id } was another matter
note-room-lost = no room
note-room-opened = a room is opened again
note-uninvited = { $account } could not be invited
note-said = { $text }

## Help

verb-incident-list-usage = { "" }
verb-incident-list-what = shows the major incidents that are open
verb-incident-list-more = Only those that you may know of. With an id it shows that one.
verb-incident-new-usage = sev2 Mail is down service:mail
verb-incident-new-what = declares a major incident
verb-incident-new-more = Opens a room, invites whoever is on call, the team and you, and tells the rooms that are told. Before the title may stand the severity, `drill`, and `restricted` (only those who take part know of it); `since:13:40` says when it began, `team:it` whose it is. In a ticket's thread, or with its id, it is made of that ticket. What nobody has accepted is in triage, and is told to nobody.
verb-incident-accept-usage = sev2
verb-incident-accept-what = says that it is a major incident
verb-incident-accept-more = From then on it counts, others are told, and updates are owed. For agents.
verb-incident-decline-usage = only one person is affected
verb-incident-decline-what = says that it is no major incident
verb-incident-decline-more = With a reason. Its tickets and its log stay; it counts nowhere.
verb-incident-merge-usage = INC-3
verb-incident-merge-what = says that it is the same as another one
verb-incident-merge-more = In the room of the one that is to go. Its tickets and people come along. `!merge` does the same there.
verb-incident-severity-usage = 1
verb-incident-severity-what = says how bad it is
verb-incident-severity-more = Less severe makes it whoever leads it, or the lead of a team and above. Alone it says how bad it is.
verb-incident-stage-usage = identified
verb-incident-stage-what = says to which further step it has come
verb-incident-stage-more = Which ones there are is configured.
verb-incident-since-usage = 13:40
verb-incident-since-what = says when the outage began
verb-incident-since-more = From then on its length counts.
verb-incident-lead-usage = @bernd
verb-incident-lead-what = says who leads the incident
verb-incident-lead-more = Alone you take it yourself, as 👀 on the card does. Whoever leads is told in the direct chat what that means.
verb-incident-role-usage = scribe @anna
verb-incident-role-what = gives somebody a part in the incident
verb-incident-role-more = Alone it shows who has which. `!role scribe none` frees one.
verb-incident-update-usage = The disk is full doing: we make room next:30m public: Mail is late.
verb-incident-update-what = says how it stands
verb-incident-update-more = What we know; `doing:` what we do; `next:` when more will be said; `public:` what others may read, in languages where you like: `public: de: … en: …`. That goes into the posts and into the thread of every ticket about it. Alone it shows how one is written.
verb-incident-timeline-usage = 14:05 mx1 was restarted
verb-incident-timeline-what = shows what happened when, or adds to it
verb-incident-timeline-more = Most of it writes itself; 📌 on a message puts it there, with its own time. `!timeline 2` shows earlier entries, `!timeline remove 7` takes one away.
verb-incident-task-usage = @bernd restart the edge router by 14:30
verb-incident-task-what = gives somebody something to do
verb-incident-task-more = It stands on the list of the incident; what is still open at the end goes on as a ticket.
verb-incident-attach-usage = T-7 T-9
verb-incident-attach-what = says that tickets are about the incident
verb-incident-attach-more = In its room, or in a ticket's thread with the id of the incident. Whoever raised them is told what others are told.
verb-incident-detach-usage = T-7
verb-incident-detach-what = says that tickets are not about the incident
verb-incident-detach-more = They are told nothing more of it.
verb-incident-mitigate-usage = mail goes over mx2
verb-incident-mitigate-what = says that people can work again
verb-incident-mitigate-more = The cause is still to be removed.
verb-incident-resolve-usage = the disk was replaced
verb-incident-resolve-what = says that the incident is over
verb-incident-resolve-more = Whoever raised a ticket about it is told; ✅ then resolves all of these tickets. In its room `!resolve` does the same.
verb-incident-reopen-usage = it is back
verb-incident-reopen-what = says that it is not over after all
verb-incident-reopen-more = In its room `!reopen` does the same.
verb-incident-join-usage = INC-3
verb-incident-join-what = lets you into the room of an incident
verb-incident-join-more = With a name behind it somebody else.
verb-incident-room-usage = INC-3
verb-incident-room-what = opens a new room for an incident that has lost its own
verb-incident-room-more = Where it has one, it lets you in.
verb-incident-followup-usage = @bernd replace the disk by Fri
verb-incident-followup-what = makes a ticket of what is to be done afterwards
verb-incident-followup-more = Whoever has it is reminded before its day, on it, and after it.

## The report

incident-report = **Major incidents** { $from } – { $to }
incident-report-none = No major incident began in that time.
incident-report-how = Means from the beginning of the outage, medians in brackets: how long until somebody looked after it (MTTA), people could work again (MTTM), it was over (MTTR).
incident-report-all = **All: { $count }**{ $open ->
        [0] {""}
       *[other] , { $open } of them still open
    }
incident-report-before = As long a time before: { $count }
incident-report-group = { $name }: { $count }
incident-report-service = { $name }
incident-report-no-service = About no service
incident-report-took = { $line } · { $of ->
        [acked] MTTA
        [mitigated] MTTM
       *[resolved] MTTR
    } { $mean } ({ $median })
incident-report-left-out = Not counted{ $declined ->
        [0] {""}
       *[other] { " · declined " }{ $declined }
    }{ $merged ->
        [0] {""}
       *[other] { " · merged into others " }{ $merged }
    }{ $triage ->
        [0] {""}
       *[other] { " · still in triage " }{ $triage }
    }{ $drills ->
        [0] {""}
       *[other] { " · drills " }{ $drills }
    }
incident-report-reviews = 📖 Reviews: { $done } written in that time · { $owed } owed now, { $late } of them overdue
incident-report-followups = 📌 Follow-ups: { $open } open now, { $overdue } of them overdue
incident-report-mean = { $mean }
incident-report-chart = Mean time until it was over (MTTR), by the { $step ->
        [day] day
        [week] week
        [month] month
       *[year] year
    } in which the outage began
incident-report-hint = Write week, month, quarter, year, a month like `2026-03`, or days like `2026-03-01..2026-03-15`.
verb-incident-report-usage = quarter
verb-incident-report-what = tells how many major incidents there were, and how long they took
verb-incident-report-more = By severity and by service, and beside as long a time before; with a chart and a table (CSV). Drills, restricted ones and what was none are left out. `week`, `month`, `quarter`, `year`, `2026-03`, `2026-03-01..2026-03-15`.

## Review

review-title = Review of { $id }: { $title }
review-drill = This was a drill.
review-what = What happened
review-what-ask = What happened, in two sentences that anybody understands?
review-impact = Impact
review-severity = Severity: { $severity }
review-services = Services: { $services }
review-span = From { $from } to { $to }: { $lasted }
review-since = Since { $from }
review-times = How long it took
review-detect = Until it was declared: { $span }
review-acknowledge = From then until somebody looked after it: { $span }
review-mitigate = From the beginning until people could work again: { $span }
review-resolve = From the beginning until it was over: { $span }
review-roles = Who did what
review-timeline = Timeline
review-updates = What was told
review-public = Said outside: { $text }
review-cause = Root cause
review-cause-ask = Why could it happen? Ask on until the answer is something that can be changed.
review-well = What went well
review-well-ask = What has helped, and should be so again?
review-badly = What did not go well
review-badly-ask = What has cost time or made it worse?
review-learnt = What we learn from it
review-learnt-ask = What do we know now that we did not know before?
review-followups = What is to be done
review-followups-ask = What is to be done so that it does not happen again, by whom and until when?
review-until = until { $day }
review-done = ☑️ done
review-links = Changes and problems that have to do with it
review-more = … and { $more } more
review-transcript = What was said in the room
review-was-edited = edited
review-taken-back = taken back

review-drafted = 📖 The review of **{ $id }** is drafted as { $article }, for agents: `!kb edit { $article }` writes it on.
review-drafted-here = 📖 The review of **{ $id }** is drafted. As only those may know of it who take part, it stands here alone, and becomes no article.
review-edited = 📖 The review of **{ $id }** as it stands in { $article }. People have worked on it, so I leave it as it is: `!kb edit { $article }` changes it.
review-open =
    { $count ->
        [one] ❓ { $count } question is open: { $names }
       *[other] ❓ { $count } questions are open: { $names }
    }
review-then = When everything is said, `!review done` ends the review.
review-in-room = 📖 The review of **{ $id }** is posted in its room.
review-alone = 📖 **{ $id }** has no room any more: you find its review in our direct chat.
review-ended = 📖 **{ $id }** is reviewed: { $line }
review-unclear = I do not understand “{ $text }” here.
review-unclear-hint = `!review` drafts the review, `!review done` ends it. Its words are changed in its article, with `!kb edit`.

review-week =
    { $count ->
        [one] 📖 { $count } review of a major incident is owed:
       *[other] 📖 { $count } reviews of major incidents are owed:
    }
review-week-row =
    { $overdue ->
        [yes] **{ $id }** { $title } · ⚠️ was due { $at } · { $name }
       *[no] **{ $id }** { $title } · due { $at } · { $name }
    }
review-week-hidden =
    { $overdue ->
        [yes] **{ $id }** · restricted · ⚠️ was due { $at }
       *[no] **{ $id }** · restricted · due { $at }
    }
review-week-followups =
    { $count ->
        [one] 📝 { $count } thing that was to be done after one is not done:
       *[other] 📝 { $count } things that were to be done after one are not done:
    }
review-week-followup = **{ $id }** { $title } · after **{ $incident }** · was due { $at } · { $name }
review-week-followup-hidden = **{ $id }** · restricted · after **{ $incident }** · was due { $at }

verb-incident-review-usage = { "" }
verb-incident-review-what = drafts the review of an incident that is over
verb-incident-review-more = From timeline, parts, updates, tickets and times, with the questions that are still open. It is kept as an article for agents; once more it brings that up to date, as long as nobody has worked on it. `!review done` ends the review. That of a restricted incident stands in its room alone.
