//! What is handed out can be checked by somebody who has nothing of ours but the README.

use std::process::Stdio;

use insta::assert_snapshot;
use lotse::audit::AuditError;
use lotse::audit::line::{self, AuditCommand};
use serde_json::Value;
use sqlx::PgPool;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::{act, head, minute, short, six_acts, tamper};
use crate::bot::program::{Ended, Program};
use crate::support::database::TestDatabase;

/// The script that the README shows.
fn script() -> String {
    let readme = std::fs::read_to_string("README.md").unwrap();
    readme
        .split("```python\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a script in the README")
        .to_owned()
}

/// What Python says to an export, with what it ends.
async fn python(export: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new("python3");
    // What this machine calls its language must make no difference.
    command.args(["-c", &script()]).args(arguments).env("LC_ALL", "C").env("PYTHONUTF8", "0");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("python3 runs");
    let mut stdin = child.stdin.take().unwrap();
    // A script that has found something reads no further.
    let _ = stdin.write_all(export.as_bytes()).await;
    drop(stdin);
    let output = child.wait_with_output().await.unwrap();
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

async fn exported(pool: &PgPool, from: Option<&str>, to: Option<&str>) -> String {
    let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
    let mut out = Vec::new();
    let command = AuditCommand::Export { from: day(from), to: day(to) };
    line::run(pool, command, chrono_tz::Europe::Berlin, &mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

async fn lotse(database: &TestDatabase, arguments: &[&str]) -> Ended {
    let arguments: Vec<&str> = [&["audit"], arguments].concat();
    Program::new(&arguments).set("DATABASE__URL", database.url()).set("LOG__LEVEL", "warn").ends().await
}

#[tokio::test]
async fn an_export_is_checked_by_the_script_of_the_readme() {
    let database = six_acts().await;
    let posted = head(database.pool()).await.to_string();
    let export = lotse(&database, &["export"]).await;
    assert_eq!((export.code, export.error.as_str()), (Some(0), ""));
    let lines: Vec<&str> = export.out.lines().collect();
    assert_snapshot!(short(lines[0]), @r#"{"format":"lotse-audit-1","fields":["seq","previous","sealed_at","id","at","actor","person","act","subject","before","after","platform","event"],"rule":"hash is the SHA-256, in hexadecimal digits, of the value of format and of the values of fields in this order, each as a netstring (its length in bytes as UTF-8, ':', the bytes, ','), and '-,' for null; previous is the hash of the line before, and of the first act that ever was 64 zeros","previous":"…","acts":6,"head":"6:…"}"#);
    assert_snapshot!(short(lines[1]), @r#"{"seq":1,"previous":"…","sealed_at":"2026-01-12T08:06:00.000000Z","id":1,"at":"2026-01-12T08:00:00.000000Z","actor":"@anna:local","person":3,"act":"ticket-new","subject":"T-1","before":"null","after":"{\"state\": \"ticket-new\", \"titel\": \"Überprüfung\", \"number\": 1.5}","platform":"local","event":"$1","hash":"…"}"#);
    let (code, said) = python(&export.out, &[&posted]).await;
    assert_eq!((code, said.as_str()), (Some(0), "place 6 is as it was posted\n6 acts are as they were sealed\n"));

    let forged = export.out.replacen("@bernd:local", "@eve:local", 1);
    assert_eq!(python(&forged, &[]).await, (Some(1), "place 2 is not what was sealed\n".to_owned()));
    let removed = [&lines[..3], &lines[4..]].concat().join("\n");
    assert_eq!(python(&removed, &[]).await, (Some(1), "place 4 is not what was sealed\n".to_owned()));
    let cut_off = lines[..5].join("\n");
    assert_eq!(python(&cut_off, &[]).await, (Some(1), "6 acts were announced, 4 are there\n".to_owned()));
}

#[tokio::test]
async fn an_act_that_is_gone_leaves_its_place_in_the_export() {
    let database = six_acts().await;
    tamper(database.pool(), "delete from audit where id = 3").await;
    let export = exported(database.pool(), None, None).await;
    assert_eq!(export.lines().count(), 7);
    assert_eq!(python(&export, &[]).await, (Some(1), "place 3 is not what was sealed\n".to_owned()));
}

#[tokio::test]
async fn some_days_are_a_chain_of_their_own() {
    let database = six_acts().await;
    let pool = database.pool();
    let mut conn = pool.acquire().await.unwrap();
    // In Berlin, the 13th begins at 23:00 UTC.
    for minutes in [14 * 60 + 59, 15 * 60, 24 * 60, 3 * 24 * 60] {
        act(&mut conn, minute(minutes), "@anna:local", "ticket-new", "T-3").await;
    }
    drop(conn);
    lotse::audit::seal::step(pool, minute(4 * 24 * 60)).await.unwrap();
    let places = async |from, to| {
        let export = exported(pool, from, to).await;
        let (code, said) = python(&export, &[]).await;
        assert_eq!(code, Some(0), "{said}");
        let seq = |line: &str| serde_json::from_str::<Value>(line).unwrap()["seq"].as_i64().unwrap();
        export.lines().skip(1).map(seq).collect::<Vec<_>>()
    };
    assert_eq!(places(None, None).await, (1..=10).collect::<Vec<_>>());
    assert_eq!(places(None, Some("2026-01-12")).await, (1..=7).collect::<Vec<_>>());
    assert_eq!(places(Some("2026-01-13"), None).await, [8, 9, 10]);
    assert_eq!(places(Some("2026-01-13"), Some("2026-01-14")).await, [8, 9]);
    assert_eq!(places(Some("2027-01-01"), None).await, Vec::<i64>::new());
}

#[tokio::test]
async fn the_check_tells_by_its_exit_code_and_in_words() {
    let database = six_acts().await;
    let posted = head(database.pool()).await.to_string();
    let whole = lotse(&database, &["verify", "--head", &posted]).await;
    assert_eq!((whole.code, whole.error.as_str()), (Some(0), ""));
    assert_snapshot!(short(&whole.out), @"
    The audit log is whole: 6 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:05:00.000000Z.

    Head: 6:…
    As posted: 6:…
    ");
    tamper(database.pool(), "update audit set actor = '@eve:local' where id = 3").await;
    let changed = lotse(&database, &["verify"]).await;
    assert_eq!((changed.code, changed.error.as_str()), (Some(1), "lotse: the audit log is not whole\n"));
    assert!(changed.out.contains("place 3 · row 3 ·"), "{}", changed.out);
    let json = lotse(&database, &["verify", "--json"]).await;
    assert_eq!(json.code, Some(1));
    assert_snapshot!(short(&json.out), @r#"{"sealed":6,"first_at":"2026-01-12T08:00:00.000000Z","last_at":"2026-01-12T08:05:00.000000Z","head":"6:…","waiting":0,"agreed":[],"findings":[{"place":3,"act":{"id":3,"at":"2026-01-12T08:02:00.000000Z","actor":"@eve:local","person":3,"act":"ticket-wait","subject":"T-1","before":"null","after":"{\"state\": \"ticket-wait\", \"titel\": \"Überprüfung\", \"number\": 1.5}","platform":"local","event":"$1"},"problem":"changed"}],"more":0}"#);
    for mistake in
        [&["verify", "--head", "6"][..], &["export", "--from", "yesterday"], &["export", "--to", "+10000-01-01"]]
    {
        assert_eq!(lotse(&database, mistake).await.code, Some(2), "{mistake:?}");
    }
}

#[tokio::test]
async fn whoever_stops_reading_has_had_enough() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let database = six_acts().await;
    let (pool, zone) = (database.pool(), chrono_tz::UTC);
    line::run(pool, AuditCommand::Export { from: None, to: None }, zone, Closed).await.unwrap();
    tamper(pool, "delete from audit where id = 3").await;
    let verdict = line::run(pool, AuditCommand::Verify { head: Vec::new(), json: false }, zone, Closed).await;
    assert!(matches!(verdict, Err(AuditError::NotWhole)), "{verdict:?}");
}
