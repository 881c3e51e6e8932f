//! Tickets that became part of another one, and stand for themselves again.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::{HR, IT, NETWORK};
use crate::support::world::World;

#[tokio::test]
async fn it_is_as_it_was_and_goes_on_in_its_own_threads() {
    let mut world = World::company(|config| config.desk.similar = false).await;
    let first = world.says("anna", "!ticket Drucker druckt nicht").await;
    let second = world.says("dora", "!ticket Printer prints nothing at all").await;
    let (one, other) = (world.card_in(IT, "T-1"), world.card_in(IT, "T-2"));
    world.reacts("carla", &other, "👀").await;
    world.says_below(IT, &other, "carla", "!watch").await;
    world.says_below(IT, &one, "bernd", "!merge T-2 into T-1").await;
    world.says_in(&second, "dora", "It smells").await;
    world.says_below(IT, &other, "bernd", "!herauslösen").await;
    world.says_in(&second, "dora", "It smells of glue").await;
    world.says_in(&first, "anna", "Er blinkt").await;
    world.says_to(IT, "carla", "!history T-1").await;
    world.says_to(IT, "bernd", "!verlauf T-2").await;
    let watchers: i64 = sqlx::query_scalar("select count(*) from ticket_watcher where ticket = 1")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(watchers, 0, "who watched the one does not watch the other");
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker druckt nicht
      2 ↳1 lotse: T-1 Drucker druckt nicht
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 dora: !ticket Printer prints nothing at all
      4 ↳3 lotse: T-2 Printer prints nothing at all
          Medium · Assigned · Carla
          Whatever you write in this thread reaches those who work on it.
      5 ↳3 lotse: Dora T-2 goes on as T-1. You need not do anything: whatever you write here reaches those who work on it, and you hear when it is resolved.
      6 ↳3 dora: It smells
      7 ↳3 lotse: Dora T-2 is a ticket of its own again, apart from T-1. Whatever you write here reaches those who work on it.
      8 ↳3 dora: It smells of glue
      9 ↳1 anna: Er blinkt
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker druckt nicht
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Printer prints nothing at all
          Medium · Assigned · Carla
          from Dora
          ✅ resolve · 🚨 urgent 👀 carla ✅ lotse 🚨 lotse
      3 ↳2 carla: !watch
      4 ↳2 lotse: 👁 You watch T-2: answers and the solution come to our direct chat. !unwatch T-2 ends it.
      5 ↳1 bernd: !merge T-2 into T-1
      6 ↳2 lotse: 🔀 T-2 was merged into T-1 by Bernd.
      7 ↳1 lotse: 🔀 T-2 is a part of T-1 now. What is said in its threads goes on there.
      8 ↳1 lotse: Dora: It smells
      9 ↳2 bernd: !herauslösen
      10 ↳1 lotse: 🔀 T-2 was taken out of T-1 again by Bernd.
      11 ↳2 lotse: 🔀 T-2 steht wieder für sich, getrennt von T-1 und wie es vorher war. Was in seinen Threads gesagt wird, bleibt dort.
      12 ↳2 lotse: Dora: It smells of glue
      13 ↳1 lotse: Anna: Er blinkt
      14 carla: !history T-1
      15 ↳14 lotse: T-1 · 4 entries
          today 09:00 · Anna: Drucker druckt nicht
          today 09:00 · Bernd: 🔀 T-2 became part of it
          today 09:00 · Bernd: 🔀 separated from T-2 again
          today 09:00 · Anna: Er blinkt
      16 bernd: !verlauf T-2
      17 ↳16 lotse: T-2 · 4 Einträge
          heute 09:00 · Dora: Printer prints nothing at all
          heute 09:00 · Dora: It smells
          heute 09:00 · Bernd: 🔀 wieder getrennt von T-1
          heute 09:00 · Dora: It smells of glue
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn every_state_is_restored_whatever_became_of_the_other() {
    let mut world = World::company(|config| config.desk.similar = false).await;
    for thing in ["Haupt", "Neu", "Genommen", "Geplant", "Wartend", "Gelöst"] {
        world.says("anna", &format!("!ticket {thing}")).await;
    }
    for text in ["!nehmen T-3", "!nehmen T-4", "!planen T-4 Fr 14:00", "!warten T-5 nutzer", "!lösen T-6 neu gestartet"]
    {
        world.says_to(IT, "bernd", text).await;
    }
    let states = "select string_agg(concat_ws(' ', id, state, assignee, planned_at, pending_until, pending_on, solution), E'\\n' order by id)
                  from ticket where id > 1";
    let before: String = sqlx::query_scalar(states).fetch_one(world.pool()).await.unwrap();
    for id in 2..=6 {
        world.says_to(IT, "bernd", &format!("!merge T-{id} into T-1")).await;
    }
    world.says_to(IT, "bernd", "!lösen T-1 alles neu").await;
    world.says_to(IT, "bernd", "!schließen T-1").await;
    for id in 2..=6 {
        world.says_to(IT, "carla", &format!("!unmerge T-{id}")).await;
    }
    let after: String = sqlx::query_scalar(states).fetch_one(world.pool()).await.unwrap();
    assert_eq!(before, after);
    // What was due goes on: the planned one comes back at its time.
    world.pass(TimeDelta::days(5)).await;
    let state: String =
        sqlx::query_scalar("select state from ticket where id = 4").fetch_one(world.pool()).await.unwrap();
    assert_eq!(state, "assigned");
    world.ends().await;
}

#[tokio::test]
async fn who_may_and_what_is_no_part_of_anything() {
    let mut world = World::company(|config| config.desk.similar = false).await;
    for thing in ["Drucker", "Monitor", "Telefon", "privat Gehalt cat:hr", "privat Lohn cat:hr"] {
        world.says("anna", &format!("!ticket {thing}")).await;
    }
    world.says_to(IT, "bernd", "!merge T-2 into T-1").await;
    world.says_to(IT, "bernd", "!merge T-1 into T-3").await;
    world.says_to(HR, "hanna", "!merge T-5 into T-4").await;
    world.says("bernd", "!lotse lang en").await;
    world.says("carla", "!lotse sprache de").await;
    for text in [
        "!unmerge",
        "!unmerge T-3",
        "!unmerge T-5",
        "!unmerge T-99",
        "!unmerge T-1 T-2",
        "!unmerge T-2",
        "!unmerge T-2",
    ] {
        world.says_to(IT, "bernd", text).await;
    }
    for text in ["!herauslösen", "!herauslösen T-3", "!herauslösen T-5", "!herauslösen T-1"] {
        world.says_to(IT, "carla", text).await;
    }
    world.says("anna", "!herauslösen T-5").await;
    world.says_to(NETWORK, "nora", "!unmerge T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-4 Gehalt
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-5 Lohn
          Medium · Closed · nobody yet
          🔒 from Anna · Human resources
          🔀 merged into T-4
      3 hanna: !merge T-5 into T-4
      4 ↳2 lotse: 🔀 T-5 was merged into T-4 by Hanna.
      5 ↳1 lotse: 🔀 T-5 was merged into T-4 by Hanna.
      6 ↳3 lotse: 🔀 T-5 is a part of T-4 now. What is said in its threads goes on there.
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker
      2 ↳1 lotse: T-1 Drucker
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 anna: !ticket Monitor
      4 ↳3 lotse: T-2 Monitor
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 anna: !ticket Telefon
      6 ↳5 lotse: T-3 Telefon
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 anna: !ticket privat Gehalt cat:hr
      8 ↳7 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
      9 anna: !ticket privat Lohn cat:hr
      10 ↳9 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
      11 ↳3 lotse: Anna T-2 geht als T-1 weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
      12 ↳1 lotse: Anna T-1 geht als T-3 weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
      13 bernd: !lotse lang en
      14 ↳13 lotse: From now on I speak English with you.
      15 carla: !lotse sprache de
      16 ↳15 lotse: Ab jetzt spreche ich Deutsch mit dir.
      17 ↳3 lotse: Anna T-2 ist wieder ein eigenes Ticket, getrennt von T-1. Was du hier schreibst, erreicht alle, die daran arbeiten.
      18 ↳1 lotse: Anna T-1 ist wieder ein eigenes Ticket, getrennt von T-3. Was du hier schreibst, erreicht alle, die daran arbeiten.
      19 anna: !herauslösen T-5
      20 ↳19 lotse: ⛔ Das dürfen nur Bearbeiter.
          Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Monitor
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 lotse: T-3 Telefon
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 bernd: !merge T-2 into T-1
      5 ↳2 lotse: 🔀 T-2 was merged into T-1 by Bernd.
      6 ↳1 lotse: 🔀 T-2 was merged into T-1 by Bernd.
      7 ↳4 lotse: 🔀 T-2 is a part of T-1 now. What is said in its threads goes on there.
      8 bernd: !merge T-1 into T-3
      9 ↳1 lotse: 🔀 T-1 was merged into T-3 by Bernd.
      10 ↳3 lotse: 🔀 T-1 was merged into T-3 by Bernd.
      11 ↳8 lotse: 🔀 T-1 is a part of T-3 now. What is said in its threads goes on there.
      12 bernd: !unmerge
      13 ↳12 lotse: ❓ Which ticket? Name the one that became part of another: !unmerge T-9.
      14 bernd: !unmerge T-3
      15 ↳14 lotse: ⛔ T-3 is no part of another ticket.
      16 bernd: !unmerge T-5
      17 ↳16 lotse: ⛔ There is no ticket T-5.
      18 bernd: !unmerge T-99
      19 ↳18 lotse: ⛔ There is no ticket T-99.
      20 bernd: !unmerge T-1 T-2
      21 ↳20 lotse: ❓ Which ticket? Name the one that became part of another: !unmerge T-9.
      22 bernd: !unmerge T-2
      23 ↳2 lotse: 🔀 T-2 was taken out of T-1 again by Bernd.
      24 ↳1 lotse: 🔀 T-2 was taken out of T-1 again by Bernd.
      25 ↳22 lotse: 🔀 T-2 stands for itself again, apart from T-1, as it was before. What is said in its threads stays there.
      26 bernd: !unmerge T-2
      27 ↳26 lotse: ⛔ T-2 is no part of another ticket.
      28 carla: !herauslösen
      29 ↳28 lotse: ❓ Welches Ticket? Nenne das, das Teil eines anderen geworden ist: !herauslösen T-9.
      30 carla: !herauslösen T-3
      31 ↳30 lotse: ⛔ T-3 ist kein Teil eines anderen Tickets.
      32 carla: !herauslösen T-5
      33 ↳32 lotse: ⛔ Ein Ticket T-5 gibt es nicht.
      34 carla: !herauslösen T-1
      35 ↳1 lotse: 🔀 T-1 was taken out of T-3 again by Carla.
      36 ↳3 lotse: 🔀 T-1 was taken out of T-3 again by Carla.
      37 ↳34 lotse: 🔀 T-1 steht wieder für sich, getrennt von T-3 und wie es vorher war. Was in seinen Threads gesagt wird, bleibt dort.
    direct: anna, lotse
      1 lotse: T-4 Gehalt
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      2 lotse: T-5 Lohn
          Mittel · Geschlossen · noch niemand
          🔀 geht als T-4 weiter. Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳2 lotse: Anna T-5 geht als T-4 weiter. Du musst nichts tun: was du hier schreibst, erreicht alle, die daran arbeiten, und du hörst, wenn es gelöst ist.
    net-team: lotse, nora
      1 nora: !unmerge T-1
      2 ↳1 lotse: ⛔ T-1 is no part of another ticket.
    ");
    world.ends().await;
}
