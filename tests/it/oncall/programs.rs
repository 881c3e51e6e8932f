//! What other programs get of a schedule, and what comes from one: calendars, hours, files.

use std::sync::Arc;

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::{Seen, Sight};
use lotse::config::{CalendarConfig, RotaFile};
use lotse::ops::Server;
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
    assert_snapshot!(short(&own), @"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//lotse//oncall//EN
    X-WR-CALNAME:On call: Bernd
    BEGIN:VEVENT
    UID:oncall-own-it-@bernd:local-20260112T080000@lotse
    DTSTAMP:20260112T080000Z
    DTSTART:20260112T080000Z
    DTEND:20260116T170000Z
    SUMMARY:On call: IT on call
    TRANSP:OPAQUE
    END:VEVENT
    BEGIN:VEVENT
    UID:oncall-own-it-@bernd:local-20260117T070000@lotse
    DTSTAMP:20260112T080000Z
    DTSTART:20260117T070000Z
    DTEND:20260119T080000Z
    SUMMARY:On call: IT on call
    TRANSP:OPAQUE
    END:VEVENT
    BEGIN:VEVENT
    UID:oncall-own-it-@bernd:local-20260126T080000@lotse
    DTSTAMP:20260112T080000Z
    DTSTART:20260126T080000Z
    DTEND:20260202T080000Z
    ");
    assert_snapshot!(short(&whole), @"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//lotse//oncall//EN
    X-WR-CALNAME:IT on call
    BEGIN:VEVENT
    UID:oncall-it-20260112T080000@lotse
    DTSTAMP:20260112T080000Z
    DTSTART:20260112T080000Z
    DTEND:20260116T170000Z
    SUMMARY:IT on call: Bernd
    TRANSP:OPAQUE
    END:VEVENT
    BEGIN:VEVENT
    UID:oncall-it-20260116T170000@lotse
    DTSTAMP:20260112T080000Z
    DTSTART:20260116T170000Z
    DTEND:20260117T070000Z
    SUMMARY:IT on call: Carla
    TRANSP:OPAQUE
    END:VEVENT
    BEGIN:VEVENT
    UID:oncall-it-20260117T070000@lotse
    DTSTAMP:20260112T080000Z
    DTSTART:20260117T070000Z
    DTEND:20260119T080000Z
    ");
    assert_snapshot!(world.transcript(), @"
    1 bernd: !oncall override @carla Fri 18:00 - Sat 8:00
    2 ↳1 lotse: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 18:00 – Sat 17 Jan 08:00. !oncall end 1 takes it back.
    (!it-team:local) 3 lotse: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 18:00 – Sat 17 Jan 08:00. !oncall end 1 takes it back.
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse opens the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) carla is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 4 lotse: Bernd: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 18:00 – Sat 17 Jan 08:00. !oncall end 1 takes it back.
    5 bernd: !oncall calendar
    6 ↳5 lotse: 📅 The shifts of Bernd in the next 90 days, for your calendar program:
    7 ↳5 lotse:  [oncall-bernd.ics]
    8 anna: !bereitschaft kalender it
    9 ↳8 lotse: 📅 Die Schichten von IT on call in den nächsten 90 Tagen, für dein Kalenderprogramm:
    10 ↳8 lotse:  [oncall-it.ics]
    (!net-team:local) 11 nora: !oncall calendar mine
    (!net-team:local) 12 ↳11 lotse: 📅 The shifts of Nora in the next 90 days, for your calendar program:
    (!net-team:local) 13 ↳11 lotse:  [oncall-nora.ics]
    14 bernd: !oncall calendar moon
    15 ↳14 lotse: ❓ I do not know a schedule “moon”.
        For example one of these: it.
    16 bernd: !oncall calendar link
    17 ↳16 lotse: ⛔ There is no address to subscribe to: nobody has set it up.
        Whoever looks after me sets listen and public_url in [ops]. !oncall calendar gives a file.
    18 bernd: !oncall calendar revoke
    19 ↳18 lotse: ⛔ You have no address that could be revoked.
    ");
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
    assert_snapshot!(table, @"
    schedule,from,to,name,account,hours,night,weekend,holiday,workday_day,workday_night,weekend_day,weekend_night,holiday_day,holiday_night,shifts,from_mean
    it,2025-12-31T23:00:00+00:00,2026-01-31T23:00:00+00:00,Bernd,@bernd:local,301.00,98.00,72.00,0.00,155.00,74.00,48.00,24.00,0.00,0.00,3,66.50
    it,2025-12-31T23:00:00+00:00,2026-01-31T23:00:00+00:00,Carla,@carla:local,168.00,56.00,48.00,0.00,80.00,40.00,32.00,16.00,0.00,0.00,1,-66.50
    it,2025-12-31T23:00:00+00:00,2026-01-31T23:00:00+00:00,Dora,@dora:local,2.00,0.00,0.00,0.00,2.00,0.00,0.00,0.00,0.00,0.00,1,
    ");
    assert_snapshot!(world.transcript(), @"
    1 bernd: !oncall hours it
    2 ↳1 lotse: 🕒 IT on call: hours on call, Thu 1 Jan – Sat 31 Jan
        Name   Hours  Night  Weekend  Holiday  Shifts      ±
        Bernd  301.0   98.0     72.0      0.0       3  +66.5
        Carla  168.0   56.0     48.0      0.0       1  -66.5
        Dora     2.0    0.0      0.0      0.0       1
        Who takes turns has 234.5 hours on average; ± is what somebody has more or less. Night: 22:00–06:00. Holidays: Bavaria.
        What is still to come counts as it is planned.
    3 ↳1 lotse:  [oncall-hours-it-2026-01-01.csv]
    4 anna: !oncall hours
    5 ↳4 lotse: ⛔ You do not take part in “IT on call”.
        Those who do, their team and managers may change it.
    6 carla: !bereitschaft stunden 2026-04
    7 ↳6 lotse: 🕒 IT on call: Stunden in Bereitschaft, Mi., 01.04. – Do., 30.04.
        Name   Stunden  Nacht  Wochenende  Feiertag  Schichten      ±
        Carla    384,0  128,0        96,0      33,0          2  +24,0
        Bernd    336,0  112,0        96,0      15,0          2  -24,0
        Wer sich abwechselt, hat im Schnitt 360,0 Stunden; ± ist, was jemand mehr oder weniger hat. Nacht: 22:00–06:00. Feiertage: Bavaria.
        Was noch kommt, zählt, wie es geplant ist.
    8 ↳6 lotse:  [oncall-hours-it-2026-04-01.csv]
    9 bernd: !oncall hours it soon
    10 ↳9 lotse: ❓ “soon” is no time of a report that I understand.
        Write !oncall hours it last month, 2026-10, 2026 or 2026-03-01..2026-03-15; 13 months at most.
    11 bernd: !oncall hours 2024-01-01..2026-01-01
    12 ↳11 lotse: ⛔ That is longer than 13 months.
        Write !oncall hours it last month, 2026-10, 2026 or 2026-03-01..2026-03-15; 13 months at most.
    13 bernd: !oncall hours moon
    14 ↳13 lotse: ❓ I do not know a schedule “moon”.
        For example one of these: it.
    ");
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
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !oncall it
      2 ↳1 lotse: IT on call: Bernd, until today 12:00
          learns along: Nora
          today 12:00 – today 18:00: Carla
          today 18:00 – Mon 19 Jan 09:00: Bernd
          Mon 19 Jan 09:00 – Mon 26 Jan 09:00: Carla
          Mon 26 Jan 09:00 – Mon 2 Feb 09:00: Bernd
          Mon 2 Feb 09:00 – Mon 9 Feb 09:00: Carla
    it-team: bernd, carla, lotse
      1 lotse: 🔔 IT on call: Carla takes over from Bernd, until today 18:00
          No page runs, and nothing critical or high is open.
      2 lotse: 🔔 IT on call: Bernd takes over from Carla, until Mon 19 Jan 09:00
          No page runs, and nothing critical or high is open.
    direct: carla, lotse
      1 lotse: 🔔 You are on call now: IT on call, until today 18:00
          No page runs, and nothing critical or high is open.
      2 lotse: 🔕 Your shift is over: IT on call. Bernd has it now, until Mon 19 Jan 09:00
    direct: bernd, lotse
      1 lotse: 🔕 Your shift is over: IT on call. Carla has it now, until today 18:00
      2 lotse: 🔔 You are on call now: IT on call, until Mon 19 Jan 09:00
          No page runs, and nothing critical or high is open.
    net-team: lotse, nora
    ");
    world.ends().await;
}
