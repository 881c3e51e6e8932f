//! Finding tickets: lists with filters and pages, the search, numbers in a message that show a ticket, and open tickets
//! that a new one resembles.

mod filter;
mod lists;
pub(super) mod model;
mod search;
pub(super) mod similar;
mod unfurl;

pub(super) use lists::summary;

use crate::command::{Accepts, KeyName, Sign};
use crate::i18n::Language;
use crate::practice::{Practice, Prompt, Verb, Who, verb_words};

const STATE: KeyName = KeyName::word("state", &["status", "zustand"]);
const PRIORITY: KeyName = KeyName::word("prio", &["priority", "priorität", "p"]);
const TEAM: KeyName = KeyName::word("team", &[]);
const SERVICE: KeyName = KeyName::word("service", &["dienst"]);
const CATEGORY: KeyName = KeyName::word("cat", &["category", "kat", "kategorie"]);
const ASSIGNEE: KeyName = KeyName::word("assignee", &["zuständig", "agent", "bearbeiter"]);
const REQUESTER: KeyName = KeyName::word("requester", &["melder", "from", "von"]);
const SINCE: KeyName = KeyName::time("since", &["seit", "ab"]);
const UNTIL: KeyName = KeyName::time("until", &["bis"]);
const PAGE: KeyName = KeyName::word("page", &["seite"]);
const FILTERS: Accepts = Accepts {
    ids: false,
    on_behalf: false,
    keys: &[STATE, PRIORITY, TEAM, SERVICE, CATEGORY, ASSIGNEE, REQUESTER, SINCE, UNTIL, PAGE],
};

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "find",
    verbs: &[
        Verb {
            name: "tickets-mine",
            words: verb_words!("tickets-mine"),
            en: &["tickets mine", "tickets"],
            de: &["tickets meine", "tickets"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: FILTERS,
            run: |turn, call| Box::pin(lists::list(turn, call, lists::Which::Mine)),
        },
        Verb {
            name: "tickets-open",
            words: verb_words!("tickets-open"),
            en: &["tickets open"],
            de: &["tickets offen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: FILTERS,
            run: |turn, call| Box::pin(lists::list(turn, call, lists::Which::Open)),
        },
        Verb {
            name: "tickets-team",
            words: verb_words!("tickets-team"),
            en: &["tickets team"],
            de: &["tickets team"],
            who: Who::Agent,
            on_ticket: false,
            accepts: FILTERS,
            run: |turn, call| Box::pin(lists::list(turn, call, lists::Which::Team)),
        },
        Verb {
            name: "tickets-unassigned",
            words: verb_words!("tickets-unassigned"),
            en: &["tickets unassigned"],
            de: &["tickets frei"],
            who: Who::Agent,
            on_ticket: false,
            accepts: FILTERS,
            run: |turn, call| Box::pin(lists::list(turn, call, lists::Which::Unassigned)),
        },
        Verb {
            name: "tickets-breaching",
            words: verb_words!("tickets-breaching"),
            en: &["tickets breaching"],
            de: &["tickets überfällig"],
            who: Who::Agent,
            on_ticket: false,
            accepts: FILTERS,
            run: |turn, call| Box::pin(lists::list(turn, call, lists::Which::Breaching)),
        },
        Verb {
            name: "tickets-search",
            words: verb_words!("tickets-search"),
            en: &["tickets search", "search"],
            de: &["tickets suche", "suche"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: FILTERS,
            run: |turn, call| Box::pin(lists::list(turn, call, lists::Which::Search)),
        },
    ],
    reactions: &[],
    prompts: &[
        Prompt {
            name: lists::PAGES,
            signs: &[Sign::Next, Sign::Previous],
            run: |turn, tap| Box::pin(lists::turn_page(turn, tap)),
        },
        Prompt {
            name: similar::ME_TOO,
            signs: &[Sign::Duplicate, Sign::Digit(2), Sign::Digit(3)],
            run: |turn, tap| Box::pin(similar::me_too(turn, tap)),
        },
    ],
    errands: &[],
    timers: &[],
    hears: Some(|turn, heard| Box::pin(unfurl::hear(turn, heard))),
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};
