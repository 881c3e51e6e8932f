-- Silences: times in which nobody is woken by itself for a service, a team, a schedule or a chain; tickets for which somebody is
-- to be woken once such a time, or a change on their service, is over; and how long it took until somebody was woken, had
-- answered, and had it solved.
insert into counter (name, last) values ('silence', 0);

create table silence (
    id         bigint not null,
    -- of what it is, and its name in the configuration
    kind       text not null,
    name       text not null,
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    reason     text not null,
    added_by   bigint not null,
    added_at   timestamptz not null,
    -- taken back before its time
    ended_at   timestamptz,
    constraint silence_pk primary key (id),
    constraint silence_by foreign key (added_by) references person (id),
    constraint silence_kind_known check (kind in ('service', 'team', 'schedule', 'chain')),
    constraint silence_forward check (from_at < to_at)
);
create index silence_standing on silence (to_at) where ended_at is null;

create table page_held (
    ticket   bigint not null,
    -- why: one of the two
    silence  bigint,
    change   bigint,
    since    timestamptz not null,
    -- when it is looked at again; null: nothing holds it any more
    until_at timestamptz,
    -- whether a chain is made up where none is configured
    made_up  boolean not null,
    constraint page_held_pk primary key (ticket),
    constraint page_held_ticket foreign key (ticket) references ticket (id),
    constraint page_held_silence foreign key (silence) references silence (id),
    constraint page_held_change foreign key (change) references ticket (id),
    constraint page_held_why check ((silence is null) <> (change is null))
);
create index page_held_by_silence on page_held (silence) where until_at is not null;
create index page_held_by_change on page_held (change) where until_at is not null;

alter table page
    -- the change that was being carried out on its service when it started
    add column upkeep      jsonb,
    -- when the first one was woken, when and by whom it was answered first, when what it was about was solved
    add column notified_at timestamptz,
    add column answered_at timestamptz,
    add column answered_by bigint,
    add column resolved_at timestamptz,
    add constraint page_answered_by foreign key (answered_by) references person (id);
-- those about no ticket, by the thread in which they began
create index page_by_place on page (room, root) where ticket is null;
-- those that run, for the list
create index page_running on page (started_at) where ended_at is null;
