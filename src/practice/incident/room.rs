//! The room of an incident: it is opened, people come in, its card is pinned; and what happens where the homeserver refuses.
//!
//! Everything that goes into the room waits for the row of the outbox that opens it, so that nothing is lost between them,
//! whatever is killed meanwhile; and the room goes by its alias, so that there is one only.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::model::{self, Incident, Note, State};
use super::{REFUSED, UNINVITED, outside, save, store, timeline, update, view};
use crate::config::IncidentConfig;
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::Outcome;
use crate::flow::rooms::NewRoom;
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Phrase;
use crate::ids::{MessageId, TicketId};
use crate::people::{self, Person};
use crate::practice::{Call, Tap, language, permission, router, threads};
use crate::ticket::{self, Side, Ticket, room, title_line};

/// So often the homeserver is asked again for a room that it has refused.
const TRIES: i32 = 3;

/// The longest name that a room gets, in characters: more no list of rooms shows.
const NAME: usize = 80;

/// The name of the room, as the configuration makes it.
fn name(config: &IncidentConfig, ticket: &Ticket, incident: &Incident) -> String {
    let filled = config
        .room_name
        .replace("{id}", &ticket.id.to_string())
        .replace("{severity}", incident.severity.as_deref().unwrap_or_default())
        .replace("{service}", ticket.service.as_deref().unwrap_or_default())
        .replace("{title}", &title_line(&ticket.title));
    ticket::one_line(&filled, NAME)
}

/// Opens the room of an incident; its card comes there with the fact that its ticket is there, and people with the fact of who
/// is on call.
pub(super) async fn open(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    let config = turn.config.clone();
    let platform = incident.declared.0.clone();
    let day = ticket.created_at.with_timezone(&config.timezone).date_naive();
    let new = NewRoom {
        alias: model::alias(ticket.id, day, incident.refused / (TRIES + 1)),
        name: name(&config.incident, ticket, incident),
        topic: Some(incident.topic.clone()),
        invite: Vec::new(),
        encrypted: config.incident.encrypted,
    };
    let opener = turn.open_room(&platform, &new).await?;
    room::keep(turn.conn(), ticket.id, &platform, opener).await?;
    turn.watch(opener, REFUSED, &json!({ "ticket": ticket.id })).await?;
    turn.emit(Fact::HelpersWanted { ticket: ticket.id, opener });
    // They are invited before anything is said: who comes later has no keys for what was said before.
    router::listen(turn).await
}

/// Whoever is on call was found: they come in, with whoever declared it and whom the configuration names. The team of a
/// restricted one is not asked in: who takes part is said by those who do.
pub(super) async fn helpers(
    turn: &mut Turn<'_>,
    id: TicketId,
    opener: MessageId,
    accounts: &[String],
) -> Result<(), Stop> {
    let Some((ticket, incident)) = save::load(turn, id).await? else { return Ok(()) };
    let config = turn.config.clone();
    let mut all: Vec<String> = Vec::new();
    let declarer = people::store::find(turn.conn(), &incident.declared.0, ticket.raised_by).await?;
    all.extend(declarer.map(|person| person.account));
    all.extend(config.incident.invite.iter().cloned());
    if !incident.restricted {
        all.extend(accounts.iter().cloned());
    }
    let known = people::accounts::not_own(turn.conn(), &incident.declared.0, &all).await?;
    let mut asked: Vec<&String> = Vec::new();
    for account in &known {
        if !config.directory.has_left(account) && !asked.contains(&account) {
            invite(turn, id, opener, account, 0).await?;
            asked.push(account);
        }
    }
    Ok(())
}

/// Invites somebody, and hears of it where the homeserver refuses.
async fn invite(turn: &mut Turn<'_>, id: TicketId, opener: MessageId, account: &str, tried: i32) -> Result<(), Stop> {
    let message = turn.invite_into(opener, account).await?;
    turn.watch(message, UNINVITED, &json!({ "ticket": id, "account": account, "tried": tried })).await?;
    Ok(())
}

/// Lets somebody into the room of an incident.
pub(super) async fn let_in(turn: &mut Turn<'_>, id: TicketId, account: &str) -> Result<(), Stop> {
    if let Some(own) = room::of_ticket(turn.conn(), id).await? {
        invite(turn, id, own.opener, account, 0).await?;
    }
    Ok(())
}

/// After the cards were made: the card in the room is pinned, so that everybody finds it.
pub(super) async fn pin(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let homes = ticket::store::places(turn.conn(), id).await?;
    if let Some(home) = homes.iter().find(|home| home.side == Side::Team && home.root.is_none()) {
        turn.pin(home.card).await?;
    }
    Ok(())
}

/// Says something in the room of an incident, or where it was declared as long as there is no room.
pub(super) async fn say(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    incident: &Incident,
    phrase: &Phrase,
) -> Result<Option<MessageId>, Stop> {
    let language = turn.config.language;
    match room::of_ticket(turn.conn(), ticket.id).await? {
        Some(own) => {
            let place = Place { platform: own.platform, room: own.room.unwrap_or_default(), thread: None };
            let language = turn.room_language(&place).await?.unwrap_or(language);
            let body = turn.words.say(language, phrase);
            Ok(Some(turn.say_in_opened(own.opener, body).await?))
        }
        None => say_where_declared(turn, incident, phrase).await,
    }
}

/// Says something where an incident was declared; nothing where that was nowhere.
pub(super) async fn say_where_declared(
    turn: &mut Turn<'_>,
    incident: &Incident,
    phrase: &Phrase,
) -> Result<Option<MessageId>, Stop> {
    let (platform, room, thread) = incident.declared.clone();
    if room.is_empty() {
        return Ok(None);
    }
    let place = Place { platform, room, thread };
    let language = turn.room_language(&place).await?.unwrap_or(turn.config.language);
    let body = turn.words.say(language, phrase);
    Ok(Some(turn.say(&place, body).await?))
}

/// Tells the operators in their direct chats.
pub(super) async fn tell_operators(turn: &mut Turn<'_>, platform: &str, phrase: &Phrase) -> Result<(), Stop> {
    let (operators, now) = (turn.config.roles.operators.clone(), turn.now);
    for account in operators {
        let person = people::store::identify(turn.conn(), platform, &account, now).await?;
        threads::tell_alone(turn, platform, &person, phrase).await?;
    }
    Ok(())
}

/// The accounts of those who are in the room of an incident, but for the bot's own.
pub(super) async fn members(turn: &mut Turn<'_>, id: TicketId) -> Result<Vec<String>, Stop> {
    let Some(own) = room::of_ticket(turn.conn(), id).await? else { return Ok(Vec::new()) };
    let Some(at) = own.room else { return Ok(Vec::new()) };
    let members = people::store::members(turn.conn(), &own.platform, &at).await?;
    let accounts: Vec<String> = members.into_iter().map(|member| member.account).collect();
    Ok(people::accounts::not_own(turn.conn(), &own.platform, &accounts).await?)
}

fn error_of(payload: &Value) -> String {
    view::short(payload.get("error").and_then(Value::as_str).unwrap_or_default())
}

/// The homeserver has refused the room: it is said where the incident was declared, and tried again a few times; the incident
/// goes on meanwhile.
pub(super) async fn refused(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some(id) = store::carried(&payload) else { return Ok(()) };
    let Some((ticket, mut incident)) = save::load(turn, id).await? else { return Ok(()) };
    let Some(own) = room::of_ticket(turn.conn(), id).await?.filter(|own| own.room.is_none()) else { return Ok(()) };
    if payload.get("again").is_some() {
        turn.send_again(own.opener).await?;
        turn.watch(own.opener, REFUSED, &json!({ "ticket": id })).await?;
        return Ok(());
    }
    incident.refused += 1;
    if incident.refused == 1 {
        timeline::note(turn, id, &Note::RoomLost).await?;
    }
    let is_over = incident.refused > TRIES;
    let key = if is_over { "incident-room-given-up" } else { "incident-room-refused" };
    let phrase = Phrase::new(key).text("id", ticket.id.to_string()).text("error", error_of(&payload));
    if incident.refused == 1 || is_over {
        say_where_declared(turn, &incident, &phrase).await?;
    }
    if is_over {
        let platform = incident.declared.0.clone();
        tell_operators(turn, &platform, &phrase).await?;
    } else {
        let minutes = i64::from(incident.refused * incident.refused);
        let key = format!("{REFUSED}:{}:{}", id.0, incident.refused);
        let due = turn.now + TimeDelta::minutes(minutes);
        turn.schedule(&key, REFUSED, due, &json!({ "ticket": id, "again": true })).await?;
    }
    store::update(turn.conn(), &incident).await?;
    Ok(())
}

/// Somebody could not be invited: it is tried once more, and said in the room.
pub(super) async fn uninvited(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some(id) = store::carried(&payload) else { return Ok(()) };
    let account = payload.get("account").and_then(Value::as_str).unwrap_or_default().to_owned();
    let tried = payload.get("tried").and_then(Value::as_i64).unwrap_or_default();
    let Some((ticket, incident)) = save::load(turn, id).await? else { return Ok(()) };
    let Some(own) = room::of_ticket(turn.conn(), id).await?.filter(|own| own.room.is_some()) else {
        // The room itself was refused, and everybody waits for it.
        return Ok(());
    };
    if payload.get("again").is_some() {
        return invite(turn, id, own.opener, &account, 1).await;
    }
    if tried == 0 {
        let key = format!("{UNINVITED}:{}:{account}", id.0);
        let due = turn.now + TimeDelta::minutes(1);
        turn.schedule(&key, UNINVITED, due, &json!({ "ticket": id, "account": account, "again": true })).await?;
    } else {
        timeline::note(turn, id, &Note::Uninvited { account: account.clone() }).await?;
    }
    let key = if tried == 0 { "incident-uninvited" } else { "incident-uninvited-again" };
    let phrase = Phrase::new(key).text("account", account).text("error", error_of(&payload));
    say(turn, &ticket, &incident, &phrase).await?;
    Ok(())
}

/// The bot is no more in a room. Where it was that of an incident, the incident lives on, and the operators are told.
pub(super) async fn lost(turn: &mut Turn<'_>, platform: &str, at: &str) -> Result<(), Stop> {
    let Some(id) = turn.room(platform, at).await?.ticket else { return Ok(()) };
    let Some((ticket, incident)) = save::load(turn, id).await? else { return Ok(()) };
    let homes = ticket::store::places(turn.conn(), id).await?;
    for home in homes.iter().filter(|home| home.room == at) {
        ticket::store::remove_place(turn.conn(), id, home.card).await?;
    }
    room::forget(turn.conn(), id).await?;
    turn.room_changed();
    timeline::note(turn, id, &Note::RoomLost).await?;
    let phrase = Phrase::new("incident-room-lost").text("id", id.to_string()).text("title", title_line(&ticket.title));
    if incident.state.is_open() {
        say_where_declared(turn, &incident, &phrase).await?;
    }
    tell_operators(turn, platform, &phrase).await?;
    Ok(())
}

/// `!incident room INC-3`: a new room for an incident whose room is lost.
pub(super) async fn reopen(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    save::must_be_open(&ticket, &incident)?;
    if let Some(own) = room::of_ticket(turn.conn(), ticket.id).await? {
        if own.room.is_some() {
            let person = turn.actor()?.account.clone();
            let_in(turn, ticket.id, &person).await?;
            turn.answer(&Phrase::new("incident-room-there").text("id", ticket.id.to_string())).await?;
            return Ok(());
        }
        incident.refused = 0;
        turn.send_again(own.opener).await?;
        turn.watch(own.opener, REFUSED, &json!({ "ticket": ticket.id })).await?;
    } else {
        incident.refused += TRIES + 1;
        open(turn, &ticket, &incident).await?;
        turn.emit(Fact::TicketOpened(ticket.id));
    }
    timeline::note(turn, ticket.id, &Note::RoomOpened).await?;
    save::keep(turn, &mut ticket, &mut incident).await?;
    router::listen(turn).await?;
    pin(turn, ticket.id).await?;
    turn.answer(&Phrase::new("incident-room-again").text("id", ticket.id.to_string())).await?;
    Ok(())
}

/// `!incident join INC-3`: who asks comes into its room.
pub(super) async fn join(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (named, _) = save::meant(turn, &mut call).await?;
    let Some((ticket, incident)) = as_it_goes_on(turn, named.id).await? else { return Ok(()) };
    let text = call.args.text.trim().to_owned();
    let actor = turn.actor()?.clone();
    let person = match crate::command::PersonRef::read(&text).filter(|_| text.starts_with('@')) {
        Some(person) => crate::practice::named::person(turn, &person, &actor).await?,
        None if text.is_empty() => actor.clone(),
        None => {
            let refusal = Refusal::unclear(Phrase::new("incident-join-whom").text("text", view::short(&text)));
            return Err(refusal.hint(Phrase::new("incident-join-hint")).into());
        }
    };
    comes_in(turn, &ticket, &incident, &person).await?;
    let key = if person.id == actor.id { "incident-joins" } else { "incident-joins-other" };
    turn.answer(&Phrase::new(key).text("id", ticket.id.to_string()).text("name", person.name)).await?;
    Ok(())
}

/// ✋ on a post, or on the offer to join: who taps comes in. Taking it back changes nothing: they leave as they like.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let Some(id) = store::carried(&tap.payload) else { return Ok(Outcome::Ignored) };
    let Some((ticket, incident)) = as_it_goes_on(turn, id).await? else { return Ok(Outcome::Ignored) };
    if incident.restricted && !permission::may_see(turn, &ticket).await? {
        return Ok(Outcome::Ignored);
    }
    let person = turn.actor()?.clone();
    comes_in(turn, &ticket, &incident, &person).await?;
    Ok(Outcome::Done)
}

/// The incident as which this one goes on, where it was merged; else itself.
async fn as_it_goes_on(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<(Ticket, Incident)>, Stop> {
    let mut found = save::load(turn, id).await?;
    // So many may have become parts of each other, and no circle is followed for ever.
    for _ in 0..16 {
        let Some((_, Incident { state: State::Merged { into }, .. })) = &found else { break };
        let into = *into;
        found = save::load(turn, into).await?;
    }
    Ok(found)
}

async fn comes_in(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, person: &Person) -> Result<(), Stop> {
    if incident.archived {
        return Err(Refusal::new(Phrase::new("incident-room-closed").text("id", ticket.id.to_string())).into());
    }
    if room::of_ticket(turn.conn(), ticket.id).await?.is_none() {
        let refusal = Refusal::new(Phrase::new("incident-no-room").text("id", ticket.id.to_string()));
        return Err(refusal.hint(Phrase::new("incident-no-room-hint").text("id", ticket.id.to_string())).into());
    }
    save::record(turn, "incident-join", ticket.id, json!({ "account": person.account })).await?;
    let_in(turn, ticket.id, &person.account).await?;
    brief(turn, ticket, incident, person).await
}

/// Whoever comes later is told how it stands: in an encrypted room they cannot read what was said before.
async fn brief(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, person: &Person) -> Result<(), Stop> {
    let lead = outside::lead(turn, ticket, incident).await?;
    let platform = incident.declared.0.clone();
    let language = language::language_of(turn, person, &threads::alone(&platform)).await?;
    let mut lines = vec![
        Phrase::new("incident-brief")
            .text("id", ticket.id.to_string())
            .text("title", title_line(&ticket.title))
            .phrase("line", view::topic(turn, incident, lead.as_deref()))
            .date_time("at", incident.times.started, turn.config.timezone, turn.now),
    ];
    if let Some(last) = update::last(turn.conn(), ticket.id).await? {
        for (key, text) in [("incident-update-known", last.known), ("incident-update-doing", last.doing)] {
            if !text.is_empty() {
                lines.push(Phrase::new(key).text("text", text));
            }
        }
    }
    let body = threads::lines(turn, language, &lines);
    turn.say_direct(&platform, &person.account, body).await?;
    Ok(())
}

/// Says something to one person of an incident: in its room where they are there, else in the direct chat.
pub(super) async fn say_to(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    incident: &Incident,
    person: &Person,
    phrase: &Phrase,
) -> Result<MessageId, Stop> {
    let own = room::of_ticket(turn.conn(), ticket.id).await?;
    if let Some(own) = own
        && let Some(at) = own.room.clone()
        && people::store::is_member(turn.conn(), &own.platform, &at, &person.account).await?
    {
        let place = Place { platform: own.platform, room: at, thread: None };
        let language = language::language_of(turn, person, &place).await?;
        let to = Phrase::new("incident-to").node("person", threads::person(person)).phrase("what", phrase.clone());
        let body = turn.words.say(language, &to);
        let say = Say { body, mentions: vec![person.account.clone()], loud: true };
        return Ok(turn.say_in_opened(own.opener, say).await?);
    }
    let platform = incident.declared.0.clone();
    let language = language::language_of(turn, person, &threads::alone(&platform)).await?;
    let about = Phrase::new("incident-about").text("id", ticket.id.to_string()).phrase("what", phrase.clone());
    let body = turn.words.say(language, &about);
    Ok(turn.say_direct(&platform, &person.account, Say { body, mentions: Vec::new(), loud: true }).await?)
}
