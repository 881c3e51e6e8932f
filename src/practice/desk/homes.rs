//! The cards of a ticket where it lives in the chat.

use super::attachments::Kept;
use super::intake;
use super::remarks::{self, Remarks};
use super::replaced;
use super::view::{self, Faces, Moment};
use crate::chat::markup::Markup;
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::files::{File, Source};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::{Language, Phrase};
use crate::ids::MessageId;
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::threads;
pub(super) use crate::practice::threads::{
    Audience, home_below, is_file_alone, is_here, language_below, pass_on, passed_on, person, place_of, say_at,
    side_language, tell,
};
use crate::ticket::room::OwnRoom;
use crate::ticket::{self, Side, Ticket, TicketPlace};

pub(super) fn moment(turn: &Turn<'_>) -> Moment {
    Moment { now: turn.now, zone: turn.config.timezone }
}

/// What is looked up for a card besides the ticket and its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Besides {
    /// Whatever else stands about it somewhere: duplicates, links, pages, a problem.
    All,
    /// Nothing: this turn has just made it, and nobody else knows of it yet.
    Nothing,
}

/// The people on the card of a ticket.
pub(super) async fn faces(turn: &mut Turn<'_>, ticket: &Ticket, platform: &str) -> Result<Faces, Stop> {
    let shared = ticket::affected::shared(turn.conn(), ticket.id).await?;
    Ok(Faces { shared, ..people_on(turn, ticket, platform).await? })
}

async fn people_on(turn: &mut Turn<'_>, ticket: &Ticket, platform: &str) -> Result<Faces, Stop> {
    let assignee = match ticket.state.assignee() {
        Some(id) => people::store::find(turn.conn(), platform, id).await?,
        None => None,
    };
    let requester = people::store::find(turn.conn(), platform, ticket.requester).await?;
    let on_behalf_of = requester.clone().filter(|_| ticket.requester != ticket.raised_by);
    Ok(Faces { on_behalf_of, assignee, requester, ..Faces::default() })
}

/// Puts a new card where the ticket lives from now on: on top in a room (`thread` is None), or into a thread.
pub(super) async fn settle(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    place: &Place,
    side: Side,
    mention: Option<&Person>,
) -> Result<(), Stop> {
    settle_with(turn, ticket, Besides::All, place, side, mention).await
}

/// The same, and what is looked up for the card.
pub(super) async fn settle_with(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    besides: Besides,
    place: &Place,
    side: Side,
    mention: Option<&Person>,
) -> Result<(), Stop> {
    let language = side_language(turn, ticket, place, side).await?;
    let body = body(turn, ticket, besides, place, side, language).await?;
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
    settle_direct_with(turn, ticket, Besides::All, requester).await
}

/// The same, and what is looked up for the card.
pub(super) async fn settle_direct_with(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    besides: Besides,
    requester: &Person,
) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let place = Place { platform: platform.clone(), room: String::new(), thread: None };
    let language = side_language(turn, ticket, &place, Side::Requester).await?;
    let body = body(turn, ticket, besides, &place, Side::Requester, language).await?;
    let card = turn.say_direct(&platform, &requester.account, body).await?;
    let home = TicketPlace { platform, room: String::new(), root: None, card, side: Side::Requester };
    ticket::store::insert_place(turn.conn(), ticket.id, &home).await?;
    Ok(())
}

/// Puts the card into the room that the ticket has to itself, which may still be to be opened.
pub(super) async fn settle_own(turn: &mut Turn<'_>, ticket: &Ticket, own: &OwnRoom) -> Result<(), Stop> {
    let place = Place { platform: own.platform.clone(), room: own.room.clone().unwrap_or_default(), thread: None };
    let language = side_language(turn, ticket, &place, Side::Team).await?;
    let body = body(turn, ticket, Besides::All, &place, Side::Team, language).await?;
    let card = turn.say_in_opened(own.opener, body).await?;
    let home = TicketPlace { platform: place.platform, room: place.room, root: None, card, side: Side::Team };
    ticket::store::insert_place(turn.conn(), ticket.id, &home).await?;
    offer(turn, ticket, &home).await
}

async fn body(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    besides: Besides,
    place: &Place,
    side: Side,
    language: Language,
) -> Result<Markup, Stop> {
    let (mut faces, remarks) = match besides {
        Besides::All => (faces(turn, ticket, &place.platform).await?, remarks::of(turn, ticket, place, side).await?),
        Besides::Nothing => (people_on(turn, ticket, &place.platform).await?, Remarks::default()),
    };
    if side != Side::Shared {
        // The team's card says whose it is in any case, and in their own thread everybody knows.
        faces.on_behalf_of = None;
    }
    if side == Side::Team {
        faces.origin = intake::origin(turn, ticket).await?;
    }
    Ok(turn.words.say(language, &view::card(ticket, &faces, moment(turn), side, &turn.config, remarks)))
}

/// A ticket was changed: its cards follow, and whoever listens.
pub(super) async fn refresh(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    turn.emit(Fact::TicketChanged(ticket.id));
    refresh_cards(turn, ticket).await
}

/// Brings the cards of a ticket up to date, and the reactions that are offered on them.
pub(super) async fn refresh_cards(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    replaced::follow(turn, ticket).await?;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        let place = place_of(&home);
        let language = side_language(turn, ticket, &place, home.side).await?;
        let body = body(turn, ticket, Besides::All, &place, home.side, language).await?;
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

/// The threads of a ticket that an audience reads, but for the one in which this turn happens; out of rooms that were
/// replaced it has moved before.
pub(super) async fn elsewhere(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    audience: Audience,
) -> Result<Vec<TicketPlace>, Stop> {
    replaced::follow(turn, ticket).await?;
    threads::elsewhere(turn, ticket, audience).await
}
