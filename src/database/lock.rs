//! One instance at a time: a lock in PostgreSQL that its holder knows to have lost, and that is taken from a holder that
//! gives no sign of life.
//!
//! PostgreSQL frees the lock of an instance that dies. One that is frozen, or whose machine has vanished, keeps its
//! sessions: so the holder shows every second that it lives, and whoever stands by and sees no sign for about five
//! seconds ends its sessions. The holder in turn counts itself out when a beat was not answered in less than that.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::postgres::{PgConnectOptions, PgPool};
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_util::sync::CancellationToken;

use super::frozen::{Pulse, Watch, moment};

/// How often an instance that stands by looks.
const LOOK: Duration = Duration::from_millis(750);
/// How many looks must see the same beat before its instance counts as gone: 4.5 s. Looks are counted and not time, so
/// that neither a clock that was set nor an instance that could not look itself takes the account from a living one.
const LOOKS: u32 = 6;
/// How often the holder shows that it lives.
const BEAT: Duration = Duration::from_secs(1);
/// How long the holder may act after the last beat that was answered. Below `LOOKS` times `LOOK`: it must know that it
/// has lost the account before another one takes it.
const LEASE: Duration = Duration::from_secs(4);
/// How long an answer to who stands by may take.
const ANSWER: Duration = Duration::from_secs(5);

/// A chat account, as it is stored.
#[derive(Debug, Clone)]
struct Account {
    platform: String,
    account: String,
    /// The instance that asks.
    instance: String,
}

/// The right to read from and send to one chat account, held by one instance at a time.
#[derive(Debug)]
pub struct AccountLock {
    epoch: i64,
    pulse: Arc<Pulse>,
    lost: CancellationToken,
    release: CancellationToken,
    holder: JoinHandle<()>,
}

impl AccountLock {
    /// Waits until the account is obtained, also while the database is not reachable. None: cancelled before.
    pub async fn acquire(pool: &PgPool, platform: &str, account: &str, cancel: &CancellationToken) -> Option<Self> {
        // A session that waits for another one's row would hold the lock long after this process has given up on it.
        let options = pool.connect_options().as_ref().clone().options([("lock_timeout", "3s")]);
        let instance = options.get_application_name().unwrap_or_default().to_owned();
        let account = Account { platform: platform.to_owned(), account: account.to_owned(), instance };
        let mut standby = Standby { options, account, session: None, seen: None, looks: 0, told: false };
        loop {
            let looked = tokio::select! {
                () = cancel.cancelled() => {
                    standby.leave().await;
                    return None;
                }
                looked = timeout(ANSWER, standby.look()) => looked,
            };
            match looked {
                Ok(Ok(Look::Taken(session, epoch))) => return Some(Self::hold(session, standby.account, epoch)),
                Ok(Ok(Look::Freed)) => {
                    // Sessions end in a moment, not at once.
                    sleep(LOOK / 10).await;
                    continue;
                }
                Ok(Ok(Look::Held)) => {}
                Ok(Err(error)) => standby.restart(&error.to_string()),
                Err(_) => standby.restart("no answer from the database"),
            }
            tokio::select! {
                () = cancel.cancelled() => {}
                () = sleep(LOOK) => {}
            }
        }
    }

    fn hold(mut session: PgConnection, account: Account, epoch: i64) -> Self {
        let (lost, release, pulse) = (CancellationToken::new(), CancellationToken::new(), Arc::<Pulse>::default());
        pulse.beat(moment(), false);
        let (tell, released, shown) = (lost.clone().drop_guard(), release.clone(), pulse.clone());
        let holder = tokio::spawn(async move {
            // Fires `lost` whichever way this task ends, a panic included.
            let _tell = tell;
            let mut proven = Instant::now();
            loop {
                tokio::select! {
                    () = released.cancelled() => {
                        // Closing the session frees the lock; whoever waits need not miss a beat first.
                        let _ = timeout(ANSWER, let_go(session, &account, epoch)).await;
                        return;
                    }
                    () = sleep(BEAT) => {}
                }
                let (sent, moment) = (Instant::now(), moment());
                let reason = match timeout_at(proven + LEASE, beat(&mut session, &account, epoch)).await {
                    Ok(Ok(Some(others))) => {
                        proven = sent;
                        shown.beat(moment, others);
                        continue;
                    }
                    Ok(Ok(None)) => "another instance has taken over".to_owned(),
                    Ok(Err(error)) => error.to_string(),
                    Err(_) => "no answer from the database".to_owned(),
                };
                tracing::warn!(account = account.account, reason, "account lock is lost");
                return;
            }
        });
        Self { epoch, pulse, lost, release, holder }
    }

    /// Raised with every holder: what carries an earlier one can do nothing any more, even if it wakes up late.
    #[must_use]
    pub fn epoch(&self) -> i64 {
        self.epoch
    }

    /// Whether some instance holds the lock on `name`; for who only looks.
    pub async fn is_held(pool: &PgPool, name: &str) -> Result<bool, sqlx::Error> {
        // PostgreSQL shows the key in two halves.
        sqlx::query_scalar(
            "select exists (select from pg_locks
                            where locktype = 'advisory' and granted and objsubid = 1
                              and database = (select oid from pg_database where datname = current_database())
                              and (classid::bigint << 32 | objid::bigint)
                                  = hashtextextended('lotse account ' || $1, 0))",
        )
        .bind(name)
        .fetch_one(pool)
        .await
    }

    /// Fires when the lock is lost or released: from then on another instance may act, and this one must not.
    #[must_use]
    pub fn lost(&self) -> &CancellationToken {
        &self.lost
    }

    /// Ends the process when it was frozen so long that it may have lost the lock without knowing, until the watch is
    /// dropped. For an account whose store two processes must not use.
    #[must_use]
    pub fn watch(&self) -> Watch {
        Watch::start(self.pulse.clone(), LEASE)
    }

    /// Gives the lock to whoever waits.
    pub async fn release(mut self) {
        self.release.cancel();
        let _ = (&mut self.holder).await;
    }
}

impl Drop for AccountLock {
    fn drop(&mut self) {
        self.release.cancel();
    }
}

/// An instance that waits for its turn.
struct Standby {
    options: PgConnectOptions,
    account: Account,
    session: Option<PgConnection>,
    /// Who held the account at the last look, and its latest beat.
    seen: Option<(String, Option<DateTime<Utc>>)>,
    /// How many looks have seen the same.
    looks: u32,
    told: bool,
}

enum Look {
    /// The lock is taken, with this epoch.
    Taken(PgConnection, i64),
    /// The sessions of the holder were ended: look again at once.
    Freed,
    Held,
}

impl Standby {
    async fn look(&mut self) -> Result<Look, sqlx::Error> {
        // Taken out: a session in which something failed, or an answer did not come, is not used again.
        let mut session = match self.session.take() {
            Some(session) => session,
            None => self.options.connect().await?,
        };
        show(&mut session, &self.account.instance).await?;
        let name = format!("{}:{}", self.account.platform, self.account.account);
        let taken: bool =
            sqlx::query_scalar("select pg_try_advisory_lock(hashtextextended('lotse account ' || $1, 0))")
                .bind(name)
                .fetch_one(&mut session)
                .await?;
        if taken {
            let epoch = take_over(&mut session, &self.account).await?;
            return Ok(Look::Taken(session, epoch));
        }
        let holder = holder(&mut session, &self.account).await?;
        if !self.told {
            self.told = true;
            let held_by = holder.as_ref().map(|(name, _)| name);
            tracing::info!(account = self.account.account, held_by, "another instance holds the account, standing by");
        }
        self.looks = if holder == self.seen { self.looks + 1 } else { 0 };
        self.seen = holder;
        let look = match &self.seen {
            Some((silent, _)) if self.looks >= LOOKS => {
                tracing::warn!(
                    account = self.account.account,
                    held_by = silent,
                    "the holder gives no sign of life, taking over"
                );
                if end_sessions(&mut session, silent).await? == 0 {
                    tracing::warn!(
                        "its sessions cannot be ended: all instances must use the same database user; waiting for them"
                    );
                }
                self.looks = 0;
                Look::Freed
            }
            _ => Look::Held,
        };
        self.session = Some(session);
        Ok(look)
    }

    /// Begins anew: what was seen before an interruption says nothing about who lives now.
    fn restart(&mut self, reason: &str) {
        tracing::debug!(account = self.account.account, reason, "account lock cannot be asked for");
        (self.seen, self.looks) = (None, 0);
    }

    async fn leave(self) {
        let Some(mut session) = self.session else { return };
        let _ = timeout(ANSWER, forget(&mut session, &self.account.instance)).await;
    }
}

/// Shows that this instance lives.
async fn show(session: &mut PgConnection, instance: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into instance (name, beat_at) values ($1, clock_timestamp())
         on conflict on constraint instance_pk do update set beat_at = excluded.beat_at",
        instance
    )
    .execute(session)
    .await?;
    Ok(())
}

/// Shows that the holder lives. Whether other instances do; None: the account is not held under this epoch any more.
async fn beat(session: &mut PgConnection, account: &Account, epoch: i64) -> Result<Option<bool>, sqlx::Error> {
    show(session, &account.instance).await?;
    let row = sqlx::query!(
        r#"select exists (select from account where platform = $1 and account = $2 and epoch = $3) as "held!",
                  exists (select from instance where name <> $4 and beat_at > clock_timestamp() - interval '10 seconds')
                    as "others!""#,
        account.platform,
        account.account,
        epoch,
        account.instance
    )
    .fetch_one(session)
    .await?;
    Ok(row.held.then_some(row.others))
}

/// Who has taken the account over last, with its latest beat.
async fn holder(
    session: &mut PgConnection,
    account: &Account,
) -> Result<Option<(String, Option<DateTime<Utc>>)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select a.holder as "holder!", i.beat_at as "beat_at?"
           from account a left join instance i on i.name = a.holder
           where a.platform = $1 and a.account = $2 and a.holder is not null"#,
        account.platform,
        account.account
    )
    .fetch_optional(session)
    .await?;
    Ok(row.map(|row| (row.holder, row.beat_at)))
}

/// Makes this instance the holder: from here on, whoever was it before can do nothing any more.
async fn take_over(session: &mut PgConnection, account: &Account) -> Result<i64, sqlx::Error> {
    // A holder that has not let go may be frozen in the midst of a transaction that holds the account's row.
    if let Some((former, _)) = holder(session, account).await?
        && former != account.instance
    {
        end_sessions(session, &former).await?;
    }
    let epoch = sqlx::query_scalar!(
        "insert into account (platform, account, epoch, holder, held_since) values ($1, $2, 1, $3, clock_timestamp())
         on conflict on constraint account_pk
         do update set epoch = account.epoch + 1, holder = excluded.holder, held_since = excluded.held_since
         returning epoch",
        account.platform,
        account.account,
        account.instance
    )
    .fetch_one(&mut *session)
    .await?;
    sqlx::query!("delete from instance where beat_at < clock_timestamp() - interval '1 day'")
        .execute(&mut *session)
        .await?;
    // The epoch had to be on the disk. A beat need not be: it must not wait for a slow one.
    sqlx::query("set synchronous_commit = off").execute(session).await?;
    Ok(epoch)
}

/// Ends all sessions of an instance; gives how many there were.
async fn end_sessions(session: &mut PgConnection, instance: &str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select count(pg_terminate_backend(pid)) as "ended!" from pg_stat_activity
           where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()"#,
        instance
    )
    .fetch_one(session)
    .await
}

async fn let_go(mut session: PgConnection, account: &Account, epoch: i64) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update account set holder = null, held_since = null where platform = $1 and account = $2 and epoch = $3",
        account.platform,
        account.account,
        epoch
    )
    .execute(&mut session)
    .await?;
    forget(&mut session, &account.instance).await?;
    session.close().await
}

/// Forgets an instance that ends, or that shows itself again when it goes on.
async fn forget(session: &mut PgConnection, instance: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from instance where name = $1", instance).execute(session).await?;
    Ok(())
}
