//! `!oncall hours it last month`: how long each was on call, and how evenly that is shared; with a table for those who pay it.

mod store;

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use unicode_width::UnicodeWidthStr;

use super::{schedule, stand_in};
use crate::calendar::DayRule;
use crate::chat::markup::{Markup, Node};
use crate::command::{Accepts, fold};
use crate::config::{CalendarConfig, Config, ScheduleConfig};
use crate::error::{Fault, Refusal, Stop};
use crate::flow::files::{File, Source};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::practice::period::{Period, period};
use crate::practice::{Call, table};
use crate::rota::Hours;

/// What the verb takes.
pub(super) const ACCEPTS: Accepts = Accepts { ids: false, on_behalf: false, keys: &[stand_in::SCHEDULE] };

/// The longest time that is summed up: 13 months.
const LONGEST: TimeDelta = TimeDelta::days(397);

/// So many people are listed; the table for other programs has all.
const LISTED: usize = 30;

/// `!oncall hours`, `!oncall hours it`, `!oncall hours it 2026-10`
pub(super) async fn hours(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (of, period) = asked(turn, &call).await?;
    stand_in::may_change(turn, &of).await?;
    let (config, zone, now) = (turn.config.clone(), of.rota().zone(), turn.now);
    if period.to - period.from > LONGEST {
        return Err(Refusal::new(Phrase::new("oncall-hours-long")).hint(Phrase::new("oncall-hours-hint")).into());
    }
    let changed = store::history(turn.conn(), &of.name, (period.from, period.to)).await?;
    let calendar = calendar(&config);
    let is_holiday = |day: NaiveDate| calendar.is_some_and(|calendar| is_holiday(calendar, day));
    let rota = of.rota().with(changed);
    let takes_turns: Vec<String> = rota.people().into_iter().map(str::to_owned).collect();
    let mut found = rota.hours(period.from, period.to, &config.oncall.night, is_holiday);
    found.sort_by_key(|(_, hours)| std::cmp::Reverse(hours.total()));
    let accounts: Vec<&str> = found.iter().map(|(account, _)| account.as_str()).collect();
    let people = schedule::people(
        turn,
        &turn.place.platform.clone(),
        &accounts.iter().map(|account| (*account).to_owned()).collect::<Vec<_>>(),
    )
    .await?;
    let lines: Vec<Line> = people
        .into_iter()
        .zip(found)
        .map(|(person, (account, hours))| Line {
            name: person.name,
            takes_turns: takes_turns.contains(&account),
            account,
            hours,
        })
        .collect();
    let heading = Phrase::new("oncall-hours-heading").text("title", &of.title);
    let heading = heading.date("from", period.from, zone, now).date("to", period.to - TimeDelta::seconds(1), zone, now);
    let mean = mean(&lines);
    let language = turn.language;
    let mut body = turn.text(&heading);
    body.push(Markup::from(Node::Block(shown(turn, &lines, mean))));
    let night = &config.oncall.night;
    let remark = Phrase::new("oncall-hours-remark")
        .text("mean", decimal(mean, language))
        .text("night", format!("{}–{}", night.from(), night.to()))
        .text("calendar", calendar.map_or_else(String::new, |calendar| calendar.title.clone()))
        .choice("holidays", if calendar.is_some() { "known" } else { "unknown" });
    body.push(turn.text(&remark));
    if period.to > now + TimeDelta::seconds(1) {
        body = body.line(turn.text(&Phrase::new("oncall-hours-planned")));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    let first = period.from.with_timezone(&zone).date_naive();
    let file = File {
        name: format!("oncall-hours-{}-{first}.csv", of.name),
        mime: "text/csv".to_owned(),
        source: Source::Made(csv(&of, &lines, (period.from, period.to), mean)?),
        caption: None,
        mentions: Vec::new(),
        language,
    };
    turn.say_file(&place, file).await?;
    Ok(())
}

/// Somebody's hours.
struct Line {
    name: String,
    account: String,
    hours: Hours,
    /// Others only stand in: the work is shared among those who take turns.
    takes_turns: bool,
}

impl Line {
    /// What somebody who takes turns has more than the mean.
    fn more(&self, mean: TimeDelta) -> Option<TimeDelta> {
        self.takes_turns.then(|| self.hours.total() - mean)
    }
}

/// Which schedule and which time are meant: `it 2026-10`, `2026-10`, `it`, or nothing.
async fn asked(turn: &mut Turn<'_>, call: &Call) -> Result<(ScheduleConfig, Period), Stop> {
    let text = call.args.text.trim().to_owned();
    let (now, key) = (turn.now, call.args.key("schedule"));
    let (name, rest) = match span(&text, now, turn.zone()) {
        Some(_) => (key, text.as_str()),
        None => match text.split_once(char::is_whitespace) {
            Some((first, rest)) => (Some(first), rest.trim()),
            None => (Some(text.as_str()), ""),
        },
    };
    let of = schedule::meant(turn, name).await?;
    let Some(period) = span(rest, now, of.rota().zone()) else {
        let text = rest.chars().take(60).collect::<String>();
        let refusal = Refusal::unclear(Phrase::new("oncall-hours-period").text("text", text));
        return Err(refusal.hint(Phrase::new("oncall-hours-hint")).into());
    };
    Ok((of, period))
}

/// A month of the calendar, a year, or whatever a report takes. People are paid by the month, and so that is meant by
/// saying nothing.
fn span(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<Period> {
    let today = now.with_timezone(&zone).date_naive();
    let this_month = today.with_day(1)?;
    let begins = |day: NaiveDate| Some(day.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest()?.to_utc());
    let months = |first: NaiveDate, months: u32| {
        Some(Period { from: begins(first)?, to: begins(first.checked_add_months(Months::new(months))?)? })
    };
    let folded = fold(text.trim());
    match folded.as_str() {
        "" | "month" | "this month" | "monat" | "dieser monat" | "diesen monat" => months(this_month, 1),
        "last month" | "letzter monat" | "letzten monat" | "vormonat" => {
            months(this_month.checked_sub_months(Months::new(1))?, 1)
        }
        "year" | "this year" | "jahr" | "dieses jahr" => months(this_month.with_month(1)?, 12),
        "last year" | "letztes jahr" | "vorjahr" => {
            months(this_month.with_month(1)?.checked_sub_months(Months::new(12))?, 12)
        }
        year if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => {
            months(NaiveDate::from_ymd_opt(year.parse().ok()?, 1, 1)?, 12)
        }
        _ => period(text, now, zone),
    }
}

/// The calendar whose holidays count: the one that is named for it, else the one by which the desk works.
fn calendar(config: &Config) -> Option<&CalendarConfig> {
    match &config.oncall.calendar {
        Some(name) => config.calendars.iter().find(|calendar| calendar.name == *name),
        None => config.working_calendar(),
    }
}

/// Also one on which the calendar has hours of its own.
fn is_holiday(calendar: &CalendarConfig, day: NaiveDate) -> bool {
    let by_rule = matches!(calendar.calendar.rule(day), DayRule::Holiday(_) | DayRule::Listed(_));
    by_rule || calendar.calendar.holiday_on(day).is_some()
}

/// Of those who take turns.
fn mean(lines: &[Line]) -> TimeDelta {
    let sharing = || lines.iter().filter(|line| line.takes_turns);
    let all: i64 = sharing().map(|line| line.hours.total().num_seconds()).sum();
    TimeDelta::seconds(all.checked_div(i64::try_from(sharing().count()).unwrap_or(i64::MAX)).unwrap_or_default())
}

/// Hours with one place: `163.0`, `163,0`.
fn decimal(span: TimeDelta, language: Language) -> String {
    let text = format!("{:.1}", in_hours(span));
    match language {
        Language::En => text,
        Language::De => text.replace('.', ","),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the seconds of 13 months are far from 2^53")]
fn in_hours(span: TimeDelta) -> f64 {
    span.num_seconds() as f64 / 3_600.0
}

/// The table, in columns.
fn shown(turn: &Turn<'_>, lines: &[Line], mean: TimeDelta) -> String {
    let word = |key: &'static str| turn.words.plain(turn.language, &Phrase::new(key));
    let head = [
        word("oncall-hours-name"),
        word("oncall-hours-total"),
        word("oncall-hours-night"),
        word("oncall-hours-weekend"),
        word("oncall-hours-holiday"),
        word("oncall-hours-shifts"),
        word("oncall-hours-more"),
    ];
    let row = |line: &Line| {
        let hours = &line.hours;
        let show = |span| decimal(span, turn.language);
        let more = line.more(mean).map_or_else(String::new, |more| {
            let sign = if more > TimeDelta::zero() { "+" } else { "" };
            format!("{sign}{}", show(more))
        });
        [
            short(&line.name),
            show(hours.total()),
            show(hours.night()),
            show(hours.weekend()),
            show(hours.holiday()),
            hours.shifts.to_string(),
            more,
        ]
    };
    let rows: Vec<[String; 7]> = std::iter::once(head).chain(lines.iter().take(LISTED).map(row)).collect();
    let mut widths = [0; 7];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |row: &[String; 7]| {
        let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if column == 0 { format!("{cell}{space}") } else { format!("{space}{cell}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A name that leaves room for the numbers.
fn short(name: &str) -> String {
    let name = crate::ticket::title_line(name);
    match name.char_indices().nth(20) {
        Some((at, _)) => format!("{}…", name.get(..at).unwrap_or_default().trim_end()),
        None => name,
    }
}

/// The table for other programs (RFC 4180): hours with a point, times in UTC. What is paid differently stands in columns that have
/// nothing in common.
fn csv(
    of: &ScheduleConfig,
    lines: &[Line],
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    mean: TimeDelta,
) -> Result<Vec<u8>, Fault> {
    let header = [
        "schedule",
        "from",
        "to",
        "name",
        "account",
        "hours",
        "night",
        "weekend",
        "holiday",
        "workday_day",
        "workday_night",
        "weekend_day",
        "weekend_night",
        "holiday_day",
        "holiday_night",
        "shifts",
        "from_mean",
    ];
    let rows = lines.iter().map(|line| {
        let hours = &line.hours;
        let mut cells =
            vec![of.name.clone(), from.to_rfc3339(), to.to_rfc3339(), harmless(&line.name), line.account.clone()];
        let number = |span: TimeDelta| format!("{:.2}", in_hours(span));
        cells.extend([hours.total(), hours.night(), hours.weekend(), hours.holiday()].map(number));
        cells.extend(hours.paid().iter().flat_map(|(day, night)| [number(*day), number(*night)]));
        cells.extend([hours.shifts.to_string(), line.more(mean).map_or_else(String::new, number)]);
        cells
    });
    table::csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}

/// A name that no spreadsheet takes for a formula: people choose their names.
fn harmless(name: &str) -> String {
    let is_formula = name.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;

    use super::*;

    #[test]
    fn months_are_those_of_the_calendar() {
        let now: DateTime<Utc> = "2026-03-31T22:30:00Z".parse().unwrap();
        let read = |text: &str| {
            span(text, now, Berlin).map(|found| format!("{} {}", found.from.to_rfc3339(), found.to.to_rfc3339()))
        };
        // It is April already, and the clocks were put forward on the Sunday before.
        assert_eq!(read("").unwrap(), "2026-03-31T22:00:00+00:00 2026-04-30T22:00:00+00:00");
        assert_eq!(read("Letzten Monat").unwrap(), "2026-02-28T23:00:00+00:00 2026-03-31T22:00:00+00:00");
        assert_eq!(read("2025").unwrap(), "2024-12-31T23:00:00+00:00 2025-12-31T23:00:00+00:00");
        assert_eq!(read("2026-10").unwrap(), "2026-09-30T22:00:00+00:00 2026-10-31T23:00:00+00:00");
        for unclear in ["it", "soon", "20267", "2026-13"] {
            assert_eq!(read(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn a_name_is_no_formula_and_leaves_room() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("Änne"), "Änne");
        assert_eq!(short("Überprüfungsbeauftragte Müller"), "Überprüfungsbeauftra…");
    }
}
