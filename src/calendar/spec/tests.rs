//! What is accepted, what is refused, and what is said about it.

use super::*;

fn spec(json: &str) -> CalendarSpec {
    serde_json::from_str(json).unwrap()
}

fn mistakes(json: &str) -> String {
    spec(json).mistakes().iter().map(|mistake| format!("{mistake}\n    {}\n", mistake.error.hint())).collect()
}

#[test]
fn all_mistakes_are_told_at_once() {
    insta::assert_snapshot!(mistakes(r#"{
        "timezone": "Europe/Atlantis",
        "hours": {"mon": [["08:00", "08:00"], ["8:00", "24:01"]], "monday": [["25:00", "26:00"]]},
        "holidays": {"country": "DE", "subdivision": "XX"},
        "days_off": {"24.12.2026": ""},
        "exceptions": {"2026-02-30": [], "2026-12-24": [["12:00", "08:00"]], "2026-12-31": [["08:00", "12:00"], ["11:00", "13:00"]]}
    }"#), @r#"
    timezone: there is no time zone "Europe/Atlantis"
        write it like Europe/Berlin, as in the IANA list of time zones
    hours.mon: the window from 08:00 to 08:00 is empty
        for the whole day write 00:00 to 24:00; for a closed day leave it out
    hours.mon: "8:00" is no time of day from 00:00 to 24:00
        write it with two digits each: 08:00, or 24:00 for the end of the day
    hours: "monday" is none of mon, tue, wed, thu, fri, sat, sun
        write mon, tue, wed, thu, fri, sat or sun
    hours.monday: "25:00" is no time of day from 00:00 to 24:00
        write it with two digits each: 08:00, or 24:00 for the end of the day
    holidays: DE has no subdivision "XX"; there are BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH
        leave it out for the holidays of the whole country
    days_off: "24.12.2026" is no date like 2026-12-24
        write it as year, month and day: 2026-12-24
    exceptions.2026-02-30: "2026-02-30" is no date like 2026-12-24
        write it as year, month and day: 2026-12-24
    exceptions.2026-12-24: the window from 12:00 to 08:00 ends before it begins
        end it at 24:00, and open the next date in the morning
    exceptions.2026-12-31: two windows of this day overlap
        join the two windows, or move one of them; a window over midnight also counts on the day after
    "#);
}

#[test]
fn slips_are_told_and_still_built() {
    for (json, told) in [
        (r#"{"timezone": "UTC", "hours": {}}"#, "hours: it is never open"),
        (r#"{"timezone": "UTC", "hours": {"mon": []}, "exceptions": {"2026-01-01": []}}"#, "hours: it is never open"),
        (
            r#"{"timezone": "UTC", "hours": {"tue": [["09:00", "12:00"], ["08:00", "09:01"]]}}"#,
            "hours.tue: two windows of this day overlap",
        ),
        // The night from Sunday reaches into Monday morning.
        (
            r#"{"timezone": "UTC", "hours": {"sun": [["22:00", "06:00"]], "mon": [["05:00", "07:00"]]}}"#,
            "hours.mon: two windows of this day overlap",
        ),
    ] {
        assert_eq!(spec(json).mistakes().iter().map(ToString::to_string).collect::<Vec<_>>(), [told], "{json}");
        assert!(spec(json).build().is_ok(), "{json}");
    }
}

#[test]
fn what_touches_does_not_overlap() {
    for hours in [
        r#"{"mon": [["08:00", "12:00"], ["12:00", "13:00"]]}"#,
        r#"{"mon": [["22:00", "06:00"]], "tue": [["06:00", "07:00"]]}"#,
        r#"{"mon": [["22:00", "00:00"]], "tue": [["00:00", "24:00"]], "wed": [["24:00", "01:00"]]}"#,
    ] {
        assert_eq!(mistakes(&format!(r#"{{"timezone": "UTC", "hours": {hours}}}"#)), "", "{hours}");
    }
}

#[test]
fn it_is_written_as_it_was_read() {
    for json in [
        r#"{"timezone":"UTC","hours":{}}"#,
        r#"{"timezone":"Asia/Kolkata","hours":{"fri":[["22:00","06:00"]]},"holidays":["2026-01-26"],"exceptions":{"2026-12-31":[]}}"#,
        r#"{"timezone":"UTC","hours":{},"holidays":{"country":"DE"},"days_off":{"2026-08-08":"Friedensfest"}}"#,
    ] {
        assert_eq!(serde_json::to_string(&spec(json)).unwrap(), json);
    }
    let refused = serde_json::from_str::<CalendarSpec>(r#"{"timezone": "UTC", "hours": {}, "holidays": "DE"}"#);
    insta::assert_snapshot!(refused.unwrap_err(), @"holidays is neither a list of dates nor a country with or without a subdivision at line 1 column 50");
}
