//! Messages that wake people. In a storm, what comes soon after a message about the same service, or beyond what one person can
//! take, waits and comes with others in one; the first of a service comes at once.

pub(in super::super) mod store;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::{Next, Page, State};
use super::store::{self as pages, Called};
use super::{CARD, step, view};
use crate::error::Stop;
use crate::flow::prompts;
use crate::flow::turn::{Say, Turn};
use crate::ids::{MessageId, PersonId};
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::oncall::reach;
use crate::practice::threads;

/// The timer that wakes somebody for what has waited.
pub(in super::super) const BUNDLE: &str = "page-bundle";

/// So long waits what is beyond what one person can take, where no longer time is set.
const RELIEF: Duration = Duration::from_mins(5);

/// How somebody is woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// At once; whether by anything besides the chat.
    Now {
        /// They have a channel outside of the chat.
        outside: bool,
    },
    /// With what else comes until then.
    Later(DateTime<Utc>),
}

/// Wakes one person for a step of a page, now or with the next message to them.
pub(super) async fn wake(
    turn: &mut Turn<'_>,
    page: &Page,
    next: Next,
    person: &Person,
    about: &str,
) -> Result<Woken, Stop> {
    let (now, config) = (turn.now, turn.config.clone());
    let span = |duration| TimeDelta::from_std(duration).unwrap_or(TimeDelta::hours(1));
    let within = span(config.oncall.bundle_within);
    let since = (now - within, now - TimeDelta::hours(1), now);
    let (same, messages) = store::lately(turn.conn(), person.id, (page.id, about), since).await?;
    let too_many = messages >= i64::from(config.oncall.most_an_hour);
    let at = match (same, too_many) {
        (_, true) => Some(now + within.max(span(RELIEF))),
        (Some(same), false) => Some(same + within).filter(|at| *at > now),
        (None, false) => None,
    };
    let Some(at) = at else {
        let outside = send(turn, std::slice::from_ref(page), &[(page.id, next)], person).await?;
        return Ok(Woken::Now { outside });
    };
    store::hold(turn.conn(), (page.id, next), (person.id, &person.account), now).await?;
    let held = serde_json::to_value(Held { platform: page.platform.clone(), person: person.id.0 })?;
    turn.schedule_unless_set(&format!("{BUNDLE}:{}:{}", page.platform, person.id.0), BUNDLE, at, &held).await?;
    Ok(Woken::Later(at))
}

/// What the timer carries.
#[derive(Serialize, Deserialize)]
struct Held {
    platform: String,
    person: i64,
}

/// The time has come to wake somebody for what has waited, as far as nobody has answered meanwhile.
pub(in super::super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Held { platform, person } = serde_json::from_value(payload)?;
    let id = PersonId(person);
    let held = store::held(turn.conn(), id).await?;
    let mut open = lock(turn, held).await?;
    open.retain(|page| matches!(page.state, State::Open(_)));
    let held = store::take(turn.conn(), id).await?;
    let calls: Vec<(i64, Next)> =
        held.iter().filter(|held| open.iter().any(|page| page.id == held.page)).map(|it| (it.page, it.next)).collect();
    turn.place.platform.clone_from(&platform);
    let Some(person) = people::store::find(turn.conn(), &platform, id).await? else { return Ok(()) };
    if calls.is_empty() || turn.config.directory.has_left(&person.account) {
        return Ok(());
    }
    send(turn, &open, &calls, &person).await?;
    Ok(())
}

/// A message that wakes somebody for these steps of these pages; whether by anything besides the chat.
async fn send(turn: &mut Turn<'_>, open: &[Page], calls: &[(i64, Next)], person: &Person) -> Result<bool, Stop> {
    let Some(first) = open.first() else { return Ok(false) };
    let (platform, now) = (first.platform.clone(), turn.now);
    let language = language_of(turn, person, &threads::alone(&platform)).await?;
    let body = view::message(turn, open, language, (first.id, None)).await?;
    let say = Say { body, mentions: Vec::new(), loud: true };
    let message = turn.say_direct(&platform, &person.account, say).await?;
    prompts::keep(turn.conn(), message, CARD, &json!({})).await?;
    turn.offer(message, view::signs(open)).await?;
    let called = Called { message, person: person.id, language };
    for (page, next) in calls {
        pages::call(turn.conn(), (*page, *next), &called, &person.account, now).await?;
    }
    let urgent = open.iter().any(Page::is_urgent);
    reach::begin(turn, message, (&platform, person), language, urgent).await
}

/// The pages of a message, locked, their tickets first.
pub(in super::super) async fn pages_of(turn: &mut Turn<'_>, message: MessageId) -> Result<Vec<Page>, Stop> {
    let pages = store::pages(turn.conn(), message).await?;
    lock(turn, pages).await
}

async fn lock(turn: &mut Turn<'_>, pages: Vec<i64>) -> Result<Vec<Page>, Stop> {
    let mut found = Vec::new();
    for page in pages {
        found.extend(step::lock(turn, page).await?);
    }
    Ok(found)
}

/// Brings every message that has woken somebody for a page up to date; `who` has answered.
pub(super) async fn refresh(turn: &mut Turn<'_>, page: &Page, who: Option<&str>) -> Result<(), Stop> {
    let mut done: Vec<MessageId> = Vec::new();
    for called in pages::calls(turn.conn(), page.id).await? {
        if done.contains(&called.message) {
            continue;
        }
        done.push(called.message);
        let shown = pages_of(turn, called.message).await?;
        let body = view::message(turn, &shown, called.language, (page.id, who)).await?;
        turn.edit(called.message, body).await?;
        turn.offer(called.message, view::signs(&shown)).await?;
    }
    Ok(())
}
