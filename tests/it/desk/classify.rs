//! What a ticket is about, and who may know of it, as agents say later.

use insta::assert_snapshot;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn agents_put_it_where_it_belongs() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Nothing arrives any more").await;
    let card = world.card_in(IT, "T-1");
    for text in ["!service", "!service mial", "!service mail", "!category hardwear", "!kategorie", "!private maybe"] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.says_in(&said, "anna", "!service mail").await;
    world.says_below(IT, &card, "bernd", "!history").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn what_becomes_private_leaves_the_public_room() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Frage zu meiner Abrechnung").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!vertraulich").await;
    world.says_below(IT, &card, "bernd", "!vertraulich an").await;
    world.says_below(IT, &card, "bernd", "!antwort Ich melde mich hier").await;
    world.says_in(&said, "dora", "!show T-1").await;
    let old = world.card_in("it-help", "🔒 T-1");
    world.reacts("dora", &old, "👀").await;
    world.says_below(IT, &card, "bernd", "!vertraulich aus").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn a_private_category_makes_it_private() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket A question about my papers").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!category hr").await;
    world.says_below(IT, &card, "bernd", "!assign team:hr").await;
    world.says_to(IT, "bernd", "!show T-1").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}
