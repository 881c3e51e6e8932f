//! When a process is alive, and when it is ready.
//!
//! **Alive** (`/healthz`): no loop has died or hangs. Neither the database nor the chat server has a say: starting the
//! process again would not bring them back, and the bot waits for them by itself.
//!
//! **Ready** (`/readyz`): the database answers, and each account is either held by this process, which has heard from
//! the chat server lately, or by another one, while this one stands by. Standing by is ready: in a rolling upgrade the
//! new instance must count as ready before the old one goes, and only then gets the account.

use std::time::Duration;

use tokio::time::timeout;

use super::store;
use crate::flow::Flow;
use crate::flow::telemetry::Account;

/// Longest silence of a chat server. A question is open for half a minute when nothing happens.
const SILENCE: Duration = Duration::from_secs(120);

/// Longest time in which the database must answer.
const ANSWER: Duration = Duration::from_secs(3);

/// A judgement, and its reasons: a line each.
pub(super) struct Judgement {
    pub(super) good: bool,
    pub(super) lines: Vec<String>,
}

impl Judgement {
    /// The lines as a page.
    pub(super) fn page(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

pub(super) fn alive(flow: Option<&Flow>) -> Judgement {
    let Some(flow) = flow else {
        return Judgement { good: true, lines: vec!["alive: starting".to_owned()] };
    };
    let ailments = flow.telemetry.ailments();
    if ailments.is_empty() {
        return Judgement { good: true, lines: vec!["alive".to_owned()] };
    }
    Judgement { good: false, lines: ailments }
}

pub(super) async fn ready(flow: Option<&Flow>) -> Judgement {
    let Some(flow) = flow else {
        let line = "not ready: starting; the database or the chat server may not be reachable yet";
        return Judgement { good: false, lines: vec![line.to_owned()] };
    };
    let (database, line) = match timeout(ANSWER, store::answers(&flow.pool)).await {
        Ok(Ok(())) => (true, "database: answers".to_owned()),
        Ok(Err(error)) => (false, format!("database: not reachable ({error})")),
        Err(_) => (false, format!("database: no answer within {} s", ANSWER.as_secs())),
    };
    let mut judgement = Judgement { good: database, lines: vec![line] };
    for (platform, account) in flow.telemetry.accounts() {
        let (good, line) = standing(account);
        judgement.good &= good;
        judgement.lines.push(format!("{platform}: {line}"));
    }
    judgement
}

/// Whether an account is looked after, and how.
fn standing(account: Account) -> (bool, String) {
    let Some(read) = account.read.filter(|_| account.held) else {
        return (true, "standing by; another instance reads and sends, or is about to".to_owned());
    };
    let silence = read.elapsed();
    match (account.answered, silence > SILENCE) {
        (true, false) => (true, "this instance reads and sends".to_owned()),
        (true, true) => (false, format!("the chat server has not answered for {} s", silence.as_secs())),
        (false, _) => (false, "this instance holds the account, but the chat server has not answered yet".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[test]
    fn who_holds_an_account_must_have_heard_of_it_lately() {
        let ago = |seconds| Instant::now().checked_sub(Duration::from_secs(seconds));
        let held = |answered, read| Account { held: true, answered, read, ..Account::default() };
        assert!(standing(Account::default()).0, "a follower is ready");
        assert!(standing(held(true, ago(5))).0);
        assert!(!standing(held(false, ago(5))).0);
        assert_eq!(standing(held(true, ago(200))), (false, "the chat server has not answered for 200 s".to_owned()));
    }
}
