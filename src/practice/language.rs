//! In which language somebody is answered: their own, else the directory's, else the room's, else the one in which they
//! write, else the default.

use super::router::verbs;
use crate::command::{Command, Rest, fold};
use crate::error::Stop;
use crate::flow::turn::{Place, Turn};
use crate::i18n::{Language, detect};
use crate::people::{self, Person};
use crate::ticket::Ticket;

/// The language in which somebody is addressed in a place: their own, else the directory's, else the room's, else the
/// one in which they wrote last, else the default.
pub async fn language_of(turn: &mut Turn<'_>, person: &Person, place: &Place) -> Result<Language, Stop> {
    if let Some(known) = person.known_language(&turn.config) {
        return Ok(known);
    }
    let room = turn.room_language(place).await?;
    Ok(room.or(person.detected).unwrap_or(turn.config.language))
}

/// The language of a ticket's card: its requester's, as in any answer to them.
pub async fn card_language(turn: &mut Turn<'_>, ticket: &Ticket, place: &Place) -> Result<Language, Stop> {
    let actor =
        turn.actor.clone().filter(|actor| actor.id == ticket.requester && place.platform == turn.place.platform);
    let requester = match actor {
        Some(actor) => Some(actor),
        None => people::store::find(turn.conn(), &place.platform, ticket.requester).await?,
    };
    match requester {
        Some(requester) => language_of(turn, &requester, place).await,
        None => Ok(turn.config.language),
    }
}

/// Recognises the language in which somebody writes, where neither they nor the room have chosen one.
pub async fn listen_to_language(turn: &mut Turn<'_>, command: &Command<'_>, rest: Rest<'_>) -> Result<(), Stop> {
    let place = turn.place.clone();
    let Some(actor) = to_recognise(turn) else { return Ok(()) };
    if turn.room_language(&place).await?.is_some() {
        return Ok(());
    }
    // Who uses a German name writes German; English names are short and used by everybody.
    let by_name = || {
        let first = |names: &[&str]| names.iter().any(|name| fold(name).split(' ').next() == Some(&command.word));
        let german = verbs().any(|verb| first(verb.de)) && !verbs().any(|verb| first(verb.en));
        german.then_some(Language::De)
    };
    // A single word is often a name that is the same in all languages: `!antrag onboarding`.
    let is_one_word = rest.text().split_whitespace().nth(1).is_none();
    let by_words = || recognise(rest.text(), actor.detected);
    let language = if is_one_word { by_name().or_else(by_words) } else { by_words().or_else(by_name) };
    if let Some(language) = language {
        turn.language = language;
        turn.recognised = Some(language);
        turn.keep_detected(actor.id, language).await?;
    }
    Ok(())
}

/// Recognises the language in which somebody has written without commanding anything, where neither they nor the room have
/// chosen one.
pub async fn learn(turn: &mut Turn<'_>, person: &Person, text: &str) -> Result<Option<Language>, Stop> {
    let place = turn.place.clone();
    if person.known_language(&turn.config).is_some() || turn.room_language(&place).await?.is_some() {
        return Ok(None);
    }
    let learnt = recognise(text, person.detected);
    if let Some(language) = learnt {
        turn.keep_detected(person.id, language).await?;
    }
    Ok(learnt)
}

/// Who acts, if nothing says in which language they are answered.
fn to_recognise(turn: &Turn<'_>) -> Option<Person> {
    turn.actor.clone().filter(|actor| actor.known_language(&turn.config).is_none())
}

/// The language of a text, where it has enough words to tell. Whose language is known is not taken to have changed it
/// by a word or two (`!ticket Laptop broken`).
fn recognise(text: &str, known: Option<Language>) -> Option<Language> {
    // What somebody writes for readers of another language says nothing about their own.
    let is_of = |code: &str| Language::ALL.iter().any(|of| of.code().eq_ignore_ascii_case(code));
    let is_marked = |word: &str| word.strip_suffix(':').is_some_and(is_of);
    let own: Vec<&str> = text.split_whitespace().take_while(|word| !is_marked(word)).collect();
    let own = own.join(" ");
    // Where all of it is for others, it is the best that is known.
    let text = if own.is_empty() { text } else { own.as_str() };
    let words = text.split_whitespace().count();
    let enough = if known.is_some() { words > 2 } else { words > 1 || text.chars().count() > 5 };
    detect(text).filter(|_| enough)
}

/// Recognises the language of somebody who talks in a ticket's thread without commanding anything; who cannot be
/// recognised has read the card, and is answered in its language.
pub async fn overhear_language(turn: &mut Turn<'_>, ticket: &Ticket, text: &str) -> Result<(), Stop> {
    let place = turn.place.clone();
    let Some(actor) = to_recognise(turn) else { return Ok(()) };
    if turn.room_language(&place).await?.is_some() {
        return Ok(());
    }
    match recognise(text, actor.detected) {
        Some(language) => {
            turn.language = language;
            turn.keep_detected(actor.id, language).await?;
        }
        None if actor.detected.is_none() => turn.language = card_language(turn, ticket, &place).await?,
        None => {}
    }
    Ok(())
}
