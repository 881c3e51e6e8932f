//! What becomes of a page by what happens to its ticket.

use serde_json::{Value, json};

use super::model::{Page, State};
use super::{answer, bundle, hold, start, step, store};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people;
use crate::ticket::{self, Side, State as TicketState, Ticket};

/// Hears a fact.
pub(in super::super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        // Nobody is woken for what is behind incidents.
        Fact::TicketChanged(id) if id.kind() == TicketKind::Problem => Ok(()),
        Fact::TicketChanged(id) if id.kind() != TicketKind::Change => changed(turn, id).await,
        Fact::PageWanted { ticket, chain } => start::wanted(turn, ticket, chain.as_deref()).await,
        Fact::HelpersWanted { ticket, opener } => start::helpers(turn, ticket, opener).await,
        // It may be over, or its window may be another one.
        Fact::TicketChanged(id) => hold::look_after(turn, hold::By::Change(id)).await,
        Fact::Escalated { ticket, .. } => match store::of_ticket(turn.conn(), ticket).await? {
            Some(page) if page.state.runs() && turn.actor.is_some() => answer::go_on_now(turn, page).await,
            Some(page) if matches!(page.state, State::Open(_)) => step::go_on(turn, page).await,
            Some(_) => Ok(()),
            None => start::by_itself(turn, ticket, true).await.map(drop),
        },
        _ => Ok(()),
    }
}

async fn changed(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let config = turn.config.clone();
    let wakes = ticket.state.is_open() && start::chain_of(&config, &ticket).is_some();
    if !wakes && ticket.state == TicketState::New {
        // Nothing of it was ever woken for, most likely, and nothing is to be done if it was.
        return Ok(());
    }
    match store::of_ticket(turn.conn(), id).await? {
        Some(page) if page.state.runs() => follow(turn, page, &ticket).await,
        Some(page) => {
            // Somebody had it already, or nobody has answered: when it is solved is known only now.
            if let Some(at) = ticket.state.over_since() {
                store::resolved(turn.conn(), page.id, at).await?;
            }
            Ok(())
        }
        // For a major incident its practice says when somebody is called.
        None if id.kind() == TicketKind::Incident => Ok(()),
        None if wakes && ticket.state == TicketState::New => start::by_itself(turn, id, false).await.map(drop),
        None => Ok(()),
    }
}

/// Who works on a ticket needs nobody to be woken, and what is over neither.
async fn follow(turn: &mut Turn<'_>, mut page: Page, ticket: &Ticket) -> Result<(), Stop> {
    let is_worked_on = matches!(ticket.state, TicketState::Assigned { .. } | TicketState::Planned { .. });
    if ticket.state.is_open() && !is_worked_on {
        return Ok(());
    }
    if ticket.state.is_open() && ticket.id.kind() == TicketKind::Incident {
        // That it has a lead does not mean that nobody else is needed.
        return Ok(());
    }
    let now = turn.now;
    page.state = State::Ended;
    store::keep(turn.conn(), &page, now).await?;
    match ticket.state.over_since() {
        Some(at) => store::resolved(turn.conn(), page.id, at).await?,
        None => store::answered(turn.conn(), page.id, ticket.state.assignee(), now).await?,
    }
    step::stop(turn, &page).await?;
    let after = json!({ "page": page.id, "state": ticket.state.name() });
    turn.record("page-end", &page.name(), Value::Null, after).await?;
    turn.emit(Fact::CardsOutdated(ticket.id));
    bundle::refresh(turn, &page, None).await
}

/// Who was woken, and who has answered.
pub(in super::super) async fn lines(turn: &mut Turn<'_>, ticket: &Ticket, side: Side) -> Result<Vec<Phrase>, Stop> {
    if side == Side::Requester || matches!(ticket.id.kind(), TicketKind::Change | TicketKind::Problem) {
        return Ok(Vec::new());
    }
    let Some(page) = store::seen_of_ticket(turn.conn(), ticket.id).await? else {
        return Ok(hold::line(turn, ticket).await?.into_iter().collect());
    };
    Ok(match page.state {
        State::Open(_) => vec![Phrase::new("page-line-open")],
        State::Acked { by, .. } => {
            let name =
                people::store::find(turn.conn(), &page.platform, by).await?.map_or_else(String::new, |one| one.name);
            vec![Phrase::new("page-line-acked").text("name", name)]
        }
        State::Unanswered => vec![Phrase::new("page-line-unanswered")],
        State::Ended => Vec::new(),
    })
}
