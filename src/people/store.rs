//! SQL of people, rooms and members.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::role::MODERATOR;
use super::{Person, short_name};
use crate::chat::Member;
use crate::config::RolesConfig;
use crate::error::Fault;
use crate::i18n::Language;
use crate::ids::{MessageId, PersonId, TicketId};

/// The person behind an account; made known where they are new.
pub async fn identify(
    conn: &mut PgConnection,
    platform: &str,
    account: &str,
    now: DateTime<Utc>,
) -> Result<Person, Fault> {
    if let Some(person) = known(conn, platform, account).await? {
        return Ok(person);
    }
    let id = sqlx::query_scalar!("insert into person (created_at) values ($1) returning id", now)
        .fetch_one(&mut *conn)
        .await?;
    let inserted = sqlx::query!(
        "insert into identity (platform, account, person, name)
         values ($1, $2, $3, (select name from room_member
                              where platform = $1 and account = $2 and name is not null order by present desc limit 1))
         on conflict on constraint identity_pk do nothing",
        platform,
        account,
        id
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if inserted == 0 {
        // Another turn met the same person at the same time and was first.
        sqlx::query!("delete from person where id = $1", id).execute(&mut *conn).await?;
    }
    known(conn, platform, account).await?.ok_or_else(|| Fault::Other("an identity vanished".to_owned()))
}

/// A person with one of their accounts, as stored.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) account: String,
    pub(super) name: Option<String>,
    pub(super) language: Option<String>,
    pub(super) detected: Option<String>,
    pub(super) zone: Option<String>,
}

impl From<Row> for Person {
    fn from(row: Row) -> Self {
        Person {
            id: PersonId(row.id),
            name: row.name.unwrap_or_else(|| short_name(&row.account).to_owned()),
            account: row.account,
            language: row.language.as_deref().and_then(Language::read),
            detected: row.detected.as_deref().and_then(Language::read),
            zone: row.zone.and_then(|zone| zone.parse().ok()),
        }
    }
}

async fn known(conn: &mut PgConnection, platform: &str, account: &str) -> Result<Option<Person>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select p.id, i.account, i.name, p.language, p.detected, p.zone
         from identity i join person p on p.id = i.person where i.platform = $1 and i.account = $2",
        platform,
        account
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Person::from))
}

/// The person as they are known on a platform; None when they have no account there.
pub async fn find(conn: &mut PgConnection, platform: &str, id: PersonId) -> Result<Option<Person>, Fault> {
    Ok(by_ids(conn, platform, &[id]).await?.remove(&id))
}

/// People as they are known on a platform, by their rows.
pub async fn by_ids(
    conn: &mut PgConnection,
    platform: &str,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Person>, Fault> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query_as!(
        Row,
        "select distinct on (p.id) p.id, i.account, i.name, p.language, p.detected, p.zone
         from person p join identity i on i.person = p.id
         where p.id = any($1) and i.platform = $2 order by p.id, i.account",
        &ids,
        platform
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), Person::from(row))).collect())
}

/// Keeps the language that a person chose; None goes back to recognising it, from the beginning.
pub async fn choose_language(conn: &mut PgConnection, id: PersonId, language: Option<Language>) -> Result<(), Fault> {
    sqlx::query!("update person set language = $2, detected = case when $2::text is null then null else detected end where id = $1", id.0, language.map(Language::code))
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps the language in which a person wrote.
pub async fn keep_detected(conn: &mut PgConnection, id: PersonId, language: Language) -> Result<(), Fault> {
    sqlx::query!(
        "update person set detected = $2 where id = $1 and detected is distinct from $2",
        id.0,
        language.code()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What is known of a room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomFacts {
    /// The language that was chosen for it.
    pub language: Option<Language>,
    /// Under which names the configuration may know it: its id, its alias, and the ids of the rooms in whose place it stands,
    /// the latest first.
    pub names: Vec<String>,
    /// A chat between one person and the bot, in which nobody else reads along.
    pub direct: bool,
    /// The ticket that has the room to itself.
    pub ticket: Option<TicketId>,
}

/// What is known of a room.
pub async fn room_facts(conn: &mut PgConnection, platform: &str, room: &str) -> Result<RoomFacts, Fault> {
    let row = sqlx::query!(
        r#"select r.alias as "alias?", r.replaces as "replaces?", r.language as "language?",
             exists (select from direct_room d where d.platform = r.platform and d.room = r.room and d.others <= 1)
               as "direct!",
             (select t.ticket from outbox o join ticket_room t on t.opener = o.id
               where o.platform = $1 and o.event = any(array_prepend($2, coalesce(r.replaces, '{}'))) limit 1) as ticket
           from (select) as asked left join room r on r.platform = $1 and r.room = $2"#,
        platform,
        room
    );
    let row = row.fetch_one(conn).await?;
    let names = [room.to_owned()].into_iter().chain(row.alias).chain(row.replaces.into_iter().flatten().rev());
    Ok(RoomFacts {
        language: row.language.as_deref().and_then(Language::read),
        names: names.collect(),
        direct: row.direct,
        ticket: row.ticket.map(TicketId),
    })
}

/// The room that the bot is in and that has this id or alias, or stands in the place of the one with this id, with its
/// platform.
pub async fn room_named(conn: &mut PgConnection, name: &str) -> Result<Option<(String, String)>, Fault> {
    let row = sqlx::query!(
        "select platform, room from room
         where present and (room = $1 or lower(alias) = lower($1) or replaces @> array[$1])
         order by room = $1 desc, platform, room limit 1",
        name
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.platform, row.room)))
}

/// The room of this id or alias that the bot is in on a platform, or the one that stands in the place of that one.
pub async fn room_on(conn: &mut PgConnection, platform: &str, name: &str) -> Result<Option<String>, Fault> {
    let room = sqlx::query_scalar!(
        "select room from room
         where platform = $1 and present and (room = $2 or lower(alias) = lower($2) or replaces @> array[$2])
         order by room = $2 desc, room limit 1",
        platform,
        name
    )
    .fetch_optional(conn)
    .await?;
    Ok(room)
}

/// The alias of a room.
pub async fn room_alias(conn: &mut PgConnection, platform: &str, room: &str) -> Result<Option<String>, Fault> {
    let alias = sqlx::query_scalar!("select alias from room where platform = $1 and room = $2", platform, room)
        .fetch_optional(conn)
        .await?;
    Ok(alias.flatten())
}

/// Whether an account is in a room together with the bot.
pub async fn is_member(conn: &mut PgConnection, platform: &str, room: &str, account: &str) -> Result<bool, Fault> {
    let member = sqlx::query_scalar!(
        r#"select exists (select from room_member
                          where platform = $1 and room = $2 and account = $3 and present) as "member!""#,
        platform,
        room,
        account
    )
    .fetch_one(conn)
    .await?;
    Ok(member)
}

/// Sets a room's language; None goes back to each person's own.
pub async fn set_room_language(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    language: Option<Language>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into room (platform, room, language) values ($1, $2, $3)
         on conflict on constraint room_pk do update set language = excluded.language",
        platform,
        room,
        language.map(Language::code)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What changes of a room.
#[derive(Debug, Clone, Copy, Default)]
pub struct RoomChange<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// Its alias.
    pub alias: Option<&'a str>,
    /// A chat between one person and the bot; None leaves what is known.
    pub direct: Option<bool>,
}

/// Notes that the bot is in a room, and what is known of it.
pub async fn enter_room(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    change: RoomChange<'_>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into room (platform, room, name, alias, direct) values ($1, $2, $3, $4, coalesce($5, false))
         on conflict on constraint room_pk do update
         set name = excluded.name, alias = excluded.alias, direct = coalesce($5, room.direct), present = true",
        platform,
        room,
        change.name,
        change.alias,
        change.direct
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the bot is no longer in a room.
pub async fn leave_room(conn: &mut PgConnection, platform: &str, room: &str) -> Result<(), Fault> {
    sqlx::query!("update room set present = false where platform = $1 and room = $2", platform, room)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes over the settings of a room that was replaced by another one, into which the bot is about to come, and that it
/// stands in its place.
pub async fn follow_room(conn: &mut PgConnection, platform: &str, old: &str, new: &str) -> Result<(), Fault> {
    sqlx::query!(
        "insert into room (platform, room, name, alias, direct, language, present, replaces)
         select platform, $3, name, alias, direct, language, false, replaces || room from room
         where platform = $1 and room = $2 and $3 <> all (replaces || room)
         on conflict on constraint room_pk do update
         set language = coalesce(room.language, excluded.language), replaces = excluded.replaces",
        platform,
        old,
        new
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Follows the members of a room, and the names of people. Returns who is there no more, or not named by a whole list.
pub async fn follow_members(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    members: &[Member],
    whole: bool,
) -> Result<Vec<String>, Fault> {
    let accounts: Vec<String> = members.iter().map(|member| member.account.clone()).collect();
    let names: Vec<Option<String>> = members.iter().map(|member| member.name.clone()).collect();
    let powers: Vec<i64> = members.iter().map(|member| member.power).collect();
    let present: Vec<bool> = members.iter().map(|member| member.present).collect();
    let mut gone: Vec<String> =
        members.iter().filter(|member| !member.present).map(|member| member.account.clone()).collect();
    if whole {
        let unnamed = sqlx::query_scalar!(
            "update room_member set present = false
             where platform = $1 and room = $2 and present and not (account = any($3)) returning account",
            platform,
            room,
            &accounts
        );
        gone.extend(unnamed.fetch_all(&mut *conn).await?);
    }
    sqlx::query!(
        "insert into room_member (platform, room, account, name, power, present)
         select distinct on (m.account) $1, $2, m.account, m.name, m.power, m.present
         from unnest($3::text[], $4::text[], $5::bigint[], $6::boolean[]) with ordinality
              as m (account, name, power, present, nr)
         order by m.account, m.nr desc
         on conflict on constraint room_member_pk do update
         set name = excluded.name, power = excluded.power, present = excluded.present",
        platform,
        room,
        &accounts,
        &names as &[Option<String>],
        &powers,
        &present
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update identity i set name = m.name
         from room_member m
         where m.platform = $1 and m.room = $2 and m.account = any($3) and m.name is not null
           and i.platform = m.platform and i.account = m.account and i.name is distinct from m.name",
        platform,
        room,
        &accounts
    )
    .execute(conn)
    .await?;
    Ok(gone)
}

/// The weight of an account in a room; 0 where it is not known there, and in direct chats, where it means nothing.
pub async fn power(conn: &mut PgConnection, platform: &str, room: &str, account: &str) -> Result<i64, Fault> {
    let power = sqlx::query_scalar!(
        "select m.power from room_member m
         where m.platform = $1 and m.room = $2 and m.account = $3 and m.present
           and not exists (select from direct_room d where d.platform = $1 and d.room = $2)",
        platform,
        room,
        account
    )
    .fetch_optional(conn)
    .await?;
    Ok(power.unwrap_or(0))
}

/// Whether somebody in the room may act as an agent there.
pub async fn has_agent(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    roles: &RolesConfig,
) -> Result<bool, Fault> {
    let named: Vec<String> =
        roles.agents.iter().chain(&roles.operators).map(|account| account.to_lowercase()).collect();
    let found = sqlx::query_scalar!(
        r#"select exists (select from room_member where platform = $1 and room = $2 and present
                          and account not in (select account from account where platform = $1)
                          and (lower(account) = any($3) or ($4 and power >= $5))) as "found!""#,
        platform,
        room,
        &named,
        roles.moderators_are_agents,
        MODERATOR
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Somebody who may be meant by `@anna`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acquaintance {
    /// The account.
    pub account: String,
    /// The display name.
    pub name: Option<String>,
}

/// Who is in a room, at most 5,000: names are compared in folded form, which SQL does not know.
pub async fn members(conn: &mut PgConnection, platform: &str, room: &str) -> Result<Vec<Acquaintance>, Fault> {
    let rows = sqlx::query!(
        "select account, name from room_member where platform = $1 and room = $2 and present order by account limit 5000",
        platform,
        room
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| Acquaintance { account: row.account, name: row.name }).collect())
}

/// Whether an account is known on a platform: it has acted, or is in a room with the bot.
pub async fn is_known(conn: &mut PgConnection, platform: &str, account: &str) -> Result<bool, Fault> {
    let known = sqlx::query_scalar!(
        r#"select exists (select from identity where platform = $1 and account = $2)
               or exists (select from room_member where platform = $1 and account = $2 and present) as "known!""#,
        platform,
        account
    )
    .fetch_one(conn)
    .await?;
    Ok(known)
}

/// Who has acted under this name, or under this account without its server, on a platform; two at most.
pub async fn by_name(conn: &mut PgConnection, platform: &str, name: &str) -> Result<Vec<PersonId>, Fault> {
    let people = sqlx::query_scalar!(
        "select distinct person from identity
         where platform = $1 and (lower(name) = lower($2) or lower(account) like '@' || lower($2) || ':%') limit 2",
        platform,
        name
    );
    Ok(people.fetch_all(conn).await?.into_iter().map(PersonId).collect())
}

/// The direct chat in which this account and the bot are.
pub async fn direct_room(conn: &mut PgConnection, platform: &str, account: &str) -> Result<Option<String>, Fault> {
    let room = sqlx::query_scalar!(
        r#"select d.room as "room!" from room_member m
           join room r on r.platform = m.platform and r.room = m.room and r.present
           join direct_room d on d.platform = m.platform and d.room = m.room and d.others = 1
           where m.platform = $1 and m.account = $2 and m.present
           order by d.room limit 1"#,
        platform,
        account
    )
    .fetch_optional(conn)
    .await?;
    Ok(room)
}

/// The message that opens, or has opened, the direct chat with an account. Locked: it must not become sent between this
/// look and the row that will wait for it.
pub async fn direct_opener(conn: &mut PgConnection, platform: &str, account: &str) -> Result<Option<MessageId>, Fault> {
    let opened = sqlx::query_scalar!(
        "select d.opened from direct_chat d join outbox o on o.id = d.opened
         where d.platform = $1 and d.account = $2 and o.state in ('waiting', 'sent')
         for share of o",
        platform,
        account
    )
    .fetch_optional(conn)
    .await?;
    Ok(opened.map(MessageId))
}

/// Keeps which message opens the direct chat with an account.
pub async fn keep_direct_opener(
    conn: &mut PgConnection,
    platform: &str,
    account: &str,
    opened: MessageId,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into direct_chat (platform, account, opened) values ($1, $2, $3)
         on conflict on constraint direct_chat_pk do update set opened = excluded.opened",
        platform,
        account,
        opened.0
    )
    .execute(conn)
    .await?;
    Ok(())
}
