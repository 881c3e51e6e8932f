//! SQL of how people are reached outside of the chat.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Address, Due, Rule};
use crate::error::Fault;
use crate::i18n::Language;
use crate::ids::{MessageId, PersonId};

/// The addresses of somebody, by channel.
pub(in super::super) async fn addresses(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Address>, Fault> {
    let rows = sqlx::query!(
        r#"select channel, address, proved_at is not null as "proved!" from notify_address where person = $1
           order by channel"#,
        person.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| Address { channel: row.channel, address: row.address, proved: row.proved }).collect())
}

/// Keeps an address, which must be proved; one of the same channel is replaced.
pub(super) async fn keep(conn: &mut PgConnection, person: PersonId, channel: &str, address: &str) -> Result<(), Fault> {
    sqlx::query!(
        "insert into notify_address (person, channel, address) values ($1, $2, $3)
         on conflict on constraint notify_address_pk
         do update set address = excluded.address, proved_at = null, tested_at = null, tries = 0",
        person.0,
        channel,
        address
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets an address and what was said of its channel. False: there is none.
pub(super) async fn forget(conn: &mut PgConnection, person: PersonId, channel: &str) -> Result<bool, Fault> {
    sqlx::query!("delete from notify_rule where person = $1 and channel = $2", person.0, channel)
        .execute(&mut *conn)
        .await?;
    let gone = sqlx::query!("delete from notify_address where person = $1 and channel = $2", person.0, channel);
    Ok(gone.execute(conn).await?.rows_affected() > 0)
}

/// A code is on its way.
pub(super) async fn tested(
    conn: &mut PgConnection,
    person: PersonId,
    channel: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "update notify_address set tested_at = $3, tries = 0 where person = $1 and channel = $2",
        person.0,
        channel,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An address that waits for its code.
pub(super) struct Tested {
    pub(super) channel: String,
    pub(super) address: String,
    pub(super) at: DateTime<Utc>,
    pub(super) tries: i16,
}

/// The addresses that wait for their codes, locked.
pub(super) async fn waiting(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Tested>, Fault> {
    let rows = sqlx::query!(
        r#"select channel, address, tested_at as "tested_at!", tries from notify_address
           where person = $1 and proved_at is null and tested_at is not null order by channel for update"#,
        person.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Tested { channel: row.channel, address: row.address, at: row.tested_at, tries: row.tries })
        .collect())
}

/// The code came back.
pub(super) async fn proved(
    conn: &mut PgConnection,
    person: PersonId,
    channel: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!("update notify_address set proved_at = $3 where person = $1 and channel = $2", person.0, channel, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// A wrong code came, which counts for all that wait.
pub(super) async fn missed(conn: &mut PgConnection, person: PersonId) -> Result<(), Fault> {
    sqlx::query!("update notify_address set tries = tries + 1 where person = $1 and proved_at is null", person.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// When somebody wants to be reached by which channel.
pub(in super::super) async fn rules(
    conn: &mut PgConnection,
    person: PersonId,
    urgent: bool,
) -> Result<Vec<Rule>, Fault> {
    let rows = sqlx::query!(
        "select channel, after_seconds from notify_rule where person = $1 and urgent = $2 order by after_seconds, channel",
        person.0,
        urgent
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Rule {
            channel: row.channel,
            after: Duration::from_secs(u64::try_from(row.after_seconds).unwrap_or_default()),
        })
        .collect())
}

/// Puts these in the place of all that was said before; none: as is usual.
pub(super) async fn set_rules(
    conn: &mut PgConnection,
    person: PersonId,
    urgent: bool,
    rules: &[Rule],
) -> Result<(), Fault> {
    sqlx::query!("delete from notify_rule where person = $1 and urgent = $2", person.0, urgent)
        .execute(&mut *conn)
        .await?;
    for rule in rules {
        sqlx::query!(
            "insert into notify_rule (person, urgent, channel, after_seconds) values ($1, $2, $3, $4)
             on conflict on constraint notify_rule_pk do update set after_seconds = excluded.after_seconds",
            person.0,
            urgent,
            rule.channel,
            i32::try_from(rule.after.as_secs()).unwrap_or(i32::MAX)
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// From which links and codes are made.
pub(in super::super) async fn secret(conn: &mut PgConnection) -> Result<String, Fault> {
    Ok(sqlx::query_scalar!("select value from secret where name = 'link'").fetch_one(conn).await?)
}

/// How far it has come with reaching somebody, for a message that has woken them.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    pub(super) message: MessageId,
    pub(super) person: PersonId,
    pub(super) platform: String,
    pub(super) language: Language,
    pub(super) urgent: bool,
    pub(super) since: DateTime<Utc>,
    pub(super) due: Vec<Due>,
    pub(super) used: Vec<String>,
}

/// Writes how far it has come.
pub(super) async fn keep_reach(conn: &mut PgConnection, reach: &Reach) -> Result<(), Fault> {
    sqlx::query!(
        "insert into page_reach (message, person, platform, language, urgent, since, due, used)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint page_reach_pk do update set due = excluded.due, used = excluded.used",
        reach.message.0,
        reach.person.0,
        reach.platform,
        reach.language.code(),
        reach.urgent,
        reach.since,
        serde_json::to_value(&reach.due)?,
        &reach.used
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How far it has come, locked.
pub(super) async fn reach(conn: &mut PgConnection, message: MessageId) -> Result<Option<Reach>, Fault> {
    let row = sqlx::query!(
        "select person, platform, language, urgent, since, due, used from page_reach where message = $1 for update",
        message.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(Reach {
        message,
        person: PersonId(row.person),
        platform: row.platform,
        language: Language::read(&row.language).unwrap_or(Language::En),
        urgent: row.urgent,
        since: row.since,
        due: serde_json::from_value(row.due)?,
        used: row.used,
    }))
}
