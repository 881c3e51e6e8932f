-- Full-text search: one row for a ticket's own words and one for each message of its log. Triggers keep it up to date in
-- the transaction that changes the words, because many places of the program change them, and no path may be forgotten:
-- what was taken back must be gone from here as well.

-- Words as they are compared with each other: one form of each letter, lower case, nothing between them but spaces. The
-- program folds what people ask for in the same way (`command::fold`).
create function search_plain(said text) returns text language sql immutable parallel safe as $$
    select regexp_replace(regexp_replace(
        lower(replace(replace(replace(normalize(left(said, 30000), NFKC), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')),
        '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+', '', 'g'),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u2190-\u21ff\u3000-\u303f]+', ' ', 'g')
$$;
create function search_fold(said text) returns text language sql immutable parallel safe as $$
    select replace(replace(replace(replace(search_plain(said), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss')
$$;
-- The words as they stand, and their German and English stems: `Druckern` is found by `Drucker`, `printers` by `printer`.
create function search_vector(said text, weight "char") returns tsvector language sql immutable parallel safe as $$
    select setweight(to_tsvector('pg_catalog.simple', search_fold(said))
                     || to_tsvector('pg_catalog.german', search_plain(said))
                     || to_tsvector('pg_catalog.english', search_plain(said)), weight)
$$;

create table ticket_search (
    ticket   bigint not null,
    -- 0: the ticket's own title, description and solution
    entry    bigint not null,
    -- was said inside the team
    internal boolean not null,
    -- the own words of a ticket that is open and not private: what a new one can resemble
    alike    boolean not null default false,
    words    tsvector not null,
    constraint ticket_search_pk primary key (ticket, entry),
    constraint ticket_search_ticket foreign key (ticket) references ticket (id)
);
create index ticket_search_words on ticket_search using gin (words);
create index ticket_search_alike on ticket_search using gin (words) where alike;

-- All words that are said anywhere, to find those that are most like a misspelled one. Never shown to anybody.
create table search_word (
    word text not null,
    constraint search_word_pk primary key (word)
);
create index search_word_begin on search_word (word text_pattern_ops);

-- A server without the extension, or a user who may not create it here, searches without misspellings.
do $$
begin
    create extension if not exists pg_trgm;
    create index search_word_like on search_word using gin (word gin_trgm_ops);
exception when others then
    raise warning 'pg_trgm is not available (%): the search will not find misspelled words', sqlerrm;
end
$$;

create function search_learn(said text) returns void language sql as $$
    insert into search_word (word)
    select distinct word from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', search_fold(said)))) as word
    where length(word) between 4 and 40 and word !~ '^[0-9]+$'
    order by word on conflict on constraint search_word_pk do nothing
$$;

-- Forgets the words that nobody says any more.
create function search_forget(gone tsvector, left_over tsvector) returns void language sql as $$
    delete from search_word where word in (
        select word from unnest(tsvector_to_array(gone)) as word
        where not (word = any (tsvector_to_array(left_over)))
          and not exists (select from ticket_search s where s.words @@ plainto_tsquery('pg_catalog.simple', word)))
$$;

create function ticket_search_follow() returns trigger language plpgsql as $$
declare
    before tsvector;
    after  tsvector := search_vector(new.title, 'A') || search_vector(new.description, 'B')
                       || search_vector(coalesce(new.solution, ''), 'B');
begin
    select words into before from ticket_search where ticket = new.id and entry = 0;
    insert into ticket_search (ticket, entry, internal, alike, words)
    values (new.id, 0, false, new.state not in ('resolved', 'closed') and not new.private, after)
    on conflict on constraint ticket_search_pk do update set alike = excluded.alike, words = excluded.words;
    if before is distinct from after then
        perform search_learn(concat_ws(' ', new.title, new.description, new.solution));
        perform search_forget(before, after);
    end if;
    return null;
end
$$;
create trigger ticket_search_insert after insert on ticket
    for each row execute function ticket_search_follow();
create trigger ticket_search_update after update on ticket
    for each row when ((old.title, old.description, old.solution, old.private,
                        old.state in ('resolved', 'closed'))
                       is distinct from (new.title, new.description, new.solution, new.private,
                        new.state in ('resolved', 'closed')))
    execute function ticket_search_follow();

-- What raised a ticket is its title and description; acts are not anybody's words.
create function ticket_entry_search_follow() returns trigger language plpgsql as $$
declare
    before tsvector;
    after  tsvector := '';
begin
    if tg_op <> 'INSERT' then
        delete from ticket_search where ticket = old.ticket and entry = old.id returning words into before;
    end if;
    if tg_op <> 'DELETE' and new.kind not in ('raised', 'act') and new.text <> '' then
        after := search_vector(new.text, 'C');
        insert into ticket_search (ticket, entry, internal, words) values (new.ticket, new.id, new.internal, after)
        on conflict on constraint ticket_search_pk do update set internal = excluded.internal, words = excluded.words;
        perform search_learn(new.text);
    end if;
    if before is not null then
        perform search_forget(before, after);
    end if;
    return null;
end
$$;
create trigger ticket_entry_search_write after insert or delete on ticket_entry
    for each row execute function ticket_entry_search_follow();
create trigger ticket_entry_search_update after update on ticket_entry
    for each row when ((old.ticket, old.kind, old.text, old.internal)
                       is distinct from (new.ticket, new.kind, new.text, new.internal))
    execute function ticket_entry_search_follow();

-- What was said before this migration.
insert into ticket_search (ticket, entry, internal, alike, words)
select id, 0, false, state not in ('resolved', 'closed') and not private,
       search_vector(title, 'A') || search_vector(description, 'B') || search_vector(coalesce(solution, ''), 'B')
from ticket;
insert into ticket_search (ticket, entry, internal, words)
select ticket, id, internal, search_vector(text, 'C') from ticket_entry where kind not in ('raised', 'act') and text <> '';
select search_learn(concat_ws(' ', title, description, solution)) from ticket;
select search_learn(text) from ticket_entry where kind not in ('raised', 'act') and text <> '';
