//! What is learnt of an incident: its review writes itself, and what is owed is told on Mondays.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::{Seen, Sight};

use super::{ROOM, company};
use crate::support::company::IT;
use crate::support::world::{World, account};

/// What was sent as the last file.
fn file(world: &World) -> String {
    let sent = |seen: Seen| match seen.what {
        Sight::Message { attachment: Some(file), .. } => world.server.content(&file),
        _ => None,
    };
    let content = world.server.log().into_iter().rev().find_map(sent).expect("a file was sent");
    String::from_utf8(content).expect("it is text")
}

/// An outage of an hour that bernd has led.
pub(super) async fn outage() -> World {
    let mut world = company(|_| {}).await;
    world.says("anna", "!ticket My mail does not work service:mail").await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail since:8:50").await;
    world.says_to(ROOM, "bernd", "!lead").await;
    world.says_to(ROOM, "bernd", "!attach T-1").await;
    world.pass(TimeDelta::minutes(20)).await;
    let update = "!update The disk of mx1 is full doing: we make room public: Mail is *late*.";
    world.says_to(ROOM, "bernd", update).await;
    world.says_to(ROOM, "carla", "!timeline 09:05 # df says 100 %").await;
    world.pass(TimeDelta::minutes(40)).await;
    world
}

pub(super) async fn over(world: &mut World) {
    world.says_to(ROOM, "bernd", "!resolve the disk was replaced").await;
    world.says_to(ROOM, "bernd", "!followup @carla watch the disks by Fri").await;
    world.forget();
}

#[tokio::test]
async fn a_review_writes_itself() {
    let mut world = outage().await;
    world.forget();
    world.says_to(ROOM, "bernd", "!review").await;
    world.says_to(ROOM, "bernd", "!review done").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 bernd: !review
    (!inc-1-20260112:local) 2 lotse: ⛔ INC-1 is not over.
    (!inc-1-20260112:local) 3 bernd: !review done
    (!inc-1-20260112:local) 4 lotse: ⛔ INC-1 is not over.
    ");
    over(&mut world).await;

    world.says_to(ROOM, "bernd", "!review soon").await;
    world.says_to(ROOM, "bernd", "!review").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 5 bernd: !review soon
    (!inc-1-20260112:local) 6 lotse: ❓ I do not understand “soon” here.
        !review drafts the review, !review done ends it. Its words are changed in its article, with !kb edit.
    (!inc-1-20260112:local) 7 bernd: !review
    (!inc-1-20260112:local) 8 lotse: 📖 The review of INC-1 is drafted as KB-1, for agents: !kb edit KB-1 writes it on.
        ❓ 5 questions are open: What happened · Root cause · What went well · What did not go well · What we learn from it
        When everything is said, !review done ends the review.
        What happened
        ❓ What happened, in two sentences that anybody understands?
        
        Impact
        • Severity: sev2 (Major)
        • Services: E-mail
        • From Mon 12 Jan 2026 08:50 to 10:00: 1 h 10 min
        • 🎫 1 ticket · 1 person affected
        • T-1 My mail does not work
        
        How long it took
        • Until it was declared: 10 min
        • From then until somebody looked after it: 0 s
        • From the beginning until people could work again: 1 h 10 min
        • From the beginning until it was over: 1 h 10 min
        
        Who did what
        • Lead: Bernd
        
        Timeline
        Mon 12 Jan 2026
        • 09:00 · declared (Bernd)
        • 09:00 · Lead: Bernd (Bernd)
        • 09:00 · 🔗 T-1 (Bernd)
        • 09:05 · # df says 100 % (Carla)
        • 09:20 · update 1: The disk of mx1 is full (Bernd)
        • 10:00 · the disk was replaced (Bernd)
        • 10:00 · resolved (Bernd)
        
        What was told
        • Mon 12 Jan 2026 09:20 (Bernd): What we know: The disk of mx1 is full · What we do: we make room · Said outside: Mail is *late*.
        
        Root cause
        ❓ Why could it happen? Ask on until the answer is something that can be changed.
        
        What went well
        ❓ What has helped, and should be so again?
        
        What did not go well
        ❓ What has cost time or made it worse?
        
        What we learn from it
        ❓ What do we know now that we did not know before?
        
        What is to be done
        • T-2 watch the disks · Carla · until Fri 16 Jan 2026
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · resolved · Bernd
        from Bernd · E-mail
        🔗 related: T-2
        🚨 sev2 (Major) · since today 08:50
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:20)
        📖 Review: KB-1
        !review · !followup @name … · !reopen
    ");

    // As long as nobody has worked on it, it follows.
    world.says_to(ROOM, "carla", "!timeline 08:55 first mails wait").await;
    world.says_to(IT, "carla", "!review INC-1").await;
    let said = world.said_in(ROOM);
    assert!(said.rsplit("📖").next().unwrap().contains("first mails wait"), "{said}");
    world.forget();
    world
        .says_to(IT, "carla", "!kb edit KB-1 solution:## Root cause\nThe disk was full.\n## What we learn\n❓ Later.")
        .await;
    world.says_to(IT, "carla", "!kb history KB-1").await;
    world.says_to(ROOM, "carla", "!review").await;
    world.says_to(ROOM, "bernd", "!review done").await;
    world.says_to(ROOM, "bernd", "!review done").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 9 carla: !kb edit KB-1 solution:## Root cause
        The disk was full.
        ## What we learn
        ❓ Later.
    (!it-team:local) 10 ↳9 lotse: ✏️ KB-1 Review of INC-1: Mail is down is changed (version 3).
    (!it-team:local) 11 carla: !kb history KB-1
    (!it-team:local) 12 ↳11 lotse: KB-1 Review of INC-1: Mail is down: 3 versions
        3 · today 10:00 · Carla · changed
        2 · today 10:00 · Carla · drafted: INC-1
        1 · today 10:00 · Bernd · drafted: INC-1
    (!inc-1-20260112:local) 13 carla: !review
    (!inc-1-20260112:local) 14 lotse: 📖 The review of INC-1 as it stands in KB-1. People have worked on it, so I leave it as it is: !kb edit KB-1 changes it.
        ❓ 1 question is open: What we learn
        When everything is said, !review done ends the review.
        Root cause
        The disk was full.
        
        What we learn
        ❓ Later.
    (!inc-1-20260112:local) 15 bernd: !review done
    (!inc-1-20260112:local) 16 lotse: 📖 INC-1 is reviewed: sev2 (Major) · reviewed · lead: Bernd
    (!inc-1-20260112:local) topic: sev2 (Major) · reviewed · lead: Bernd
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · reviewed · Bernd
        from Bernd · E-mail
        🔗 related: T-2
        🚨 sev2 (Major) · since today 08:50
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:20)
        📖 Review: KB-1
    (!status:local) ? lotse edits: ✅ INC-1 Mail is down
        sev2 (Major) · reviewed · lead: Bernd
        E-mail, since today 08:50
        🎫 1 ticket · 1 person affected
        📣 Mail is *late*. (today 09:20)
        Over since today 10:00.
    (!inc-1-20260112:local) 17 bernd: !review done
    (!inc-1-20260112:local) 18 lotse: ⛔ INC-1 is reviewed already.
    ");
    world.pass(TimeDelta::days(1)).await;
    world.forget();
    world.says_to(IT, "carla", "!review INC-1").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 19 carla: !review INC-1
    (!inc-1-20260112:local) 20 lotse: 📖 The review of INC-1 as it stands in KB-1. People have worked on it, so I leave it as it is: !kb edit KB-1 changes it.
        ❓ 1 question is open: What we learn
        Root cause
        The disk was full.
        
        What we learn
        ❓ Later.
    (!it-team:local) 21 ↳19 lotse: 📖 The review of INC-1 is posted in its room.
    ");
    world.ends().await;
}

#[tokio::test]
async fn eine_nachbereitung_schreibt_sich_selbst() {
    let mut world = outage().await;
    world.says_to(IT, "carla", "!lotse sprache de").await;
    over(&mut world).await;
    world.says_to(ROOM, "carla", "!nachbereitung").await;
    world.says_to(ROOM, "carla", "!nachbereitung fertig").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 carla: !nachbereitung
    (!inc-1-20260112:local) 2 lotse: 📖 Die Nachbereitung von INC-1 ist als KB-1 entworfen, für alle, die hier arbeiten: !wissen bearbeiten KB-1 schreibt sie weiter.
        ❓ 5 Fragen sind offen: Was geschehen ist · Ursache · Was gut lief · Was nicht gut lief · Was wir daraus lernen
        Wenn alles gesagt ist, schließt !nachbereitung fertig sie ab.
        Was geschehen ist
        ❓ Was ist geschehen, in zwei Sätzen, die jeder versteht?
        
        Auswirkung
        • Schweregrad: sev2 (Schwer)
        • Dienste: E-mail
        • Von Mo., 12.01.2026 08:50 bis 10:00: 1 Std. 10 Min.
        • 🎫 1 Ticket · 1 Person betroffen
        • T-1 My mail does not work
        
        Wie lange es gedauert hat
        • Bis er ausgerufen war: 10 Min.
        • Von da an, bis sich jemand kümmerte: 0 Sek.
        • Vom Beginn an, bis wieder gearbeitet werden konnte: 1 Std. 10 Min.
        • Vom Beginn an, bis er vorbei war: 1 Std. 10 Min.
        
        Wer was getan hat
        • Leitung: Bernd
        
        Zeitachse
        Mo., 12.01.2026
        • 09:00 · ausgerufen (Bernd)
        • 09:00 · Leitung: Bernd (Bernd)
        • 09:00 · 🔗 T-1 (Bernd)
        • 09:05 · # df says 100 % (Carla)
        • 09:20 · Lagemeldung 1: The disk of mx1 is full (Bernd)
        • 10:00 · the disk was replaced (Bernd)
        • 10:00 · behoben (Bernd)
        
        Was gesagt wurde
        • Mo., 12.01.2026 09:20 (Bernd): Was wir wissen: The disk of mx1 is full · Was wir tun: we make room · Nach außen gesagt: Mail is *late*.
        
        Ursache
        ❓ Warum konnte es geschehen? Frag weiter, bis die Antwort etwas ist, das sich ändern lässt.
        
        Was gut lief
        ❓ Was hat geholfen und soll wieder so sein?
        
        Was nicht gut lief
        ❓ Was hat Zeit gekostet oder es schlimmer gemacht?
        
        Was wir daraus lernen
        ❓ Was wissen wir jetzt, das wir vorher nicht wussten?
        
        Was zu tun ist
        • T-2 watch the disks · Carla · bis Fr., 16.01.2026
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · resolved · Bernd
        from Bernd · E-mail
        🔗 related: T-2
        🚨 sev2 (Major) · since today 08:50
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:20)
        📖 Review: KB-1
        !review · !followup @name … · !reopen
    (!inc-1-20260112:local) 3 carla: !nachbereitung fertig
    (!inc-1-20260112:local) 4 lotse: 📖 INC-1 ist nachbereitet: sev2 (Schwer) · nachbereitet · Leitung: Bernd
    (!inc-1-20260112:local) topic: sev2 (Major) · reviewed · lead: Bernd
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · reviewed · Bernd
        from Bernd · E-mail
        🔗 related: T-2
        🚨 sev2 (Major) · since today 08:50
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:20)
        📖 Review: KB-1
    (!status:local) ? lotse edits: ✅ INC-1 Mail is down
        sev2 (Major) · reviewed · lead: Bernd
        E-mail, since today 08:50
        🎫 1 ticket · 1 person affected
        📣 Mail is *late*. (today 09:20)
        Over since today 10:00.
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_long_review_comes_as_a_file() {
    let mut world = outage().await;
    for number in 0..40 {
        world
            .says_to(
                ROOM,
                "carla",
                &format!("!timeline 09:10 {number} {}", "one mail after the other waits ".repeat(6)),
            )
            .await;
    }
    over(&mut world).await;
    world.says_to(ROOM, "bernd", "!review").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 bernd: !review
    (!inc-1-20260112:local) 2 lotse: 📖 The review of INC-1 is drafted as KB-1, for agents: !kb edit KB-1 writes it on.
        ❓ 5 questions are open: What happened · Root cause · What went well · What did not go well · What we learn from it
        When everything is said, !review done ends the review. [INC-1.md]
    (!inc-1-20260112:local) ? lotse edits: INC-1 Mail is down
        High · resolved · Bernd
        from Bernd · E-mail
        🔗 related: T-2
        🚨 sev2 (Major) · since today 08:50
        🎫 1 ticket · 1 person affected
        📣 The disk of mx1 is full (today 09:20)
        📖 Review: KB-1
        !review · !followup @name … · !reopen
    ");
    assert!(file(&world).starts_with("# Review of INC-1: Mail is down\n\n## What happened\n"), "{}", file(&world));
    world.ends().await;
}

#[tokio::test]
async fn what_few_may_know_becomes_no_article() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "carla", "!incident new sev1 restricted Data leak in payroll team:it").await;
    world.says_to(ROOM, "carla", "!resolve the list is back").await;
    world.forget();
    world.says_to(ROOM, "carla", "!review").await;
    assert!(file(&world).contains("the list is back"), "{}", file(&world));
    world.says_to(IT, "carla", "!review INC-1").await;
    world.says_to(IT, "bernd", "!review INC-1").await;
    world.says_alone("carla", "!review INC-1").await;
    assert_snapshot!(world.transcript(), @"
    (!inc-1-20260112:local) 1 carla: !review
    (!inc-1-20260112:local) 2 lotse: 📖 The review of INC-1 is drafted. As only those may know of it who take part, it stands here alone, and becomes no article.
        ❓ 6 questions are open: What happened · Root cause · What went well · What did not go well · What we learn from it · What is to be done
        When everything is said, !review done ends the review. [INC-1.md]
    (!it-team:local) 3 carla: !review INC-1
    (!it-team:local) 4 ↳3 lotse: ⛔ There is no ticket INC-1.
    (!it-team:local) 5 bernd: !review INC-1
    (!it-team:local) 6 ↳5 lotse: ⛔ There is no ticket INC-1.
    (!direct-carla-local:local) carla opens the room
    (!direct-carla-local:local) carla is in the room
    (!direct-carla-local:local) lotse is in the room
    (!direct-carla-local:local) 7 carla: !review INC-1
    (!direct-carla-local:local) 8 ↳7 lotse: 📖 The review of INC-1 is posted in its room.
    (!inc-1-20260112:local) 9 lotse: 📖 The review of INC-1 is drafted. As only those may know of it who take part, it stands here alone, and becomes no article.
        ❓ 6 questions are open: What happened · Root cause · What went well · What did not go well · What we learn from it · What is to be done
        When everything is said, !review done ends the review. [INC-1.md]
    ");
    let articles: i64 = sqlx::query_scalar("select count(*) from article").fetch_one(world.pool()).await.unwrap();
    assert_eq!(articles, 0);
    world.ends().await;
}

#[tokio::test]
async fn a_drill_is_reviewed_as_well() {
    let mut world = company(|_| {}).await;
    world.says_to(IT, "bernd", "!incident new sev1 drill Mail is down service:mail").await;
    world.says_to(ROOM, "bernd", "!resolve").await;
    world.forget();
    world.says_to(ROOM, "bernd", "!review").await;
    let said = world.said_in(ROOM);
    assert!(said.contains("as KB-1, for agents") && said.contains("This was a drill."), "{said}");
    world.ends().await;
}

#[tokio::test]
async fn on_monday_it_is_told_what_is_owed() {
    let mut world = company(|config| config.roles.managers = vec![account("dora")]).await;
    world.pass(TimeDelta::days(4)).await;
    world.says_to(IT, "bernd", "!incident new sev2 Mail is down service:mail").await;
    world.says_to("inc-1-20260116", "bernd", "!lead").await;
    world.says_to("inc-1-20260116", "bernd", "!resolve").await;
    world.says_to("inc-1-20260116", "bernd", "!followup @carla watch the disks by Fri 23:00").await;
    world.says_to(IT, "carla", "!incident new sev1 restricted Data leak in payroll team:it").await;
    world.says_to("inc-2-20260116", "carla", "!resolve").await;
    world.says_to("inc-2-20260116", "carla", "!followup @carla tell the authority by Fri 23:00").await;
    // Friday evening to Monday at ten.
    world.pass(TimeDelta::hours(71)).await;
    world.forget();
    world.pass(TimeDelta::hours(2)).await;
    assert_snapshot!(world.transcript(), @"
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse opens the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 1 lotse: 📖 2 reviews of major incidents are owed:
        INC-1 Mail is down · due Fri 23 Jan · Bernd
        INC-2 · restricted · due Fri 23 Jan
        📝 2 things that were to be done after one are not done:
        T-1 watch the disks · after INC-1 · was due Fri 16 Jan · Carla
        T-2 · restricted · after INC-2 · was due Fri 16 Jan
    ");
    // A week later both reviews are overdue; where there are no managers, the operators read it, in their language.
    world.says_alone("dora", "!lotse sprache de").await;
    world.stop().await;
    world.set_up_anew(|config| config.roles.managers.clear());
    world.start().await;
    world.pass(TimeDelta::hours(166)).await;
    world.forget();
    world.pass(TimeDelta::minutes(30)).await;
    world.pass(TimeDelta::minutes(40)).await;
    assert_snapshot!(world.transcript(), @"
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 2 lotse: 📖 2 Nachbereitungen von Vorfällen stehen aus:
        INC-1 Mail is down · ⚠️ war fällig Fr., 23.01. · Bernd
        INC-2 · vertraulich · ⚠️ war fällig Fr., 23.01.
        📝 2 Sachen, die nach einem zu tun waren, sind nicht getan:
        T-1 watch the disks · nach INC-1 · war fällig Fr., 16.01. · Carla
        T-2 · vertraulich · nach INC-2 · war fällig Fr., 16.01.
    ");
    world.ends().await;
}

#[tokio::test]
async fn where_nothing_is_owed_monday_is_quiet() {
    let mut world = company(|_| {}).await;
    world.pass(TimeDelta::days(8)).await;
    assert_snapshot!(world.transcript(), @"");
    world.ends().await;
}
