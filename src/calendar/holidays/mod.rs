//! Public holidays by law: those that hold in a whole country or in a whole state of it, one-off ones included. What holds
//! only in some municipalities is not among them.
//!
//! Known is Germany. No well-kept library has the holidays of other countries with their parts; those come as a list of
//! dates or from an [iCal file](super::ical).

mod easter;
mod germany;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

pub use germany::State;

/// The years for which holidays are given: laws are followed back to the unification of Germany, and a law of today is
/// taken to last.
pub const YEARS: RangeInclusive<i32> = 1990..=2150;

/// Where holidays hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// A state of Germany; None for what holds in all of them.
    Germany(Option<State>),
}

/// Why a region is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RegionError {
    /// No holidays of this country are known.
    #[error("the holidays of country {0:?} are not known, only those of DE")]
    UnknownCountry(String),
    /// The country has no such part.
    #[error("{country} has no subdivision {subdivision:?}; there are {known}")]
    UnknownSubdivision {
        /// The country.
        country: String,
        /// What was given.
        subdivision: String,
        /// What there is, separated by commas.
        known: String,
    },
}

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Holiday {
    NewYear,
    Epiphany,
    WomensDay,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    LabourDay,
    LiberationDay,
    AscensionDay,
    WhitSunday,
    WhitMonday,
    CorpusChristi,
    Uprising1953,
    AssumptionDay,
    ChildrensDay,
    GermanUnity,
    ReformationDay,
    AllSaints,
    RepentanceDay,
    ChristmasDay,
    SecondChristmasDay,
}

impl Region {
    /// Reads ISO codes: a country (`DE`) and a part of it (`BY`).
    pub fn read(country: &str, subdivision: Option<&str>) -> Result<Self, RegionError> {
        if country != "DE" {
            return Err(RegionError::UnknownCountry(country.to_owned()));
        }
        let state = |code: &str| {
            State::ALL.iter().copied().find(|state| state.code() == code).ok_or_else(|| {
                RegionError::UnknownSubdivision {
                    country: country.to_owned(),
                    subdivision: code.to_owned(),
                    known: State::ALL.map(State::code).join(", "),
                }
            })
        };
        Ok(Self::Germany(subdivision.map(state).transpose()?))
    }

    /// The holidays of a year, in order; none outside of [`YEARS`]. Where two fall on one date, it is there once.
    #[must_use]
    pub fn dates(self, year: i32) -> BTreeMap<NaiveDate, Holiday> {
        let mut dates = BTreeMap::new();
        if YEARS.contains(&year) {
            let Self::Germany(state) = self;
            for (date, holiday) in germany::holidays(state, year) {
                dates.entry(date).or_insert(holiday);
            }
        }
        dates
    }

    /// The holiday on a date.
    #[must_use]
    pub fn holiday_on(self, date: NaiveDate) -> Option<Holiday> {
        self.dates(date.year()).remove(&date)
    }
}

impl Holiday {
    /// The key of its name in the words of a language.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NewYear => "holiday-new-year",
            Self::Epiphany => "holiday-epiphany",
            Self::WomensDay => "holiday-womens-day",
            Self::GoodFriday => "holiday-good-friday",
            Self::EasterSunday => "holiday-easter-sunday",
            Self::EasterMonday => "holiday-easter-monday",
            Self::LabourDay => "holiday-labour-day",
            Self::LiberationDay => "holiday-liberation-day",
            Self::AscensionDay => "holiday-ascension-day",
            Self::WhitSunday => "holiday-whit-sunday",
            Self::WhitMonday => "holiday-whit-monday",
            Self::CorpusChristi => "holiday-corpus-christi",
            Self::Uprising1953 => "holiday-uprising-1953",
            Self::AssumptionDay => "holiday-assumption-day",
            Self::ChildrensDay => "holiday-childrens-day",
            Self::GermanUnity => "holiday-german-unity",
            Self::ReformationDay => "holiday-reformation-day",
            Self::AllSaints => "holiday-all-saints",
            Self::RepentanceDay => "holiday-repentance-day",
            Self::ChristmasDay => "holiday-christmas-day",
            Self::SecondChristmasDay => "holiday-second-christmas-day",
        }
    }
}

#[cfg(test)]
mod tests;
