//! `!approvals`: what waits for whoever asks, each with its taps.

use super::{ask, view, vote};
use crate::error::Stop;
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::people;
use crate::practice::Call;

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
    let direct = people::store::is_direct(turn.conn(), &place.platform, &place.room).await?;
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
        let language = turn.language;
        let names = view::names(turn, approval, ticket).await?;
        let body = view::card(turn, (approval, ticket, approval.stage), &names, language, &[])?;
        let say = Say { body, mentions: Vec::new(), loud: false };
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
