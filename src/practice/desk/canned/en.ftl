## Canned answers

canned-heading = **Answers that are written already**
canned-line = `{ $name }` – { $title }
canned-line-resolve = `{ $name }` – { $title } · ✅ resolves
canned-line-wait = `{ $name }` – { $title } · ⏸ waits { $span }
canned-footer = `{ $prefix }canned` and a name, or `{ $prefix }reply :` and a name, sends one to the requester in their language.
canned-none = No answers are set up in the configuration ([[canned]]).
canned-unknown = I know no answer “{ $text }”.

verb-ticket-canned-usage = T-7 restart
verb-ticket-canned-what = lists answers that are written already, or sends one
verb-ticket-canned-more = Alone it lists them; with a name it sends that one to the requester, in their language, as `{ $prefix }reply :restart` does. Some also resolve the ticket or let it wait.
