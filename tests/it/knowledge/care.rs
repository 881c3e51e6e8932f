//! Articles stay right.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{Config, Directory, PersonConfig};

use super::{ARTICLES, company_with};
use crate::support::company::IT;
use crate::support::world::{World, account};

fn cared_for(config: &mut Config) {
    config.knowledge.review_every = 30;
    config.knowledge.remind_every = 7;
    config.knowledge.reminders = 1;
    config.knowledge.leave_after = 14;
    config.roles.managers = vec![account("dora")];
}

async fn days(world: &mut World, days: i64) {
    for _ in 0..days {
        world.pass(TimeDelta::days(1)).await;
    }
}

#[tokio::test]
async fn an_article_is_due_is_reviewed_and_else_leaves_the_suggestions() {
    let mut world = company_with(&ARTICLES[..2], cared_for).await;
    // Of two timers that are due at once either comes first.
    world.says_to(IT, "bernd", "!kb edit KB-1 review:2026-02-12").await;
    world.forget();
    days(&mut world, 31).await;
    let reminder = world.last_of_bot();
    assert_snapshot!(world.transcript(), @"
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse opens the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) bernd is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 1 lotse: 📗 KB-2 VPN breaks off is due for review on Wed 11 Feb 2026. Is it still right?
        ✅ yes · !kb edit KB-2 changes it · !kb retire KB-2 takes it out of use
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 1 lotse ✅
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 2 lotse: 📗 KB-1 Druckerwarteschlange leeren is due for review on Thu 12 Feb 2026. Is it still right?
        ✅ yes · !kb edit KB-1 changes it · !kb retire KB-1 takes it out of use
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 2 lotse ✅
    ");
    // One of the two is reviewed, the other is not.
    world.reacts("bernd", &reminder, "✅").await;
    days(&mut world, 8).await;
    world.says_to(IT, "carla", "!kb review").await;
    assert_snapshot!(world.transcript(), @"
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 2 bernd ✅
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse opens the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 3 lotse: 📗 KB-2 VPN breaks off has not been reviewed for long, though bernd was reminded several times. !kb edit KB-2 owner:@name gives it to somebody else.
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 4 ↳2 lotse: 📗 KB-1 Druckerwarteschlange leeren is reviewed. Next time by Sat 14 Mar 2026.
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 5 lotse: 📗 KB-2 VPN breaks off has been due for review since Wed 11 Feb 2026, and will be suggested no more some day. Is it still right?
        ✅ yes · !kb edit KB-2 changes it · !kb retire KB-2 takes it out of use
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 5 lotse ✅
    (!it-team:local) 6 carla: !kb review
    (!it-team:local) 7 ↳6 lotse: 1 article is due for review:
        KB-2 VPN breaks off · since Wed 11 Feb 2026 · bernd answers for it
    ");
    days(&mut world, 7).await;
    world.forget();
    world.says("anna", "!ticket Drucker druckt nicht, Aufträge bleiben hängen").await;
    world.says("anna", "!ticket The VPN connection drops every few minutes").await;
    world.says("anna", "!kb VPN breaks off").await;
    assert_snapshot!(world.transcript(), @"
    8 anna: !ticket Drucker druckt nicht, Aufträge bleiben hängen
    9 ↳8 lotse: T-1 Drucker druckt nicht, Aufträge bleiben hängen
        Mittel · Neu · noch niemand
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    10 ↳8 lotse: 💡 KB-1 Druckerwarteschlange leeren
        1. Öffne Drucker & Scanner.
        2. Lösche alle Aufträge.
        3. Schalte den Drucker aus und wieder ein.
        
        Hat das geholfen? ✅ ja, gelöst · ❌ nein
    10 lotse ✅
    10 lotse ❌
    (!it-team:local) 11 lotse: T-1 Drucker druckt nicht, Aufträge bleiben hängen
        Medium · New · nobody yet
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 11 lotse 👀
    (!it-team:local) 11 lotse ✅
    (!it-team:local) 11 lotse 🚨
    12 anna: !ticket The VPN connection drops every few minutes
    13 ↳12 lotse: T-2 The VPN connection drops every few minutes
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 14 lotse: T-2 The VPN connection drops every few minutes
        Medium · New · nobody yet
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 14 lotse 👀
    (!it-team:local) 14 lotse ✅
    (!it-team:local) 14 lotse 🚨
    15 anna: !kb VPN breaks off
    16 ↳15 lotse: KB-2 VPN breaks off
        for everybody · bernd answers for it · ⚠️ review was due on Wed 11 Feb 2026
        Symptoms: The VPN connection drops every few minutes
        Restart the client, then choose the gateway fra2.
        👍 helped · 👎 did not
    ");
    world.ends().await;
}

#[tokio::test]
async fn who_has_left_is_replaced() {
    let mut world = company_with(&ARTICLES[..2], |config| {
        cared_for(config);
        let bernd =
            PersonConfig { account: account("bernd"), manager: Some(account("carla")), ..PersonConfig::default() };
        config.directory = Directory::new([bernd], Vec::new());
    })
    .await;
    world.says_to(IT, "bernd", "!kb edit KB-2 owner:@carla review:2026-02-12").await;
    world.stop().await;
    world.set_up_anew(|config| {
        let bernd = PersonConfig {
            account: account("bernd"),
            manager: Some(account("carla")),
            left: true,
            ..PersonConfig::default()
        };
        config.directory = Directory::new([bernd], Vec::new());
    });
    world.start().await;
    world.forget();
    days(&mut world, 31).await;
    assert_snapshot!(world.transcript(), @"
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse opens the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) carla is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 1 lotse: 📗 bernd, who answered for KB-1 Druckerwarteschlange leeren, has left. You do from now on; !kb edit KB-1 owner:@name gives it to somebody else.
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 2 lotse: 📗 KB-1 Druckerwarteschlange leeren is due for review on Wed 11 Feb 2026. Is it still right?
        ✅ yes · !kb edit KB-1 changes it · !kb retire KB-1 takes it out of use
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 2 lotse ✅
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 3 lotse: 📗 KB-2 VPN breaks off is due for review on Thu 12 Feb 2026. Is it still right?
        ✅ yes · !kb edit KB-2 changes it · !kb retire KB-2 takes it out of use
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 3 lotse ✅
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_does_not_help_is_reworked() {
    let mut world = company_with(&ARTICLES[..2], |config| config.knowledge.rework_from = 2).await;
    world.says("anna", "!kb KB-2").await;
    let article = world.last_of_bot();
    world.forget();
    world.reacts("anna", &article, "👎").await;
    let second = world.reacts("dora", &article, "👎").await;
    world.says_to(IT, "carla", "!kb rework").await;
    assert_snapshot!(world.transcript(), @"
    ? anna 👎
    ? dora 👎
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse opens the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) bernd is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 1 lotse: ✏️ KB-2 VPN breaks off does not help its readers: 👍 0 👎 2. Please rework it: !kb edit KB-2.
    (!it-team:local) 2 carla: !kb rework
    (!it-team:local) 3 ↳2 lotse: 1 article was found wanting by its readers:
        KB-2 VPN breaks off · 👍 0 👎 2
    ");
    world.takes_back(&second).await;
    world.says_to(IT, "carla", "!kb rework").await;
    world.reacts("dora", &article, "👎").await;
    world.reacts("dora", &article, "👍").await;
    // Better words begin anew.
    world.says_to(IT, "bernd", "!kb edit KB-2 solution:Choose the gateway *muc1*. why:fra2 is gone").await;
    world.says_to(IT, "carla", "!kb rework").await;
    days(&mut world, 181).await;
    world.says_to(IT, "carla", "!kb rework").await;
    assert_snapshot!(world.transcript(), @"
    ? dora takes 👎 back
    (!it-team:local) 4 carla: !kb rework
    (!it-team:local) 5 ↳4 lotse: No article needs to be reworked.
    ? dora 👎
    ? dora 👍
    (!it-team:local) 6 bernd: !kb edit KB-2 solution:Choose the gateway *muc1*. why:fra2 is gone
    (!it-team:local) 7 ↳6 lotse: ✏️ KB-2 VPN breaks off is changed (version 3).
    (!it-team:local) 8 carla: !kb rework
    (!it-team:local) 9 ↳8 lotse: No article needs to be reworked.
    (!it-team:local) 10 carla: !kb rework
    (!it-team:local) 11 ↳10 lotse: Nothing was found wanting by its readers.
        2 articles that nobody has opened for 180 days:
        KB-1 Druckerwarteschlange leeren · bernd answers for it
        KB-2 VPN breaks off · bernd answers for it
    ");
    world.ends().await;
}
