//! The service desk: tickets from the first message on, and the bot's own affairs (help, language, status).
//!
//! A ticket lives in the thread under the message that raised it. Its card stands there, is edited when something
//! changes, and is where people tap. What is said in the thread is the ticket's log.

mod about;
pub mod assign;
pub mod attachments;
pub mod canned;
pub mod classify;
pub mod effort;
pub mod find;
mod hears;
mod homes;
pub mod intake;
pub mod lifecycle;
pub mod links;
mod listens;
mod lists;
pub mod model;
pub mod priority;
mod raise;
pub mod recurring;
mod remarks;
mod replaced;
mod restored;
mod routing;
pub mod satisfaction;
mod talk;
mod view;
pub mod watch;
pub mod witness;
mod work;

use super::{Practice, Reaction, Timer, Verb, Who, unread, verb_words};
use crate::command::{Accepts, KeyName, Sign};
use crate::flow::restored::REPORT;
use crate::i18n::Language;

const PRIORITY: KeyName = KeyName::word("prio", &["priority", "priorität", "p"]);
const WANTED: KeyName = KeyName::time("wanted", &["due", "by", "bis", "termin"]);
const SERVICE: KeyName = KeyName::word("service", &["dienst"]);
const CATEGORY: KeyName = KeyName::word("category", &["cat", "kat", "kategorie"]);
const IMPACT: KeyName = KeyName::word("impact", &["auswirkung"]);
const URGENCY: KeyName = KeyName::word("urgency", &["dringlichkeit"]);
const RAISE: Accepts =
    Accepts { ids: false, on_behalf: true, keys: &[PRIORITY, WANTED, SERVICE, CATEGORY, IMPACT, URGENCY] };

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "desk",
    verbs: &[
        Verb {
            name: "ticket-new",
            words: verb_words!("ticket-new"),
            en: &["ticket", "t"],
            de: &["ticket", "störung", "meldung"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: RAISE,
            run: |turn, call| Box::pin(raise::raise(turn, call)),
        },
        Verb {
            name: "ticket-show",
            words: verb_words!("ticket-show"),
            en: &["show"],
            de: &["zeigen"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(lists::show(turn, call)),
        },
        Verb {
            name: "ticket-take",
            words: verb_words!("ticket-take"),
            en: &["take"],
            de: &["nehmen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(work::take(turn, call)),
        },
        Verb {
            name: "ticket-release",
            words: verb_words!("ticket-release"),
            en: &["release"],
            de: &["freigeben"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(work::release(turn, call)),
        },
        Verb {
            name: "ticket-resolve",
            words: verb_words!("ticket-resolve"),
            en: &["resolve"],
            de: &["lösen"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(work::resolve(turn, call)),
        },
        Verb {
            name: "ticket-reopen",
            words: verb_words!("ticket-reopen"),
            en: &["reopen"],
            de: &["wiedereröffnen"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(work::reopen(turn, call)),
        },
        Verb {
            name: "ticket-close",
            words: verb_words!("ticket-close"),
            en: &["close"],
            de: &["schließen"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(work::close(turn, call)),
        },
        Verb {
            name: "ticket-reply",
            words: verb_words!("ticket-reply"),
            en: &["reply"],
            de: &["antwort", "antworten"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(talk::reply(turn, call)),
        },
        Verb {
            name: "ticket-note",
            words: verb_words!("ticket-note"),
            en: &["note"],
            de: &["notiz"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(talk::note(turn, call)),
        },
        Verb {
            name: "ticket-history",
            words: verb_words!("ticket-history"),
            en: &["history"],
            de: &["verlauf"],
            who: Who::Involved,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(lists::history(turn, call)),
        },
        Verb {
            name: "help",
            words: verb_words!("help"),
            en: &["help"],
            de: &["hilfe"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(about::help(turn, call)),
        },
        Verb {
            name: "lotse-language",
            words: verb_words!("lotse-language"),
            en: &["lotse lang", "lotse language"],
            de: &["lotse sprache"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(about::language(turn, call)),
        },
        Verb {
            name: "lotse-zone",
            words: verb_words!("lotse-zone"),
            en: &["lotse zone"],
            de: &["lotse zone", "lotse zeitzone"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(about::zone(turn, call)),
        },
        Verb {
            name: "lotse-role",
            words: verb_words!("lotse-role"),
            en: &["lotse role"],
            de: &["lotse rolle"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(about::my_role(turn, call)),
        },
        Verb {
            name: "lotse-status",
            words: verb_words!("lotse-status"),
            en: &["lotse status", "lotse"],
            de: &["lotse status", "lotse"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(about::status(turn, call)),
        },
    ],
    reactions: &[
        Reaction {
            sign: Sign::Take,
            only: None,
            name: "ticket-take",
            who: Who::Agent,
            run: |turn, call| Box::pin(work::take(turn, call)),
            undo: Some(|turn, call| Box::pin(work::untake(turn, call))),
        },
        Reaction {
            sign: Sign::Yes,
            only: None,
            name: "ticket-resolve",
            who: Who::Involved,
            run: |turn, call| Box::pin(work::resolve(turn, call)),
            undo: Some(|turn, call| Box::pin(work::unresolve(turn, call))),
        },
        Reaction {
            sign: Sign::Reopen,
            only: None,
            name: "ticket-reopen",
            who: Who::Involved,
            run: |turn, call| Box::pin(work::reopen(turn, call)),
            undo: None,
        },
    ],
    prompts: &[],
    errands: &[],
    timers: &[
        Timer { name: witness::DUE, run: |turn, payload| Box::pin(witness::post(turn, payload)) },
        Timer { name: unread::TELL, run: |turn, payload| Box::pin(unread::tell(turn, payload)) },
        Timer { name: unread::FORGET, run: |turn, _| Box::pin(unread::forget(turn)) },
        Timer { name: REPORT, run: |turn, payload| Box::pin(restored::report(turn, payload)) },
    ],
    hears: Some(|turn, heard| Box::pin(hears::hear(turn, heard))),
    listens: Some(|turn, fact| Box::pin(listens::listen(turn, fact))),
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};
