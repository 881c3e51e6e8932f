//! Files that are passed on: the other thread of a ticket gets the file itself, once, and not what is not meant for it.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::Attachment;
use lotse::chat::local::{Failure, Item, Place, Post};
use lotse::flow::timers;

use crate::asked::PNG;
use crate::support::company::IT;
use crate::support::world::{ROOM, World, account};

impl World {
    /// Sends a file, and does not wait for what comes of it.
    fn hands_in(&self, who: &str, room: &str, root: Option<&str>, text: &str, file: Attachment) -> String {
        let place = root.map_or(Place::default(), Place::thread);
        let post = Post { text, place, attachment: Some(file), ..Post::default() };
        self.server.say_with(&format!("!{room}:local"), &account(who), post).unwrap()
    }

    fn png(&self, name: &str) -> Attachment {
        self.server.upload(name, Some("image/png"), PNG)
    }

    /// What the bot has sent below a message that carries a file, with its content.
    fn passed_on(&self, room: &str, root: &str) -> Vec<(String, Vec<u8>)> {
        let items = self.server.room_by_alias(room).unwrap().items;
        let with_file = |item: Item| Some((item.attachment?, item.body.plain()));
        let bots =
            items.into_iter().filter(|item| item.sender == "@lotse:local" && item.thread.as_deref() == Some(root));
        bots.filter_map(with_file).map(|(file, words)| (words, self.server.content(&file).unwrap())).collect()
    }

    async fn blobs(&self) -> i64 {
        sqlx::query_scalar("select count(*) from blob").fetch_one(self.pool()).await.unwrap()
    }
}

#[tokio::test]
async fn each_side_gets_the_file_itself() {
    let mut world = World::company(|_| {}).await;
    let raised = world.png("Foto.png");
    let said = world.hands_in("anna", ROOM, None, "!ticket Der Drucker im 3. Stock druckt nicht", raised);
    world.settle().await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    let alone = world.png("Display.png");
    world.hands_in("anna", ROOM, Some(&said), "Display.png", alone);
    world.settle().await;
    let log = world.server.upload("drucker.log", None, "Fehler: ü".as_bytes());
    world.hands_in("anna", ROOM, Some(&said), "Das Protokoll", log);
    world.settle().await;
    // An agent who reads along in the requester's thread has no need to send it there.
    let plan = world.png("Plan.png");
    world.hands_in("carla", ROOM, Some(&said), "Hier steht er", plan);
    world.settle().await;
    let help = world.server.upload("Anleitung.txt", Some("text/plain"), b"1. Aus 2. Ein");
    world.hands_in("bernd", IT, Some(&card), "!antwort", help);
    world.settle().await;
    let inside = world.png("Intern.png");
    world.hands_in("bernd", IT, Some(&card), "Intern.png", inside);
    world.settle().await;
    let noted = world.png("Notiz.png");
    world.hands_in("bernd", ROOM, Some(&said), "!notiz", noted);
    world.settle().await;
    let solved = world.png("Toner.png");
    world.hands_in("bernd", IT, Some(&card), "!lösen Neuer Toner, so sitzt er", solved);
    world.settle().await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Der Drucker im 3. Stock druckt nicht [Foto.png]
      2 ↳1 lotse: T-1 Der Drucker im 3. Stock druckt nicht
          Mittel · Gelöst · Bernd
          💡 Neuer Toner, so sitzt er
          🔁 es ist nicht gelöst
      3 ↳1 anna: Display.png [Display.png]
      4 ↳1 anna: Das Protokoll [drucker.log]
      5 ↳1 carla: Hier steht er [Plan.png]
      6 ↳1 lotse: Bernd: 📎 Anleitung.txt [Anleitung.txt]
      7 ↳1 bernd: !notiz [Notiz.png]
      8 ↳1 lotse: 📝 Bei T-1 aufgehoben und an das Team weitergegeben. Wer in diesem Thread liest, hat es allerdings hier gelesen.
      9 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Neuer Toner, so sitzt er
      10 ↳1 lotse:  [Toner.png]
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Drucker im 3. Stock druckt nicht
          Medium · Resolved · Bernd
          💡 Neuer Toner, so sitzt er
          from Anna
          🔁 reopen 👀 bernd 🔁 lotse
      2 ↳1 lotse: Anna: 📎 Foto.png [Foto.png]
      3 ↳1 lotse: Anna: 📎 Display.png [Display.png]
      4 ↳1 lotse: Anna: Das Protokoll 📎 drucker.log
      5 ↳1 lotse:  [drucker.log]
      6 ↳1 lotse: Carla: Hier steht er 📎 Plan.png
      7 ↳1 lotse:  [Plan.png]
      8 ↳1 bernd: !antwort [Anleitung.txt]
      9 ↳1 lotse: ✉️ An Anna geschickt.
      10 ↳1 bernd: Intern.png [Intern.png]
      11 ↳1 lotse: Bernd: 📎 Notiz.png [Notiz.png]
      12 ↳1 bernd: !lösen Neuer Toner, so sitzt er [Toner.png]
      13 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
    net-team: lotse, nora
    ");
    assert_eq!(world.passed_on(IT, &card).len(), 5);
    assert!(world.passed_on(IT, &card).iter().all(|(_, content)| !content.is_empty()));
    assert_eq!(world.passed_on(ROOM, &said)[0].1, b"1. Aus 2. Ein");
    world.ends().await;
}

#[tokio::test]
async fn who_must_act_is_told_by_the_file_that_says_nothing_else() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The scanner scans upside down").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.forget();
    let alone = world.png("scan.png");
    world.hands_in("anna", ROOM, Some(&said), "", alone);
    world.settle().await;
    let help = world.png("lever.png");
    world.hands_in("bernd", IT, Some(&card), "!reply The lever at the back", help);
    world.settle().await;
    assert_snapshot!(world.transcript(), @"
    1 ↳? anna:  [scan.png]
    (!it-team:local) 2 ↳? lotse (to bernd): Anna: 📎 scan.png [scan.png]
    (!it-team:local) 3 ↳? bernd: !reply The lever at the back [lever.png]
    4 ↳? lotse (to anna): Bernd: The lever at the back 📎 lever.png
    5 ↳? lotse:  [lever.png]
    (!it-team:local) 6 ↳? lotse: ✉️ Anna has it.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_taken_back_is_gone_on_the_other_side_too() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The scanner scans upside down").await;
    let card = world.card_in(IT, "T-1");
    let (first, second) = (world.png("first.png"), world.png("second.png"));
    let first = world.hands_in("anna", ROOM, Some(&said), "first.png", first);
    let second = world.hands_in("anna", ROOM, Some(&said), "The other one", second);
    world.settle().await;
    assert_eq!(world.passed_on(IT, &card).len(), 2);
    world.takes_back(&first).await;
    world.takes_back(&second).await;
    assert_eq!(world.passed_on(IT, &card), []);
    assert_eq!(world.blobs().await, 0);

    // Before it was fetched.
    world.server.refuse_next(1, Failure::Later);
    let early = world.png("early.png");
    let early = world.hands_in("anna", ROOM, Some(&said), "early.png", early);
    world.server.drained().await;
    world.takes_back(&early).await;
    assert_eq!(world.passed_on(IT, &card), []);

    // While it was on its way: it is sent, and taken back.
    world.server.fail_next(1, Failure::Later);
    let late = world.png("late.png");
    let late = world.hands_in("anna", ROOM, Some(&said), "late.png", late);
    while world.backlog().await.waiting == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    world.takes_back(&late).await;
    assert_eq!(world.passed_on(IT, &card), []);
    assert_eq!(world.blobs().await, 0);
    let names: i64 = sqlx::query_scalar("select count(*) from outbox where payload::text like '%.png%'")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(names, 0, "what was taken back is remembered by its name");
    world.ends().await;
}

#[tokio::test]
async fn what_has_become_a_note_meanwhile_stays_inside() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The scanner scans upside down").await;
    let card = world.card_in(IT, "T-1");
    for (first, then) in [("!reply Like this", "!note Like this"), ("!reply", "Only between us")] {
        world.server.refuse_next(1, Failure::Later);
        let file = world.png("lever.png");
        let sent = world.hands_in("bernd", IT, Some(&card), first, file);
        world.server.drained().await;
        world.edits(&sent, then).await;
        assert_eq!(world.passed_on(ROOM, &said), [], "{first}");
    }
    world.ends().await;
}

#[tokio::test]
async fn a_file_that_gets_words_by_an_edit_has_them_on_the_other_side() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Der Scanner scannt verkehrt herum").await;
    let card = world.card_in(IT, "T-1");
    let file = world.png("scan.png");
    let sent = world.hands_in("anna", ROOM, Some(&said), "scan.png", file);
    world.settle().await;
    world.forget();
    world.edits(&sent, "So kommt es heraus").await;
    world.edits(&sent, "So kommt es heraus, seit gestern").await;
    assert_snapshot!(world.transcript(), @"
    ? anna edits: So kommt es heraus
    (!it-team:local) 1 ↳? lotse: Anna: So kommt es heraus 📎 scan.png
    ? anna edits: So kommt es heraus, seit gestern
    (!it-team:local) 1 lotse edits: Anna: So kommt es heraus, seit gestern 📎 scan.png
    ");
    assert_eq!(world.passed_on(IT, &card).len(), 1);
    world.takes_back(&sent).await;
    assert_eq!(world.passed_on(IT, &card), []);
    world.ends().await;
}

#[tokio::test]
async fn the_name_of_a_file_goes_ahead_when_it_takes_long() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Der Scanner scannt verkehrt herum").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.forget();
    world.server.refuse_next(2, Failure::Later);
    let file = world.png("scan.png");
    world.hands_in("anna", ROOM, Some(&said), "scan.png", file);
    while timers::next_due(world.pool())
        .await
        .unwrap()
        .is_none_or(|due| due > world.clock.now() + TimeDelta::minutes(1))
    {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    world.pass(TimeDelta::seconds(31)).await;
    assert_snapshot!(world.transcript(), @"
    1 ↳? anna: scan.png [scan.png]
    (!it-team:local) 2 ↳? lotse (to bernd): Anna: 📎 scan.png
    (!it-team:local) 3 ↳? lotse:  [scan.png]
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_file_that_is_refused_there_is_told_of_in_its_language() {
    let mut world = World::company(|_| {}).await;
    world.expects_trouble();
    let said = world.says("anna", "!ticket Der Scanner scannt verkehrt herum").await;
    let card = world.card_in(IT, "T-1");
    world.forget();
    let (theirs, ours) = (world.png("scan.png"), world.png("Hebel.png"));
    world.server.refuse_files(2);
    let sent = world.hands_in("anna", ROOM, Some(&said), "scan.png", theirs);
    world.settle().await;
    let answer = world.hands_in("bernd", IT, Some(&card), "!antwort So herum", ours);
    world.settle().await;
    assert_snapshot!(world.transcript(), @"
    1 ↳? anna: scan.png [scan.png]
    (!it-team:local) 2 ↳? lotse: Anna: 📎 scan.png
        ⚠️ 📎 scan.png (29 B) was not taken by the chat server.
    (!it-team:local) 3 ↳? bernd: !antwort So herum [Hebel.png]
    4 ↳? lotse (to anna): Bernd: So herum 📎 Hebel.png
    5 ↳? lotse: ⚠️ 📎 Hebel.png (29 B) hat der Chat-Server nicht angenommen.
    (!it-team:local) 6 ↳? lotse: ✉️ An Anna geschickt.
    ");
    for sent in [sent, answer] {
        world.takes_back(&sent).await;
    }
    assert_snapshot!(world.transcript(), @"
    1 anna takes it back
    (!it-team:local) 2 lotse takes it back
    (!it-team:local) 3 bernd takes it back
    4 lotse takes it back
    5 lotse takes it back
    ");
    assert_eq!((world.blobs().await, world.backlog().await.refused), (0, 0));
    world.ends().await;
}

#[tokio::test]
async fn a_file_goes_along_when_its_message_becomes_another_ticket() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Der Scanner scannt verkehrt herum").await;
    let file = world.png("Beamer.png");
    let sent = world.hands_in("anna", ROOM, Some(&said), "Und der Beamer flackert", file);
    world.settle().await;
    let place = Place { thread: Some(&said), reply_to: Some(&sent) };
    world.writes("bernd", Post { text: "!split", place, ..Post::default() }).await;
    let other = world.card_in(IT, "T-2");
    assert_eq!(world.passed_on(IT, &other), [("Anna: 📎 Beamer.png".to_owned(), PNG.to_vec())]);

    // What has been over for long is continued by a new ticket.
    let said = world.says("anna", "!ticket Der Scanner scannt verkehrt herum").await;
    let card = world.card_in(IT, "T-3");
    world.says_below(IT, &card, "bernd", "!resolve umgedreht").await;
    world.pass(TimeDelta::days(60)).await;
    let file = world.png("Scan.png");
    world.hands_in("anna", ROOM, Some(&said), "Jetzt schon wieder", file);
    world.settle().await;
    let next = world.card_in(IT, "T-4");
    assert_eq!(world.passed_on(IT, &next), [("Anna: 📎 Scan.png".to_owned(), PNG.to_vec())]);
    world.ends().await;
}
