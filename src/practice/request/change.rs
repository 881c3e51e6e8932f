//! `!request change REQ-9 model:16"`: while it waits for those who must agree, an order can still be changed. What they have
//! said until then was about another one, and they are asked anew.

use serde_json::json;

use super::model::Phase;
use super::order::{self, questions};
use super::store::{self, Request};
use super::view;
use crate::error::{Fault, Refusal, Stop};
use crate::fact::Fact;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::threads::{self, Audience};
use crate::practice::{Call, permission};
use crate::ticket::{self, Ticket};

/// `!request change REQ-9 model:16"`
pub(super) async fn change(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let ticket = call.ticket.ok_or_else(|| Fault::Other("a verb on a ticket was called without one".to_owned()))?;
    match apply(turn, ticket, &call.args.text).await? {
        Some(phrase) => turn.answer(&phrase).await.map(|_| ()).map_err(Stop::from),
        None => Err(Refusal::new(Phrase::new("request-changes-nothing")).into()),
    }
}

/// The message that ordered it was edited.
pub(super) async fn by_edit(turn: &mut Turn<'_>, id: TicketId, text: &str) -> Result<Outcome, Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    if !ticket.is_of(turn.actor()?.id) || !permission::may_see(turn, &ticket).await? {
        return Ok(Outcome::Ignored);
    }
    match apply(turn, ticket, text).await? {
        Some(phrase) => {
            turn.answer(&phrase).await?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::Ignored),
    }
}

/// Makes the next revision; what is to be said of it. None: it says what was ordered already.
async fn apply(turn: &mut Turn<'_>, mut ticket: Ticket, text: &str) -> Result<Option<Phrase>, Stop> {
    let id = ticket.id.to_string();
    let Some(mut request) = store::of(turn.conn(), ticket.id).await? else {
        return Err(Refusal::new(Phrase::new("request-is-none").text("id", id)).into());
    };
    if request.phase != Phase::Waiting || !ticket.state.is_open() {
        let phrase = Phrase::new("request-fixed").text("id", id).phrase("phase", view::phase(request.phase));
        let command = format!("{}request {}", turn.config.prefix, ticket.item.clone().unwrap_or_default());
        return Err(Refusal::new(phrase).hint(Phrase::new("request-fixed-hint").text("command", command)).into());
    }
    let config = turn.config.clone();
    let item = ticket.item.as_deref().and_then(|name| config.item(name));
    let Some(item) = item else {
        let item = ticket.item.clone().unwrap_or_default();
        return Err(Refusal::new(Phrase::new("request-item-gone").text("item", item)).into());
    };
    let questions = questions(&config.questions, item);
    let line = order::read(text, &questions);
    if line.values.is_empty() {
        let keys: Vec<String> = questions.iter().map(|question| format!("{}:", question.name)).collect();
        let refusal = Refusal::unclear(Phrase::new("request-change-what").text("id", id));
        return Err(refusal.hint(Phrase::new("request-change-keys").text("keys", keys.join(" "))).into());
    }
    let before = request.draft.clone();
    request.draft.brief = true;
    let wrong = order::give_all(turn, &mut request.draft, &questions, &line.values, None).await?;
    request.draft.ask.clear();
    if let Some(reason) = wrong.into_iter().next() {
        return Err(Refusal::unclear(reason).into());
    }
    if let Some(missing) = request.draft.next(&questions) {
        let phrase = Phrase::new("request-change-needs").text("ask", missing.ask(turn.language));
        return Err(Refusal::unclear(phrase)
            .hint(Phrase::new("request-change-keys").text("keys", format!("{}:", missing.name)))
            .into());
    }
    if before.counted(&questions) == request.draft.counted(&questions) {
        return Ok(None);
    }
    request.anchor = request.draft.anchor(&questions);
    ticket.description = view::description(turn, &questions, &request.draft);
    save(turn, &ticket, &mut request).await?;
    let phrase = Phrase::new("request-changed-order").text("id", id).text("answers", ticket.description.clone());
    let name = turn.actor()?.name.clone();
    let told = Phrase::new("request-changed-by").text("name", name).phrase("changed", phrase.clone());
    for audience in [Audience::Inside, Audience::Requester] {
        threads::tell(turn, &ticket, audience, &told, None).await?;
    }
    Ok(Some(phrase))
}

async fn save(turn: &mut Turn<'_>, ticket: &Ticket, request: &mut Request) -> Result<(), Stop> {
    let before = json!({ "revision": request.revision });
    request.revision += 1;
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    store::update(turn.conn(), request).await?;
    let after = json!({ "revision": request.revision, "anchor": request.anchor });
    turn.record("request-change", &ticket.id.to_string(), before, after).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    turn.emit(Fact::CardsOutdated(ticket.id));
    turn.emit(Fact::ApprovalWanted { ticket: ticket.id, revision: request.revision, by: None, until: None });
    Ok(())
}
