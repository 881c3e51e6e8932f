//! The homeserver.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use lotse::demo::homeserver::{self, Homeserver, Plan};
use matrix_sdk::reqwest;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::people::Person;
use super::python::python;

/// The name in everybody's user id.
pub(crate) const SERVER_NAME: &str = "synapse.test";

/// A running Synapse on a port of its own.
pub(crate) struct Synapse {
    /// Base URL.
    pub(crate) url: String,
    port: u16,
    /// None: killed.
    homeserver: Option<Homeserver>,
    /// Of a server that can be started again; other servers' folders are removed by their keepers, also after a kill.
    folder: Option<TempDir>,
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    homeserver::free_port().unwrap()
}

fn folder() -> TempDir {
    tempfile::Builder::new().prefix("lotse-synapse-").tempdir_in(scratch()).unwrap()
}

fn launch(folder: &Path, port: u16, thrown_away: bool) -> Homeserver {
    let plan = Plan {
        python: python(),
        folder,
        thrown_away,
        port,
        server_name: SERVER_NAME,
        // Has no effect on clients that ask for less, as the bot does.
        settings: json!({ "filter_timeline_limit": 1000 }),
    };
    Homeserver::start(&plan).unwrap_or_else(|why| panic!("{why}"))
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

    /// A server that ends, and with it all that it has, when the value is dropped.
    pub(crate) fn start() -> Synapse {
        let folder = folder().keep();
        let port = free_port();
        let homeserver = launch(&folder, port, true);
        Synapse { url: homeserver.url.clone(), port, homeserver: Some(homeserver), folder: None }
    }

    /// A server of one's own that may be killed and started again.
    pub(crate) fn own() -> Synapse {
        let folder = folder();
        let port = free_port();
        let homeserver = launch(folder.path(), port, false);
        Synapse { url: homeserver.url.clone(), port, homeserver: Some(homeserver), folder: Some(folder) }
    }

    /// Kills the server, as if the machine had lost its power.
    pub(crate) async fn is_killed(&mut self) {
        let homeserver = self.homeserver.take().expect("the server runs");
        tokio::task::spawn_blocking(|| drop(homeserver)).await.unwrap();
    }

    /// Starts the killed server on the same port and folder.
    pub(crate) async fn comes_back(&mut self) {
        let folder = self.folder.as_ref().expect("a server of one's own").path().to_owned();
        let port = self.port;
        let homeserver = tokio::task::spawn_blocking(move || launch(&folder, port, false)).await.unwrap();
        self.homeserver = Some(homeserver);
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
        (self.homeserver.as_ref().expect("the server runs").register(&name, &password).await.unwrap(), password)
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
