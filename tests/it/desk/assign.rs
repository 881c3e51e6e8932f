//! Who has a ticket: given to a colleague, or to another team.

use insta::assert_snapshot;

use crate::support::company::{HR, IT, NETWORK};
use crate::support::world::{World, account};

#[tokio::test]
async fn both_hear_of_it_when_somebody_else_gets_it() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "carla", "!zuweisen @bernd").await;
    world.says_below(IT, &card, "carla", "!zuweisen an ich").await;
    world.says_below(IT, &card, "bernd", "!assign to carla").await;
    world.says_below(IT, &card, "carla", "!warten 2d").await;
    world.says_below(IT, &card, "carla", "!assign @bernd").await;
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}

#[tokio::test]
async fn to_nobody_who_does_not_work_on_it() {
    let mut world = World::company(|config| config.roles.agents = vec![account("dora")]).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    let long = format!("!assign {}", "ü".repeat(60_000));
    for text in [
        "!assign",
        "!assign @anna:local",
        "!assign @nora:local",
        "!assign nobody",
        "!assign team:netwerk",
        "!assign team:it",
        "!assign team:network @nora:local",
        &long,
        "!assign @dora:local",
        "!assign @dora:local",
        "!resolve toner",
        "!assign @bernd",
        "!assign team:network",
    ] {
        world.says_below(IT, &card, "carla", text).await;
    }
    world.says_in(&said, "anna", "!assign @bernd").await;
    let seen = world.rooms().replace(&"ü".repeat(60_000), "(60,000 ü)");
    assert_snapshot!(seen, @"");
    world.ends().await;
}

#[tokio::test]
async fn another_team_gets_a_card_and_the_old_one_says_where_it_went() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Der Drucker ist nicht im Netz").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.says_below(IT, &card, "bernd", "Das ist nichts für uns").await;
    world.says_below(IT, &card, "carla", "!zuweisen team:network").await;
    world.reacts("bernd", &card, "✅").await;
    world.reacts("bernd", &card, "🚨").await;
    world.says_below(IT, &card, "carla", "Was ist daraus geworden?").await;
    world.says_below(IT, &card, "carla", "Hallo?").await;
    world.says_below(IT, &card, "carla", "!take T-1").await;
    let there = world.card_in(NETWORK, "T-1");
    world.reacts("nora", &there, "👀").await;
    world.says_below(NETWORK, &there, "nora", "!antwort Kabel war lose").await;
    world.says_in(&said, "anna", "Jetzt geht es").await;
    world.says_below(NETWORK, &there, "nora", "!verlauf").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn what_a_team_has_raised_itself_goes_on_where_it_was_raised_and_can_come_back() {
    let mut world = World::company(|_| {}).await;
    let said = world.says_to(IT, "bernd", "!ticket The new switch is loud").await;
    world.says_below(IT, &said, "bernd", "!assign team:network").await;
    let there = world.card_in(NETWORK, "T-1");
    world.says_below(IT, &said, "bernd", "It stands in room 12").await;
    world.says_below(NETWORK, &there, "nora", "secretly I know").await;
    world.says_below(NETWORK, &there, "nora", "!assign team:it").await;
    world.says_below(IT, &said, "carla", "!take").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn a_private_ticket_tells_those_it_has_left_nothing_more() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Mein Gehalt fehlt").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!assign @bernd:local").await;
    world.says_below(HR, &card, "hanna", "!assign team:it").await;
    world.reacts("hanna", &card, "👀").await;
    world.says_below(HR, &card, "hanna", "!show T-1").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn of_two_who_take_at_once_one_has_it_and_the_other_is_told() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    for who in ["bernd", "carla"] {
        world.server.react(&card, &account(who), "👀").unwrap();
    }
    world.settle().await;
    world.reacts("carla", &card, "👀").await;
    let room = world.rooms();
    assert_eq!(room.matches("Assigned · Bernd").count() + room.matches("Assigned · Carla").count(), 2, "{room}");
    assert_eq!(room.matches("has T-1 already").count(), 1, "{room}");
    world.ends().await;
}
