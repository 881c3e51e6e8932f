-- Which instances run on this database, and which of them holds each chat account. PostgreSQL frees the lock of an
-- instance that dies; one that is frozen keeps its sessions open, and only its missing beats tell that it is gone.

create table instance (
    -- host, process, start and machine; also the application_name of all its sessions
    name    text not null,
    -- by the database's clock
    beat_at timestamptz not null,
    constraint instance_pk primary key (name)
);

alter table account
    -- the instance that has raised the epoch last; null when it has let go of the account
    add column holder     text,
    add column held_since timestamptz;
