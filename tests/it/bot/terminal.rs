//! What the program says in a terminal or a pipe.

use insta::assert_snapshot;
use tempfile::TempDir;

use super::program::{Ended, Program};

/// A conversation in the console on a database that is thrown away, in a language.
async fn conversation(language: &str, lines: &str) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::new(&["console", "--fresh", "--script", "-", "--language", language]);
    let ended = program.set("DATA_DIR", folder.path()).reads(lines).await;
    assert!(folder.path().read_dir().unwrap().next().is_none(), "nothing is left behind");
    ended
}

#[tokio::test]
async fn a_german_conversation_in_the_console() {
    let lines = "\
!ticket Drucker im 3. Stock druckt nicht
/als bernd
/reagieren 👀
/faden
Der Toner ist leer
!lösen Toner getauscht
/als anna
!tickets meine
!tiket
/gibtsnicht
/ende
";
    let ended = conversation("de", lines).await;
    assert_eq!(ended.code, Some(1), "a line of the script was wrong");
    assert_snapshot!(ended.out, @"
    [1]   Lotse  Hallo, ich bin Lotse, der Service-Desk. Schreibe !ticket und was los ist, dann lege ich ein Ticket an. !hilfe zeigt den Rest.
    [2]   anna@#it-help ❯ !ticket Drucker im 3. Stock druckt nicht
    [3]     ↳2 Lotse  T-1 Drucker im 3. Stock druckt nicht
              Mittel · Neu · noch niemand
              👀 nehmen · ✅ lösen
              👀  ✅
          anna@#it-help ❯ /als bernd
          bernd@#it-help ❯ /reagieren 👀
    [3]     ↳2 Lotse ✎  T-1 Drucker im 3. Stock druckt nicht
              Mittel · Zugewiesen · Bernd
              ✅ lösen
              ✅  👀 Bernd
          bernd@#it-help ❯ /faden
    [4]   bernd@#it-help ↳2 ❯ Der Toner ist leer
    [5]   bernd@#it-help ↳2 ❯ !lösen Toner getauscht
    [6]     ↳2 Lotse  T-1 · Mittel · Gelöst · Bernd
    [3]     ↳2 Lotse ✎  T-1 Drucker im 3. Stock druckt nicht
              Mittel · Gelöst · Bernd
              💡 Toner getauscht
              🔁 wieder öffnen
              👀 Bernd  🔁
          bernd@#it-help ↳2 ❯ /als anna
    [7]   anna@#it-help ↳2 ❯ !tickets meine
    [8]     ↳2 Lotse  Du hast keine offenen Tickets.
    [9]   anna@#it-help ↳2 ❯ !tiket
    [10]    ↳2 Lotse  ❓ !tiket kenne ich nicht.
              War !ticket · !tickets gemeint?
          anna@#it-help ↳2 ❯ /gibtsnicht
          /gibtsnicht gibt es nicht. /hilfe zeigt, was es gibt.
          anna@#it-help ↳2 ❯ /ende
    ");
}

#[tokio::test]
async fn an_english_conversation_in_the_console() {
    let lines = "\
// A comment is not said.
!ticket Printer offline prio:high
!take
/as bernd
/react eyes
/react ✅
/thread
Replaced the toner\\
and cleaned the drum
/as anna
/react reopen
/up
!tickets
!help take
";
    let ended = conversation("en", lines).await;
    assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""));
    assert_snapshot!(ended.out, @"
    [1]   Lotse  Hello, I am Lotse, the service desk. Write !ticket and what is wrong, and I open a ticket. !help shows the rest.
    [2]   anna@#it-help ❯ !ticket Printer offline prio:high
    [3]     ↳2 Lotse  T-1 Printer offline
              High · New · nobody yet
              👀 take · ✅ resolve
              👀  ✅
    [4]   anna@#it-help ❯ !take
    [5]     ↳4 Lotse  ❓ Which ticket? Write the command in the ticket's thread, or name it: !take T-7.
          anna@#it-help ❯ /as bernd
          bernd@#it-help ❯ /react eyes
    [3]     ↳2 Lotse ✎  T-1 Printer offline
              High · Assigned · Bernd
              ✅ resolve
              ✅  👀 Bernd
          bernd@#it-help ❯ /react ✅
    [3]     ↳2 Lotse ✎  T-1 Printer offline
              High · Resolved · Bernd
              🔁 reopen
              👀 Bernd  ✅ Bernd  🔁
    [6]     ↳2 Lotse  T-1 is resolved. What was the solution, Bernd? The next line that you write here is kept with it.
          bernd@#it-help ❯ /thread
    [7]   bernd@#it-help ↳2 ❯ Replaced the toner
            and cleaned the drum
    [8]     ↳2 Lotse  💡 Kept with T-1.
    [3]     ↳2 Lotse ✎  T-1 Printer offline
              High · Resolved · Bernd
              💡 Replaced the toner
              and cleaned the drum
              🔁 reopen
              👀 Bernd  ✅ Bernd  🔁
          bernd@#it-help ↳2 ❯ /as anna
          anna@#it-help ↳2 ❯ /react reopen
    [3]     ↳2 Lotse ✎  T-1 Printer offline
              High · Assigned · Bernd
              ✅ resolve
              👀 Bernd  ✅ Bernd  🔁 Anna
    [9]     ↳2 Lotse  Bernd T-1 was reopened by Anna.
          anna@#it-help ↳2 ❯ /up
    [10]  anna@#it-help ❯ !tickets
    [11]    ↳10 Lotse  Your open ticket
              T-1 Printer offline · High · Assigned · Bernd
    [12]  anna@#it-help ❯ !help take
    [13]    ↳12 Lotse  !take T-7 – takes a ticket (👀)
              From then on the ticket is yours. Taking back the 👀 gives it back.
              Agents may.
              Names: !take · !nehmen
    ");
}

#[tokio::test]
async fn a_script_that_is_not_there_is_named() {
    let ended = Program::new(&["console", "--fresh", "--script", "/nowhere/script"]).ends().await;
    assert_eq!(ended.code, Some(1));
    assert!(ended.error.contains("/nowhere/script"), "{}", ended.error);
}

#[tokio::test]
async fn the_help_names_every_command_and_every_code() {
    let help = Program::new(&["--help"]).ends().await;
    assert_eq!(help.code, Some(0));
    for word in [
        "run ",
        "console ",
        "demo ",
        "check ",
        "migrate ",
        "--config <FILE>",
        "LOTSE__MATRIX__HOMESERVER",
        "Exit codes",
    ] {
        assert!(help.out.contains(word), "nothing of {word} in {}", help.out);
    }
    let version = Program::new(&["--version"]).ends().await;
    assert_eq!(version.out, format!("lotse {}\n", env!("CARGO_PKG_VERSION")));
    let nothing = Program::new(&[]).ends().await;
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(2), ""));
    assert!(nothing.error.contains("Usage: lotse"), "{}", nothing.error);
}

#[tokio::test]
async fn a_check_shows_what_differs_and_hides_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let name = |folder: &TempDir| folder.path().display().to_string();
    std::fs::write(folder.path().join("lotse.toml"), "language = \"de\"\n\n[desk]\ngreeting = false\n").unwrap();
    let file = folder.path().join("lotse.toml").display().to_string();
    let program = Program::new(&["check", "--config", &file]).set("DATA_DIR", folder.path().join("data"));
    let ended = program.set("MATRIX__HOMESERVER", "https://matrix.example.org").set("MATRIX__PASSWORD", "geheim");
    let ended = ended.ends().await;
    assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""));
    assert_snapshot!(ended.out.replace(&name(&folder), "FOLDER"), @r#"
    The configuration has no mistakes.

    data_dir = "FOLDER/data"
      from environment variable LOTSE__DATA_DIR
    desk.greeting = false
      from FOLDER/lotse.toml:4
    language = "de"
      from FOLDER/lotse.toml:1
    matrix.homeserver = "https://matrix.example.org"
      from environment variable LOTSE__MATRIX__HOMESERVER
    matrix.password = (secret)
      from environment variable LOTSE__MATRIX__PASSWORD
    data folder: FOLDER/data
    database: embedded
    matrix: `lotse run` still needs matrix.user
    "#);
    assert!(!folder.path().join("data").exists(), "nothing is started");
}

#[tokio::test]
async fn migrations_are_told_before_they_are_done() {
    let folder = tempfile::tempdir().unwrap();
    let migrate = async |arguments: &[&str]| {
        let ended = Program::new(arguments).set("DATA_DIR", folder.path().join("data")).ends().await;
        assert_eq!(ended.code, Some(0), "{ended:?}");
        ended.out
    };
    let status = migrate(&["migrate", "--status"]).await;
    let count = sqlx::migrate!().iter().count();
    assert!(status.contains("flow create"), "{status}");
    assert_eq!(status.lines().last(), Some(format!("{count} to do: `lotse migrate`").as_str()));
    let done = migrate(&["migrate"]).await;
    assert_eq!(done.lines().last(), Some(format!("{count} done.").as_str()));
    assert_eq!(migrate(&["migrate", "--status"]).await, "The database is up to date.\n");
}
