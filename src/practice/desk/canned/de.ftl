## Vorlagen

canned-heading = **Antworten, die schon geschrieben sind**
canned-line = `{ $name }` – { $title }
canned-line-resolve = `{ $name }` – { $title } · ✅ löst
canned-line-wait = `{ $name }` – { $title } · ⏸ wartet { $span }
canned-footer = `{ $prefix }vorlage` und ein Name, oder `{ $prefix }antwort :` und ein Name, schickt eine an den Melder, in seiner Sprache.
canned-none = In der Konfiguration sind keine Vorlagen eingerichtet ([[canned]]).
canned-unknown = Eine Vorlage „{ $text }“ kenne ich nicht.

verb-ticket-canned-usage = T-7 neustart
verb-ticket-canned-what = zeigt die Vorlagen, oder schickt eine
verb-ticket-canned-more = Allein zeigt es sie; mit einem Namen geht diese an den Melder, in seiner Sprache, wie mit `{ $prefix }antwort :neustart`. Manche lösen das Ticket auch oder lassen es warten.
