//! The homeserver.

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use matrix_sdk::reqwest;
use serde_json::{Value, json};

use super::people::Person;
use super::python::python;

/// The name in everybody's user id.
pub(crate) const SERVER_NAME: &str = "synapse.test";

/// Runs a command, and kills it and removes its folder when standard input ends, which is when the test process does,
/// however it ends.
const KEEPER: &str =
    r#"folder=$1; shift; "$@" </dev/null & child=$!; cat >/dev/null; kill -9 $child; wait $child; rm -rf "$folder""#;

/// A running Synapse on a port of its own.
pub(crate) struct Synapse {
    /// Base URL.
    pub(crate) url: String,
    folder: PathBuf,
    keeper: Child,
    alive: Option<ChildStdin>,
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Where temporary folders belong: in memory where there is such a place, since Synapse and the bot's store wait for the
/// disk at every event.
pub(crate) fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if tempfile::tempdir_in(memory).is_ok() { memory.to_owned() } else { std::env::temp_dir() }
}

impl Synapse {
    /// The server that the tests of this process share.
    pub(crate) async fn shared() -> &'static Synapse {
        static SHARED: OnceLock<Synapse> = OnceLock::new();
        tokio::task::spawn_blocking(|| SHARED.get_or_init(Synapse::start)).await.unwrap()
    }

    /// A server of one's own. It ends when the value is dropped.
    pub(crate) fn start() -> Synapse {
        // The folder is removed by the keeper, also after a kill.
        let folder = tempfile::Builder::new().prefix("lotse-synapse-").tempdir_in(scratch()).unwrap().keep();
        let port = free_port();
        std::fs::write(folder.join("homeserver.yaml"), config(port, &folder).to_string()).unwrap();
        std::fs::write(folder.join("signing.key"), format!("ed25519 a_test {}", "A".repeat(43))).unwrap();
        let log = std::fs::File::create(folder.join("log")).unwrap();
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(&folder)
            .arg(python())
            .args(["-m", "synapse.app.homeserver", "-c"])
            .arg(folder.join("homeserver.yaml"))
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            // Ctrl-C in a terminal reaches the whole group; the keeper must outlive that to clean up.
            .process_group(0)
            .spawn()
            .expect("sh runs");
        let alive = keeper.stdin.take().unwrap();
        let synapse = Synapse { url: format!("http://127.0.0.1:{port}"), folder, keeper, alive: Some(alive) };
        synapse.wait_until_up();
        synapse
    }

    fn wait_until_up(&self) {
        let address = self.url.trim_start_matches("http://");
        let patience = Instant::now() + Duration::from_secs(120);
        // Synapse listens only when everything else is done.
        while std::net::TcpStream::connect(address).is_err() {
            if Instant::now() > patience {
                let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                panic!("Synapse did not start:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A client for one request: one that is kept would belong to the first test's runtime.
    fn http() -> reqwest::Client {
        reqwest::Client::builder().tls_certs_only([]).build().unwrap()
    }

    /// Registers an account under a new name that begins with `name`; gives user id and password.
    pub(crate) async fn register(&self, name: &str) -> (String, String) {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let name = format!("{name}{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let password = format!("password of {name}");
        let body = json!({
            "username": name, "password": password, "inhibit_login": true, "auth": { "type": "m.login.dummy" },
        });
        let answer = self.post("/_matrix/client/v3/register", None, &body).await;
        (answer["user_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned(), password)
    }

    /// A person with a client of their own, under a new name that begins with `name`.
    pub(crate) async fn person(&self, name: &str) -> Person {
        let (user, password) = self.register(name).await;
        Person::log_in(&self.url, &user, &password).await
    }

    /// Sends a text message whose body is this JSON, valid or not, under a key.
    pub(crate) async fn say_raw(&self, token: &str, room: &str, key: &str, body: &str) {
        let path = format!("{}/_matrix/client/v3/rooms/{room}/send/m.room.message/{key}", self.url);
        let request = Synapse::http().put(path).bearer_auth(token);
        request.body(format!(r#"{{"msgtype":"m.text","body":{body}}}"#)).send().await.unwrap();
    }

    /// What a client with this token gets.
    pub(crate) async fn get(&self, path: &str, token: &str) -> Value {
        let answer = Synapse::http().get(format!("{}{path}", self.url)).bearer_auth(token).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    /// A bare request, for what no client does.
    pub(crate) async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Value {
        let mut request = Synapse::http().post(format!("{}{path}", self.url)).body(body.to_string());
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.unwrap().bytes().await.unwrap();
        serde_json::from_slice(&answer).unwrap()
    }
}

impl Drop for Synapse {
    fn drop(&mut self) {
        self.alive.take();
        let _ = self.keeper.wait();
    }
}

fn config(port: u16, folder: &Path) -> Value {
    let unlimited = json!({ "per_second": 1e6, "burst_count": 1e6 });
    let path = |name: &str| folder.join(name).display().to_string();
    json!({
        "server_name": SERVER_NAME,
        "listeners": [{
            "port": port, "bind_addresses": ["127.0.0.1"], "type": "http",
            "resources": [{ "names": ["client"] }],
        }],
        "database": { "name": "sqlite3", "args": { "database": path("homeserver.db") } },
        "media_store_path": path("media"),
        "signing_key_path": path("signing.key"),
        "macaroon_secret_key": "for tests",
        "form_secret": "for tests",
        "report_stats": false,
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "enable_registration": true,
        "enable_registration_without_verification": true,
        "presence": { "enabled": false },
        "bcrypt_rounds": 4,
        // Has no effect on clients that ask for less, as the bot does.
        "filter_timeline_limit": 1000,
        "rc_message": unlimited,
        "rc_registration": unlimited,
        "rc_login": { "address": unlimited, "account": unlimited, "failed_attempts": unlimited },
        "rc_joins": { "local": unlimited, "remote": unlimited },
        "rc_joins_per_room": unlimited,
        "rc_invites": { "per_room": unlimited, "per_user": unlimited, "per_issuer": unlimited },
        "rc_room_creation": unlimited,
        "rc_reports": unlimited,
        "rc_admin_redaction": unlimited,
        "rc_key_requests": unlimited,
    })
}
