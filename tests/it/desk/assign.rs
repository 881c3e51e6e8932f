//! Who has a ticket: given to a colleague, or to another team.

use insta::assert_snapshot;

use crate::support::company::{HR, IT, NETWORK};
use crate::support::world::{World, account};

#[tokio::test]
async fn both_hear_of_it_when_somebody_else_gets_it() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "carla", "!zuweisen @bernd").await;
    world.says_below(IT, &card, "carla", "!zuweisen an ich").await;
    world.says_below(IT, &card, "bernd", "!assign to carla").await;
    world.says_below(IT, &card, "carla", "!warten 2d").await;
    world.says_below(IT, &card, "carla", "!assign @bernd").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Mittel · Wartend bis Mi., 14.01. 09:00 · Bernd
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Medium · Waiting until Wed 14 Jan 09:00 · Bernd
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 carla: !zuweisen @bernd
      3 ↳1 lotse: Bernd T-1 is yours now, assigned by Carla.
      4 ↳1 carla: !zuweisen an ich
      5 ↳1 lotse: Bernd T-1 is Carla's now.
      6 ↳1 lotse: T-1 · Mittel · Zugewiesen · Carla
      7 ↳1 bernd: !assign to carla
      8 ↳1 lotse: ⛔ Carla has T-1 already.
      9 ↳1 carla: !warten 2d
      10 ↳1 lotse: T-1 · Mittel · Wartend bis Mi., 14.01. 09:00 · Carla
      11 ↳1 carla: !assign @bernd
      12 ↳1 lotse: Bernd T-1 is yours now, assigned by Carla.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn in_one_thread_it_is_told_there() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket Der Drucker druckt nicht").await;
    world.says_in(&said, "bernd", "!zuweisen carla").await;
    world.says_in(&said, "bernd", "!zuweisen dora").await;
    world.says_in(&said, "carla", "!zuweisen team:it").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket Der Drucker druckt nicht
    2 ↳1 lotse: T-1 Der Drucker druckt nicht
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    2 lotse 👀
    2 lotse ✅
    3 ↳1 bernd: !zuweisen carla
    4 ↳1 lotse (to carla): Carla T-1 is yours now, assigned by Bernd.
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Zugewiesen · Carla
        ✅ lösen
    2 lotse takes 👀 back
    5 ↳1 bernd: !zuweisen dora
    6 ↳1 lotse (to carla): Carla T-1 is Dora's now, assigned by Bernd.
    7 ↳1 lotse (to dora): Dora T-1 is yours now, assigned by Bernd.
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Zugewiesen · Dora
        ✅ lösen
    8 ↳1 carla: !zuweisen team:it
    9 ↳1 lotse: ❓ Ein Team „it“ kenne ich nicht.
        In der Konfiguration ist nichts davon eingerichtet.
    ");
    world.ends().await;
}

#[tokio::test]
async fn to_nobody_who_does_not_work_on_it() {
    let mut world = World::company(|config| config.roles.agents = vec![account("dora")]).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    let long = format!("!assign {}", "ü".repeat(60_000));
    for text in [
        "!assign",
        "!assign @anna:local",
        "!assign @nora:local",
        "!assign nobody",
        "!assign team:netwerk",
        "!assign team:it",
        "!assign team:network @nora:local",
        &long,
        "!assign @dora:local",
        "!assign @dora:local",
        "!resolve toner",
        "!assign @bernd",
        "!assign team:network",
    ] {
        world.says_below(IT, &card, "carla", text).await;
    }
    world.says_in(&said, "anna", "!assign @bernd").await;
    let seen = world.rooms().replace(&"ü".repeat(60_000), "(60,000 ü)");
    assert_snapshot!(seen, @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer does not print
      2 ↳1 lotse: T-1 The printer does not print
          Medium · Resolved · Dora
          💡 toner
          🔁 it is not solved
      3 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 toner
      4 ↳1 anna: !assign @bernd
      5 ↳1 lotse: ⛔ Assigning tickets is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer does not print
          Medium · Resolved · Dora
          💡 toner
          from Anna
          🔁 reopen 🔁 lotse
      2 ↳1 carla: !assign
      3 ↳1 lotse: ❓ To whom should it go: one person, or one team?
          For example !assign @bernd or !assign team:network.
      4 ↳1 carla: !assign @anna:local
      5 ↳1 lotse: ⛔ Anna does not work on T-1: they neither belong to its team nor are an agent for all.
          Choose somebody of its team, or give it to another team first: !assign team:….
      6 ↳1 carla: !assign @nora:local
      7 ↳1 lotse: ⛔ Nora does not work on T-1: they neither belong to its team nor are an agent for all.
          Choose somebody of its team, or give it to another team first: !assign team:….
      8 ↳1 carla: !assign nobody
      9 ↳1 lotse: ❓ I do not know “nobody” here.
          Name somebody in this room, or write the whole account: @anna:example.org.
      10 ↳1 carla: !assign team:netwerk
      11 ↳1 lotse: ❓ I know no team “netwerk”.
          Did you mean network?
      12 ↳1 carla: !assign team:it
      13 ↳1 lotse: ⛔ T-1 is with IT already.
      14 ↳1 carla: !assign team:network @nora:local
      15 ↳1 lotse: ❓ To whom should it go: one person, or one team?
          For example !assign @bernd or !assign team:network.
      16 ↳1 carla: !assign (60,000 ü)
      17 ↳1 lotse: ❓ I do not know “üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü…” here.
          Name somebody in this room, or write the whole account: @anna:example.org.
      18 ↳1 carla: !assign @dora:local
      19 ↳1 lotse: T-1 · Medium · Assigned · Dora
      20 ↳1 carla: !assign @dora:local
      21 ↳1 lotse: ⛔ Dora has T-1 already.
      22 ↳1 carla: !resolve toner
      23 ↳1 lotse: T-1 · Medium · Resolved · Dora
      24 ↳1 carla: !assign @bernd
      25 ↳1 lotse: ⛔ T-1 is resolved, so it cannot be taken.
          🔁 on its card, or !reopen, opens it again.
      26 ↳1 carla: !assign team:network
      27 ↳1 lotse: ⛔ T-1 is resolved, so it cannot go to another team.
          🔁 on its card, or !reopen, opens it again.
    direct: dora, lotse
      1 lotse: Dora T-1 is yours now, assigned by Carla.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn another_team_gets_a_card_and_the_old_one_says_where_it_went() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Der Drucker ist nicht im Netz").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.says_below(IT, &card, "bernd", "Das ist nichts für uns").await;
    world.says_below(IT, &card, "carla", "!zuweisen team:network").await;
    world.reacts("bernd", &card, "✅").await;
    world.reacts("bernd", &card, "🚨").await;
    world.says_below(IT, &card, "carla", "Was ist daraus geworden?").await;
    world.says_below(IT, &card, "carla", "Hallo?").await;
    world.says_below(IT, &card, "carla", "!take T-1").await;
    let there = world.card_in(NETWORK, "T-1");
    world.reacts("nora", &there, "👀").await;
    world.says_below(NETWORK, &there, "nora", "!antwort Kabel war lose").await;
    world.says_in(&said, "anna", "Jetzt geht es").await;
    world.says_below(NETWORK, &there, "nora", "!verlauf").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Der Drucker ist nicht im Netz
      2 ↳1 lotse: T-1 Der Drucker ist nicht im Netz
          Mittel · Zugewiesen · Nora
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: Nora: Kabel war lose
      4 ↳1 anna: Jetzt geht es
    it-team: bernd, carla, lotse
      1 lotse: T-1 is with Network now. 👀 bernd ✅ bernd 🚨 bernd
      2 ↳1 bernd: Das ist nichts für uns
      3 ↳1 carla: !zuweisen team:network
      4 ↳1 lotse: Bernd T-1 ist jetzt bei Network, weitergegeben von Carla.
      5 ↳1 lotse: T-1 ist nicht mehr hier, sondern bei Network.
      6 ↳1 carla: Was ist daraus geworden?
      7 ↳1 lotse: T-1 ist nicht mehr hier, sondern bei Network.
      8 ↳1 carla: Hallo?
      9 ↳1 carla: !take T-1
      10 ↳1 lotse: ⛔ Tickets nehmen dürfen nur Bearbeiter.
          Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    net-team: lotse, nora
      1 lotse: T-1 Der Drucker ist nicht im Netz
          Medium · Assigned · Nora
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse 👀 nora
      2 ↳1 nora: !antwort Kabel war lose
      3 ↳1 lotse: ✉️ An Anna geschickt.
      4 ↳1 lotse: Anna: Jetzt geht es
      5 ↳1 nora: !verlauf
      6 ↳1 lotse: T-1 · 5 Einträge
          heute 09:00 · Anna: Der Drucker ist nicht im Netz
          heute 09:00 · Bernd: 🔒 Das ist nichts für uns
          heute 09:00 · Carla: ⚙️ an das Team Network gegeben
          heute 09:00 · Nora: Kabel war lose
          heute 09:00 · Anna: Jetzt geht es
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_a_team_has_raised_itself_goes_on_where_it_was_raised_and_can_come_back() {
    let mut world = World::company(|_| {}).await;
    let said = world.says_to(IT, "bernd", "!ticket The new screen flickers").await;
    world.says_below(IT, &said, "bernd", "!assign team:network").await;
    let there = world.card_in(NETWORK, "T-1");
    world.says_below(IT, &said, "bernd", "It stands in room 12").await;
    world.says_below(NETWORK, &there, "nora", "secretly I know").await;
    world.says_below(NETWORK, &there, "nora", "!assign team:it").await;
    world.says_below(IT, &said, "carla", "!take").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !ticket The new screen flickers
      2 ↳1 lotse: T-1 The new screen flickers
          Medium · Assigned · Carla
          from Bernd
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      3 ↳1 bernd: !assign team:network
      4 ↳1 lotse: T-1 · Medium · New · nobody yet
      5 ↳1 bernd: It stands in room 12
      6 ↳1 carla: !take
      7 ↳1 lotse: T-1 · Medium · Assigned · Carla
    net-team: lotse, nora
      1 lotse: T-1 is with IT now.
      2 ↳1 lotse: Bernd: It stands in room 12
      3 ↳1 nora: secretly I know
      4 ↳1 nora: !assign team:it
      5 ↳1 lotse: T-1 is with IT now, given to them by Nora.
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_private_ticket_tells_those_it_has_left_nothing_more() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Mein Gehalt fehlt").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!assign @bernd:local").await;
    world.says_below(HR, &card, "hanna", "!assign team:it").await;
    world.reacts("hanna", &card, "👀").await;
    world.says_below(HR, &card, "hanna", "!show T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-1 is with IT now. 👀 hanna
      2 ↳1 hanna: !assign @bernd:local
      3 ↳1 lotse: ⛔ Bernd cannot have T-1: it is private, and they do not belong to its team.
          Choose somebody of its team, or give it to another team first: !assign team:….
      4 ↳1 hanna: !assign team:it
      5 ↳1 lotse: T-1 is with IT now, given to them by Hanna.
      6 ↳1 lotse: T-1 is not here any more.
      7 ↳1 hanna: !show T-1
      8 ↳1 lotse: ⛔ There is no ticket T-1.
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Mein Gehalt fehlt
      2 ↳1 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    direct: anna, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_team_without_a_room_gets_only_what_it_can_see() {
    let mut world = World::company(|config| config.rooms.retain(|room| !room.name.contains(NETWORK))).await;
    world.says("anna", "!ticket Mein Gehalt fehlt").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!assign team:network").await;
    let said = world.says("anna", "!ticket Der Drucker druckt nicht").await;
    let card = world.card_in(IT, "T-2");
    world.says_below(IT, &card, "bernd", "!assign team:network").await;
    world.says_in(&said, "anna", "Und jetzt?").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 hanna: !assign team:network
      3 ↳1 lotse: ⛔ Network would not see T-1: it has no room of its own in which I am.
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Mein Gehalt fehlt
      2 ↳1 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
      3 anna: !ticket Der Drucker druckt nicht
      4 ↳3 lotse: T-2 Der Drucker druckt nicht
          Mittel · Neu · noch niemand
          👀 nehmen · ✅ lösen 👀 lotse ✅ lotse
      5 ↳3 anna: Und jetzt?
    it-team: bernd, carla, lotse
      1 lotse: T-2 is with Network now.
      2 ↳1 bernd: !assign team:network
      3 ↳1 lotse: T-2 is with Network now, given to them by Bernd.
    direct: anna, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn of_two_who_take_at_once_one_has_it_and_the_other_is_told() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    for who in ["bernd", "carla"] {
        world.server.react(&card, &account(who), "👀").unwrap();
    }
    world.settle().await;
    world.reacts("carla", &card, "👀").await;
    let room = world.rooms();
    assert_eq!(room.matches("Assigned · Bernd").count() + room.matches("Assigned · Carla").count(), 2, "{room}");
    assert_eq!(room.matches("has T-1 already").count(), 1, "{room}");
    world.ends().await;
}
