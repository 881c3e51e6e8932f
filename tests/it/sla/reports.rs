//! `!report sla`: what was kept and missed, as text, picture and table.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::Sight;

use crate::support::company::{IT, NETWORK};
use crate::support::world::World;

#[tokio::test]
async fn a_report_has_numbers_a_picture_and_a_table() {
    let mut world = World::promising("").await;
    let tickets =
        [("T-1", 30, "Der Drucker klemmt"), ("T-2", 200, "Das Telefon rauscht"), ("T-3", 60, "Outlook ist langsam")];
    for (id, minutes, title) in tickets {
        world.says("anna", &format!("!ticket {title}")).await;
        let card = world.card_in(IT, id);
        world.pass(TimeDelta::minutes(minutes)).await;
        world.says_below(IT, &card, "bernd", "!lösen behoben").await;
    }
    world.says_to(IT, "bernd", "!bericht sla woche").await;
    world.says_to(IT, "bernd", "!bericht sla irgendwann").await;
    world.says_to(IT, "bernd", "!bericht sla woche dienst:fax").await;
    world.says_to(NETWORK, "nora", "!report sla week").await;
    world.says_to(NETWORK, "nora", "!report sla week team:it").await;
    world.says("anna", "!report sla").await;
    assert_snapshot!(world.said_in(IT), @"
    Servicelevel Mo., 05.01. bis heute
    Antwort P2: 0 von 1 eingehalten (0 %) · Median 1 Std. · 90 % in 1 Std.
    Antwort P3: 1 von 2 eingehalten (50 %) · Median 30 Min. · 90 % in 2 Std. 30 Min.
    Lösung P2: 1 von 1 eingehalten (100 %) · Median 1 Std. · 90 % in 1 Std.
    Lösung P3: 2 von 2 eingehalten (100 %) · Median 30 Min. · 90 % in 2 Std. 30 Min.
    🔴 T-2 Das Telefon rauscht · Antwort um 30 Min. verfehlt
    🔴 T-3 Outlook ist langsam · Antwort um 30 Min. verfehlt


    ❓ Von wann der Bericht sein soll, verstehe ich nicht: „irgendwann“.
    !bericht sla woche (auch tag, monat, quartal, jahr), !bericht sla 2026-03, !bericht sla 2026-03-01..2026-03-15; dazu team:it, dienst:mail.
    ❓ Einen Dienst „fax“ gibt es nicht.
    Es gibt mail.
    ");
    assert_snapshot!(world.said_in(NETWORK), @"
    Service levels Mon 5 Jan to today
    No clock ended in that time.
    ❓ I know no team “it” whose numbers you may see.
    ");
    let files: Vec<_> = world
        .server
        .log()
        .into_iter()
        .filter_map(|seen| match seen.what {
            Sight::Message { attachment: Some(file), .. } => Some((file.name.clone(), world.server.content(&file)?)),
            _ => None,
        })
        .collect();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["sla-2026-01-05.png", "sla-2026-01-05.csv"]);
    assert!(files[0].1.starts_with(b"\x89PNG"));
    assert_snapshot!(std::str::from_utf8(&files[1].1).unwrap(), @"
    ticket,kind,target,priority,service,team,started_at,due_at,ended_at,result,target_seconds,spent_seconds
    T-1,response,normal,3,,it,2026-01-12T08:00:00Z,2026-01-12T10:00:00Z,2026-01-12T08:30:00Z,met,7200,1800
    T-1,resolution,normal,3,,it,2026-01-12T08:00:00Z,2026-01-14T08:00:00Z,2026-01-12T08:30:00Z,met,57600,1800
    T-2,response,normal,3,,it,2026-01-12T08:30:00Z,2026-01-12T10:30:00Z,2026-01-12T11:50:00Z,missed,7200,9000
    T-2,resolution,normal,3,,it,2026-01-12T08:30:00Z,2026-01-14T08:30:00Z,2026-01-12T11:50:00Z,met,57600,9000
    T-3,response,urgent,2,mail,it,2026-01-12T11:50:00Z,2026-01-12T12:20:00Z,2026-01-12T12:50:00Z,missed,1800,3600
    T-3,resolution,urgent,2,mail,it,2026-01-12T11:50:00Z,2026-01-12T15:50:00Z,2026-01-12T12:50:00Z,met,14400,3600
    ");
    world.ends().await;
}
