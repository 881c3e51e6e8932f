## What was not done, and why

refusal = ⛔ { $reason }
refusal-hint =
    ⛔ { $reason }
    { $hint }
unclear = ❓ { $reason }
unclear-hint =
    ❓ { $reason }
    { $hint }
apology = ⛔ Something broke on our side, and this was not done (reference { $reference }).
burial = ⚠️ An event of { $sender } failed too often and was set aside (reference { $reference }): { $error }
command-unknown = I do not know `{ $word }`.
command-did-you-mean = Did you mean { $near }?
command-see-help = `{ $prefix }help` shows what I can do; `{ $prefix }ticket …` opens a ticket.
not-permitted =
    { $act ->
        [ticket-take] Taking tickets is for agents.
        [ticket-release] Giving tickets back is for agents.
        [ticket-priority] Setting the priority is for agents.
        [ticket-wait] Putting a ticket on hold is for agents.
        [ticket-plan] Planning a ticket is for agents.
        [ticket-assign] Assigning tickets is for agents.
        [ticket-urgent] { $who ->
            [lead] Making a ticket urgent is for team leads.
           *[agent] Making a ticket urgent is for agents; tell them in the thread why it is.
        }
        [tickets-open] The list of all open tickets is for agents.
        [ticket-from-message] Here only agents make tickets of messages.
        [lotse-language] The language of a whole room is for agents to set.
       *[other] { $who ->
            [agent] That is for agents.
            [lead] That is for team leads.
            [manager] That is for managers.
            [operator] That is for operators.
           *[involved] That ticket belongs to somebody else.
        }
    }
not-permitted-hint =
    { $who ->
        [agent] Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
        [lead] Team leads are named in the configuration.
        [manager] Managers are named in the configuration.
        [operator] Operators are named in the configuration.
       *[involved] Its requester and agents may.
    }

## Tickets

ticket-card =
    {""}**{ $id }** { $title }
    { $line }
ticket-card-for =
    { $card }
    for { $person }
ticket-card-solution =
    { $card }
    💡 { $solution }
ticket-card-continues =
    { $card }
    continues **{ $earlier }**
ticket-card-actions =
    { $card }
    { $actions }
ticket-card-about =
    { $card }
    { $about }
ticket-from = from { $name }
ticket-and = { $before } · { $what }
ticket-about-private = 🔒 { $about }
ticket-about-origin =
    { $about }
    { $origin }
ticket-actions-requester =
    { $state ->
        [resolved] 🔁 it is not solved
        [closed] 🔁 it is not solved
        [asked] We are waiting for your answer: write it in this thread.
       *[other] Whatever you write in this thread reaches those who work on it.
    }
private-needs-team = A private ticket needs a team, and there is none to give it to.
private-needs-team-hint = Write me in a direct chat: what is raised there is not shown in rooms.
ticket-goes-private-for = 🔒 This is a private matter, so I go on in the direct chat with { $name }. What you have written here can still be read here; delete it if it should not.
ticket-goes-direct = **{ $id }** is on its way. { $name } does not read here, so I have told them in our direct chat.
note-read-here = 📝 Kept with **{ $id }** and passed on to the team. But who reads this thread has read it here.
edit-runs-nothing = ✋ What stood there first has had its effect, and an edit does not run it again. If something else was meant, please write it anew.
solution-asked-inside = **{ $id }** is resolved. What was the solution, { $name }? The next line that you write here is shown to the requester.
ticket-goes-private = 🔒 This is a private matter, so I go on in the direct chat with you. What you have written here can still be read here; delete it if it should not.
resolved-told = { $person } **{ $id }** is resolved. If it is not: 🔁 on the card, or say so here.
resolved-told-solution =
    { $person } **{ $id }** is resolved. If it is not: 🔁 on the card, or say so here.
    💡 { $solution }
resolved-inside = **{ $id }** was resolved by { $name }.
reopened-inside = **{ $id }** was reopened by { $name }.
closed-inside = **{ $id }** was closed by { $name }.
inside-to = { $person } { $what }
passed-on = **{ $name }**: { $text }
passed-on-file = **{ $name }**: 📎 { $file }
passed-on-with-file = **{ $name }**: { $text } 📎 { $file }
reply-too-long = A reply of { $length } characters would be cut: { $most } arrive.
reply-too-long-hint = Send it in parts, or as a file.
reply-empty = A reply needs words: `{ $prefix }reply We are on it`.
reply-sent = ✉️ { $name } has it.
reply-read-here = Kept with **{ $id }**. { $name } reads this thread, so nothing had to be sent.
note-empty = A note needs words: `{ $prefix }note toner is on order`.
note-kept = 📝 Kept with **{ $id }**, for the team alone.
note-nowhere = { $id } has no thread of a team's own, so there is nobody to keep a note for.
note-nowhere-hint = Notes are for teams that work in a room of their own; write into the ticket's thread instead.
service-unknown = I know no service “{ $text }”.
category-unknown = I know no category “{ $text }”.
level-unknown = I know no level “{ $text }”.
level-hint = There are: { $levels }.
level-name =
    { $level ->
        [high] high
        [low] low
       *[medium] medium
    }
level-own = { $name }
level-and = { $before }, { $name }
name-near = Did you mean { $names }?
nothing-configured = None is set up in the configuration.
ticket-title = { $title }
ticket-hidden = (in a direct chat)
ticket-private = { $id } was raised in a direct chat and is not shown here.
ticket-private-hint = Ask me in a direct chat.
ticket-taken-back = (message taken back)
ticket-line = { $priority } · { $state } · { $who }
ticket-line-wanted = { $line } · wanted by { $wanted }
ticket-line-due =
    { $of ->
        [response] { $late ->
            [yes] { $line } · answer overdue since { $at }
           *[no] { $line } · answer by { $at }
        }
       *[resolution] { $late ->
            [yes] { $line } · solution overdue since { $at }
           *[no] { $line } · solution by { $at }
        }
    }
ticket-nobody = nobody yet
raised-late = More urgent, because the promised time is running out: { $changed }
ticket-assignee = { $name }
ticket-priority =
    { $priority ->
        [critical] Critical
        [high] High
        [medium] Medium
        [low] Low
       *[planning] Planning
    }
ticket-state =
    { $state ->
        [new] New
        [assigned] Assigned
        [resolved] Resolved
        [withdrawn] Withdrawn
        [unanswered] Closed without an answer
        [approval] Waiting for approval
        [request-new] Ready to be fulfilled
        [request-assigned] In fulfilment
        [request-resolved] Fulfilled
        [request-withdrawn] Closed unfulfilled
       *[closed] Closed
    }
ticket-state-planned = Planned for { $at }
ticket-state-pending =
    { $on ->
        [user] Waiting for the requester until { $until }
        [user-reminded] Waiting for the requester until { $until }
        [vendor] Waiting for a third party until { $until }
       *[time] Waiting until { $until }
    }
ticket-actions =
    { $state ->
        [new] 👀 take · ✅ resolve
        [assigned] ✅ resolve
        [planned] ✅ resolve
        [pending] ✅ resolve
        [waiting-unassigned] 👀 take · ✅ resolve
        [approval] Nothing to do before it is approved
        [request-over] Order it again if it is still needed
        [resolved] 🔁 reopen
       *[closed] 🔁 reopen
    }
ticket-actions-urgent = { $actions } · 🚨 urgent
ticket-row = **{ $id }** { $title } · { $line }
ticket-changed = **{ $id }** · { $line }
ticket-reopened = { $holder } **{ $id }** was reopened by { $name }.
ticket-how = To open a ticket, write `{ $prefix }ticket` and what is wrong, for example `{ $prefix }ticket Printer offline prio:high`.
ticket-empty = There is nothing in this ticket.
ticket-empty-hint = Write in a few words what is wrong: `{ $prefix }ticket Printer offline`.
ticket-one-at-a-time = One ticket at a time, please.
ticket-which = Which ticket? Write the command in the ticket's thread, or name it: `{ $prefix }take T-7`.
ticket-bare-number = Do you mean { $id }? Then please write it like that.
ticket-which-of = Several tickets live in this thread. Name one of { $ids }.
ticket-unknown = There is no ticket { $id }.
ticket-is-already =
    { $id } is { $from ->
        [resolved] resolved
       *[closed] closed
    } already.
ticket-is-over =
    { $id } is { $from ->
        [resolved] resolved
       *[closed] closed
    }{ $to ->
        [assigned] , so it cannot be taken.
        [new] , so it cannot be given back.
        [pending] , so it cannot wait.
        [planned] , so it cannot be planned.
        [moved] , so it cannot go to another team.
        [urgent] , so it cannot be urgent.
       *[priority] , so its priority stays.
    }
ticket-is-over-hint = 🔁 on its card, or `{ $prefix }reopen`, opens it again.
ticket-still-open =
    { $id } is { $from ->
        [new] new
        [assigned] assigned
        [planned] planned
       *[pending] waiting
    }, so it cannot be { $to ->
        [closed] closed yet.
       *[other] reopened.
    }
ticket-still-open-hint =
    { $to ->
        [closed] Resolve it first: ✅ or `{ $prefix }resolve` and a line of solution.
       *[other] It is still open.
    }
ticket-taken-by = { $name } has { $id } already.
ticket-yours-already = You have { $id } already.
ticket-not-yours = { $id } is not yours to give back.
ticket-solved-already = { $id } has a line of solution already.
solution-asked = **{ $id }** is resolved. What was the solution, { $name }? The next line that you write here is kept with it.
solution-asked-elsewhere = **{ $id }** is resolved. What was the solution, { $name }? Write `{ $prefix }resolve { $id }` and the solution, or say it in the ticket's thread.
solution-kept = 💡 Kept with **{ $id }**.
time-is-past = That time has passed.
time-unclear = I do not understand the time “{ $text }”.
time-hint = For example `due:tomorrow`, `due:"Fri 14:00"`, `due:24.12.`
priority-missing = Which priority?
priority-unknown = I do not know the priority “{ $text }”.
priority-hint = critical, high, medium, low or planning; 1 to 5 works too.
person-unknown = I do not know “{ $text }” here.
person-unknown-hint = Name somebody in this room, or write the whole account: `@anna:example.org`.
person-near = Did you mean { $people }?
person-ambiguous = “{ $text }” can be { $people }. Please write the whole account.

## Lists

page-unclear = “{ $text }” is no page number.
history-heading =
    { $total ->
        [one] **{ $id }** · one entry
       *[other] **{ $id }** · { $total } entries
    }
history-line-of-nobody = { $at } · { $what }
history-line = { $at } · { $name }: { $what }
history-text = { $text }
history-edited = { $text } *(edited)*
history-redacted = *(message taken back)*
history-internal = 🔒 { $what }
history-act =
    { $act ->
        [approved] ✅ approved{ $detail }
        [rejected] ❌ rejected
        [withdrawn] ↩️ took back what they had said to it
        [routed] ⚙️ sent on its way by “{ $detail }”
        [merged] 🔀 { $detail } became part of it
        [parted] 🔀 separated from { $detail } again
        [moved] ⚙️ given to the team { $detail }
        [classified] ⚙️ put under { $detail }
        [duplicate] ⚙️ duplicate of { $detail }
        [ticked] ☑️ { $detail }
        [unticked] ⬜ open again: { $detail }
        [submitted] 📨 handed in
        [reworked] ✏️ changed: { $detail }
        [overridden] 🔓 overridden: { $detail }
        [begun] ▶️ begun
        [finished] 🏁 done
        [rolled-back] ↩️ rolled back
        [failed] ✖ failed
        [reviewed] 📋 reviewed
        [affected] ⚙️ somebody else is affected: { $detail }
       *[prioritised] ⚙️ priority { $detail }
    }
history-impact = { $priority }: impact { $level }
history-urgency = { $priority }: urgency { $level }
history-of = { $id }: { $what }
history-attachment = 📎 { $file }
history-with-file = { $what } · { $file }
history-file =
    { $state ->
        [kept] { $file } ({ $size })
        [coming] { $file } ({ $size })
       *[too-large] { $file } ({ $size }, not kept)
    }
history-file-unknown =
    { $state ->
        [coming] { $file }
        [kept] { $file }
       *[too-large] { $file } (not kept)
    }
history-more = … earlier ones: `{ $prefix }history { $id } { $page }`

## The bot

greeting = Hello, I am Lotse, the service desk. Write `{ $prefix }ticket` and what is wrong, and I open a ticket. `{ $prefix }help` shows the rest.
greeting-direct = Hello, I am Lotse, the service desk. Write `{ $prefix }ticket` and what is wrong, here as well as in the room. `{ $prefix }help` shows the rest.
language-now =
    I speak English with you. `{ $prefix }lotse lang de` changes that, `{ $prefix }lotse lang auto` lets me follow your words.
language-set =
    { $language ->
        [auto] I answer in the language in which you write.
       *[en] From now on I speak English with you.
    }
language-set-here =
    { $language ->
        [auto] In this room everybody is answered in their own language.
        [de] In this room I speak German with whoever has not chosen a language.
       *[en] In this room I speak English with whoever has not chosen a language.
    }
language-unknown = I do not speak “{ $text }”.
language-hint = `{ $prefix }lotse lang en`, `{ $prefix }lotse lang de` or `{ $prefix }lotse lang auto`; with `here` at the end for the whole room.
zone-now = Your clock is that of { $zone }: it is { $now }. `{ $prefix }lotse zone Europe/Lisbon` changes that, `{ $prefix }lotse zone auto` goes back to the house's.
zone-set = From now on I read and write times for you on the clock of { $zone }: it is { $now }. Cards, which all read, keep the house's.
zone-unknown = I do not know the time zone “{ $text }”.
zone-hint = For example `{ $prefix }lotse zone Europe/Berlin`, or a large city: `{ $prefix }lotse zone lisbon`.
role-now =
    { $role ->
        [operator] You are an **operator**: you look after the bot, and may do all that agents may.
        [manager] You are a **manager**: you see the tickets of all teams, but for private ones, and may do what team leads may.
        [lead] You are a **team lead** here: you may do what agents may, and give back what somebody else holds.
        [agent] You are an **agent** here: you may take, resolve and prioritise tickets.
       *[requester] You are a **requester** here: you may open tickets, and follow, resolve and reopen your own.
    }
status =
    { $open ->
        [one] Lotse { $version } · running · one open ticket
       *[other] Lotse { $version } · running · { $open } open tickets
    }
status-queues = to handle { $open } · to send { $waiting } · set aside { $buried } · refused by the chat server { $refused }
status-instance =
    { $state ->
        [holds] { $host }, process { $process }: reads and sends
        [silent] { $host }, process { $process }: gives no sign of life
       *[stands-by] { $host }, process { $process }: stands by
    }

lotse-hint = `{ $prefix }lotse status`, `{ $prefix }lotse lang`, `{ $prefix }lotse role`

## The audit log

witness =
    🔏 Audit log: { $acts ->
        [0] no new acts
        [one] one new act
       *[other] { $acts } new acts
    } since the last post. Check against it: `lotse audit verify --head { $head }`
witness-first =
    🔏 Audit log: { $acts ->
        [one] one act
       *[other] { $acts } acts
    } so far. Check against it: `lotse audit verify --head { $head }`
witness-room-unknown = I am not in the room { $room } (`witness_room` in the configuration), so this comes to the operators. Invite me there.

## Help

help-heading = **What you can write**
help-line = `{ $command }` – { $what }
help-footer = `{ $prefix }help ticket` explains one of them. In a ticket's thread no number is needed, and German works as well.
help-unknown = There is no command “{ $word }”.
help-verb =
    {""}**`{ $command }`** – { $what }
    { $more }
    { $who }
    Names: { $names }
help-who =
    { $who ->
        [anyone] Everybody may.
        [involved] The requester and agents may.
        [agent] Agents may.
        [lead] Team leads may.
        [manager] Managers may.
       *[operator] Operators may.
    }

## What is said about each command

verb-ticket-new-usage = what is wrong
verb-ticket-new-what = opens a ticket
verb-ticket-new-more = The first line is the title, the rest the description. `prio:high` sets the priority, `due:"Fri 14:00"` says when you would like it done, `for @anna` at the beginning opens it for somebody else, `private` keeps it between you and the team, and `service:`, `cat:`, `impact:` and `urgency:` say more about it. Answers come in the thread under your message; whatever is written there is kept with the ticket.
verb-ticket-show-usage = T-7
verb-ticket-show-what = shows a ticket
verb-ticket-show-more = Shows the card again, wherever you are.
verb-ticket-take-usage = T-7
verb-ticket-take-what = takes a ticket (👀)
verb-ticket-take-more = From then on the ticket is yours. Taking back the 👀 gives it back.
verb-ticket-release-usage = T-7
verb-ticket-release-what = gives a ticket back
verb-ticket-release-more = Nobody has it then, and others can take it.
verb-ticket-resolve-usage = T-7 solution
verb-ticket-resolve-what = resolves a ticket (✅)
verb-ticket-resolve-more = What follows is kept as the solution. Without it, the next line that the agent writes in the thread is.
verb-ticket-reopen-usage = T-7
verb-ticket-reopen-what = reopens a ticket (🔁)
verb-ticket-reopen-more = Whoever had it has it again, and is told.
verb-ticket-close-usage = T-7
verb-ticket-close-what = closes a resolved ticket, or withdraws your own
verb-ticket-close-more = A closed ticket can be reopened too.
verb-ticket-reply-usage = T-7 We are on it
verb-ticket-reply-what = answers the requester
verb-ticket-reply-more = From the team's thread it reaches the requester in theirs; what is written in the team's thread without it stays there.
verb-ticket-note-usage = T-7 toner is on order
verb-ticket-note-what = keeps a note inside the team
verb-ticket-note-more = It stands in the team's thread and in the history that the team sees, and never reaches the requester.
verb-ticket-history-usage = T-7
verb-ticket-history-what = shows what was said in a ticket
verb-ticket-history-more = Ten entries at a time, the latest; a number at the end turns pages.
verb-help-usage = {""}
verb-help-what = shows this
verb-help-more = `{ $prefix }help` and a command explains that command.
verb-lotse-language-usage = de
verb-lotse-language-what = sets your language
verb-lotse-language-more = `en`, `de`, or `auto` to follow your words. `{ $prefix }lotse lang de here` sets it for a whole room, which agents may.
verb-lotse-zone-usage = Europe/Lisbon
verb-lotse-zone-what = sets your time zone
verb-lotse-zone-more = Times that you write, and those in answers to you, are on its clock. `auto` goes back to the house's; alone it tells which one counts.
verb-lotse-role-usage = {""}
verb-lotse-role-what = tells what you may do here
verb-lotse-role-more = A role depends on the room and can change.
verb-lotse-status-usage = {""}
verb-lotse-status-what = tells how the bot is
verb-lotse-status-more = Operators also see what waits to be handled or sent, and what was given up.

## What could not be read

unread =
    🔒 I cannot read this message: the key to it has not reached me. That goes for whatever else you write here, until it does. If it was not meant for me, there is nothing to do.
    Otherwise wait a little, or send it again. Should that not help: in Element on a computer, send `/discardsession` and then the message; and look in Element's security settings that messages may go to sessions that are not verified.
    When the key comes, I do what you asked for, and only once.
unread-read = 🔓 The key has come: I have read now what I could not read at first. Nothing is left for you to do.
unread-gone = 🔓 The message that I could not read was taken back.
unread-said-again = I can read this now. You have sent the same again meanwhile, so I do it there, and only once.

## A backup of the database was restored

restored =
    ⚠️ My database is older than what I have done as { $account }: it knows nothing later than { $from }, and I was at work until about { $until }. Most likely a backup was restored.
    I am reading again what was written since then, and doing it again. What I have said before is not said again, and tickets get the numbers that they had; only where people wrote in several rooms in the same moment can a number differ from the one in the room.
    What I cannot know: what time brought about meanwhile, such as a wait that was over, can be announced once more; reactions and messages that were taken back are as if they had never been; what was done at the terminal is lost, and so is what was said in rooms that I have left since. Commands older than { $age } are not run again.
    Please compare the tickets of that time with the rooms.
restored-unknown =
    ⚠️ This database knows nothing of { $account }, but I was at work with this account until about { $until }, on another database. What was before is not known here: tickets and their threads from then are not followed any more, and numbers begin anew.
    If that is not what you want, stop me and restore the other database.
