//! Who may not, and what does not go together.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{ROOM, company};
use crate::support::company::{IT, NETWORK};

#[tokio::test]
async fn whoever_only_helps_ends_nothing() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says("anna", "!incident join INC-1").await;
    world.forget();
    for text in
        ["!lead", "!sev 3", "!decline I say so", "!mitigated", "!resolve", "!update all is fine", "!lead @lotse"]
    {
        world.says_to(ROOM, "anna", text).await;
    }
    world.says_to(ROOM, "bernd", "!lead @lotse").await;
    world.says_to(ROOM, "anna", "!timeline 08:50 the first mails bounced").await;
    world.says_to(ROOM, "bernd", "!role scribe @anna").await;
    world.says_to(ROOM, "anna", "!update A disk is full").await;
    world.says("anna", "!incident INC-1").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 anna: !lead
    (!inc-1-20260112:local) 2 lotse: ⛔ Anna is no agent, and only agents lead.
        Another part may have anybody: !role scribe @anna.
    (!inc-1-20260112:local) 3 anna: !sev 3
    (!inc-1-20260112:local) 4 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!inc-1-20260112:local) 5 anna: !decline I say so
    (!inc-1-20260112:local) 6 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!inc-1-20260112:local) 7 anna: !mitigated
    (!inc-1-20260112:local) 8 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!inc-1-20260112:local) 9 anna: !resolve
    (!inc-1-20260112:local) 10 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!inc-1-20260112:local) 11 anna: !update all is fine
    (!inc-1-20260112:local) 12 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!inc-1-20260112:local) 13 anna: !lead @lotse
    (!inc-1-20260112:local) 14 lotse: ⛔ I help in INC-1, and have no part in it: give it to somebody who can decide.
    (!inc-1-20260112:local) 15 bernd: !lead @lotse
    (!inc-1-20260112:local) 16 lotse: ⛔ I help in INC-1, and have no part in it: give it to somebody who can decide.
    (!inc-1-20260112:local) 17 anna: !timeline 08:50 the first mails bounced
    (!inc-1-20260112:local) 18 lotse: 🕒 Entry 2, today 08:50
    (!inc-1-20260112:local) 19 bernd: !role scribe @anna
    (!inc-1-20260112:local) 20 lotse: Scribe: Anna
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        Scribe: Anna
        ⏰ Next update: today 10:00
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!lotse-direct-8e536b2796aed75548ce1c539c8ea93d:local) 21 lotse: You have a part in INC-1 Mail is down: Scribe
        You see that the timeline tells what happened, and when.
        Put the messages that matter on it, and add what was done or said elsewhere, with its time.
        Note decisions with their reasons, and what did not help.
        Collect what the review should ask.
    (!inc-1-20260112:local) 22 anna: !update A disk is full
    (!inc-1-20260112:local) 23 lotse: 📣 Update 1 on INC-1
        What we know: A disk is full
        ⏰ Next update: today 10:00
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        Scribe: Anna
        📣 A disk is full (today 09:00)
        ⏰ Next update: today 10:00
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    24 anna: !incident INC-1
    25 ↳24 lotse: INC-1 Mail is down
        High · active · nobody yet
        🚨 sev2 (Major) · since today 09:00
        Scribe: Anna
        📣 A disk is full (today 09:00)
        ⏰ Next update: today 10:00
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_over_or_a_drill_takes_no_other_one_in() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(NETWORK, "nora", "!incident new sev1 drill The network is gone").await;
    world.says_to(ROOM, "bernd", "!task @carla order a disk").await;
    world.forget();
    world.says_to(IT, "bernd", "!incident merge INC-1 INC-2").await;
    world.says_to(IT, "bernd", "!incident new sev1 Café terminals broken").await;
    world.says_to(IT, "bernd", "!incident resolve INC-3").await;
    world.says_to(IT, "bernd", "!incident merge INC-1 INC-3").await;
    world.says_to(IT, "bernd", "!incident new sev1 No network at all").await;
    world.says_to(IT, "bernd", "!incident merge INC-1 INC-4").await;
    assert_snapshot!(world.said_in(IT), @"
    🚨 INC-1 Mail is down · sev2 (Major) · active · no lead
    I have opened a room for it, and invite you and whoever is on call.
    ⛔ Einer davon ist eine Übung, der andere nicht. Sie bleiben getrennt.
    🚨 INC-3 Café terminals broken · sev1 (Critical) · active · no lead
    I have opened a room for it, and invite you and whoever is on call.
    ✅ INC-3 is resolved, after 1 min. Its review is due on Mon 19 Jan: !review drafts it.
    ⛔ INC-3 is resolved.
    If it is not over after all: !reopen.
    🚨 INC-4 No network at all · sev1 (Critical) · active · no lead
    I have opened a room for it, and invite you and whoever is on call.
    INC-1 goes on as INC-4. Its tickets and people come along.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_goes_on_after_all_can_be_written_in_again() {
    let mut world = company(|config| config.incident.archive_after = std::time::Duration::ZERO).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to(ROOM, "bernd", "!decline one person alone").await;
    world.says_to(ROOM, "carla", "!decline one person alone").await;
    world.pass(TimeDelta::seconds(1)).await;
    world.forget();
    world.says_to(IT, "bernd", "!incident reopen INC-1 it is everybody").await;
    world.says_to(ROOM, "carla", "!lead").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !incident reopen INC-1 it is everybody
    (!inc-1-20260112:local) 2 lotse: 🔁 INC-1 is not over: sev2 (Major) · active · no lead (Bernd)
    (!inc-1-20260112:local) topic: sev2 (Major) · active · no lead
    (!inc-1-20260112:local) lotse lets everybody write again
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 10:00
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) ? lotse 👀
    (!inc-1-20260112:local) ? lotse ✅
    (!it-team:local) 3 ↳1 lotse: 🔁 INC-1 is not over: sev2 (Major) · active · no lead
    (!status:local) ? lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · no lead
        E-mail, since today 09:00
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    (!status:local) ? lotse ✋
    (!inc-1-20260112:local) 4 carla: !lead
    (!inc-1-20260112:local) carla is in the room
    (!inc-1-20260112:local) 5 lotse: Lead: Carla
    (!inc-1-20260112:local) topic: sev2 (Major) · active · lead: Carla
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · active · Carla
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 10:00
        !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!inc-1-20260112:local) ? lotse takes 👀 back
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse opens the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) lotse is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) carla is in the room
    (!lotse-direct-9622e17e7525e464578509392f0f8826:local) 6 lotse: You have a part in INC-1 Mail is down: Lead
        You decide, and keep the overview. Leave the repairing to others.
        See that the right people are in the room, that each task has one person, and that the severity is right.
        Say what is tried next, and when the incident is mitigated and when it is resolved.
        Before you leave, hand the lead over.
    (!status:local) ? lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · lead: Carla
        E-mail, since today 09:00
        ⏰ Next update: today 10:00
        ✋ comes into the room.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_follows_from_a_restricted_one_is_as_restricted() {
    let mut world = company(|_| {}).await;
    world.says_alone("bernd", "!ticket My payslip is wrong").await;
    world.says_to(IT, "carla", "!incident new restricted sev1 Data leak").await;
    world.says_to(ROOM, "carla", "!followup cut the badge by Fri").await;
    world.forget();
    world.says_to(IT, "bernd", "!show T-2").await;
    world.says_to(IT, "bernd", "!take T-2").await;
    world.says_to(IT, "bernd", "!tickets search badge").await;
    world.says_alone("bernd", "!show T-2").await;
    world.says_alone("bernd", "!declare T-1").await;
    world.says_to(IT, "carla", "!incident").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !show T-2
    (!it-team:local) 2 ↳1 lotse: ⛔ There is no ticket T-2.
    (!it-team:local) 3 bernd: !take T-2
    (!it-team:local) 4 ↳3 lotse: ⛔ There is no ticket T-2.
    (!it-team:local) 5 bernd: !tickets search badge
    (!it-team:local) 6 ↳5 lotse: I found nothing for “badge”.
    (!direct-bernd-local:local) 7 bernd: !show T-2
    (!direct-bernd-local:local) 8 ↳7 lotse: ⛔ There is no ticket T-2.
    (!direct-bernd-local:local) 9 bernd: !declare T-1
    (!direct-bernd-local:local) 10 ↳9 lotse: 🔒 INC-2 My payslip is wrong · severity not known · in triage · no lead
        I have opened a room for it, of which only those know who are in it. Invite whom you need there.
    (!direct-bernd-local:local) ? lotse edits: T-1 My payslip is wrong
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!inc-2-20260112:local) lotse opens the room
    (!inc-2-20260112:local) lotse is in the room
    (!inc-2-20260112:local) bernd is in the room
    (!inc-2-20260112:local) 11 lotse: INC-2 My payslip is wrong
        High · in triage · nobody yet
        🔒 from Bernd
        🚨 severity not known · since today 09:00
        🔒 Only those who take part can see it.
        🎫 1 ticket · 1 person affected
        ✅ accepts it · !accept sev2 · !decline why · !merge INC-3 · !lead
    (!inc-2-20260112:local) 11 lotse pins it
    (!inc-2-20260112:local) 11 lotse 👀
    (!inc-2-20260112:local) 11 lotse ✅
    (!it-team:local) ? lotse edits: T-1 My payslip is wrong
        Medium · New · nobody yet
        from Bernd
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 12 carla: !incident
    (!it-team:local) 13 ↳12 lotse: Major incidents: !incident new sev2 Mail is down service:mail opens a room, calls people, and tells the others.
        !declare in a ticket's thread makes one of the ticket. Before the title may stand drill and restricted.
        Nothing is going on that you may know of.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_have_been_is_no_time() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new SEV 2 Mail is down severity:sev2 service:mail").await;
    world.forget();
    for text in [
        "!timeline tomorrow something",
        "!timeline tomorrow 10:00 the future",
        "!timeline 25:99 nonsense",
        "!timeline remove x",
        "!timeline 10m ago mx1 was slow",
        "!zeitachse vor 20m mx1 war langsam",
        "!task @carla by 14:30",
        "!update next:45m",
    ] {
        world.says_to(ROOM, "bernd", text).await;
    }
    world.says_to(ROOM, "bernd", "!lotse lang en").await;
    world.says_to(ROOM, "bernd", "!timeline").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 bernd: !timeline tomorrow something
    (!inc-1-20260112:local) 2 lotse: ❓ I do not understand “tomorrow something” as a time that has passed.
        !timeline 14:05 mx1 was restarted, or 📌 on a message. !timeline remove 7 takes one away.
    (!inc-1-20260112:local) 3 bernd: !timeline tomorrow 10:00 the future
    (!inc-1-20260112:local) 4 lotse: ❓ I do not understand “tomorrow 10:00 the future” as a time that has passed.
        !timeline 14:05 mx1 was restarted, or 📌 on a message. !timeline remove 7 takes one away.
    (!inc-1-20260112:local) 5 bernd: !timeline 25:99 nonsense
    (!inc-1-20260112:local) 6 lotse: ❓ I do not understand “25:99 nonsense” as a time that has passed.
        !timeline 14:05 mx1 was restarted, or 📌 on a message. !timeline remove 7 takes one away.
    (!inc-1-20260112:local) 7 bernd: !timeline remove x
    (!inc-1-20260112:local) 8 lotse: ❓ Which entry?
        !timeline 14:05 mx1 was restarted, or 📌 on a message. !timeline remove 7 takes one away.
    (!inc-1-20260112:local) 9 bernd: !timeline 10m ago mx1 was slow
    (!inc-1-20260112:local) 10 lotse: 🕒 Entry 2, today 08:50
    (!inc-1-20260112:local) 11 bernd: !zeitachse vor 20m mx1 war langsam
    (!inc-1-20260112:local) 12 lotse: 🕒 Eintrag 3, heute 08:40
    (!inc-1-20260112:local) 13 bernd: !task @carla by 14:30
    (!inc-1-20260112:local) 14 lotse: ❓ Was ist zu tun?
        !aufgabe @bernd Edge-Router neu starten bis 14:30
    (!inc-1-20260112:local) 15 bernd: !update next:45m
    (!inc-1-20260112:local) 16 lotse: Die nächste Lagemeldung kommt heute 09:45.
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · active · nobody yet
        from Bernd · E-mail
        🚨 sev2 (Major) · since today 09:00
        ⏰ Next update: today 09:45
        👀 takes the lead · !update · !timeline · !task @name … · !page · !sev 1 · !mitigated · !resolve
    (!status:local) ? lotse edits: 🚨 INC-1 Mail is down
        sev2 (Major) · active · no lead
        E-mail, since today 09:00
        ⏰ Next update: today 09:45
        ✋ comes into the room.
    (!inc-1-20260112:local) 17 bernd: !lotse lang en
    (!inc-1-20260112:local) 18 lotse: From now on I speak English with you.
    (!inc-1-20260112:local) 19 bernd: !timeline
    (!inc-1-20260112:local) 20 lotse: 🕒 INC-1: 3 entries
        3. today 08:40 · mx1 war langsam (Bernd)
        2. today 08:50 · mx1 was slow (Bernd)
        1. today 09:00 · declared (Bernd)
    ");
    world.ends().await;
}
