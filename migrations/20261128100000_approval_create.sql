-- Approvals: who was asked, under which rule, and what they said. Rules and people are copied when it is asked, so that a
-- later change of the configuration decides nothing that was asked before.

create table approval (
    id          bigint generated always as identity,
    ticket      bigint not null,
    -- of what is wanted: a vote counts for this one alone
    revision    integer not null,
    state       text not null default 'open',
    -- a list of stages, each a list of rules, one for each group
    rules       jsonb not null,
    -- a tap does not count
    typed       boolean not null,
    -- nobody could be found who should agree by the configuration: managers were asked instead
    fallback    boolean not null,
    -- the stage that is open, from 0; the times are its own
    stage       smallint not null default 0,
    asked_at    timestamptz not null,
    remind_at   timestamptz not null,
    escalate_at timestamptz not null,
    expire_at   timestamptz not null,
    reminded    boolean not null default false,
    escalated   boolean not null default false,
    decided_at  timestamptz,
    constraint approval_pk primary key (id),
    constraint approval_ticket_fk foreign key (ticket) references ticket (id),
    constraint approval_state_known
        check (state in ('open', 'approved', 'rejected', 'expired', 'superseded', 'cancelled')),
    constraint approval_open_is_undecided check ((state = 'open') = (decided_at is null))
);
create unique index approval_one_open on approval (ticket) where state = 'open';
create index approval_ticket on approval (ticket, id);

-- Who was asked, in which group of which stage.
create table approval_seat (
    approval bigint not null,
    stage    smallint not null,
    part     smallint not null,
    person   bigint not null,
    constraint approval_seat_pk primary key (approval, stage, part, person),
    constraint approval_seat_approval foreign key (approval) references approval (id),
    constraint approval_seat_person foreign key (person) references person (id)
);
create index approval_seat_of on approval_seat (person, approval);

-- Who may answer for somebody who was asked, in this approval alone.
create table approval_stand_in (
    approval bigint not null,
    person   bigint not null,
    deputy   bigint not null,
    why      text not null,
    constraint approval_stand_in_pk primary key (approval, person, deputy),
    constraint approval_stand_in_approval foreign key (approval) references approval (id),
    constraint approval_stand_in_person foreign key (person) references person (id),
    constraint approval_stand_in_deputy foreign key (deputy) references person (id),
    constraint approval_stand_in_why_known check (why in ('away', 'left', 'silent'))
);
create index approval_stand_in_of on approval_stand_in (deputy, approval);

-- What was said, in order; of a person in a stage the last one counts.
create table approval_vote (
    id       bigint generated always as identity,
    approval bigint not null,
    -- whose vote it is
    person   bigint not null,
    -- who gave it: the same, or somebody who stands in
    cast_by  bigint not null,
    voice    text not null,
    -- words, which are forgotten when the message is taken back
    reason   text,
    at       timestamptz not null,
    platform text not null,
    event    text not null,
    constraint approval_vote_pk primary key (id),
    constraint approval_vote_approval foreign key (approval) references approval (id),
    constraint approval_vote_person foreign key (person) references person (id),
    constraint approval_vote_cast_by foreign key (cast_by) references person (id),
    constraint approval_vote_voice_known check (voice in ('approve', 'reject', 'withdraw'))
);
create index approval_vote_approval_id on approval_vote (approval, id);
create index approval_vote_event on approval_vote (platform, event) where reason is not null;

-- The messages on which people vote.
create table approval_card (
    message  bigint not null,
    approval bigint not null,
    -- of somebody in a direct chat; left out in a room
    account  text,
    -- in which it was written, and goes on being
    language text not null,
    constraint approval_card_pk primary key (message),
    constraint approval_card_message foreign key (message) references outbox (id),
    constraint approval_card_approval foreign key (approval) references approval (id)
);
create index approval_card_approval_id on approval_card (approval, message);

-- Who wants to reject and has not said why: the next thing that they say there is the reason.
create table approval_reason (
    approval bigint not null,
    person   bigint not null,
    platform text not null,
    room     text not null,
    thread   text not null,
    -- the message that asks why
    question bigint not null,
    constraint approval_reason_pk primary key (approval, person),
    constraint approval_reason_approval foreign key (approval) references approval (id),
    constraint approval_reason_person foreign key (person) references person (id),
    constraint approval_reason_question foreign key (question) references outbox (id)
);
create index approval_reason_person_place on approval_reason (person, platform, room);

-- Who answers for whom for some time, in all approvals.
create table delegation (
    id       bigint generated always as identity,
    person   bigint not null,
    deputy   bigint not null,
    from_at  timestamptz not null,
    until_at timestamptz not null,
    reason   text not null,
    made_at  timestamptz not null,
    -- the message that said so
    platform text not null,
    event    text not null,
    constraint delegation_pk primary key (id),
    constraint delegation_person foreign key (person) references person (id),
    constraint delegation_deputy foreign key (deputy) references person (id),
    constraint delegation_not_to_oneself check (person <> deputy),
    constraint delegation_lasts check (from_at < until_at)
);
create index delegation_of on delegation (person, until_at);
create index delegation_to on delegation (deputy, until_at);
create index delegation_event on delegation (platform, event);
