//! SQL of approvals.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Seat, Vote};
use crate::approval::{Rule, Voice};
use crate::error::Fault;
use crate::i18n::Language;
use crate::ids::{MessageId, PersonId, TicketId};

/// An approval that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Approval {
    pub(super) id: i64,
    pub(super) ticket: TicketId,
    pub(super) state: State,
    pub(super) rules: Vec<Vec<Rule>>,
    pub(super) typed: bool,
    pub(super) fallback: bool,
    pub(super) stage: usize,
    pub(super) times: Times,
    pub(super) reminded: bool,
    pub(super) escalated: bool,
    pub(super) seats: Vec<Seat>,
    pub(super) votes: Vec<Vote>,
}

impl Approval {
    /// Whether those of a stage can still answer.
    pub(super) fn asks(&self, stage: usize) -> bool {
        self.state == State::Open && self.stage == stage
    }
}

/// Where an approval stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// People are asked.
    Open,
    /// Enough have agreed.
    Approved,
    /// Not enough have.
    Rejected,
    /// They have not answered in time.
    Expired,
    /// What was wanted was changed, and it was asked for anew.
    Superseded,
    /// What was wanted is wanted no more.
    Cancelled,
}

impl State {
    const ALL: [(&'static str, State); 6] = [
        ("open", State::Open),
        ("approved", State::Approved),
        ("rejected", State::Rejected),
        ("expired", State::Expired),
        ("superseded", State::Superseded),
        ("cancelled", State::Cancelled),
    ];

    /// As stored, and in the keys of the words.
    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("open", |(name, _)| name)
    }

    fn read(stored: &str) -> Result<Self, Fault> {
        let found = Self::ALL.iter().find(|(name, _)| *name == stored);
        found.map(|(_, state)| *state).ok_or_else(|| Fault::Other(format!("no approval is {stored:?}")))
    }
}

/// When something happens to an open stage by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) asked_at: DateTime<Utc>,
    pub(super) remind_at: DateTime<Utc>,
    pub(super) escalate_at: DateTime<Utc>,
    pub(super) expire_at: DateTime<Utc>,
}

/// An approval to be asked for.
pub(super) struct New<'a> {
    pub(super) ticket: TicketId,
    pub(super) revision: i32,
    pub(super) rules: &'a [Vec<Rule>],
    pub(super) typed: bool,
    pub(super) fallback: bool,
    pub(super) seats: &'a [Seat],
    pub(super) times: Times,
}

/// Writes an approval, which is open at its first stage.
pub(super) async fn insert(conn: &mut PgConnection, new: New<'_>) -> Result<i64, Fault> {
    let rules: Vec<Vec<String>> =
        new.rules.iter().map(|stage| stage.iter().map(ToString::to_string).collect()).collect();
    let id = sqlx::query_scalar!(
        "insert into approval (ticket, revision, rules, typed, fallback, asked_at, remind_at, escalate_at, expire_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
        new.ticket.0,
        new.revision,
        serde_json::to_value(rules)?,
        new.typed,
        new.fallback,
        new.times.asked_at,
        new.times.remind_at,
        new.times.escalate_at,
        new.times.expire_at
    )
    .fetch_one(&mut *conn)
    .await?;
    let stages: Vec<i16> = new.seats.iter().map(|seat| small(seat.stage)).collect();
    let parts: Vec<i16> = new.seats.iter().map(|seat| small(seat.part)).collect();
    let people: Vec<i64> = new.seats.iter().map(|seat| seat.person.0).collect();
    sqlx::query!(
        "insert into approval_seat (approval, stage, part, person)
         select $1, s.stage, s.part, s.person
         from unnest($2::smallint[], $3::smallint[], $4::bigint[]) as s (stage, part, person)
         on conflict on constraint approval_seat_pk do nothing",
        id,
        &stages,
        &parts,
        &people
    )
    .execute(conn)
    .await?;
    Ok(id)
}

fn small(number: usize) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

fn large(number: i16) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// The open approval of a ticket, locked, so that of two who vote at once the second sees what the first did.
pub(super) async fn open_of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Approval>, Fault> {
    let id = sqlx::query_scalar!("select id from approval where ticket = $1 and state = 'open'", ticket.0)
        .fetch_optional(&mut *conn)
        .await?;
    match id {
        Some(id) => Ok(lock(conn, id).await?.filter(|approval| approval.state == State::Open)),
        None => Ok(None),
    }
}

/// The latest approval of a ticket, as it stands.
pub(super) async fn latest_read(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Approval>, Fault> {
    let id = sqlx::query_scalar!("select id from approval where ticket = $1 order by id desc limit 1", ticket.0)
        .fetch_optional(&mut *conn)
        .await?;
    match id {
        Some(id) => read(conn, id).await,
        None => Ok(None),
    }
}

/// The latest approval of a ticket, locked.
pub(super) async fn latest_of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Approval>, Fault> {
    match latest_read(conn, ticket).await? {
        Some(latest) => lock(conn, latest.id).await,
        None => Ok(None),
    }
}

/// The ticket of an approval.
pub(super) async fn ticket_of(conn: &mut PgConnection, id: i64) -> Result<Option<TicketId>, Fault> {
    let ticket = sqlx::query_scalar!("select ticket from approval where id = $1", id).fetch_optional(conn).await?;
    Ok(ticket.map(TicketId))
}

/// An approval, locked, with all that was asked and said. Who locks its ticket as well does so before.
pub(super) async fn lock(conn: &mut PgConnection, id: i64) -> Result<Option<Approval>, Fault> {
    sqlx::query_scalar!("select id from approval where id = $1 for update", id).fetch_optional(&mut *conn).await?;
    read(conn, id).await
}

/// An approval as it stands, with all that was asked and said.
pub(super) async fn read(conn: &mut PgConnection, id: i64) -> Result<Option<Approval>, Fault> {
    let row = sqlx::query!(
        "select ticket, state, rules, typed, fallback, stage, asked_at, remind_at, escalate_at, expire_at, reminded,
                escalated from approval where id = $1",
        id
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let rules: Vec<Vec<String>> = serde_json::from_value(row.rules)?;
    let rule = |text: &String| text.parse().map_err(|error| Fault::Other(format!("rule {text:?}: {error}")));
    let rules = rules.iter().map(|stage| stage.iter().map(rule).collect()).collect::<Result<_, _>>()?;
    let seats = sqlx::query!("select stage, part, person from approval_seat where approval = $1 order by 1, 2, 3", id);
    let seats = seats.fetch_all(&mut *conn).await?.into_iter().map(|row| Seat {
        stage: large(row.stage),
        part: large(row.part),
        person: PersonId(row.person),
    });
    let votes =
        sqlx::query!("select person, cast_by, voice, reason from approval_vote where approval = $1 order by id", id);
    let votes = votes.fetch_all(conn).await?.into_iter().map(|row| Vote {
        person: PersonId(row.person),
        cast_by: PersonId(row.cast_by),
        voice: match row.voice.as_str() {
            "approve" => Voice::Approve,
            "reject" => Voice::Reject,
            _ => Voice::Withdraw,
        },
        reason: row.reason,
    });
    Ok(Some(Approval {
        id,
        ticket: TicketId(row.ticket),
        state: State::read(&row.state)?,
        rules,
        typed: row.typed,
        fallback: row.fallback,
        stage: large(row.stage),
        times: Times {
            asked_at: row.asked_at,
            remind_at: row.remind_at,
            escalate_at: row.escalate_at,
            expire_at: row.expire_at,
        },
        reminded: row.reminded,
        escalated: row.escalated,
        seats: seats.collect(),
        votes: votes.collect(),
    }))
}

/// It is open no more.
pub(super) async fn end(conn: &mut PgConnection, id: i64, state: State, now: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!(
        "update approval set state = $2, decided_at = $3 where id = $1 and state = 'open'",
        id,
        state.name(),
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from approval_reason where approval = $1", id).execute(conn).await?;
    Ok(())
}

/// Opens the next stage.
pub(super) async fn open_stage(conn: &mut PgConnection, id: i64, stage: usize, times: Times) -> Result<(), Fault> {
    sqlx::query!(
        "update approval set stage = $2, asked_at = $3, remind_at = $4, escalate_at = $5, expire_at = $6,
                reminded = false, escalated = false where id = $1",
        id,
        small(stage),
        times.asked_at,
        times.remind_at,
        times.escalate_at,
        times.expire_at
    )
    .execute(&mut *conn)
    .await?;
    // Who has not said why they reject has rejected nothing that is asked from here on.
    sqlx::query!("delete from approval_reason where approval = $1", id).execute(conn).await?;
    Ok(())
}

/// Notes what time has brought about.
pub(super) async fn note(conn: &mut PgConnection, id: i64, reminded: bool, escalated: bool) -> Result<(), Fault> {
    sqlx::query!("update approval set reminded = $2, escalated = $3 where id = $1", id, reminded, escalated)
        .execute(conn)
        .await?;
    Ok(())
}

/// A vote, with where it was given.
pub(super) struct Cast<'a> {
    pub(super) vote: Vote,
    pub(super) at: DateTime<Utc>,
    pub(super) platform: &'a str,
    pub(super) event: &'a str,
}

/// Writes a vote.
pub(super) async fn cast(conn: &mut PgConnection, approval: i64, cast: Cast<'_>) -> Result<(), Fault> {
    let voice = match cast.vote.voice {
        Voice::Approve => "approve",
        Voice::Reject => "reject",
        Voice::Withdraw => "withdraw",
    };
    sqlx::query!(
        "insert into approval_vote (approval, person, cast_by, voice, reason, at, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        approval,
        cast.vote.person.0,
        cast.vote.cast_by.0,
        voice,
        cast.vote.reason,
        cast.at,
        cast.platform,
        cast.event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a message on which people vote.
pub(super) async fn keep_card(
    conn: &mut PgConnection,
    (approval, stage): (i64, usize),
    message: MessageId,
    account: Option<&str>,
    language: Language,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into approval_card (message, approval, account, language, stage) values ($1, $2, $3, $4, $5)",
        message.0,
        approval,
        account,
        language.code(),
        small(stage)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A message on which people vote.
pub(super) struct Card {
    pub(super) message: MessageId,
    /// Whose it is alone.
    pub(super) account: Option<String>,
    /// In which it is written.
    pub(super) language: Option<Language>,
    /// The stage of which it asks.
    pub(super) stage: usize,
}

/// The messages on which people vote.
pub(super) async fn cards(conn: &mut PgConnection, approval: i64) -> Result<Vec<Card>, Fault> {
    let rows = sqlx::query!(
        "select message, account, language, stage from approval_card where approval = $1 order by message",
        approval
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Card {
            message: MessageId(row.message),
            account: row.account,
            language: Language::read(&row.language),
            stage: large(row.stage),
        })
        .collect())
}

/// A message is no card any more.
pub(super) async fn drop_card(conn: &mut PgConnection, message: MessageId) -> Result<(), Fault> {
    sqlx::query!("delete from approval_card where message = $1", message.0).execute(conn).await?;
    Ok(())
}

/// The approval of which this message is a card, or in whose card's thread it stands.
pub(super) async fn by_card(conn: &mut PgConnection, message: MessageId) -> Result<Option<i64>, Fault> {
    let id = sqlx::query_scalar!("select approval from approval_card where message = $1", message.0);
    Ok(id.fetch_optional(conn).await?)
}

/// The open approvals in whose open stage one of these people sits, or in which the first may answer for somebody;
/// the oldest first.
pub(super) async fn open_for(
    conn: &mut PgConnection,
    person: PersonId,
    stands_for: &[PersonId],
    limit: i64,
) -> Result<Vec<i64>, Fault> {
    let people: Vec<i64> = std::iter::once(person).chain(stands_for.iter().copied()).map(|person| person.0).collect();
    let ids = sqlx::query_scalar!(
        r#"select a.id from approval a
           where a.state = 'open'
             and (exists (select from approval_seat s where s.approval = a.id and s.stage = a.stage and s.person = any($1))
                  or exists (select from approval_stand_in d where d.approval = a.id and d.deputy = $2))
           order by a.id limit $3"#,
        &people,
        person.0,
        limit
    );
    Ok(ids.fetch_all(conn).await?)
}
