//! The homeserver and the bot's account on it.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use sqlx::PgPool;

use super::{Report, count, skew, span};
use crate::chat::ChatError;
use crate::chat::matrix::Settings;
use crate::chat::matrix::inspect::{Inspector, Login, Server, Signed, Token};
use crate::clock::Clock;
use crate::error::Fault;
use crate::ops::store::{self, Limits, Room};

/// The version that has threads.
const THREADS: (u32, u32) = (1, 4);

/// Rooms of which the server is asked for more, at most: a question each.
const ROOMS: usize = 50;

/// How far back complaints of the server matter.
const LATELY: TimeDelta = TimeDelta::hours(24);

/// Looks at the server, the login, the device and the rooms. Gives the bot's account, where it is known.
pub(super) async fn examine(
    report: &mut Report,
    settings: Settings,
    pool: Option<&PgPool>,
    clock: &Clock,
) -> Option<String> {
    let (homeserver, user) = (settings.homeserver.clone(), settings.user.clone());
    let inspector = match Inspector::new(settings) {
        Ok(inspector) => inspector,
        Err(error) => {
            failed(report, "homeserver", &error);
            return None;
        }
    };
    let before = clock.now();
    match inspector.server().await {
        Ok(server) => speaks(report, &homeserver, &server, before, clock),
        Err(error) => {
            failed(report, "homeserver", &error);
            // Without it there is nothing more to ask; the account is known where it was written whole.
            return Some(user).filter(|user| user.starts_with('@'));
        }
    }
    let login = match inspector.login().await {
        Ok(login) => login,
        Err(error) => {
            failed(report, "login", &error);
            return Some(user).filter(|user| user.starts_with('@'));
        }
    };
    match login {
        Login::AskedAgain => {
            let todo = "nothing, as long as the password is right: the bot gives it when it starts";
            report.doubtful("login", format!("the homeserver wants the password of {user} again"), todo);
            Some(user).filter(|user| user.starts_with('@'))
        }
        Login::PasswordFits { account, left_behind } => {
            let text = format!("the password of {account} is right; the bot has not logged in yet");
            match left_behind {
                false => report.good("login", text),
                true => report.doubtful(
                    "login",
                    format!("{text}; the session “Lotse doctor” of this trial could not be ended"),
                    "remove it in a client, or run the doctor again",
                ),
            }
            limits(report, &account, pool, clock).await;
            Some(account)
        }
        Login::Known { account, device, token } => {
            known(report, &inspector, &account, device.as_deref(), &token).await;
            limits(report, &account, pool, clock).await;
            if let Err(error) = rooms(report, &inspector, &token, pool).await {
                failed(report, "rooms", &error);
            }
            Some(account)
        }
    }
}

fn failed(report: &mut Report, check: &'static str, error: &ChatError) {
    match error {
        ChatError::Operator { reason, hint } => report.wrong(check, reason, hint),
        ChatError::Passing { reason, .. } => {
            let todo = "check that the server runs, and `homeserver` in [matrix]; the bot waits for it meanwhile";
            report.wrong(check, reason, todo);
        }
        ChatError::InUse { .. } => {
            report.wrong(check, error.to_string(), "stop that process, or wait until it has ended")
        }
    }
}

fn speaks(
    report: &mut Report,
    homeserver: &str,
    server: &Server,
    before: chrono::DateTime<chrono::Utc>,
    clock: &Clock,
) {
    match server.newest {
        Some(newest @ (major, minor)) if newest >= THREADS => {
            report.good("homeserver", format!("{homeserver} answers and speaks Matrix v{major}.{minor}"));
        }
        _ => report.doubtful(
            "homeserver",
            format!("{homeserver} answers, but knows no threads (Matrix v1.4)"),
            "upgrade it; until then answers are shown as replies",
        ),
    }
    if let Some(date) = server.date {
        // The header has whole seconds, cut off: half a second is the best guess of the rest.
        let middle = before + (clock.now() - before) / 2;
        let ahead = date + TimeDelta::milliseconds(500) - middle;
        skew(report, "homeserver clock", "the homeserver's clock", ahead);
    }
}

async fn known(report: &mut Report, inspector: &Inspector, account: &str, device: Option<&str>, token: &Token) {
    let Some(device) = device else {
        let todo = "make the token by logging in as the bot, for no other use; the bot needs a device to encrypt";
        return report.wrong("login", format!("the access token of {account} belongs to no device"), todo);
    };
    report.good("login", format!("logged in as {account}, device {device}"));
    let again = "start the bot once: it signs its device by itself, and if it cannot, its log says why";
    match inspector.signed(token, account, device).await {
        Ok(Signed::Yes) => report.good("verification", "the device is signed by the account"),
        Ok(Signed::NoKeys) => report.doubtful("verification", "the device has no keys on the server yet", again),
        Ok(Signed::NoIdentity) => report.wrong(
            "verification",
            "the account has no signing keys: newer clients do not let the bot read encrypted messages",
            again,
        ),
        Ok(Signed::NotThisDevice) => report.wrong(
            "verification",
            "the device is not signed by the account: newer clients do not let the bot read encrypted messages",
            "the account's signing keys were made by another device: reset them in a client that is logged in as the bot, \
             and start the bot again",
        ),
        Err(error) => failed(report, "verification", &error),
    }
    match inspector.backup(token).await {
        Ok(Some(backup)) => {
            let text =
                format!("version {} on the homeserver has {}", backup.version, count(backup.keys, "key", "keys"));
            report.good("key backup", text);
        }
        Ok(None) => report.doubtful(
            "key backup",
            "there is none: if the data folder is lost, older encrypted messages cannot be read any more",
            "keep the folder `matrix` in the data folder in your own backup",
        ),
        Err(error) => failed(report, "key backup", &error),
    }
}

/// The server's limits for the account cannot be read by the account itself; whether they have been felt is known.
async fn limits(report: &mut Report, account: &str, pool: Option<&PgPool>, clock: &Clock) {
    let Some(pool) = pool else { return };
    let since = clock.now() - LATELY;
    let read = async {
        let mut conn = pool.acquire().await?;
        store::limits(&mut conn, "matrix", account, since).await
    };
    let found: Limits = match read.await {
        Ok(limits) => limits,
        Err(error) => {
            let error: Fault = error;
            return report.wrong("rate limits", error.to_string(), "look into the database server's log");
        }
    };
    let lift = format!(
        "lift them, on Synapse as an administrator: POST /_synapse/admin/v1/users/{account}/override_ratelimit with \
         {{\"messages_per_second\": 0, \"burst_count\": 0}}"
    );
    let sent = count(found.sent, "delivery", "deliveries");
    match found.limited_at.filter(|at| *at >= since) {
        Some(at) => {
            let times = count(found.limited, "time", "times");
            let ago = span(clock.now() - at);
            let text = format!("the homeserver asked the bot to wait {ago} ago, {times} in all");
            report.doubtful("rate limits", text, lift);
        }
        None if found.sent == 0 => report.doubtful(
            "rate limits",
            "not known: they cannot be read by the bot, and nothing was sent in the last day",
            lift,
        ),
        None => report.good("rate limits", format!("not felt in the last day, with {sent}")),
    }
}

async fn rooms(
    report: &mut Report,
    inspector: &Inspector,
    token: &Token,
    pool: Option<&PgPool>,
) -> Result<(), ChatError> {
    let joined: BTreeSet<String> = inspector.rooms(token).await?.into_iter().collect();
    let Some(pool) = pool else {
        report.good("rooms", format!("the bot is in {}", count(joined.len(), "room", "rooms")));
        return Ok(());
    };
    let read = async {
        let mut conn = pool.acquire().await?;
        store::rooms(&mut conn, "matrix").await
    };
    let known: Vec<Room> = match read.await {
        Ok(rooms) => rooms,
        Err(error) => {
            let error: Fault = error;
            report.wrong("rooms", error.to_string(), "look into the database server's log");
            return Ok(());
        }
    };
    let direct = known.iter().filter(|room| room.direct).count();
    let others = known.len() - direct;
    let text = format!("{} and {}", count(others, "room", "rooms"), count(direct, "direct chat", "direct chats"));
    report.good("rooms", if joined.is_empty() { "none yet; invite the bot into one".to_owned() } else { text });
    // Whom the bot talks to alone is nobody's business.
    for room in known.iter().filter(|room| !room.direct).take(ROOMS) {
        if !joined.contains(&room.id) {
            report.doubtful(
                "room",
                format!("{}: the bot is not in it any more, by what the homeserver says", room.title),
                "if that stays so while the bot runs, invite it again",
            );
            continue;
        }
        let encrypted = if inspector.is_encrypted(token, &room.id).await? { "encrypted" } else { "not encrypted" };
        let members = count(room.members, "member", "members");
        let waiting = if room.waiting > 0 { format!(", {} to be sent", room.waiting) } else { String::new() };
        report.good("room", format!("{}: {members}, {encrypted}{waiting}", room.title));
    }
    let unknown: Vec<&String> = joined.iter().filter(|id| known.iter().all(|room| room.id != **id)).collect();
    if let Some(first) = unknown.first() {
        report.doubtful(
            "room",
            format!(
                "the bot is in {} of which it has not read yet, {first} for example",
                count(unknown.len(), "room", "rooms")
            ),
            "if that stays so while the bot runs, remove it from there and invite it again",
        );
    }
    Ok(())
}
