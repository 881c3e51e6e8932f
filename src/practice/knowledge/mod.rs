//! Knowledge: articles that answer what is asked again and again, and that are told in the thread of a ticket before anybody has
//! to ask.
//!
//! [`write`] and [`ask`] make articles and change them, [`read`] finds and shows them, [`suggest`] tells them unasked,
//! [`feedback`] hears what readers think of them, [`care`] keeps them right. What is searched lies in memory ([`library`]) and
//! follows the database.

mod ask;
mod care;
mod drafted;
pub mod exchange;
mod feedback;
pub mod file;
mod history;
mod library;
pub mod model;
mod parts;
mod read;
mod reader;
mod report;
mod store;
mod suggest;
mod view;
mod write;

pub use self::library::read_ahead;
use super::{Heard, Practice, Prompt, Timer, Verb, Who, verb_words};
use crate::command::{Accepts, Sign};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Language;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "knowledge",
    verbs: &[
        Verb {
            name: "kb",
            words: verb_words!("kb"),
            en: &["kb", "knowledge"],
            de: &["wissen", "kb"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts { ids: false, on_behalf: false, keys: &[read::PAGE, read::LANGUAGE] },
            run: |turn, call| Box::pin(read::kb(turn, call)),
        },
        Verb {
            name: "kb-new",
            words: verb_words!("kb-new"),
            en: &["kb new"],
            de: &["wissen neu", "kb neu"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(write::new(turn, call)),
        },
        Verb {
            name: "kb-edit",
            words: verb_words!("kb-edit"),
            en: &["kb edit"],
            de: &["wissen bearbeiten", "wissen ändern", "kb bearbeiten"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(write::edit(turn, call)),
        },
        Verb {
            name: "kb-publish",
            words: verb_words!("kb-publish"),
            en: &["kb publish"],
            de: &["wissen veröffentlichen", "kb veröffentlichen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(write::publish(turn, call)),
        },
        Verb {
            name: "kb-retire",
            words: verb_words!("kb-retire"),
            en: &["kb retire", "kb delete"],
            de: &["wissen zurückziehen", "wissen stilllegen", "wissen löschen", "kb zurückziehen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(write::retire(turn, call)),
        },
        Verb {
            name: "kb-review",
            words: verb_words!("kb-review"),
            en: &["kb review"],
            de: &["wissen prüfen", "kb prüfen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(write::review(turn, call)),
        },
        Verb {
            name: "kb-history",
            words: verb_words!("kb-history"),
            en: &["kb history"],
            de: &["wissen verlauf", "kb verlauf"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(async move { history::history(turn, &call.args.text).await }),
        },
        Verb {
            name: "kb-rework",
            words: verb_words!("kb-rework"),
            en: &["kb rework"],
            de: &["wissen überarbeiten", "kb überarbeiten"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, _| Box::pin(feedback::rework(turn)),
        },
        Verb {
            name: "kb-report",
            words: verb_words!("kb-report"),
            en: &["report knowledge"],
            de: &["bericht wissen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(report::report(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[
        Prompt {
            name: reader::SHOWN,
            signs: &[Sign::ThumbUp, Sign::ThumbDown, Sign::Next, Sign::Previous],
            run: |turn, tap| Box::pin(read::tapped(turn, tap)),
        },
        Prompt {
            name: ask::ASKED,
            signs: &[Sign::Yes, Sign::Digit(1), Sign::Digit(2)],
            run: |turn, tap| Box::pin(ask::tapped(turn, tap)),
        },
        Prompt { name: ask::WHOLE, signs: &[Sign::Yes], run: |turn, tap| Box::pin(ask::tapped(turn, tap)) },
        Prompt {
            name: suggest::SUGGESTED,
            signs: &[Sign::Yes, Sign::No, Sign::Digit(1), Sign::Digit(2), Sign::Digit(3)],
            run: |turn, tap| Box::pin(suggest::tapped(turn, tap)),
        },
        Prompt { name: care::REMINDED, signs: &[Sign::Yes], run: |turn, tap| Box::pin(care::tapped(turn, tap)) },
    ],
    timers: &[Timer { name: care::REVIEW, run: |turn, payload| Box::pin(care::due(turn, payload)) }],
    errands: &[],
    hears: Some(|turn, heard| Box::pin(hear(turn, heard))),
    listens: Some(|turn, fact| Box::pin(listen(turn, fact))),
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Message { text, thread: Some(_), .. } => ask::heard(turn, &text).await,
        _ => Ok(Outcome::Ignored),
    }
}

async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::PeopleLeft { platform, accounts } => care::left(turn, &platform, &accounts).await,
        Fact::ArticleWanted { ticket, article, owner, drafts } => {
            drafted::wanted(turn, ticket, article, owner, drafts).await
        }
        fact => suggest::listen(turn, fact).await,
    }
}
