//! What an operator does with what was set aside or refused: look, try again, drop. Every act is on record under the
//! operator's name.
//!
//! **Order.** A place's rows go by their number. So an event that is tried again comes before whatever waits in its
//! place, and after everything that was handled there since it was set aside: it acts on what is there now, with the
//! rights that its author has now, and `max_command_age` counts from when it was written. A message that is sent again
//! likewise goes before what waits for its room.
//!
//! **Keys.** An event's turn says what it has to say under new keys each time that it is tried again (see
//! [`super::turn`]). A refused message keeps its own: the server has never taken it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::files;
use super::outbox::HANGS;
use crate::audit;
use crate::chat::{Happening, Outgoing};
use crate::error::Fault;
use crate::ids::MessageId;

use super::inbox::Trigger;

/// Names a row to an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// An event: the reference in the notice to author and operators, `3`.
    Event(i64),
    /// Something to be sent: `out-3`.
    Message(i64),
}

impl std::fmt::Display for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Item::Event(id) => write!(f, "{id}"),
            Item::Message(id) => write!(f, "out-{id}"),
        }
    }
}

impl std::str::FromStr for Item {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lower = text.trim().to_ascii_lowercase();
        let (make, digits): (fn(i64) -> Item, &str) = match lower.strip_prefix("out") {
            Some(rest) => (Item::Message, rest.strip_prefix('-').unwrap_or(rest)),
            None => (Item::Event, lower.as_str()),
        };
        let number = digits.parse().ok().filter(|number| *number > 0);
        number.map(make).ok_or_else(|| format!("{text:?} is neither an event (3) nor a message (out-3)"))
    }
}

/// A row that waits for an operator.
#[derive(Debug, Clone, PartialEq)]
pub struct Stuck {
    /// Its name.
    pub item: Item,
    /// `message`, `reaction`, `timer` … of an event; `say`, `edit` … of something to be sent.
    pub kind: String,
    /// When the event happened, or the message was written.
    pub at: DateTime<Utc>,
    /// The chat platform, or `timer`.
    pub platform: String,
    /// The room by its alias, its name or its id; of a timer its key; empty for a room that was never opened.
    pub place: String,
    /// Who caused it; empty where time alone did.
    pub sender: String,
    /// Why it stands here.
    pub error: String,
    /// How often it was tried.
    pub attempts: i32,
    /// How many others were dropped because they hang on it, and come back with it.
    pub hanging: i64,
    /// What people said, or were to be told.
    pub text: String,
}

/// Everything that waits for an operator: events first, oldest first.
pub async fn list(conn: &mut PgConnection) -> Result<Vec<Stuck>, Fault> {
    let events = sqlx::query!(
        r#"select i.id, i.platform, i.sender, i.sent_at, i.error, i.attempts, i.payload::text as "payload!",
                  coalesce(r.alias, r.name, i.place) as "place!"
           from inbox i left join room r on r.platform = i.platform and r.room = i.place
           where i.state = 'buried' order by i.id"#
    )
    .fetch_all(&mut *conn)
    .await?;
    let messages = sqlx::query!(
        r#"select o.id, o.platform, o.kind, o.created_at, o.error, o.attempts, o.payload::text as "payload!",
                  coalesce(r.alias, r.name, o.room) as "place!", coalesce(i.sender, '') as "sender!",
                  (with recursive hanging as (
                     select h.id from outbox h where (h.target = o.id or h.room_of = o.id)
                       and h.state = 'dropped' and h.error = $1
                     union
                     select h.id from outbox h join hanging on (h.target = hanging.id or h.room_of = hanging.id)
                     where h.state = 'dropped' and h.error = $1)
                   select count(*) from hanging) as "hanging!"
           from outbox o left join room r on r.platform = o.platform and r.room = o.room
             left join inbox i on i.id = o.cause
           where o.state = 'refused' order by o.id"#,
        HANGS
    )
    .fetch_all(conn)
    .await?;
    let events = events.into_iter().map(|row| {
        let (kind, text) = event_words(serde_json::from_str(&row.payload).ok());
        Stuck {
            item: Item::Event(row.id),
            kind: kind.to_owned(),
            at: row.sent_at,
            platform: row.platform,
            place: row.place,
            sender: row.sender,
            error: row.error.unwrap_or_default(),
            attempts: row.attempts,
            hanging: 0,
            text,
        }
    });
    let messages = messages.into_iter().map(|row| Stuck {
        item: Item::Message(row.id),
        kind: row.kind,
        at: row.created_at,
        platform: row.platform,
        place: row.place,
        sender: row.sender,
        error: row.error.unwrap_or_default(),
        attempts: row.attempts,
        hanging: row.hanging,
        text: message_words(serde_json::from_str(&row.payload).ok()),
    });
    Ok(events.chain(messages).collect())
}

fn event_words(trigger: Option<Trigger>) -> (&'static str, String) {
    match trigger {
        None | Some(Trigger::Unreadable { .. }) => ("unreadable", String::new()),
        Some(Trigger::Timer { timer, .. }) => ("timer", timer),
        Some(Trigger::Errand { purpose, .. }) => ("errand", purpose),
        Some(Trigger::Chat { what }) => {
            let text = match &what {
                Happening::Message { text, .. } | Happening::Edit { text, .. } => text.clone(),
                Happening::Reaction { sign, .. } => sign.clone(),
                _ => String::new(),
            };
            (super::telemetry::word(&what), text)
        }
    }
}

fn message_words(what: Option<Outgoing>) -> String {
    match what {
        Some(Outgoing::Say { body, .. } | Outgoing::Edit { body, .. }) => body.plain(),
        Some(Outgoing::File(file)) => match &file.caption {
            Some(caption) => format!("{} 📎 {}", caption.plain(), file.name),
            None => format!("📎 {}", file.name),
        },
        Some(Outgoing::React { sign, .. }) => sign,
        Some(Outgoing::OpenRoom { name, .. }) => name,
        Some(Outgoing::Topic { topic }) => topic,
        Some(Outgoing::Invite { account }) => account,
        Some(Outgoing::Redact { .. } | Outgoing::Power { .. } | Outgoing::Pin { .. } | Outgoing::Archive { .. })
        | None => String::new(),
    }
}

/// What an operator decides about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Try it again.
    Retry,
    /// Give it up for good, for this reason.
    Drop(String),
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It will be tried again, together with so many that hang on it.
    Retried(u64),
    /// It was dropped.
    Dropped,
    /// There is no such row.
    Unknown,
    /// It does not wait for an operator: this is its state.
    Elsewhere(String),
}

/// Carries out a decision, with its record, in one transaction. The loops are to be woken afterwards.
pub async fn decide(
    pool: &PgPool,
    operator: &str,
    now: DateTime<Utc>,
    item: Item,
    decision: &Decision,
) -> Result<Settled, Fault> {
    let mut tx = pool.begin().await?;
    let Some(row) = find(&mut tx, item).await? else { return Ok(Settled::Unknown) };
    let (settled, after) = match (item, decision) {
        _ if !row.waits => return Ok(Settled::Elsewhere(row.state)),
        (Item::Event(id), Decision::Retry) => {
            reopen_event(&mut tx, id).await?;
            (Settled::Retried(0), json!({ "state": "open" }))
        }
        (Item::Event(id), Decision::Drop(reason)) => {
            drop_event(&mut tx, id, reason).await?;
            (Settled::Dropped, json!({ "state": "done", "reason": reason }))
        }
        (Item::Message(id), Decision::Retry) => {
            let hanging = resend(&mut tx, id).await?;
            (Settled::Retried(hanging), json!({ "state": "waiting", "with": hanging }))
        }
        (Item::Message(id), Decision::Drop(reason)) => {
            drop_message(&mut tx, id, reason).await?;
            (Settled::Dropped, json!({ "state": "dropped", "reason": reason }))
        }
    };
    let entry = audit::Entry {
        at: now,
        actor: operator,
        person: None,
        act: if settled == Settled::Dropped { "queue-drop" } else { "queue-retry" },
        subject: &format!("queue {item}"),
        before: json!({ "state": row.state, "error": row.error }),
        after,
        platform: &row.platform,
        event: &row.event,
    };
    audit::store::insert(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(settled)
}

struct Found {
    state: String,
    /// It waits for an operator.
    waits: bool,
    error: Value,
    platform: String,
    event: String,
}

/// The row, locked until the decision is carried out: two operators may decide at once.
async fn find(conn: &mut PgConnection, item: Item) -> Result<Option<Found>, Fault> {
    let found = match item {
        Item::Event(id) => {
            sqlx::query!("select state, error, platform, event, outcome from inbox where id = $1 for update", id)
                .fetch_optional(conn)
                .await?
                .map(|row| Found {
                    waits: row.state == "buried",
                    state: row.outcome.map_or(row.state, |outcome| format!("handled: {outcome}")),
                    error: row.error.into(),
                    platform: row.platform,
                    event: row.event,
                })
        }
        Item::Message(id) => sqlx::query!(
            r#"select o.state, o.error, o.platform, (select i.event from inbox i where i.id = o.cause) as cause
               from outbox o where o.id = $1 for update of o"#,
            id
        )
        .fetch_optional(conn)
        .await?
        .map(|row| Found {
            waits: row.state == "refused",
            state: row.state,
            error: row.error.into(),
            platform: row.platform,
            event: row.cause.unwrap_or_default(),
        }),
    };
    Ok(found)
}

async fn reopen_event(conn: &mut PgConnection, id: i64) -> Result<(), Fault> {
    sqlx::query!(
        "update inbox set state = 'open', attempts = 0, retries = retries + 1, next_try_at = null, error = null
         where id = $1",
        id
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was written is not kept: nobody will act on it any more.
async fn drop_event(conn: &mut PgConnection, id: i64, reason: &str) -> Result<(), Fault> {
    sqlx::query!(
        r#"update inbox set state = 'done', outcome = 'ignored', error = 'dropped: ' || $2::text,
                  payload = case when payload #> '{what,text}' is not null
                                 then jsonb_set(payload, '{what,text}', '""') #- '{what,attachment}'
                                 when payload #> '{found,what,text}' is not null
                                 then jsonb_set(payload, '{found}', '{"kind": "gone"}') else payload end
           where id = $1"#,
        id,
        reason
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a refused row, and all that was dropped because it hangs on it, back into the queue. They count as tried, so
/// that their texts stay as they are.
async fn resend(conn: &mut PgConnection, id: i64) -> Result<u64, Fault> {
    sqlx::query!("update outbox set state = 'waiting', next_try_at = null, error = null where id = $1", id)
        .execute(&mut *conn)
        .await?;
    let back = sqlx::query!(
        "with recursive hanging as (
           select id from outbox where (target = $1 or room_of = $1) and state = 'dropped' and error = $2
           union
           select o.id from outbox o join hanging on (o.target = hanging.id or o.room_of = hanging.id)
           where o.state = 'dropped' and o.error = $2)
         update outbox set state = 'waiting', next_try_at = null, error = null
         where id in (select id from hanging)",
        id,
        HANGS
    )
    .execute(conn)
    .await?;
    Ok(back.rows_affected())
}

async fn drop_message(conn: &mut PgConnection, id: i64, reason: &str) -> Result<(), Fault> {
    sqlx::query!("update outbox set state = 'dropped', error = 'dropped: ' || $2::text where id = $1", id, reason)
        .execute(&mut *conn)
        .await?;
    files::release_all(conn, MessageId(id)).await
}

/// How much waits, for `!lotse status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Events not yet handled, and what was sent for and has not come back.
    pub open: i64,
    /// Events given up after too many failures.
    pub buried: i64,
    /// Things not yet sent.
    pub waiting: i64,
    /// Things that a chat server refused for good.
    pub refused: i64,
}

/// Counts what waits.
pub async fn backlog(conn: &mut PgConnection) -> Result<Backlog, Fault> {
    let row = sqlx::query!(
        r#"select (select count(*) from inbox where state = 'open')
                    + (select count(*) from errand where state = 'waiting')
                    + (select count(*) from dispatch where state = 'waiting') as "open!",
                  (select count(*) from inbox where state = 'buried') as "buried!",
                  (select count(*) from outbox where state = 'waiting') as "waiting!",
                  (select count(*) from outbox where state = 'refused') as "refused!""#
    )
    .fetch_one(conn)
    .await?;
    Ok(Backlog { open: row.open, buried: row.buried, waiting: row.waiting, refused: row.refused })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_named_as_they_are_shown() {
        for (text, item) in [("3", Item::Event(3)), (" out-12 ", Item::Message(12)), ("OUT12", Item::Message(12))] {
            assert_eq!(text.parse(), Ok(item));
            assert_eq!(item.to_string().parse(), Ok(item));
        }
        for wrong in ["", "0", "-3", "T-3", "out-", "out--3", "3.5", "99999999999999999999"] {
            assert!(wrong.parse::<Item>().is_err(), "{wrong}");
        }
    }
}
