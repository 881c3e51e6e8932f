//! SQL of clocks and pauses.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::budget::Level;
use super::model::{Clock, End, Hours, How, Ledger, Still, Terms};
use super::replay::Past;
use crate::calendar::{CalendarSpec, Pause};
use crate::config::{ObjectiveConfig, ObjectiveOf};
use crate::error::Fault;
use crate::ids::TicketId;
use crate::ticket::DueOf;

/// The clocks and pauses of tickets; those without any are left out.
pub async fn ledgers(conn: &mut PgConnection, tickets: &[TicketId]) -> Result<BTreeMap<TicketId, Ledger>, Fault> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let rows = sqlx::query_as!(
        Row,
        "select c.id, c.ticket, c.kind, c.target, c.team, c.priority, c.service, c.calendar, k.title, k.spec, c.seconds,
                c.steps, c.steps_done, c.started_at, c.due_at, c.next_at, c.state, c.ended_at, c.spent, c.because
         from sla_clock c join sla_calendar k on k.digest = c.calendar
         where c.ticket = any($1) order by c.ticket, c.id",
        &ids
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut ledgers: BTreeMap<TicketId, Ledger> = BTreeMap::new();
    if rows.is_empty() {
        return Ok(ledgers);
    }
    // Many clocks count by the same few calendars, which cost something to build.
    let mut known = HashMap::new();
    for row in rows {
        ledgers.entry(TicketId(row.ticket)).or_default().clocks.push(row.clock(&mut known)?);
    }
    let stills = sqlx::query!(
        "select ticket, began_at, ended_at, because from sla_pause where ticket = any($1) order by ticket, began_at",
        &ids
    )
    .fetch_all(conn)
    .await?;
    for row in stills {
        let still = Still { from: row.began_at, to: row.ended_at, because: row.because };
        ledgers.entry(TicketId(row.ticket)).or_default().stills.push(still);
    }
    Ok(ledgers)
}

/// Whether a ticket has any clock.
pub async fn has_clocks(conn: &mut PgConnection, ticket: TicketId) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(r#"select exists (select from sla_clock where ticket = $1) as "found!""#, ticket.0);
    Ok(found.fetch_one(conn).await?)
}

/// Whether a ticket has a clock that runs.
pub async fn has_running(conn: &mut PgConnection, ticket: TicketId) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from sla_clock where ticket = $1 and state = 'running') as "found!""#,
        ticket.0
    );
    Ok(found.fetch_one(conn).await?)
}

struct Row {
    id: i64,
    ticket: i64,
    kind: String,
    target: String,
    team: Option<String>,
    priority: i16,
    service: Option<String>,
    calendar: String,
    title: String,
    spec: Value,
    seconds: i64,
    steps: Value,
    steps_done: i16,
    started_at: DateTime<Utc>,
    due_at: Option<DateTime<Utc>>,
    next_at: Option<DateTime<Utc>>,
    state: String,
    ended_at: Option<DateTime<Utc>>,
    spent: Option<i64>,
    because: Option<String>,
}

impl Row {
    fn clock(self, known: &mut HashMap<String, Hours>) -> Result<Clock, Fault> {
        let broken = |what: &str| Fault::Other(format!("the clock {} of T-{} has {what}", self.id, self.ticket));
        let hours = match known.get(&self.calendar) {
            Some(hours) => hours.clone(),
            None => {
                let spec: CalendarSpec = serde_json::from_value(self.spec)?;
                let calendar = spec.build().map_err(|error| broken(&format!("an unfit calendar: {error}")))?;
                let hours = Hours { title: self.title, spec, calendar: Arc::new(calendar) };
                known.insert(self.calendar, hours.clone());
                hours
            }
        };
        let spent = || self.spent.map(TimeDelta::seconds).ok_or_else(|| broken("no time spent"));
        let how = match self.state.as_str() {
            "running" => None,
            "met" => Some(How::Met(spent()?)),
            "missed" => Some(How::Missed(spent()?)),
            "replaced" => Some(How::Replaced(self.because.clone().unwrap_or_default())),
            "dropped" => Some(How::Dropped),
            other => return Err(broken(other)),
        };
        let left = self.because.as_deref() == Some(LEFT);
        let end = how.zip(self.ended_at).map(|(how, at)| End { at, how, left });
        let of = DueOf::read(&self.kind).ok_or_else(|| broken(&self.kind))?;
        let within = TimeDelta::seconds(self.seconds);
        let terms =
            Terms { target: self.target, team: self.team, hours, within, steps: serde_json::from_value(self.steps)? };
        Ok(Clock {
            id: Some(self.id),
            of,
            terms,
            priority: u8::try_from(self.priority).unwrap_or(5),
            service: self.service,
            steps_done: usize::try_from(self.steps_done).unwrap_or_default(),
            started_at: self.started_at,
            due_at: self.due_at,
            next_at: self.next_at,
            end,
        })
    }
}

/// Why a clock of a team has ended, where the ticket was not over.
const LEFT: &str = "left";

/// Writes what is other than before.
pub async fn save(conn: &mut PgConnection, ticket: TicketId, before: &Ledger, after: &Ledger) -> Result<(), Fault> {
    for clock in &after.clocks {
        if clock.id.is_none() {
            insert(conn, ticket, clock).await?;
        } else if before.clocks.iter().all(|earlier| earlier != clock) {
            update(conn, clock).await?;
        }
    }
    for still in after.stills.iter().filter(|still| !before.stills.contains(still)) {
        sqlx::query!(
            "insert into sla_pause (ticket, began_at, ended_at, because) values ($1, $2, $3, $4)
             on conflict on constraint sla_pause_pk do update set ended_at = excluded.ended_at, because = excluded.because",
            ticket.0,
            still.from,
            still.to,
            still.because
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

async fn insert(conn: &mut PgConnection, ticket: TicketId, clock: &Clock) -> Result<(), Fault> {
    let spec = serde_json::to_value(&clock.terms.hours.spec)?;
    let digest = digest(&clock.terms.hours.title, &spec);
    let columns = Columns::from(clock);
    sqlx::query!(
        "with calendar as (insert into sla_calendar (digest, title, spec) values ($8, $9, $10)
                           on conflict on constraint sla_calendar_pk do nothing)
         insert into sla_clock (ticket, kind, target, team, priority, service, seconds, calendar, steps, steps_done,
                                started_at, due_at, next_at, state, ended_at, spent, because)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        ticket.0,
        clock.of.name(),
        clock.terms.target,
        clock.terms.team,
        i16::from(clock.priority),
        clock.service,
        clock.terms.within.num_seconds(),
        digest,
        clock.terms.hours.title,
        spec,
        serde_json::to_value(&clock.terms.steps)?,
        columns.steps_done,
        clock.started_at,
        clock.due_at,
        clock.next_at,
        columns.state,
        columns.ended_at,
        columns.spent,
        columns.because
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn update(conn: &mut PgConnection, clock: &Clock) -> Result<(), Fault> {
    let columns = Columns::from(clock);
    let rows = sqlx::query!(
        "update sla_clock set priority = $2, service = $3, steps_done = $4, due_at = $5, next_at = $6, state = $7,
                ended_at = $8, spent = $9, because = $10
         where id = $1",
        clock.id,
        i16::from(clock.priority),
        clock.service,
        columns.steps_done,
        clock.due_at,
        clock.next_at,
        columns.state,
        columns.ended_at,
        columns.spent,
        columns.because
    )
    .execute(conn)
    .await?
    .rows_affected();
    if rows == 1 { Ok(()) } else { Err(Fault::Other(format!("the clock {:?} vanished", clock.id))) }
}

/// The stored form of what became of a clock.
struct Columns<'a> {
    steps_done: i16,
    state: &'static str,
    ended_at: Option<DateTime<Utc>>,
    spent: Option<i64>,
    because: Option<&'a str>,
}

impl<'a> From<&'a Clock> for Columns<'a> {
    fn from(clock: &'a Clock) -> Self {
        let (state, spent, because) = match clock.end.as_ref().map(|end| &end.how) {
            None => ("running", None, None),
            Some(How::Met(spent)) => ("met", Some(spent), None),
            Some(How::Missed(spent)) => ("missed", Some(spent), None),
            Some(How::Replaced(because)) => ("replaced", None, Some(because.as_str())),
            Some(How::Dropped) => ("dropped", None, None),
        };
        let left = clock.end.as_ref().is_some_and(|end| end.left);
        Self {
            steps_done: i16::try_from(clock.steps_done).unwrap_or(i16::MAX),
            state,
            ended_at: clock.end.as_ref().map(|end| end.at),
            spent: spent.map(TimeDelta::num_seconds),
            because: if left { Some(LEFT) } else { because },
        }
    }
}

/// The name of a calendar by what it says.
fn digest(title: &str, spec: &Value) -> String {
    let mut hash = Sha256::new();
    hash.update(title.as_bytes());
    hash.update([0]);
    hash.update(spec.to_string().as_bytes());
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Tickets of a room of which a step is due by a moment, the earliest first, with that time; a room is where the team
/// works, or else where the ticket lives.
pub async fn due_in(
    conn: &mut PgConnection,
    (platform, room): (&str, &str),
    by: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(TicketId, DateTime<Utc>)>, Fault> {
    let rows = sqlx::query!(
        r#"select c.ticket, min(c.next_at) as "next_at!"
           from sla_clock c
           where c.state = 'running' and c.next_at <= $3
             and exists (select from ticket_place p join outbox o on o.id = p.card
                         where p.ticket = c.ticket and p.platform = $1 and coalesce(nullif(p.room, ''), o.room) = $2
                           and p.side <> 'requester')
           group by c.ticket order by min(c.next_at), c.ticket limit $4"#,
        platform,
        room,
        by,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (TicketId(row.ticket), row.next_at)).collect())
}

/// One at a time warns in a room, so that what is due together is said together.
pub async fn warn_alone(conn: &mut PgConnection, platform: &str, room: &str) -> Result<(), Fault> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 7))", format!("sla {platform} {room}"))
        .execute(conn)
        .await?;
    Ok(())
}

/// What has happened to the tickets that were raised since a moment, in pages: those behind a number.
pub async fn pasts(
    conn: &mut PgConnection,
    since: DateTime<Utc>,
    after: TicketId,
    limit: i64,
) -> Result<Vec<Past>, Fault> {
    let rows = sqlx::query!(
        r#"select t.id, t.title, t.priority, t.service, t.item, t.created_at,
                  coalesce(t.resolved_at, t.closed_at) as over_at,
                  t.state = 'closed' and t.resolved_at is null and not t.unanswered as "is_gone!",
                  array(select account from identity where person = t.requester) as "requester!",
                  coalesce((select min(c.ended_at) from sla_clock c
                            where c.ticket = t.id and c.kind = 'response' and c.state in ('met', 'missed')),
                           (select min(e.at) from ticket_entry e
                            where e.ticket = t.id and not e.internal and e.author <> t.requester
                              and e.kind in ('message', 'solution'))) as answered_at,
                  array(select began_at from sla_pause p where p.ticket = t.id order by began_at) as "began!",
                  array(select extract(epoch from ended_at)::bigint from sla_pause p
                        where p.ticket = t.id order by began_at) as "ended!: Vec<Option<i64>>"
           from ticket t
           where t.created_at >= $1 and t.id > $2 order by t.id limit $3"#,
        since,
        after.0,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let ended = row.ended.into_iter().map(|at| at.and_then(|at| DateTime::from_timestamp(at, 0)));
            Past {
                ticket: TicketId(row.id),
                title: row.title,
                priority: u8::try_from(row.priority).unwrap_or(5),
                service: row.service,
                item: row.item,
                requester: row.requester,
                raised_at: row.created_at,
                answered_at: row.answered_at,
                over_at: row.over_at,
                is_gone: row.is_gone,
                pauses: row.began.into_iter().zip(ended).map(|(from, to)| Pause { from, to }).collect(),
            }
        })
        .collect())
}

/// How many clocks of an objective that ended within a time were kept and broken. One that runs and is overdue is broken.
pub async fn kept(
    conn: &mut PgConnection,
    objective: &ObjectiveConfig,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<(i64, i64), Fault> {
    let kind = match objective.of {
        ObjectiveOf::Response => "response",
        ObjectiveOf::Resolution => "resolution",
    };
    let priorities: Option<Vec<i16>> =
        objective.applies.priority.as_ref().map(|list| list.iter().copied().map(i16::from).collect());
    let row = sqlx::query!(
        r#"with ended as (
             select state = 'met' as met from sla_clock
             where ended_at > $4 and ended_at <= $5 and state in ('met', 'missed')
               and kind = $1 and ($2::smallint[] is null or priority = any($2)) and ($3::text is null or service = $3)
             union all
             select false from sla_clock
             where state = 'running' and due_at > $4 and due_at <= $5
               and kind = $1 and ($2::smallint[] is null or priority = any($2)) and ($3::text is null or service = $3))
           select count(*) filter (where met) as "met!", count(*) filter (where not met) as "missed!" from ended"#,
        kind,
        priorities.as_deref(),
        objective.applies.service,
        from,
        to
    )
    .fetch_one(conn)
    .await?;
    Ok((row.met, row.missed))
}

/// What was said of an objective last.
pub(super) async fn level(conn: &mut PgConnection, name: &str) -> Result<Level, Fault> {
    let level =
        sqlx::query_scalar!("select level from sla_objective where name = $1", name).fetch_optional(conn).await?;
    Ok(level.as_deref().map_or(Level::Well, Level::read))
}

/// Keeps what is said of an objective.
pub(super) async fn set_level(
    conn: &mut PgConnection,
    name: &str,
    level: Level,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into sla_objective (name, level, at) values ($1, $2, $3)
         on conflict on constraint sla_objective_pk do update set level = excluded.level, at = excluded.at",
        name,
        level.name(),
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
