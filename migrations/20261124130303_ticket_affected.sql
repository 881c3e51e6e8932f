-- Whom a ticket affects besides its requester: people who had the same trouble and said so.

create table ticket_affected (
    ticket bigint not null,
    person bigint not null,
    -- their own ticket, closed as a duplicate of this one
    via    bigint not null,
    at     timestamptz not null,
    constraint ticket_affected_pk primary key (via),
    constraint ticket_affected_ticket foreign key (ticket) references ticket (id),
    constraint ticket_affected_person foreign key (person) references person (id),
    constraint ticket_affected_via foreign key (via) references ticket (id)
);
create index ticket_affected_of_ticket on ticket_affected (ticket, via);
