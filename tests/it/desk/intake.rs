//! Tickets without a command: rooms in which every message is one, and 🎫 on anybody's message.

use insta::assert_snapshot;
use lotse::chat::local::{Failure, Place, Post};
use lotse::config::{Config, RoomPart, TicketReactionBy};

use crate::support::company::{IT, NETWORK};
use crate::support::world::{World, account};

fn every_message(config: &mut Config) {
    config.rooms[0].part = RoomPart::Intake { every_message: true, team: Some("it".to_owned()) };
}

/// Whether a word stands anywhere in the database.
async fn knows(world: &World, word: &str) -> bool {
    let query = "select exists (select from inbox where payload::text like $1)
                     or exists (select from errand where payload::text like $1 or ask::text like $1)
                     or exists (select from ticket_entry where text like $1)
                     or exists (select from outbox where payload::text like $1)";
    sqlx::query_scalar(query).bind(format!("%{word}%")).fetch_one(world.pool()).await.unwrap()
}

#[tokio::test]
async fn every_message_of_such_a_room_is_a_ticket() {
    let mut world = World::company(every_message).await;
    let said =
        world.says("anna", "Der Drucker im 3. Stock druckt nicht prio:hoch\nEr blinkt rot <b>und piept</b>").await;
    let which = Post { text: "Welcher denn?", place: Place::reply(&said), ..Post::default() };
    world.writes("dora", which).await;
    world.says_in(&said, "anna", "Der neben der Küche").await;
    let news = world.says("dora", "📣 Heute Abend Wartung").await;
    let talk = Post { text: "Danke für die Warnung", place: Place::reply(&news), ..Post::default() };
    world.writes("anna", talk).await;
    world.says("anna", "/shrug keine Ahnung").await;
    world.says("anna", "!tikcet Maus").await;
    let robot = Post { text: "Backup fertig", notice: true, ..Post::default() };
    world.writes("dora", robot).await;
    world.edits(&said, "Der Drucker im 4. Stock druckt nicht").await;
    let wrong = world.says("dora", "My mouse does not move at all").await;
    world.takes_back(&wrong).await;
    world.says("anna", "WLAN im Keller ist weg").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: Der Drucker im 4. Stock druckt nicht
      2 ↳1 lotse: T-1 Der Drucker im 4. Stock druckt nicht
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 dora: Welcher denn?
      4 ↳1 anna: Der neben der Küche
      5 dora: 📣 Heute Abend Wartung
      6 anna: Danke für die Warnung
      7 anna: /shrug keine Ahnung
      8 anna: !tikcet Maus
      9 ↳8 lotse: ❓ !tikcet kenne ich nicht.
          War !ticket · !tickets gemeint?
      10 dora: Backup fertig
      11 dora: 
      12 ↳11 lotse: T-2 (message taken back)
          Medium · Withdrawn · nobody yet
          🔁 it is not solved
      13 anna: WLAN im Keller ist weg
      14 ↳13 lotse: T-3 WLAN im Keller ist weg
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Drucker im 4. Stock druckt nicht
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Dora: Welcher denn?
      3 ↳1 lotse: Anna: Der neben der Küche
      4 lotse: T-2 (message taken back)
          Medium · Withdrawn · nobody yet
          from Dora
          🔁 reopen
    net-team: lotse, nora
      1 lotse: T-3 WLAN im Keller ist weg
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    ");
    assert!(!knows(&world, "Danke").await && !knows(&world, "Wartung").await, "talk among people is not kept");
    world.ends().await;
}

#[tokio::test]
async fn a_message_that_is_a_ticket_is_not_made_another_one_by_an_edit() {
    let mut world = World::company(every_message).await;
    let said = world.says("anna", "The screen is dark").await;
    world.edits(&said, "!ticket The screen is dark and the fan is loud").await;
    world.edits(&said, "!close").await;
    world.edits(&said, "  ").await;
    let long = "ü ".repeat(30_000);
    world.says("anna", &long).await;
    world.says("anna", "@room \u{202e}everything\u{202c} **is** broken").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!resolve plugged it in").await;
    world.edits(&said, "The screen is dark again").await;
    assert_snapshot!(world.rooms().replace("ü ", "").replace('\u{2060}', "|"), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: The screen is dark again
      2 ↳1 lotse: T-1 The screen is dark and the fan is loud
          Medium · Resolved · Bernd
          💡 plugged it in
          🔁 it is not solved
      3 anna: 
      4 ↳3 lotse: T-2 ü…
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      5 anna: @|room everything **is** broken
      6 ↳5 lotse: T-3 @|room everything **is** broken
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      7 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 plugged it in
    it-team: bernd, carla, lotse
      1 lotse: T-1 The screen is dark and the fan is loud
          Medium · Resolved · Bernd
          💡 plugged it in
          from Anna
          🔁 reopen 🔁 lotse
      2 lotse: T-2 ü…
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 lotse: T-3 @|room everything **is** broken
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 ↳1 bernd: !resolve plugged it in
      5 ↳1 lotse: T-1 · Medium · Resolved · Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_tap_makes_a_ticket_of_somebodys_message() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "Bei mir geht Outlook seit heute früh nicht mehr").await;
    assert!(!knows(&world, "Outlook").await, "nobody has asked the bot yet");
    let tap = world.reacts("bernd", &said, "🎟️").await;
    world.reacts("carla", &said, "🎫").await;
    world.reacts("carla", &said, "🎫\u{fe0f}").await;
    world.takes_back(&tap).await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "🎫").await;
    let more = world.says_in(&said, "anna", "Es kommt Fehler 17").await;
    world.reacts("dora", &more, "🎫").await;
    world.edits(&said, "Bei mir geht Outlook seit gestern nicht mehr").await;
    let own = world.says("dora", "The beamer in the hall stays dark").await;
    world.reacts("dora", &own, "🎫").await;
    world.says_below(IT, &card, "bernd", "!verlauf").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: Bei mir geht Outlook seit gestern nicht mehr 🎫 carla 🎫️ carla
      2 ↳1 lotse: T-1 Bei mir geht Outlook seit gestern nicht mehr
          Hoch · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: Zu dieser Nachricht gibt es schon T-1.
      4 ↳1 anna: Es kommt Fehler 17 🎫 dora
      5 ↳1 lotse: Diese Nachricht gehört schon zu T-1.
      6 dora: The beamer in the hall stays dark 🎫 dora
      7 ↳6 lotse: T-2 The beamer in the hall stays dark
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Bei mir geht Outlook seit gestern nicht mehr
          High · New · nobody yet
          from Anna · E-mail
          🎫 by Bernd from a message in #it-help:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse 🎫 bernd
      2 ↳1 lotse: Anna: Es kommt Fehler 17
      3 lotse: T-2 The beamer in the hall stays dark
          Medium · New · nobody yet
          from Dora
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 ↳1 bernd: !verlauf
      5 ↳1 lotse: T-1 · 3 Einträge
          heute 09:00 · Anna: Bei mir geht Outlook seit gestern nicht mehr (bearbeitet)
          heute 09:00 · ⚙️ zugeteilt durch „E-mail“
          heute 09:00 · Anna: Es kommt Fehler 17
    net-team: lotse, nora
    ");
    let left: i64 = sqlx::query_scalar("select count(*) from errand").fetch_one(world.pool()).await.unwrap();
    assert_eq!(left, 0);
    let kept: bool =
        sqlx::query_scalar("select exists (select from inbox where payload::text like '%Outlook seit heute%')")
            .fetch_one(world.pool())
            .await
            .unwrap();
    assert!(!kept, "the ticket has the words, and nothing else");
    world.ends().await;
}

#[tokio::test]
async fn of_two_who_tap_at_once_the_second_is_told() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "The coffee machine shows an error").await;
    let thread = world.says_in(&said, "dora", "Mine too").await;
    for name in ["bernd", "carla"] {
        world.server.react(&said, &account(name), "🎫").unwrap();
    }
    world.settle().await;
    world.reacts("bernd", &thread, "🎫").await;
    let tickets: i64 = sqlx::query_scalar("select count(*) from ticket").fetch_one(world.pool()).await.unwrap();
    assert_eq!(tickets, 2);
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: The coffee machine shows an error 🎫 bernd, carla
      2 ↳1 dora: Mine too 🎫 bernd
      3 ↳1 lotse: T-1 The coffee machine shows an error
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      4 ↳1 lotse: This message is T-1 already.
      5 lotse: T-2 Mine too
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The coffee machine shows an error
          Medium · New · nobody yet
          from Anna
          🎫 by Bernd from a message in #it-help:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Mine too
          Medium · New · nobody yet
          from Dora
          🎫 by Bernd from a message in #it-help:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_become_a_ticket_is_said_and_why() {
    let mut world = World::company(|_| {}).await;
    let gone = world.says("anna", "I have deleted this").await;
    world.stop().await;
    world.server.react(&gone, &account("bernd"), "🎫").unwrap();
    world.server.redact(&gone).unwrap();
    world.start().await;
    world.settle().await;
    let robot = world.writes("dora", Post { text: "Backup failed", notice: true, ..Post::default() }).await;
    world.reacts("anna", &robot, "🎫").await;
    let locked = world.writes("anna", Post { text: "VPN geht nicht", locked: true, ..Post::default() }).await;
    world.reacts("bernd", &locked, "🎫").await;
    let refused = world.says("anna", "Das Telefon ist tot").await;
    world.server.refuse_next(1, Failure::Never);
    world.reacts("bernd", &refused, "🎫").await;
    world.server.refuse_next(1, Failure::RateLimited(std::time::Duration::from_millis(20)));
    world.reacts("carla", &refused, "🎫").await;
    let pay = world.says("anna", "Mein Gehalt ist falsch überwiesen worden").await;
    world.reacts("bernd", &pay, "🎫").await;
    world.reacts("carla", &pay, "🎫").await;
    world.reacts("anna", &pay, "🎫").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-2 Mein Gehalt ist falsch überwiesen worden
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          🎫 by Bernd from a message in #it-help:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna:  🎫 bernd
      2 ↳1 lotse: ⛔ That message is gone, so there is no ticket of it.
      3 dora: Backup failed 🎫 anna
      4 ↳3 lotse: ⛔ Tickets can be made of what people write, and that is nothing of the kind.
      5 anna: VPN geht nicht 🎫 bernd
      6 ↳5 lotse: ⛔ I cannot decrypt that message, so there is no ticket of it.
          Write it once more, or type !ticket ….
      7 anna: Das Telefon ist tot 🎫 bernd, carla
      8 ↳7 lotse: ⛔ The chat server does not let me read that message, so there is no ticket of it.
      9 ↳7 lotse: T-1 Das Telefon ist tot
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      10 anna: Mein Gehalt ist falsch überwiesen worden 🎫 bernd, carla, anna
      11 ↳10 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit Anna weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
      12 ↳10 lotse: Zu dieser Nachricht gibt es schon ein Ticket.
      13 ↳10 lotse: Zu dieser Nachricht gibt es schon T-2.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Das Telefon ist tot
          Medium · New · nobody yet
          from Anna
          🎫 by Carla from a message in #it-help:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    direct: anna, lotse
      1 lotse: T-2 Mein Gehalt ist falsch überwiesen worden
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn who_may_tap_depends_on_the_room_and_the_settings() {
    let mut world = World::company(|config| config.desk.ticket_reaction_by = TicketReactionBy::Agent).await;
    let said = world.says("dora", "Der Beamer im Saal bleibt dunkel").await;
    world.reacts("anna", &said, "🎫").await;
    world.reacts("anna", &said, "🎟").await;
    world.reacts("bernd", &said, "🎫").await;
    world.server.join(&format!("!{NETWORK}:local"), &account("anna"), 0).unwrap();
    let inside = world.says_to(NETWORK, "nora", "Switch 7 is loud").await;
    world.reacts("nora", &inside, "🎫").await;
    let other = world.says_to(NETWORK, "anna", "WLAN im Keller ist weg").await;
    world.reacts("nora", &other, "🎫").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: Der Beamer im Saal bleibt dunkel 🎫 anna, bernd 🎟 anna
      2 ↳1 lotse: ⛔ Here only agents make tickets of messages.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      3 ↳1 lotse: T-1 Der Beamer im Saal bleibt dunkel
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Beamer im Saal bleibt dunkel
          Medium · New · nobody yet
          from Dora
          🎫 by Bernd from a message in #it-help:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    direct: anna, lotse
      1 lotse: T-3 WLAN im Keller ist weg
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    net-team: anna, lotse, nora
      1 nora: Switch 7 is loud 🎫 nora
      2 ↳1 lotse: T-2 Switch 7 is loud
          Medium · New · nobody yet
          from Nora
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 anna: WLAN im Keller ist weg 🎫 nora
      4 ↳3 lotse: T-3 WLAN im Keller ist weg
          Medium · New · nobody yet
          from Anna
          🎫 by Nora from a message in #net-team:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_tap_survives_an_unreachable_server() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "The door does not open").await;
    world.server.refuse_next(2, Failure::Later);
    world.reacts("bernd", &said, "🎫").await;
    assert!(!world.card_in(IT, "T-1").is_empty());
    world.ends().await;
}
