//! Passing on what somebody has said in one thread of a ticket into its other ones, together with the file that came with
//! it. The words go at once, and the file below them when it has been fetched. A file without words waits: it says itself
//! from whom it is, and one message is better than two. Where that takes long, its name goes ahead.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Kept;
use crate::error::Stop;
use crate::flow::files::is_file;
use crate::flow::outbox::{self, Room};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{MessageId, PersonId, TicketId};
use crate::people::{self, Person};
use crate::practice::desk::homes;
use crate::ticket::files::State;
use crate::ticket::log::{self, Said};
use crate::ticket::{self, Side, Ticket, TicketPlace};

/// What somebody has said, on its way into other threads.
pub(in crate::practice::desk) struct Passing {
    phrase: Phrase,
    /// A file comes with it that is likely to be kept.
    has_file: bool,
    /// There is nothing to say before the file is there.
    waits: bool,
    pub(super) onward: Vec<Onward>,
}

/// A thread into which a file goes on once it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Onward {
    /// Whose thread it is.
    ticket: TicketId,
    /// With which the file came.
    pub(super) entry: i64,
    /// The card that tells this thread of the ticket from its others.
    card: MessageId,
    /// Who must act.
    mention: Option<PersonId>,
}

impl Passing {
    /// Something that was said, with what is attached to it, as the platform described it.
    pub(in crate::practice::desk) fn of(turn: &Turn<'_>, name: &str, text: &str, attachment: Option<&Value>) -> Self {
        let file = attachment.and_then(|file| file.get("name")).and_then(Value::as_str);
        let has_file = attachment.is_some_and(|file| super::outlook(turn, file) == State::Coming);
        Self {
            phrase: homes::passed_on(name, text, file),
            has_file,
            waits: has_file && homes::is_file_alone(text, file),
            onward: Vec::new(),
        }
    }

    /// As it is passed on in words.
    pub(in crate::practice::desk) fn phrase(&self) -> &Phrase {
        &self.phrase
    }

    /// It goes on without words before the file is there, or with it.
    pub(super) fn waits(&self) -> bool {
        self.waits && !self.onward.is_empty()
    }

    /// Passes it on into a thread; an edit or a redaction follows it.
    pub(in crate::practice::desk) async fn to(
        &mut self,
        turn: &mut Turn<'_>,
        ticket: &Ticket,
        home: &TicketPlace,
        entry: i64,
        mention: Option<&Person>,
    ) -> Result<(), Stop> {
        if !self.waits {
            homes::pass_on(turn, ticket, home, entry, &self.phrase, mention).await?;
        }
        self.file_to(ticket, home, entry, mention);
        Ok(())
    }

    /// Passes on the file alone: its words go another way.
    pub(in crate::practice::desk) fn file_to(
        &mut self,
        ticket: &Ticket,
        home: &TicketPlace,
        entry: i64,
        mention: Option<&Person>,
    ) {
        if self.has_file {
            let mention = mention.map(|person| person.id);
            self.onward.push(Onward { ticket: ticket.id, entry, card: home.card, mention });
        }
    }
}

/// Passes a file on that is kept now; None: there is no file to be passed on, but its name, where nothing told of it yet.
pub(super) async fn go_on(turn: &mut Turn<'_>, onward: &Onward, name: &str, kept: Option<&Kept>) -> Result<(), Stop> {
    let Some(said) = log::said(turn.conn(), onward.entry).await? else { return Ok(()) };
    let Some(ticket) = ticket::store::lock(turn.conn(), onward.ticket).await? else { return Ok(()) };
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    // The ticket may have gone to another team meanwhile.
    let Some(home) = homes.into_iter().find(|home| home.card == onward.card) else { return Ok(()) };
    // An edit may have made a note of what was a reply.
    if said.internal && home.side != Side::Team {
        return Ok(());
    }
    let is_told = is_told(turn, &said, &home).await?;
    let mention = match onward.mention {
        Some(person) if !is_told => people::store::find(turn.conn(), &home.platform, person).await?,
        _ => None,
    };
    let caption = match is_told {
        true => None,
        false => Some(words(turn, &said, &home, name).await?),
    };
    let mention = mention.as_ref();
    match (kept, caption) {
        (Some(kept), caption) => {
            let message = homes::file_at(turn, &ticket, &home, (name, kept), caption.as_ref(), mention).await?;
            log::relayed(turn.conn(), said.entry, message).await?;
            Ok(())
        }
        (None, Some(words)) => homes::pass_on(turn, &ticket, &home, said.entry, &words, mention).await,
        (None, None) => Ok(()),
    }
}

/// What was said, as it is now. Of what raised a ticket the words stand on the card.
async fn words(turn: &mut Turn<'_>, said: &Said, home: &TicketPlace, file: &str) -> Result<Phrase, Stop> {
    let author = people::store::find(turn.conn(), &home.platform, said.author).await?;
    let name = author.map_or_else(String::new, |author| author.name);
    Ok(homes::passed_on(&name, if said.raised { "" } else { &said.text }, Some(file)))
}

/// Whether the words were passed on into that room already.
async fn is_told(turn: &mut Turn<'_>, said: &Said, home: &TicketPlace) -> Result<bool, Stop> {
    for message in log::relays(turn.conn(), said.entry).await? {
        let (platform, room) = outbox::address_of(turn.conn(), message).await?;
        let is_there = match room {
            Room::Known(room) => room == home.room,
            // The direct chat is not open yet, and neither has the home a room.
            Room::OpenedBy(_) => home.room.is_empty(),
        };
        if platform == home.platform && is_there && !is_file(turn.conn(), message).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
