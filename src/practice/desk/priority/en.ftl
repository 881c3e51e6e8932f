## How urgent it is

priority-why = Why? A priority that somebody sets needs a reason.
priority-why-hint = For example `{ $prefix }prio high because the shop stands still`. `{ $prefix }impact` and `{ $prefix }urgency` need none: there the priority follows by itself.
level-missing = Which level?
urgent-already = { $id } is as urgent as can be already.
urgent-inside = 🚨 **{ $id }** was made urgent by { $name }.

verb-ticket-priority-usage = T-7 high because the shop stands still
verb-ticket-priority-what = sets the priority, with a reason
verb-ticket-priority-more = critical, high, medium, low or planning; 1 to 5 works too. The reason is kept in the history.
verb-ticket-impact-usage = T-7 high
verb-ticket-impact-what = says how much is affected
verb-ticket-impact-more = The priority follows from impact and urgency, whatever it was set to before.
verb-ticket-urgency-usage = T-7 low
verb-ticket-urgency-what = says how soon it matters (🚨 as soon as can be)
verb-ticket-urgency-more = The priority follows from impact and urgency, whatever it was set to before. 🚨 never makes it lower.
