## Planned, waiting, over

plan-for-when = When will it be worked on?
plan-hint = For example `{ $prefix }plan Fri 14:00`, `{ $prefix }plan tomorrow`, `{ $prefix }plan 2d`.
plan-is-due = ⏰ It is time for what was planned: { $changed }
wait-until-when = Until when should it wait?
wait-until-hint = For example `{ $prefix }wait 2d`, `{ $prefix }wait 3wd` (working days), `{ $prefix }wait vendor until tomorrow 14:00`; `{ $prefix }wait user` alone waits for the requester.
wait-is-over = ⏰ The wait is over: { $changed }
wait-asked = { $person } **{ $id }** waits for you: please answer here. You are reminded { $until }.
wait-reminded = { $person } **{ $id }** still waits for you: please answer here. Without an answer it is closed { $until }.
wait-reminded-inside = ⏰ { $name } was reminded of **{ $id }**. Without an answer it is closed { $until }.
wait-unanswered = { $person } **{ $id }** was closed, because no answer came. If it still matters, write here what is wrong.
wait-unanswered-inside = **{ $id }** was closed: no answer came from { $name }.
wait-answered = ▶️ { $name } has answered: { $changed }
ticket-waits-already = { $id } waits for its requester already.
reopened-by-reply = 🔁 **{ $id }** is open again, and those who work on it know.
reopen-too-late =
    { $id } has been over for more than { $days ->
        [0] the time in which it can be reopened.
        [one] a day, which is too long to reopen it.
       *[other] { $days } days, which is too long to reopen it.
    }
reopen-too-late-hint = Write in its thread what is wrong: that opens a new ticket, which continues this one.
ticket-continued = { $id } is continued by { $next }.
ticket-continued-hint = Go on there: `{ $prefix }show` and its number shows it.
continued-inside = { $name } has written again. **{ $next }** continues **{ $id }**.
left-continued = **{ $id }** is over and is continued by **{ $next }** in this thread.

verb-ticket-plan-usage = T-7 Fri 14:00
verb-ticket-plan-what = plans when a ticket is worked on
verb-ticket-plan-more = `Fri 14:00`, `tomorrow` (at 08:00), `2d`, `3wd` (working days). Whoever has it, else you, is told when the time has come.
verb-ticket-wait-usage = T-7 user 2d
verb-ticket-wait-what = puts a ticket on hold (⏸ waits for the requester)
verb-ticket-wait-more = `2d`, `4h`, `3wd` (working days), `until tomorrow 14:00`. It comes back by itself, and whoever has it is told. `user` asks the requester for an answer, reminds them at that time and closes the ticket if none comes; what they write brings it back. `vendor` waits for a third party.
