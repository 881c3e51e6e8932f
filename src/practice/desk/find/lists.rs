//! `!tickets mine`, `!tickets search …`: lists in pages of ten, which their reader turns by a tap.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{filter, model, search};
use crate::chat::markup::Markup;
use crate::command::{Sign, fold, suggest};
use crate::error::{Fault, Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::{PersonId, TicketId};
use crate::people::{self, role::Role};
use crate::practice::desk::homes::moment;
use crate::practice::desk::model::title_line;
use crate::practice::desk::view::{self, Faces};
use crate::practice::{Call, Tap, permission, router};
use crate::ticket::list::{self, COUNTED, Filter, Order, Scope};
use crate::ticket::{self, Ticket, affected};

/// The kind under which a list that has pages is kept.
pub(super) const PAGES: &str = "tickets-page";
/// Lines of a list.
const PAGE: i64 = 10;

/// The lists there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Which {
    Mine,
    Open,
    Team,
    Unassigned,
    Breaching,
    Search,
}

impl Which {
    /// As the words know it.
    fn name(self) -> &'static str {
        match self {
            Which::Mine => "mine",
            Which::Open => "open",
            Which::Team => "team",
            Which::Unassigned => "unassigned",
            Which::Breaching => "breaching",
            Which::Search => "search",
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Which::Mine => "tickets-mine",
            Which::Open => "tickets-open",
            Which::Team => "tickets-team",
            Which::Unassigned => "tickets-unassigned",
            Which::Breaching => "tickets-breaching",
            Which::Search => "tickets-search",
        }
    }
}

/// What was asked for, as it is kept with the list to turn its pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Question {
    /// Who asked, and turns the pages.
    asker: PersonId,
    which: Which,
    /// What is searched for.
    pub(super) text: String,
    /// The keys with their values.
    pub(super) keys: Vec<(String, String)>,
    /// When it was asked: `since:7d` counts from then.
    pub(super) at: DateTime<Utc>,
    page: i64,
}

/// A page as it is shown.
struct Shown {
    body: Markup,
    has_more: bool,
}

/// A list was asked for.
pub(super) async fn list(turn: &mut Turn<'_>, call: Call, which: Which) -> Result<(), Stop> {
    let question = read(turn, &call, which)?;
    let shown = show(turn, &question).await?;
    let place = turn.place.clone();
    let message = turn.say(&place, shown.body).await?;
    if question.page > 1 || shown.has_more {
        prompts::keep(turn.conn(), message, PAGES, &serde_json::to_value(&question)?).await?;
        offer(turn, message, &question, shown.has_more).await?;
    }
    Ok(())
}

async fn offer(
    turn: &mut Turn<'_>,
    message: crate::ids::MessageId,
    question: &Question,
    has_more: bool,
) -> Result<(), Stop> {
    if turn.config.desk.offer_reactions {
        let signs = [(question.page > 1, Sign::Previous), (has_more, Sign::Next)];
        let signs: Vec<&str> = signs.into_iter().filter(|(is, _)| *is).filter_map(|(_, sign)| sign.emoji()).collect();
        turn.offer(message, &signs).await?;
    }
    Ok(())
}

/// What a command asks for.
fn read(turn: &Turn<'_>, call: &Call, which: Which) -> Result<Question, Stop> {
    let asker = turn.actor()?.id;
    let keys: Vec<(String, String)> =
        call.args.keys.iter().map(|key| (key.name.to_owned(), key.value.clone())).collect();
    let (text, at_end) = match which {
        // There a number is something to look for.
        Which::Search => (call.args.text.trim(), None),
        _ => model::paged(&call.args.text),
    };
    let page = match (call.args.key("page"), at_end) {
        (Some(page), _) => page.parse().ok(),
        (None, page) => Some(page.unwrap_or(1)),
    };
    let Some(page @ 1..=100_000) = page else {
        let given = call.args.key("page").unwrap_or(&call.args.text);
        return Err(Refusal::unclear(Phrase::new("page-unclear").text("text", title_line(given))).into());
    };
    if let Some(key) = model::stray_key(text) {
        let known: Vec<&str> = call_keys().collect();
        let near = suggest(key, &known, 3);
        // Among words that are looked for, a colon is nothing special.
        if which != Which::Search || !near.is_empty() {
            return Err(unknown_key(key, &near));
        }
    }
    if which != Which::Search && !text.is_empty() {
        return Err(unknown_list(turn, text));
    }
    if which == Which::Search && model::terms(text).is_empty() {
        let refusal = Refusal::unclear(Phrase::new("search-empty"));
        return Err(refusal.hint(Phrase::new("search-hint")).into());
    }
    Ok(Question { asker, which, text: text.to_owned(), keys, at: turn.said_at, page })
}

fn call_keys() -> impl Iterator<Item = &'static str> {
    super::FILTERS.keys.iter().flat_map(|key| std::iter::once(key.name).chain(key.aliases.iter().copied()))
}

fn unknown_key(key: &str, near: &[&str]) -> Stop {
    if let Some(known) = near.iter().find(|known| fold(known) == fold(key)) {
        return Refusal::unclear(Phrase::new("find-key-empty").text("key", *known)).into();
    }
    let refusal = Refusal::unclear(Phrase::new("find-key-unknown").text("key", title_line(key)));
    let near = near.iter().map(|name| format!("{name}:")).collect::<Vec<_>>().join(", ");
    match near.is_empty() {
        true => refusal.hint(Phrase::new("find-keys")).into(),
        false => refusal.hint(Phrase::new("name-near").text("names", near)).into(),
    }
}

fn unknown_list(turn: &Turn<'_>, text: &str) -> Stop {
    let names: Vec<&str> = router::verbs()
        .flat_map(|verb| verb.en.iter().chain(verb.de))
        .filter_map(|name| name.strip_prefix("tickets "))
        .collect();
    let first = text.split_whitespace().next().unwrap_or_default();
    let near = suggest(first, &names, 1);
    let refusal = Refusal::unclear(Phrase::new("list-unknown").text("text", title_line(text)));
    match near.first() {
        Some(near) => {
            let near = format!("{}tickets {near}", turn.config.prefix);
            refusal.hint(Phrase::new("command-did-you-mean").text("near", near)).into()
        }
        None => refusal.hint(Phrase::new("list-hint")).into(),
    }
}

/// ➡️ or ⬅️ on a list: it shows that page, to whoever asked for it; what they may see now, not then.
pub(super) async fn turn_page(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let mut question: Question = serde_json::from_value(tap.payload)?;
    if turn.actor()?.id != question.asker {
        return Ok(Outcome::Ignored);
    }
    let verb = router::verb(question.which.verb())
        .ok_or_else(|| Fault::Other(format!("there is no verb {}", question.which.verb())))?;
    permission::permit(turn, verb.who, None, verb.name).await?;
    // Whoever taps the same sign again takes theirs back, and means the same.
    let page = if tap.sign == Sign::Next { question.page + 1 } else { question.page - 1 };
    if page < 1 {
        return Ok(Outcome::Done);
    }
    let earlier = question.page;
    question.page = page;
    let shown = match show(turn, &question).await {
        // The list has become shorter meanwhile.
        Err(Stop::Refusal(_)) if page > earlier => return Ok(Outcome::Done),
        shown => shown?,
    };
    turn.edit(tap.message, shown.body).await?;
    prompts::keep(turn.conn(), tap.message, PAGES, &json!(question)).await?;
    offer(turn, tap.message, &question, shown.has_more).await?;
    Ok(Outcome::Done)
}

/// The open tickets of the reader, as they follow the answer to `!ticket` alone.
pub(in crate::practice::desk) async fn summary(turn: &mut Turn<'_>) -> Result<Markup, Stop> {
    let asker = turn.actor()?.id;
    let question =
        Question { asker, which: Which::Mine, text: String::new(), keys: Vec::new(), at: turn.said_at, page: 1 };
    Ok(show(turn, &question).await?.body)
}

/// The tickets that the reader may list, and of which teams where it is that.
async fn scope(turn: &mut Turn<'_>, which: Which, filter: &Filter) -> Result<Scope, Stop> {
    let actor = turn.actor()?.clone();
    if which == Which::Mine || which == Which::Search && permission::role(turn, None).await? < Role::Agent {
        return Ok(Scope::Mine(actor.id));
    }
    let (place, config) = (turn.place.clone(), turn.config.clone());
    let teams = people::team::memberships(turn.conn(), &config, &place.platform, &actor.account).await?;
    let teams: Vec<String> = teams.into_iter().map(|own| own.team).collect();
    let is_named = permission::is_named(turn)?;
    if which == Which::Team {
        let here = permission::eyes(turn).await?;
        let here = if here.person.is_none() { here.teams } else { Vec::new() };
        return match (&filter.teams, is_named) {
            (Some(teams), true) => Ok(Scope::Teams(teams.clone())),
            _ if here.iter().any(|team| is_named || teams.contains(team)) => Ok(Scope::Teams(here)),
            _ if !teams.is_empty() => Ok(Scope::Teams(permission::as_stored(turn, teams).await?)),
            _ => Err(Refusal::new(Phrase::new("team-none")).hint(Phrase::new("team-none-hint")).into()),
        };
    }
    // Who is an agent only because they moderate this room sees this room's tickets.
    Ok(match (is_named, teams.is_empty()) {
        (true, _) => Scope::All,
        (false, false) => Scope::Teams(permission::as_stored(turn, teams).await?),
        (false, true) => Scope::Room { platform: place.platform, room: place.room },
    })
}

/// A page of what was asked for, for whoever is here now.
async fn show(turn: &mut Turn<'_>, question: &Question) -> Result<Shown, Stop> {
    let mut filter = filter::read(turn, question).await?;
    let scope = scope(turn, question.which, &filter).await?;
    let which = question.which;
    filter.unassigned |= which == Which::Unassigned;
    let offset = (question.page - 1) * PAGE;
    let (found, total, is_cut) = if which == Which::Search {
        let page = search::page(turn, &question.text, &scope, &filter, (offset, PAGE)).await?;
        (page.rows, page.total, page.is_cut)
    } else {
        let eyes = permission::eyes(turn).await?;
        let is_over = |states: &Vec<String>| states.iter().any(|state| state == "resolved" || state == "closed");
        let order = match which {
            Which::Breaching => Order::Wanted,
            _ if filter.states.as_ref().is_some_and(is_over) => Order::Newest,
            _ => Order::Urgency,
        };
        let ids = list::page(turn.conn(), (&scope, order), &filter, &eyes, (offset, PAGE)).await?;
        let total = match (ids.is_empty(), ids.len()) {
            (true, _) => 0,
            (false, few) if question.page == 1 && i64::try_from(few).is_ok_and(|few| few <= PAGE) => {
                i64::try_from(few).unwrap_or_default()
            }
            _ => list::count(turn.conn(), (&scope, order), &filter, &eyes).await?,
        };
        (ids.into_iter().map(|id| (id, None)).collect(), total, false)
    };
    if found.is_empty() {
        return nothing(turn, question);
    }
    let has_more = i64::try_from(found.len()).is_ok_and(|found| found > PAGE);
    let found: Vec<(TicketId, Option<String>)> =
        found.into_iter().take(usize::try_from(PAGE).unwrap_or_default()).collect();
    let heading = heading(question, total, is_cut);
    let mut body = turn.text(&heading);
    for line in rows(turn, &found).await? {
        body = body.line(turn.text(&line));
    }
    if has_more {
        let command = command(turn, question);
        let more = match total - question.page * PAGE {
            left if total <= COUNTED => Phrase::new("tickets-more").number("left", left),
            _ => Phrase::new("tickets-more-many"),
        };
        body = body.line(turn.text(&more.text("command", command)));
    }
    Ok(Shown { body, has_more })
}

fn nothing(turn: &Turn<'_>, question: &Question) -> Result<Shown, Stop> {
    if question.page > 1 {
        return Err(Refusal::unclear(Phrase::new("page-past-end").text("page", question.page.to_string())).into());
    }
    let is_filtered = question.keys.iter().any(|(key, _)| key != "page");
    let phrase = match (question.which, is_filtered) {
        (Which::Search, _) => Phrase::new("search-none").text("text", title_line(&question.text)),
        (_, true) => Phrase::new("tickets-none-filtered"),
        (which, false) => Phrase::new("tickets-none").choice("which", which.name()),
    };
    Ok(Shown { body: turn.text(&phrase), has_more: false })
}

fn heading(question: &Question, total: i64, is_cut: bool) -> Phrase {
    let is_filtered = question.keys.iter().any(|(key, _)| key != "page");
    let phrase = match question.which {
        Which::Search if is_cut => Phrase::new("search-heading-many").text("text", title_line(&question.text)),
        Which::Search => Phrase::new("search-heading").text("text", title_line(&question.text)),
        _ if total > COUNTED => return Phrase::new("tickets-heading-many").number("total", COUNTED),
        _ if is_filtered => Phrase::new("tickets-heading-filtered"),
        which => Phrase::new("tickets-heading").choice("which", which.name()),
    };
    phrase.number("total", total)
}

/// The lines of tickets, in this order.
async fn rows(turn: &mut Turn<'_>, found: &[(TicketId, Option<String>)]) -> Result<Vec<Phrase>, Stop> {
    let ids: Vec<TicketId> = found.iter().map(|(id, _)| *id).collect();
    let tickets = ticket::store::by_ids(turn.conn(), &ids).await?;
    let holders: Vec<PersonId> = tickets.iter().filter_map(|ticket| ticket.state.assignee()).collect();
    let platform = turn.place.platform.clone();
    let names = people::store::by_ids(turn.conn(), &platform, &holders).await?;
    let hidden = permission::hidden_here(turn, &tickets.iter().collect::<Vec<_>>()).await?;
    let shared = affected::shared_by(turn.conn(), &ids).await?;
    let when = moment(turn);
    let line = |ticket: &Ticket| {
        let assignee = ticket.state.assignee().and_then(|id| names.get(&id).cloned());
        let shared = shared.get(&ticket.id).copied().unwrap_or_default();
        let faces = Faces { assignee, shared, ..Faces::default() };
        let row = view::row(ticket, &faces, when, hidden.contains(&ticket.id));
        let excerpt = found.iter().find(|(id, _)| *id == ticket.id).and_then(|(_, excerpt)| excerpt.clone());
        match excerpt.filter(|excerpt| !excerpt.is_empty()) {
            Some(excerpt) => Phrase::new("search-row").phrase("row", row).text("excerpt", excerpt),
            None => row,
        }
    };
    Ok(tickets.iter().map(line).collect())
}

/// What shows the next page, as it is typed.
fn command(turn: &Turn<'_>, question: &Question) -> String {
    let next = question.page + 1;
    let names = router::verb(question.which.verb()).map(|verb| match turn.language {
        Language::En => verb.en,
        Language::De => verb.de,
    });
    let name = names.and_then(|names| names.first()).copied().unwrap_or_default();
    let quoted =
        |value: &str| if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() };
    let mut parts = vec![format!("{}{name}", turn.config.prefix)];
    if !question.text.is_empty() {
        parts.push(title_line(&question.text));
    }
    parts.extend(
        question.keys.iter().filter(|(key, _)| key != "page").map(|(key, value)| format!("{key}:{}", quoted(value))),
    );
    parts.push(match (question.which, turn.language) {
        (Which::Search, Language::En) => format!("page:{next}"),
        (Which::Search, Language::De) => format!("seite:{next}"),
        _ => next.to_string(),
    });
    parts.join(" ")
}
