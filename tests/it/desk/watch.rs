//! Who watches a ticket hears what its requester hears, alone and quietly, and nothing else.

use insta::assert_snapshot;

use crate::support::company::{HR, IT};
use crate::support::world::World;

#[tokio::test]
async fn a_watcher_hears_answers_and_the_solution_and_no_word_of_the_team() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Der Drucker *im* 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_in(&said, "dora", "!beobachten").await;
    world.says_below(IT, &card, "bernd", "Nie im Leben mache ich das heute").await;
    world.says_below(IT, &card, "bernd", "!notiz Toner ist teuer").await;
    let reply = world.says_below(IT, &card, "bernd", "!antwort Ich komme um zehn").await;
    world.edits(&reply, "!antwort Ich komme um elf").await;
    let wrong = world.says_in(&said, "bernd", "Das Passwort ist hunter2").await;
    world.takes_back(&wrong).await;
    world.says_in(&said, "anna", "Gut").await;
    world.says_below(IT, &card, "bernd", "!lösen Toner getauscht").await;
    world.says_alone("dora", "!nicht-beobachten T-1").await;
    world.reacts("anna", &said, "🔁").await;
    world.says_below(IT, &card, "bernd", "!lösen Stecker").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn agents_let_others_watch_and_nobody_watches_what_they_may_not_see() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    world.says("dora", "!watch T-99").await;
    world.says_to(IT, "carla", "!watch T-1").await;
    world.says_to(IT, "carla", "!watch T-1").await;
    world.says_alone("hanna", "!watch T-1").await;
    world.says_alone("hanna", "!unwatch T-1").await;
    world.says_in(&said, "anna", "!watch").await;
    world.says_in(&said, "anna", "!watch @dora").await;
    world.says_below(IT, &card, "carla", "!watch @hanna:local").await;
    world.says_below(IT, &card, "carla", "!watch @anna:local").await;
    world.says_below(IT, &card, "carla", "!watch nobody").await;
    world.says_below(IT, &card, "carla", "!resolve toner").await;
    world.says_below(IT, &card, "carla", "!unwatch @hanna:local").await;
    world.says_below(IT, &card, "carla", "!unwatch @hanna:local").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn what_becomes_private_is_told_to_no_watcher_who_may_not_see_it() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket My salary slip looks odd category:hr").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!watch @dora:local").await;
    world.says_below(HR, &card, "hanna", "!private off").await;
    world.says_below(HR, &card, "hanna", "!watch @dora:local").await;
    world.says_below(HR, &card, "hanna", "!private on").await;
    world.says_below(HR, &card, "hanna", "!resolve paid").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}
