//! A calendar of changes as a picture: a row for each change, and time from left to right.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use plotters::prelude::*;

use crate::practice::drawing::{Area, FAINT, INK, Outcome, SCALE, cut, letters, line, picture, width, write};

/// Most bars of a picture: with more it is too high to be read in a chat.
pub(super) const MOST: usize = 24;

/// As wide as a chat shows a picture that is opened. All lengths from here on are in drawn pixels.
const WIDTH: i32 = 960 * SCALE;
/// Where time begins and ends.
const LEFT: i32 = 12 * SCALE;
const RIGHT: i32 = WIDTH - LEFT;
/// The lower ends of the title and of the labels of the days.
const TITLE: i32 = 40 * SCALE;
const TOP: i32 = 64 * SCALE;
const ROW: i32 = 28 * SCALE;
/// The height of the label of a shade.
const SHADE: i32 = 22 * SCALE;
const BOTTOM: i32 = 10 * SCALE;
/// The least width of a bar: half an hour is less than a pixel of a month.
const LEAST: i32 = 4 * SCALE;
/// Between a bar and its label.
const GAP: i32 = 6 * SCALE;
/// Between a bar and the next row.
const SPACE: i32 = 4 * SCALE;
/// Most shades with a label.
const MOST_SHADES: usize = 4;
/// Most days with a label, so that a frame of a thousand years does not take a minute.
const MOST_DAYS: usize = 62;

const LARGE: i32 = 20 * SCALE;
const TEXT: i32 = 16 * SCALE;
const SMALL: i32 = 14 * SCALE;

const BORDER: RGBColor = RGBColor(206, 208, 214);
const FROZEN: RGBColor = RGBColor(236, 237, 241);
const HATCH: RGBColor = RGBColor(220, 222, 229);

/// A change.
#[derive(Debug, Clone)]
pub(super) struct Bar {
    /// What stands in it or beside it, such as `CHG-88 Switch firmware`.
    pub(super) label: String,
    /// When it begins.
    pub(super) from: DateTime<Utc>,
    /// When it is over.
    pub(super) to: DateTime<Utc>,
    /// How far it is.
    pub(super) tone: Tone,
}

/// How far a change is: the color of its bar. Each is lighter or darker than the others, so that those who see no
/// colors tell them apart too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Nobody has agreed to it yet: yellow.
    Waiting,
    /// It is agreed to: blue.
    Agreed,
    /// It runs: green.
    Running,
    /// It is over: grey.
    Over,
    /// It failed: dark red.
    Failed,
}

impl Tone {
    fn color(self) -> RGBColor {
        match self {
            Self::Waiting => RGBColor(250, 202, 70),
            Self::Agreed => RGBColor(52, 103, 173),
            Self::Running => RGBColor(72, 158, 104),
            Self::Over => RGBColor(178, 184, 194),
            Self::Failed => RGBColor(124, 16, 34),
        }
    }

    /// The color of what is written on it.
    fn ink(self) -> RGBColor {
        match self {
            Self::Agreed | Self::Failed => WHITE,
            Self::Waiting | Self::Running | Self::Over => INK,
        }
    }
}

/// A time in which nothing is changed: hatched behind all rows.
#[derive(Debug, Clone)]
pub(super) struct Shade {
    /// What stands below the rows.
    pub(super) label: String,
    /// When it begins.
    pub(super) from: DateTime<Utc>,
    /// When it is over.
    pub(super) to: DateTime<Utc>,
}

/// What the picture shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// What stands above it.
    pub(super) title: &'a str,
    /// When it begins.
    pub(super) from: DateTime<Utc>,
    /// When it ends.
    pub(super) to: DateTime<Utc>,
    /// The zone whose days are shown.
    pub(super) zone: Tz,
    /// The label of each day of the zone, in order. Where they are too wide, only every second, third, … is shown.
    pub(super) days: &'a [String],
    /// Where the line for the present is, if within.
    pub(super) now: DateTime<Utc>,
}

/// The picture, as PNG. Bars out of the frame get no row, nor do those after the first [`MOST`].
pub(super) fn draw(frame: &Frame<'_>, bars: &[Bar], shades: &[Shade]) -> Result<Vec<u8>, String> {
    if frame.to.timestamp_millis() <= frame.from.timestamp_millis() {
        return Err("the calendar ends before it begins".to_owned());
    }
    let bars: Vec<_> = bars.iter().filter(|bar| frame.shows(bar.from, bar.to)).take(MOST).collect();
    let shades: Vec<_> = shades.iter().filter(|shade| frame.shows(shade.from, shade.to)).collect();
    paint(frame, &bars, &shades).map_err(|error| error.to_string())
}

impl Frame<'_> {
    fn shows(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        from < self.to && (to > self.from || from >= self.from)
    }

    /// Where an instant is, on a pixel of the picture; at an edge where it is out of the frame.
    fn x(&self, at: DateTime<Utc>) -> i32 {
        let since = |at: DateTime<Utc>| i128::from(at.signed_duration_since(self.from).num_milliseconds());
        let part = since(at.clamp(self.from, self.to)) * i128::from((RIGHT - LEFT) / SCALE) / since(self.to).max(1);
        i32::try_from(part).map_or(RIGHT, |part| LEFT + part * SCALE)
    }

    /// When each day begins, from the one in which the frame does.
    fn days(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let first = self.from.with_timezone(&self.zone).date_naive();
        first.iter_days().map_while(|day| begins(day, self.zone)).take_while(|at| *at < self.to).take(MOST_DAYS)
    }
}

/// The first instant of a day. Where clocks are put forward at midnight, there is no midnight.
fn begins(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let first = (0..=24).find_map(|quarter| {
        let at = midnight.checked_add_signed(TimeDelta::minutes(15 * quarter))?;
        zone.from_local_datetime(&at).earliest()
    })?;
    Some(first.to_utc())
}

fn paint(frame: &Frame<'_>, bars: &[&Bar], shades: &[&Shade]) -> Outcome<Vec<u8>> {
    let rows = TOP + ROW * i32::try_from(bars.len().max(1))?;
    let bottom = rows + SHADE * i32::try_from(shades.len().min(MOST_SHADES))?;
    picture((WIDTH, bottom + BOTTOM), |area| {
        for shade in shades {
            hatch(area, (frame.x(shade.from), frame.x(shade.to)), bottom)?;
        }
        write(area, &cut(frame.title, LARGE, RIGHT - LEFT)?, (LEFT, TITLE / 2), LARGE, INK)?;
        days(area, frame, bottom)?;
        let tops = || (TOP..).step_by(usize::try_from(ROW).unwrap_or(1));
        for (bar, top) in bars.iter().zip(tops()) {
            let (left, right) = ends(frame, bar);
            let corners = [(left, top + SPACE), (right - 1, top + ROW - SPACE - 1)];
            area.draw(&Rectangle::new(corners, bar.tone.color().filled()))?;
            // A narrow bar would be nothing but its border.
            if right - left > 2 * LEAST {
                area.draw(&Rectangle::new(corners, INK.mix(0.4).stroke_width(2)))?;
            }
        }
        if frame.from <= frame.now && frame.now < frame.to {
            let x = frame.x(frame.now);
            line(area, vec![(x, TOP), (x, bottom)], INK)?;
            area.draw(&Polygon::new([(x - GAP, TOP - GAP), (x + GAP, TOP - GAP), (x, TOP + GAP / 2)], INK.filled()))?;
        }
        for (bar, top) in bars.iter().zip(tops()) {
            beside(area, &bar.label, ends(frame, bar), (top + ROW / 2, TEXT), (bar.tone.ink(), INK))?;
        }
        for (shade, top) in shades.iter().take(MOST_SHADES).zip((rows..).step_by(usize::try_from(SHADE)?)) {
            let ends = (frame.x(shade.from), frame.x(shade.to));
            beside(area, &shade.label, ends, (top + SHADE / 2, SMALL), (FAINT, FAINT))?;
        }
        Ok(())
    })
}

/// The left and the right end of a bar.
fn ends(frame: &Frame<'_>, bar: &Bar) -> (i32, i32) {
    let left = frame.x(bar.from).min(RIGHT - LEAST);
    (left, frame.x(bar.to).max(left + LEAST))
}

/// The borders of the days, and their labels.
fn days(area: &Area<'_>, frame: &Frame<'_>, bottom: i32) -> Outcome<()> {
    let begins: Vec<i32> = frame.days().map(|at| frame.x(at)).collect();
    let mut widest = 1;
    for label in frame.days {
        widest = widest.max(width(&letters(label), SMALL)? + 2 * GAP);
    }
    let count = i32::try_from(begins.len().max(1))?;
    let step = usize::try_from((widest * count + RIGHT - LEFT - 1) / (RIGHT - LEFT))?.max(1);
    for (index, x) in begins.iter().enumerate() {
        let labelled = index % step == 0;
        let top = if labelled { TITLE } else { TOP };
        line(area, vec![(*x, top), (*x, bottom)], BORDER)?;
        let Some(label) = frame.days.get(index).filter(|_| labelled) else { continue };
        let label = if index == 0 { cut(label, SMALL, RIGHT - x - GAP)? } else { letters(label) };
        // The last may have no room.
        if width(&label, SMALL)? <= RIGHT - x - GAP {
            write(area, &label, (x + GAP, (TITLE + TOP) / 2), SMALL, FAINT)?;
        }
    }
    line(area, vec![(LEFT, TOP), (RIGHT, TOP), (RIGHT, bottom), (LEFT, bottom)], BORDER)
}

fn hatch(area: &Area<'_>, (left, right): (i32, i32), bottom: i32) -> Outcome<()> {
    let right = right.max(left + LEAST);
    area.draw(&Rectangle::new([(left, TOP), (right - 1, bottom - 1)], FROZEN.filled()))?;
    let height = bottom - TOP;
    // Steps from the edge of the picture, so that the lines of shades that overlap are the same.
    for start in (LEFT - height..right).step_by(16) {
        let (from, to) = (start.max(left), (start + height).min(right));
        if from < to {
            line(area, vec![(from, bottom - (from - start)), (to, bottom - (to - start))], HATCH)?;
        }
    }
    Ok(())
}

/// Writes a label in what it belongs to, or else to the right or to the left of that; where it fits nowhere, cut where
/// most room is.
fn beside(
    area: &Area<'_>,
    label: &str,
    (left, right): (i32, i32),
    (y, size): (i32, i32),
    (within, outside): (RGBColor, RGBColor),
) -> Outcome<()> {
    let rooms = [(left + GAP, right - GAP, within), (right + GAP, RIGHT, outside), (LEFT, left - GAP, outside)];
    let needed = width(&letters(label), size)?;
    let fitting = rooms.iter().find(|(from, to, _)| to - from >= needed);
    let Some((from, to, color)) = fitting.or_else(|| rooms.iter().max_by_key(|(from, to, _)| to - from)) else {
        return Ok(());
    };
    let label = cut(label, size, to - from)?;
    let x = if *to < left { to - width(&label, size)? } else { *from };
    write(area, &label, (x, y), size, *color)
}

#[cfg(test)]
mod tests;
