//! What is read, and what is frozen: minute by minute.

use chrono::{DateTime, TimeZone, Utc};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn read(text: &str) -> String {
    match FreezeDays::read(text) {
        Ok(days) => {
            assert_eq!(FreezeDays::read(&days.to_string()), Ok(days));
            days.to_string()
        }
        Err(error) => error.to_string(),
    }
}

fn spans(days: &str, zone: Tz, from: &str, to: &str) -> String {
    let spans = FreezeDays::read(days).unwrap().spans(zone, Interval { from: at(from), to: at(to) });
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).format("%F %R").to_string();
    spans.iter().map(|span| format!("{} to {}\n", local(span.from), local(span.to))).collect()
}

#[test]
fn days_are_written_in_many_ways() {
    let yearly = "20.12.-06.01.|12-20..01-06|20.12. – 6.1.|20.12.bis6.1| 20.12. BIS 06.01. |12-20 - 01-06|12-20-01-06|20.12—6.1.\
                  |20.12...06.01.|20.12. .. 06.01.|20.12. … 6.1.|20.12. ... 6.1.|12-20 until 01-06|12‑20 to 6. 1.";
    for text in yearly.split('|') {
        assert_eq!(read(text), "12-20..01-06", "{text}");
    }
    let once = "2026-12-20..2027-01-06|20.12.2026-6.1.2027|20.12.2026–6.1.2027|20. 12. 2026 bis 06.01.2027|2026-12-20 – 6.1.2027\
                |2026-12-20 - 2027-01-06|2026-12-20-2027-01-06|20.12.2026 to 2027-01-06|20.12.2026..06.01.2027.";
    for text in once.split('|') {
        assert_eq!(read(text), "2026-12-20..2027-01-06", "{text}");
    }
    for (text, days) in [
        ("24.12.", "12-24"),
        ("24.12", "12-24"),
        ("12-24", "12-24"),
        ("24.12.-24.12.", "12-24"),
        ("2026-12-24", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("29.2.", "02-29"),
        ("29.02.2028", "2028-02-29"),
        ("month-end -3..2", "month-end -3..2"),
        ("Monatsende -3..+2", "month-end -3..2"),
        ("month end –3 bis 2", "month-end -3..2"),
        ("MONTH-END −15–15", "month-end -15..15"),
        ("monatsende -3", "month-end -3"),
        ("month-end -3..0", "month-end -3"),
        ("month-end 0..2", "month-end 0..2"),
        ("month-end -0..2", "month-end 0..2"),
    ] {
        assert_eq!(read(text), days, "{text}");
    }
}

#[test]
fn what_is_wrong_is_told() {
    let told = |texts: &[&str]| texts.iter().map(|text| format!("{text:?}: {}\n", read(text))).collect::<String>();
    insta::assert_snapshot!(told(&[
        "", "christmas", "tomorrow to friday", "24.13.", "30.02.", "29.02.2027", "1-6", "24.12.26", "24/12", "12-24-2026",
        "20.12.-36.01.", "20.12.-", "1.1.-2.1.-3.1.", "2026-12-20..2027-1-6", "+1.+2.", "20.12.2026-6.1.", "12-20..2027-01-06",
        "2027-01-06..2026-12-20", "01-01..12-31", "1.7.-30.6.", "02-29..02-28", "03-01..02-28",
        "month-end", "month-end 3", "month-end 3..2", "month-end -3..-1", "month-end -3-2", "month-end -x..2", "month-end 0..0",
        "month-end -0", "monatsende -16..2", "month-end -3..16", "month-end -100",
    ]), @r#"
    "": "" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "christmas": "christmas" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "tomorrow to friday": "tomorrow to friday" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "24.13.": "24.13." is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "30.02.": "30.02." is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "29.02.2027": "29.02.2027" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "1-6": "1-6" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "24.12.26": "24.12.26" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "24/12": "24/12" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "12-24-2026": "2026" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "20.12.-36.01.": "36.01." is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "20.12.-": "20.12.-" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "1.1.-2.1.-3.1.": "2.1.-3.1." is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "2026-12-20..2027-1-6": "2027-1-6" is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "+1.+2.": "+1.+2." is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026
    "20.12.2026-6.1.": one of the two days has a year, the other has none
    "12-20..2027-01-06": one of the two days has a year, the other has none
    "2027-01-06..2026-12-20": 2026-12-20 is before 2027-01-06
    "01-01..12-31": it would freeze every day of the year
    "1.7.-30.6.": it would freeze every day of the year
    "02-29..02-28": it would freeze every day of the year
    "03-01..02-28": it would freeze every day of the year
    "month-end": "" is no number of days before and after the end of the month
    "month-end 3": "3" is no number of days before and after the end of the month
    "month-end 3..2": "3..2" is no number of days before and after the end of the month
    "month-end -3..-1": "-3..-1" is no number of days before and after the end of the month
    "month-end -3-2": "-3-2" is no number of days before and after the end of the month
    "month-end -x..2": "-x..2" is no number of days before and after the end of the month
    "month-end 0..0": around the end of the month it can freeze up to 15 days before and up to 15 after, and must freeze at least one
    "month-end -0": around the end of the month it can freeze up to 15 days before and up to 15 after, and must freeze at least one
    "monatsende -16..2": around the end of the month it can freeze up to 15 days before and up to 15 after, and must freeze at least one
    "month-end -3..16": around the end of the month it can freeze up to 15 days before and up to 15 after, and must freeze at least one
    "month-end -100": "-100" is no number of days before and after the end of the month
    "#);
    for text in ["christmas", "20.12.2026-6.1.", "2027-01-06..2026-12-20", "01-01..12-31", "month-end", "month-end -16"]
    {
        let error = FreezeDays::read(text).unwrap_err();
        assert!(!error.hint().is_empty() && !error.to_string().contains(error.hint()), "{error}");
    }
    assert!(FreezeDays::read("03-02..02-28").is_ok() && FreezeDays::read("01-02..12-31").is_ok());
}

#[test]
fn a_freeze_is_whole_and_in_local_time() {
    let berlin = Tz::Europe__Berlin;
    // It begins a year earlier than the time that is asked about, and the next one ends a year later.
    insta::assert_snapshot!(spans("20.12.-06.01.", berlin, "2027-01-06T22:59:59Z", "2027-12-19T23:00:01Z"), @"
    2026-12-20 00:00 to 2027-01-07 00:00
    2027-12-20 00:00 to 2028-01-07 00:00
    ");
    // It has ended, and has not begun: the end is not part of it.
    insta::assert_snapshot!(spans("20.12.-06.01.", berlin, "2027-01-06T23:00:00Z", "2027-12-19T23:00:00Z"), @"");
    insta::assert_snapshot!(spans("20.12.-06.01.", berlin, "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), @"");
    insta::assert_snapshot!(spans("2026-10-25", berlin, "2026-10-25T12:00:00Z", "2026-10-25T12:00:01Z"), @"2026-10-25 00:00 to 2026-10-26 00:00");
    insta::assert_snapshot!(spans("month-end -3..2", berlin, "2028-01-31T12:00:00Z", "2028-03-31T12:00:00Z"), @"
    2028-01-29 00:00 to 2028-02-03 00:00
    2028-02-27 00:00 to 2028-03-03 00:00
    2028-03-29 00:00 to 2028-04-03 00:00
    ");
    insta::assert_snapshot!(spans("month-end -1", berlin, "2026-02-01T12:00:00Z", "2026-04-01T12:00:00Z"), @"
    2026-02-28 00:00 to 2026-03-01 00:00
    2026-03-31 00:00 to 2026-04-01 00:00
    ");
    // Two months that touch are one: a month of thirty days has nothing left.
    insta::assert_snapshot!(spans("month-end -15..15", berlin, "2026-04-30T12:00:00Z", "2026-04-30T12:00:01Z"), @"2026-03-17 00:00 to 2026-05-16 00:00");
    // 29 February is another day where there is none.
    insta::assert_snapshot!(spans("02-29..03-02", berlin, "2027-01-01T12:00:00Z", "2029-01-01T12:00:00Z"), @"
    2027-03-01 00:00 to 2027-03-03 00:00
    2028-02-29 00:00 to 2028-03-03 00:00
    ");
    insta::assert_snapshot!(spans("02-27..02-29", berlin, "2027-01-01T12:00:00Z", "2029-01-01T12:00:00Z"), @"
    2027-02-27 00:00 to 2027-03-01 00:00
    2028-02-27 00:00 to 2028-03-01 00:00
    ");
    insta::assert_snapshot!(spans("02-29", berlin, "2027-01-01T12:00:00Z", "2029-01-01T12:00:00Z"), @"2028-02-29 00:00 to 2028-03-01 00:00");
}

#[test]
fn a_day_begins_with_its_first_moment() {
    let shown = |days, zone: Tz| {
        let whole = Interval { from: at("2000-01-01T00:00:00Z"), to: at("2030-01-01T00:00:00Z") };
        let spans = FreezeDays::read(days).unwrap().spans(zone, whole);
        spans.iter().map(|span| format!("{} {}", span.from, (span.to - span.from).num_minutes())).collect::<String>()
    };
    // No midnight.
    assert_eq!(shown("2018-11-04", Tz::America__Sao_Paulo), "2018-11-04 03:00:00 UTC 1380");
    assert_eq!(shown("2018-11-03", Tz::America__Sao_Paulo), "2018-11-03 03:00:00 UTC 1440");
    assert_eq!(shown("2025-03-09", Tz::America__Havana), "2025-03-09 05:00:00 UTC 1380");
    // Two of them, and an hour before midnight that comes twice.
    assert_eq!(shown("2025-11-02", Tz::America__Havana), "2025-11-02 04:00:00 UTC 1500");
    assert_eq!(shown("2018-02-17", Tz::America__Sao_Paulo), "2018-02-17 02:00:00 UTC 1500");
    // The second 23:01 is after the first moment of the next day.
    assert_eq!(shown("2010-11-06", Tz::America__St_Johns), "2010-11-06 02:30:00 UTC 1440");
    assert_eq!(shown("2010-11-07", Tz::America__St_Johns), "2010-11-07 02:30:00 UTC 1500");
    assert_eq!(shown("2026-10-04", Tz::Australia__Lord_Howe), "2026-10-03 13:30:00 UTC 1410");
    // Samoa had no such day.
    assert_eq!(shown("2011-12-30", Tz::Pacific__Apia), "");
}

#[test]
fn times_far_away_are_no_trouble() {
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    let second = TimeDelta::seconds(1);
    for text in ["12-20..01-06", "2026-12-20..2027-01-06", "month-end -3..2", "month-end -15..15"] {
        let days = FreezeDays::read(text).unwrap();
        let _ = days.spans(Tz::Pacific__Apia, Interval { from: first, to: first + second });
        let _ = days.spans(Tz::Pacific__Apia, Interval { from: last - second, to: last });
        assert_eq!(days.spans(Tz::UTC, Interval { from: last, to: first }), []);
    }
    assert!(FreezeDays::read(&"-".repeat(100_000)).is_err() && FreezeDays::read(&"..".repeat(100_000)).is_err());
    // Made by hand, without any sense.
    let whole = Interval { from: at("2026-01-01T00:00:00Z"), to: at("2027-01-01T00:00:00Z") };
    for day in [(0, 0), (2, 30), (13, 1), (u32::MAX, u32::MAX)] {
        assert_eq!(FreezeDays::Yearly { from: day, to: (0, 0) }.spans(Tz::UTC, whole), []);
        assert_eq!(FreezeDays::Yearly { from: (1, 1), to: (u32::MAX, 0) }.spans(Tz::UTC, whole), []);
    }
    // Made by hand, without a day left: it ends somewhere.
    let always = FreezeDays::Yearly { from: (7, 1), to: (6, 30) };
    let spans = always.spans(Tz::UTC, whole);
    assert_eq!(spans, [Interval { from: at("2024-07-01T00:00:00Z"), to: at("2029-07-01T00:00:00Z") }]);
}

const CHANGES: [(Tz, &str); 14] = [
    (Tz::Europe__Berlin, "2026-03-29T01:00:00Z"),
    (Tz::Europe__Berlin, "2026-10-25T01:00:00Z"),
    (Tz::America__New_York, "2026-03-08T07:00:00Z"),
    (Tz::America__New_York, "2026-11-01T06:00:00Z"),
    (Tz::Australia__Lord_Howe, "2026-04-04T15:00:00Z"),
    (Tz::Australia__Lord_Howe, "2026-10-03T15:30:00Z"),
    (Tz::Asia__Beirut, "2023-03-25T22:00:00Z"),
    (Tz::Asia__Beirut, "2023-10-28T21:00:00Z"),
    (Tz::America__Sao_Paulo, "2018-02-18T02:00:00Z"),
    (Tz::America__Sao_Paulo, "2018-11-04T03:00:00Z"),
    (Tz::America__Havana, "2025-03-09T05:00:00Z"),
    (Tz::America__Havana, "2025-11-02T05:00:00Z"),
    (Tz::America__St_Johns, "2010-11-07T02:31:00Z"),
    (Tz::Pacific__Apia, "2011-12-30T10:00:00Z"),
];

/// The definition, in the plainest way.
fn frozen(days: FreezeDays, date: NaiveDate) -> bool {
    let day = (date.month(), date.day());
    match days {
        FreezeDays::Yearly { from, to } if from <= to => from <= day && day <= to,
        FreezeDays::Yearly { from, to } => from <= day || day <= to,
        FreezeDays::Once { from, to } => from <= date && date <= to,
        FreezeDays::MonthEnd { before, after } => {
            date.day() <= after || (date + TimeDelta::days(before.into())).month() != date.month()
        }
    }
}

/// The date of each minute: the latest that clocks have shown.
fn dates(zone: Tz, from: DateTime<Utc>, minutes: i64) -> Vec<NaiveDate> {
    let mut latest = NaiveDate::MIN;
    let shown = |n: i64| zone.from_utc_datetime(&(from + TimeDelta::minutes(n)).naive_utc()).date_naive();
    // Two hours before, the clocks may have shown a later date.
    let dates = (-120..minutes).map(|n| {
        latest = latest.max(shown(n));
        latest
    });
    dates.skip(120).collect()
}

fn days(near: NaiveDate) -> impl Strategy<Value = FreezeDays> {
    let date = move || (-4_i64..5).prop_map(move |days| near + TimeDelta::days(days));
    let day = move || {
        let leap = Just((2, 29));
        prop_oneof![6 => date().prop_map(|date| (date.month(), date.day())), 1 => leap, 1 => (1_u32..13, 1_u32..29)]
    };
    prop_oneof![
        (day(), day()).prop_map(|(from, to)| FreezeDays::Yearly { from, to }),
        (date(), date()).prop_map(|(a, b)| FreezeDays::Once { from: a.min(b), to: a.max(b) }),
        (0_u32..16, 0_u32..16)
            .prop_map(|(before, after)| FreezeDays::MonthEnd { before, after: after.max(1 - before.min(1)) }),
    ]
}

fn around_a_change() -> impl Strategy<Value = (Tz, DateTime<Utc>, FreezeDays)> {
    prop::sample::select(CHANGES.to_vec()).prop_flat_map(|(zone, change)| {
        let change = at(change);
        (Just(zone), Just(change), days(change.with_timezone(&zone).date_naive()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn spans_are_what_is_frozen_minute_by_minute(
        (zone, change, days) in around_a_change(), before in 0_i64..4_000, long in 1_i64..8_000
    ) {
        let from = change - TimeDelta::minutes(before);
        let within = Interval { from, to: from + TimeDelta::minutes(long) };
        let spans = days.spans(zone, within);
        prop_assert!(spans.iter().all(|span| span.from < span.to && span.from < within.to && within.from < span.to));
        prop_assert!(spans.windows(2).all(|pair| pair[0].to < pair[1].from));
        for (date, n) in dates(zone, from, long).into_iter().zip(0..) {
            let minute = from + TimeDelta::minutes(n);
            let found = spans.iter().any(|span| span.from <= minute && minute < span.to);
            prop_assert_eq!(found, frozen(days, date), "{} {}", minute, date);
        }
        // Whole: before and after it, something is allowed.
        let always = matches!(days, FreezeDays::Yearly { from, to } if leaves_no_day(Day::Yearly(from.0, from.1), Day::Yearly(to.0, to.1)));
        for span in spans.iter().filter(|_| !always) {
            let date = |at: DateTime<Utc>| dates(zone, at, 1)[0];
            prop_assert!(frozen(days, date(span.from)) && !frozen(days, date(span.from - TimeDelta::minutes(1))));
            prop_assert!(!frozen(days, date(span.to)) && frozen(days, date(span.to - TimeDelta::minutes(1))));
        }
        // And it is written as it is read.
        match FreezeDays::read(&days.to_string()) {
            Err(error) => prop_assert!(always && error == FreezeError::Always),
            Ok(read) => prop_assert_eq!(read, days),
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "[0-9. ‑–…-]{0,24}|(month-end|monatsende) ?[0-9.–+-]{0,8}|.{0,12}") {
        match FreezeDays::read(&text) {
            Ok(days) => prop_assert_eq!(FreezeDays::read(&days.to_string()), Ok(days)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
