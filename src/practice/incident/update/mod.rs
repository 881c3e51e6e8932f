//! `!update`: what is known, what is done, when more will be said; and, kept apart from that, what those outside are told: in the
//! posts in other rooms, and in the thread of every ticket that is about the outage.

mod store;

use std::collections::BTreeMap;

use serde_json::json;

use super::model::{Incident, Note, Update};
use super::words::{self, Told};
use super::{due, save, tickets, timeline, view};
use crate::error::{Refusal, Stop};
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::by_language::by_language;
use crate::practice::{Call, Edited, router, threads};
use crate::ticket::{Ticket, one_line};

pub(super) use store::{all, last, last_public};

/// The longest text that is taken: what is longer nobody reads in an outage.
const LONGEST: usize = 4000;

/// `!update mx1 is full doing: we make room next:30m public: Mail is late.`
pub(super) async fn update(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    if call.args.text.trim().is_empty() {
        return template(turn, &ticket, &incident).await;
    }
    save::only_responders(turn, &ticket, "incident-update").await?;
    save::must_be_open(&ticket, &incident)?;
    let event = turn.message.clone();
    let told = read(turn, &call.args.text)?;
    if let Some(next) = told.next.as_deref().filter(|_| told.says_nothing())
        && let Some(at) = words::coming(next, turn.said_at, turn.zone())
    {
        // Nothing new, but when there will be.
        due::put_off(turn, &mut ticket, &mut incident, at).await?;
        router::listen(turn).await?;
        turn.answer(&Phrase::new("incident-snoozed").date_time("at", at, turn.zone(), turn.now)).await?;
        return Ok(());
    }
    let last = store::last(turn.conn(), ticket.id).await?;
    let number = last.map_or(1, |last| last.number + 1);
    let (ticket, incident, update) = keep(turn, ticket, incident, told, (number, &event)).await?;
    router::listen(turn).await?;
    answer(turn, "incident-update-kept", &ticket, &incident, &update).await
}

/// What somebody has written, as far as it can be told.
fn read(turn: &Turn<'_>, text: &str) -> Result<Told, Stop> {
    let told = words::told(text);
    for part in [&told.known, &told.doing, &told.public] {
        let length = part.chars().count();
        if length > LONGEST {
            let most = i64::try_from(LONGEST).unwrap_or(i64::MAX);
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            let refusal =
                Refusal::new(Phrase::new("incident-update-long").number("most", most).number("length", length));
            return Err(refusal.into());
        }
    }
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    if !says(&told.known) && !says(&told.doing) && !says(&told.public) && told.next.is_none() {
        let refusal = Refusal::unclear(Phrase::new("incident-update-what"));
        return Err(refusal.hint(Phrase::new("incident-update-hint")).into());
    }
    if let Some(next) = &told.next {
        let at = words::coming(next, turn.said_at, turn.zone());
        if at.is_none_or(|at| at <= turn.now) {
            let refusal = Refusal::unclear(Phrase::new("incident-next-unclear").text("text", view::short(next)));
            return Err(refusal.hint(Phrase::new("incident-next-hint")).into());
        }
    }
    Ok(told)
}

async fn keep(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut incident: Incident,
    told: Told,
    (number, event): (i32, &str),
) -> Result<(Ticket, Incident, Update), Stop> {
    due::owe_update(turn, &mut incident);
    let next = told.next.as_deref().and_then(|text| words::coming(text, turn.said_at, turn.zone()));
    incident.owed.update = next.or(incident.owed.update);
    let public: BTreeMap<String, String> = match told.public.trim() {
        "" => BTreeMap::new(),
        text => by_language(text, turn.language)
            .into_iter()
            .map(|(language, text)| (language.code().to_owned(), text))
            .collect(),
    };
    let update = Update {
        number,
        at: turn.now,
        by: Some(turn.actor()?.id),
        known: told.known,
        doing: told.doing,
        next: incident.owed.update,
        public,
    };
    let platform = turn.cause.platform.clone();
    store::keep(turn.conn(), ticket.id, &update, (&platform, event)).await?;
    let says = [&update.known, &update.doing].into_iter().find(|text| !text.is_empty());
    let text = says.cloned().or_else(|| update.public.values().next().cloned()).unwrap_or_default();
    let text = one_line(&text, 300);
    let languages: Vec<&String> = update.public.keys().collect();
    let after = json!({ "number": number, "next": update.next, "public": languages });
    save::record(turn, "incident-update", ticket.id, after).await?;
    timeline::note(turn, ticket.id, &Note::Update { number, text }).await?;
    incident.ack(turn.now);
    save::keep(turn, &mut ticket, &mut incident).await?;
    due::settle(turn, &incident).await?;
    if !update.public.is_empty() {
        tickets::tell_update(turn, ticket.id, number).await?;
    }
    Ok((ticket, incident, update))
}

/// Says an update in the room as everybody there reads it.
async fn answer(
    turn: &mut Turn<'_>,
    key: &'static str,
    ticket: &Ticket,
    incident: &Incident,
    update: &Update,
) -> Result<(), Stop> {
    let mut lines = vec![Phrase::new(key).number("number", update.number.into()).text("id", ticket.id.to_string())];
    if !update.known.is_empty() {
        lines.push(Phrase::new("incident-update-known").text("text", update.known.clone()));
    }
    if !update.doing.is_empty() {
        lines.push(Phrase::new("incident-update-doing").text("text", update.doing.clone()));
    }
    if let Some(at) = incident.owed.update {
        lines.push(view::next(turn, at));
    }
    if let Some(text) = view::public(update) {
        let counts = tickets::counts(turn.conn(), ticket.id).await?;
        lines.push(Phrase::new("incident-update-public").phrase("text", text).number("tickets", counts.tickets));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

/// `!update` alone: how one is written, and what was told last.
async fn template(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    let mut lines = vec![Phrase::new("incident-update-template").text("prefix", turn.config.prefix.clone())];
    if let Some(last) = store::last(turn.conn(), ticket.id).await? {
        lines.push(view::told(turn, &last));
    }
    if let Some(at) = incident.owed.update {
        lines.push(view::next(turn, at));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

/// The message that wrote the last update was edited: so is the update, and those outside are told what it says now.
pub(super) async fn edited(turn: &mut Turn<'_>, edited: &Edited) -> Result<Outcome, Stop> {
    let Some(("incident-update", args)) = edited.command.as_ref().map(|(verb, args)| (*verb, args)) else {
        return Ok(Outcome::Ignored);
    };
    let platform = turn.place.platform.clone();
    let Some((id, was)) = store::of_event(turn.conn(), &platform, &edited.target).await? else {
        return Ok(Outcome::Ignored);
    };
    let Some((ticket, incident)) = save::load(turn, id).await? else { return Ok(Outcome::Ignored) };
    if was.by != Some(turn.actor()?.id) || !incident.state.is_open() || args.text.trim().is_empty() {
        return Ok(Outcome::Ignored);
    }
    let told = read(turn, &args.text)?;
    let last = store::last(turn.conn(), id).await?;
    if last.is_some_and(|last| last.number != was.number) {
        // Others have read on since: an older one is history.
        return Err(Refusal::new(Phrase::new("incident-update-old")).into());
    }
    let is_same = told.public.trim().is_empty() || was.public.values().any(|text| text == told.public.trim());
    let number = if is_same { was.number } else { was.number + 1 };
    let (ticket, incident, update) = keep(turn, ticket, incident, told, (number, &edited.target)).await?;
    router::listen(turn).await?;
    answer(turn, "incident-update-changed", &ticket, &incident, &update).await?;
    Ok(Outcome::Done)
}
