-- What a ticket was before somebody made it urgent by 🚨, for as long as that can be taken back.

create table ticket_urgent (
    ticket   bigint not null,
    person   bigint not null,
    urgency  text,
    priority smallint not null,
    constraint ticket_urgent_pk primary key (ticket),
    constraint ticket_urgent_ticket foreign key (ticket) references ticket (id),
    constraint ticket_urgent_person foreign key (person) references person (id)
);
