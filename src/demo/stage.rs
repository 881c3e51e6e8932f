//! What the demo keeps between two runs, and that only one of them uses it at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::cast::{Account, SERVER_NAME};
use super::homeserver::{free_port, is_free};
use super::{DemoError, chance};

/// Where a homeserver is expected.
const USUAL_PORT: u16 = 8008;
/// How long a homeserver that was just killed may hold its port.
const RELEASE: Duration = Duration::from_secs(3);

/// The demo's folder, held by one run at a time.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Locked as long as the demo runs; says where it is.
    lock: File,
}

/// Port, passwords and rooms: what people have told their clients must be true the next time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Stage {
    pub(super) port: u16,
    /// In the order of [`super::cast::CAST`], the bot last.
    pub(super) accounts: Vec<Account>,
    /// In the order of [`super::cast::ROOMS`].
    pub(super) rooms: Vec<String>,
    /// The name of the bot's data folder. PostgreSQL may have to keep its files elsewhere, in a place that follows from
    /// this name: with another name, no stage finds the database of an earlier one.
    bot: String,
}

impl Folder {
    /// Takes the folder, or tells where the demo is that has it.
    pub(super) fn take(data_dir: &Path) -> Result<Self, DemoError> {
        let path = data_dir.join("demo");
        let fault = |error: io::Error| DemoError::folder(&path, &error);
        fs::create_dir_all(&path).map_err(fault)?;
        let mut lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path.join("running"))
            .map_err(fault)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, lock }),
            Err(fs::TryLockError::WouldBlock) => {
                let mut url = String::new();
                lock.read_to_string(&mut url).map_err(fault)?;
                Err(DemoError::Running { url: Some(url).filter(|url| !url.is_empty()) })
            }
            Err(fs::TryLockError::Error(error)) => Err(fault(error)),
        }
    }

    /// Where the demo keeps what it installs.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Says where this demo is, to whoever starts another one.
    pub(super) fn announce(&mut self, url: &str) -> Result<(), DemoError> {
        let written = self.lock.set_len(0).and_then(|()| self.lock.rewind()).and_then(|()| write!(self.lock, "{url}"));
        written.map_err(|error| DemoError::folder(&self.path, &error))
    }

    fn stage(&self) -> PathBuf {
        self.path.join("stage")
    }

    /// What only the homeserver needs.
    pub(super) fn homeserver(&self) -> PathBuf {
        self.stage().join("homeserver")
    }

    /// The bot's data folder.
    pub(super) fn bot(&self, stage: &Stage) -> PathBuf {
        self.stage().join(&stage.bot)
    }

    /// The stage of an earlier run. None: there is none that was finished.
    pub(super) fn stored(&self) -> Option<Stage> {
        let text = fs::read(self.stage().join("stage.json")).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// An empty stage. What an earlier one has left is removed.
    pub(super) fn clear(&self, port: Option<u16>) -> Result<Stage, DemoError> {
        let fault = |error: io::Error| DemoError::folder(&self.path, &error);
        match fs::remove_dir_all(self.stage()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fault(error)),
            _ => {}
        }
        // Open to PostgreSQL's user, who has to pass through it; everything in it is private.
        fs::create_dir(self.stage()).map_err(fault)?;
        fs::DirBuilder::new().mode(0o700).create(self.homeserver()).map_err(fault)?;
        let bot = format!("lotse-{}", chance::readable(6).map_err(fault)?);
        let accounts = Account::all().map_err(fault)?;
        Ok(Stage { port: choose_port(port, USUAL_PORT)?, accounts, rooms: Vec::new(), bot })
    }

    /// Keeps a stage that is complete.
    pub(super) fn store(&self, stage: &Stage) -> Result<(), DemoError> {
        let fault = |error: io::Error| DemoError::folder(&self.path, &error);
        let (path, new) = (self.stage().join("stage.json"), self.stage().join("stage.new"));
        let text = serde_json::to_vec(stage).map_err(|error| fault(error.into()))?;
        // There are passwords in it.
        let file = OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&new);
        file.and_then(|mut file| file.write_all(&text)).and_then(|()| fs::rename(new, path)).map_err(fault)
    }
}

impl Stage {
    /// The port for this run: the one that was asked for, or else the one of the last run, so that people's clients
    /// find the homeserver again.
    pub(super) fn again(mut self, port: Option<u16>) -> Result<Self, DemoError> {
        self.port = choose_port(port, self.port)?;
        Ok(self)
    }

    /// Someone's account, by the first part of the user id.
    pub(super) fn account(&self, name: &str) -> Result<&Account, DemoError> {
        let found = self.accounts.iter().find(|account| account.name == name);
        found.ok_or_else(|| DemoError::Scene(format!("there is no @{name}:{SERVER_NAME}")))
    }
}

fn choose_port(asked: Option<u16>, usual: u16) -> Result<u16, DemoError> {
    let wanted = asked.unwrap_or(usual);
    let begin = Instant::now();
    while !is_free(wanted) {
        if begin.elapsed() > RELEASE {
            return match asked {
                Some(port) => Err(DemoError::PortTaken(port)),
                None => free_port().map_err(|error| DemoError::Scene(format!("no port is free: {error}"))),
            };
        }
        sleep(Duration::from_millis(50));
    }
    Ok(wanted)
}
