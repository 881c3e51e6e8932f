//! Tickets that are linked, and what happens to those that belong to one that is resolved.

use insta::assert_snapshot;

use crate::support::company::{IT, NETWORK};
use crate::support::world::World;

#[tokio::test]
async fn links_are_shown_where_the_other_ticket_may_be_seen() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker druckt nicht").await;
    world.says("anna", "!ticket Der Drucker ist kaputt").await;
    world.says("dora", "!ticket Toner is low").await;
    world.says("anna", "!ticket Gehalt fehlt").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!link T-2 duplicate").await;
    world.says_below(IT, &card, "bernd", "!verknüpfen T-3 untergeordnet").await;
    world.says_to(IT, "bernd", "!link T-3 T-2 related").await;
    world.says_below(IT, &card, "bernd", "!unlink T-3").await;
    // A private ticket of another team is none that they know.
    world.says_below(IT, &card, "bernd", "!link T-4 related").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-4 Gehalt fehlt
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker druckt nicht
      2 ↳1 lotse: T-1 Drucker druckt nicht
          Mittel · Neu · noch niemand
          🔗 Duplikat: T-2
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 anna: !ticket Der Drucker ist kaputt
      4 ↳3 lotse: T-2 Der Drucker ist kaputt
          Mittel · Neu · noch niemand
          🔗 Duplikat von T-1
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 ↳3 lotse: Ist T-2 dasselbe wie dieses hier? Dann tippe 🔗 an: Du erfährst, wenn es gelöst ist, und T-2 wird geschlossen.
          🔗 T-1 Drucker druckt nicht · Mittel · Neu · noch niemand 🔗 lotse
      6 dora: !ticket Toner is low
      7 ↳6 lotse: T-3 Toner is low
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      8 anna: !ticket Gehalt fehlt
      9 ↳8 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker druckt nicht
          Medium · New · nobody yet
          from Anna
          🔗 duplicate: T-2
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Der Drucker ist kaputt
          Medium · New · nobody yet
          from Anna
          🔗 duplicate of T-1 · related: T-3
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 lotse: T-3 Toner is low
          Medium · New · nobody yet
          from Dora
          🔗 related: T-2
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 ↳1 bernd: !link T-2 duplicate
      5 ↳1 lotse: 🔗 T-2 is a duplicate of T-1 now.
      6 ↳1 bernd: !verknüpfen T-3 untergeordnet
      7 ↳1 lotse: 🔗 T-3 ist jetzt T-1 untergeordnet.
      8 bernd: !link T-3 T-2 related
      9 ↳8 lotse: 🔗 T-3 and T-2 are related now.
      10 ↳1 bernd: !unlink T-3
      11 ↳1 lotse: T-1 and T-3 are not linked any more.
      12 ↳1 bernd: !link T-4 related
      13 ↳1 lotse: ⛔ There is no ticket T-4.
    direct: anna, lotse
      1 lotse: T-4 Gehalt fehlt
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn links_that_make_no_sense() {
    let mut world = World::company(|_| {}).await;
    for text in ["one", "two", "three"] {
        world.says("anna", &format!("!ticket Number {text} is broken")).await;
    }
    let card = world.card_in(IT, "T-1");
    for text in [
        "!link",
        "!link T-2",
        "!link T-2 sibling",
        "!link T-1 child",
        "!link T-99 child",
        "!link T-2 child",
        "!link T-2 child",
        "!link T-2 parent",
        "!link T-2 T-3 child",
        "!link T-3 child",
        "!link T-3 T-1 child",
        "!unlink T-3",
        "!unlink T-3",
        "!unlink T-2",
        "!unlink T-1",
    ] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.says_to(IT, "bernd", "!link T-2 child").await;
    world.says("anna", "!link T-1 T-2 child").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Number one is broken
      2 ↳1 lotse: T-1 Number one is broken
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ticket Number two is broken
      4 ↳3 lotse: T-2 Number two is broken
          Medium · New · nobody yet
          🔗 parent of T-3
          Whatever you write in this thread reaches those who work on it.
      5 anna: !ticket Number three is broken
      6 ↳5 lotse: T-3 Number three is broken
          Medium · New · nobody yet
          🔗 part of T-2
          Whatever you write in this thread reaches those who work on it.
      7 anna: !link T-1 T-2 child
      8 ↳7 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Number one is broken
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Number two is broken
          Medium · New · nobody yet
          from Anna
          🔗 parent of T-3
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 lotse: T-3 Number three is broken
          Medium · New · nobody yet
          from Anna
          🔗 part of T-2
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 ↳1 bernd: !link
      5 ↳1 lotse: ❓ Which tickets? !link T-7 T-9 related, or !link T-9 related in the thread of one of them.
      6 ↳1 bernd: !link T-2
      7 ↳1 lotse: ❓ What is T-2 to the other one?
          duplicate, main, parent, child or related: what the ticket that is named last is to the other one.
      8 ↳1 bernd: !link T-2 sibling
      9 ↳1 lotse: ❓ I know no link “sibling”.
          duplicate, main, parent, child or related: what the ticket that is named last is to the other one.
      10 ↳1 bernd: !link T-1 child
      11 ↳1 lotse: ⛔ T-1 cannot be linked to itself.
      12 ↳1 bernd: !link T-99 child
      13 ↳1 lotse: ⛔ There is no ticket T-99.
      14 ↳1 bernd: !link T-2 child
      15 ↳1 lotse: 🔗 T-2 is a child of T-1 now.
      16 ↳1 bernd: !link T-2 child
      17 ↳1 lotse: ⛔ T-2 is a child of T-1 already.
      18 ↳1 bernd: !link T-2 parent
      19 ↳1 lotse: 🔗 T-2 is the parent of T-1 now.
      20 ↳1 bernd: !link T-2 T-3 child
      21 ↳1 lotse: 🔗 T-3 is a child of T-2 now.
      22 ↳1 bernd: !link T-3 child
      23 ↳1 lotse: 🔗 T-3 is a child of T-1 now.
      24 ↳1 bernd: !link T-3 T-1 child
      25 ↳1 lotse: 🔗 T-1 is a child of T-3 now.
      26 ↳1 bernd: !unlink T-3
      27 ↳1 lotse: T-1 and T-3 are not linked any more.
      28 ↳1 bernd: !unlink T-3
      29 ↳1 lotse: ⛔ T-1 and T-3 are not linked.
      30 ↳1 bernd: !unlink T-2
      31 ↳1 lotse: T-1 and T-2 are not linked any more.
      32 ↳1 bernd: !unlink T-1
      33 ↳1 lotse: ⛔ T-1 and T-1 are not linked.
      34 bernd: !link T-2 child
      35 ↳34 lotse: ❓ Which tickets? !link T-7 T-9 related, or !link T-9 related in the thread of one of them.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn resolving_the_main_ticket_asks_about_the_others() {
    let mut world = World::company(|_| {}).await;
    world.says("dora", "!ticket Mail is down").await;
    let said = world.says("anna", "!ticket Outlook geht nicht").await;
    world.says("carla", "!ticket mail queue is stuck").await;
    let main = world.card_in(IT, "T-1");
    world.says_below(IT, &main, "bernd", "!link T-2 duplicate").await;
    world.says_below(IT, &main, "bernd", "!link T-3 child").await;
    world.says_below(IT, &main, "bernd", "!resolve disk enlarged").await;
    let asked = world.last_of_bot_in(IT);
    world.reacts("bernd", &asked, "✅").await;
    world.reacts("carla", &asked, "❌").await;
    world.says_in(&said, "anna", "!verlauf").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !ticket Mail is down
      2 ↳1 lotse: T-1 Mail is down
          High · Resolved · Bernd
          💡 disk enlarged
          🔁 it is not solved
      3 anna: !ticket Outlook geht nicht
      4 ↳3 lotse: T-2 Outlook geht nicht
          Hoch · Gelöst · Bernd
          💡 disk enlarged
          🔁 es ist nicht gelöst
      5 carla: !ticket mail queue is stuck
      6 ↳5 lotse: T-3 mail queue is stuck
          High · Resolved · Bernd
          💡 disk enlarged
          🔁 it is not solved
      7 ↳1 lotse: Dora T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 disk enlarged
      8 ↳3 lotse: Anna T-2 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 disk enlarged
      9 ↳5 lotse: Carla T-3 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 disk enlarged
      10 ↳3 anna: !verlauf
      11 ↳3 lotse: T-2 · 3 Einträge
          heute 09:00 · Anna: Outlook geht nicht
          heute 09:00 · ⚙️ zugeteilt durch „E-mail“
          heute 09:00 · Bernd: disk enlarged
    it-team: bernd, carla, lotse
      1 lotse: T-1 Mail is down
          High · Resolved · Bernd
          💡 disk enlarged
          from Dora · E-mail
          🔗 duplicate: T-2 · parent of T-3
          🔁 reopen 🔁 lotse
      2 lotse: T-2 Outlook geht nicht
          High · Resolved · Bernd
          💡 disk enlarged
          from Anna · E-mail
          🔗 duplicate of T-1
          🔁 reopen 🔁 lotse
      3 lotse: T-3 mail queue is stuck
          High · Resolved · Bernd
          💡 disk enlarged
          from Carla · E-mail
          🔗 part of T-1
          🔁 reopen 🔁 lotse
      4 ↳1 bernd: !link T-2 duplicate
      5 ↳1 lotse: 🔗 T-2 is a duplicate of T-1 now.
      6 ↳1 bernd: !link T-3 child
      7 ↳1 lotse: 🔗 T-3 is a child of T-1 now.
      8 ↳1 bernd: !resolve disk enlarged
      9 ↳1 lotse: T-1 · High · Resolved · Bernd
      10 ↳1 lotse: ✅ Resolved with T-1: T-2, T-3. Their requesters have been told. ✅ bernd ❌ carla
      11 ↳2 lotse: T-2 was resolved by Bernd.
      12 ↳3 lotse: T-3 was resolved by Bernd.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn the_others_stay_open_when_the_team_says_so_or_the_main_ticket_is_open_again() {
    let mut world = World::new().await;
    world.says("anna", "!ticket Drucker druckt nicht").await;
    world.says("dora", "!ticket Printer is broken").await;
    world.says("bernd", "!link T-1 T-2 duplicate").await;
    world.says("bernd", "!resolve T-1 new toner").await;
    let asked = world.last_of_bot();
    world.says("bernd", "!reopen T-1").await;
    world.reacts("bernd", &asked, "✅").await;
    world.says("bernd", "!resolve T-1 newer toner").await;
    let asked = world.last_of_bot();
    world.forget();
    world.reacts("anna", &asked, "✅").await;
    world.reacts("anna", &asked, "❌").await;
    world.reacts("bernd", &asked, "❌").await;
    assert_snapshot!(world.transcript(), @"
    ? anna ✅
    1 ↳? lotse: ⛔ Das entscheidet, wer an dem Ticket arbeitet.
    ? anna ❌
    ? bernd ❌
    ? lotse edits: ❌ Was zu T-1 gehört, bleibt offen.
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_others_work_on_is_left_to_them() {
    let mut world = World::company(|_| {}).await;
    world.says("dora", "!ticket Mail is down").await;
    world.says("anna", "!ticket WLAN ist weg").await;
    let main = world.card_in(IT, "T-1");
    world.says_below(IT, &main, "bernd", "!link T-2 child").await;
    world.says_below(IT, &main, "bernd", "!resolve disk enlarged").await;
    let asked = world.last_of_bot_in(IT);
    world.forget();
    world.reacts("bernd", &asked, "✅").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) ? bernd ✅
    (!it-team:local) ? lotse edits: Others work on T-2, so it is left to them.
    (!it-team:local) ? lotse takes ✅ back
    (!it-team:local) ? lotse takes ❌ back
    ");
    let other = world.card_in(NETWORK, "T-2");
    world.says_below(NETWORK, &other, "nora", "!unlink T-1").await;
    world.ends().await;
}
