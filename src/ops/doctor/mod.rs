//! `lotse doctor`: looks at everything that a bot stands on and says what to do.
//!
//! Safe beside a running bot: the database is read, the homeserver is asked with the stored session, and the store of the
//! encryption keys is not opened (see [`crate::chat::matrix::inspect`]).

mod database;
mod finding;
mod folder;
mod homeserver;
mod rooms;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;

pub use self::finding::{Finding, Report, State};
use crate::channel;
use crate::chat::ChatError;
use crate::chat::matrix::Settings;
use crate::clock::Clock;
use crate::config::{Config, Mistakes};
use crate::database::Database;

/// Looks at everything that can be looked at. `matrix` is what the platform is told, or what is missing for that.
pub async fn examine(
    config: &Config,
    matrix: Result<Result<Settings, ChatError>, Mistakes>,
    clock: &Clock,
    stop: &CancellationToken,
) -> Report {
    let mut report = Report::default();
    configuration(&mut report, config, matrix.as_ref().err());
    folder::examine(&mut report, &config.data_dir);
    let found = Database::start_now(&config.database, &config.data_dir, stop).await;
    let is_embedded = config.database.url.is_none();
    let database = match found {
        Ok(database) => {
            let is_whole = database::examine(&mut report, &database, config, is_embedded, clock).await;
            Some((database, is_whole))
        }
        Err(error) => {
            report.wrong("database", error.to_string(), error.hint().unwrap_or("see the message"));
            None
        }
    };
    // The tables that the questions below are about are there.
    let pool = database.as_ref().filter(|(_, is_whole)| *is_whole).map(|(database, _)| database.pool());
    let account = match matrix {
        Ok(Ok(settings)) => homeserver::examine(&mut report, settings, pool, clock).await,
        Ok(Err(error)) => {
            report.wrong("homeserver", error.to_string(), "mend it, and start the bot again");
            None
        }
        Err(_) => None,
    };
    if let Some(pool) = pool {
        database::queues(&mut report, pool, account.as_deref(), clock).await;
        rooms::examine(&mut report, pool, config).await;
    }
    if let Some((database, _)) = database {
        database.stop().await;
    }
    mail(&mut report, config).await;
    report
}

/// Whoever is woken by e-mail is not while the mail server takes none.
async fn mail(report: &mut Report, config: &Config) {
    let Some(smtp) = &config.smtp else { return };
    match channel::mail_server(config).await {
        Some(Err(reason)) => {
            let todo = "mend [smtp], or the server: until then nobody is woken by e-mail";
            report.wrong("mail", format!("{}:{}: {reason}", smtp.server, smtp.port), todo);
        }
        Some(Ok(())) => report.good("mail", format!("{}:{} answers", smtp.server, smtp.port)),
        None => {}
    }
}

/// The report on a configuration that has mistakes: nothing else can be looked at.
#[must_use]
pub fn misconfigured(mistakes: &Mistakes) -> Report {
    let mut report = Report::default();
    told(&mut report, mistakes);
    report
}

fn told(report: &mut Report, mistakes: &Mistakes) {
    for mistake in mistakes.iter() {
        let what = format!("{}: {} {}", mistake.origin, mistake.key, mistake.what);
        report.wrong("configuration", what, mistake.hint.as_deref().unwrap_or("see bot-config.toml"));
    }
}

fn configuration(report: &mut Report, config: &Config, missing: Option<&Mistakes>) {
    match missing {
        Some(missing) => told(report, missing),
        None => report.good("configuration", "no mistakes"),
    }
    if config.roles.operators.is_empty() {
        report.doubtful(
            "operators",
            "nobody is told when something fails",
            "name the accounts of those who run Lotse as `operators` in [roles]",
        );
    }
}

/// From how much on clocks that differ are worth a word, and from how much on they do harm.
const SKEW: (TimeDelta, TimeDelta) = (TimeDelta::seconds(5), TimeDelta::seconds(60));

/// Says how far another clock is ahead of this machine's.
fn skew(report: &mut Report, check: &'static str, whose: &str, ahead: TimeDelta) {
    let apart = ahead.abs();
    let todo = "let both machines take their time from the network (systemd-timesyncd, chrony)";
    let direction = if ahead > TimeDelta::zero() { "ahead of" } else { "behind" };
    let text = format!("{whose} is {} s {direction} this machine's", apart.num_seconds());
    match apart {
        apart if apart < SKEW.0 => report.good(check, format!("{whose} agrees with this machine's")),
        apart if apart < SKEW.1 => report.doubtful(check, text, todo),
        _ => report.wrong(check, text, todo),
    }
}

/// `2 rows`, `1 row`.
fn count(number: impl std::fmt::Display, one: &str, many: &str) -> String {
    match number.to_string().as_str() {
        "1" => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}

/// A span in the unit that fits it.
fn span(span: TimeDelta) -> String {
    match span.num_seconds().max(0) {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds @ 120..7200 => format!("{} min", seconds / 60),
        seconds @ 7200..172_800 => format!("{} h", seconds / 3600),
        seconds => format!("{} days", seconds / 86_400),
    }
}

/// A size in the unit that fits it.
fn size(bytes: u64) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
    let mut rest = bytes;
    let mut unit = 0;
    while rest >= 10_240 && unit + 1 < units.len() {
        rest /= 1024;
        unit += 1;
    }
    format!("{rest} {}", units.get(unit).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_spans_are_read_at_a_glance() {
        assert_eq!((size(512), size(20_480), size(5 << 30)), ("512 bytes".into(), "20 KiB".into(), "5120 MiB".into()));
        let spans = [1, 119, 120, 7199, 7200, 172_800].map(|seconds| span(TimeDelta::seconds(seconds)));
        assert_eq!(spans, ["1 s", "119 s", "2 min", "119 min", "2 h", "2 days"]);
    }

    #[test]
    fn clocks_that_differ_are_told_by_how_much() {
        let mut report = Report::default();
        for seconds in [1, -30, 90] {
            skew(&mut report, "clock", "its clock", TimeDelta::seconds(seconds));
        }
        let states: Vec<_> = report.findings.iter().map(|finding| finding.state).collect();
        assert_eq!(states, [State::Good, State::Doubtful, State::Wrong]);
        assert!(report.findings.iter().any(|finding| finding.text == "its clock is 30 s behind this machine's"));
    }
}
