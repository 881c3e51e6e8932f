//! `[priority]`

use super::keys::{Keys, unfit};
use super::layer::Given;
use super::mistake::Problem;
use super::places::word;

/// How priorities come about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorityConfig {
    /// How much can be affected, most first.
    pub impact: Vec<String>,
    /// How soon it can matter, soonest first.
    pub urgency: Vec<String>,
    /// Priority 1 (critical) to 5 (planning), a row for each impact, a column for each urgency.
    pub matrix: Vec<Vec<u8>>,
    /// The place in `impact` where nobody gave one.
    pub default_impact: u8,
    /// The place in `urgency` where nobody gave one.
    pub default_urgency: u8,
    /// Who may make a ticket urgent by 🚨.
    pub urgent_by: UrgentBy,
}

/// Who may make a ticket urgent by 🚨.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrgentBy {
    /// Requesters, of their own tickets, and agents.
    Requester,
    /// Agents.
    Agent,
    /// Team leads.
    Lead,
}

impl PriorityConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        let impact = keys.list("priority.impact", word);
        let urgency = keys.list("priority.urgency", word);
        for (key, levels) in [("priority.impact", &impact), ("priority.urgency", &urgency)] {
            if !(1..=9).contains(&levels.len()) {
                let origin = keys.origin(key);
                keys.refuse(key, &origin, Problem::new("must have one to nine levels"));
            }
        }
        let matrix = keys.value("priority.matrix", |entry, _| matrix(&entry.given)).unwrap_or_default();
        let fits = matrix.len() == impact.len() && matrix.iter().all(|row| row.len() == urgency.len());
        if !fits {
            let origin = keys.origin("priority.matrix");
            let wanted = format!("must have {} rows of {} numbers", impact.len(), urgency.len());
            let hint = "a row for each level in impact, in it a number for each level in urgency";
            keys.refuse("priority.matrix", &origin, Problem::new(wanted).hint(hint));
        }
        let default_impact = level(keys, "priority.default_impact", &impact);
        let default_urgency = level(keys, "priority.default_urgency", &urgency);
        let urgent_by = keys
            .text("priority.urgent_by", |text| match text {
                "requester" => Ok(UrgentBy::Requester),
                "agent" => Ok(UrgentBy::Agent),
                "lead" => Ok(UrgentBy::Lead),
                _ => Err(Problem::new(format!("must be \"requester\", \"agent\" or \"lead\", but is {text:?}"))),
            })
            .unwrap_or(UrgentBy::Agent);
        Self { impact, urgency, matrix, default_impact, default_urgency, urgent_by }
    }

    /// The priority of an impact and an urgency, by their places; what lies outside counts as the last level.
    #[must_use]
    pub fn of(&self, impact: u8, urgency: u8) -> u8 {
        let row = self.matrix.get(usize::from(impact)).or(self.matrix.last());
        row.and_then(|row| row.get(usize::from(urgency)).or(row.last())).copied().unwrap_or(3)
    }
}

/// The place of the level that a key names. Checked where the lists are final, since another layer may change them.
fn level(keys: &mut Keys<'_>, key: &str, levels: &[String]) -> u8 {
    let Some(name) = keys.text(key, |text| Ok(text.trim().to_owned())) else { return 0 };
    let at = levels.iter().position(|level| level.eq_ignore_ascii_case(&name));
    if at.is_none() {
        let origin = keys.origin(key);
        let problem = Problem::new(format!("must be one of {}, but is {name:?}", levels.join(", ")));
        keys.refuse(key, &origin, problem);
    }
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default()
}

fn matrix(given: &Given) -> Result<Vec<Vec<u8>>, Problem> {
    let wanted =
        || unfit("a list of lists of numbers from 1 to 5", given).hint("write [[1, 2, 3], [2, 3, 4], [3, 4, 5]]");
    let Given::List(rows) = given else { return Err(wanted()) };
    let row = |(row, line): &(Given, Option<usize>)| {
        let Given::List(cells) = row else { return Err(Problem { line: *line, ..wanted() }) };
        let cell = |(cell, line): &(Given, Option<usize>)| match cell {
            Given::Number(number @ 1..=5) => u8::try_from(*number).map_err(|_| wanted()),
            other => Err(Problem { line: *line, ..unfit("a priority from 1 to 5", other) }),
        };
        cells.iter().map(cell).collect()
    };
    rows.iter().map(row).collect()
}
