//! Who watches a ticket hears what its requester hears, alone and quietly, and nothing else.

use insta::assert_snapshot;

use crate::support::company::{HR, IT};
use crate::support::world::World;

#[tokio::test]
async fn a_watcher_hears_answers_and_the_solution_and_no_word_of_the_team() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Der Drucker *im* 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_in(&said, "dora", "!beobachten").await;
    world.says_below(IT, &card, "bernd", "Nie im Leben mache ich das heute").await;
    world.says_below(IT, &card, "bernd", "!notiz Toner ist teuer").await;
    let reply = world.says_below(IT, &card, "bernd", "!antwort Ich komme um zehn").await;
    world.edits(&reply, "!antwort Ich komme um elf").await;
    let wrong = world.says_in(&said, "bernd", "Das Passwort ist hunter2").await;
    world.takes_back(&wrong).await;
    world.says_in(&said, "anna", "Gut").await;
    world.says_below(IT, &card, "bernd", "!lösen Toner getauscht").await;
    world.says_alone("dora", "!nicht-beobachten T-1").await;
    world.reacts("anna", &said, "🔁").await;
    world.says_below(IT, &card, "bernd", "!lösen Stecker").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Der Drucker *im* 3. Stock druckt nicht 🔁 anna
      2 ↳1 lotse: T-1 Der Drucker *im* 3. Stock druckt nicht
          Mittel · Gelöst · Bernd
          💡 Stecker
          🔁 es ist nicht gelöst
      3 ↳1 dora: !beobachten
      4 ↳1 lotse: 👁 Du beobachtest T-1: Antworten und die Lösung kommen in unseren Direktchat. !nicht-beobachten T-1 beendet das.
      5 ↳1 lotse: Bernd: Ich komme um elf
      6 ↳1 bernd: 
      7 ↳1 anna: Gut
      8 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Toner getauscht
      9 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Stecker
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Drucker *im* 3. Stock druckt nicht
          Medium · Resolved · Bernd
          💡 Stecker
          from Anna
          🔁 reopen 🔁 lotse
      2 ↳1 bernd: Nie im Leben mache ich das heute
      3 ↳1 bernd: !notiz Toner ist teuer
      4 ↳1 lotse: 📝 Bei T-1 aufgehoben, nur für das Team.
      5 ↳1 bernd: !antwort Ich komme um elf
      6 ↳1 lotse: ✉️ An Anna geschickt.
      7 ↳1 lotse: 
      8 ↳1 lotse: Anna: Gut
      9 ↳1 bernd: !lösen Toner getauscht
      10 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
      11 ↳1 lotse: Bernd T-1 wurde von Anna wieder geöffnet.
      12 ↳1 bernd: !lösen Stecker
      13 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
    direct: dora, lotse
      1 lotse: 👁 T-1 Der Drucker *im* 3. Stock druckt nicht
          Bernd: Ich komme um elf
      2 lotse: 
      3 lotse: 👁 T-1 Der Drucker *im* 3. Stock druckt nicht
          Gelöst. 💡 Toner getauscht
      4 dora: !nicht-beobachten T-1
      5 ↳4 lotse: Du beobachtest T-1 nicht mehr.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn agents_let_others_watch_and_nobody_watches_what_they_may_not_see() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    world.says("dora", "!watch T-99").await;
    world.says_to(IT, "carla", "!watch T-1").await;
    world.says_to(IT, "carla", "!watch T-1").await;
    world.says_alone("hanna", "!watch T-1").await;
    world.says_alone("hanna", "!unwatch T-1").await;
    world.says_in(&said, "anna", "!watch").await;
    world.says_in(&said, "anna", "!watch @dora").await;
    world.says_below(IT, &card, "carla", "!watch @hanna:local").await;
    world.says_below(IT, &card, "carla", "!watch @anna:local").await;
    world.says_below(IT, &card, "carla", "!watch nobody").await;
    world.says_below(IT, &card, "carla", "!resolve toner").await;
    world.says_below(IT, &card, "carla", "!unwatch @hanna:local").await;
    world.says_below(IT, &card, "carla", "!unwatch @hanna:local").await;
    assert_snapshot!(world.rooms(), @"
    direct: hanna, lotse
      1 hanna: !watch T-1
      2 ↳1 lotse: ⛔ That ticket belongs to somebody else.
          Its requester and agents may.
      3 hanna: !unwatch T-1
      4 ↳3 lotse: ⛔ You do not watch T-1.
      5 lotse: 👁 Carla lets you watch T-1 The printer does not print: answers and the solution come here. !unwatch T-1 ends it.
      6 lotse: 👁 T-1 The printer does not print
          Resolved. 💡 toner
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer does not print
      2 ↳1 lotse: T-1 The printer does not print
          Medium · Resolved · Carla
          💡 toner
          🔁 it is not solved
      3 dora: !watch T-99
      4 ↳3 lotse: ⛔ There is no ticket T-99.
      5 ↳1 anna: !watch
      6 ↳1 lotse: ⛔ T-1 is your own: you hear of it anyway.
      7 ↳1 anna: !watch @dora
      8 ↳1 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      9 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 toner
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer does not print
          Medium · Resolved · Carla
          💡 toner
          from Anna
          🔁 reopen 🔁 lotse
      2 carla: !watch T-1
      3 ↳2 lotse: 👁 You watch T-1: answers and the solution come to our direct chat. !unwatch T-1 ends it.
      4 carla: !watch T-1
      5 ↳4 lotse: ⛔ You watch T-1 already.
      6 ↳1 carla: !watch @hanna:local
      7 ↳1 lotse: 👁 Hanna watches T-1 now.
      8 ↳1 carla: !watch @anna:local
      9 ↳1 lotse: ⛔ T-1 is Anna's own: they hear of it anyway.
      10 ↳1 carla: !watch nobody
      11 ↳1 lotse: ❓ I do not know “nobody” here.
          Name somebody in this room, or write the whole account: @anna:example.org.
      12 ↳1 carla: !resolve toner
      13 ↳1 lotse: T-1 · Medium · Resolved · Carla
      14 ↳1 carla: !unwatch @hanna:local
      15 ↳1 lotse: Hanna does not watch T-1 any more.
      16 ↳1 carla: !unwatch @hanna:local
      17 ↳1 lotse: ⛔ Hanna does not watch T-1.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_becomes_private_is_told_to_no_watcher_who_may_not_see_it() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket My salary slip looks odd category:hr").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!watch @dora:local").await;
    world.says_below(HR, &card, "hanna", "!private off").await;
    world.says_below(HR, &card, "hanna", "!watch @dora:local").await;
    world.says_below(HR, &card, "hanna", "!private on").await;
    world.says_below(HR, &card, "hanna", "!resolve paid").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-1 My salary slip looks odd
          Medium · Resolved · Hanna
          💡 paid
          🔒 from Anna · Human resources
          🔁 reopen 🔁 lotse
      2 ↳1 hanna: !watch @dora:local
      3 ↳1 lotse: ⛔ T-1 is private, and Dora may not see it.
      4 ↳1 hanna: !private off
      5 ↳1 lotse: 🔓 T-1 is private no more.
      6 ↳1 hanna: !watch @dora:local
      7 ↳1 lotse: 👁 Dora watches T-1 now.
      8 ↳1 hanna: !private on
      9 ↳1 lotse: 🔒 T-1 is private now: only its requester, its assignee and its team see it. What was written before can still be read where it was written.
      10 ↳1 hanna: !resolve paid
      11 ↳1 lotse: T-1 · Medium · Resolved · Hanna
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket My salary slip looks odd category:hr
      2 ↳1 lotse: 🔒 This is a private matter, so I go on in the direct chat with you. What you have written here can still be read here; delete it if it should not.
    it-team: bernd, carla, lotse
    direct: anna, lotse
      1 lotse: T-1 My salary slip looks odd
          Medium · Resolved · Hanna
          💡 paid
          🔁 it is not solved
      2 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 paid
    direct: dora, lotse
      1 lotse: 👁 Hanna lets you watch T-1 My salary slip looks odd: answers and the solution come here. !unwatch T-1 ends it.
    net-team: lotse, nora
    ");
    world.ends().await;
}
