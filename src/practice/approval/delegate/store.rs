//! SQL of delegations.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::PersonId;

/// That somebody answers for somebody else for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::practice::approval) struct Delegation {
    pub(in crate::practice::approval) person: PersonId,
    pub(in crate::practice::approval) deputy: PersonId,
    pub(in crate::practice::approval) from: DateTime<Utc>,
    pub(in crate::practice::approval) until: DateTime<Utc>,
    pub(in crate::practice::approval) reason: String,
}

/// Writes a delegation. For its time it takes the place of what the person has arranged before; what goes beyond that
/// stays. The deputies who answer less than before.
pub(in crate::practice::approval) async fn make(
    conn: &mut PgConnection,
    new: &Delegation,
    now: DateTime<Utc>,
    (platform, event): (&str, &str),
) -> Result<Vec<PersonId>, Fault> {
    let replaced = sqlx::query!(
        "delete from delegation where person = $1 and from_at < $3 and until_at > $2
         returning deputy, from_at, until_at, reason, made_at, platform, event",
        new.person.0,
        new.from,
        new.until
    )
    .fetch_all(&mut *conn)
    .await?;
    for row in &replaced {
        for (from, until) in [(row.from_at, new.from), (new.until, row.until_at)] {
            if from < until {
                let part = Delegation {
                    person: new.person,
                    deputy: PersonId(row.deputy),
                    from,
                    until,
                    reason: row.reason.clone(),
                };
                insert(conn, &part, row.made_at, (&row.platform, &row.event)).await?;
            }
        }
    }
    insert(conn, new, now, (platform, event)).await?;
    let deputies = replaced.into_iter().map(|row| PersonId(row.deputy)).filter(|deputy| *deputy != new.deputy);
    Ok(deputies.collect::<BTreeSet<_>>().into_iter().collect())
}

async fn insert(
    conn: &mut PgConnection,
    new: &Delegation,
    made_at: DateTime<Utc>,
    (platform, event): (&str, &str),
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into delegation (person, deputy, from_at, until_at, reason, made_at, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.person.0,
        new.deputy.0,
        new.from,
        new.until,
        new.reason,
        made_at,
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The words of a reason were taken back.
pub(in crate::practice::approval) async fn forget_reason(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
) -> Result<(), Fault> {
    sqlx::query!("update delegation set reason = '' where platform = $1 and event = $2", platform, event)
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends what somebody has arranged: what has begun at this moment, and what begins later not at all. The deputies.
pub(in crate::practice::approval) async fn end(
    conn: &mut PgConnection,
    person: PersonId,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<PersonId>, Fault> {
    let deputies = sqlx::query_scalar!(
        "delete from delegation where person = $1 and from_at >= $2 and until_at > $3 returning deputy",
        person.0,
        at,
        now
    )
    .fetch_all(&mut *conn)
    .await?;
    let cut = sqlx::query_scalar!(
        "update delegation set until_at = $2 where person = $1 and from_at < $2 and until_at > $2 returning deputy",
        person.0,
        at
    )
    .fetch_all(conn)
    .await?;
    Ok(deputies.into_iter().chain(cut).map(PersonId).collect::<BTreeSet<_>>().into_iter().collect())
}

/// The delegations by or to somebody that are not over.
pub(in crate::practice::approval) async fn of(
    conn: &mut PgConnection,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Delegation>, Fault> {
    let rows = sqlx::query!(
        "select person, deputy, from_at, until_at, reason from delegation
         where (person = $1 or deputy = $1) and until_at > $2 order by from_at, id limit 20",
        person.0,
        now
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| Delegation {
        person: PersonId(row.person),
        deputy: PersonId(row.deputy),
        from: row.from_at,
        until: row.until_at,
        reason: row.reason,
    });
    Ok(read.collect())
}

/// Who has arranged something that is in force at some moment of a time, with whom.
pub(in crate::practice::approval) async fn between(
    conn: &mut PgConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(PersonId, PersonId)>, Fault> {
    // Of two who arrange something at once the second sees what the first did: together they could form a circle.
    sqlx::query!("select pg_advisory_xact_lock(hashtext('lotse.delegation'))").execute(&mut *conn).await?;
    let rows = sqlx::query!("select person, deputy from delegation where from_at < $2 and until_at > $1", from, until);
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (PersonId(row.person), PersonId(row.deputy))).collect())
}

/// For whom somebody answers now, also by way of others who are absent themselves.
pub(in crate::practice::approval) async fn stands_for(
    conn: &mut PgConnection,
    deputy: PersonId,
    now: DateTime<Utc>,
) -> Result<BTreeSet<PersonId>, Fault> {
    let people = sqlx::query_scalar!(
        r#"with recursive up (person) as (
             select person from delegation where deputy = $1 and from_at <= $2 and until_at > $2
             union
             select d.person from delegation d join up on d.deputy = up.person and d.from_at <= $2 and d.until_at > $2)
           select person as "person!" from up"#,
        deputy.0,
        now
    );
    Ok(people.fetch_all(conn).await?.into_iter().map(PersonId).filter(|person| *person != deputy).collect())
}

/// Who answers for somebody now: the last of those who stand in for each other. None: they answer themselves.
pub(in crate::practice::approval) async fn deputy_of(
    conn: &mut PgConnection,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, Fault> {
    let deputy = sqlx::query_scalar!(
        r#"with recursive down (person, depth) as (
             select deputy, 1 from delegation where person = $1 and from_at <= $2 and until_at > $2
             union
             select d.deputy, down.depth + 1 from delegation d
             join down on d.person = down.person and d.from_at <= $2 and d.until_at > $2 and down.depth < 20)
           select person as "person!" from down order by depth desc limit 1"#,
        person.0,
        now
    );
    Ok(deputy.fetch_optional(conn).await?.map(PersonId))
}

/// How many approvals wait for somebody in which another one could answer for them: not those of what that one wants.
pub(in crate::practice::approval) async fn waiting(
    conn: &mut PgConnection,
    person: PersonId,
    deputy: PersonId,
) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(distinct a.id) as "count!" from approval a
           join approval_seat s on s.approval = a.id and s.stage = a.stage
           join ticket t on t.id = a.ticket
           where a.state = 'open' and s.person = $1 and $2 not in (t.requester, t.raised_by)"#,
        person.0,
        deputy.0
    );
    Ok(count.fetch_one(conn).await?)
}
