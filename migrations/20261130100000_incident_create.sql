-- Major incidents are tickets with numbers of their own (INC-17) that live in a room which is opened for them. What must be
-- known after a kill stands here: which row of the outbox opens the room, what was written down when, who owes what by when.
insert into counter (name, last) values ('incident', 0);

-- The room in which alone one ticket is worked on. The room's id is the event of the row that opens it.
create table ticket_room (
    ticket   bigint not null,
    platform text not null,
    opener   bigint not null,
    constraint ticket_room_pk primary key (ticket),
    constraint ticket_room_ticket foreign key (ticket) references ticket (id),
    constraint ticket_room_opener foreign key (opener) references outbox (id),
    constraint ticket_room_opener_once unique (opener)
);

create table incident (
    ticket       bigint not null,
    state        text not null,
    severity     text,
    -- a further step of an active incident, as the configuration calls it
    stage        text,
    -- seen by those alone who take part
    restricted   boolean not null,
    -- runs like a real one and counts nowhere
    drill        boolean not null,
    -- why it was declined
    reason       text,
    merged_into  bigint,
    -- when the outage began, as far as known
    started_at   timestamptz not null,
    accepted_at  timestamptz,
    -- when somebody first looked after it
    acked_at     timestamptz,
    mitigated_at timestamptz,
    resolved_at  timestamptz,
    reviewed_at  timestamptz,
    declined_at  timestamptz,
    -- by when the next update is owed
    update_due   timestamptz,
    reminded     integer not null,
    -- how often the room was asked for a lead or a severity
    nudged       integer not null,
    -- when something last happened, and whether the room was asked since
    active_at    timestamptz not null,
    quiet_asked  boolean not null,
    review_due   timestamptz,
    article      bigint,
    archived     boolean not null,
    -- what the topic of its room says
    topic        text not null,
    -- how often its room was refused
    refused      integer not null,
    -- where it was declared
    platform     text not null,
    room         text not null,
    thread       text,
    constraint incident_pk primary key (ticket),
    constraint incident_ticket foreign key (ticket) references ticket (id),
    constraint incident_merged_into foreign key (merged_into) references ticket (id),
    constraint incident_state_known check (state in ('triage', 'active', 'mitigated', 'resolved', 'reviewed', 'declined', 'merged')),
    constraint incident_merged check ((merged_into is not null) = (state = 'merged')),
    constraint incident_not_into_itself check (merged_into <> ticket),
    constraint incident_declined check ((reason is not null) = (state = 'declined')),
    constraint incident_resolved check (state not in ('resolved', 'reviewed') or resolved_at is not null)
);
create index incident_open on incident (ticket) where state in ('triage', 'active', 'mitigated');
create index incident_unreviewed on incident (review_due) where state = 'resolved';
create index incident_resolved_at on incident (resolved_at) where resolved_at is not null;
create index incident_started_at on incident (started_at);

-- Who has which part now.
create table incident_role (
    incident bigint not null,
    role     text not null,
    person   bigint not null,
    since    timestamptz not null,
    constraint incident_role_pk primary key (incident, role),
    constraint incident_role_incident foreign key (incident) references incident (ticket),
    constraint incident_role_person foreign key (person) references person (id)
);
create index incident_role_of on incident_role (person, incident);

-- The timeline: what happened when, by whom; of a message that was put there, its event.
create table incident_note (
    incident   bigint not null,
    number     integer not null,
    at         timestamptz not null,
    noted_at   timestamptz not null,
    by         bigint,
    kind       text not null,
    payload    jsonb not null,
    platform   text,
    event      text,
    removed_at timestamptz,
    constraint incident_note_pk primary key (incident, number),
    constraint incident_note_incident foreign key (incident) references incident (ticket),
    constraint incident_note_by foreign key (by) references person (id)
);
create index incident_note_in_order on incident_note (incident, at, number) where removed_at is null;
create index incident_note_of_event on incident_note (platform, event) where event is not null;

-- What was told: inside, and to those outside.
create table incident_update (
    incident bigint not null,
    number   integer not null,
    at       timestamptz not null,
    by       bigint not null,
    known    text not null,
    doing    text not null,
    next_at  timestamptz,
    -- by language
    public   jsonb not null,
    platform text not null,
    event    text not null,
    constraint incident_update_pk primary key (incident, number),
    constraint incident_update_incident foreign key (incident) references incident (ticket),
    constraint incident_update_by foreign key (by) references person (id)
);
create index incident_update_of_event on incident_update (platform, event);

-- The posts in other rooms that follow the incident.
create table incident_post (
    incident bigint not null,
    message  bigint not null,
    platform text not null,
    room     text not null,
    -- what it says, so that it is not edited into the same
    said     text not null,
    constraint incident_post_pk primary key (message),
    constraint incident_post_incident foreign key (incident) references incident (ticket),
    constraint incident_post_message foreign key (message) references outbox (id)
);
create index incident_post_of on incident_post (incident, message);

-- Tickets about the outage. Those that were only offered are asked about once.
create table incident_ticket (
    incident   bigint not null,
    ticket     bigint not null,
    state      text not null,
    at         timestamptz not null,
    by         bigint,
    message    bigint,
    constraint incident_ticket_pk primary key (incident, ticket),
    constraint incident_ticket_incident foreign key (incident) references incident (ticket),
    constraint incident_ticket_ticket foreign key (ticket) references ticket (id),
    constraint incident_ticket_by foreign key (by) references person (id),
    constraint incident_ticket_message foreign key (message) references outbox (id),
    constraint incident_ticket_state_known check (state in ('offered', 'attached', 'removed')),
    constraint incident_ticket_not_itself check (incident <> ticket)
);
create index incident_ticket_of on incident_ticket (ticket, incident) where state = 'attached';

-- What the threads of an attached ticket were told: each public update once, and the end (0) once.
create table incident_told (
    incident bigint not null,
    ticket   bigint not null,
    number   integer not null,
    at       timestamptz not null,
    constraint incident_told_pk primary key (incident, ticket, number),
    constraint incident_told_ticket foreign key (incident, ticket) references incident_ticket (incident, ticket)
);

-- What is to be done after the end: tickets of their own, with whoever has them reminded.
create table incident_followup (
    incident bigint not null,
    ticket   bigint not null,
    constraint incident_followup_pk primary key (ticket),
    constraint incident_followup_incident foreign key (incident) references incident (ticket),
    constraint incident_followup_ticket foreign key (ticket) references ticket (id)
);
create index incident_followup_of on incident_followup (incident, ticket);
