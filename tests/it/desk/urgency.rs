//! How urgent a ticket is: the matrix, 🚨, and an agent who says why.

use insta::assert_snapshot;
use lotse::config::UrgentBy;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn an_agent_sets_it_with_a_reason_and_the_matrix_takes_it_back() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    for text in [
        "!prio hoch",
        "!prio hoch weil",
        "!prio kritisch, weil die Chefin nicht drucken kann",
        "!auswirkung gering",
        "!dringlichkeit",
        "!dringlichkeit riesig",
        "!dringlichkeit hoch",
        "!verlauf",
    ] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn an_alarm_makes_it_urgent_until_it_is_taken_back() {
    let mut world = World::company(|config| config.priority.urgent_by = UrgentBy::Requester).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    let alarm = world.reacts("anna", &said, "🚨").await;
    world.reacts("bernd", &card, "🚨").await;
    world.takes_back(&alarm).await;
    // What was set otherwise meanwhile stays.
    let alarm = world.reacts("anna", &said, "🚨").await;
    world.says_below(IT, &card, "bernd", "!prio low because it is an old one").await;
    world.takes_back(&alarm).await;
    world.says_below(IT, &card, "bernd", "!resolve toner").await;
    world.reacts("anna", &said, "🚨").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn who_may_not_is_told_once() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer does not print impact:low").await;
    let alarm = world.reacts("anna", &said, "🚨").await;
    world.takes_back(&alarm).await;
    world.reacts("anna", &said, "🚨").await;
    world.says_in(&said, "anna", "!prio high because I say so").await;
    world.says_in(&said, "anna", "!impact high").await;
    let card = world.card_in(IT, "T-1");
    let alarm = world.reacts("bernd", &card, "🚨").await;
    world.reacts("carla", &card, "🚨").await;
    world.takes_back(&alarm).await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn a_reason_that_is_taken_back_is_gone() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    let said = world.says_below(IT, &card, "bernd", "!prio high because hunter2 was in it").await;
    world.takes_back(&said).await;
    world.says_below(IT, &card, "bernd", "!history").await;
    let room = world.rooms();
    assert!(!room.contains("hunter2"), "{room}");
    assert!(room.contains("priority P2: …"), "{room}");
    let left: i64 = sqlx::query_scalar("select count(*) from ticket_entry where detail like '%hunter2%'")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(left, 0);
    world.ends().await;
}
