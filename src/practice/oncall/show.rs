//! `!oncall`: who is on duty now, until when, and who is next.

use chrono::TimeDelta;

use super::schedule;
use super::store::Standing;
use crate::config::ScheduleConfig;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::Call;

/// So far ahead it is looked who is next.
const AHEAD: TimeDelta = TimeDelta::days(31);

/// `!oncall`, `!oncall it`
pub(super) async fn show(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    let shown: Vec<ScheduleConfig> = match text.is_empty() && !turn.config.schedules.is_empty() {
        true => turn.config.schedules.clone(),
        false => vec![schedule::meant(turn, Some(&text)).await?],
    };
    let mut body = None;
    for schedule in &shown {
        for line in lines(turn, schedule, shown.len() == 1).await? {
            let line = turn.text(&line);
            body = Some(match body {
                Some(body) => crate::chat::markup::Markup::line(body, line),
                None => line,
            });
        }
    }
    let place = turn.place.clone();
    turn.say(&place, body.unwrap_or_default()).await?;
    Ok(())
}

async fn lines(turn: &mut Turn<'_>, of: &ScheduleConfig, alone: bool) -> Result<Vec<Phrase>, Stop> {
    let (now, zone) = (turn.now, turn.zone());
    let current = schedule::current(turn.conn(), of, now).await?;
    let shifts = current.shifts(now, now + AHEAD);
    let mut lines = Vec::new();
    let Some(first) = shifts.first() else { return Ok(lines) };
    let people = schedule::names(turn, &first.people).await?;
    let mut line = match first.people.is_empty() {
        true => Phrase::new("oncall-nobody").text("title", &of.title),
        false => Phrase::new("oncall-now").text("title", &of.title).text("people", people),
    };
    if let Some(next) = shifts.get(1) {
        line = Phrase::new("oncall-until").phrase("line", line).date_time("until", next.from, zone, now);
    }
    lines.push(line);
    let shadows = schedule::names(turn, &of.shadows.on_call(now)).await?;
    if !shadows.is_empty() {
        lines.push(Phrase::new("oncall-shadows").text("people", shadows));
    }
    let further = if alone { 5 } else { 1 };
    // When a shift is over that reaches beyond what is looked at is not known.
    for shift in shifts.iter().skip(1).filter(|shift| shift.to < now + AHEAD).take(further) {
        let people = schedule::names(turn, &shift.people).await?;
        let line = match shift.people.is_empty() {
            true => Phrase::new("oncall-gap"),
            false => Phrase::new("oncall-next").text("people", people),
        };
        lines.push(line.date_time("from", shift.from, zone, now).date_time("to", shift.to, zone, now));
    }
    if alone {
        for standing in super::store::standing(turn.conn(), &of.name, now).await? {
            lines.push(self::standing(turn, &standing).await?);
        }
    }
    Ok(lines)
}

/// What somebody has changed of a schedule.
pub(super) async fn standing(turn: &mut Turn<'_>, standing: &Standing) -> Result<Phrase, Stop> {
    let (now, zone) = (turn.now, turn.zone());
    let remove = schedule::names(turn, &standing.remove.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    let add = schedule::names(turn, &standing.add.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    let which = match (standing.remove.is_some(), standing.add.is_some()) {
        (true, true) => "replace",
        (true, false) => "remove",
        _ => "add",
    };
    let line = Phrase::new("oncall-standing")
        .choice("which", which)
        .text("number", standing.id.to_string())
        .text("remove", remove)
        .text("add", add);
    Ok(line.date_time("from", standing.from, zone, now).date_time("to", standing.to, zone, now))
}
