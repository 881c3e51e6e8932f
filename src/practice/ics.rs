//! Calendars that other programs show (RFC 5545), as all practices write them.
//!
//! Written by `calcard`, as titles are what users type: `icalendar` never comes to an end with some of them, and `ics`
//! makes lines of 76 octets. Times are in UTC, which every program shows in its own zone, so that no zone needs to be
//! described.

use std::collections::HashSet;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty as Property, ICalendarTransparency,
};
use chrono::{DateTime, Utc};

/// A calendar of these events. `of` is what it is about, for the name of the program.
pub(super) fn calendar(of: &str, name: &str, mut events: Vec<ICalendarComponent>) -> String {
    let mut calendar = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    calendar.add_property(Property::Version, "2.0");
    calendar.add_property(Property::Prodid, format!("-//lotse//{of}//EN"));
    calendar.add_property(Property::Other("X-WR-CALNAME".to_owned()), plain(name));
    calendar.component_ids = (1..).take(events.len()).collect();
    events.insert(0, calendar);
    ICalendar { components: events }.to_string()
}

/// What all events have; none where it cannot be one: it does not end after its start, or there is one of this id already.
/// A program may refuse the whole calendar for one of them.
pub(super) fn event(
    id: &str,
    title: &str,
    [from, to, stamp]: [DateTime<Utc>; 3],
    seen: &mut HashSet<String>,
) -> Option<ICalendarComponent> {
    // In whole seconds, as they are written.
    if to.timestamp() <= from.timestamp() {
        return None;
    }
    let uid = format!("{}@lotse", plain(id));
    if !seen.insert(uid.clone()) {
        return None;
    }
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.add_uid(&uid);
    event.add_dtstamp(time(stamp));
    event.add_property(Property::Dtstart, time(from));
    event.add_property(Property::Dtend, time(to));
    event.add_property(Property::Summary, plain(title));
    event.add_property(Property::Transp, ICalendarTransparency::Opaque);
    Some(event)
}

/// A moment, as it is written.
pub(super) fn time(at: DateTime<Utc>) -> PartialDateTime {
    PartialDateTime::from_utc_timestamp(at.timestamp())
}

/// The text without control characters, which the format forbids. All that a reader could take for the end of a line
/// is one newline, which is written as `\n`: programs in Python split a file at each of them.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let letters = text.chars().filter_map(|letter| match letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        letter => (!letter.is_control()).then_some(letter),
    });
    letters.collect()
}
