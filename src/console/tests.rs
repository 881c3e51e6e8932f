use std::collections::HashMap;
use std::sync::Arc;

use chrono::DateTime;
use futures_util::FutureExt;
use tokio::sync::Mutex;

use super::*;
use crate::chat::local::{Local, Place};
use crate::chat::markup::{Markup, Node};
use crate::chat::{Delivery, Happening, Incoming, Outgoing, Platform, Reader};
use crate::clock::Clock;

/// A bot that knows three things: a ticket, taking it, and resolving it.
struct Bot {
    platform: Local,
    reader: Box<dyn Reader>,
    sent: usize,
    /// The text of each card, by event.
    cards: HashMap<String, String>,
}

impl Bot {
    async fn new(server: &LocalServer) -> Self {
        let platform = server.platform();
        let reader = platform.open(None).await.unwrap();
        Self { platform, reader, sent: 0, cards: HashMap::new() }
    }

    /// Handles everything there is.
    async fn work(&mut self) {
        while let Some(batch) = self.reader.next().now_or_never() {
            for event in batch.unwrap().events {
                self.handle(event).await;
            }
        }
    }

    async fn handle(&mut self, event: Incoming) {
        let room = event.room.as_str();
        match event.what {
            Happening::Message { text, .. } if text.starts_with("!ticket ") => {
                let title = format!("T-{} · {}", self.cards.len() + 1, text.trim_start_matches("!ticket "));
                let card = self.deliver(room, say(Some(&event.event), card(&title, "new"))).await;
                for sign in ["👀", "✅"] {
                    self.deliver(room, Outgoing::React { target: card.clone(), sign: sign.into() }).await;
                }
                self.cards.insert(card, title);
            }
            Happening::Message { text, .. } if text == "!incident" => {
                let open = Outgoing::OpenRoom {
                    alias: "inc-17".to_owned(),
                    name: "Mail down".to_owned(),
                    topic: Some("high · triage".to_owned()),
                    invite: vec![event.sender.clone()],
                    direct: false,
                    encrypted: true,
                };
                let opened = self.deliver("", open).await;
                let card = self.deliver(&opened, say(None, card("INC-17 · Mail down", "triage"))).await;
                self.deliver(&opened, Outgoing::Pin { target: card }).await;
                self.deliver(&opened, Outgoing::Topic { topic: "high · active".to_owned() }).await;
            }
            Happening::Message { text, .. } if text == "!close" => {
                self.deliver(room, Outgoing::Archive { on: true }).await;
            }
            Happening::Message { text, .. } if text.starts_with('!') => {
                self.deliver(room, say(None, Markup::text("❓ I know !ticket only."))).await;
            }
            Happening::Reaction { target, sign } => {
                let Some(title) = self.cards.get(&target).cloned() else { return };
                let state = if sign == "👀" { "in work" } else { "resolved" };
                for state in ["…", state] {
                    self.deliver(room, Outgoing::Edit { target: target.clone(), body: card(&title, state) }).await;
                }
            }
            Happening::Joined { direct: true, .. } => {
                self.deliver(room, say(None, Markup::text("Only the two of us."))).await;
            }
            _ => {}
        }
    }

    async fn deliver(&mut self, room: &str, what: Outgoing) -> String {
        self.sent += 1;
        let delivery = Delivery { key: self.sent.to_string(), room: room.to_owned(), what };
        self.platform.deliver(&delivery).await.unwrap().id.unwrap_or_default()
    }
}

fn say(thread: Option<&str>, body: Markup) -> Outgoing {
    Outgoing::Say { thread: thread.map(str::to_owned), reply_to: None, body, mentions: vec![], loud: false }
}

fn card(title: &str, state: &str) -> Markup {
    Markup(vec![Node::bold(Markup::text(title)), Node::Break, Node::text(format!("Priority 3 · {state}"))])
}

/// Plays a script against the little bot; `prepare` sees the server first.
async fn play_on(
    script: &[u8],
    language: Language,
    color: bool,
    prepare: impl FnOnce(&LocalServer),
) -> (String, Result<(), ConsoleError>) {
    let server = LocalServer::new(Clock::fake(DateTime::UNIX_EPOCH));
    let bot = Arc::new(Mutex::new(Bot::new(&server).await));
    let session = Session::new(server.clone(), words().unwrap(), language, color).unwrap();
    prepare(&server);
    let mut out = Vec::new();
    let idle = || async { bot.lock().await.work().await };
    let result = script::play(session, script, &mut out, idle).await;
    (String::from_utf8(out).unwrap(), result)
}

async fn play(script: &str) -> String {
    let (out, result) = play_on(script.as_bytes(), Language::En, false, |_| {}).await;
    result.unwrap();
    out
}

/// Plays a script of which so many commands fail.
async fn play_wrong(script: &str, expected: usize) -> String {
    let (out, result) = play_on(script.as_bytes(), Language::En, false, |_| {}).await;
    assert!(matches!(result, Err(ConsoleError::Failed(failed)) if failed == expected), "{result:?}\n{out}");
    out
}

#[tokio::test]
async fn the_first_minute() {
    let out = play(
        "!ticket Printer offline\n\
         // the agent takes it\n\
         /as bernd\n\
         /react 👀\n\
         /thread\n\
         Which printer?\n\
         /up\n\
         /react check\n",
    )
    .await;
    insta::assert_snapshot!(out, @r#"
    [1]   anna@#it-help ❯ !ticket Printer offline
    [2]     ↳1 Lotse  T-1 · Printer offline
              Priority 3 · new
              👀  ✅
          anna@#it-help ❯ /as bernd
          bernd@#it-help ❯ /react 👀
    [2]     ↳1 Lotse ✎  T-1 · Printer offline
              Priority 3 · in work
              👀 Bernd  ✅
          bernd@#it-help ❯ /thread
    [3]   bernd@#it-help ↳1 ❯ Which printer?
          bernd@#it-help ↳1 ❯ /up
          bernd@#it-help ❯ /react check
    [2]     ↳1 Lotse ✎  T-1 · Printer offline
              Priority 3 · resolved
              👀 Bernd  ✅ Bernd
    "#);
}

#[tokio::test]
async fn numbers_say_which_message_is_meant() {
    let out = play(
        "hello\n\
         /reply 1 and again\n\
         /edit [1] hello all\n\
         /react 🎉 #2\n\
         /unreact 2 tada\n\
         /delete 2 a mistake\n\
         /history\n",
    )
    .await;
    insta::assert_snapshot!(out, @r#"
    [1]   anna@#it-help ❯ hello
    [2]   anna@#it-help ❯ /reply 1 and again
          anna@#it-help ❯ /edit [1] hello all
    [1]   Anna ✎  hello all
          anna@#it-help ❯ /react 🎉 #2
    [2]   + 🎉 Anna
          anna@#it-help ❯ /unreact 2 tada
    [2]   − 🎉 Anna
          anna@#it-help ❯ /delete 2 a mistake
    [2]   ✗ Anna took this message back
          anna@#it-help ❯ /history
    [1]   Anna ✎  hello all
    [2]   ↩1 Anna took this message back
    "#);
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let out = play_wrong(
        "/raect 👀\n\
         /xyzzy\n\
         /react\n\
         /react 👀\n\
         /react hello\n\
         /thread 9\n\
         /as dora\n\
         /room attic\n\
         hi\n\
         /as bernd\n\
         /edit 1 no\n\
         /reply 1\n\
         /unreact 👀 1\n\
         /delete 1\n\
         /edit 1 gone\n\
         /history many\n\
         /help raect\n",
        14,
    )
    .await;
    insta::assert_snapshot!(out, @r#"
          anna@#it-help ❯ /raect 👀
          There is no /raect. Did you mean /react?
          anna@#it-help ❯ /xyzzy
          There is no /xyzzy. /help shows what there is.
          anna@#it-help ❯ /react
          Like this: /react SIGN [N]
          anna@#it-help ❯ /react 👀
          Lotse has not said anything here yet.
          anna@#it-help ❯ /react hello
          hello is not an emoji. Try /react 👀 or /react eyes.
          anna@#it-help ❯ /thread 9
          There is no message 9. The numbers stand at the left.
          anna@#it-help ❯ /as dora
          There is no dora here. You can be anna, bernd, carla.
          anna@#it-help ❯ /room attic
          There is no room attic. There is #it-help.
    [1]   anna@#it-help ❯ hi
          anna@#it-help ❯ /as bernd
          bernd@#it-help ❯ /edit 1 no
          [1] is somebody else's message. /as makes you another person.
          bernd@#it-help ❯ /reply 1
          Like this: /reply N TEXT
          bernd@#it-help ❯ /unreact 👀 1
          You have not put 👀 there.
          bernd@#it-help ❯ /delete 1
    [1]   ✗ Bernd took this message back
          bernd@#it-help ❯ /edit 1 gone
          [1] is somebody else's message. /as makes you another person.
          bernd@#it-help ❯ /history many
          Like this: /history [COUNT]
          bernd@#it-help ❯ /help raect
          There is no /raect. Did you mean /react?
    "#);
}

#[tokio::test]
async fn rooms_and_people() {
    let script =
        "/rooms\n/people\n/dm\n!ticket Password\n/as carla\n/rooms\n/room ops\n/join #ops\n/people\n/quit\nnever\n";
    let (out, result) = play_on(script.as_bytes(), Language::En, false, |server| {
        server.add_person("@dora:local", "Dora");
        let ops = server.add_room("ops", "Operations");
        server.join(&ops, "@dora:local", 0).unwrap();
        server.say(&ops, "@dora:local", "is the switch up?", Place::default()).unwrap();
    })
    .await;
    assert!(matches!(result, Err(ConsoleError::Failed(1))));
    insta::assert_snapshot!(out, @r#"
          · Dora is in #ops
    [1]   #ops Dora  is the switch up?
          anna@#it-help ❯ /rooms
          ❯ #it-help  IT help  anna, bernd, carla, lotse
            #ops  Operations  dora
          anna@#it-help ❯ /people
          ❯ Anna      employee
            Bernd     agent
            Carla     head of the desk
            Dora      not in this room
            Lotse     the bot
          anna@#it-help ❯ /dm
    [2]   Lotse  Only the two of us.
    [3]   anna@dm ❯ !ticket Password
    [4]     ↳3 Lotse  T-1 · Password
              Priority 3 · new
              👀  ✅
          anna@dm ❯ /as carla
          carla@#it-help ❯ /rooms
          ❯ #it-help  IT help  anna, bernd, carla, lotse
            #ops  Operations  dora
          carla@#it-help ❯ /room ops
          carla is not in #ops. /join #ops lets you in.
          carla@#it-help ❯ /join #ops
          · Carla is in #ops
    [1]   Dora  is the switch up?
          carla@#ops ❯ /people
            Anna      not in this room
            Bernd     not in this room
          ❯ Carla     employee
            Dora      employee
            Lotse     the bot
          carla@#ops ❯ /quit
    "#);
}

#[tokio::test]
async fn a_room_that_the_bot_opens_shows_its_topic_and_what_is_pinned() {
    let script = "!incident\n/room inc-17\nI look at it\n!close\nand now?\n/as bernd\n/room inc-17\n/join inc-17\n";
    for language in Language::ALL {
        let (out, result) = play_on(script.as_bytes(), language, false, |_| {}).await;
        assert!(matches!(result, Err(ConsoleError::Failed(2))), "{result:?}\n{out}");
        match language {
            Language::En => insta::assert_snapshot!(out, @"
            [1]   anna@#it-help ❯ !incident
                  · Lotse is in #inc-17
                  · Anna is in #inc-17
            [2]   #inc-17 Lotse  INC-17 · Mail down
                    Priority 3 · triage
                  · Lotse has pinned [2] in #inc-17
                  · The topic of #inc-17 is now: high · active
                  anna@#it-help ❯ /room inc-17
                  · Topic: high · active
                  · Pinned: [2]
            [3]   anna@#inc-17 ❯ I look at it
            [4]   anna@#inc-17 ❯ !close
                  · #inc-17 is read-only: only Lotse can write there.
                  anna@#inc-17 ❯ and now?
                  #inc-17 is read-only: only Lotse can write there.
                  anna@#inc-17 ❯ /as bernd
                  bernd@#it-help ❯ /room inc-17
                  bernd is not in #inc-17. /join #inc-17 lets you in.
                  bernd@#it-help ❯ /join inc-17
                  · Bernd is in #inc-17
                  · Topic: high · active
                  · Pinned: [2]
                  · #inc-17 is read-only: only Lotse can write there.
            "),
            Language::De => insta::assert_snapshot!(out, @"
            [1]   anna@#it-help ❯ !incident
                  · Lotse ist in #inc-17
                  · Anna ist in #inc-17
            [2]   #inc-17 Lotse  INC-17 · Mail down
                    Priority 3 · triage
                  · Lotse hat [2] in #inc-17 angeheftet
                  · Das Thema von #inc-17 ist jetzt: high · active
                  anna@#it-help ❯ /room inc-17
                  · Thema: high · active
                  · Angeheftet: [2]
            [3]   anna@#inc-17 ❯ I look at it
            [4]   anna@#inc-17 ❯ !close
                  · #inc-17 kann man nur noch lesen, schreiben kann dort nur Lotse.
                  anna@#inc-17 ❯ and now?
                  #inc-17 kann man nur noch lesen, schreiben kann dort nur Lotse.
                  anna@#inc-17 ❯ /as bernd
                  bernd@#it-help ❯ /room inc-17
                  bernd ist nicht in #inc-17. Mit /join #inc-17 kommst du hinein.
                  bernd@#it-help ❯ /join inc-17
                  · Bernd ist in #inc-17
                  · Thema: high · active
                  · Angeheftet: [2]
                  · #inc-17 kann man nur noch lesen, schreiben kann dort nur Lotse.
            "),
        }
    }
}

#[tokio::test]
async fn threads_stand_together_in_the_history() {
    let out = play("!ticket One\n!ticket Two\n/thread 1\nto one\n/thread 3\nto two\n/up\n/history\n").await;
    let history = out.split_once("/history\n").unwrap().1;
    insta::assert_snapshot!(history, @r#"
    [1]   Anna  !ticket One
    [2]     ↳1 Lotse  T-1 · One
              Priority 3 · new
              👀  ✅
    [5]     ↳1 Anna  to one
    [3]   Anna  !ticket Two
    [4]     ↳3 Lotse  T-2 · Two
              Priority 3 · new
              👀  ✅
    [6]     ↳3 Anna  to two
    "#);
}

#[tokio::test]
async fn german_words_for_a_german_environment() {
    let script = "/hilfe als\n/raect\n/leute\n/ende\n";
    let (out, _) = play_on(script.as_bytes(), Language::De, false, |_| {}).await;
    insta::assert_snapshot!(out, @r#"
    anna@#it-help ❯ /hilfe als
    /als NAME  jemand anderes sein: anna, bernd, carla
    anna@#it-help ❯ /raect
    /raect gibt es nicht. Meintest du /react?
    anna@#it-help ❯ /leute
    ❯ Anna      arbeitet in der Firma
      Bernd     bearbeitet Tickets
      Carla     Leitung der IT-Hilfe
      Lotse     der Bot
    anna@#it-help ❯ /ende
    "#);
}

#[tokio::test]
async fn scripts_may_hold_anything() {
    let script = b"\xef\xbb\xbf// comment\r\n\r\n!nonsense \xff\xfe \xf0\x9f\r\n!ticket Two lines\\\nand more\n /up is said\n\x1b[31mred";
    let (out, result) = play_on(script, Language::En, false, |_| {}).await;
    result.unwrap();
    insta::assert_snapshot!(out, @r#"
    [1]   anna@#it-help ❯ !nonsense �� �
    [2]   Lotse  ❓ I know !ticket only.
    [3]   anna@#it-help ❯ !ticket Two lines
            and more
    [4]     ↳3 Lotse  T-1 · Two lines
              and more
              Priority 3 · new
              👀  ✅
    [5]   anna@#it-help ❯  /up is said
    [6]   anna@#it-help ❯ [31mred
    "#);
    let (plain, _) = play_on(b"hi\n/react tada 1\n", Language::En, false, |_| {}).await;
    let (colored, _) = play_on(b"hi\n/react tada 1\n", Language::En, true, |_| {}).await;
    assert!(!plain.contains('\x1b') && colored.contains('\x1b'));
}

#[tokio::test]
async fn files_are_sent_with_words_and_without() {
    let folder = tempfile::tempdir().unwrap();
    let (log, picture) = (folder.path().join("vpn.log"), folder.path().join("my scan.png"));
    std::fs::write(&log, "Fehler: ü").unwrap();
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n").unwrap();
    let (log, picture) = (log.display(), picture.display());
    let script = format!("/file {log} The log\n/datei \"{picture}\"\n/history\n/file nowhere.png\n");
    let out = play_wrong(&script, 1).await;
    let out = out.split_once("/history\n").unwrap().1;
    insta::assert_snapshot!(out, @"
    [1]   Anna  The log
            📎 vpn.log (10 B)
    [2]   Anna  my scan.png
            📎 my scan.png (8 B)
          anna@#it-help ❯ /file nowhere.png
          nowhere.png cannot be read: No such file or directory (os error 2)
    ");
}

#[tokio::test]
async fn the_welcome_fits_a_narrow_terminal() {
    let server = LocalServer::new(Clock::fake(DateTime::UNIX_EPOCH));
    for language in Language::ALL {
        let session = Session::new(server.clone(), words().unwrap(), language, false).unwrap();
        for key in ["console-welcome", "console-help-more"] {
            let text = session.text(&crate::i18n::Phrase::new(key));
            assert!(text.lines().all(|line| paint::width(line) <= 80), "{text}");
        }
        for command in commands::COMMANDS {
            let usage = session.text(&crate::i18n::Phrase::new(command.usage));
            assert!(commands::find(usage.split([' ', '/']).nth(1).unwrap()).unwrap() == &command, "{usage}");
            assert!(!session.text(&crate::i18n::Phrase::new(command.help)).contains('⟦'));
        }
        let mut session = session;
        let help = session.take("/help").text;
        assert!(help.lines().all(|line| paint::width(line) <= 80), "{help}");
    }
}

#[test]
fn the_environment_tells_the_language() {
    let of = |set: &[(&str, &str)]| {
        language_of(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    };
    assert_eq!(of(&[]), Language::En);
    assert_eq!(of(&[("LANG", "de_DE.UTF-8")]), Language::De);
    assert_eq!(of(&[("LANG", "de_AT"), ("LC_ALL", "C")]), Language::En);
    assert_eq!(of(&[("LANG", "en_US"), ("LC_MESSAGES", "de"), ("LC_ALL", "")]), Language::De);
}
