//! `!request laptop for:@anna model:14"`: what is said in one line, and what must still be asked.

use serde_json::Value;

use super::form::answer::{self, Answer, Moment, Said, Wrong};
use super::form::model::{Draft, Given};
use super::place::{self, Order};
use super::{catalog, form, store, view};
use crate::command::{Accepts, Args, NamedKey, PersonRef, Takes, take_named};
use crate::config::{CatalogItem, QuestionConfig, QuestionKind};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people::Person;
use crate::practice::{Call, named};
use crate::ticket;

/// What stands in one line behind an item.
pub(super) struct Line {
    /// For whom it is.
    pub(super) requester: Option<PersonRef>,
    /// The values of keys, by the place of their question.
    pub(super) values: Vec<(usize, String)>,
    /// What is neither.
    pub(super) note: String,
}

/// The questions of an item.
pub(super) fn questions<'c>(all: &'c [QuestionConfig], item: &CatalogItem) -> Vec<&'c QuestionConfig> {
    all.iter().filter(|question| item.form.as_ref() == Some(&question.form)).collect()
}

const FOR: [&str; 2] = ["for", "für"];
const NOTE: [&str; 2] = ["note", "notiz"];

/// Reads what stands behind an item.
pub(super) fn read(text: &str, questions: &[&QuestionConfig]) -> Line {
    let takes = |kind: &QuestionKind| match kind {
        QuestionKind::Date { .. } => Takes::Time,
        QuestionKind::Text { .. } | QuestionKind::Choice(_) => Takes::Text,
        _ => Takes::Word,
    };
    let (behalf, note) = (questions.len(), questions.len() + 1);
    let mut keys: Vec<NamedKey<'_>> = Vec::new();
    for (of, question) in questions.iter().enumerate() {
        let names = std::iter::once(&question.name).chain(&question.aliases);
        keys.extend(names.map(|name| NamedKey { name, of, takes: takes(&question.kind) }));
    }
    keys.extend(FOR.map(|name| NamedKey { name, of: behalf, takes: Takes::Word }));
    keys.extend(NOTE.map(|name| NamedKey { name, of: note, takes: Takes::Text }));
    let (values, left) = take_named(text, &keys);
    let Args { on_behalf, text: left, .. } = Args::read(&left, &Accepts { ids: false, on_behalf: true, keys: &[] });
    let of_key = |key: usize| values.iter().rev().find(|(of, _)| *of == key).map(|(_, value)| value.clone());
    let requester = of_key(behalf).and_then(|name| PersonRef::read(&name)).or(on_behalf);
    let mut notes = vec![of_key(note).unwrap_or_default(), left];
    let mut said = Vec::new();
    for (of, value) in values.into_iter().filter(|(of, _)| *of < behalf) {
        match questions.get(of).map(|question| &question.kind) {
            // A choice may be of several words, and nobody puts them into quotes.
            Some(QuestionKind::Choice(choices)) => {
                let (value, rest) = answer::split_choice(&value, choices);
                said.push((of, value.to_owned()));
                notes.push(rest.trim().to_owned());
            }
            _ => said.push((of, value)),
        }
    }
    let notes: Vec<String> = notes.into_iter().filter(|text| !text.is_empty()).collect();
    Line { requester, values: said, note: notes.join("\n") }
}

/// `!request`, `!request laptop`, `!request laptop model:14"`
pub(super) async fn order(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        return help(turn).await;
    }
    let (item, rest) = catalog::item(turn, &text)?;
    let place = turn.place.clone();
    let root = place.thread.clone().unwrap_or_default();
    let here = (place.platform.as_str(), place.room.as_str(), root.as_str());
    if let Some(open) = store::in_thread(turn.conn(), here).await? {
        return Err(form::open_already(turn, &open).into());
    }
    if item.private && !turn.here().await?.direct {
        let phrase = Phrase::new("request-in-private").text("title", item.title(turn.language));
        return Err(Refusal::new(phrase).hint(Phrase::new("request-in-private-hint")).into());
    }
    let config = turn.config.clone();
    let questions = questions(&config.questions, &item);
    let line = read(rest, &questions);
    view::note_fits(&line.note)?;
    let orderer = turn.actor()?.clone();
    let requester = match &line.requester {
        Some(person) => named::person(turn, person, &orderer).await?,
        None => orderer.clone(),
    };
    let mut draft = Draft { brief: !line.values.is_empty(), note: line.note.clone(), ..Draft::default() };
    let wrong = give_all(turn, &mut draft, &questions, &line.values, call.attachment.as_ref()).await?;
    let event = turn.message.clone();
    if wrong.is_empty() && draft.next(&questions).is_none() {
        place::place(turn, Order { item: &item, requester, draft, event: &event }).await?;
        return Ok(());
    }
    if !ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?.is_empty() {
        // What is said here is about a ticket, and answers would be taken for that.
        let phrase = Phrase::new("request-elsewhere").text("title", item.title(turn.language));
        return Err(Refusal::new(phrase).hint(Phrase::new("request-elsewhere-hint")).into());
    }
    let begun = store::Form {
        id: 0,
        platform: place.platform,
        room: place.room,
        root,
        person: orderer.id,
        requester: requester.id,
        item: item.name.clone(),
        event,
        draft,
        asked: None,
    };
    let mut before = vec![begins(turn, &item, &requester, &orderer)];
    before.extend(wrong.into_iter().map(asked_again));
    form::begin(turn, begun, before).await
}

fn begins(turn: &Turn<'_>, item: &CatalogItem, requester: &Person, orderer: &Person) -> Phrase {
    let title = item.title(turn.language);
    match requester.id == orderer.id {
        true => Phrase::new("request-begins").text("title", title),
        false => Phrase::new("request-begins-for").text("title", title).text("name", requester.name.clone()),
    }
}

/// Takes the values of a line as answers. What is wrong is told, and will be asked.
pub(super) async fn give_all(
    turn: &mut Turn<'_>,
    draft: &mut Draft,
    questions: &[&QuestionConfig],
    values: &[(usize, String)],
    attachment: Option<&Value>,
) -> Result<Vec<Phrase>, Stop> {
    let mut wrong = Vec::new();
    for (of, value) in values {
        let Some(question) = questions.get(*of).copied() else { continue };
        match answer(turn, question, value, None).await? {
            Ok(answer) => draft.give(Given { question: question.name.clone(), answer, event: None }),
            Err(reason) => {
                draft.ask.push(question.name.clone());
                let named =
                    Phrase::new("request-wrong-key").text("key", question.name.clone()).phrase("reason", reason);
                wrong.push(named);
            }
        }
    }
    let file = questions.iter().find(|question| question.kind == QuestionKind::File);
    if let (Some(question), Some(attachment)) = (file, attachment)
        && let Ok(answer) = answer(turn, question, "", Some(attachment)).await?
    {
        let event = Some(turn.message.clone());
        draft.give(Given { question: question.name.clone(), answer, event });
    }
    Ok(wrong)
}

/// That something is no answer, before its question is asked again.
pub(super) fn asked_again(reason: Phrase) -> Phrase {
    Phrase::new("request-wrong").phrase("reason", reason)
}

/// What was said to a question, with whoever is named looked up; or why it is no answer.
pub(super) async fn answer(
    turn: &mut Turn<'_>,
    question: &QuestionConfig,
    text: &str,
    attachment: Option<&Value>,
) -> Result<Result<Answer, Phrase>, Stop> {
    let said = answer::read(question, text, attachment, moment(turn));
    settle(turn, question, said).await
}

/// The answer of whoever skips a question; or why it cannot be skipped.
pub(super) async fn skip(turn: &mut Turn<'_>, question: &QuestionConfig) -> Result<Result<Answer, Phrase>, Stop> {
    let said = answer::skip(question, moment(turn));
    settle(turn, question, said).await
}

async fn settle(
    turn: &mut Turn<'_>,
    question: &QuestionConfig,
    said: Result<Said, Wrong>,
) -> Result<Result<Answer, Phrase>, Stop> {
    match said {
        Ok(Said::Answer(answer)) => Ok(Ok(answer)),
        Ok(Said::Person(person)) => {
            let writer = turn.actor()?.clone();
            match named::person(turn, &person, &writer).await {
                Ok(person) => Ok(Ok(Answer::Person { account: person.account, name: person.name })),
                Err(Stop::Refusal(refusal)) => Ok(Err(match refusal.hint {
                    Some(hint) => {
                        Phrase::new("request-wrong-person").phrase("reason", refusal.reason).phrase("hint", hint)
                    }
                    None => refusal.reason,
                })),
                Err(fault) => Err(fault),
            }
        }
        Err(wrong) => Ok(Err(view::wrong(turn, question, wrong))),
    }
}

/// When something is said, on the clock of whoever says it.
pub(super) fn moment(turn: &Turn<'_>) -> Moment {
    Moment { at: turn.said_at, zone: turn.zone() }
}

/// Requests that `!request` alone lists.
const LISTED: i64 = 10;

/// `!request` alone: how to order, and what the reader has ordered that is not over.
async fn help(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let person = turn.actor()?.id;
    let open = store::open_of(turn.conn(), person, LISTED).await?;
    let mut body = turn.text(&Phrase::new("request-how").text("prefix", turn.config.prefix.clone()));
    let heading = if open.is_empty() { Phrase::new("request-none") } else { Phrase::new("request-open") };
    body = body.line(turn.text(&heading));
    for (ticket, title, phase) in open {
        let line = Phrase::new("request-row").text("id", ticket.to_string()).text("title", title);
        body = body.line(turn.text(&line.phrase("phase", view::phase(phase))));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Config;

    fn line(text: &str) -> (Vec<(String, String)>, Option<PersonRef>, String) {
        let config = Config::default();
        let item = config.item("laptop").unwrap();
        let questions = questions(&config.questions, item);
        let Line { requester, values, note } = read(text, &questions);
        let named = values.into_iter().map(|(of, value)| (questions[of].name.clone(), value)).collect();
        (named, requester, note)
    }

    #[test]
    fn keys_of_either_language_stand_anywhere_in_the_line() {
        let (values, requester, note) = line(" für:@bernd modell:14\" bis:1.12. mit Tasche");
        assert_eq!(values, [("model".into(), "14\"".into()), ("until".into(), "1.12.".into())]);
        assert_eq!(requester, Some(PersonRef::Name("bernd".into())));
        assert_eq!(note, "mit Tasche");
        let (values, requester, note) = line("for @bernd Old:\"slow, and loud\" note:soon please model:MacBook");
        assert_eq!(values, [("old".into(), "slow, and loud".into()), ("model".into(), "MacBook".into())]);
        assert_eq!((requester, note.as_str()), (Some(PersonRef::Name("bernd".into())), "soon please"));
        let (values, _, note) = line("model:16 with a bag");
        assert_eq!((values, note.as_str()), (vec![("model".into(), "16".into())], "with a bag"));
    }

    proptest! {
        #[test]
        fn no_text_can_break_it(text in "(model:|für:|@|\"|14|until:|\\PC| |\n){0,12}") {
            let _ = line(&text);
        }
    }
}
