//! What every platform promises: the four points in `chat::Platform`, and that people and bot see the same.
//!
//! A platform takes part by implementing [`Stage`] and calling [`holds`].

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::time::Duration;

use async_trait::async_trait;
use lotse::chat::markup::{Markup, Node};
use lotse::chat::{Delivered, Delivery, DeliveryError, Happening, Incoming, Outgoing, Past, Platform, Reader};

/// Longest wait for anything that is expected.
const PATIENCE: Duration = Duration::from_secs(60);

/// A platform with people on it.
#[async_trait]
pub(crate) trait Stage: Sync {
    /// The platform under the bot's account.
    fn platform(&self) -> &dyn Platform;
    /// Account ids of two people.
    fn people(&self) -> [String; 2];
    /// Makes a room with both people in it and the bot invited.
    async fn room(&self, name: &str) -> String;
    /// The person of this number (0 or 1) writes; gives the event.
    async fn says(&self, who: usize, room: &str, thread: Option<&str>, reply_to: Option<&str>, text: &str) -> String;
    /// The person writes a text with a mention of an account.
    async fn mentions(&self, who: usize, room: &str, before: &str, account: &str) -> String;
    async fn reacts(&self, who: usize, room: &str, target: &str, sign: &str) -> String;
    async fn edits(&self, who: usize, room: &str, target: &str, text: &str) -> String;
    async fn takes_back(&self, who: usize, room: &str, target: &str) -> String;
    /// The person accepts an invitation.
    async fn comes(&self, who: usize, room: &str);
    /// What is pinned in the room.
    async fn pinned(&self, room: &str) -> Vec<String>;
    /// Whether the person may write in the room, and whether they may react to a message; both are tried.
    async fn may_write(&self, who: usize, room: &str, target: &str) -> (bool, bool);
    /// What the room shows to the first person, once the event `last` has arrived.
    async fn shows(&self, room: &str, last: &str) -> Vec<Shown>;
}

/// A message as a person sees it now, after edits and with reactions; what was taken back is not shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Shown {
    pub(crate) event: String,
    pub(crate) sender: String,
    pub(crate) text: String,
    pub(crate) thread: Option<String>,
    pub(crate) reply_to: Option<String>,
    /// Accounts that are notified.
    pub(crate) mentions: Vec<String>,
    pub(crate) loud: bool,
    /// Sign and account, in order.
    pub(crate) reactions: Vec<(String, String)>,
}

/// The bot's ear: reads, and remembers everything.
pub(crate) struct Ear {
    reader: Box<dyn Reader>,
    pub(crate) cursor: String,
    pub(crate) heard: Vec<Incoming>,
}

impl Ear {
    /// Opens for the first time, and reads the baseline.
    pub(crate) async fn first(platform: &dyn Platform) -> Ear {
        let mut reader = platform.open(None).await.unwrap();
        let batch = tokio::time::timeout(PATIENCE, reader.next()).await.expect("a baseline").unwrap();
        Ear { reader, cursor: batch.cursor, heard: batch.events }
    }

    /// Opens at a cursor.
    pub(crate) async fn at(platform: &dyn Platform, cursor: &str) -> Ear {
        Ear { reader: platform.open(Some(cursor)).await.unwrap(), cursor: cursor.to_owned(), heard: Vec::new() }
    }

    /// Opens at a cursor, and tells the platform what is known of the past.
    pub(crate) async fn recalling(platform: &dyn Platform, cursor: &str, past: Past) -> Ear {
        let mut ear = Ear::at(platform, cursor).await;
        ear.reader.recall(past);
        ear
    }

    pub(crate) async fn batch(&mut self) {
        let batch = tokio::time::timeout(PATIENCE, self.reader.next()).await.expect("a batch").unwrap();
        self.heard.extend(batch.events);
        self.cursor = batch.cursor;
    }

    /// The first thing heard, already or still to come, that fits.
    pub(crate) async fn until(&mut self, what: &str, fits: impl Fn(&Incoming) -> bool) -> Incoming {
        let read_on = async {
            loop {
                if let Some(found) = self.heard.iter().find(|event| fits(event)) {
                    return found.clone();
                }
                self.batch().await;
            }
        };
        match tokio::time::timeout(PATIENCE, read_on).await {
            Ok(found) => found,
            Err(_) => panic!("not heard: {what}; but {:#?}", self.heard),
        }
    }

    pub(crate) async fn event(&mut self, id: &str) -> Incoming {
        self.until(id, |event| event.event == id).await
    }

    pub(crate) async fn joined(&mut self, room: &str) -> Incoming {
        self.until("that the bot has come", |event| {
            event.room == room && matches!(event.what, Happening::Joined { .. })
        })
        .await
    }

    /// Texts of messages in a room, in order.
    pub(crate) fn texts(&self, room: &str) -> Vec<String> {
        let text = |event: &Incoming| match &event.what {
            Happening::Message { text, .. } if event.room == room => Some(text.clone()),
            _ => None,
        };
        self.heard.iter().filter_map(text).collect()
    }
}

/// A text without formatting.
pub(crate) fn plain(text: &str) -> Markup {
    Markup(vec![Node::Text(text.to_owned())])
}

/// A message of the bot.
pub(crate) fn say(text: &str) -> Outgoing {
    Outgoing::Say { thread: None, reply_to: None, body: plain(text), mentions: vec![], loud: false }
}

/// Delivers, and is patient with what passes.
pub(crate) async fn deliver(platform: &dyn Platform, key: &str, room: &str, what: Outgoing) -> Option<String> {
    let delivery = Delivery { key: key.to_owned(), room: room.to_owned(), what };
    for _ in 0..5 {
        match platform.deliver(&delivery).await {
            Ok(Delivered { id }) => return id,
            Err(DeliveryError::Later(_)) => tokio::task::yield_now().await,
            Err(error) => panic!("{delivery:?}: {error}"),
        }
    }
    panic!("never delivered: {delivery:?}");
}

fn message(event: &Incoming) -> (&str, Option<&str>, Option<&str>, &[String]) {
    match &event.what {
        Happening::Message { text, thread, reply_to, mentions, .. } => {
            (text, thread.as_deref(), reply_to.as_deref(), mentions)
        }
        other => panic!("no message: {other:?}"),
    }
}

/// The whole contract, in one room.
pub(crate) async fn holds(stage: &dyn Stage) {
    let platform = stage.platform();
    let [anna, tom] = stage.people();
    let mut ear = Ear::first(platform).await;
    let room = stage.room("it-help").await;
    let joined = ear.joined(&room).await;
    assert_eq!(joined.sender, anna, "the inviter");
    everybody_is_known(stage, &mut ear, &room).await;

    let before = ear.cursor.clone();
    people_are_heard(stage, &mut ear, &room).await;
    let heard = ear.heard.clone();
    drop(ear);

    // Read, but not stored: all of it comes again, the same and in the same order.
    let mut again = Ear::at(platform, &before).await;
    again.event(&heard.last().unwrap().event).await;
    let since: Vec<&Incoming> = heard.iter().skip_while(|event| event.event != again.heard[0].event).collect();
    assert_eq!(again.heard.iter().collect::<Vec<_>>(), since);
    let mut ear = again;

    the_bot_is_seen(stage, &mut ear, &room, &tom).await;
    a_room_is_opened_once(stage, &mut ear, &anna).await;
    assert!(
        ear.heard.iter().all(|event| event.sender != platform.account() || about_the_room(event)),
        "the bot hears itself: {:#?}",
        ear.heard,
    );
}

fn about_the_room(event: &Incoming) -> bool {
    use Happening::{Joined, Named, Roster};
    matches!(event.what, Joined { .. } | Named { .. } | Roster { .. })
}

async fn everybody_is_known(stage: &dyn Stage, ear: &mut Ear, room: &str) {
    let roster = ear
        .until("the whole roster", |event| {
            event.room == room && matches!(event.what, Happening::Roster { whole: true, .. })
        })
        .await;
    let Happening::Roster { members, .. } = roster.what else { unreachable!() };
    for account in stage.people().iter().map(String::as_str).chain([stage.platform().account()]) {
        assert!(members.iter().any(|member| member.account == account && member.present), "{account}: {members:#?}");
    }
}

async fn people_are_heard(stage: &dyn Stage, ear: &mut Ear, room: &str) {
    let [anna, tom] = stage.people();
    let root = stage.says(0, room, None, None, "Drucker <b>druckt</b> nicht\nseit \"heute\"").await;
    let threaded = stage.says(1, room, Some(&root), None, "im Faden").await;
    let reply = stage.says(0, room, None, Some(&root), "eine Antwort").await;
    let mention = stage.mentions(1, room, "frag ", &anna).await;
    let reaction = stage.reacts(1, room, &root, "👀").await;
    let edit = stage.edits(0, room, &root, "Drucker druckt wieder").await;
    // What is taken back before it was read is never heard.
    ear.event(&edit).await;
    let unreaction = stage.takes_back(1, room, &reaction).await;
    let redaction = stage.takes_back(0, room, &reply).await;

    let last = ear.event(&redaction).await;
    assert_eq!(last.sender, anna);
    assert_eq!(last.what, Happening::Redaction { target: reply.clone(), reason: None });
    let heard = ear.event(&root).await;
    assert_eq!(message(&heard), ("Drucker <b>druckt</b> nicht\nseit \"heute\"", None, None, &[][..]));
    assert_eq!(heard.sender, anna);
    assert_eq!(message(&ear.event(&threaded).await), ("im Faden", Some(root.as_str()), None, &[][..]));
    let Happening::Message { text, reply_to, .. } = ear.event(&reply).await.what else { panic!() };
    assert_eq!((text.as_str(), reply_to), ("eine Antwort", Some(root.clone())));
    let mentioned = ear.event(&mention).await;
    assert_eq!(message(&mentioned), (format!("frag {anna}").as_str(), None, None, &[anna.clone()][..]));
    let reacted = ear.event(&reaction).await;
    assert_eq!(reacted.what, Happening::Reaction { target: root.clone(), sign: "👀".to_owned() });
    assert_eq!(reacted.sender, tom);
    let text = "Drucker druckt wieder".to_owned();
    assert_eq!(ear.event(&edit).await.what, Happening::Edit { target: root.clone(), text, mentions: vec![] });
    let undone = ear.event(&unreaction).await;
    assert_eq!(undone.what, Happening::Redaction { target: reaction.clone(), reason: None });

    let order = [root, threaded, reply, mention, reaction, edit, unreaction, redaction];
    let heard: Vec<&String> = ear.heard.iter().map(|event| &event.event).filter(|id| order.contains(id)).collect();
    assert_eq!(heard, order.iter().collect::<Vec<_>>(), "in the order of the room, each once");
}

async fn the_bot_is_seen(stage: &dyn Stage, ear: &mut Ear, room: &str, tom: &str) {
    let platform = stage.platform();
    let me = platform.account().to_owned();
    let send = |key: &'static str, what: Outgoing| deliver(platform, key, room, what);
    let root = stage.says(0, room, None, None, "!ticket VPN").await;
    let body = Markup(vec![Node::Bold(vec![Node::Text("T-1 <VPN> & mehr".to_owned())])]);
    let card = Outgoing::Say { thread: Some(root.clone()), reply_to: None, body, mentions: vec![], loud: false };
    let first = send("card", card.clone()).await.unwrap();
    let second = send("card", card).await.unwrap();
    assert_eq!(first, second, "one key, one message");
    let page = Outgoing::Say {
        thread: None,
        reply_to: Some(root.clone()),
        body: plain("Bitte kommen"),
        mentions: vec![tom.to_owned()],
        loud: true,
    };
    let page = send("page", page).await.unwrap();
    let wrong = send("wrong", say("ein Versehen")).await.unwrap();
    let offered = send("offer", Outgoing::React { target: first.clone(), sign: "👀".to_owned() }).await.unwrap();
    let kept = Outgoing::React { target: first.clone(), sign: "✅".to_owned() };
    let kept_id = send("keep", kept.clone()).await;
    assert!(kept_id.is_some());
    // The same sign again, under another key: there is still one, and it is no failure.
    send("keep again", kept).await;
    send("edit", Outgoing::Edit { target: first.clone(), body: plain("T-1 erledigt") }).await;
    send("unoffer", Outgoing::Redact { target: offered, reason: None }).await;
    let redact = Outgoing::Redact { target: wrong, reason: Some("Versehen".to_owned()) };
    let last = send("redact", redact.clone()).await;
    assert_eq!(send("redact", redact).await, last);

    let end = stage.says(0, room, None, None, "Ende").await;
    let shown = stage.shows(room, &end).await;
    let mine: Vec<Shown> = shown.into_iter().filter(|message| message.sender == me).collect();
    let expected = [
        Shown {
            event: first,
            sender: me.clone(),
            text: "T-1 erledigt".to_owned(),
            thread: Some(root.clone()),
            reactions: vec![("✅".to_owned(), me.clone())],
            ..Shown::default()
        },
        Shown {
            event: page,
            sender: me,
            text: "Bitte kommen".to_owned(),
            reply_to: Some(root),
            mentions: vec![tom.to_owned()],
            loud: true,
            ..Shown::default()
        },
    ];
    assert_eq!(mine, expected);
    ear.event(&end).await;
}

async fn a_room_is_opened_once(stage: &dyn Stage, ear: &mut Ear, anna: &str) {
    let platform = stage.platform();
    let open = Outgoing::OpenRoom {
        alias: "inc-17".to_owned(),
        name: "INC-17 Mail".to_owned(),
        topic: Some("Mail steht".to_owned()),
        invite: vec![anna.to_owned(), "@nobody:nowhere.invalid".to_owned()],
        direct: false,
        encrypted: false,
    };
    let first = deliver(platform, "room", "", open.clone()).await.unwrap();
    let second = deliver(platform, "room", "", open).await.unwrap();
    assert_eq!(first, second, "one alias, one room");
    stage.comes(0, &first).await;
    deliver(platform, "welcome", &first, say("Willkommen")).await;
    let done = stage.says(0, &first, None, None, "da").await;
    assert_eq!(ear.event(&done).await.room, first);
    let texts: Vec<String> = stage.shows(&first, &done).await.into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["Willkommen", "da"]);
    a_room_has_pins_and_can_be_archived(stage, ear, &first).await;
    let invite = Outgoing::Invite { account: "@nobody:nowhere.invalid".to_owned() };
    let delivery = Delivery { key: "nobody".to_owned(), room: first.clone(), what: invite };
    let refused = platform.deliver(&delivery).await;
    assert!(matches!(refused, Err(DeliveryError::Never(_))), "nothing else waits for it: {refused:?}");
}

async fn a_room_has_pins_and_can_be_archived(stage: &dyn Stage, ear: &mut Ear, room: &str) {
    let platform = stage.platform();
    let send = |key: &'static str, what: Outgoing| deliver(platform, key, room, what);
    let card = send("card of the room", say("INC-17")).await.unwrap();
    let plan = send("plan of the room", say("Plan")).await.unwrap();
    let pin = |target: &str| Outgoing::Pin { target: target.to_owned() };
    for (key, target) in [("pin", &card), ("pin", &card), ("pin again", &card), ("pin more", &plan)] {
        send(key, pin(target)).await;
    }
    assert_eq!(stage.pinned(room).await, [card.clone(), plan], "each once");

    let quiet = Outgoing::Archive { on: true };
    for key in ["archive", "archive", "archive again"] {
        send(key, quiet.clone()).await;
    }
    assert_eq!(stage.may_write(0, room, &card).await, (false, false), "for people it is read-only");
    assert!(send("last words", say("Danke")).await.is_some(), "for the bot it is not");
    for key in ["open", "open again"] {
        send(key, Outgoing::Archive { on: false }).await;
    }
    assert_eq!(stage.may_write(0, room, &card).await, (true, true));
    let end = stage.says(0, room, None, None, "Ende").await;
    ear.event(&end).await;
}
