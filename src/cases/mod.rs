//! Cases on JSON Lines: what the desk decides by rule, asked by a program instead of in the chat. A line in, a line out,
//! with the same `id`; no database, no network, no clock.

mod priority;

use std::io::{self, BufRead, ErrorKind, Write};

use clap::Subcommand;
use serde_json::{Map, Value, json};

/// What can be decided.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum CaseCommand {
    /// The priority of an impact and an urgency, by the matrix that comes with each case
    Priority,
}

/// Answers each line of `input`, and ends well whatever they hold: a case that cannot be read is answered with `error`.
pub fn run(command: CaseCommand, input: impl BufRead, out: impl Write) -> io::Result<()> {
    match answer_all(command, input, out) {
        // Whoever stops reading has had enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn answer_all(command: CaseCommand, mut input: impl BufRead, mut out: impl Write) -> io::Result<()> {
    let decide = match command {
        CaseCommand::Priority => priority::decide,
    };
    let mut line = Vec::new();
    // As bytes: a line that is no text is one bad case, and not the end of all.
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            serde_json::to_writer(&mut out, &answer(&line, decide))?;
            out.write_all(b"\n")?;
        }
        line.clear();
    }
    out.flush()
}

/// What a rule decides about a case: a field of the answer and its value, or what is wrong with the case.
type Decide = fn(&Map<String, Value>) -> Result<(&'static str, Value), String>;

fn answer(line: &[u8], decide: Decide) -> Value {
    match serde_json::from_slice(line) {
        Ok(Value::Object(case)) => {
            let id = case.get("id").cloned().unwrap_or_default();
            match decide(&case) {
                Ok((field, value)) => json!({ "id": id, field: value }),
                Err(error) => json!({ "id": id, "error": error }),
            }
        }
        Ok(_) => json!({ "id": null, "error": "a case is an object" }),
        Err(error) => json!({ "id": null, "error": format!("not JSON: {error}") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_its_answer() {
        let matrix = r#""matrix": {"impact": ["high", "low"], "urgency": [1, 2], "priority": [["P1", 2], [2, 3]]}"#;
        let cases = [
            format!(r#"{{"id": "a", {matrix}, "impact": "high", "urgency": 1}}"#),
            format!(r#"{{"id": "b", {matrix}, "impact": "low", "urgency": 2}}"#),
            format!(r#"{{"id": "c", {matrix}, "impact": "huge", "urgency": 2}}"#),
            format!(r#"{{"id": 4, {matrix}, "impact": "low"}}"#),
            r#"{"id": "e", "matrix": {"impact": ["a"], "urgency": ["b"], "priority": [[1, 2]]}, "impact": "a", "urgency": "b"}"#
                .to_owned(),
            r#"{"id": "f"}"#.to_owned(),
            String::new(),
            "[]".to_owned(),
            "nonsense".to_owned(),
        ];
        let mut out = Vec::new();
        run(CaseCommand::Priority, cases.join("\n").as_bytes(), &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        {"id":"a","priority":"P1"}
        {"id":"b","priority":3}
        {"error":"impact \"huge\" is not in the matrix","id":"c"}
        {"error":"urgency is missing","id":4}
        {"error":"priority must have 1 rows of 1","id":"e"}
        {"error":"matrix is missing","id":"f"}
        {"error":"a case is an object","id":null}
        {"error":"not JSON: expected ident at line 1 column 2","id":null}
        "#);
    }
}
