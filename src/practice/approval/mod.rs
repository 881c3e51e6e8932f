//! Approvals: those who must agree are looked up, asked where they read, reminded, and stood in for; what they say is
//! counted by the rights of that moment, and never again changed once it is decided.
//!
//! Another practice says by [`Fact::ApprovalWanted`] that something must be agreed to, and hears by
//! [`Fact::ApprovalDecided`] what became of it. [`who`] finds the people, [`ask`] sends the cards, [`vote`] counts,
//! [`time`] goes on when nobody answers, [`delegate`] and [`absent`] let others answer.

pub mod absent;
mod ask;
mod delegate;
mod list;
pub mod model;
mod reason;
mod store;
mod time;
mod view;
mod vote;
mod who;

use super::{Heard, Practice, Prompt, Timer, Verb, Who, verb_words};
use crate::approval::Voice;
use crate::command::{Accepts, Sign};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::TicketKind;
use crate::ticket::{PendingOn, State, Ticket};

/// The kind of the messages on which people vote.
const CARD: &str = "approval-card";

/// The timer of an open approval.
const STEP: &str = "approval-step";

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "approval",
    verbs: &[
        Verb {
            name: "approvals",
            words: verb_words!("approvals"),
            en: &["approvals"],
            de: &["genehmigungen"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(list::approvals(turn, call)),
        },
        Verb {
            name: "approve",
            words: verb_words!("approve"),
            en: &["approve"],
            de: &["genehmigen"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(vote::approve(turn, call)),
        },
        Verb {
            name: "reject",
            words: verb_words!("reject"),
            en: &["reject"],
            de: &["ablehnen"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(vote::reject(turn, call)),
        },
        Verb {
            name: "delegate",
            words: verb_words!("delegate"),
            en: &["delegate"],
            de: &["vertreten"],
            who: Who::Anyone,
            on_ticket: false,
            accepts: Accepts::TEXT,
            run: |turn, call| Box::pin(delegate::delegate(turn, call)),
        },
    ],
    reactions: &[],
    prompts: &[Prompt { name: CARD, signs: &[Sign::Yes, Sign::No], run: |turn, tap| Box::pin(vote::tap(turn, tap)) }],
    timers: &[
        Timer { name: STEP, run: |turn, payload| Box::pin(time::step(turn, payload)) },
        Timer { name: absent::LOOK, run: |turn, _| Box::pin(absent::look(turn)) },
        Timer { name: delegate::BEGINS, run: |turn, payload| Box::pin(delegate::begin(turn, payload)) },
    ],
    errands: &[],
    hears: Some(|turn, heard| Box::pin(hear(turn, heard))),
    listens: Some(|turn, fact| Box::pin(listen(turn, fact))),
    lines: Some(|turn, ticket, _| Box::pin(view::lines(turn, ticket))),
    objects: Some(|turn, ticket, to| Box::pin(object(turn, ticket, to))),
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Message { text, .. } => reason::heard(turn, &text).await,
        Heard::Edit(edited) => reason::edited(turn, &edited).await,
        Heard::Redaction { target } => {
            let platform = turn.cause.platform.clone();
            delegate::store::forget_reason(turn.conn(), &platform, &target).await?;
            reason::reword(turn, &target, None).await
        }
        Heard::Tapped { target, sign: Sign::Yes | Sign::No, taken_back: false } => vote::copied(turn, &target).await,
        Heard::Tapped { .. } | Heard::Command { .. } | Heard::Invited { .. } => Ok(Outcome::Ignored),
    }
}

async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::ApprovalWanted { ticket, revision, by, until } => {
            ask::wanted(turn, ticket, revision, (by.as_deref(), until)).await
        }
        Fact::ApprovalDropped(ticket) => ask::drop_open(turn, ticket).await,
        Fact::VotesWanted(tickets) => list::show(turn, &tickets).await,
        Fact::TicketChanged(id) if id.kind() != TicketKind::Ticket => ask::follow(turn, id).await,
        Fact::PeopleLeft { platform, accounts } => absent::replace_all(turn, &platform, &accounts).await,
        _ => Ok(()),
    }
}

/// Before it is approved nothing is done, and nothing that was not done is over, unless whoever wants it wants it no more.
async fn object(turn: &mut Turn<'_>, ticket: &Ticket, to: &State) -> Result<(), Stop> {
    if ticket.id.kind() == TicketKind::Ticket {
        return Ok(());
    }
    if let Some(assignee) = to.assignee().filter(|_| to.is_open() && !turn.config.approval.implementer_may_approve)
        && ticket.state.assignee() != Some(assignee)
        && let Some(approval) = store::latest_read(turn.conn(), ticket.id).await?
        && model::standing(&approval.votes)
            .values()
            .any(|vote| vote.voice == Voice::Approve && (vote.person == assignee || vote.cast_by == assignee))
    {
        return Err(Refusal::new(Phrase::new("approval-implementer").text("id", ticket.id.to_string())).into());
    }
    let goes_on = matches!(to, State::Pending { on: PendingOn::Approval, .. } | State::Closed { resolution: None, .. });
    if goes_on {
        return Ok(());
    }
    let Some(approval) = store::open_of(turn.conn(), ticket.id).await? else { return Ok(()) };
    let names = view::awaited(turn, &approval, ticket).await?;
    let reason = Phrase::new("approval-is-open").text("id", ticket.id.to_string()).text("names", names);
    Err(Refusal::new(reason).hint(Phrase::new("approval-is-open-hint")).into())
}
