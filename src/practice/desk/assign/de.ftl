## Wer es hat

assign-whom = An wen soll es gehen: eine Person oder ein Team?
assign-hint = Zum Beispiel `{ $prefix }zuweisen @bernd` oder `{ $prefix }zuweisen team:netz`.
assign-no-agent = { $name } bearbeitet { $id } nicht: weder im Team noch Bearbeiter für alle.
assign-no-agent-private = { $name } kann { $id } nicht haben: Es ist vertraulich, und { $name } ist nicht im Team.
assign-no-agent-hint = Wähle jemanden aus dem Team, oder gib es erst einem anderen Team: `{ $prefix }zuweisen team:…`.
assign-team-already = { $id } ist schon bei { $team }.
assign-team-nowhere = { $team } sähe { $id } nicht: Es hat keinen eigenen Raum, in dem ich bin.
team-unknown = Ein Team „{ $text }“ kenne ich nicht.
assigned-to-you = { $person } **{ $id }** ist jetzt deins, zugewiesen von { $by }.
assigned-away = { $person } **{ $id }** hat jetzt { $name }, zugewiesen von { $by }.
assigned-taken = { $person } **{ $id }** hat jetzt { $name }.
assigned-team-late = { $id } geht an { $team }, weil die Zeit dafür abgelaufen ist.
assigned-team = **{ $id }** ist jetzt bei { $team }, weitergegeben von { $name }.
left-moved = **{ $id }** ist jetzt bei { $team }.
left-hint = { $id } ist nicht mehr hier.
left-hint-moved = { $id } ist nicht mehr hier, sondern bei { $team }.
left-hint-continued = { $id } ist vorbei: { $next } setzt es fort.

verb-ticket-assign-usage = T-7 @bernd
verb-ticket-assign-what = gibt ein Ticket jemandem oder einem anderen Team
verb-ticket-assign-more = `@bernd` für jemanden, der es bearbeitet, `team:netz` für ein Team: Dann steht es in dessen Raum. Wer es hat und wer es hatte, erfährt davon.
