//! Tickets that become part of another one.

use insta::assert_snapshot;

use crate::support::company::{HR, IT};
use crate::support::world::World;

#[tokio::test]
async fn what_is_merged_goes_on_in_the_other_ticket() {
    let mut world = World::company(|_| {}).await;
    world.says("dora", "!ticket Mail is down").await;
    let said = world.says("anna", "!ticket Outlook zeigt einen Fehler").await;
    let (main, source) = (world.card_in(IT, "T-1"), world.card_in(IT, "T-2"));
    world.says_in(&said, "anna", "Fehler 17 steht da").await;
    world.says_below(IT, &source, "carla", "Anna again, as ever").await;
    world.reacts("bernd", &main, "👀").await;
    world.says_below(IT, &source, "bernd", "!merge T-1").await;
    let more = world.says_in(&said, "anna", "Jetzt steht Fehler 18 da").await;
    world.edits(&more, "Jetzt steht Fehler 19 da").await;
    world.says_below(IT, &source, "carla", "The server is full, I think").await;
    world.says_below(IT, &source, "carla", "!take").await;
    world.reacts("carla", &source, "👀").await;
    world.says_in(&said, "anna", "!schließen").await;
    world.says_below(IT, &main, "carla", "!history").await;
    world.says_in(&said, "anna", "!zeigen").await;
    world.says_below(IT, &main, "bernd", "!resolve disk enlarged").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !ticket Mail is down
      2 ↳1 lotse: T-1 Mail is down
          High · Resolved · Bernd
          💡 disk enlarged
          🔁 it is not solved
      3 anna: !ticket Outlook zeigt einen Fehler
      4 ↳3 lotse: T-2 Outlook zeigt einen Fehler
          Hoch · Geschlossen · noch niemand
          🔀 geht als T-1 weiter. Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 ↳3 anna: Fehler 17 steht da
      6 ↳3 lotse: Anna T-2 geht als T-1 weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
      7 ↳3 anna: Jetzt steht Fehler 19 da
      8 ↳3 anna: !schließen
      9 ↳3 lotse: ⛔ T-2 wurde mit T-1 zusammengeführt.
          Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten.
      10 ↳3 anna: !zeigen
      11 ↳3 lotse: T-2 Outlook zeigt einen Fehler
          Hoch · Geschlossen · noch niemand
          🔀 zusammengeführt mit T-1
      12 ↳1 lotse: Dora T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 disk enlarged
      13 ↳3 lotse: Anna T-1 ist gelöst, dein T-2 ging darin auf. Falls nicht: sag es hier.
          💡 disk enlarged
    it-team: bernd, carla, lotse
      1 lotse: T-1 Mail is down
          High · Resolved · Bernd
          💡 disk enlarged
          from Dora · E-mail
          🔁 reopen 👀 bernd 🔁 lotse
      2 lotse: T-2 Outlook zeigt einen Fehler
          High · Closed · nobody yet
          from Anna · E-mail
          🔀 merged into T-1 👀 carla
      3 ↳2 lotse: Anna: Fehler 17 steht da
      4 ↳2 carla: Anna again, as ever
      5 ↳2 bernd: !merge T-1
      6 ↳1 lotse: 🔀 T-2 was merged into T-1 by Bernd.
      7 ↳2 lotse: 🔀 T-2 is a part of T-1 now. What is said in its threads goes on there.
      8 ↳1 lotse: Anna: Jetzt steht Fehler 19 da
      9 ↳2 carla: The server is full, I think
      10 ↳1 lotse: Carla: The server is full, I think
      11 ↳2 carla: !take
      12 ↳2 lotse: ⛔ T-2 was merged into T-1.
          Write the command in the thread of T-1, or name it.
      13 ↳2 lotse: ⛔ T-2 was merged into T-1.
          Write the command in the thread of T-1, or name it.
      14 ↳1 carla: !history
      15 ↳1 lotse: T-1 · 9 entries
          today 09:00 · Dora: Mail is down
          today 09:00 · ⚙️ sent on its way by “E-mail”
          today 09:00 · Anna: T-2: Outlook zeigt einen Fehler
          today 09:00 · T-2: ⚙️ sent on its way by “E-mail”
          today 09:00 · Anna: T-2: Fehler 17 steht da
          today 09:00 · Carla: T-2: 🔒 Anna again, as ever
          today 09:00 · Bernd: 🔀 T-2 became part of it
          today 09:00 · Anna: T-2: Jetzt steht Fehler 19 da (edited)
          today 09:00 · Carla: T-2: 🔒 The server is full, I think
      16 ↳1 bernd: !resolve disk enlarged
      17 ↳1 lotse: T-1 · High · Resolved · Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn the_requester_of_the_other_ticket_does_not_read_what_was_not_for_them() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("dora", "!ticket Mail is down").await;
    world.says_alone("anna", "!ticket My mailbox shows something embarrassing").await;
    let (main, source) = (world.card_in(IT, "T-1"), world.card_in(IT, "T-2"));
    world.says_below(IT, &source, "carla", "INTERNAL she always has that").await;
    world.says_below(IT, &source, "carla", "!merge T-1").await;
    world.says_below(IT, &source, "carla", "INTERNAL again").await;
    world.forget();
    world.says_in(&said, "dora", "!history").await;
    world.says_below(IT, &main, "carla", "!history").await;
    assert_snapshot!(world.transcript(), @"
    1 ↳? dora: !history
    2 ↳? lotse: T-1 · 3 entries
        today 09:00 · Dora: Mail is down
        today 09:00 · ⚙️ sent on its way by “E-mail”
        today 09:00 · Carla: 🔀 T-2 became part of it
    (!it-team:local) 3 ↳? carla: !history
    (!it-team:local) 4 ↳? lotse: T-1 · 7 entries
        today 09:00 · Dora: Mail is down
        today 09:00 · ⚙️ sent on its way by “E-mail”
        today 09:00 · Anna: T-2: My mailbox shows something embarrassing
        today 09:00 · T-2: ⚙️ sent on its way by “E-mail”
        today 09:00 · Carla: T-2: 🔒 INTERNAL she always has that
        today 09:00 · Carla: 🔀 T-2 became part of it
        today 09:00 · Carla: T-2: 🔒 INTERNAL again
    ");
    world.ends().await;
}

#[tokio::test]
async fn merges_that_are_refused() {
    let mut world = World::company(|_| {}).await;
    for text in ["one", "two", "three", "four", "five"] {
        world.says("anna", &format!("!ticket Number {text} is broken")).await;
    }
    world.says("anna", "!ticket Mein Gehalt fehlt").await;
    world.says("anna", "!ticket WLAN ist weg").await;
    for text in [
        "!merge",
        "!merge T-1",
        "!merge T-1 into T-1",
        "!merge T-1 into T-99",
        "!merge T-1 into T-6",
        "!merge T-7 into T-1",
        "!merge T-2 into T-1",
        "!merge T-2 into T-1",
        "!merge T-3 into T-2",
        "!merge T-1 into T-3",
        "!resolve T-4 done",
        "!merge T-5 into T-4",
        "!merge T-4 into T-5",
        "!close T-1",
        "!resolve T-5 done",
        "!close T-5",
        "!zusammenführen T-5 mit T-1",
        "!link T-2 T-7 related",
        "!take T-2",
    ] {
        world.says_to(IT, "bernd", text).await;
    }
    world.says("anna", "!merge T-1 T-7").await;
    world.says_to(HR, "hanna", "!merge T-6 into T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-6 Mein Gehalt fehlt
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 hanna: !merge T-6 into T-1
      3 ↳2 lotse: ⛔ T-6 and T-1 are not read by the same people: what is private in one of them would be seen in the other.
          !link T-6 T-1 related connects them, and nobody sees more than before.
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Number one is broken
      2 ↳1 lotse: T-1 Number one is broken
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ticket Number two is broken
      4 ↳3 lotse: T-2 Number two is broken
          Mittel · Geschlossen · noch niemand
          🔀 geht als T-1 weiter. Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 anna: !ticket Number three is broken
      6 ↳5 lotse: T-3 Number three is broken
          Mittel · Geschlossen · noch niemand
          🔀 geht als T-1 weiter. Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 anna: !ticket Number four is broken
      8 ↳7 lotse: T-4 Number four is broken
          Mittel · Geschlossen · Bernd
          💡 done
          🔀 geht als T-5 weiter. Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      9 anna: !ticket Number five is broken
      10 ↳9 lotse: T-5 Number five is broken
          Mittel · Geschlossen · Bernd
          💡 done
          🔁 es ist nicht gelöst
      11 anna: !ticket Mein Gehalt fehlt
      12 ↳11 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
      13 anna: !ticket WLAN ist weg
      14 ↳13 lotse: T-7 WLAN ist weg
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      15 ↳3 lotse: Anna T-2 geht als T-1 weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
      16 ↳5 lotse: Anna T-3 geht als T-1 weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
      17 ↳7 lotse: Anna T-4 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 done
      18 ↳7 lotse: Anna T-4 geht als T-5 weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
      19 ↳9 lotse: Anna T-5 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 done
      20 ↳7 lotse: Anna T-5 ist gelöst, dein T-4 ging darin auf. Falls nicht: sag es hier.
          💡 done
      21 ↳9 lotse: Anna, wie war es mit T-5? Ein Tipp genügt: 1️⃣ sehr schlecht · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ sehr gut 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      22 anna: !merge T-1 T-7
      23 ↳22 lotse: ⛔ Das dürfen nur Bearbeiter.
          Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Number one is broken
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Number two is broken
          Medium · Closed · nobody yet
          from Anna
          🔀 merged into T-1
      3 lotse: T-3 Number three is broken
          Medium · Closed · nobody yet
          from Anna
          🔀 merged into T-1
      4 lotse: T-4 Number four is broken
          Medium · Closed · Bernd
          💡 done
          from Anna
          🔀 merged into T-5
      5 lotse: T-5 Number five is broken
          Medium · Closed · Bernd
          💡 done
          from Anna
          🔁 reopen
      6 bernd: !merge
      7 ↳6 lotse: ❓ Which tickets? !merge T-9 into T-7, or !merge T-7 in the thread of T-9.
      8 bernd: !merge T-1
      9 ↳8 lotse: ❓ Which tickets? !merge T-9 into T-7, or !merge T-7 in the thread of T-9.
      10 bernd: !merge T-1 into T-1
      11 ↳10 lotse: ⛔ T-1 cannot be merged into itself.
      12 bernd: !merge T-1 into T-99
      13 ↳12 lotse: ⛔ There is no ticket T-99.
      14 bernd: !merge T-1 into T-6
      15 ↳14 lotse: ⛔ There is no ticket T-6.
      16 bernd: !merge T-7 into T-1
      17 ↳16 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      18 bernd: !merge T-2 into T-1
      19 ↳2 lotse: 🔀 T-2 was merged into T-1 by Bernd.
      20 ↳1 lotse: 🔀 T-2 was merged into T-1 by Bernd.
      21 ↳18 lotse: 🔀 T-2 is a part of T-1 now. What is said in its threads goes on there.
      22 bernd: !merge T-2 into T-1
      23 ↳22 lotse: ⛔ T-2 was merged into T-1.
          Write the command in the thread of T-1, or name it.
      24 bernd: !merge T-3 into T-2
      25 ↳3 lotse: 🔀 T-3 was merged into T-1 by Bernd.
      26 ↳1 lotse: 🔀 T-3 was merged into T-1 by Bernd.
      27 ↳24 lotse: 🔀 T-3 is a part of T-1 now. What is said in its threads goes on there.
      28 bernd: !merge T-1 into T-3
      29 ↳28 lotse: ⛔ T-3 was merged into T-1.
      30 bernd: !resolve T-4 done
      31 ↳4 lotse: T-4 was resolved by Bernd.
      32 ↳30 lotse: T-4 · Medium · Resolved · Bernd
      33 bernd: !merge T-5 into T-4
      34 ↳33 lotse: ⛔ T-4 is resolved already, so T-5 would be over unseen.
          !reopen T-4 first, or merge T-4 into T-5.
      35 bernd: !merge T-4 into T-5
      36 ↳4 lotse: 🔀 T-4 was merged into T-5 by Bernd.
      37 ↳5 lotse: 🔀 T-4 was merged into T-5 by Bernd.
      38 ↳35 lotse: 🔀 T-4 is a part of T-5 now. What is said in its threads goes on there.
      39 bernd: !close T-1
      40 ↳39 lotse: ⛔ T-1 is new, so it cannot be closed yet.
          Resolve it first: ✅ or !resolve and a line of solution.
      41 bernd: !resolve T-5 done
      42 ↳5 lotse: T-5 was resolved by Bernd.
      43 ↳41 lotse: T-5 · Medium · Resolved · Bernd
      44 bernd: !close T-5
      45 ↳44 lotse: T-5 · Medium · Closed · Bernd
      46 bernd: !zusammenführen T-5 mit T-1
      47 ↳46 lotse: ⛔ T-5 ist geschlossen, und was vorbei ist, bleibt, wie es ist.
          !verknüpfen T-5 T-1 verwandt verbindet sie.
      48 bernd: !link T-2 T-7 related
      49 ↳48 lotse: ⛔ T-2 was merged into T-1.
          Write the command in the thread of T-1, or name it.
      50 bernd: !take T-2
      51 ↳50 lotse: ⛔ T-2 was merged into T-1.
          Write the command in the thread of T-1, or name it.
    direct: anna, lotse
      1 lotse: T-6 Mein Gehalt fehlt
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    net-team: lotse, nora
      1 lotse: T-7 WLAN ist weg
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    ");
    world.ends().await;
}

#[tokio::test]
async fn where_no_team_has_a_room_both_live_in_the_open() {
    let mut world = World::new().await;
    world.says("anna", "!ticket Drucker druckt nicht").await;
    let said = world.says("dora", "!ticket Printer is broken").await;
    world.says_alone("anna", "!ticket Etwas ganz Privates").await;
    world.says("bernd", "!merge T-2 into T-1").await;
    world.says_in(&said, "dora", "It smells as well").await;
    world.says("bernd", "!merge T-3 into T-1").await;
    world.says("bernd", "!history T-1").await;
    world.says("bernd", "!resolve T-1 new toner").await;
    assert_snapshot!(world.rooms(), @"
    direct: anna, lotse
      1 anna: !ticket Etwas ganz Privates
      2 ↳1 lotse: T-3 Etwas ganz Privates
          Mittel · Neu · noch niemand
          👀 nehmen · ✅ lösen 👀 lotse ✅ lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker druckt nicht
      2 ↳1 lotse: T-1 Drucker druckt nicht
          Mittel · Gelöst · Bernd
          💡 new toner
          🔁 wieder öffnen 🔁 lotse
      3 dora: !ticket Printer is broken
      4 ↳3 lotse: T-2 Printer is broken
          Medium · Closed · nobody yet
          🔀 goes on as T-1. Whatever you write in this thread reaches those who work on it.
      5 bernd: !merge T-2 into T-1
      6 ↳3 lotse: Dora T-2 goes on as T-1. You need not do anything: whatever you write here reaches those who work on it, and you hear when it is resolved.
      7 ↳5 lotse: 🔀 T-2 is a part of T-1 now. What is said in its threads goes on there.
      8 ↳3 dora: It smells as well
      9 ↳1 lotse: Dora: It smells as well
      10 bernd: !merge T-3 into T-1
      11 ↳10 lotse: ⛔ T-3 and T-1 are not read by the same people: what is private in one of them would be seen in the other.
          !link T-3 T-1 related connects them, and nobody sees more than before.
      12 bernd: !history T-1
      13 ↳12 lotse: T-1 · 4 entries
          today 09:00 · Anna: Drucker druckt nicht
          today 09:00 · Dora: T-2: Printer is broken
          today 09:00 · Bernd: 🔀 T-2 became part of it
          today 09:00 · Dora: T-2: It smells as well
      14 bernd: !resolve T-1 new toner
      15 ↳14 lotse: T-1 · Medium · Resolved · Bernd
      16 ↳3 lotse: Dora T-1 is resolved, of which your T-2 became a part. If it is not: say so here.
          💡 new toner
    ");
    world.ends().await;
}

#[tokio::test]
async fn of_two_merges_at_once_the_second_follows_the_first() {
    let mut world = World::company(|_| {}).await;
    for text in ["one", "two", "three"] {
        world.says("anna", &format!("!ticket Number {text} is broken")).await;
    }
    world.stop().await;
    world.says_to(IT, "bernd", "!merge T-1 into T-2").await;
    world.says_to(IT, "carla", "!merge T-2 into T-1").await;
    world.start().await;
    world.settle().await;
    let merged: i64 = sqlx::query_scalar("select count(*) from ticket_merge").fetch_one(world.pool()).await.unwrap();
    assert_eq!(merged, 1);
    world.ends().await;
}
