//! An incident goes on: it is one or none, or the same as another one; people can work again; it is over, or not after all; it is
//! more or less severe than thought.

use serde_json::json;

use super::model::{Act, Illegal, Incident, Note, State};
use super::{SOLVE, due, outside, room, rules, save, store, tickets, timeline, view, words};
use crate::config::RuleOn;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Stand};
use crate::flow::prompts;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketKind;
use crate::people::role::Role;
use crate::practice::{Call, meaning, permission, router, threads};
use crate::ticket::{self, Side, Ticket};

/// `!accept`, `!accept sev2`
pub(super) async fn accept(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    only_agents(turn, "incident-accept").await?;
    let text = call.args.text.trim().to_owned();
    let severity = match text.as_str() {
        "" => None,
        text => Some(named(turn, text)?),
    };
    begin(turn, &mut ticket, &mut incident, severity).await?;
    router::listen(turn).await?;
    answer_with_state(turn, "incident-accepted", &ticket, &incident).await
}

/// It is a major incident, and is worked on from now on.
async fn begin(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    incident: &mut Incident,
    severity: Option<String>,
) -> Result<(), Stop> {
    if let Some(severity) = severity.filter(|name| incident.severity.as_ref() != Some(name)) {
        set_severity(turn, ticket, incident, severity).await?;
    }
    save::go_on(turn, ticket, incident, Act::Accept, "incident-accept").await?;
    due::settle(turn, incident).await?;
    call_somebody(turn, ticket, incident);
    outside::announce(turn, ticket, incident).await?;
    rules::follow(turn, ticket, incident, RuleOn::Declared).await
}

/// Whoever is to be woken by such an incident is.
pub(super) fn call_somebody(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) {
    if incident.restricted {
        // Whom they need is called by those who take part.
        return;
    }
    let severity = incident.severity.as_deref().and_then(|name| turn.config.severity(name));
    let chain = severity.and_then(|severity| severity.page.clone());
    turn.emit(Fact::PageWanted { ticket: ticket.id, chain });
}

/// ✅ on the card: it is one, or it is over.
pub(super) async fn tapped(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let Some(ticket) = &call.ticket else { return Ok(()) };
    let Some((_, incident)) = save::load(turn, ticket.id).await? else { return Ok(()) };
    if incident.state == State::Triage { accept(turn, call).await } else { resolve(turn, call).await }
}

/// `!decline it was a test`
pub(super) async fn decline(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    only_agents(turn, "incident-decline").await?;
    if incident.state.counts() {
        // What was accepted is not talked away by the way.
        may_belittle(turn, &ticket, &incident).await?;
    }
    let reason = call.args.text.trim().to_owned();
    if !reason.chars().any(char::is_alphanumeric) {
        let refusal = Refusal::unclear(Phrase::new("incident-decline-why"));
        return Err(refusal.hint(Phrase::new("incident-decline-hint")).into());
    }
    let reason = ticket::one_line(&reason, 500);
    save::go_on(turn, &mut ticket, &mut incident, Act::Decline(reason), "incident-decline").await?;
    over(turn, &ticket, &incident, Stand::Dropped).await?;
    router::listen(turn).await?;
    answer_with_state(turn, "incident-declined", &ticket, &incident).await
}

/// `!merge INC-3`: this one is the same as that one.
pub(super) async fn merge(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let refusal = || Refusal::unclear(Phrase::new("incident-merge-what")).hint(Phrase::new("incident-merge-hint"));
    let ids = &call.args.ids;
    if ids.iter().any(|id| id.kind() != TicketKind::Incident) {
        return Err(refusal().into());
    }
    let place = turn.place.clone();
    let (from, into) = match ids.as_slice() {
        [into] => {
            let root = place.thread.clone().unwrap_or_default();
            let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
            match here.as_slice() {
                [(from, _)] if from.kind() == TicketKind::Incident => (*from, *into),
                _ => return Err(refusal().into()),
            }
        }
        [from, into] => (*from, *into),
        _ => return Err(refusal().into()),
    };
    if from == into {
        return Err(Refusal::new(Phrase::new("incident-merge-itself").text("id", from.to_string())).into());
    }
    let mut sorted = [from, into];
    sorted.sort_unstable();
    ticket::store::lock_all(turn.conn(), &sorted).await?;
    let mut ticket = meaning::known(turn, from).await?;
    permission::permit(turn, crate::practice::Who::Agent, Some(&ticket), "incident-merge").await?;
    let target = meaning::known(turn, into).await?;
    let Some(other) = store::of(turn.conn(), into).await? else { return Err(refusal().into()) };
    if !other.state.is_open() {
        return Err(save::illegal(&target, &other, Illegal::Over));
    }
    let Some(mut incident) = store::of(turn.conn(), from).await? else { return Err(refusal().into()) };
    if ticket.private != target.private {
        // What few may know must not come to all by it, nor the other way.
        return Err(Refusal::new(Phrase::new("incident-merge-restricted")).into());
    }
    if incident.drill != other.drill {
        return Err(Refusal::new(Phrase::new("incident-merge-drill")).into());
    }
    incident.go(&Act::Merge(into)).map_err(|why| save::illegal(&ticket, &incident, why))?;
    tickets::move_all(turn, from, into).await?;
    save::go_on(turn, &mut ticket, &mut incident, Act::Merge(into), "incident-merge").await?;
    over(turn, &ticket, &incident, Stand::Dropped).await?;
    let told = Phrase::new("incident-merged-here").text("id", from.to_string()).text("title", ticket.title.clone());
    room::say(turn, &target, &other, &told).await?;
    for account in room::members(turn, from).await? {
        room::let_in(turn, into, &account).await?;
    }
    router::listen(turn).await?;
    let phrase = Phrase::new("incident-merged").text("id", from.to_string()).text("into", into.to_string());
    turn.answer(&phrase).await?;
    for home in ticket::store::places(turn.conn(), from).await? {
        if !threads::is_here(turn, &home).await? {
            threads::say_at(turn, &ticket, &home, &phrase, None).await?;
        }
    }
    Ok(())
}

/// `!mitigated mail flows over mx2`
pub(super) async fn mitigated(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    save::only_responders(turn, &ticket, "incident-mitigate").await?;
    said(turn, &ticket, &call.args.text).await?;
    save::go_on(turn, &mut ticket, &mut incident, Act::Mitigate, "incident-mitigate").await?;
    due::settle(turn, &incident).await?;
    rules::follow(turn, &ticket, &incident, RuleOn::Mitigated).await?;
    router::listen(turn).await?;
    answer_with_state(turn, "incident-mitigated", &ticket, &incident).await
}

/// What was said with a change of state is worth remembering.
async fn said(turn: &mut Turn<'_>, ticket: &Ticket, text: &str) -> Result<(), Stop> {
    if text.chars().any(char::is_alphanumeric) {
        let text = ticket::one_line(text.trim(), 1000);
        timeline::note(turn, ticket.id, &Note::Said { text }).await?;
    }
    Ok(())
}

/// `!resolve`, `!resolve the disk was replaced`
pub(super) async fn resolve(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    save::only_responders(turn, &ticket, "incident-resolve").await?;
    said(turn, &ticket, &call.args.text).await?;
    save::go_on(turn, &mut ticket, &mut incident, Act::Resolve, "incident-resolve").await?;
    let by = turn.actor()?.id;
    over(turn, &ticket, &incident, Stand::Done(by)).await?;
    tickets::tell_end(turn, ticket.id).await?;
    rules::follow(turn, &ticket, &incident, RuleOn::Resolved).await?;
    router::listen(turn).await?;
    let lasted = super::model::span(incident.times.started, incident.times.resolved).unwrap_or_default();
    let lasted = chrono::TimeDelta::minutes(lasted.num_minutes().max(1));
    let phrase = Phrase::new("incident-resolved").text("id", ticket.id.to_string()).duration("lasted", lasted);
    let phrase = match incident.owed.review {
        Some(at) => Phrase::new("incident-resolved-review").phrase("resolved", phrase).date(
            "at",
            at,
            turn.config.timezone,
            turn.now,
        ),
        None => phrase,
    };
    turn.answer(&phrase).await?;
    offer_to_solve(turn, &ticket, &incident).await
}

/// Offers to resolve the tickets that are about it, where any is open.
async fn offer_to_solve(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    let counts = tickets::counts(turn.conn(), ticket.id).await?;
    if counts.open == 0 {
        return Ok(());
    }
    let phrase = Phrase::new("incident-solve-offer").number("open", counts.open);
    let Some(message) = room::say(turn, ticket, incident, &phrase).await? else { return Ok(()) };
    prompts::keep(turn.conn(), message, SOLVE, &json!({ "ticket": ticket.id })).await?;
    turn.offer(message, &["✅"]).await?;
    Ok(())
}

/// `!reopen it is back`
pub(super) async fn reopen(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    save::only_responders(turn, &ticket, "incident-reopen").await?;
    let was_over = !incident.state.is_open();
    said(turn, &ticket, &call.args.text).await?;
    let was_archived = std::mem::take(&mut incident.archived);
    save::go_on(turn, &mut ticket, &mut incident, Act::Reopen, "incident-reopen").await?;
    if let Some(own) = ticket::room::of_ticket(turn.conn(), ticket.id).await?.filter(|_| was_archived) {
        turn.archive_in(own.opener, false).await?;
    }
    due::settle(turn, &incident).await?;
    if was_over {
        turn.emit(Fact::StandWanted { ticket: ticket.id, stand: Stand::Again });
        tickets::not_over(turn, ticket.id).await?;
    }
    router::listen(turn).await?;
    answer_with_state(turn, "incident-reopened", &ticket, &incident).await
}

/// What hangs on an incident ends with it.
pub(super) async fn over(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, stand: Stand) -> Result<(), Stop> {
    due::settle(turn, incident).await?;
    turn.emit(Fact::StandWanted { ticket: ticket.id, stand });
    Ok(())
}

/// `!sev 1`, `!schwere sev2`
pub(super) async fn severity(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        let phrase = Phrase::new("incident-severity-is")
            .phrase("severity", view::severity(turn, incident.severity.as_deref()))
            .text("names", severities(turn));
        turn.answer(&phrase).await?;
        return Ok(());
    }
    save::only_responders(turn, &ticket, "incident-severity").await?;
    save::must_be_open(&ticket, &incident)?;
    let to = named(turn, &text)?;
    if incident.severity.as_ref() == Some(&to) {
        let phrase = Phrase::new("incident-severity-already").phrase("severity", view::severity(turn, Some(&to)));
        return Err(Refusal::new(phrase).into());
    }
    may_lower(turn, &ticket, &incident, &to).await?;
    set_severity(turn, &mut ticket, &mut incident, to).await?;
    due::owe_update(turn, &mut incident);
    save::keep(turn, &mut ticket, &mut incident).await?;
    due::settle(turn, &incident).await?;
    if incident.state != State::Triage {
        call_somebody(turn, &ticket, &incident);
        rules::follow(turn, &ticket, &incident, RuleOn::Severity).await?;
    }
    router::listen(turn).await?;
    answer_with_state(turn, "incident-severity-set", &ticket, &incident).await
}

/// Less severe makes it whoever leads it, or a lead of a team and above: it must not be talked small by the way.
async fn may_lower(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, to: &str) -> Result<(), Stop> {
    let place = |name: &str| turn.config.severity_place(name);
    let lowers = match (incident.severity.as_deref().and_then(place), place(to)) {
        (Some(from), Some(to)) => to > from,
        _ => false,
    };
    if lowers { may_belittle(turn, ticket, incident).await } else { Ok(()) }
}

async fn may_belittle(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    if ticket.state.assignee() == Some(turn.actor()?.id) {
        return Ok(());
    }
    if permission::role(turn, Some(ticket)).await? >= Role::Lead {
        return Ok(());
    }
    let refusal = Refusal::new(Phrase::new("incident-may-not-lower"));
    let lead = outside::lead(turn, ticket, incident).await?;
    Err(match lead {
        Some(name) => refusal.hint(Phrase::new("incident-may-not-lower-ask").text("name", name)).into(),
        None => refusal.hint(Phrase::new("incident-may-not-lower-hint")).into(),
    })
}

async fn set_severity(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    incident: &mut Incident,
    to: String,
) -> Result<(), Stop> {
    let from = incident.severity.replace(to.clone());
    turn.record("incident-severity", &ticket.id.to_string(), json!({ "severity": from }), json!({ "severity": to }))
        .await?;
    timeline::note(turn, ticket.id, &Note::Severity { from, to }).await?;
    Ok(())
}

/// The severity that somebody names.
pub(super) fn named(turn: &Turn<'_>, text: &str) -> Result<String, Stop> {
    match turn.config.severity(text) {
        Some(found) => Ok(found.name.clone()),
        None => {
            let refusal = Refusal::unclear(Phrase::new("incident-severity-none").text("text", view::short(text)));
            Err(refusal.hint(Phrase::new("incident-severity-hint").text("names", severities(turn))).into())
        }
    }
}

fn severities(turn: &Turn<'_>) -> String {
    let name = |one: &crate::config::SeverityConfig| format!("{} ({})", one.name, one.title(turn.language));
    turn.config.severities.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// `!stage identified`
pub(super) async fn stage(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    save::only_responders(turn, &ticket, "incident-stage").await?;
    let text = call.args.text.trim().to_owned();
    let names = turn.config.incident_stages.iter().map(|stage| (stage.name.as_str(), stage.title.as_str()));
    if turn.config.incident_stages.is_empty() {
        return Err(Refusal::new(Phrase::new("incident-no-stages"))
            .hint(Phrase::new("incident-no-stages-hint"))
            .into());
    }
    let at = crate::practice::named::thing(&text, names)
        .map_err(|near| crate::practice::named::unknown("incident-stage-unknown", &text, &near))?;
    if incident.state != State::Active {
        return Err(Refusal::new(Phrase::new("incident-stage-active")).into());
    }
    let to = turn.config.incident_stages.get(at).map(|stage| stage.name.clone()).unwrap_or_default();
    incident.stage = Some(to.clone());
    save::record(turn, "incident-stage", ticket.id, json!({ "stage": to })).await?;
    timeline::note(turn, ticket.id, &Note::Stage { to }).await?;
    save::keep(turn, &mut ticket, &mut incident).await?;
    router::listen(turn).await?;
    answer_with_state(turn, "incident-severity-set", &ticket, &incident).await
}

/// `!incident since 13:40`: when the outage began.
pub(super) async fn since(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    save::only_responders(turn, &ticket, "incident-since").await?;
    let (now, zone) = (turn.said_at.min(turn.now), turn.zone());
    let text = call.args.text.trim().to_owned();
    let Some((at, _)) = words::past(&text, now, zone) else {
        let refusal = Refusal::unclear(Phrase::new("incident-since-unclear").text("text", view::short(&text)));
        return Err(refusal.hint(Phrase::new("incident-since-hint")).into());
    };
    if incident.times.resolved.is_some_and(|over| at > over) {
        return Err(Refusal::new(Phrase::new("incident-since-late")).into());
    }
    let before = json!({ "started": incident.times.started });
    incident.times.started = at;
    turn.record("incident-since", &ticket.id.to_string(), before, json!({ "started": at })).await?;
    save::keep(turn, &mut ticket, &mut incident).await?;
    router::listen(turn).await?;
    turn.answer(&Phrase::new("incident-since-set").date_time("at", at, zone, turn.now)).await?;
    Ok(())
}

/// Only who works for the company's services says whether something is a major incident.
async fn only_agents(turn: &mut Turn<'_>, act: &'static str) -> Result<(), Stop> {
    if save::is_agent(turn).await? {
        return Ok(());
    }
    Err(permission::not_permitted(crate::practice::Who::Agent, act).into())
}

/// Answers with how it stands now; where this does not happen in its room, the room is told as well.
pub(super) async fn answer_with_state(
    turn: &mut Turn<'_>,
    key: &'static str,
    ticket: &Ticket,
    incident: &Incident,
) -> Result<(), Stop> {
    let lead = outside::lead(turn, ticket, incident).await?;
    let line = view::topic(turn, incident, lead.as_deref());
    let phrase = Phrase::new(key).text("id", ticket.id.to_string()).phrase("line", line);
    turn.answer(&phrase).await?;
    let name = turn.actor()?.name.clone();
    let told = Phrase::new("incident-by").phrase("what", phrase).text("name", name);
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Team && !threads::is_here(turn, &home).await? {
            threads::say_at(turn, ticket, &home, &told, None).await?;
        }
    }
    Ok(())
}
