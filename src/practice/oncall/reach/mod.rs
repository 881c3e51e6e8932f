//! How people are reached who are woken: by which of the channels outside of the chat, how long after the message in it, and
//! what happens where one of them fails. Nobody is reached by an address before a code has come back from it.

mod code;
mod commands;
mod letter;
mod link;
pub(super) mod model;
mod sequence;
pub(super) mod store;

pub(super) use self::letter::program;
pub(in crate::practice) use self::link::visit;
pub(super) use self::sequence::begin;

use crate::command::Accepts;
use crate::i18n::Language;
use crate::practice::{Practice, Timer, Verb, Who, verb_words};

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "notify",
    verbs: &[
        Verb {
            name: "notify",
            words: verb_words!("notify"),
            en: &["notify"],
            de: &["benachrichtigung"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(commands::show(turn, call)),
        },
        Verb {
            name: "notify-add",
            words: verb_words!("notify-add"),
            en: &["notify add"],
            de: &["benachrichtigung per"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(commands::add(turn, call)),
        },
        Verb {
            name: "notify-test",
            words: verb_words!("notify-test"),
            en: &["notify test"],
            de: &["benachrichtigung test"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(commands::test(turn, call)),
        },
        Verb {
            name: "notify-code",
            words: verb_words!("notify-code"),
            en: &["notify code", "notify confirm"],
            de: &["benachrichtigung code"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(commands::code(turn, call)),
        },
        Verb {
            name: "notify-urgent",
            words: verb_words!("notify-urgent"),
            en: &["notify urgent"],
            de: &["benachrichtigung dringend"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(commands::rules(turn, call, true)),
        },
        Verb {
            name: "notify-normal",
            words: verb_words!("notify-normal"),
            en: &["notify normal"],
            de: &["benachrichtigung normal"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(commands::rules(turn, call, false)),
        },
        Verb {
            name: "notify-remove",
            words: verb_words!("notify-remove"),
            en: &["notify remove"],
            de: &["benachrichtigung entfernen"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(commands::remove(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[],
    timers: &[
        Timer { name: commands::TESTED, run: |turn, payload| Box::pin(commands::tested(turn, payload)) },
        Timer { name: sequence::NEXT, run: |turn, payload| Box::pin(sequence::next(turn, payload)) },
        Timer { name: sequence::REACHED, run: |turn, payload| Box::pin(sequence::reached(turn, payload)) },
        Timer { name: sequence::LOST, run: |turn, payload| Box::pin(sequence::lost(turn, payload)) },
        Timer { name: letter::TOLD, run: |turn, payload| Box::pin(letter::told(turn, payload)) },
        Timer { name: link::TAPPED, run: |turn, payload| Box::pin(link::tapped(turn, payload)) },
    ],
    errands: &[],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};
