-- What was ordered from the catalogue, beside the ticket that it is; and the forms that people are filling in, which a
-- restart must not lose.
create table request (
    ticket bigint not null,
    -- counted up by each change, so that an approval is of what was wanted when it was given
    revision integer not null,
    draft jsonb not null,
    -- day 1 of the checklist
    anchor date,
    phase text not null,
    platform text not null,
    -- the message that ordered it: an edit of it is a change of the order
    event text not null,
    constraint request_pk primary key (ticket),
    constraint request_ticket_fk foreign key (ticket) references ticket (id),
    constraint request_revision_counted check (revision > 0),
    constraint request_phase_known check (phase in ('waiting', 'approved', 'fulfilment', 'fulfilled', 'closed',
                                                    'rejected', 'cancelled', 'expired', 'impossible'))
);

create index request_by_event on request (platform, event);

create table request_form (
    id bigint generated always as identity,
    platform text not null,
    room text not null,
    -- the thread in which it is asked
    root text not null,
    -- who is asked
    person bigint not null,
    -- for whom it is
    requester bigint not null,
    item text not null,
    -- the message that began it
    event text not null,
    draft jsonb not null,
    -- the message with the question that is open
    asked bigint,
    touched_at timestamptz not null,
    constraint request_form_pk primary key (id),
    constraint request_form_once unique (platform, room, root),
    constraint request_form_person_fk foreign key (person) references person (id),
    constraint request_form_requester_fk foreign key (requester) references person (id)
);

create index request_form_by_person on request_form (platform, room, person, touched_at);
