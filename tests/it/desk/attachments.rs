//! Pictures and files: kept with the ticket, once, and not what is too large or no such file.

use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;
use lotse::chat::Attachment;
use lotse::chat::local::{Failure, Place, Post};
use lotse::config::{Config, RoomPart};
use lotse::ids::TicketId;
use lotse::ticket::files;

use crate::asked::PNG;
use crate::support::company::IT;
use crate::support::world::{World, account};

const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0";

fn small(config: &mut Config) {
    config.attachments.largest = 1_000;
}

impl World {
    /// Sends a file in the room, with a text that clients show with it.
    async fn sends(&mut self, who: &str, root: Option<&str>, text: &str, file: Attachment) -> String {
        let place = root.map_or(Place::default(), Place::thread);
        self.writes(who, Post { text, place, attachment: Some(file), ..Post::default() }).await
    }

    fn picture(&self, name: &str) -> Attachment {
        self.server.upload(name, Some("image/png"), PNG)
    }

    async fn number_of(&self, table: &str) -> i64 {
        let query = format!("select count(*) from {table}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(self.pool()).await.unwrap()
    }
}

#[tokio::test]
async fn files_are_kept_once_and_go_with_what_is_taken_back() {
    let mut world = World::company(small).await;
    let raised = world.picture("Foto.png");
    let said = world.sends("anna", None, "!ticket Der Drucker im 3. Stock druckt nicht", raised).await;
    let card = world.card_in(IT, "T-1");
    let again = world.picture("Foto noch einmal.png");
    let twice = world.sends("anna", Some(&said), "Foto noch einmal.png", again).await;
    let log = world.server.upload("drucker.log", None, "Fehler: ü".as_bytes());
    world.sends("anna", Some(&said), "Das Protokoll", log).await;
    let help = world.server.upload("Anleitung.txt", Some("text/plain"), b"1. Aus 2. Ein");
    let post =
        Post { text: "!antwort Bitte so", place: Place::thread(&card), attachment: Some(help), ..Post::default() };
    world.server.say_with(&format!("!{IT}:local"), &account("bernd"), post).unwrap();
    world.settle().await;
    assert_eq!((world.number_of("ticket_file").await, world.number_of("blob").await), (4, 3));
    world.takes_back(&twice).await;
    assert_eq!((world.number_of("ticket_file").await, world.number_of("blob").await), (3, 3));
    world.says_below(IT, &card, "bernd", "!verlauf").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Der Drucker im 3. Stock druckt nicht [Foto.png]
      2 ↳1 lotse: T-1 Der Drucker im 3. Stock druckt nicht
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 anna: 
      4 ↳1 anna: Das Protokoll [drucker.log]
      5 ↳1 lotse: Bernd: Bitte so 📎 Anleitung.txt
      6 ↳1 lotse:  [Anleitung.txt]
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Drucker im 3. Stock druckt nicht
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: 📎 Foto.png [Foto.png]
      3 ↳1 lotse: 
      4 ↳1 lotse: Anna: Das Protokoll 📎 drucker.log
      5 ↳1 lotse:  [drucker.log]
      6 ↳1 bernd: !antwort Bitte so [Anleitung.txt]
      7 ↳1 lotse: ✉️ An Anna geschickt.
      8 ↳1 bernd: !verlauf
      9 ↳1 lotse: T-1 · 4 Einträge
          heute 09:00 · Anna: Der Drucker im 3. Stock druckt nicht · 📎 Foto.png (29 B)
          heute 09:00 · Anna: (Nachricht zurückgezogen)
          heute 09:00 · Anna: Das Protokoll · 📎 drucker.log (10 B)
          heute 09:00 · Bernd: Bitte so · 📎 Anleitung.txt (13 B)
    net-team: lotse, nora
    ");
    world.takes_back(&said).await;
    assert_eq!((world.number_of("ticket_file").await, world.number_of("blob").await), (2, 2));
    world.ends().await;
}

#[tokio::test]
async fn what_is_too_large_or_no_such_file_is_answered() {
    let mut world = World::company(small).await;
    let said = world.says("anna", "!ticket The projector in the hall stays dark").await;
    let honest = world.server.upload("film.png", Some("image/png"), &[0; 1_001]);
    world.sends("anna", Some(&said), "film.png", honest).await;
    let lies = Attachment { size: Some(3), ..world.server.upload("tiny.png", Some("image/png"), &[0; 1_001]) };
    world.sends("anna", Some(&said), "tiny.png", lies).await;
    let film = world.server.upload("<b>film</b>.mp4", Some("video/mp4"), b"film");
    world.sends("anna", Some(&said), "<b>film</b>.mp4", film).await;
    let disguised = world.server.upload("Foto.png", Some("image/png"), EXE);
    world.sends("anna", Some(&said), "Foto.png", disguised).await;
    let refused = world.picture("lost.png");
    world.server.refuse_next(1, Failure::Never);
    world.sends("anna", Some(&said), "lost.png", refused).await;
    let nowhere = Attachment { source: 99.into(), ..world.picture("nowhere.png") };
    world.sends("anna", Some(&said), "nowhere.png", nowhere).await;
    world.says_in(&said, "anna", "!history").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The projector in the hall stays dark
      2 ↳1 lotse: T-1 The projector in the hall stays dark
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 anna: film.png [film.png]
      4 ↳1 lotse: ⚠️ 📎 film.png is too large to be kept with T-1.
          Kept are pictures, text, PDF, ZIP archives, office documents, e-mails, up to 1 KB each.
      5 ↳1 anna: tiny.png [tiny.png]
      6 ↳1 lotse: ⚠️ 📎 tiny.png is too large to be kept with T-1.
          Kept are pictures, text, PDF, ZIP archives, office documents, e-mails, up to 1 KB each.
      7 ↳1 anna: <b>film</b>.mp4 [<b>film</b>.mp4]
      8 ↳1 lotse: ⚠️ 📎 <b>film</b>.mp4 is no kind of file that is kept with T-1.
          Kept are pictures, text, PDF, ZIP archives, office documents, e-mails, up to 1 KB each.
      9 ↳1 anna: Foto.png [Foto.png]
      10 ↳1 lotse: ⚠️ 📎 Foto.png is no kind of file that is kept with T-1.
          Kept are pictures, text, PDF, ZIP archives, office documents, e-mails, up to 1 KB each.
      11 ↳1 anna: lost.png [lost.png]
      12 ↳1 lotse: ⚠️ 📎 lost.png could not be fetched from the chat server and is not kept with T-1.
          Please send it once more.
      13 ↳1 anna: nowhere.png [nowhere.png]
      14 ↳1 lotse: ⚠️ 📎 nowhere.png could not be fetched from the chat server and is not kept with T-1.
          Please send it once more.
      15 ↳1 anna: !history
      16 ↳1 lotse: T-1 · 7 entries
          today 09:00 · Anna: The projector in the hall stays dark
          today 09:00 · Anna: 📎 film.png (1 KB, not kept)
          today 09:00 · Anna: 📎 tiny.png (3 B, not kept)
          today 09:00 · Anna: 📎 <b>film</b>.mp4 (4 B, not kept)
          today 09:00 · Anna: 📎 Foto.png (16 B, not kept)
          today 09:00 · Anna: 📎 lost.png (29 B, not kept)
          today 09:00 · Anna: 📎 nowhere.png (29 B, not kept)
    it-team: bernd, carla, lotse
      1 lotse: T-1 The projector in the hall stays dark
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: 📎 film.png
      3 ↳1 lotse: Anna: 📎 tiny.png
      4 ↳1 lotse: Anna: 📎 <b>film</b>.mp4
      5 ↳1 lotse: Anna: 📎 Foto.png
      6 ↳1 lotse: Anna: 📎 lost.png
      7 ↳1 lotse: Anna: 📎 nowhere.png
    net-team: lotse, nora
    ");
    assert_eq!(world.number_of("blob").await, 0);
    world.ends().await;
}

#[tokio::test]
async fn the_answer_is_in_the_persons_language_and_names_what_is_kept() {
    let mut world = World::company(|config| {
        small(config);
        config.attachments.types = vec!["application/pdf".to_owned(), "application/x-cad".to_owned()];
    })
    .await;
    let said = world.says("anna", "!ticket Der Plan von Etage 3 fehlt").await;
    let picture = world.picture("Plan.png");
    world.sends("anna", Some(&said), "Plan.png", picture).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Der Plan von Etage 3 fehlt
      2 ↳1 lotse: T-1 Der Plan von Etage 3 fehlt
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 anna: Plan.png [Plan.png]
      4 ↳1 lotse: ⚠️ 📎 Plan.png ist keine Art von Datei, die bei T-1 aufgehoben wird.
          Aufgehoben werden PDF, application/x-cad, jeweils bis 1 KB.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Plan von Etage 3 fehlt
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: 📎 Plan.png
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_file_alone_is_a_ticket_where_every_message_is_one() {
    let mut world = World::company(|config| {
        config.rooms[0].part = RoomPart::Intake { every_message: true, team: Some("it".to_owned()) };
    })
    .await;
    let screen = world.picture("Bildschirmfoto.png");
    world.sends("anna", None, "", screen).await;
    let other = world.picture("IMG_0001.png");
    world.sends("anna", None, "Der Beamer bleibt heute dunkel", other).await;
    let alone = world.picture("IMG_0002.png");
    world.sends("anna", None, "!ticket", alone).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna:  [Bildschirmfoto.png]
      2 ↳1 lotse: T-1 Bildschirmfoto.png
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 anna: Der Beamer bleibt heute dunkel [IMG_0001.png]
      4 ↳3 lotse: T-2 Der Beamer bleibt heute dunkel
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 anna: !ticket [IMG_0002.png]
      6 ↳5 lotse: T-3 IMG_0002.png
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Bildschirmfoto.png
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: 📎 Bildschirmfoto.png [Bildschirmfoto.png]
      3 lotse: T-2 Der Beamer bleibt heute dunkel
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 ↳3 lotse: Anna: 📎 IMG_0001.png [IMG_0001.png]
      5 lotse: T-3 IMG_0002.png
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      6 ↳5 lotse: Anna: 📎 IMG_0002.png [IMG_0002.png]
    net-team: lotse, nora
    ");
    assert_eq!((world.number_of("ticket_file").await, world.number_of("blob").await), (3, 1));
    world.ends().await;
}

#[tokio::test]
async fn a_message_with_a_picture_becomes_a_ticket_by_a_tap() {
    let mut world = World::company(|_| {}).await;
    let picture = world.picture("Bildschirmfoto.png");
    let said = world.sends("anna", None, "Bildschirmfoto.png", picture).await;
    world.reacts("bernd", &said, "🎫").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!history").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: Bildschirmfoto.png [Bildschirmfoto.png] 🎫 bernd
      2 ↳1 lotse: T-1 Bildschirmfoto.png
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Bildschirmfoto.png
          Medium · New · nobody yet
          from Anna
          🎫 by Bernd from a message in #it-help:local
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: 📎 Bildschirmfoto.png [Bildschirmfoto.png]
      3 ↳1 bernd: !history
      4 ↳1 lotse: T-1 · one entry
          today 09:00 · Anna: 📎 Bildschirmfoto.png (29 B)
    net-team: lotse, nora
    ");
    assert_eq!(world.number_of("blob").await, 1);
    world.ends().await;
}

#[tokio::test]
async fn a_file_that_is_taken_back_before_it_came_is_not_kept() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The scanner scans upside down").await;
    let picture = world.picture("scan.png");
    world.server.refuse_next(1, Failure::Later);
    let room = world.room();
    let post = Post { text: "scan.png", place: Place::thread(&said), attachment: Some(picture), ..Post::default() };
    let sent = world.server.say_with(&room, &account("anna"), post).unwrap();
    world.server.drained().await;
    world.takes_back(&sent).await;
    assert_eq!((world.number_of("ticket_file").await, world.number_of("blob").await), (0, 0));
    world.ends().await;
}

#[tokio::test]
async fn an_operator_gets_the_files_and_nothing_is_overwritten() {
    let mut world = World::company(|_| {}).await;
    let picture = world.picture("../../etc/cron.d/x.png");
    let said = world.sends("anna", None, "!ticket Scanner", picture).await;
    let same = world.server.upload("x.png", Some("text/plain"), b"other");
    world.sends("anna", Some(&said), "x.png", same).await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("new");
    let hand_out = || files::hand_out(world.pool(), &world.clock, "root", TicketId(1), &to);
    let written = hand_out().await.unwrap().unwrap();
    let names: Vec<String> =
        written.iter().map(|path| path.strip_prefix(&to).unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["1-_.._etc_cron.d_x.png", "2-x.png"]);
    assert_eq!(std::fs::read(&written[0]).unwrap(), PNG);
    assert!(hand_out().await.is_err(), "nothing is overwritten");
    assert_eq!(std::fs::metadata(&written[0]).unwrap().permissions().mode() & 0o777, 0o600);
    // All or none: what was handed out would not be on record.
    std::fs::remove_file(&written[0]).unwrap();
    let refused = hand_out().await.unwrap_err().to_string();
    assert!(refused.contains("2-x.png") && refused.ends_with("nothing was written"), "{refused}");
    assert!(!written[0].exists() && written[1].exists());
    assert_eq!(files::hand_out(world.pool(), &world.clock, "root", TicketId(2), &to).await.unwrap(), None);
    let acts: i64 = sqlx::query_scalar("select count(*) from audit where act = 'ticket-files' and actor = 'root'")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(acts, 1);
    world.ends().await;
}
