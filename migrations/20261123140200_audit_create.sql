-- Every act with actor, old and new value, and the chat event that caused it. Append-only: the trigger refuses any
-- change, whoever asks.

create table audit (
    id       bigint generated always as identity,
    at       timestamptz not null,
    -- account of the actor, or 'lotse' for what time alone brought about
    actor    text not null,
    person   bigint,
    act      text not null,
    subject  text not null,
    before   jsonb,
    after    jsonb,
    platform text,
    event    text,
    constraint audit_pk primary key (id)
);
create index audit_subject on audit (subject, id);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
end;
$$;
create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only();
create trigger audit_no_truncate before truncate on audit
    for each statement execute function audit_is_append_only();
