//! On call: who is on duty when, who stands in for whom, and pages, which wake one after the other until somebody answers.
//!
//! Who is on duty by the configuration is decided by [`crate::rota`]; [`schedule`] adds what people have changed, [`show`] says it,
//! [`stand_in`] and [`swap`] change it, and at each change of shift [`handoff`] tells who comes and goes; [`calendar`] and
//! [`hours`] give it to other programs, [`import`] takes it from one. A [`page`] is a chain of steps that was copied when it started.

mod calendar;
mod gaps;
mod handoff;
mod hours;
mod import;
mod page;
pub mod reach;
mod schedule;
mod show;
mod silence;
mod stand_in;
mod store;
mod swap;

pub(in crate::practice) use calendar::calendar_of;
pub use gaps::keep;
pub use handoff::keep as keep_handoffs;
pub use import::follow_files;

use super::{Practice, Prompt, Reaction, Timer, Verb, Who, verb_words};
use crate::command::{Accepts, Sign};
use crate::i18n::Language;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "oncall",
    verbs: &[
        Verb {
            name: "oncall",
            words: verb_words!("oncall"),
            en: &["oncall", "on-call"],
            de: &["bereitschaft", "rufbereitschaft"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(show::show(turn, call)),
        },
        Verb {
            name: "oncall-override",
            words: verb_words!("oncall-override"),
            en: &["oncall override"],
            de: &["bereitschaft vertretung"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: stand_in::ACCEPTS,
            run: |turn, call| Box::pin(stand_in::stand_in(turn, call)),
        },
        Verb {
            name: "oncall-cover",
            words: verb_words!("oncall-cover"),
            en: &["oncall cover"],
            de: &["bereitschaft abgeben"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: stand_in::ACCEPTS,
            run: |turn, call| Box::pin(stand_in::cover(turn, call)),
        },
        Verb {
            name: "oncall-swap",
            words: verb_words!("oncall-swap"),
            en: &["oncall swap"],
            de: &["bereitschaft tauschen"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: swap::ACCEPTS,
            run: |turn, call| Box::pin(swap::propose(turn, call)),
        },
        Verb {
            name: "oncall-calendar",
            words: verb_words!("oncall-calendar"),
            en: &["oncall calendar"],
            de: &["bereitschaft kalender"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: calendar::ACCEPTS,
            run: |turn, call| Box::pin(calendar::calendar(turn, call)),
        },
        Verb {
            name: "oncall-hours",
            words: verb_words!("oncall-hours"),
            en: &["oncall hours"],
            de: &["bereitschaft stunden"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: hours::ACCEPTS,
            run: |turn, call| Box::pin(hours::hours(turn, call)),
        },
        Verb {
            name: "oncall-end",
            words: verb_words!("oncall-end"),
            en: &["oncall end"],
            de: &["bereitschaft ende"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(stand_in::end(turn, call)),
        },
        Verb {
            name: "page",
            words: verb_words!("page"),
            en: &["page"],
            de: &["alarmieren", "alarm"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(page::start::page(turn, call)),
        },
        Verb {
            name: "page-report",
            words: verb_words!("page-report"),
            en: &["report oncall", "report pages"],
            de: &["bericht bereitschaft", "bericht alarme"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(page::report::report(turn, call)),
        },
        Verb {
            name: "page-list",
            words: verb_words!("page-list"),
            en: &["page list", "pages"],
            de: &["alarm liste", "alarmieren liste", "alarme"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(page::list::list(turn, call)),
        },
        Verb {
            name: "page-end",
            words: verb_words!("page-end"),
            en: &["page end"],
            de: &["alarm ende", "alarmieren ende"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(page::end::end(turn, call)),
        },
        Verb {
            name: "page-ack",
            words: verb_words!("page-ack"),
            en: &["ack", "oncall ack"],
            de: &["quittieren", "bereitschaft quittieren"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(page::answer::ack(turn, call)),
        },
        Verb {
            name: "page-escalate",
            words: verb_words!("page-escalate"),
            en: &["escalate", "oncall escalate"],
            de: &["eskalieren", "bereitschaft eskalieren"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(page::answer::escalate(turn, call)),
        },
        Verb {
            name: "silence",
            words: verb_words!("silence"),
            en: &["silence", "silence list"],
            de: &["stumm", "stummschalten", "stumm liste", "stummschalten liste"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(silence::silence(turn, call)),
        },
        Verb {
            name: "silence-end",
            words: verb_words!("silence-end"),
            en: &["silence end"],
            de: &["stumm ende", "stummschalten ende"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(silence::end(turn, call)),
        },
    ],
    reactions: &[Reaction {
        sign: Sign::Escalate,
        only: None,
        name: "page",
        who: Who::Agent,
        run: |turn, call| Box::pin(page::start::tapped(turn, call)),
        undo: None,
    }],
    prompts: &[
        Prompt {
            name: page::CARD,
            signs: &[Sign::Yes, Sign::Escalate, Sign::Finish],
            run: |turn, tap| Box::pin(page::answer::tapped(turn, tap)),
        },
        Prompt { name: stand_in::COVER, signs: &[Sign::Cover], run: |turn, tap| Box::pin(stand_in::taken(turn, tap)) },
        Prompt { name: swap::ASK, signs: &[Sign::Yes, Sign::No], run: |turn, tap| Box::pin(swap::tapped(turn, tap)) },
    ],
    timers: &[
        Timer { name: page::STEP, run: |turn, payload| Box::pin(page::step::due(turn, payload)) },
        Timer { name: page::bundle::BUNDLE, run: |turn, payload| Box::pin(page::bundle::due(turn, payload)) },
        Timer { name: page::HELD, run: |turn, payload| Box::pin(page::hold::due(turn, payload)) },
        Timer { name: gaps::LOOK, run: |turn, _| Box::pin(gaps::look(turn)) },
        Timer { name: swap::EXPIRE, run: |turn, payload| Box::pin(swap::expired(turn, payload)) },
        Timer { name: handoff::CHANGE, run: |turn, payload| Box::pin(handoff::due(turn, payload)) },
    ],
    errands: &[],
    hears: None,
    listens: Some(|turn, fact| Box::pin(page::follow::listen(turn, fact))),
    lines: Some(|turn, ticket, side| Box::pin(page::follow::lines(turn, ticket, side))),
    objects: None,
    stands: None,
    words: &[
        (Language::En, include_str!("en.ftl")),
        (Language::De, include_str!("de.ftl")),
        (Language::En, include_str!("swap/en.ftl")),
        (Language::De, include_str!("swap/de.ftl")),
        (Language::En, include_str!("handoff/en.ftl")),
        (Language::De, include_str!("handoff/de.ftl")),
        (Language::En, include_str!("calendar/en.ftl")),
        (Language::De, include_str!("calendar/de.ftl")),
        (Language::En, include_str!("hours/en.ftl")),
        (Language::De, include_str!("hours/de.ftl")),
    ],
};
