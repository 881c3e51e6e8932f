//! Checklists: what is done step by step for what was ordered. Each place has one message that edits itself: the requester
//! sees how far it is, the team that fulfils it sees the whole, every other team and every person who has a part sees that.
//! A ticket is resolved only when all is done that must be.

mod begin;
mod due;
mod follow;
mod meant;
pub mod model;
mod places;
mod proof;
mod store;
mod tick;
mod view;

use crate::command::{Accepts, Sign};
use crate::i18n::Language;
use crate::practice::{Practice, Prompt, Timer, Verb, Who, verb_words};

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "checklist",
    verbs: &[
        Verb {
            name: "checklist-tick",
            words: verb_words!("checklist-tick"),
            en: &["tick", "checklist"],
            de: &["abhaken", "checkliste"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(tick::tick(turn, call)),
        },
        Verb {
            name: "checklist-untick",
            words: verb_words!("checklist-untick"),
            en: &["untick"],
            de: &["wieder offen", "enthaken"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(tick::untick(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[Prompt {
        name: places::LIST,
        signs: &[
            Sign::Yes,
            Sign::Digit(1),
            Sign::Digit(2),
            Sign::Digit(3),
            Sign::Digit(4),
            Sign::Digit(5),
            Sign::Digit(6),
            Sign::Digit(7),
            Sign::Digit(8),
            Sign::Digit(9),
            Sign::Digit(10),
        ],
        run: |turn, tap| Box::pin(tick::tapped(turn, tap)),
    }],
    timers: &[Timer { name: due::DUE, run: |turn, payload| Box::pin(due::due(turn, payload)) }],
    errands: &[],
    hears: Some(|turn, heard| Box::pin(proof::hear(turn, heard))),
    listens: Some(|turn, fact| Box::pin(follow::listen(turn, fact))),
    lines: Some(|turn, ticket, side| Box::pin(follow::lines(turn, ticket, side))),
    objects: Some(|turn, ticket, to| Box::pin(follow::object(turn, ticket, to))),
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};
