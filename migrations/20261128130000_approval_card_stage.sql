-- A card asks for the answers of one stage; when the next one is open it goes on telling, and asks no more.
alter table approval_card add column stage smallint not null default 0;
update approval_card c set stage = a.stage from approval a where a.id = c.approval;
