//! What has piled up during a long outage is worked off, and costs no more than what it is.

use std::collections::HashSet;

use lotse::flow::inbox::{self, Round};
use lotse::flow::wakeup::Bell;
use sqlx::PgConnection;

use crate::support::world::World;

/// Rooms, and what was said in each meanwhile.
const ROOMS: i32 = 250;
const SAID: i32 = 8;

/// Events that were handled before, of which the inbox keeps the keys.
const HANDLED: i32 = 20_000;

async fn pile_up(world: &World, rooms: i32, said: i32, handled: i32) {
    sqlx::query(
        r#"insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at, state)
           select 'local', '$-' || n || ':local', '!room-' || n % $1 || ':local', '@anna:local', $4,
                  '{"from": "chat", "what": {"kind": "message", "text": "who is at lunch?", "thread": null,
                    "reply_to": null, "mentions": [], "attachment": null}}',
                  $4, case when n <= $3 then 'done' else 'open' end
           from generate_series(1, $3 + $1 * $2) n"#,
    )
    .bind(rooms)
    .bind(said)
    .bind(handled)
    .bind(world.clock.now())
    .execute(world.pool())
    .await
    .unwrap();
}

#[tokio::test]
async fn what_has_piled_up_is_worked_off() {
    let world = World::new().await;
    pile_up(&world, ROOMS, SAID, 0).await;
    world.rings(Bell::Inbox);
    world.settle().await;
    let done: i64 = sqlx::query_scalar("select count(*) from inbox where state = 'done' and outcome = 'ignored'")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(done, i64::from(ROOMS * SAID));
    world.ends().await;
}

#[tokio::test]
async fn a_claim_looks_at_one_row_however_many_there_are() {
    let mut world = World::new().await;
    world.stop().await;
    pile_up(&world, ROOMS, SAID, HANDLED).await;
    let mut round = Round::default();
    let mut places = HashSet::new();
    for _ in 0..3 {
        let mut tx = world.pool().begin().await.unwrap();
        let before = rows_touched(&mut tx).await;
        let event = inbox::claim(&mut tx, &mut round).await.unwrap().unwrap();
        // Once in the index and once in the table.
        let touched = rows_touched(&mut tx).await - before;
        assert!((1..=2).contains(&touched), "{touched} rows");
        places.insert(event.place);
        tx.rollback().await.unwrap();
    }
    // Another place each time, although none of them is done: nobody waits for the end of somebody else's queue.
    assert_eq!(places.len(), 3);
    sqlx::query("update inbox set state = 'done' where state = 'open'").execute(world.pool()).await.unwrap();
    world.ends().await;
}

/// How many rows of the inbox this connection has looked at lately.
async fn rows_touched(conn: &mut PgConnection) -> i64 {
    sqlx::query_scalar("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'inbox'")
        .fetch_one(conn)
        .await
        .unwrap()
}
