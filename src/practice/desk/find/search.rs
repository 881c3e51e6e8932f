//! `!tickets search printer offline`: the words of a question become a query, and what was found shows where.

use super::model::{self, Term};
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::ids::TicketId;
use crate::practice::permission;
use crate::ticket::list::{Filter, Scope};
use crate::ticket::search::{self, Inside, Query, Within};
use crate::ticket::store;

/// A page of what was found, each with an excerpt where it is not the title that fits, and how many there are.
pub(super) async fn page(
    turn: &mut Turn<'_>,
    text: &str,
    scope: &Scope,
    filter: &Filter,
    (offset, limit): (i64, i64),
) -> Result<(Vec<(TicketId, Option<String>)>, i64), Stop> {
    let terms = model::terms(text);
    let (query, wanted) = understood(turn, &terms, true).await?;
    let eyes = permission::eyes(turn).await?;
    let in_public = eyes.person.is_none();
    // Not of requests of one's own, and only where nobody else reads along.
    let inside = if eyes.person.is_some() && permission::is_named(turn)? { Inside::Named } else { Inside::Teams };
    let within = Within { scope, filter, eyes: &eyes, inside, in_public };
    let (found, total) = search::find(turn.conn(), &query, &within, (offset, limit + 1)).await?;
    let ids: Vec<TicketId> = found.iter().map(|one| one.id).collect();
    let tickets = store::by_ids(turn.conn(), &ids).await?;
    let mut shown = Vec::new();
    for one in &found {
        let text = match (one.entry, tickets.iter().find(|ticket| ticket.id == one.id)) {
            (0, Some(ticket)) if names(&ticket.title, &wanted) => String::new(),
            (0, Some(ticket)) => {
                let solution = ticket.state.resolution().and_then(|resolution| resolution.solution.clone());
                solution.filter(|solution| names(solution, &wanted)).unwrap_or_else(|| ticket.description.clone())
            }
            (entry, _) => search::text_of(turn.conn(), entry).await?,
        };
        let excerpt = if text.is_empty() { None } else { Some(model::excerpt(&text, &wanted)) };
        shown.push((one.id, excerpt));
    }
    Ok((shown, total))
}

/// Whether a text has any of the words that are looked for, as far as one sees.
fn names(text: &str, wanted: &[String]) -> bool {
    let text = crate::command::fold(text);
    wanted.iter().any(|word| {
        text.contains(word.chars().take(word.chars().count().saturating_sub(2).max(3)).collect::<String>().as_str())
    })
}

/// The query of what is looked for, and all words by which it is seen in a text. `guess`: of a misspelled word, also what
/// may be meant by it.
pub(super) async fn understood(turn: &mut Turn<'_>, terms: &[Term], guess: bool) -> Result<(Query, Vec<String>), Stop> {
    let plain: Vec<String> = terms.iter().map(|term| term.plain.clone()).collect();
    let stems = search::stems(turn.conn(), &plain).await?;
    let words: Vec<String> = terms.iter().flat_map(|term| term.words.iter().cloned()).collect();
    let can_guess = guess && search::can_guess(turn.conn()).await?;
    let known = if can_guess { search::known(turn.conn(), &words).await? } else { words.clone() };
    let mut seen = words;
    let mut queries = Vec::new();
    for (nr, term) in terms.iter().enumerate() {
        let mut others = Vec::new();
        if let ([word], true) = (term.words.as_slice(), can_guess) {
            let like = search::like(turn.conn(), word).await?;
            others = model::others(word, known.contains(word), &like);
        }
        seen.extend(others.iter().cloned());
        queries.push(model::query_of(term, stems.get(nr).map_or("", String::as_str), &others));
    }
    Ok((model::query(queries), seen))
}
