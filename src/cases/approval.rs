//! The decision of an approval.

use std::num::NonZeroUsize;

use serde_json::{Value, json};

use super::fields::{Fields, field, list, object, text, texts};
use crate::approval::{self, Rule, State, Voice};

/// The state after all votes.
pub(super) fn decide(case: &Fields) -> Result<(&'static str, Value), String> {
    let rule = rule(object(case, "rule")?)?;
    let approvers = texts(case, "approvers")?;
    let votes: Result<Vec<_>, _> = list(case, "votes")?.iter().map(vote).collect();
    let state = approval::decide(rule, &approvers, &votes?).map_err(|error| error.to_string())?;
    let state = match state {
        State::Pending => "pending",
        State::Approved => "approved",
        State::Rejected => "rejected",
    };
    Ok(("state", json!(state)))
}

fn rule(of: &Fields) -> Result<Rule, String> {
    Ok(match text(of, "mode")? {
        "all" => Rule::All,
        "any" => Rule::Any,
        "first" => Rule::First,
        "count" => {
            let count = field(of, "count")?.as_u64().and_then(|count| usize::try_from(count).ok());
            Rule::Count(count.and_then(NonZeroUsize::new).ok_or("count is not a whole number of at least 1")?)
        }
        "percent" => {
            let percent = field(of, "percent")?.as_number().ok_or("percent is not a number")?;
            // The shortest text of a number is what was written, where a float is only near it.
            let percent = percent.to_string().parse();
            Rule::Percent(percent.map_err(|error: approval::PercentError| format!("percent: {error}"))?)
        }
        other => return Err(format!("mode must be all, any, first, count or percent, but is {other:?}")),
    })
}

fn vote(vote: &Value) -> Result<(&str, Voice), String> {
    let pair = vote.as_array().map(Vec::as_slice);
    match pair {
        Some([Value::String(person), Value::String(voice)]) => match voice.as_str() {
            "approve" => Ok((person, Voice::Approve)),
            "reject" => Ok((person, Voice::Reject)),
            other => Err(format!("a vote is approve or reject, but one is {other:?}")),
        },
        _ => Err(format!("a vote is a person and approve or reject, but one is {vote}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(rule: Value, approvers: Value, votes: Value) -> String {
        let case = json!({ "rule": rule, "approvers": approvers, "votes": votes });
        match decide(case.as_object().unwrap()) {
            Ok((field, state)) => format!("{field} {state}"),
            Err(error) => error,
        }
    }

    #[test]
    fn votes_are_counted_by_the_rule() {
        let votes = json!([["anna", "reject"], ["ben", "approve"], ["eve", "approve"], ["carl", "approve"]]);
        for (rule, state) in [
            (json!({ "mode": "all" }), "rejected"),
            (json!({ "mode": "any" }), "approved"),
            (json!({ "mode": "first" }), "rejected"),
            (json!({ "mode": "count", "count": 2 }), "approved"),
            (json!({ "mode": "count", "count": 9 }), "rejected"),
            (json!({ "mode": "percent", "percent": 60 }), "approved"),
            (json!({ "mode": "percent", "percent": 66.7 }), "rejected"),
        ] {
            let answer = answer(rule.clone(), json!(["anna", "ben", "carl"]), votes.clone());
            assert_eq!(answer, format!("state {state:?}"), "{rule}");
        }
    }

    #[test]
    fn a_mistake_is_named() {
        let all = || json!({ "mode": "all" });
        let anna = || json!(["anna"]);
        let mut answers = vec![
            answer(all(), json!([]), json!([])),
            answer(all(), json!([1]), json!([])),
            answer(all(), anna(), json!(null)),
            answer(all(), anna(), json!([["eve", "abstain"]])),
            answer(all(), anna(), json!([["anna"]])),
            answer(all(), anna(), json!([["anna", "approve"], ["anna", "approve", 1]])),
        ];
        for rule in [
            json!("all"),
            json!({}),
            json!({ "mode": "most" }),
            json!({ "mode": "count" }),
            json!({ "mode": "count", "count": 0 }),
            json!({ "mode": "count", "count": 1.5 }),
            json!({ "mode": "percent", "percent": 0 }),
            json!({ "mode": "percent", "percent": -1 }),
            json!({ "mode": "percent", "percent": 100.1 }),
            json!({ "mode": "percent", "percent": 1e-30 }),
            json!({ "mode": "percent", "percent": "60" }),
        ] {
            answers.push(answer(rule, anna(), json!([])));
        }
        insta::assert_snapshot!(answers.join("\n"), @r#"
        there are no approvers
        approvers is not a list of texts
        votes is missing
        a vote is approve or reject, but one is "abstain"
        a vote is a person and approve or reject, but one is ["anna"]
        a vote is a person and approve or reject, but one is ["anna","approve",1]
        rule is not an object
        mode is missing
        mode must be all, any, first, count or percent, but is "most"
        count is missing
        count is not a whole number of at least 1
        count is not a whole number of at least 1
        percent: must be more than 0 and at most 100
        percent: must be more than 0 and at most 100
        percent: must be more than 0 and at most 100
        percent: has more than 17 decimals
        percent is not a number
        "#);
    }
}
