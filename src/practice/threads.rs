//! The threads in which a ticket lives: who is told what in which of them, and what is passed on between them. Shared by
//! all practices that have something to say about a ticket.

use super::language::{card_language, language_of};
use crate::chat::markup::{Markup, Node};
use crate::error::Stop;
use crate::flow::outbox::{self, Room};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::{Language, Phrase};
use crate::ids::{MessageId, TicketKind};
use crate::people::{Person, team};
use crate::ticket::{self, Side, Ticket, TicketPlace};

/// The language of one of a ticket's threads: a requester's own; inside a team the room's, else the house's.
pub async fn side_language(turn: &mut Turn<'_>, ticket: &Ticket, place: &Place, side: Side) -> Result<Language, Stop> {
    match side {
        Side::Team => {
            let room = turn.room_language(place).await?;
            Ok(room.unwrap_or(turn.config.language))
        }
        Side::Shared | Side::Requester => card_language(turn, ticket, place).await,
    }
}

/// The thread of one of a ticket's places.
#[must_use]
pub fn place_of(home: &TicketPlace) -> Place {
    Place { platform: home.platform.clone(), room: home.room.clone(), thread: home.root.clone() }
}

/// Says something below a ticket's card, in that thread's language; `mention` must act and is notified.
pub async fn say_at(
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
    if home.root.is_none()
        && home.side == Side::Team
        && ticket.id.kind() == TicketKind::Incident
        && let Some(own) = ticket::room::of_ticket(turn.conn(), ticket.id).await?
    {
        // Nobody is forced into threads there.
        return Ok(turn.say_in_opened(own.opener, say).await?);
    }
    Ok(match &home.root {
        Some(_) => turn.say(&place, say).await?,
        None => turn.say_below(home.card, say).await?,
    })
}

/// Whether this turn happens in the thread of one of a ticket's places.
pub async fn is_here(turn: &mut Turn<'_>, home: &TicketPlace) -> Result<bool, Stop> {
    let place = turn.place.clone();
    if home.platform != place.platform || home.room != place.room {
        return Ok(false);
    }
    Ok(match &home.root {
        Some(root) => Some(root) == place.thread.as_ref(),
        None if outbox::event_of(turn.conn(), home.card).await? == place.thread => true,
        // All of the room that it has to itself.
        None => match turn.here().await?.ticket {
            Some(own) => ticket::store::by_card(turn.conn(), home.card).await?.is_some_and(|(id, ..)| id == own),
            None => false,
        },
    })
}

/// Whom something concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Who works on the ticket.
    Inside,
    /// Whose it is.
    Requester,
}

/// The threads of a ticket that an audience reads, but for the one in which this turn happens: there the answer is given
/// already.
pub async fn elsewhere(turn: &mut Turn<'_>, ticket: &Ticket, audience: Audience) -> Result<Vec<TicketPlace>, Stop> {
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
pub async fn tell(
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

/// The room in which a team works, where the bot is in it.
pub async fn home_of(turn: &mut Turn<'_>, team: Option<&str>) -> Result<Option<String>, Stop> {
    let (platform, config) = (turn.place.platform.clone(), turn.config.clone());
    match team {
        Some(team) => Ok(team::home(turn.conn(), &config, &platform, team).await?),
        None => Ok(None),
    }
}

/// The room of a team, unless this turn happens there.
pub async fn team_room(turn: &mut Turn<'_>, team: Option<&str>) -> Result<Option<Place>, Stop> {
    let platform = turn.place.platform.clone();
    let home = home_of(turn, team).await?.filter(|home| *home != turn.place.room);
    Ok(home.map(|room| Place { platform, room, thread: None }))
}

/// Something in the language of a team's room, else in the house's.
pub async fn in_team_room(turn: &mut Turn<'_>, place: &Place, phrase: &Phrase) -> Result<Markup, Stop> {
    let language = turn.room_language(place).await?.unwrap_or(turn.config.language);
    Ok(turn.words.say(language, phrase))
}

/// Tells a team in its room, unless this turn happens there.
pub async fn tell_team(turn: &mut Turn<'_>, team: Option<&str>, phrase: &Phrase) -> Result<(), Stop> {
    if let Some(place) = team_room(turn, team).await? {
        let body = in_team_room(turn, &place, phrase).await?;
        turn.say(&place, body).await?;
    }
    Ok(())
}

/// Where somebody is told something alone: in no room that has a language of its own.
#[must_use]
pub fn alone(platform: &str) -> Place {
    Place { platform: platform.to_owned(), room: String::new(), thread: None }
}

/// Tells one person alone, in their language, what they must know now.
pub async fn tell_alone(turn: &mut Turn<'_>, platform: &str, person: &Person, phrase: &Phrase) -> Result<(), Stop> {
    let language = language_of(turn, person, &alone(platform)).await?;
    let body = turn.words.say(language, phrase);
    turn.say_direct(platform, &person.account, Say { body, mentions: Vec::new(), loud: true }).await?;
    Ok(())
}

/// What somebody has said, as it is passed on.
#[must_use]
pub fn passed_on(name: &str, text: &str, file: Option<&str>) -> Phrase {
    let text = if is_file_alone(text, file) { "" } else { text.trim() };
    let phrase = match (text.is_empty(), file) {
        (false, None) => Phrase::new("passed-on").text("text", text),
        (true, Some(file)) => Phrase::new("passed-on-file").text("file", file),
        (_, file) => Phrase::new("passed-on-with-file").text("text", text).text("file", file.unwrap_or_default()),
    };
    phrase.text("name", name)
}

/// Whether nothing is said with a file.
#[must_use]
pub fn is_file_alone(text: &str, file: Option<&str>) -> bool {
    // Many platforms call a file alone by its name.
    file.is_some() && (text.trim().is_empty() || file == Some(text))
}

/// Passes on what was said in one thread of a ticket into another one; an edit or a redaction follows it.
pub async fn pass_on(
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
pub async fn home_below(turn: &mut Turn<'_>, ticket: &Ticket, message: MessageId) -> Result<Option<TicketPlace>, Stop> {
    let (platform, room) = outbox::address_of(turn.conn(), message).await?;
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    Ok(homes.into_iter().find(|home| home.platform == platform && room == Room::Known(home.room.clone())))
}

/// The language of the thread in which a message of ours stands; None where it stands in none of the ticket's.
pub async fn language_below(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    message: MessageId,
) -> Result<Option<Language>, Stop> {
    match home_below(turn, ticket, message).await? {
        Some(home) => side_language(turn, ticket, &place_of(&home), home.side).await.map(Some),
        None => Ok(None),
    }
}

/// Several lines as one text in a language.
#[must_use]
pub fn lines(turn: &Turn<'_>, language: Language, lines: &[Phrase]) -> Markup {
    let mut lines = lines.iter().map(|line| turn.words.say(language, line));
    let first = lines.next().unwrap_or_default();
    lines.fold(first, Markup::line)
}

/// Says several lines as one message.
pub async fn say_lines(turn: &mut Turn<'_>, lines: Vec<Phrase>) -> Result<MessageId, Stop> {
    let body = self::lines(turn, turn.language, &lines);
    let place = turn.place.clone();
    Ok(turn.say(&place, body).await?)
}

/// Whether a message of ours stands in this thread of the room of this turn: what was asked there is answered there.
pub async fn stands_in(turn: &mut Turn<'_>, message: MessageId, root: &str) -> Result<bool, Stop> {
    let here = (turn.place.platform.clone(), Room::Known(turn.place.room.clone()));
    Ok(outbox::address_of(turn.conn(), message).await? == here
        && outbox::thread_of(turn.conn(), message).await?.as_deref() == Some(root))
}

/// A person as they are named in a sentence.
#[must_use]
pub fn person(person: &Person) -> Node {
    Node::person(person.account.clone(), person.name.clone())
}
