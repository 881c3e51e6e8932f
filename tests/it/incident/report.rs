//! `!report incidents`: how many there were and how long they took, as text, picture and table.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::Sight;
use lotse::config::ServiceConfig;

use crate::support::company::IT;
use crate::support::world::World;

/// The company, with a shop; who declares the same again is not asked.
async fn company() -> World {
    World::company(|config| {
        config.incident.join_within = std::time::Duration::ZERO;
        config.services.push(ServiceConfig {
            name: "shop".to_owned(),
            title: "Shop".to_owned(),
            ..ServiceConfig::default()
        });
    })
    .await
}

/// What the bot says in the room of IT to what bernd writes there.
async fn answer(world: &mut World, text: &str) -> String {
    let known = world.server.log().len();
    world.says_to(IT, "bernd", text).await;
    let told = world.server.log().into_iter().skip(known).filter_map(|seen| match seen.what {
        Sight::Message { attachment: None, body, .. } if seen.sender == "@lotse:local" => Some(body.plain()),
        _ => None,
    });
    told.collect::<Vec<_>>().join("\n")
}

/// Somebody accepts it after 6 minutes, it is mitigated and resolved after so many more.
async fn carried_out(world: &mut World, id: &str, minutes: (i64, i64)) {
    world.pass(TimeDelta::minutes(6)).await;
    world.says_to(IT, "bernd", &format!("!incident accept {id}")).await;
    world.pass(TimeDelta::minutes(minutes.0)).await;
    world.says_to(IT, "bernd", &format!("!incident mitigated {id}")).await;
    world.pass(TimeDelta::minutes(minutes.1)).await;
    world.says_to(IT, "bernd", &format!("!incident resolve {id}")).await;
}

/// Two weeks, one of them quiet.
async fn two_weeks() -> World {
    let mut world = company().await;
    world.says("anna", "!incident new sev2 The shop is slow service:shop").await;
    carried_out(&mut world, "INC-1", (30, 60)).await;
    world.pass(TimeDelta::days(7)).await;
    world.says("anna", "!incident new sev1 No mail arrives service:mail since:10:00").await;
    carried_out(&mut world, "INC-2", (24, 30)).await;
    world.says("anna", "!incident new sev2 Mail is late service:mail").await;
    carried_out(&mut world, "INC-3", (14, 10)).await;
    world.says("anna", "!incident new My screen is dark").await;
    world.says_to(IT, "bernd", "!incident decline INC-4 one screen alone").await;
    world.says_to(IT, "bernd", "!incident new sev3 The shop shows old prices service:shop").await;
    world.says("anna", "!incident new Prices are wrong").await;
    world.says_to(IT, "bernd", "!incident merge INC-6 INC-5").await;
    world.says_to(IT, "bernd", "!incident new sev1 drill Fire in the server room service:mail").await;
    world.says_to(IT, "bernd", "!incident new sev1 restricted Somebody reads our mail service:mail").await;
    world.says_to(IT, "bernd", "!incident followup INC-2 @bernd:local replace the disk by Fri").await;
    world.says_to(IT, "bernd", "!incident followup INC-2 write down how").await;
    world.pass(TimeDelta::hours(2)).await;
    world
}

#[tokio::test]
async fn a_report_has_means_a_picture_and_a_table() {
    let mut world = two_weeks().await;
    let known = world.server.log().len();
    assert_snapshot!(answer(&mut world, "!report incidents week").await, @"
    Major incidents Mon 12 Jan – today
    Means from the beginning of the outage, medians in brackets: how long until somebody looked after it (MTTA), people could work again (MTTM), it was over (MTTR).
    All: 3, 1 of them still open · MTTA 24 min (24 min) · MTTM 43 min (43 min) · MTTR 1 h 3 min (1 h 3 min)
    As long a time before: 1 · MTTA 6 min (6 min) · MTTM 36 min (36 min) · MTTR 1 h 36 min (1 h 36 min)
    sev1 (Critical): 1 · MTTA 42 min (42 min) · MTTM 1 h 6 min (1 h 6 min) · MTTR 1 h 36 min (1 h 36 min)
    sev2 (Major): 1 · MTTA 6 min (6 min) · MTTM 20 min (20 min) · MTTR 30 min (30 min)
    sev3 (Minor): 1
    E-mail: 2 · MTTA 24 min (24 min) · MTTM 43 min (43 min) · MTTR 1 h 3 min (1 h 3 min)
    Shop: 1
    Not counted · declined 1 · merged into others 1 · drills 1
    📖 Reviews: 0 written in that time · 3 owed now, 1 of them overdue
    📌 Follow-ups: 2 open now, 0 of them overdue
    ");
    let files: Vec<_> = world
        .server
        .log()
        .into_iter()
        .skip(known)
        .filter_map(|seen| match seen.what {
            Sight::Message { attachment: Some(file), .. } => Some((file.name.clone(), world.server.content(&file)?)),
            _ => None,
        })
        .collect();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["incidents-2026-01-12.png", "incidents-2026-01-12.csv"]);
    assert!(files[0].1.starts_with(b"\x89PNG"));
    assert_snapshot!(std::str::from_utf8(&files[1].1).unwrap(), @"
    incident,state,severity,service,started_at,declared_at,acknowledged_at,mitigated_at,resolved_at,reviewed_at,acknowledged_seconds,mitigated_seconds,resolved_seconds
    INC-2,resolved,sev1,mail,2026-01-19T09:00:00Z,2026-01-19T09:36:00Z,2026-01-19T09:42:00Z,2026-01-19T10:06:00Z,2026-01-19T10:36:00Z,,2520,3960,5760
    INC-3,resolved,sev2,mail,2026-01-19T10:36:00Z,2026-01-19T10:36:00Z,2026-01-19T10:42:00Z,2026-01-19T10:56:00Z,2026-01-19T11:06:00Z,,360,1200,1800
    INC-5,active,sev3,shop,2026-01-19T11:06:00Z,2026-01-19T11:06:00Z,,,,,,,
    ");
    assert_snapshot!(answer(&mut world, "!bericht vorfälle monat").await, @"
    Vorfälle Sa., 20.12.2025 – heute
    Mittelwerte ab Beginn des Ausfalls, Mediane in Klammern: wie lange es dauerte, bis sich jemand kümmerte (MTTA), alle wieder arbeiten konnten (MTTM), es vorbei war (MTTR).
    Alle: 4, davon noch offen: 1 · MTTA 18 Min. (6 Min.) · MTTM 40 Min. 40 Sek. (36 Min.) · MTTR 1 Std. 14 Min. (1 Std. 36 Min.)
    Ebenso lange davor: 0
    sev1 (Kritisch): 1 · MTTA 42 Min. (42 Min.) · MTTM 1 Std. 6 Min. (1 Std. 6 Min.) · MTTR 1 Std. 36 Min. (1 Std. 36 Min.)
    sev2 (Schwer): 2 · MTTA 6 Min. (6 Min.) · MTTM 28 Min. (28 Min.) · MTTR 1 Std. 3 Min. (1 Std. 3 Min.)
    sev3 (Gering): 1
    E-mail: 2 · MTTA 24 Min. (24 Min.) · MTTM 43 Min. (43 Min.) · MTTR 1 Std. 3 Min. (1 Std. 3 Min.)
    Shop: 2 · MTTA 6 Min. (6 Min.) · MTTM 36 Min. (36 Min.) · MTTR 1 Std. 36 Min. (1 Std. 36 Min.)
    Nicht gezählt · abgelehnt 1 · mit anderen zusammengeführt 1 · Übungen 1
    📖 Nachbereitungen: in dieser Zeit geschrieben 0 · jetzt ausstehend 3, davon überfällig 1
    📌 Folgeaufgaben: jetzt offen 2, davon überfällig 0
    ");
    world.ends().await;
}

#[tokio::test]
async fn where_nothing_was_or_the_time_is_unclear_it_is_said() {
    let mut world = company().await;
    assert_snapshot!(answer(&mut world, "!report incidents").await, @"
    Major incidents Sat 13 Dec 2025 – today
    No major incident began in that time.
    ");
    assert_snapshot!(answer(&mut world, "!report incidents soon").await, @"
    ❓ I do not understand of which time the report should be: “soon”.
    Write week, month, quarter, year, a month like 2026-03, or days like 2026-03-01..2026-03-15.
    ");
    assert_snapshot!(answer(&mut world, "!bericht vorfälle 2025-03").await, @"
    Vorfälle Sa., 01.03.2025 – Mo., 31.03.2025
    In dieser Zeit hat kein Vorfall begonnen.
    ");
    assert_snapshot!(answer(&mut world, "!bericht vorfälle demnächst").await, @"
    ❓ Von wann der Bericht sein soll, verstehe ich nicht: „demnächst“.
    Schreib woche, monat, quartal, jahr, einen Monat wie 2026-03 oder Tage wie 2026-03-01..2026-03-15.
    ");
    world.forget();
    world.says("anna", "!report incidents").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !report incidents
    2 ↳1 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ");
    world.says_to(IT, "bernd", "!incident new sev1 drill Fire in the server room").await;
    assert_snapshot!(answer(&mut world, "!report incidents").await, @"
    Major incidents Sat 13 Dec 2025 – today
    No major incident began in that time.
    Not counted · drills 1
    ");
    world.pass(TimeDelta::days(10)).await;
    assert_snapshot!(answer(&mut world, "!report incidents week").await, @"
    Major incidents Thu 15 Jan – today
    No major incident began in that time.
    ");
    world.ends().await;
}
