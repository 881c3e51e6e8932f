//! `lotse queue`: what was set aside or refused, and what an operator decides about it.

use std::fmt::Write;

use chrono_tz::Tz;
use nix::unistd::{Uid, User};
use sqlx::PgPool;

use crate::clock::Clock;
use crate::error::Fault;
use crate::flow::queue::{self, Decision, Item, Settled, Stuck};
use crate::flow::wakeup::{Bell, Wakeup};

/// Longest part of what people said that is shown, in characters.
const PREVIEW: usize = 80;

/// When nothing waits for an operator.
const NOTHING: &str = "Nothing is set aside, and nothing was refused.\n";

/// Which rows are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// These.
    Items(Vec<Item>),
    /// All that wait for an operator.
    All,
}

/// What is to be said, and whether everything was done as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Lines for a terminal.
    pub text: String,
    /// False: something was not done.
    pub whole: bool,
}

/// The list of what waits for an operator. `show_text`: with the beginning of what people said.
pub async fn list(pool: &PgPool, zone: Tz, show_text: bool) -> Result<String, Fault> {
    let mut conn = pool.acquire().await?;
    let all = queue::list(&mut conn).await?;
    if all.is_empty() {
        return Ok(NOTHING.to_owned());
    }
    let mut text = String::new();
    for (title, is_event) in
        [("Set aside: events that failed too often", true), ("Refused by the chat server: what was to be sent", false)]
    {
        let part: Vec<&Stuck> = all.iter().filter(|row| matches!(row.item, Item::Event(_)) == is_event).collect();
        if part.is_empty() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(text, "{gap}{title}");
        for row in part {
            tell(&mut text, row, zone, show_text);
        }
    }
    text.push_str("\n`lotse queue retry ID…` tries again, `lotse queue drop ID… --reason TEXT` gives up.\n");
    Ok(text)
}

fn tell(text: &mut String, row: &Stuck, zone: Tz, show_text: bool) {
    let at = row.at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %Z");
    let place = if row.place.is_empty() { "a room that was not opened".to_owned() } else { line(&row.place) };
    let who = match (row.item, row.sender.as_str()) {
        (_, "") => String::new(),
        (Item::Event(_), sender) => format!(" · by {}", line(sender)),
        (Item::Message(_), sender) => format!(" · because of {}", line(sender)),
    };
    let name = row.item.to_string();
    let (kind, platform) = (&row.kind, &row.platform);
    let _ = writeln!(text, "  {name:<9} {at} · {kind} in {place} ({platform}){who}");
    let tries = if row.attempts == 1 { "once".to_owned() } else { format!("{} times", row.attempts) };
    let hanging = if row.hanging > 0 { format!(" · {} more hang on it", row.hanging) } else { String::new() };
    let _ = writeln!(text, "            tried {tries}{hanging}: {}", line(&row.error));
    if show_text && !row.text.is_empty() {
        let _ = writeln!(text, "            “{}”", cut(&line(&row.text)));
    }
}

/// In one line, and without signs that would move a terminal's cursor.
fn line(text: &str) -> String {
    text.split(|sign: char| sign.is_control() || sign.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cut(text: &str) -> String {
    match text.chars().count() > PREVIEW {
        true => text.chars().take(PREVIEW - 1).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

/// Carries out a decision and wakes the running bot.
pub async fn decide(
    pool: &PgPool,
    clock: &Clock,
    operator: &str,
    which: Which,
    decision: &Decision,
) -> Result<Report, Fault> {
    let mut items = match which {
        Which::Items(items) => items,
        Which::All => {
            let mut conn = pool.acquire().await?;
            queue::list(&mut conn).await?.into_iter().map(|row| row.item).collect()
        }
    };
    if items.is_empty() {
        return Ok(Report { text: NOTHING.to_owned(), whole: true });
    }
    // In the order in which they stand, and each once.
    items.sort();
    items.dedup();
    let mut report = Report { text: String::new(), whole: true };
    let (mut events, mut messages) = (false, false);
    for item in items {
        let settled = queue::decide(pool, operator, clock.now(), item, decision).await?;
        if let Settled::Retried(_) = settled {
            match item {
                Item::Event(_) => events = true,
                Item::Message(_) => messages = true,
            }
        }
        report.whole &= matches!(settled, Settled::Retried(_) | Settled::Dropped);
        let _ = writeln!(report.text, "{item}: {}", answer(&settled));
    }
    let wakeup = Wakeup::default();
    for (bell, is_due) in [(Bell::Inbox, events), (Bell::Outbox, messages)] {
        if is_due {
            wakeup.announce(pool, bell).await;
        }
    }
    Ok(report)
}

fn answer(settled: &Settled) -> String {
    match settled {
        Settled::Retried(0) => "will be tried again".to_owned(),
        Settled::Retried(1) => "will be tried again, and one more that hangs on it".to_owned(),
        Settled::Retried(more) => format!("will be tried again, and {more} more that hang on it"),
        Settled::Dropped => "dropped".to_owned(),
        Settled::Unknown => "there is nothing of this number; see `lotse queue list`".to_owned(),
        Settled::Elsewhere(state) => format!("waits for nobody; it is {state}"),
    }
}

/// Who decides, for the record: the system's user, and who became it. Marked, since a chat account may be called alike,
/// and since `lotse` is the bot itself.
#[must_use]
pub fn operator(sudo_user: Option<&str>) -> String {
    let uid = Uid::current();
    let name = User::from_uid(uid).ok().flatten().map_or_else(|| uid.to_string(), |user| user.name);
    match sudo_user.filter(|user| !user.is_empty() && *user != name) {
        Some(user) => format!("os:{user} as {name}"),
        None => format!("os:{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_in_its_line() {
        assert_eq!(line("a\u{1b}[2J\nb\t c\r\n"), "a [2J b c");
        assert_eq!(cut(&"ü".repeat(100)).chars().count(), PREVIEW);
        assert!(cut(&"ü".repeat(100)).ends_with('…'));
        assert_eq!(cut("kurz"), "kurz");
    }

    #[test]
    fn an_operator_is_told_from_chat_accounts() {
        assert!(operator(None).starts_with("os:"));
        assert!(operator(Some("anna")).starts_with("os:anna as "));
    }
}
