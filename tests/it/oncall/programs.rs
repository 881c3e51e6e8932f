//! What other programs get of a schedule, and what comes from one: calendars, hours, files.

use std::sync::Arc;

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::{Seen, Sight};
use lotse::config::{CalendarConfig, RotaFile};
use lotse::ops::Server;
use lotse::practice::oncall;
use matrix_sdk::reqwest;

use super::company;
use crate::support::company::NETWORK;
use crate::support::world::{World, account};

/// The text of the last file with such an end that the bot has sent.
fn file(world: &World, end: &str) -> String {
    let sent = |seen: Seen| match seen.what {
        Sight::Message { attachment: Some(file), .. } if file.name.ends_with(end) => world.server.content(&file),
        _ => None,
    };
    let content = world.server.log().into_iter().rev().find_map(sent).expect("a file was sent");
    String::from_utf8(content).expect("it is text").replace("\r\n", "\n")
}

#[tokio::test]
async fn shifts_are_given_to_a_calendar_program() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!oncall override @carla Fri 18:00 - Sat 8:00").await;
    world.says("bernd", "!oncall calendar").await;
    let own = file(&world, "bernd.ics");
    world.says("anna", "!bereitschaft kalender it").await;
    let whole = file(&world, "it.ics");
    world.says_to(NETWORK, "nora", "!oncall calendar mine").await;
    for text in ["!oncall calendar moon", "!oncall calendar link", "!oncall calendar revoke"] {
        world.says("bernd", text).await;
    }
    let short = |text: &str| text.lines().take(25).collect::<Vec<_>>().join("\n");
    assert_snapshot!(short(&own), @"");
    assert_snapshot!(short(&whole), @"");
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}

/// Whoever knows the address reads the calendar until it is revoked or replaced.
#[tokio::test]
async fn a_calendar_is_subscribed_to_by_a_secret_address() {
    let port = Server::start("127.0.0.1:0".parse().expect("an address")).await.expect("it listens");
    let address = port.address();
    let mut world = company(|config| {
        config.ops.listen = Some(address);
        config.ops.public_url = Some(format!("http://{address}/").parse().expect("an address"));
    })
    .await;
    let get = async |url: &str| {
        let client = reqwest::Client::builder().tls_certs_only([]).build().expect("a client");
        let answer = client.get(url).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a text"))
    };
    world.says("bernd", "!oncall calendar link").await;
    let first = link(&world, "bernd");
    assert_eq!(get(&first).await.0, 503, "it has not begun yet");
    port.attach(&world.flow());
    port.serve_calendars(|flow, secret| Box::pin(async move { oncall::of_address(&flow, &secret).await }));
    let (status, text) = get(&first).await;
    assert_eq!(status, 200);
    assert!(text.starts_with("BEGIN:VCALENDAR") && text.contains("SUMMARY:On call: IT on call"), "{text}");
    world.says("bernd", "!oncall calendar link").await;
    let second = link(&world, "bernd");
    assert_ne!(first, second);
    assert_eq!((get(&first).await.0, get(&second).await.0), (404, 200));
    world.says("bernd", "!oncall calendar link it").await;
    assert!(get(&link(&world, "bernd")).await.1.contains("IT on call: Bernd"));
    world.says("bernd", "!oncall calendar revoke").await;
    world.says("bernd", "!oncall calendar revoke").await;
    for address in [
        &second,
        &format!("http://{address}/calendar/0123456789abcdef0123456789abcdef.ics"),
        &format!("http://{address}/calendar/x"),
    ] {
        assert_eq!(get(address).await.0, 404, "{address}");
    }
    // Nothing from which the address could be read is kept with the calendars.
    let kept: i64 = sqlx::query_scalar("select count(*) from oncall_feed").fetch_one(world.pool()).await.expect("rows");
    assert_eq!(kept, 0);
    let told = world.rooms();
    let told = [&first, &second].into_iter().fold(told, |told, link| told.replace(link.as_str(), "http://…"));
    assert!(told.contains("I have written the address to you alone"), "{told}");
    world.ends().await;
}

fn link(world: &World, who: &str) -> String {
    let room = world.server.open_direct(&account(who)).expect("a direct chat");
    let items = world.server.room(&room).expect("a room").items;
    let text =
        items.iter().rev().map(|item| item.body.plain()).find(|text| text.contains("/calendar/")).expect("a link");
    let from = text.find("http://").expect("an address");
    let rest = text.get(from..).unwrap_or_default();
    rest.split(".ics").next().map(|begin| format!("{begin}.ics")).expect("an address")
}

/// The month of Easter, in which the clocks change.
#[tokio::test]
async fn hours_are_summed_up_for_those_who_pay() {
    let mut world = company(|config| {
        let spec = lotse::calendar::CalendarSpec {
            timezone: "Europe/Berlin".to_owned(),
            hours: [("mon".to_owned(), vec![("08:00".to_owned(), "17:00".to_owned())])].into(),
            holidays: Some(lotse::calendar::HolidaySpec::Region {
                country: "DE".to_owned(),
                subdivision: Some("BY".to_owned()),
            }),
            ..Default::default()
        };
        let calendar = Arc::new(spec.build().expect("a calendar"));
        let title = "Bavaria".to_owned();
        config.calendars.push(CalendarConfig { name: "bavaria".to_owned(), title, spec, calendar });
        config.oncall.calendar = Some("bavaria".to_owned());
    })
    .await;
    world.says("bernd", "!oncall override @nora:local Fri 18:00 - Sat 8:00").await;
    world.says("bernd", "!oncall end 1").await;
    world.says("bernd", "!oncall override @dora today 12-14").await;
    world.pass(TimeDelta::minutes(200)).await;
    world.pass(TimeDelta::hours(2)).await;
    world.forget();
    world.says("bernd", "!oncall hours it").await;
    let table = file(&world, ".csv");
    for (who, text) in [
        ("anna", "!oncall hours"),
        ("carla", "!bereitschaft stunden 2026-04"),
        ("bernd", "!oncall hours it soon"),
        ("bernd", "!oncall hours 2024-01-01..2026-01-01"),
        ("bernd", "!oncall hours moon"),
    ] {
        world.says(who, text).await;
    }
    assert_snapshot!(table, @"");
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}

/// Shifts from a file count as fixed ones.
#[tokio::test]
async fn shifts_come_from_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rota.ics");
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Carla Weber\nDTSTART;TZID=Europe/Berlin:20260112T120000\n\
                DTEND;TZID=Europe/Berlin:20260112T180000\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\nEND:VCALENDAR\n";
    std::fs::write(&path, text).expect("it is written");
    let file = RotaFile::new(path, chrono_tz::Europe::Berlin, [("Carla Weber".to_owned(), account("carla"))]);
    assert_eq!(file.refresh(), Ok(true));
    let mut world = company(|config| config.schedules[0].file = Some(file)).await;
    world.says("anna", "!oncall it").await;
    world.pass(TimeDelta::hours(3)).await;
    world.pass(TimeDelta::hours(6)).await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}
