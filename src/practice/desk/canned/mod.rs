//! Answers that are written once and sent often: `!canned restart`, `!reply :restart`.

mod model;

use chrono::TimeDelta;

use super::{homes, talk, work};
use crate::command::Accepts;
use crate::config::{CannedConfig, Then};
use crate::error::Stop;
use crate::flow::turn::{Place, Turn};
use crate::i18n::{Language, Phrase, date_time};
use crate::practice::language::card_language;
use crate::practice::named;
use crate::practice::{Call, Edited, Practice, Verb, Who, meaning, permission, verb_words};
use crate::ticket::{self, PendingOn, Side, Ticket};

pub(super) use model::shortcut;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "canned",
    verbs: &[Verb {
        name: "ticket-canned",
        words: verb_words!("ticket-canned"),
        en: &["canned"],
        de: &["vorlagen", "vorlage"],
        who: Who::Agent,
        on_ticket: false,
        accepts: Accepts::IDS,
        run: |turn, call| Box::pin(canned(turn, call)),
    }],
    reactions: &[],
    prompts: &[],
    errands: &[],
    timers: &[],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

async fn canned(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let name = call.args.text.trim().trim_start_matches(':').to_owned();
    if name.is_empty() {
        return list(turn).await;
    }
    // A wrong name is told even where the ticket is not clear: it is the nearer mistake.
    find(turn, &name)?;
    let thread = turn.place.thread.clone();
    let ticket = meaning::meant(turn, &call.args, thread.as_deref(), None).await?;
    permission::permit(turn, Who::Agent, Some(&ticket), "ticket-canned").await?;
    meaning::unmerged(turn, &ticket, "ticket-canned").await?;
    call.ticket = Some(ticket);
    send(turn, call, &name).await
}

async fn list(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let config = turn.config.clone();
    if config.canned.is_empty() {
        turn.answer(&Phrase::new("canned-none")).await?;
        return Ok(());
    }
    let mut body = turn.text(&Phrase::new("canned-heading"));
    for canned in &config.canned {
        let line = match canned.then {
            None => Phrase::new("canned-line"),
            Some(Then::Resolve) => Phrase::new("canned-line-resolve"),
            Some(Then::Wait(span)) => {
                Phrase::new("canned-line-wait").duration("span", TimeDelta::from_std(span).unwrap_or(TimeDelta::MAX))
            }
        };
        body = body.line(turn.text(&line.text("name", &canned.name).text("title", &canned.title)));
    }
    body = body.line(turn.text(&Phrase::new("canned-footer")));
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

fn find(turn: &Turn<'_>, name: &str) -> Result<CannedConfig, Stop> {
    let all = &turn.config.canned;
    let names = all.iter().map(|canned| (canned.name.as_str(), canned.title.as_str()));
    let at = named::thing(name, names).map_err(|near| named::unknown("canned-unknown", name, &near))?;
    all.get(at).cloned().ok_or_else(|| named::unknown("canned-unknown", name, &[]))
}

/// Whether an edited message has sent a canned answer: its words are not those that were sent, which an edit cannot change.
pub(super) fn was_sent_by(edited: &Edited) -> bool {
    match &edited.command {
        Some(("ticket-canned", _)) => true,
        Some(("ticket-reply", args)) => shortcut(&args.text).is_some(),
        _ => false,
    }
}

/// Sends the canned answer of this name to the requester of the call's ticket, in their language, and does what is to be
/// done afterwards. Where that is not possible, nothing is sent.
pub(super) async fn send(turn: &mut Turn<'_>, mut call: Call, name: &str) -> Result<(), Stop> {
    let canned = find(turn, name)?;
    let mut ticket = work::ticket_of(&mut call)?;
    let language = language(turn, &ticket).await?;
    let text = model::fill(canned.words(language), &values(turn, &ticket, language).await?);
    match canned.then {
        None => talk::send(turn, &ticket, &text, None, false).await,
        Some(Then::Resolve) => {
            call.args.text = text;
            call.ticket = Some(ticket);
            work::resolve(turn, call).await
        }
        Some(Then::Wait(span)) => {
            let span = TimeDelta::from_std(span).unwrap_or(TimeDelta::MAX);
            let until = turn.said_at.checked_add_signed(span).unwrap_or(chrono::DateTime::<chrono::Utc>::MAX_UTC);
            match super::model::wait(&ticket.state, until, PendingOn::User { reminded: false }, turn.now) {
                Ok(to) => work::save(turn, &mut ticket, to, "ticket-wait").await?,
                Err(reason) => return Err(work::illegal(turn, &ticket, reason).await),
            }
            talk::send(turn, &ticket, &text, None, false).await
        }
    }
}

/// The language of whoever reads it: the requester's, where they read it.
async fn language(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Language, Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let home = homes.into_iter().find(|home| home.side != Side::Team);
    let place = match home {
        Some(home) => Place { platform: home.platform, room: home.room, thread: home.root },
        None => turn.place.clone(),
    };
    card_language(turn, ticket, &place).await
}

async fn values(turn: &mut Turn<'_>, ticket: &Ticket, language: Language) -> Result<model::Values, Stop> {
    let platform = turn.place.platform.clone();
    let faces = homes::faces(turn, ticket, &platform).await?;
    let agent = turn.actor()?.name.clone();
    let name = |person: Option<crate::people::Person>| person.map(|person| person.name);
    Ok(model::Values {
        requester: name(faces.requester).unwrap_or_default(),
        // Whoever answers a ticket that nobody has is the one who looks after it.
        assignee: name(faces.assignee).unwrap_or_else(|| agent.clone()),
        id: ticket.id.to_string(),
        title: ticket.title.clone(),
        agent,
        due: ticket
            .wanted_at
            .map_or_else(|| "–".to_owned(), |at| date_time(language, at, turn.config.timezone, turn.now)),
    })
}
