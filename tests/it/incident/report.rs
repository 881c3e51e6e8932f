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
    assert_snapshot!(answer(&mut world, "!report incidents week").await, @"");
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
    assert_snapshot!(std::str::from_utf8(&files[1].1).unwrap(), @"");
    assert_snapshot!(answer(&mut world, "!bericht vorfälle monat").await, @"");
}

#[tokio::test]
async fn where_nothing_was_or_the_time_is_unclear_it_is_said() {
    let mut world = company().await;
    assert_snapshot!(answer(&mut world, "!report incidents").await, @"");
    assert_snapshot!(answer(&mut world, "!bericht vorfälle 2025-03").await, @"");
    assert_snapshot!(answer(&mut world, "!report incidents soon").await, @"");
    assert_snapshot!(answer(&mut world, "!bericht vorfälle demnächst").await, @"");
    world.says("anna", "!report incidents").await;
    assert_snapshot!(world.transcript(), @"");
    world.says_to(IT, "bernd", "!incident new sev1 drill Fire in the server room").await;
    assert_snapshot!(answer(&mut world, "!report incidents").await, @"");
    world.pass(TimeDelta::days(10)).await;
    assert_snapshot!(answer(&mut world, "!report incidents week").await, @"");
}
