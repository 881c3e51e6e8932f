//! The steps of a chain, as time goes.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::bundle::{self, Woken};
use super::model::{Next, Page, State, Step};
use super::{STEP, store};
use crate::config::Target;
use crate::error::Stop;
use crate::fact::{Fact, Noteworthy};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Phrase;
use crate::people::{self, Person, team};
use crate::practice::oncall::{reach, schedule};
use crate::practice::threads;
use crate::ticket::{self, Side, Ticket};

fn timer_of(page: &Page) -> String {
    format!("page:{}", page.id)
}

pub(super) async fn schedule_at(turn: &mut Turn<'_>, page: &Page, at: DateTime<Utc>) -> Result<(), Stop> {
    // Where the clock is put back meanwhile, nobody waits longer for that.
    let wait = (at - turn.now).num_seconds().max(0);
    turn.schedule(&timer_of(page), STEP, at, &json!({ "page": page.id, "wait": wait })).await?;
    Ok(())
}

pub(super) async fn stop(turn: &mut Turn<'_>, page: &Page) -> Result<(), Stop> {
    turn.cancel(&timer_of(page)).await?;
    Ok(())
}

/// Takes the next step of a page that is open; where it wakes nobody, the one behind it at once.
pub(in super::super) async fn go_on(turn: &mut Turn<'_>, mut page: Page) -> Result<(), Stop> {
    let Some(mut at) = page.state.next() else { return Ok(()) };
    let (config, now) = (turn.config.clone(), turn.now);
    loop {
        let is_open = |name: &str| {
            let calendar = config.calendars.iter().find(|calendar| calendar.name == name);
            calendar.is_some_and(|calendar| calendar.calendar.is_open(now))
        };
        let found = page.from(at, |step| step.applies(page.priority, is_open)).map(|(next, step)| (next, step.clone()));
        let Some((next, step)) = found else { return unanswered(turn, page).await };
        let behind = Next { step: next.step + 1, ..next };
        let is_last = page.from(behind, |step| step.applies(page.priority, is_open)).is_none();
        let until = notify(turn, &page, next, &step, is_last).await?;
        at = behind;
        page.state = State::Open(at);
        store::keep(turn.conn(), &page, now).await?;
        if let Some(until) = until {
            schedule_at(turn, &page, until).await?;
            if let Some(id) = page.ticket {
                turn.emit(Fact::CardsOutdated(id));
            }
            return Ok(());
        }
    }
}

/// Wakes those of a step, and tells programs; until when an answer is waited for. None: it wakes nobody.
async fn notify(
    turn: &mut Turn<'_>,
    page: &Page,
    next: Next,
    step: &Step,
    is_last: bool,
) -> Result<Option<DateTime<Utc>>, Stop> {
    let (config, now) = (turn.config.clone(), turn.now);
    for target in step.notify.iter().filter_map(|written| Target::read(written)) {
        match (target, page.ticket) {
            (Target::Webhook(channel), _) => reach::program(turn, page, &channel).await?,
            (Target::Incident, Some(ticket)) => turn.emit(Fact::IncidentWanted { ticket }),
            _ => {}
        }
    }
    let mut accounts = accounts(turn, page, step).await?;
    if step.round_robin {
        accounts = store::take_turn(turn.conn(), (&page.chain, next.step), &accounts).await?.into_iter().collect();
    }
    let people = schedule::people(turn, &page.platform, &accounts).await?;
    let told = json!({ "page": page.id, "round": next.round, "step": next.step, "people": accounts });
    turn.record("page-step", &page.name(), Value::Null, told).await?;
    if people.is_empty() && step.is_for_programs() {
        return Ok(None);
    }
    if people.is_empty() {
        let nobody = Phrase::new("page-step-nobody").text("target", step.notify.join(", "));
        tell(turn, page, &nobody, None).await?;
        return Ok(None);
    }
    let service = about(turn, page).await?.and_then(|ticket| ticket.service);
    // What is about no ticket is about nothing else either: somebody has asked for it by hand.
    let subject = service.unwrap_or_else(|| match page.ticket {
        Some(_) => format!("chain:{}", page.chain),
        None => String::new(),
    });
    let then = if is_last { "last" } else { "next" };
    let mut told = Told { then, ..Told::default() };
    for person in &people {
        match bundle::wake(turn, page, next, person, &subject).await? {
            Woken::Now { outside } => {
                told.now.push(&person.name);
                if !outside && !config.channels.is_empty() {
                    told.in_chat_alone.push(&person.name);
                }
            }
            Woken::Later(at) => {
                told.later.push(&person.name);
                told.until = told.until.max(Some(at));
            }
        }
    }
    let waits = step.waits();
    let phrase = told.phrase(turn, waits);
    // Whom this spares is not called by it either.
    tell(turn, page, &phrase, people.first().filter(|_| !told.now.is_empty())).await?;
    // Who hears of it later has as long to answer.
    let until = told.until.filter(|_| told.now.is_empty()).unwrap_or(now);
    Ok(until.checked_add_signed(waits))
}

/// Who was woken, and how.
#[derive(Default)]
struct Told<'p> {
    now: Vec<&'p str>,
    in_chat_alone: Vec<&'p str>,
    later: Vec<&'p str>,
    until: Option<DateTime<Utc>>,
    /// What comes without an answer: somebody is `next`, or it is the `last`.
    then: &'static str,
}

impl Told<'_> {
    fn phrase(&self, turn: &Turn<'_>, waits: TimeDelta) -> Phrase {
        let zone = turn.config.timezone;
        let woken = Phrase::new("page-woken")
            .text("names", self.now.join(", "))
            .duration("wait", waits)
            .choice("then", self.then);
        let later = self.until.map(|until| {
            let phrase = Phrase::new("page-woken-later").text("names", self.later.join(", "));
            phrase.date_time("at", until, zone, turn.now)
        });
        let count = i64::try_from(self.in_chat_alone.len()).unwrap_or(i64::MAX);
        let chat = (!self.in_chat_alone.is_empty())
            .then(|| Phrase::new("page-chat-only").text("names", self.in_chat_alone.join(", ")).number("count", count));
        let woken = (!self.now.is_empty()).then_some(woken);
        let mut parts = [woken, later, chat].into_iter().flatten();
        let first = parts.next().unwrap_or_else(|| Phrase::new("page-step-nobody").text("target", ""));
        parts.fold(first, |one, more| Phrase::new("page-and").phrase("one", one).phrase("more", more))
    }
}

/// The accounts of a step, each once, as things are now.
async fn accounts(turn: &mut Turn<'_>, page: &Page, step: &Step) -> Result<Vec<String>, Stop> {
    let (config, now) = (turn.config.clone(), turn.now);
    let mut found: Vec<String> = Vec::new();
    for target in step.notify.iter().filter_map(|written| Target::read(written)) {
        let more: Vec<String> = match target {
            Target::Account(account) => vec![account],
            Target::Managers => config.roles.managers.clone(),
            Target::Webhook(_) | Target::Incident => Vec::new(),
            Target::Leads(name) => team::named(&config, &name).map(|team| team.leads.clone()).unwrap_or_default(),
            Target::Team(name) => members(turn, &page.platform, &name).await?,
            Target::Schedule(name) => match config.schedules.iter().find(|known| known.name == name) {
                Some(of) => {
                    let current = schedule::current(turn.conn(), of, now).await?;
                    current.on_call(now).into_iter().map(str::to_owned).collect()
                }
                None => Vec::new(),
            },
        };
        for account in more {
            if !config.directory.has_left(&account) && !found.contains(&account) {
                found.push(account);
            }
        }
    }
    Ok(found)
}

/// Who belongs to a team: whom it names, else who is in its room.
pub(super) async fn members(turn: &mut Turn<'_>, platform: &str, name: &str) -> Result<Vec<String>, Stop> {
    let config = turn.config.clone();
    let Some(team) = team::named(&config, name) else { return Ok(Vec::new()) };
    if let Some(members) = &team.members {
        return Ok(members.iter().chain(&team.leads).cloned().collect());
    }
    let Some(room) = team::home(turn.conn(), &config, platform, &team.name).await? else {
        return Ok(team.leads.clone());
    };
    let members = people::store::members(turn.conn(), platform, &room).await?;
    let accounts: Vec<String> = members.into_iter().map(|member| member.account).collect();
    Ok(people::accounts::not_own(turn.conn(), platform, &accounts).await?)
}

/// Tells those who work on it what becomes of a page: in the ticket's threads inside, else where it was started. `mention` must
/// act, and is notified where they read along.
pub(in super::super) async fn tell(
    turn: &mut Turn<'_>,
    page: &Page,
    phrase: &Phrase,
    mention: Option<&Person>,
) -> Result<(), Stop> {
    let Some(ticket) = about(turn, page).await? else {
        let (room, root) = page.place.clone();
        if room.is_empty() {
            return Ok(());
        }
        let place = Place { platform: page.platform.clone(), room, thread: root };
        let named = Phrase::new("page-named").text("id", page.name()).phrase("what", phrase.clone());
        let body = turn.words.say(turn.language, &named);
        turn.say(&place, Say { body, mentions: Vec::new(), loud: false }).await?;
        return Ok(());
    };
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Requester {
            continue;
        }
        let reads = match mention {
            Some(person) => people::store::is_member(turn.conn(), &home.platform, &home.room, &person.account).await?,
            None => false,
        };
        match mention.filter(|_| reads) {
            Some(person) => {
                let to = Phrase::new("page-to").node("person", threads::person(person)).phrase("what", phrase.clone());
                threads::say_at(turn, &ticket, &home, &to, Some(person)).await?;
            }
            None => drop(threads::say_at(turn, &ticket, &home, phrase, None).await?),
        }
    }
    Ok(())
}

pub(super) async fn about(turn: &mut Turn<'_>, page: &Page) -> Result<Option<Ticket>, Stop> {
    match page.ticket {
        Some(id) => Ok(ticket::store::lock(turn.conn(), id).await?),
        None => Ok(None),
    }
}

/// All steps were taken, and nobody has answered: the room and the managers hear it in plain words.
async fn unanswered(turn: &mut Turn<'_>, mut page: Page) -> Result<(), Stop> {
    let now = turn.now;
    page.state = State::Unanswered;
    store::keep(turn.conn(), &page, now).await?;
    stop(turn, &page).await?;
    turn.record("page-unanswered", &page.name(), Value::Null, json!({ "page": page.id })).await?;
    bundle::refresh(turn, &page, None).await?;
    let phrase = over(turn, &page).await?;
    tell(turn, &page, &phrase, None).await?;
    let managers = turn.config.roles.managers.clone();
    for person in schedule::people(turn, &page.platform, &managers).await? {
        threads::tell_alone(turn, &page.platform, &person, &phrase).await?;
    }
    if let Some(id) = page.ticket {
        turn.emit(Fact::CardsOutdated(id));
        turn.emit(Fact::Noted { ticket: id, what: Noteworthy::Unanswered });
    }
    Ok(())
}

/// That nobody is left to wake, and whether anybody was.
pub(super) async fn over(turn: &mut Turn<'_>, page: &Page) -> Result<Phrase, Stop> {
    let is_woken = !store::calls(turn.conn(), page.id).await?.is_empty();
    Ok(Phrase::new("page-unanswered")
        .choice("who", if is_woken { "somebody" } else { "nobody" })
        .text("id", page.name())
        .text("title", page.title.clone()))
}

/// What the timer carries.
#[derive(Deserialize)]
struct Carried {
    page: i64,
}

/// A step is due, or whoever has answered is silent.
pub(in super::super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { page } = serde_json::from_value(payload)?;
    let Some(mut page) = lock(turn, page).await? else { return Ok(()) };
    turn.place.platform.clone_from(&page.platform);
    let now = turn.now;
    match page.state {
        State::Open(_) => go_on(turn, page).await,
        State::Acked { by, at, reminded: false, next } => {
            page.state = State::Acked { by, at, reminded: true, next };
            store::keep(turn.conn(), &page, now).await?;
            if let Some(person) = people::store::find(turn.conn(), &page.platform, by).await? {
                let phrase = Phrase::new("page-remind")
                    .text("id", page.name())
                    .text("title", page.title.clone())
                    .choice("of", if page.ticket.is_some() { "ticket" } else { "page" });
                threads::tell_alone(turn, &page.platform, &person, &phrase).await?;
            }
            let after = TimeDelta::from_std(turn.config.oncall.resume_after).unwrap_or(TimeDelta::minutes(30));
            schedule_at(turn, &page, now + after).await
        }
        State::Acked { next, .. } => {
            page.state = State::Open(next);
            store::keep(turn.conn(), &page, now).await?;
            turn.record("page-resume", &page.name(), Value::Null, json!({ "page": page.id })).await?;
            tell(turn, &page, &Phrase::new("page-resumed"), None).await?;
            bundle::refresh(turn, &page, None).await?;
            go_on(turn, page).await
        }
        State::Ended | State::Unanswered => Ok(()),
    }
}

/// A page, locked; its ticket first, as everywhere.
pub(in super::super) async fn lock(turn: &mut Turn<'_>, id: i64) -> Result<Option<Page>, Stop> {
    let Some(ticket) = store::ticket_of(turn.conn(), id).await? else { return Ok(None) };
    if let Some(ticket) = ticket {
        ticket::store::lock(turn.conn(), ticket).await?;
    }
    Ok(store::lock(turn.conn(), id).await?)
}
