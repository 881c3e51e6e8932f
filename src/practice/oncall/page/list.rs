//! `!page list`: which pages run, who has them, and since when.

use super::model::{Page, State};
use super::store;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people;
use crate::practice::{Call, permission};
use crate::ticket;

/// So many are listed.
const LISTED: i64 = 10;

/// `!page list`
pub(in super::super) async fn list(turn: &mut Turn<'_>, _call: Call) -> Result<(), Stop> {
    let running = store::running(turn.conn(), LISTED).await?;
    if running.is_empty() {
        turn.answer(&Phrase::new("page-list-none")).await?;
        return Ok(());
    }
    let ids: Vec<TicketId> = running.iter().filter_map(|page| page.ticket).collect();
    let tickets = ticket::store::by_ids(turn.conn(), &ids).await?;
    // Titles of private tickets are none of the business of those who read along.
    let hidden = permission::hidden_here(turn, &tickets.iter().collect::<Vec<_>>()).await?;
    let mut body = turn.text(&Phrase::new("page-list"));
    for page in &running {
        let is_hidden = page.ticket.is_some_and(|id| hidden.contains(&id));
        let line = line(turn, page, is_hidden).await?;
        body = body.line(turn.text(&line));
    }
    let more = store::count_running(turn.conn()).await? - LISTED;
    if more > 0 {
        body = body.line(turn.text(&Phrase::new("page-list-more").number("more", more)));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

async fn line(turn: &mut Turn<'_>, page: &Page, is_hidden: bool) -> Result<Phrase, Stop> {
    let (zone, now) = (turn.zone(), turn.now);
    let title = if is_hidden { String::new() } else { page.title.clone() };
    let phrase = match page.state {
        State::Acked { by, at, .. } => {
            let found = people::store::find(turn.conn(), &page.platform, by).await?;
            let name = found.map_or_else(|| "?".to_owned(), |person| person.name);
            Phrase::new("page-list-acked").text("name", name).date_time("acked", at, zone, now)
        }
        State::Open(_) | State::Ended | State::Unanswered => Phrase::new("page-list-open"),
    };
    Ok(phrase.text("id", page.name()).text("title", title).date_time("since", page.started_at, zone, now))
}
