-- What leaves the chat (e-mail, push, SMS, voice): people are woken where they do not look into a chat. Rows are written by
-- turns and delivered by the courier, as what goes into the chat is by the sender. How a delivery ended comes back as a timer.
create table dispatch (
    id           bigint generated always as identity,
    -- the same when it is tried again: receivers tell a repetition by it
    key          text not null,
    -- the name of one of the channels in the configuration
    channel      text not null,
    letter       jsonb not null,
    state        text not null default 'waiting',
    attempts     integer not null default 0,
    next_try_at  timestamptz,
    error        text,
    -- the timer that hears how it ended, and what it carries
    timer        text not null,
    payload      jsonb not null,
    created_at   timestamptz not null,
    done_at      timestamptz,
    constraint dispatch_pk primary key (id),
    constraint dispatch_key_once unique (key),
    constraint dispatch_state_known check (state in ('waiting', 'sent', 'failed')),
    constraint dispatch_done check ((state = 'waiting') = (done_at is null))
);
create index dispatch_waiting on dispatch (id) where state = 'waiting';

-- Messages of ours for which somebody must be told when they cannot be delivered: a timer is then set.
create table outbox_watch (
    message  bigint not null,
    timer    text not null,
    payload  jsonb not null,
    constraint outbox_watch_pk primary key (message),
    constraint outbox_watch_message foreign key (message) references outbox (id)
);

-- From which links and codes are made that only whoever got them can know. Two random UUIDs have 244 random bits.
create table secret (
    name   text not null,
    value  text not null,
    constraint secret_pk primary key (name)
);
insert into secret (name, value) values ('link', gen_random_uuid()::text || gen_random_uuid()::text);
