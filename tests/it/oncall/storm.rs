//! A storm: what would wake somebody again and again comes in one message.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{company, woken};

/// Of a service the first one wakes at once, and what follows within two minutes comes together.
#[tokio::test]
async fn what_comes_soon_after_about_the_same_service_comes_together() {
    let mut world = company(|_| {}).await;
    for text in ["Mail is down", "No mail since nine", "Outlook hangs for the whole floor", "Printer on fire"] {
        world.says("anna", &format!("!ticket {text} prio:critical")).await;
        world.pass(TimeDelta::seconds(20)).await;
    }
    world.says("bernd", "!resolve T-3 the same").await;
    world.says("anna", "!ticket The mail archive is empty prio:critical").await;
    world.pass(TimeDelta::minutes(1)).await;
    let page = woken(&world, "bernd", "alarms");
    world.reacts("bernd", &page, "✅").await;
    world.says("bernd", "!take T-2").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Mail is down prio:critical
      2 ↳1 lotse: T-1 Mail is down
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ticket No mail since nine prio:critical
      4 ↳3 lotse: T-2 No mail since nine
          Critical · Assigned · Bernd
          Whatever you write in this thread reaches those who work on it.
      5 ↳3 lotse: Is T-2 the same as this one? Then tap 🔗: you are told when it is solved, and T-2 is closed.
          🔗 T-1 Mail is down · Critical · New · nobody yet 🔗 lotse
      6 anna: !ticket Outlook hangs for the whole floor prio:critical
      7 ↳6 lotse: T-3 Outlook hangs for the whole floor
          Critical · Resolved · Bernd
          💡 the same
          🔁 it is not solved
      8 anna: !ticket Printer on fire prio:critical
      9 ↳8 lotse: T-4 Printer on fire
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      10 bernd: !resolve T-3 the same
      11 ↳6 lotse: Anna T-3 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 the same
      12 ↳10 lotse: T-3 · Critical · Resolved · Bernd
      13 anna: !ticket The mail archive is empty prio:critical
      14 ↳13 lotse: T-5 The mail archive is empty
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      15 bernd: !take T-2
      16 ↳15 lotse: T-2 · Critical · Assigned · Bernd
    it-team: bernd, carla, lotse
      1 lotse: T-1 Mail is down
          Critical · New · nobody yet
          from Anna · E-mail
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 lotse: T-2 No mail since nine
          Critical · Assigned · Bernd
          from Anna · E-mail
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      4 ↳3 lotse: 📟 Woken later: Bernd (today 09:02), together with what else comes until then.
      5 lotse: T-3 Outlook hangs for the whole floor
          Critical · Resolved · Bernd
          💡 the same
          from Anna · E-mail
          🔁 reopen 🔁 lotse
      6 ↳5 lotse: 📟 Woken later: Bernd (today 09:02), together with what else comes until then.
      7 lotse: T-4 Printer on fire
          Critical · New · nobody yet
          from Anna
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      8 ↳7 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      9 ↳5 lotse: T-3 was resolved by Bernd.
      10 lotse: T-5 The mail archive is empty
          Critical · New · nobody yet
          from Anna · E-mail
          📟 Bernd has answered
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      11 ↳10 lotse: 📟 Woken later: Bernd (today 09:02), together with what else comes until then.
      12 ↳3 lotse: ✅ Bernd has it.
      13 ↳10 lotse: ✅ Bernd has it.
    direct: bernd, lotse
      1 lotse: 📟 T-1 Mail is down (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
      2 lotse: 📟 T-4 Printer on fire (since today 09:01)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
      3 lotse: 📟 2 alarms
          • T-2 No mail since nine · done
          • T-5 The mail archive is empty · ✅ Bernd 🔼 lotse ✅ bernd
      4 ↳3 lotse: ✅ 2 are yours.
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Too many within an hour, whatever they are about.
#[tokio::test]
async fn mehr_als_eine_kann_kommt_zusammen() {
    let mut world = company(|config| config.oncall.most_an_hour = 2).await;
    for text in ["Der Keller steht unter Wasser", "Das Dach ist weg", "Der Strom ist weg", "Alles dunkel"] {
        world.says("bernd", &format!("!alarm @carla:local {text}")).await;
        world.pass(TimeDelta::seconds(10)).await;
    }
    for seconds in [260, 10, 10] {
        world.pass(TimeDelta::seconds(seconds)).await;
    }
    let page = woken(&world, "carla", "alarms");
    let tap = world.reacts("carla", &page, "✅").await;
    world.takes_back(&tap).await;
    world.reacts("carla", &page, "🔼").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !alarm @carla:local Der Keller steht unter Wasser
      2 ↳1 lotse: A-1 📟 Geweckt: Carla. Ohne Antwort wird in 5 Min. der Nächste geweckt.
      3 bernd: !alarm @carla:local Das Dach ist weg
      4 ↳3 lotse: A-2 📟 Geweckt: Carla. Ohne Antwort wird in 5 Min. der Nächste geweckt.
      5 bernd: !alarm @carla:local Der Strom ist weg
      6 ↳5 lotse: A-3 📟 Später geweckt: Carla (heute 09:05), zusammen mit dem, was bis dahin noch kommt.
      7 bernd: !alarm @carla:local Alles dunkel
      8 ↳7 lotse: A-4 📟 Später geweckt: Carla (heute 09:05), zusammen mit dem, was bis dahin noch kommt.
      9 ↳1 lotse: A-1 📟 Woken: Dora. Without an answer it is said in 5 min that nobody is left.
      10 ↳3 lotse: A-2 📟 Woken: Dora. Without an answer it is said in 5 min that nobody is left.
      11 ↳5 lotse: A-3 ✅ Carla has it.
      12 ↳7 lotse: A-4 ✅ Carla has it.
      13 ↳5 lotse: A-3 Carla does not have it after all.
      14 ↳5 lotse: A-3 📟 Woken later: Dora (today 09:10), together with what else comes until then.
      15 ↳7 lotse: A-4 Carla does not have it after all.
      16 ↳7 lotse: A-4 📟 Woken later: Dora (today 09:10), together with what else comes until then.
      17 ↳5 lotse: A-3 🔼 Carla has the next one woken.
      18 ↳5 lotse: A-3 🚨 Nobody has answered, and there is nobody left to wake: A-3 Der Strom ist weg. Please see to it, or call somebody by telephone.
      19 ↳7 lotse: A-4 🔼 Carla has the next one woken.
      20 ↳7 lotse: A-4 🚨 Nobody has answered, and there is nobody left to wake: A-4 Alles dunkel. Please see to it, or call somebody by telephone.
    it-team: bernd, carla, lotse
    direct: carla, lotse
      1 lotse: 📟 A-1 Der Keller steht unter Wasser (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
      2 lotse: 📟 A-2 Das Dach ist weg (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
      3 lotse: 📟 2 alarms
          • A-3 Der Strom ist weg · nobody has answered
          • A-4 Alles dunkel · nobody has answered
          ✅ I have them all · 🔼 wake the next one · or !ack T-7 for one of them ✅ lotse 🔼 carla
      4 ↳3 lotse: ✅ 2 are yours.
    direct: dora, lotse
      1 lotse: 📟 A-1 Der Keller steht unter Wasser (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
      2 lotse: 📟 A-2 Das Dach ist weg (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
      3 lotse: 🚨 Nobody has answered, and there is nobody left to wake: A-3 Der Strom ist weg. Please see to it, or call somebody by telephone.
      4 lotse: 🚨 Nobody has answered, and there is nobody left to wake: A-4 Alles dunkel. Please see to it, or call somebody by telephone.
    net-team: lotse, nora
    ");
    world.ends().await;
}
