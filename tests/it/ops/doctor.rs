//! `lotse doctor` on a healthy bot and on each defect.

use chrono::TimeDelta;
use insta::assert_snapshot;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::homeserver::{Homeserver, PASSWORD};
use super::{get, until};
use crate::bot::program::{Bot, Ended, Program};
use crate::support::database::TestDatabase;
use crate::synapse::{Synapse, free_port};

/// A bot that has never run, on a homeserver that is only good for being asked.
struct Patient {
    homeserver: Homeserver,
    database: TestDatabase,
    folder: TempDir,
}

impl Patient {
    async fn new(ahead: TimeDelta) -> Self {
        let (homeserver, database) = tokio::join!(Homeserver::start(ahead), TestDatabase::new());
        Self { homeserver, database, folder: tempfile::tempdir().unwrap() }
    }

    fn program(&self, arguments: &[&str]) -> Program {
        Program::new(arguments)
            .set("MATRIX__HOMESERVER", self.homeserver.url())
            .set("MATRIX__USER", "@lotse:example.org")
            .set("MATRIX__PASSWORD", PASSWORD)
            .set("ROLES__OPERATORS", "@dora:example.org")
            .set("DATABASE__URL", self.database.url())
            .set("DATA_DIR", self.folder.path().join("data"))
    }

    async fn runs(&self, sql: &'static str) {
        sqlx::raw_sql(sql).execute(self.database.pool()).await.unwrap();
    }
}

/// The report, without what differs between machines and runs.
fn plain(ended: &Ended) -> String {
    assert_eq!(ended.error, "");
    let mut report = String::new();
    for line in ended.out.lines() {
        let varies = ["database ", "connections", "disk", "data folder"].iter().find(|check| {
            line.chars().skip(2).collect::<String>().starts_with(**check) && !line.contains("database clock")
        });
        match varies {
            Some(check) => report.extend([&line[..line.char_indices().nth(2).unwrap().0], check.trim_end(), "\n"]),
            None => report.extend([line, "\n"]),
        }
    }
    report
}

/// The findings of a `--json` report that are not as they should be.
fn complaints(ended: &Ended) -> Vec<(String, String, String)> {
    let report: Value = serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap();
    for finding in findings.iter().filter(|finding| finding["state"] != "good") {
        assert!(!text(&finding["todo"]).is_empty(), "nothing to do about {finding}");
    }
    assert_eq!(report["well"], ended.code == Some(0));
    findings
        .iter()
        .filter(|finding| finding["state"] != "good")
        .map(|finding| (text(&finding["check"]), text(&finding["state"]), text(&finding["text"])))
        .collect()
}

/// One complaint is like this.
fn complains(ended: &Ended, check: &str, state: &str, words: &str) {
    let all = complaints(ended);
    let fits = |(c, s, t): &(String, String, String)| c == check && s == state && t.contains(words);
    assert!(all.iter().any(fits), "{check} {state} {words:?} is not in {all:#?}");
}

#[tokio::test]
async fn a_healthy_bot_is_found_healthy_and_not_disturbed() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let port = format!("127.0.0.1:{}", free_port());
    let mut bot = bot.with("ROLES__OPERATORS", "@dora:synapse.test").with("OPS__LISTEN", &port);
    bot.attends().await;
    let room = anna.room("it-help", true, &[&bot.account]).await;
    anna.sees_member(&room, &bot.account).await;
    anna.say(&room, "!ticket Printer offline").await;
    bot.has_done(1).await;

    let ended = bot.program(&["doctor"]).ends().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let (server, account) = (&synapse.url, &bot.account);
    let session: Value = {
        let file = bot.folder().join("data/matrix/session.json");
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
    };
    let device = session["device"].as_str().unwrap();
    let report = plain(&ended).replace(server, "SERVER").replace(account, "BOT").replace(device, "DEVICE");
    assert_snapshot!(report.replace(&room, "ROOM"), @"
    ✔ configuration     no mistakes
    ✔ data folder
    ✔ disk
    ! database
                        → a power cut can lose what was answered already: set fsync and synchronous_commit to on
    ✔ connections
    ✔ database clock    the database's clock agrees with this machine's
    ✔ migrations        the schema is that of this program
    ✔ rights            this user may read and write all tables
    ✔ homeserver        SERVER/ answers and speaks Matrix v1.15
    ✔ homeserver clock  the homeserver's clock agrees with this machine's
    ✔ login             logged in as BOT, device DEVICE
    ✔ verification      the device is signed by the account
    ! key backup        there is none: if the data folder is lost, older encrypted messages cannot be read any more
                        → keep the folder `matrix` in the data folder in your own backup
    ✔ rate limits       not felt in the last day, with 4 deliveries
    ✔ rooms             1 room and 0 direct chats
    ✔ room              it-help: 2 members, encrypted
    ✔ instance          an instance reads and sends
    ✔ queues            nothing waits to be handled or sent
    ✔ set aside         no event
    ✔ refused           nothing that was to be sent
    Nothing is wrong, 2 warnings.
    ");

    // It asked with the bot's own session: no other one has come up, and the bot goes on.
    let token = session["token"].as_str().unwrap();
    assert_eq!(devices(&synapse.url, token).await, [device]);
    anna.say(&room, "!ticket Printer on fire").await;
    bot.has_done(2).await;
    let address = port.parse().unwrap();
    let (status, page) = get(address, "/readyz").await;
    assert_eq!((status, page.as_str()), (200, "database: answers\nmatrix: this instance reads and sends\n"));
    let (_, page) = get(address, "/metrics").await;
    for line in [
        r#"lotse_account_held{platform="matrix"} 1"#,
        r#"lotse_turn_seconds_count{verb="ticket-new"} 2"#,
        r#"lotse_queue_rows{queue="open"} 0"#,
    ] {
        assert!(page.contains(line), "{line} is not in:\n{page}");
    }
    assert!(!page.contains(token) && !page.contains("Printer"));

    // Stopped: a warning, no more.
    assert!(bot.is_stopped().await.success());
    let ended = bot.program(&["doctor", "--json"]).ends().await;
    complains(&ended, "instance", "warning", "no instance");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(!ended.out.contains(token));
}

async fn devices(url: &str, token: &str) -> Vec<String> {
    let client = matrix_sdk::reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let request = client.get(format!("{url}/_matrix/client/v3/devices")).bearer_auth(token);
    let answer = request.send().await.unwrap().bytes().await.unwrap();
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    let devices = answer["devices"].as_array().unwrap_or_else(|| panic!("{answer}"));
    devices.iter().map(|device| device["device_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_password_is_tried_on_a_real_homeserver_without_leaving_a_device_behind() {
    let synapse = Synapse::shared().await;
    let bot = Bot::new(synapse).await;
    let right = bot.program(&["doctor", "--json"]).ends().await;
    assert_eq!(right.code, Some(0), "{right:?}");
    assert!(right.out.contains("is right; the bot has not logged in yet"), "{}", right.out);
    let wrong = bot.program(&["doctor", "--json"]).set("MATRIX__PASSWORD", "falsch geraten").ends().await;
    assert_eq!(wrong.code, Some(1));
    complains(&wrong, "login", "wrong", "refuses the login");
    assert!(!wrong.out.contains("falsch geraten"), "no secrets: {}", wrong.out);

    let body = json!({
        "type": "m.login.password", "identifier": { "type": "m.id.user", "user": bot.account },
        "password": bot.setting("MATRIX__PASSWORD"), "device_id": "TEST",
    });
    let answer = synapse.post("/_matrix/client/v3/login", None, &body).await;
    assert_eq!(devices(&synapse.url, answer["access_token"].as_str().unwrap()).await, ["TEST"]);
}

#[tokio::test]
async fn before_the_first_start_it_says_what_is_there_already() {
    let patient = Patient::new(TimeDelta::zero()).await;
    let ended = patient.program(&["doctor"]).ends().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let report = plain(&ended).replace(&patient.homeserver.url(), "SERVER");
    assert_snapshot!(report, @r#"
    ✔ configuration     no mistakes
    ✔ data folder
    ✔ disk
    ! database
                        → a power cut can lose what was answered already: set fsync and synchronous_commit to on
    ✔ connections
    ✔ database clock    the database's clock agrees with this machine's
    ✔ migrations        the schema is that of this program
    ✔ rights            this user may read and write all tables
    ✔ homeserver        SERVER/ answers and speaks Matrix v1.11
    ✔ homeserver clock  the homeserver's clock agrees with this machine's
    ✔ login             the password of @lotse:example.org is right; the bot has not logged in yet
    ! rate limits       not known: they cannot be read by the bot, and nothing was sent in the last day
                        → lift them, on Synapse as an administrator: POST /_synapse/admin/v1/users/@lotse:example.org/override_ratelimit with {"messages_per_second": 0, "burst_count": 0}
    ! instance          no instance reads and sends
                        → `lotse run`
    ✔ queues            nothing waits to be handled or sent
    ✔ set aside         no event
    ✔ refused           nothing that was to be sent
    Nothing is wrong, 3 warnings.
    "#);
    assert_eq!(patient.homeserver.sessions(), 0, "it has logged out again");
    assert!(!ended.out.contains(PASSWORD) && !ended.out.contains("syt_"));
    assert!(!patient.folder.path().join("data").exists(), "nothing was made");
}

#[tokio::test]
async fn each_defect_is_found_and_told_with_what_to_do() {
    let patient = Patient::new(TimeDelta::zero()).await;
    let doctor = || patient.program(&["doctor", "--json"]);

    let closed = format!("http://127.0.0.1:{}", free_port());
    let no_homeserver = doctor().set("MATRIX__HOMESERVER", closed).ends().await;
    complains(&no_homeserver, "homeserver", "wrong", "cannot be reached");

    let wrong_password = doctor().set("MATRIX__PASSWORD", "falsch").ends().await;
    complains(&wrong_password, "login", "wrong", "refuses the login");

    let closed = format!("postgres://lotse:geheim@127.0.0.1:{}/lotse", free_port());
    let no_database = doctor().set("DATABASE__URL", closed).ends().await;
    complains(&no_database, "database", "wrong", "cannot be reached");
    assert!(!no_database.out.contains("geheim"));
    assert!(no_database.out.contains("the password of @lotse:example.org is right"), "the rest is looked at");

    let greedy = doctor().set("DATABASE__MAX_CONNECTIONS", "500").ends().await;
    complains(&greedy, "connections", "wrong", "502 wanted");

    let file = patient.folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let no_folder = doctor().set("DATA_DIR", file.join("data")).ends().await;
    complains(&no_folder, "data folder", "wrong", "file");

    let mistaken = doctor().set("FLOW__POLL", "soon").ends().await;
    complains(&mistaken, "configuration", "wrong", "flow.poll");
    assert_eq!(mistaken.code, Some(1));

    let incomplete = doctor().set("MATRIX__PASSWORD", "").set("ROLES__OPERATORS", "").ends().await;
    complains(&incomplete, "configuration", "wrong", "matrix.password");
    complains(&incomplete, "operators", "warning", "nobody is told");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_found() {
    let patient = Patient::new(TimeDelta::seconds(600)).await;
    let ended = patient.program(&["doctor", "--json"]).ends().await;
    assert_eq!(ended.code, Some(1));
    let all = complaints(&ended);
    let (_, state, text) = all.iter().find(|(check, ..)| check == "homeserver clock").unwrap();
    assert_eq!(state, "wrong");
    let seconds: i64 = text.split(' ').find_map(|word| word.parse().ok()).unwrap();
    assert!((540..=660).contains(&seconds) && text.contains("ahead of this machine's"), "{text}");
}

#[tokio::test]
async fn what_is_stuck_in_the_database_is_found() {
    let patient = Patient::new(TimeDelta::zero()).await;
    patient
        .runs(
            "insert into inbox (platform, event, place, sender, payload, sent_at, accepted_at, state, error)
             values ('matrix', '$a', '!r', '@anna:example.org', '{}', now(), now(), 'buried', 'a defect'),
                    ('matrix', '$b', '!r', '@anna:example.org', '{}', now(), now() - interval '1 hour', 'open', null);
             insert into outbox (delivery_key, platform, room, class, kind, payload, state, error, created_at)
             values ('k', 'matrix', '!r', 0, 'say', '{}', 'refused', 'gone', now());
             insert into account (platform, account, limited, limited_at)
             values ('matrix', '@lotse:example.org', 14, now() - interval '10 minutes')",
        )
        .await;
    let ended = patient.program(&["doctor", "--json"]).ends().await;
    assert_eq!(ended.code, Some(1));
    complains(&ended, "set aside", "wrong", "1 event failed too often");
    complains(&ended, "refused", "wrong", "1 message was refused");
    complains(&ended, "queues", "warning", "1 event to handle, 0 things to send; the oldest waits for 60 min");
    complains(&ended, "rate limits", "warning", "asked the bot to wait 10 min ago, 14 times in all");
    assert!(ended.out.contains("/_synapse/admin/v1/users/@lotse:example.org/override_ratelimit"), "{}", ended.out);

    patient.runs("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)").await;
    let ended = patient.program(&["doctor", "--json"]).ends().await;
    complains(&ended, "migrations", "warning", "1 is pending");
    assert_eq!(ended.code, Some(0), "the bot itself would mend it: {ended:?}");

    patient
        .runs(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (99991231235959, 'future', true, '', 0)",
        )
        .await;
    let ended = patient.program(&["doctor", "--json"]).ends().await;
    complains(&ended, "migrations", "wrong", "99991231235959");
    assert_eq!(ended.code, Some(1));
}

#[tokio::test]
async fn a_running_bot_that_loses_its_homeserver_is_alive_but_not_ready() {
    let port = format!("127.0.0.1:{}", free_port());
    let patient = Patient::new(TimeDelta::zero()).await;
    let closed = format!("http://127.0.0.1:{}", free_port());
    let run = patient.program(&["run"]).set("MATRIX__HOMESERVER", closed).set("OPS__LISTEN", &port);
    let _child = run.starts();
    let address: std::net::SocketAddr = port.parse().unwrap();
    until("the port", async || tokio::net::TcpStream::connect(address).await.ok()).await;
    assert_eq!(get(address, "/healthz").await.0, 200);
    let (status, page) = get(address, "/readyz").await;
    assert_eq!(status, 503, "{page}");
}
