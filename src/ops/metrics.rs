//! The page for Prometheus, in the OpenMetrics format.
//!
//! The counters are those of [`crate::flow::telemetry`]; lengths and ages are read when the page is asked for. What
//! cannot be read is left out, instead of being shown as it once was.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use chrono::{DateTime, Utc};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};
use tokio::time::timeout;

use super::store::{self, Depths, Pages};
use crate::error::Fault;
use crate::flow::Flow;

/// Longest time for reading the queues; Prometheus itself waits ten seconds by default.
const ANSWER: Duration = Duration::from_secs(5);

type Number = Gauge<f64, AtomicU64>;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Version {
    version: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Queue {
    /// `open` and `buried` of events, `waiting` and `refused` of what is to be sent, `timer`.
    queue: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Platform {
    platform: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Use {
    state: &'static str,
}

/// The page. Without a flow the program is still starting.
pub(super) async fn page(flow: Option<&Flow>) -> Result<String, fmt::Error> {
    let mut registry = Registry::with_prefix("lotse");
    let build = Family::<Version, Gauge>::default();
    build.get_or_create(&Version { version: env!("CARGO_PKG_VERSION") }).set(1);
    registry.register("build_info", "The version that runs", build);
    if let Some(flow) = flow {
        counters(&mut registry, flow);
        accounts(&mut registry, flow);
        connections(&mut registry, flow);
        let read = match timeout(ANSWER, read(flow)).await {
            Ok(read) => read.inspect_err(|error| tracing::debug!(%error, "the queues cannot be read")).ok(),
            Err(_) => None,
        };
        number(&mut registry, "database_up", "1: the database answers", f64::from(u8::from(read.is_some())));
        if let Some((depths, pages)) = read {
            queues(&mut registry, depths, flow.clock.now());
            paged(&mut registry, pages);
        }
    }
    let mut page = String::new();
    encode(&mut page, &registry)?;
    Ok(page)
}

async fn read(flow: &Flow) -> Result<(Depths, Pages), Fault> {
    let mut conn = flow.pool.acquire().await?;
    Ok((store::depths(&mut conn).await?, store::pages(&mut conn).await?))
}

/// Counted in the database, where all instances write them.
fn paged(registry: &mut Registry, pages: Pages) {
    for (name, help, count) in [
        ("pages_started", "Pages that were started", pages.started),
        ("pages_answered", "Pages that somebody has answered", pages.answered),
        ("pages_unanswered", "Pages that nobody has answered, though all were woken", pages.unanswered),
    ] {
        registry.register(name, help, ConstCounter::new(u64::try_from(count).unwrap_or_default()));
    }
}

fn counters(registry: &mut Registry, flow: &Flow) {
    let t = flow.telemetry.clone();
    registry.register("accepted", "Events stored that were new", t.accepted);
    registry.register_with_unit("turn", "How long turns took, commit included", Unit::Seconds, t.turn_time);
    registry.register("turns", "Turns by how they ended", t.outcomes);
    registry.register("turn_failures", "Turns that failed for an internal reason", t.failures);
    registry.register("burials", "Events set aside after too many failures", t.burials);
    registry.register("sent", "Deliveries that the chat server took", t.sent);
    registry.register("put_off", "Deliveries that failed and are tried again", t.put_off);
    registry.register("refused", "Deliveries that the chat server refused for good", t.refused);
    registry.register("rate_limited", "How often the chat server asked to wait", t.limited);
    let ailing = u32::try_from(flow.telemetry.ailments().len()).map_or(f64::INFINITY, f64::from);
    number(registry, "loops_ailing", "Loops that have died or hang", ailing);
}

fn accounts(registry: &mut Registry, flow: &Flow) {
    let held = Family::<Platform, Gauge>::default();
    let silence = Family::<Platform, Number>::default();
    let lag = Family::<Platform, Number>::default();
    let newest = Family::<Platform, Number>::default();
    for (platform, account) in flow.telemetry.accounts() {
        let label = Platform { platform };
        held.get_or_create(&label).set(i64::from(account.held));
        if let Some(read) = account.read.filter(|_| account.held) {
            silence.get_or_create(&label).set(read.elapsed().as_secs_f64());
        }
        if let Some(span) = account.lag {
            lag.get_or_create(&label).set(span.as_seconds_f64());
        }
        if let Some(at) = account.newest {
            newest.get_or_create(&label).set(seconds(at));
        }
    }
    registry.register("account_held", "1: this instance reads and sends; 0: it stands by", held);
    let help = "Since the chat server last answered a question for news, or the account was taken over";
    registry.register_with_unit("read_age", help, Unit::Seconds, silence);
    let help = "How late the newest event that was read was stored, by the chat server's clock";
    registry.register_with_unit("read_lag", help, Unit::Seconds, lag);
    let help = "When the newest event that was read was sent, by the chat server's clock";
    registry.register_with_unit("newest_event_timestamp", help, Unit::Seconds, newest);
}

fn connections(registry: &mut Registry, flow: &Flow) {
    let connections = Family::<Use, Gauge>::default();
    let idle = i64::try_from(flow.pool.num_idle()).unwrap_or(i64::MAX);
    connections.get_or_create(&Use { state: "idle" }).set(idle);
    let used = i64::from(flow.pool.size()).saturating_sub(idle).max(0);
    connections.get_or_create(&Use { state: "used" }).set(used);
    registry.register("database_connections", "Open connections of the pool", connections);
    let most = f64::from(flow.config.database.max_connections);
    number(registry, "database_connections_max", "Connections that the pool opens at most", most);
}

fn queues(registry: &mut Registry, depths: Depths, now: DateTime<Utc>) {
    let rows = Family::<Queue, Gauge>::default();
    for (queue, length) in [
        ("open", depths.open),
        ("buried", depths.buried),
        ("waiting", depths.waiting),
        ("refused", depths.refused),
        ("timer", depths.timers),
    ] {
        rows.get_or_create(&Queue { queue }).set(length);
    }
    registry.register("queue_rows", "Rows: events open or buried, deliveries waiting or refused, timers set", rows);
    let ages = Family::<Queue, Number>::default();
    for (queue, oldest) in [("open", depths.oldest_open), ("waiting", depths.oldest_waiting)] {
        let age = oldest.map_or(0.0, |oldest| (now - oldest).as_seconds_f64().max(0.0));
        ages.get_or_create(&Queue { queue }).set(age);
    }
    registry.register_with_unit("queue_oldest", "Age of the oldest row, 0 when there is none", Unit::Seconds, ages);
}

fn number(registry: &mut Registry, name: &str, help: &str, value: f64) {
    let gauge = Number::default();
    gauge.set(value);
    registry.register(name, help, gauge);
}

fn seconds(at: DateTime<Utc>) -> f64 {
    (at - DateTime::<Utc>::UNIX_EPOCH).as_seconds_f64()
}
