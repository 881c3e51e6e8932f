-- On call: what people have changed of a schedule, who looks for cover, and pages: chains of people who are woken until one
-- answers. A chain is copied onto its page when it starts: later configurations do not change it.
insert into counter (name, last) values ('page', 0), ('oncall_override', 0);

create table oncall_override (
    id         bigint not null,
    schedule   text not null,
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    -- accounts: who is taken out, who is put in
    remove     text,
    add        text,
    added_by   bigint not null,
    added_at   timestamptz not null,
    ended_at   timestamptz,
    constraint oncall_override_pk primary key (id),
    constraint oncall_override_by foreign key (added_by) references person (id),
    constraint oncall_override_forward check (from_at < to_at),
    constraint oncall_override_changes check (remove is not null or add is not null)
);
create index oncall_override_standing on oncall_override (schedule, to_at) where ended_at is null;

create table oncall_cover (
    id         bigint generated always as identity,
    schedule   text not null,
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    person     bigint not null,
    account    text not null,
    -- the override by which somebody took it
    taken      bigint,
    constraint oncall_cover_pk primary key (id),
    constraint oncall_cover_person foreign key (person) references person (id),
    constraint oncall_cover_taken foreign key (taken) references oncall_override (id)
);

create table page (
    id          bigint not null,
    -- what it is about
    ticket      bigint,
    title       text not null,
    platform    text not null,
    -- where it is told what becomes of it, where it is about no ticket
    room        text not null,
    root        text,
    -- the name of the chain, and its steps as they were when it started
    chain       text not null,
    steps       jsonb not null,
    rounds      smallint not null,
    priority    smallint not null,
    state       text not null,
    -- the next step, counted from 0, and the round in which it is
    step        smallint not null,
    round       smallint not null,
    started_at  timestamptz not null,
    started_by  bigint,
    acked_at    timestamptz,
    acked_by    bigint,
    reminded    boolean not null default false,
    ended_at    timestamptz,
    constraint page_pk primary key (id),
    constraint page_ticket foreign key (ticket) references ticket (id),
    constraint page_started_by foreign key (started_by) references person (id),
    constraint page_acked_by foreign key (acked_by) references person (id),
    constraint page_state_known check (state in ('open', 'acked', 'ended', 'unanswered')),
    constraint page_acked check (state <> 'acked' or acked_at is not null and acked_by is not null),
    constraint page_ended check ((state in ('ended', 'unanswered')) = (ended_at is not null))
);
-- of a ticket there is one that runs
create unique index page_runs_once on page (ticket) where ended_at is null;
create index page_by_ticket on page (ticket, id);
create index page_by_time on page (started_at);

create table page_call (
    page      bigint not null,
    round     smallint not null,
    step      smallint not null,
    person    bigint not null,
    at        timestamptz not null,
    -- the message, which is edited when somebody answers
    message   bigint not null,
    account   text not null,
    language  text not null,
    constraint page_call_pk primary key (page, round, step, person),
    constraint page_call_page foreign key (page) references page (id),
    constraint page_call_person foreign key (person) references person (id),
    constraint page_call_message foreign key (message) references outbox (id)
);
create index page_call_by_person on page_call (person, page);
create index page_call_by_message on page_call (message);

-- whose turn it is where one of several is woken at a time
create table page_turn (
    chain  text not null,
    step   smallint not null,
    last   text not null,
    constraint page_turn_pk primary key (chain, step)
);
