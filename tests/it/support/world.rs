//! A small company on the in-process platform: real database, real bot, a clock that moves only when told to.
//!
//! Every act waits until the bot has handled and sent everything, so a transcript is complete. A world that is dropped
//! with work left over, or with something set aside that the test did not expect, fails the test.

#![expect(clippy::expect_used, clippy::panic, reason = "a story that cannot be told fails")]

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use lotse::app::App;
use lotse::chat::local::{LocalServer, Place, Post, Seen, Sight};
use lotse::chat::{Happening, Platform};
use lotse::clock::Clock;
use lotse::config::Config;
use lotse::error::{Refusal, Stop};
use lotse::flow::inbox::{Event, Trigger};
use lotse::flow::queue::{self, Backlog};
use lotse::flow::turn::Turn;
use lotse::flow::wakeup::Bell;
use lotse::flow::{Outcome, Router};
use lotse::i18n::Phrase;
use sqlx::PgPool;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::database::TestDatabase;

/// The room in which stories begin.
pub(crate) const ROOM: &str = "it-help";

pub(crate) struct World {
    pub(crate) server: LocalServer,
    pub(crate) clock: Clock,
    pub(crate) database: TestDatabase,
    config: Arc<Config>,
    bot: Option<Bot>,
    /// How much of the server's log has been told.
    told: usize,
    /// Names of events in the transcript, in order of appearance.
    names: HashMap<String, String>,
    room: String,
    expects_trouble: bool,
    /// A message with this word makes its turn fail, as a defect in a practice would.
    poison: Option<(&'static str, Defect)>,
    /// What stands in front of the bot's router.
    router: Option<Front>,
    /// How the bot comes to its chat server.
    platform: fn(&LocalServer) -> Arc<dyn Platform>,
}

/// Puts a router in front of another one.
pub(crate) type Front = fn(Arc<dyn Router>) -> Arc<dyn Router>;

/// How a turn fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Defect {
    /// It panics.
    Panic,
    /// It does what the schema forbids.
    Constraint,
    /// A statement takes too long.
    Timeout,
    /// It panics, and so does saying that it did.
    Speechless,
}

/// A router with a defect.
pub(crate) struct Poisoned {
    pub(crate) inner: Arc<dyn Router>,
    pub(crate) word: &'static str,
    pub(crate) defect: Defect,
}

#[async_trait]
impl Router for Poisoned {
    async fn route(&self, turn: &mut Turn<'_>, event: &Event) -> Result<Outcome, Stop> {
        if let Trigger::Chat { what: Happening::Message { text, .. } } = &event.trigger
            && text.contains(self.word)
        {
            // Half of the work is done when it fails: none of it may be seen.
            turn.answer(&Phrase::new("ticket-empty")).await?;
            match self.defect {
                Defect::Panic | Defect::Speechless => panic!("a defect"),
                Defect::Constraint => {
                    sqlx::query("insert into counter (name, last) values ('ticket', 0)").execute(turn.conn()).await?;
                }
                Defect::Timeout => {
                    sqlx::query("set local statement_timeout = 20").execute(turn.conn()).await?;
                    sqlx::query("select pg_sleep(600)").execute(turn.conn()).await?;
                }
            }
        }
        self.inner.route(turn, event).await
    }

    async fn caught_up(&self, turn: &mut Turn<'_>, event: &Event) -> Result<(), Stop> {
        self.inner.caught_up(turn, event).await
    }

    fn refusal(&self, refusal: &Refusal) -> Phrase {
        self.inner.refusal(refusal)
    }

    fn apology(&self, reference: i64) -> Phrase {
        assert_ne!(self.defect, Defect::Speechless, "a defect in telling");
        self.inner.apology(reference)
    }

    fn burial(&self, reference: i64, sender: &str, error: &str) -> Phrase {
        self.inner.burial(reference, sender, error)
    }
}

struct Bot {
    app: App,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

/// Monday, 12 January 2026, 09:00 in Berlin.
pub(crate) fn monday() -> DateTime<Utc> {
    DateTime::from_timestamp(1_768_204_800, 0).expect("a valid time")
}

/// The settings: bernd and carla are agents, dora looks after the bot.
pub(crate) fn house() -> Config {
    let mut config = Config::default();
    config.roles.agents = vec!["@bernd:local".to_owned(), "@carla:local".to_owned()];
    config.roles.operators = vec!["@dora:local".to_owned()];
    // Many stories raise the same again and again, and few are about that.
    config.problem.recurrence = 0;
    config
}

impl World {
    /// anna (employee), bernd and carla (agents by configuration), dora (who may look after the bot), and the bot in
    /// one room.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same, with other settings.
    pub(crate) async fn with(settings: impl FnOnce(&mut Config)) -> Self {
        let mut config = house();
        config.desk.greeting = false;
        config.audit.witness = false;
        // What is found by polling only is a wake-up that is missing.
        config.flow.poll = std::time::Duration::from_secs(60);
        settings(&mut config);
        let clock = Clock::fake(monday());
        let server = LocalServer::new(clock.clone());
        for (account, name) in
            [("@anna:local", "Anna"), ("@bernd:local", "Bernd"), ("@carla:local", "Carla"), ("@dora:local", "Dora")]
        {
            server.add_person(account, name);
        }
        let database = TestDatabase::new().await;
        let mut world = Self {
            room: server.add_room(ROOM, "IT help"),
            server,
            clock,
            database,
            config: Arc::new(config),
            bot: None,
            told: 0,
            names: HashMap::new(),
            expects_trouble: false,
            poison: None,
            router: None,
            platform: |server| Arc::new(server.platform()),
        };
        world.start().await;
        let room = world.room.clone();
        for name in ["anna", "bernd", "carla", "dora"] {
            world.server.join(&room, &account(name), 0).expect("joins");
        }
        world.server.invite_bot(&room, "@dora:local", false).expect("is invited");
        world.settle().await;
        world.told = world.server.log().len();
        world
    }

    pub(crate) fn pool(&self) -> &PgPool {
        self.database.pool()
    }

    /// What the loops of the bot share.
    pub(crate) fn flow(&self) -> lotse::flow::Flow {
        self.bot.as_ref().expect("the bot runs").app.flow.clone()
    }

    pub(crate) fn config(&self) -> Arc<Config> {
        self.config.clone()
    }

    pub(crate) fn room(&self) -> String {
        self.room.clone()
    }

    /// Rows set aside or refused are part of this story.
    pub(crate) fn expects_trouble(&mut self) {
        self.expects_trouble = true;
    }

    /// Changes the settings with which the bot starts next.
    pub(crate) fn set_up_anew(&mut self, settings: impl FnOnce(&mut Config)) {
        let mut config = Config::clone(&self.config);
        settings(&mut config);
        self.config = Arc::new(config);
    }

    /// Starts the bot.
    pub(crate) async fn start(&mut self) {
        assert!(self.bot.is_none(), "the bot runs already");
        let platform = (self.platform)(&self.server);
        let pool = self.database.pool().clone();
        let mut app =
            App::new(self.config.clone(), pool, self.clock.clone(), vec![platform]).expect("the words are whole");
        if let Some((word, defect)) = self.poison {
            app.flow.router = Arc::new(Poisoned { inner: app.flow.router, word, defect });
        }
        if let Some(wrap) = self.router {
            app.flow.router = wrap(app.flow.router);
        }
        let stop = CancellationToken::new();
        let task = tokio::spawn({
            let (app, stop) = (app.clone(), stop.clone());
            async move { app.run(&stop).await.expect("nothing an operator must mend") }
        });
        self.server.attended().await;
        self.bot = Some(Bot { app, stop, task });
    }

    /// From now on messages with this word make their turn fail.
    pub(crate) async fn poison(&mut self, word: &'static str) {
        self.poison_by(word, Defect::Panic).await;
    }

    /// From now on messages with this word make their turn fail in this way.
    pub(crate) async fn poison_by(&mut self, word: &'static str, defect: Defect) {
        self.stop().await;
        self.poison = Some((word, defect));
        self.start().await;
    }

    /// From now on the bot comes to its chat server in this way.
    pub(crate) async fn connects_by(&mut self, platform: fn(&LocalServer) -> Arc<dyn Platform>) {
        self.stop().await;
        self.platform = platform;
        self.start().await;
    }

    /// From now on this router stands in front of the bot's own.
    pub(crate) async fn routed_by(&mut self, wrap: Front) {
        self.stop().await;
        self.router = Some(wrap);
        self.start().await;
    }

    /// Makes the bot look at what a test has put into its database.
    pub(crate) fn rings(&self, bell: Bell) {
        self.bot.as_ref().expect("the bot runs").app.flow.wakeup.ring(bell);
    }

    /// Stops the bot as SIGTERM does.
    pub(crate) async fn stop(&mut self) {
        let bot = self.bot.take().expect("the bot runs");
        bot.stop.cancel();
        bot.task.await.expect("the bot ends well");
    }

    /// Waits until the bot has read, handled and sent everything.
    pub(crate) async fn settle(&self) {
        let Some(bot) = &self.bot else { return };
        let settled = async {
            self.server.drained().await;
            bot.app.idle().await;
        };
        if tokio::time::timeout(std::time::Duration::from_secs(60), settled).await.is_err() {
            panic!("the bot does not come to rest");
        }
    }

    /// Lets time pass, and the bot do what it brings.
    pub(crate) async fn pass(&mut self, span: TimeDelta) {
        self.clock.advance(span);
        self.rings(Bell::Timers);
        let fired = async {
            loop {
                let due = lotse::flow::timers::next_due(self.pool()).await.expect("timers can be read");
                if due.is_none_or(|due| due > self.clock.now()) {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(60), fired).await.expect("due timers fire");
        self.settle().await;
    }

    /// Says something in the room; returns the message.
    pub(crate) async fn says(&mut self, who: &str, text: &str) -> String {
        self.writes(who, Post { text, ..Post::default() }).await
    }

    /// Says something in the thread below a message.
    pub(crate) async fn says_in(&mut self, root: &str, who: &str, text: &str) -> String {
        self.writes(who, Post { text, place: Place::thread(root), ..Post::default() }).await
    }

    pub(crate) async fn writes(&mut self, who: &str, post: Post<'_>) -> String {
        let room = self.room.clone();
        let event = self.server.say_with(&room, &account(who), post).expect("is said");
        self.settle().await;
        event
    }

    pub(crate) async fn reacts(&mut self, who: &str, target: &str, sign: &str) -> String {
        let event = self.server.react(target, &account(who), sign).expect("reacts");
        self.settle().await;
        event
    }

    pub(crate) async fn takes_back(&mut self, event: &str) {
        self.server.redact(event).expect("takes back");
        self.settle().await;
    }

    pub(crate) async fn edits(&mut self, event: &str, text: &str) {
        self.server.edit(event, text).expect("edits");
        self.settle().await;
    }

    /// The last message of the bot: usually a card or an answer. Only where the bot has spoken in one room since the last
    /// act of a person and passing of time: rooms do not wait for each other, so which of two was said last would be chance.
    pub(crate) fn last_of_bot(&self) -> String {
        let log = self.server.log();
        let answers =
            log.rsplit(|seen| seen.sender != "@lotse:local").find(|seen| !seen.is_empty()).unwrap_or_default();
        let mut said = answers.iter().rev().filter(|seen| matches!(seen.what, Sight::Message { .. }));
        let last = said.next().expect("the bot has said something");
        let is_before = |seen: &Seen| seen.room == last.room || seen.at < last.at;
        assert!(said.all(is_before), "the bot has spoken in several rooms: {answers:#?}");
        last.event.clone()
    }

    /// The last message of the bot in this room.
    pub(crate) fn last_of_bot_in(&self, room: &str) -> String {
        let room = format!("!{room}:local");
        let bots = |seen: &Seen| {
            seen.room == room && seen.sender == "@lotse:local" && matches!(seen.what, Sight::Message { .. })
        };
        self.server.log().into_iter().rev().find(bots).expect("the bot has said something there").event
    }

    /// What was seen until now is no part of the next transcript.
    pub(crate) fn forget(&mut self) {
        self.told = self.server.log().len();
    }

    /// What was seen since the last call, as a transcript. What the bot says without a word in between is told room by
    /// room, this room first: rooms do not wait for each other, so an order across them would be chance.
    pub(crate) fn transcript(&mut self) -> String {
        let mut seen = self.server.log_since(self.told);
        self.told += seen.len();
        for answers in seen.chunk_by_mut(|one, next| one.sender == "@lotse:local" && next.sender == "@lotse:local") {
            answers.sort_by_key(|one| (one.room != self.room, one.room.clone()));
        }
        let mut text = String::new();
        for one in &seen {
            self.tell(&mut text, one);
        }
        text
    }

    /// What stands in the rooms in the end, room by room: for stories in which things happen side by side, so that
    /// their order is not told.
    pub(crate) fn rooms(&mut self) -> String {
        self.told = self.server.log().len();
        let mut text = String::new();
        for room in self.server.rooms() {
            let title = if room.direct { "direct".to_owned() } else { room.alias.clone().unwrap_or_default() };
            let _ = writeln!(
                text,
                "{title}: {}",
                room.members.iter().map(|one| short(&one.account)).collect::<Vec<_>>().join(", ")
            );
            let mut numbers = HashMap::new();
            for (number, item) in room.items.iter().enumerate() {
                numbers.insert(item.id.clone(), number + 1);
                let thread = item.thread.as_ref().and_then(|root| numbers.get(root));
                let thread = thread.map_or(String::new(), |number| format!(" ↳{number}"));
                let signs: String = item
                    .signs()
                    .iter()
                    .map(|(sign, who)| {
                        format!(" {sign} {}", who.iter().map(|one| short(one)).collect::<Vec<_>>().join(", "))
                    })
                    .collect();
                let file = item.attachment.as_ref().map_or(String::new(), |file| format!(" [{}]", file.name));
                let (who, body) = (short(&item.sender), item.body.plain());
                let line = format!("{}{thread} {who}: {body}{file}{signs}", number + 1);
                let _ = writeln!(text, "  {}", line.replace('\n', "\n      "));
            }
        }
        text
    }

    fn tell(&mut self, text: &mut String, seen: &Seen) {
        let who = short(&seen.sender);
        let elsewhere = if seen.room == self.room { String::new() } else { format!("({}) ", seen.room) };
        let line = match &seen.what {
            Sight::Message { thread, body, mentions, attachment, .. } => {
                let number = self.names.len() + 1;
                self.names.insert(seen.event.clone(), number.to_string());
                let thread = thread.as_ref().map_or(String::new(), |root| format!(" ↳{}", self.name(root)));
                let file = attachment.as_ref().map_or(String::new(), |file| format!(" [{}]", file.name));
                let loud = match mentions.is_empty() || seen.sender != "@lotse:local" {
                    true => String::new(),
                    false => format!(" (to {})", mentions.iter().map(|one| short(one)).collect::<Vec<_>>().join(", ")),
                };
                format!("{elsewhere}{number}{thread} {who}{loud}: {}{file}", body.plain())
            }
            Sight::Edit { target, body } => format!("{elsewhere}{} {who} edits: {}", self.name(target), body.plain()),
            Sight::Reaction { target, sign } => format!("{elsewhere}{} {who} {sign}", self.name(target)),
            Sight::Unreaction { target, sign } => format!("{elsewhere}{} {who} takes {sign} back", self.name(target)),
            Sight::Redaction { target, .. } => format!("{elsewhere}{} {who} takes it back", self.name(target)),
            Sight::Opened => format!("{elsewhere}{who} opens the room"),
            Sight::Topic { topic } => format!("{elsewhere}topic: {topic}"),
            Sight::Pinned { target } => format!("{elsewhere}{} {who} pins it", self.name(target)),
            Sight::Archived { on: true } => format!("{elsewhere}{who} makes the room read-only"),
            Sight::Archived { on: false } => format!("{elsewhere}{who} lets everybody write again"),
            Sight::Member { account, .. } => format!("{elsewhere}{} is in the room", short(account)),
            Sight::Gone { account } => format!("{elsewhere}{} is gone", short(account)),
        };
        let _ = writeln!(text, "{}", line.replace('\n', "\n    "));
    }

    fn name(&self, event: &str) -> String {
        self.names.get(event).cloned().unwrap_or_else(|| "?".to_owned())
    }

    /// What waits and what was given up.
    pub(crate) async fn backlog(&self) -> Backlog {
        let mut conn = self.pool().acquire().await.expect("a connection");
        queue::backlog(&mut conn).await.expect("the queues can be read")
    }

    /// Ends the story: the bot is stopped, and nothing may be left over.
    pub(crate) async fn ends(mut self) {
        self.settle().await;
        let backlog = self.backlog().await;
        if self.bot.is_some() {
            self.stop().await;
        }
        assert_eq!((backlog.open, backlog.waiting), (0, 0), "work is left over");
        if !self.expects_trouble {
            assert_eq!((backlog.buried, backlog.refused), (0, 0), "something was given up");
        }
        self.expects_trouble = true;
        self.told = usize::MAX;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        assert!(std::thread::panicking() || self.told == usize::MAX, "the story has no end: call ends()");
    }
}

pub(crate) fn account(name: &str) -> String {
    format!("@{name}:local")
}

fn short(account: &str) -> &str {
    account.trim_start_matches('@').trim_end_matches(":local")
}
