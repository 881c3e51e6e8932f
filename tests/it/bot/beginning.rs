//! What stands in the way at the start, and what whoever runs the bot is told.

use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpStream};

use super::program::{Bot, Ended, Program, thread};
use crate::synapse::{Synapse, free_port};

/// The end, with a code and these words for whoever started it.
fn told(ended: &Ended, code: i32, words: &[&str]) {
    assert_eq!(ended.code, Some(code), "{ended:?}");
    for word in words {
        assert!(ended.error.contains(word), "nothing of “{word}” in {}", ended.error);
    }
}

#[tokio::test]
async fn a_wrong_password_ends_it_with_a_hint() {
    let synapse = Synapse::shared().await;
    let bot = Bot::new(synapse).await.with("MATRIX__PASSWORD", "falsch");
    let ended = bot.program(&["run"]).ends().await;
    told(&ended, 4, &["refuses the login", &bot.account, "check user and password"]);
    assert!(!ended.error.contains("falsch"), "{}", ended.error);
}

/// A way to the homeserver that opens now.
async fn open_way(port: u16, synapse: &Synapse) {
    let target: SocketAddr = synapse.url.trim_start_matches("http://").parse().unwrap();
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    tokio::spawn(async move {
        while let Ok((mut there, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut here = TcpStream::connect(target).await?;
                tokio::io::copy_bidirectional(&mut there, &mut here).await
            });
        }
    });
}

#[tokio::test]
async fn a_homeserver_that_comes_later_is_waited_for() {
    let synapse = Synapse::shared().await;
    let (bot, short, anna) = tokio::join!(Bot::new(synapse), Bot::new(synapse), synapse.person("anna"));
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}");
    let mut bot = bot.with("MATRIX__HOMESERVER", &url);
    // With the local part alone, the server has to say who that is before anything else can be done.
    let local = short.account.trim_start_matches('@').split(':').next().unwrap().to_owned();
    let mut short = short.with("MATRIX__HOMESERVER", &url).with("MATRIX__USER", local);
    bot.start();
    short.start();
    tokio::join!(bot.logs("cannot be reached"), short.logs("cannot be reached"));
    open_way(port, synapse).await;
    for bot in [&mut bot, &mut short] {
        bot.hears_from_now_on().await;
        let room = anna.room("it-help", false, &[&bot.account]).await;
        anna.sees_member(&room, &bot.account).await;
        let command = anna.say(&room, "!ticket The printer is offline").await;
        anna.until("an answer", |seen| thread(seen) == Some(&command)).await;
    }
    for bot in [&mut bot, &mut short] {
        bot.has_done(1).await;
        assert!(bot.is_stopped().await.success());
    }
}

#[tokio::test]
async fn a_bot_that_waits_for_its_homeserver_can_be_stopped() {
    let bot = Bot::new(Synapse::shared().await).await;
    let mut bot = bot.with("MATRIX__HOMESERVER", format!("http://127.0.0.1:{}", free_port()));
    bot.start();
    bot.logs("cannot be reached").await;
    assert!(bot.is_stopped().await.success());
}

#[tokio::test]
async fn all_mistakes_of_a_configuration_are_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lotse.toml");
    let text = "langauge = \"de\"\n[flow]\nworkers = \"many\"\n[desk]\nunread_wait = 9\n[roles]\nagents = [\"anna@example.org\"]\n";
    std::fs::write(&file, text).unwrap();
    let name = file.to_str().unwrap();
    for command in ["run", "check", "migrate", "console"] {
        let program = Program::new(&["--config", name, command]).set("FLOW__POLL", "soon");
        let ended = program.ends().await;
        told(&ended, 2, &["5 mistakes", "langauge", "language", ":3: flow.workers", "desk.unread_wait"]);
        told(&ended, 2, &["roles.agents", "@anna:example.org", "environment variable LOTSE__FLOW__POLL", "hint: "]);
    }
}

#[tokio::test]
async fn what_is_missing_is_told_with_the_name_of_its_variable() {
    let folder = tempfile::tempdir().unwrap();
    let ended = Program::new(&["run"]).set("DATA_DIR", folder.path()).ends().await;
    let variables = ["LOTSE__MATRIX__HOMESERVER", "LOTSE__MATRIX__USER", "LOTSE__MATRIX__PASSWORD"];
    told(&ended, 2, &variables);
    assert!(folder.path().read_dir().unwrap().next().is_none(), "nothing was begun");
    let ended = Program::new(&["run", "fast"]).ends().await;
    told(&ended, 2, &["Usage"]);
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let bot = Bot::new(Synapse::shared().await).await;
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
                 values (99991231235959, 'future', true, '', 0)";
    sqlx::query(newer).execute(bot.database.pool()).await.unwrap();
    for arguments in [&["run"][..], &["migrate"], &["migrate", "--status"]] {
        let ended = bot.program(arguments).ends().await;
        told(&ended, 3, &["99991231235959", "newer"]);
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let synapse = Synapse::shared().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    // Nobody, not even root, can make a folder in a file.
    let data = file.join("data");
    let bot = Bot::new(synapse).await.with("DATA_DIR", data.display().to_string());
    let name = file.to_str().unwrap();
    let (run, embedded) =
        tokio::join!(bot.program(&["run"]).ends(), Program::new(&["migrate"]).set("DATA_DIR", &data).ends());
    told(&run, 4, &[name, "make it writable"]);
    told(&embedded, 3, &[name]);
    let other = bot.program(&["run"]).set("DATABASE__URL", "").ends().await;
    told(&other, 3, &[name]);
}
