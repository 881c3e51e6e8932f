//! `!approvals`: what waits for whoever asks, each with its taps.

use super::store::{self, Approval};
use super::{ask, view, vote};
use crate::error::Stop;
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::Call;
use crate::ticket::{self, Ticket};

/// So many are shown at once: each is a message of its own, to be tapped.
const SHOWN: usize = 5;

pub(super) async fn approvals(turn: &mut Turn<'_>, _call: Call) -> Result<(), Stop> {
    let waiting = vote::waiting(turn).await?;
    if waiting.is_empty() {
        turn.answer(&Phrase::new("approvals-none")).await?;
        return Ok(());
    }
    let total = waiting.len();
    let (place, actor) = (turn.place.clone(), turn.actor()?.clone());
    let direct = turn.here().await?.direct;
    // What is ordered is read where it is asked about anyway, and nowhere else.
    let mut hidden = Vec::new();
    for (_, ticket) in waiting.iter().take(SHOWN).filter(|_| !direct) {
        let rooms = ask::rooms(turn, ticket, &place.platform).await?;
        if !rooms.iter().any(|open| open.room == place.room) {
            hidden.push(ticket.id);
        }
    }
    let heading = Phrase::new("approvals-heading")
        .number("total", i64::try_from(total).unwrap_or(i64::MAX))
        .number("more", i64::try_from(total.saturating_sub(SHOWN)).unwrap_or_default());
    let mut body = turn.text(&heading);
    if !hidden.is_empty() {
        let phrase =
            Phrase::new("approvals-elsewhere").number("count", i64::try_from(hidden.len()).unwrap_or(i64::MAX));
        body = body.line(turn.text(&phrase));
    }
    turn.say(&place, body).await?;
    for (approval, ticket) in waiting.iter().take(SHOWN) {
        let say = card(turn, approval, ticket).await?;
        let language = turn.language;
        if hidden.contains(&ticket.id) {
            let message = turn.say_direct(&place.platform, &actor.account, say).await?;
            ask::keep(turn, approval, message, Some(&actor.account), language).await?;
        } else {
            let message = turn.say(&place, say).await?;
            ask::keep(turn, approval, message, direct.then_some(actor.account.as_str()), language).await?;
        }
    }
    Ok(())
}

async fn card(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<Say, Stop> {
    let names = view::names(turn, approval, ticket).await?;
    let body = view::card(turn, (approval, ticket, approval.stage), &names, turn.language, &[])?;
    Ok(Say { body, mentions: Vec::new(), loud: false })
}

/// Cards of what is open of these tickets, where this turn happens: whoever is asked can vote right there.
pub(super) async fn show(turn: &mut Turn<'_>, tickets: &[TicketId]) -> Result<(), Stop> {
    let place = turn.place.clone();
    for id in tickets {
        let Some(ticket) = ticket::store::lock(turn.conn(), *id).await? else { continue };
        let Some(approval) = store::open_of(turn.conn(), *id).await? else { continue };
        let say = card(turn, &approval, &ticket).await?;
        let language = turn.language;
        let message = turn.say(&place, say).await?;
        ask::keep(turn, &approval, message, None, language).await?;
    }
    Ok(())
}
