//! Cases of service levels, holidays, priorities, rotas and approvals with their answers, agreed upon by several
//! published implementations. Of a contested one each listed answer is right.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use lotse::cases::{ApprovalCase, CaseCommand, OncallCase, SlaCase, run};
use serde_json::Value;

/// What a program must not see of a case.
const HIDDEN: [&str; 2] = ["oracles", "note"];

/// The cases of a file that are answered wrongly.
fn wrong(command: CaseCommand, file: &str) -> Vec<String> {
    let path = format!("{}/tests/cases/{file}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let cases: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!cases.is_empty(), "{path} has no cases");
    let mut asked = Vec::new();
    for case in &cases {
        let mut shown = case.as_object().unwrap().clone();
        shown.retain(|name, _| !name.starts_with("expect") && !HIDDEN.contains(&name.as_str()));
        serde_json::to_writer(&mut asked, &shown).unwrap();
        asked.push(b'\n');
    }
    let mut out = Vec::new();
    run(command, asked.as_slice(), &mut out).unwrap();
    let answers: Vec<Value> =
        String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), cases.len());
    let pairs = cases.iter().zip(&answers).filter(|(case, answer)| !is_right(case, answer));
    pairs.map(|(case, answer)| format!("{case} → {answer}")).collect()
}

fn is_right(case: &Value, answer: &Value) -> bool {
    assert_eq!(case["id"], answer["id"]);
    if case.get("expect_error").is_some() {
        return answer.get("error").is_some();
    }
    let (name, wanted) = case
        .as_object()
        .unwrap()
        .iter()
        .find_map(|(name, wanted)| Some((name.strip_prefix("expect")?, wanted)))
        .expect("a case says what is right");
    let any = name.strip_suffix("_any");
    let field = match any.unwrap_or(name).trim_start_matches('_') {
        "" => "users",
        field => field,
    };
    let right: Vec<&Value> = if any.is_some() { wanted.as_array().unwrap().iter().collect() } else { vec![wanted] };
    right.into_iter().any(|right| are_same(field, right, &answer[field]))
}

fn are_same(field: &str, right: &Value, given: &Value) -> bool {
    let moment = |value: &Value| value.as_str().map(|text| text.parse::<DateTime<FixedOffset>>().unwrap());
    let set = |value: &Value| -> Option<BTreeSet<String>> {
        value.as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect()
    };
    match field {
        "due" => moment(right) == moment(given) && given.is_null() == right.is_null(),
        "dates" | "users" => set(given).is_some() && set(right) == set(given),
        _ => right == given,
    }
}

#[test]
fn all_cases_are_answered_rightly() {
    let files = [
        (CaseCommand::Sla(SlaCase::Due), "sla_due"),
        (CaseCommand::Sla(SlaCase::Due), "sla_due.contested"),
        (CaseCommand::Sla(SlaCase::Elapsed), "sla_elapsed"),
        (CaseCommand::Holidays, "holidays"),
        (CaseCommand::Priority, "priority"),
        (CaseCommand::Oncall(OncallCase::At), "oncall"),
        (CaseCommand::Approval(ApprovalCase::Decide), "approvals"),
        (CaseCommand::Approval(ApprovalCase::Decide), "approvals.contested"),
    ];
    for (command, file) in files {
        let wrong = wrong(command, file);
        assert!(wrong.is_empty(), "{file}: {}", wrong.join("\n"));
    }
}
