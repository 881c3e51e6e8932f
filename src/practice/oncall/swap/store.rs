//! SQL of swaps.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::Half;
use crate::error::Fault;
use crate::i18n::Language;
use crate::ids::{MessageId, PersonId};

/// A swap of two shifts that somebody has proposed.
#[derive(Debug, Clone)]
pub(super) struct Swap {
    pub(super) id: i64,
    pub(super) schedule: String,
    pub(super) platform: String,
    pub(super) asked_by: PersonId,
    /// The two, each with the time that they give away.
    pub(super) halves: [(PersonId, Half); 2],
    pub(super) agreed: [bool; 2],
    pub(super) state: State,
}

/// Where a swap stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Somebody must still agree.
    Asked,
    /// Both have agreed, and it is written.
    Done,
    /// One of them does not want it.
    Declined,
    /// Whoever proposed it has taken it back.
    Withdrawn,
    /// The first of the times has begun.
    Expired,
    /// The schedule is another one by now.
    Void,
}

impl State {
    const ALL: [State; 6] = [State::Asked, State::Done, State::Declined, State::Withdrawn, State::Expired, State::Void];

    /// As stored, and in the words.
    pub(super) fn name(self) -> &'static str {
        match self {
            State::Asked => "asked",
            State::Done => "done",
            State::Declined => "declined",
            State::Withdrawn => "withdrawn",
            State::Expired => "expired",
            State::Void => "void",
        }
    }
}

/// Keeps a proposal; its number. None: the same is asked already.
pub(super) async fn insert(conn: &mut PgConnection, swap: &Swap, now: DateTime<Utc>) -> Result<Option<i64>, Fault> {
    let [(one, gives), (other, gives_back)] = &swap.halves;
    let [one_agreed, other_agreed] = swap.agreed;
    let id = sqlx::query_scalar!(
        "with number as (update counter set last = last + 1 where name = 'oncall_swap' returning last)
         insert into oncall_swap (id, schedule, platform, asked_by, asked_at, one, one_account, one_from, one_to,
                                  other, other_account, other_from, other_to, one_agreed, other_agreed, state)
         values ((select last from number), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'asked')
         on conflict (schedule, one, other, one_from, other_from) where ended_at is null do nothing returning id",
        swap.schedule,
        swap.platform,
        swap.asked_by.0,
        now,
        one.0,
        gives.account,
        gives.from,
        gives.to,
        other.0,
        gives_back.account,
        gives_back.from,
        gives_back.to,
        one_agreed,
        other_agreed
    );
    Ok(id.fetch_optional(conn).await?)
}

/// A proposal, locked: of two who answer at once one is second.
pub(super) async fn lock(conn: &mut PgConnection, id: i64) -> Result<Option<Swap>, Fault> {
    let row = sqlx::query!(
        "select schedule, platform, asked_by, one, one_account, one_from, one_to, other, other_account, other_from,
                other_to, one_agreed, other_agreed, state
         from oncall_swap where id = $1 for update",
        id
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let state = State::ALL.into_iter().find(|state| state.name() == row.state);
    Ok(Some(Swap {
        id,
        schedule: row.schedule,
        platform: row.platform,
        asked_by: PersonId(row.asked_by),
        halves: [
            (PersonId(row.one), Half { account: row.one_account, from: row.one_from, to: row.one_to }),
            (PersonId(row.other), Half { account: row.other_account, from: row.other_from, to: row.other_to }),
        ],
        agreed: [row.one_agreed, row.other_agreed],
        state: state.ok_or_else(|| Fault::Other(format!("swap {id} is {:?}, which is no state", row.state)))?,
    }))
}

/// Writes where a swap stands.
pub(super) async fn keep(conn: &mut PgConnection, swap: &Swap, now: DateTime<Utc>) -> Result<(), Fault> {
    let [one, other] = swap.agreed;
    sqlx::query!(
        "update oncall_swap set one_agreed = $2, other_agreed = $3, state = $4, ended_at = $5 where id = $1",
        swap.id,
        one,
        other,
        swap.state.name(),
        (swap.state != State::Asked).then_some(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A message about a swap, which says what becomes of it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) person: PersonId,
    pub(super) message: MessageId,
    pub(super) language: Language,
}

/// Keeps that somebody was asked by a message.
pub(super) async fn ask(conn: &mut PgConnection, swap: i64, asked: &Asked) -> Result<(), Fault> {
    sqlx::query!(
        "insert into oncall_swap_ask (swap, person, message, language) values ($1, $2, $3, $4)
         on conflict on constraint oncall_swap_ask_pk do nothing",
        swap,
        asked.person.0,
        asked.message.0,
        asked.language.code()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The messages about a swap.
pub(super) async fn asked(conn: &mut PgConnection, swap: i64) -> Result<Vec<Asked>, Fault> {
    let rows =
        sqlx::query!("select person, message, language from oncall_swap_ask where swap = $1 order by message", swap);
    let asked = rows.fetch_all(conn).await?.into_iter().map(|row| Asked {
        person: PersonId(row.person),
        message: MessageId(row.message),
        language: Language::read(&row.language).unwrap_or(Language::En),
    });
    Ok(asked.collect())
}
