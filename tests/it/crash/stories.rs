//! What happens in a desk.

use chrono::TimeDelta;
use lotse::chat::local::{Place, Post};

use super::bot::POISON;
use super::stage::Stage;
use super::survives;
use crate::asked::PNG;
use crate::support::company::IT;
use crate::support::world::account;

const PRINTER: &str = "!ticket The printer on the 3rd floor does not print";

/// A ticket of anna's, which bernd has taken: its first message and its card.
async fn taken(stage: &mut Stage) -> (String, String) {
    let said = stage.says("anna", PRINTER).await;
    let card = stage.last_of_bot();
    stage.reacts("bernd", &card, "👀").await;
    (said, card)
}

#[tokio::test]
async fn tickets_are_raised() {
    survives(async |stage| {
        stage.says("anna", PRINTER).await;
        stage.says("bernd", "!ticket for @anna VPN fails prio:high\nSince this morning").await;
        stage.says("carla", "!störung Der Beamer im Saal geht nicht an").await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_is_taken_and_wanted_by_two() {
    survives(async |stage| {
        let (said, _) = taken(stage).await;
        stage.says_in(&said, "carla", "!take").await;
        stage.says_in(&said, "bernd", "!release").await;
        stage.says_in(&said, "carla", "!take").await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_lives_in_two_linked_threads() {
    survives(async |stage| {
        let team = stage.opens(IT, &["bernd", "carla"]).await;
        let said = stage.says("anna", PRINTER).await;
        let room = stage.server.room(&team).unwrap();
        let card = room.items.iter().find(|item| item.body.plain().starts_with("T-1 ")).unwrap().id.clone();
        stage.reacts("bernd", &card, "👀").await;
        let more = stage.says_in(&said, "anna", "It blinks").await;
        stage.edits(&more, "It blinks red").await;
        for text in ["I do not like this printer", "!reply I am coming", "!resolve toner"] {
            let (card, team) = (card.clone(), team.clone());
            stage
                .acts(move |stage| stage.server.say(&team, &account("bernd"), text, Place::thread(&card)).unwrap())
                .await;
        }
        stage.takes_back(&more).await;
        stage.reacts("anna", &said, "🔁").await;
    })
    .await;
}

#[tokio::test]
async fn clocks_run_and_warn() {
    survives(async |stage| {
        let (said, _) = taken(stage).await;
        stage.pass(TimeDelta::minutes(65)).await;
        stage.pass(TimeDelta::minutes(1)).await;
        stage.says_in(&said, "bernd", "!prio high the boss cannot print").await;
        stage.says_in(&said, "bernd", "On my way").await;
        stage.says_in(&said, "bernd", "!wait user 2wd").await;
        stage.says_in(&said, "anna", "Here I am").await;
        stage.pass(TimeDelta::hours(5)).await;
        stage.pass(TimeDelta::minutes(1)).await;
        stage.says_in(&said, "bernd", "!resolve toner").await;
        stage.says_in(&said, "bernd", "!sla").await;
    })
    .await;
}

#[tokio::test]
async fn notes_are_written_and_the_priority_changes() {
    survives(async |stage| {
        let (said, _) = taken(stage).await;
        stage.says_in(&said, "anna", "It says PC LOAD LETTER").await;
        stage.says_in(&said, "bernd", "!prio high because of the fair").await;
        stage.says_in(&said, "bernd", "!history").await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_waits_until_its_time_has_come() {
    survives(waiting).await;
}

pub(super) async fn waiting(stage: &mut Stage) {
    let (said, _) = taken(stage).await;
    stage.says_in(&said, "bernd", "!wait 2d").await;
    stage.says_in(&said, "bernd", "!wait 3d").await;
    stage.pass(TimeDelta::days(2)).await;
    // What is late is told after half a minute. Of two timers that are due at once, either may come first.
    stage.pass(TimeDelta::minutes(1)).await;
    stage.pass(TimeDelta::days(1)).await;
}

#[tokio::test]
async fn a_requester_is_asked_and_reminded_and_answers() {
    survives(async |stage| {
        let (said, card) = taken(stage).await;
        stage.reacts("bernd", &card, "⏸️").await;
        stage.pass(TimeDelta::days(3)).await;
        stage.says_in(&said, "anna", "It still says PC LOAD LETTER").await;
        stage.says_in(&said, "bernd", "!assign carla").await;
        stage.says_in(&said, "carla", "!resolve toner").await;
        stage.says_in(&said, "anna", "Not at all").await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_is_resolved_with_its_line_of_solution() {
    survives(async |stage| {
        let (said, card) = taken(stage).await;
        stage.reacts("bernd", &card, "✅").await;
        stage.says_in(&said, "bernd", "The toner was empty").await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_is_reopened_and_closed() {
    survives(async |stage| {
        let (said, card) = taken(stage).await;
        stage.says_in(&said, "bernd", "!resolve toner").await;
        stage.reacts("anna", &card, "🔁").await;
        stage.says_in(&said, "bernd", "!resolve a new cable").await;
        stage.says_in(&said, "anna", "!close").await;
    })
    .await;
}

#[tokio::test]
async fn words_are_edited() {
    survives(async |stage| {
        let said = stage.says("anna", "!tikcet The printer does not print").await;
        stage.edits(&said, "!ticket The printer does not print").await;
        stage.edits(&said, "!ticket The printer in room 12 does not print").await;
        let note = stage.says_in(&said, "anna", "It says PC LOAD LETTER").await;
        stage.edits(&note, "It says PC LOAD A4").await;
    })
    .await;
}

#[tokio::test]
async fn words_are_taken_back() {
    survives(async |stage| {
        let said = stage.says("anna", "!ticket My password is hunter2 and does not work").await;
        let note = stage.says_in(&said, "anna", "hunter2, as I said").await;
        stage.takes_back(&note).await;
        stage.takes_back(&said).await;
    })
    .await;
}

#[tokio::test]
async fn taps_are_taken_back() {
    survives(async |stage| {
        stage.says("anna", PRINTER).await;
        let card = stage.last_of_bot();
        let eyes = stage.reacts("bernd", &card, "👀").await;
        stage.takes_back(&eyes).await;
        let done = stage.reacts("bernd", &card, "✅").await;
        stage.takes_back(&done).await;
    })
    .await;
}

/// What is too much for the bot is buried, and an operator is told in a chat of their own, which is opened for it.
#[tokio::test]
async fn an_operator_is_told_in_a_chat_of_their_own() {
    survives(poisoned).await;
}

pub(super) async fn poisoned(stage: &mut Stage) {
    stage.says("anna", &format!("!ticket this is {POISON} to the bot")).await;
    stage.says("carla", &format!("!ticket and so is {POISON} this")).await;
    stage.says("anna", PRINTER).await;
}

#[tokio::test]
async fn much_happens_in_two_places_at_once() {
    survives(async |stage| {
        let lab = stage.server.add_room("lab", "Lab");
        for name in ["anna", "bernd", "carla"] {
            stage.server.join(&lab, &account(name), 0).unwrap();
        }
        stage.acts(|stage| stage.server.invite_bot(&lab, "@anna:local", false).unwrap()).await;
        let here = stage.says("anna", PRINTER).await;
        let there =
            stage.acts(|stage| stage.server.say(&lab, "@carla:local", PRINTER, Place::default()).unwrap()).await;
        // Everybody has spoken before, so that who becomes known first is not a matter of chance.
        stage.says("bernd", "!tickets").await;
        for (one, other) in [
            ("!take", "!prio high because of the fair"),
            ("!prio low because it is old", "!take"),
            ("!resolve toner", "!resolve cable"),
        ] {
            stage
                .acts(|stage| {
                    let post = |text, root| Post { text, place: Place::thread(root), ..Post::default() };
                    stage.server.say_with(&stage.room, "@bernd:local", post(one, &here)).unwrap();
                    stage.server.say_with(&lab, "@carla:local", post(other, &there)).unwrap();
                })
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn lists_and_help_are_asked_for() {
    survives(async |stage| {
        stage.says("anna", PRINTER).await;
        stage.says("anna", "!tickets").await;
        stage.says("bernd", "!tickets open").await;
        stage.says("dora", "!help take").await;
        stage.says("anna", "!lotse status").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_allowed_or_not_understood_is_answered() {
    survives(async |stage| {
        let said = stage.says("anna", PRINTER).await;
        stage.says_in(&said, "anna", "!take").await;
        stage.says("bernd", "!resolve").await;
        stage.says("anna", "!tikcets").await;
        stage.says("anna", "!ticket Screen prio:perhaps").await;
        stage.says("carla", "who is at lunch?").await;
    })
    .await;
}

#[tokio::test]
async fn languages_are_chosen() {
    survives(async |stage| {
        stage.says("anna", "!lotse lang de").await;
        stage.says("anna", PRINTER).await;
        stage.says("bernd", "!lotse sprache de hier").await;
        stage.says("carla", "!tickets").await;
    })
    .await;
}

#[tokio::test]
async fn the_bot_goes_and_comes_back() {
    survives(async |stage| {
        stage.says("anna", PRINTER).await;
        stage.acts(|stage| stage.server.kick_bot(&stage.room, "@dora:local", Some("break")).unwrap()).await;
        stage.says("anna", "!ticket Nobody hears this one").await;
        stage.acts(|stage| stage.server.invite_bot(&stage.room, "@dora:local", false).unwrap()).await;
        stage.says("anna", "!tickets").await;
    })
    .await;
}

#[tokio::test]
async fn a_message_becomes_a_ticket_and_files_come_with_it_and_go_on_to_the_team() {
    survives(errands).await;
}

pub(super) async fn errands(stage: &mut Stage) {
    stage.opens(IT, &["bernd"]).await;
    let said = stage.says("anna", "The projector in the hall stays dark").await;
    stage.reacts("bernd", &said, "🎫").await;
    for name in ["first.png", "again.png"] {
        let attachment = Some(stage.server.upload(name, Some("image/png"), PNG));
        let place = Place::thread(&said);
        let post = Post { text: name, place, attachment, ..Post::default() };
        stage.writes("anna", post).await;
    }
}
