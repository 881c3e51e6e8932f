//! `!report problems quarter`: what comes again and again, what that costs, and which errors are known and not solved.

mod model;
mod store;

use self::model::{Cost, by, cost};
use super::model::CauseKind;
use super::view;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::period::period;
use crate::practice::{Call, threads};
use crate::ticket::title_line;

/// Incidents that are counted at most; a company with more asks its database.
const MOST: i64 = 50_000;

/// So many causes, services and errors are named.
const NAMED: usize = 10;

/// `!report problems quarter`
pub(super) async fn report(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (zone, now) = (turn.zone(), turn.now);
    let text = match call.args.text.trim() {
        "" => "month",
        text => text,
    };
    let Some(period) = period(text, now, zone) else {
        let refusal = Refusal::unclear(Phrase::new("report-period").text("text", view::short(text)));
        return Err(refusal.hint(Phrase::new("problem-report-hint")).into());
    };
    let last = period.to - chrono::TimeDelta::seconds(1);
    let counts = store::counts(turn.conn(), period).await?;
    let shares = store::shares(turn.conn(), period, now, MOST).await?;
    let mut lines = vec![
        Phrase::new("problem-report").date("from", period.from, zone, now).date("to", last, zone, now),
        Phrase::new("problem-report-counts")
            .number("opened", counts.opened)
            .number("solved", counts.solved)
            .number("unsolved", counts.unsolved)
            .number("open", counts.open),
    ];
    if shares.is_empty() {
        lines.push(Phrase::new("problem-report-none"));
    } else {
        lines.push(costs(Phrase::new("problem-report-all"), cost(shares.iter())));
    }
    for (kind, of) in by(&shares, |share| share.kind.as_deref()).into_iter().take(NAMED) {
        let name = match kind.and_then(CauseKind::stored) {
            Some(kind) => view::kind(kind),
            None => Phrase::new("problem-cause-unknown"),
        };
        lines.push(costs(Phrase::new("problem-report-cause").phrase("name", name), of));
    }
    let services = by(&shares, |share| share.service.as_deref());
    for (service, of) in services.into_iter().filter_map(|(service, of)| Some((service?, of))).take(NAMED) {
        let title = turn.config.service_title(service).to_owned();
        lines.push(costs(Phrase::new("problem-report-service").text("name", title), of));
    }
    let most = i64::try_from(NAMED + 1).unwrap_or(i64::MAX);
    let known = store::known(turn.conn(), most).await?;
    if !known.is_empty() {
        lines.push(Phrase::new("problem-report-known"));
    }
    for error in known.iter().take(NAMED) {
        let phrase = Phrase::new("problem-report-error").text("id", error.id.to_string());
        let phrase = phrase.text("title", title_line(&error.title)).number("count", error.incidents);
        lines.push(phrase.date("since", error.since, zone, now).number("days", (now - error.since).num_days().max(0)));
    }
    if known.len() > NAMED {
        lines.push(Phrase::new("problem-more"));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

fn costs(phrase: Phrase, cost: Cost) -> Phrase {
    let phrase = phrase.number("problems", cost.problems).number("incidents", cost.incidents);
    phrase.hours("spent", cost.spent).hours("open", cost.open)
}
