//! What a superuser does to the log, with the triggers off and on again, and what the check says to that.

use insta::assert_snapshot;
use lotse::audit::chain::{Act, Head, Seal};
use lotse::audit::seal;
use lotse::audit::verify::{Problem, verify};
use lotse::clock::Clock;
use sqlx::PgPool;

use super::{act, checked, head, minute, short, six_acts, tamper};

/// The report after this was done to six acts.
async fn after(sql: &str) -> String {
    let database = six_acts().await;
    tamper(database.pool(), sql).await;
    let report = checked(database.pool()).await;
    assert!(!report.is_whole());
    short(&report.to_string())
}

#[tokio::test]
async fn a_changed_act_is_found() {
    assert_snapshot!(after("update audit set actor = '@eve:local' where id = 3").await, @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 3 · row 3 · 2026-01-12T08:02:00.000000Z · ticket-wait T-1 by @eve:local
        CHANGED: this is not what was sealed here.

    Head: 6:…
    ");
}

#[tokio::test]
async fn every_column_counts() {
    for change in [
        "at = at + interval '1 microsecond'",
        "at = 'infinity'",
        "at = (to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || '+00 BC')::timestamptz",
        "person = null",
        "act = 'ticket-release'",
        "subject = 'T-2'",
        "before = null",
        "after = after - 'number'",
        "after = jsonb_set(after, '{number}', '1.50')",
        "platform = null",
        "event = '$2'",
    ] {
        let database = six_acts().await;
        tamper(database.pool(), &format!("update audit set {change} where id = 3")).await;
        let problems: Vec<_> = checked(database.pool()).await.findings.into_iter().map(|found| found.problem).collect();
        assert_eq!(problems, [Problem::Changed], "{change}");
    }
}

#[tokio::test]
async fn a_changed_act_at_each_end_is_found() {
    assert_snapshot!(after("update audit set subject = 'T-9' where id in (1, 6)").await, @"
    The audit log is NOT whole: 2 findings, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 1 · row 1 · 2026-01-12T08:00:00.000000Z · ticket-new T-9 by @anna:local
        CHANGED: this is not what was sealed here.

    place 6 · row 6 · 2026-01-12T08:05:00.000000Z · ticket-resolve T-9 by @bernd:local
        CHANGED: this is not what was sealed here.

    Head: 6:…
    ");
}

#[tokio::test]
async fn a_removed_act_is_found() {
    assert_snapshot!(after("delete from audit where id = 3").await, @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 3
        REMOVED: the act that was sealed here at 2026-01-12T08:06:00.000000Z, row 3, is gone.

    Head: 6:…
    ");
}

#[tokio::test]
async fn an_act_that_was_removed_with_its_seal_is_found() {
    let sql = "delete from audit_seal where entry = 3; delete from audit where id = 3";
    assert_snapshot!(after(sql).await, @"
    The audit log is NOT whole: one finding, 5 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

        REMOVED: place 3 is gone, between 2026-01-12T08:01:00.000000Z and 2026-01-12T08:03:00.000000Z.

    Head: 6:…
    ");
}

#[tokio::test]
async fn a_gap_that_was_closed_is_found() {
    let sql = "delete from audit_seal where entry = 3; delete from audit where id = 3;
               update audit_seal set seq = seq - 1 where seq = 4; update audit_seal set seq = seq - 1 where seq = 5;
               update audit_seal set seq = seq - 1 where seq = 6";
    assert_snapshot!(after(sql).await, @"
    The audit log is NOT whole: 3 findings, 5 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 3 · row 4 · 2026-01-12T08:03:00.000000Z · ticket-new T-2 by @anna:local
        REORDERED: the act and its seal were made for place 4.

    place 4 · row 5 · 2026-01-12T08:04:00.000000Z · ticket-wait-over T-1 by lotse
        REORDERED: the act and its seal were made for place 5.

    place 5 · row 6 · 2026-01-12T08:05:00.000000Z · ticket-resolve T-1 by @bernd:local
        REORDERED: the act and its seal were made for place 6.

    Head: 5:…
    ");
}

#[tokio::test]
async fn a_beginning_that_was_removed_is_found() {
    let sql = "delete from audit_seal where entry <= 2; delete from audit where id <= 2";
    assert_snapshot!(after(sql).await, @"
    The audit log is NOT whole: one finding, 4 acts sealed, from 2026-01-12T08:02:00.000000Z to 2026-01-12T08:05:00.000000Z.

        REMOVED: places 1 to 2 are gone, before 2026-01-12T08:02:00.000000Z.

    Head: 6:…
    ");
}

#[tokio::test]
async fn seals_without_their_acts_are_missed() {
    assert_snapshot!(after("delete from audit_seal where seq >= 5").await, @"
    The audit log is NOT whole: 2 findings, 4 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:03:00.000000Z.

    row 5 · 2026-01-12T08:04:00.000000Z · ticket-wait-over T-1 by lotse
        INSERTED past the triggers, or its seal was removed: it has no seal and does not wait for one.

    row 6 · 2026-01-12T08:05:00.000000Z · ticket-resolve T-1 by @bernd:local
        INSERTED past the triggers, or its seal was removed: it has no seal and does not wait for one.

    Head: 4:…
    ");
}

#[tokio::test]
async fn a_changed_seal_is_told_from_a_changed_act() {
    assert_snapshot!(after("update audit_seal set hash = sha256('x') where seq = 3").await, @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 3 · row 3 · 2026-01-12T08:02:00.000000Z · ticket-wait T-1 by @bernd:local
        SEAL CHANGED: the act is what was sealed here, its seal is not.

    Head: 6:…
    ");
    assert_snapshot!(after("update audit_seal set previous = sha256('x') where seq = 3").await, @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 3 · row 3 · 2026-01-12T08:02:00.000000Z · ticket-wait T-1 by @bernd:local
        SEAL CHANGED: the act is what was sealed here, its seal is not.

    Head: 6:…
    ");
}

#[tokio::test]
async fn reordered_acts_are_found_however_it_was_done() {
    // The seals point at each other's acts.
    let pointers = "alter table audit_seal drop constraint audit_seal_entry_once;
                    update audit_seal set entry = case entry when 2 then 5 else 2 end where entry in (2, 5)";
    let by_pointer = after(pointers).await;
    assert_snapshot!(by_pointer, @"
    The audit log is NOT whole: 2 findings, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 2 · row 5 · 2026-01-12T08:04:00.000000Z · ticket-wait-over T-1 by lotse
        REORDERED: what was sealed here stands at place 5 now.

    place 5 · row 2 · 2026-01-12T08:01:00.000000Z · ticket-take T-1 by @bernd:local
        REORDERED: what was sealed here stands at place 2 now.

    Head: 6:…
    ");
    // The acts have exchanged what they say.
    let contents = "update audit a set (at, actor, person, act, subject, before, after) =
                      (select b.at, b.actor, b.person, b.act, b.subject, b.before, b.after from audit b
                       where b.id = case a.id when 2 then 5 else 2 end) where a.id in (2, 5)";
    assert_snapshot!(after(contents).await, @"
    The audit log is NOT whole: 2 findings, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 2 · row 2 · 2026-01-12T08:04:00.000000Z · ticket-wait-over T-1 by lotse
        REORDERED: what was sealed here stands at place 5 now.

    place 5 · row 5 · 2026-01-12T08:01:00.000000Z · ticket-take T-1 by @bernd:local
        REORDERED: what was sealed here stands at place 2 now.

    Head: 6:…
    ");
    // Acts and seals together have exchanged their places.
    let places = "update audit_seal set seq = 100 where seq = 2; update audit_seal set seq = 2 where seq = 5;
                  update audit_seal set seq = 5 where seq = 100";
    assert_snapshot!(after(places).await, @"
    The audit log is NOT whole: 2 findings, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 2 · row 5 · 2026-01-12T08:04:00.000000Z · ticket-wait-over T-1 by lotse
        REORDERED: the act and its seal were made for place 5.

    place 5 · row 2 · 2026-01-12T08:01:00.000000Z · ticket-take T-1 by @bernd:local
        REORDERED: the act and its seal were made for place 2.

    Head: 6:…
    ");
}

#[tokio::test]
async fn acts_inserted_past_the_triggers_are_found() {
    let sql = "insert into audit (at, actor, act, subject)
               values ('2026-01-12T08:02:30Z', '@eve:local', 'ticket-resolve', 'T-1')";
    assert_snapshot!(after(sql).await, @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    row 7 · 2026-01-12T08:02:30.000000Z · ticket-resolve T-1 by @eve:local
        INSERTED past the triggers, or its seal was removed: it has no seal and does not wait for one.

    Head: 6:…
    ");
}

#[tokio::test]
async fn backdated_acts_are_found_before_and_after_they_are_sealed() {
    let database = six_acts().await;
    let pool = database.pool();
    let mut conn = pool.acquire().await.unwrap();
    // No trigger is in the way of this one.
    act(&mut conn, minute(-600), "@eve:local", "ticket-resolve", "T-1").await;
    act(&mut conn, minute(700), "@eve:local", "ticket-resolve", "T-2").await;
    drop(conn);
    assert_snapshot!(short(&checked(pool).await.to_string()), @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    row 7 · 2026-01-11T22:00:00.000000Z · ticket-resolve T-1 by @eve:local
        INSERTED or backdated: acts up to 2026-01-12T08:05:00.000000Z were on record before it.

    Head: 6:…
    Not sealed yet: 1 act; that takes about a second while Lotse runs.
    ");
    seal::catch_up(pool, &Clock::fake(minute(10))).await.unwrap();
    assert_snapshot!(short(&checked(pool).await.to_string()), @"
    The audit log is NOT whole: 2 findings, 8 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T19:40:00.000000Z.

    place 7 · row 7 · 2026-01-11T22:00:00.000000Z · ticket-resolve T-1 by @eve:local
        INSERTED or backdated: acts up to 2026-01-12T08:05:00.000000Z were on record before it.

    place 8 · row 8 · 2026-01-12T19:40:00.000000Z · ticket-resolve T-2 by @eve:local
        POSTDATED: it was sealed at 2026-01-12T08:10:00.000000Z, before it claims to have happened.

    Head: 8:…
    ");
}

#[tokio::test]
async fn an_act_that_is_removed_before_it_is_sealed_leaves_a_trace_and_holds_nothing_up() {
    let database = six_acts().await;
    let pool = database.pool();
    let mut conn = pool.acquire().await.unwrap();
    act(&mut conn, minute(7), "@eve:local", "ticket-resolve", "T-1").await;
    act(&mut conn, minute(8), "@anna:local", "ticket-new", "T-3").await;
    drop(conn);
    tamper(pool, "delete from audit where id = 7").await;
    seal::catch_up(pool, &Clock::fake(minute(9))).await.unwrap();
    assert_snapshot!(short(&checked(pool).await.to_string()), @"
    The audit log is NOT whole: one finding, 7 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:08:00.000000Z.

        REMOVED: row 7 waited to be sealed and is gone.

    Head: 7:…
    ");
}

/// Writes the chain anew from a place on, as somebody would who knows how it is made.
async fn seal_anew(pool: &PgPool, from: i64) {
    tamper(
        pool,
        &format!(
            "insert into audit_unsealed select entry from audit_seal where seq >= {from} on conflict do nothing;
             delete from audit_seal where seq >= {from}"
        ),
    )
    .await;
    seal::catch_up(pool, &Clock::fake(minute(6))).await.unwrap();
}

#[tokio::test]
async fn a_chain_that_was_written_anew_is_found_by_a_posted_head_alone() {
    let database = six_acts().await;
    let pool = database.pool();
    let posted = head(pool).await;
    assert_eq!(verify(pool, &[posted]).await.unwrap().agreed, [posted]);
    tamper(pool, "update audit set actor = '@eve:local' where id = 4").await;
    seal_anew(pool, 4).await;
    assert!(checked(pool).await.is_whole());
    assert_snapshot!(short(&verify(pool, &[posted]).await.unwrap().to_string()), @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 6
        REWRITTEN: 6:… was posted, and this place has another hash.

    Head: 6:…
    ");
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_found_by_a_posted_head_alone() {
    let database = six_acts().await;
    let pool = database.pool();
    let earlier = sqlx::query_as::<_, (String,)>("select '4:' || encode(hash, 'hex') from audit_seal where seq = 4");
    let earlier: Head = earlier.fetch_one(pool).await.unwrap().0.parse().unwrap();
    let posted = head(pool).await;
    tamper(pool, "delete from audit_seal where seq > 4; delete from audit where id > 4").await;
    assert!(checked(pool).await.is_whole());
    assert_snapshot!(short(&verify(pool, &[earlier, posted]).await.unwrap().to_string()), @"
    The audit log is NOT whole: one finding, 4 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:03:00.000000Z.

    place 6
        CUT OFF: 6:… was posted, and this place is gone.

    Head: 4:…
    As posted: 4:…
    ");
}

#[tokio::test]
async fn an_act_that_was_sealed_anew_is_betrayed_by_the_next_place() {
    let database = six_acts().await;
    let pool = database.pool();
    tamper(pool, "update audit set actor = '@eve:local', person = null, before = null, after = null where id = 3")
        .await;
    let (previous, sealed_at): (Vec<u8>, String) = sqlx::query_as(
        "select previous, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')
         from audit_seal where seq = 3",
    )
    .fetch_one(pool)
    .await
    .unwrap();
    let text = |text: &str| Some(text.to_owned());
    let forged = Act {
        id: 3,
        at: text("2026-01-12T08:02:00.000000Z"),
        actor: text("@eve:local"),
        person: None,
        act: text("ticket-wait"),
        subject: text("T-1"),
        before: None,
        after: None,
        platform: text("local"),
        event: text("$1"),
    };
    let before = Head { seq: 2, hash: lotse::audit::chain::Hash::read(&previous).unwrap() };
    let seal = Seal::next(Some(before), &sealed_at, &forged);
    tamper(pool, &format!("update audit_seal set hash = '\\x{}' where seq = 3", seal.hash)).await;
    assert_snapshot!(short(&checked(pool).await.to_string()), @"
    The audit log is NOT whole: one finding, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    place 3 · row 3 · 2026-01-12T08:02:00.000000Z · ticket-wait T-1 by @eve:local
        CHANGED, and sealed anew: the next place was sealed upon something else that stood here.

    Head: 6:…
    ");
}

#[tokio::test]
async fn a_trigger_that_is_off_or_gone_is_found() {
    let database = six_acts().await;
    let sql = "alter table audit disable trigger audit_append_only;
               alter table audit_seal enable trigger audit_seal_append_only;
               drop trigger audit_await_seal on audit";
    sqlx::raw_sql(sql).execute(database.pool()).await.unwrap();
    assert_snapshot!(short(&checked(database.pool()).await.to_string()), @"
    The audit log is NOT whole: 3 findings, 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

        UNGUARDED: audit_append_only, a trigger that guards the audit log, is switched off.

        UNGUARDED: audit_await_seal, a trigger that guards the audit log, is gone.

        UNGUARDED: audit_seal_append_only, a trigger that guards the audit log, is switched off.

    Head: 6:…
    ");
}

#[tokio::test]
async fn a_log_that_is_wrong_everywhere_is_told_in_short() {
    let database = six_acts().await;
    let pool = database.pool();
    sqlx::query(
        "insert into audit (at, actor, act, subject) select $1, '@anna:local', 'ticket-new', 'T-' || n
         from generate_series(1, 2500) n",
    )
    .bind(minute(7))
    .execute(pool)
    .await
    .unwrap();
    seal::catch_up(pool, &Clock::fake(minute(8))).await.unwrap();
    tamper(pool, "update audit set actor = '@eve:local'").await;
    let report = checked(pool).await;
    assert_eq!((report.findings.len(), report.more, report.sealed), (200, 2306, 2506));
    assert!(report.to_string().contains("… and 2306 more"));
}
