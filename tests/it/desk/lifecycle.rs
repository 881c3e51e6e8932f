//! Planned, on hold for somebody, over: what time brings about, and what each side is told of it.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn a_requester_who_does_not_answer_is_asked_reminded_and_told_of_the_end() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.reacts("bernd", &card, "⏸️").await;
    world.reacts("carla", &card, "⏸").await;
    world.pass(TimeDelta::days(3)).await;
    world.pass(TimeDelta::days(6)).await;
    world.pass(TimeDelta::days(1)).await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn an_answer_brings_it_back_and_a_hold_can_be_taken_back() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!take").await;
    world.says_below(IT, &card, "bernd", "!wait user 2d").await;
    world.says_below(IT, &card, "bernd", "she is on holiday I think").await;
    world.says_in(&said, "anna", "It is the one beside the kitchen").await;
    let hold = world.reacts("bernd", &card, "⏸️").await;
    world.takes_back(&hold).await;
    world.pass(TimeDelta::days(30)).await;
    // Where nobody has it, it is new again; a vendor's wait is no question to the requester.
    world.says_below(IT, &card, "bernd", "!release").await;
    world.says_below(IT, &card, "bernd", "!wait vendor 2wd").await;
    world.says_in(&said, "anna", "Any news?").await;
    world.says_below(IT, &card, "bernd", "!wait user").await;
    world.says_in(&said, "anna", "Still there").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn where_there_is_one_thread_everything_is_told_there() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket Der Drucker druckt nicht").await;
    let card = world.last_of_bot();
    world.reacts("bernd", &card, "👀").await;
    world.reacts("bernd", &card, "⏸️").await;
    world.says_in(&said, "bernd", "Welcher denn?").await;
    world.says_in(&said, "anna", "Der im Keller").await;
    world.says_in(&said, "bernd", "!warten nutzer 2h").await;
    world.pass(TimeDelta::hours(2)).await;
    world.pass(TimeDelta::days(7)).await;
    world.says_in(&said, "anna", "Ich war im Urlaub").await;
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}

#[tokio::test]
async fn what_is_planned_comes_by_itself() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Neuer Bildschirm").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!plan Fri 14:00").await;
    world.says_below(IT, &card, "carla", "!take").await;
    world.says_below(IT, &card, "bernd", "!planen morgen").await;
    world.says_in(&said, "anna", "Fein").await;
    world.pass(TimeDelta::days(1)).await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_planned_or_wait_is_refused() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket New screen").await;
    let card = world.card_in(IT, "T-1");
    let long = format!("!plan {}", "ü".repeat(60_000));
    for text in [
        "!plan",
        "!plan someday",
        "!plan 1.1.2020",
        "!wait user someday",
        "!wait vendor",
        "!plan T-99 2d",
        "!warten auf dritte bis morgen 14 Uhr",
        &long,
        "!resolve done",
        "!plan 2d",
        "!wait user",
    ] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.reacts("bernd", &card, "⏸️").await;
    world.says_in(&said, "anna", "!plan 2d").await;
    world.reacts("anna", &said, "⏸️").await;
    world.reacts("anna", &said, "⏸").await;
    let seen = world.rooms().replace(&"ü".repeat(60_000), "(60,000 ü)");
    assert_snapshot!(seen, @"");
    world.ends().await;
}

#[tokio::test]
async fn what_is_resolved_closes_by_itself_and_says_nothing() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!resolve toner").await;
    world.pass(TimeDelta::days(6)).await;
    world.reacts("anna", &said, "🔁").await;
    world.pass(TimeDelta::days(2)).await;
    world.says_below(IT, &card, "bernd", "!resolve cable").await;
    world.pass(TimeDelta::days(7)).await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}
