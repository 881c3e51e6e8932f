//! Problem management: what is behind incidents that come again and again, from the first suspicion to its end.
//!
//! A problem is a ticket of its own kind that goes a way of its own ([`model`]). [`raise`] begins one of incidents, which
//! [`links`] adds and removes; [`recur`] finds by itself what comes again and again, and proposes one; [`cause`] asks what is
//! behind it, [`workaround`] tells all whom it concerns what can be done meanwhile, and [`solve`] ends it: by a change, of
//! which it hears as of anything else, or without a solution.

mod cause;
mod follow;
mod links;
pub mod model;
mod raise;
pub mod recur;
mod report;
mod save;
mod solve;
mod store;
mod view;
mod workaround;

use super::{Heard, Practice, Prompt, Timer, Verb, Who, verb_words};
use crate::command::{Accepts, Sign};
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Language;

const KINDS: &[Sign] =
    &[Sign::Digit(1), Sign::Digit(2), Sign::Digit(3), Sign::Digit(4), Sign::Digit(5), Sign::Digit(6)];

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "problem",
    verbs: &[
        Verb {
            name: "problem-new",
            words: verb_words!("problem-new"),
            en: &["problem"],
            de: &["problem"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(raise::propose(turn, call)),
        },
        Verb {
            name: "problem-from",
            words: verb_words!("problem-from"),
            en: &["problem from"],
            de: &["problem aus"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(raise::from(turn, call)),
        },
        Verb {
            name: "problem-show",
            words: verb_words!("problem-show"),
            en: &["problem show"],
            de: &["problem zeigen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(raise::show_all(turn, call)),
        },
        Verb {
            name: "problem-add",
            words: verb_words!("problem-add"),
            en: &["problem add"],
            de: &["problem hinzufügen", "problem dazu"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(links::add(turn, call)),
        },
        Verb {
            name: "problem-remove",
            words: verb_words!("problem-remove"),
            en: &["problem remove"],
            de: &["problem entfernen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(links::remove(turn, call)),
        },
        Verb {
            name: "problem-cause",
            words: verb_words!("problem-cause"),
            en: &["problem cause"],
            de: &["problem ursache"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(cause::cause(turn, call)),
        },
        Verb {
            name: "problem-workaround",
            words: verb_words!("problem-workaround"),
            en: &["problem workaround"],
            de: &["problem umgehung", "problem umgehungslösung"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(workaround::set(turn, call)),
        },
        Verb {
            name: "problem-known-error",
            words: verb_words!("problem-known-error"),
            en: &["problem known-error"],
            de: &["problem bekannter-fehler"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(solve::known_error(turn, call)),
        },
        Verb {
            name: "problem-fix",
            words: verb_words!("problem-fix"),
            en: &["problem fix"],
            de: &["problem lösung"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(solve::fix(turn, call)),
        },
        Verb {
            name: "problem-close",
            words: verb_words!("problem-close"),
            en: &["problem close"],
            de: &["problem schließen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(solve::close(turn, call)),
        },
        Verb {
            name: "problem-patterns",
            words: verb_words!("problem-patterns"),
            en: &["problem patterns"],
            de: &["problem muster"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(recur::list(turn, call)),
        },
        Verb {
            name: "problem-report",
            words: verb_words!("problem-report"),
            en: &["report problems"],
            de: &["bericht probleme"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(report::report(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[
        Prompt { name: cause::QUESTION, signs: KINDS, run: |turn, tap| Box::pin(cause::tapped(turn, tap)) },
        Prompt {
            name: recur::PROPOSAL,
            signs: &[Sign::ThumbUp, Sign::ThumbDown],
            run: |turn, tap| Box::pin(recur::tapped(turn, tap)),
        },
        Prompt { name: recur::OFFER, signs: &[Sign::ThumbUp], run: |turn, tap| Box::pin(recur::offered(turn, tap)) },
    ],
    timers: &[
        Timer { name: workaround::TELL, run: |turn, payload| Box::pin(workaround::due(turn, payload)) },
        Timer { name: workaround::END, run: |turn, payload| Box::pin(workaround::end_due(turn, payload)) },
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
        Heard::Message { text, thread: Some(root), .. } => cause::heard(turn, &text, &root).await,
        Heard::Edit(edited) => match raise::edited(turn, &edited).await? {
            Outcome::Ignored => workaround::edited(turn, &edited).await,
            outcome => Ok(outcome),
        },
        Heard::Message { thread: None, .. }
        | Heard::Redaction { .. }
        | Heard::Tapped { .. }
        | Heard::Command { .. }
        | Heard::Invited { .. } => Ok(Outcome::Ignored),
    }
}
