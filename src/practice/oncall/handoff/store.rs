//! SQL of hand-offs: who was told last, and what is open.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{TicketId, TicketKind};

/// Who is on call, or learns along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Duty {
    pub(super) people: Vec<String>,
    pub(super) shadows: Vec<String>,
}

/// Who was told last, and when somebody comes or goes next; locked, so that of two who look at once one is second.
pub(super) async fn lock(conn: &mut PgConnection, schedule: &str) -> Result<Option<(Duty, DateTime<Utc>)>, Fault> {
    let row = sqlx::query!("select people, shadows, next_at from oncall_duty where schedule = $1 for update", schedule);
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let people = serde_json::from_value(row.people)?;
    Ok(Some((Duty { people, shadows: serde_json::from_value(row.shadows)? }, row.next_at)))
}

/// Keeps who was told, and when somebody comes or goes next.
pub(super) async fn keep(
    conn: &mut PgConnection,
    schedule: &str,
    duty: &Duty,
    next: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into oncall_duty (schedule, people, shadows, next_at) values ($1, $2, $3, $4)
         on conflict on constraint oncall_duty_pk
         do update set people = excluded.people, shadows = excluded.shadows, next_at = excluded.next_at",
        schedule,
        serde_json::to_value(&duty.people)?,
        serde_json::to_value(&duty.shadows)?,
        next
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Nobody is told any more, but for these schedules.
pub(super) async fn forget_others(conn: &mut PgConnection, schedules: &[String]) -> Result<(), Fault> {
    sqlx::query!("delete from oncall_duty where schedule <> all($1)", schedules).execute(conn).await?;
    Ok(())
}

/// Something that is open when a shift changes.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) ticket: Option<TicketId>,
    /// Empty: the readers may not know it.
    pub(super) title: String,
    /// Who has answered the page, by account; empty: nobody. None: it is no page.
    pub(super) page: Option<String>,
    pub(super) priority: u8,
}

/// The pages that run of a schedule and its team, the most urgent first.
pub(super) async fn pages(
    conn: &mut PgConnection,
    (platform, schedule): (&str, &str),
    teams: &[String],
    limit: i64,
) -> Result<Vec<Open>, Fault> {
    let named = serde_json::json!([{ "notify": [format!("schedule:{schedule}")] }]);
    let rows = sqlx::query!(
        r#"select p.ticket, p.priority, p.state,
                  case when t.private then '' else coalesce(t.title, p.title) end as "title!",
                  (select coalesce(i.name, i.account) from identity i
                   where i.person = p.acked_by and i.platform = $1 order by i.account limit 1) as name
           from page p left join ticket t on t.id = p.ticket
           where p.ended_at is null and (p.steps @> $2 or coalesce(t.team, '') = any($3))
           order by p.priority, p.id limit $4"#,
        platform,
        named,
        teams,
        limit
    );
    let open = rows.fetch_all(conn).await?.into_iter().map(|row| Open {
        ticket: row.ticket.map(TicketId),
        title: row.title,
        page: Some(if row.state == "acked" { row.name.unwrap_or_default() } else { String::new() }),
        priority: u8::try_from(row.priority).unwrap_or(3),
    });
    Ok(open.collect())
}

/// The critical and high tickets of a team that are open, and for which nobody is woken; changes go their own way.
pub(super) async fn tickets(conn: &mut PgConnection, teams: &[String], limit: i64) -> Result<Vec<Open>, Fault> {
    let rows = sqlx::query!(
        r#"select t.id, t.priority, case when t.private then '' else t.title end as "title!"
           from ticket t
           where coalesce(t.team, '') = any($1) and t.priority <= 2 and t.state not in ('resolved', 'closed')
             and t.id < $2 and not exists (select from page p where p.ticket = t.id and p.ended_at is null)
           order by t.priority, t.id limit $3"#,
        teams,
        TicketId::new(TicketKind::Change, 1).0,
        limit
    );
    let open = rows.fetch_all(conn).await?.into_iter().map(|row| Open {
        ticket: Some(TicketId(row.id)),
        title: row.title,
        page: None,
        priority: u8::try_from(row.priority).unwrap_or(3),
    });
    Ok(open.collect())
}
