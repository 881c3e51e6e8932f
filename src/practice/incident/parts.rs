//! Who does what in an incident: each part has one person, who is told its duties; the first part leads.

use serde_json::json;

use super::model::{Incident, Note};
use super::{room, save, store, timeline, view};
use crate::command::{PersonRef, fold};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::{PersonId, TicketId};
use crate::people::role::Role;
use crate::people::{self, Person};
use crate::practice::{Call, named, permission, router, threads};
use crate::ticket::{self, State as TicketState, Ticket, room as own_room};

/// The weight of whoever leads in the room: they may pin, and ask people to leave.
const WEIGHT: i64 = 50;

/// `!lead @x`, `!lead` (who writes takes it)
pub(super) async fn lead(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, incident) = save::meant(turn, &mut call).await?;
    let Some(first) = turn.config.incident_roles.first().map(|role| role.name.clone()) else { return Ok(()) };
    let text = call.args.text.trim().to_owned();
    give(turn, ticket, incident, &first, &text).await
}

/// `!role scribe @x`, `!role scribe none`, `!role`
pub(super) async fn role(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, incident) = save::meant(turn, &mut call).await?;
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        return list(turn, &ticket).await;
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
    let Some(role) = turn.config.incident_role(first).map(|role| role.name.clone()) else {
        let refusal = Refusal::unclear(Phrase::new("incident-role-unknown").text("text", view::short(first)));
        return Err(refusal.hint(Phrase::new("incident-role-hint").text("names", names(turn))).into());
    };
    give(turn, ticket, incident, &role, rest.trim()).await
}

fn names(turn: &Turn<'_>) -> String {
    turn.config.incident_roles.iter().map(|role| role.name.clone()).collect::<Vec<_>>().join(", ")
}

async fn list(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let given = store::roles(turn.conn(), ticket.id).await?;
    let ids: Vec<PersonId> = given.values().copied().collect();
    let platform = turn.place.platform.clone();
    let people = people::store::by_ids(turn.conn(), &platform, &ids).await?;
    let config = turn.config.clone();
    let mut lines = Vec::new();
    for role in &config.incident_roles {
        let name = given.get(&role.name).and_then(|id| people.get(id)).map(|person| person.name.clone());
        let phrase = Phrase::new("incident-role-line").phrase("role", view::role(turn, &role.name));
        lines.push(phrase.text("name", name.unwrap_or_else(|| "–".to_owned())));
    }
    lines.push(Phrase::new("incident-role-hint").text("names", names(turn)));
    threads::say_lines(turn, lines).await?;
    Ok(())
}

async fn give(turn: &mut Turn<'_>, ticket: Ticket, incident: Incident, role: &str, text: &str) -> Result<(), Stop> {
    save::must_be_open(&ticket, &incident)?;
    let actor = turn.actor()?.clone();
    let nobody = matches!(fold(text).as_str(), "none" | "nobody" | "niemand" | "keiner" | "frei" | "-");
    let person = match text {
        _ if nobody => None,
        "" => Some(actor.clone()),
        text => {
            let person = PersonRef::read(text).ok_or_else(|| {
                let refusal = Refusal::unclear(Phrase::new("incident-role-whom").text("text", view::short(text)));
                refusal.hint(Phrase::new("incident-role-whom-hint"))
            })?;
            Some(person_of(turn, &ticket, &person, &actor).await?)
        }
    };
    let leads = turn.config.incident_roles.first().is_some_and(|first| first.name == role);
    if let Some(person) = person.as_ref().filter(|_| leads) {
        only_agents_lead(turn, person).await?;
    }
    let before = store::roles(turn.conn(), ticket.id).await?.get(role).copied();
    if before == person.as_ref().map(|person| person.id) {
        let key = if person.is_some() { "incident-role-already" } else { "incident-role-nobody" };
        let name = person.map(|person| person.name).unwrap_or_default();
        return Err(Refusal::new(Phrase::new(key).phrase("role", view::role(turn, role)).text("name", name)).into());
    }
    set(turn, ticket, incident, role, person.as_ref()).await?;
    router::listen(turn).await?;
    let phrase = match &person {
        Some(person) => Phrase::new("incident-role-given").text("name", person.name.clone()),
        None => Phrase::new("incident-role-free"),
    };
    turn.answer(&phrase.phrase("role", view::role(turn, role))).await?;
    Ok(())
}

/// Whom a name means: somebody in the incident's room, else in this one.
async fn person_of(turn: &mut Turn<'_>, ticket: &Ticket, person: &PersonRef, actor: &Person) -> Result<Person, Stop> {
    let place = turn.place.clone();
    if let Some(own) = own_room::of_ticket(turn.conn(), ticket.id).await?
        && let Some(at) = own.room
    {
        turn.place.room = at;
        let found = named::person(turn, person, actor).await;
        turn.place = place;
        if let Ok(found) = found {
            return may_have(turn, ticket, found).await;
        }
    }
    let found = named::person(turn, person, actor).await?;
    may_have(turn, ticket, found).await
}

/// Who leads decides; that is for those who work for the company's services.
async fn only_agents_lead(turn: &mut Turn<'_>, person: &Person) -> Result<(), Stop> {
    let place = turn.place.clone();
    if permission::role_of(turn, person, &place, None).await? >= Role::Agent {
        return Ok(());
    }
    let refusal = Refusal::new(Phrase::new("incident-lead-agents").text("name", person.name.clone()));
    Err(refusal.hint(Phrase::new("incident-lead-agents-hint")).into())
}

async fn may_have(turn: &mut Turn<'_>, ticket: &Ticket, person: Person) -> Result<Person, Stop> {
    let platform = turn.place.platform.clone();
    let account = person.account.clone();
    if people::accounts::not_own(turn.conn(), &platform, &[account]).await?.is_empty() {
        return Err(Refusal::new(Phrase::new("incident-role-bot").text("id", ticket.id.to_string())).into());
    }
    if turn.config.directory.has_left(&person.account) {
        return Err(Refusal::new(Phrase::new("incident-role-left").text("name", person.name)).into());
    }
    Ok(person)
}

/// Gives a part to somebody, or takes it away: who has it is told the duties, whoever had it that they have it no more.
pub(super) async fn set(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut incident: Incident,
    role: &str,
    person: Option<&Person>,
) -> Result<(), Stop> {
    let now = turn.now;
    let before = store::roles(turn.conn(), ticket.id).await?.get(role).copied();
    let id = person.map(|person| person.id);
    store::set_role(turn.conn(), (ticket.id, role), id, now).await?;
    let leads = turn.config.incident_roles.first().is_some_and(|first| first.name == role);
    if leads {
        ticket.state = match id {
            Some(to) => TicketState::Assigned { to },
            None => TicketState::New,
        };
        incident.owed.nudged = 0;
        if id.is_some() {
            incident.ack(now);
        }
    }
    let account = person.map(|person| person.account.clone());
    save::record(turn, "incident-role", ticket.id, json!({ "role": role, "account": account })).await?;
    timeline::note(turn, ticket.id, &Note::Role { role: role.to_owned(), person: id }).await?;
    let platform = incident.declared.0.clone();
    if leads {
        weigh(turn, &ticket, &platform, before, person).await?;
    }
    if let Some(person) = person {
        room::let_in(turn, ticket.id, &person.account).await?;
        tell_duties(turn, &ticket, &platform, role, person).await?;
    }
    let actor = turn.actor.as_ref().map(|actor| actor.id);
    // Whoever gives it up, or has left, knows.
    if let Some(before) = before.filter(|before| id.is_some() && id != Some(*before) && actor != Some(*before))
        && let Some(before) = people::store::find(turn.conn(), &platform, before).await?
    {
        let phrase = Phrase::new("incident-role-taken").text("id", ticket.id.to_string());
        let phrase = phrase.phrase("role", view::role(turn, role));
        threads::tell_alone(turn, &platform, &before, &phrase).await?;
    }
    save::keep(turn, &mut ticket, &mut incident).await?;
    super::due::settle(turn, &incident).await
}

/// Who leads has some weight in the room, whoever led has no more than others.
async fn weigh(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    platform: &str,
    before: Option<PersonId>,
    person: Option<&Person>,
) -> Result<(), Stop> {
    let Some(own) = own_room::of_ticket(turn.conn(), ticket.id).await? else { return Ok(()) };
    let mut levels = Vec::new();
    if let Some(before) = before
        && let Some(before) = people::store::find(turn.conn(), platform, before).await?
    {
        levels.push((before.account, 0));
    }
    levels.extend(person.map(|person| (person.account.clone(), WEIGHT)));
    if !levels.is_empty() {
        turn.power_in(own.opener, levels).await?;
    }
    Ok(())
}

/// Whoever takes a part is told alone what is expected of them.
async fn tell_duties(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    platform: &str,
    role: &str,
    person: &Person,
) -> Result<(), Stop> {
    let config = turn.config.clone();
    let Some(known) = config.incident_role(role) else { return Ok(()) };
    let phrase = Phrase::new("incident-duties")
        .text("id", ticket.id.to_string())
        .text("title", ticket::title_line(&ticket.title))
        .phrase("role", view::role(turn, role))
        .text("en", known.duties(Language::En))
        .text("de", known.duties(Language::De));
    threads::tell_alone(turn, platform, person, &phrase).await
}

/// The desk has given the ticket to somebody, or taken it from them: so is the lead.
pub(super) async fn follow_ticket(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some((ticket, incident)) = save::load(turn, id).await? else { return Ok(()) };
    let Some(first) = turn.config.incident_roles.first().map(|role| role.name.clone()) else { return Ok(()) };
    if !incident.state.is_open() {
        return Ok(());
    }
    let led = store::roles(turn.conn(), id).await?.get(&first).copied();
    let has = ticket.state.assignee();
    if led == has {
        return Ok(());
    }
    let person = match has {
        Some(person) => people::store::find(turn.conn(), &incident.declared.0, person).await?,
        None => None,
    };
    if person.is_none() == has.is_none() {
        set(turn, ticket, incident, &first, person.as_ref()).await?;
    }
    Ok(())
}

/// People have left rooms: whoever left that of an incident in which they have a part has it no more.
pub(super) async fn left(turn: &mut Turn<'_>, platform: &str, accounts: &[String]) -> Result<(), Stop> {
    for (id, role, person) in store::with_parts_of(turn.conn(), platform, accounts).await? {
        let Some((ticket, incident)) = save::load(turn, id).await? else { continue };
        let Some(own) = own_room::of_ticket(turn.conn(), id).await? else { continue };
        let Some(at) = own.room else { continue };
        let Some(known) = people::store::find(turn.conn(), platform, person).await? else { continue };
        if people::store::is_member(turn.conn(), platform, &at, &known.account).await? {
            continue;
        }
        let (told, here) = ((ticket.clone(), incident.clone()), view::role(turn, &role));
        set(turn, ticket, incident, &role, None).await?;
        let phrase = Phrase::new("incident-role-gone").text("name", known.name).phrase("role", here);
        let phrase = phrase.text("command", format!("{}role {role}", turn.config.prefix));
        room::say(turn, &told.0, &told.1, &phrase).await?;
    }
    Ok(())
}

/// Who leads it, if anybody; else who communicates; else nobody.
pub(super) async fn owes_updates(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    incident: &Incident,
) -> Result<Option<Person>, Stop> {
    let given = store::roles(turn.conn(), ticket.id).await?;
    let config = turn.config.clone();
    let communication = config.incident_roles.iter().find(|role| role.name == "communication");
    let person = communication.and_then(|role| given.get(&role.name).copied()).or(ticket.state.assignee());
    let platform = incident.declared.0.clone();
    match person {
        Some(person) => Ok(people::store::find(turn.conn(), &platform, person).await?),
        None => Ok(None),
    }
}

/// Who owes the review: whoever led it last.
pub(super) async fn owes_review(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    incident: &Incident,
) -> Result<Option<Person>, Stop> {
    let person = ticket.state.assignee().unwrap_or(ticket.raised_by);
    Ok(people::store::find(turn.conn(), &incident.declared.0, person).await?)
}
