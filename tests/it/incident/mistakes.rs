//! Wrong turns: each gets a clear answer, and loses nothing.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{ROOM, company};
use crate::support::company::IT;
use crate::support::world::account;

#[tokio::test]
async fn what_cannot_be_declared() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new").await;
    world.says_to(IT, "bernd", "!incident new sev2").await;
    world.says_to(IT, "bernd", "!incident new sev9 Mail service:nothing").await;
    world.says_to(IT, "bernd", "!incident sumbit INC-1").await;
    world.says_to(IT, "bernd", "!sev 1").await;
    world.says_to(IT, "bernd", "!sev INC-7 1").await;
    world.says_to(IT, "bernd", "!incident new 🎉🎉").await;
    world.says_to(IT, "bernd", "!incident").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !incident new
    (!it-team:local) 2 ↳1 lotse: ❓ What is wrong?
        Write it in a few words: !incident new sev2 Mail is down service:mail, or !declare in the thread of a ticket.
    (!it-team:local) 3 bernd: !incident new sev2
    (!it-team:local) 4 ↳3 lotse: ❓ What is wrong?
        Write it in a few words: !incident new sev2 Mail is down service:mail, or !declare in the thread of a ticket.
    (!it-team:local) 5 bernd: !incident new sev9 Mail service:nothing
    (!it-team:local) 6 ↳5 lotse: ❓ There is no severity “sev9”.
        There are: sev1 (Critical), sev2 (Major), sev3 (Minor).
    (!it-team:local) 7 bernd: !incident sumbit INC-1
    (!it-team:local) 8 ↳7 lotse: ❓ I do not know !incident sumbit.
        Did you mean !incident new · !incident accept · !incident decline · !incident merge?
    (!it-team:local) 9 bernd: !sev 1
    (!it-team:local) 10 ↳9 lotse: ❓ Which ticket? Write the command in the ticket's thread, or name it: !take T-7.
    (!it-team:local) 11 bernd: !sev INC-7 1
    (!it-team:local) 12 ↳11 lotse: ⛔ There is no ticket INC-7.
    (!it-team:local) 13 bernd: !incident new 🎉🎉
    (!it-team:local) 14 ↳13 lotse: ❓ What is wrong?
        Write it in a few words: !incident new sev2 Mail is down service:mail, or !declare in the thread of a ticket.
    (!it-team:local) 15 bernd: !incident
    (!it-team:local) 16 ↳15 lotse: Major incidents: !incident new sev2 Mail is down service:mail opens a room, calls people, and tells the others.
        !declare in a ticket's thread makes one of the ticket. Before the title may stand drill and restricted.
        Nothing is going on that you may know of.
    ");
    world.ends().await;
}

#[tokio::test]
async fn who_may_not_lower_the_severity() {
    let mut world = company(|config| config.teams[0].leads.clear()).await;
    world.says_to(IT, "bernd", "!incident new sev1 Mail is down service:mail").await;
    world.says_to(ROOM, "bernd", "!lead").await;
    world.forget();
    world.says_to(ROOM, "carla", "!sev 3").await;
    world.says_to(ROOM, "carla", "!sev 9").await;
    world.says_to(ROOM, "carla", "!sev").await;
    world.says_to(ROOM, "bernd", "!sev 3").await;
    world.says_to(ROOM, "bernd", "!sev 3").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 carla: !sev 3
    (!inc-1-20260112:local) 2 lotse: ⛔ Only whoever leads the incident, or the lead of a team and above, makes it less severe, or none at all.
        Ask Bernd.
    (!inc-1-20260112:local) 3 carla: !sev 9
    (!inc-1-20260112:local) 4 lotse: ❓ There is no severity “9”.
        There are: sev1 (Critical), sev2 (Major), sev3 (Minor).
    (!inc-1-20260112:local) 5 carla: !sev
    (!inc-1-20260112:local) 6 lotse: sev1 (Critical). There are: sev1 (Critical), sev2 (Major), sev3 (Minor).
    (!inc-1-20260112:local) 7 bernd: !sev 3
    (!inc-1-20260112:local) 8 lotse: INC-1: sev3 (Minor) · active · lead: Bernd
    (!inc-1-20260112:local) topic: sev3 (Minor) · active · lead: Bernd
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        Medium · active · Bernd
        from Bernd · E-mail
        🚨 sev3 (Minor) · since today 09:00
        ⏰ Next update: today 13:00
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!status:local) ? lotse edits: 🚨 INC-1 Mail is down
        sev3 (Minor) · active · lead: Bernd
        E-mail, since today 09:00
        ⏰ Next update: today 13:00
        ✋ comes into the room.
    (!inc-1-20260112:local) 9 bernd: !sev 3
    (!inc-1-20260112:local) 10 lotse: ⛔ It is sev3 (Minor) already.
    ");
    world.ends().await;
}

#[tokio::test]
async fn triage_by_somebody_who_is_no_agent() {
    let mut world = company(|_| {}).await;
    world.says("anna", "!incident new sev1 The whole house has no power").await;
    world.says_to(ROOM, "anna", "!accept").await;
    world.says_to(ROOM, "anna", "!resolve").await;
    world.says_to(ROOM, "bernd", "!decline").await;
    world.says_to(ROOM, "bernd", "!decline it is only the coffee machine").await;
    world.says_to(ROOM, "bernd", "!update too late").await;
    world.says_to(ROOM, "bernd", "!lead").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !incident new sev1 The whole house has no power
    2 ↳1 lotse: 🚨 INC-1 The whole house has no power · sev1 (Critical) · in triage · no lead
        I have opened a room for it, and invite you and whoever is on call. Somebody has to accept it there before others are told: !accept sev2.
    (!inc-1-20260112:local) lotse opens the room
    (!inc-1-20260112:local) lotse is in the room
    (!inc-1-20260112:local) anna is in the room
    (!inc-1-20260112:local) bernd is in the room
    (!inc-1-20260112:local) carla is in the room
    (!inc-1-20260112:local) 3 lotse: INC-1 The whole house has no power
        Critical · in triage · nobody yet
        from Anna
        🚨 sev1 (Critical) · since today 09:00
        ✅ accepts it · !accept sev2 · !decline why · !merge INC-3 · !lead
    (!inc-1-20260112:local) 3 lotse pins it
    (!inc-1-20260112:local) 3 lotse 👀
    (!inc-1-20260112:local) 3 lotse ✅
    (!inc-1-20260112:local) 4 anna: !accept
    (!inc-1-20260112:local) 5 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!inc-1-20260112:local) 6 anna: !resolve
    (!inc-1-20260112:local) 7 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!inc-1-20260112:local) 8 bernd: !decline
    (!inc-1-20260112:local) 9 lotse: ❓ Why is it none?
        A few words do: !decline only one person is affected.
    (!inc-1-20260112:local) 10 bernd: !decline it is only the coffee machine
    (!inc-1-20260112:local) 11 lotse: INC-1 is no major incident: sev1 (Critical) · declined · no lead. Tickets and log stay.
    (!inc-1-20260112:local) topic: sev1 (Critical) · declined · no lead
    (!inc-1-20260112:local) 3 lotse edits: INC-1 The whole house has no power
        Critical · declined · nobody yet
        from Anna
        🚨 sev1 (Critical) · since today 09:00
        !timeline
    (!inc-1-20260112:local) 3 lotse takes 👀 back
    (!inc-1-20260112:local) 3 lotse takes ✅ back
    (!inc-1-20260112:local) 12 bernd: !update too late
    (!inc-1-20260112:local) 13 lotse: ⛔ INC-1 was declined.
        If it is not over after all: !reopen.
    (!inc-1-20260112:local) 14 bernd: !lead
    (!inc-1-20260112:local) 15 lotse: ⛔ INC-1 was declined.
        If it is not over after all: !reopen.
    ");
    world.pass(TimeDelta::days(1)).await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 16 lotse: 🗄️ This room is closed now: it can be read, and nobody writes here any more.
    (!inc-1-20260112:local) lotse makes the room read-only
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_put_on_a_timeline() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.forget();
    world.says_to(ROOM, "bernd", "!timeline 14:05").await;
    world.says_to(ROOM, "bernd", "!timeline remove 1").await;
    world.says_to(ROOM, "bernd", "!timeline remove 99").await;
    let said = world.says_to(ROOM, "bernd", "mx1 answers again").await;
    world.reacts("carla", &said, "📌").await;
    let twice = world.reacts("bernd", &said, "📌").await;
    world.edits(&said, "mx1 answers again, slowly").await;
    world.says_to(ROOM, "bernd", "!timeline").await;
    world.takes_back(&twice).await;
    world.says_to(ROOM, "bernd", "!timeline").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 bernd: !timeline 14:05
    (!inc-1-20260112:local) 2 lotse: ❓ What happened, and when?
        !timeline 14:05 mx1 was restarted, or 📌 on a message. !timeline remove 7 takes one away.
    (!inc-1-20260112:local) 3 bernd: !timeline remove 1
    (!inc-1-20260112:local) 4 lotse: ⛔ Entry 1 I have written myself: it has happened.
        Only what people have put there can be taken away.
    (!inc-1-20260112:local) 5 bernd: !timeline remove 99
    (!inc-1-20260112:local) 6 lotse: ⛔ There is no entry 99.
    (!inc-1-20260112:local) 7 bernd: mx1 answers again
    (!inc-1-20260112:local) 7 carla 📌
    (!inc-1-20260112:local) 7 bernd 📌
    (!inc-1-20260112:local) 7 bernd edits: mx1 answers again, slowly
    (!inc-1-20260112:local) 8 bernd: !timeline
    (!inc-1-20260112:local) 9 lotse: 🕒 INC-1: 2 entries
        1. today 09:00 · declared (Bernd)
        2. today 09:00 · mx1 answers again, slowly (Bernd)
    (!inc-1-20260112:local) 7 bernd takes 📌 back
    (!inc-1-20260112:local) 10 bernd: !timeline
    (!inc-1-20260112:local) 11 lotse: 🕒 INC-1: 1 entry
        1. today 09:00 · declared (Bernd)
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_not_for_ever() {
    let mut world = company(|config| config.incident.nudges = 2).await;
    world.says_to(IT, "bernd", "!incident new Mail is down service:mail").await;
    world.forget();
    for _ in 0..4 {
        world.pass(TimeDelta::minutes(6)).await;
    }
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 lotse: Nobody leads yet, and nobody has said how bad it is. !lead takes it, !sev 2 says it. Is it a major incident at all? !accept or !decline why.
    (!inc-1-20260112:local) 2 lotse: Nobody leads yet, and nobody has said how bad it is. !lead takes it, !sev 2 says it. Is it a major incident at all? !accept or !decline why.
    ");
    world.says_to(ROOM, "bernd", "!update").await;
    world.says_to(ROOM, "bernd", "!update next:yesterday").await;
    world.says_to(ROOM, "bernd", &format!("!update {}", "x".repeat(5000))).await;
    world.says_to(ROOM, "bernd", "!task").await;
    world.says_to(ROOM, "bernd", "!role juggler").await;
    world.says_to(ROOM, "bernd", "!lead @nobody").await;
    world.says_to(ROOM, "bernd", "!merge INC-1").await;
    world.says_to(ROOM, "bernd", "!attach").await;
    world.says_to(ROOM, "bernd", "!prio low").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 3 bernd: !update
    (!inc-1-20260112:local) 4 lotse: An update says what we know, what we do, and when more will be said. What others may read stands apart:
        !update The disk of mx1 is full doing: we make room next:30m public: Mail is late at the moment.
    (!inc-1-20260112:local) 5 bernd: !update next:yesterday
    (!inc-1-20260112:local) 6 lotse: ❓ I do not understand “yesterday” as a time to come.
        Write next:30m or next:14:30.
    (!inc-1-20260112:local) 7 bernd: !update xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    (!inc-1-20260112:local) 8 lotse: ⛔ These are 5000 characters, of which nobody reads more than 4000 in an outage.
    (!inc-1-20260112:local) 9 bernd: !task
    (!inc-1-20260112:local) 10 lotse: ❓ What is to be done?
        !task @bernd restart the edge router by 14:30
    (!inc-1-20260112:local) 11 bernd: !role juggler
    (!inc-1-20260112:local) 12 lotse: ❓ There is no part “juggler”.
        There are: lead, communication, scribe. !role scribe @anna gives one, !role scribe none frees it.
    (!inc-1-20260112:local) 13 bernd: !lead @nobody
    (!inc-1-20260112:local) 14 lotse: ❓ I do not know “nobody” here.
        Name somebody in this room, or write the whole account: @anna:example.org.
    (!inc-1-20260112:local) 15 bernd: !merge INC-1
    (!inc-1-20260112:local) 16 lotse: ⛔ INC-1 cannot become a part of itself.
    (!inc-1-20260112:local) 17 bernd: !attach
    (!inc-1-20260112:local) 18 lotse: ❓ Which tickets, to which incident?
        In an incident's room !attach T-7 T-9, in a ticket's thread !attach INC-3.
    (!inc-1-20260112:local) 19 bernd: !prio low
    (!inc-1-20260112:local) 20 lotse: ❓ There is no severity “low”.
        There are: sev1 (Critical), sev2 (Major), sev3 (Minor).
    ");
    let _ = account("bernd");
    world.ends().await;
}
