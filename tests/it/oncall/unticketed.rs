//! Pages about no ticket: they have names, are listed, and end when somebody says so.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{company, woken};
use crate::support::company::IT;

#[tokio::test]
async fn a_page_has_a_name_and_an_end() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!page @nora:local The switch in the cellar is hot").await;
    world.says("carla", "!page it The alarm of the server room rings").await;
    let page = woken(&world, "nora", "📟");
    world.reacts("nora", &page, "✅").await;
    for (who, text) in [
        ("bernd", "!page list"),
        ("anna", "!page list"),
        ("anna", "!page end A-2"),
        ("anna", "!ack A-2"),
        ("bernd", "!ack a2"),
        ("bernd", "!escalate A-9"),
        ("bernd", "!page end A-9"),
        ("bernd", "!page end A-2: somebody has tested it 🔔"),
        ("bernd", "!page end A-2"),
        ("bernd", "!ack A-2"),
    ] {
        world.says(who, text).await;
    }
    // She is reminded until she says that it is over.
    world.pass(TimeDelta::minutes(30)).await;
    world.reacts("nora", &page, "🏁").await;
    world.pass(TimeDelta::hours(2)).await;
    world.says("bernd", "!pages").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !page @nora:local The switch in the cellar is hot
      2 ↳1 lotse: A-1 📟 Woken: Nora. Without an answer the next one is woken in 5 min.
      3 carla: !page it The alarm of the server room rings
      4 ↳3 lotse: A-2 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      5 ↳1 lotse: A-1 ✅ Nora has it.
      6 bernd: !page list
      7 ↳6 lotse: Who is being woken, and who has it
          ✅ A-1 The switch in the cellar is hot · since today 09:00 · Nora has it, since today 09:00
          📟 A-2 The alarm of the server room rings · since today 09:00 · nobody has answered yet
      8 anna: !page list
      9 ↳8 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      10 anna: !page end A-2
      11 ↳10 lotse: ⛔ That is for those who were woken, and for those who work on it.
          !oncall shows who is on call.
      12 anna: !ack A-2
      13 ↳12 lotse: ⛔ That is for those who were woken, and for those who work on it.
          !oncall shows who is on call.
      14 bernd: !ack a2
      15 ↳3 lotse: A-2 ✅ Bernd has it.
      16 ↳14 lotse: ✅ It is yours. When it is over: 🏁 on this message, or !page end A-2 what it was; until then I remind you.
      17 bernd: !escalate A-9
      18 ↳17 lotse: ⛔ Nobody was woken for A-9.
      19 bernd: !page end A-9
      20 ↳19 lotse: ⛔ Nobody was woken for A-9.
      21 bernd: !page end A-2: somebody has tested it 🔔
      22 ↳3 lotse: A-2 🏁 Bernd says that it is over: The alarm of the server room rings (somebody has tested it 🔔)
      23 ↳21 lotse: A-2 🏁 Bernd says that it is over: The alarm of the server room rings (somebody has tested it 🔔)
      24 bernd: !page end A-2
      25 ↳24 lotse: ⛔ There is nothing left to do.
      26 bernd: !ack A-2
      27 ↳26 lotse: ⛔ There is nothing left to do.
      28 ↳1 lotse: A-1 🏁 Nora says that it is over: The switch in the cellar is hot
      29 bernd: !pages
      30 ↳29 lotse: Nobody is being woken.
    it-team: bernd, carla, lotse
    direct: lotse, nora
      1 lotse: 📟 A-1 The switch in the cellar is hot
          🏁 Nora says that it is over. ✅ nora 🏁 nora
      2 ↳1 lotse: ✅ It is yours. When it is over: 🏁 on this message, or !page end A-1 what it was; until then I remind you.
      3 lotse: ⏰ You have A-1 The switch in the cellar is hot. Is it over? 🏁 on its message, or !page end A-1. Without you I go on and wake the next one.
    direct: bernd, lotse
      1 lotse: 📟 A-2 The alarm of the server room rings
          🏁 Bernd says that it is over.
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Auf Deutsch; was zu einem Ticket gehört, endet mit dem Ticket.
#[tokio::test]
async fn ein_alarm_endet_auf_deutsch() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!lotse sprache de").await;
    world.says("carla", "!lotse sprache de").await;
    let said = world.says("bernd", "!alarmieren it Im Serverraum ist es heiß").await;
    world.says_alone("bernd", "!quittieren A-1").await;
    world.says("anna", "!störung Nichts geht mehr prio:kritisch").await;
    world.says("bernd", "!alarm liste").await;
    world.says("carla", "!alarm ende T-1 war nichts").await;
    world.says("anna", "!alarm ende").await;
    world.pass(TimeDelta::minutes(30)).await;
    world.says_in(&said, "bernd", "!alarm ende Das Fenster war zu").await;
    world.says("bernd", "!lösen T-1 nur ein Test").await;
    world.says("bernd", "!alarme").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !lotse sprache de
      2 ↳1 lotse: Ab jetzt spreche ich Deutsch mit dir.
      3 carla: !lotse sprache de
      4 ↳3 lotse: Ab jetzt spreche ich Deutsch mit dir.
      5 bernd: !alarmieren it Im Serverraum ist es heiß
      6 ↳5 lotse: A-1 📟 Geweckt: Bernd. Ohne Antwort wird in 5 Min. der Nächste geweckt.
      7 ↳5 lotse: A-1 ✅ Bernd hat es.
      8 anna: !störung Nichts geht mehr prio:kritisch
      9 ↳8 lotse: T-1 Nichts geht mehr
          Kritisch · Gelöst · Bernd
          💡 nur ein Test
          🔁 es ist nicht gelöst
      10 bernd: !alarm liste
      11 ↳10 lotse: Wer geweckt wird, und wer es hat
          ✅ A-1 Im Serverraum ist es heiß · seit heute 09:00 · Bernd hat es, seit heute 09:00
          📟 T-1 Nichts geht mehr · seit heute 09:00 · noch hat niemand geantwortet
      12 carla: !alarm ende T-1 war nichts
      13 ↳12 lotse: ⛔ Was für T-1 begonnen hat, endet mit T-1.
          Nimm es (!nehmen T-1) oder löse es (!lösen T-1 …).
      14 anna: !alarm ende
      15 ↳14 lotse: ⛔ Für nichts, das offen ist, wurde jemand geweckt.
          Schreib !quittieren T-7, oder antworte dort, wo gefragt wurde.
      16 ↳5 bernd: !alarm ende Das Fenster war zu
      17 ↳5 lotse: A-1 🏁 Bernd sagt, dass es vorbei ist: Im Serverraum ist es heiß (Das Fenster war zu)
      18 bernd: !lösen T-1 nur ein Test
      19 ↳8 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 nur ein Test
      20 ↳18 lotse: T-1 · Kritisch · Gelöst · Bernd
      21 bernd: !alarme
      22 ↳21 lotse: Niemand wird gerade geweckt.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nichts geht mehr
          Critical · Resolved · Bernd
          💡 nur ein Test
          from Anna
          🔁 reopen 🔁 lotse
      2 ↳1 lotse: Bernd 📟 Geweckt: Bernd. Ohne Antwort wird in 5 Min. der Nächste geweckt.
      3 ↳1 lotse: Carla 📟 Geweckt: Carla, Dora. Ohne Antwort wird in 5 Min. der Nächste geweckt.
      4 ↳1 lotse: T-1 was resolved by Bernd.
    direct: carla, lotse
      1 lotse: 📟 T-1 Nichts geht mehr
          Es ist nichts mehr zu tun.
    direct: dora, lotse
      1 lotse: 📟 T-1 Nichts geht mehr
          There is nothing left to do.
    direct: bernd, lotse
      1 lotse: 📟 A-1 Im Serverraum ist es heiß
          🏁 Bernd sagt, dass es vorbei ist.
      2 bernd: !quittieren A-1
      3 ↳2 lotse: ✅ Es ist deins. Wenn es vorbei ist: 🏁 auf dieser Nachricht oder !alarm ende A-1 was es war; bis dahin erinnere ich dich.
      4 lotse: 📟 T-1 Nichts geht mehr
          Es ist nichts mehr zu tun.
      5 lotse: ⏰ Du hast A-1 Im Serverraum ist es heiß. Ist es vorbei? 🏁 auf der Nachricht oder !alarm ende A-1. Ohne dich mache ich weiter und wecke den Nächsten.
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Where nothing is configured, people can be woken by hand, and the ticket's card says so.
#[tokio::test]
async fn without_schedules_people_are_paged_by_name() {
    let mut world = company(|config| {
        config.schedules.clear();
        config.escalations.clear();
        config.roles.managers.clear();
        config.directory = lotse::config::Directory::new(
            [lotse::config::PersonConfig {
                account: "@nora:local".to_owned(),
                left: true,
                ..lotse::config::PersonConfig::default()
            }],
            Vec::new(),
        );
    })
    .await;
    world.says("anna", "!ticket The printer is on fire").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!page @carla").await;
    world.says("bernd", "!page @nora:local The switch is hot").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer is on fire
      2 ↳1 lotse: T-1 The printer is on fire
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 bernd: !page @nora:local The switch is hot
      4 ↳3 lotse: ⛔ Nora is no longer with the company.
          Write !page it Mail is down, or !page in the thread of a ticket.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer is on fire
          Medium · New · nobody yet
          from Anna
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 bernd: !page @carla
      3 ↳1 lotse: Carla 📟 Woken: Carla. Without an answer the next one is woken in 5 min.
    direct: carla, lotse
      1 lotse: 📟 T-1 The printer is on fire (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Nobody is on call, and nobody leads: that is said at once, and not that nobody has answered.
#[tokio::test]
async fn a_chain_that_wakes_nobody_says_so() {
    let mut world = company(|config| {
        let monday = crate::support::world::monday();
        let gap = lotse::rota::Rotation::new(
            lotse::rota::Every::Week,
            1,
            monday + TimeDelta::days(365),
            vec!["@bernd:local".to_owned()],
        )
        .expect("a rotation");
        let layer = lotse::rota::Layer::new("later", 1, gap);
        let schedule = lotse::rota::Schedule::new(config.timezone, vec![layer], Vec::new()).expect("a schedule");
        config.schedules[0].schedule = std::sync::Arc::new(schedule);
        config.roles.managers.clear();
        config.teams[0].leads.clear();
    })
    .await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    world.says("bernd", "!page it Hello?").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Nobody can print invoices prio:critical
      2 ↳1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 bernd: !page it Hello?
      4 ↳3 lotse: A-2 📟 Nobody is there to be woken (schedule:it); the next one is.
      5 ↳3 lotse: A-2 🚨 There was nobody who could be woken: A-2 Hello?. Please see to it, or call somebody by telephone.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          from Anna
          🚨 nobody has answered
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: 📟 Nobody is there to be woken (schedule:it); the next one is.
      3 ↳1 lotse: 📟 Nobody is there to be woken (leads:it, role:manager); the next one is.
      4 ↳1 lotse: 📟 Nobody is there to be woken (schedule:it); the next one is.
      5 ↳1 lotse: 📟 Nobody is there to be woken (leads:it, role:manager); the next one is.
      6 ↳1 lotse: 🚨 There was nobody who could be woken: T-1 Nobody can print invoices. Please see to it, or call somebody by telephone.
    net-team: lotse, nora
    ");
    world.ends().await;
}
