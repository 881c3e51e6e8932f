//! Tickets that belong together: links, tickets that become part of another one, and tickets that are made of one message.

mod below;
mod link;
pub(super) mod merge;
mod model;
mod split;
mod unmerge;

use crate::command::{Accepts, Args, Sign};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::TicketId;
use crate::practice::{Practice, Prompt, Verb, Who, meaning, verb_words};
use crate::ticket::{self, Ticket};

pub(super) use below::ask_below;
pub(super) use link::line;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "links",
    verbs: &[
        Verb {
            name: "ticket-link",
            words: verb_words!("ticket-link"),
            en: &["link"],
            de: &["verknüpfen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(link::link(turn, call)),
        },
        Verb {
            name: "ticket-unlink",
            words: verb_words!("ticket-unlink"),
            en: &["unlink"],
            de: &["trennen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(link::unlink(turn, call)),
        },
        Verb {
            name: "ticket-merge",
            words: verb_words!("ticket-merge"),
            en: &["merge"],
            de: &["zusammenführen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(merge::merge(turn, call)),
        },
        Verb {
            name: "ticket-unmerge",
            words: verb_words!("ticket-unmerge"),
            en: &["unmerge"],
            de: &["herauslösen"],
            who: Who::Agent,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(unmerge::unmerge(turn, call)),
        },
        Verb {
            name: "ticket-split",
            words: verb_words!("ticket-split"),
            en: &["split"],
            de: &["abspalten"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(split::split(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[Prompt {
        name: below::ASKED,
        signs: &[Sign::Yes, Sign::No],
        run: |turn, tap| Box::pin(below::answered(turn, tap)),
    }],
    errands: &[],
    timers: &[],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// The two tickets of a command, in the order in which they are named; of one that names only one, the ticket in whose
/// thread it stands comes first.
async fn named(turn: &mut Turn<'_>, args: &Args, verb: &'static str) -> Result<(TicketId, TicketId), Stop> {
    let which = || Refusal::unclear(Phrase::new("link-which").choice("verb", verb));
    match args.ids.as_slice() {
        [one, other] => Ok((*one, *other)),
        [other] => {
            let place = turn.place.clone();
            let mut here = match &place.thread {
                Some(root) => ticket::store::in_thread(turn.conn(), &place.platform, &place.room, root).await?,
                None => Vec::new(),
            };
            if here.len() > 1 {
                here.retain(|(id, _)| id != other);
            }
            match here.as_slice() {
                [(one, _)] => Ok((*one, *other)),
                [] => Err(which().into()),
                several => {
                    let ids = several.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(", ");
                    Err(Refusal::unclear(Phrase::new("ticket-which-of").text("ids", ids)).into())
                }
            }
        }
        _ => Err(which().into()),
    }
}

/// Two tickets, locked in the order of their numbers, so that two turns that want the same two do not wait for each other.
async fn both(turn: &mut Turn<'_>, one: TicketId, other: TicketId) -> Result<(Ticket, Ticket), Stop> {
    let earlier = meaning::known(turn, one.min(other)).await?;
    let later = meaning::known(turn, one.max(other)).await?;
    Ok(if one <= other { (earlier, later) } else { (later, earlier) })
}
