-- Shifts change hands: two people swap theirs and both must agree, the next one is told when a shift begins, calendars follow
-- by a secret address, and a gap is told once.
insert into counter (name, last) values ('oncall_swap', 0);

create table oncall_swap (
    id             bigint not null,
    schedule       text not null,
    platform       text not null,
    asked_by       bigint not null,
    asked_at       timestamptz not null,
    -- who gives which time to the other
    one            bigint not null,
    one_account    text not null,
    one_from       timestamptz not null,
    one_to         timestamptz not null,
    other          bigint not null,
    other_account  text not null,
    other_from     timestamptz not null,
    other_to       timestamptz not null,
    one_agreed     boolean not null,
    other_agreed   boolean not null,
    state          text not null,
    ended_at       timestamptz,
    constraint oncall_swap_pk primary key (id),
    constraint oncall_swap_by foreign key (asked_by) references person (id),
    constraint oncall_swap_one foreign key (one) references person (id),
    constraint oncall_swap_other foreign key (other) references person (id),
    constraint oncall_swap_two check (one <> other),
    constraint oncall_swap_forward check (one_from < one_to and other_from < other_to),
    constraint oncall_swap_apart check (one_to <= other_from or other_to <= one_from),
    constraint oncall_swap_state_known check (state in ('asked', 'done', 'declined', 'withdrawn', 'expired', 'void')),
    constraint oncall_swap_agreed check (state <> 'done' or one_agreed and other_agreed),
    constraint oncall_swap_ended check ((state = 'asked') = (ended_at is null))
);
-- the same is asked once at a time
create unique index oncall_swap_once on oncall_swap (schedule, one, other, one_from, other_from) where ended_at is null;

-- the messages in which people are asked, which say what became of it
create table oncall_swap_ask (
    swap      bigint not null,
    person    bigint not null,
    message   bigint not null,
    language  text not null,
    constraint oncall_swap_ask_pk primary key (swap, message),
    constraint oncall_swap_ask_swap foreign key (swap) references oncall_swap (id),
    constraint oncall_swap_ask_person foreign key (person) references person (id),
    constraint oncall_swap_ask_message foreign key (message) references outbox (id)
);

-- Who was told last that the shift is theirs: whoever has it now and is not named here is told next.
create table oncall_duty (
    schedule  text not null,
    people    jsonb not null,
    shadows   jsonb not null,
    -- when somebody comes or goes next, as far as is known
    next_at   timestamptz not null,
    constraint oncall_duty_pk primary key (schedule)
);

-- Calendars that programs subscribe to; of the secret in the address only the digest is kept.
create table oncall_feed (
    person    bigint not null,
    -- empty: the shifts of this person in all schedules
    schedule  text not null,
    platform  text not null,
    account   text not null,
    digest    bytea not null,
    made_at   timestamptz not null,
    constraint oncall_feed_pk primary key (person, schedule),
    constraint oncall_feed_person foreign key (person) references person (id),
    constraint oncall_feed_digest_length check (length(digest) = 32)
);
create unique index oncall_feed_digest on oncall_feed (digest);

-- Gaps that were told already.
create table oncall_gap (
    schedule  text not null,
    from_at   timestamptz not null,
    to_at     timestamptz not null,
    constraint oncall_gap_pk primary key (schedule, from_at),
    constraint oncall_gap_forward check (from_at < to_at)
);
