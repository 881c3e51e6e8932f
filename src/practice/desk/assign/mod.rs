//! Who has a ticket: `!assign @x`, `!assign team:network`, and the places that it leaves on its way.

use serde_json::{Value, json};

use super::homes::{self, is_here};
use super::model::{self, Illegal};
use super::{raise, work};
use crate::command::{Accepts, KeyName, PersonRef, Sign, fold};
use crate::config::TeamConfig;
use crate::error::{Refusal, Stop};
use crate::flow::turn::{Place, Turn};
use crate::flow::{Outcome, outbox, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::TicketId;
use crate::people::role::Role;
use crate::people::{self, Person, team};
use crate::practice::language::language_of;
use crate::practice::named;
use crate::practice::{Call, Practice, Prompt, Tap, Verb, Who, permission, verb_words};
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Side, State, Ticket, TicketPlace};

const TEAM: KeyName = KeyName::word("team", &["group", "gruppe"]);

/// The kind of prompt that a card is from which its ticket has gone.
const LEFT: &str = "ticket-left";

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "assign",
    verbs: &[Verb {
        name: "ticket-assign",
        words: verb_words!("ticket-assign"),
        en: &["assign"],
        de: &["zuweisen"],
        who: Who::Agent,
        on_ticket: true,
        accepts: Accepts { ids: true, on_behalf: false, keys: &[TEAM] },
        run: |turn, call| Box::pin(assign(turn, call)),
    }],
    reactions: &[],
    errands: &[],
    prompts: &[Prompt {
        name: LEFT,
        signs: &[Sign::Take, Sign::Yes, Sign::Urgent, Sign::Wait, Sign::Reopen, Sign::Duplicate],
        run: |turn, tap| Box::pin(tapped_where_it_was(turn, tap)),
    }],
    timers: &[],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// `!assign @x`, `!assign team:network`.
async fn assign(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = work::ticket_of(&mut call)?;
    let text = call.args.text.trim();
    let whom = match text.split_once(char::is_whitespace) {
        Some((first, rest)) if ["to", "an"].contains(&fold(first).as_str()) => rest,
        _ => text,
    };
    match (call.args.key("team"), PersonRef::read(whom)) {
        (Some(team), None) => to_team(turn, ticket, team).await,
        (None, Some(person)) => to_person(turn, ticket, &person).await,
        (None, None) | (Some(_), Some(_)) => {
            Err(Refusal::unclear(Phrase::new("assign-whom")).hint(Phrase::new("assign-hint")).into())
        }
    }
}

async fn to_person(turn: &mut Turn<'_>, mut ticket: Ticket, person: &PersonRef) -> Result<(), Stop> {
    let actor = turn.actor()?.clone();
    let place = turn.place.clone();
    let target = named::person(turn, person, &actor).await?;
    if permission::role_of(turn, &target, &place, Some(&ticket)).await? < Role::Agent {
        let key = if ticket.private { "assign-no-agent-private" } else { "assign-no-agent" };
        let reason = Phrase::new(key).text("id", ticket.id.to_string()).text("name", target.name);
        return Err(Refusal::new(reason).hint(Phrase::new("assign-no-agent-hint")).into());
    }
    let before = ticket.state.assignee();
    match model::assign(&ticket.state, target.id) {
        Ok(to) => work::save(turn, &mut ticket, to, "ticket-assign").await?,
        Err(Illegal::TakenBy(holder)) if holder == actor.id => {
            return Err(work::illegal(turn, &ticket, Illegal::YoursAlready).await);
        }
        Err(reason) => return Err(work::illegal(turn, &ticket, reason).await),
    }
    let before = match before {
        Some(before) => people::store::find(turn.conn(), &place.platform, before).await?,
        None => None,
    };
    if tell_both(turn, &ticket, &actor, &target, before.as_ref()).await? {
        return Ok(());
    }
    work::answer_changed(turn, &ticket).await
}

/// Whoever has it now and whoever had it hear of it where they work, unless they did it themselves. True: the new one
/// was told in the thread of this turn.
async fn tell_both(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    actor: &Person,
    new: &Person,
    old: Option<&Person>,
) -> Result<bool, Stop> {
    let id = ticket.id.to_string();
    let mut told_here = false;
    let mut told = new.id == actor.id;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Requester {
            continue;
        }
        if let Some(old) = old.filter(|old| old.id != actor.id) {
            let key = if new.id == actor.id { "assigned-taken" } else { "assigned-away" };
            let phrase = Phrase::new(key).text("id", id.clone()).text("name", new.name.clone());
            let phrase = phrase.node("person", homes::person(old)).text("by", actor.name.clone());
            homes::say_at(turn, ticket, &home, &phrase, Some(old)).await?;
        }
        let room = [home.room.to_lowercase()];
        let present = people::presence::present_in(turn.conn(), &home.platform, &new.account, &room).await?;
        if new.id != actor.id && !present.is_empty() {
            let phrase = Phrase::new("assigned-to-you").text("id", id.clone()).text("by", actor.name.clone());
            let phrase = phrase.node("person", homes::person(new));
            homes::say_at(turn, ticket, &home, &phrase, Some(new)).await?;
            told_here |= is_here(turn, &home).await?;
            told = true;
        }
    }
    if !told {
        // They are in no room where the ticket lives.
        let place = turn.place.clone();
        let language = language_of(turn, new, &Place { room: String::new(), ..place.clone() }).await?;
        let phrase = Phrase::new("assigned-to-you").text("id", id).text("by", actor.name.clone());
        let body = turn.words.say(language, &phrase.node("person", homes::person(new)));
        turn.say_direct(&place.platform, &new.account, body).await?;
    }
    Ok(told_here)
}

/// To another team: its room gets a card, and the card in the old one says where the ticket went.
async fn to_team(turn: &mut Turn<'_>, mut ticket: Ticket, text: &str) -> Result<(), Stop> {
    let config = turn.config.clone();
    let names = config.teams.iter().map(|team| (team.name.as_str(), team.title.as_str()));
    let at = named::thing(text, names).map_err(|near| named::unknown("team-unknown", text, &near))?;
    let Some(team) = config.teams.get(at) else { return Ok(()) };
    let id = ticket.id.to_string();
    if ticket.team.as_ref() == Some(&team.name) {
        let reason = Phrase::new("assign-team-already").text("id", id).text("team", team.title.clone());
        return Err(Refusal::new(reason).into());
    }
    let to = match model::hand_over(&ticket.state) {
        Ok(to) => to,
        Err(reason) => return Err(work::illegal(turn, &ticket, reason).await),
    };
    if !can_work_on(turn, &ticket, &team.name).await? {
        let reason = Phrase::new("assign-team-nowhere").text("id", id).text("team", team.title.clone());
        return Err(Refusal::new(reason).into());
    }
    let actor = turn.actor()?.clone();
    let (platform, event) = (turn.place.platform.clone(), turn.message.clone());
    let who = (actor.id, turn.said_at);
    log::act(turn.conn(), ticket.id, who, Act::Moved, &team.title, (&platform, &event)).await?;
    let told_here = give(turn, &mut ticket, team, to, Some(&actor)).await?;
    if told_here { Ok(()) } else { work::answer_changed(turn, &ticket).await }
}

/// A ticket goes to another team because time has run out: nobody has said so. Nothing happens where that team would not
/// see it, or has it already.
pub(super) async fn hand_over(turn: &mut Turn<'_>, mut ticket: Ticket, name: &str) -> Result<(), Stop> {
    let config = turn.config.clone();
    let Some(team) = team::named(&config, name).filter(|team| ticket.team.as_ref() != Some(&team.name)) else {
        return Ok(());
    };
    let Ok(to) = model::hand_over(&ticket.state) else { return Ok(()) };
    if can_work_on(turn, &ticket, &team.name).await? {
        give(turn, &mut ticket, team, to, None).await?;
    }
    Ok(())
}

/// Gives a ticket to a team. True: it was told in the thread of this turn.
async fn give(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    team: &TeamConfig,
    to: State,
    actor: Option<&Person>,
) -> Result<bool, Stop> {
    let id = ticket.id.to_string();
    let platform = turn.place.platform.clone();
    let is_another = |holder: &Person| actor.is_none_or(|actor| actor.id != holder.id);
    let holder = homes::faces(turn, ticket, &platform).await?.assignee.filter(is_another);
    let (before, after) = (json!({ "team": ticket.team }), json!({ "team": team.name }));
    turn.record("ticket-team", &id, before, after).await?;
    ticket.team = Some(team.name.clone());
    let mut told_here = false;
    for home in old_homes(turn, ticket).await? {
        told_here |= is_here(turn, &home).await?;
        let gone = Phrase::new("left-moved").text("id", id.clone()).text("team", team.title.clone());
        leave(turn, ticket, &home, &gone, None).await?;
        let said = match actor {
            Some(actor) => Phrase::new("assigned-team").text("name", actor.name.clone()),
            None => Phrase::new("assigned-team-late"),
        };
        let said = said.text("id", id.clone()).text("team", team.title.clone());
        let said = match &holder {
            Some(holder) => Phrase::new("inside-to").node("person", homes::person(holder)).phrase("what", said),
            None => said,
        };
        homes::say_at(turn, ticket, &home, &said, holder.as_ref()).await?;
    }
    move_in(turn, ticket).await?;
    work::save(turn, ticket, to, "ticket-assign").await?;
    Ok(told_here)
}

/// Whether a team would see a ticket: in a room of its own, or else in the thread of its requester, unless they are alone
/// there.
async fn can_work_on(turn: &mut Turn<'_>, ticket: &Ticket, team: &str) -> Result<bool, Stop> {
    if raise::home_of(turn, Some(team)).await?.is_some() {
        return Ok(true);
    }
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        let is_direct = turn.room(&home.platform, &home.room).await?.direct;
        if !ticket.private && home.side != Side::Team && !is_direct {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The threads that a ticket leaves when another team gets it. Whose requester wrote it inside a team goes on where they
/// wrote it.
async fn old_homes(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<TicketPlace>, Stop> {
    let all = ticket::store::places(turn.conn(), ticket.id).await?;
    let (inside, outside): (Vec<_>, Vec<_>) = all.into_iter().partition(|home| home.side == Side::Team);
    if !outside.is_empty() {
        return Ok(inside);
    }
    for home in &inside {
        ticket::store::set_side(turn.conn(), ticket.id, home.card, Side::Requester).await?;
    }
    Ok(Vec::new())
}

/// Gives the ticket's team its card. A team without a room works where the requester is, and the requester of one that
/// has a room reads alone.
async fn move_in(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let room = raise::home_of(turn, ticket.team.as_deref()).await?;
    let mut has_card = false;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        let is_teams = home.platform == platform && Some(&home.room) == room.as_ref();
        has_card |= is_teams;
        let direct = turn.room(&home.platform, &home.room).await?.direct;
        let side = match (is_teams, room.is_some() || direct) {
            (true, _) => Side::Team,
            (false, true) => Side::Requester,
            (false, false) => Side::Shared,
        };
        ticket::store::set_side(turn.conn(), ticket.id, home.card, side).await?;
    }
    if let Some(room) = room.filter(|_| !has_card) {
        let mut new = ticket.clone();
        new.state = model::hand_over(&ticket.state).unwrap_or_else(|_| ticket.state.clone());
        homes::settle(turn, &new, &Place { platform, room, thread: None }, Side::Team, None).await?;
    }
    Ok(())
}

/// A ticket goes from a thread: the card there says where, offers nothing any more, and whoever still taps or writes there
/// is told once.
pub(super) async fn leave(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    home: &TicketPlace,
    gone: &Phrase,
    next: Option<TicketId>,
) -> Result<(), Stop> {
    let place = homes::place_of(home);
    let language = homes::side_language(turn, ticket, &place, home.side).await?;
    let body = turn.words.say(language, gone);
    turn.edit(home.card, body).await?;
    turn.offer(home.card, &[]).await?;
    ticket::store::remove_place(turn.conn(), ticket.id, home.card).await?;
    prompts::keep(turn.conn(), home.card, LEFT, &json!({ "ticket": ticket.id, "next": next })).await?;
    Ok(())
}

async fn tapped_where_it_was(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    hint(turn, &tap.payload).await
}

/// Something was said in a thread in which no ticket lives: was there one?
pub(super) async fn said_where_it_was(turn: &mut Turn<'_>, root: &str) -> Result<Outcome, Stop> {
    let platform = turn.place.platform.clone();
    let Some(card) = outbox::by_event(turn.conn(), &platform, root).await? else { return Ok(Outcome::Ignored) };
    match prompts::of(turn.conn(), card).await? {
        Some(prompt) if prompt.kind == LEFT => hint(turn, &prompt.payload).await,
        _ => Ok(Outcome::Ignored),
    }
}

/// Tells once where a ticket went; only that it has gone where it is private by now.
async fn hint(turn: &mut Turn<'_>, payload: &Value) -> Result<Outcome, Stop> {
    let id = payload.get("ticket").and_then(Value::as_i64).map(TicketId);
    let next = payload.get("next").and_then(Value::as_i64).map(TicketId);
    let Some(id) = id else { return Ok(Outcome::Ignored) };
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    let person = turn.actor()?.id;
    if !ticket::store::first_hint(turn.conn(), id, person, LEFT).await? {
        return Ok(Outcome::Refused);
    }
    let config = turn.config.clone();
    let team = ticket.team.as_ref().and_then(|name| team::named(&config, name));
    let phrase = match (next, team) {
        (Some(next), _) => Phrase::new("left-hint-continued").text("next", next.to_string()),
        (None, Some(team)) if !ticket.private => Phrase::new("left-hint-moved").text("team", team.title.clone()),
        _ => Phrase::new("left-hint"),
    };
    turn.answer(&phrase.text("id", id.to_string())).await?;
    Ok(Outcome::Refused)
}
