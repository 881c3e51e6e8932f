-- A ticket belongs to a team and lives in two linked threads: the requester's, under what they wrote, and the one below
-- its card in the team's room, which stays inside the team.

alter table ticket
    -- levels as they were called when they were given; null for tickets from before this migration
    add column impact   text,
    add column urgency  text,
    add column team     text,
    add column service  text,
    add column category text,
    -- seen by requester, assignee and team alone
    add column private  boolean not null default false;
create index ticket_team_open on ticket (team, priority, id) where state not in ('resolved', 'closed');

alter table ticket_place
    -- null: the thread begins with the card itself
    alter column root drop not null,
    -- shared: requester and agents together; requester, team: one of two linked threads
    add column side text not null default 'shared',
    add constraint ticket_place_side_known check (side in ('shared', 'requester', 'team'));

alter table ticket_entry
    -- was said inside the team, and never reaches the requester
    add column internal boolean not null default false,
    -- of an act: which one, and what it was about
    add column act      text,
    add column detail   text,
    drop constraint ticket_entry_kind_known,
    add constraint ticket_entry_kind_known check (kind in ('raised', 'message', 'solution', 'act')),
    add constraint ticket_entry_act_is_named check ((kind = 'act') = (act is not null)),
    -- one message can say something and bring about several acts
    drop constraint ticket_entry_event_once;
create unique index ticket_entry_said_once on ticket_entry (ticket, platform, event) where kind <> 'act';
create unique index ticket_entry_act_once on ticket_entry (ticket, platform, event, act) where kind = 'act';

-- What was said in one thread of a ticket, as the bot has passed it on into the other.
create table ticket_relay (
    entry   bigint not null,
    message bigint not null,
    constraint ticket_relay_pk primary key (entry, message),
    constraint ticket_relay_entry foreign key (entry) references ticket_entry (id),
    constraint ticket_relay_message foreign key (message) references outbox (id)
);
