//! What probably helps is said in the thread of a new ticket before anybody is asked; one tap closes it. Silence is better than
//! noise: nothing is said that is not likely to help, nothing twice, and nothing that its reader may not read.

mod store;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::library::{self, Wanted};
use super::model::{Article, State};
use super::{store as written, view};
use crate::chat::markup::Markup;
use crate::command::Sign;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Stand};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::{ArticleId, PersonId, TicketId, TicketKind};
use crate::practice::threads::{self, Audience, place_of, say_at, side_language};
use crate::practice::{Tap, meaning};
use crate::ticket::{self, Side, State as TicketState, Ticket, TicketPlace, log, title_line};

/// The kind under which a suggestion is kept.
pub(super) const SUGGESTED: &str = "kb-suggest";

/// So many are suggested at once.
const MOST: usize = 3;

/// How often something is suggested for a ticket: when it is raised, and once more when its requester says more.
const TIMES: i16 = 2;

/// So many messages of the requester are looked at.
const DETAILS: i64 = 20;

/// What is kept with a suggestion.
#[derive(Debug, Serialize, Deserialize)]
struct Suggested {
    ticket: TicketId,
    articles: Vec<ArticleId>,
}

/// Hears what others have done to tickets.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    if !turn.config.knowledge.suggest {
        return Ok(());
    }
    match fact {
        // In the next round: what the same change brings others to say of it comes first.
        Fact::TicketChanged(id) if id.kind() == TicketKind::Ticket && turn.actor.is_some() => {
            turn.emit(Fact::AdviceWanted(id));
            Ok(())
        }
        Fact::AdviceWanted(id) => changed(turn, id).await,
        // Its requester was told what is known: anything else is noise.
        Fact::KnownErrorTold { ticket } => Ok(store::spoke(turn.conn(), ticket, false, TIMES).await?),
        Fact::TicketAnswered { ticket, by, .. } if ticket.kind() == TicketKind::Ticket => said(turn, ticket, by).await,
        _ => Ok(()),
    }
}

/// A ticket was raised, or taken.
async fn changed(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    if library::is_empty(turn).await? {
        return Ok(());
    }
    let Some(ticket) = open(turn, id).await? else { return Ok(()) };
    // Raised by this turn.
    if ticket.created_at == turn.said_at && store::spoken(turn.conn(), id, false).await? == 0 {
        let text = format!("{}\n{}", ticket.title, ticket.description);
        to_requester(turn, &ticket, &[text]).await?;
    }
    // Whoever takes it is told what agents know.
    let is_taken = matches!(ticket.state, TicketState::Assigned { .. });
    if is_taken && store::first_look(turn.conn(), id, true).await? {
        to_team(turn, &ticket).await?;
    }
    Ok(())
}

/// The requester has said more.
async fn said(turn: &mut Turn<'_>, id: TicketId, by: PersonId) -> Result<(), Stop> {
    if library::is_empty(turn).await? {
        return Ok(());
    }
    let Some(ticket) = open(turn, id).await?.filter(|ticket| ticket.is_of(by)) else { return Ok(()) };
    if store::spoken(turn.conn(), id, false).await? >= TIMES {
        return Ok(());
    }
    let (entries, _) = log::page(turn.conn(), &[id], false, 0, DETAILS).await?;
    // What it was raised with stands in title and description.
    let title = ticket.title.trim_end_matches('…');
    let raised = |entry: &log::Read| entry.at == ticket.created_at && entry.text.contains(title);
    let own = entries
        .into_iter()
        .filter(|entry| entry.author == by && entry.act.is_none() && !entry.redacted && !raised(entry));
    let said: Vec<String> = own.map(|entry| entry.text).collect();
    let Some(latest) = said.first().cloned() else { return Ok(()) };
    // A title may say nothing, or something else than what turns out to be wrong; and so may what was said before.
    let said = said.join("\n");
    to_requester(turn, &ticket, &[format!("{}\n{said}", ticket.title), said, latest]).await
}

async fn open(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<Ticket>, Stop> {
    Ok(ticket::store::lock(turn.conn(), id).await?.filter(|ticket| ticket.state.is_open()))
}

/// What probably helps with a ticket by the first of these texts that finds anything, the best first, without what was said
/// of it already.
async fn likely(turn: &mut Turn<'_>, ticket: &Ticket, texts: &[String], inside: bool) -> Result<Vec<Article>, Stop> {
    let told = store::offered(turn.conn(), ticket.id).await?;
    let service = ticket.service.as_deref();
    for text in texts {
        let wanted = Wanted { text, inside, unasked: true, service, told: &told, most: MOST };
        let found = library::find(turn, wanted).await?;
        if found.is_likely {
            return Ok(written::by_ids(turn.conn(), &found.articles).await?);
        }
    }
    Ok(Vec::new())
}

async fn home(turn: &mut Turn<'_>, ticket: &Ticket, sides: &[Side]) -> Result<Option<TicketPlace>, Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    Ok(sides.iter().find_map(|side| homes.iter().find(|home| home.side == *side)).cloned())
}

/// Suggests what these texts find.
async fn to_requester(turn: &mut Turn<'_>, ticket: &Ticket, texts: &[String]) -> Result<(), Stop> {
    let Some(home) = home(turn, ticket, &[Side::Requester, Side::Shared]).await? else { return Ok(()) };
    let articles = likely(turn, ticket, texts, false).await?;
    if articles.is_empty() {
        return Ok(());
    }
    let place = place_of(&home);
    let language = side_language(turn, ticket, &place, home.side).await?;
    let phrase = suggestion(turn, &articles, language);
    let ids: Vec<ArticleId> = articles.iter().map(|article| article.id).collect();
    let message = say_at(turn, ticket, &home, &phrase, None).await?;
    let now = turn.now;
    store::offer(turn.conn(), ticket.id, &ids, false, message, now).await?;
    store::spoke(turn.conn(), ticket.id, false, 1).await?;
    let count = ids.len();
    prompts::keep(turn.conn(), message, SUGGESTED, &json!(Suggested { ticket: ticket.id, articles: ids })).await?;
    if turn.config.desk.offer_reactions {
        let signs = ["1️⃣", "2️⃣", "3️⃣"];
        let signs: Vec<&str> = match count {
            1 => vec!["✅", "❌"],
            several => signs.into_iter().take(several).chain(["❌"]).collect(),
        };
        turn.offer(message, &signs).await?;
    }
    Ok(())
}

/// What is suggested, as its reader sees it.
fn suggestion(turn: &Turn<'_>, articles: &[Article], language: Language) -> Phrase {
    match articles {
        [only] => Phrase::new("kb-suggest-one").phrase("article", view::whole_or_row(only, language)),
        several => {
            let rows = several.iter().zip(["1️⃣", "2️⃣", "3️⃣"]).map(|(article, sign)| {
                Phrase::new("kb-suggest-row").text("sign", sign).phrase("row", view::row(article, language))
            });
            let lines = rows.map(|row| turn.words.say(language, &row));
            Phrase::new("kb-suggest-several").node("rows", Markup::lines(lines))
        }
    }
}

/// In the team's thread: also what agents alone may read, and for which tickets it was of use.
async fn to_team(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let Some(home) = home(turn, ticket, &[Side::Team]).await? else { return Ok(()) };
    let text = format!("{}\n{}", ticket.title, ticket.description);
    let articles = likely(turn, ticket, &[text], true).await?;
    if articles.is_empty() {
        return Ok(());
    }
    let ids: Vec<ArticleId> = articles.iter().map(|article| article.id).collect();
    let used = store::tickets_of(turn.conn(), &ids, ticket.id).await?;
    let place = place_of(&home);
    let language = side_language(turn, ticket, &place, home.side).await?;
    let rows = articles.iter().map(|article| {
        let of: Vec<String> =
            used.iter().filter(|(id, _)| *id == article.id).map(|(_, ticket)| ticket.to_string()).collect();
        let row = view::row(article, language);
        match of.is_empty() {
            true => row,
            false => Phrase::new("kb-used-in").phrase("row", row).text("tickets", of.join(", ")),
        }
    });
    let lines: Vec<_> = rows.map(|row| turn.words.say(language, &row)).collect();
    let phrase = Phrase::new("kb-for-team").node("rows", Markup::lines(lines));
    let message = say_at(turn, ticket, &home, &phrase, None).await?;
    let now = turn.now;
    store::offer(turn.conn(), ticket.id, &ids, true, message, now).await?;
    Ok(store::spoke(turn.conn(), ticket.id, true, 1).await?)
}

/// A tap on a suggestion: it has solved the ticket, or it has not; or that is taken back.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Suggested { ticket: id, articles } = serde_json::from_value(tap.payload.clone())?;
    let nth = match tap.sign {
        Sign::Digit(digit) => usize::from(digit).saturating_sub(1),
        _ => 0,
    };
    let Some(article) = articles.get(nth).copied() else { return Ok(Outcome::Ignored) };
    let ticket = meaning::known(turn, id).await?;
    let actor = turn.actor()?.id;
    if !ticket.is_of(actor) {
        if !tap.taken_back && ticket::store::first_hint(turn.conn(), id, actor, SUGGESTED).await? {
            turn.answer(&Phrase::new("kb-suggest-not-yours").text("id", id.to_string())).await?;
        }
        return Ok(Outcome::Refused);
    }
    meaning::unmerged(turn, &ticket, SUGGESTED).await?;
    match (tap.sign, tap.taken_back) {
        (Sign::No, taken_back) => rejected(turn, &tap, &ticket, taken_back).await,
        (_, false) => solved(turn, &tap, &ticket, article).await,
        (_, true) => unsolved(turn, &tap, &ticket, (article, &articles)).await,
    }
}

/// It has helped: the ticket is over.
async fn solved(turn: &mut Turn<'_>, tap: &Tap, ticket: &Ticket, id: ArticleId) -> Result<Outcome, Stop> {
    let Some(article) = written::lock(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    if !ticket.state.is_open() {
        let phrase = Phrase::new("ticket-is-already").text("id", ticket.id.to_string());
        return Err(Refusal::new(phrase.choice("from", ticket.state.name())).into());
    }
    if article.state != State::Published {
        let refusal = Refusal::new(Phrase::new("kb-suggest-retired").text("id", id.to_string()));
        return Err(refusal.hint(Phrase::new("kb-suggest-retired-hint")).into());
    }
    let (by, now, cause) = (turn.actor()?.clone(), turn.now, turn.cause.id);
    let solution = format!("{id} {}", article.title(turn.language));
    store::end_offer(turn.conn(), tap.message, Some(id), Some("solved"), now).await?;
    written::vote(turn.conn(), id, by.id, Some(true), now).await?;
    written::touch(turn.conn(), id, cause).await?;
    let after = json!({ "ticket": ticket.id.to_string(), "by": by.account });
    turn.record("article-solve", &id.to_string(), Value::Null, after).await?;
    turn.emit(Fact::StandWanted { ticket: ticket.id, stand: Stand::Solved { by: by.id, solution: solution.clone() } });
    let told = Phrase::new("kb-solved-inside").text("id", ticket.id.to_string()).text("name", by.name);
    threads::tell(turn, ticket, Audience::Inside, &told.text("article", solution), None).await?;
    show_solved(turn, tap, ticket, &article).await?;
    Ok(Outcome::Done)
}

/// It has not helped after all: the ticket is open again.
async fn unsolved(
    turn: &mut Turn<'_>,
    tap: &Tap,
    ticket: &Ticket,
    (id, articles): (ArticleId, &[ArticleId]),
) -> Result<Outcome, Stop> {
    if store::solved_by(turn.conn(), tap.message).await? != Some(id) || ticket.state.is_open() {
        return Ok(Outcome::Ignored);
    }
    let (by, now, cause) = (turn.actor()?.id, turn.now, turn.cause.id);
    store::end_offer(turn.conn(), tap.message, Some(id), None, now).await?;
    written::vote(turn.conn(), id, by, None, now).await?;
    written::touch(turn.conn(), id, cause).await?;
    turn.record("article-solve-undo", &id.to_string(), json!({ "ticket": ticket.id.to_string() }), Value::Null).await?;
    turn.emit(Fact::StandWanted { ticket: ticket.id, stand: Stand::Again });
    let told = Phrase::new("kb-unsolved-inside").text("id", ticket.id.to_string());
    threads::tell(turn, ticket, Audience::Inside, &told, None).await?;
    turn.answer(&Phrase::new("kb-unsolved").text("id", ticket.id.to_string())).await?;
    let articles = written::by_ids(turn.conn(), articles).await?;
    let language = threads::language_below(turn, ticket, tap.message).await?.unwrap_or(turn.language);
    let body = turn.words.say(language, &suggestion(turn, &articles, language));
    turn.edit(tap.message, body).await?;
    Ok(Outcome::Done)
}

/// None of them helps.
async fn rejected(turn: &mut Turn<'_>, tap: &Tap, ticket: &Ticket, taken_back: bool) -> Result<Outcome, Stop> {
    if store::solved_by(turn.conn(), tap.message).await?.is_some() {
        // ✅ came first, and counts until it is taken back.
        return Ok(Outcome::Ignored);
    }
    let (now, outcome) = (turn.now, (!taken_back).then_some("rejected"));
    store::end_offer(turn.conn(), tap.message, None, outcome, now).await?;
    let after = json!({ "rejected": !taken_back });
    turn.record("article-reject", &ticket.id.to_string(), Value::Null, after).await?;
    if !taken_back && ticket.state.is_open() {
        turn.answer(&Phrase::new("kb-rejected").text("id", ticket.id.to_string())).await?;
    }
    Ok(Outcome::Done)
}

/// The suggestion says what became of it.
async fn show_solved(turn: &mut Turn<'_>, tap: &Tap, ticket: &Ticket, article: &Article) -> Result<(), Stop> {
    let language = threads::language_below(turn, ticket, tap.message).await?.unwrap_or(turn.language);
    let row = Phrase::new("kb-row-bare").text("id", article.id.to_string());
    let row = row.text("title", title_line(article.title(language)));
    let phrase = Phrase::new("kb-solved").text("id", ticket.id.to_string()).phrase("row", row);
    let body = turn.words.say(language, &phrase);
    turn.edit(tap.message, body).await?;
    Ok(())
}
