//! What happens when nobody answers: a reminder, then somebody else is asked, then it is over.

use serde::Deserialize;
use serde_json::Value;

use super::absent::store::Why;
use super::store::{self, Approval};
use super::{absent, ask, who};
use crate::error::Stop;
use crate::fact::Outcome;
use crate::flow::outbox::{self, Room};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId};
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::threads;
use crate::ticket::{self, Ticket};

/// What the timer carries.
#[derive(Deserialize)]
struct Carried {
    ticket: TicketId,
}

/// Something may be due.
pub(super) async fn step(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { ticket } = serde_json::from_value(payload)?;
    let Some(ticket) = ticket::store::lock(turn.conn(), ticket).await? else { return Ok(()) };
    let Some(approval) = store::open_of(turn.conn(), ticket.id).await? else { return Ok(()) };
    if turn.now >= approval.times.expire_at {
        return ask::decide(turn, &approval, &ticket, Outcome::Expired).await;
    }
    let awaited = ask::awaited(&approval)?;
    let mut next = approval.clone();
    if turn.now >= approval.times.escalate_at && !approval.escalated {
        (next.reminded, next.escalated) = (true, true);
        let platform = who::platform_of(turn, &ticket).await?;
        let known = people::store::by_ids(turn.conn(), &platform, &awaited).await?;
        for person in awaited.iter().filter_map(|id| known.get(id)) {
            if let Some(replaced) = absent::replace(turn, &approval, &ticket, person, Why::Silent).await? {
                absent::tell(turn, &approval, &ticket, replaced).await?;
            }
        }
        turn.record("approval-escalate", &ticket.id.to_string(), Value::Null, Value::Null).await?;
    } else if turn.now >= approval.times.remind_at && !approval.reminded {
        next.reminded = true;
        remind(turn, &approval, &ticket, awaited).await?;
    }
    store::note(turn.conn(), approval.id, next.reminded, next.escalated).await?;
    ask::schedule(turn, &next).await
}

/// Says below the cards that it still waits, to those who must answer now: whoever stands in for somebody in their place.
async fn remind(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket, awaited: Vec<PersonId>) -> Result<(), Stop> {
    let platform = who::platform_of(turn, ticket).await?;
    let answering = ask::answering(turn, approval, ticket, &awaited).await?;
    let known = people::store::by_ids(turn.conn(), &platform, &answering).await?;
    let mut people: Vec<Person> = answering.iter().filter_map(|id| known.get(id).cloned()).collect();
    let (id, zone) = (ticket.id.to_string(), turn.config.timezone);
    for card in store::cards(turn.conn(), approval.id).await? {
        let (_, room) = outbox::address_of(turn.conn(), card.message).await?;
        let Room::Known(room) = room else { continue };
        let mut here = Vec::new();
        for person in &people {
            let is_here = match &card.account {
                Some(account) => *account == person.account,
                None => people::store::is_member(turn.conn(), &platform, &room, &person.account).await?,
            };
            if is_here {
                here.push(person.clone());
            }
        }
        people.retain(|person| here.iter().all(|told| told.id != person.id));
        for person in here {
            let thread = outbox::thread_of(turn.conn(), card.message).await?;
            let place = Place { platform: platform.clone(), room: room.clone(), thread };
            let language = language_of(turn, &person, &place).await?;
            let phrase = Phrase::new("approval-remind")
                .node("person", threads::person(&person))
                .text("id", &id)
                .date_time("until", approval.times.expire_at, zone, turn.now);
            let body = turn.words.say(language, &phrase);
            turn.say(&place, Say { body, mentions: vec![person.account.clone()], loud: true }).await?;
        }
    }
    turn.record("approval-remind", &id, Value::Null, Value::Null).await?;
    Ok(())
}
