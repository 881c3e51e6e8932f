//! Service requests: people order from the catalogue, a form asks what must be known, and a ticket of its own kind is what
//! comes of it. Who must agree is asked elsewhere (a fact says that it is wanted), and what is done step by step stands
//! in a checklist (a fact says that it begins).

mod catalog;
mod change;
pub mod checklist;
mod follow;
pub mod form;
pub mod model;
mod order;
mod place;
mod store;
mod view;

use super::{Practice, Prompt, Timer, Verb, Who, verb_words};
use crate::command::{Accepts, Sign};
use crate::i18n::Language;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "request",
    verbs: &[
        Verb {
            name: "catalog",
            words: verb_words!("catalog"),
            en: &["catalog", "catalogue"],
            de: &["katalog", "servicekatalog"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(catalog::list(turn, call)),
        },
        Verb {
            name: "request-new",
            words: verb_words!("request-new"),
            en: &["request"],
            de: &["antrag", "anfrage"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(order::order(turn, call)),
        },
        Verb {
            name: "request-change",
            words: verb_words!("request-change"),
            en: &["request change"],
            de: &["antrag ändern", "anfrage ändern"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(change::change(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[
        Prompt {
            name: catalog::PAGES,
            signs: &[Sign::Next, Sign::Previous],
            run: |turn, tap| Box::pin(catalog::turn_page(turn, tap)),
        },
        Prompt {
            name: form::QUESTION,
            signs: &[
                Sign::Yes,
                Sign::No,
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
            run: |turn, tap| Box::pin(form::tapped(turn, tap)),
        },
    ],
    timers: &[Timer { name: form::ABANDONED, run: |turn, payload| Box::pin(form::abandoned(turn, payload)) }],
    errands: &[],
    hears: Some(|turn, heard| Box::pin(form::hear(turn, heard))),
    listens: Some(|turn, fact| Box::pin(follow::listen(turn, fact))),
    lines: Some(|turn, ticket, side| Box::pin(follow::lines(turn, ticket, side))),
    objects: Some(|turn, ticket, to| Box::pin(follow::object(turn, ticket, to))),
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};
