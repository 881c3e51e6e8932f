-- A ticket that belongs to no team, or to one that the configuration has no more, is looked after by the default team, and
-- stands in its lists. What is not said is stored as null, which no index of a list finds by equality.

create index ticket_owner on ticket (coalesce(team, ''), id);
create index ticket_owner_open on ticket (coalesce(team, ''), priority, id) where state not in ('resolved', 'closed');
drop index ticket_team;
drop index ticket_team_open;
