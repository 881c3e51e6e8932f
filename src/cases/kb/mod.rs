//! How good the search is: on documents and questions from a file, in memory, without a database.

mod figures;
mod set;

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, Subcommand};
use serde::Serialize;
use thiserror::Error;

use self::figures::{Figures, Measure};
use self::set::{Question, Set};
use crate::search::Index;

/// What can be asked about the search.
#[derive(Debug, Subcommand)]
pub enum SearchCommand {
    /// How good the search is on documents and questions of yours, as one JSON object
    ///
    /// A line of the file is either {"doc": {"id", "lang", "title", "body"}}, with "symptoms" if there are any, or
    /// {"query": {"text", "lang", "relevant": ["id"]}}, in any order. The answer holds hit@1, hit@3, hit@10, MRR@10, MAP, the
    /// milliseconds that half of the questions (p50) and nineteen in twenty (p95) do not exceed, and how often the desk
    /// would speak unasked and be right.
    Eval(SetFile),
    /// Which documents the search finds for each question, the best first, as one JSON object a line
    ///
    /// The file is that of `eval`; "relevant" may be left out.
    Rank {
        /// Where documents and questions are.
        #[command(flatten)]
        set: SetFile,
        /// At most that many documents a question
        #[arg(long, value_name = "COUNT", default_value_t = 10)]
        top: usize,
    },
}

/// Where documents and questions are.
#[derive(Debug, Args)]
pub struct SetFile {
    /// JSON Lines; `-`: the standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum SearchError {
    /// The file is not there, or the answer has nowhere to go.
    #[error("{}: {error}", name(path))]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The answer cannot be written.
    #[error("the answer cannot be written: {0}")]
    Write(#[from] io::Error),
    /// What is wrong in the file, a line each.
    #[error("{}:\n  {}", name(path), mistakes.join("\n  "))]
    Mistakes {
        /// Which file.
        path: PathBuf,
        /// Each with its line.
        mistakes: Vec<String>,
    },
}

/// How a file is called in a message.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "the standard input".to_owned() } else { path.display().to_string() }
}

/// Answers, and ends well when whoever reads has had enough.
pub fn run(command: &SearchCommand, out: impl Write) -> Result<(), SearchError> {
    let done = match command {
        SearchCommand::Eval(set) => evaluate(&read(set, true)?, out),
        SearchCommand::Rank { set, top } => rank(&read(set, false)?, *top, out),
    };
    match done {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

fn read(SetFile { file }: &SetFile, judged: bool) -> Result<Set, SearchError> {
    let failed = |error| SearchError::Read { path: file.clone(), error };
    let input: Box<dyn BufRead> = match file == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(file).map_err(failed)?)),
    };
    let set = Set::read(input, judged).map_err(failed)?;
    set.map_err(|mistakes| SearchError::Mistakes { path: file.clone(), mistakes })
}

fn filled(set: &Set) -> Index {
    let mut index = Index::default();
    set.documents.iter().for_each(|document| index.put(document));
    index
}

fn evaluate(set: &Set, mut out: impl Write) -> io::Result<()> {
    let index = filled(set);
    let mut measure = Measure::default();
    for question in &set.questions {
        let begin = Instant::now();
        let answer = index.search(&question.text, SHOWN);
        let took = begin.elapsed();
        // MAP looks at every document; whoever asks does not, so that this one is not timed.
        let all = index.search(&question.text, set.documents.len());
        measure.add(&question.relevant, &answer, &all, took);
    }
    let figures: Figures = measure.figures(set.documents.len());
    serde_json::to_writer(&mut out, &figures)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// How many documents the timed question asks for.
const SHOWN: usize = 10;

/// What was found for a question.
#[derive(Serialize)]
struct Ranked<'q> {
    query: &'q str,
    ranked: Vec<String>,
    scores: Vec<f64>,
    likelihood: f64,
    ms: f64,
}

fn rank(set: &Set, top: usize, mut out: impl Write) -> io::Result<()> {
    let index = filled(set);
    for Question { text, .. } in &set.questions {
        let begin = Instant::now();
        let answer = index.search(text, top);
        let ms = milliseconds(begin.elapsed());
        let likelihood = figures::rounded(answer.likelihood());
        let (ranked, scores) = answer.hits.into_iter().map(|hit| (hit.id, figures::rounded(hit.score))).unzip();
        serde_json::to_writer(&mut out, &Ranked { query: text, ranked, scores, likelihood, ms })?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn milliseconds(took: Duration) -> f64 {
    figures::rounded(took.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: &str = r#"
{"query": {"text": "Drucker druckt nicht", "lang": "de", "relevant": ["print"]}}
{"doc": {"id": "print", "lang": "de", "title": "Druckprobleme beheben", "body": "Warteschlange leeren."}}
{"doc": {"id": "mail", "lang": "de", "title": "E-Mail einrichten", "body": "Server eintragen."}}
{"doc": {"id": "wifi", "lang": "en", "title": "Wi-Fi", "symptoms": null, "body": "Choose the network.", "owner": "eve"}}
{"query": {"text": "wifi network", "relevant": ["wifi", "mail"]}}
{"query": {"text": "🖨️", "relevant": ["print"]}}
"#;

    fn answered(command: fn(&Set, &mut Vec<u8>) -> io::Result<()>, set: &str, judged: bool) -> String {
        let mut out = Vec::new();
        match Set::read(set.as_bytes(), judged).unwrap() {
            Ok(set) => command(&set, &mut out).unwrap(),
            Err(mistakes) => return mistakes.join("\n"),
        }
        String::from_utf8(out).unwrap()
    }

    fn without(fields: &[&str], line: &str) -> String {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        fields.iter().for_each(|field| drop(value.as_object_mut().unwrap().remove(*field)));
        value.to_string()
    }

    #[test]
    fn a_set_is_measured() {
        let figures = answered(|set, out| evaluate(set, out), SET, true);
        for name in ["hit@1", "hit@3", "hit@10", "MRR@10", "MAP", "ms_p50", "ms_p95"] {
            assert!(figures.contains(&format!("{name:?}:")), "{figures}");
        }
        insta::assert_snapshot!(
            without(&["ms_p50", "ms_p95"], &figures),
            @r#"{"MAP":0.5,"MRR@10":0.6667,"documents":3,"hit@1":0.6667,"hit@10":0.6667,"hit@3":0.6667,"queries":3,"suggestion":{"right":1.0,"spoken":0.3333,"threshold":0.6}}"#
        );
    }

    #[test]
    fn a_set_is_ranked() {
        let set = SET.replace(r#", "relevant": ["print"]"#, "");
        let ranked = answered(|set, out| rank(set, 2, out), &set, false);
        let ranked: Vec<String> = ranked.lines().map(|line| without(&["ms", "scores", "likelihood"], line)).collect();
        insta::assert_snapshot!(ranked.join("\n"), @r#"
        {"query":"Drucker druckt nicht","ranked":["print","mail"]}
        {"query":"wifi network","ranked":["wifi"]}
        {"query":"🖨️","ranked":[]}
        "#);
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let set = SetFile { file: PathBuf::from("/nowhere/set.jsonl") };
        let error = run(&SearchCommand::Eval(set), Vec::new()).unwrap_err();
        assert_eq!(error.to_string(), "/nowhere/set.jsonl: No such file or directory (os error 2)");
    }
}
