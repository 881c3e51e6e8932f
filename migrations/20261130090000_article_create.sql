-- Knowledge: articles with their languages and versions, what is suggested in threads and what became of it, and what was
-- looked for, so that it is known what to write next.
insert into counter (name, last) values ('article', 0);

-- Each write of an article takes the next stamp, one write after the other, so that an index in memory follows by asking for
-- what is newer than the latest that it knows.
create sequence article_stamp;

create table article (
    id           bigint      not null,
    state        text        not null,
    audience     text        not null,
    services     text[]      not null,
    -- The account of whoever answers for it; null: nobody does.
    owner        text,
    -- When it must be looked at again; null where that was never said.
    review_on    date,
    -- How often its owner was reminded of that day.
    reminded     smallint    not null default 0,
    revision     integer     not null,
    -- The ticket of which it was written.
    from_ticket  bigint,
    -- The file that it was imported from, as a path within the folder, without language and ending.
    file         text,
    -- What is asked of whoever writes it, where something is.
    asking       jsonb,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    -- When its words were changed last: what was said of it before was said of other words.
    edited_at    timestamptz not null,
    -- That it is to be reworked was told of these words.
    rework_told  boolean     not null default false,
    stamp        bigint      not null,
    -- The event that wrote it last.
    cause        bigint      not null,
    constraint article_pk primary key (id),
    constraint article_state_known check (state in ('draft', 'published', 'retired')),
    constraint article_audience_known check (audience in ('internal', 'public')),
    constraint article_file_once unique (file),
    constraint article_from_ticket_fk foreign key (from_ticket) references ticket (id)
);

create index article_by_stamp on article (stamp);
create index article_by_review on article (review_on) where state = 'published';
create index article_by_owner on article (owner) where state <> 'retired';
create index article_asking on article ((asking->>'person')) where asking is not null;

create table article_text (
    article   bigint   not null,
    language  text     not null,
    -- 0 is the language in which it was written; the others are translations.
    position  smallint not null,
    title     text     not null,
    symptoms  text     not null,
    solution  text     not null,
    constraint article_text_pk primary key (article, language),
    constraint article_text_article_fk foreign key (article) references article (id),
    constraint article_text_position_once unique (article, position) deferrable initially deferred,
    constraint article_text_title_given check (title <> '')
);

create table article_version (
    article   bigint      not null,
    revision  integer     not null,
    -- Who; null: it was imported.
    person    bigint,
    at        timestamptz not null,
    act       text        not null,
    why       text        not null,
    -- Its languages as they were then.
    texts     jsonb       not null,
    constraint article_version_pk primary key (article, revision),
    constraint article_version_article_fk foreign key (article) references article (id),
    constraint article_version_person_fk foreign key (person) references person (id)
);

-- Whether an article has helped: the latest that each person has said counts.
create table article_vote (
    article  bigint      not null,
    person   bigint      not null,
    helpful  boolean     not null,
    at       timestamptz not null,
    constraint article_vote_pk primary key (article, person),
    constraint article_vote_article_fk foreign key (article) references article (id),
    constraint article_vote_person_fk foreign key (person) references person (id)
);

-- What was suggested for a ticket, each article once a side, and what its reader made of it.
create table article_offer (
    ticket    bigint      not null,
    article   bigint      not null,
    -- To the team, and not to the requester.
    inside    boolean     not null,
    message   bigint      not null,
    at        timestamptz not null,
    outcome   text,
    ended_at  timestamptz,
    constraint article_offer_pk primary key (ticket, article, inside),
    constraint article_offer_ticket_fk foreign key (ticket) references ticket (id),
    constraint article_offer_article_fk foreign key (article) references article (id),
    constraint article_offer_message_fk foreign key (message) references outbox (id),
    constraint article_offer_outcome_known check (outcome in ('solved', 'rejected'))
);

create index article_offer_by_article on article_offer (article, at);
create index article_offer_by_time on article_offer (at);
create index article_offer_by_message on article_offer (message);

-- For which tickets something was looked up, so that each change of a ticket does not look again.
create table article_look (
    ticket   bigint   not null,
    inside   boolean  not null,
    -- How often something was said unasked.
    spoken   smallint not null,
    constraint article_look_pk primary key (ticket, inside),
    constraint article_look_ticket_fk foreign key (ticket) references ticket (id)
);

-- Who has opened an article, and whether it was for a ticket.
create table article_use (
    id       bigint      generated always as identity,
    article  bigint      not null,
    ticket   bigint,
    person   bigint      not null,
    at       timestamptz not null,
    constraint article_use_pk primary key (id),
    constraint article_use_article_fk foreign key (article) references article (id),
    constraint article_use_ticket_fk foreign key (ticket) references ticket (id),
    constraint article_use_person_fk foreign key (person) references person (id)
);

create index article_use_by_article on article_use (article, at);
create index article_use_by_time on article_use (at);
create index article_use_by_ticket on article_use (ticket) where ticket is not null;

-- What people have looked for, without who: what was not found is what to write next.
create table article_question (
    id     bigint      generated always as identity,
    at     timestamptz not null,
    words  text        not null,
    found  integer     not null,
    constraint article_question_pk primary key (id)
);

create index article_question_unfound on article_question (at) where found = 0;
create index article_question_by_time on article_question (at);
