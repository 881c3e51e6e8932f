//! How urgent a ticket is: the matrix, 🚨, and an agent who says why.

use insta::assert_snapshot;
use lotse::config::UrgentBy;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn an_agent_sets_it_with_a_reason_and_the_matrix_takes_it_back() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    for text in [
        "!prio hoch",
        "!prio hoch weil",
        "!prio kritisch, weil die Chefin nicht drucken kann",
        "!auswirkung gering",
        "!dringlichkeit",
        "!dringlichkeit riesig",
        "!dringlichkeit hoch",
        "!verlauf",
    ] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      2 ↳1 bernd: !prio hoch
      3 ↳1 lotse: ❓ Why? A priority that somebody sets needs a reason.
          For example !prio high because the shop stands still. !impact and !urgency need none: there the priority follows by itself.
      4 ↳1 bernd: !prio hoch weil
      5 ↳1 lotse: ❓ Warum? Eine Priorität, die jemand setzt, braucht einen Grund.
          Zum Beispiel !prio hoch, weil der Laden steht. !auswirkung und !dringlichkeit brauchen keinen: Da folgt die Priorität von selbst.
      6 ↳1 bernd: !prio kritisch, weil die Chefin nicht drucken kann
      7 ↳1 lotse: T-1 · Kritisch · Neu · noch niemand
      8 ↳1 bernd: !auswirkung gering
      9 ↳1 lotse: T-1 · Niedrig · Neu · noch niemand
      10 ↳1 bernd: !dringlichkeit
      11 ↳1 lotse: ❓ Welche Stufe?
          Es gibt: hoch, mittel, niedrig.
      12 ↳1 bernd: !dringlichkeit riesig
      13 ↳1 lotse: ❓ Eine Stufe „riesig“ kenne ich nicht.
          Es gibt: hoch, mittel, niedrig.
      14 ↳1 bernd: !dringlichkeit hoch
      15 ↳1 lotse: T-1 · Mittel · Neu · noch niemand
      16 ↳1 bernd: !verlauf
      17 ↳1 lotse: T-1 · 4 Einträge
          heute 09:00 · Anna: Drucker im 3. Stock druckt nicht
          heute 09:00 · Bernd: ⚙️ Priorität P1: die Chefin nicht drucken kann
          heute 09:00 · Bernd: ⚙️ Priorität P4: Auswirkung niedrig
          heute 09:00 · Bernd: ⚙️ Priorität P3: Dringlichkeit hoch
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn an_alarm_makes_it_urgent_until_it_is_taken_back() {
    let mut world = World::company(|config| config.priority.urgent_by = UrgentBy::Requester).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    let alarm = world.reacts("anna", &said, "🚨").await;
    world.reacts("bernd", &card, "🚨").await;
    world.takes_back(&alarm).await;
    // What was set otherwise meanwhile stays.
    let alarm = world.reacts("anna", &said, "🚨").await;
    world.says_below(IT, &card, "bernd", "!prio low because it is an old one").await;
    world.takes_back(&alarm).await;
    world.says_below(IT, &card, "bernd", "!resolve toner").await;
    world.reacts("anna", &said, "🚨").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer does not print 🚨 anna
      2 ↳1 lotse: T-1 The printer does not print
          Low · Resolved · Bernd
          💡 toner
          🔁 it is not solved
      3 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 toner
      4 ↳1 lotse: ⛔ T-1 is resolved, so it cannot be urgent.
          🔁 on its card, or !reopen, opens it again.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer does not print
          Low · Resolved · Bernd
          💡 toner
          from Anna
          🔁 reopen 👀 bernd 🚨 bernd 🔁 lotse
      2 ↳1 lotse: Bernd 🚨 T-1 was made urgent by Anna.
      3 ↳1 lotse: ⛔ T-1 is as urgent as can be already.
      4 ↳1 lotse: Bernd 🚨 T-1 was made urgent by Anna.
      5 ↳1 bernd: !prio low because it is an old one
      6 ↳1 lotse: T-1 · Low · Assigned · Bernd
      7 ↳1 bernd: !resolve toner
      8 ↳1 lotse: T-1 · Low · Resolved · Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn who_may_not_is_told_once() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer does not print impact:low").await;
    let alarm = world.reacts("anna", &said, "🚨").await;
    world.takes_back(&alarm).await;
    world.reacts("anna", &said, "🚨").await;
    world.says_in(&said, "anna", "!prio high because I say so").await;
    world.says_in(&said, "anna", "!impact high").await;
    let card = world.card_in(IT, "T-1");
    let alarm = world.reacts("bernd", &card, "🚨").await;
    world.reacts("carla", &card, "🚨").await;
    world.takes_back(&alarm).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer does not print impact:low 🚨 anna
      2 ↳1 lotse: T-1 The printer does not print
          Low · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: ⛔ Making a ticket urgent is for agents; tell them in the thread why it is.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      4 ↳1 anna: !prio high because I say so
      5 ↳1 lotse: ⛔ Setting the priority is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      6 ↳1 anna: !impact high
      7 ↳1 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer does not print
          Low · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 carla, lotse
      2 ↳1 lotse: ⛔ T-1 is as urgent as can be already.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_reason_that_is_taken_back_is_gone() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    let said = world.says_below(IT, &card, "bernd", "!prio high because hunter2 was in it").await;
    world.takes_back(&said).await;
    world.says_below(IT, &card, "bernd", "!history").await;
    let room = world.rooms();
    assert!(!room.contains("hunter2"), "{room}");
    assert!(room.contains("priority P2: …"), "{room}");
    let left: i64 = sqlx::query_scalar("select count(*) from ticket_entry where detail like '%hunter2%'")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(left, 0);
    world.ends().await;
}
