//! Documents and questions, a line each.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::search::Document;

/// More mistakes than that are counted: they are one mistake, made in every line.
const SHOWN_MISTAKES: usize = 20;

/// What to search in, and what to search for.
#[derive(Debug)]
pub(super) struct Set {
    pub(super) documents: Vec<Document>,
    pub(super) questions: Vec<Question>,
}

/// What somebody asks.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) text: String,
    /// Ids of the documents that answer it.
    pub(super) relevant: HashSet<String>,
}

/// Other fields are left alone: sets are made for other programs, too.
#[derive(Deserialize)]
struct Doc {
    id: String,
    lang: Option<String>,
    title: Option<String>,
    symptoms: Option<String>,
    body: Option<String>,
}

/// Its language is not read: the search asks in every one.
#[derive(Deserialize)]
struct Query {
    text: String,
    relevant: Option<Vec<String>>,
}

impl Set {
    /// Reads all lines, or tells everything that is wrong with them; `judged`: every question needs its right documents.
    pub(super) fn read(mut input: impl BufRead, judged: bool) -> io::Result<Result<Set, Vec<String>>> {
        let mut set = Set { documents: Vec::new(), questions: Vec::new() };
        let mut mistakes = Vec::new();
        let mut lines_of_documents: HashMap<String, usize> = HashMap::new();
        let mut lines_of_questions = Vec::new();
        let mut line = Vec::new();
        let mut number = 0;
        // As bytes: a line that is no text is a mistake in this line, and not the end of all.
        while input.read_until(b'\n', &mut line)? > 0 {
            number += 1;
            let content = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&line).trim_ascii();
            if !content.is_empty() {
                match parsed(content) {
                    Ok((Some(document), _)) => match lines_of_documents.insert(document.id.clone(), number) {
                        Some(first) => mistakes
                            .push(format!("line {number}: the document {:?} is in line {first} already", document.id)),
                        None => set.documents.push(document),
                    },
                    Ok((None, Some(question))) => {
                        set.questions.push(question);
                        lines_of_questions.push(number);
                    }
                    Ok((None, None)) => mistakes.push(format!("line {number}: neither \"doc\" nor \"query\"")),
                    Err(error) => mistakes.push(format!("line {number}: {error}")),
                }
            }
            line.clear();
        }
        // Documents that could not be read would make mistakes of whatever names them.
        let is_readable = mistakes.is_empty();
        for (question, number) in set.questions.iter().zip(lines_of_questions).filter(|_| is_readable) {
            if judged && question.relevant.is_empty() {
                mistakes.push(format!("line {number}: \"relevant\" names no document"));
            }
            let mut unknown: Vec<_> =
                question.relevant.iter().filter(|id| !lines_of_documents.contains_key(*id)).collect();
            unknown.sort();
            mistakes.extend(unknown.iter().map(|id| format!("line {number}: there is no document {id:?}")));
        }
        if is_readable && set.documents.is_empty() {
            mistakes
                .push("no documents: a line like {\"doc\": {\"id\": …, \"title\": …, \"body\": …}} is one".to_owned());
        }
        if is_readable && set.questions.is_empty() {
            mistakes
                .push("no questions: a line like {\"query\": {\"text\": …, \"relevant\": [\"id\"]}} is one".to_owned());
        }
        if mistakes.len() > SHOWN_MISTAKES {
            let more = mistakes.split_off(SHOWN_MISTAKES).len();
            mistakes.push(format!("and {more} more"));
        }
        Ok(if mistakes.is_empty() { Ok(set) } else { Err(mistakes) })
    }
}

fn parsed(line: &[u8]) -> Result<(Option<Document>, Option<Question>), String> {
    let text = std::str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
    // What is one line here is line 1 there.
    let told = |error: serde_json::Error| error.to_string().replacen("at line 1 column", "at column", 1);
    let line: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {}", told(error)))?;
    let (doc, query): (Option<Doc>, Option<Query>) = (part(&line, "doc")?, part(&line, "query")?);
    if doc.is_some() && query.is_some() {
        return Err("both \"doc\" and \"query\"".to_owned());
    }
    let document = doc.map(|doc| Document {
        id: doc.id,
        language: doc.lang.unwrap_or_default(),
        title: doc.title.unwrap_or_default(),
        symptoms: doc.symptoms.unwrap_or_default(),
        body: doc.body.unwrap_or_default(),
    });
    let question = query
        .map(|query| Question { text: query.text, relevant: query.relevant.unwrap_or_default().into_iter().collect() });
    Ok((document, question))
}

/// A part of a line, if it is there. An object: a list of the values in order would be read, too.
fn part<T: DeserializeOwned>(line: &Value, name: &str) -> Result<Option<T>, String> {
    match line.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(part @ Value::Object(_)) => T::deserialize(part).map(Some).map_err(|error| format!("{name}: {error}")),
        Some(_) => Err(format!("{name:?} is not an object")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(lines: &[&str], judged: bool) -> String {
        let text = lines.join("\n");
        match Set::read(text.as_bytes(), judged).unwrap() {
            Ok(set) => format!("{} documents, {} questions", set.documents.len(), set.questions.len()),
            Err(mistakes) => mistakes.join("\n"),
        }
    }

    const DOC: &str = r#"{"doc": {"id": "a", "lang": "de", "title": "A", "body": "a"}}"#;
    const QUERY: &str = r#"{"query": {"text": "a", "lang": "de", "relevant": ["a"]}}"#;

    #[test]
    fn mistakes_are_told_with_their_lines() {
        assert_eq!(mistakes(&["\u{feff}", DOC, "  ", QUERY], true), "1 documents, 1 questions");
        let wrong = [
            DOC,
            "nonsense",
            "[]",
            "{}",
            r#"{"doc": ["a", "de", "A", null, "a"]}"#,
            r#"{"doc": {"title": "A"}}"#,
            r#"{"doc": {"id": 7}}"#,
            DOC,
            r#"{"doc": {"id": "b"}, "query": {"text": "b"}}"#,
            r#"{"query": {"relevant": ["a"]}}"#,
            r#"{"query": {"text": "a", "relevant": "a"}}"#,
            r#"{"query": {"text": "\ud800", "relevant": []}}"#,
        ];
        insta::assert_snapshot!(mistakes(&wrong, true), @r#"
        line 2: not JSON: expected ident at column 2
        line 3: neither "doc" nor "query"
        line 4: neither "doc" nor "query"
        line 5: "doc" is not an object
        line 6: doc: missing field `id`
        line 7: doc: invalid type: integer `7`, expected a string
        line 8: the document "a" is in line 1 already
        line 9: both "doc" and "query"
        line 10: query: missing field `text`
        line 11: query: invalid type: string "a", expected a sequence
        line 12: not JSON: unexpected end of hex escape at column 27
        "#);
        let dangling = [
            r#"{"query": {"text": "a", "relevant": ["c", "b", "a"]}}"#,
            r#"{"query": {"text": "a", "relevant": []}}"#,
            r#"{"query": {"text": "a"}}"#,
            DOC,
        ];
        insta::assert_snapshot!(mistakes(&dangling, true), @r#"
        line 1: there is no document "b"
        line 1: there is no document "c"
        line 2: "relevant" names no document
        line 3: "relevant" names no document
        "#);
        assert_eq!(mistakes(&["{\"query\": {\"text\": \"a\"}}", DOC], false), "1 documents, 1 questions");
        insta::assert_snapshot!(mistakes(&[], true), @r#"
        no documents: a line like {"doc": {"id": …, "title": …, "body": …}} is one
        no questions: a line like {"query": {"text": …, "relevant": ["id"]}} is one
        "#);
        insta::assert_snapshot!(mistakes(&[DOC], true), @r#"no questions: a line like {"query": {"text": …, "relevant": ["id"]}} is one"#);
        insta::assert_snapshot!(mistakes(&[r#"{"query": {"text": "a"}}"#], false), @r#"no documents: a line like {"doc": {"id": …, "title": …, "body": …}} is one"#);
        let bytes: &[u8] = b"\xff\xfe\n";
        assert_eq!(Set::read(bytes, true).unwrap().unwrap_err(), ["line 1: not UTF-8"]);
        assert!(mistakes(&["x"; 30], true).ends_with("and 10 more"));
    }
}
