//! `!report changes month`: how changes went, by type, service and team.

mod model;
mod store;

use std::collections::BTreeMap;

use self::model::{Ended, Rate, by};
use super::view;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people::{self, team};
use crate::practice::period::period;
use crate::practice::{Call, threads};

/// Changes that are counted at most; a company with more asks its database.
const MOST: i64 = 50_000;

/// So many services and teams are named.
const NAMED: usize = 10;

/// `!report changes month`
pub(super) async fn report(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (zone, now) = (turn.zone(), turn.now);
    let text = match call.args.text.trim() {
        "" => "month",
        text => text,
    };
    let Some(period) = period(text, now, zone) else {
        let refusal = Refusal::unclear(Phrase::new("report-period").text("text", view::short(text)));
        return Err(refusal.hint(Phrase::new("change-report-hint")).into());
    };
    let all = store::ended(turn.conn(), period, MOST).await?;
    let last = period.to - chrono::TimeDelta::seconds(1);
    let heading = Phrase::new("change-report").date("from", period.from, zone, now).date("to", last, zone, now);
    if all.is_empty() {
        threads::say_lines(turn, vec![heading, Phrase::new("change-report-none")]).await?;
        return Ok(());
    }
    let teams = teams(turn, &all).await?;
    let whole = Rate::of(all.iter());
    let mut lines = vec![heading, rate(Phrase::new("change-report-all"), whole)];
    let count =
        |of: &dyn Fn(&Ended) -> bool| i64::try_from(all.iter().filter(|ended| of(ended)).count()).unwrap_or(i64::MAX);
    lines.push(
        Phrase::new("change-report-times")
            .number("late", count(&|ended| ended.is_late))
            .number("rolledback", count(&|ended| ended.is_rolled_back))
            .number("emergencies", count(&|ended| ended.kind == crate::config::ChangeType::Emergency)),
    );
    for (kind, of) in by(&all, |ended| vec![ended.kind.name()]).into_iter().take(NAMED) {
        let name = Phrase::new("change-type").choice("kind", kind);
        lines.push(rate(Phrase::new("change-report-line").phrase("name", name), of));
    }
    let said = |text: String| Phrase::new("change-said").text("text", text);
    for (service, of) in by(&all, |ended| ended.services.iter().map(String::as_str).collect()).into_iter().take(NAMED) {
        let name = said(turn.config.service_title(service).to_owned());
        lines.push(rate(Phrase::new("change-report-line").phrase("name", name), of));
    }
    let of_team = |ended: &Ended| -> Vec<String> {
        ended.responsible.and_then(|person| teams.get(&person)).cloned().unwrap_or_default()
    };
    for (team, of) in by(&all, of_team).into_iter().take(NAMED) {
        let title = team::named(&turn.config, &team).map_or(team.clone(), |team| team.title.clone());
        lines.push(rate(Phrase::new("change-report-team").text("team", title), of));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

fn rate(phrase: Phrase, rate: Rate) -> Phrase {
    phrase.number("good", rate.good).number("all", rate.all).number("percent", rate.percent())
}

/// The teams of those who have carried something out.
async fn teams(turn: &mut Turn<'_>, all: &[Ended]) -> Result<BTreeMap<PersonId, Vec<String>>, Stop> {
    let (config, platform) = (turn.config.clone(), turn.place.platform.clone());
    let people: Vec<PersonId> = all.iter().filter_map(|ended| ended.responsible).collect();
    let known = people::store::by_ids(turn.conn(), &platform, &people).await?;
    let mut found = BTreeMap::new();
    for (id, person) in known {
        let own = team::memberships(turn.conn(), &config, &platform, &person.account).await?;
        found.insert(id, own.into_iter().map(|own| own.team).collect());
    }
    Ok(found)
}
