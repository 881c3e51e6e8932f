//! `!report sla week team:it`: how the promises were kept, as text with a picture and a table for other programs.

mod chart;
mod model;
mod store;

use chrono::TimeDelta;

use self::chart::Bar;
use self::model::Line;
use self::store::Of;
use super::budget;
use crate::chat::markup::Markup;
use crate::command::{Accepts, KeyName};
use crate::error::{Refusal, Stop};
use crate::flow::files::{File, Source};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people::team;
use crate::practice::period::period;
use crate::practice::{Call, permission, table};
use crate::ticket::{self, DueOf};

const TEAM: KeyName = KeyName::word("team", &["gruppe"]);
const SERVICE: KeyName = KeyName::word("service", &["dienst"]);
/// What the verb takes.
pub(super) const ACCEPTS: Accepts = Accepts { ids: false, on_behalf: false, keys: &[TEAM, SERVICE] };

/// The worst that are named.
const OFFENDERS: i64 = 5;
/// Rows of the table; a company with more asks its database.
const ROWS: i64 = 50_000;

/// `!report sla week team:it service:mail`
pub(super) async fn report(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim();
    let zone = turn.zone();
    let Some(period) = period(text, turn.now, zone) else {
        let reason = Phrase::new("report-period").text("text", text.chars().take(60).collect::<String>());
        return Err(Refusal::unclear(reason).hint(Phrase::new("report-hint")).into());
    };
    let teams = teams(turn, call.args.key("team")).await?;
    let service = service(turn, call.args.key("service"))?;
    // Where others read along, nothing of a private ticket counts.
    let eyes = permission::eyes(turn).await?;
    let of = Of { period, teams: teams.as_deref(), service: service.as_deref(), private_of: &eyes.teams };
    let heading = Phrase::new("report-heading").date("from", period.from, zone, turn.now).date(
        "to",
        period.to - TimeDelta::seconds(1),
        zone,
        turn.now,
    );
    let mut body = turn.text(&heading);
    let mut bars = Vec::new();
    for kind in [DueOf::Response, DueOf::Resolution] {
        for line in store::lines(turn.conn(), kind, of).await? {
            body = body.line(turn.text(&told(kind, &line)));
            let label =
                Phrase::new("report-bar").choice("of", kind.name()).text("priority", format!("P{}", line.priority));
            let label = turn.words.plain(turn.language, &label);
            bars.push(Bar { label, met: line.met, missed: line.missed });
        }
    }
    let is_empty = bars.is_empty();
    if is_empty {
        body = body.line(turn.text(&Phrase::new("report-nothing")));
    }
    body = with_offenders(turn, body, of).await?;
    let config = turn.config.clone();
    for objective in &config.sla.objectives {
        let stands = budget::of(turn, objective).await?;
        body = body.line(turn.text(&budget::line(objective, &stands)));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    if is_empty {
        return Ok(());
    }
    let title = turn.words.plain(turn.language, &heading);
    let day = period.from.with_timezone(&zone).date_naive();
    let files = [
        (format!("sla-{day}.png"), "image/png", chart::draw(&title, &bars)?),
        (format!("sla-{day}.csv"), "text/csv", table(turn, of).await?),
    ];
    for (name, mime, bytes) in files {
        let language = turn.language;
        let source = Source::Made(bytes);
        let file = File { name, mime: mime.to_owned(), source, caption: None, mentions: Vec::new(), language };
        turn.say_file(&place, file).await?;
    }
    Ok(())
}

fn told(of: DueOf, line: &Line) -> Phrase {
    Phrase::new("report-line")
        .choice("of", of.name())
        .text("priority", format!("P{}", line.priority))
        .number("met", line.met)
        .number("all", line.met + line.missed)
        .number("percent", line.percent())
        .hours("median", line.median)
        .hours("p90", line.p90)
}

/// The worst, by their numbers: titles may be none of the readers' business.
async fn with_offenders(turn: &mut Turn<'_>, body: Markup, of: Of<'_>) -> Result<Markup, Stop> {
    let mut body = body;
    let offenders = store::offenders(turn.conn(), of, OFFENDERS).await?;
    let ids: Vec<_> = offenders.iter().map(|offender| offender.ticket).collect();
    let tickets = ticket::store::by_ids(turn.conn(), &ids).await?;
    let hidden = permission::hidden_here(turn, &tickets.iter().collect::<Vec<_>>()).await?;
    for offender in offenders {
        let ticket = tickets.iter().find(|ticket| ticket.id == offender.ticket);
        let title = ticket.filter(|ticket| !hidden.contains(&ticket.id)).map(|ticket| ticket.title.clone());
        let line = Phrase::new("report-offender")
            .text("id", offender.ticket.to_string())
            .text("title", title.unwrap_or_default())
            .choice("of", offender.of.name())
            .hours("over", offender.over);
        body = body.line(turn.text(&line));
    }
    Ok(body)
}

/// Whose numbers are asked for. Managers and whoever is named for all see all; others see those of their own teams.
async fn teams(turn: &mut Turn<'_>, asked: Option<&str>) -> Result<Option<Vec<String>>, Stop> {
    let config = turn.config.clone();
    let (place, account) = (turn.place.clone(), turn.actor()?.account.clone());
    let sees_all = permission::is_named(turn)? || config.teams.is_empty();
    let own: Vec<String> = team::memberships(turn.conn(), &config, &place.platform, &account)
        .await?
        .into_iter()
        .map(|own| own.team)
        .collect();
    let Some(asked) = asked else {
        return Ok(if sees_all { None } else { Some(permission::as_stored(turn, own).await?) });
    };
    match team::named(&config, asked).filter(|team| sees_all || own.contains(&team.name)) {
        Some(team) => Ok(Some(permission::as_stored(turn, vec![team.name.clone()]).await?)),
        None => Err(Refusal::unclear(Phrase::new("report-team-unknown").text("text", asked)).into()),
    }
}

fn service(turn: &Turn<'_>, asked: Option<&str>) -> Result<Option<String>, Stop> {
    let Some(asked) = asked else { return Ok(None) };
    let known = turn
        .config
        .services
        .iter()
        .find(|service| service.name.eq_ignore_ascii_case(asked) || service.title.eq_ignore_ascii_case(asked));
    match known {
        Some(service) => Ok(Some(service.name.clone())),
        None => {
            let names: Vec<&str> = turn.config.services.iter().map(|service| service.name.as_str()).collect();
            let refusal = Refusal::unclear(Phrase::new("report-service-unknown").text("text", asked));
            Err(refusal.hint(Phrase::new("report-services").text("names", names.join(", "))).into())
        }
    }
}

/// The clocks as CSV (RFC 4180), times in UTC.
async fn table(turn: &mut Turn<'_>, of: Of<'_>) -> Result<Vec<u8>, Stop> {
    Ok(table::csv(store::ended(turn.conn(), of, ROWS).await?)?)
}
