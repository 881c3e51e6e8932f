-- The audit log as a hash chain. Soon after its commit each act is sealed: it gets the next place in one row of places
-- without gaps, with a hash over itself and over the seal before it. Ids are no use for that: they are given before the
-- commit, so acts become visible out of their order, and a rolled-back turn leaves a hole. The hash is kept beside the
-- act and not in it, since acts are never written again.

create table audit_seal (
    -- 1, 2, 3 … without gaps
    seq       bigint not null,
    -- the act that is sealed
    entry     bigint not null,
    sealed_at timestamptz not null,
    -- the hash of the place before; zeros at place 1. Kept although it can be looked up: so each seal can be checked by
    -- itself, and what was changed is told from what follows upon it
    previous  bytea not null,
    hash      bytea not null,
    constraint audit_seal_pk primary key (seq),
    constraint audit_seal_entry_once unique (entry),
    constraint audit_seal_entry foreign key (entry) references audit (id),
    constraint audit_seal_begins_at_one check (seq > 0),
    constraint audit_seal_is_sha256 check (octet_length(previous) = 32 and octet_length(hash) = 32)
);

create trigger audit_seal_append_only before update or delete on audit_seal
    for each row execute function audit_is_append_only();
create trigger audit_seal_no_truncate before truncate on audit_seal
    for each statement execute function audit_is_append_only();

-- Also for a session that claims to replay another server's changes (session_replication_role).
alter table audit enable always trigger audit_append_only;
alter table audit enable always trigger audit_no_truncate;
alter table audit_seal enable always trigger audit_seal_append_only;
alter table audit_seal enable always trigger audit_seal_no_truncate;

-- What is still to be sealed, so that finding it costs the same however long the log is. Filled by a trigger: an
-- instance of an older version that still runs knows nothing of seals.
create table audit_unsealed (
    entry bigint not null,
    constraint audit_unsealed_pk primary key (entry)
);

create function audit_await_seal() returns trigger language plpgsql as $$
begin
    insert into audit_unsealed (entry) values (new.id);
    return null;
end;
$$;
create trigger audit_await_seal after insert on audit
    for each row execute function audit_await_seal();

insert into audit_unsealed (entry) select id from audit;
