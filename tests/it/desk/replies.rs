//! What a requester says after the end: thanks, that it is not solved, and much later something else.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::{HR, IT};
use crate::support::world::World;

#[tokio::test]
async fn thanks_stay_thanks_and_a_complaint_opens_it_again() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!lösen Toner getauscht").await;
    world.says_in(&said, "anna", "Danke Bernd! 👍").await;
    world.says_in(&said, "dora", "Bei mir geht es auch nicht").await;
    world.says_in(&said, "anna", "geht immer noch nicht").await;
    world.says_below(IT, &card, "bernd", "!lösen Stecker").await;
    world.says_below(IT, &card, "bernd", "!schließen").await;
    world.says_in(&said, "anna", "Immer noch kaputt").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn in_one_thread_the_holder_is_told() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    world.says_in(&said, "bernd", "!resolve toner").await;
    world.says_in(&said, "anna", "Thanks a lot!").await;
    world.says_in(&said, "bernd", "You are welcome").await;
    world.says_in(&said, "anna", "It is broken again").await;
    // What the agent says about a ticket of their own does not open it again.
    let own = world.says("carla", "!ticket My screen is dark").await;
    world.says_in(&own, "carla", "!resolve switched it on").await;
    world.says_in(&own, "carla", "How stupid of me").await;
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}

#[tokio::test]
async fn after_two_weeks_a_new_ticket_goes_on_in_the_same_thread() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print prio:high").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!resolve toner").await;
    world.pass(TimeDelta::days(15)).await;
    world.reacts("anna", &said, "🔁").await;
    world.says_in(&said, "anna", "thanks again").await;
    world.says_in(&said, "anna", "It does not print again\nand it blinks <b>red</b>").await;
    world.says_in(&said, "anna", "Since this morning").await;
    world.says_in(&said, "anna", "!history").await;
    world.says_below(IT, &card, "bernd", "!reopen").await;
    world.says_below(IT, &card, "bernd", "!take T-2").await;
    let old = world.card_in("it-help", "T-1");
    world.reacts("anna", &old, "🔁").await;
    world.reacts("anna", &old, "✅").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

#[tokio::test]
async fn a_private_matter_goes_on_in_private() {
    let mut world = World::company(|_| {}).await;
    world.says_alone("anna", "!ticket Mein Gehalt fehlt").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!lösen überwiesen").await;
    world.pass(TimeDelta::days(40)).await;
    let direct = world.server.open_direct("@anna:local").unwrap();
    let thread = world.server.room(&direct).unwrap().items[0].id.clone();
    world.says_below(&direct, &thread, "anna", "Jetzt fehlt es schon wieder").await;
    world.says_below(&direct, &thread, "anna", "!verlauf").await;
    world.says_to(IT, "bernd", "!zeigen T-2").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}
