//! Cases on JSON Lines: what the desk decides by rule, asked by a program instead of in the chat. A line in, a line out,
//! with the same `id`; no database, no network, no clock.

mod approval;
mod fields;
mod holidays;
pub mod kb;
mod oncall;
mod priority;
mod sla;

use std::io::{self, BufRead, ErrorKind, Write};

use clap::Subcommand;
use serde_json::{Map, Value, json};

/// What can be decided.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum CaseCommand {
    /// The priority of an impact and an urgency, by the matrix that comes with each case
    Priority,
    /// The public holidays of a country, or of a part of it, in a year
    Holidays,
    /// Who is on call: the schedule comes with each case
    #[command(subcommand)]
    Oncall(OncallCase),
    /// Approvals: rule, approvers and votes come with each case
    #[command(subcommand)]
    Approval(ApprovalCase),
    /// Service levels: the calendar comes with each case. On the command line among what else there is to ask about them
    #[command(skip)]
    Sla(SlaCase),
}

/// What can be decided about a schedule.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum OncallCase {
    /// Who is on call at a moment
    At,
}

/// What can be decided about an approval.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ApprovalCase {
    /// Whether it is approved, rejected, or still pending
    Decide,
}

/// What can be decided about a service level.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum SlaCase {
    /// When a target is due: cases as JSON Lines, the calendar comes with each
    Due,
    /// How much time counted: cases as JSON Lines, the calendar comes with each
    Elapsed,
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
        CaseCommand::Holidays => holidays::decide,
        CaseCommand::Oncall(OncallCase::At) => oncall::decide,
        CaseCommand::Approval(ApprovalCase::Decide) => approval::decide,
        CaseCommand::Sla(SlaCase::Due) => sla::due,
        CaseCommand::Sla(SlaCase::Elapsed) => sla::elapsed,
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

    fn answers(command: CaseCommand, cases: &[&str]) -> String {
        let mut out = Vec::new();
        run(command, cases.join("\n").as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn service_levels_are_counted() {
        let cases = [
            r#"{"id": 1, "calendar": {"timezone": "Europe/Berlin", "hours": {"fri": [["22:00", "06:00"]]}}, "start": "2026-10-23T12:00:00Z", "from": "2026-10-23T12:00:00Z", "to": "2026-10-26T00:00:00Z", "target_seconds": 28800, "pauses": []}"#,
            r#"{"id": 2, "calendar": {"timezone": "UTC", "hours": {}}, "start": "2026-10-23T12:00:00Z", "from": "2026-10-23T12:00:00Z", "to": "2026-10-22T12:00:00Z", "target_seconds": 60}"#,
            r#"{"id": 3, "calendar": {"timezone": "UTC", "hours": {"sun": [["08:00", "08:00"]]}}}"#,
            r#"{"id": 4, "calendar": ["UTC", {}]}"#,
            r#"{"id": 5, "calendar": {"timezone": "UTC", "hours": {}, "holidays": {}}}"#,
            r#"{"id": 6, "calendar": {"timezone": "UTC", "hours": {}}, "start": "2026-06-30T23:59:60Z", "from": "1066-10-14T09:00:00Z"}"#,
            r#"{"id": 7, "calendar": {"timezone": "UTC", "hours": {}}, "start": "2026-06-30T23:00:00Z", "from": "2026-06-30", "target_seconds": -1}"#,
        ];
        insta::assert_snapshot!(answers(CaseCommand::Sla(SlaCase::Due), &cases), @r#"
        {"due":"2026-10-24T06:00:00+02:00","id":1}
        {"due":null,"id":2}
        {"error":"calendar: hours.sun: the window from 08:00 to 08:00 is empty","id":3}
        {"error":"calendar is not an object","id":4}
        {"error":"calendar cannot be read: holidays is neither a list of dates nor a country with or without a subdivision","id":5}
        {"error":"start: \"2026-06-30T23:59:60Z\" is not a whole second","id":6}
        {"error":"target_seconds: -1 is less than nothing","id":7}
        "#);
        insta::assert_snapshot!(answers(CaseCommand::Sla(SlaCase::Elapsed), &cases), @r#"
        {"elapsed_seconds":28800,"id":1}
        {"error":"from is later than to","id":2}
        {"error":"calendar: hours.sun: the window from 08:00 to 08:00 is empty","id":3}
        {"error":"calendar is not an object","id":4}
        {"error":"calendar cannot be read: holidays is neither a list of dates nor a country with or without a subdivision","id":5}
        {"error":"from is not in the years of this calendar, 1970 to 2099","id":6}
        {"error":"from: \"2026-06-30\" is no time with offset like 2026-12-24T16:00:00+01:00","id":7}
        "#);
    }

    #[test]
    fn holidays_are_listed() {
        let cases = [
            r#"{"id": 1, "country": "DE", "year": 2026}"#,
            r#"{"id": 2, "country": "DE", "subdivision": "BE", "year": 2028}"#,
            r#"{"id": 3, "country": "DE", "subdivision": "QQ", "year": 2028}"#,
            r#"{"id": 4, "country": "DE", "year": 1989}"#,
        ];
        insta::assert_snapshot!(answers(CaseCommand::Holidays, &cases), @r#"
        {"dates":["2026-01-01","2026-04-03","2026-04-06","2026-05-01","2026-05-14","2026-05-25","2026-10-03","2026-12-25","2026-12-26"],"id":1}
        {"dates":["2028-01-01","2028-03-08","2028-04-14","2028-04-17","2028-05-01","2028-05-25","2028-06-05","2028-06-17","2028-10-03","2028-12-25","2028-12-26"],"id":2}
        {"error":"DE has no subdivision \"QQ\"; there are BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH","id":3}
        {"error":"holidays are known from 1990 to 2150","id":4}
        "#);
    }
}
