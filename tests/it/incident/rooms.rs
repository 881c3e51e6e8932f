//! What goes wrong with the room of an incident, and goes on.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::Failure;

use super::{ROOM, STATUS, company};
use crate::change::said;
use crate::support::company::{IT, NETWORK};
use crate::support::world::account;

#[tokio::test]
async fn the_server_refuses_the_room_and_the_incident_goes_on() {
    let mut world = company(|_| {}).await;
    world.server.fail_next(1, Failure::Never);
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(IT, "bernd", "!lead INC-1").await;
    world.pass(TimeDelta::minutes(1)).await;
    world.says_to(ROOM, "bernd", "!sev 1").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !incident new sev2 Mail is down service:mail
    (!it-team:local) 2 ↳1 lotse: 🚨 INC-1 Mail is down · sev2 (Major) · active · no lead
        I have opened a room for it, and invite you and whoever is on call.
    (!it-team:local) 3 ↳1 lotse: The chat server refuses a room for INC-1: forbidden (made to fail). I try it again; until then it goes on here, with its id: !update INC-1 ….
    (!status:local) 4 lotse: 🚨 INC-1 Mail is down
        sev2 (Major) · active · no lead
        E-mail, since today 09:00
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    (!status:local) 4 lotse ✋
    (!it-team:local) 5 bernd: !lead INC-1
    (!inc-1-20260112:local) lotse opens the room
    (!inc-1-20260112:local) lotse is in the room
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) carla is in the room
    (!inc-1-20260112:local) 6 lotse: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 10:00
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) 6 lotse pins it
    (!inc-1-20260112:local) topic: sev2 (Major) · active · lead: Bernd
    (!inc-1-20260112:local) 6 lotse edits: INC-1 Mail is down
        High · active · Bernd
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 10:00
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) 6 lotse ✅
    (!it-team:local) 7 ↳5 lotse: Lead: Bernd
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse opens the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) lotse is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) bernd is in the room
    (!lotse-direct-fe39a1d59200dda4bb4fb6b5fa493a7e:local) 8 lotse: You have a part in INC-1 Mail is down: Lead
        You decide, and keep the overview. Leave the repairing to others.
        See that the right people are in the room, that each task has one person, and that the severity is right.
        Say what is tried next, and when the incident is mitigated and when it is resolved.
        Before you leave, hand the lead over.
    (!status:local) 4 lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · lead: Bernd
        E-mail, since today 09:00
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    (!inc-1-20260112:local) 9 bernd: !sev 1
    (!inc-1-20260112:local) 10 lotse: INC-1: sev1 (Critical) · active · lead: Bernd
    (!inc-1-20260112:local) topic: sev1 (Critical) · active · lead: Bernd
    (!inc-1-20260112:local) 6 lotse edits: INC-1 Mail is down
        Critical · active · Bernd
        from Bernd · E-mail
        🚨 sev1 (Critical) · since today 09:00
        ⏰ Next update: today 09:31
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!status:local) 4 lotse edits: 🚨 INC-1 Mail is down
        sev1 (Critical) · active · lead: Bernd
        E-mail, since today 09:00
        ⏰ Next update: today 09:31
        ✋ comes into the room.
    ");
    world.ends().await;
}

#[tokio::test]
async fn two_declare_the_same_within_a_minute() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.pass(TimeDelta::seconds(40)).await;
    world.forget();
    world.says_to(NETWORK, "nora", "!incident new sev1 No mail for anybody service:mail").await;
    let offer = said(&world, "was declared a moment ago");
    world.reacts("nora", &offer, "✋").await;
    assert_snapshot!(world.transcript(), @"
    (!net-team:local) 1 nora: !incident new sev1 No mail for anybody service:mail
    (!net-team:local) 2 ↳1 lotse: INC-1 Mail is down was declared a moment ago by Bernd (sev2 (Major) · active · no lead).
        ✋ comes into its room · ▶️ declares another one all the same
    (!net-team:local) 2 lotse ✋
    (!net-team:local) 2 lotse ▶️
    (!net-team:local) 2 nora ✋
    (!inc-1-20260112:local) nora is in the room
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) lotse opens the room
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) lotse is in the room
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) nora is in the room
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) 3 lotse: 🚨 You come into the room of INC-1 Mail is down
        sev2 (Major) · active · no lead, since today 09:00
    ");
    world.reacts("nora", &offer, "▶️").await;
    assert_snapshot!(world.said_in(NETWORK), @"
    INC-1 Mail is down was declared a moment ago by Bernd (sev2 (Major) · active · no lead).
    ✋ comes into its room · ▶️ declares another one all the same
    🚨 INC-2 No mail for anybody · sev1 (Critical) · active · no lead
    I have opened a room for it, and invite you and whoever is on call.
    ");
    world.ends().await;
}

#[tokio::test]
async fn the_bot_is_kicked_and_the_lead_leaves() {
    let mut world = company(|config| config.roles.operators = vec![account("dora")]).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(ROOM, "bernd", "!lead").await;
    world.forget();
    world.server.leave("!inc-1-20260112:local", &account("bernd")).expect("leaves");
    world.settle().await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) bernd is gone
    (!inc-1-20260112:local) 1 lotse: Bernd has left the room and had a part: Lead. Who takes it? !role lead
    (!inc-1-20260112:local) topic: sev2 (Major) · active · no lead
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 10:00
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) ? lotse 👀
    (!status:local) ? lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · no lead
        E-mail, since today 09:00
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    ");
    world.server.kick_bot("!inc-1-20260112:local", &account("carla"), None).expect("is kicked");
    world.settle().await;
    world.says_to(IT, "bernd", "!update INC-1 It goes on without a room").await;
    world.says_to(IT, "bernd", "!incident room INC-1").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) lotse is gone
    (!it-team:local) 2 ↳? lotse: INC-1 Mail is down has lost its room: I am not in it any more. The incident goes on with its id; !incident room INC-1 opens a new one.
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse opens the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 3 lotse: INC-1 Mail is down has lost its room: I am not in it any more. The incident goes on with its id; !incident room INC-1 opens a new one.
    (!it-team:local) 4 bernd: !update INC-1 It goes on without a room
    (!it-team:local) 5 ↳4 lotse: 📣 Update 1 on INC-1
        What we know: It goes on without a room
        ⏰ Next update: today 10:00
    (!it-team:local) 6 bernd: !incident room INC-1
    (!inc-1-20260112-again-1:local) lotse opens the room
    (!inc-1-20260112-again-1:local) lotse is in the room
    (!inc-1-20260112-again-1:local) bernd is in the room
    (!inc-1-20260112-again-1:local) carla is in the room
    (!inc-1-20260112-again-1:local) 7 lotse: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        📣 It goes on without a room (today 09:00)
        ⏰ Next update: today 10:00
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112-again-1:local) 7 lotse pins it
    (!inc-1-20260112-again-1:local) 7 lotse 👀
    (!inc-1-20260112-again-1:local) 7 lotse ✅
    (!it-team:local) 8 ↳6 lotse: I open a room for INC-1 again.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_few_may_know_few_see() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "carla", "!incident new sev1 restricted Data leak in payroll team:it").await;
    world.forget();
    world.says_to(ROOM, "carla", "!incident join INC-1 @hanna:local").await;
    world.says_to(ROOM, "hanna", "!timeline 08:10 somebody copied the list").await;
    world.says_to(IT, "bernd", "!incident").await;
    world.says_to(IT, "bernd", "!incident INC-1").await;
    world.says_to(IT, "bernd", "!tickets").await;
    world.says_to(IT, "bernd", "!tickets search payroll").await;
    world.says_alone("bernd", "!incident INC-1").await;
    world.says_alone("bernd", "!tickets search payroll").await;
    world.says_alone("hanna", "!incident").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 carla: !incident join INC-1 @hanna:local
    (!inc-1-20260112:local) hanna is in the room
    (!inc-1-20260112:local) 2 lotse: I invite Hanna into the room of INC-1.
    (!lotse-direct-340c5b52c779b7490fb1149925246745:local) lotse opens the room
    (!lotse-direct-340c5b52c779b7490fb1149925246745:local) lotse is in the room
    (!lotse-direct-340c5b52c779b7490fb1149925246745:local) hanna is in the room
    (!lotse-direct-340c5b52c779b7490fb1149925246745:local) 3 lotse: 🚨 You come into the room of INC-1 Data leak in payroll
        sev1 (Critical) · active · no lead, since today 09:00
    (!inc-1-20260112:local) 4 hanna: !timeline 08:10 somebody copied the list
    (!inc-1-20260112:local) 5 lotse: 🕒 Entry 2, today 08:10
    (!it-team:local) 6 bernd: !incident
    (!it-team:local) 7 ↳6 lotse: Major incidents: !incident new sev2 Mail is down service:mail opens a room, calls people, and tells the others.
        !declare in a ticket's thread makes one of the ticket. Before the title may stand drill and restricted.
        Nothing is going on that you may know of.
    (!it-team:local) 8 bernd: !incident INC-1
    (!it-team:local) 9 ↳8 lotse: ⛔ There is no ticket INC-1.
    (!it-team:local) 10 bernd: !tickets
    (!it-team:local) 11 ↳10 lotse: You have no open tickets.
    (!it-team:local) 12 bernd: !tickets search payroll
    (!it-team:local) 13 ↳12 lotse: I found nothing for “payroll”.
    (!direct-bernd-local:local) bernd opens the room
    (!direct-bernd-local:local) bernd is in the room
    (!direct-bernd-local:local) lotse is in the room
    (!direct-bernd-local:local) 14 bernd: !incident INC-1
    (!direct-bernd-local:local) 15 ↳14 lotse: ⛔ There is no ticket INC-1.
    (!direct-bernd-local:local) 16 bernd: !tickets search payroll
    (!direct-bernd-local:local) 17 ↳16 lotse: I found nothing for “payroll”.
    (!lotse-direct-340c5b52c779b7490fb1149925246745:local) 18 hanna: !incident
    (!lotse-direct-340c5b52c779b7490fb1149925246745:local) 19 ↳18 lotse: Major incidents: !incident new sev2 Mail is down service:mail opens a room, calls people, and tells the others.
        !declare in a ticket's thread makes one of the ticket. Before the title may stand drill and restricted.
        Open:
        INC-1 Data leak in payroll · sev1 (Critical) · active · no lead
    ");
    assert_snapshot!(world.said_in(STATUS), @"");
    world.ends().await;
}
