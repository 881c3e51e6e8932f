//! What requesters say of how they were helped, answers that are written already, and the time that agents spend.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{CannedConfig, Config, Then};

use crate::support::company::{IT, NETWORK};
use crate::support::world::World;

#[tokio::test]
async fn the_requester_is_asked_how_it_was() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!resolve new toner").await;
    world.says_below(IT, &card, "bernd", "!close").await;
    let asked = world.last_in(&said);
    world.reacts("dora", &asked, "1️⃣").await;
    world.reacts("dora", &asked, "2️⃣").await;
    let four = world.reacts("anna", &asked, "4️⃣").await;
    world.reacts("anna", &asked, "2").await;
    world.reacts("anna", &asked, "2️⃣").await;
    world.takes_back(&four).await;
    world.says_in(&said, "anna", "Ging schnell, aber der Toner schmiert").await;
    world.says_in(&said, "anna", "Und noch etwas").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker druckt nicht
      2 ↳1 lotse: T-1 Drucker druckt nicht
          Mittel · Zugewiesen · Bernd
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 new toner
      4 ↳1 lotse: Danke: ⭐ 2 von 5 für T-1. Wenn du magst, sag in einer Zeile, warum: was du hier als Nächstes schreibst, binnen eines Tages, wird dazu aufgehoben. Ein anderer Tipp ändert es, Zurücknehmen löscht es. 1️⃣ lotse, dora 2️⃣ lotse, dora, anna 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse 2 anna
      5 ↳1 lotse: ⛔ How it was with T-1 is for its requester to say.
      6 ↳1 anna: Ging schnell, aber der Toner schmiert
      7 ↳1 lotse: Danke, deine Worte stehen bei deiner Bewertung von T-1.
      8 ↳1 anna: Und noch etwas
      9 ↳1 lotse: 🔁 T-1 ist wieder offen, und wer daran arbeitet, weiß es.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker druckt nicht
          Medium · Assigned · Bernd
          from Anna
          ⭐ 2
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 bernd: !resolve new toner
      3 ↳1 lotse: T-1 · Medium · Resolved · Bernd
      4 ↳1 bernd: !close
      5 ↳1 lotse: T-1 · Medium · Closed · Bernd
      6 ↳1 lotse: Anna: Ging schnell, aber der Toner schmiert
      7 ↳1 lotse: Anna: Und noch etwas
      8 ↳1 lotse: Bernd T-1 was reopened by Anna.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_vote_can_be_taken_back_and_ends_when_the_ticket_is_open_again() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Printer is broken").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!resolve new toner").await;
    world.says_below(IT, &card, "bernd", "!close").await;
    let asked = world.last_in(&said);
    let five = world.reacts("anna", &asked, "5️⃣").await;
    world.takes_back(&five).await;
    world.says_in(&said, "anna", "Just a message").await;
    world.says_in(&said, "anna", "!reopen").await;
    world.reacts("anna", &asked, "1️⃣").await;
    world.says_below(IT, &card, "bernd", "!resolve newer toner").await;
    world.says_below(IT, &card, "bernd", "!close").await;
    let again = world.last_in(&said);
    world.reacts("anna", &asked, "2️⃣").await;
    world.reacts("anna", &again, "5️⃣").await;
    world.pass(TimeDelta::hours(25)).await;
    world.says_in(&said, "anna", "Too late for a comment").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Printer is broken
      2 ↳1 lotse: T-1 Printer is broken
          Medium · Assigned · Bernd
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 new toner
      4 ↳1 lotse: Anna, how was it with T-1? One tap: 1️⃣ very bad · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ very good 1️⃣ anna 2️⃣ anna
      5 ↳1 anna: Just a message
      6 ↳1 lotse: 🔁 T-1 is open again, and those who work on it know.
      7 ↳1 anna: !reopen
      8 ↳1 lotse: ⛔ T-1 is assigned, so it cannot be reopened.
          It is still open.
      9 ↳1 lotse: T-1 is open again. I ask once more when it is closed.
      10 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 newer toner
      11 ↳1 lotse: Thank you: ⭐ 5 of 5 for T-1. If you like, say in a line why: what you write here next, within a day, is kept with it. Another tap changes it, taking it back removes it. 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse, anna
      12 ↳1 anna: Too late for a comment
      13 ↳1 lotse: 🔁 T-1 is open again, and those who work on it know.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Printer is broken
          Medium · Assigned · Bernd
          from Anna
          ⭐ 5
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 bernd: !resolve new toner
      3 ↳1 lotse: T-1 · Medium · Resolved · Bernd
      4 ↳1 bernd: !close
      5 ↳1 lotse: T-1 · Medium · Closed · Bernd
      6 ↳1 lotse: Anna: Just a message
      7 ↳1 lotse: Bernd T-1 was reopened by Anna.
      8 ↳1 bernd: !resolve newer toner
      9 ↳1 lotse: T-1 · Medium · Resolved · Bernd
      10 ↳1 bernd: !close
      11 ↳1 lotse: T-1 · Medium · Closed · Bernd
      12 ↳1 lotse: Anna: Too late for a comment
      13 ↳1 lotse: Bernd T-1 was reopened by Anna.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn nobody_is_asked_who_was_not_helped() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Withdrawn soon").await;
    world.says("anna", "!close T-1").await;
    world.says("bernd", "!ticket Mine").await;
    world.says("bernd", "!resolve T-2 done").await;
    world.says("bernd", "!close T-2").await;
    world.says("anna", "!ticket One of two").await;
    world.says("anna", "!ticket Two of two").await;
    world.says_to(IT, "bernd", "!merge T-3 into T-4").await;
    world.says("anna", "!ticket I have done it myself").await;
    world.says("anna", "!resolve T-5").await;
    world.says("anna", "!close T-5").await;
    let asked: i64 = sqlx::query_scalar("select count(*) from ticket_rating").fetch_one(world.pool()).await.unwrap();
    assert_eq!(asked, 0);
    world.ends().await;
    let mut world = World::with(|config| config.desk.satisfaction = false).await;
    world.says("anna", "!ticket Printer").await;
    world.says("bernd", "!resolve T-1 done").await;
    world.says("bernd", "!close T-1").await;
    let asked: i64 = sqlx::query_scalar("select count(*) from ticket_rating").fetch_one(world.pool()).await.unwrap();
    assert_eq!(asked, 0);
    world.ends().await;
}

#[tokio::test]
async fn agents_see_the_average() {
    let mut world = World::company(|_| {}).await;
    for (text, sign) in [("Printer", "4️⃣"), ("WLAN", "2️⃣"), ("Mail", "5️⃣")] {
        let said = world.says("anna", &format!("!ticket {text} is broken")).await;
        let number = format!("T-{}", ["Printer", "WLAN", "Mail"].iter().position(|one| *one == text).unwrap() + 1);
        let (room, who) = if text == "WLAN" { (NETWORK, "nora") } else { (IT, "bernd") };
        let card = world.card_in(room, &number);
        world.says_below(room, &card, who, "!resolve done").await;
        world.says_below(room, &card, who, "!close").await;
        let asked = world.last_in(&said);
        world.reacts("anna", &asked, sign).await;
    }
    world.forget();
    world.says_to(IT, "bernd", "!satisfaction").await;
    world.says_to(NETWORK, "nora", "!zufriedenheit woche").await;
    world.says_to(IT, "bernd", "!satisfaction month team:network").await;
    world.says_to(IT, "bernd", "!satisfaction sometimes").await;
    world.says("anna", "!satisfaction").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !satisfaction
    (!it-team:local) 2 ↳1 lotse: ⭐ Satisfaction, last 30 days
        IT: 4.5 (2 votes)
    (!net-team:local) 3 nora: !zufriedenheit woche
    (!net-team:local) 4 ↳3 lotse: ⭐ Zufriedenheit, letzte 7 Tage
        Network: 2,0 (eine Stimme)
    (!it-team:local) 5 bernd: !satisfaction month team:network
    (!it-team:local) 6 ↳5 lotse: ❓ I know no team “network” whose numbers you may see.
        For example one of these: it.
    (!it-team:local) 7 bernd: !satisfaction sometimes
    (!it-team:local) 8 ↳7 lotse: ❓ I do not know the time “sometimes”.
        day, week, month or year; and team:it for one team.
    9 anna: !satisfaction
    10 ↳9 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ");
    world.ends().await;
}

fn answers(config: &mut Config) {
    let canned = |name: &str, text: &str, then| CannedConfig {
        name: name.to_owned(),
        title: format!("About {name}"),
        text: text.to_owned(),
        en: None,
        de: None,
        then,
    };
    config.canned = vec![
        CannedConfig {
            de: Some("Hallo {requester}, bitte starte den Rechner neu ({id}, {title}). Gruß, {agent}".to_owned()),
            ..canned("restart", "Hello {requester}, please restart ({id}, {title}). Yours, {agent}", None)
        },
        canned(
            "ask",
            "Hello {requester}, {assignee} needs to know more. Due: {due}",
            Some(Then::Wait(std::time::Duration::from_hours(48))),
        ),
        canned("toner", "The toner of {title} was changed.", Some(Then::Resolve)),
    ];
}

#[tokio::test]
async fn answers_that_are_written_already() {
    let mut world = World::company(answers).await;
    world.says("anna", "!ticket Mein {id} **Rechner** ist langsam").await;
    world.says("dora", "!ticket The printer prints stripes due:tomorrow").await;
    let (first, second) = (world.card_in(IT, "T-1"), world.card_in(IT, "T-2"));
    world.says_to(IT, "bernd", "!canned").await;
    let sent = world.says_below(IT, &first, "bernd", "!reply :restart").await;
    world.edits(&sent, "!reply :ask").await;
    world.says_below(IT, &second, "bernd", "!vorlage restart").await;
    world.says_below(IT, &second, "bernd", "!canned ask").await;
    world.says_below(IT, &second, "bernd", "!canned tonr").await;
    world.says_below(IT, &second, "bernd", "!reply :)").await;
    world.says_below(IT, &second, "bernd", "!canned toner").await;
    world.says_below(IT, &second, "bernd", "!canned ask").await;
    world.says_to(IT, "bernd", "!canned restart").await;
    world.says("anna", "!vorlagen").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Mein {id} **Rechner** ist langsam
      2 ↳1 lotse: T-1 Mein {id} **Rechner** ist langsam
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 dora: !ticket The printer prints stripes due:tomorrow
      4 ↳3 lotse: T-2 The printer prints stripes
          Medium · Resolved · Bernd
          💡 The toner of The printer prints stripes was changed.
          🔁 it is not solved
      5 ↳1 lotse: Bernd: Hallo Anna, bitte starte den Rechner neu (T-1, Mein {id} **Rechner** ist langsam). Gruß, Bernd
      6 ↳3 lotse: Bernd: Hello Dora, please restart (T-2, The printer prints stripes). Yours, Bernd
      7 ↳3 lotse: Bernd: Hello Dora, Bernd needs to know more. Due: Wed 14 Jan 00:00
      8 ↳3 lotse: Bernd: :)
      9 ↳3 lotse: Dora T-2 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 The toner of The printer prints stripes was changed.
      10 anna: !vorlagen
      11 ↳10 lotse: ⛔ Das dürfen nur Bearbeiter.
          Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Mein {id} **Rechner** ist langsam
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 The printer prints stripes
          Medium · Resolved · Bernd
          💡 The toner of The printer prints stripes was changed.
          from Dora
          🔁 reopen 🔁 lotse
      3 bernd: !canned
      4 ↳3 lotse: Answers that are written already
          restart – About restart
          ask – About ask · ⏸ waits 2 days
          toner – About toner · ✅ resolves
          !canned and a name, or !reply : and a name, sends one to the requester in their language.
      5 ↳1 bernd: !reply :ask
      6 ↳1 lotse: ✉️ Anna has it.
      7 ↳2 bernd: !vorlage restart
      8 ↳2 lotse: ✉️ An Dora geschickt.
      9 ↳2 bernd: !canned ask
      10 ↳2 lotse: ✉️ An Dora geschickt.
      11 ↳2 bernd: !canned tonr
      12 ↳2 lotse: ❓ Eine Vorlage „tonr“ kenne ich nicht.
          War toner gemeint?
      13 ↳2 bernd: !reply :)
      14 ↳2 lotse: ✉️ An Dora geschickt.
      15 ↳2 bernd: !canned toner
      16 ↳2 lotse: T-2 · Mittel · Gelöst · Bernd
      17 ↳2 bernd: !canned ask
      18 ↳2 lotse: ⛔ T-2 ist gelöst, es kann nicht warten.
          🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
      19 bernd: !canned restart
      20 ↳19 lotse: ❓ Welches Ticket? Schreibe den Befehl in den Thread des Tickets, oder nenne es: !nehmen T-7.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn in_a_shared_thread_the_answer_is_said_there() {
    let mut world = World::with(answers).await;
    let said = world.says("anna", "!ticket Printer is broken").await;
    world.says_in(&said, "bernd", "!canned restart").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket Printer is broken
    2 ↳1 lotse: T-1 Printer is broken
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    3 ↳1 bernd: !canned restart
    4 ↳1 lotse (to anna): Bernd: Hello Anna, please restart (T-1, Printer is broken). Yours, Bernd
    ");
    world.ends().await;
}

#[tokio::test]
async fn time_is_kept_corrected_and_taken_back() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.forget();
    let spent = world.says_below(IT, &card, "bernd", "!spent 30m printer driver").await;
    let more = world.says_below(IT, &card, "carla", "!aufwand 1,5h").await;
    for text in ["!spent", "!spent 0m", "!spent -5m", "!spent 25h", "!spent 30", "!spent ages", "!spent 2wd"] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.edits(&spent, "!spent 45m printer driver").await;
    world.edits(&spent, "!spent T-1 50m").await;
    world.edits(&spent, "!spent T-9 50m").await;
    world.edits(&spent, "!spent forever").await;
    world.takes_back(&more).await;
    world.says_below(IT, &card, "bernd", "!spent").await;
    world.says_below(IT, &card, "bernd", "!show").await;
    world.says_in(&said, "anna", "!show").await;
    world.says_in(&said, "anna", "!spent 10m").await;
    world.says_to(IT, "bernd", "!spent 10m").await;
    world.says_to(IT, "bernd", "!spent week").await;
    world.says_to(IT, "bernd", "!aufwand monat team:it").await;
    world.says_to(IT, "bernd", "!spent week team:network").await;
    world.says_to(NETWORK, "nora", "!spent week").await;
    world.says_to(NETWORK, "nora", "!spent T-1 10m").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 ↳? bernd: !spent 30m printer driver
    (!it-team:local) 2 ↳? lotse: ⏱ 30 min kept with T-1, 30 min in all.
    (!it-team:local) 3 ↳? carla: !aufwand 1,5h
    (!it-team:local) 4 ↳? lotse: ⏱ 1 Std. 30 Min. bei T-1 aufgehoben, 2 Std. insgesamt.
    (!it-team:local) 5 ↳? bernd: !spent
    (!it-team:local) 6 ↳? lotse: ⏱ T-1 · 2 h
        Carla: 1 h 30 min
        Bernd: 30 min
    (!it-team:local) 7 ↳? bernd: !spent 0m
    (!it-team:local) 8 ↳? lotse: ❓ That is no time at all.
        For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    (!it-team:local) 9 ↳? bernd: !spent -5m
    (!it-team:local) 10 ↳? lotse: ❓ That is no time at all.
        For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    (!it-team:local) 11 ↳? bernd: !spent 25h
    (!it-team:local) 12 ↳? lotse: ❓ More than a day at once is not possible.
        For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    (!it-team:local) 13 ↳? bernd: !spent 30
    (!it-team:local) 14 ↳? lotse: ❓ I do not understand the time “30”.
        For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    (!it-team:local) 15 ↳? bernd: !spent ages
    (!it-team:local) 16 ↳? lotse: ❓ I do not understand the time “ages”.
        For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    (!it-team:local) 17 ↳? bernd: !spent 2wd
    (!it-team:local) 18 ↳? lotse: ❓ How long is that in hours and minutes?
        For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    (!it-team:local) 1 bernd edits: !spent 45m printer driver
    (!it-team:local) 19 ↳1 lotse: ⏱ Corrected to 45 min with T-1, 2 h 15 min in all.
    (!it-team:local) 1 bernd edits: !spent T-1 50m
    (!it-team:local) 20 ↳1 lotse: ⏱ Corrected to 50 min with T-1, 2 h 20 min in all.
    (!it-team:local) 1 bernd edits: !spent T-9 50m
    (!it-team:local) 21 ↳? lotse: ⛔ That time was spent on T-1. For another ticket, take the message back and write a new one.
    (!it-team:local) 1 bernd edits: !spent forever
    (!it-team:local) 22 ↳? lotse: ❓ I do not understand the time “forever”.
        For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    (!it-team:local) 3 carla takes it back
    (!it-team:local) 23 ↳? bernd: !spent
    (!it-team:local) 24 ↳? lotse: ⏱ T-1 · 50 min
        Bernd: 50 min
    (!it-team:local) 25 ↳? bernd: !show
    (!it-team:local) 26 ↳? lotse: T-1 Drucker druckt nicht
        Medium · New · nobody yet
        ⏱ 50 min
    27 ↳? anna: !show
    28 ↳? lotse: T-1 Drucker druckt nicht
        Mittel · Neu · noch niemand
    29 ↳? anna: !spent 10m
    30 ↳? lotse: ⛔ Das dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    (!it-team:local) 31 bernd: !spent 10m
    (!it-team:local) 32 ↳31 lotse: ❓ Which ticket? Write the command in the ticket's thread, or name it: !take T-7.
    (!it-team:local) 33 bernd: !spent week
    (!it-team:local) 34 ↳33 lotse: ⏱ Last 7 days: 50 min
        Bernd: 50 min on one ticket
    (!it-team:local) 35 bernd: !aufwand monat team:it
    (!it-team:local) 36 ↳35 lotse: ⏱ Letzte 30 Tage: 50 Min.
        Bernd: 50 Min. an einem Ticket
    (!it-team:local) 37 bernd: !spent week team:network
    (!it-team:local) 38 ↳37 lotse: ❓ Ein Team „network“, dessen Zahlen du sehen darfst, kenne ich nicht.
        Zum Beispiel eines davon: it.
    (!net-team:local) 39 nora: !spent week
    (!net-team:local) 40 ↳39 lotse: Nobody has written down any time in the last 7 days.
    (!net-team:local) 41 nora: !spent T-1 10m
    (!net-team:local) 42 ↳41 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ");
    world.ends().await;
}
