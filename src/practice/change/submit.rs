//! 📨, `!change submit`: a change is handed in, when all is known and nothing stands in its way.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::model::{Change, Reason, State};
use super::parts::{self, Key};
use super::{carry, check, save, slots, store, view};
use crate::calendar::Interval;
use crate::config::{ChangeRole, ChangeType, Config};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::{Call, Who, permission, router, workdays};
use crate::ticket::Ticket;
use crate::ticket::log::{self, Act};

/// `!change submit CHG-7 despite:"the other one is done by then"`
pub(super) async fn submit(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, mut change) = save::meant(turn, &mut call).await?;
    let config = turn.config.clone();
    let (keys, rest) = parts::read(&config, &call.args.text);
    if let Some((key, _)) = keys.iter().find(|(key, _)| *key != Key::Despite) {
        let key = if let Key::Part(part) = key { part.name() } else { "type" };
        let refusal = Refusal::unclear(Phrase::new("change-submit-takes").text("key", key));
        return Err(refusal.hint(Phrase::new("change-submit-hint")).into());
    }
    // `!change submit despite the other one` is meant all the same.
    let reason = keys.into_iter().next_back().map(|(_, reason)| reason).or_else(|| without_despite(&rest));
    if let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) {
        change.despite = Some(Reason { text: reason.trim().to_owned(), by: turn.actor()?.id, beside: Vec::new() });
    }
    submit_now(turn, ticket, change, call.tapped).await
}

fn without_despite(text: &str) -> Option<String> {
    let (first, rest) = text.trim().split_once(char::is_whitespace)?;
    matches!(crate::command::fold(first).trim_end_matches(':'), "despite" | "trotz" | "trotzdem")
        .then(|| rest.to_owned())
}

/// Hands a change in, or says why not.
pub(super) async fn submit_now(turn: &mut Turn<'_>, ticket: Ticket, change: Change, tapped: bool) -> Result<(), Stop> {
    let Some((ticket, change)) = hand_in(turn, ticket, change).await? else { return Ok(()) };
    router::listen(turn).await?;
    if tapped {
        return Ok(());
    }
    let Some((ticket, change)) = save::load(turn, ticket.id).await?.or(Some((ticket, change))) else { return Ok(()) };
    turn.answer(&view::stands(&ticket, change.state)).await?;
    Ok(())
}

/// Hands a change in. None: it was told why not.
pub(super) async fn hand_in(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut change: Change,
) -> Result<Option<(Ticket, Change)>, Stop> {
    let config = turn.config.clone();
    if change.kind == ChangeType::Emergency && change.window.is_none() {
        let lasts = TimeDelta::from_std(config.change.emergency_lasts).unwrap_or(TimeDelta::hours(2));
        change.window = Some(Interval { from: turn.now, to: turn.now + lasts });
    }
    let missing = change.missing(&config, ticket.state.assignee());
    let to = match change.state.submit(change.kind, missing) {
        Ok(to) => to,
        Err(illegal) => return Err(view::illegal(turn, &ticket, &illegal).into()),
    };
    if let Some(refused) = blocked(turn, &ticket, &change).await? {
        slots::refuse(turn, &change, refused.because, refused.objections, true).await?;
        return Ok(None);
    }
    if let (Some(despite), Some(window)) = (change.despite.take(), change.window) {
        let beside = check::check(turn, &change, ticket.state.assignee(), window).await?.named();
        // Where nothing stands in its way, no reason has to be given.
        change.despite = (!beside.is_empty()).then_some(Reason { beside, ..despite });
    }
    change.risk = Some(view::assess(&config, &change).risk);
    change.asking = None;
    change.agreed = (to == State::Approved).then_some(true);
    let after = json!({
        "risk": change.risk.map(crate::config::Level::name),
        "window": change.window.map(|window| [window.from, window.to]),
        "despite": change.despite.is_some(),
    });
    save::go_on(turn, &mut ticket, &mut change, to, "change-submit", after).await?;
    act(turn, &ticket, Act::Submitted, "").await?;
    ask_for_approval(turn, &change);
    carry::settle_timer(turn, &change).await?;
    Ok(Some((ticket, change)))
}

/// An entry of the ticket's log.
pub(super) async fn act(turn: &mut Turn<'_>, ticket: &Ticket, act: Act, detail: &str) -> Result<(), Stop> {
    let (actor, at, platform, event) =
        (turn.actor()?.id, turn.said_at, turn.cause.platform.clone(), turn.message.clone());
    log::act(turn.conn(), ticket.id, (actor, at), act, detail, (&platform, &event)).await?;
    Ok(())
}

/// Those are asked who must agree by the first policy that fits; nobody of a standard change.
pub(super) fn ask_for_approval(turn: &mut Turn<'_>, change: &Change) {
    if change.kind == ChangeType::Standard {
        return;
    }
    let by = policy(&turn.config, change);
    let until = decided_by(turn, change);
    turn.emit(Fact::ApprovalWanted { ticket: change.ticket, revision: change.revision, by, until });
}

/// When a decision comes too late: of an emergency after so many working days, of others when it is to begin.
fn decided_by(turn: &Turn<'_>, change: &Change) -> Option<DateTime<Utc>> {
    let (config, now) = (&turn.config, turn.now);
    if change.kind == ChangeType::Emergency {
        let calendar = config.working_calendar().map(|calendar| calendar.calendar.as_ref());
        return Some(workdays::after(now, config.change.review_within, config.timezone, calendar));
    }
    let window = change.window?;
    Some(if window.from > now + TimeDelta::minutes(30) { window.from } else { window.to })
}

/// The approval of the first policy that fits a change.
fn policy(config: &Config, change: &Change) -> Option<String> {
    let fits = |policy: &&crate::config::PolicyConfig| {
        policy.kind.is_none_or(|kind| kind == change.kind)
            && policy.risk.is_none_or(|risk| Some(risk) == change.risk)
            && policy.service.as_ref().is_none_or(|service| change.services.contains(service))
    };
    config.change_policies.iter().find(fits).map(|policy| policy.approval.clone())
}

/// Why a change cannot go into its window.
pub(super) struct Blocked {
    pub(super) because: Refusal,
    pub(super) objections: Vec<Phrase>,
}

/// What stands in the way of a change; the times of others do not change until this turn is over.
pub(super) async fn blocked(turn: &mut Turn<'_>, ticket: &Ticket, change: &Change) -> Result<Option<Blocked>, Stop> {
    let Some(window) = change.window else { return Ok(None) };
    store::lock_calendar(turn.conn()).await?;
    let checked = check::check(turn, change, ticket.state.assignee(), window).await?;
    let objections = checked.objections(turn, change);
    if objections.is_empty() {
        return Ok(None);
    }
    let because = Refusal::new(Phrase::new("change-blocked").text("id", ticket.id.to_string()));
    let because = match change.kind {
        ChangeType::Emergency if checked.is_barred() => {
            let who = who_of(turn.config.change.override_by).name();
            because.hint(Phrase::new("change-needs-override").choice("who", who))
        }
        _ if checked.can_go_despite(change) => because.hint(Phrase::new("change-needs-reason")),
        _ => because,
    };
    Ok(Some(Blocked { because, objections }))
}

/// Who may, of those whom the configuration names.
pub(super) fn who_of(role: ChangeRole) -> Who {
    match role {
        ChangeRole::Agent => Who::Agent,
        ChangeRole::Lead => Who::Lead,
        ChangeRole::Manager => Who::Manager,
        ChangeRole::Operator => Who::Operator,
    }
}

/// `!change override CHG-7 mail is down`: an emergency change may be done in a freeze, or outside the hours of maintenance.
pub(super) async fn override_bars(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut change) = save::meant(turn, &mut call).await?;
    permission::permit(turn, who_of(turn.config.change.override_by), Some(&ticket), "change-override").await?;
    let id = ticket.id.to_string();
    if change.kind != ChangeType::Emergency {
        let refusal = Refusal::new(Phrase::new("change-override-emergency").text("id", id));
        return Err(refusal.hint(Phrase::new("change-override-emergency-hint")).into());
    }
    if !change.state.is_planned() {
        return Err(view::fixed(turn, &ticket, &change).into());
    }
    let reason = call.args.text.trim();
    if reason.is_empty() {
        let refusal = Refusal::unclear(Phrase::new("change-override-why"));
        return Err(refusal.hint(Phrase::new("change-override-hint")).into());
    }
    if let Err((length, most)) = parts::model::fits(reason) {
        return Err(view::too_long(length, most).into());
    }
    let actor = turn.actor()?.clone();
    change.overridden = Some(Reason { text: reason.to_owned(), by: actor.id, beside: Vec::new() });
    let window = change.window.unwrap_or(Interval { from: turn.now, to: turn.now + TimeDelta::hours(2) });
    let frozen = check::frozen(turn, &change.services, window).await?;
    let after = json!({ "by": actor.account, "freezes": frozen });
    let state = change.state;
    save::go_on(turn, &mut ticket, &mut change, state, "change-override", after).await?;
    act(turn, &ticket, Act::Overridden, &view::short(reason)).await?;
    let phrase = Phrase::new("change-overridden").text("id", id).text("name", actor.name);
    turn.answer(&phrase).await?;
    Ok(())
}
