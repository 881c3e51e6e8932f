//! `!change calendar`: what is planned, as a list and as a picture; and the same as a feed for calendar programs.

mod feed;
pub mod line;
mod picture;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use self::picture::{Bar, Frame, Shade, Tone};
use super::model::{How, State};
use super::store::{self, Planned};
use super::{check, view};
use crate::calendar::{Interval, shown_at};
use crate::command::fold;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::files::{File, Source};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase, calendar_day};
use crate::practice::Call;
use crate::ticket::title_line;

/// So many changes are listed, one a line; the picture has room for more.
const LISTED: usize = 10;

/// So many are asked for.
const MOST: i64 = 200;

/// `!change calendar`, `!change calendar month`
pub(super) async fn calendar(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (zone, now) = (turn.zone(), turn.now);
    let days = match fold(call.args.text.trim()).as_str() {
        "" | "week" | "woche" => 7,
        "month" | "monat" => 31,
        _ => {
            let text = view::short(call.args.text.trim());
            let refusal = Refusal::unclear(Phrase::new("change-calendar-unclear").text("text", text));
            return Err(refusal.hint(Phrase::new("change-calendar-hint")).into());
        }
    };
    let within = from_today(now, zone, days);
    let planned = store::planned(turn.conn(), within, false, MOST).await?;
    let frozen = shades(turn, within).await?;
    let mut body = turn.text(&Phrase::new("change-calendar").date("from", within.from, zone, now).date(
        "to",
        within.to - TimeDelta::seconds(1),
        zone,
        now,
    ));
    for (title, span) in &frozen {
        let line =
            Phrase::new("change-calendar-frozen").text("title", title.clone()).date("from", span.from, zone, now);
        body = body.line(turn.text(&line.date("to", span.to - TimeDelta::seconds(1), zone, now)));
    }
    for change in planned.iter().take(LISTED) {
        let window = view::window(Interval { from: change.from, to: change.to }, zone, now);
        let line = Phrase::new("change-calendar-line")
            .phrase("window", window)
            .text("id", change.id.to_string())
            .text("title", title_line(&change.title))
            .choice("state", change.state.name());
        let line = match change.services.is_empty() {
            true => line,
            false => Phrase::new("change-calendar-services")
                .phrase("line", line)
                .text("services", turn.config.service_titles(&change.services)),
        };
        body = body.line(turn.text(&line));
    }
    let more = planned.len().saturating_sub(LISTED);
    if more > 0 {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        body = body.line(turn.text(&Phrase::new("change-calendar-more").number("more", more)));
    }
    let place = turn.place.clone();
    if planned.is_empty() {
        body = body.line(turn.text(&Phrase::new("change-calendar-empty")));
        turn.say(&place, body).await?;
        return Ok(());
    }
    body = body.line(turn.text(&Phrase::new("change-calendar-colours")));
    turn.say(&place, body).await?;
    let bytes = draw(turn, within, &planned, &frozen)?;
    let name = format!("changes-{}.png", within.from.with_timezone(&zone).date_naive());
    let language = turn.language;
    let source = Source::Made(bytes);
    let file = File { name, mime: "image/png".to_owned(), source, caption: None, mentions: Vec::new(), language };
    turn.say_file(&place, file).await?;
    Ok(())
}

/// From the beginning of today on so many days, on the reader's clock.
fn from_today(now: DateTime<Utc>, zone: Tz, days: u64) -> Interval {
    let today = now.with_timezone(&zone).date_naive();
    let end = today.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    Interval { from: begins(today, zone).unwrap_or(now), to: begins(end, zone).unwrap_or(now + TimeDelta::days(7)) }
}

/// The first moment of a day; where midnight is skipped, the first that there is.
fn begins(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    shown_at(day.and_time(NaiveTime::MIN), &zone).map(|at| at.to_utc())
}

/// The freezes in a time.
async fn shades(turn: &mut Turn<'_>, within: Interval) -> Result<Vec<(String, Interval)>, Stop> {
    let zone = turn.config.timezone;
    let mut found = Vec::new();
    for freeze in check::freezes(turn).await? {
        found.extend(freeze.days.spans(zone, within).into_iter().map(|span| (freeze.title.clone(), span)));
    }
    found.sort_by_key(|(_, span)| span.from);
    Ok(found)
}

fn draw(
    turn: &Turn<'_>,
    within: Interval,
    planned: &[Planned],
    frozen: &[(String, Interval)],
) -> Result<Vec<u8>, Fault> {
    let (zone, now) = (turn.zone(), turn.now);
    let bars: Vec<Bar> = planned
        .iter()
        .map(|change| Bar {
            label: format!("{} {}", change.id, title_line(&change.title)),
            from: change.from,
            to: change.to,
            tone: tone(change.state),
        })
        .collect();
    let shades: Vec<Shade> =
        frozen.iter().map(|(title, span)| Shade { label: title.clone(), from: span.from, to: span.to }).collect();
    let title = turn.words.plain(turn.language, &Phrase::new("change-calendar-title"));
    let days = days(within, zone, turn.language);
    let frame = Frame { title: &title, from: within.from, to: within.to, zone, days: &days, now };
    picture::draw(&frame, &bars, &shades)
        .map_err(|error| Fault::Other(format!("the calendar cannot be drawn: {error}")))
}

fn tone(state: State) -> Tone {
    match state {
        State::Requested | State::PendingApproval => Tone::Waiting,
        State::Approved => Tone::Agreed,
        State::InProgress { .. } => Tone::Running,
        State::PendingReview(carried) if carried.how != How::Done => Tone::Failed,
        State::PendingReview(_) | State::Successful(_) => Tone::Over,
        State::Failed(_) | State::Rejected | State::Retracted | State::Cancelled => Tone::Failed,
    }
}

/// `Mon 30 Nov`, `Mo., 30.11.`: each local day of a time.
fn days(within: Interval, zone: Tz, language: Language) -> Vec<String> {
    let mut day = within.from.with_timezone(&zone).date_naive();
    let mut labels = Vec::new();
    while begins(day, zone).is_some_and(|begins| begins < within.to) {
        labels.push(calendar_day(language, day, false));
        let Some(next) = day.checked_add_days(Days::new(1)) else { break };
        day = next;
    }
    labels
}
