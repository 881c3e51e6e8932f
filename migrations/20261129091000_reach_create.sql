-- How people want to be reached outside of the chat, and what they are woken for later, together with others.
create table notify_address (
    person     bigint not null,
    channel    text not null,
    address    text not null,
    -- a code was sent to it, from which it is made, and how often a wrong one was given
    tested_at  timestamptz,
    tries      smallint not null default 0,
    -- the code came back: it is theirs, and it is used
    proved_at  timestamptz,
    constraint notify_address_pk primary key (person, channel),
    constraint notify_address_person foreign key (person) references person (id)
);

create table notify_rule (
    person         bigint not null,
    urgent         boolean not null,
    channel        text not null,
    after_seconds  integer not null,
    constraint notify_rule_pk primary key (person, urgent, channel),
    constraint notify_rule_person foreign key (person) references person (id)
);

-- who is to be woken, but waits for what else comes meanwhile
create table page_bundled (
    page      bigint not null,
    round     smallint not null,
    step      smallint not null,
    person    bigint not null,
    account   text not null,
    held_at   timestamptz not null,
    constraint page_bundled_pk primary key (page, round, step, person),
    constraint page_bundled_page foreign key (page) references page (id),
    constraint page_bundled_person foreign key (person) references person (id)
);
create index page_bundled_by_person on page_bundled (person);

-- how often somebody was woken lately is asked before each message
drop index page_call_by_person;
create index page_call_by_person on page_call (person, at);

-- how far it has come with reaching somebody by the channels outside of the chat, for a message that has woken them
create table page_reach (
    message   bigint not null,
    person    bigint not null,
    platform  text not null,
    language  text not null,
    urgent    boolean not null,
    since     timestamptz not null,
    -- the channels that are still to be used, and those that were
    due       jsonb not null,
    used      text[] not null,
    constraint page_reach_pk primary key (message),
    constraint page_reach_message foreign key (message) references outbox (id),
    constraint page_reach_person foreign key (person) references person (id)
);
