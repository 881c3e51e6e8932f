//! People who are nothing but requests: they cost as little as can be, so that what is measured is the homeserver and the
//! bot.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use matrix_sdk::reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::synapse::Synapse;

/// An account that sends requests.
#[derive(Clone)]
pub(crate) struct Account {
    http: Client,
    url: String,
    token: String,
    pub(crate) user: String,
    keys: Arc<AtomicU64>,
}

impl Account {
    pub(crate) async fn new(synapse: &Synapse, name: &str) -> Self {
        let (user, password) = synapse.register(name).await;
        let identifier = json!({ "type": "m.id.user", "user": user });
        let body = json!({ "type": "m.login.password", "identifier": identifier, "password": password });
        let answer = synapse.post("/_matrix/client/v3/login", None, &body).await;
        let token = answer["access_token"].as_str().expect("logged in").to_owned();
        let http = Client::builder().tls_certs_only([]).build().unwrap();
        Self { http, url: synapse.url.clone(), token, user, keys: Arc::default() }
    }

    /// A request of the client API, below `/_matrix/client/v3`.
    async fn request(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let mut request = self.http.request(method, format!("{}/_matrix/client/v3{path}", self.url));
        if let Some(body) = body {
            request = request.body(body.to_string());
        }
        let answer = request.bearer_auth(&self.token).send().await.expect("the homeserver answers");
        let status = answer.status();
        let answer = answer.bytes().await.unwrap();
        assert!(status.is_success(), "{path}: {}", String::from_utf8_lossy(&answer));
        serde_json::from_slice(&answer).unwrap()
    }

    pub(crate) async fn room(&self, invite: &str) -> String {
        let body = json!({ "name": "it-help", "preset": "private_chat", "invite": [invite] });
        let room = self.request(Method::POST, "/createRoom", Some(&body)).await;
        room["room_id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn join(&self, room: &str) {
        self.request(Method::POST, &format!("/rooms/{room}/join"), Some(&json!({}))).await;
    }

    async fn send(&self, room: &str, content: &Value) -> String {
        let key = self.keys.fetch_add(1, Ordering::Relaxed);
        let path = format!("/rooms/{room}/send/m.room.message/bench{key}");
        self.request(Method::PUT, &path, Some(content)).await["event_id"].as_str().unwrap().to_owned()
    }

    /// Says a command.
    pub(crate) async fn commands(&self, room: &str, number: usize) -> String {
        let body = format!("!ticket Gerät {number} macht keinen Mucks mehr");
        self.send(room, &json!({ "msgtype": "m.text", "body": body, "m.mentions": {} })).await
    }

    /// Says what the bot would say to a command.
    pub(crate) async fn answers(&self, room: &str, root: &str, number: usize) -> String {
        self.send(room, &answer(root, number)).await
    }

    async fn sync(&self, since: Option<&str>) -> Value {
        let filter = json!({
            "presence": { "types": [] },
            "room": { "ephemeral": { "types": [] }, "timeline": { "limit": 100 } },
        });
        let filter: String = url::form_urlencoded::byte_serialize(filter.to_string().as_bytes()).collect();
        let since = since.map_or(String::new(), |since| format!("&since={since}&timeout=10000"));
        self.request(Method::GET, &format!("/sync?filter={filter}{since}"), None).await
    }

    /// Looks on, as a client does that is open; notes when the answers of `bot` arrive.
    pub(crate) async fn watches(&self, bot: &str) -> Watch {
        let first = self.sync(None).await;
        let mut since = first["next_batch"].as_str().unwrap().to_owned();
        let arrived = Arc::<Mutex<HashMap<String, Instant>>>::default();
        let (account, bot, seen) = (self.clone(), bot.to_owned(), arrived.clone());
        let task = tokio::spawn(async move {
            loop {
                let answer = account.sync(Some(&since)).await;
                let now = Instant::now();
                since = answer["next_batch"].as_str().unwrap().to_owned();
                let mut seen = seen.lock().await;
                for room in answer["rooms"]["join"].as_object().into_iter().flat_map(|rooms| rooms.values()) {
                    for event in room["timeline"]["events"].as_array().into_iter().flatten() {
                        let root = event["content"]["m.relates_to"]["event_id"].as_str();
                        if let (Some(root), true) = (root, event["sender"] == *bot && event["type"] == "m.room.message")
                        {
                            seen.entry(root.to_owned()).or_insert(now);
                        }
                    }
                }
            }
        });
        Watch { arrived, task }
    }
}

/// What the bot would say to a command.
pub(crate) fn answer(root: &str, number: usize) -> Value {
    let title = format!("T-{number} Gerät {number} macht keinen Mucks mehr");
    json!({
        "msgtype": "m.notice",
        "body": format!("{title}\nMittel · Neu · noch niemand\n👀 nehmen · ✅ lösen"),
        "format": "org.matrix.custom.html",
        "formatted_body":
            format!("<strong>{title}</strong><br>Mittel · Neu · noch niemand<br>👀 nehmen · ✅ lösen"),
        "m.mentions": {},
        "m.relates_to": {
            "rel_type": "m.thread", "event_id": root, "is_falling_back": true,
            "m.in_reply_to": { "event_id": root },
        },
    })
}

/// Somebody who looks on.
pub(crate) struct Watch {
    arrived: Arc<Mutex<HashMap<String, Instant>>>,
    task: JoinHandle<()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Watch {
    /// Waits for the answers to these commands; gives how long each took.
    pub(crate) async fn delays(&self, said: &[(String, Instant)]) -> Vec<Duration> {
        let wait = async {
            loop {
                let arrived = self.arrived.lock().await;
                let delay = |(event, begin): &(String, Instant)| Some(arrived.get(event)?.duration_since(*begin));
                if let Some(delays) = said.iter().map(delay).collect::<Option<Vec<_>>>() {
                    return delays;
                }
                drop(arrived);
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(120), wait).await.expect("every command is answered")
    }
}

/// Pairs of command and answer, in all rooms at once, in each one after the other; gives pairs a second.
pub(crate) async fn pairs(anna: &Account, bert: &Account, rooms: &[String], each: usize) -> f64 {
    let begin = Instant::now();
    join_all(rooms.iter().map(async |room| {
        for number in 0..each {
            let root = anna.commands(room, number).await;
            bert.answers(room, &root, number).await;
        }
    }))
    .await;
    (rooms.len() * each) as f64 / begin.elapsed().as_secs_f64()
}

/// Commands in all rooms at once, in each one after the other, as fast as the homeserver takes them.
pub(crate) async fn burst(anna: &Account, rooms: &[String], each: usize) {
    join_all(rooms.iter().map(async |room| {
        for number in 0..each {
            anna.commands(room, number).await;
        }
    }))
    .await;
}

/// Commands at an even pace, in one room after the other, whether earlier ones are answered or not. The time of each is
/// when it was sent, so that what the homeserver needs to take it counts.
pub(crate) async fn pace(anna: &Account, rooms: &[String], count: usize, every: Duration) -> Vec<(String, Instant)> {
    let mut tick = tokio::time::interval(every);
    let mut saying = Vec::new();
    for number in 0..count {
        tick.tick().await;
        let (anna, room) = (anna.clone(), rooms[number % rooms.len()].clone());
        saying.push(tokio::spawn(async move {
            let begin = Instant::now();
            (anna.commands(&room, number).await, begin)
        }));
    }
    join_all(saying).await.into_iter().map(Result::unwrap).collect()
}
