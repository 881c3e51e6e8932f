//! Tickets that are made of one message.

use insta::assert_snapshot;
use lotse::chat::local::Place;

use crate::support::company::{IT, NETWORK};
use crate::support::world::{World, account};

/// Answers to one message in a thread.
async fn replies(world: &mut World, room: &str, root: &str, to: &str, who: &str, text: &str) -> String {
    let place = Place { thread: Some(root), reply_to: Some(to) };
    let event = world.server.say(&format!("!{room}:local"), &account(who), text, place).unwrap();
    world.settle().await;
    event
}

#[tokio::test]
async fn a_message_becomes_a_ticket_of_its_own() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    let more = world.says_in(&said, "anna", "Und mein **Bildschirm** flackert <b>sehr</b>").await;
    world.says_in(&said, "anna", "Danke").await;
    let passed = world.card_in(IT, "Anna: Und");
    replies(&mut world, IT, &card, &passed, "bernd", "!split").await;
    replies(&mut world, IT, &card, &passed, "bernd", "!split").await;
    replies(&mut world, IT, &card, &card, "bernd", "!abspalten").await;
    world.says_below(IT, &card, "bernd", "!abspalten Anna sagt danke").await;
    world.says_in(&said, "anna", "!split").await;
    let other = world.card_in(IT, "T-2");
    world.says_below(IT, &other, "bernd", "!reply I bring another one").await;
    world.takes_back(&more).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker druckt nicht
      2 ↳1 lotse: T-1 Drucker druckt nicht
          Mittel · Neu · noch niemand
          🔗 verwandt: T-2 · verwandt: T-3
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 anna: 
      4 ↳1 anna: Danke
      5 ↳1 lotse: T-2 (Nachricht zurückgezogen)
          Mittel · Zurückgezogen · noch niemand
          🔗 verwandt: T-1
          🔁 es ist nicht gelöst
      6 ↳1 lotse: T-3 Anna sagt danke
          Mittel · Neu · noch niemand
          🔗 verwandt: T-1
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 ↳1 anna: !split
      8 ↳1 lotse: ❓ Zu diesem Thread gehören mehrere Tickets. Nenne eines von T-3, T-2, T-1.
      9 ↳1 lotse: Bernd: I bring another one
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker druckt nicht
          Medium · New · nobody yet
          from Anna
          🔗 related: T-2 · related: T-3
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: 
      3 ↳1 lotse: Anna: Danke
      4 ↳1 bernd: !split
      5 lotse: T-2 (message taken back)
          Medium · Withdrawn · nobody yet
          from Anna
          🔗 related: T-1
          🔁 reopen
      6 ↳1 lotse: ✂️ T-2 was made of what Anna wrote in T-1.
      7 ↳1 bernd: !split
      8 ↳1 lotse: ⛔ T-2 was made of that message already.
      9 ↳1 bernd: !abspalten
      10 ↳1 lotse: ⛔ Diese Nachricht ist keine von denen, die zu T-1 geschrieben wurden.
          Antworte auf die Nachricht, die etwas anderes ist, mit !abspalten; Text dahinter wird der Titel.
      11 ↳1 bernd: !abspalten Anna sagt danke
      12 lotse: T-3 Anna sagt danke
          Medium · New · nobody yet
          from Anna
          🔗 related: T-1
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      13 ↳1 lotse: ✂️ T-3 ist aus dem entstanden, was Anna in T-1 geschrieben hat.
      14 ↳5 bernd: !reply I bring another one
      15 ↳5 lotse: ✉️ Anna has it.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_was_said_inside_becomes_a_ticket_of_which_the_requester_never_learns() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    let note = world.says_below(IT, &card, "carla", "INTERNAL the whole floor needs new printers").await;
    world.says_below(IT, &card, "bernd", "!split").await;
    replies(&mut world, IT, &card, &note, "bernd", "!split").await;
    let other = world.card_in(IT, "T-2");
    world.says_below(IT, &other, "bernd", "INTERNAL too expensive").await;
    world.says_below(IT, &other, "bernd", "!reply INTERNAL no").await;
    world.says_below(IT, &other, "bernd", "!merge T-1").await;
    world.says_in(&said, "anna", "!history").await;
    world.says_in(&said, "anna", "!show T-2").await;
    world.says("anna", "!tickets mine").await;
    world.says_to(NETWORK, "nora", "!show T-2").await;
    let rooms = world.rooms();
    let outside: Vec<&str> = rooms.split("\n").take_while(|line| !line.starts_with("it-team")).collect();
    assert!(!outside.join("\n").contains("INTERNAL"), "{rooms}");
    assert_snapshot!(rooms, @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker druckt nicht
      2 ↳1 lotse: T-1 Drucker druckt nicht
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 anna: !history
      4 ↳1 lotse: T-1 · ein Eintrag
          heute 09:00 · Anna: Drucker druckt nicht
      5 ↳1 anna: !show T-2
      6 ↳1 lotse: ⛔ Ein Ticket T-2 gibt es nicht.
      7 anna: !tickets mine
      8 ↳7 lotse: Dein offenes Ticket
          T-1 Drucker druckt nicht · Mittel · Neu · noch niemand
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker druckt nicht
          Medium · New · nobody yet
          from Anna
          🔗 related: T-2
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 carla: INTERNAL the whole floor needs new printers
      3 ↳1 bernd: !split
      4 ↳1 lotse: ⛔ In the threads of T-1 its requester has said nothing more than what it is about.
          Reply to the message that is another matter, and write !split; text behind it becomes the title.
      5 ↳1 bernd: !split
      6 lotse: T-2 INTERNAL the whole floor needs new printers
          Medium · New · nobody yet
          🔒 from Carla
          🔗 related: T-1
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      7 ↳1 lotse: ✂️ T-2 was made of what Carla wrote inside the team, as a private ticket of Carla. The requester of T-1 does not learn of it.
      8 ↳6 bernd: INTERNAL too expensive
      9 ↳6 bernd: !reply INTERNAL no
      10 ↳6 lotse: Kept with T-2. Carla reads this thread, so nothing had to be sent.
      11 ↳6 bernd: !merge T-1
      12 ↳6 lotse: ⛔ T-2 and T-1 are not read by the same people: what is private in one of them would be seen in the other.
          !link T-2 T-1 related connects them, and nobody sees more than before.
    net-team: lotse, nora
      1 nora: !show T-2
      2 ↳1 lotse: ⛔ There is no ticket T-2.
    ");
    world.ends().await;
}
