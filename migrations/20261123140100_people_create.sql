-- Who people are on each platform, and the rooms they are in. Rooms and members follow what the chat server vouches
-- for; permission is checked against them at the moment of acting.

create table person (
    id         bigint generated always as identity,
    -- chosen by the person
    language   text,
    -- recognised from what they wrote last
    detected   text,
    created_at timestamptz not null,
    constraint person_pk primary key (id),
    constraint person_language_known check (language in ('en', 'de')),
    constraint person_detected_known check (detected in ('en', 'de'))
);

create table identity (
    platform text not null,
    account  text not null,
    person   bigint not null,
    name     text,
    constraint identity_pk primary key (platform, account),
    constraint identity_person foreign key (person) references person (id)
);
create index identity_of_person on identity (person);

create table room (
    platform text not null,
    room     text not null,
    name     text,
    alias    text,
    -- a chat between one person and the bot
    direct   boolean not null default false,
    language text,
    -- the bot is in it
    present  boolean not null default true,
    constraint room_pk primary key (platform, room),
    constraint room_language_known check (language in ('en', 'de'))
);

create table room_member (
    platform text not null,
    room     text not null,
    account  text not null,
    name     text,
    power    bigint not null default 0,
    present  boolean not null default true,
    constraint room_member_pk primary key (platform, room, account)
);
create index room_member_account on room_member (platform, account) where present;

-- The room that the bot has opened, or been given, to talk to one person alone.
create table direct_chat (
    platform text not null,
    account  text not null,
    -- the outbox row that opens the room
    opened   bigint not null,
    constraint direct_chat_pk primary key (platform, account),
    constraint direct_chat_opened foreign key (opened) references outbox (id)
);
