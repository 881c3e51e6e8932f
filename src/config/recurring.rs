//! `[[recurring]]`: tickets that time raises.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use rrule::{Frequency, RRule, RRuleSet, Unvalidated};

use super::account::account;
use super::keys::Keys;
use super::mistake::Problem;
use super::places::{TeamConfig, each_once, line, word};
use super::routing::{CategoryConfig, ServiceConfig};
use crate::calendar::shown_at;

/// Occurrences that are looked through at most for the next one: a daily rule may have begun a lifetime ago.
const MOST: usize = 100_000;

/// A ticket that is raised again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecurringConfig {
    /// Short name.
    pub name: String,
    /// The ticket's title.
    pub title: String,
    /// The ticket's description.
    pub text: String,
    /// When, as an RFC 5545 recurrence rule.
    pub rule: String,
    /// From when on the rule counts, on the wall clock.
    pub start: NaiveDateTime,
    /// The account of its requester.
    pub requester: String,
    /// Whose it is.
    pub team: Option<String>,
    /// What it is about.
    pub service: Option<String>,
    /// Its kind.
    pub category: Option<String>,
    /// The room in which it lives where it has no team with a room of its own, by id or alias.
    pub room: Option<String>,
    /// What falls on a weekend comes on the Monday after it.
    pub working_days_only: bool,
}

impl RecurringConfig {
    /// When the ticket is raised next after a moment; None where the rule has ended.
    #[must_use]
    pub fn next(&self, after: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let set = rule(&self.rule, self.start, zone).ok()?;
        let shift = |at: DateTime<rrule::Tz>| match self.working_days_only {
            true => to_monday(at.with_timezone(&zone)),
            false => at.to_utc(),
        };
        set.limit().into_iter().take(MOST).map(shift).find(|at| *at > after)
    }
}

/// When a rule comes next after a moment; None where it has ended.
pub(super) fn next(text: &str, start: NaiveDateTime, after: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let set = rule(text, start, zone).ok()?;
    set.limit().into_iter().take(MOST).map(|at| at.to_utc()).find(|at| *at > after)
}

/// The same time of day on the Monday after a weekend.
fn to_monday(at: DateTime<Tz>) -> DateTime<Utc> {
    let days = match at.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => return at.to_utc(),
    };
    let moved = at.naive_local().checked_add_days(Days::new(days));
    moved.and_then(|moved| shown_at(moved, &at.timezone())).unwrap_or(at).to_utc()
}

fn rule(text: &str, start: NaiveDateTime, zone: Tz) -> Result<RRuleSet, Problem> {
    let wrong = |error: rrule::RRuleError| {
        Problem::new(format!("is no recurrence rule: {error}"))
            .hint("write it as RFC 5545 does: \"FREQ=MONTHLY;BYDAY=1MO;BYHOUR=8;BYMINUTE=0\"")
    };
    let rule: RRule<Unvalidated> = text.trim_start_matches("RRULE:").parse().map_err(wrong)?;
    if matches!(rule.get_freq(), Frequency::Secondly | Frequency::Minutely | Frequency::Hourly) {
        return Err(Problem::new("comes more than once a day").hint("use FREQ=DAILY with BYHOUR"));
    }
    let first = shown_at(start, &rrule::Tz::from(zone));
    let first = first.ok_or_else(|| Problem::new("begins at a time that does not exist"))?;
    rule.build(first).map_err(wrong)
}

/// What a recurring ticket may name.
pub(super) struct Names<'a> {
    pub(super) teams: &'a [TeamConfig],
    pub(super) services: &'a [ServiceConfig],
    pub(super) categories: &'a [CategoryConfig],
    pub(super) zone: Tz,
}

pub(super) fn recurring(keys: &mut Keys<'_>, names: &Names<'_>) -> Vec<RecurringConfig> {
    let teams: Vec<&str> = names.teams.iter().map(|team| team.name.as_str()).collect();
    let services: Vec<&str> = names.services.iter().map(|service| service.name.as_str()).collect();
    let categories: Vec<&str> = names.categories.iter().map(|category| category.name.as_str()).collect();
    let recurring = keys.tables("recurring", |row| {
        let name = row.needed("name", word);
        let title = row.needed("title", line);
        let text = row.text("text", |text| Ok(text.to_owned())).unwrap_or_default();
        let start = row.needed("start", start);
        let rule = row.needed("rule", |text| fires(text, start.unwrap_or_default(), names.zone));
        let requester = row.needed("requester", account);
        let team = row.one_of("team", "team", &teams);
        let service = row.one_of("service", "service", &services);
        let category = row.one_of("category", "category", &categories);
        let room = row.text("room", line);
        let working_days_only = row.flag("working_days_only");
        let (name, title, start, rule, requester) = (name?, title?, start?, rule?, requester?);
        Some(RecurringConfig {
            name,
            title,
            text,
            rule,
            start,
            requester,
            team,
            service,
            category,
            room,
            working_days_only,
        })
    });
    each_once("recurring", &recurring, |recurring| &recurring.name, keys);
    recurring
}

/// `2026-01-05`, `2026-01-05 08:00`
fn start(text: &str) -> Result<NaiveDateTime, Problem> {
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|day| day.and_time(NaiveTime::MIN));
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").or_else(|_| day()).map_err(|_| {
        let problem = Problem::new(format!("must be a day, but is {text:?}"));
        problem.hint("write \"2026-01-05\" or \"2026-01-05 08:00\"")
    })
}

/// A rule that can be read, and that fires at least once.
pub(super) fn fires(text: &str, start: NaiveDateTime, zone: Tz) -> Result<String, Problem> {
    let set = rule(text, start, zone)?;
    match set.limit().into_iter().next() {
        Some(_) => Ok(text.to_owned()),
        None => Err(Problem::new("never comes").hint("no day fits the rule; look at BYMONTHDAY, BYDAY and UNTIL")),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;

    use super::*;

    fn recurring(rule: &str, working_days_only: bool) -> RecurringConfig {
        RecurringConfig {
            name: "backup".into(),
            title: "Test the backup".into(),
            text: String::new(),
            rule: rule.into(),
            start: start("2026-01-01").unwrap(),
            requester: "@anna:x.org".into(),
            team: None,
            service: None,
            category: None,
            room: None,
            working_days_only,
        }
    }

    /// The next few times on the wall clock.
    fn times(recurring: &RecurringConfig, after: &str, count: usize) -> Vec<String> {
        let mut at: DateTime<Utc> = format!("{after}:00Z").parse().unwrap();
        let mut found = Vec::new();
        while found.len() < count {
            at = recurring.next(at, Berlin).unwrap();
            found.push(at.with_timezone(&Berlin).format("%a %Y-%m-%d %H:%M %Z").to_string());
        }
        found
    }

    #[test]
    fn the_first_monday_at_eight_is_at_eight_in_summer_and_in_winter() {
        let monthly = recurring("FREQ=MONTHLY;BYDAY=1MO;BYHOUR=8;BYMINUTE=0", false);
        let found = times(&monthly, "2026-03-01T00:00", 3);
        assert_eq!(found, ["Mon 2026-03-02 08:00 CET", "Mon 2026-04-06 08:00 CEST", "Mon 2026-05-04 08:00 CEST"]);
        // The moment itself is over.
        assert_eq!(times(&monthly, "2026-03-02T07:00", 1), ["Mon 2026-04-06 08:00 CEST"]);
    }

    #[test]
    fn an_hour_that_is_skipped_comes_later_and_one_that_comes_twice_counts_once() {
        let daily = recurring("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", false);
        let spring = times(&daily, "2026-03-28T00:00", 3);
        assert_eq!(spring, ["Sat 2026-03-28 02:30 CET", "Sun 2026-03-29 03:30 CEST", "Mon 2026-03-30 02:30 CEST"]);
        let autumn = times(&daily, "2026-10-24T12:00", 2);
        assert_eq!(autumn, ["Sun 2026-10-25 02:30 CEST", "Mon 2026-10-26 02:30 CET"]);
    }

    #[test]
    fn what_falls_on_a_weekend_comes_on_monday_once() {
        let daily = recurring("FREQ=DAILY;BYHOUR=8;BYMINUTE=0", true);
        let found = times(&daily, "2026-01-09T08:00", 3);
        assert_eq!(found, ["Mon 2026-01-12 08:00 CET", "Tue 2026-01-13 08:00 CET", "Wed 2026-01-14 08:00 CET"]);
        let fifteenth = recurring("FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=8;BYMINUTE=0", true);
        assert_eq!(times(&fifteenth, "2026-02-14T12:00", 1), ["Mon 2026-02-16 08:00 CET"]);
        // On the Sunday itself it is still to come.
        assert_eq!(times(&fifteenth, "2026-02-15T12:00", 1), ["Mon 2026-02-16 08:00 CET"]);
    }

    #[test]
    fn a_rule_that_has_ended_has_no_next_time() {
        let ended = recurring("FREQ=DAILY;COUNT=3;BYHOUR=8;BYMINUTE=0", false);
        assert_eq!(ended.next("2026-01-05T00:00:00Z".parse().unwrap(), Berlin), None);
    }

    #[test]
    fn rules_that_cannot_be_meant_are_refused() {
        for (text, what) in [
            ("every monday", "is no recurrence rule"),
            ("FREQ=SOMETIMES", "is no recurrence rule"),
            ("FREQ=MONTHLY;BYDAY=XX", "is no recurrence rule"),
            ("FREQ=SECONDLY", "comes more than once a day"),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never comes"),
        ] {
            let problem = fires(text, start("2026-01-01").unwrap(), Berlin).unwrap_err();
            assert!(problem.what.starts_with(what), "{text}: {}", problem.what);
        }
        assert!(start("5.1.2026").is_err());
    }
}
