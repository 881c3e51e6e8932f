-- A company after some years: 2,000 people, 100,000 tickets of which one in twenty is open, with 400,000 messages in their
-- logs. The triggers of the search would do the same row by row; here it is done at once, as its migration does.
alter table ticket disable trigger user;
alter table ticket_entry disable trigger user;

insert into person (language, created_at) select 'de', now() - interval '3 years' from generate_series(1, 2000);
insert into identity (platform, account, person, name)
select 'local', '@person' || id || ':local', id, 'Person ' || id from person;
insert into room (platform, room, name, alias) values
    ('local', '!help:local', 'IT help', '#help:local'), ('local', '!it:local', 'IT team', '#it:local'),
    ('local', '!network:local', 'Network team', '#network:local');
insert into room_member (platform, room, account, name)
select 'local', '!help:local', '@person' || id || ':local', 'Person ' || id from person;
insert into room_member (platform, room, account, name)
select 'local', case when id % 2 = 0 then '!it:local' else '!network:local' end, '@person' || id || ':local', 'Person ' || id
from person where id <= 40;

create temporary table part (list int, nr int, word text);
insert into part
select 0, nr - 1, word from unnest(array['Drucker', 'Outlook', 'VPN', 'WLAN', 'Laptop', 'Monitor', 'Beamer', 'Telefon', 'SAP',
    'Netzlaufwerk', 'Printer', 'Keyboard', 'Projector', 'Badge', 'Wifi', 'Browser', 'Server', 'Kalender', 'Passwort',
    'Dockingstation']) with ordinality as w (word, nr)
union all
select 1, nr - 1, word from unnest(array['startet nicht', 'ist langsam', 'geht nicht', 'flackert', 'bricht ab',
    'meldet einen Fehler', 'fehlt', 'is offline', 'crashes', 'does not connect', 'shows an error', 'needs an update',
    'wird nicht erkannt', 'klemmt', 'ist verschwunden']) with ordinality as w (word, nr)
union all
select 2, nr - 1, word from unnest(array['im 3. Stock', 'in Raum', 'in building', 'seit gestern', 'after the update',
    'bei der Anmeldung', 'im Homeoffice', 'on floor', 'im Lager', 'in the office']) with ordinality as w (word, nr);

create temporary table said as
select n as ticket, k as nr,
       concat_ws(' ', (select word from part where list = 0 and nr = (n * 7 + k * 3) % 20),
                 (select word from part where list = 1 and nr = (n * 11 + k) % 15),
                 (select word from part where list = 2 and nr = (n * 13 + k * 5) % 10), (n * 31 + k) % 900,
                 case when k > 0 then 'Gerät GX' || (n * 17 + k * 101) % 40000 || ', Kennung ' || md5(((n * 5 + k) % 20000)::text) end) as text
from generate_series(1, 100000) n, generate_series(0, 4) k;
create index on said (ticket, nr);

insert into ticket (id, title, description, priority, state, requester, raised_by, assignee, wanted_at, resolved_by,
                    resolved_at, solution, closed_at, created_at, changed_at, team, service, category, private)
select ticket, text, '', 1 + ticket % 5,
       case when ticket % 20 <> 0 then 'closed' when ticket % 3 = 0 then 'new' else 'assigned' end,
       1 + (ticket * 7) % 2000, 1 + (ticket * 7) % 2000,
       case when ticket % 20 = 0 and ticket % 3 = 0 then null else 1 + ticket % 40 end,
       case when ticket % 40 = 0 then now() + (ticket % 100) * interval '1 hour' end,
       case when ticket % 20 <> 0 then 1 + ticket % 40 end, case when ticket % 20 <> 0 then now() end,
       case when ticket % 20 <> 0 then 'neu gestartet und Kabel ' || ticket % 700 || ' getauscht' end,
       case when ticket % 20 <> 0 then now() end,
       now() - (100000 - ticket) * interval '15 minutes', now(),
       case when ticket % 2 = 0 then 'it' else 'network' end, case when ticket % 4 = 0 then 'mail' end,
       case when ticket % 50 = 0 then 'hr' end, ticket % 50 = 0
from said where nr = 0;
update counter set last = 100000 where name = 'ticket';

insert into outbox (delivery_key, platform, room, class, kind, payload, state, event, created_at, sent_at)
select 'card' || ticket || side, 'local', case when side = 0 then '!help:local' when ticket % 2 = 0 then '!it:local'
       else '!network:local' end, 0, 'say',
       jsonb_build_object('kind', 'say', 'thread', case when side = 0 then '$t' || ticket end, 'reply_to', null, 'body', '[]'::jsonb,
                          'mentions', '[]'::jsonb, 'loud', false), 'sent', '$card' || ticket || side, now(), now()
from said, generate_series(0, 1) side where nr = 0;
insert into ticket_place (ticket, platform, room, root, card, side)
select s.ticket, 'local', o.room, case when side = 0 then '$t' || s.ticket end, o.id,
       case when side = 0 then 'requester' else 'team' end
from said s, generate_series(0, 1) side, outbox o
where s.nr = 0 and o.platform = 'local' and o.delivery_key = 'card' || s.ticket || side;

insert into ticket_entry (ticket, author, at, kind, text, platform, event, internal)
select ticket, 1 + (ticket * 7) % 2000, now(), case when nr = 0 then 'raised' else 'message' end, text, 'local',
       '$e' || ticket || '-' || nr, nr = 3
from said;

insert into ticket_search (ticket, entry, internal, alike, words)
select id, 0, false, state not in ('resolved', 'closed') and not private,
       search_vector(title, 'A') || search_vector(description, 'B') || search_vector(coalesce(solution, ''), 'B')
from ticket;
insert into ticket_search (ticket, entry, internal, words)
select ticket, id, internal, search_vector(text, 'C') from ticket_entry where kind not in ('raised', 'act') and text <> '';
insert into search_word (word)
select distinct word from ticket_search, unnest(tsvector_to_array(words)) as word
where length(word) between 4 and 40 and word !~ '^[0-9]+$' on conflict do nothing;

alter table ticket enable trigger user;
alter table ticket_entry enable trigger user;
