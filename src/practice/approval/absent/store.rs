//! SQL of who answers for whom in an approval, and of who is awaited.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::PersonId;

/// Why somebody may answer for somebody else in one approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::practice::approval) enum Why {
    /// Who was asked is absent.
    Away,
    /// They have left.
    Left,
    /// They have not answered.
    Silent,
}

impl Why {
    /// As stored, and in the keys of the words.
    pub(in crate::practice::approval) fn name(self) -> &'static str {
        match self {
            Why::Away => "away",
            Why::Left => "left",
            Why::Silent => "silent",
        }
    }
}

/// Lets somebody answer for somebody else in one approval. False: they could already.
pub(in crate::practice::approval) async fn stand_in(
    conn: &mut PgConnection,
    approval: i64,
    person: PersonId,
    deputy: PersonId,
    why: Why,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into approval_stand_in (approval, person, deputy, why) values ($1, $2, $3, $4)
         on conflict on constraint approval_stand_in_pk do nothing",
        approval,
        person.0,
        deputy.0,
        why.name()
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows == 1)
}

/// Who answers for whom in one approval.
pub(in crate::practice::approval) async fn stand_ins(
    conn: &mut PgConnection,
    approval: i64,
) -> Result<Vec<(PersonId, PersonId)>, Fault> {
    let rows = sqlx::query!(
        "select person, deputy from approval_stand_in where approval = $1 order by person, deputy",
        approval
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (PersonId(row.person), PersonId(row.deputy))).collect())
}

/// The open approvals in whose open stage one of these accounts sits, or answers for somebody who does.
pub(in crate::practice::approval) async fn awaiting(
    conn: &mut PgConnection,
    platform: &str,
    accounts: &[String],
) -> Result<Vec<i64>, Fault> {
    let ids = sqlx::query_scalar!(
        r#"with who as (select person from identity where platform = $1 and account = any($2))
           select a.id as "id!" from approval a
           join approval_seat s on s.approval = a.id and s.stage = a.stage
           where a.state = 'open' and s.person in (select person from who)
           union
           select a.id from approval a
           join approval_stand_in d on d.approval = a.id
           where a.state = 'open' and d.deputy in (select person from who)
           order by 1"#,
        platform,
        accounts
    );
    Ok(ids.fetch_all(conn).await?)
}

/// An account from which an answer is awaited.
pub(in crate::practice::approval) struct Awaited {
    pub(in crate::practice::approval) platform: String,
    pub(in crate::practice::approval) account: String,
    /// Its person has asked somebody else to answer now.
    pub(in crate::practice::approval) delegated: bool,
}

/// The accounts of those who sit in the open stage of an open approval, or answer there for somebody.
pub(in crate::practice::approval) async fn awaited_accounts(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
) -> Result<Vec<Awaited>, Fault> {
    let all = sqlx::query_as!(
        Awaited,
        r#"with asked as (
             select s.person from approval a
             join approval_seat s on s.approval = a.id and s.stage = a.stage where a.state = 'open'
             union
             select d.deputy from approval a
             join approval_stand_in d on d.approval = a.id where a.state = 'open')
           select i.platform, i.account,
                  exists (select from delegation d
                          where d.person = i.person and d.from_at <= $1 and d.until_at > $1) as "delegated!"
           from asked join identity i on i.person = asked.person
           order by i.platform, i.account"#,
        now
    );
    Ok(all.fetch_all(conn).await?)
}

/// Whether an account was in a room with the bot once, and is in none any more.
pub(in crate::practice::approval) async fn is_gone(
    conn: &mut PgConnection,
    platform: &str,
    account: &str,
) -> Result<bool, Fault> {
    let gone = sqlx::query_scalar!(
        r#"select exists (select from room_member where platform = $1 and account = $2)
              and not exists (select from room_member where platform = $1 and account = $2 and present) as "gone!""#,
        platform,
        account
    );
    Ok(gone.fetch_one(conn).await?)
}
