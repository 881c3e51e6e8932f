//! Who is on call at an instant.

use chrono::Weekday;
use serde_json::{Value, json};

use super::fields::{Fields, field, instant, list, object, optional, text, texts};
use crate::rota::{Every, Layer, Override, RotaError, Rotation, Schedule, TimeOfDay, Window, zone};

/// The people whom the schedule has on call, each once.
pub(super) fn decide(case: &Fields) -> Result<(&'static str, Value), String> {
    let at = instant(case, "at")?;
    let schedule = schedule(object(case, "schedule")?)?;
    Ok(("users", json!(schedule.on_call(at))))
}

fn schedule(of: &Fields) -> Result<Schedule, String> {
    let zone = zone(text(of, "timezone")?).map_err(told)?;
    let layers = each(list(of, "layers")?, "layer", layer)?;
    let overrides = match optional(of, "overrides") {
        Some(_) => each(list(of, "overrides")?, "override", change)?,
        None => Vec::new(),
    };
    Schedule::new(zone, layers, overrides).map_err(told)
}

fn layer(of: &Fields) -> Result<Layer, String> {
    let priority = field(of, "priority")?.as_i64().ok_or("priority is not a whole number")?;
    let layer = Layer::new(text(of, "name")?, priority, rotation(object(of, "rotation")?)?);
    match optional(of, "windows") {
        Some(_) => Ok(layer.inside(each(list(of, "windows")?, "window", window)?)),
        None => Ok(layer),
    }
}

fn rotation(of: &Fields) -> Result<Rotation, String> {
    let every = match text(of, "type")? {
        "hourly" => Every::Hour,
        "daily" => Every::Day,
        "weekly" => Every::Week,
        other => return Err(format!("type must be hourly, daily or weekly, but is {other:?}")),
    };
    let length = field(of, "length")?.as_u64().and_then(|length| u32::try_from(length).ok());
    let length = length.ok_or("length is not a whole number from 1 to 4294967295")?;
    let users = texts(of, "users")?.into_iter().map(str::to_owned).collect();
    Rotation::new(every, length, instant(of, "start")?, users).map_err(told)
}

fn window(of: &Fields) -> Result<Window, String> {
    let days: Result<Vec<_>, _> = texts(of, "days")?.into_iter().map(weekday).collect();
    let time = |name| text(of, name)?.parse::<TimeOfDay>().map_err(told);
    Window::new(days?, time("from")?, time("to")?).map_err(told)
}

fn weekday(name: &str) -> Result<Weekday, String> {
    Ok(match name {
        "mon" => Weekday::Mon,
        "tue" => Weekday::Tue,
        "wed" => Weekday::Wed,
        "thu" => Weekday::Thu,
        "fri" => Weekday::Fri,
        "sat" => Weekday::Sat,
        "sun" => Weekday::Sun,
        _ => return Err(format!("days must be of mon tue wed thu fri sat sun, but one is {name:?}")),
    })
}

fn change(of: &Fields) -> Result<Override, String> {
    let person = |name| optional(of, name).map(|_| text(of, name).map(str::to_owned)).transpose();
    Override::written(instant(of, "from")?, instant(of, "to")?, person("remove")?, person("add")?).map_err(told)
}

/// All entries of a list, or the first mistake in it and where it is, counted from 1.
fn each<T>(entries: &[Value], what: &str, read: fn(&Fields) -> Result<T, String>) -> Result<Vec<T>, String> {
    let entry = |(index, entry): (usize, &Value)| {
        let read = entry.as_object().ok_or_else(|| "not an object".to_owned()).and_then(read);
        read.map_err(|error| format!("{what} {}: {error}", index + 1))
    };
    entries.iter().enumerate().map(entry).collect()
}

fn told(error: RotaError) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(schedule: &Value, at: &str) -> String {
        let case = json!({ "at": at, "schedule": schedule });
        match decide(case.as_object().unwrap()) {
            Ok((field, users)) => format!("{field} {users}"),
            Err(error) => error,
        }
    }

    fn schedule() -> Value {
        json!({
            "timezone": "Europe/Berlin",
            "layers": [{
                "name": "primary",
                "priority": 1,
                "rotation": {
                    "type": "weekly", "length": 1, "start": "2026-01-05T09:00:00+01:00", "users": ["anna", "ben"]
                },
                "windows": [{ "days": ["mon", "tue"], "from": "17:00", "to": "08:00" }]
            }],
            "overrides": [
                { "from": "2026-01-06T00:00:00Z", "to": "2026-01-06T01:00:00Z", "remove": "anna", "add": "carl" },
                { "from": "2026-01-06T00:00:00Z", "to": "2026-01-06T01:00:00Z", "remove": null, "add": "dora" }
            ]
        })
    }

    #[test]
    fn a_schedule_is_asked_at_an_instant() {
        for (at, users) in [
            ("2026-01-05T17:00:00+01:00", r#"users ["anna"]"#),
            ("2026-01-05T16:59:59+01:00", "users []"),
            ("2026-01-06T01:30:00+01:00", r#"users ["carl","dora"]"#),
            ("2026-01-06T07:59:59+01:00", r#"users ["anna"]"#),
            ("2026-01-06T08:00:00+01:00", "users []"),
            ("2026-01-12T17:00:00+01:00", r#"users ["ben"]"#),
        ] {
            assert_eq!(answer(&schedule(), at), users, "{at}");
        }
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let at = "2026-01-05T17:00:00+01:00";
        let mut answers = vec![answer(&schedule(), "2026-01-05"), answer(&json!([]), at)];
        for (place, value) in [
            ("/timezone", json!("Europe/Bonn")),
            ("/timezone", json!(1)),
            ("/layers", json!(null)),
            ("/layers/0", json!(7)),
            ("/layers/0/priority", json!("high")),
            ("/layers/0/rotation/type", json!("monthly")),
            ("/layers/0/rotation/length", json!(0)),
            ("/layers/0/rotation/length", json!(-1.5)),
            ("/layers/0/rotation/start", json!("2026-01-05T09:00:00")),
            ("/layers/0/rotation/users", json!([])),
            ("/layers/0/rotation/users/1", json!(7)),
            ("/layers/0/windows/0/days/1", json!("tuesday")),
            ("/layers/0/windows/0/days", json!([])),
            ("/layers/0/windows/0/from", json!("08:00")),
            ("/layers/0/windows/0/to", json!("25:00")),
            ("/overrides/1/add", json!(null)),
            ("/overrides/0/to", json!("2026-01-06T00:00:00Z")),
        ] {
            let mut wrong = schedule();
            *wrong.pointer_mut(place).unwrap() = value;
            answers.push(answer(&wrong, at));
        }
        insta::assert_snapshot!(answers.join("\n"), @r#"
        at is not a time with offset (RFC 3339): "2026-01-05"
        schedule is not an object
        there is no time zone "Europe/Bonn"
        timezone is not a text
        layers is missing
        layer 1: not an object
        layer 1: priority is not a whole number
        layer 1: type must be hourly, daily or weekly, but is "monthly"
        layer 1: the length of a shift must be at least 1
        layer 1: length is not a whole number from 1 to 4294967295
        layer 1: start is not a time with offset (RFC 3339): "2026-01-05T09:00:00"
        layer 1: a rotation needs at least one user
        layer 1: users is not a list of texts
        layer 1: window 1: days must be of mon tue wed thu fri sat sun, but one is "tuesday"
        layer 1: window 1: a window needs at least one day
        layer 1: window 1: a window from 08:00 to 08:00 has no length
        layer 1: window 1: "25:00" is not a time of day from 00:00 to 24:00
        override 2: an override must remove or add somebody
        override 1: an override must end after it begins, but goes from 2026-01-06 00:00:00 UTC to 2026-01-06 00:00:00 UTC
        "#);
    }
}
