-- What is to be asked of a chat server outside of a turn, and the files that come of it.

create table errand (
    id          bigint generated always as identity,
    platform    text not null,
    -- the event as which the result enters the inbox
    event       text not null,
    room        text not null,
    -- on whose behalf: the actor of the turn that hears the result
    sender      text not null,
    -- when what caused it happened
    at          timestamptz not null,
    -- message or file
    kind        text not null,
    ask         jsonb not null,
    -- the practice's row that hears the result, and what it has given along
    purpose     text not null,
    payload     jsonb not null,
    -- waiting: to be asked; brought: the result is in the inbox. Deleted when its turn is done
    state       text not null default 'waiting',
    attempts    integer not null default 0,
    -- by the database's clock
    next_try_at timestamptz,
    error       text,
    created_at  timestamptz not null,
    constraint errand_pk primary key (id),
    constraint errand_event_once unique (platform, event),
    constraint errand_kind_known check (kind in ('message', 'file')),
    constraint errand_state_known check (state in ('waiting', 'brought'))
);
create index errand_waiting on errand (platform, kind, id) where state = 'waiting';

-- The content of files, each once however often it was sent.
create table blob (
    -- SHA-256, in hexadecimal digits
    hash    text not null,
    size    bigint not null,
    content bytea not null,
    constraint blob_pk primary key (hash)
);
-- Already compressed, most of it; and read in parts.
alter table blob alter column content set storage external;

-- Who needs a content; it is deleted together with the last of them.
create table blob_use (
    hash   text not null,
    holder text not null,
    constraint blob_use_pk primary key (hash, holder),
    constraint blob_use_blob foreign key (hash) references blob (hash)
);
