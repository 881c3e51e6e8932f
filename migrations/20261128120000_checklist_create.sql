-- What is done step by step for a ticket, and the messages that show it. Titles, owners, days and order are copied from the
-- configuration when it begins: a later change must not rewrite what was agreed.

create table checklist (
    ticket   bigint not null,
    -- as the catalogue named it
    name     text not null,
    begun_at timestamptz not null,
    -- the ticket is over: nothing can be ticked
    frozen   boolean not null default false,
    constraint checklist_pk primary key (ticket),
    constraint checklist_ticket foreign key (ticket) references ticket (id)
);

create table checklist_task (
    ticket   bigint not null,
    -- as people call it, from 1
    number   smallint not null,
    -- as the configuration named it
    name     text not null,
    title    text not null,
    title_de text,
    -- neither of both: whoever fulfils the ticket
    team     text,
    person   bigint,
    -- it was meant for a manager, and none is known
    orphaned boolean not null default false,
    due_at   timestamptz,
    -- the numbers of those that come first
    after    smallint[] not null,
    proof    text,
    optional boolean not null,
    -- that it is late was said
    told     boolean not null default false,
    done_at  timestamptz,
    done_by  bigint,
    -- the message on which it was tapped, and whether by its number
    done_on  bigint,
    by_number boolean not null default false,
    -- what shows it: an entry of the ticket's log
    entry    bigint,
    constraint checklist_task_pk primary key (ticket, number),
    constraint checklist_task_list foreign key (ticket) references checklist (ticket),
    constraint checklist_task_person foreign key (person) references person (id),
    constraint checklist_task_done_by foreign key (done_by) references person (id),
    constraint checklist_task_done_on foreign key (done_on) references outbox (id),
    constraint checklist_task_entry foreign key (entry) references ticket_entry (id),
    constraint checklist_task_number check (number > 0),
    constraint checklist_task_one_owner check (team is null or person is null),
    constraint checklist_task_proof check (proof in ('note', 'file')),
    constraint checklist_task_done check ((done_at is null) = (done_by is null)),
    constraint checklist_task_open_has_nothing check (done_at is not null or done_on is null and entry is null)
);
create index checklist_task_entry on checklist_task (entry) where entry is not null;

create table checklist_message (
    message bigint not null,
    ticket  bigint not null,
    -- 'requester', 'fulfilling' and 'shared' show the whole list below the card of that side, 'team' and 'person' their own items
    view    text not null,
    card    bigint,
    team    text,
    person  bigint,
    -- what it says now: what would say the same is not sent again
    body    jsonb not null,
    constraint checklist_message_pk primary key (message),
    constraint checklist_message_sent foreign key (message) references outbox (id),
    constraint checklist_message_list foreign key (ticket) references checklist (ticket),
    constraint checklist_message_person foreign key (person) references person (id),
    constraint checklist_message_view check (view in ('requester', 'fulfilling', 'shared', 'team', 'person')),
    constraint checklist_message_team check ((view = 'team') = (team is not null)),
    constraint checklist_message_own check ((view = 'person') = (person is not null)),
    constraint checklist_message_card check ((view in ('requester', 'fulfilling', 'shared')) = (card is not null))
);
create index checklist_message_of on checklist_message (ticket);
