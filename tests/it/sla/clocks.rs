//! Clocks start, stand still, end and are planned anew; `!sla` says why.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn a_due_time_is_shown_and_explained_in_german() {
    let mut world = World::promising("").await;
    let said = world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    world.says_in(&said, "anna", "!frist").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.pass(TimeDelta::minutes(30)).await;
    world.says_below(IT, &card, "bernd", "!antwort Ich sehe nach").await;
    world.pass(TimeDelta::minutes(30)).await;
    world.says_below(IT, &card, "bernd", "!warten nutzer 2wd").await;
    world.pass(TimeDelta::hours(26)).await;
    world.says_in(&said, "anna", "Er steht neben der Küche").await;
    world.says_in(&said, "anna", "!frist").await;
    world.says_below(IT, &card, "bernd", "!lösen Papierstau").await;
    world.says_in(&said, "anna", "!frist").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Mittel · Gelöst · Bernd
          💡 Papierstau
          🔁 es ist nicht gelöst
      3 ↳1 anna: !frist
      4 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Antwort in 2 Std. (normal, Mon–Fri 8–17): bis heute 11:00; 0 Sek. vergangen (0 %), noch 2 Std.
          · seit heute 09:00 (Uhr von Europe/Berlin)
          · heute: 2 Std.
          Lösung in 16 Std. (normal, Mon–Fri 8–17): bis Mi., 14.01. 09:00; 0 Sek. vergangen (0 %), noch 16 Std.
          · seit heute 09:00 (Uhr von Europe/Berlin)
          · heute: 7 Std.
          · morgen: 8 Std.
          · Mi., 14.01.: 1 Std.
      5 ↳1 lotse: Bernd: Ich sehe nach
      6 ↳1 lotse: Anna T-1 wartet auf dich: Bitte antworte hier. Erinnert wirst du Mi., 14.01. 10:00.
      7 ↳1 anna: Er steht neben der Küche
      8 ↳1 anna: !frist
      9 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Antwort in 2 Std. (normal, Mon–Fri 8–17): eingehalten nach 30 Min. (gestern 09:30)
          · seit gestern 09:00 (Uhr von Europe/Berlin)
          · gestern: 30 Min.
          Lösung in 16 Std. (normal, Mon–Fri 8–17): bis Mo., 19.01. 09:00; 1 Std. vergangen (6 %), noch 15 Std.
          · seit gestern 09:00 (Uhr von Europe/Berlin)
          · gestern: 1 Std.
          · heute: 4 Std.
          · morgen: 8 Std.
          · Do., 15.01.: 2 Std.
          · Mo., 19.01.: 1 Std.
          · Do., 15.01.: abweichende Zeiten
          · Fr., 16.01.: geschlossen, move to the new office
          · stand gestern 10:00 – heute 12:00: wartete auf den Melder
      10 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Papierstau
      11 ↳1 anna: !frist
      12 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Antwort in 2 Std. (normal, Mon–Fri 8–17): eingehalten nach 30 Min. (gestern 09:30)
          · seit gestern 09:00 (Uhr von Europe/Berlin)
          · gestern: 30 Min.
          Lösung in 16 Std. (normal, Mon–Fri 8–17): eingehalten nach 1 Std. (heute 12:00)
          · seit gestern 09:00 (Uhr von Europe/Berlin)
          · gestern: 1 Std.
          · stand gestern 10:00 – heute 12:00: wartete auf den Melder
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Medium · Resolved · Bernd
          💡 Papierstau
          from Anna
          🔁 reopen 👀 bernd 🔁 lotse
      2 ↳1 bernd: !antwort Ich sehe nach
      3 ↳1 lotse: ✉️ An Anna geschickt.
      4 ↳1 bernd: !warten nutzer 2wd
      5 ↳1 lotse: T-1 · Mittel · Wartend auf den Melder bis Mi., 14.01. 10:00 · Bernd
      6 ↳1 lotse: Anna: Er steht neben der Küche
      7 ↳1 lotse: ▶️ Anna has answered: T-1 · Medium · Assigned · Bernd
      8 ↳1 bernd: !lösen Papierstau
      9 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_more_urgent_ticket_is_planned_anew_from_its_beginning() {
    let mut world = World::promising("").await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.card_in(IT, "T-1");
    world.pass(TimeDelta::minutes(10)).await;
    world.says_below(IT, &card, "bernd", "!prio high the boss cannot print").await;
    world.says_in(&said, "anna", "!sla").await;
    world.says_below(IT, &card, "bernd", "!resolve toner").await;
    world.pass(TimeDelta::hours(1)).await;
    world.reacts("anna", &said, "🔁").await;
    world.says_in(&said, "anna", "!sla").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer on the 3rd floor does not print 🔁 anna
      2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          High · Assigned · Bernd · solution by today 14:00
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 anna: !sla
      4 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Answer in 2 h (normal, Mon–Fri 8–17): was valid until the priority changed, today 09:10; counted anew from the beginning since
          Answer in 30 min (urgent, always): by today 09:30; 10 min used up (33%), 20 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 30 min
          Solution in 16 h (normal, Mon–Fri 8–17): was valid until the priority changed, today 09:10; counted anew from the beginning since
          Solution in 4 h (urgent, always): by today 13:00; 10 min used up (4%), 3 h 50 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 4 h
      5 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 toner
      6 ↳1 anna: !sla
      7 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Answer in 2 h (normal, Mon–Fri 8–17): was valid until the priority changed, today 09:10; counted anew from the beginning since
          Answer in 30 min (urgent, always): kept after 10 min (today 09:10)
          · since today 09:00 (clock of Europe/Berlin)
          · today: 10 min
          Solution in 16 h (normal, Mon–Fri 8–17): was valid until the priority changed, today 09:10; counted anew from the beginning since
          Solution in 4 h (urgent, always): by today 14:00; 10 min used up (4%), 3 h 50 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 4 h
          · stood still today 09:10 – today 10:10: was resolved or closed
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer on the 3rd floor does not print
          High · Assigned · Bernd · solution by today 14:00
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 bernd: !prio high the boss cannot print
      3 ↳1 lotse: T-1 · High · New · nobody yet · answer by today 09:30
      4 ↳1 bernd: !resolve toner
      5 ↳1 lotse: T-1 · High · Resolved · Bernd
      6 ↳1 lotse: Bernd T-1 was reopened by Anna.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_nothing_is_promised_of_says_so() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    world.says_in(&said, "anna", "!sla").await;
    world.says("anna", "!sla T-9").await;
    world.says("dora", "!sla T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer does not print
      2 ↳1 lotse: T-1 The printer does not print
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 anna: !sla
      4 ↳1 lotse: ⛔ Nothing is promised of T-1.
          Promises stand as [[targets]] in bot-config.toml.
      5 anna: !sla T-9
      6 ↳5 lotse: ⛔ There is no ticket T-9.
      7 dora: !sla T-1
      8 ↳7 lotse: ⛔ Nothing is promised of T-1.
          Promises stand as [[targets]] in bot-config.toml.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer does not print
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn whoever_is_in_a_group_has_its_promises_and_what_is_withdrawn_has_none() {
    let mut world = World::promising("").await;
    let said = world.says("dora", "!ticket The beamer stays dark").await;
    world.says_in(&said, "dora", "!sla").await;
    world.says_in(&said, "dora", "!close").await;
    world.says_in(&said, "dora", "!sla").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !ticket The beamer stays dark
      2 ↳1 lotse: T-1 The beamer stays dark
          Medium · Withdrawn · nobody yet
          🔁 it is not solved
      3 ↳1 dora: !sla
      4 ↳1 lotse: T-1 The beamer stays dark
          Answer in 15 min (board, always): by today 09:15; 0 s used up (0%), 15 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 15 min
          Solution in 2 h (board, always): by today 11:00; 0 s used up (0%), 2 h left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 2 h
      5 ↳1 dora: !close
      6 ↳1 lotse: T-1 · Medium · Withdrawn · nobody yet
      7 ↳1 dora: !sla
      8 ↳1 lotse: T-1 The beamer stays dark
          Answer in 15 min (board, always): dropped (today 09:00)
          · since today 09:00 (clock of Europe/Berlin)
          Solution in 2 h (board, always): dropped (today 09:00)
          · since today 09:00 (clock of Europe/Berlin)
    it-team: bernd, carla, lotse
      1 lotse: T-1 The beamer stays dark
          Medium · Withdrawn · nobody yet
          from Dora
          🔁 reopen
      2 ↳1 lotse: T-1 was closed by Dora.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn people_have_a_clock_of_their_own() {
    let mut world = World::promising("").await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    world.says("anna", "!lotse zone lisbon").await;
    world.says("anna", "!lotse zone").await;
    world.says_in(&said, "anna", "!sla").await;
    world.says("anna", "!ticket Projector by:14:00").await;
    world.says("anna", "!lotse zone Atlantis").await;
    world.says("anna", "!lotse zone auto").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer does not print
    2 ↳1 lotse: T-1 The printer does not print
        Medium · New · nobody yet · answer by today 11:00
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 3 lotse: T-1 The printer does not print
        Medium · New · nobody yet · answer by today 11:00
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 3 lotse 👀
    (!it-team:local) 3 lotse ✅
    (!it-team:local) 3 lotse 🚨
    4 anna: !lotse zone lisbon
    5 ↳4 lotse: From now on I read and write times for you on the clock of Europe/Lisbon: it is today 08:00. Cards, which all read, keep the house's.
    6 anna: !lotse zone
    7 ↳6 lotse: Your clock is that of Europe/Lisbon: it is today 08:00. !lotse zone Europe/Lisbon changes that, !lotse zone auto goes back to the house's.
    8 ↳1 anna: !sla
    9 ↳1 lotse: T-1 The printer does not print
        Answer in 2 h (normal, Mon–Fri 8–17): by today 10:00; 0 s used up (0%), 2 h left
        · since today 08:00 (clock of Europe/Berlin)
        · today: 2 h
        Solution in 16 h (normal, Mon–Fri 8–17): by Wed 14 Jan 08:00; 0 s used up (0%), 16 h left
        · since today 08:00 (clock of Europe/Berlin)
        · today: 7 h
        · tomorrow: 8 h
        · Wed 14 Jan: 1 h
    10 anna: !ticket Projector by:14:00
    11 ↳10 lotse: T-2 Projector
        Medium · New · nobody yet · answer by today 11:00 · wanted by today 15:00
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 12 lotse: T-2 Projector
        Medium · New · nobody yet · answer by today 11:00 · wanted by today 15:00
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 12 lotse 👀
    (!it-team:local) 12 lotse ✅
    (!it-team:local) 12 lotse 🚨
    13 anna: !lotse zone Atlantis
    14 ↳13 lotse: ❓ I do not know the time zone “Atlantis”.
        Did you mean Atlantic/Stanley?
    15 anna: !lotse zone auto
    16 ↳15 lotse: From now on I read and write times for you on the clock of Europe/Berlin: it is today 09:00. Cards, which all read, keep the house's.
    ");
    world.ends().await;
}
