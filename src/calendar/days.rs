//! Day by day: what explains a due time.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::count::wall;
use super::window::{DAY, date_of};
use super::{Calendar, DayRule, Pause};

/// From one moment to another, which is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The first moment.
    pub from: DateTime<Utc>,
    /// The moment after the last.
    pub to: DateTime<Utc>,
}

/// What a day, or the part of it that was asked for, adds to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayLine<'c> {
    /// The local date.
    pub date: NaiveDate,
    /// What decides about its hours.
    pub rule: DayRule<'c>,
    /// How long it is open.
    pub open: TimeDelta,
    /// How much of that is paused; the rest counts.
    pub paused: TimeDelta,
}

/// A part of a local date in which the clocks are not changed, in seconds since 1970 UTC.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: i64,
    to: i64,
    offset: i64,
    /// The local midnight before it, in seconds of the wall clock.
    midnight: i64,
}

impl Calendar {
    /// What is open from one moment to another, in order, cut at local midnight and where the clocks change. Whole
    /// seconds. Nothing is worked out before it is asked for.
    pub fn open_intervals(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> impl Iterator<Item = Interval> {
        self.pieces(from.timestamp(), to.timestamp()).flat_map(|piece| {
            self.tally.day(piece.midnight).filter_map(move |window| {
                let moment =
                    |second: i64| (piece.midnight + second - wall(0, piece.offset)).clamp(piece.from, piece.to);
                let (from, to) = (moment(window.from), moment(window.to));
                let open = Interval { from: DateTime::from_timestamp(from, 0)?, to: DateTime::from_timestamp(to, 0)? };
                (from < to).then_some(open)
            })
        })
    }

    /// A line for each local date from one moment to another. Over all lines, what is open less what is paused is
    /// [`elapsed`](Calendar::elapsed) time. A date into which clocks are set back comes again.
    pub fn lines(&self, from: DateTime<Utc>, to: DateTime<Utc>, pauses: &[Pause]) -> impl Iterator<Item = DayLine<'_>> {
        let mut pieces = self.pieces(from.timestamp(), to.timestamp()).peekable();
        std::iter::from_fn(move || {
            let first = pieces.next()?;
            let mut last = first;
            // A date on which the clocks change has two pieces or more.
            while let Some(piece) = pieces.next_if(|piece| piece.midnight == first.midnight) {
                last = piece;
            }
            let (from, to) = (DateTime::from_timestamp(first.from, 0)?, DateTime::from_timestamp(last.to, 0)?);
            let date = date_of(first.midnight)?;
            let open = self.elapsed(from, to, &[]);
            let paused = open - self.elapsed(from, to, pauses);
            Some(DayLine { date, rule: self.rule(date), open, paused })
        })
    }

    fn pieces(&self, from: i64, to: i64) -> impl Iterator<Item = Piece> {
        self.spans.since(from).take_while(move |span| span.from < to).flat_map(move |span| {
            let (mut begin, end) = (from.max(span.from), to.min(span.to));
            std::iter::from_fn(move || {
                let midnight = wall(begin, span.offset).div_euclid(DAY) * DAY;
                let next = (midnight + DAY - wall(0, span.offset)).min(end);
                let piece = Piece { from: begin, to: next, offset: span.offset, midnight };
                let more = begin < end;
                begin = next;
                more.then_some(piece)
            })
        })
    }
}
