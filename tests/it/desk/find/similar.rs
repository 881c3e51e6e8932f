//! A new ticket that resembles an open one.

use insta::assert_snapshot;

use crate::support::company::{IT, NETWORK};
use crate::support::world::{ROOM, World};

#[tokio::test]
async fn me_too_joins_the_older_ticket_and_all_hear_of_its_end() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket VPN bricht ständig ab").await;
    world.says("dora", "!ticket VPN-Verbindung bricht ab").await;
    let asked = world.last_of_bot_in(ROOM);
    world.reacts("dora", &asked, "🔗").await;
    world.says("carla", "!ticket Mein VPN bricht ab").await;
    let asked = world.last_of_bot_in(ROOM);
    world.reacts("carla", &asked, "🔗").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!verlauf").await;
    world.says_below(IT, &card, "bernd", "!lösen Router getauscht").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket VPN bricht ständig ab
      2 ↳1 lotse: T-1 VPN bricht ständig ab
          Mittel · Gelöst · Bernd · 3 betroffen
          💡 Router getauscht
          🔁 es ist nicht gelöst
      3 dora: !ticket VPN-Verbindung bricht ab
      4 ↳3 lotse: T-2 VPN-Verbindung bricht ab
          Mittel · Duplikat von T-1 · noch niemand
          🔁 es ist nicht gelöst
      5 ↳3 lotse: Ist T-2 dasselbe wie dieses hier? Dann tippe 🔗 an: Du erfährst, wenn es gelöst ist, und T-2 wird geschlossen.
          🔗 T-1 VPN bricht ständig ab · Mittel · Neu · noch niemand 🔗 lotse, dora
      6 ↳3 lotse: 🔗 T-2 ist als Duplikat von T-1 geschlossen. Wenn jenes gelöst ist, erfährst du es hier. Nimmst du das 🔗 zurück, ist T-2 wieder offen.
      7 carla: !ticket Mein VPN bricht ab
      8 ↳7 lotse: T-3 Mein VPN bricht ab
          Mittel · Duplikat von T-1 · noch niemand
          🔁 es ist nicht gelöst
      9 ↳7 lotse: Ist T-3 dasselbe wie dieses hier? Dann tippe 🔗 an: Du erfährst, wenn es gelöst ist, und T-3 wird geschlossen.
          🔗 T-1 VPN bricht ständig ab · Mittel · Neu · noch niemand · 2 betroffen 🔗 lotse, carla
      10 ↳7 lotse: 🔗 T-3 ist als Duplikat von T-1 geschlossen. Wenn jenes gelöst ist, erfährst du es hier. Nimmst du das 🔗 zurück, ist T-3 wieder offen.
      11 ↳3 lotse: Dora T-1 ist gelöst; dein T-2 war ein Duplikat davon. Besteht die Störung bei dir noch? Dann öffne T-2 mit 🔁 wieder.
          💡 Router getauscht
      12 ↳7 lotse: Carla T-1 ist gelöst; dein T-3 war ein Duplikat davon. Besteht die Störung bei dir noch? Dann öffne T-3 mit 🔁 wieder.
          💡 Router getauscht
      13 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Router getauscht
    it-team: bernd, carla, lotse
      1 lotse: T-1 VPN bricht ständig ab
          Medium · Resolved · Bernd · 3 affected
          💡 Router getauscht
          from Anna
          🔁 reopen 🔁 lotse
      2 lotse: T-2 VPN-Verbindung bricht ab
          Medium · Duplicate of T-1 · nobody yet
          from Dora
          🔁 reopen
      3 ↳1 lotse: 🔗 Dora has the trouble of T-1 as well (T-2).
      4 lotse: T-3 Mein VPN bricht ab
          Medium · Duplicate of T-1 · nobody yet
          from Carla
          🔁 reopen
      5 ↳1 lotse: 🔗 Carla has the trouble of T-1 as well (T-3).
      6 ↳1 bernd: !verlauf
      7 ↳1 lotse: T-1 · 3 Einträge
          heute 09:00 · Anna: VPN bricht ständig ab
          heute 09:00 · Dora: ⚙️ noch jemand ist betroffen: T-2
          heute 09:00 · Carla: ⚙️ noch jemand ist betroffen: T-3
      8 ↳1 bernd: !lösen Router getauscht
      9 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd · 3 betroffen
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_tap_is_taken_back_and_a_reopened_duplicate_stands_for_itself() {
    let mut world = World::new().await;
    world.says("anna", "!ticket Printer on floor 3 is offline").await;
    let said = world.says("dora", "!ticket Printer floor 3 offline").await;
    let asked = world.last_of_bot();
    world.forget();
    let tap = world.reacts("dora", &asked, "🔗").await;
    world.takes_back(&tap).await;
    world.reacts("dora", &asked, "🔗").await;
    world.says_in(&said, "dora", "!reopen").await;
    world.says("anna", "!close T-1").await;
    assert_snapshot!(world.transcript(), @"
    ? dora 🔗
    1 ↳? lotse: 🔗 T-2 is closed as a duplicate of T-1. When that one is solved, you hear of it here. Take 🔗 back to open T-2 again.
    ? lotse edits: T-2 Printer floor 3 offline
        Medium · Duplicate of T-1 · nobody yet
        🔁 reopen
    ? lotse edits: T-1 Printer on floor 3 is offline
        Medium · New · nobody yet · 2 affected
        👀 take · ✅ resolve
    ? lotse takes 👀 back
    ? lotse takes ✅ back
    ? dora takes 🔗 back
    2 ↳? lotse: T-2 is open again.
    ? lotse edits: T-2 Printer floor 3 offline
        Medium · New · nobody yet
        👀 take · ✅ resolve
    ? lotse edits: T-1 Printer on floor 3 is offline
        Medium · New · nobody yet
        👀 take · ✅ resolve
    ? lotse 👀
    ? lotse ✅
    ? dora 🔗
    3 ↳? lotse: 🔗 T-2 is closed as a duplicate of T-1. When that one is solved, you hear of it here. Take 🔗 back to open T-2 again.
    ? lotse edits: T-2 Printer floor 3 offline
        Medium · Duplicate of T-1 · nobody yet
        🔁 reopen
    ? lotse edits: T-1 Printer on floor 3 is offline
        Medium · New · nobody yet · 2 affected
        👀 take · ✅ resolve
    ? lotse takes 👀 back
    ? lotse takes ✅ back
    4 ↳? dora: !reopen
    5 ↳? lotse: T-2 · Medium · New · nobody yet
    ? lotse edits: T-2 Printer floor 3 offline
        Medium · New · nobody yet
        👀 take · ✅ resolve
    ? lotse edits: T-1 Printer on floor 3 is offline
        Medium · New · nobody yet
        👀 take · ✅ resolve
    ? lotse 👀
    ? lotse ✅
    6 anna: !close T-1
    7 ↳6 lotse: T-1 · Medium · Withdrawn · nobody yet
    ? lotse edits: T-1 Printer on floor 3 is offline
        Medium · Withdrawn · nobody yet
        🔁 reopen
    ? lotse takes 👀 back
    ? lotse takes ✅ back
    ");
    world.ends().await;
}

#[tokio::test]
async fn wrong_taps_are_answered_once_and_change_nothing() {
    let mut world = World::new().await;
    world.says("anna", "!ticket WLAN im Keller ist weg").await;
    world.says("anna", "!ticket Kein WLAN im Keller").await;
    let asked = world.last_of_bot();
    world.forget();
    // Not theirs; no second choice; resolved meanwhile; closed meanwhile.
    world.says("dora", "!ticket Kein WLAN mehr im Keller").await;
    let of_dora = world.last_of_bot();
    world.reacts("anna", &of_dora, "🔗").await;
    world.reacts("anna", &of_dora, "2️⃣").await;
    world.reacts("dora", &of_dora, "5️⃣").await;
    world.reacts("dora", &of_dora, "2️⃣").await;
    world.says("bernd", "!lösen T-1 Kabel").await;
    world.reacts("anna", &asked, "🔗").await;
    world.says("anna", "!schließen T-2").await;
    world.reacts("anna", &asked, "🔗").await;
    assert_snapshot!(world.transcript(), @"
    1 dora: !ticket Kein WLAN mehr im Keller
    2 ↳1 lotse: T-3 Kein WLAN mehr im Keller
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    3 ↳1 lotse: Ist T-3 dasselbe wie eines von diesen? Dann tippe dessen Zeichen an: Du erfährst, wenn jenes gelöst ist, und T-3 wird geschlossen.
        🔗 T-2 Kein WLAN im Keller · Mittel · Neu · noch niemand
        2️⃣ T-1 WLAN im Keller ist weg · Mittel · Neu · noch niemand
    2 lotse 👀
    2 lotse ✅
    3 lotse 🔗
    3 lotse 2️⃣
    3 anna 🔗
    4 ↳1 lotse: ⛔ Dieses Ticket gehört jemand anderem.
    3 anna 2️⃣
    3 dora 5️⃣
    3 dora 2️⃣
    5 ↳1 lotse: 🔗 T-3 ist als Duplikat von T-1 geschlossen. Wenn jenes gelöst ist, erfährst du es hier. Nimmst du das 🔗 zurück, ist T-3 wieder offen.
    2 lotse edits: T-3 Kein WLAN mehr im Keller
        Mittel · Duplikat von T-1 · noch niemand
        🔁 wieder öffnen
    ? lotse edits: T-1 WLAN im Keller ist weg
        Mittel · Neu · noch niemand · 2 betroffen
        👀 nehmen · ✅ lösen
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    6 bernd: !lösen T-1 Kabel
    7 ↳1 lotse (to dora): Dora T-1 ist gelöst; dein T-3 war ein Duplikat davon. Besteht die Störung bei dir noch? Dann öffne T-3 mit 🔁 wieder.
        💡 Kabel
    8 ↳6 lotse: T-1 · Mittel · Gelöst · Bernd · 2 betroffen
    ? lotse edits: T-1 WLAN im Keller ist weg
        Mittel · Gelöst · Bernd · 2 betroffen
        💡 Kabel
        🔁 wieder öffnen
    ? lotse takes 👀 back
    ? lotse takes ✅ back
    ? lotse 🔁
    ? anna 🔗
    9 ↳? lotse: ⛔ T-1 ist inzwischen gelöst. T-2 bleibt offen.
    10 anna: !schließen T-2
    11 ↳10 lotse: T-2 · Mittel · Zurückgezogen · noch niemand
    ? lotse edits: T-2 Kein WLAN im Keller
        Mittel · Zurückgezogen · noch niemand
        🔁 wieder öffnen
    ? lotse takes 👀 back
    ? lotse takes ✅ back
    ");
    world.ends().await;
}

#[tokio::test]
async fn an_older_one_that_is_withdrawn_leaves_nobody_alone() {
    let mut world = World::new().await;
    world.says("anna", "!ticket Internet is slow").await;
    world.says("dora", "!ticket The internet is very slow today").await;
    let asked = world.last_of_bot();
    world.reacts("dora", &asked, "🔗").await;
    world.forget();
    world.says("anna", "!close T-1").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !close T-1
    2 ↳? lotse (to dora): Dora T-1, of which your T-2 was a duplicate, was withdrawn. Do you still have the trouble? Open T-2 again with 🔁.
    3 ↳1 lotse: T-1 · Medium · Withdrawn · nobody yet · 2 affected
    ? lotse edits: T-1 Internet is slow
        Medium · Withdrawn · nobody yet · 2 affected
        🔁 reopen
    ? lotse takes 👀 back
    ? lotse takes ✅ back
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_others_must_not_see_resembles_nothing() {
    let mut world = World::company(|_| {}).await;
    // Private; said to the bot alone; in another room; another service; something else.
    world.says_alone("dora", "!ticket Gehalt für Dezember fehlt").await;
    world.says_alone("dora", "!ticket Geheimprojekt Falke braucht Server").await;
    world.says_to(NETWORK, "nora", "!ticket Switch im Keller brummt").await;
    world.forget();
    world.says("anna", "!ticket Gehalt für Dezember fehlt").await;
    world.says("anna", "!ticket Geheimprojekt Falke braucht Server").await;
    world.says("anna", "!ticket Switch im Keller brummt").await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    world.says("anna", "!ticket Drucker im 5. Stock druckt nicht").await;
    world.says("anna", "!ticket Es geht nicht").await;
    world.says("anna", "!ticket Geht nicht").await;
    let rooms = world.rooms();
    assert!(!rooms.contains('🔗'), "{rooms}");
    world.ends().await;
}
