## Who has it

assign-whom = To whom should it go: one person, or one team?
assign-hint = For example `{ $prefix }assign @bernd` or `{ $prefix }assign team:network`.
assign-no-agent = { $name } does not work on { $id }: they neither belong to its team nor are an agent for all.
assign-no-agent-private = { $name } cannot have { $id }: it is private, and they do not belong to its team.
assign-no-agent-hint = Choose somebody of its team, or give it to another team first: `{ $prefix }assign team:…`.
assign-team-already = { $id } is with { $team } already.
assign-team-nowhere = { $team } would not see { $id }: it has no room of its own in which I am.
team-unknown = I know no team “{ $text }”.
assigned-to-you = { $person } **{ $id }** is yours now, assigned by { $by }.
assigned-away = { $person } **{ $id }** is { $name }'s now, assigned by { $by }.
assigned-taken = { $person } **{ $id }** is { $name }'s now.
assigned-team-late = { $id } goes to { $team }, because its time has run out.
assigned-team = **{ $id }** is with { $team } now, given to them by { $name }.
left-moved = **{ $id }** is with { $team } now.
left-hint = { $id } is not here any more.
left-hint-moved = { $id } is not here any more: it is with { $team } now.
left-hint-continued = { $id } is over: { $next } continues it.

verb-ticket-assign-usage = T-7 @bernd
verb-ticket-assign-what = gives a ticket to somebody, or to another team
verb-ticket-assign-more = `@bernd` for somebody who works on it, `team:network` for a team: it then stands in that team's room. Whoever has it and whoever had it are told.
