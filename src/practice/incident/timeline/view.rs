//! What people read on a timeline.

use std::collections::HashMap;

use crate::config::Config;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people;
use crate::practice::incident::model::{Entry, Note};
use crate::practice::incident::view;
use crate::ticket::one_line;

/// So much of what was said stands in one line.
const LINE: usize = 200;

/// The names of those who stand on a timeline.
pub(in super::super) async fn names(turn: &mut Turn<'_>, entries: &[Entry]) -> Result<HashMap<PersonId, String>, Stop> {
    let ids: Vec<PersonId> = entries.iter().flat_map(|entry| [entry.by, entry.note.person()]).flatten().collect();
    let platform = turn.place.platform.clone();
    let found = people::store::by_ids(turn.conn(), &platform, &ids).await?;
    Ok(found.into_iter().map(|(id, person)| (id, person.name)).collect())
}

fn name(people: &HashMap<PersonId, String>, person: Option<PersonId>) -> String {
    person.and_then(|id| people.get(&id).cloned()).unwrap_or_else(|| "–".to_owned())
}

/// What happened, in words.
pub(in super::super) fn note(config: &Config, note: &Note, people: &HashMap<PersonId, String>) -> Phrase {
    match note {
        Note::Declared => Phrase::new("note-declared"),
        Note::State { to, detail } => {
            let phrase = Phrase::new("incident-state").choice("state", view::phase(to));
            match detail {
                Some(detail) => {
                    Phrase::new("note-state-detail").phrase("state", phrase).text("detail", one_line(detail, LINE))
                }
                None => phrase,
            }
        }
        Note::Severity { from: Some(from), to } => Phrase::new("note-severity")
            .phrase("from", view::severity_by(config, Some(from)))
            .phrase("to", view::severity_by(config, Some(to))),
        Note::Severity { from: None, to } => {
            Phrase::new("note-severity-first").phrase("to", view::severity_by(config, Some(to)))
        }
        Note::Stage { to } => Phrase::new("note-stage").phrase("stage", view::stage_by(config, to)),
        Note::Role { role, person } => match person {
            Some(_) => {
                Phrase::new("note-role").phrase("role", view::role_by(config, role)).text("name", name(people, *person))
            }
            None => Phrase::new("note-role-none").phrase("role", view::role_by(config, role)),
        },
        Note::Update { number, text } => {
            Phrase::new("note-update").number("number", (*number).into()).text("text", one_line(text, LINE))
        }
        Note::Paged { target } => Phrase::new("note-paged").text("target", target.clone()),
        Note::Answered { person } => Phrase::new("note-answered").text("name", name(people, Some(*person))),
        Note::Unanswered => Phrase::new("note-unanswered"),
        Note::Task { title, person } => match person {
            Some(_) => {
                Phrase::new("note-task-of").text("title", one_line(title, LINE)).text("name", name(people, *person))
            }
            None => Phrase::new("note-task").text("title", one_line(title, LINE)),
        },
        Note::Done { title } => Phrase::new("note-done").text("title", one_line(title, LINE)),
        Note::Attached { ticket } => Phrase::new("note-attached").text("id", ticket.to_string()),
        Note::Detached { ticket } => Phrase::new("note-detached").text("id", ticket.to_string()),
        Note::RoomLost => Phrase::new("note-room-lost"),
        Note::RoomOpened => Phrase::new("note-room-opened"),
        Note::Uninvited { account } => Phrase::new("note-uninvited").text("account", account.clone()),
        Note::Said { text } => Phrase::new("note-said").text("text", one_line(text, LINE)),
    }
}

/// An entry in a line.
pub(in super::super) fn line(turn: &Turn<'_>, entry: &Entry, people: &HashMap<PersonId, String>) -> Phrase {
    let phrase = match entry.by {
        Some(_) => Phrase::new("timeline-line-by").text("name", name(people, entry.by)),
        None => Phrase::new("timeline-line"),
    };
    phrase
        .number("number", entry.number.into())
        .date_time("at", entry.at, turn.zone(), turn.now)
        .phrase("what", note(&turn.config, &entry.note, people))
}
