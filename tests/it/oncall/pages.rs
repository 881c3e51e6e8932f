//! A night in which somebody must be woken.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{company, woken};
use crate::support::company::IT;

/// bernd sleeps; carla answers.
#[tokio::test]
async fn the_next_one_is_woken_until_somebody_answers() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    world.pass(TimeDelta::minutes(5)).await;
    let page = woken(&world, "carla", "📟");
    world.reacts("carla", &page, "✅").await;
    world.pass(TimeDelta::minutes(30)).await;
    let card = world.card_in(IT, "T-1");
    world.reacts("carla", &card, "👀").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Nobody can print invoices prio:critical
      2 ↳1 lotse: T-1 Nobody can print invoices
          Critical · Assigned · Carla
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nobody can print invoices
          Critical · Assigned · Carla
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse 👀 carla
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 ↳1 lotse: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
      4 ↳1 lotse: ✅ Carla has it.
    direct: carla, lotse
      1 lotse: 📟 T-1 Nobody can print invoices
          There is nothing left to do. ✅ carla
      2 ↳1 lotse: ✅ It is yours. 👀 on the ticket's card takes it; I remind you while it is open.
      3 lotse: ⏰ You have T-1 Nobody can print invoices, and it is still open. Without you I go on and wake the next one.
    direct: dora, lotse
      1 lotse: 📟 T-1 Nobody can print invoices
          There is nothing left to do.
    direct: bernd, lotse
      1 lotse: 📟 T-1 Nobody can print invoices
          There is nothing left to do.
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Nobody answers: all are woken twice, and then it is said in plain words.
#[tokio::test]
async fn wenn_niemand_antwortet_erfahren_es_alle() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!störung Der Mailserver ist ausgefallen prio:kritisch").await;
    for _ in 0..4 {
        world.pass(TimeDelta::minutes(5)).await;
    }
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !störung Der Mailserver ist ausgefallen prio:kritisch
      2 ↳1 lotse: T-1 Der Mailserver ist ausgefallen
          Kritisch · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Mailserver ist ausgefallen
          Critical · New · nobody yet
          from Anna · E-mail
          🚨 nobody has answered
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 ↳1 lotse: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
      4 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      5 ↳1 lotse: Carla 📟 Woken: Carla, Dora. Without an answer it is said in 5 min that nobody is left.
      6 ↳1 lotse: 🚨 Nobody has answered, and there is nobody left to wake: T-1 Der Mailserver ist ausgefallen. Please see to it, or call somebody by telephone.
    direct: carla, lotse
      1 lotse: 📟 T-1 Der Mailserver ist ausgefallen · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      2 lotse: 📟 T-1 Der Mailserver ist ausgefallen · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
    direct: dora, lotse
      1 lotse: 📟 T-1 Der Mailserver ist ausgefallen · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      2 lotse: 📟 T-1 Der Mailserver ist ausgefallen · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      3 lotse: 🚨 Nobody has answered, and there is nobody left to wake: T-1 Der Mailserver ist ausgefallen. Please see to it, or call somebody by telephone.
    direct: bernd, lotse
      1 lotse: 📟 T-1 Der Mailserver ist ausgefallen · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      2 lotse: 📟 T-1 Der Mailserver ist ausgefallen · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Who has answered and then does nothing is reminded, and then it goes on; who takes it back has the next one woken at once.
#[tokio::test]
async fn an_answer_without_deeds_does_not_end_it() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    world.says_alone("bernd", "!ack").await;
    world.says_alone("bernd", "!ack").await;
    world.says("anna", "!ack T-1").await;
    world.says("carla", "!ack T-1").await;
    world.forget();
    world.pass(TimeDelta::minutes(30)).await;
    world.pass(TimeDelta::minutes(30)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Nobody can print invoices prio:critical
      2 ↳1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ack T-1
      4 ↳3 lotse: ⛔ That is for those who were woken, and for those who work on it.
          !oncall shows who is on call.
      5 carla: !ack T-1
      6 ↳5 lotse: ⛔ Bernd has it already.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          from Anna
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 ↳1 lotse: ✅ Bernd has it.
      4 ↳1 lotse: 📟 It was answered, but nothing has happened since. I go on.
      5 ↳1 lotse: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
    direct: carla, lotse
      1 lotse: 📟 T-1 Nobody can print invoices (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    direct: dora, lotse
      1 lotse: 📟 T-1 Nobody can print invoices (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    direct: bernd, lotse
      1 lotse: 📟 T-1 Nobody can print invoices (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack 🔼 lotse ✅ lotse
      2 bernd: !ack
      3 ↳2 lotse: ✅ It is yours. 👀 on the ticket's card takes it; I remind you while it is open.
      4 bernd: !ack
      5 ↳4 lotse: It is yours already.
      6 lotse: ⏰ You have T-1 Nobody can print invoices, and it is still open. Without you I go on and wake the next one.
    net-team: lotse, nora
    ");
    let page = woken(&world, "dora", "📟");
    let tap = world.reacts("dora", &page, "✅").await;
    world.takes_back(&tap).await;
    world.says("bernd", "!resolve T-1 toner").await;
    world.says("bernd", "!ack T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Nobody can print invoices prio:critical
      2 ↳1 lotse: T-1 Nobody can print invoices
          Critical · Resolved · Bernd
          💡 toner
          🔁 it is not solved
      3 anna: !ack T-1
      4 ↳3 lotse: ⛔ That is for those who were woken, and for those who work on it.
          !oncall shows who is on call.
      5 carla: !ack T-1
      6 ↳5 lotse: ⛔ Bernd has it already.
      7 bernd: !resolve T-1 toner
      8 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 toner
      9 ↳7 lotse: T-1 · Critical · Resolved · Bernd
      10 bernd: !ack T-1
      11 ↳10 lotse: ⛔ There is nothing left to do.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nobody can print invoices
          Critical · Resolved · Bernd
          💡 toner
          from Anna
          🔁 reopen 🔁 lotse
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 ↳1 lotse: ✅ Bernd has it.
      4 ↳1 lotse: 📟 It was answered, but nothing has happened since. I go on.
      5 ↳1 lotse: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
      6 ↳1 lotse: ✅ Dora has it.
      7 ↳1 lotse: Dora does not have it after all.
      8 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      9 ↳1 lotse: T-1 was resolved by Bernd.
    direct: carla, lotse
      1 lotse: 📟 T-1 Nobody can print invoices
          There is nothing left to do.
    direct: dora, lotse
      1 lotse: 📟 T-1 Nobody can print invoices
          There is nothing left to do.
      2 ↳1 lotse: ✅ It is yours. 👀 on the ticket's card takes it; I remind you while it is open.
    direct: bernd, lotse
      1 lotse: 📟 T-1 Nobody can print invoices
          There is nothing left to do.
      2 bernd: !ack
      3 ↳2 lotse: ✅ It is yours. 👀 on the ticket's card takes it; I remind you while it is open.
      4 bernd: !ack
      5 ↳4 lotse: It is yours already.
      6 lotse: ⏰ You have T-1 Nobody can print invoices, and it is still open. Without you I go on and wake the next one.
      7 lotse: 📟 T-1 Nobody can print invoices
          There is nothing left to do.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn somebody_is_paged_by_hand() {
    let mut world = company(|_| {}).await;
    for (who, text) in [
        ("anna", "!page it Mail is down"),
        ("bernd", "!page"),
        ("bernd", "!page @nora:local The switch in the cellar is hot"),
        ("bernd", "!page policy:moon Mail"),
        ("bernd", "!ack"),
        ("bernd", "!escalate T-7"),
    ] {
        world.says(who, text).await;
    }
    let page = woken(&world, "nora", "📟");
    world.reacts("nora", &page, "🔼").await;
    world.says("anna", "!ticket The printer is on fire").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "🔼").await;
    world.reacts("carla", &card, "🔼").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !page it Mail is down
      2 ↳1 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      3 bernd: !page
      4 ↳3 lotse: ❓ What is to be said to those who are woken?
          Write !page it Mail is down, or !page in the thread of a ticket.
      5 bernd: !page @nora:local The switch in the cellar is hot
      6 ↳5 lotse: A-1 📟 Woken: Nora. Without an answer the next one is woken in 5 min.
      7 bernd: !page policy:moon Mail
      8 ↳7 lotse: ❓ I do not know a chain “moon”.
          For example one of these: urgent.
      9 bernd: !ack
      10 ↳9 lotse: ⛔ Nobody was woken for anything that is open.
          Write !ack T-7, or answer where it was asked.
      11 bernd: !escalate T-7
      12 ↳11 lotse: ⛔ Nobody was woken for T-7.
      13 ↳5 lotse: A-1 🔼 Nora has the next one woken.
      14 ↳5 lotse: A-1 📟 Woken: Dora. Without an answer it is said in 5 min that nobody is left.
      15 anna: !ticket The printer is on fire
      16 ↳15 lotse: T-1 The printer is on fire
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer is on fire
          Medium · New · nobody yet
          from Anna
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse 🔼 bernd, carla
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 ↳1 lotse: 🔼 Carla has the next one woken.
      4 ↳1 lotse: Carla 📟 Woken: Carla. Without an answer the next one is woken in 5 min.
    direct: carla, lotse
      1 lotse: 📟 T-1 The printer is on fire (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    direct: lotse, nora
      1 lotse: 📟 A-1 The switch in the cellar is hot (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse, nora
    direct: dora, lotse
      1 lotse: 📟 A-1 The switch in the cellar is hot (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    direct: bernd, lotse
      1 lotse: 📟 T-1 The printer is on fire (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Late, but it counts; and nothing happens to another page because of a slip.
#[tokio::test]
async fn who_answers_late_has_it_all_the_same() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    for _ in 0..4 {
        world.pass(TimeDelta::minutes(5)).await;
    }
    for text in ["!ack quark", "!escalate T-1", "!page @lotse:local Hello"] {
        world.says("carla", text).await;
    }
    let page = woken(&world, "carla", "📟");
    world.reacts("carla", &page, "✅").await;
    let said = world.rooms();
    for words in [
        "❓ I do not know which one “quark” is.",
        "⛔ All were woken already.",
        "⛔ I am awake anyway",
        "✅ Carla has it.",
        "📟 Carla has answered",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    world.says("carla", "!resolve T-1 toner").await;
    world.says("carla", "!page T-1").await;
    assert!(world.rooms().contains("⛔ T-1 is over."));
    world.ends().await;
}
