## Checklists

checklist-heading = 📋 **{ $id }** { $title }: { $done } of { $all }
checklist-heading-own = 📋 **{ $id }** { $title }: of your part { $done } of { $all }
checklist-heading-over = { $heading } · over
checklist-open = ⬜ { $number }. { $title }
checklist-done = ☑️ { $number }. { $title }
checklist-and = { $before } · { $what }
checklist-done-by = { $name }, { $at }
checklist-shown = { $by } 📝
checklist-yours = you
checklist-owner = { $name }
checklist-fulfilling = those who work on it
checklist-orphaned = meant for the manager, but none is known
checklist-due = by { $due }
checklist-late = ⏰ overdue since { $due }
checklist-after = after { $numbers }
checklist-proof =
    { $proof ->
        [file] needs a file
       *[note] needs a note
    }
checklist-optional = if needed
checklist-how-typed = `{ $prefix }tick { $number }` ticks it off.
checklist-how = The number as a reaction, or `{ $prefix }tick { $number }`, ticks it off.
checklist-line = 📋 Checklist: { $done } of { $all }
checklist-ticked = ☑️ { $task } · { $done } of { $all }
checklist-unticked = ⬜ { $task } is open again · { $done } of { $all }
checklist-ask =
    { $proof ->
        [file] { $name }, what shows that “{ $title }” is done? Send the file here: the next one from you, within a day, is kept with it.
       *[note] { $name }, what shows that “{ $title }” is done? What you write here next, within a day, is kept with it.
    }
checklist-shown-no-more = ⬜ What showed that { $number }. { $title } is done was taken back: it is open again.
checklist-complete =
    { $kind ->
        [change] 📋 All that is on the list of **{ $id }** is done.
       *[request] 📋 All that must be done for **{ $id }** is done. ✅ on the card, or `{ $prefix }resolve`, resolves it.
    }
checklist-complete-to = { $person } { $what }
checklist-overdue =
    { $count ->
        [one] ⏰ **{ $id }**: overdue is { $tasks }
       *[other] ⏰ **{ $id }**: overdue are { $tasks }
    }
checklist-overdue-to = { $people } { $what }

checklist-none = { $id } has no checklist.
checklist-number = Which one? I need its number.
checklist-number-hint = `{ $prefix }tick 3`, or `{ $prefix }tick 3 what shows it`; `{ $prefix }tick` alone shows the list.
checklist-tap-number = Several are open here: the number as a reaction (1️⃣, 2️⃣ …) ticks one off.
checklist-unknown =
    { $all ->
        [one] The checklist of { $id } has number 1 only.
       *[other] The checklist of { $id } has the numbers 1 to { $all }.
    }
checklist-not-yours = “{ $title }” is for { $doer } to tick off.
checklist-not-yours-hint = Whoever it is for may, and the agents of the ticket.
checklist-open-already = { $number }. { $title } is open.
checklist-done-already = { $number }. { $title } is done already ({ $name }, { $at }).
checklist-done-already-hint = `{ $prefix }untick { $number }` opens it again.
checklist-waits = { $number }. { $title } comes later; first: { $tasks }
checklist-needed = { $number }. { $title } stays done, since this came after it: { $tasks }
checklist-needed-hint = Untick what came after it first.
checklist-frozen = { $id } is over, and its checklist stays as it is.
checklist-frozen-hint = `{ $prefix }reopen` opens both again.
checklist-objection =
    { $count ->
        [one] { $id } is not done yet. Open is { $tasks }
       *[other] { $id } is not done yet. Open are { $tasks }
    }
checklist-objection-hint =
    { $kind ->
        [change] Tick off what is done. What is left open is part of a rollback, or of a failure.
       *[request] Tick off what is done; whoever does not want it any more closes it.
    }

verb-checklist-tick-usage = 3 what shows it
verb-checklist-tick-what = ticks an item of a checklist off
verb-checklist-tick-more = Alone it shows the list. The number as a reaction on the list does the same. What stands behind the number is kept with the item.
verb-checklist-untick-usage = 3
verb-checklist-untick-what = opens an item of a checklist again
verb-checklist-untick-more = Taking back the reaction that ticked it does the same.
checklist-full = { $id } has { $most } tasks already; no list is longer.
