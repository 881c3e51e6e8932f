//! Service levels: clocks that run by business hours, are explained, and warn in the team's thread before it is too late.
//!
//! A ticket's clocks follow its state: whoever changes a ticket tells so by a fact, and [`clocks`] brings them in line.
//! One timer a ticket wakes [`warn`] at its next step.

mod budget;
mod clocks;
pub mod line;
pub mod model;
pub mod replay;
mod report;
pub mod show;
pub mod store;
mod warn;

use super::{Practice, Timer, Verb, Who, verb_words};
use crate::command::Accepts;
use crate::i18n::Language;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "sla",
    verbs: &[
        Verb {
            name: "sla",
            words: verb_words!("sla"),
            en: &["sla"],
            de: &["frist"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(show::show(turn, call)),
        },
        Verb {
            name: "report-sla",
            words: verb_words!("report-sla"),
            en: &["report sla", "report"],
            de: &["bericht sla", "bericht"],
            who: Who::Agent,
            on_ticket: false,
            accepts: report::ACCEPTS,
            run: |turn, call| Box::pin(report::report(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[],
    timers: &[
        Timer { name: clocks::STEP, run: |turn, payload| Box::pin(warn::step(turn, payload)) },
        Timer { name: budget::LOOK, run: |turn, payload| Box::pin(budget::look(turn, payload)) },
    ],
    errands: &[],
    hears: None,
    listens: Some(|turn, fact| Box::pin(clocks::listen(turn, fact))),
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};
