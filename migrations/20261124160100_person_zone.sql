-- People who live in another zone than the house: times are read and shown on their clock.

alter table person add column zone text;
