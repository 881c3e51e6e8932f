//! Incidents that come again and again: found as they arrive, among those of late of the same service or category alone.
//! A problem is proposed once; what fits one that is open already is linked with it.

pub mod model;
mod store;
mod tap;

use chrono::TimeDelta;
use serde_json::{Value, json};

pub(super) use self::model::Pattern;
use self::model::State;
use self::store::Kept;
pub(super) use self::tap::{OFFER, PROPOSAL, offered, tapped};
use super::{links, save, store as problems};
use crate::chat::markup::Markup;
use crate::error::Stop;
use crate::flow::prompts;
use crate::flow::turn::{Place, Turn};
use crate::i18n::{Language, Phrase};
use crate::ids::{MessageId, TicketId};
use crate::people;
use crate::practice::Call;
use crate::practice::threads;
use crate::ticket::{self, Side, Ticket, TicketPlace, affected, relation, title_line};

/// So many incidents of late are compared with a new one. A service with more in the time has other troubles.
const COMPARED: i64 = 1000;
/// So many belong to a proposal at most.
const GATHERED: usize = 50;
/// So many are named.
const NAMED: usize = 10;

fn span(of: std::time::Duration) -> TimeDelta {
    TimeDelta::from_std(of).unwrap_or(TimeDelta::days(30))
}

/// An incident was raised, or is other than before, and belongs to no problem.
pub(super) async fn look(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let config = turn.config.clone();
    let enough = usize::try_from(config.problem.recurrence).unwrap_or(usize::MAX);
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let since = turn.now - span(config.problem.within);
    let counts = ticket.state.is_open() && !ticket.private && ticket.phase.is_none() && ticket.created_at >= since;
    if enough == 0 || !counts {
        return Ok(());
    }
    // Whether it is part of another one is asked where there is something to say only: most are like no other.
    let fitting = fitting(turn, &ticket).await?;
    if !fitting.is_empty() && (is_part(turn, id).await? || meet(turn, &ticket, fitting).await?) {
        return Ok(());
    }
    if let Some((pattern, tickets)) = found(turn, &ticket, enough).await?
        && !is_part(turn, id).await?
    {
        // From here to the end of the turn nobody else proposes.
        store::lock_all(turn.conn()).await?;
        let fitting = self::fitting(turn, &ticket).await?;
        if !meet(turn, &ticket, fitting).await? {
            propose(turn, &ticket, pattern, tickets).await?;
        }
    }
    Ok(())
}

async fn is_part(turn: &mut Turn<'_>, id: TicketId) -> Result<bool, Stop> {
    let is_merged = relation::merged_into(turn.conn(), id).await?.is_some();
    Ok(is_merged || affected::shared(turn.conn(), id).await?.duplicate_of.is_some())
}

/// What an incident has in common with so many others of late.
async fn found(turn: &mut Turn<'_>, ticket: &Ticket, enough: usize) -> Result<Option<(Pattern, Vec<TicketId>)>, Stop> {
    let since = turn.now - span(turn.config.problem.within);
    let service = ticket.service.clone();
    let recent = store::of_service(turn.conn(), service.as_deref(), since, ticket.id, COMPARED).await?;
    let mut alike = model::alike(&ticket.title, service.is_some(), &recent);
    alike.truncate(GATHERED - 1);
    alike.push(ticket.id);
    let alike = if alike.len() < enough { Vec::new() } else { unspoken(turn, ticket, &alike).await? };
    if alike.len() >= enough {
        let titles: Vec<&str> = recent
            .iter()
            .filter(|recent| alike.contains(&recent.id))
            .map(|recent| recent.title.as_str())
            .chain([ticket.title.as_str()])
            .collect();
        let mut terms = model::common(&titles);
        if terms.is_empty() {
            terms = model::common(&[ticket.title.as_str()]);
        }
        return Ok(Some((Pattern::Words { service, terms }, alike)));
    }
    let Some(category) = ticket.category.clone() else { return Ok(None) };
    let most = i64::try_from(GATHERED - 1).unwrap_or(i64::MAX);
    let mut of_category = store::of_category(turn.conn(), &category, since, ticket.id, most).await?;
    of_category.push(ticket.id);
    let of_category =
        if of_category.len() < enough { Vec::new() } else { unspoken(turn, ticket, &of_category).await? };
    Ok((of_category.len() >= enough).then_some((Pattern::Category(category), of_category)))
}

/// Of some incidents, those that stand for themselves, and of which nothing was said yet that still stands.
async fn unspoken(turn: &mut Turn<'_>, ticket: &Ticket, ids: &[TicketId]) -> Result<Vec<TicketId>, Stop> {
    let (now, since) = (turn.now, turn.now - span(turn.config.problem.quiet));
    let of = (ticket.service.as_deref(), ticket.category.as_deref());
    let spoken: Vec<TicketId> =
        store::standing(turn.conn(), of, since, now).await?.into_iter().flat_map(|kept| kept.tickets).collect();
    let mut alone = store::alone(turn.conn(), ids).await?;
    alone.retain(|id| !spoken.contains(id));
    Ok(alone)
}

/// The patterns that are known already and that an incident has.
async fn fitting(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<Kept>, Stop> {
    let (now, since) = (turn.now, turn.now - span(turn.config.problem.quiet));
    let of = (ticket.service.as_deref(), ticket.category.as_deref());
    let mut fitting = store::standing(turn.conn(), of, since, now).await?;
    fitting.retain(|kept| match &kept.pattern {
        Pattern::Words { terms, .. } => model::fits(terms, &ticket.title),
        Pattern::Category(_) => true,
    });
    Ok(fitting)
}

/// Whether an incident meets one of the patterns that it has: it is linked, added to what is proposed, or kept quiet.
async fn meet(turn: &mut Turn<'_>, ticket: &Ticket, fitting: Vec<Kept>) -> Result<bool, Stop> {
    for kept in fitting {
        if meet_one(turn, ticket, kept).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn meet_one(turn: &mut Turn<'_>, ticket: &Ticket, kept: Kept) -> Result<bool, Stop> {
    if let (State::Taken(problem), Pattern::Words { .. }) = (kept.state, &kept.pattern) {
        let was_removed = store::was_removed(turn.conn(), problem, ticket.id).await?;
        return if was_removed { Ok(false) } else { belongs(turn, problem, ticket).await };
    }
    let Some(mut kept) = store::lock(turn.conn(), kept.id).await? else { return Ok(false) };
    match kept.state {
        State::Silenced { .. } => Ok(true),
        State::Proposed => {
            if !kept.tickets.contains(&ticket.id) && kept.tickets.len() < GATHERED {
                kept.tickets.push(ticket.id);
                store::update(turn.conn(), &kept).await?;
                refresh(turn, &kept).await?;
            }
            Ok(true)
        }
        State::Taken(problem) => {
            if store::was_removed(turn.conn(), problem, ticket.id).await? {
                return Ok(false);
            }
            // A category says less than words do: somebody must look.
            if !kept.tickets.contains(&ticket.id) {
                kept.tickets.push(ticket.id);
                store::update(turn.conn(), &kept).await?;
                tap::offer(turn, problem, ticket).await?;
            }
            Ok(true)
        }
        State::Over => Ok(false),
    }
}

/// An incident belongs to a problem that is open.
async fn belongs(turn: &mut Turn<'_>, problem: TicketId, ticket: &Ticket) -> Result<bool, Stop> {
    let Some((mut of, problem)) = save::load(turn, problem).await? else { return Ok(false) };
    if problem.state.is_over() || !links::link(turn, &problem, ticket, None).await? {
        return Ok(false);
    }
    save::keep(turn, &mut of, &problem).await?;
    Ok(true)
}

/// Proposes a problem where the team works.
async fn propose(turn: &mut Turn<'_>, ticket: &Ticket, pattern: Pattern, tickets: Vec<TicketId>) -> Result<(), Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let Some(home) = homes.iter().find(|home| home.side == Side::Team).or_else(|| homes.first()) else {
        return Ok(());
    };
    let now = turn.now;
    let id = store::insert(turn.conn(), &pattern, State::Proposed, &tickets, now).await?;
    let mut kept = Kept { id, pattern, state: State::Proposed, tickets, message: None, at: now };
    let message = say(turn, ticket, home, &kept).await?;
    kept.message = Some(message);
    store::update(turn.conn(), &kept).await?;
    prompts::keep(turn.conn(), message, PROPOSAL, &json!({ "pattern": id })).await?;
    tap::offer_thumbs(turn, message).await?;
    let ids: Vec<String> = kept.tickets.iter().map(TicketId::to_string).collect();
    turn.record("problem-propose", &format!("pattern {id}"), Value::Null, json!({ "incidents": ids })).await?;
    Ok(())
}

/// On top in the team's room; where it has none, in the ticket's thread.
async fn say(turn: &mut Turn<'_>, ticket: &Ticket, home: &TicketPlace, kept: &Kept) -> Result<MessageId, Stop> {
    let place = threads::place_of(home);
    let language = threads::side_language(turn, ticket, &place, home.side).await?;
    let body = body(turn, kept, language).await?;
    if home.side == Side::Team && !home.room.is_empty() {
        return Ok(turn.say(&Place { thread: None, ..place }, body).await?);
    }
    Ok(match home.root {
        Some(_) => turn.say(&place, body).await?,
        None => turn.say_below(home.card, body).await?,
    })
}

/// What a proposal says: the incidents, and what they have in common.
async fn body(turn: &mut Turn<'_>, kept: &Kept, language: Language) -> Result<Markup, Stop> {
    let shown: Vec<TicketId> = kept.tickets.iter().rev().take(NAMED).copied().collect();
    let tickets = ticket::store::by_ids(turn.conn(), &shown).await?;
    let count = i64::try_from(kept.tickets.len()).unwrap_or(i64::MAX);
    let within = span(turn.config.problem.within);
    let heading = Phrase::new("problem-proposal").number("count", count).duration("within", within);
    let mut lines = vec![heading.phrase("common", common(turn, &kept.pattern))];
    let team = tickets.first().and_then(|ticket| ticket.team.clone());
    for ticket in tickets.iter().filter(|ticket| !ticket.private) {
        // Of another team's tickets the words are theirs to tell.
        let title = if ticket.team == team { title_line(&ticket.title) } else { "…".to_owned() };
        lines.push(Phrase::new("problem-proposal-row").text("id", ticket.id.to_string()).text("title", title));
    }
    let more = kept.tickets.len().saturating_sub(NAMED);
    if more > 0 {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        lines.push(Phrase::new("problem-proposal-more").number("more", more));
    }
    lines.push(match kept.state {
        State::Proposed => Phrase::new("problem-proposal-how").duration("quiet", span(turn.config.problem.quiet)),
        State::Silenced { until, .. } => {
            Phrase::new("problem-proposal-quiet").date("until", until, turn.config.timezone, turn.now)
        }
        State::Taken(problem) => Phrase::new("problem-proposal-taken").text("id", problem.to_string()),
        State::Over => Phrase::new("problem-proposal-over"),
    });
    let mut lines = lines.iter().map(|line| turn.words.say(language, line));
    let first = lines.next().unwrap_or_default();
    Ok(lines.fold(first, Markup::line))
}

/// Brings a proposal up to date.
async fn refresh(turn: &mut Turn<'_>, kept: &Kept) -> Result<(), Stop> {
    let Some(message) = kept.message else { return Ok(()) };
    let (platform, room) = crate::flow::outbox::address_of(turn.conn(), message).await?;
    let room = match room {
        crate::flow::outbox::Room::Known(room) => room,
        crate::flow::outbox::Room::OpenedBy(_) => String::new(),
    };
    let language = turn.room_language(&Place { platform, room, thread: None }).await?;
    let language = language.unwrap_or(turn.config.language);
    let body = body(turn, kept, language).await?;
    turn.edit(message, body).await?;
    Ok(())
}

/// What a pattern is, in words.
fn common(turn: &Turn<'_>, pattern: &Pattern) -> Phrase {
    let config = &turn.config;
    match pattern {
        Pattern::Words { service: Some(service), terms } => {
            let title = config.service_title(service);
            Phrase::new("problem-common-service").text("service", title).text("terms", terms.join(", "))
        }
        Pattern::Words { service: None, terms } => Phrase::new("problem-common-words").text("terms", terms.join(", ")),
        Pattern::Category(category) => {
            let found = config.categories.iter().find(|known| known.name == *category);
            let title = found.map_or(category.as_str(), |found| found.title.as_str());
            Phrase::new("problem-common-category").text("category", title)
        }
    }
}

/// What incidents have in common of which somebody makes a problem; None where their words tell nothing.
pub(super) fn of_incidents(incidents: &[Ticket]) -> Option<Pattern> {
    let of = incidents.iter().map(|incident| (incident.service.clone(), incident.title.as_str())).collect::<Vec<_>>();
    pattern_of(&of)
}

fn pattern_of(incidents: &[(Option<String>, &str)]) -> Option<Pattern> {
    let titles: Vec<&str> = incidents.iter().map(|(_, title)| *title).collect();
    let terms = model::common(&titles);
    let count = |service: &Option<String>| incidents.iter().filter(|(other, _)| other == service).count();
    let service = incidents.iter().map(|(service, _)| service).max_by_key(|service| count(service))?;
    (!terms.is_empty()).then(|| Pattern::Words { service: service.clone(), terms })
}

/// A pattern is a problem from now on.
pub(super) async fn take(
    turn: &mut Turn<'_>,
    pattern: &Pattern,
    problem: TicketId,
    tickets: &[TicketId],
) -> Result<(), Stop> {
    let now = turn.now;
    store::insert(turn.conn(), pattern, State::Taken(problem), tickets, now).await?;
    Ok(())
}

/// Incidents were added to a problem, or removed: what they have in common is another thing.
pub(super) async fn follow(turn: &mut Turn<'_>, problem: TicketId) -> Result<(), Stop> {
    let most = i64::try_from(GATHERED).unwrap_or(i64::MAX);
    let incidents = problems::incidents(turn.conn(), problem, most).await?;
    let of: Vec<(Option<String>, &str)> =
        incidents.iter().map(|incident| (incident.service.clone(), incident.title.as_str())).collect();
    let Some(pattern) = pattern_of(&of) else { return Ok(()) };
    match store::of_problem(turn.conn(), problem).await? {
        Some(mut kept) if matches!(kept.pattern, Pattern::Words { .. }) => {
            kept.pattern = pattern;
            store::update(turn.conn(), &kept).await?;
            Ok(())
        }
        Some(_) => Ok(()),
        None => take(turn, &pattern, problem, &[]).await,
    }
}

/// A problem is over: what comes now counts anew.
pub(super) async fn end(turn: &mut Turn<'_>, problem: TicketId) -> Result<(), Stop> {
    if let Some(mut kept) = store::of_problem(turn.conn(), problem).await? {
        kept.state = State::Over;
        store::update(turn.conn(), &kept).await?;
    }
    Ok(())
}

/// So many patterns are listed.
const LISTED: usize = 10;

/// `!problem patterns`: what is proposed, and what is kept quiet.
pub(super) async fn list(turn: &mut Turn<'_>, _call: Call) -> Result<(), Stop> {
    let (now, since, zone) = (turn.now, turn.now - span(turn.config.problem.quiet), turn.zone());
    let most = i64::try_from(LISTED + 1).unwrap_or(i64::MAX);
    let all = store::all_standing(turn.conn(), since, now, most).await?;
    let mut lines = vec![Phrase::new(if all.is_empty() { "problem-patterns-none" } else { "problem-patterns" })];
    let platform = turn.place.platform.clone();
    for kept in all.iter().take(LISTED) {
        let count = i64::try_from(kept.tickets.len()).unwrap_or(i64::MAX);
        let phrase = match kept.state {
            State::Silenced { until, by } => {
                let by = people::store::find(turn.conn(), &platform, by).await?;
                let name = by.map_or_else(|| "?".to_owned(), |by| by.name);
                Phrase::new("problem-pattern-quiet").date("until", until, zone, now).text("name", name)
            }
            _ => Phrase::new("problem-pattern-proposed").date("at", kept.at, zone, now),
        };
        lines.push(phrase.phrase("common", common(turn, &kept.pattern)).number("count", count));
    }
    if all.len() > LISTED {
        lines.push(Phrase::new("problem-more"));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}
