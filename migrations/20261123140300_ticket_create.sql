-- Tickets, where they live in the chat, and their log.

-- Numbers without gaps: a sequence would skip one for every turn that is rolled back and run again.
create table counter (
    name text not null,
    last bigint not null,
    constraint counter_pk primary key (name)
);
insert into counter (name, last) values ('ticket', 0);

create table ticket (
    id            bigint not null,
    title         text not null,
    description   text not null,
    -- 1 critical, 2 high, 3 medium, 4 low, 5 planning
    priority      smallint not null,
    state         text not null,
    requester     bigint not null,
    -- who raised it, where that was not the requester
    raised_by     bigint not null,
    assignee      bigint,
    -- wanted by the requester
    wanted_at     timestamptz,
    pending_until timestamptz,
    resolved_by   bigint,
    resolved_at   timestamptz,
    solution      text,
    -- until then the next message of whoever resolved it is the line of solution
    solution_due  timestamptz,
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    constraint ticket_pk primary key (id),
    constraint ticket_requester foreign key (requester) references person (id),
    constraint ticket_raised_by foreign key (raised_by) references person (id),
    constraint ticket_assignee foreign key (assignee) references person (id),
    constraint ticket_resolved_by foreign key (resolved_by) references person (id),
    constraint ticket_priority_known check (priority between 1 and 5),
    constraint ticket_state_known check (state in ('new', 'assigned', 'pending', 'resolved', 'closed')),
    constraint ticket_new_has_no_assignee check (state <> 'new' or assignee is null),
    constraint ticket_assigned_has_assignee check (state <> 'assigned' or assignee is not null),
    constraint ticket_pending_has_end check ((state = 'pending') = (pending_until is not null)),
    constraint ticket_resolved_has_resolver check (state <> 'resolved' or (resolved_by is not null and resolved_at is not null))
);
create index ticket_requester_open on ticket (requester, id) where state not in ('resolved', 'closed');
create index ticket_assignee_open on ticket (assignee, id) where state not in ('resolved', 'closed');
create index ticket_open on ticket (priority, id) where state not in ('resolved', 'closed');

-- A thread in which a ticket lives, with its card.
create table ticket_place (
    ticket   bigint not null,
    platform text not null,
    room     text not null,
    -- first message of the thread
    root     text not null,
    card     bigint not null,
    constraint ticket_place_pk primary key (ticket, platform, room),
    constraint ticket_place_ticket foreign key (ticket) references ticket (id),
    constraint ticket_place_card foreign key (card) references outbox (id)
);
create index ticket_place_thread on ticket_place (platform, room, root);
create index ticket_place_card on ticket_place (card);

create table ticket_entry (
    id          bigint generated always as identity,
    ticket      bigint not null,
    author      bigint not null,
    at          timestamptz not null,
    kind        text not null,
    text        text not null,
    attachment  jsonb,
    platform    text not null,
    event       text not null,
    edited_at   timestamptz,
    redacted_at timestamptz,
    constraint ticket_entry_pk primary key (id),
    constraint ticket_entry_ticket foreign key (ticket) references ticket (id),
    constraint ticket_entry_author foreign key (author) references person (id),
    constraint ticket_entry_event_once unique (ticket, platform, event),
    constraint ticket_entry_kind_known check (kind in ('raised', 'message', 'solution'))
);
create index ticket_entry_of_ticket on ticket_entry (ticket, id);
create index ticket_entry_event on ticket_entry (platform, event);

-- What an entry said before it was edited.
create table ticket_entry_version (
    entry bigint not null,
    until timestamptz not null,
    text  text not null,
    constraint ticket_entry_version_pk primary key (entry, until),
    constraint ticket_entry_version_entry foreign key (entry) references ticket_entry (id)
);

-- Who has been told once, by a reaction on which ticket, that they may not do that.
create table ticket_hint (
    ticket bigint not null,
    person bigint not null,
    act    text not null,
    constraint ticket_hint_pk primary key (ticket, person, act),
    constraint ticket_hint_ticket foreign key (ticket) references ticket (id),
    constraint ticket_hint_person foreign key (person) references person (id)
);
