-- A room that was replaced by another one (an upgrade) hands over its part: what the configuration says of a room by its id
-- goes on for the room that stands in its place.

alter table room
    -- the ids of the rooms in whose place it stands, the oldest first
    add column replaces text[] not null default '{}';
create index room_replaces on room using gin (replaces) where present;
