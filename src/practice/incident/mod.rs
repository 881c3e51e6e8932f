//! Major incidents: an outage in which many work together, in a room of its own, from the first alarm to what is learnt of it.
//!
//! An incident is a ticket of its own kind that goes a way of its own ([`model`]) and has a room to itself ([`room`]), in which
//! nobody needs to name it. [`declare`] begins one, [`go`] leads it on, [`parts`] says who does what, [`timeline`] what happened,
//! [`update`] what was told, [`tickets`] who is affected, [`tasks`] and [`followup`] what is to be done, [`review`] what is
//! learnt; [`outside`] is what others see of it, [`due`] what time brings about, [`rules`] what a company wants to follow by itself.

mod declare;
mod due;
mod follow;
mod followup;
mod go;
mod list;
pub mod model;
mod outside;
mod parts;
pub mod review;
mod room;
mod rules;
mod save;
mod store;
mod tasks;
mod tickets;
mod timeline;
mod update;
mod view;
mod words;

use super::{Errand, Heard, Practice, Prompt, Reaction, Timer, Verb, Who, verb_words};
use crate::command::{Accepts, Sign};
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Language;
use crate::ids::TicketKind;
use crate::ticket;

/// The post in another room, from where people come in.
const JOIN: &str = "incident-join";
/// The offer to come in instead of declaring the same again.
const SAME: &str = "incident-same";
/// The reminder of an update, which can be put off.
const SNOOZE: &str = "incident-snooze";
/// The question whether a ticket is about it.
const OFFER: &str = "incident-offer";
/// The offer to resolve all tickets that are about it.
const SOLVE: &str = "incident-solve";

/// The room was refused, or is asked for again.
const REFUSED: &str = "incident-refused";
/// Somebody could not be invited.
const UNINVITED: &str = "incident-uninvited";
/// A lead or a severity may be missing.
const NUDGE: &str = "incident-nudge";
/// An update is owed.
const OWED: &str = "incident-owed";
/// Nothing may have happened for a while.
const QUIET: &str = "incident-quiet";
/// A review is owed.
const REVIEW: &str = "incident-review-owed";
/// The room has served.
const ARCHIVE: &str = "incident-archive";
/// The next tickets are told.
const TELL: &str = "incident-tell";
/// Somebody is reminded of what is to be done.
const FOLLOW_UP: &str = "incident-followup";

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "incident",
    verbs: &[
        Verb {
            name: "incident-list",
            words: verb_words!("incident-list"),
            en: &["incident"],
            de: &["vorfall"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(list::list(turn, call)),
        },
        Verb {
            name: "incident-new",
            words: verb_words!("incident-new"),
            en: &["incident new", "declare"],
            de: &["vorfall neu", "ausrufen"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: declare::ACCEPTS,
            run: |turn, call| Box::pin(declare::declare(turn, call)),
        },
        Verb {
            name: "incident-accept",
            words: verb_words!("incident-accept"),
            en: &["accept", "incident accept"],
            de: &["annehmen", "vorfall annehmen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::accept(turn, call)),
        },
        Verb {
            name: "incident-decline",
            words: verb_words!("incident-decline"),
            en: &["decline", "incident decline"],
            de: &["vorfall ablehnen", "zurückstufen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::decline(turn, call)),
        },
        Verb {
            name: "incident-merge",
            words: verb_words!("incident-merge"),
            en: &["incident merge"],
            de: &["vorfall zusammenführen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::merge(turn, call)),
        },
        Verb {
            name: "incident-severity",
            words: verb_words!("incident-severity"),
            en: &["sev", "incident sev", "severity"],
            de: &["schwere", "vorfall schwere", "schweregrad"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::severity(turn, call)),
        },
        Verb {
            name: "incident-stage",
            words: verb_words!("incident-stage"),
            en: &["stage", "incident stage"],
            de: &["phase", "vorfall phase"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::stage(turn, call)),
        },
        Verb {
            name: "incident-since",
            words: verb_words!("incident-since"),
            en: &["incident since"],
            de: &["vorfall seit"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::since(turn, call)),
        },
        Verb {
            name: "incident-lead",
            words: verb_words!("incident-lead"),
            en: &["lead", "incident lead"],
            de: &["leitung", "vorfall leitung"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(parts::lead(turn, call)),
        },
        Verb {
            name: "incident-role",
            words: verb_words!("incident-role"),
            en: &["role", "incident role"],
            de: &["rolle", "vorfall rolle"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(parts::role(turn, call)),
        },
        Verb {
            name: "incident-update",
            words: verb_words!("incident-update"),
            en: &["update", "incident update"],
            de: &["lage", "vorfall lage"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(update::update(turn, call)),
        },
        Verb {
            name: "incident-timeline",
            words: verb_words!("incident-timeline"),
            en: &["timeline", "incident timeline"],
            de: &["zeitachse", "vorfall zeitachse"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(timeline::timeline(turn, call)),
        },
        Verb {
            name: "incident-task",
            words: verb_words!("incident-task"),
            en: &["task", "incident task"],
            de: &["aufgabe", "vorfall aufgabe"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(tasks::task(turn, call)),
        },
        Verb {
            name: "incident-attach",
            words: verb_words!("incident-attach"),
            en: &["attach", "incident attach"],
            de: &["anhängen", "vorfall anhängen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(tickets::attach(turn, call)),
        },
        Verb {
            name: "incident-detach",
            words: verb_words!("incident-detach"),
            en: &["detach", "incident detach"],
            de: &["abhängen", "vorfall lösen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(tickets::detach(turn, call)),
        },
        Verb {
            name: "incident-mitigate",
            words: verb_words!("incident-mitigate"),
            en: &["mitigated", "incident mitigated"],
            de: &["eingedämmt", "vorfall eingedämmt"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::mitigated(turn, call)),
        },
        Verb {
            name: "incident-resolve",
            words: verb_words!("incident-resolve"),
            en: &["incident resolve"],
            de: &["behoben", "vorfall behoben"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::resolve(turn, call)),
        },
        Verb {
            name: "incident-reopen",
            words: verb_words!("incident-reopen"),
            en: &["incident reopen"],
            de: &["vorfall wiedereröffnen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(go::reopen(turn, call)),
        },
        Verb {
            name: "incident-join",
            words: verb_words!("incident-join"),
            en: &["incident join"],
            de: &["vorfall beitreten"],
            who: Who::Anyone,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(room::join(turn, call)),
        },
        Verb {
            name: "incident-room",
            words: verb_words!("incident-room"),
            en: &["incident room"],
            de: &["vorfall raum"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(room::reopen(turn, call)),
        },
        Verb {
            name: "incident-followup",
            words: verb_words!("incident-followup"),
            en: &["followup", "incident followup"],
            de: &["folgeaufgabe", "vorfall folgeaufgabe"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(followup::follow_up(turn, call)),
        },
        Verb {
            name: "incident-review",
            words: verb_words!("incident-review"),
            en: &["incident review", "review"],
            de: &["vorfall nachbereitung", "nachbereitung"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(review::review(turn, call)),
        },
    ],
    reactions: &[
        Reaction {
            sign: Sign::Yes,
            only: Some(TicketKind::Incident),
            name: "incident-resolve",
            who: Who::Agent,
            run: |turn, call| Box::pin(go::tapped(turn, call)),
            undo: None,
        },
        Reaction {
            sign: Sign::Declare,
            only: None,
            name: "incident-new",
            who: Who::Anyone,
            run: |turn, call| Box::pin(declare::tapped(turn, call)),
            undo: None,
        },
    ],
    prompts: &[
        Prompt { name: JOIN, signs: &[Sign::Cover], run: |turn, tap| Box::pin(room::tapped(turn, tap)) },
        Prompt { name: SAME, signs: &[Sign::Cover, Sign::Start], run: |turn, tap| Box::pin(declare::same(turn, tap)) },
        Prompt {
            name: SNOOZE,
            signs: &[Sign::Digit(1), Sign::Digit(2), Sign::Digit(3)],
            run: |turn, tap| Box::pin(due::snoozed(turn, tap)),
        },
        Prompt {
            name: OFFER,
            signs: &[Sign::Duplicate, Sign::No],
            run: |turn, tap| Box::pin(tickets::tapped(turn, tap)),
        },
        Prompt { name: SOLVE, signs: &[Sign::Yes], run: |turn, tap| Box::pin(tickets::solve(turn, tap)) },
    ],
    timers: &[
        Timer { name: REFUSED, run: |turn, payload| Box::pin(room::refused(turn, payload)) },
        Timer { name: UNINVITED, run: |turn, payload| Box::pin(room::uninvited(turn, payload)) },
        Timer { name: NUDGE, run: |turn, payload| Box::pin(due::nudge(turn, payload)) },
        Timer { name: OWED, run: |turn, payload| Box::pin(due::owed(turn, payload)) },
        Timer { name: QUIET, run: |turn, payload| Box::pin(due::quiet(turn, payload)) },
        Timer { name: review::weekly::LIST, run: |turn, payload| Box::pin(review::weekly::due(turn, payload)) },
        Timer { name: REVIEW, run: |turn, payload| Box::pin(due::review(turn, payload)) },
        Timer { name: ARCHIVE, run: |turn, payload| Box::pin(due::archive(turn, payload)) },
        Timer { name: TELL, run: |turn, payload| Box::pin(tickets::due(turn, payload)) },
        Timer { name: FOLLOW_UP, run: |turn, payload| Box::pin(followup::due(turn, payload)) },
    ],
    errands: &[Errand {
        name: timeline::LOOK_UP,
        run: |turn, payload, found| Box::pin(timeline::looked_up(turn, payload, found)),
    }],
    hears: Some(|turn, heard| Box::pin(hear(turn, heard))),
    listens: Some(|turn, fact| Box::pin(follow::listen(turn, fact))),
    lines: Some(|turn, ticket, side| Box::pin(follow::lines(turn, ticket, side))),
    objects: Some(|turn, ticket, to| Box::pin(follow::object(turn, ticket, to))),
    stands: Some(view::standing),
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Tapped { target, sign: Sign::Timeline, taken_back } => timeline::pinned(turn, &target, taken_back).await,
        Heard::Message { text, thread: Some(root), .. } if Sign::read(&text) == Some(Sign::Declare) => {
            // Few clients can react with two signs: as words in a ticket's thread they mean the same.
            alarmed(turn, &root).await
        }
        Heard::Edit(edited) => match edited.command.as_ref().map(|(verb, _)| *verb) {
            Some("incident-update") => update::edited(turn, &edited).await,
            Some("incident-timeline") => timeline::rewritten(turn, &edited.target, edited.words()).await,
            _ => timeline::edited(turn, &edited.target, &edited.text).await,
        },
        Heard::Redaction { target } => timeline::taken_back(turn, &target).await,
        Heard::Message { .. } | Heard::Tapped { .. } | Heard::Command { .. } | Heard::Invited { .. } => {
            Ok(Outcome::Ignored)
        }
    }
}

/// 🚨🚨 in a ticket's thread.
async fn alarmed(turn: &mut Turn<'_>, root: &str) -> Result<Outcome, Stop> {
    let place = turn.place.clone();
    let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, root).await?;
    let [(id, _)] = here.as_slice() else { return Ok(Outcome::Ignored) };
    if id.kind() == TicketKind::Incident {
        return Ok(Outcome::Ignored);
    }
    turn.verb = "incident-new";
    let Some(ticket) = ticket::store::lock(turn.conn(), *id).await? else { return Ok(Outcome::Ignored) };
    let call =
        super::Call { args: crate::command::Args::default(), ticket: Some(ticket), tapped: true, attachment: None };
    declare::tapped(turn, call).await?;
    Ok(Outcome::Done)
}
