//! The bot beside what its homeserver can do at all: one run on one Synapse, so that both meet the same machine.
//!
//! `cargo bench --bench synapse`; it takes about seven minutes. Parts can be named (`cargo bench --bench synapse -- speed
//! delay`): sdk, speed, delay, restarts, many, encrypted. The bot is built as it is shipped, without the places at which
//! tests kill it.
#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a bench that cannot go on fails, and what it shares with the tests is more than it needs"
)]

#[path = "../figures.rs"]
mod figures;
mod load;
#[path = "../../tests/it/bot/program.rs"]
mod program;
mod sdk;
#[path = "../../tests/it/support/mod.rs"]
mod support;
#[path = "../../tests/it/synapse/mod.rs"]
mod synapse;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use futures_util::future::join_all;
use matrix_sdk::reqwest;
use tokio::time::Instant;

use self::figures::{Aim, aimed, cpu, figure, heading, machine, median, memory, own_memory, quantile, remark};
use self::load::{Account, Watch, burst, pace, pairs};
use self::program::Bot;
use self::sdk::{Role, Sdk};
use self::support::database::TestDatabase;
use self::synapse::{Synapse, free_port};

/// Rooms in which people write at the same time.
const ROOMS: usize = 8;
/// Rooms of a larger company.
const MANY: usize = 100;
/// Commands in each room in a measurement of speed.
const EACH: usize = 30;
/// Commands in a measurement of the time to the answer, at [`EVERY`].
const PACED: usize = 300;
const EVERY: Duration = Duration::from_millis(100);
/// How often the bot is started again.
const RESTARTS: usize = 5;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if let Some(role) = Role::of_this_process() {
        runtime.block_on(role.play());
        return;
    }
    let shipped = shipped();
    runtime.block_on(measure(shipped));
}

/// Builds the program without the feature that this bench has, since it shares the tests' dependency on the crate. The
/// variable names another build, to compare with.
fn shipped() -> PathBuf {
    if let Some(program) = std::env::var_os("LOTSE_BENCH_PROGRAM") {
        return program.into();
    }
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--release", "--locked", "--bin", "lotse", "--message-format=json-render-diagnostics"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit()).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "the program cannot be built");
    let messages = String::from_utf8(output.stdout).unwrap();
    let executable = messages.lines().rev().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executable.expect("cargo tells where the program is")
}

async fn measure(shipped: PathBuf) {
    machine();
    let synapse = tokio::task::spawn_blocking(Synapse::start).await.unwrap();
    let database = TestDatabase::on_its_own_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).await;
    let (anna, bert) = (Account::new(&synapse, "anna").await, Account::new(&synapse, "bert").await);
    let port = free_port();
    let bot = Bot::on(&synapse, database).await.built_as(shipped).with("OPS__LISTEN", format!("127.0.0.1:{port}"));
    let mut bench = Bench { bot, port, anna, bert, raw_rooms: Vec::new(), rooms: Vec::new() };
    bench.enters().await;
    if is_asked("sdk") {
        bench.sdk_alone(&synapse).await;
    }
    if is_asked("speed") {
        bench.speed().await;
    }
    if is_asked("delay") {
        bench.delay("one answer a command", "false").await;
        bench.delay("an answer and two reactions a command, as set by default", "true").await;
    }
    if is_asked("restarts") {
        bench.restarts(ROOMS).await;
    }
    if is_asked("many") {
        bench.many().await;
    }
    if is_asked("encrypted") {
        bench.encrypted(&synapse).await;
    }
    bench.bot.database.is_stopped().await;
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// Whether a part is to be measured: all are, unless some are named.
fn is_asked(part: &str) -> bool {
    let mut named = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).peekable();
    named.peek().is_none() || named.any(|name| name == part)
}

/// How many seconds each part of the way from a command to its answer took.
type Stages = (f64, f64, f64);

struct Bench {
    bot: Bot,
    /// Where it tells whether it is ready.
    port: u16,
    anna: Account,
    /// Answers where the bot is not.
    bert: Account,
    raw_rooms: Vec<String>,
    rooms: Vec<String>,
}

impl Bench {
    /// The first start, and the rooms.
    async fn enters(&mut self) {
        heading(&format!("Memory in {ROOMS} rooms"));
        self.bot.attends().await;
        figure("in no room", memory(self.bot.running().pid()).0, "MiB");
        for _ in 0..ROOMS {
            let room = self.anna.room(&self.bert.user).await;
            self.bert.join(&room).await;
            self.raw_rooms.push(room);
        }
        self.is_in(ROOMS).await;
        burst(&self.anna, &self.rooms, 5).await;
        self.bot.has_done(i64::try_from(ROOMS * 5).unwrap()).await;
        let pid = self.bot.running().pid();
        aimed("after 40 commands", memory(pid).0, "MiB", Aim::AtMost(50.0));
        figure("  of that its own; the rest are pages of the program's file", own_memory(pid), "MiB");
        self.stops().await;
    }

    /// Brings the running bot into so many rooms in all.
    async fn is_in(&mut self, count: usize) {
        while self.rooms.len() < count {
            self.rooms.push(self.anna.room(&self.bot.account).await);
        }
        let all = i64::try_from(count).unwrap();
        self.bot
            .until("the bot in all rooms", async |pool| {
                let rooms = sqlx::query_scalar::<_, i64>("select count(*) from room where present");
                (rooms.fetch_one(pool).await.unwrap() >= all).then_some(())
            })
            .await;
    }

    /// Starts the bot with or without reactions; gives the seconds until it says that it is ready.
    async fn starts(&mut self, reactions: &str) -> f64 {
        let begin = Instant::now();
        self.bot.set("DESK__OFFER_REACTIONS", reactions);
        self.bot.start();
        let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
        loop {
            let answer = client.get(format!("http://127.0.0.1:{}/readyz", self.port)).send().await;
            if let Ok(answer) = answer
                && answer.status().is_success()
                && String::from_utf8_lossy(&answer.bytes().await.unwrap()).contains("reads and sends")
            {
                return begin.elapsed().as_secs_f64();
            }
            assert!(begin.elapsed() < Duration::from_secs(60), "not ready: {}", self.bot.log());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn stops(&mut self) {
        assert!(self.bot.is_stopped().await.success(), "{}", self.bot.log());
    }

    /// How many answers were sent.
    async fn answered(&self) -> i64 {
        let sent = "select count(*) from outbox where kind = 'say' and state = 'sent'";
        sqlx::query_scalar(sent).fetch_one(self.bot.database.pool()).await.unwrap()
    }

    /// Commands as fast as the homeserver takes them; gives answered commands a second, and the processor time of one.
    async fn answers(&mut self) -> (f64, f64) {
        // The first ones pay for what is done once a start.
        burst(&self.anna, &self.rooms, 1).await;
        self.settles().await;
        let count = ROOMS * EACH;
        let pid = self.bot.running().pid();
        let (before, spent) = (self.answered().await, cpu(pid));
        let all = before + i64::try_from(count).unwrap();
        let begin = Instant::now();
        let watching = async {
            while self.answered().await < all {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            begin.elapsed()
        };
        let ((), took) = tokio::join!(burst(&self.anna, &self.rooms, EACH), watching);
        self.settles().await;
        (count as f64 / took.as_secs_f64(), (cpu(pid) - spent).as_secs_f64() / count as f64)
    }

    /// Waits until the reactions are sent, too.
    async fn settles(&mut self) {
        self.bot
            .until("everything sent", async |pool| {
                let waiting = "select not exists (select from outbox where state = 'waiting')";
                sqlx::query_scalar::<_, bool>(waiting).fetch_one(pool).await.unwrap().then_some(())
            })
            .await;
    }

    /// What the SDK costs by itself, as a scale for all that follows.
    async fn sdk_alone(&self, synapse: &Synapse) {
        heading(&format!("The SDK alone in {ROOMS} rooms: reads commands and answers them, and nothing else"));
        let sdk = Sdk::start(synapse).await;
        let mut rooms = Vec::new();
        for _ in 0..ROOMS {
            rooms.push(self.anna.room(&sdk.account).await);
        }
        let answered = async |count: usize| {
            while sdk.answered() < count {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        burst(&self.anna, &rooms, 1).await;
        answered(ROOMS).await;
        let raw = pairs(&self.anna, &self.bert, &self.raw_rooms, EACH).await;
        let count = ROOMS * EACH;
        let (begin, spent) = (Instant::now(), cpu(sdk.pid()));
        tokio::join!(burst(&self.anna, &rooms, EACH), answered(ROOMS + count));
        let (rate, spent) = (count as f64 / begin.elapsed().as_secs_f64(), cpu(sdk.pid()) - spent);
        figure("answered", rate, "commands/s");
        figure("  against the raw pairs", rate / raw, "");
        figure("  its processor time for 1,000 commands", spent.as_secs_f64() * 1000.0 / count as f64, "s");
        let watch = self.begins_to_look_on(&sdk.account, &rooms).await;
        let spent = cpu(sdk.pid());
        let said = pace(&self.anna, &rooms, PACED, EVERY).await;
        let mut delays = watch.delays(&said).await;
        let spent = cpu(sdk.pid()) - spent;
        figure("at 10 a second: from command to answer, median", millis(quantile(&mut delays, 0.5)), "ms");
        figure("  p95", millis(quantile(&mut delays, 0.95)), "ms");
        figure("  its processor time for 1,000 commands", spent.as_secs_f64() * 1000.0 / PACED as f64, "s");
        figure("memory after that", memory(sdk.pid()).0, "MiB");
    }

    async fn speed(&mut self) {
        heading(&format!("Commands in {ROOMS} rooms at once, as fast as Synapse takes them"));
        let (mut raw, mut plain, mut offered) = (Vec::new(), Vec::new(), Vec::new());
        let (mut plain_cpu, mut offered_cpu) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            raw.push(pairs(&self.anna, &self.bert, &self.raw_rooms, EACH).await);
            for (reactions, rates, spent) in
                [("false", &mut plain, &mut plain_cpu), ("true", &mut offered, &mut offered_cpu)]
            {
                self.starts(reactions).await;
                let (rate, cpu) = self.answers().await;
                rates.push(rate);
                spent.push(cpu * 1000.0);
                self.stops().await;
            }
        }
        remark("medians of three rounds, in each of which all three take their turn");
        let limit = median(&mut raw);
        figure("raw pairs of command and answer, nobody answering", limit, "pairs/s");
        figure("answered by the bot, one answer a command", median(&mut plain), "commands/s");
        aimed("  against the raw pairs", median(&mut plain) / limit, "", Aim::AtLeast(0.95));
        aimed("  the bot's processor time for 1,000 commands", median(&mut plain_cpu), "s", Aim::AtMost(0.9));
        figure("answered by the bot, two reactions besides", median(&mut offered), "commands/s");
        figure("  against the raw pairs", median(&mut offered) / limit, "");
        figure("  the bot's processor time for 1,000 commands", median(&mut offered_cpu), "s");
    }

    /// A client that looks on, once it has seen first answers: what it asks for to begin with takes Synapse seconds, for
    /// which every command said meanwhile would seem to have waited.
    async fn begins_to_look_on(&self, bot: &str, rooms: &[String]) -> Watch {
        let watch = self.anna.watches(bot).await;
        let first = pace(&self.anna, rooms, rooms.len(), EVERY).await;
        watch.delays(&first).await;
        watch
    }

    async fn delay(&mut self, what: &str, reactions: &str) {
        heading(&format!("10 commands a second in {ROOMS} rooms, with a client that looks on: {what}"));
        self.starts(reactions).await;
        let watch = self.begins_to_look_on(&self.bot.account, &self.rooms).await;
        self.settles().await;
        let pid = self.bot.running().pid();
        let spent = cpu(pid);
        let said = pace(&self.anna, &self.rooms, PACED, EVERY).await;
        let mut delays = watch.delays(&said).await;
        self.settles().await;
        let spent = (cpu(pid) - spent).as_secs_f64() * 1000.0 / PACED as f64;
        figure("from command to answer, median", millis(quantile(&mut delays, 0.5)), "ms");
        aimed("from command to answer, p95", millis(quantile(&mut delays, 0.95)), "ms", Aim::AtMost(250.0));
        self.stages().await;
        aimed("the bot's processor time for 1,000 commands", spent, "s", Aim::AtMost(0.9));
        aimed("memory after that", memory(pid).0, "MiB", Aim::AtMost(50.0));
        self.stops().await;
    }

    /// Where the time went of the commands that were said at a pace.
    async fn stages(&self) {
        let stages = sqlx::query_as::<_, Stages>(
            "select extract(epoch from i.accepted_at - i.sent_at)::float8,
                    extract(epoch from o.created_at - i.accepted_at)::float8,
                    extract(epoch from o.sent_at - o.created_at)::float8
             from outbox o join inbox i on i.id = o.cause where o.kind = 'say' order by o.id desc limit $1",
        );
        let rows = stages.bind(i64::try_from(PACED).unwrap()).fetch_all(self.bot.database.pool()).await.unwrap();
        let tell = |what: &str, of: fn(&Stages) -> f64| {
            // The homeserver's time of a message has no more than milliseconds.
            let mut times: Vec<Duration> = rows.iter().map(|row| Duration::from_secs_f64(of(row).max(0.0))).collect();
            figure(&format!("  {what}, median"), millis(quantile(&mut times, 0.5)), "ms");
            figure(&format!("  {what}, p95"), millis(quantile(&mut times, 0.95)), "ms");
        };
        tell("until it was read", |stages| stages.0);
        tell("from there until its turn began", |stages| stages.1);
        tell("from there until the homeserver had the answer", |stages| stages.2);
    }

    async fn restarts(&mut self, rooms: usize) {
        heading(&format!("Start again in {rooms} rooms until it reads and sends"));
        let (mut stopped, mut killed) = (Vec::new(), Vec::new());
        for _ in 0..RESTARTS {
            stopped.push(self.starts("true").await);
            self.bot.is_killed().await;
            killed.push(self.starts("true").await);
            self.stops().await;
        }
        remark(&format!("medians of {RESTARTS}"));
        aimed("after it was stopped", median(&mut stopped), "s", Aim::AtMost(0.5));
        aimed("after kill -9", median(&mut killed), "s", Aim::AtMost(0.5));
    }

    async fn many(&mut self) {
        self.starts("true").await;
        self.is_in(MANY).await;
        self.stops().await;
        heading(&format!("Memory in {MANY} rooms"));
        self.starts("true").await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        figure("after a start", memory(self.bot.running().pid()).0, "MiB");
        let before = self.answered().await;
        let rooms = self.rooms.clone();
        for rooms in rooms.chunks(ROOMS) {
            burst(&self.anna, rooms, 2).await;
        }
        let all = before + i64::try_from(2 * MANY).unwrap();
        while self.answered().await < all {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.settles().await;
        let pid = self.bot.running().pid();
        aimed("after two commands in each", memory(pid).0, "MiB", Aim::AtMost(80.0));
        figure("  of that its own", own_memory(pid), "MiB");
        self.stops().await;
        self.restarts(MANY).await;
    }

    async fn encrypted(&mut self, synapse: &Synapse) {
        heading("Encrypted rooms, with a real client");
        self.starts("false").await;
        let carla = synapse.person("carla").await;
        let mut rooms = Vec::new();
        for _ in 0..ROOMS {
            let room = carla.room("it-help", true, &[&self.bot.account]).await;
            carla.sees_member(&room, &self.bot.account).await;
            rooms.push(room);
        }
        let says = async |each: usize| {
            join_all(rooms.iter().map(async |room| {
                for number in 0..each {
                    carla.say(room, &format!("!ticket Gerät {number} macht keinen Mucks mehr")).await;
                }
            }))
            .await;
        };
        let mut before = self.answered().await;
        let mut spent = Duration::ZERO;
        let pid = self.bot.running().pid();
        // The first ones also pay for the exchange of keys.
        for each in [2, EACH] {
            spent = cpu(pid);
            says(each).await;
            before += i64::try_from(each * ROOMS).unwrap();
            while self.answered().await < before {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        let spent = (cpu(pid) - spent).as_secs_f64() * 1000.0 / (ROOMS * EACH) as f64;
        aimed("the bot's processor time for 1,000 commands", spent, "s", Aim::AtMost(3.5));
        let text = format!("memory after that ({MANY} plain rooms besides)");
        aimed(&text, memory(pid).0, "MiB", Aim::AtMost(80.0));
        self.stops().await;
    }
}
