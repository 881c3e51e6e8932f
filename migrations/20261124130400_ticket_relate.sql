-- How tickets belong together, and which have become part of another one.

create table ticket_link (
    -- of "duplicate" and "child" the lesser one; of "related" the earlier one
    ticket bigint not null,
    other  bigint not null,
    kind   text not null,
    constraint ticket_link_ticket foreign key (ticket) references ticket (id),
    constraint ticket_link_other foreign key (other) references ticket (id),
    constraint ticket_link_kind_known check (kind in ('duplicate', 'child', 'related')),
    constraint ticket_link_not_to_itself check (ticket <> other)
);
-- two tickets are linked once, in whichever direction
create unique index ticket_link_once on ticket_link (least(ticket, other), greatest(ticket, other));
create index ticket_link_of on ticket_link (ticket);
create index ticket_link_to on ticket_link (other, kind);

-- A ticket that was merged into another one, for good.
create table ticket_merge (
    source bigint not null,
    target bigint not null,
    at     timestamptz not null,
    constraint ticket_merge_pk primary key (source),
    constraint ticket_merge_source foreign key (source) references ticket (id),
    constraint ticket_merge_target foreign key (target) references ticket (id),
    constraint ticket_merge_not_into_itself check (source <> target)
);
create index ticket_merge_into on ticket_merge (target);
