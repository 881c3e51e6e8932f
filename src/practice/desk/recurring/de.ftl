## Wiederkehrende Tickets

recurring-heading = **Wiederkehrende Tickets**
recurring-line = { $next } · `{ $name }` – { $title }
recurring-ended = beendet · `{ $name }` – { $title }
recurring-none = In der Konfiguration sind keine wiederkehrenden Tickets eingerichtet ([[recurring]]).

verb-recurring-usage = {""}
verb-recurring-what = zeigt wiederkehrende Tickets
verb-recurring-more = Was wann kommt. Eingerichtet werden sie in der Konfiguration.
