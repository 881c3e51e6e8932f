-- How a ticket was when it became part of another one, so that it can be made a ticket of its own again. Its line of
-- solution stays with the ticket: words can be taken back meanwhile, and must not be kept twice. Of merges from before,
-- nothing is known.

alter table ticket_merge
    add column was_state      text,
    add column was_assignee   bigint,
    -- planned or waiting until then
    add column was_until      timestamptz,
    add column was_pending_on text,
    add constraint ticket_merge_was_assignee foreign key (was_assignee) references person (id),
    add constraint ticket_merge_was_state_known check (was_state in ('new', 'assigned', 'planned', 'pending', 'resolved'));
