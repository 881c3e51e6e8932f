//! Change enablement: a change is planned, assessed, agreed to, carried out and looked back upon, all from its thread.
//!
//! A change is a ticket of its own kind that goes a way of its own ([`model`]). [`propose`] and [`ask`] gather what must be
//! known of it, [`edit`] changes that, [`check`] looks at freezes, hours of maintenance and other changes, [`submit`] hands
//! it in, [`slots`] offers free times, [`carry`] carries it out, [`review`] looks back. Who must agree is asked elsewhere (a
//! fact says that it is wanted).

mod ask;
pub mod cab;
pub mod calendar;
mod carry;
mod check;
pub mod collide;
mod edit;
mod follow;
mod freeze;
pub mod model;
pub mod parts;
mod propose;
mod report;
mod review;
mod save;
mod slots;
mod store;
mod submit;
mod suspects;
mod view;

use self::model::How;
use super::{Heard, Practice, Prompt, Reaction, Timer, Verb, Who, verb_words};
use crate::command::{Accepts, Sign};
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Language;
use crate::ids::TicketKind;

const DIGITS: &[Sign] = &[Sign::Digit(1), Sign::Digit(2), Sign::Digit(3), Sign::Digit(4), Sign::Digit(5)];

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "change",
    verbs: &[
        Verb {
            name: "change-new",
            words: verb_words!("change-new"),
            en: &["change"],
            de: &["änderung", "change"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(propose::propose(turn, call)),
        },
        Verb {
            name: "change-edit",
            words: verb_words!("change-edit"),
            en: &["change edit", "change set"],
            de: &["change bearbeiten", "change ändern", "änderung bearbeiten", "änderung ändern"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(edit::edit(turn, call)),
        },
        Verb {
            name: "change-submit",
            words: verb_words!("change-submit"),
            en: &["change submit"],
            de: &["change einreichen", "änderung einreichen"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(submit::submit(turn, call)),
        },
        Verb {
            name: "change-slots",
            words: verb_words!("change-slots"),
            en: &["change slots"],
            de: &["change termine", "change zeiten", "änderung termine", "änderung zeiten"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(slots::slots(turn, call)),
        },
        Verb {
            name: "change-override",
            words: verb_words!("change-override"),
            en: &["change override"],
            de: &["change aufheben", "änderung aufheben"],
            who: Who::Anyone,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(submit::override_bars(turn, call)),
        },
        Verb {
            name: "change-task",
            words: verb_words!("change-task"),
            en: &["change task"],
            de: &["change aufgabe", "änderung aufgabe"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(carry::task(turn, call)),
        },
        Verb {
            name: "change-start",
            words: verb_words!("change-start"),
            en: &["change start"],
            de: &["change beginnen", "änderung beginnen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(carry::start(turn, call)),
        },
        Verb {
            name: "change-done",
            words: verb_words!("change-done"),
            en: &["change done"],
            de: &["change fertig", "änderung fertig"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(carry::end(turn, call, How::Done)),
        },
        Verb {
            name: "change-rollback",
            words: verb_words!("change-rollback"),
            en: &["change rollback"],
            de: &["change zurückrollen", "änderung zurückrollen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(carry::end(turn, call, How::RolledBack)),
        },
        Verb {
            name: "change-failed",
            words: verb_words!("change-failed"),
            en: &["change failed"],
            de: &["change fehlgeschlagen", "änderung fehlgeschlagen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(carry::end(turn, call, How::Failed)),
        },
        Verb {
            name: "change-review",
            words: verb_words!("change-review"),
            en: &["change review"],
            de: &["change nachprüfen", "änderung nachprüfen", "änderung nachprüfung"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(review::review(turn, call)),
        },
        Verb {
            name: "change-cancel",
            words: verb_words!("change-cancel"),
            en: &["change cancel", "change retract"],
            de: &["change abbrechen", "change zurückziehen", "änderung abbrechen", "änderung zurückziehen"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(carry::cancel(turn, call)),
        },
        Verb {
            name: "change-calendar",
            words: verb_words!("change-calendar"),
            en: &["change calendar"],
            de: &["change kalender", "änderung kalender", "änderungskalender"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(calendar::calendar(turn, call)),
        },
        Verb {
            name: "change-report",
            words: verb_words!("change-report"),
            en: &["report changes"],
            de: &["bericht änderungen", "bericht changes"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(report::report(turn, call)),
        },
        Verb {
            name: "cab",
            words: verb_words!("cab"),
            en: &["cab"],
            de: &["cab"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(cab::agenda(turn, call)),
        },
        Verb {
            name: "freeze",
            words: verb_words!("freeze"),
            en: &["freeze", "freezes"],
            de: &["sperrzeit", "sperrzeiten"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(freeze::list(turn, call)),
        },
        Verb {
            name: "freeze-add",
            words: verb_words!("freeze-add"),
            en: &["freeze add"],
            de: &["sperrzeit neu"],
            who: Who::Manager,
            on_ticket: false,
            accepts: freeze::ACCEPTS,
            run: |turn, call| Box::pin(freeze::add(turn, call)),
        },
        Verb {
            name: "freeze-end",
            words: verb_words!("freeze-end"),
            en: &["freeze end", "freeze remove"],
            de: &["sperrzeit ende", "sperrzeit entfernen"],
            who: Who::Manager,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(freeze::end(turn, call)),
        },
    ],
    reactions: &[
        Reaction {
            sign: Sign::Submit,
            only: Some(TicketKind::Change),
            name: "change-submit",
            who: Who::Involved,
            run: |turn, call| Box::pin(submit::submit(turn, call)),
            undo: None,
        },
        Reaction {
            sign: Sign::Start,
            only: Some(TicketKind::Change),
            name: "change-start",
            who: Who::Agent,
            run: |turn, call| Box::pin(carry::start(turn, call)),
            undo: None,
        },
        Reaction {
            sign: Sign::Finish,
            only: Some(TicketKind::Change),
            name: "change-done",
            who: Who::Agent,
            run: |turn, call| Box::pin(carry::end(turn, call, How::Done)),
            undo: None,
        },
        Reaction {
            sign: Sign::RollBack,
            only: Some(TicketKind::Change),
            name: "change-rollback",
            who: Who::Agent,
            run: |turn, call| Box::pin(carry::end(turn, call, How::RolledBack)),
            undo: None,
        },
        Reaction {
            sign: Sign::No,
            only: Some(TicketKind::Change),
            name: "change-failed",
            who: Who::Agent,
            run: |turn, call| Box::pin(carry::end(turn, call, How::Failed)),
            undo: None,
        },
    ],
    prompts: &[
        Prompt {
            name: ask::QUESTION,
            signs: &[Sign::Yes, Sign::No, Sign::Digit(1), Sign::Digit(2), Sign::Digit(3)],
            run: |turn, tap| Box::pin(ask::tapped(turn, tap)),
        },
        Prompt { name: slots::OFFER, signs: DIGITS, run: |turn, tap| Box::pin(slots::tapped(turn, tap)) },
    ],
    timers: &[
        Timer { name: carry::DUE, run: |turn, payload| Box::pin(carry::due(turn, payload)) },
        Timer { name: cab::AGENDA, run: |turn, payload| Box::pin(cab::due(turn, payload)) },
    ],
    errands: &[],
    hears: Some(|turn, heard| Box::pin(hear(turn, heard))),
    listens: Some(|turn, fact| Box::pin(follow::listen(turn, fact))),
    lines: Some(|turn, ticket, side| Box::pin(follow::lines(turn, ticket, side))),
    objects: Some(|turn, ticket, to| Box::pin(follow::object(turn, ticket, to))),
    stands: Some(view::standing),
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Message { text, thread: Some(root), .. } => ask::heard(turn, &text, &root).await,
        Heard::Edit(edited) => edit::edited(turn, &edited).await,
        Heard::Redaction { target } => edit::taken_back(turn, &target).await,
        Heard::Message { thread: None, .. } | Heard::Tapped { .. } | Heard::Command { .. } | Heard::Invited { .. } => {
            Ok(Outcome::Ignored)
        }
    }
}
