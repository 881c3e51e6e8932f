-- Lists that also show what is over, and lists by the time at which the requester would like it done.

create index ticket_requester on ticket (requester, id);
create index ticket_raised_by on ticket (raised_by, id);
create index ticket_assignee on ticket (assignee, id);
create index ticket_team on ticket (team, id);
create index ticket_service on ticket (service, id);
create index ticket_category on ticket (category, id);
create index ticket_state on ticket (state, id);
create index ticket_created_at on ticket (created_at);
create index ticket_wanted_open on ticket (wanted_at, id) where state not in ('resolved', 'closed') and wanted_at is not null;
create index ticket_place_room on ticket_place (platform, room, ticket);

-- The tickets that were shown in a conversation because somebody wrote their number: once is enough.
create table ticket_mention (
    platform text not null,
    room     text not null,
    -- first message of the thread; empty: the room itself
    thread   text not null,
    ticket   bigint not null,
    at       timestamptz not null,
    constraint ticket_mention_pk primary key (platform, room, thread, ticket),
    constraint ticket_mention_ticket foreign key (ticket) references ticket (id)
);
