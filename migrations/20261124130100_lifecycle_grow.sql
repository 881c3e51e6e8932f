-- A ticket can be planned for a time, waits for somebody, can end without an answer, and can be continued by another one.

alter table ticket
    add column planned_at timestamptz,
    -- what it waits for
    add column pending_on text,
    add column closed_at  timestamptz,
    -- closed because its requester did not answer
    add column unanswered boolean not null default false,
    -- the ticket that this one continues
    add column follows    bigint;
update ticket set pending_on = 'time' where state = 'pending';
update ticket set closed_at = changed_at where state = 'closed';
alter table ticket
    drop constraint ticket_state_known,
    add constraint ticket_state_known
        check (state in ('new', 'assigned', 'planned', 'pending', 'resolved', 'closed')),
    add constraint ticket_planned_has_time check ((state = 'planned') = (planned_at is not null)),
    add constraint ticket_planned_has_assignee check (state <> 'planned' or assignee is not null),
    add constraint ticket_pending_on_something check ((state = 'pending') = (pending_on is not null)),
    add constraint ticket_pending_on_known check (pending_on in ('time', 'user', 'user-reminded', 'vendor')),
    add constraint ticket_closed_has_time check ((state = 'closed') = (closed_at is not null)),
    add constraint ticket_unanswered_is_closed check (not unanswered or state = 'closed'),
    add constraint ticket_follows foreign key (follows) references ticket (id);
create index ticket_followed on ticket (follows) where follows is not null;

-- What is resolved closes by itself after a while; when exactly, the timer's turn decides.
insert into timer (key, kind, payload, due_at)
select 'ticket-wait:' || id, 'ticket-wait-over', jsonb_build_object('ticket', id), resolved_at
from ticket where state = 'resolved'
on conflict on constraint timer_key_once do nothing;
