//! `!tickets search printer offline`: the words of a question become a query, and what was found shows where.

use super::model::{self, Term};
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::ids::TicketId;
use crate::practice::permission;
use crate::ticket::list::{Filter, Scope};
use crate::ticket::search::{self, Findings, Inside, Query, Within};
use crate::ticket::store;

/// A page of what was found.
pub(super) struct Page {
    /// Tickets, each with an excerpt where it is not the title that fits.
    pub(super) rows: Vec<(TicketId, Option<String>)>,
    /// How many there are on all pages.
    pub(super) total: i64,
    /// There may be more than that.
    pub(super) is_cut: bool,
}

/// Searches.
pub(super) async fn page(
    turn: &mut Turn<'_>,
    text: &str,
    scope: &Scope,
    filter: &Filter,
    (offset, limit): (i64, i64),
) -> Result<Page, Stop> {
    let terms = model::terms(text);
    let (query, wanted) = understood(turn, &terms, true).await?;
    let eyes = permission::eyes(turn).await?;
    let in_public = eyes.person.is_none();
    // Not of requests of one's own, and only where nobody else reads along.
    let inside = if eyes.person.is_some() && permission::is_named(turn)? { Inside::Named } else { Inside::Teams };
    let within = Within { scope, filter, eyes: &eyes, inside, in_public };
    let Findings { found, total, is_cut } = search::find(turn.conn(), &query, &within, (offset, limit + 1)).await?;
    let ids: Vec<TicketId> = found.iter().map(|one| one.id).collect();
    let tickets = store::by_ids(turn.conn(), &ids).await?;
    let mut rows = Vec::new();
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
        rows.push((one.id, excerpt));
    }
    Ok(Page { rows, total, is_cut })
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
    let begun = search::begun(turn.conn(), &words).await?;
    let mut seen = words;
    let mut queries = Vec::new();
    for (nr, term) in terms.iter().enumerate() {
        let mut others = Vec::new();
        // A device's number is not misspelled into another one's, of which there are thousands.
        let is_guessable = |word: &str| can_guess && !word.chars().any(|c| c.is_ascii_digit());
        if let [word] = term.words.as_slice()
            && is_guessable(word)
        {
            let like = search::like(turn.conn(), word).await?;
            others = model::others(word, begun.iter().any(|(asked, _)| asked == word), &like);
        }
        seen.extend(others.iter().cloned());
        let begun =
            begun.iter().filter(|(asked, _)| term.words.first() == Some(asked)).map(|(_, found)| found.as_str());
        let begun: Vec<&str> = begun.collect();
        // Numbers are not among them, and what begins with a letter or two nobody means.
        let has_all = |word: &String| word.chars().count() > 2 && word.chars().any(|c| !c.is_ascii_digit());
        // Where none does, a stem still can: `haus` begins that of `Häuser`. That is cheap, since it is rare.
        let is_all = term.words.first().is_some_and(has_all)
            && !begun.is_empty()
            && i64::try_from(begun.len()).is_ok_and(|many| many < search::BEGUN);
        let stems = stems.get(nr).map_or("", String::as_str);
        queries.push(model::query_of(term, stems, &others, is_all.then_some(begun.as_slice())));
    }
    Ok((model::query(queries), seen))
}
