//! Acts become a chain, whatever happens at the same time.

use lotse::audit::seal::{self, Step};
use lotse::audit::store::{self, Waiting};
use lotse::clock::Clock;
use sqlx::PgPool;

use super::{act, checked, head, minute, six_acts};
use crate::support::database::TestDatabase;

/// The acts in the order of the chain.
async fn order(pool: &PgPool) -> Vec<(i64, i64)> {
    sqlx::query_as("select seq, entry from audit_seal order by seq").fetch_all(pool).await.unwrap()
}

async fn waiting(pool: &PgPool) -> Waiting {
    store::waiting(&mut pool.acquire().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_log_that_nobody_touched_is_whole_and_its_hashes_stay_what_they_are() {
    let database = six_acts().await;
    let report = checked(database.pool()).await;
    assert!(report.is_whole());
    // A hash that changes here can no longer check what was sealed and posted by an earlier version.
    insta::assert_snapshot!(report.to_string(), @"
    The audit log is whole: 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    Head: 6:12c10bd08abaa16778fa87f7eccc531051192a10f4357bf595068c6d996f955f
    Whether the end was cut off, or everything was written anew, only a head that was kept elsewhere can tell:
    give one that Lotse has posted, `lotse audit verify --head NUMBER:HASH`.
    ");
}

#[tokio::test]
async fn an_empty_log_is_whole() {
    let database = TestDatabase::new().await;
    assert_eq!(seal::step(database.pool(), minute(0)).await.unwrap(), Step::Idle);
    insta::assert_snapshot!(checked(database.pool()).await.to_string(), @"
    The audit log is whole: 0 acts sealed.

    Head: none, nothing is sealed yet
    ");
}

#[tokio::test]
async fn what_becomes_visible_late_is_sealed_late() {
    let database = TestDatabase::new().await;
    let pool = database.pool();
    let mut slow = pool.begin().await.unwrap();
    act(&mut slow, minute(0), "@anna:local", "ticket-new", "T-1").await;
    let mut rolled_back = pool.begin().await.unwrap();
    act(&mut rolled_back, minute(0), "@anna:local", "ticket-new", "T-2").await;
    let mut fast = pool.begin().await.unwrap();
    act(&mut fast, minute(1), "@anna:local", "ticket-new", "T-3").await;
    fast.commit().await.unwrap();
    rolled_back.rollback().await.unwrap();
    assert_eq!(seal::step(pool, minute(1)).await.unwrap(), Step::Sealed(1));
    assert_eq!(seal::step(pool, minute(1)).await.unwrap(), Step::Idle);
    slow.commit().await.unwrap();
    assert_eq!(waiting(pool).await, Waiting { acts: 1, oldest: Some(minute(0)) });
    let report = checked(pool).await;
    assert_eq!((report.is_whole(), report.sealed, report.waiting), (true, 1, 1), "{report}");
    assert_eq!(seal::step(pool, minute(2)).await.unwrap(), Step::Sealed(1));
    assert_eq!(order(pool).await, [(1, 3), (2, 1)]);
    assert_eq!(waiting(pool).await, Waiting::default());
    let report = checked(pool).await;
    assert!(report.is_whole(), "{report}");
}

#[tokio::test]
async fn many_who_write_and_many_who_seal_make_one_chain() {
    let database = TestDatabase::new().await;
    let (writers, each) = (4, 40);
    let total = writers * each;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..writers {
        let pool = database.pool().clone();
        tasks.spawn(async move {
            for _ in 0..each {
                let mut tx = pool.begin().await.unwrap();
                act(&mut tx, minute(0), "@anna:local", "ticket-new", "T-1").await;
                tokio::task::yield_now().await;
                tx.commit().await.unwrap();
            }
        });
    }
    for _ in 0..3 {
        let pool = database.pool().clone();
        tasks.spawn(async move {
            let sealed = "select count(*) from audit_seal";
            while sqlx::query_scalar::<_, i64>(sealed).fetch_one(&pool).await.unwrap() < total {
                seal::step(&pool, minute(1)).await.unwrap();
                tokio::task::yield_now().await;
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }
    let places: Vec<i64> = order(database.pool()).await.into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(places, (1..=total).collect::<Vec<_>>());
    let report = checked(database.pool()).await;
    assert_eq!((report.is_whole(), report.sealed, report.waiting), (true, total, 0), "{report}");
}

#[tokio::test]
async fn while_somebody_else_seals_there_is_nothing_to_do() {
    let database = TestDatabase::new().await;
    let pool = database.pool();
    act(&mut pool.acquire().await.unwrap(), minute(0), "@anna:local", "ticket-new", "T-1").await;
    let mut other = pool.begin().await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('lotse audit chain', 0))")
        .execute(&mut *other)
        .await
        .unwrap();
    assert_eq!(seal::step(pool, minute(1)).await.unwrap(), Step::Busy);
    other.rollback().await.unwrap();
    assert_eq!(seal::step(pool, minute(1)).await.unwrap(), Step::Sealed(1));
    assert_eq!(order(pool).await, [(1, 1)]);
}

#[tokio::test]
async fn killed_in_the_middle_of_sealing_nothing_has_happened() {
    let database = six_acts().await;
    let pool = database.pool();
    let before = head(pool).await;
    act(&mut pool.acquire().await.unwrap(), minute(7), "@anna:local", "ticket-new", "T-3").await;
    // The step has written its seals when it has to wait for this row, and there it is killed.
    let mut holder = pool.begin().await.unwrap();
    sqlx::query("select from audit_unsealed for update").execute(&mut *holder).await.unwrap();
    let sealing = tokio::spawn({
        let pool = pool.clone();
        async move { seal::step(&pool, minute(8)).await }
    });
    let kill = "select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like 'delete from audit_unsealed%'";
    while sqlx::query_scalar::<_, i64>(kill).fetch_one(pool).await.unwrap() == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert!(sealing.await.unwrap().is_err());
    holder.rollback().await.unwrap();
    assert_eq!(head(pool).await, before);
    assert_eq!(seal::step(pool, minute(9)).await.unwrap(), Step::Sealed(1));
    let report = checked(pool).await;
    assert_eq!((report.is_whole(), report.sealed), (true, 7), "{report}");
}

#[tokio::test]
async fn a_long_backlog_is_sealed_in_bounded_steps() {
    let database = TestDatabase::new().await;
    let pool = database.pool();
    sqlx::query(
        "insert into audit (at, actor, act, subject) select $1, '@anna:local', 'ticket-new', 'T-' || n
         from generate_series(1, 2500) n",
    )
    .bind(minute(0))
    .execute(pool)
    .await
    .unwrap();
    let mut steps = Vec::new();
    loop {
        let step = seal::step(pool, minute(1)).await.unwrap();
        steps.push(step);
        if step == Step::Idle {
            break;
        }
    }
    assert_eq!(steps, [Step::Sealed(1000), Step::Sealed(1000), Step::Sealed(500), Step::Idle]);
    let report = checked(pool).await;
    assert_eq!((report.is_whole(), report.sealed), (true, 2500), "{report}");
}

#[tokio::test]
async fn the_schema_refuses_changes_even_to_a_session_that_replays() {
    let database = six_acts().await;
    let mut conn = database.pool().acquire().await.unwrap();
    for role in ["origin", "replica"] {
        sqlx::query("select set_config('session_replication_role', $1, false)")
            .bind(role)
            .execute(&mut *conn)
            .await
            .unwrap();
        for sql in [
            "update audit set actor = '@eve:local' where id = 1",
            "delete from audit where id = 6",
            "truncate audit cascade",
            "update audit_seal set hash = previous where seq = 1",
            "delete from audit_seal where seq = 6",
            "truncate audit_seal",
        ] {
            let error = sqlx::query(sql).execute(&mut *conn).await.unwrap_err();
            assert!(error.to_string().contains("the audit log is append-only"), "{role}: {sql}: {error}");
        }
    }
    drop(conn);
    assert!(checked(database.pool()).await.is_whole());
}

#[tokio::test]
async fn what_was_recorded_before_there_was_a_chain_is_sealed_first() {
    let database = TestDatabase::new().await;
    let pool = database.pool();
    // As an older version wrote it, months ago.
    sqlx::query(
        "insert into audit (at, actor, act, subject) select $1 - n * interval '1 day', '@anna:local', 'ticket-new', 'T-1'
         from generate_series(300, 1, -1) n",
    )
    .bind(minute(0))
    .execute(pool)
    .await
    .unwrap();
    act(&mut pool.acquire().await.unwrap(), minute(0), "@anna:local", "ticket-new", "T-2").await;
    seal::catch_up(pool, &Clock::fake(minute(1))).await.unwrap();
    let report = checked(pool).await;
    assert_eq!((report.is_whole(), report.sealed), (true, 301), "{report}");
}
