//! `!sla T-7`: what was promised, by when, and why then.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::model::{Clock, How, Ledger, OVER};
use super::store;
use crate::calendar::{DayRule, Pause};
use crate::chat::markup::Markup;
use crate::config::Config;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase, Words};
use crate::people::team;
use crate::practice::{Call, permission};
use crate::ticket::{DueOf, Ticket};

/// In which order the kinds of clocks are shown.
const KINDS: [DueOf; 3] = [DueOf::Response, DueOf::Resolution, DueOf::Ola];
/// So many days are shown one by one; of more the first and the last.
const DAYS: usize = 6;

/// `!sla T-7`
pub(super) async fn show(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = call.ticket.take().ok_or_else(|| Fault::Other("`!sla` was called without a ticket".to_owned()))?;
    let ledger = store::ledgers(turn.conn(), &[ticket.id]).await?.remove(&ticket.id).unwrap_or_default();
    let inside = permission::is_inside(turn, &ticket).await?;
    if !ledger.clocks.iter().any(|clock| inside || clock.of != DueOf::Ola) {
        let hint = if turn.config.sla.targets.is_empty() { "sla-none-configured" } else { "sla-none-fits" };
        let reason = Phrase::new("sla-none").text("id", ticket.id.to_string());
        return Err(Refusal::new(reason).hint(Phrase::new(hint)).into());
    }
    let reader = Reader { language: turn.language, zone: turn.zone(), now: turn.now };
    let body = explain(&turn.words.clone(), &turn.config.clone(), reader, &ticket, &ledger, inside);
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// For whom something is explained.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Their language.
    pub language: Language,
    /// Their zone.
    pub zone: Tz,
    /// The present.
    pub now: DateTime<Utc>,
}

/// All clocks of a ticket: target, what is counted, pauses, due, and why. What teams have agreed is for `inside`.
#[must_use]
pub fn explain(
    words: &Words,
    config: &Config,
    reader: Reader,
    ticket: &Ticket,
    ledger: &Ledger,
    inside: bool,
) -> Markup {
    let say = |phrase: &Phrase| words.say(reader.language, phrase);
    let title = Phrase::new("sla-heading").text("id", ticket.id.to_string()).text("title", ticket.title.clone());
    let mut body = say(&title);
    let pauses = ledger.pauses();
    for of in KINDS.into_iter().filter(|of| inside || *of != DueOf::Ola) {
        for clock in ledger.clocks.iter().filter(|clock| clock.of == of) {
            let is_replaced = matches!(clock.end.as_ref().map(|end| &end.how), Some(How::Replaced(_)));
            body = body.line(say(&standing(clock, config, &pauses, reader)));
            if !is_replaced {
                for line in why(clock, ledger, &pauses, reader) {
                    body = body.line(say(&Phrase::new("sla-why").phrase("what", line)));
                }
            }
        }
    }
    body
}

/// Where a clock stands, in a line.
fn standing(clock: &Clock, config: &Config, pauses: &[Pause], reader: Reader) -> Phrase {
    let Reader { zone, now, .. } = reader;
    let elapsed = clock.elapsed(pauses, now);
    let percent = elapsed.num_seconds().saturating_mul(100) / clock.terms.within.num_seconds().max(1);
    let phrase = match (clock.end.as_ref(), clock.due_at) {
        (None, Some(due)) if elapsed <= clock.terms.within => Phrase::new("sla-runs")
            .date_time("due", due, zone, now)
            .hours("elapsed", elapsed)
            .hours("left", clock.terms.within - elapsed)
            .number("percent", percent),
        (None, Some(due)) => {
            Phrase::new("sla-late").date_time("due", due, zone, now).hours("over", elapsed - clock.terms.within)
        }
        (None, None) => Phrase::new("sla-still")
            .hours("elapsed", elapsed)
            .hours("left", (clock.terms.within - elapsed).max(TimeDelta::zero()))
            .number("percent", percent),
        (Some(end), _) => match &end.how {
            How::Met(spent) => Phrase::new("sla-met").hours("spent", *spent).date_time("at", end.at, zone, now),
            How::Missed(spent) => {
                Phrase::new("sla-missed").hours("over", *spent - clock.terms.within).date_time("at", end.at, zone, now)
            }
            How::Replaced(because) => Phrase::new("sla-replaced")
                .choice("because", if because == "service" { "service" } else { "priority" })
                .date_time("at", end.at, zone, now),
            How::Dropped => Phrase::new("sla-dropped").date_time("at", end.at, zone, now),
        },
    };
    let team = clock.terms.team.clone().unwrap_or_default();
    let team = team::named(config, &team).map_or(team, |team| team.title.clone());
    let of = Phrase::new("sla-of").choice("of", clock.of.name()).text("team", team);
    Phrase::new("sla-clock")
        .phrase("of", of)
        .hours("within", clock.terms.within)
        .text("target", clock.terms.target.clone())
        .text("calendar", clock.terms.hours.title.clone())
        .phrase("standing", phrase)
}

/// Why a clock is due then: since when it runs, what each day adds, which days are closed, when it stood still.
fn why(clock: &Clock, ledger: &Ledger, pauses: &[Pause], reader: Reader) -> Vec<Phrase> {
    let Reader { zone, now, .. } = reader;
    let calendar = &clock.terms.hours.calendar;
    let until = clock.end.as_ref().map(|end| end.at).or(clock.due_at).unwrap_or(now).max(clock.started_at);
    let mut lines = vec![
        Phrase::new("sla-since").date_time("at", clock.started_at, zone, now).text("zone", calendar.zone().name()),
    ];
    // A due time ten years away is not told day by day.
    let days: Vec<_> = calendar.lines(clock.started_at, until, pauses).take(400).collect();
    let counting: Vec<_> = days.iter().filter(|day| day.open > day.paused).collect();
    let shown = |at: usize| counting.len() <= DAYS || at < DAYS / 2 || at >= counting.len() - DAYS / 2;
    let mut left_out = (0, TimeDelta::zero());
    for (at, day) in counting.iter().enumerate() {
        if !shown(at) {
            left_out = (left_out.0 + 1, left_out.1 + (day.open - day.paused));
            continue;
        }
        if left_out.0 > 0 {
            lines.push(Phrase::new("sla-days").number("days", left_out.0).hours("time", left_out.1));
            left_out = (0, TimeDelta::zero());
        }
        lines.push(
            Phrase::new("sla-day")
                .phrase("day", date(day.date, calendar.zone(), now))
                .hours("time", day.open - day.paused),
        );
    }
    for day in &days {
        let name = match day.rule {
            DayRule::Holiday(holiday) => Phrase::new(holiday.key()),
            DayRule::Listed("") => Phrase::new("sla-closed"),
            DayRule::Listed(name) => Phrase::new("sla-closed-named").text("name", name),
            DayRule::Exception => Phrase::new("sla-exception"),
            DayRule::Week => continue,
        };
        lines.push(Phrase::new("sla-holiday").phrase("day", date(day.date, calendar.zone(), now)).phrase("name", name));
    }
    for still in ledger.stills.iter().filter(|still| still.from < until || still.to.is_none()) {
        let because = match still.because.as_str() {
            "vendor" => "vendor",
            "time" => "time",
            "planned" => "planned",
            OVER => "over",
            _ => "user",
        };
        let phrase = match still.to {
            Some(to) => Phrase::new("sla-paused").date_time("to", to, zone, now),
            None => Phrase::new("sla-paused-now"),
        };
        lines.push(phrase.choice("because", because).date_time("from", still.from, zone, now));
    }
    lines
}

fn date(date: NaiveDate, zone: Tz, now: DateTime<Utc>) -> Phrase {
    // Noon is on that date everywhere.
    let noon = date.and_hms_opt(12, 0, 0).and_then(|noon| noon.and_local_timezone(zone).earliest());
    match noon {
        Some(noon) => Phrase::new("sla-date").date("day", noon.to_utc(), zone, now),
        None => Phrase::new("sla-date").text("day", date.to_string()),
    }
}
