//! Easter.

use chrono::NaiveDate;

/// Easter Sunday of the western churches, for every year of the Gregorian calendar.
///
/// Source: the "anonymous Gregorian algorithm" (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8).
pub(super) fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let days = u32::try_from(epact + weekday - 7 * shift + 114).ok()?;
    NaiveDate::from_ymd_opt(year, days / 31, days % 31 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_it_fell() {
        for date in ["1818-03-22", "1943-04-25", "1990-04-15", "2000-04-23", "2008-03-23", "2026-04-05", "2038-04-25"] {
            let date: NaiveDate = date.parse().unwrap();
            assert_eq!(easter_sunday(chrono::Datelike::year(&date)), Some(date));
        }
    }
}
