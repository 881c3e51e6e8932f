//! A Synapse of our own, on loopback.

use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use matrix_sdk::reqwest;
use serde_json::{Value, json};

use super::chance;
use super::kept::Kept;

/// How long Synapse may take to start: on a slow and busy machine it takes long.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often to look whether it has started.
const GLANCE: Duration = Duration::from_millis(50);

/// What differs between homeservers.
#[derive(Debug)]
pub struct Plan<'a> {
    /// A Python that has Synapse.
    pub python: &'a Path,
    /// Where it keeps everything; a folder that is there already is gone on with.
    pub folder: &'a Path,
    /// Remove the folder when the homeserver ends.
    pub thrown_away: bool,
    /// Where it listens.
    pub port: u16,
    /// The part of everybody's user id after the colon.
    pub server_name: &'a str,
    /// Settings of Synapse over those that all have.
    pub settings: Value,
}

/// A running Synapse, which ends with this value, and with this process at the latest.
#[derive(Debug)]
pub struct Homeserver {
    /// Base URL.
    pub url: String,
    /// What it says.
    pub log: PathBuf,
    kept: Kept,
}

/// Why there is no homeserver.
#[derive(Debug, thiserror::Error)]
pub enum HomeserverError {
    /// Its folder cannot be used.
    #[error("{path}: {source}", path = path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It does not come up.
    #[error("the homeserver does not start: {0}")]
    NotUp(String),
    /// It refuses what it was asked for, or does not answer.
    #[error("the homeserver: {0}")]
    Refused(String),
}

/// A port that nobody listens on at this moment.
pub fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Whether nobody listens on this port at this moment.
#[must_use]
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

impl Homeserver {
    /// Starts Synapse and waits until it answers.
    pub fn start(plan: &Plan<'_>) -> Result<Self, HomeserverError> {
        let log = plan.folder.join("log");
        let kept = launch(plan, &log).map_err(|source| HomeserverError::Folder { path: plan.folder.into(), source })?;
        let mut homeserver = Self { url: format!("http://127.0.0.1:{}", plan.port), log, kept };
        let begin = Instant::now();
        // Synapse listens only when everything else is done.
        while TcpStream::connect((Ipv4Addr::LOCALHOST, plan.port)).is_err() {
            if homeserver.has_ended() {
                return Err(HomeserverError::NotUp(homeserver.complaint()));
            }
            if begin.elapsed() > PATIENCE {
                return Err(HomeserverError::NotUp(format!("no answer within {PATIENCE:?}")));
            }
            sleep(GLANCE);
        }
        Ok(homeserver)
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        self.kept.ended().is_ok_and(|ended| ended.is_some())
    }

    /// Registers an account; gives its user id.
    pub async fn register(&self, name: &str, password: &str) -> Result<String, HomeserverError> {
        let body = json!({
            "username": name, "password": password, "inhibit_login": true, "auth": { "type": "m.login.dummy" },
        });
        let failed = |error: reqwest::Error| HomeserverError::Refused(error.to_string());
        // A client for one request: one that is kept would belong to the runtime that used it first. Without
        // certificates, as there is no TLS on the way and a machine may have none.
        let client = reqwest::Client::builder().tls_certs_only([]).build().map_err(failed)?;
        let request = client.post(format!("{}/_matrix/client/v3/register", self.url)).body(body.to_string());
        let answer = request.send().await.map_err(failed)?.bytes().await.map_err(failed)?;
        let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
        let user = answer.get("user_id").and_then(Value::as_str);
        user.map(str::to_owned).ok_or_else(|| HomeserverError::Refused(format!("{name} is not registered: {answer}")))
    }

    /// Its last words.
    fn complaint(&self) -> String {
        let said = fs::read(&self.log).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let words = said.lines().rfind(|line| !line.trim().is_empty());
        format!("{} (all of it: {})", words.unwrap_or("it ended without a word").trim(), self.log.display())
    }
}

fn launch(plan: &Plan<'_>, log: &Path) -> io::Result<Kept> {
    fs::create_dir_all(plan.folder)?;
    let key = plan.folder.join("signing.key");
    if !key.exists() {
        fs::write(&key, format!("ed25519 a_key {}", chance::signing_key()?))?;
    }
    let file = plan.folder.join("homeserver.yaml");
    // Every JSON text is a YAML text.
    fs::write(&file, config(plan).to_string())?;
    let log = File::create(log)?;
    let mut command = Kept::command(plan.python, plan.thrown_away.then_some(plan.folder));
    command.args(["-m", "synapse.app.homeserver", "-c"]).arg(&file).current_dir(plan.folder);
    Kept::start(command.stdout(log.try_clone()?).stderr(log))
}

fn config(plan: &Plan<'_>) -> Value {
    let unlimited = json!({ "per_second": 1e6, "burst_count": 1e6 });
    let path = |name: &str| plan.folder.join(name).display().to_string();
    let mut config = json!({
        "server_name": plan.server_name,
        "listeners": [{
            "port": plan.port, "bind_addresses": ["127.0.0.1"], "type": "http",
            // Without federation, so that it speaks to nobody outside of this machine.
            "resources": [{ "names": ["client"] }],
        }],
        "database": { "name": "sqlite3", "args": { "database": path("homeserver.db") } },
        "media_store_path": path("media"),
        "signing_key_path": path("signing.key"),
        "report_stats": false,
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "enable_registration": true,
        "enable_registration_without_verification": true,
        "presence": { "enabled": false },
        // Quick logins; the passwords are long enough to do without slow ones.
        "bcrypt_rounds": 4,
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
    });
    if let (Some(all), Value::Object(own)) = (config.as_object_mut(), &plan.settings) {
        all.extend(own.clone());
    }
    config
}
