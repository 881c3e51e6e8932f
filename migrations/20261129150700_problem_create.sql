-- Problems are tickets with numbers of their own (PRB-4): what is behind incidents that come again and again. An incident
-- may belong to several, and who is told of a way around one is told once, whatever is killed meanwhile.
insert into counter (name, last) values ('problem', 0), ('problem-pattern', 0);

create table problem (
    ticket      bigint not null,
    state       text not null,
    -- the change by which it is to be solved, or was
    change      bigint,
    -- why it was closed without a solution
    reason      text,
    known_at    timestamptz,
    ended_at    timestamptz,
    -- by language: the words, and the revision in which they were written
    workaround  jsonb not null,
    -- counted up by each change of the workaround
    revision    integer not null,
    cause       text,
    cause_kind  text,
    -- five whys, timeline, contributing causes; empty: skipped
    answers     jsonb not null,
    -- what is asked of whom, and the message that asks
    asking      jsonb,
    asked       bigint,
    constraint problem_pk primary key (ticket),
    constraint problem_ticket foreign key (ticket) references ticket (id),
    constraint problem_change foreign key (change) references ticket (id),
    constraint problem_state_known check (state in ('new', 'analysing', 'known-error', 'in-solution', 'solved', 'unsolved')),
    constraint problem_change_of_solution check ((change is not null) = (state in ('in-solution', 'solved'))),
    constraint problem_reason_of_unsolved check ((reason is not null) = (state = 'unsolved')),
    constraint problem_ended check ((ended_at is not null) = (state in ('solved', 'unsolved'))),
    constraint problem_revision_counted check (revision >= 0),
    constraint problem_cause_kind_known check (cause_kind in ('software', 'hardware', 'configuration', 'capacity', 'supplier', 'people')),
    constraint problem_asked foreign key (asked) references outbox (id)
);
create index problem_of_change on problem (change) where state = 'in-solution';
create index problem_open on problem (ticket) where ended_at is null;
create index problem_ended_at on problem (ended_at) where ended_at is not null;
-- whose next message may be an answer
create index problem_asked_of on problem ((asking->'person')) where asking is not null;

create table problem_incident (
    problem    bigint not null,
    ticket     bigint not null,
    at         timestamptz not null,
    -- null: by itself
    added_by   bigint,
    -- somebody has said that it does not belong: it is not linked by itself again
    removed_at timestamptz,
    constraint problem_incident_pk primary key (problem, ticket),
    constraint problem_incident_problem foreign key (problem) references problem (ticket),
    constraint problem_incident_ticket foreign key (ticket) references ticket (id),
    constraint problem_incident_by foreign key (added_by) references person (id),
    constraint problem_incident_not_of_itself check (problem <> ticket)
);
create index problem_incident_of on problem_incident (ticket, problem);

-- What the threads of an incident were told: each revision of a workaround once, and the end (0) once.
create table problem_told (
    problem  bigint not null,
    ticket   bigint not null,
    revision integer not null,
    at       timestamptz not null,
    constraint problem_told_pk primary key (problem, ticket, revision),
    constraint problem_told_incident foreign key (problem, ticket) references problem_incident (problem, ticket)
);

-- What several incidents have in common, and what is to be done about it.
create table problem_pattern (
    -- without gaps, as the audit log names them
    id           bigint not null,
    -- of "words": the service, empty where it is none, and the words; else the category
    kind         text not null,
    service      text not null,
    category     text not null,
    terms        text[] not null,
    state        text not null,
    tickets      bigint[] not null,
    -- the message that proposes a problem
    message      bigint,
    problem      bigint,
    silent_until timestamptz,
    silenced_by  bigint,
    at           timestamptz not null,
    constraint problem_pattern_pk primary key (id),
    constraint problem_pattern_kind_known check (kind in ('words', 'category')),
    constraint problem_pattern_state_known check (state in ('proposed', 'silenced', 'taken', 'over')),
    constraint problem_pattern_silenced check (state <> 'silenced' or silent_until is not null and silenced_by is not null),
    constraint problem_pattern_taken check (state <> 'taken' or problem is not null),
    constraint problem_pattern_message foreign key (message) references outbox (id),
    constraint problem_pattern_problem foreign key (problem) references problem (ticket),
    constraint problem_pattern_by foreign key (silenced_by) references person (id)
);
create index problem_pattern_of_service on problem_pattern (service, id) where kind = 'words' and state <> 'over';
create index problem_pattern_of_category on problem_pattern (category, id) where kind = 'category' and state <> 'over';
create index problem_pattern_of_problem on problem_pattern (problem) where problem is not null;

-- Which incidents of late resemble a new one: those of its service or category, without reading those of all the years.
create index ticket_recent_of_service on ticket (coalesce(service, ''), created_at)
    where phase is null and item is null and not private;
create index ticket_recent_of_category on ticket (category, created_at)
    where phase is null and item is null and not private and category is not null;
