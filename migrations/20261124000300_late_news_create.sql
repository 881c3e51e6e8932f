-- Two ways in which something becomes known late: an encrypted message whose key has not come yet, and, after a backup
-- was restored, what the account has done since that backup was made.

-- Was stored as something that cannot be read, and was replaced by what it says when its key came.
alter table inbox add column late boolean not null default false;
-- What cannot be read keeps the event as it came, as long as a key may come for it.
create index inbox_sealed on inbox (platform, place, sender, id) where payload #> '{what,sealed}' is not null;

-- The one answer that a person got in a room to what could not be read.
create table unread_notice (
    platform text not null,
    room     text not null,
    account  text not null,
    message  bigint not null,
    said_at  timestamptz not null,
    -- its text says that everything has been read since
    mended   boolean not null default false,
    constraint unread_notice_pk primary key (platform, room, account),
    constraint unread_notice_message foreign key (message) references outbox (id)
);

-- How many batches with news were stored. The chat account bears witness of the highest number, so that an older copy
-- of the database is recognised.
alter table account add column batches bigint not null default 0;
-- Set while what an older copy does not know is read again: when the account was last known to be at work.
alter table account add column gap_until timestamptz;

-- What the account has delivered under which key, as the chat server shows it while a gap is read again.
create table delivered (
    platform     text not null,
    delivery_key text not null,
    event        text not null,
    constraint delivered_pk primary key (platform, delivery_key)
);
