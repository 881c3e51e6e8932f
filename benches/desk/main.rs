//! How long the desk's turns take in a company of 2,000 people with 100,000 tickets and their logs, on a PostgreSQL that
//! waits for its disk at every commit; and by which plans the server answers them.
//!
//! `cargo bench --bench desk`; it makes its own database, which takes some minutes, and fails where a plan reads a whole
//! table of tickets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a bench that cannot go on fails"
)]

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lotse::app::App;
use lotse::chat::local::{ACCOUNT, LocalServer};
use lotse::chat::{Batch, Happening, Incoming};
use lotse::clock::Clock;
use lotse::config::{Config, DatabaseConfig, Gets, RoomConfig, RoomPart, ServiceConfig, TeamConfig};
use lotse::database::{AccountLock, Database, Durability, Embedded};
use lotse::flow::inbox::{self, Accepted};
use lotse::flow::worker;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};
use tokio_util::sync::CancellationToken;

/// Turns of each kind.
const TURNS: usize = 200;
/// What must never be read as a whole.
const LARGE: [&str; 6] = ["ticket", "ticket_entry", "ticket_search", "ticket_place", "ticket_affected", "search_word"];

/// What people write: who of the 2,000, where, and the words.
struct Kind {
    name: &'static str,
    said: fn(usize) -> (usize, &'static str, String),
}

const HELP: &str = "!help:local";
const TEAM: &str = "!it:local";

/// Words of the company, common ones and such as stand in few tickets.
const WORDS: [&str; 6] =
    ["Drucker", "VPN langsam", "Beamer flackert im Lager", "printers offline", "Netzlaufwerk", "SAP Fehler"];

const KINDS: [Kind; 9] = [
    Kind {
        name: "!ticket …", said: |n| (n % 2000 + 1, HELP, format!("!ticket Gerät {n} im {n}. Stock macht Lärm"))
    },
    Kind {
        name: "!ticket … that resembles open ones",
        said: |n| (n % 2000 + 1, HELP, format!("!ticket {} geht nicht", ["Drucker", "VPN", "Beamer"][n % 3])),
    },
    Kind { name: "!tickets mine", said: |n| ((n * 20) % 2000 + 1, HELP, "!tickets mine".to_owned()) },
    Kind { name: "!tickets mine of an agent", said: |n| (n % 20 * 2 + 2, TEAM, "!tickets mine".to_owned()) },
    Kind { name: "!tickets open", said: |n| (n % 20 * 2 + 2, TEAM, "!tickets open".to_owned()) },
    Kind {
        name: "!tickets open with filters",
        said: |n| {
            let filter =
                ["state:closed service:mail", "state:all since:7d", "requester:@person9:local state:all", "prio:1"];
            (n % 20 * 2 + 2, TEAM, format!("!tickets open {}", filter[n % 4]))
        },
    },
    Kind {
        name: "!tickets search, of a requester",
        said: |n| ((n * 20) % 2000 + 1, HELP, format!("!tickets search {}", WORDS[n % WORDS.len()])),
    },
    Kind {
        name: "!tickets search, of an agent, one in four misspelled",
        said: |n| {
            let text =
                if n % 4 == 3 { format!("Gerät GX{}7 Druekcer", n % 100) } else { WORDS[n % WORDS.len()].to_owned() };
            (n % 20 * 2 + 2, TEAM, format!("!tickets search {text}"))
        },
    },
    Kind {
        name: "a message with T-123",
        said: |n| (n % 20 * 2 + 2, TEAM, format!("Ist das wie T-{}?", n * 2 + 10_000)),
    },
];

fn main() {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{cores} cores, load {} before the start", load.split(' ').next().unwrap_or("unknown"));
    let mut folder = tempfile::Builder::new();
    // Where benches run as root, the server runs as another user and must be able to enter.
    let folder = folder.prefix("lotse-desk-").permissions(Permissions::from_mode(0o711));
    let folder = folder.tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let embedded = Embedded::start(folder.path(), Durability::Safe, &CancellationToken::new()).await.unwrap();
    let settings = DatabaseConfig { url: Some(embedded.url()), ..Config::default().database };
    let database = Database::start(&settings, Path::new(""), &CancellationToken::new()).await.unwrap();
    database.migrate().await.unwrap();
    let begin = Instant::now();
    fill(&embedded.options()).await;
    println!("100,000 tickets, 500,000 entries and their index were written in {:.0} s", begin.elapsed().as_secs_f64());

    println!("\n{:<54} {:>9} {:>9} {:>9}", "whole turns, durably committed", "p50 ms", "p99 ms", "most ms");
    let mut bench = Bench::new(database.pool().clone());
    for kind in &KINDS {
        let mut took = Vec::new();
        for number in 0..TURNS {
            took.push(bench.turn(kind, number).await);
        }
        took.sort_unstable();
        let at = |part: f64| took[((TURNS as f64 * part).ceil() as usize).clamp(1, TURNS) - 1].as_secs_f64() * 1e3;
        println!("{:<54} {:>9.1} {:>9.1} {:>9.1}", kind.name, at(0.5), at(0.99), at(1.0));
    }

    let log = embedded.folder().join("postgres.log");
    let explained = explained(&embedded.options()).await;
    bench.set_pool(explained.clone());
    let mut whole = Vec::new();
    for kind in &KINDS {
        println!("\nplans of {}", kind.name);
        let before = std::fs::read_to_string(&log).unwrap().len();
        for number in 0..6 {
            bench.turn(kind, TURNS + number).await;
        }
        let text = std::fs::read_to_string(&log).unwrap();
        whole.extend(tell(&text[before..]));
    }
    explained.close().await;
    database.stop().await;
    embedded.stop().await;
    assert!(whole.is_empty(), "whole tables are read:\n{}", whole.join("\n"));
}

/// The company of `company.sql`.
async fn fill(options: &PgConnectOptions) {
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(include_str!("company.sql")).execute(&mut connection).await.unwrap();
    sqlx::raw_sql("vacuum analyze").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Connections of which the server writes each plan into its log, those of triggers too.
async fn explained(options: &PgConnectOptions) -> PgPool {
    let options = options.clone().options([
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_nested_statements", "on"),
    ]);
    PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap()
}

/// Prints how the statements in a log reach tickets, each once; gives those that read a whole table.
fn tell(log: &str) -> Vec<String> {
    let (mut told, mut whole) = (Vec::new(), Vec::new());
    for plan in log.split("Query Text: ").skip(1) {
        let statement = plan.split_whitespace().take(14).collect::<Vec<_>>().join(" ");
        let scans: Vec<String> = plan
            .lines()
            .filter_map(|line| line.trim().trim_start_matches("->").trim().split("  (cost").next())
            .filter(|line| line.contains("Scan") && LARGE.iter().any(|table| is_of(line, table)))
            .map(str::to_owned)
            .collect();
        let shown = format!("  {statement} …\n    {}", scans.join("\n    "));
        if scans.is_empty() || told.contains(&shown) {
            continue;
        }
        println!("{shown}");
        if scans.iter().any(|scan| scan.starts_with("Seq Scan") || scan.starts_with("Parallel Seq Scan")) {
            whole.push(shown.clone());
        }
        told.push(shown);
    }
    whole
}

/// Whether a line of a plan is about a table or one of its indexes.
fn is_of(line: &str, table: &str) -> bool {
    line.split([' ', '\t'])
        .any(|word| word == table || word.strip_prefix(table).is_some_and(|rest| rest.starts_with('_')))
}

/// The bot's machinery on a database.
struct Bench {
    pool: PgPool,
    clock: Clock,
    app: App,
    events: usize,
}

impl Bench {
    fn new(pool: PgPool) -> Self {
        let mut config = Config::default();
        config.audit.witness = false;
        config.desk.greeting = false;
        let team = |name: &str| TeamConfig { name: name.into(), title: name.into(), members: None, leads: Vec::new() };
        config.teams = vec![team("it"), team("network")];
        config.services = vec![ServiceConfig {
            name: "mail".to_owned(),
            title: "E-mail".to_owned(),
            words: vec!["outlook".to_owned()],
            owner: None,
            gets: Gets::default(),
            ..ServiceConfig::default()
        }];
        let home =
            |name: &str| RoomConfig { name: format!("#{name}:local"), part: RoomPart::Team { team: name.into() } };
        let intake = RoomPart::Intake { every_message: false, team: Some("it".to_owned()) };
        config.rooms = vec![RoomConfig { name: "#help:local".to_owned(), part: intake }, home("it"), home("network")];
        let clock = Clock::system();
        let server = LocalServer::new(clock.clone());
        let platform = Arc::new(server.platform());
        let app = App::new(Arc::new(config), pool.clone(), clock.clone(), vec![platform]).unwrap();
        Self { pool, clock, app, events: 0 }
    }

    fn set_pool(&mut self, pool: PgPool) {
        self.app.flow.pool = pool;
    }

    /// Stores a message, and lets a worker handle it; gives the time that this took.
    async fn turn(&mut self, kind: &Kind, number: usize) -> Duration {
        self.events += 1;
        let (who, room, text) = (kind.said)(number);
        let what = Happening::Message { text, thread: None, reply_to: None, mentions: Vec::new(), attachment: None };
        let event = Incoming {
            event: format!("$bench{}", self.events),
            room: room.to_owned(),
            sender: format!("@person{who}:local"),
            sent_at: self.clock.now(),
            what,
        };
        let batch = Batch { events: vec![event], cursor: self.events.to_string() };
        let lock = AccountLock::acquire(&self.pool, "local", ACCOUNT, &CancellationToken::new()).await.unwrap();
        let accepted = inbox::accept(&self.pool, "local", ACCOUNT, lock.epoch(), self.clock.now(), &batch).await;
        assert_eq!(accepted.unwrap(), Accepted::New(1));
        lock.release().await;
        let begin = Instant::now();
        worker::step(&self.app.flow, &mut inbox::Round::default()).await.unwrap();
        let took = begin.elapsed();
        let outcome: Option<String> = sqlx::query_scalar("select outcome from inbox where event = $1")
            .bind(format!("$bench{}", self.events))
            .fetch_one(&self.pool)
            .await
            .unwrap();
        assert_eq!(outcome.as_deref(), Some("done"), "{}: turn {number}", kind.name);
        took
    }
}
