//! SQL of reasons.

use std::collections::BTreeSet;

use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{MessageId, PersonId};

/// The words of a reason were edited, or taken back where they are None: the approvals of which they are.
pub(in crate::practice::approval) async fn reword(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
    reason: Option<&str>,
) -> Result<Vec<i64>, Fault> {
    let approvals = sqlx::query_scalar!(
        "update approval_vote set reason = $3 where platform = $1 and event = $2 and reason is not null returning approval",
        platform,
        event,
        reason
    )
    .fetch_all(conn)
    .await?;
    Ok(approvals.into_iter().collect::<BTreeSet<_>>().into_iter().collect())
}

/// Who has to say why, and where.
pub(in crate::practice::approval) struct Asked<'a> {
    pub(in crate::practice::approval) approval: i64,
    pub(in crate::practice::approval) person: PersonId,
    pub(in crate::practice::approval) place: (&'a str, &'a str, &'a str),
    pub(in crate::practice::approval) question: MessageId,
}

/// Keeps that somebody was asked why.
pub(in crate::practice::approval) async fn ask_reason(conn: &mut PgConnection, asked: Asked<'_>) -> Result<(), Fault> {
    let (platform, room, thread) = asked.place;
    sqlx::query!(
        "insert into approval_reason (approval, person, platform, room, thread, question) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint approval_reason_pk do update
         set platform = excluded.platform, room = excluded.room, thread = excluded.thread, question = excluded.question",
        asked.approval,
        asked.person.0,
        platform,
        room,
        thread,
        asked.question.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A reason that somebody owes.
pub(in crate::practice::approval) struct Owed {
    pub(in crate::practice::approval) approval: i64,
    pub(in crate::practice::approval) thread: String,
}

/// The reasons that somebody owes in a room, those asked for last first.
pub(in crate::practice::approval) async fn owed(
    conn: &mut PgConnection,
    person: PersonId,
    (platform, room): (&str, &str),
) -> Result<Vec<Owed>, Fault> {
    let owed = sqlx::query_as!(
        Owed,
        "select approval, thread from approval_reason where person = $1 and platform = $2 and room = $3
         order by question desc",
        person.0,
        platform,
        room
    );
    Ok(owed.fetch_all(conn).await?)
}

/// Somebody owes no reason any more. False: they owed none.
pub(in crate::practice::approval) async fn forget_reason(
    conn: &mut PgConnection,
    approval: i64,
    person: PersonId,
) -> Result<bool, Fault> {
    let rows = sqlx::query!("delete from approval_reason where approval = $1 and person = $2", approval, person.0)
        .execute(conn)
        .await?
        .rows_affected();
    Ok(rows > 0)
}
