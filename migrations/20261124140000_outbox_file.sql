-- Messages that carry a file. The row of the outbox refers to the file's content, of which it is a holder
-- (`blob_use`) until it was sent or given up. Where the chat server refuses a file for good, a message without it says
-- so in its place: it goes when the file's message is taken back.

alter table outbox
    add column instead_of bigint,
    add constraint outbox_instead_of foreign key (instead_of) references outbox (id);
create index outbox_instead_of on outbox (instead_of) where instead_of is not null;
