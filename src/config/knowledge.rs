//! `[knowledge]`: what the desk knows, when it says so unasked, and how it stays right.

use super::keys::{Keys, unfit};
use super::layer::Given;
use super::mistake::Problem;
use crate::search::Synonyms;

/// `[knowledge]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeConfig {
    /// New tickets are answered with articles.
    pub suggest: bool,
    /// From which likelihood that it helps on, in percent.
    pub likelihood: u8,
    /// Days after which an article is looked at again.
    pub review_every: u64,
    /// Days between two reminders of that.
    pub remind_every: u64,
    /// How often its owner is reminded after the first time.
    pub reminders: u64,
    /// Days after its review date on which an article leaves the suggestions.
    pub leave_after: u64,
    /// From so many votes against an article on, if they are more than those for it, its owner is told.
    pub rework_from: u32,
    /// Days after which an article that nobody has opened counts as unused.
    pub unused_after: u64,
    /// Words that mean the same here.
    pub synonyms: Vec<Vec<String>>,
}

impl KnowledgeConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            suggest: keys.flag("knowledge.suggest"),
            likelihood: keys.number("knowledge.likelihood", 1..=99),
            review_every: keys.number("knowledge.review_every", 1..=3650),
            remind_every: keys.number("knowledge.remind_every", 1..=365),
            reminders: keys.number("knowledge.reminders", 0..=20),
            leave_after: keys.number("knowledge.leave_after", 0..=3650),
            rework_from: keys.number("knowledge.rework_from", 1..=1000),
            unused_after: keys.number("knowledge.unused_after", 1..=3650),
            synonyms: keys.value("knowledge.synonyms", |entry, _| synonyms(&entry.given)).unwrap_or_default(),
        }
    }
}

fn synonyms(given: &Given) -> Result<Vec<Vec<String>>, Problem> {
    let wanted = || {
        unfit("lists of words that mean the same", given)
            .hint("write [[\"vpn\", \"remote access\"], [\"laptop\", \"notebook\"]]")
    };
    let Given::List(groups) = given else { return Err(wanted()) };
    let mut all = Vec::new();
    for (group, line) in groups {
        let Given::List(words) = group else { return Err(Problem { line: *line, ..wanted() }) };
        let mut phrases = Vec::new();
        for (word, line) in words {
            let Given::Text(word) = word else { return Err(Problem { line: *line, ..unfit("a word", word) }) };
            let phrase = [word.clone()];
            let (_, refused) = Synonyms::read([phrase.as_slice()]);
            if !refused.is_empty() {
                let problem = Problem::new(format!("{word:?} is not one word, or two"));
                return Err(Problem { line: *line, ..problem.hint("longer phrases cannot be looked up") });
            }
            phrases.push(word.clone());
        }
        if phrases.len() < 2 {
            return Err(Problem { line: *line, ..Problem::new("a word alone has no synonym".to_owned()) });
        }
        all.push(phrases);
    }
    Ok(all)
}
