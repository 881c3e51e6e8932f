//! `T-123` in the middle of a message shows that ticket in a line, once a conversation, where all who read along may see
//! it.

use crate::command::mentioned;
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::desk::homes::{faces, moment};
use crate::practice::desk::view;
use crate::practice::{Heard, Who, permission};
use crate::ticket::{self, Ticket};

/// So many tickets are shown for one message.
const SHOWN: usize = 5;
/// So many that a message names are looked at.
const LOOKED_AT: usize = 20;

pub(super) async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    let Heard::Message { text, thread, .. } = heard else { return Ok(Outcome::Ignored) };
    if !turn.config.desk.unfurl {
        return Ok(Outcome::Ignored);
    }
    let ids = mentioned(&text);
    if ids.is_empty() {
        return Ok(Outcome::Ignored);
    }
    let place = turn.place.clone();
    let here = match &thread {
        Some(root) => ticket::store::in_thread(turn.conn(), &place.platform, &place.room, root).await?,
        None => Vec::new(),
    };
    let ids: Vec<TicketId> =
        ids.into_iter().filter(|id| here.iter().all(|(own, _)| own != id)).take(LOOKED_AT).collect();
    let mut body = None;
    let mut shown = 0;
    for ticket in visible(turn, &ids).await? {
        let now = turn.now;
        let conversation = (place.platform.as_str(), place.room.as_str(), thread.as_deref().unwrap_or_default());
        if shown == SHOWN || !ticket::list::first_mention(turn.conn(), conversation, ticket.id, now).await? {
            continue;
        }
        shown += 1;
        let faces = faces(turn, &ticket, &place.platform).await?;
        let row: Phrase = view::row(&ticket, &faces, moment(turn), false);
        let line = turn.text(&row);
        body = Some(match body {
            Some(above) => crate::chat::markup::Markup::line(above, line),
            None => line,
        });
    }
    let Some(body) = body else { return Ok(Outcome::Ignored) };
    turn.say(&place, body).await?;
    Ok(Outcome::Done)
}

/// Those of these tickets that the writer may show, and everybody who reads along here may see. Of the others nobody
/// learns whether they exist.
async fn visible(turn: &mut Turn<'_>, ids: &[TicketId]) -> Result<Vec<Ticket>, Stop> {
    let tickets = ticket::store::by_ids(turn.conn(), ids).await?;
    let hidden = permission::hidden_here(turn, &tickets.iter().collect::<Vec<_>>()).await?;
    let mut visible = Vec::new();
    for ticket in tickets {
        if !hidden.contains(&ticket.id)
            && permission::may_see(turn, &ticket).await?
            && permission::may(turn, Who::Involved, Some(&ticket)).await?
        {
            visible.push(ticket);
        }
    }
    Ok(visible)
}
