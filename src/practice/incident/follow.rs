//! What becomes of an incident by what others do, and what it says on the cards.

use super::model::Note;
use super::{declare, followup, parts, review, room, save, store, tickets, timeline, update, view};
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Noteworthy};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people;
use crate::ticket::{Side, State as TicketState, Ticket, title_line};

/// Hears a fact.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::TicketOpened(id) | Fact::TicketChanged(id) if id.kind() == TicketKind::Incident => {
            parts::follow_ticket(turn, id).await
        }
        Fact::TicketChanged(id) if id.kind() == TicketKind::Ticket => {
            if followup::changed(turn, id).await? {
                // It comes of an incident, and is none of those that one is about.
                return Ok(());
            }
            tickets::look(turn, id).await
        }
        Fact::HelpersFound { ticket, opener, accounts } if ticket.kind() == TicketKind::Incident => {
            room::helpers(turn, ticket, opener, &accounts).await
        }
        Fact::IncidentWanted { ticket } => declare::wanted(turn, ticket).await,
        Fact::Noted { ticket, what } if ticket.kind() == TicketKind::Incident => noted(turn, ticket, what).await,
        Fact::TaskLeft { ticket, title, owner, due } if ticket.kind() == TicketKind::Incident => {
            followup::left_over(turn, ticket, &title, owner, due).await
        }
        Fact::ArticleWritten { ticket, article, draft, edited } if ticket.kind() == TicketKind::Incident => {
            review::written(turn, ticket, article, &draft, edited).await
        }
        Fact::RoomLost { platform, room } => room::lost(turn, &platform, &room).await,
        Fact::PeopleLeft { platform, accounts } => parts::left(turn, &platform, &accounts).await,
        _ => Ok(()),
    }
}

/// Somebody was called, has answered, was given something to do, or has done it.
async fn noted(turn: &mut Turn<'_>, id: TicketId, what: Noteworthy) -> Result<(), Stop> {
    let Some((mut ticket, mut incident)) = save::load(turn, id).await? else { return Ok(()) };
    let note = match what {
        Noteworthy::Paged { target } => Note::Paged { target },
        Noteworthy::Answered(person) => {
            incident.ack(turn.now);
            let person_of = people::store::find(turn.conn(), &incident.declared.0, person).await?;
            if let Some(known) = person_of {
                room::let_in(turn, id, &known.account).await?;
            }
            Note::Answered { person }
        }
        Noteworthy::Unanswered => Note::Unanswered,
        Noteworthy::TaskGiven { title, owner } => Note::Task { title, person: owner },
        Noteworthy::TaskDone { title } => Note::Done { title },
    };
    timeline::note(turn, id, &note).await?;
    save::keep(turn, &mut ticket, &mut incident).await
}

/// So many follow-ups and the like stand on one card.
const SHOWN: usize = 10;

/// How bad it is, who has which part, what was told last, and how many are affected; of a ticket that is about one, which.
pub(super) async fn lines(turn: &mut Turn<'_>, ticket: &Ticket, side: Side) -> Result<Vec<Phrase>, Stop> {
    if ticket.id.kind() != TicketKind::Incident {
        let Some(of) = tickets::of_ticket(turn.conn(), ticket.id).await? else { return Ok(Vec::new()) };
        let Some((incident, known)) = save::seen(turn, of).await? else { return Ok(Vec::new()) };
        if known.restricted {
            return Ok(Vec::new());
        }
        let key = if side == Side::Requester { "incident-of-mine" } else { "incident-of" };
        let phrase = Phrase::new(key).text("id", of.to_string()).text("title", title_line(&incident.title));
        return Ok(vec![phrase.choice("state", known.state.name())]);
    }
    let Some(incident) = store::of(turn.conn(), ticket.id).await? else { return Ok(Vec::new()) };
    let (zone, now) = (turn.config.timezone, turn.now);
    let mut lines = vec![
        Phrase::new("incident-severity-line")
            .phrase("severity", view::severity(turn, incident.severity.as_deref()))
            .date_time("at", incident.times.started, zone, now),
    ];
    if incident.drill {
        lines.push(Phrase::new("incident-drill-line"));
    }
    if incident.restricted {
        lines.push(Phrase::new("incident-restricted-line"));
    }
    let given = store::roles(turn.conn(), ticket.id).await?;
    let ids: Vec<_> = given.values().copied().collect();
    let people = people::store::by_ids(turn.conn(), &incident.declared.0, &ids).await?;
    let config = turn.config.clone();
    // Who leads stands in the line above already.
    for role in config.incident_roles.iter().skip(1).take(SHOWN) {
        if let Some(person) = given.get(&role.name).and_then(|id| people.get(id)) {
            let phrase = Phrase::new("incident-role-line").phrase("role", view::role(turn, &role.name));
            lines.push(phrase.text("name", person.name.clone()));
        }
    }
    lines.extend(view::counts(tickets::counts(turn.conn(), ticket.id).await?));
    if let Some(last) = update::last(turn.conn(), ticket.id).await? {
        lines.push(view::told(turn, &last));
    }
    if let Some(at) = incident.owed.update.filter(|_| incident.state.is_open()) {
        lines.push(view::next(turn, at));
    }
    if let Some(article) = incident.article {
        lines.push(Phrase::new("incident-article-line").text("article", crate::ids::ArticleId(article).to_string()));
    }
    Ok(lines)
}

/// An incident is led on by its own commands alone; that somebody has it, says the desk as of any ticket.
pub(super) async fn object(turn: &mut Turn<'_>, ticket: &Ticket, to: &TicketState) -> Result<(), Stop> {
    if ticket.id.kind() != TicketKind::Incident {
        return Ok(());
    }
    let Some(incident) = store::of(turn.conn(), ticket.id).await? else { return Ok(()) };
    let is_fine = match to {
        TicketState::New | TicketState::Assigned { .. } => incident.state.is_open(),
        TicketState::Closed { .. } => !incident.state.is_open(),
        TicketState::Planned { .. } | TicketState::Pending { .. } | TicketState::Resolved { .. } => false,
    };
    if is_fine {
        return Ok(());
    }
    let phrase = Phrase::new("incident-own-way").text("id", ticket.id.to_string());
    Err(Refusal::new(phrase).hint(Phrase::new("incident-own-way-hint").choice("state", incident.state.name())).into())
}
