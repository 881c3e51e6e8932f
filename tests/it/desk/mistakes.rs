//! Wrong turns: each gets a clear answer, and nothing is lost.

use insta::assert_snapshot;

use crate::support::world::World;

#[tokio::test]
async fn commands_that_are_not_understood() {
    let mut world = World::new().await;
    for text in [
        "!tickt Drucker druckt nicht",
        "!xyzzy",
        "!take",
        "!take T-99",
        "!prio T-99 high",
        "!tickets mine x",
        "!help xyz",
        "!lotse lang klingonisch",
        "!!!",
        "!",
        "/shrug whatever",
        "what a day!",
    ] {
        world.says("anna", text).await;
    }
    assert_snapshot!(world.transcript(), @"
    1 anna: !tickt Drucker druckt nicht
    2 ↳1 lotse: ❓ !tickt kenne ich nicht.
        War !ticket · !tick · !tickets gemeint?
    3 anna: !xyzzy
    4 ↳3 lotse: ❓ !xyzzy kenne ich nicht.
        !hilfe zeigt, was ich kann; !ticket … meldet eine Störung.
    5 anna: !take
    6 ↳5 lotse: ❓ Welches Ticket? Schreibe den Befehl in den Thread des Tickets, oder nenne es: !nehmen T-7.
    7 anna: !take T-99
    8 ↳7 lotse: ⛔ Ein Ticket T-99 gibt es nicht.
    9 anna: !prio T-99 high
    10 ↳9 lotse: ⛔ Ein Ticket T-99 gibt es nicht.
    11 anna: !tickets mine x
    12 ↳11 lotse: ❓ Die Liste „x“ kenne ich nicht.
        Es gibt !tickets meine, offen, team, frei, überfällig und suche …; eine Zahl am Ende blättert.
    13 anna: !help xyz
    14 ↳13 lotse: ❓ Einen Befehl „xyz“ gibt es nicht.
        !hilfe zeigt, was ich kann; !ticket … meldet eine Störung.
    15 anna: !lotse lang klingonisch
    16 ↳15 lotse: ❓ „klingonisch“ spreche ich nicht.
        !lotse sprache de, !lotse sprache en oder !lotse sprache auto; mit hier am Ende für den ganzen Raum.
    17 anna: !!!
    18 anna: !
    19 anna: /shrug whatever
    20 anna: what a day!
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_only_agents_may() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket Drucker druckt nicht, bitte helft mir").await;
    let card = world.last_of_bot();
    for text in ["!nehmen", "!prio hoch", "!warten 2d", "!freigeben"] {
        world.says_in(&said, "anna", text).await;
    }
    world.says("anna", "!tickets offen").await;
    world.says("anna", "!lotse sprache de hier").await;
    // By a tap: one quiet hint, and nothing more for the second tap.
    let tap = world.reacts("anna", &card, "👀").await;
    world.takes_back(&tap).await;
    world.reacts("anna", &card, "👀").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket Drucker druckt nicht, bitte helft mir
    2 ↳1 lotse: T-1 Drucker druckt nicht, bitte helft mir
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    2 lotse 👀
    2 lotse ✅
    3 ↳1 anna: !nehmen
    4 ↳1 lotse: ⛔ Tickets nehmen dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    5 ↳1 anna: !prio hoch
    6 ↳1 lotse: ⛔ Die Priorität setzen dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    7 ↳1 anna: !warten 2d
    8 ↳1 lotse: ⛔ Tickets warten lassen dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    9 ↳1 anna: !freigeben
    10 ↳1 lotse: ⛔ Tickets freigeben dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    11 anna: !tickets offen
    12 ↳11 lotse: ⛔ Die Liste aller offenen Tickets ist für Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    13 anna: !lotse sprache de hier
    14 ↳13 lotse: ⛔ Die Sprache eines ganzen Raums setzen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    2 anna 👀
    15 ↳1 lotse: ⛔ Tickets nehmen dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    2 anna takes 👀 back
    2 anna 👀
    ");
    world.ends().await;
}

#[tokio::test]
async fn somebody_elses_ticket() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket My laptop does not start anymore").await;
    world.server.add_person("@emil:local", "Emil");
    let room = world.room();
    world.server.join(&room, "@emil:local", 0).unwrap();
    for text in ["!show T-1", "!resolve T-1 never mind", "!close T-1", "!T-1", "!ticket T-1"] {
        world.says("emil", text).await;
    }
    world.reacts("emil", &said, "✅").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket My laptop does not start anymore
    2 ↳1 lotse: T-1 My laptop does not start anymore
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    emil is in the room
    3 emil: !show T-1
    4 ↳3 lotse: ⛔ That ticket belongs to somebody else.
        Its requester and agents may.
    5 emil: !resolve T-1 never mind
    6 ↳5 lotse: ⛔ That ticket belongs to somebody else.
        Its requester and agents may.
    7 emil: !close T-1
    8 ↳7 lotse: ⛔ That ticket belongs to somebody else.
        Its requester and agents may.
    9 emil: !T-1
    10 ↳9 lotse: ⛔ That ticket belongs to somebody else.
        Its requester and agents may.
    11 emil: !ticket T-1
    12 ↳11 lotse: ⛔ That ticket belongs to somebody else.
        Its requester and agents may.
    1 emil ✅
    13 ↳1 lotse: ⛔ That ticket belongs to somebody else.
        Its requester and agents may.
    ");
    world.ends().await;
}

#[tokio::test]
async fn transitions_that_are_not_possible() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.last_of_bot();
    world.reacts("bernd", &card, "👀").await;
    for (who, text) in [
        ("carla", "!take"),
        ("bernd", "!take"),
        ("carla", "!release"),
        ("carla", "!reopen"),
        ("carla", "!close"),
        ("carla", "!wait"),
        ("carla", "!wait until 1.1.2020"),
        ("carla", "!wait someday"),
        ("carla", "!prio"),
        ("carla", "!prio urgentissimo"),
        ("bernd", "!resolve new toner"),
        ("bernd", "!resolve newer toner"),
        ("bernd", "!prio high"),
        ("bernd", "!take T-1"),
        ("bernd", "!close"),
        ("bernd", "!close"),
        ("bernd", "!wait 2d"),
    ] {
        world.says_in(&said, who, text).await;
    }
    world.reacts("carla", &card, "👀").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer on the 3rd floor does not print
    2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    2 bernd 👀
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Assigned · Bernd
        ✅ resolve
    2 lotse takes 👀 back
    3 ↳1 carla: !take
    4 ↳1 lotse: ⛔ Bernd has T-1 already.
    5 ↳1 bernd: !take
    6 ↳1 lotse: ⛔ You have T-1 already.
    7 ↳1 carla: !release
    8 ↳1 lotse: ⛔ T-1 is not yours to give back.
    9 ↳1 carla: !reopen
    10 ↳1 lotse: ⛔ T-1 is assigned, so it cannot be reopened.
        It is still open.
    11 ↳1 carla: !close
    12 ↳1 lotse: ⛔ T-1 is assigned, so it cannot be closed yet.
        Resolve it first: ✅ or !resolve and a line of solution.
    13 ↳1 carla: !wait
    14 ↳1 lotse: ❓ Until when should it wait?
        For example !wait 2d, !wait 3wd (working days), !wait vendor until tomorrow 14:00; !wait user alone waits for the requester.
    15 ↳1 carla: !wait until 1.1.2020
    16 ↳1 lotse: ⛔ That time has passed.
    17 ↳1 carla: !wait someday
    18 ↳1 lotse: ❓ Until when should it wait?
        For example !wait 2d, !wait 3wd (working days), !wait vendor until tomorrow 14:00; !wait user alone waits for the requester.
    19 ↳1 carla: !prio
    20 ↳1 lotse: ❓ Which priority?
        critical, high, medium, low or planning; 1 to 5 works too.
    21 ↳1 carla: !prio urgentissimo
    22 ↳1 lotse: ❓ I do not know the priority “urgentissimo”.
        critical, high, medium, low or planning; 1 to 5 works too.
    23 ↳1 bernd: !resolve new toner
    24 ↳1 lotse: T-1 · Medium · Resolved · Bernd
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Resolved · Bernd
        💡 new toner
        🔁 reopen
    2 lotse takes ✅ back
    2 lotse 🔁
    25 ↳1 bernd: !resolve newer toner
    26 ↳1 lotse: ⛔ T-1 has a line of solution already.
    27 ↳1 bernd: !prio high
    28 ↳1 lotse: ⛔ T-1 is resolved, so its priority stays.
        🔁 on its card, or !reopen, opens it again.
    29 ↳1 bernd: !take T-1
    30 ↳1 lotse: ⛔ T-1 is resolved, so it cannot be taken.
        🔁 on its card, or !reopen, opens it again.
    31 ↳1 bernd: !close
    32 ↳1 lotse: Anna, how was it with T-1? One tap: 1️⃣ very bad · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ very good
    33 ↳1 lotse: T-1 · Medium · Closed · Bernd
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Closed · Bernd
        💡 new toner
        🔁 reopen
    2 lotse takes 🔁 back
    32 lotse 1️⃣
    32 lotse 2️⃣
    32 lotse 3️⃣
    32 lotse 4️⃣
    32 lotse 5️⃣
    34 ↳1 bernd: !close
    35 ↳1 lotse: ⛔ T-1 is closed already.
        🔁 on its card, or !reopen, opens it again.
    36 ↳1 bernd: !wait 2d
    37 ↳1 lotse: ⛔ T-1 is closed, so it cannot wait.
        🔁 on its card, or !reopen, opens it again.
    2 carla 👀
    38 ↳1 lotse: ⛔ T-1 is closed, so it cannot be taken.
        🔁 on its card, or !reopen, opens it again.
    ");
    world.ends().await;
}

#[tokio::test]
async fn empty_long_and_strange_texts() {
    let mut world = World::new().await;
    world.says("anna", "!ticket prio:high").await;
    world.says("anna", "!ticket prio:soon Printer").await;
    world.says("anna", "!ticket Printer due:yesterday").await;
    world.says("anna", "!ticket Printer due:whenever").await;
    world.says("anna", "!ticket for @nobody VPN fails").await;
    world
        .says(
            "anna",
            "!ticket <b>bold</b> & **stars** `code` [x](http://y) @room \u{202e}rtl \u{1f9d1}\u{200d}\u{1f680}",
        )
        .await;
    world.says("anna", "!ticket a\u{0}b").await;
    let long = format!("!ticket {}", "überprüfung ".repeat(5000));
    assert!(long.len() > 60_000);
    world.says("anna", &long).await;
    let transcript = world.transcript();
    // What cannot be seen is written out.
    let seen = |sign: char| match sign {
        '\u{2060}' => "<word joiner>".to_owned(),
        '\u{200d}' => "<joiner>".to_owned(),
        '\u{202e}' => "<right to left>".to_owned(),
        sign => sign.to_string(),
    };
    let lines: Vec<String> = transcript.lines().map(|line| line.chars().take(120).map(seen).collect()).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    1 anna: !ticket prio:high
    2 ↳1 lotse: ❓ There is nothing in this ticket.
        Write in a few words what is wrong: !ticket Printer offline.
    3 anna: !ticket prio:soon Printer
    4 ↳3 lotse: ❓ I do not know the priority “soon”.
        critical, high, medium, low or planning; 1 to 5 works too.
    5 anna: !ticket Printer due:yesterday
    6 ↳5 lotse: ⛔ That time has passed.
    7 anna: !ticket Printer due:whenever
    8 ↳7 lotse: ❓ I do not understand the time “whenever”.
        For example due:tomorrow, due:"Fri 14:00", due:24.12.
    9 anna: !ticket for @nobody VPN fails
    10 ↳9 lotse: ❓ I do not know “nobody” here.
        Name somebody in this room, or write the whole account: @anna:example.org.
    11 anna: !ticket <b>bold</b> & **stars** `code` [x](http://y) @<word joiner>room rtl 🧑<joiner>🚀
    12 ↳11 lotse: T-1 <b>bold</b> & **stars** `code` [x](http://y) @<word joiner>room rtl 🧑<joiner>🚀
        Medium · New · nobody yet
        👀 take · ✅ resolve
    12 lotse 👀
    12 lotse ✅
    13 anna: !ticket ab
    14 ↳13 lotse: T-2 a�b
        Medium · New · nobody yet
        👀 take · ✅ resolve
    14 lotse 👀
    14 lotse ✅
    15 anna: !ticket überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprü
    16 ↳15 lotse: T-3 überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überpr
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    16 lotse 👀
    16 lotse ✅
    "#);
    let kept: i64 = sqlx::query_scalar("select length(description)::bigint from ticket order by id desc limit 1")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(kept, 59_999, "all that was written is kept");
    world.ends().await;
}
