-- What requesters say of how they were helped, and the time that agents have spent.

create table ticket_rating (
    ticket   bigint not null,
    -- the message that asks
    message  bigint not null,
    asked_at timestamptz not null,
    -- null: not given, or taken back
    score    smallint,
    rated_at timestamptz,
    -- what the requester wrote about it
    comment  bigint,
    constraint ticket_rating_pk primary key (ticket),
    constraint ticket_rating_ticket foreign key (ticket) references ticket (id),
    constraint ticket_rating_message foreign key (message) references outbox (id),
    constraint ticket_rating_comment foreign key (comment) references ticket_entry (id) on delete set null,
    constraint ticket_rating_one_to_five check (score between 1 and 5),
    constraint ticket_rating_has_a_time check ((score is null) = (rated_at is null))
);
create index ticket_rating_when on ticket_rating (rated_at) where score is not null;

create table ticket_effort (
    id       bigint generated always as identity,
    ticket   bigint not null,
    person   bigint not null,
    seconds  bigint not null,
    what     text not null,
    at       timestamptz not null,
    platform text not null,
    event    text not null,
    constraint ticket_effort_pk primary key (id),
    constraint ticket_effort_ticket foreign key (ticket) references ticket (id),
    constraint ticket_effort_person foreign key (person) references person (id),
    constraint ticket_effort_within_a_day check (seconds between 1 and 86400),
    constraint ticket_effort_event_once unique (platform, event)
);
create index ticket_effort_of_ticket on ticket_effort (ticket);
create index ticket_effort_when on ticket_effort (at);
