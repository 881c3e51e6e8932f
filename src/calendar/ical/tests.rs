//! Files as they are found.

use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> String {
    match read(text, 2026..=2028) {
        Ok(days) => days.iter().map(|(date, name)| format!("{date} {name}\n")).collect(),
        Err(error) => error.to_string(),
    }
}

fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

#[test]
fn a_day_and_days() {
    insta::assert_snapshot!(shown(&event("DTSTART;VALUE=DATE:20260808\r\nSUMMARY:Augsburger Hohes \r\n Friedensfest")), @"2026-08-08 Augsburger Hohes Friedensfest");
    insta::assert_snapshot!(shown(&event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY;LANGUAGE=de;X=\"a:b\":Ruhe\\, bitte")), @r"
    2026-12-24 Ruhe, bitte
    2026-12-25 Ruhe, bitte
    2026-12-26 Ruhe, bitte
    ");
    insta::assert_snapshot!(shown(&event("DTSTART;VALUE=DATE:20261231\nDURATION:P2D")), @r"
    2026-12-31 
    2027-01-01
    ");
    insta::assert_snapshot!(shown(&event("DTSTART:20260101\nDTEND:20260101\nSUMMARY:x")), @"2026-01-01 x");
}

#[test]
fn it_comes_again() {
    insta::assert_snapshot!(shown(&event("DTSTART;VALUE=DATE:20000815\nRRULE:FREQ=YEARLY\nSUMMARY:Mariä Himmelfahrt\nEXDATE;VALUE=DATE:20270815")), @r"
    2026-08-15 Mariä Himmelfahrt
    2028-08-15 Mariä Himmelfahrt
    ");
    insta::assert_snapshot!(shown(&event("DTSTART;VALUE=DATE:20251231\nDTEND;VALUE=DATE:20260102\nRRULE:FREQ=YEARLY;UNTIL=20261231\nSUMMARY:x")), @r"
    2026-01-01 x
    2026-12-31 x
    2027-01-01 x
    ");
    insta::assert_snapshot!(shown(&event("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nSUMMARY:Thanksgiving")), @r"
    2026-11-26 Thanksgiving
    2027-11-25 Thanksgiving
    2028-11-23 Thanksgiving
    ");
    insta::assert_snapshot!(shown(&event("DTSTART;VALUE=DATE:20260101\nRDATE;VALUE=DATE:20270203,20290101\nSUMMARY:x")), @r"
    2026-01-01 x
    2027-02-03 x
    ");
}

#[test]
fn what_is_no_day_off_is_passed_over() {
    for lines in [
        "DTSTART;TZID=Europe/Berlin:20260101T090000\nDURATION:PT2H",
        "DTSTART;VALUE=DATE:20260101\nSTATUS:CANCELLED",
        "DTSTART;VALUE=DATE:19990101",
    ] {
        assert_eq!(shown(&event(lines)), "", "{lines}");
    }
    let alarm = "DTSTART;VALUE=DATE:20260101\nBEGIN:VALARM\nSUMMARY:no\nDURATION:P9W\nEND:VALARM\nSUMMARY:yes";
    assert_eq!(shown(&event(alarm)), "2026-01-01 yes\n");
}

#[test]
fn mistakes_are_told_with_their_line() {
    insta::assert_snapshot!(shown(""), @"line 1: this is no iCal file: it does not begin with BEGIN:VCALENDAR");
    insta::assert_snapshot!(shown("<html>: please log in"), @"line 1: this is no iCal file: it does not begin with BEGIN:VCALENDAR");
    insta::assert_snapshot!(shown("BEGIN:VCALENDAR\nnothing"), @r#"line 2: "nothing" is no property"#);
    insta::assert_snapshot!(shown("BEGIN:VCALENDAR\nEND:VEVENT"), @"line 2: an END does not fit to its BEGIN, or is missing");
    insta::assert_snapshot!(shown("BEGIN:VCALENDAR\nVERSION:2.0"), @"line 2: an END does not fit to its BEGIN, or is missing");
    insta::assert_snapshot!(shown(&event("SUMMARY:x")), @"line 3: the event has no DTSTART");
    insta::assert_snapshot!(shown(&event("DTSTART:20260230")), @r#"line 4: "20260230" is no date like 20261224"#);
    insta::assert_snapshot!(shown(&event("DTSTART:20260201\nDTEND:20260101")), @"line 3: the event does not last between one day and a year");
    insta::assert_snapshot!(shown(&event("DTSTART:20260201\nDURATION:P1X")), @r#"line 5: "P1X" is no number of days or weeks like P1D"#);
    insta::assert_snapshot!(shown(&event("DTSTART:20260201\nRRULE:FREQ=HOURLY")), @r#"line 3: "FREQ=HOURLY" is no recurrence rule of whole days: it comes more than once a day"#);
    assert!(shown(&event("DTSTART:20260201\nRRULE:FREQ=NEVER")).starts_with("line 3: \"FREQ=NEVER\" is no"));
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(text in ".{0,200}", lines in prop::collection::vec("(DTSTART|DTEND|RRULE|DURATION|BEGIN|END|EXDATE)[:;][A-Z0-9=;:,\"ä ]{0,20}", 0..8)) {
        let _ = read(&text, 2026..=2027);
        let _ = read(&event(&lines.join("\n")), 2026..=2027);
    }
}
