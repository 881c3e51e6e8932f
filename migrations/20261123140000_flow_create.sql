-- The kill-safe machinery: what was read (inbox), what is to be sent (outbox), what is to happen later (timer), and
-- how far each chat account has been read. Event rows are kept after they are done: their unique key is what makes a
-- repeated event harmless.

create table account (
    platform text not null,
    account  text not null,
    -- where to read on; moved in the same transaction that stores the events read before it
    cursor   text,
    -- raised by whoever takes over reading and sending; a process with an older epoch can do nothing any more
    epoch    bigint not null default 0,
    constraint account_pk primary key (platform, account)
);

create table inbox (
    id          bigint generated always as identity,
    platform    text not null,
    event       text not null,
    -- events of one place are handled one after the other
    place       text not null,
    sender      text not null,
    payload     jsonb not null,
    sent_at     timestamptz not null,
    accepted_at timestamptz not null,
    state       text not null default 'open',
    -- how the turn ended, for an edit of the same message: done, refused, unclear, ignored
    outcome     text,
    attempts    integer not null default 0,
    -- by the database's clock
    next_try_at timestamptz,
    error       text,
    constraint inbox_pk primary key (id),
    constraint inbox_event_once unique (platform, event),
    constraint inbox_state_known check (state in ('open', 'done', 'buried')),
    constraint inbox_outcome_known check (outcome in ('done', 'refused', 'unclear', 'ignored'))
);
create index inbox_open on inbox (platform, place, id) where state = 'open';
create index inbox_edits on inbox (platform, (payload #>> '{what,target}')) where payload #>> '{what,kind}' = 'edit';
create index inbox_buried on inbox (id) where state = 'buried';

create table outbox (
    id           bigint generated always as identity,
    -- made from the causing event, so that a turn that is run again, even on a restored database, repeats it
    delivery_key text not null,
    platform     text not null,
    -- empty until the room in room_of has been opened
    room         text not null,
    room_of      bigint,
    -- 0 answers and pages, 1 edits, 2 offered reactions
    class        smallint not null,
    kind         text not null,
    payload      jsonb not null,
    -- the message of ours that is edited, reacted to, taken back
    target       bigint,
    state        text not null default 'waiting',
    attempts     integer not null default 0,
    -- by the database's clock
    next_try_at  timestamptz,
    -- the platform's id of what was sent
    event        text,
    error        text,
    -- the inbox row whose turn wrote this
    cause        bigint,
    created_at   timestamptz not null,
    sent_at      timestamptz,
    constraint outbox_pk primary key (id),
    constraint outbox_key_once unique (platform, delivery_key),
    constraint outbox_room_of foreign key (room_of) references outbox (id),
    constraint outbox_target foreign key (target) references outbox (id),
    constraint outbox_cause foreign key (cause) references inbox (id),
    constraint outbox_class_known check (class between 0 and 2),
    constraint outbox_state_known check (state in ('waiting', 'sent', 'withdrawn', 'dropped', 'refused'))
);
create index outbox_waiting on outbox (platform, room, class, id) where state = 'waiting';
create index outbox_refused on outbox (id) where state = 'refused';
create index outbox_event on outbox (platform, event) where event is not null;
create index outbox_target_kind on outbox (target, kind) where target is not null;
create index outbox_room_of_waiting on outbox (room_of) where room_of is not null and state = 'waiting';
create index outbox_cause_kind on outbox (cause);

create table timer (
    id         bigint generated always as identity,
    key        text not null,
    kind       text not null,
    payload    jsonb not null,
    due_at     timestamptz not null,
    constraint timer_pk primary key (id),
    constraint timer_key_once unique (key)
);
create index timer_due on timer (due_at, id);
