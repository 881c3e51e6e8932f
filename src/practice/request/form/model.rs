//! A form that is being filled in: which question comes next, and what words beside answers do. Pure.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use crate::command::fold;
use crate::config::{Condition, QuestionConfig};

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The question, by its key.
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// The message that said it; None: the command with which the form began, or a tap.
    pub event: Option<String>,
}

/// What has been answered, in the order in which it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The answers, one to a question.
    pub given: Vec<Given>,
    /// Only what must be answered is asked: the rest was said in one line.
    pub brief: bool,
    /// Questions that are asked in any case: what was said to them in that line is no answer.
    #[serde(default)]
    pub ask: Vec<String>,
    /// What was said behind the command and is no answer.
    pub note: String,
}

impl Draft {
    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        self.given.iter().find(|given| given.question == question).map(|given| &given.answer)
    }

    /// Takes an answer. One that is given already is changed in its place; otherwise it is the latest.
    pub fn give(&mut self, given: Given) {
        match self.given.iter_mut().find(|earlier| earlier.question == given.question) {
            Some(earlier) => *earlier = given,
            None => self.given.push(given),
        }
    }

    /// Takes back what a message has answered; the question.
    pub fn take_back(&mut self, event: &str) -> Option<String> {
        let at = self.given.iter().position(|given| given.event.as_deref() == Some(event))?;
        Some(self.given.remove(at).question)
    }

    /// Takes back the latest answer, so that its question is asked again. False: there is none.
    pub fn back(&mut self) -> bool {
        self.given.pop().is_some()
    }

    /// Whether a question is asked, after what has been answered.
    fn applies(&self, questions: &[&QuestionConfig], question: &QuestionConfig) -> bool {
        let Some(Condition { question: of, answer, unless }) = &question.when else { return true };
        let asked =
            questions.iter().take_while(|earlier| earlier.name != question.name).find(|earlier| earlier.name == *of);
        let is_it = |given: &Answer| match given {
            Answer::Flag(flag) => answer == if *flag { "yes" } else { "no" },
            Answer::Choice(name) | Answer::Text(name) => fold(name) == fold(answer),
            Answer::Number(number) => number.to_string() == *answer,
            Answer::Day(day) => day.to_string() == *answer,
            Answer::Person { account, .. } => account == answer,
            Answer::File { .. } | Answer::Skipped => false,
        };
        // What is not asked has no answer, and nothing hangs on it.
        asked.is_some_and(|earlier| self.applies(questions, earlier))
            && self.answer(of).is_some_and(|given| is_it(given) != *unless)
    }

    /// The questions of the form that are asked, as far as that is known now.
    #[must_use]
    pub fn asked<'q>(&self, questions: &[&'q QuestionConfig]) -> Vec<&'q QuestionConfig> {
        questions.iter().copied().filter(|question| self.applies(questions, question)).collect()
    }

    /// The next question; None: all is answered.
    #[must_use]
    pub fn next<'q>(&self, questions: &[&'q QuestionConfig]) -> Option<&'q QuestionConfig> {
        self.asked(questions).into_iter().find(|question| {
            let may_be_left = question.default.is_some() || question.optional;
            let needed = !self.brief || !may_be_left || self.ask.contains(&question.name);
            needed && self.answer(&question.name).is_none()
        })
    }

    /// The number of a question among those that are asked, and how many these are.
    #[must_use]
    pub fn number(&self, questions: &[&QuestionConfig], name: &str) -> (usize, usize) {
        let asked = self.asked(questions);
        let at = asked.iter().position(|question| question.name == name).unwrap_or_default();
        (at + 1, asked.len())
    }

    /// The answers that count, in the order of the form: not those to questions that are no longer asked.
    #[must_use]
    pub fn counted<'q>(&self, questions: &[&'q QuestionConfig]) -> Vec<(&'q QuestionConfig, &Answer)> {
        let asked = self.asked(questions).into_iter();
        asked.filter_map(|question| Some((question, self.answer(&question.name)?))).collect()
    }

    /// Day 1 of the checklist.
    #[must_use]
    pub fn anchor(&self, questions: &[&QuestionConfig]) -> Option<NaiveDate> {
        self.counted(questions).into_iter().find_map(|(question, answer)| match answer {
            Answer::Day(day) if question.anchor => Some(*day),
            _ => None,
        })
    }
}

/// What a message says beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// The question before this one again.
    Back,
    /// The next question, without an answer to this one.
    Skip,
    /// No more questions.
    Cancel,
}

const WORDS: [(Word, &[&str]); 3] = [
    (Word::Back, &["back", "zurueck"]),
    (Word::Skip, &["skip", "ueberspringen", "weiter", "-", "–", "—"]),
    (Word::Cancel, &["cancel", "abbrechen", "abbruch"]),
];

/// Reads a whole message as such a word; within a sentence it is part of the answer.
#[must_use]
pub fn word(text: &str) -> Option<Word> {
    // A long text is none, and need not be looked at.
    if text.trim().chars().take(20).count() > 16 {
        return None;
    }
    let text = fold(text);
    let text = text.trim().trim_end_matches(['.', '!']);
    WORDS.iter().find(|(_, words)| words.contains(&text)).map(|(word, _)| *word)
}

#[cfg(test)]
mod tests;
