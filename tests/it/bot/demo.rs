//! The demo: a homeserver with people, for whoever wants to see the bot at work.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::program::{Ended, Program, Talking, thread};
use crate::synapse::{Person, python, scratch};

fn folder() -> TempDir {
    tempfile::tempdir_in(scratch()).unwrap()
}

/// The demo on a data folder, on the tests' own Python: installing another one takes a minute.
fn demo(folder: &TempDir, more: &[&str]) -> Program {
    let arguments = [&["demo", "--language", "de", "--python", python().to_str().unwrap()], more].concat();
    Program::new(&arguments).set("DATA_DIR", folder.path().join("data"))
}

/// Address and Anna's password, as the demo tells them.
async fn invitation(talking: &mut Talking) -> (String, String) {
    let url = talking.says("http://127.0.0.1:").await.trim().to_owned();
    let anna = talking.says("  anna ").await;
    let password = anna.split_whitespace().nth(1).unwrap().to_owned();
    (url, password)
}

/// Waits until no process has anything to do with the folder any more.
async fn nothing_runs(folder: &TempDir) {
    let folder = folder.path().to_str().unwrap();
    for _ in 0..3_600 {
        let all = fs::read_dir("/proc").unwrap().flatten();
        let running = all.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
        let mut running = running.filter(|command| String::from_utf8_lossy(command).contains(folder));
        if running.next().is_none() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("something still runs in {folder}");
}

#[tokio::test]
async fn a_demo_plays_its_scene_and_comes_back_after_a_kill() {
    let folder = folder();
    let mut first = demo(&folder, &["--scene", "--pace", "0"]).talks();
    let (url, password) = invitation(&mut first).await;
    first.says("In „IT-Hilfe“").await;
    let begin = first.said.len();
    first.says("Das war die Szene").await;
    assert_snapshot!(first.said[begin..].join("\n"), @"
      Anna     !ticket Drucker im 3. Stock druckt nicht
               Seit heute früh blinkt das rote Licht.
      Lotse    T-1 Drucker im 3. Stock druckt nicht
               Mittel · Neu · noch niemand
               👀 nehmen · ✅ lösen
      → Bernd tippt 👀 auf der Karte an: er nimmt das Ticket
      Lotse    T-1 Drucker im 3. Stock druckt nicht
               Mittel · Zugewiesen · Bernd
               ✅ lösen
      Bernd    Bin unterwegs, das klingt nach leerem Toner.
      Anna     Danke! Um zwölf müssen die Rechnungen raus.
      → Bernd tippt ✅ auf der Karte an: es ist erledigt
      Lotse    T-1 Drucker im 3. Stock druckt nicht
               Mittel · Gelöst · Bernd
               🔁 wieder öffnen
      Lotse    T-1 ist gelöst. Was war die Lösung, Bernd? Die nächste Zeile, die du hier schreibst, wird dazu aufgehoben.
      Bernd    Neuen Toner eingesetzt und eine Testseite gedruckt
      Lotse    T-1 Drucker im 3. Stock druckt nicht
               Mittel · Gelöst · Bernd
               💡 Neuen Toner eingesetzt und eine Testseite gedruckt
               🔁 wieder öffnen
      Lotse    💡 Bei T-1 aufgehoben.

    In „IT-Hilfe, verschlüsselt“: der Heimserver sieht weder die Worte noch das Ticket
      Anna     !ticket Mein Konto ist gesperrt prio:hoch
      Lotse    T-2 Mein Konto ist gesperrt
               Hoch · Neu · noch niemand
               👀 nehmen · ✅ lösen
      → Bernd tippt 👀 auf der Karte an: er nimmt das Ticket
      Lotse    T-2 Mein Konto ist gesperrt
               Hoch · Zugewiesen · Bernd
               ✅ lösen
      Bernd    !lösen Konto entsperrt, neues Passwort per Telefon
      Lotse    T-2 Mein Konto ist gesperrt
               Hoch · Gelöst · Bernd
               💡 Konto entsperrt, neues Passwort per Telefon
               🔁 wieder öffnen
      Lotse    T-2 · Hoch · Gelöst · Bernd

    Das war die Szene. Beide Tickets sind gelöst, und alles steht in den Räumen.
    ");

    let anna = Person::log_in(&url, "@anna:lotse.localhost", &password).await;
    let solved = "💡 Neuen Toner eingesetzt und eine Testseite gedruckt";
    let card = anna.until("the solved card", |seen| seen.body().contains(solved)).await;
    let room = card.room().to_owned();
    let command = anna.say(&room, "!ticket Und jetzt das Telefon").await;
    anna.until("a card of her own", |seen| thread(seen) == Some(&command) && seen.body().contains("T-3")).await;

    let second = demo(&folder, &[]).ends().await;
    assert_eq!(second.code, Some(1), "{second:?}");
    assert!(second.error.contains(&format!("a demo runs already: {url}")), "{}", second.error);

    first.child.kill().await.unwrap();
    nothing_runs(&folder).await;

    let mut again = demo(&folder, &[]).talks();
    assert_eq!(invitation(&mut again).await, (url.clone(), password), "as it was");
    let command = anna.say(&room, "!ticket Und der Bildschirm").await;
    anna.until("another card", |seen| thread(seen) == Some(&command) && seen.body().contains("T-4")).await;
    assert!(again.ends_at_interrupt().await.success());
    nothing_runs(&folder).await;

    let mut fresh = demo(&folder, &["--fresh"]).talks();
    let (_, password) = invitation(&mut fresh).await;
    let anna = Person::log_in(&url, "@anna:lotse.localhost", &password).await;
    let room = anna.until("a new room", |seen| seen.kind() == "m.room.name").await.room().to_owned();
    let command = anna.say(&room, "!ticket Von vorn").await;
    anna.until("the first card", |seen| thread(seen) == Some(&command) && seen.body().contains("T-1")).await;
    assert!(fresh.ends_at_interrupt().await.success());
    nothing_runs(&folder).await;
}

/// An end that says why and what to do, without having begun anything.
fn told(ended: &Ended, words: &[&str]) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for word in words.iter().chain(&["`lotse console`"]) {
        assert!(ended.error.contains(word), "nothing of “{word}” in {}", ended.error);
    }
}

/// A folder with a program `python3` that is a shell script.
fn with_python(script: &str) -> TempDir {
    let folder = folder();
    let python = folder.path().join("python3");
    fs::write(&python, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&python, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

async fn demo_with(path: &Path) -> Ended {
    let folder = folder();
    Program::new(&["demo"]).set("DATA_DIR", folder.path()).path(path).ends().await
}

#[tokio::test]
async fn without_a_fitting_python_the_demo_says_what_to_install() {
    told(
        &demo_with(folder().path()).await,
        &["Python 3.10 or later is needed, and here is none", "apt install python3"],
    );
    let old = with_python("echo 3.9");
    told(&demo_with(old.path()).await, &["Python 3.10 or later is needed, and here is only 3.9"]);
    let bare = with_python(r#"[ "$1" = -m ] && { echo "No module named $2" >&2; exit 1; }; echo 3.12"#);
    told(&demo_with(bare.path()).await, &["virtual environment: No module named venv", "apt install python3-venv"]);
    let other = Program::new(&["demo", "--python", "/bin/false"]).set("DATA_DIR", folder().path()).ends().await;
    told(&other, &["/bin/false has no Synapse", "pip install matrix-synapse"]);
}

#[tokio::test]
async fn without_a_way_to_pypi_the_demo_says_so() {
    let folder = folder();
    let program = Program::new(&["demo"]).set("DATA_DIR", folder.path()).env("PIP_RETRIES", "1");
    let ended = program.env("PIP_INDEX_URL", "http://127.0.0.1:1/").ends().await;
    told(&ended, &["PyPI gives no Synapse", "check the way to PyPI", "install.log"]);
}

#[tokio::test]
async fn a_port_that_somebody_has_is_named() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ended = demo(&folder, &["--port", &port]).ends().await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.error.contains(&format!("the port {port} is taken")), "{}", ended.error);
}
