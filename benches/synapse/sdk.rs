//! A bot that is nothing but the SDK: what it costs to read a command and to answer it, before anything is kept, decided or
//! promised. The bench runs itself as this bot, so that processor time and memory are those of one process.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use matrix_sdk::config::{SyncSettings, SyncToken};
use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::api::client::filter::{Filter as PresenceFilter, FilterDefinition, RoomEventFilter};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter;
use matrix_sdk::{Client, Room};
use nix::unistd::Pid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tempfile::TempDir;

use crate::load::answer;
use crate::synapse::{Synapse, scratch};

/// Set where the program is to be this bot.
const ROLE: &str = "LOTSE_BENCH_SDK";

/// What the bot must know.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Role {
    url: String,
    user: String,
    password: String,
    folder: String,
}

impl Role {
    /// The role of this process, where it has one.
    pub(crate) fn of_this_process() -> Option<Self> {
        let role = std::env::var(ROLE).ok()?;
        Some(serde_json::from_str(&role).expect("the bench has written it"))
    }

    /// Reads and answers until it is killed; a line for each answer.
    pub(crate) async fn play(self) {
        let builder = Client::builder().homeserver_url(self.url).sqlite_store(self.folder, Some("as the bot has one"));
        let client = builder.build().await.unwrap();
        client.matrix_auth().login_username(self.user, &self.password).send().await.unwrap();
        let mut filter = FilterDefinition::default();
        filter.room.timeline.limit = Some(UInt::from(100_u32));
        filter.room.ephemeral = RoomEventFilter::ignore_all();
        filter.presence = PresenceFilter::ignore_all();
        let settings = SyncSettings::new().filter(Filter::FilterDefinition(filter)).timeout(Duration::from_secs(30));
        let mut token = SyncToken::NoToken;
        loop {
            let response = client.sync_once(settings.clone().token(token)).await.unwrap();
            token = SyncToken::Specific(response.next_batch);
            for room in response.rooms.invited.keys() {
                client.join_room_by_id(room).await.unwrap();
            }
            for (room, update) in response.rooms.joined {
                let room = client.get_room(&room).unwrap();
                let commands = update.timeline.events.iter().filter_map(|event| command(event.raw().json().get()));
                tokio::spawn(answers(room, commands.collect()));
            }
        }
    }
}

/// The event of a command.
fn command(event: &str) -> Option<String> {
    let event: Value = serde_json::from_str(event).unwrap();
    let is_command = event["content"]["body"].as_str()?.starts_with("!ticket");
    is_command.then(|| event["event_id"].as_str().unwrap().to_owned())
}

async fn answers(room: Room, commands: Vec<String>) {
    for (number, command) in commands.iter().enumerate() {
        room.send_raw("m.room.message", answer(command, number)).await.unwrap();
        println!("answered");
    }
}

/// The bot as the bench sees it.
pub(crate) struct Sdk {
    process: Child,
    answered: Arc<AtomicUsize>,
    pub(crate) account: String,
    _folder: TempDir,
}

impl Sdk {
    pub(crate) async fn start(synapse: &Synapse) -> Self {
        let (account, password) = synapse.register("sdk").await;
        let folder = tempfile::tempdir_in(scratch()).unwrap();
        let place = folder.path().to_str().unwrap().to_owned();
        let role = Role { url: synapse.url.clone(), user: account.clone(), password, folder: place };
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.env(ROLE, serde_json::to_string(&role).unwrap()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let answered = Arc::<AtomicUsize>::default();
        let (lines, count) = (BufReader::new(process.stdout.take().unwrap()).lines(), Arc::clone(&answered));
        std::thread::spawn(move || {
            for _ in lines.map_while(Result::ok) {
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
        Self { process, answered, account, _folder: folder }
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.process.id().try_into().unwrap())
    }

    /// How many commands it has answered.
    pub(crate) fn answered(&self) -> usize {
        self.answered.load(Ordering::Relaxed)
    }
}

impl Drop for Sdk {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
