//! Where a ticket lives in the chat: its cards, who is told what in which of its threads, and what is passed on between
//! them.

use super::attachments::Kept;
use super::intake;
use super::remarks;
use super::view::{self, Faces, Moment};
use crate::chat::markup::Node;
use crate::error::Stop;
use crate::flow::files::{File, Source};
use crate::flow::outbox::{self, Room};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::{Language, Phrase};
use crate::ids::MessageId;
use crate::people::{self, Person};
use crate::practice::language::{card_language, language_of};
use crate::ticket::{self, Side, Ticket, TicketPlace};

pub(super) fn moment(turn: &Turn<'_>) -> Moment {
    Moment { now: turn.now, zone: turn.config.timezone }
}

/// The people on the card of a ticket.
pub(super) async fn faces(turn: &mut Turn<'_>, ticket: &Ticket, platform: &str) -> Result<Faces, Stop> {
    let assignee = match ticket.state.assignee() {
        Some(id) => people::store::find(turn.conn(), platform, id).await?,
        None => None,
    };
    let requester = people::store::find(turn.conn(), platform, ticket.requester).await?;
    let on_behalf_of = requester.clone().filter(|_| ticket.requester != ticket.raised_by);
    let shared = ticket::affected::shared(turn.conn(), ticket.id).await?;
    Ok(Faces { on_behalf_of, assignee, requester, origin: None, shared })
}

/// Puts a new card where the ticket lives from now on: on top in a room (`thread` is None), or into a thread.
pub(super) async fn settle(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    place: &Place,
    side: Side,
    mention: Option<&Person>,
) -> Result<(), Stop> {
    let language = side_language(turn, ticket, place, side).await?;
    let body = body(turn, ticket, place, side, language).await?;
    let mentions: Vec<String> = mention.map(|person| person.account.clone()).into_iter().collect();
    let loud = !mentions.is_empty();
    let card = turn.say(place, Say { body, mentions, loud }).await?;
    let home = TicketPlace {
        platform: place.platform.clone(),
        room: place.room.clone(),
        root: place.thread.clone(),
        card,
        side,
    };
    ticket::store::insert_place(turn.conn(), ticket.id, &home).await?;
    offer(turn, ticket, &home).await
}

/// Puts the requester's card into the direct chat with them, which is opened where there is none.
pub(super) async fn settle_direct(turn: &mut Turn<'_>, ticket: &Ticket, requester: &Person) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let place = Place { platform: platform.clone(), room: String::new(), thread: None };
    let language = side_language(turn, ticket, &place, Side::Requester).await?;
    let body = body(turn, ticket, &place, Side::Requester, language).await?;
    let card = turn.say_direct(&platform, &requester.account, body).await?;
    let home = TicketPlace { platform, room: String::new(), root: None, card, side: Side::Requester };
    ticket::store::insert_place(turn.conn(), ticket.id, &home).await?;
    Ok(())
}

async fn body(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    place: &Place,
    side: Side,
    language: Language,
) -> Result<crate::chat::markup::Markup, Stop> {
    let mut faces = faces(turn, ticket, &place.platform).await?;
    if side != Side::Shared {
        // The team's card says whose it is in any case, and in their own thread everybody knows.
        faces.on_behalf_of = None;
    }
    if side == Side::Team {
        faces.origin = intake::origin(turn, ticket).await?;
    }
    let remarks = remarks::of(turn, ticket, place, side).await?;
    Ok(turn.words.say(language, &view::card(ticket, &faces, moment(turn), side, &turn.config, remarks)))
}

/// The language of one of a ticket's threads: a requester's own; inside a team the room's, else the house's.
pub(super) async fn side_language(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    place: &Place,
    side: Side,
) -> Result<Language, Stop> {
    match side {
        Side::Team => {
            let room = people::store::room_language(turn.conn(), &place.platform, &place.room).await?;
            Ok(room.unwrap_or(turn.config.language))
        }
        Side::Shared | Side::Requester => card_language(turn, ticket, place).await,
    }
}

pub(super) fn place_of(home: &TicketPlace) -> Place {
    Place { platform: home.platform.clone(), room: home.room.clone(), thread: home.root.clone() }
}

/// Brings the cards of a ticket up to date, and the reactions that are offered on them.
pub(super) async fn refresh(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        let place = place_of(&home);
        let language = side_language(turn, ticket, &place, home.side).await?;
        let body = body(turn, ticket, &place, home.side, language).await?;
        turn.edit(home.card, body).await?;
        offer(turn, ticket, &home).await?;
    }
    Ok(())
}

/// Offers the reactions of the ticket's state where somebody is there who is expected to tap them.
async fn offer(turn: &mut Turn<'_>, ticket: &Ticket, home: &TicketPlace) -> Result<(), Stop> {
    let config = turn.config.clone();
    let wanted = config.desk.offer_reactions
        && match home.side {
            Side::Requester => false,
            Side::Team => true,
            Side::Shared => people::store::has_agent(turn.conn(), &home.platform, &home.room, &config.roles).await?,
        };
    let signs = if wanted { view::signs(ticket, home.side, &config) } else { Vec::new() };
    turn.offer(home.card, &signs).await?;
    Ok(())
}

/// Says something below a ticket's card, in that thread's language; `mention` must act and is notified.
pub(super) async fn say_at(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    home: &TicketPlace,
    phrase: &Phrase,
    mention: Option<&Person>,
) -> Result<MessageId, Stop> {
    let place = place_of(home);
    let language = match mention {
        Some(person) => language_of(turn, person, &place).await?,
        None => side_language(turn, ticket, &place, home.side).await?,
    };
    let body = turn.words.say(language, phrase);
    let mentions: Vec<String> = mention.map(|person| person.account.clone()).into_iter().collect();
    let say = Say { body, loud: !mentions.is_empty(), mentions };
    Ok(match &home.root {
        Some(_) => turn.say(&place, say).await?,
        None => turn.say_below(home.card, say).await?,
    })
}

/// Sends a file that is kept into a ticket's thread, with words in that thread's language; `mention` must act and is
/// notified.
pub(super) async fn file_at(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    home: &TicketPlace,
    (name, kept): (&str, &Kept),
    caption: Option<&Phrase>,
    mention: Option<&Person>,
) -> Result<MessageId, Stop> {
    let place = place_of(home);
    let language = match mention {
        Some(person) => language_of(turn, person, &place).await?,
        None => side_language(turn, ticket, &place, home.side).await?,
    };
    let file = File {
        name: name.to_owned(),
        mime: kept.mime.clone(),
        source: Source::Kept { hash: kept.hash.clone(), size: kept.size },
        caption: caption.map(|caption| turn.words.say(language, caption)),
        mentions: mention.map(|person| person.account.clone()).into_iter().collect(),
        language,
    };
    Ok(match &home.root {
        Some(_) => turn.say_file(&place, file).await?,
        None => turn.say_file_below(home.card, file).await?,
    })
}

/// Whether this turn happens in the thread of one of a ticket's places.
pub(super) async fn is_here(turn: &mut Turn<'_>, home: &TicketPlace) -> Result<bool, Stop> {
    let place = turn.place.clone();
    if home.platform != place.platform || home.room != place.room {
        return Ok(false);
    }
    Ok(match &home.root {
        Some(root) => Some(root) == place.thread.as_ref(),
        None => outbox::event_of(turn.conn(), home.card).await? == place.thread,
    })
}

/// Whom something concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// Who works on the ticket.
    Inside,
    /// Whose it is.
    Requester,
}

/// The threads of a ticket that an audience reads, but for the one in which this turn happens: there the answer is given
/// already.
pub(super) async fn elsewhere(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    audience: Audience,
) -> Result<Vec<TicketPlace>, Stop> {
    let mut found = Vec::new();
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        let concerns = match audience {
            Audience::Inside => home.side == Side::Team,
            Audience::Requester => home.side == Side::Requester,
        };
        if concerns && !is_here(turn, &home).await? {
            found.push(home);
        }
    }
    Ok(found)
}

/// Tells an audience in its own threads of what happened in another one.
pub(super) async fn tell(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    audience: Audience,
    phrase: &Phrase,
    mention: Option<&Person>,
) -> Result<(), Stop> {
    for home in elsewhere(turn, ticket, audience).await? {
        say_at(turn, ticket, &home, phrase, mention).await?;
    }
    Ok(())
}

/// What somebody has said, as it is passed on.
pub(super) fn passed_on(name: &str, text: &str, file: Option<&str>) -> Phrase {
    let text = if is_file_alone(text, file) { "" } else { text.trim() };
    let phrase = match (text.is_empty(), file) {
        (false, None) => Phrase::new("passed-on").text("text", text),
        (true, Some(file)) => Phrase::new("passed-on-file").text("file", file),
        (_, file) => Phrase::new("passed-on-with-file").text("text", text).text("file", file.unwrap_or_default()),
    };
    phrase.text("name", name)
}

/// Whether nothing is said with a file.
pub(super) fn is_file_alone(text: &str, file: Option<&str>) -> bool {
    // Many platforms call a file alone by its name.
    file.is_some() && (text.trim().is_empty() || file == Some(text))
}

/// Passes on what was said in one thread of a ticket into another one; an edit or a redaction follows it.
pub(super) async fn pass_on(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    home: &TicketPlace,
    entry: i64,
    phrase: &Phrase,
    mention: Option<&Person>,
) -> Result<(), Stop> {
    let message = say_at(turn, ticket, home, phrase, mention).await?;
    ticket::log::relayed(turn.conn(), entry, message).await?;
    Ok(())
}

/// The thread of a ticket's in which a message of ours stands; None where it stands in none of them.
pub(super) async fn home_below(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    message: MessageId,
) -> Result<Option<TicketPlace>, Stop> {
    let (platform, room) = outbox::address_of(turn.conn(), message).await?;
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    Ok(homes.into_iter().find(|home| home.platform == platform && room == Room::Known(home.room.clone())))
}

/// The language of the thread in which a message of ours stands; None where it stands in none of the ticket's.
pub(super) async fn language_below(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    message: MessageId,
) -> Result<Option<Language>, Stop> {
    match home_below(turn, ticket, message).await? {
        Some(home) => side_language(turn, ticket, &place_of(&home), home.side).await.map(Some),
        None => Ok(None),
    }
}

/// A person as they are named in a sentence.
pub(super) fn person(person: &Person) -> Node {
    Node::person(person.account.clone(), person.name.clone())
}
