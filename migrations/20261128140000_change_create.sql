-- Changes are tickets with numbers of their own (CHG-88) that go a way of their own; and times in which nothing is changed.
insert into counter (name, last) values ('change', 0);

-- Where a ticket stands on a way of its own kind, so that lists and cards need not ask the practice that leads it there.
alter table ticket add column phase text;

create table change (
    ticket        bigint not null,
    kind          text not null,
    -- of a standard change: the template, as the configuration called it
    template      text,
    state         text not null,
    -- counted up by each change of what is planned, so that an approval is of what was planned when it was given
    revision      integer not null,
    services      text[] not null,
    starts_at     timestamptz,
    ends_at       timestamptz,
    -- reason, plan, test, backup, rollback, each with the message that said it
    texts         jsonb not null,
    impact        text,
    probability   text,
    -- the questionnaire: name of the question and yes or no
    answers       jsonb not null,
    -- which message has said which part
    sources       jsonb not null,
    -- as it was assessed when it was handed in: later configurations do not change it
    risk          text,
    -- why it goes on beside a collision, and why it may in a freeze; who said so
    despite       jsonb,
    override      jsonb,
    -- what is asked of whom, and the message that asks
    asking        jsonb,
    asked         bigint,
    -- what was decided; null: nothing yet
    agreed        boolean,
    started_at    timestamptz,
    ended_at      timestamptz,
    result        text,
    -- the review: whether it has reached its aim, what was learnt, what follows
    review        jsonb not null,
    -- by when it must be agreed to and reviewed
    review_due    timestamptz,
    platform      text not null,
    -- the message that proposed it: an edit of it is an edit of the change
    event         text not null,
    constraint change_pk primary key (ticket),
    constraint change_ticket foreign key (ticket) references ticket (id),
    constraint change_kind_known check (kind in ('standard', 'normal', 'emergency')),
    constraint change_standard_has_template check ((kind = 'standard') = (template is not null)),
    constraint change_state_known check (state in ('requested', 'pending-approval', 'approved', 'in-progress', 'pending-review',
                                                   'successful', 'failed', 'rejected', 'retracted', 'cancelled')),
    constraint change_revision_counted check (revision > 0),
    constraint change_window_whole check ((starts_at is null) = (ends_at is null)),
    constraint change_window_forward check (starts_at < ends_at),
    constraint change_level_known check (impact in ('low', 'medium', 'high') and probability in ('low', 'medium', 'high')
                                         and risk in ('low', 'medium', 'high')),
    constraint change_result_known check (result in ('done', 'rolled-back', 'failed')),
    constraint change_begun check ((started_at is not null)
                                   = (state in ('in-progress', 'pending-review', 'successful', 'failed'))),
    constraint change_ended check ((ended_at is not null) = (state in ('pending-review', 'successful', 'failed'))),
    constraint change_ended_somehow check ((ended_at is null) = (result is null)),
    constraint change_asked foreign key (asked) references outbox (id)
);
-- collisions and free slots: what is planned or under way, by its end
create index change_planned on change (ends_at) where state in ('requested', 'pending-approval', 'approved', 'in-progress');
-- suspects, reports and the feed: what was carried out, by its end
create index change_carried_out on change (ended_at) where ended_at is not null;
create index change_under_way on change (started_at) where state = 'in-progress';
create index change_by_event on change (platform, event);
-- whose next message may be an answer
create index change_asked_of on change ((asking->'person')) where asking is not null;

create table change_freeze (
    id        bigint generated always as identity,
    title     text not null,
    -- as the configuration writes it
    days      text not null,
    -- none: of all
    services  text[] not null,
    added_by  bigint not null,
    added_at  timestamptz not null,
    ended_at  timestamptz,
    constraint change_freeze_pk primary key (id),
    constraint change_freeze_by foreign key (added_by) references person (id)
);
create index change_freeze_standing on change_freeze (id) where ended_at is null;
