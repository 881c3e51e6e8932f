-- Chat servers recognise a repeated delivery only when it comes from the same device. So the bot remembers as which
-- device it reads and sends, which ones it has lost, and by which one a delivery was first tried.

alter table account
    add column device text,
    -- still to be removed from the account
    add column lost_devices text[] not null default '{}';

alter table outbox
    -- the first that tried; null before the first attempt, and for attempts from before this migration
    add column device text;
