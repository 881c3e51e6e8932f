-- Files that were sent with what was said about a ticket, and messages from which tickets were made by a tap.

create table ticket_file (
    entry bigint not null,
    name  text not null,
    mime  text not null,
    -- as the sender says, then as it is
    size  bigint,
    hash  text,
    state text not null,
    constraint ticket_file_pk primary key (entry),
    constraint ticket_file_entry foreign key (entry) references ticket_entry (id) on delete cascade,
    constraint ticket_file_state_known check (state in ('coming', 'kept', 'too-large', 'wrong-type', 'lost')),
    constraint ticket_file_kept_has_content check ((state = 'kept') = (hash is not null))
);

-- The message from which somebody else than its author made a ticket.
create table ticket_origin (
    ticket   bigint not null,
    platform text not null,
    room     text not null,
    event    text not null,
    -- its author
    account  text not null,
    constraint ticket_origin_pk primary key (ticket),
    constraint ticket_origin_ticket foreign key (ticket) references ticket (id)
);

-- Who has been told once, by their tap on which message, that there is a ticket already, or that they may not.
create table message_hint (
    platform text not null,
    event    text not null,
    person   bigint not null,
    constraint message_hint_pk primary key (platform, event, person),
    constraint message_hint_person foreign key (person) references person (id)
);
