-- Service requests are tickets with numbers of their own (REQ-9) and of one item of the catalogue; and a ticket can wait
-- for an approval.
insert into counter (name, last) values ('request', 0);

alter table ticket
    -- what was ordered, as the configuration called it then
    add column item text,
    drop constraint ticket_pending_on_known,
    add constraint ticket_pending_on_known check (pending_on in ('time', 'user', 'user-reminded', 'vendor', 'approval'));

-- The clocks stand still meanwhile.
alter table sla_pause
    drop constraint sla_pause_because,
    add constraint sla_pause_because check (because in ('user', 'vendor', 'time', 'planned', 'approval', 'over'));
