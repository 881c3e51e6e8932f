//! `[sla]`, `[[targets]]`, `[[olas]]`, `[[objectives]]`: what is promised, and when it is warned.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::calendars::CalendarConfig;
use super::keys::{Keys, unfit};
use super::layer::Given;
use super::mistake::Problem;
use super::places::{TeamConfig, each_once, word};
use super::row::Row;
use super::value::read_duration;

/// How clocks run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlaConfig {
    /// The clocks stand still while a ticket waits for one of these.
    pub pause_in: Vec<PauseIn>,
    /// The promises to requesters; each kind of clock comes from the first that fits and gives it.
    pub targets: Vec<TargetConfig>,
    /// What the teams have agreed among themselves.
    pub olas: Vec<OlaConfig>,
    /// What share of its promises a service is to keep.
    pub objectives: Vec<ObjectiveConfig>,
}

/// A state in which clocks stand still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseIn {
    /// It waits for its requester.
    User,
    /// It waits for somebody outside the company.
    Vendor,
    /// It waits for a time.
    Time,
    /// It waits for those who must agree.
    Approval,
    /// It is planned for later.
    Planned,
}

impl PauseIn {
    const ALL: [(&'static str, PauseIn); 5] = [
        ("user", Self::User),
        ("vendor", Self::Vendor),
        ("time", Self::Time),
        ("planned", Self::Planned),
        ("approval", Self::Approval),
    ];

    /// As it is configured, and as the log of pauses names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, pause)| *pause == self).map_or("", |(name, _)| name)
    }
}

/// To which tickets something applies; what is None lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applies {
    /// Priorities, 1 critical to 5 planning.
    pub priority: Option<Vec<u8>>,
    /// What it is about.
    pub service: Option<String>,
    /// It is a request for this item of the catalogue.
    pub item: Option<String>,
    /// Its requester is in this group.
    pub group: Option<String>,
}

/// Names that conditions may bear.
pub(super) struct Conditions<'a> {
    pub(super) services: &'a [&'a str],
    pub(super) items: &'a [&'a str],
}

/// A promise to requesters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetConfig {
    /// As it is named where a due time is explained.
    pub name: String,
    /// To which tickets it applies.
    pub applies: Applies,
    /// The name of the calendar by which it counts.
    pub calendar: String,
    /// Until an agent has answered first.
    pub response: Option<Duration>,
    /// Until it is resolved.
    pub resolution: Option<Duration>,
    /// When it is warned, in order.
    pub steps: Vec<Step>,
}

/// What a team has agreed with the others: how long a ticket may stay with it (operational level agreement).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OlaConfig {
    /// As it is named where a due time is explained.
    pub name: String,
    /// The team.
    pub team: String,
    /// To which tickets it applies.
    pub applies: Applies,
    /// The name of the calendar by which it counts.
    pub calendar: String,
    /// From when the team gets it until it has resolved it or given it on.
    pub within: Duration,
    /// When it is warned, in order.
    pub steps: Vec<Step>,
}

/// A share of promises to be kept (service level objective); the rest is the error budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveConfig {
    /// As reports name it.
    pub name: String,
    /// Which tickets count.
    pub applies: Applies,
    /// Of which clock.
    pub of: ObjectiveOf,
    /// So many percent of the clocks are to end in time.
    pub percent: u8,
    /// Of those that have ended within this time before now.
    pub over: Duration,
    /// Who is told when the budget burns too fast: the team, in its room.
    pub team: Option<String>,
}

/// Of which clock an objective speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectiveOf {
    /// Until the first answer.
    Response,
    /// Until it is resolved.
    Resolution,
}

/// When so much of the time is used up, something happens. Kept with each clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Percent of the target; more than 100 is after the promise was broken.
    pub percent: u16,
    /// What happens, beside what is said in the team's thread.
    pub acts: Vec<StepAct>,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepAct {
    /// Nobody is notified.
    Quiet,
    /// Whoever has the ticket is notified; of one that nobody has, the leads of its team.
    Ping,
    /// The leads of its team are notified.
    Lead,
    /// It becomes more urgent by one level.
    Raise,
    /// It goes to another team.
    Reassign(String),
    /// Whoever is on call is called.
    Escalate,
}

impl SlaConfig {
    pub(super) fn read(
        keys: &mut Keys<'_>,
        calendars: &[CalendarConfig],
        teams: &[TeamConfig],
        conditions: &Conditions<'_>,
        groups: &[&str],
    ) -> Self {
        let teams: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
        let calendars: Vec<&str> = calendars.iter().map(|calendar| calendar.name.as_str()).collect();
        let mut pause_in = Vec::new();
        keys.list("sla.pause_in", |text| match PauseIn::ALL.iter().find(|(name, _)| *name == text) {
            Some((name, _)) => Ok((*name).to_owned()),
            None => {
                let names = "\"user\", \"vendor\", \"time\", \"planned\" or \"approval\"";
                Err(Problem::new(format!("must be {names}, but is {text:?}")))
            }
        })
        .iter()
        .for_each(|text| {
            pause_in.extend(PauseIn::ALL.iter().filter(|(name, _)| name == text).map(|(_, pause)| *pause))
        });
        let usual = keys.list("sla.warn_at", |text| step(text, &teams).map(|_| text.to_owned()));
        let usual: Vec<Step> = usual.iter().filter_map(|text| step(text, &teams).ok()).collect();
        if let Err(problem) = in_order(&usual) {
            let origin = keys.origin("sla.warn_at");
            keys.refuse("sla.warn_at", &origin, problem);
        }
        let targets = keys.tables("targets", |row| {
            let name = row.needed("name", word);
            let applies = applies(row, conditions, Some(groups));
            let calendar = row.needed_one_of("calendar", "calendar", &calendars);
            let response = row.text("response", counted);
            let resolution = row.text("resolution", counted);
            if !row.has("response") && !row.has("resolution") {
                row.refuse("name", Problem::new("promises nothing").hint("give it a response or a resolution: \"4h\""));
            }
            let steps = steps(row, &teams, &usual);
            Some(TargetConfig { name: name?, applies, calendar: calendar?, response, resolution, steps })
        });
        each_once("targets", &targets, |target| &target.name, keys);
        let olas = keys.tables("olas", |row| {
            let name = row.needed("name", word);
            let team = row.needed_one_of("team", "team", &teams);
            let applies = applies(row, conditions, Some(groups));
            let calendar = row.needed_one_of("calendar", "calendar", &calendars);
            let within = row.needed("within", counted);
            let steps = steps(row, &teams, &usual);
            Some(OlaConfig { name: name?, team: team?, applies, calendar: calendar?, within: within?, steps })
        });
        each_once("olas", &olas, |ola| &ola.name, keys);
        let objectives = keys.tables("objectives", |row| {
            let name = row.needed("name", word);
            // What a clock was chosen by is kept with it, but for the item and its requester's groups.
            let applies = applies(row, conditions, None);
            let of = row.needed("of", |text| match text {
                "response" => Ok(ObjectiveOf::Response),
                "resolution" => Ok(ObjectiveOf::Resolution),
                _ => Err(Problem::new(format!("must be \"response\" or \"resolution\", but is {text:?}"))),
            });
            let percent = row.needed_number("percent", 1..=99);
            let over = row.text("over", |text| {
                let fits = |over: &Duration| (Duration::from_hours(24)..=Duration::from_hours(24 * 366)).contains(over);
                let wrong = || Problem::new(format!("must be a time from 1d to 366d, but is {text:?}"));
                read_duration(text).filter(fits).ok_or_else(wrong)
            });
            let team = row.one_of("team", "team", &teams);
            let over = over.unwrap_or(Duration::from_hours(24 * 30));
            Some(ObjectiveConfig { name: name?, applies, of: of?, percent: percent?, over, team })
        });
        each_once("objectives", &objectives, |objective| &objective.name, keys);
        Self { pause_in, targets, olas, objectives }
    }
}

/// `priority = 1`, `priority = [1, 2]`; None where it is left out.
pub(super) fn priorities(row: &mut Row<'_>) -> Option<Vec<u8>> {
    row.optional("priority", |given| {
        let one = |given: &Given| match given {
            Given::Number(number @ 1..=5) => Ok(u8::try_from(*number).unwrap_or(5)),
            other => Err(unfit("a priority from 1 to 5, or a list of them", other)),
        };
        match given {
            Given::List(items) => items
                .iter()
                .map(|(item, line)| one(item).map_err(|problem| Problem { line: *line, ..problem }))
                .collect(),
            given => one(given).map(|priority| vec![priority]),
        }
    })
}

fn applies(row: &mut Row<'_>, conditions: &Conditions<'_>, groups: Option<&[&str]>) -> Applies {
    let priority = priorities(row);
    let service = row.one_of("service", "service", conditions.services);
    let item = groups.and_then(|_| row.one_of("item", "item of the catalogue", conditions.items));
    let group = groups.and_then(|groups| row.one_of("group", "group", groups));
    Applies { priority, service, item, group }
}

/// Time of the calendar. Not in days: those of a calendar have fewer than 24 hours, and everybody guesses another number.
fn counted(text: &str) -> Result<Duration, Problem> {
    let hint = "write hours of the calendar: \"30m\", \"4h\", \"40h\" for five days of eight hours";
    let in_days = text.contains(['d', 'w']);
    if in_days {
        return Err(Problem::new(format!("must be in hours and minutes, but is {text:?}")).hint(hint));
    }
    let fits = |time: &Duration| (Duration::from_secs(60)..=Duration::from_hours(24 * 366)).contains(time);
    let wrong = || Problem::new(format!("must be a time from 1m to 8784h, but is {text:?}")).hint(hint);
    read_duration(text).filter(fits).ok_or_else(wrong)
}

fn steps(row: &mut Row<'_>, teams: &[&str], usual: &[Step]) -> Vec<Step> {
    let Some(steps) = row.items("warn_at", |text| step(text, teams)) else { return usual.to_vec() };
    if let Err(problem) = in_order(&steps) {
        row.refuse("warn_at", problem);
    }
    steps
}

/// `75%`, `90% lead raise`, `100% reassign:second escalate`
fn step(text: &str, teams: &[&str]) -> Result<Step, Problem> {
    let hint = "write \"75%\" (notifies whoever has it), \"50% quiet\", or with what happens: lead, raise, reassign:TEAM, escalate";
    let unclear = |what: &str| Problem::new(format!("{what}: {text:?}")).hint(hint);
    let mut words = text.split_whitespace();
    let percent = words.next().and_then(|word| word.strip_suffix('%')).and_then(|number| number.parse::<u16>().ok());
    let percent = percent
        .filter(|percent| (1..=1000).contains(percent))
        .ok_or_else(|| unclear("does not begin with percent from 1% to 1000%"))?;
    let mut acts = Vec::new();
    for word in words {
        acts.push(match word.split_once(':') {
            None if word == "quiet" => StepAct::Quiet,
            None if word == "ping" => StepAct::Ping,
            None if word == "lead" => StepAct::Lead,
            None if word == "raise" => StepAct::Raise,
            None if word == "escalate" => StepAct::Escalate,
            Some(("reassign", team)) => {
                let known = teams.iter().find(|known| known.eq_ignore_ascii_case(team));
                StepAct::Reassign((*known.ok_or_else(|| unclear("names no team that is configured"))?).to_owned())
            }
            _ => return Err(unclear("says something unknown")),
        });
    }
    if acts.contains(&StepAct::Quiet) && (acts.contains(&StepAct::Ping) || acts.contains(&StepAct::Lead)) {
        return Err(unclear("is quiet and notifies somebody"));
    }
    if acts.iter().all(|act| !matches!(act, StepAct::Quiet | StepAct::Ping | StepAct::Lead)) {
        acts.insert(0, StepAct::Ping);
    }
    Ok(Step { percent, acts })
}

fn in_order(steps: &[Step]) -> Result<(), Problem> {
    match steps.iter().zip(steps.iter().skip(1)).find(|(one, next)| one.percent >= next.percent) {
        Some((one, next)) => Err(Problem::new(format!("has {}% before {}%", one.percent, next.percent))
            .hint("write the steps in the order in which they come, each once")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
