-- Which rooms are chats of one person with the bot. That an invitation says so is not enough, since more people can come
-- in; and of a chat that the bot has opened itself no invitation says anything.

create view direct_room as
select r.platform, r.room,
       -- besides the bot
       (select count(*) from room_member m
        where m.platform = r.platform and m.room = r.room and m.present
          and m.account not in (select a.account from account a where a.platform = r.platform)) as others
from room r
where r.direct or exists (select from direct_chat d join outbox o on o.id = d.opened
                          where d.platform = r.platform and o.platform = r.platform and o.event = r.room);

create index room_alias on room (lower(alias)) where present;
create index direct_chat_opener on direct_chat (opened);

-- The thread in which the line of solution was asked for is the one in which it is given.
create index prompt_about on prompt (kind, (payload ->> 'ticket'));

create index ticket_relay_message on ticket_relay (message);
