## Recurring tickets

recurring-heading = **Recurring tickets**
recurring-line = { $next } · `{ $name }` – { $title }
recurring-ended = has ended · `{ $name }` – { $title }
recurring-none = No recurring tickets are set up in the configuration ([[recurring]]).

verb-recurring-usage = {""}
verb-recurring-what = lists recurring tickets
verb-recurring-more = What comes when. They are set up in the configuration.
