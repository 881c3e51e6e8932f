//! `T-123` in a message.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::{HR, IT};
use crate::support::world::World;

#[tokio::test]
async fn a_number_shows_its_ticket_once_a_conversation() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket Drucker <b>druckt</b> nicht").await;
    world.says("anna", "!ticket Maus klemmt").await;
    world.forget();
    world.says("anna", "Hat T-1 etwas mit t-2 zu tun? Ich meine T-1.").await;
    world.says("bernd", "T-1 und T-2 sind alt").await;
    world.says_in(&said, "anna", "Das ist wie T-2, nicht wie T-1").await;
    world.says_in(&said, "anna", "Nochmal: T-2").await;
    let talk = world.says("bernd", "Guten Morgen").await;
    world.says_in(&talk, "bernd", "T-1?").await;
    for text in ["`T-1`", "```\nT-1\n```", "> T-1", "https://x.org/T-1", "T1 und #1", "T-99", "!zeigen T-1"] {
        world.says_in(&talk, "carla", text).await;
    }
    world.pass(TimeDelta::hours(25)).await;
    world.says("carla", "Was ist mit T-1?").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: Hat T-1 etwas mit t-2 zu tun? Ich meine T-1.
    2 ↳1 lotse: T-1 Drucker <b>druckt</b> nicht · Mittel · Neu · noch niemand
        T-2 Maus klemmt · Mittel · Neu · noch niemand
    3 bernd: T-1 und T-2 sind alt
    4 ↳? anna: Das ist wie T-2, nicht wie T-1
    5 ↳? lotse: T-2 Maus klemmt · Mittel · Neu · noch niemand
    6 ↳? anna: Nochmal: T-2
    7 bernd: Guten Morgen
    8 ↳7 bernd: T-1?
    9 ↳7 lotse: T-1 Drucker <b>druckt</b> nicht · Medium · New · nobody yet
    10 ↳7 carla: `T-1`
    11 ↳7 carla: ```
        T-1
        ```
    12 ↳7 carla: > T-1
    13 ↳7 carla: https://x.org/T-1
    14 ↳7 carla: T1 und #1
    15 ↳7 carla: T-99
    16 ↳7 carla: !zeigen T-1
    17 ↳7 lotse: T-1 Drucker <b>druckt</b> nicht
        Mittel · Neu · noch niemand
    18 carla: Was ist mit T-1?
    19 ↳18 lotse: T-1 Drucker <b>druckt</b> nicht · Mittel · Neu · noch niemand
    ");
    world.ends().await;
}

#[tokio::test]
async fn nobody_learns_of_a_ticket_that_is_none_of_their_business() {
    let mut world = World::company(|config| config.roles.agents = vec!["@dora:local".to_owned()]).await;
    world.says("anna", "!ticket Frage zum Gehalt").await;
    world.says("bernd", "!ticket Outlook startet nicht").await;
    world.forget();
    // anna's own, but others read along; bernd's, which is none of anna's business.
    world.says("anna", "Was ist mit T-1 und T-2?").await;
    world.says_alone("anna", "Was ist mit T-1 und T-2?").await;
    world.says("dora", "T-1 ist von anna").await;
    world.says_alone("dora", "T-1 ist von anna").await;
    world.says_to(IT, "bernd", "T-1, T-2?").await;
    world.says_to(HR, "hanna", "T-1, T-2?").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: Was ist mit T-1 und T-2?
    (!lotse-direct-8e536b2796aed75548ce1c539c8ea93d:local) 2 anna: Was ist mit T-1 und T-2?
    (!lotse-direct-8e536b2796aed75548ce1c539c8ea93d:local) 3 ↳2 lotse: T-1 Frage zum Gehalt · Mittel · Neu · noch niemand
    4 dora: T-1 ist von anna
    (!direct-dora-local:local) dora opens the room
    (!direct-dora-local:local) dora is in the room
    (!direct-dora-local:local) lotse is in the room
    (!direct-dora-local:local) 5 dora: T-1 ist von anna
    (!it-team:local) 6 bernd: T-1, T-2?
    (!it-team:local) 7 ↳6 lotse: T-2 Outlook startet nicht · Hoch · Neu · noch niemand
    (!hr-team:local) 8 hanna: T-1, T-2?
    (!hr-team:local) 9 ↳8 lotse: T-1 Frage zum Gehalt · Medium · New · nobody yet
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_was_said_to_the_bot_alone_is_not_shown_to_others() {
    let mut world = World::new().await;
    world.says_alone("anna", "!ticket My secret project needs a server").await;
    world.says("anna", "!ticket Mouse stuck").await;
    world.forget();
    world.says("bernd", "T-1 and T-2").await;
    world.says_alone("bernd", "T-1").await;
    assert_snapshot!(world.transcript(), @"
    1 bernd: T-1 and T-2
    2 ↳1 lotse: T-2 Mouse stuck · Medium · New · nobody yet
    (!direct-bernd-local:local) bernd opens the room
    (!direct-bernd-local:local) bernd is in the room
    (!direct-bernd-local:local) lotse is in the room
    (!direct-bernd-local:local) 3 bernd: T-1
    (!direct-bernd-local:local) 4 ↳3 lotse: T-1 My secret project needs a server · Medium · New · nobody yet
    ");
    for number in 3..=9 {
        world.says("anna", &format!("!ticket Thing {number}")).await;
    }
    world.forget();
    world.says("bernd", "T-3 T-4 T-5 T-6 T-7 T-8 T-9").await;
    assert_snapshot!(world.transcript(), @"
    5 bernd: T-3 T-4 T-5 T-6 T-7 T-8 T-9
    6 ↳5 lotse: T-3 Thing 3 · Medium · New · nobody yet
        T-4 Thing 4 · Medium · New · nobody yet
        T-5 Thing 5 · Medium · New · nobody yet
        T-6 Thing 6 · Medium · New · nobody yet
        T-7 Thing 7 · Medium · New · nobody yet
    ");
    world.ends().await;
}

#[tokio::test]
async fn it_can_be_switched_off() {
    let mut world = World::with(|config| config.desk.unfurl = false).await;
    world.says("anna", "!ticket Mouse stuck").await;
    world.forget();
    world.says("anna", "What about T-1?").await;
    assert_snapshot!(world.transcript(), @"1 anna: What about T-1?");
    world.ends().await;
}
