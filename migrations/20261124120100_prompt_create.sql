-- Messages of ours that ask something and wait for a tap: lists that have a next page, votes, choices.

create table prompt (
    message bigint not null,
    kind    text not null,
    payload jsonb not null,
    constraint prompt_pk primary key (message),
    constraint prompt_message foreign key (message) references outbox (id)
);
