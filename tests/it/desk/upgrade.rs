//! Rooms that are replaced by others, as their admins do to get a newer version.

use insta::assert_snapshot;
use lotse::config::RoomPart;

use crate::support::company::IT;
use crate::support::world::{ROOM, World, account};

#[tokio::test]
async fn a_ticket_moves_with_the_next_thing_that_happens_to_it() {
    // The team's room is bound by its id, which a replacement does not have.
    let mut world = World::company(|config| {
        for room in &mut config.rooms {
            if matches!(&room.part, RoomPart::Team { team } if team == "it") {
                room.name = format!("!{IT}:local");
            }
        }
    })
    .await;
    world.says("anna", "!ticket Drucker druckt nicht").await;
    world.says("anna", "!ticket Monitor bleibt schwarz").await;
    let old_card = world.card_in(IT, "T-1");
    world.reacts("bernd", &old_card, "👀").await;
    let team = world.server.replace_room(&format!("!{IT}:local"), &account("bernd")).unwrap();
    world.settle().await;
    // The room has its part still: what is new comes there, and its people are agents.
    let said = world.says("anna", "!ticket Telefon rauscht").await;
    world.says_in(&said, "anna", "Ganz laut").await;
    world.says_to(&team, "bernd", "!tickets team").await;
    // Something happens to an older one: it gets a fresh card.
    world.says_to(&team, "bernd", "!prio T-1 hoch, weil es eilt").await;
    let card = world.card_in(&team, "T-1");
    world.says_below(&team, &card, "bernd", "!antwort Wir kommen").await;
    // A second time, in English, and the requester's room as well.
    let team = world.server.replace_room(&team, &account("bernd")).unwrap();
    let intake = world.server.replace_room(&format!("!{ROOM}:local"), &account("anna")).unwrap();
    world.settle().await;
    world.says_to(&intake, "anna", "!lotse lang en").await;
    world.says_to(&team, "bernd", "!lösen T-1 neuer Toner").await;
    let card = world.card_in(&intake, "T-1");
    world.says_below(&intake, &card, "anna", "It prints, but only in green").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !lotse lang en
      2 ↳1 lotse: From now on I speak English with you.
      3 lotse: T-1 Drucker druckt nicht
          High · Assigned · Bernd
          Whatever you write in this thread reaches those who work on it.
      4 ↳3 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 neuer Toner
      5 ↳3 anna: It prints, but only in green
      6 ↳3 lotse: 🔁 T-1 is open again, and those who work on it know.
    : anna, bernd, carla, dora
      1 anna: !ticket Drucker druckt nicht
      2 ↳1 lotse: T-1 Drucker druckt nicht
          Hoch · Zugewiesen · Bernd
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 anna: !ticket Monitor bleibt schwarz
      4 ↳3 lotse: T-2 Monitor bleibt schwarz
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 anna: !ticket Telefon rauscht
      6 ↳5 lotse: T-3 Telefon rauscht
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 ↳5 anna: Ganz laut
      8 ↳1 lotse: Bernd: Wir kommen
    it-team: bernd, carla, lotse
      1 bernd: !lösen T-1 neuer Toner
      2 lotse: T-1 Drucker druckt nicht
          High · Assigned · Bernd
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      3 ↳2 lotse: T-1 was resolved by Bernd.
      4 ↳1 lotse: T-1 · Hoch · Gelöst · Bernd
      5 ↳2 lotse: Anna: It prints, but only in green
      6 ↳2 lotse: Bernd T-1 wurde von Anna wieder geöffnet.
    : bernd, carla
      1 lotse: T-3 Telefon rauscht
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: Ganz laut
      3 bernd: !tickets team
      4 ↳3 lotse: 3 open tickets of the team
          T-1 Drucker druckt nicht · Medium · Assigned · Bernd
          T-2 Monitor bleibt schwarz · Medium · New · nobody yet
          T-3 Telefon rauscht · Medium · New · nobody yet
      5 bernd: !prio T-1 hoch, weil es eilt
      6 lotse: T-1 Drucker druckt nicht
          High · Assigned · Bernd
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      7 ↳5 lotse: T-1 · Hoch · Zugewiesen · Bernd
      8 ↳6 bernd: !antwort Wir kommen
      9 ↳6 lotse: ✉️ An Anna geschickt.
    : bernd, carla
      1 lotse: T-1 Drucker druckt nicht
          Medium · Assigned · Bernd
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse 👀 bernd
      2 lotse: T-2 Monitor bleibt schwarz
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}
