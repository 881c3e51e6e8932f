//! `!report incidents quarter`: how many major incidents there were, how fast they were answered, mitigated and resolved, and what is
//! still owed after them; as text with a picture and a table for other programs.

mod chart;
mod model;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use self::chart::{Chart, Column, Severity};
use self::model::{Average, Outage, Step, Sum};
use super::view;
use crate::error::{Refusal, Stop};
use crate::flow::files::{File, Source};
use crate::flow::turn::Turn;
use crate::i18n::{Phrase, calendar_day};
use crate::practice::period::{Period, period};
use crate::practice::{Call, table, threads};

/// Incidents that are counted at most; a company with more asks its database.
const MOST: i64 = 50_000;

/// So many services are named.
const NAMED: usize = 10;

/// `!report incidents quarter`
pub(super) async fn report(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (zone, now) = (turn.zone(), turn.now);
    let text = match call.args.text.trim() {
        "" => "month",
        text => text,
    };
    let Some(period) = period(text, now, zone) else {
        let refusal = Refusal::unclear(Phrase::new("report-period").text("text", view::short(text)));
        return Err(refusal.hint(Phrase::new("incident-report-hint")).into());
    };
    let before = Period { from: period.from - (period.to - period.from), to: period.from };
    let outages = store::outages(turn.conn(), period, MOST).await?;
    let earlier = store::outages(turn.conn(), before, MOST).await?;
    let last = period.to - TimeDelta::seconds(1);
    let heading = Phrase::new("incident-report").date("from", period.from, zone, now).date("to", last, zone, now);
    let mut lines = vec![heading.clone()];
    lines.extend(numbers(turn, &outages, model::sum(&earlier)));
    let left = model::left_out(&outages);
    if left != model::LeftOut::default() {
        lines.push(
            Phrase::new("incident-report-left-out")
                .number("declined", left.declined)
                .number("merged", left.merged)
                .number("triage", left.triage)
                .number("drills", left.drills),
        );
    }
    let after = store::after(turn.conn(), period, now).await?;
    if after.reviewed + after.owed > 0 {
        let phrase = Phrase::new("incident-report-reviews").number("done", after.reviewed);
        lines.push(phrase.number("owed", after.owed).number("late", after.late));
    }
    if after.open > 0 {
        lines
            .push(Phrase::new("incident-report-followups").number("open", after.open).number("overdue", after.overdue));
    }
    threads::say_lines(turn, lines).await?;
    let counted: Vec<&Outage> = outages.iter().filter(|outage| outage.is_counted()).collect();
    if counted.is_empty() {
        return Ok(());
    }
    let day = period.from.with_timezone(&zone).date_naive();
    match draw(turn, &heading, period, &counted) {
        Ok(bytes) => send(turn, format!("incidents-{day}.png"), "image/png", bytes).await?,
        // The text says all that the picture would.
        Err(error) => tracing::warn!(error, "the chart of incidents cannot be drawn"),
    }
    let rows = table::csv(counted.into_iter().map(row))?;
    send(turn, format!("incidents-{day}.csv"), "text/csv", rows).await
}

async fn send(turn: &mut Turn<'_>, name: String, mime: &str, bytes: Vec<u8>) -> Result<(), Stop> {
    let (place, language) = (turn.place.clone(), turn.language);
    let source = Source::Made(bytes);
    let file = File { name, mime: mime.to_owned(), source, caption: None, mentions: Vec::new(), language };
    turn.say_file(&place, file).await?;
    Ok(())
}

/// The lines that tell how many there were, and how long they took.
fn numbers(turn: &Turn<'_>, outages: &[Outage], before: Sum) -> Vec<Phrase> {
    let all = model::sum(outages);
    let mut lines = Vec::new();
    if all.count == 0 {
        lines.push(Phrase::new("incident-report-none"));
    }
    if all.count + before.count > 0 {
        lines.push(Phrase::new("incident-report-how"));
    }
    if all.count > 0 {
        lines.push(times(Phrase::new("incident-report-all").number("count", all.count).number("open", all.open), all));
    }
    if all.count + before.count > 0 {
        lines.push(times(Phrase::new("incident-report-before").number("count", before.count), before));
    }
    let group = |name: Phrase, sum: Sum| {
        times(Phrase::new("incident-report-group").phrase("name", name).number("count", sum.count), sum)
    };
    for (severity, sum) in model::by_severity(outages, &known(turn)) {
        lines.push(group(view::severity(turn, severity), sum));
    }
    let services = model::by_service(outages);
    for (service, sum) in services.iter().take(NAMED) {
        let name = match service {
            Some(service) => Phrase::new("incident-report-service").text("name", turn.config.service_title(service)),
            None => Phrase::new("incident-report-no-service"),
        };
        lines.push(group(name, *sum));
    }
    if services.len() > NAMED {
        lines.push(Phrase::new("incident-more"));
    }
    lines
}

/// A line, with how long it took until something was done.
fn times(line: Phrase, sum: Sum) -> Phrase {
    let measures: [(&'static str, Option<Average>); 3] =
        [("acked", sum.acked), ("mitigated", sum.mitigated), ("resolved", sum.resolved)];
    measures.into_iter().fold(line, |line, (of, average)| match average {
        Some(average) => Phrase::new("incident-report-took")
            .phrase("line", line)
            .choice("of", of)
            .duration("mean", average.mean)
            .duration("median", average.median),
        None => line,
    })
}

/// The names of the severities, the worst first.
fn known(turn: &Turn<'_>) -> Vec<String> {
    turn.config.severities.iter().map(|severity| severity.name.clone()).collect()
}

fn draw(turn: &Turn<'_>, title: &Phrase, period: Period, outages: &[&Outage]) -> Result<Vec<u8>, String> {
    let (zone, language) = (turn.zone(), turn.language);
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    // What has not come yet has no column.
    let last = day(period.to.min(turn.now + TimeDelta::seconds(1)) - TimeDelta::seconds(1));
    let step = Step::for_days(day(period.from), last);
    let known = known(turn);
    let counted: Vec<Outage> = outages.iter().map(|outage| (*outage).clone()).collect();
    let names: Vec<Option<&str>> =
        model::by_severity(&counted, &known).into_iter().map(|(severity, _)| severity).collect();
    let severities: Vec<Severity> = names
        .iter()
        .map(|name| Severity {
            label: turn.words.plain(language, &view::severity(turn, *name)),
            place: known.iter().position(|known| Some(known.as_str()) == *name).unwrap_or(usize::MAX),
        })
        .collect();
    let columns: Vec<Column> = model::columns(step, day(period.from), last)
        .into_iter()
        .map(|first| {
            let of: Vec<&Outage> = counted.iter().filter(|one| step.begins(day(one.started)) == first).collect();
            let sums = names.iter().map(|name| {
                let count = of.iter().filter(|outage| outage.severity.as_deref() == *name).count();
                i64::try_from(count).unwrap_or(i64::MAX)
            });
            let took = model::sum(of.iter().copied()).resolved.map(|average| {
                let words =
                    turn.words.plain(language, &Phrase::new("incident-report-mean").duration("mean", average.mean));
                (average.mean.num_seconds(), words)
            });
            let label = match step {
                Step::Day | Step::Week => calendar_day(language, first, false),
                Step::Month => first.format("%m/%Y").to_string(),
                Step::Year => first.format("%Y").to_string(),
            };
            Column { label, counts: sums.collect(), took }
        })
        .collect();
    let title = turn.words.plain(language, title);
    let heading = turn.words.plain(language, &Phrase::new("incident-report-chart").choice("step", step.name()));
    chart::draw(&Chart { title: &title, heading: &heading, severities: &severities, columns: &columns })
}

/// An incident, as a table for other programs has it. People's words are not part of it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    incident: String,
    state: &'a str,
    severity: Option<&'a str>,
    service: Option<&'a str>,
    started_at: DateTime<Utc>,
    declared_at: DateTime<Utc>,
    acknowledged_at: Option<DateTime<Utc>>,
    mitigated_at: Option<DateTime<Utc>>,
    resolved_at: Option<DateTime<Utc>>,
    reviewed_at: Option<DateTime<Utc>>,
    acknowledged_seconds: Option<i64>,
    mitigated_seconds: Option<i64>,
    resolved_seconds: Option<i64>,
}

fn row(outage: &Outage) -> Row<'_> {
    let seconds = |then| outage.until(then).map(|span: TimeDelta| span.num_seconds());
    Row {
        incident: outage.ticket.to_string(),
        state: &outage.state,
        severity: outage.severity.as_deref(),
        service: outage.service.as_deref(),
        started_at: outage.started,
        declared_at: outage.declared,
        acknowledged_at: outage.acked,
        mitigated_at: outage.mitigated,
        resolved_at: outage.resolved,
        reviewed_at: outage.reviewed,
        acknowledged_seconds: seconds(outage.acked),
        mitigated_seconds: seconds(outage.mitigated),
        resolved_seconds: seconds(outage.resolved),
    }
}
