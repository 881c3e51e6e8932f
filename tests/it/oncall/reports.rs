//! How pages went: how soon people were woken, had answered, and had it solved.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::Sight;

use super::{company, woken};
use crate::support::world::World;

/// A night of three pages: one is answered after the second step, one by whoever takes the ticket, one by nobody.
async fn night(world: &mut World) {
    world.pass(TimeDelta::hours(14)).await;
    world.says("anna", "!ticket Mail is down prio:critical").await;
    world.pass(TimeDelta::minutes(5)).await;
    world.pass(TimeDelta::minutes(2)).await;
    let page = woken(world, "carla", "📟");
    world.reacts("carla", &page, "✅").await;
    world.pass(TimeDelta::minutes(20)).await;
    world.says("carla", "!resolve T-1 restarted").await;
    world.says("anna", "!ticket The printer is on fire prio:critical").await;
    world.pass(TimeDelta::minutes(3)).await;
    world.says("bernd", "!take T-2").await;
    world.pass(TimeDelta::hours(1)).await;
    world.says("bernd", "!resolve T-2 water").await;
    world.says("bernd", "!page @nora:local The cellar is wet").await;
    for _ in 0..2 {
        world.pass(TimeDelta::minutes(5)).await;
    }
    world.forget();
}

/// The files that the bot has sent, by name and content.
fn tables(world: &World) -> String {
    let files = world.server.log().into_iter().filter_map(|seen| match seen.what {
        Sight::Message { attachment: Some(file), .. } => {
            let content = String::from_utf8(world.server.content(&file)?).expect("a text");
            Some(format!("{}\n{content}", file.name))
        }
        _ => None,
    });
    files.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_report_says_how_a_night_went() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!report oncall").await;
    night(&mut world).await;
    for (who, text) in [
        ("bernd", "!report oncall month"),
        ("bernd", "!report oncall week it"),
        ("bernd", "!report oncall IT on call"),
        ("bernd", "!report oncall 2025-12"),
        ("bernd", "!report oncall yesteryear"),
        ("anna", "!report oncall"),
    ] {
        world.says(who, text).await;
    }
    assert_snapshot!(world.transcript(), @"
    1 bernd: !report oncall month
    2 ↳1 lotse: Pages Sun 14 Dec 2025 to today
        3 pages, 1 without an answer (33%)
        First one woken: median 0 s · 95% within 0 s
        Answered: median 3 min · 95% within 7 min
        Over: median 27 min · 95% within 1 h 3 min
        E-mail: 1, 0 without an answer (0%)
        about no service: 2, 1 without an answer (50%)
        Bernd: woken 2 ×, 2 × of that at night (22–6) · 1 × the first to answer
        Dora: woken 2 ×, 2 × of that at night (22–6) · 0 × the first to answer
        Carla: woken 1 ×, 1 × of that at night (22–6) · 1 × the first to answer
        Nora: woken 1 ×, 1 × of that at night (22–6) · 0 × the first to answer
    3 ↳1 lotse:  [oncall-2025-12-14.csv]
    4 bernd: !report oncall week it
    5 ↳4 lotse: Pages Tue 6 Jan to today
        2 pages, 0 without an answer (0%)
        First one woken: median 0 s · 95% within 0 s
        Answered: median 3 min · 95% within 7 min
        Over: median 27 min · 95% within 1 h 3 min
        E-mail: 1, 0 without an answer (0%)
        about no service: 1, 0 without an answer (0%)
        Bernd: woken 2 ×, 2 × of that at night (22–6) · 1 × the first to answer
        Carla: woken 1 ×, 1 × of that at night (22–6) · 1 × the first to answer
        Dora: woken 1 ×, 1 × of that at night (22–6) · 0 × the first to answer
    6 ↳4 lotse:  [oncall-2026-01-06.csv]
    7 bernd: !report oncall IT on call
    8 ↳7 lotse: Pages Sun 14 Dec 2025 to today
        2 pages, 0 without an answer (0%)
        First one woken: median 0 s · 95% within 0 s
        Answered: median 3 min · 95% within 7 min
        Over: median 27 min · 95% within 1 h 3 min
        E-mail: 1, 0 without an answer (0%)
        about no service: 1, 0 without an answer (0%)
        Bernd: woken 2 ×, 2 × of that at night (22–6) · 1 × the first to answer
        Carla: woken 1 ×, 1 × of that at night (22–6) · 1 × the first to answer
        Dora: woken 1 ×, 1 × of that at night (22–6) · 0 × the first to answer
    9 ↳7 lotse:  [oncall-2025-12-14.csv]
    10 bernd: !report oncall 2025-12
    11 ↳10 lotse: Pages Mon 1 Dec 2025 to Wed 31 Dec 2025
        Nobody was woken in that time.
    12 bernd: !report oncall yesteryear
    13 ↳12 lotse: ❓ I understand neither a time nor a schedule in “yesteryear”.
        !report oncall month it (also day, week, quarter, year), !report oncall 2026-03, !report oncall 2026-03-01..2026-03-15; with or without a schedule.
    14 anna: !report oncall
    15 ↳14 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ");
    assert_snapshot!(tables(&world), @"
    oncall-2025-12-14.csv
    page,ticket,service,chain,priority,state,started_at,notified_at,answered_at,answered_by,resolved_at
    A-1,T-1,mail,urgent,1,ended,2026-01-12T22:00:00Z,2026-01-12T22:00:00Z,2026-01-12T22:07:00Z,@carla:local,2026-01-12T22:27:00Z
    A-2,T-2,,urgent,1,ended,2026-01-12T22:27:00Z,2026-01-12T22:27:00Z,2026-01-12T22:30:00Z,@bernd:local,2026-01-12T23:30:00Z
    A-3,,,@nora:local,1,unanswered,2026-01-12T23:30:00Z,2026-01-12T23:30:00Z,,,

    oncall-2026-01-06.csv
    page,ticket,service,chain,priority,state,started_at,notified_at,answered_at,answered_by,resolved_at
    A-1,T-1,mail,urgent,1,ended,2026-01-12T22:00:00Z,2026-01-12T22:00:00Z,2026-01-12T22:07:00Z,@carla:local,2026-01-12T22:27:00Z
    A-2,T-2,,urgent,1,ended,2026-01-12T22:27:00Z,2026-01-12T22:27:00Z,2026-01-12T22:30:00Z,@bernd:local,2026-01-12T23:30:00Z

    oncall-2025-12-14.csv
    page,ticket,service,chain,priority,state,started_at,notified_at,answered_at,answered_by,resolved_at
    A-1,T-1,mail,urgent,1,ended,2026-01-12T22:00:00Z,2026-01-12T22:00:00Z,2026-01-12T22:07:00Z,@carla:local,2026-01-12T22:27:00Z
    A-2,T-2,,urgent,1,ended,2026-01-12T22:27:00Z,2026-01-12T22:27:00Z,2026-01-12T22:30:00Z,@bernd:local,2026-01-12T23:30:00Z
    ");
    world.ends().await;
}

#[tokio::test]
async fn ein_bericht_sagt_wie_die_nacht_war() {
    let mut world = company(|_| {}).await;
    night(&mut world).await;
    world.says("bernd", "!bericht bereitschaft monat").await;
    world.says("bernd", "!bericht bereitschaft woche mond").await;
    assert_snapshot!(world.transcript(), @"
    1 bernd: !bericht bereitschaft monat
    2 ↳1 lotse: Alarme So., 14.12.2025 bis heute
        3 Alarme, 1 ohne Antwort (33 %)
        Bis jemand geweckt war: Median 0 Sek. · 95 % in 0 Sek.
        Bis zur Antwort: Median 3 Min. · 95 % in 7 Min.
        Bis es vorbei war: Median 27 Min. · 95 % in 1 Std. 3 Min.
        E-mail: 1, 0 ohne Antwort (0 %)
        zu keinem Dienst: 2, 1 ohne Antwort (50 %)
        Bernd: 2 × geweckt, davon 2 × nachts (22–6 Uhr) · 1 × zuerst geantwortet
        Dora: 2 × geweckt, davon 2 × nachts (22–6 Uhr) · 0 × zuerst geantwortet
        Carla: 1 × geweckt, davon 1 × nachts (22–6 Uhr) · 1 × zuerst geantwortet
        Nora: 1 × geweckt, davon 1 × nachts (22–6 Uhr) · 0 × zuerst geantwortet
    3 ↳1 lotse:  [oncall-2025-12-14.csv]
    4 bernd: !bericht bereitschaft woche mond
    5 ↳4 lotse: ❓ In „mond“ verstehe ich weder eine Zeit noch einen Plan.
        !bericht bereitschaft monat it (auch tag, woche, quartal, jahr), !bericht bereitschaft 2026-03, !bericht bereitschaft 2026-03-01..2026-03-15; mit Plan oder ohne.
    ");
    world.ends().await;
}
