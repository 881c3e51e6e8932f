//! The holidays of Germany: a law a row.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use super::Holiday;
use super::easter::easter_sunday;

/// A state of Germany, by its ISO 3166-2 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Brandenburg.
    Bb,
    /// Berlin.
    Be,
    /// Baden-Württemberg.
    Bw,
    /// Bavaria.
    By,
    /// Bremen.
    Hb,
    /// Hesse.
    He,
    /// Hamburg.
    Hh,
    /// Mecklenburg-Vorpommern.
    Mv,
    /// Lower Saxony.
    Ni,
    /// North Rhine-Westphalia.
    Nw,
    /// Rhineland-Palatinate.
    Rp,
    /// Schleswig-Holstein.
    Sh,
    /// Saarland.
    Sl,
    /// Saxony.
    Sn,
    /// Saxony-Anhalt.
    St,
    /// Thuringia.
    Th,
}

use State::{Bb, Be, Bw, By, Hb, He, Hh, Mv, Ni, Nw, Rp, Sh, Sl, Sn, St, Th};

impl State {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 16] = [Bb, Be, Bw, By, Hb, He, Hh, Mv, Ni, Nw, Rp, Sh, Sl, Sn, St, Th];

    /// The code: `BY`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Bb => "BB",
            Be => "BE",
            Bw => "BW",
            By => "BY",
            Hb => "HB",
            He => "HE",
            Hh => "HH",
            Mv => "MV",
            Ni => "NI",
            Nw => "NW",
            Rp => "RP",
            Sh => "SH",
            Sl => "SL",
            Sn => "SN",
            St => "ST",
            Th => "TH",
        }
    }
}

/// A holiday, its day, the years in which it was one, and the states.
struct Law(Holiday, Day, RangeInclusive<i32>, &'static [State]);

enum Day {
    /// Month and day.
    Fixed(u32, u32),
    /// So many days from Easter Sunday.
    Easter(i64),
    /// The Wednesday before 23 November.
    Repentance,
}

const EVERYWHERE: &[State] = &State::ALL;
const ALWAYS: RangeInclusive<i32> = 1990..=i32::MAX;

/// Since when a law holds.
const fn since(year: i32) -> RangeInclusive<i32> {
    year..=i32::MAX
}

/// Sources: the holiday laws of the states. Of Hesse's, by which every Sunday is a holiday, the Sundays are left out, as
/// everybody does; Brandenburg's names two of them besides its general rule for Sundays.
///
/// In the years before the new states had laws of their own (1991 to 1994) an ordinance of the GDR of 16 May 1990 held
/// there, which left some days to the confession of a district. They count here as they did after.
const LAWS: &[Law] = &[
    Law(Holiday::NewYear, Day::Fixed(1, 1), ALWAYS, EVERYWHERE),
    Law(Holiday::Epiphany, Day::Fixed(1, 6), ALWAYS, &[Bw, By, St]),
    Law(Holiday::WomensDay, Day::Fixed(3, 8), since(2019), &[Be]),
    Law(Holiday::WomensDay, Day::Fixed(3, 8), since(2023), &[Mv]),
    Law(Holiday::GoodFriday, Day::Easter(-2), ALWAYS, EVERYWHERE),
    Law(Holiday::EasterSunday, Day::Easter(0), ALWAYS, &[Bb]),
    Law(Holiday::EasterMonday, Day::Easter(1), ALWAYS, EVERYWHERE),
    Law(Holiday::LabourDay, Day::Fixed(5, 1), ALWAYS, EVERYWHERE),
    // 75 and 80 years after the liberation from National Socialism.
    Law(Holiday::LiberationDay, Day::Fixed(5, 8), 2020..=2020, &[Be]),
    Law(Holiday::LiberationDay, Day::Fixed(5, 8), 2025..=2025, &[Be]),
    Law(Holiday::AscensionDay, Day::Easter(39), ALWAYS, EVERYWHERE),
    Law(Holiday::WhitSunday, Day::Easter(49), ALWAYS, &[Bb]),
    Law(Holiday::WhitMonday, Day::Easter(50), ALWAYS, EVERYWHERE),
    Law(Holiday::CorpusChristi, Day::Easter(60), ALWAYS, &[Bw, By, He, Nw, Rp, Sl]),
    // The day of unity of the old Federal Republic, until the Unification Treaty.
    Law(Holiday::Uprising1953, Day::Fixed(6, 17), 1990..=1990, &[Be, Bw, By, Hb, He, Hh, Ni, Nw, Rp, Sh, Sl]),
    Law(Holiday::Uprising1953, Day::Fixed(6, 17), 2028..=2028, &[Be]),
    // In Bavaria in many municipalities, but not in all.
    Law(Holiday::AssumptionDay, Day::Fixed(8, 15), ALWAYS, &[Sl]),
    Law(Holiday::ChildrensDay, Day::Fixed(9, 20), since(2019), &[Th]),
    Law(Holiday::GermanUnity, Day::Fixed(10, 3), ALWAYS, EVERYWHERE),
    Law(Holiday::ReformationDay, Day::Fixed(10, 31), ALWAYS, &[Bb, Mv, Sn, St, Th]),
    // Five hundred years of the Reformation.
    Law(Holiday::ReformationDay, Day::Fixed(10, 31), 2017..=2017, EVERYWHERE),
    Law(Holiday::ReformationDay, Day::Fixed(10, 31), since(2018), &[Hb, Hh, Ni, Sh]),
    Law(Holiday::AllSaints, Day::Fixed(11, 1), ALWAYS, &[Bw, By, Nw, Rp, Sl]),
    // Given up to pay for long-term care insurance, except in Saxony.
    Law(Holiday::RepentanceDay, Day::Repentance, 1990..=1994, EVERYWHERE),
    Law(Holiday::RepentanceDay, Day::Repentance, since(1995), &[Sn]),
    Law(Holiday::ChristmasDay, Day::Fixed(12, 25), ALWAYS, EVERYWHERE),
    Law(Holiday::SecondChristmasDay, Day::Fixed(12, 26), ALWAYS, EVERYWHERE),
];

/// The holidays of a state in a year, or those of all states.
pub(super) fn holidays(state: Option<State>, year: i32) -> impl Iterator<Item = (NaiveDate, Holiday)> {
    let easter = easter_sunday(year);
    let holds = move |Law(_, _, years, states): &&Law| {
        // What holds in all of Germany are the laws that all states have.
        years.contains(&year) && state.map_or(states.len() == State::ALL.len(), |state| states.contains(&state))
    };
    LAWS.iter().filter(holds).filter_map(move |Law(holiday, day, _, _)| Some((date(day, year, easter?)?, *holiday)))
}

fn date(day: &Day, year: i32, easter: NaiveDate) -> Option<NaiveDate> {
    match *day {
        Day::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Day::Easter(days) => easter.checked_add_signed(TimeDelta::days(days)),
        Day::Repentance => {
            let last = NaiveDate::from_ymd_opt(year, 11, 22)?;
            let since_wednesday = last.weekday().days_since(chrono::Weekday::Wed);
            last.checked_sub_days(Days::new(u64::from(since_wednesday)))
        }
    }
}
