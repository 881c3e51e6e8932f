-- Who follows a ticket without having raised it.

create table ticket_watcher (
    ticket bigint not null,
    person bigint not null,
    since  timestamptz not null,
    constraint ticket_watcher_pk primary key (ticket, person),
    constraint ticket_watcher_ticket foreign key (ticket) references ticket (id),
    constraint ticket_watcher_person foreign key (person) references person (id)
);
create index ticket_watcher_of on ticket_watcher (person, ticket);
