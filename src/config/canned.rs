//! `[[canned]]`: answers that are written once and sent often.

use std::time::Duration;

use super::keys::Keys;
use super::mistake::{Problem, nearest};
use super::places::{each_once, line, word};
use super::row::Row;
use super::value::read_duration;
use crate::i18n::Language;

/// What stands in the braces of a text.
const VARIABLES: [&str; 6] = ["requester", "assignee", "id", "title", "agent", "due"];

/// An answer that is written once and sent often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannedConfig {
    /// As in commands: `!canned restart`.
    pub name: String,
    /// As agents see it in the list.
    pub title: String,
    /// The words for whoever reads a language that has none of its own.
    pub text: String,
    /// The words in English.
    pub en: Option<String>,
    /// The words in German.
    pub de: Option<String>,
    /// What is done with the ticket afterwards.
    pub then: Option<Then>,
}

/// What is done with a ticket after a canned answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It is resolved, and the answer is the solution.
    Resolve,
    /// It waits for the requester, for so long.
    Wait(Duration),
}

impl CannedConfig {
    /// The words for a reader of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        let own = match language {
            Language::En => self.en.as_deref(),
            Language::De => self.de.as_deref(),
        };
        own.unwrap_or(&self.text)
    }
}

pub(super) fn canned(keys: &mut Keys<'_>) -> Vec<CannedConfig> {
    let canned = keys.tables("canned", |row| {
        let name = row.needed("name", word);
        let title = row.text("title", line);
        let text = row.text("text", words);
        let en = row.text("en", words);
        let de = row.text("de", words);
        let then = row.text("then", then);
        let name = name?;
        let text = any_of(row, text, en.as_ref(), de.as_ref())?;
        Some(CannedConfig { title: title.unwrap_or_else(|| name.clone()), name, text, en, de, then })
    });
    each_once("canned", &canned, |canned| &canned.name, keys);
    canned
}

/// The words for those whose language has none: `text`, else what there is.
fn any_of(row: &mut Row<'_>, text: Option<String>, en: Option<&String>, de: Option<&String>) -> Option<String> {
    let found = text.or_else(|| en.or(de).cloned());
    // What was given and is wrong was told already.
    if found.is_none() && !["text", "en", "de"].iter().any(|key| row.has(key)) {
        row.refuse("text", Problem::new("is needed: what is answered").hint("or en and de, for each language its own"));
    }
    found
}

fn words(text: &str) -> Result<String, Problem> {
    if text.is_empty() {
        return Err(Problem::new("must not be empty"));
    }
    variables(text, &VARIABLES)?;
    Ok(text.to_owned())
}

/// Refuses braces around what is none of the variables that are known.
pub(super) fn variables(text: &str, known: &[&str]) -> Result<(), Problem> {
    for (at, _) in text.match_indices('{') {
        let inside = text.get(at + 1..).and_then(|rest| rest.split_once('}')).map(|(inside, _)| inside);
        match inside {
            Some(name) if known.contains(&name) => {}
            Some(name) => {
                let problem = Problem::new(format!("has no variable {{{name}}}"));
                return Err(match nearest(name, known.iter().copied()) {
                    Some(near) => problem.hint(format!("did you mean {{{near}}}?")),
                    None => problem.hint(format!("there are {{{}}}", known.join("}, {"))),
                });
            }
            None => return Err(Problem::new("has a { that nothing closes")),
        }
    }
    Ok(())
}

fn then(text: &str) -> Result<Then, Problem> {
    let wanted = || {
        let problem = Problem::new(format!("must be \"resolve\" or \"wait user 2d\", but is {text:?}"));
        problem.hint("a duration is written 4h, 2d or 1w")
    };
    let mut parts = text.split_whitespace();
    match parts.next() {
        Some("resolve") if parts.next().is_none() => Ok(Then::Resolve),
        Some("wait") => {
            let rest: Vec<&str> = parts.filter(|part| *part != "user").collect();
            let span = read_duration(&rest.join(" ")).filter(|span| !span.is_zero());
            span.filter(|span| *span <= Duration::from_hours(24 * 365)).map(Then::Wait).ok_or_else(wanted)
        }
        _ => Err(wanted()),
    }
}

#[cfg(test)]
mod tests;
