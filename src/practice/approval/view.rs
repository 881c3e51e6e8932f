//! What people see of an approval.

use std::collections::{BTreeSet, HashMap};

use super::ask::{self, plan_of};
use super::model::{self, Vote};
use super::store::{self, Approval, State};
use super::who;
use crate::approval::{State as Decision, Voice};
use crate::chat::markup::{Markup, Node};
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::{PersonId, TicketKind};
use crate::people::{self, Person};
use crate::practice::threads;
use crate::ticket::{Ticket, one_line, title_line};

/// So much of what is wanted stands on a card: lines, and characters in each.
const LINES: usize = 12;
const LINE_CHARS: usize = 200;

/// So many characters of a reason; it is kept whole.
const REASON_CHARS: usize = 300;

/// The people of an approval, as they are known on a platform.
pub(super) struct Names {
    known: HashMap<PersonId, Person>,
    /// Who can answer in the place of those who are waited for.
    instead: HashMap<PersonId, Vec<PersonId>>,
}

impl Names {
    fn get(&self, person: PersonId) -> String {
        self.known.get(&person).map_or_else(|| "?".to_owned(), |person| person.name.clone())
    }
}

/// The card on which the people of a stage vote; `mentioned` must act, and are named first.
pub(super) fn card(
    turn: &Turn<'_>,
    (approval, ticket, stage): (&Approval, &Ticket, usize),
    names: &Names,
    language: Language,
    mentioned: &[Person],
) -> Result<Markup, Stop> {
    let title = Phrase::new("approval-title")
        .text("id", ticket.id.to_string())
        .text("title", title_line(&ticket.title))
        .choice("state", approval.state.name());
    let mut body = Markup::default();
    if !mentioned.is_empty() {
        body = Markup::join(mentioned.iter().map(|person| Markup::from(threads::person(person))), ", ").with(" ");
    }
    body = body.with(turn.words.say(language, &title));
    // What was asked for stands there no more once it was changed.
    if approval.state != State::Superseded && !ticket.description.trim().is_empty() {
        body = body.line(Node::quote(excerpt(&ticket.description)));
    }
    let zone = turn.config.timezone;
    let plan = plan_of(approval)?;
    let progress = model::progress(&plan, &approval.votes);
    let open = progress.groups().iter().filter(|tally| tally.state() == Decision::Pending);
    let needed: usize = open.map(|tally| tally.needed().saturating_sub(tally.approvals())).sum();
    let mut about = match ticket.raised_by == ticket.requester {
        true => Phrase::new("approval-from").text("name", names.get(ticket.requester)),
        false => Phrase::new("approval-from-by")
            .text("name", names.get(ticket.requester))
            .text("by", names.get(ticket.raised_by)),
    };
    if approval.state == State::Open {
        about = Phrase::new("approval-until").phrase("about", about).number("needed", count(needed)).date_time(
            "until",
            approval.times.expire_at,
            zone,
            turn.now,
        );
        if approval.rules.len() > 1 {
            about = Phrase::new("approval-stage")
                .phrase("about", about)
                .number("stage", count(approval.stage + 1))
                .number("stages", count(approval.rules.len()));
        }
    }
    body = body.line(turn.words.say(language, &about));
    if approval.fallback {
        body = body.line(turn.words.say(language, &Phrase::new("approval-fallback")));
    }
    if let Some(voices) = voices(approval, names, true)? {
        body = body.line(turn.words.say(language, &voices));
    }
    if approval.asks(stage) {
        let key = if approval.typed { "approval-actions-typed" } else { "approval-actions" };
        body = body.line(turn.words.say(language, &Phrase::new(key).text("id", ticket.id.to_string())));
    }
    Ok(body)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn excerpt(text: &str) -> Markup {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let shown = lines.iter().take(LINES).map(|line| one_line(line, LINE_CHARS));
    let more = (lines.len() > LINES).then(|| "…".to_owned());
    Markup::lines(shown.chain(more))
}

/// The people of an approval, as they are known where its ticket lives.
pub(super) async fn names(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<Names, Stop> {
    let platform = who::platform_of(turn, ticket).await?;
    let seated = approval.seats.iter().map(|seat| seat.person);
    let cast_by = approval.votes.iter().map(|vote| vote.cast_by);
    let mut ids: BTreeSet<PersonId> = seated.chain(cast_by).chain([ticket.requester, ticket.raised_by]).collect();
    let mut instead = HashMap::new();
    if approval.state == State::Open {
        let plan = plan_of(approval)?;
        let progress = model::progress(&plan, &approval.votes);
        instead = ask::deputies(turn, approval, ticket, &ask::awaited(approval)?).await?;
        for (person, deputies) in &mut instead {
            // Who has a voice of their own in the group speaks for nobody else in it.
            deputies.retain(|deputy| !model::meet(&progress, *person, *deputy));
            ids.extend(&*deputies);
        }
    }
    let ids: Vec<PersonId> = ids.into_iter().collect();
    Ok(Names { known: people::store::by_ids(turn.conn(), &platform, &ids).await?, instead })
}

/// What has been said, and by whom something still must be, in one line.
fn voices(approval: &Approval, names: &Names, reasons: bool) -> Result<Option<Phrase>, Stop> {
    let awaited = match approval.state {
        State::Open => ask::awaited(approval)?,
        _ => Vec::new(),
    };
    let standing = model::standing(&approval.votes);
    let mut people: Vec<PersonId> = Vec::new();
    for seat in approval.seats.iter().filter(|seat| seat.stage <= approval.stage) {
        if !people.contains(&seat.person) {
            people.push(seat.person);
        }
    }
    let said = people.into_iter().filter_map(|person| match standing.get(&person) {
        _ if awaited.contains(&person) => Some(awaited_from(person, names)),
        Some(vote) => Some(voice(vote, names, reasons)),
        None => None,
    });
    Ok(joined(said))
}

fn joined(phrases: impl Iterator<Item = Phrase>) -> Option<Phrase> {
    phrases.reduce(|before, next| Phrase::new("approval-and").phrase("before", before).phrase("next", next))
}

/// Who must still answer, or can in their place.
fn awaited_from(person: PersonId, names: &Names) -> Phrase {
    let mut others: Vec<String> = Vec::new();
    for deputy in names.instead.get(&person).into_iter().flatten() {
        let name = names.get(*deputy);
        if !others.contains(&name) {
            others.push(name);
        }
    }
    match others.is_empty() {
        true => Phrase::new("approval-awaited").text("name", names.get(person)),
        false => Phrase::new("approval-awaited-or").text("name", names.get(person)).text("others", others.join(", ")),
    }
}

/// A vote: whose it is, and who has given it.
fn voice(vote: &Vote, names: &Names, reasons: bool) -> Phrase {
    let who = match vote.cast_by == vote.person {
        true => Phrase::new("approval-by").text("name", names.get(vote.person)),
        false => {
            Phrase::new("approval-by-for").text("name", names.get(vote.cast_by)).text("person", names.get(vote.person))
        }
    };
    match (vote.voice, vote.reason.as_ref().filter(|_| reasons)) {
        (Voice::Reject, Some(reason)) => {
            Phrase::new("approval-no").phrase("who", who).text("reason", one_line(reason, REASON_CHARS))
        }
        (Voice::Reject, None) => Phrase::new("approval-no-forgotten").phrase("who", who),
        _ => Phrase::new("approval-yes").phrase("who", who),
    }
}

/// What was decided, and by whom.
pub(super) async fn decided(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<Phrase, Stop> {
    let names = names(turn, approval, ticket).await?;
    let told = Phrase::new("approval-decided")
        .text("id", ticket.id.to_string())
        .choice("kind", ticket.id.kind().name())
        .choice("state", approval.state.name());
    // A reason can be taken back, and what is said once cannot: it stands on the cards.
    Ok(match voices(approval, &names, false)? {
        Some(voices) => Phrase::new("approval-decided-by").phrase("decided", told).phrase("voices", voices),
        None => told,
    })
}

/// The line on a ticket's card.
pub(super) async fn lines(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<Phrase>, Stop> {
    if ticket.id.kind() == TicketKind::Ticket {
        return Ok(Vec::new());
    }
    let Some(approval) = store::latest_read(turn.conn(), ticket.id).await? else { return Ok(Vec::new()) };
    if matches!(approval.state, State::Expired | State::Superseded | State::Cancelled) {
        // Nobody has said anything that would have to stand there.
        return Ok(Vec::new());
    }
    let names = names(turn, &approval, ticket).await?;
    let line = Phrase::new("approval-line").choice("state", approval.state.name());
    Ok(vec![match voices(&approval, &names, true)? {
        Some(voices) => Phrase::new("approval-line-by").phrase("line", line).phrase("voices", voices),
        None => line,
    }])
}

/// The names of those who are still to answer, for a refusal.
pub(super) async fn awaited(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<String, Stop> {
    let names = names(turn, approval, ticket).await?;
    Ok(ask::awaited(approval)?.into_iter().map(|person| names.get(person)).collect::<Vec<_>>().join(", "))
}
