//! A ticket that waits for its requester: they are asked, reminded, and told when it ends without an answer.

use chrono::{DateTime, Utc};

use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::desk::homes::{self, faces, is_here, moment};
use crate::practice::desk::watch;
use crate::ticket::{self, Side, State, Ticket, TicketPlace};

/// The threads in which the requester reads: all, where they work in the team themselves and have none of their own.
async fn threads_of_requester(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<TicketPlace>, Stop> {
    let all = ticket::store::places(turn.conn(), ticket.id).await?;
    let own: Vec<TicketPlace> = all.iter().filter(|home| home.side != Side::Team).cloned().collect();
    Ok(if own.is_empty() { all } else { own })
}

/// Says something to the requester, who is notified unless they did it themselves. True: it was said in the thread of
/// this turn.
async fn say_to_requester(turn: &mut Turn<'_>, ticket: &Ticket, phrase: &Phrase) -> Result<bool, Stop> {
    let mut here = false;
    let actor = turn.actor.as_ref().map(|actor| actor.id);
    for home in threads_of_requester(turn, ticket).await? {
        let requester = faces(turn, ticket, &home.platform).await?.requester;
        let Some(requester) = requester else { continue };
        let phrase = phrase.clone().text("id", ticket.id.to_string()).node("person", homes::person(&requester));
        let mention = Some(&requester).filter(|requester| Some(requester.id) != actor);
        homes::say_at(turn, ticket, &home, &phrase, mention).await?;
        here |= is_here(turn, &home).await?;
    }
    Ok(here)
}

/// Says something to the team, where it has threads that the requester does not read.
async fn say_inside(turn: &mut Turn<'_>, ticket: &Ticket, phrase: &Phrase) -> Result<(), Stop> {
    let told = threads_of_requester(turn, ticket).await?;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if told.contains(&home) {
            continue;
        }
        let requester = faces(turn, ticket, &home.platform).await?.requester;
        let name = requester.map_or_else(String::new, |requester| requester.name);
        let phrase = phrase.clone().text("id", ticket.id.to_string()).text("name", name);
        homes::say_at(turn, ticket, &home, &phrase, None).await?;
    }
    Ok(())
}

/// The requester is asked for an answer. True: in the thread of this turn.
pub(super) async fn ask(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<bool, Stop> {
    let State::Pending { until, .. } = ticket.state else { return Ok(false) };
    let when = moment(turn);
    let phrase = Phrase::new("wait-asked").date_time("until", until, when.zone, when.now);
    say_to_requester(turn, ticket, &phrase).await
}

/// The requester is asked once more.
pub(super) async fn remind(turn: &mut Turn<'_>, ticket: &Ticket, until: DateTime<Utc>) -> Result<(), Stop> {
    let when = moment(turn);
    let with_time = |key| Phrase::new(key).date_time("until", until, when.zone, when.now);
    say_to_requester(turn, ticket, &with_time("wait-reminded")).await?;
    say_inside(turn, ticket, &with_time("wait-reminded-inside")).await
}

/// It ends without an answer.
pub(super) async fn unanswered(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    say_to_requester(turn, ticket, &Phrase::new("wait-unanswered")).await?;
    say_inside(turn, ticket, &Phrase::new("wait-unanswered-inside")).await?;
    watch::tell(turn, ticket, &Phrase::new("watch-unanswered"), None).await
}
