-- Service levels: what was promised of a ticket, by which hours, what became of it, and what may happen on the way.

-- Calendars as they were when a clock began, each once: a change of the configuration must not rewrite the past.
create table sla_calendar (
    digest text not null,
    title  text not null,
    spec   jsonb not null,
    constraint sla_calendar_pk primary key (digest)
);

create table sla_clock (
    id         bigint generated always as identity,
    ticket     bigint not null,
    -- 'response' and 'resolution' are promised to the requester, 'ola' by a team to the others
    kind       text not null,
    -- the name of the target or agreement
    target     text not null,
    -- of an agreement: whose
    team       text,
    -- what of the ticket the target was chosen by
    priority   smallint not null,
    service    text,
    calendar   text not null,
    -- time of the calendar
    seconds    bigint not null,
    -- what happens at which percent, in order, and how many of those have happened
    steps      jsonb not null,
    steps_done smallint not null default 0,
    started_at timestamptz not null,
    -- null while the clock stands still, and where nothing is ever open
    due_at     timestamptz,
    -- when the next step is due
    next_at    timestamptz,
    state      text not null,
    ended_at   timestamptz,
    -- what was counted when it ended, in seconds
    spent      bigint,
    -- why it was replaced or dropped
    because    text,
    constraint sla_clock_pk primary key (id),
    constraint sla_clock_ticket foreign key (ticket) references ticket (id),
    constraint sla_clock_calendar foreign key (calendar) references sla_calendar (digest),
    constraint sla_clock_kind check (kind in ('response', 'resolution', 'ola')),
    constraint sla_clock_ola_has_team check ((kind = 'ola') = (team is not null)),
    constraint sla_clock_state check (state in ('running', 'met', 'missed', 'replaced', 'dropped')),
    constraint sla_clock_ended check ((state = 'running') = (ended_at is null)),
    constraint sla_clock_spent check ((state in ('met', 'missed')) = (spent is not null)),
    constraint sla_clock_seconds check (seconds > 0)
);
create unique index sla_clock_one_running on sla_clock (ticket, kind) where state = 'running';
create index sla_clock_of_ticket on sla_clock (ticket, id);
create index sla_clock_next on sla_clock (next_at) where state = 'running' and next_at is not null;
create index sla_clock_due on sla_clock (due_at) where state = 'running' and due_at is not null;
create index sla_clock_ended_at on sla_clock (ended_at) where state in ('met', 'missed');

-- When the clocks of a ticket stood still. One row open at most; `over`: it was over, and came back.
create table sla_pause (
    ticket   bigint not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    because  text not null,
    constraint sla_pause_pk primary key (ticket, began_at),
    constraint sla_pause_ticket foreign key (ticket) references ticket (id),
    constraint sla_pause_because check (because in ('user', 'vendor', 'time', 'planned', 'over'))
);
create unique index sla_pause_one_open on sla_pause (ticket) where ended_at is null;

-- What is due next of a ticket, for its card and for lists; null while the clocks stand still.
alter table ticket add column due_at timestamptz;
alter table ticket add column due_of text;
alter table ticket add constraint ticket_due_of check (due_of in ('response', 'resolution', 'ola'));
create index ticket_due_open on ticket (least(due_at, wanted_at), id)
    where state not in ('resolved', 'closed') and least(due_at, wanted_at) is not null;
drop index ticket_wanted_open;
