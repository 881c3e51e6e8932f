//! Rough nights: the clock jumps, holidays, chains by service and priority, and turns.

use std::time::Duration;

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::calendar::CalendarSpec;
use lotse::config::{CalendarConfig, EscalationConfig, EscalationStep, Gets, ServiceConfig, Target};
use lotse::flow::wakeup::Bell;
use serde_json::Value;

use super::{company, told, woken};
use crate::support::world::{World, account};

/// The clock is put back, and the bot has seen it: nothing is waited for longer than this.
async fn put_back(world: &World, by: TimeDelta, longest: TimeDelta) {
    world.clock.advance(-by);
    let seen = async {
        loop {
            world.rings(Bell::Timers);
            tokio::time::sleep(Duration::from_millis(2)).await;
            let due = lotse::flow::timers::next_due(world.pool()).await.expect("timers can be read");
            if due.is_none_or(|due| due <= world.clock.now() + longest) {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(60), seen).await.expect("the bot sees it");
}

/// The clock jumps three hours ahead, and back: no step is taken twice, none is left out, and nobody sleeps for three hours
/// more because of it.
#[tokio::test]
async fn a_clock_that_jumps_leaves_nobody_out() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    world.pass(TimeDelta::hours(3)).await;
    put_back(&world, TimeDelta::hours(3) + TimeDelta::seconds(1), TimeDelta::minutes(5)).await;
    for _ in 0..2 {
        world.pass(TimeDelta::minutes(5)).await;
    }
    let page = woken(&world, "carla", "📟");
    world.reacts("carla", &page, "✅").await;
    // She is reminded after half an hour of what she has, also where the clock jumps meanwhile.
    put_back(&world, TimeDelta::hours(2), TimeDelta::minutes(30)).await;
    for _ in 0..4 {
        world.pass(TimeDelta::minutes(10)).await;
    }
    let steps: Vec<Value> = sqlx::query_scalar("select after from audit where act = 'page-step' order by id")
        .fetch_all(world.pool())
        .await
        .expect("acts");
    let steps: Vec<String> = steps.iter().map(|step| format!("{}.{}", step["round"], step["step"])).collect();
    assert_eq!(steps, ["0.0", "0.1", "1.0", "1.1"]);
    assert_snapshot!(told(&world), @"
    it-team: T-1 Nobody can print invoices … 📟 Carla has answered
    it-team: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    it-team: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
    it-team: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    it-team: Carla 📟 Woken: Carla, Dora. Without an answer it is said in 5 min that nobody is left.
    @carla:local: 📟 T-1 Nobody can print invoices
        ✅ Carla has it · 🔼 wakes the next one
    @carla:local: 📟 T-1 Nobody can print invoices
        ✅ Carla has it · 🔼 wakes the next one
    @carla:local: ⏰ You have T-1 Nobody can print invoices, and it is still open. Without you I go on and wake the next one.
    @dora:local: 📟 T-1 Nobody can print invoices
        ✅ Carla has it · 🔼 wakes the next one
    @dora:local: 📟 T-1 Nobody can print invoices
        ✅ Carla has it · 🔼 wakes the next one
    @bernd:local: 📟 T-1 Nobody can print invoices
        ✅ Carla has it · 🔼 wakes the next one
    @bernd:local: 📟 T-1 Nobody can print invoices
        ✅ Carla has it · 🔼 wakes the next one
    ");
    world.ends().await;
}

/// Whoever was not woken may answer where they work on it, and that is on record.
#[tokio::test]
async fn an_answer_of_somebody_who_was_not_woken_is_on_record() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    world.says("carla", "!ack T-1").await;
    world.says("bernd", "!resolve T-1 toner").await;
    world.says("bernd", "!ack T-1").await;
    let acks: Vec<(String, Value)> =
        sqlx::query_as("select actor, after from audit where act = 'page-ack' order by id")
            .fetch_all(world.pool())
            .await
            .expect("acts");
    let acks: Vec<(&str, &Value)> = acks.iter().map(|(who, after)| (who.as_str(), &after["woken"])).collect();
    assert_eq!(acks, [("@carla:local", &Value::Bool(false))]);
    world.ends().await;
}

/// Werktags in der Servicezeit weckt die Kette das Team, sonst die Bereitschaft; ein Feiertag ist keine Servicezeit, auch am
/// Dienstagmittag und in der Nacht davor nicht. Für den Shop gilt eine eigene Kette, in der einer nach dem anderen drankommt.
#[tokio::test]
async fn feiertage_dienste_und_reihum() {
    let step = |notify: &[&str], hours: Option<bool>| EscalationStep {
        notify: notify.iter().filter_map(|text| Target::read(text)).collect(),
        round_robin: false,
        wait: Duration::from_mins(5),
        hours: hours.map(|during| ("office".to_owned(), during)),
        priorities: Vec::new(),
    };
    let chain = |name: &str, services: &[&str], priorities: &[u8], steps: Vec<EscalationStep>| EscalationConfig {
        name: name.to_owned(),
        title: name.to_owned(),
        services: services.iter().map(|name| (*name).to_owned()).collect(),
        priorities: priorities.to_vec(),
        rounds: 1,
        steps,
    };
    let mut world = company(|config| {
        let hours = ["mon", "tue", "wed", "thu", "fri"]
            .map(|day| (day.to_owned(), vec![("08:00".to_owned(), "17:00".to_owned())]));
        let spec = CalendarSpec {
            timezone: "Europe/Berlin".to_owned(),
            hours: hours.into_iter().collect(),
            days_off: [("2026-01-13".to_owned(), "Betriebsfeier".to_owned())].into(),
            ..CalendarSpec::default()
        };
        let calendar = std::sync::Arc::new(spec.build().expect("a calendar"));
        config.calendars =
            vec![CalendarConfig { name: "office".to_owned(), title: "Büro".to_owned(), spec, calendar }];
        config.services.push(ServiceConfig {
            name: "shop".to_owned(),
            title: "Shop".to_owned(),
            words: vec!["shop".to_owned()],
            gets: Gets { team: Some("it".to_owned()), ..Gets::default() },
            ..ServiceConfig::default()
        });
        let (nora, bernd, carla) = (account("nora"), account("bernd"), account("carla"));
        let turns = EscalationStep { round_robin: true, ..step(&[&bernd, &carla], None) };
        config.escalations = vec![
            chain("shop", &["shop"], &[1], vec![turns]),
            chain("urgent", &[], &[1], vec![step(&["team:it"], Some(true)), step(&["schedule:it"], Some(false))]),
            chain("high", &[], &[2], vec![step(&[&nora], None)]),
        ];
    })
    .await;
    // Monday, nine o'clock.
    world.says("anna", "!störung Der Drucker brennt prio:kritisch").await;
    world.says("anna", "!störung Der Drucker raucht prio:hoch").await;
    for text in ["Der Shop ist weg", "Der Shop ist schon wieder weg", "Der Shop ist zum dritten Mal weg"] {
        world.says("anna", &format!("!störung {text} prio:kritisch")).await;
    }
    for number in 1..=5 {
        world.says("carla", &format!("!lösen T-{number} geht")).await;
    }
    // Tuesday, three o'clock at night, and noon.
    world.pass(TimeDelta::hours(18)).await;
    world.says("anna", "!störung Nachts brennt er wieder prio:kritisch").await;
    world.says("carla", "!lösen T-6 geht").await;
    world.pass(TimeDelta::hours(9)).await;
    world.says("anna", "!störung Mittags brennt er wieder prio:kritisch").await;
    world.says("carla", "!lösen T-7 geht").await;
    // Wednesday.
    world.pass(TimeDelta::hours(23)).await;
    world.says("anna", "!störung Am Mittwoch brennt er wieder prio:kritisch").await;
    world.says("carla", "!lösen T-8 geht").await;
    let steps: Vec<(String, Value)> =
        sqlx::query_as("select subject, after->'people' from audit where act = 'page-step' order by id")
            .fetch_all(world.pool())
            .await
            .expect("acts");
    let steps: Vec<String> = steps.iter().map(|(subject, people)| format!("{subject} {people}")).collect();
    assert_snapshot!(steps.join("\n"), @r#"
    T-1 ["@bernd:local","@carla:local"]
    T-2 ["@nora:local"]
    T-3 ["@bernd:local"]
    T-4 ["@carla:local"]
    T-5 ["@bernd:local"]
    T-6 ["@bernd:local"]
    T-7 ["@bernd:local"]
    T-8 ["@bernd:local","@carla:local"]
    "#);
    world.ends().await;
}
