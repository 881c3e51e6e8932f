//! How incidents begin and end otherwise: from a ticket, by a chain, as a drill, as a part of another one, or in silence.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{EscalationConfig, EscalationStep, IncidentRuleConfig, RuleOn, Target};

use super::{ROOM, STATUS, company};
use crate::change::said;
use crate::support::company::{IT, NETWORK};
use crate::support::world::{World, account};

/// What was said on top of the first incident's room, by anybody, without the cards.
fn talk(world: &World) -> String {
    world.said_in(ROOM)
}

#[tokio::test]
async fn two_sirens_make_one_of_a_ticket() {
    let mut world = company(|_| {}).await;
    let said = world.says("anna", "!ticket Mail is down service:mail").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "🚨🚨").await;
    world.says_to(ROOM, "bernd", "!accept sev2").await;
    world.forget();
    world.says_below(IT, &card, "carla", "🚨🚨").await;
    world.says_below(IT, &card, "carla", "!declare").await;
    assert_snapshot!(world.transcript(), @"");
    assert_snapshot!(world.last_text_in(&said), @"");
    assert_snapshot!(world.said_in(STATUS), @"");
    world.ends().await;
}

#[tokio::test]
async fn a_chain_declares_what_nobody_answers() {
    let mut world = company(|config| {
        let step = |target: Target| EscalationStep {
            notify: vec![target],
            round_robin: false,
            wait: std::time::Duration::from_mins(5),
            hours: None,
            priorities: Vec::new(),
        };
        config.escalations = vec![EscalationConfig {
            name: "urgent".to_owned(),
            title: "Urgent".to_owned(),
            services: Vec::new(),
            priorities: vec![1],
            rounds: 1,
            steps: vec![step(Target::Account(account("carla"))), step(Target::Incident)],
        }];
    })
    .await;
    world.says("anna", "!ticket Nobody can work prio:critical").await;
    world.forget();
    world.pass(TimeDelta::minutes(5)).await;
    assert_snapshot!(world.transcript(), @"");
    world.says_to(ROOM, "carla", "!timeline").await;
    assert_snapshot!(world.transcript(), @"");
    assert_snapshot!(talk(&world), @"");
    world.ends().await;
}

#[tokio::test]
async fn a_drill_is_told_as_one_and_owes_no_review() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev1 drill The server room burns").await;
    world.says_to(IT, "carla", "!incident new sev1 The server room burns").await;
    world.says_to(ROOM, "bernd", "!task @carla call the fire brigade").await;
    world.says_to(ROOM, "bernd", "!resolve").await;
    assert_snapshot!(talk(&world), @"");
    assert_snapshot!(world.said_in(STATUS), @"");
    world.ends().await;
}

#[tokio::test]
async fn rules_bring_people_and_tell_rooms() {
    let mut world = company(|config| {
        config.incident.announce.clear();
        let rule = |on, severities: &[&str]| IncidentRuleConfig {
            on,
            severities: severities.iter().map(|one| (*one).to_owned()).collect(),
            services: Vec::new(),
            invite: Vec::new(),
            page: None,
            post: None,
        };
        config.incident_rules = vec![
            IncidentRuleConfig { invite: vec![account("hanna")], ..rule(RuleOn::Severity, &["sev1"]) },
            IncidentRuleConfig { post: Some(format!("#{STATUS}:local")), ..rule(RuleOn::Mitigated, &[]) },
        ];
    })
    .await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.forget();
    world.says_to(ROOM, "bernd", "!sev 1").await;
    world.says_to(ROOM, "bernd", "!mitigated").await;
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}

#[tokio::test]
async fn one_becomes_a_part_of_another_one() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket My mail does not work").await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(NETWORK, "nora", "!incident new sev1 The network is gone").await;
    world.says_to(ROOM, "bernd", "!attach T-1").await;
    world.forget();
    world.says_to(ROOM, "bernd", "!merge INC-2").await;
    world.says_to(ROOM, "bernd", "!merge INC-2").await;
    world.says_to("inc-2-20260112", "nora", "!incident").await;
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}

#[tokio::test]
async fn silence_is_asked_about_in_working_hours_alone() {
    let mut world = company(|config| {
        config.incident.nudges = 0;
        config.incident.reminders = 0;
        config.incident.quiet_after = std::time::Duration::from_hours(10);
    })
    .await;
    world.says_to(IT, "bernd", "!incident new sev3 The coffee machine leaks").await;
    for _ in 0..3 {
        world.pass(TimeDelta::hours(4)).await;
    }
    assert_snapshot!(talk(&world), @"");
    for _ in 0..4 {
        world.pass(TimeDelta::hours(4)).await;
    }
    assert_snapshot!(talk(&world), @"");
    world.ends().await;
}

#[tokio::test]
async fn what_is_to_be_done_afterwards_is_not_forgotten() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(ROOM, "bernd", "!resolve").await;
    world.forget();
    world.says_to(ROOM, "bernd", "!followup @carla replace the disk by Fri 12:00").await;
    assert_snapshot!(world.transcript(), @"");
    for _ in 0..6 {
        world.pass(TimeDelta::hours(24)).await;
    }
    let direct = world.direct_with("carla");
    assert_snapshot!(world.said_in(&direct), @"");
    world.ends().await;
}

#[tokio::test]
async fn eine_aufgabe_wird_vor_am_und_nach_ihrem_tag_erinnert() {
    let mut world = company(|config| config.language = lotse::i18n::Language::De).await;
    world.says_to(IT, "bernd", "!vorfall neu sev2 Mail geht nicht dienst:mail").await;
    world.says_to(ROOM, "bernd", "!behoben").await;
    world.says_to(ROOM, "bernd", "!folgeaufgabe @carla Platte tauschen bis Fr 12:00").await;
    for _ in 0..3 {
        world.pass(TimeDelta::hours(24)).await;
    }
    world.says_to(IT, "carla", "!resolve T-1").await;
    world.forget();
    for _ in 0..3 {
        world.pass(TimeDelta::hours(24)).await;
    }
    let direct = world.direct_with("carla");
    assert_snapshot!(world.said_in(&direct), @"");
    let told = said(&world, "Nachbereitung");
    assert!(!told.is_empty());
    world.ends().await;
}
