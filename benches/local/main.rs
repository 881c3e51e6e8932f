//! How fast and how large the machinery is by itself: on a PostgreSQL that waits for its disk at every commit, and
//! without a chat server in the way.
//!
//! `cargo bench --bench local`; it takes about two minutes.
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
mod pgbench;
#[path = "../../tests/it/support/mod.rs"]
mod support;
#[path = "../../tests/it/synapse/mod.rs"]
mod synapse;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use lotse::app::App;
use lotse::chat::local::{ACCOUNT, LocalServer, Place};
use lotse::chat::{Batch, Happening, Incoming, Member};
use lotse::clock::Clock;
use lotse::config::Config;
use lotse::database::AccountLock;
use lotse::flow::inbox::{self, Accepted};
use lotse::flow::worker::{self, Duty};
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use self::figures::{Aim, aimed, figure, heading, machine, median, memory, remark};
use self::pgbench::{Recorded, Rows};
use self::support::database::TestDatabase;

/// Rooms in which people write at the same time.
const ROOMS: usize = 8;
/// Events that are stored in one go, as after a long outage.
const EVENTS: usize = 10_000;
/// Turns in one measurement.
const TURNS: usize = 3_000;

/// Works on tickets.
const AGENT: &str = "@agent:local";
/// A room that comes before all others, also where events are claimed.
const FIRST: &str = "!first:local";

fn room(number: usize) -> String {
    format!("!room{number}:local")
}

fn main() {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    machine();
    let mut database = disk().await;
    let bench = Bench::new(&database).await;

    heading("Memory of this process, which is the bot without its platform");
    let own = nix::unistd::Pid::this();
    figure("at the start", memory(own).0, "MiB");
    heading(&format!("Storing {EVENTS} commands, each batch durably committed"));
    let one_by_one = bench.accept(EVENTS, 100).await;
    let at_once = bench.accept(EVENTS, EVENTS).await;
    figure("in batches of 100", one_by_one, "s");
    figure("in one batch", at_once, "s");

    heading("`!ticket …` turns, each with its card, two reactions, log and audit, durably committed");
    bench.has_agents().await;
    // pgbench knows no round and empties one room after the other; until its end there must be one for each client.
    bench.accept(EVENTS, EVENTS).await;
    bench.turns(500).await;
    let program = pgbench::program(&bench.pool).await;
    let (mut turns, mut raw, mut slowest) = (Vec::new(), Vec::new(), Vec::new());
    match &program {
        Some(program) => {
            let (recorded, rows) = bench.recorded(&mut database).await;
            let script = recorded.script(&rows);
            remark(&format!("{} workers; a turn has {} statements", bench.config.flow.workers, recorded.count()));
            for _ in 0..3 {
                turns.push(bench.turns(TURNS).await);
                let url = database.url();
                let (program, script) = (program.clone(), &script);
                let clients = bench.config.flow.workers;
                let run = tokio::task::block_in_place(|| pgbench::run(&program, &url, script, clients, TURNS));
                raw.push(run.rate);
                slowest = run.slowest;
            }
        }
        None => {
            remark("pgbench is not among PostgreSQL's programs, so there is nothing to compare with");
            for _ in 0..3 {
                turns.push(bench.turns(TURNS).await);
            }
        }
    }
    figure("the bot, median of three", median(&mut turns), "turns/s");
    if !raw.is_empty() {
        figure("pgbench with the same statements, median of three", median(&mut raw), "turns/s");
        aimed("the bot against pgbench", median(&mut turns) / median(&mut raw), "", Aim::AtLeast(0.5));
    }
    if !slowest.is_empty() {
        heading("The statements that took longest in pgbench's last run");
        for (time, text) in slowest.iter().take(5) {
            figure(&text.chars().take(68).collect::<String>(), *time, "ms");
        }
    }
    heading("Memory after that");
    figure("now", memory(own).0, "MiB");
    figure("at most", memory(own).1, "MiB");

    bench.pool.close().await;
    database.is_stopped().await;

    heading("The whole bot on the local platform, with reactions, sending and sealing, durably committed");
    let mut database = disk().await;
    let bench = Bench::new(&database).await;
    figure("`!ticket …` answered", bench.whole(2_000).await, "commands/s");
    bench.pool.close().await;
    database.is_stopped().await;
}

/// A database whose commits wait for the disk on which the target folder lies.
async fn disk() -> TestDatabase {
    TestDatabase::on_its_own_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).await
}

/// The bot's machinery on a database.
struct Bench {
    pool: PgPool,
    config: Arc<Config>,
    clock: Clock,
    server: LocalServer,
    app: App,
}

impl Bench {
    async fn new(database: &TestDatabase) -> Self {
        let pool = database.pool().clone();
        let mut config = Config::default();
        config.audit.witness = false;
        config.desk.greeting = false;
        config.roles.agents = vec![AGENT.to_owned()];
        let (config, clock) = (Arc::new(config), Clock::system());
        let server = LocalServer::new(clock.clone());
        let app = App::new(config.clone(), pool.clone(), clock.clone(), vec![Arc::new(server.platform())]).unwrap();
        Self { pool, config, clock, server, app }
    }

    /// In each room there is somebody who works on tickets, so that reactions are offered.
    async fn has_agents(&self) {
        let agent = Member { account: AGENT.to_owned(), name: None, power: 0, present: true };
        let what = Happening::Roster { members: vec![agent], whole: false };
        let rooms = (0..ROOMS).map(room).chain([FIRST.to_owned()]);
        let roster = |room: String| Incoming {
            event: format!("$roster of {room}"),
            room,
            sender: AGENT.to_owned(),
            sent_at: self.clock.now(),
            what: what.clone(),
        };
        self.store(&[Batch { events: rooms.map(roster).collect(), cursor: "rosters".to_owned() }]).await;
    }

    /// Stores batches; gives the seconds that it took.
    async fn store(&self, batches: &[Batch]) -> f64 {
        let lock = AccountLock::acquire(&self.pool, "local", ACCOUNT, &CancellationToken::new()).await.unwrap();
        let begin = Instant::now();
        for batch in batches {
            let accepted = inbox::accept(&self.pool, "local", ACCOUNT, lock.epoch(), self.clock.now(), batch).await;
            assert_eq!(accepted.unwrap(), Accepted::New(batch.events.len() as u64));
        }
        let took = begin.elapsed();
        lock.release().await;
        took.as_secs_f64()
    }

    /// Stores commands; gives the seconds that it took.
    async fn accept(&self, count: usize, at_once: usize) -> f64 {
        let first: i64 =
            sqlx::query_scalar("select coalesce(max(id), 0) from inbox").fetch_one(&self.pool).await.unwrap();
        let numbers: Vec<i64> = (first + 1..).take(count).collect();
        let batches: Vec<Batch> = numbers
            .chunks(at_once)
            .map(|numbers| Batch {
                events: numbers.iter().map(|number| self.command(*number)).collect(),
                cursor: format!("{:?}", numbers.last()),
            })
            .collect();
        self.store(&batches).await
    }

    fn command(&self, number: i64) -> Incoming {
        let what = Happening::Message {
            text: format!("!ticket Gerät {number} macht keinen Mucks mehr"),
            thread: None,
            reply_to: None,
            mentions: Vec::new(),
            attachment: None,
        };
        Incoming {
            event: format!("$event{number}"),
            room: room(usize::try_from(number).unwrap() % ROOMS),
            sender: format!("@person{}:local", number % 50),
            sent_at: self.clock.now(),
            what,
        }
    }

    /// Lets the workers do so many turns more; gives turns a second.
    async fn turns(&self, count: usize) -> f64 {
        let done = "select count(*) from inbox where state = 'done'";
        let done = || async { sqlx::query_scalar::<_, i64>(done).fetch_one(&self.pool).await.unwrap() };
        let before = done().await;
        let stop = CancellationToken::new();
        let mut workers = JoinSet::new();
        let begin = Instant::now();
        for nth in 0..self.config.flow.workers {
            workers.spawn(worker::run(self.app.flow.clone(), Duty::of(nth), stop.clone()));
        }
        while done().await < before + i64::try_from(count).unwrap() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        stop.cancel();
        workers.join_all().await;
        let took = begin.elapsed();
        let buried: i64 = sqlx::query_scalar("select count(*) from inbox where state = 'buried' or attempts > 0")
            .fetch_one(&self.pool)
            .await
            .unwrap();
        assert_eq!(buried, 0, "a turn has failed");
        let turns = (done().await - before) as f64;
        turns / took.as_secs_f64()
    }

    /// A turn as the server saw it.
    async fn recorded(&self, database: &mut TestDatabase) -> (Recorded, Rows) {
        // Far from each other, so that each value in the log tells what it is.
        for statement in [
            "alter table inbox alter column id restart with 10000000",
            "alter table outbox alter column id restart with 20000000",
            "update counter set last = 30000000 where name = 'ticket'",
        ] {
            sqlx::query(statement).execute(&self.pool).await.unwrap();
        }
        let mut events: Vec<Incoming> = (900_000_001..=900_000_003).map(|number| self.command(number)).collect();
        for event in &mut events {
            FIRST.clone_into(&mut event.room);
        }
        let last = events[2].event.clone();
        let batch = Batch { events, cursor: "recorded".to_owned() };
        self.store(std::slice::from_ref(&batch)).await;

        let options: PgConnectOptions = database.url().parse().unwrap();
        let options = options.options([("log_statement", "all"), ("log_error_verbosity", "default")]);
        let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        let process: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&pool).await.unwrap();
        let mut flow = self.app.flow.clone();
        flow.pool = pool.clone();
        for _ in &batch.events {
            worker::step(&flow, &mut inbox::Round::default()).await.unwrap();
        }
        pool.close().await;
        let inbox: i64 = sqlx::query_scalar("select id from inbox where event = $1 and state = 'done'")
            .bind(&last)
            .fetch_one(&self.pool)
            .await
            .unwrap();
        let outbox = sqlx::query_scalar("select id from outbox where cause = $1 order by id").bind(inbox);
        let outbox = outbox.fetch_all(&self.pool).await.unwrap();
        let ticket = sqlx::query_scalar("select max(id) from ticket").fetch_one(&self.pool).await.unwrap();
        (Recorded::read(&database.log(), process), Rows { inbox, event: last, outbox, ticket })
    }

    /// The whole bot on the platform in this process, with sending and sealing beside; gives answered commands a second.
    async fn whole(&self, count: usize) -> f64 {
        let server = &self.server;
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (app, stop) = (self.app.clone(), stop.clone());
            async move { app.run(&stop).await.unwrap() }
        });
        server.attended().await;
        let rooms: Vec<String> = (0..ROOMS).map(|number| server.add_room(&format!("room{number}"), "Room")).collect();
        server.add_person("@anna:local", "Anna");
        for room in &rooms {
            // A moderator, who acts as an agent.
            server.join(room, "@anna:local", 50).unwrap();
            server.invite_bot(room, "@anna:local", false).unwrap();
        }
        server.drained().await;
        self.app.idle().await;
        let begin = Instant::now();
        for number in 0..count {
            let text = format!("!ticket Gerät {number} macht keinen Mucks mehr");
            server.say(&rooms[number % ROOMS], "@anna:local", &text, Place::default()).unwrap();
        }
        server.drained().await;
        self.app.idle().await;
        let took = begin.elapsed();
        stop.cancel();
        running.await.unwrap();
        let sent: i64 = sqlx::query_scalar("select count(*) from outbox where kind = 'say' and state = 'sent'")
            .fetch_one(&self.pool)
            .await
            .unwrap();
        assert_eq!(sent, i64::try_from(count).unwrap(), "every command is answered once");
        count as f64 / took.as_secs_f64()
    }
}
