//! What the two say who are asked, and what time says where they say nothing.

use serde_json::{Value, json};

use super::store::{self, State, Swap};
use super::{Carried, check, timer_of, told, view};
use crate::command::Sign;
use crate::config::ScheduleConfig;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::Outcome;
use crate::flow::prompts;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people::{self, Person};
use crate::practice::oncall::{handoff, stand_in};
use crate::practice::{Tap, permission, threads};

/// Whom a swap concerns.
struct Whom {
    by: Person,
    one: Person,
    other: Person,
}

impl Whom {
    fn shown<'a>(&'a self, of: &'a ScheduleConfig, swap: &'a Swap) -> view::Shown<'a> {
        view::Shown { of, swap, by: &self.by, people: [&self.one, &self.other] }
    }

    /// Each once, but for one of them.
    fn but(&self, but: Option<PersonId>) -> Vec<&Person> {
        let mut people: Vec<&Person> = Vec::new();
        for person in [&self.one, &self.other, &self.by] {
            if Some(person.id) != but && people.iter().all(|known| known.id != person.id) {
                people.push(person);
            }
        }
        people
    }
}

async fn whom(turn: &mut Turn<'_>, swap: &Swap) -> Result<Whom, Stop> {
    let [(one, _), (other, _)] = swap.halves;
    let mut known = people::store::by_ids(turn.conn(), &swap.platform, &[swap.asked_by, one, other]).await?;
    let gone = || Fault::Other(format!("somebody of swap {} has no account", swap.id));
    let by = known.get(&swap.asked_by).cloned().ok_or_else(gone)?;
    Ok(Whom { by, one: known.remove(&one).ok_or_else(gone)?, other: known.remove(&other).ok_or_else(gone)? })
}

/// ✅ agrees, ❌ does not; ✅ taken back before the other one has agreed: does not yet.
pub(in super::super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Carried { swap } = serde_json::from_value(tap.payload)?;
    let Some(mut swap) = store::lock(turn.conn(), swap).await? else { return Ok(Outcome::Ignored) };
    let config = turn.config.clone();
    let of = config.schedules.iter().find(|known| known.name == swap.schedule);
    let Some(of) = of else { return Err(Refusal::new(Phrase::new("oncall-swap-schedule-gone")).into()) };
    let actor = turn.actor()?.clone();
    let seat = swap.halves.iter().position(|(person, _)| *person == actor.id);
    let proposed = swap.asked_by == actor.id;
    if seat.is_none() && !(proposed && tap.sign == Sign::No) {
        return Err(Refusal::new(Phrase::new("oncall-swap-others")).into());
    }
    if swap.state != State::Asked {
        // Who takes an answer back when it is over hears where it stands.
        let over = Phrase::new("oncall-swap-over").choice("state", swap.state.name());
        return Err(Refusal::new(over).into());
    }
    match (tap.sign, tap.taken_back, seat) {
        (Sign::No, false, _) => {
            let state = if proposed { State::Withdrawn } else { State::Declined };
            over(turn, of, &mut swap, state).await.map(|()| Outcome::Done)
        }
        (Sign::Yes, true, Some(seat)) => {
            // Whoever proposed it has agreed by that, and takes it back by ❌.
            let agreed = swap.agreed.get_mut(seat).filter(|_| !proposed);
            let Some(agreed) = agreed else { return Ok(Outcome::Ignored) };
            *agreed = false;
            let now = turn.now;
            store::keep(turn.conn(), &swap, now).await?;
            turn.record("oncall-swap-unagree", &subject(&swap), Value::Null, json!({ "swap": swap.id })).await?;
            turn.answer(&Phrase::new("oncall-swap-unagreed")).await?;
            Ok(Outcome::Done)
        }
        (Sign::Yes, false, Some(seat)) => agree(turn, of, &mut swap, seat).await.map(|()| Outcome::Done),
        _ => Ok(Outcome::Ignored),
    }
}

fn subject(swap: &Swap) -> String {
    format!("schedule {}", swap.schedule)
}

async fn agree(turn: &mut Turn<'_>, of: &ScheduleConfig, swap: &mut Swap, seat: usize) -> Result<(), Stop> {
    let whom = whom(turn, swap).await?;
    if swap.agreed.get(seat) == Some(&true) {
        turn.answer(&Phrase::new("oncall-swap-agreed-already")).await?;
        return Ok(());
    }
    match check(turn, of, swap, [&whom.one, &whom.other]).await {
        Ok(()) => {}
        Err(Stop::Refusal(refusal)) => {
            // Kept, and so answered here: what a refused turn writes is gone.
            over(turn, of, swap, State::Void).await?;
            turn.answer(&permission::told(&refusal)).await?;
            return Ok(());
        }
        Err(stop) => return Err(stop),
    }
    if let Some(agreed) = swap.agreed.get_mut(seat) {
        *agreed = true;
    }
    turn.record("oncall-swap-agree", &subject(swap), Value::Null, json!({ "swap": swap.id })).await?;
    if swap.agreed == [true, true] {
        return done(turn, of, swap, &whom).await;
    }
    let now = turn.now;
    store::keep(turn.conn(), swap, now).await?;
    let waits_for = if swap.agreed.first() == Some(&true) { &whom.other } else { &whom.one };
    turn.answer(&Phrase::new("oncall-swap-waits").text("names", &waits_for.name)).await?;
    Ok(())
}

/// Both have agreed: both changes are written, in this one transaction, and those hear it whom it concerns.
async fn done(turn: &mut Turn<'_>, of: &ScheduleConfig, swap: &mut Swap, whom: &Whom) -> Result<(), Stop> {
    let [(_, one), (_, other)] = swap.halves.clone();
    let mut numbers = Vec::new();
    for (gives, takes) in [(&one, &other), (&other, &one)] {
        let changed = stand_in::Changed {
            span: (gives.from, gives.to),
            remove: Some(gives.account.clone()),
            add: takes.account.clone(),
        };
        numbers.push(stand_in::write(turn, of, changed).await?);
    }
    end(turn, of, swap, State::Done, whom, None).await?;
    let [first, second] = view::halves(turn, &whom.shown(of, swap));
    let number = |at: usize| numbers.get(at).map_or_else(String::new, ToString::to_string);
    let phrase = Phrase::new("oncall-swapped")
        .text("title", &of.title)
        .phrase("first", first)
        .phrase("second", second)
        .text("one", number(0))
        .text("other", number(1));
    turn.answer(&phrase).await?;
    let actor = turn.actor()?.id;
    for person in whom.but(Some(actor)) {
        threads::tell_alone(turn, &swap.platform, person, &phrase).await?;
    }
    threads::tell_team(turn, of.team.as_deref(), &phrase).await?;
    handoff::plan(turn, of).await
}

/// It does not come about: those hear it who do not know yet.
async fn over(turn: &mut Turn<'_>, of: &ScheduleConfig, swap: &mut Swap, state: State) -> Result<(), Stop> {
    let whom = whom(turn, swap).await?;
    let actor = turn.actor.clone();
    let name = actor.as_ref().map(|actor| actor.name.clone());
    end(turn, of, swap, state, &whom, name.as_deref()).await?;
    let [first, second] = view::halves(turn, &whom.shown(of, swap));
    let phrase = Phrase::new("oncall-swap-off")
        .choice("state", state.name())
        .text("title", &of.title)
        .text("name", name.unwrap_or_default())
        .phrase("first", first)
        .phrase("second", second);
    for person in whom.but(actor.as_ref().map(|actor| actor.id)) {
        threads::tell_alone(turn, &swap.platform, person, &phrase).await?;
    }
    if actor.is_some() && state != State::Void {
        turn.answer(&Phrase::new("oncall-swap-noted")).await?;
    }
    Ok(())
}

/// Writes how it ended, on each message about it.
async fn end(
    turn: &mut Turn<'_>,
    of: &ScheduleConfig,
    swap: &mut Swap,
    state: State,
    whom: &Whom,
    name: Option<&str>,
) -> Result<(), Stop> {
    let now = turn.now;
    swap.state = state;
    store::keep(turn.conn(), swap, now).await?;
    turn.cancel(&timer_of(swap)).await?;
    let mut after = told(swap);
    if let Some(after) = after.as_object_mut() {
        after.insert("state".to_owned(), state.name().into());
    }
    turn.record("oncall-swap-end", &subject(swap), Value::Null, after).await?;
    for asked in store::asked(turn.conn(), swap.id).await? {
        let body = view::card(turn, &whom.shown(of, swap), asked.language, name);
        turn.edit(asked.message, body).await?;
        turn.offer(asked.message, &[]).await?;
        // One that is done still says so to whoever takes their answer back.
        if state != State::Done {
            prompts::forget(turn.conn(), asked.message).await?;
        }
    }
    Ok(())
}

/// The first of both times begins, and not both have agreed.
pub(in super::super) async fn expired(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { swap } = serde_json::from_value(payload)?;
    let Some(mut swap) = store::lock(turn.conn(), swap).await? else { return Ok(()) };
    if swap.state != State::Asked {
        return Ok(());
    }
    turn.place.platform.clone_from(&swap.platform);
    let config = turn.config.clone();
    match config.schedules.iter().find(|known| known.name == swap.schedule) {
        Some(of) => over(turn, of, &mut swap, State::Expired).await,
        None => {
            let now = turn.now;
            swap.state = State::Expired;
            store::keep(turn.conn(), &swap, now).await?;
            Ok(())
        }
    }
}
