//! Times in which nobody is woken by itself, and what comes of it when they are over.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{Gets, ServiceConfig};
use serde_json::Value;

use super::{company, woken};
use crate::support::company::IT;
use crate::support::world::World;

/// With a service for which anything is critical that says `lan`.
async fn network() -> World {
    company(|config| {
        config.services.push(ServiceConfig {
            name: "lan".to_owned(),
            title: "Local network".to_owned(),
            words: vec!["lan".to_owned(), "netz*".to_owned()],
            gets: Gets { team: Some("it".to_owned()), ..Gets::default() },
            ..ServiceConfig::default()
        });
    })
    .await
}

/// A night in which the switches are exchanged: what nobody has taken by its end wakes then, and once.
#[tokio::test]
async fn what_comes_in_a_silence_waits_for_its_end() {
    let mut world = network().await;
    world.says("bernd", "!silence lan 2h new switches").await;
    world.says("anna", "!ticket The LAN is gone prio:critical").await;
    world.says("anna", "!ticket The LAN in the cellar is gone prio:critical").await;
    world.says("anna", "!ticket The LAN upstairs is gone prio:critical").await;
    world.says("carla", "!take T-2").await;
    world.says("carla", "!page T-3").await;
    world.says("bernd", "!silence").await;
    for _ in 0..25 {
        world.pass(TimeDelta::minutes(5)).await;
    }
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !silence lan 2h new switches
      2 ↳1 lotse: 🔕 Silence 1: until today 11:00 I wake nobody by myself for Local network (new switches). Then I wake for what is still new. !silence end 1 ends it.
      3 anna: !ticket The LAN is gone prio:critical
      4 ↳3 lotse: T-1 The LAN is gone
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      5 anna: !ticket The LAN in the cellar is gone prio:critical
      6 ↳5 lotse: T-2 The LAN in the cellar is gone
          Critical · Assigned · Carla
          Whatever you write in this thread reaches those who work on it.
      7 ↳5 lotse: Is T-2 the same as this one? Then tap 🔗: you are told when it is solved, and T-2 is closed.
          🔗 T-1 The LAN is gone · Critical · New · nobody yet 🔗 lotse
      8 anna: !ticket The LAN upstairs is gone prio:critical
      9 ↳8 lotse: T-3 The LAN upstairs is gone
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      10 ↳8 lotse: Is T-3 the same as one of these? Then tap its sign: you are told when that one is solved, and T-3 is closed.
          🔗 T-1 The LAN is gone · Critical · New · nobody yet
          2️⃣ T-2 The LAN in the cellar is gone · Critical · New · nobody yet 🔗 lotse 2️⃣ lotse
      11 carla: !take T-2
      12 ↳11 lotse: T-2 · Critical · Assigned · Carla
      13 carla: !page T-3
      14 ↳13 lotse: 📟 T-3: somebody is being woken.
      15 bernd: !silence
      16 ↳15 lotse: Silences
          🔕 1. Local network until today 11:00 · new switches · Bernd · one ticket waits
    it-team: bernd, carla, lotse
      1 lotse: Bernd: 🔕 Silence 1: until today 11:00 I wake nobody by myself for Local network (new switches). Then I wake for what is still new. !silence end 1 ends it.
      2 lotse: T-1 The LAN is gone
          Critical · New · nobody yet
          from Anna · Local network
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 ↳2 lotse: 🔕 Nobody was woken: silence 1 by Bernd (new switches), until today 11:00. I wake then, if nobody has it by then; !page wakes now.
      4 lotse: T-2 The LAN in the cellar is gone
          Critical · Assigned · Carla
          from Anna · Local network
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      5 ↳4 lotse: 🔕 Nobody was woken: silence 1 by Bernd (new switches), until today 11:00. I wake then, if nobody has it by then; !page wakes now.
      6 lotse: T-3 The LAN upstairs is gone
          Critical · New · nobody yet
          from Anna · Local network
          🚨 nobody has answered
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      7 ↳6 lotse: 🔕 Nobody was woken: silence 1 by Bernd (new switches), until today 11:00. I wake then, if nobody has it by then; !page wakes now.
      8 ↳6 lotse: 🔕 Silence 1 (Local network) stands until today 11:00; woken all the same, since somebody asks for it.
      9 ↳6 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      10 ↳6 lotse: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
      11 ↳6 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      12 ↳6 lotse: Carla 📟 Woken: Carla, Dora. Without an answer it is said in 5 min that nobody is left.
      13 ↳6 lotse: 🚨 Nobody has answered, and there is nobody left to wake: T-3 The LAN upstairs is gone. Please see to it, or call somebody by telephone.
      14 ↳2 lotse: 🔔 What held this back is over.
      15 ↳2 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      16 ↳2 lotse: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
    direct: carla, lotse
      1 lotse: 📟 T-3 The LAN upstairs is gone · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      2 lotse: 📟 T-3 The LAN upstairs is gone · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      3 lotse: 📟 T-1 The LAN is gone (since today 11:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    direct: dora, lotse
      1 lotse: 📟 T-3 The LAN upstairs is gone · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      2 lotse: 📟 T-3 The LAN upstairs is gone · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      3 lotse: 🚨 Nobody has answered, and there is nobody left to wake: T-3 The LAN upstairs is gone. Please see to it, or call somebody by telephone.
      4 lotse: 📟 T-1 The LAN is gone (since today 11:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    direct: bernd, lotse
      1 lotse: 📟 T-3 The LAN upstairs is gone · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      2 lotse: 📟 T-3 The LAN upstairs is gone · nobody has answered
          All were woken. ✅ I have it after all ✅ lotse
      3 lotse: 📟 T-1 The LAN is gone (since today 11:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Geplant, angezeigt, vor der Zeit beendet: Was gewartet hat, weckt dann sofort.
#[tokio::test]
async fn eine_stummschaltung_wird_geplant_und_endet_vor_der_zeit() {
    let mut world = network().await;
    world.says("bernd", "!stumm lan heute 22:00 - morgen 4:00 Neue Switches im Keller").await;
    world.says("bernd", "!stumm team:network bis 18 Uhr Umzug").await;
    world.says("anna", "!störung Das Netz in Raum 3 ist weg prio:kritisch").await;
    let page = woken(&world, "bernd", "📟");
    world.reacts("bernd", &page, "✅").await;
    world.says("bernd", "!lösen T-1 Stecker").await;
    world.pass(TimeDelta::hours(12)).await;
    world.pass(TimeDelta::hours(1) + TimeDelta::minutes(30)).await;
    world.says("anna", "!störung Das ganze Netz ist weg prio:kritisch").await;
    world.says("bernd", "!stummschalten liste").await;
    world.says("carla", "!stumm ende 1").await;
    world.pass(TimeDelta::zero()).await;
    world.says("carla", "!stumm ende 1").await;
    world.says("bernd", "!stumm").await;
    // Die Zeit läuft weiter; geweckt wird für dasselbe Ticket nicht noch einmal von vorn.
    world.pass(TimeDelta::minutes(1)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !stumm lan heute 22:00 - morgen 4:00 Neue Switches im Keller
      2 ↳1 lotse: 🔕 Stummschaltung 1: heute 22:00 – morgen 04:00 wecke ich von selbst niemanden für Local network (Neue Switches im Keller). Für das, was dann noch neu ist, wecke ich dann. !stumm ende 1 beendet sie.
      3 bernd: !stumm team:network bis 18 Uhr Umzug
      4 ↳3 lotse: 🔕 Stummschaltung 2: Bis heute 18:00 wecke ich von selbst niemanden für Tickets von Network (Umzug). Für das, was dann noch neu ist, wecke ich dann. !stumm ende 2 beendet sie.
      5 anna: !störung Das Netz in Raum 3 ist weg prio:kritisch
      6 ↳5 lotse: T-1 Das Netz in Raum 3 ist weg
          Kritisch · Gelöst · Bernd
          💡 Stecker
          🔁 es ist nicht gelöst
      7 bernd: !lösen T-1 Stecker
      8 ↳5 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Stecker
      9 ↳7 lotse: T-1 · Kritisch · Gelöst · Bernd
      10 anna: !störung Das ganze Netz ist weg prio:kritisch
      11 ↳10 lotse: T-2 Das ganze Netz ist weg
          Kritisch · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      12 bernd: !stummschalten liste
      13 ↳12 lotse: Stummschaltungen
          🔕 1. Local network bis morgen 04:00 · Neue Switches im Keller · Bernd · ein Ticket wartet
      14 carla: !stumm ende 1
      15 ↳14 lotse: 🔔 Stummschaltung 1 (Local network) ist vorbei. Ein Ticket hat darauf gewartet.
      16 carla: !stumm ende 1
      17 ↳16 lotse: ⛔ Eine Stummschaltung 1, die gilt oder geplant ist, gibt es nicht.
          Schreib !stumm ende 3; !stumm zeigt alle.
      18 bernd: !stumm
      19 ↳18 lotse: Nichts ist stumm, und nichts ist geplant.
    it-team: bernd, carla, lotse
      1 lotse: Bernd: 🔕 Silence 1: today 22:00 – tomorrow 04:00 I wake nobody by myself for Local network (Neue Switches im Keller). Then I wake for what is still new. !silence end 1 ends it.
      2 lotse: T-1 Das Netz in Raum 3 ist weg
          Critical · Resolved · Bernd
          💡 Stecker
          from Anna · Local network
          🔁 reopen 🔁 lotse
      3 ↳2 lotse: Bernd 📟 Geweckt: Bernd. Ohne Antwort wird in 5 Min. der Nächste geweckt.
      4 ↳2 lotse: ✅ Bernd has it.
      5 ↳2 lotse: T-1 was resolved by Bernd.
      6 lotse: T-2 Das ganze Netz ist weg
          Critical · New · nobody yet
          from Anna · Local network
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      7 ↳6 lotse: 🔕 Nobody was woken: silence 1 by Bernd (Neue Switches im Keller), until tomorrow 04:00. I wake then, if nobody has it by then; !page wakes now.
      8 lotse: Carla: 🔔 Silence 1 (Local network) is over. One ticket has waited for that.
      9 ↳6 lotse: 🔔 What held this back is over.
      10 ↳6 lotse: Bernd 📟 Geweckt: Bernd. Ohne Antwort wird in 5 Min. der Nächste geweckt.
    direct: bernd, lotse
      1 lotse: 📟 T-1 Das Netz in Raum 3 ist weg
          Es ist nichts mehr zu tun. ✅ bernd
      2 ↳1 lotse: ✅ Es ist deins. 👀 auf der Karte nimmt das Ticket; solange es offen ist, erinnere ich dich.
      3 lotse: 📟 T-2 Das ganze Netz ist weg (seit heute 22:30)
          ✅ ich habe es · 🔼 den Nächsten wecken · oder !quittieren ✅ lotse 🔼 lotse
    net-team: lotse, nora
      1 lotse: Bernd: 🔕 Silence 2: until today 18:00 I wake nobody by myself for tickets of Network (Umzug). Then I wake for what is still new. !silence end 2 ends it.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_silenced_is_told() {
    let mut world = network().await;
    let long = format!("!silence lan 1h {}", "very long ".repeat(80));
    for (who, text) in [
        ("anna", "!silence lan 2h I want to sleep"),
        ("bernd", "!silence"),
        ("bernd", "!silence lann 2h switches"),
        ("bernd", "!silence lan"),
        ("bernd", "!silence lan 2h"),
        ("bernd", "!silence lan switches"),
        ("bernd", "!silence lan Sat 22:00 switches"),
        ("bernd", "!silence lan 32d holidays"),
        ("bernd", "!silence lan 11.1.2026 8:00 - 9:00 switches"),
        ("bernd", long.as_str()),
        ("carla", "!silence LAN 30m 🔥 שקט"),
        ("carla", "!silence service:lan tomorrow 8:00 - 9:00 again"),
        ("carla", "!silence chain:urgent tomorrow 8:00 - 9:00 the chain is rebuilt"),
        ("carla", "!silence end"),
        ("carla", "!silence end 9"),
        ("anna", "!silence end 1"),
    ] {
        world.says(who, text).await;
    }
    world.says_to(IT, "carla", "!silence end 1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !silence lan 2h I want to sleep
      2 ↳1 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      3 bernd: !silence
      4 ↳3 lotse: Nothing is silent, and nothing is planned to be.
      5 bernd: !silence lann 2h switches
      6 ↳5 lotse: ❓ I know no service, team, schedule or chain “lann”.
          Did you mean lan?
      7 bernd: !silence lan
      8 ↳7 lotse: ❓ For how long, or from when to when, and why?
          Write !silence lan 2h new switches, or !silence lan Sat 22:00 - Sun 4:00 new switches.
      9 bernd: !silence lan 2h
      10 ↳9 lotse: ❓ Why? Whoever looks for a reason at night should find it.
          Write !silence lan 2h new switches, or !silence lan Sat 22:00 - Sun 4:00 new switches.
      11 bernd: !silence lan switches
      12 ↳11 lotse: ❓ “switches” does not begin with a time that I understand.
          Write !silence lan 2h new switches, or !silence lan Sat 22:00 - Sun 4:00 new switches.
      13 bernd: !silence lan Sat 22:00 switches
      14 ↳13 lotse: ❓ “Sat 22:00 switches” has no end.
          Write !silence lan 2h new switches, or !silence lan Sat 22:00 - Sun 4:00 new switches.
      15 bernd: !silence lan 32d holidays
      16 ↳15 lotse: ❓ “32d holidays” is longer than 31 days.
          Write !silence lan 2h new switches, or !silence lan Sat 22:00 - Sun 4:00 new switches.
      17 bernd: !silence lan 11.1.2026 8:00 - 9:00 switches
      18 ↳17 lotse: ❓ “11.1.2026 8:00 - 9:00 switches” is over.
          Write !silence lan 2h new switches, or !silence lan Sat 22:00 - Sun 4:00 new switches.
      19 bernd: !silence lan 1h very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long 
      20 ↳19 lotse: 🔕 Silence 1: until today 10:00 I wake nobody by myself for Local network (very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long…). Then I wake for what is still new. !silence end 1 ends it.
      21 carla: !silence LAN 30m 🔥 שקט
      22 ↳21 lotse: ⛔ Silence 1 is there already: Local network, today 09:00 – today 10:00.
          !silence end 1 ends it; then write it anew.
      23 carla: !silence service:lan tomorrow 8:00 - 9:00 again
      24 ↳23 lotse: 🔕 Silence 2: tomorrow 08:00 – tomorrow 09:00 I wake nobody by myself for Local network (again). Then I wake for what is still new. !silence end 2 ends it.
      25 carla: !silence chain:urgent tomorrow 8:00 - 9:00 the chain is rebuilt
      26 ↳25 lotse: 🔕 Silence 3: tomorrow 08:00 – tomorrow 09:00 I wake nobody by myself with the chain Urgent (the chain is rebuilt). Then I wake for what is still new. !silence end 3 ends it.
      27 carla: !silence end
      28 ↳27 lotse: ❓ Which one? Its number stands in !silence.
          Write !silence end 3; !silence lists them.
      29 carla: !silence end 9
      30 ↳29 lotse: ⛔ There is no silence 9 that stands or is planned.
          Write !silence end 3; !silence lists them.
      31 anna: !silence end 1
      32 ↳31 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 lotse: Bernd: 🔕 Silence 1: until today 10:00 I wake nobody by myself for Local network (very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long very long…). Then I wake for what is still new. !silence end 1 ends it.
      2 lotse: Carla: 🔕 Silence 2: tomorrow 08:00 – tomorrow 09:00 I wake nobody by myself for Local network (again). Then I wake for what is still new. !silence end 2 ends it.
      3 lotse: Carla: 🔕 Silence 3: tomorrow 08:00 – tomorrow 09:00 I wake nobody by myself with the chain Urgent (the chain is rebuilt). Then I wake for what is still new. !silence end 3 ends it.
      4 carla: !silence end 1
      5 ↳4 lotse: 🔔 Silence 1 (Local network) is over.
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// By hand people are woken all the same, and read why that was not done by itself.
#[tokio::test]
async fn a_silence_of_a_team_or_schedule_or_chain_holds_back_what_it_is_of() {
    let mut world = network().await;
    world.says("bernd", "!silence schedule:it 1h exercise").await;
    world.says("anna", "!ticket Mail is down prio:critical").await;
    world.says("bernd", "!page it The siren is tested").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("carla", &card, "🔼").await;
    world.says("bernd", "!silence end 1").await;
    world.pass(TimeDelta::zero()).await;
    world.says("bernd", "!silence team:it 1h exercise").await;
    world.says("anna", "!ticket Mail is down again prio:critical").await;
    world.says("bernd", "!silence chain:urgent 2h exercise").await;
    // One after the other holds it back.
    world.pass(TimeDelta::minutes(61)).await;
    world.says("anna", "!close T-1").await;
    world.pass(TimeDelta::minutes(60)).await;
    let acts: Vec<(String, String, Option<Value>)> = sqlx::query_as(
        "select act, subject, after->'silence' from audit where act in ('page-hold', 'page-start') order by id",
    )
    .fetch_all(world.pool())
    .await
    .expect("acts");
    let acts: Vec<String> = acts
        .iter()
        .map(|(act, subject, silence)| match silence {
            Some(silence) => format!("{act} {subject} {silence}"),
            None => format!("{act} {subject}"),
        })
        .collect();
    assert_eq!(
        acts,
        ["page-hold T-1 1", "page-start A-1", "page-start T-1", "page-hold T-2 2", "page-hold T-2 3", "page-start T-2",]
    );
    world.ends().await;
}
