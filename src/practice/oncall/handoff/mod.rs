//! Hand-offs: when a shift changes, the team's room is told who goes and who comes, until when, and what is open; those whom it
//! concerns are told alone as well.
//!
//! Who was told last is kept ([`store::Duty`]). A timer looks when somebody is to come or go, finds whether anybody has, and tells it
//! once, however often it looks; whatever people change of the schedule plans it anew.

mod store;
mod view;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;

use self::store::{Duty, Open};
use self::view::{NAMED, Shown, To};
use super::{schedule, stand_in};
use crate::config::ScheduleConfig;
use crate::error::{Fault, Stop};
use crate::flow::turn::{Place, Say, Turn};
use crate::flow::wakeup::Bell;
use crate::flow::{Flow, timers};
use crate::people::Person;
use crate::practice::language::language_of;
use crate::practice::{permission, threads};
use crate::rota::Schedule;

/// The timer by which a change of shift is told.
pub(super) const CHANGE: &str = "oncall-handoff";

/// So far ahead it is looked when somebody comes or goes; then again.
const AHEAD: TimeDelta = TimeDelta::days(31);

/// A plan that is older than this was lost: whoever was to carry it out has failed again and again.
const LOST: TimeDelta = TimeDelta::hours(1);

/// What the timer carries.
#[derive(Debug, Serialize, Deserialize)]
struct Carried {
    schedule: String,
}

fn timer_of(schedule: &str) -> String {
    format!("oncall-handoff:{schedule}")
}

fn payload(schedule: &str) -> Result<Value, Fault> {
    Ok(serde_json::to_value(Carried { schedule: schedule.to_owned() })?)
}

/// Keeps the timers, until told to stop.
pub async fn keep(flow: Flow, stop: CancellationToken) {
    timers::keep(flow, stop, "hand-offs on call", stand).await;
}

pub(super) async fn stand(flow: &Flow) -> Result<(), Fault> {
    let (config, now) = (flow.config.clone(), flow.clock.now());
    let told: &[ScheduleConfig] = if config.oncall.handoff { &config.schedules } else { &[] };
    let names: Vec<String> = told.iter().map(|of| of.name.clone()).collect();
    let mut tx = flow.pool.begin().await?;
    store::forget_others(&mut tx, &names).await?;
    for timer in timers::of_kind(&mut tx, CHANGE).await? {
        if names.iter().all(|name| timer_of(name) != timer.key) {
            timers::cancel(&mut tx, &timer.key).await?;
        }
    }
    for of in told {
        let standing = Standing::load(&mut tx, of, now).await?;
        let at = match store::lock(&mut tx, &of.name).await? {
            None => {
                let next = standing.next(now);
                store::keep(&mut tx, &of.name, &standing.duty(now), next).await?;
                next
            }
            // It is due, and about to be told.
            Some((_, next)) if next <= now && next > now - LOST => continue,
            // The configuration may have changed while nobody looked.
            Some((last, _)) => {
                let at = if is_same(&last, &standing.duty(now)) { standing.next(now) } else { now };
                store::keep(&mut tx, &of.name, &last, at).await?;
                at
            }
        };
        timers::set(&mut tx, &timer_of(&of.name), CHANGE, at, &payload(&of.name)?).await?;
    }
    tx.commit().await?;
    flow.wakeup.ring(Bell::Timers);
    Ok(())
}

/// A schedule as it is now, and whoever learns along.
struct Standing<'s> {
    current: Schedule,
    shadows: &'s Schedule,
}

impl<'s> Standing<'s> {
    async fn load(conn: &mut PgConnection, of: &'s ScheduleConfig, now: DateTime<Utc>) -> Result<Self, Fault> {
        Ok(Self { current: schedule::current(conn, of, now).await?, shadows: &of.shadows })
    }

    fn duty(&self, now: DateTime<Utc>) -> Duty {
        let owned = |people: Vec<&str>| people.into_iter().map(str::to_owned).collect();
        Duty { people: owned(self.current.on_call(now)), shadows: owned(self.shadows.on_call(now)) }
    }

    /// When the people on call change next.
    fn until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.current.shifts(now, now + AHEAD).get(1).map(|next| next.from)
    }

    /// When those change next who learn along.
    fn shadows_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.shadows.shifts(now, now + AHEAD).get(1).map(|next| next.from)
    }

    /// When anybody comes or goes next, or it is to be looked again.
    fn next(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        [self.until(now), self.shadows_until(now)].into_iter().flatten().min().unwrap_or(now + AHEAD)
    }
}

fn is_same(one: &Duty, other: &Duty) -> bool {
    let same =
        |some: &[String], others: &[String]| missing(some, others).is_empty() && missing(others, some).is_empty();
    same(&one.people, &other.people) && same(&one.shadows, &other.shadows)
}

/// Those of some who are not among others.
fn missing(some: &[String], others: &[String]) -> Vec<String> {
    some.iter().filter(|one| others.iter().all(|other| !other.eq_ignore_ascii_case(one))).cloned().collect()
}

/// Plans the next one anew, after somebody has changed the schedule: at once, where that changes who has it now.
pub(super) async fn plan(turn: &mut Turn<'_>, of: &ScheduleConfig) -> Result<(), Stop> {
    let now = turn.now;
    if !turn.config.oncall.handoff {
        return Ok(());
    }
    let Some((last, _)) = store::lock(turn.conn(), &of.name).await? else { return Ok(()) };
    let standing = Standing::load(turn.conn(), of, now).await?;
    let at = if is_same(&last, &standing.duty(now)) { standing.next(now) } else { now };
    store::keep(turn.conn(), &of.name, &last, at).await?;
    turn.schedule(&timer_of(&of.name), CHANGE, at, &payload(&of.name)?).await?;
    Ok(())
}

/// Somebody may have come or gone.
pub(super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { schedule } = serde_json::from_value(payload)?;
    let (config, now) = (turn.config.clone(), turn.now);
    let Some(of) = config.schedules.iter().find(|known| known.name == schedule) else { return Ok(()) };
    if let Some(platform) = turn.platforms().await?.into_iter().next() {
        turn.place.platform = platform;
    }
    let Some((last, _)) = store::lock(turn.conn(), &of.name).await? else { return Ok(()) };
    let standing = Standing::load(turn.conn(), of, now).await?;
    let (duty, next) = (standing.duty(now), standing.next(now));
    if !is_same(&last, &duty) && !turn.place.platform.is_empty() {
        tell(turn, of, (&last, &duty), [standing.until(now), standing.shadows_until(now)]).await?;
    }
    store::keep(turn.conn(), &of.name, &duty, next).await?;
    turn.schedule(&timer_of(&of.name), CHANGE, next, &self::payload(&of.name)?).await?;
    Ok(())
}

/// Tells who comes and who goes.
async fn tell(
    turn: &mut Turn<'_>,
    of: &ScheduleConfig,
    (last, duty): (&Duty, &Duty),
    [until, learn_until]: [Option<DateTime<Utc>>; 2],
) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let (came, went) = (missing(&duty.people, &last.people), missing(&last.people, &duty.people));
    let come = schedule::people(turn, &platform, &came).await?;
    let gone = schedule::people(turn, &platform, &went).await?;
    let stay = schedule::people(turn, &platform, &missing(&duty.people, &came)).await?;
    let learn = schedule::people(turn, &platform, &missing(&duty.shadows, &last.shadows)).await?;
    let open = open(turn, of).await?;
    let shown = Shown { of, gone: &gone, come: &come, stay: &stay, until, learn_until, open: &open };
    let after = json!({ "come": came, "gone": went, "shadows": duty.shadows });
    turn.record("oncall-handoff", &format!("schedule {}", of.name), Value::Null, after).await?;
    let changed = !came.is_empty() || !went.is_empty();
    if changed && let Some(room) = threads::home_of(turn, of.team.as_deref()).await? {
        let place = Place { platform: platform.clone(), room, thread: None };
        let language = turn.room_language(&place).await?.unwrap_or(turn.config.language);
        let body = view::body(turn, &shown, To::Team, language);
        let mentions = come.iter().map(|person| person.account.clone()).collect();
        turn.say(&place, Say { body, mentions, loud: true }).await?;
    }
    for (to, people) in [(To::Come, &come), (To::Gone, &gone), (To::Shadow, &learn)] {
        for person in people {
            alone(turn, &shown, to, person).await?;
        }
    }
    Ok(())
}

async fn alone(turn: &mut Turn<'_>, shown: &Shown<'_>, to: To, person: &Person) -> Result<(), Stop> {
    if stand_in::is_here(turn, person).is_err() {
        return Ok(());
    }
    let platform = turn.place.platform.clone();
    let language = language_of(turn, person, &threads::alone(&platform)).await?;
    let body = view::body(turn, shown, to, language);
    turn.say_direct(&platform, &person.account, Say { body, mentions: Vec::new(), loud: true }).await?;
    Ok(())
}

/// The pages that run, and the critical and high tickets of the team; one more than is named, where there are more.
async fn open(turn: &mut Turn<'_>, of: &ScheduleConfig) -> Result<Vec<Open>, Stop> {
    let teams = permission::as_stored(turn, of.team.iter().cloned().collect()).await?;
    let most = i64::try_from(NAMED + 1).unwrap_or(i64::MAX);
    let platform = turn.place.platform.clone();
    let mut open = store::pages(turn.conn(), (&platform, &of.name), &teams, most).await?;
    open.extend(store::tickets(turn.conn(), &teams, most).await?);
    open.truncate(NAMED + 1);
    Ok(open)
}
