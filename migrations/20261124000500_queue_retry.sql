-- What operators do about rows that were set aside or refused, and what is known afterwards of a server's complaints.

-- How often an operator has let an event be tried again. It is part of the delivery keys of what the event's turn says:
-- the words that told its author of the failure have taken the keys of the first tries, and under the same keys the
-- answer would be taken for them and not be sent.
alter table inbox add column retries integer not null default 0;

-- When the chat server last asked the account to wait, and how often it has: rows are sent in the end and then say
-- nothing of it any more.
alter table account
    add column limited_at timestamptz,
    add column limited    bigint not null default 0;
