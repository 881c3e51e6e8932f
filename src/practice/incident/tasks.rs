//! `!task @bernd restart edge by 14:30`: what is to be done meanwhile. It stands on the incident's checklist, and what is open when the
//! incident is over goes on as a ticket of its own.

use super::{save, view, words};
use crate::command::PersonRef;
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people::Person;
use crate::practice::{Call, named, router};
use crate::ticket::title_line;

/// `!task …`
pub(super) async fn task(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    save::must_be_open(&ticket, &incident)?;
    let text = call.args.text.clone();
    let (said_at, zone, now) = (turn.said_at, turn.zone(), turn.now);
    let order = words::order(&text, |text| words::coming(text, said_at, zone).is_some());
    let owner = whom(turn, order.person).await?;
    if let Some(person) = owner.as_ref().filter(|person| turn.config.directory.has_left(&person.account)) {
        return Err(Refusal::new(Phrase::new("incident-role-left").text("name", person.name.clone())).into());
    }
    if !order.title.chars().any(char::is_alphanumeric) {
        let refusal = Refusal::unclear(Phrase::new("incident-task-what"));
        return Err(refusal.hint(Phrase::new("incident-task-hint")).into());
    }
    let due = order.due.as_deref().and_then(|text| words::coming(text, said_at, zone));
    if due.is_some_and(|due| due <= now) {
        return Err(Refusal::new(Phrase::new("time-is-past")).into());
    }
    let title = title_line(&order.title);
    let id = ticket.id;
    turn.emit(Fact::TaskWanted { ticket: id, title: title.clone(), owner: owner.as_ref().map(|one| one.id), due });
    save::keep(turn, &mut ticket, &mut incident).await?;
    router::listen(turn).await?;
    let phrase = match &owner {
        Some(person) => Phrase::new("incident-task-given-to").text("name", person.name.clone()),
        None => Phrase::new("incident-task-given"),
    };
    let phrase = phrase.text("title", title);
    let phrase = match due {
        Some(at) => Phrase::new("incident-task-until").phrase("task", phrase).date_time("at", at, zone, now),
        None => phrase,
    };
    turn.answer(&phrase).await?;
    Ok(())
}

/// Whom an order names, if anybody.
pub(super) async fn whom(turn: &mut Turn<'_>, written: Option<&str>) -> Result<Option<Person>, Stop> {
    let Some(written) = written else { return Ok(None) };
    let person = PersonRef::read(written).ok_or_else(|| {
        let refusal = Refusal::unclear(Phrase::new("incident-role-whom").text("text", view::short(written)));
        refusal.hint(Phrase::new("incident-role-whom-hint"))
    })?;
    let writer = turn.actor()?.clone();
    Ok(Some(named::person(turn, &person, &writer).await?))
}
