//! The messages that show a list: one for each place and each part, which edits itself.

use serde::{Deserialize, Serialize};

use super::model::{Checklist, Parties, View};
use super::store::{self, Shown};
use super::view::{self, Page};
use crate::chat::markup::Markup;
use crate::command::Sign;
use crate::error::Stop;
use crate::flow::prompts;
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Language;
use crate::ids::{MessageId, TicketId};
use crate::people::{self, Person, team};
use crate::practice::language::language_of;
use crate::practice::threads;
use crate::ticket::{self, Side, Ticket, TicketPlace};

/// The kind of prompt that a list is.
pub(super) const LIST: &str = "checklist";

/// What is kept with a message that shows a list.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) ticket: TicketId,
}

/// Whose ticket it is, and which team fulfils it.
pub(super) fn parties<'a>(turn: &'a Turn<'_>, ticket: &'a Ticket) -> Parties<'a> {
    Parties { requester: ticket.requester, fulfilling: team::owner(&turn.config, ticket.team.as_deref()) }
}

/// What a thread of a ticket shows of its list.
fn view_of(side: Side) -> View {
    match side {
        Side::Requester => View::Requester,
        Side::Team => View::Fulfilling,
        Side::Shared => View::Shared,
    }
}

/// A place of a list: what is shown there, and of the whole list, below which card.
struct Spot {
    view: View,
    home: Option<TicketPlace>,
}

impl Spot {
    fn is_at(&self, shown: &Shown) -> bool {
        shown.view == self.view && shown.card == self.home.as_ref().map(|home| home.card)
    }
}

/// Where a list is to be shown.
async fn spots(turn: &mut Turn<'_>, ticket: &Ticket, list: &Checklist) -> Result<(String, Vec<Spot>), Stop> {
    let config = turn.config.clone();
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let platform = homes.first().map(|home| home.platform.clone()).unwrap_or_default();
    let own = list.own_views(parties(turn, ticket));
    let mut spots: Vec<Spot> =
        homes.into_iter().map(|home| Spot { view: view_of(home.side), home: Some(home) }).collect();
    for view in own {
        let has_place = match &view {
            View::Team(team) => team::home(turn.conn(), &config, &platform, team).await?.is_some(),
            _ => !platform.is_empty(),
        };
        if has_place {
            spots.push(Spot { view, home: None });
        }
    }
    Ok((platform, spots))
}

/// Whether a list stands where it is to be shown, and nowhere else.
pub(super) async fn is_in_place(turn: &mut Turn<'_>, ticket: &Ticket, list: &Checklist) -> Result<bool, Stop> {
    let (_, spots) = spots(turn, ticket, list).await?;
    let shown = store::messages(turn.conn(), ticket.id).await?;
    Ok(shown.len() == spots.len() && shown.iter().all(|shown| spots.iter().any(|spot| spot.is_at(shown))))
}

/// Shows a list as it is now, wherever it is to be shown.
pub(super) async fn show(turn: &mut Turn<'_>, ticket: &Ticket, list: &Checklist) -> Result<(), Stop> {
    let (platform, spots) = spots(turn, ticket, list).await?;
    let shown = store::messages(turn.conn(), ticket.id).await?;
    for old in shown.iter().filter(|shown| spots.iter().all(|spot| !spot.is_at(shown))) {
        prompts::forget(turn.conn(), old.message).await?;
        turn.offer(old.message, &[]).await?;
        turn.take_back(old.message).await?;
        store::remove_message(turn.conn(), old.message).await?;
    }
    let people = view::people(turn, &platform, list).await?;
    for spot in spots {
        let language = language(turn, ticket, &spot.view, spot.home.as_ref(), &platform).await?;
        let body = {
            let parties = parties(turn, ticket);
            let page = Page {
                ticket,
                list,
                view: &spot.view,
                people: &people,
                config: &turn.config,
                parties,
                now: turn.now,
                is_answer: false,
            };
            view::page(&turn.words, language, &page)
        };
        let message = match shown.iter().find(|shown| spot.is_at(shown)) {
            Some(shown) => {
                if shown.body != body {
                    store::keep_body(turn.conn(), shown.message, &body).await?;
                    turn.edit(shown.message, body).await?;
                }
                shown.message
            }
            None => post(turn, ticket, list, &spot, &platform, body).await?,
        };
        let signs = signs(turn, ticket, list, &spot.view);
        turn.offer(message, &signs).await?;
    }
    Ok(())
}

/// The language in which a message shows a list.
pub(super) async fn language(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    view: &View,
    home: Option<&TicketPlace>,
    platform: &str,
) -> Result<Language, Stop> {
    if let Some(home) = home {
        return threads::side_language(turn, ticket, &threads::place_of(home), home.side).await;
    }
    let config = turn.config.clone();
    match view {
        View::Team(team) => {
            let Some(room) = team::home(turn.conn(), &config, platform, team).await? else {
                return Ok(config.language);
            };
            let room = turn.room(platform, &room).await?.language;
            Ok(room.unwrap_or(config.language))
        }
        View::Person(person) => match people::store::find(turn.conn(), platform, *person).await? {
            Some(person) => language_of(turn, &person, &threads::alone(platform)).await,
            None => Ok(config.language),
        },
        View::Requester | View::Fulfilling | View::Shared => Ok(config.language),
    }
}

/// Posts a list where it is not shown yet.
async fn post(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    list: &Checklist,
    spot: &Spot,
    platform: &str,
    body: Markup,
) -> Result<MessageId, Stop> {
    let person = match &spot.view {
        View::Person(person) => Some(*person),
        View::Requester | View::Shared => list.shown(&View::Person(ticket.requester)).next().map(|_| ticket.requester),
        View::Fulfilling | View::Team(_) => None,
    };
    let person = match person {
        Some(person) => people::store::find(turn.conn(), platform, person).await?,
        None => None,
    };
    let mentions: Vec<String> = person.iter().map(|person| person.account.clone()).collect();
    let say = Say { body: body.clone(), loud: !mentions.is_empty(), mentions };
    let message = match (&spot.view, &spot.home, person) {
        (_, Some(home), _) => say_below(turn, home, say).await?,
        (View::Team(team), None, _) => {
            let config = turn.config.clone();
            let room = team::home(turn.conn(), &config, platform, team).await?.unwrap_or_default();
            turn.say(&Place { platform: platform.to_owned(), room, thread: None }, say).await?
        }
        (_, None, Some(person)) => match near(turn, ticket, &person).await? {
            Some(home) => say_below(turn, &home, say).await?,
            None => turn.say_direct(platform, &person.account, say).await?,
        },
        (_, None, None) => turn.say(&threads::alone(platform), say).await?,
    };
    prompts::keep(turn.conn(), message, LIST, &serde_json::to_value(Listed { ticket: ticket.id })?).await?;
    let card = spot.home.as_ref().map(|home| home.card);
    store::insert_message(turn.conn(), ticket.id, &Shown { message, view: spot.view.clone(), card, body }).await?;
    Ok(message)
}

/// Says something in the thread of one of a ticket's places.
pub(super) async fn say_below(turn: &mut Turn<'_>, home: &TicketPlace, say: Say) -> Result<MessageId, Stop> {
    Ok(match &home.root {
        Some(_) => turn.say(&threads::place_of(home), say).await?,
        None => turn.say_below(home.card, say).await?,
    })
}

/// The thread of a ticket that somebody can read; the requester's before the team's.
async fn near(turn: &mut Turn<'_>, ticket: &Ticket, person: &Person) -> Result<Option<TicketPlace>, Stop> {
    let mut homes = ticket::store::places(turn.conn(), ticket.id).await?;
    homes.sort_by_key(|home| home.side == Side::Team);
    for home in homes {
        if people::store::is_member(turn.conn(), &home.platform, &home.room, &person.account).await? {
            return Ok(Some(home));
        }
    }
    Ok(None)
}

/// The reactions worth a tap: the numbers of what those who read a message can do now, or ✅ for the only one left.
fn signs(turn: &Turn<'_>, ticket: &Ticket, list: &Checklist, view: &View) -> Vec<&'static str> {
    if !turn.config.desk.offer_reactions {
        return Vec::new();
    }
    let only = list.only_open(view);
    let ready = list.expected(view, parties(turn, ticket)).filter(|task| list.is_ready(task));
    let sign = |number: i16| match only {
        Some(_) => Sign::Yes.emoji(),
        None => u8::try_from(number).ok().and_then(|digit| Sign::Digit(digit).emoji()),
    };
    ready.filter_map(|task| sign(task.number)).collect()
}
