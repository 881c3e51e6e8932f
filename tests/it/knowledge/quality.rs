//! How good the search is on what employees type: 40 articles and 120 questions of `tests/kb/`, every third of these misspelt,
//! written with other umlauts or as one long word. They were written before anything was measured, and nothing was tuned to
//! them; whoever changes the search sees here what it costs.

use std::io::Write as _;
use std::path::Path;

use clap::Parser;
use lotse::cases::kb::{SearchCommand, run};
use lotse::search::{Document, Index, LIKELY};
use serde_json::Value;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: SearchCommand,
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kb/articles-and-questions.jsonl");

fn lines() -> Vec<Value> {
    std::fs::read_to_string(FILE).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What `lotse kb eval` prints.
fn figures(file: &Path) -> Value {
    let arguments = Arguments::try_parse_from(["kb".as_ref(), "eval".as_ref(), file.as_os_str()]).unwrap();
    let mut out = Vec::new();
    run(&arguments.command, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// The figures with questions that somebody else has typed.
fn typed_by(typist: &mut Typist) -> Value {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for mut line in lines() {
        if let Some(text) = line.pointer_mut("/query/text") {
            *text = typist.types(text.as_str().unwrap()).into();
        }
        writeln!(file, "{line}").unwrap();
    }
    figures(file.path())
}

/// Somebody in a hurry, who always makes the same mistakes: every third word of four letters or more is wrong by one
/// swapped, lost, doubled or neighbouring letter, in turn, somewhere behind the first.
#[derive(Default)]
struct Typist {
    words: usize,
    mistakes: usize,
}

impl Typist {
    fn types(&mut self, text: &str) -> String {
        text.split(' ').map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self, word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() < 4 || !letters.iter().all(|c| c.is_alphabetic()) {
            return word.to_owned();
        }
        self.words += 1;
        if !self.words.is_multiple_of(3) {
            return word.to_owned();
        }
        self.mistakes += 1;
        let at = 1 + self.mistakes % (letters.len() - 2);
        match self.mistakes % 4 {
            0 => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            2 => letters.insert(at, letters[at]),
            _ => letters[at] = if letters[at] == 'e' { 'r' } else { 'e' },
        }
        letters.into_iter().collect()
    }
}

fn figure(figures: &Value, path: &str) -> f64 {
    figures.pointer(path).unwrap_or_else(|| panic!("no {path} in {figures}")).as_f64().unwrap()
}

fn at_least(figures: &Value, floors: &[(&str, f64)]) {
    for (path, floor) in floors {
        assert!(figure(figures, path) >= *floor, "{path} is below {floor}: {figures}");
    }
}

/// Measured: hit@1 0.825, hit@3 0.908, MRR@10 0.871; spoken unasked to 0.575 of the questions, rightly to all of these. What is
/// not found shares no word with its article, mostly since it is asked in the other language. Floors are two questions lower.
#[test]
fn questions_as_typed_find_their_article() {
    let figures = figures(FILE.as_ref());
    assert_eq!([figures["documents"].as_u64(), figures["queries"].as_u64()], [Some(40), Some(120)]);
    at_least(&figures, &[("/hit@1", 0.80), ("/hit@3", 0.89), ("/MRR@10", 0.85), ("/suggestion/right", 0.95)]);
}

/// Measured: hit@1 0.808, hit@3 0.892, so 0.017 are lost of either; spoken unasked to fewer.
#[test]
fn a_typo_in_every_third_word_costs_little() {
    let mut typist = Typist::default();
    let spoilt = typed_by(&mut typist);
    assert!(typist.mistakes > 100, "{} mistakes are no test", typist.mistakes);
    at_least(&spoilt, &[("/hit@1", 0.79), ("/hit@3", 0.875), ("/suggestion/right", 0.95)]);
    let untouched = figures(FILE.as_ref());
    for path in ["/hit@1", "/hit@3"] {
        let lost = figure(&untouched, path) - figure(&spoilt, path);
        assert!(lost <= 0.04, "{path}: {lost} lost");
    }
}

/// Without the article that answers it nothing should be said to a question; something is said to 5 of 120: among 40 articles of
/// one office there is always another with `einrichten` or `laptop` in it. By the likelihood alone it would be 37.
#[test]
fn not_too_much_is_said_to_questions_that_nothing_answers() {
    let text = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let (docs, queries): (Vec<Value>, Vec<Value>) = lines().into_iter().partition(|line| line.get("doc").is_some());
    let docs: Vec<Document> = docs
        .iter()
        .map(|line| &line["doc"])
        .map(|doc| Document {
            id: text(doc, "id"),
            language: text(doc, "lang"),
            title: text(doc, "title"),
            symptoms: text(doc, "symptoms"),
            body: text(doc, "body"),
        })
        .collect();
    let mut index = Index::default();
    docs.iter().for_each(|doc| index.put(doc));
    let mut spoken = Vec::new();
    for query in queries.iter().map(|line| &line["query"]) {
        let is_right = |doc: &&Document| query["relevant"].as_array().unwrap().iter().any(|id| *id == doc.id.as_str());
        docs.iter().filter(is_right).for_each(|doc| assert!(index.remove(&doc.id)));
        let question = text(query, "text");
        let answer = index.search(&question, 3);
        if answer.is_worth_saying(LIKELY) {
            spoken.push(format!("{question} → {}", answer.hits[0].id));
        }
        docs.iter().filter(is_right).for_each(|doc| index.put(doc));
    }
    assert!(spoken.len() <= 6, "{}: {spoken:#?}", spoken.len());
}
