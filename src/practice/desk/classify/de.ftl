## Worum es geht

category-missing = Welche Kategorie?
service-missing = Welcher Service?
classify-hint = Zum Beispiel eines davon: { $names }.
classified = **{ $id }** steht jetzt unter { $title }. Das Team bleibt; `{ $prefix }zuweisen team:…` ändert das.
private-how = Soll es vertraulich sein oder nicht?
private-hint = `{ $prefix }vertraulich an` oder `{ $prefix }vertraulich aus`.
private-already = { $id } ist schon vertraulich.
public-already = { $id } ist nicht vertraulich.
private-now = 🔒 **{ $id }** ist jetzt vertraulich: Nur Melder, Bearbeiter und Team sehen es. Was vorher geschrieben wurde, ist dort noch zu lesen.
public-now = 🔓 **{ $id }** ist nicht mehr vertraulich.
private-nowhere = { $id } kann nicht vertraulich sein: Das Team, das es hat, hat keinen eigenen Raum.
private-nowhere-hint = Gib es erst einem, das einen hat: `{ $prefix }zuweisen team:…`.
left-private = 🔒 **{ $id }** geht in einem Direktchat weiter.

verb-ticket-category-usage = T-7 hardware
verb-ticket-category-what = ordnet ein Ticket in eine Kategorie ein
verb-ticket-category-more = Kategorien stehen in der Konfiguration. Unter einer vertraulichen wird das Ticket vertraulich. Das Team bleibt.
verb-ticket-service-usage = T-7 mail
verb-ticket-service-what = sagt, um welchen Service es geht
verb-ticket-service-more = Services stehen in der Konfiguration. Das Team des Tickets bleibt.
verb-ticket-private-usage = T-7 an
verb-ticket-private-what = macht ein Ticket vertraulich oder nicht
verb-ticket-private-more = `an` oder `aus`. Ein vertrauliches Ticket sehen nur Melder, Bearbeiter und Team; für den Melder geht es im Direktchat weiter.
