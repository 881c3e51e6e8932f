use chrono_tz::Europe::Berlin;
use proptest::prelude::*;

use super::*;

fn file(events: &[&str]) -> String {
    let events =
        events.iter().map(|event| format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", event.replace('\n', "\r\n")));
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.collect::<String>())
}

/// `name: from > to` in local time, an event a line.
fn read(event: &str) -> String {
    read_all(&[event])
}

fn read_all(written: &[&str]) -> String {
    let text = match events(&file(written), Berlin, &(2026..=2027)) {
        Ok(events) => events,
        Err(error) => return error.to_string(),
    };
    let local = |at: &DateTime<Utc>| at.with_timezone(&Berlin).format("%d.%m.%y %H:%M").to_string();
    let lines = text.iter().flat_map(|event| {
        event.times.iter().map(|(from, to)| format!("{}: {} > {}", event.summary, local(from), local(to)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_shift_is_handed_over_at_nine_all_year() {
    let weekly = read(
        "SUMMARY:Carla Weber\nDTSTART;TZID=Europe/Berlin:20261012T090000\nDTEND;TZID=Europe/Berlin:20261019T090000\n\
         RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3\nEXDATE;TZID=Europe/Berlin:20261012T090000",
    );
    // The clocks go back on 25 October.
    assert_eq!(weekly, "Carla Weber: 26.10.26 09:00 > 02.11.26 09:00\nCarla Weber: 09.11.26 09:00 > 16.11.26 09:00");
}

#[test]
fn times_are_written_in_many_ways() {
    let of = |times: &str| read(&format!("SUMMARY:x\n{times}"));
    assert_eq!(of("DTSTART:20260701T070000Z\nDURATION:PT12H"), "x: 01.07.26 09:00 > 01.07.26 21:00");
    assert_eq!(of("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227"), "x: 24.12.26 00:00 > 27.12.26 00:00");
    assert_eq!(of("DTSTART;VALUE=DATE:20261224"), "x: 24.12.26 00:00 > 25.12.26 00:00");
    assert_eq!(of("DTSTART:20260701T090000\nDURATION:P1W"), "x: 01.07.26 09:00 > 08.07.26 09:00");
    let new_york = "DTSTART;TZID=\"America/New_York\":20260701T090000\nDURATION:PT1H30M";
    assert_eq!(of(new_york), "x: 01.07.26 15:00 > 01.07.26 16:30");
    let outlook =
        "DTSTART;TZID=W. Europe Standard Time:20260701T090000\nDTEND;TZID=W. Europe Standard Time:20260701T100000";
    assert_eq!(of(outlook), "x: 01.07.26 09:00 > 01.07.26 10:00");
    let evolution = "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260701T090000\nDURATION:PT1H";
    assert_eq!(of(evolution), "x: 01.07.26 09:00 > 01.07.26 10:00");
    assert_eq!(
        of("DTSTART:20260701T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260702"),
        "x: 01.07.26 09:00 > 01.07.26 10:00\nx: 02.07.26 09:00 > 02.07.26 10:00"
    );
    assert_eq!(of("DTSTART:20260701T090000"), "");
    assert_eq!(of("DTSTART:20240701T090000\nDURATION:PT1H"), "");
}

#[test]
fn an_occurrence_is_moved_or_cancelled() {
    let weekly = "UID:1\nSUMMARY:Carla\nDTSTART:20260105T090000\nDURATION:P1W\nRRULE:FREQ=WEEKLY;COUNT=3";
    let moved = "UID:1\nRECURRENCE-ID:20260112T080000Z\nSUMMARY:Bernd\nDTSTART:20260113T090000\nDURATION:P6D";
    let cancelled =
        "UID:1\nRECURRENCE-ID:20260119T080000Z\nSTATUS:CANCELLED\nSUMMARY:Carla\nDTSTART:20260119T090000\nDURATION:P1W";
    let all = read_all(&[weekly, moved, cancelled]);
    assert_eq!(all, "Carla: 05.01.26 09:00 > 12.01.26 09:00\nBernd: 13.01.26 09:00 > 19.01.26 09:00");
}

#[test]
fn who_takes_part_has_a_name_and_an_address() {
    let text = file(&["SUMMARY:On call\nDTSTART:20260105T090000\nDURATION:P1W\n\
         ATTENDEE;CN=\"Weber, Carla\";ROLE=REQ-PARTICIPANT:mailto:carla@example.org\nATTENDEE:MAILTO:bernd@example.org"]);
    let found = events(&text, Berlin, &(2026..=2026)).unwrap();
    assert_eq!(found[0].attendees, [vec!["Weber, Carla", "carla@example.org"], vec!["bernd@example.org"]]);
    assert_eq!(found[0].line, 3);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (event, expected) in [
        ("SUMMARY:x", "line 3: the event has no DTSTART"),
        ("DTSTART:soon", "line 4: \"soon\" is no time like 20261224T180000"),
        ("DTSTART;TZID=Middle Earth:20260101T000000", "line 4: there is no time zone \"Middle Earth\""),
        (
            "DTSTART:20260102T000000\nDTEND:20260101T000000",
            "line 3: the event does not last between one day and a year",
        ),
        ("DTSTART:20260102T000000\nDURATION:soon", "line 5: \"soon\" is no number of days or weeks like P1D"),
    ] {
        assert_eq!(read(event), expected);
    }
    let often = read("DTSTART:20260102T000000\nDURATION:PT1M\nRRULE:FREQ=MINUTELY");
    assert!(often.contains("more than once an hour"), "{often}");
    assert_eq!(
        events("<html>", Berlin, &(2026..=2026)).unwrap_err().problem,
        IcalProblem::NotAProperty("<html>".into())
    );
}

proptest! {
    #[test]
    fn nothing_panics(text in "(BEGIN:|END:|VCALENDAR|VEVENT|DTSTART|DTEND|RRULE:FREQ=DAILY|DURATION:P|EXDATE|;TZID=|2026|0101T|Z|\r\n|[A-Z0-9:;=,/\"äß€😀]){0,40}") {
        let _ = events(&text, Berlin, &(2026..=2026));
        let _ = events(&file(&[&text]), Berlin, &(2026..=2026));
    }
}
