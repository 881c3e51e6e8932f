//! A story in which the bot is killed again and again. Every act waits until the bot has handled and sent everything,
//! and starts it again as often as it dies meanwhile.

use std::process::ExitStatus;
use std::time::Duration;

use chrono::TimeDelta;
use lotse::chat::local::{LocalServer, Place, Post, Seen, Sight};
use lotse::clock::Clock;
use lotse::crash::CrashPoint;
use lotse::flow::{queue, timers};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::sync::mpsc;

use super::bot::{self, Bot};
use super::dump;
use super::wire::{Exchange, Line, Passed};
use crate::support::database::TestDatabase;
use crate::support::world::{ROOM, account, monday};

/// How long the bot may take for one act, its deaths included.
const PATIENCE: Duration = Duration::from_secs(180);

/// How often the database is asked whether the bot is done.
const GLANCE: Duration = Duration::from_millis(4);

/// When the bot dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kills {
    /// Never.
    None,
    /// Where it passes this place: at its first passing, then at the second one from the next step on, then again at the
    /// first, and so on.
    At(CrashPoint),
}

/// What is left of a story that has ended.
#[derive(Debug)]
pub(super) struct Told {
    /// What people saw, room by room in order, and then all that is in the database.
    pub(super) text: String,
    /// How often the bot was killed.
    pub(super) deaths: u32,
    /// How often the bot that told the end of the story has passed each place.
    pub(super) passed: Passed,
}

/// A company of four and their bot, as in [`crate::support::world::World`].
pub(super) struct Stage {
    pub(super) server: LocalServer,
    pub(super) room: String,
    clock: Clock,
    database: TestDatabase,
    folder: TempDir,
    coming: mpsc::UnboundedReceiver<Line>,
    bot: Bot,
    kills: Kills,
    /// The bot has been told where to die.
    doomed: bool,
    deaths: u32,
}

impl Stage {
    /// The bot's database.
    pub(super) fn pool(&self) -> &PgPool {
        self.database.pool()
    }

    /// Everybody is in the room, and the bot has come. Only then does it begin to die.
    pub(super) async fn new(kills: Kills) -> Self {
        let clock = Clock::fake(monday());
        let server = LocalServer::new(clock.clone());
        let room = server.add_room(ROOM, "IT help");
        for (name, shown) in [("anna", "Anna"), ("bernd", "Bernd"), ("carla", "Carla"), ("dora", "Dora")] {
            server.add_person(&account(name), shown);
            server.join(&room, &account(name), 0).unwrap();
        }
        let database = TestDatabase::new().await;
        let folder = tempfile::Builder::new().prefix("lotse-crash-").tempdir().unwrap();
        let mut coming = Exchange::serve(&server, &bot::socket(folder.path()));
        let bot = Bot::start(folder.path(), &database.url(), &mut coming, clock.now()).await;
        let mut stage =
            Self { server, room, clock, database, folder, coming, bot, kills: Kills::None, doomed: false, deaths: 0 };
        stage.settle().await;
        stage.server.invite_bot(&stage.room, "@dora:local", false).unwrap();
        stage.settle().await;
        if kills == Kills::None {
            // A new one, which has passed nothing yet: what it counts is the story alone.
            stage.bot.stopped().await.unwrap();
            stage.start().await;
        }
        stage.kills = kills;
        stage
    }

    pub(super) fn deaths(&self) -> u32 {
        self.deaths
    }

    /// From now on the bot lives.
    pub(super) fn spares_the_bot(&mut self) {
        self.kills = Kills::None;
    }

    async fn start(&mut self) {
        let now = self.clock.now();
        self.bot = Bot::start(self.folder.path(), &self.database.url(), &mut self.coming, now).await;
    }

    /// A step of the story begins.
    async fn step(&mut self) {
        if let Kills::At(point) = self.kills
            && !self.doomed
        {
            self.doomed = true;
            self.bot.is_to_die(point, 1 + self.deaths % 2).await;
        }
    }

    async fn died(&mut self, status: ExitStatus) {
        assert!(bot::killed(status), "the bot ended by itself: {status}\n{}", self.log());
        self.deaths += 1;
        self.doomed = false;
        self.start().await;
    }

    fn log(&self) -> String {
        std::fs::read_to_string(bot::log(self.folder.path())).unwrap()
    }

    /// Waits until the bot, or one of those that come after it, has read, handled and sent everything.
    async fn settle(&mut self) {
        let settled = async {
            loop {
                let (server, pool, now) = (self.server.clone(), self.database.pool().clone(), self.clock.now());
                let rest = async {
                    server.drained().await;
                    while !is_idle(&pool, now).await {
                        tokio::time::sleep(GLANCE).await;
                    }
                };
                let died = tokio::select! {
                    status = self.bot.end() => status,
                    () = rest => return,
                };
                self.died(died).await;
            }
        };
        if tokio::time::timeout(PATIENCE, settled).await.is_err() {
            panic!("the bot does not come to rest");
        }
    }

    /// Another room, with these people and the bot in it.
    pub(super) async fn opens(&mut self, alias: &str, people: &[&str]) -> String {
        self.acts(|stage| {
            let room = stage.server.add_room(alias, alias);
            for name in people {
                stage.server.join(&room, &account(name), 0).unwrap();
            }
            stage.server.invite_bot(&room, &account(people[0]), false).unwrap();
            room
        })
        .await
    }

    /// Says something in the room; returns the message.
    pub(super) async fn says(&mut self, who: &str, text: &str) -> String {
        self.writes(who, Post { text, ..Post::default() }).await
    }

    /// Says something in the thread below a message.
    pub(super) async fn says_in(&mut self, root: &str, who: &str, text: &str) -> String {
        self.writes(who, Post { text, place: Place::thread(root), ..Post::default() }).await
    }

    pub(super) async fn writes(&mut self, who: &str, post: Post<'_>) -> String {
        self.acts(|stage| stage.server.say_with(&stage.room, &account(who), post).unwrap()).await
    }

    pub(super) async fn reacts(&mut self, who: &str, target: &str, sign: &str) -> String {
        self.acts(|stage| stage.server.react(target, &account(who), sign).unwrap()).await
    }

    pub(super) async fn takes_back(&mut self, event: &str) {
        self.acts(|stage| stage.server.redact(event).unwrap()).await;
    }

    pub(super) async fn edits(&mut self, event: &str, text: &str) {
        self.acts(|stage| stage.server.edit(event, text).unwrap()).await;
    }

    /// Lets time pass, and the bot do what it brings.
    pub(super) async fn pass(&mut self, span: TimeDelta) {
        self.step().await;
        self.clock.advance(span);
        self.bot.knows_time(self.clock.now()).await;
        self.settle().await;
    }

    /// One step of the story: whatever people do at once.
    pub(super) async fn acts<T>(&mut self, act: impl FnOnce(&Self) -> T) -> T {
        self.step().await;
        let done = act(self);
        self.settle().await;
        done
    }

    /// The last message of the bot: usually a card or an answer.
    pub(super) fn last_of_bot(&self) -> String {
        let bots = |seen: &Seen| seen.sender == "@lotse:local" && matches!(seen.what, Sight::Message { .. });
        self.server.log().into_iter().rev().find(bots).unwrap().event
    }

    /// The last message of the bot that says this.
    pub(super) fn bot_says(&self, words: &str) -> String {
        let says = |seen: &Seen| match &seen.what {
            Sight::Message { body, .. } => seen.sender == "@lotse:local" && body.plain().contains(words),
            _ => false,
        };
        let log = self.server.log();
        log.iter()
            .rev()
            .find(|seen| says(seen))
            .unwrap_or_else(|| panic!("nobody says {words}: {log:#?}"))
            .event
            .clone()
    }

    /// Ends the story.
    pub(super) async fn ends(mut self) -> Told {
        // A death that was due in the last step may come only now.
        let passed = loop {
            match self.bot.stopped().await {
                Ok(passed) => break passed,
                Err(status) => {
                    self.died(status).await;
                    self.settle().await;
                }
            }
        };
        let text = dump::everything(&self.server, self.database.pool()).await;
        Told { text, deaths: self.deaths, passed }
    }
}

async fn is_idle(pool: &sqlx::PgPool, now: chrono::DateTime<chrono::Utc>) -> bool {
    // In this order: what is no timer any more is an event already.
    let due = timers::next_due(pool).await.unwrap();
    let mut conn = pool.acquire().await.unwrap();
    let backlog = queue::backlog(&mut conn).await.unwrap();
    due.is_none_or(|due| due > now) && backlog.open == 0 && backlog.waiting == 0
}
