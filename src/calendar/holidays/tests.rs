//! Against the laws; compared with other programs beforehand (the PyPI package `holidays`, 1991 to 2100, all states).

use super::*;

fn state(code: &str) -> Region {
    Region::read("DE", Some(code)).unwrap()
}

fn shown(region: Region, year: i32) -> String {
    let days = region.dates(year);
    days.iter().map(|(date, holiday)| format!("{} {holiday:?}", date.format("%m-%d"))).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_year_of_a_state() {
    insta::assert_snapshot!(shown(state("BB"), 2026), @"01-01 NewYear, 04-03 GoodFriday, 04-05 EasterSunday, 04-06 EasterMonday, 05-01 LabourDay, 05-14 AscensionDay, 05-24 WhitSunday, 05-25 WhitMonday, 10-03 GermanUnity, 10-31 ReformationDay, 12-25 ChristmasDay, 12-26 SecondChristmasDay");
    insta::assert_snapshot!(shown(state("BY"), 2026), @"01-01 NewYear, 01-06 Epiphany, 04-03 GoodFriday, 04-06 EasterMonday, 05-01 LabourDay, 05-14 AscensionDay, 05-25 WhitMonday, 06-04 CorpusChristi, 10-03 GermanUnity, 11-01 AllSaints, 12-25 ChristmasDay, 12-26 SecondChristmasDay");
    // Ascension Day on 1 May: one date less.
    insta::assert_snapshot!(shown(Region::Germany(None), 2008), @"01-01 NewYear, 03-21 GoodFriday, 03-24 EasterMonday, 05-01 LabourDay, 05-12 WhitMonday, 10-03 GermanUnity, 12-25 ChristmasDay, 12-26 SecondChristmasDay");
}

#[test]
fn laws_begin_and_end() {
    let holds = |code: &str, date: &str| state(code).holiday_on(date.parse().unwrap());
    for (holiday, code, last_without, first_with) in [
        (Holiday::WomensDay, "BE", "2018-03-08", "2019-03-08"),
        (Holiday::WomensDay, "MV", "2022-03-08", "2023-03-08"),
        (Holiday::ChildrensDay, "TH", "2018-09-20", "2019-09-20"),
        (Holiday::ReformationDay, "NI", "2016-10-31", "2018-10-31"),
        (Holiday::ReformationDay, "BY", "2018-10-31", "2017-10-31"),
        (Holiday::RepentanceDay, "BY", "1995-11-22", "1994-11-16"),
        (Holiday::RepentanceDay, "SN", "1995-11-15", "1995-11-22"),
        (Holiday::LiberationDay, "BE", "2024-05-08", "2025-05-08"),
        (Holiday::LiberationDay, "BE", "2021-05-08", "2020-05-08"),
        (Holiday::Uprising1953, "BE", "2027-06-17", "2028-06-17"),
        (Holiday::Uprising1953, "HE", "1991-06-17", "1990-06-17"),
        (Holiday::AssumptionDay, "SL", "2026-08-16", "2026-08-15"),
    ] {
        assert_eq!(holds(code, last_without), None, "{code} {last_without}");
        assert_eq!(holds(code, first_with), Some(holiday), "{code} {first_with}");
    }
    assert_eq!(holds("BY", "2026-08-15"), None);
    assert_eq!(holds("SN", "1990-06-17"), None);
    assert_eq!(Region::Germany(None).holiday_on("2017-10-31".parse().unwrap()), Some(Holiday::ReformationDay));
}

#[test]
fn what_holds_in_all_of_germany_holds_in_each_state() {
    for year in YEARS {
        let common = Region::Germany(None).dates(year);
        let mut shared = state("BB").dates(year);
        for code in State::ALL.map(State::code) {
            let own = state(code).dates(year);
            assert!(common.keys().all(|date| own.contains_key(date)), "{code} {year}");
            shared.retain(|date, _| own.contains_key(date));
        }
        assert_eq!(shared, common, "{year}");
    }
}

#[test]
fn regions_that_do_not_exist_are_refused() {
    insta::assert_snapshot!(Region::read("AT", None).unwrap_err(), @r#"the holidays of country "AT" are not known, only those of DE"#);
    insta::assert_snapshot!(Region::read("DE", Some("BX")).unwrap_err(), @r#"DE has no subdivision "BX"; there are BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH"#);
    assert!(Region::Germany(None).dates(1989).is_empty());
}
