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
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 ↳? carla: 🚨🚨
    (!it-team:local) 2 ↳? lotse: ⛔ T-1 belongs to INC-1 already.
        !incident join INC-1 lets you in.
    (!it-team:local) 3 ↳? carla: !declare
    (!it-team:local) 4 ↳? lotse: ⛔ T-1 belongs to INC-1 already.
        !incident join INC-1 lets you in.
    ");
    assert_snapshot!(world.last_text_in(&said), @"
    T-1 Mail is down
    High · New · nobody yet
    Whatever you write in this thread reaches those who work on it.
    ");
    assert_snapshot!(world.said_in(STATUS), @"
    🚨 INC-1 Mail is down
    sev2 (Major) · active · no lead
    E-mail, since today 09:00
    🎫 1 ticket · 1 person affected
    ⏰ Next update: today 10:00
    ✋ comes into the room.
    ");
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
    assert_snapshot!(world.transcript(), @"
    ? lotse edits: T-1 Nobody can work
        Critical · New · nobody yet
        🚨 This is part of an outage on which we work: INC-1 Nobody can work
        Whatever you write in this thread reaches those who work on it.
    (!inc-1-20260112:local) lotse opens the room
    (!inc-1-20260112:local) lotse is in the room
    (!inc-1-20260112:local) anna is in the room
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) carla is in the room
    (!inc-1-20260112:local) 1 lotse: INC-1 Nobody can work
        High · in triage · nobody yet
        from Anna
        🚨 severity not known · since today 09:00
        🎫 1 ticket · 1 person affected
        ✅ accepts it · !accept sev2 · !decline why · !merge INC-3 · !lead
    (!inc-1-20260112:local) 1 lotse pins it
    (!inc-1-20260112:local) 1 lotse 👀
    (!inc-1-20260112:local) 1 lotse ✅
    (!it-team:local) 2 ↳? lotse: 🚨 Nobody has answered, and there is nobody left to wake: T-1 Nobody can work. Please see to it, or call somebody by telephone.
    (!it-team:local) 3 ↳? lotse: 🚨 INC-1 Nobody can work · severity not known · in triage · no lead
        I have opened a room for it, and invite you and whoever is on call. Somebody has to accept it there before others are told: !accept sev2.
    (!it-team:local) ? lotse edits: T-1 Nobody can work
        Critical · New · nobody yet
        from Anna
        🚨 About INC-1 Nobody can work
        🚨 nobody has answered
        👀 take · ✅ resolve · 🚨 urgent
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) ? lotse edits: 📟 T-1 Nobody can work · nobody has answered
        All were woken. ✅ I have it after all
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) ? lotse takes 🔼 back
    ");
    world.says_to(ROOM, "carla", "!timeline").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 4 carla: !timeline
    (!inc-1-20260112:local) 5 lotse: 🕒 INC-1: 2 entries
        1. today 09:05 · declared
        2. today 09:05 · 🔗 T-1
    ");
    assert_snapshot!(talk(&world), @"
    INC-1 Nobody can work
    High · in triage · nobody yet
    from Anna
    🚨 severity not known · since today 09:00
    🎫 1 ticket · 1 person affected
    ✅ accepts it · !accept sev2 · !decline why · !merge INC-3 · !lead
    🕒 INC-1: 2 entries
    1. today 09:05 · declared
    2. today 09:05 · 🔗 T-1
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_drill_is_told_as_one_and_owes_no_review() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev1 drill The server room burns").await;
    world.says_to(IT, "carla", "!incident new sev1 The server room burns").await;
    world.says_to(ROOM, "bernd", "!task @carla call the fire brigade").await;
    world.says_to(ROOM, "bernd", "!resolve").await;
    assert_snapshot!(talk(&world), @"
    INC-1 DRILL: The server room burns
    Critical · active · nobody yet
    from Bernd
    🚨 sev1 (Critical) · since today 09:00
    🧪 A drill: it runs like a real one, and counts nowhere.
    ⏰ Next update: today 09:30
    👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    📋 INC-1 DRILL: The server room burns: 0 of 1
    ⬜ 1. call the fire brigade · Carla
    📋 INC-1 DRILL: The server room burns: of your part 0 of 1
    ⬜ 1. call the fire brigade
    The number as a reaction, or !tick 1, ticks it off.
    📝 Carla: call the fire brigade
    ✅ INC-1 is resolved, after 1 min.
    ");
    assert_snapshot!(world.said_in(STATUS), @"
    🚨 INC-1 DRILL: The server room burns
    DRILL · sev1 (Critical) · active · no lead
    Since today 09:00
    ⏰ Next update: today 09:30
    ✋ comes into the room.
    🚨 INC-2 The server room burns
    sev1 (Critical) · active · no lead
    Since today 09:00
    ⏰ Next update: today 09:30
    ✋ comes into the room.
    ");
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
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 bernd: !sev 1
    (!inc-1-20260112:local) hanna is in the room
    (!inc-1-20260112:local) 2 lotse: INC-1: sev1 (Critical) · active · no lead
    (!inc-1-20260112:local) topic: sev1 (Critical) · active · no lead
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        Critical · active · nobody yet
        from Bernd · E-mail
        🚨 sev1 (Critical) · since today 09:00
        ⏰ Next update: today 09:30
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 3 bernd: !mitigated
    (!inc-1-20260112:local) 4 lotse: 🟡 INC-1: people can work again. sev1 (Critical) · mitigated · no lead
    (!inc-1-20260112:local) topic: sev1 (Critical) · mitigated · no lead
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        Critical · mitigated · nobody yet
        from Bernd · E-mail
        🚨 sev1 (Critical) · since today 09:00
        ⏰ Next update: today 09:30
        !update · !timeline · !task @name … · !resolve · !reopen
    (!status:local) 5 lotse: 🚨 INC-1 Mail is down
        sev1 (Critical) · mitigated · no lead
        E-mail, since today 09:00
        ⏰ Next update: today 09:30
        ✋ comes into the room.
    (!status:local) 5 lotse ✋
    ");
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
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 bernd: !merge INC-2
    ? lotse edits: T-1 My mail does not work
        High · New · nobody yet
        🚨 This is part of an outage on which we work: INC-2 The network is gone
        Whatever you write in this thread reaches those who work on it.
    (!inc-1-20260112:local) 2 lotse: INC-1 goes on as INC-2. Its tickets and people come along.
    (!inc-1-20260112:local) topic: sev2 (Major) · goes on as INC-2 · no lead
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · merged · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        !timeline
    (!inc-1-20260112:local) ? lotse takes 👀 back
    (!inc-1-20260112:local) ? lotse takes ✅ back
    (!inc-2-20260112:local) 3 lotse: 🔀 INC-1 Mail is down is the same as this one. Its tickets and people come here.
    (!inc-2-20260112:local) bernd is in the room
    (!inc-2-20260112:local) carla is in the room
    (!inc-2-20260112:local) ? lotse edits: INC-2 The network is gone
        Critical · active · nobody yet
        from Nora
        🚨 sev1 (Critical) · since today 09:00
        🎫 1 ticket · 1 person affected
        ⏰ Next update: today 09:30
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!it-team:local) ? lotse edits: T-1 My mail does not work
        High · New · nobody yet
        from Anna · E-mail
        🚨 About INC-2 The network is gone
        👀 take · ✅ resolve · 🚨 urgent
    (!status:local) ? lotse edits: 🚨 INC-2 The network is gone
        sev1 (Critical) · active · no lead
        Since today 09:00
        🎫 1 ticket · 1 person affected
        ⏰ Next update: today 09:30
        ✋ comes into the room.
    (!status:local) ? lotse edits: 🔀 INC-1 Mail is down
        sev2 (Major) · goes on as INC-2 · no lead
        E-mail, since today 09:00
    (!status:local) ? lotse takes ✋ back
    (!inc-1-20260112:local) 4 bernd: !merge INC-2
    (!inc-1-20260112:local) 5 lotse: ⛔ INC-1 goes on as another one.
    (!inc-2-20260112:local) 6 nora: !incident
    (!inc-2-20260112:local) 7 lotse: Major incidents: !incident new sev2 Mail is down service:mail opens a room, calls people, and tells the others.
        !declare in a ticket's thread makes one of the ticket. Before the title may stand drill and restricted.
        Open:
        INC-2 The network is gone · sev1 (Critical) · active · no lead
    ");
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
    assert_snapshot!(talk(&world), @"
    INC-1 The coffee machine leaks
    Medium · active · nobody yet
    from Bernd
    🚨 sev3 (Minor) · since today 09:00
    ⏰ Next update: today 13:00
    👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    ");
    for _ in 0..4 {
        world.pass(TimeDelta::hours(4)).await;
    }
    assert_snapshot!(talk(&world), @"
    INC-1 The coffee machine leaks
    Medium · active · nobody yet
    from Bernd
    🚨 sev3 (Minor) · since today 09:00
    ⏰ Next update: today 13:00
    👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    Nothing has happened here for 1 day. Does it still go on? !update, !mitigated or !resolve.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_to_be_done_afterwards_is_not_forgotten() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(ROOM, "bernd", "!resolve").await;
    world.forget();
    world.says_to(ROOM, "bernd", "!followup @carla replace the disk by Fri 12:00").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 bernd: !followup @carla replace the disk by Fri 12:00
    (!inc-1-20260112:local) 2 lotse: 📝 T-1 replace the disk · Carla · until Fri 16 Jan 12:00
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · resolved · nobody yet
        from Bernd · E-mail
        🔗 related: T-1
        🚨 sev2 (Major) · since today 09:00
        !review · !followup @name … · !reopen
    (!it-team:local) 3 lotse: T-1 replace the disk
        Medium · Assigned · Carla · wanted by Fri 16 Jan 12:00
        from Bernd · E-mail
        🔗 related: INC-1
        ✅ resolve · 🚨 urgent
    (!it-team:local) 3 lotse ✅
    (!it-team:local) 3 lotse 🚨
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse opens the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) carla is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 4 lotse: 📝 T-1 replace the disk is yours: it is to be done after INC-1.
    ");
    for _ in 0..6 {
        world.pass(TimeDelta::hours(24)).await;
    }
    let direct = world.direct_with("carla");
    assert_snapshot!(world.said_in(&direct), @"
    📝 T-1 replace the disk is yours: it is to be done after INC-1.
    📝 T-1 replace the disk (after INC-1) is due today 12:00.
    📝 T-1 replace the disk (after INC-1) is due now.
    ");
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
    assert_snapshot!(world.said_in(&direct), @"📝 T-1 Platte tauschen ist deins: es ist nach INC-1 zu tun.");
    let told = said(&world, "Nachbereitung");
    assert!(!told.is_empty());
    world.ends().await;
}

#[tokio::test]
async fn tickets_of_the_same_service_are_attached_by_rule() {
    let mut world = company(|config| config.incident.attach = lotse::config::Attach::Service).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(ROOM, "bernd", "!update A disk is full public: Mail is late.").await;
    world.forget();
    let said = world.says("anna", "!ticket I get no mail service:mail").await;
    world.says("dora", "!ticket The printer hums").await;
    world.pass(TimeDelta::seconds(2)).await;
    assert_snapshot!(world.last_text_in(&said), @"📣 Mail is late.");
    assert_snapshot!(world.said_in(STATUS), @"
    🚨 INC-1 Mail is down
    sev2 (Major) · active · no lead
    E-mail, since today 09:00
    ⏰ Next update: today 10:00
    ✋ comes into the room.
    ");
    assert_snapshot!(talk(&world), @"
    INC-1 Mail is down
    High · active · nobody yet
    from Bernd · E-mail
    🚨 sev2 (Major) · since today 09:00
    ⏰ Next update: today 10:00
    👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    📣 Update 1 on INC-1
    What we know: A disk is full
    ⏰ Next update: today 10:00
    Said outside: Mail is late.
    ");
    world.ends().await;
}
