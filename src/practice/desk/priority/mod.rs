//! How urgent a ticket is: by impact and urgency through the matrix, by 🚨, or set by an agent who says why.

mod model;

use serde_json::json;

use super::homes::{self, refresh};
use super::model::Illegal;
use super::{raise, routing, view, work};
use crate::command::{Accepts, Sign};
use crate::config::UrgentBy;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::practice::{Call, Practice, Reaction, Verb, Who, permission, verb_words};
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Ticket, urgent};
use model::Level;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "priority",
    verbs: &[
        Verb {
            name: "ticket-priority",
            words: verb_words!("ticket-priority"),
            en: &["prio", "priority"],
            de: &["prio", "priorität"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(set(turn, call)),
        },
        Verb {
            name: "ticket-impact",
            words: verb_words!("ticket-impact"),
            en: &["impact"],
            de: &["auswirkung"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(level(turn, call, Level::Impact)),
        },
        Verb {
            name: "ticket-urgency",
            words: verb_words!("ticket-urgency"),
            en: &["urgency"],
            de: &["dringlichkeit"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(level(turn, call, Level::Urgency)),
        },
    ],
    reactions: &[Reaction {
        sign: Sign::Urgent,
        only: None,
        name: "ticket-urgent",
        // [priority] urgent_by can demand more.
        who: Who::Involved,
        run: |turn, call| Box::pin(make_urgent(turn, call)),
        undo: Some(|turn, call| Box::pin(make_less_urgent(turn, call))),
    }],
    errands: &[],
    prompts: &[],
    timers: &[],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// How urgent a ticket was, for the audit log.
struct Urgency {
    priority: u8,
    impact: Option<String>,
    urgency: Option<String>,
}

impl Urgency {
    fn of(ticket: &Ticket) -> Self {
        Self { priority: ticket.priority, impact: ticket.impact.clone(), urgency: ticket.urgency.clone() }
    }

    fn value(&self) -> serde_json::Value {
        json!({ "priority": self.priority, "impact": self.impact, "urgency": self.urgency })
    }
}

/// What the log says of a priority, for its readers: the levels of impact and urgency in their language.
pub(super) fn logged(detail: &str) -> Option<Phrase> {
    let (priority, level, name) = model::level_of(detail)?;
    let phrase = match level {
        Level::Impact => Phrase::new("history-impact"),
        Level::Urgency => Phrase::new("history-urgency"),
    };
    Some(phrase.text("priority", priority).phrase("level", view::level(name)))
}

/// Saves a ticket that is more or less urgent than before, with what is said about it in its log.
async fn save(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    before: &Urgency,
    act: &str,
    why: Option<&str>,
) -> Result<(), Stop> {
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    turn.record(act, &ticket.id.to_string(), before.value(), Urgency::of(ticket).value()).await?;
    if let Some(why) = why {
        let who = (turn.actor()?.id, turn.said_at);
        let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
        let detail = model::detail(ticket.priority, why);
        log::act(turn.conn(), ticket.id, who, Act::Prioritised, &detail, (&platform, &event)).await?;
    }
    refresh(turn, ticket).await
}

async fn must_be_open(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    if ticket.state.is_open() {
        return Ok(());
    }
    let reason = Illegal::Over { from: ticket.state.name(), to: "priority" };
    Err(work::illegal(turn, ticket, reason).await)
}

/// `!prio high because the boss cannot print`.
async fn set(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let (level, reason) = model::read(&call.args.text).map_err(|unknown| work::unknown_priority(&unknown.text))?;
    must_be_open(turn, &ticket).await?;
    if reason.is_empty() {
        let hint = Phrase::new("priority-why-hint").phrase("priority", view::priority(level));
        return Err(Refusal::unclear(Phrase::new("priority-why")).hint(hint).into());
    }
    let before = Urgency::of(&ticket);
    ticket.priority = level;
    urgent::forget(turn.conn(), ticket.id).await?;
    save(turn, &ticket, &before, "ticket-priority", Some(&reason)).await?;
    work::answer_changed(turn, &ticket).await
}

/// `!impact high`, `!urgency low`: the priority follows by the matrix, whatever it was set to before.
async fn level(turn: &mut Turn<'_>, mut call: Call, which: Level) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let levels = turn.config.priority.clone();
    let names = match which {
        Level::Impact => &levels.impact,
        Level::Urgency => &levels.urgency,
    };
    let text = call.args.text.trim();
    if text.is_empty() {
        return Err(Refusal::unclear(Phrase::new("level-missing")).hint(view::levels(names)).into());
    }
    let at = routing::level(names, text).ok_or_else(|| raise::unknown_level(text, names))?;
    must_be_open(turn, &ticket).await?;
    let before = Urgency::of(&ticket);
    let named = names.get(usize::from(at)).cloned();
    let why = model::by_level(which, named.as_deref().unwrap_or_default());
    match which {
        Level::Impact => ticket.impact = named,
        Level::Urgency => ticket.urgency = named,
    }
    let impact = model::place(&levels.impact, ticket.impact.as_deref(), levels.default_impact);
    let urgency = model::place(&levels.urgency, ticket.urgency.as_deref(), levels.default_urgency);
    ticket.priority = levels.of(impact, urgency);
    urgent::forget(turn.conn(), ticket.id).await?;
    save(turn, &ticket, &before, "ticket-level", Some(&why)).await?;
    work::answer_changed(turn, &ticket).await
}

/// 🚨: the highest urgency, and the priority that goes with it.
async fn make_urgent(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let levels = turn.config.priority.clone();
    let who = match levels.urgent_by {
        UrgentBy::Requester => Who::Involved,
        UrgentBy::Agent => Who::Agent,
        UrgentBy::Lead => Who::Lead,
    };
    let actor = turn.actor()?.clone();
    if !permission::may(turn, who, Some(&ticket)).await? {
        // Told once, like all who tap what they may not.
        return match ticket::store::first_hint(turn.conn(), ticket.id, actor.id, "ticket-urgent").await? {
            true => say_not_permitted(turn, who).await,
            false => Ok(()),
        };
    }
    if !ticket.state.is_open() {
        let reason = Illegal::Over { from: ticket.state.name(), to: "urgent" };
        return Err(work::illegal(turn, &ticket, reason).await);
    }
    if !view::can_be_urgent(&ticket, &turn.config) {
        return Err(Refusal::new(Phrase::new("urgent-already").text("id", ticket.id.to_string())).into());
    }
    let before = Urgency::of(&ticket);
    let kept = urgent::Before { by: actor.id, urgency: ticket.urgency.clone(), priority: ticket.priority };
    urgent::keep(turn.conn(), ticket.id, &kept).await?;
    let impact = model::place(&levels.impact, ticket.impact.as_deref(), levels.default_impact);
    ticket.urgency = levels.urgency.first().cloned();
    ticket.priority = model::urgent(ticket.priority, levels.of(impact, 0));
    save(turn, &ticket, &before, "ticket-urgent", Some("🚨")).await?;
    let platform = turn.place.platform.clone();
    let assignee = homes::faces(turn, &ticket, &platform).await?.assignee;
    work::tell_inside(turn, &ticket, &actor, "urgent-inside", assignee.as_ref()).await
}

/// Says who may, as part of a turn that is not undone: it is kept that they were told.
async fn say_not_permitted(turn: &mut Turn<'_>, who: Who) -> Result<(), Stop> {
    let refusal = permission::not_permitted(who, "ticket-urgent");
    let phrase = Phrase::new(if refusal.hint.is_some() { "refusal-hint" } else { "refusal" });
    let phrase = phrase.phrase("reason", refusal.reason);
    let phrase = match refusal.hint {
        Some(hint) => phrase.phrase("hint", hint),
        None => phrase,
    };
    turn.answer(&phrase).await?;
    Ok(())
}

/// 🚨 was taken back: as before, while the ticket is open and nobody has changed it since.
async fn make_less_urgent(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let actor = turn.actor()?.id;
    let kept = urgent::before(turn.conn(), ticket.id).await?.filter(|kept| kept.by == actor);
    let Some(kept) = kept.filter(|_| ticket.state.is_open()) else { return Ok(()) };
    let before = Urgency::of(&ticket);
    ticket.urgency = kept.urgency;
    ticket.priority = kept.priority;
    urgent::forget(turn.conn(), ticket.id).await?;
    save(turn, &ticket, &before, "ticket-not-urgent", None).await
}
