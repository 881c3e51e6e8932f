//! The database, and what is stuck in it.

use chrono::TimeDelta;
use sqlx::PgPool;

use super::{Report, count, size, skew, span};
use crate::clock::Clock;
use crate::config::Config;
use crate::database::{AccountLock, Database};
use crate::error::Fault;
use crate::ops::store::{self, About, Depths};

/// Connections besides the pool: the account's lock, and one that asks for it or migrates.
const BESIDES: i64 = 2;

/// From how much on rows that wait are stuck. A chat server that is away for a moment is no reason to wake somebody.
const STUCK: TimeDelta = TimeDelta::minutes(5);

/// Looks at the server and the schema. True: the tables that this program knows are there.
pub(super) async fn examine(
    report: &mut Report,
    database: &Database,
    config: &Config,
    is_embedded: bool,
    clock: &Clock,
) -> bool {
    if let Err(error) = server(report, database, config, is_embedded, clock).await {
        report.wrong("database", format!("it answers, but: {error}"), "look into the database server's log");
        return false;
    }
    let is_whole = match database.pending().await {
        Ok(pending) if pending.is_empty() => {
            report.good("migrations", "the schema is that of this program");
            true
        }
        Ok(pending) => {
            let names: Vec<String> = pending.iter().map(|one| format!("{} {}", one.version, one.description)).collect();
            let text = format!("{}: {}", count(names.len(), "is pending", "are pending"), names.join(", "));
            report.doubtful("migrations", text, "`lotse migrate`, or start the bot, which does the same");
            match create_right(database.pool()).await {
                Ok(true) => {}
                Ok(false) => report.wrong(
                    "rights",
                    "this user may not make tables, which the migrations must",
                    "grant create on schema public to the user in [database] url, or make it the database's owner",
                ),
                Err(error) => report.wrong("rights", error.to_string(), "look into the database server's log"),
            }
            false
        }
        Err(error) => {
            report.wrong("migrations", error.to_string(), error.hint().unwrap_or("look into the server's log"));
            false
        }
    };
    if is_whole {
        match rights(database.pool()).await {
            Ok(missing) if missing.is_empty() => report.good("rights", "this user may read and write all tables"),
            Ok(missing) => report.wrong(
                "rights",
                format!("this user lacks: {}", missing.join(", ")),
                "grant them to the user in [database] url, or make it the tables' owner",
            ),
            Err(error) => report.wrong("rights", error.to_string(), "look into the database server's log"),
        }
    }
    is_whole
}

async fn create_right(pool: &PgPool) -> Result<bool, Fault> {
    store::may_create(&mut *pool.acquire().await?).await
}

async fn rights(pool: &PgPool) -> Result<Vec<String>, Fault> {
    store::missing_rights(&mut *pool.acquire().await?).await
}

async fn server(
    report: &mut Report,
    database: &Database,
    config: &Config,
    is_embedded: bool,
    clock: &Clock,
) -> Result<(), Fault> {
    let mut conn = database.pool().acquire().await?;
    let before = clock.now();
    let about = store::about(&mut conn).await?;
    let middle = before + (clock.now() - before) / 2;
    let kind = if is_embedded { "embedded PostgreSQL" } else { "PostgreSQL" };
    let bytes = u64::try_from(about.size).unwrap_or_default();
    let text = format!("{kind} {}, {}, {}", about.version, about.encoding, size(bytes));
    if about.read_only {
        let todo = "name the server that can be written in [database] url, not its copy";
        report.wrong("database", format!("{text}, but nothing can be written there"), todo);
    } else if about.careless {
        let todo = "a power cut can lose what was answered already: set fsync and synchronous_commit to on";
        report.doubtful("database", format!("{text}; it does not wait for its disk"), todo);
    } else {
        report.good("database", text);
    }
    connections(report, &about, i64::from(config.database.max_connections) + BESIDES);
    skew(report, "database clock", "the database's clock", about.now - middle);
    Ok(())
}

fn connections(report: &mut Report, about: &About, wanted: i64) {
    let text = format!("{} for this user, {wanted} wanted, {} in use by everybody", about.connections, about.in_use);
    let todo = "raise max_connections on the server, or lower it in [database]";
    if about.connections < wanted {
        report.wrong("connections", text, todo);
    } else if about.in_use + wanted > about.connections && about.in_use > wanted {
        // Less than what is wanted may be the running bot itself.
        report.doubtful("connections", text, todo);
    } else {
        report.good("connections", text);
    }
}

/// Looks at what is stuck, and whether anybody works on it. `account` is the bot's on Matrix, where known.
pub(super) async fn queues(report: &mut Report, pool: &PgPool, account: Option<&str>, clock: &Clock) {
    if let Err(error) = look(report, pool, account, clock).await {
        report.wrong("queues", error.to_string(), "look into the database server's log");
    }
}

async fn look(report: &mut Report, pool: &PgPool, account: Option<&str>, clock: &Clock) -> Result<(), Fault> {
    let depths = store::depths(&mut *pool.acquire().await?).await?;
    let runs = match account {
        Some(account) => Some(AccountLock::is_held(pool, &format!("matrix:{account}")).await?),
        None => None,
    };
    match runs {
        Some(true) => report.good("instance", "an instance reads and sends"),
        Some(false) => report.doubtful("instance", "no instance reads and sends", "`lotse run`"),
        None => {}
    }
    waiting(report, depths, runs.unwrap_or(true), clock);
    given_up(report, depths);
    Ok(())
}

fn waiting(report: &mut Report, depths: Depths, runs: bool, clock: &Clock) {
    let now = clock.now();
    let (open, waiting) = (depths.oldest_open.map(|at| now - at), depths.oldest_waiting.map(|at| now - at));
    let oldest = open.max(waiting).unwrap_or_default();
    let text = format!(
        "{} to handle, {} to send; the oldest waits for {}",
        count(depths.open, "event", "events"),
        count(depths.waiting, "thing", "things"),
        span(oldest)
    );
    match (depths.open + depths.waiting, oldest > STUCK) {
        (0, _) => report.good("queues", "nothing waits to be handled or sent"),
        (_, false) => report.good("queues", text),
        (_, true) if !runs => report.doubtful("queues", text, "it is done when the bot runs again: `lotse run`"),
        (_, true) if open.is_some_and(|age| age > STUCK) => {
            report.wrong("queues", text, "a bot that runs does not handle it: read its log, and start it again");
        }
        (_, true) => {
            report.wrong("queues", text, "the chat server does not take it: read the bot's log for the reason")
        }
    }
}

fn given_up(report: &mut Report, depths: Depths) {
    let todo = "`lotse queue list` shows why; then `lotse queue retry ID` or `lotse queue drop ID --reason TEXT`";
    match depths.buried {
        0 => report.good("set aside", "no event"),
        // Somebody was promised that we look after it.
        buried => report.wrong("set aside", count(buried, "event failed too often", "events failed too often"), todo),
    }
    match depths.refused {
        0 => report.good("refused", "nothing that was to be sent"),
        refused => {
            let text = count(refused, "message was refused", "messages were refused");
            report.wrong("refused", format!("{text} by the chat server for good"), todo);
        }
    }
}
