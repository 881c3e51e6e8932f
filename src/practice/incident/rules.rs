//! What a company wants to follow by itself: whoever comes in, is called, or is told, when something becomes of an incident.

use super::model::Incident;
use super::{outside, room};
use crate::config::RuleOn;
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::ticket::Ticket;

/// Does what all rules want that fit.
pub(super) async fn follow(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, on: RuleOn) -> Result<(), Stop> {
    let config = turn.config.clone();
    let fits = |names: &[String], name: Option<&String>| {
        names.is_empty() || name.is_some_and(|name| names.iter().any(|one| one == name))
    };
    let rules = config.incident_rules.iter().filter(|rule| {
        rule.on == on
            && fits(&rule.severities, incident.severity.as_ref())
            && fits(&rule.services, ticket.service.as_ref())
    });
    for rule in rules {
        for account in &rule.invite {
            room::let_in(turn, ticket.id, account).await?;
        }
        if let Some(chain) = &rule.page {
            turn.emit(Fact::PageWanted { ticket: ticket.id, chain: Some(chain.clone()) });
        }
        if let Some(name) = rule.post.as_ref().filter(|_| !incident.restricted) {
            outside::post(turn, ticket, incident, name).await?;
        }
    }
    Ok(())
}
