//! People: one Python process runs the clients of all of them.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::python::python;

/// Longest wait for anything that a test expects.
const PATIENCE: Duration = Duration::from_secs(60);

type Answer = Result<Value, String>;

struct People {
    stdin: Mutex<(ChildStdin, u64)>,
    waiting: Arc<Mutex<HashMap<u64, oneshot::Sender<Answer>>>>,
}

impl People {
    fn shared() -> &'static People {
        static SHARED: OnceLock<People> = OnceLock::new();
        SHARED.get_or_init(|| {
            let mut child = Command::new(python())
                .args(["-c", include_str!("people.py")])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("Python runs");
            let waiting = Arc::<Mutex<HashMap<u64, oneshot::Sender<Answer>>>>::default();
            let answers = Arc::clone(&waiting);
            let (stdin, out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
            std::thread::spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    let Ok(mut answer) = serde_json::from_str::<Value>(&line) else { continue };
                    let asked = answer["id"].as_u64().and_then(|id| answers.lock().unwrap().remove(&id));
                    if let Some(asked) = asked {
                        let _ = asked.send(match answer["error"].as_str() {
                            Some(error) => Err(error.to_owned()),
                            None => Ok(answer["ok"].take()),
                        });
                    }
                }
                // Whoever still waits is told so.
                answers.lock().unwrap().clear();
                let _ = child.wait();
            });
            People { stdin: Mutex::new((stdin, 0)), waiting }
        })
    }

    async fn ask(&self, mut order: Value) -> Answer {
        let answer = {
            let (answer, asked) = oneshot::channel();
            let mut stdin = self.stdin.lock().unwrap();
            stdin.1 += 1;
            self.waiting.lock().unwrap().insert(stdin.1, answer);
            order["id"] = stdin.1.into();
            writeln!(stdin.0, "{order}").map_err(|error| error.to_string())?;
            asked
        };
        match tokio::time::timeout(PATIENCE, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err("the people have gone".to_owned()),
            Err(_) => Err("timed out".to_owned()),
        }
    }
}

/// An event as a person's client shows it: decrypted where that was possible.
#[derive(Debug, Clone)]
pub(crate) struct Seen(pub(crate) Value);

impl Seen {
    pub(crate) fn id(&self) -> &str {
        self.0["event_id"].as_str().unwrap_or_default()
    }
    pub(crate) fn kind(&self) -> &str {
        self.0["type"].as_str().unwrap_or_default()
    }
    pub(crate) fn sender(&self) -> &str {
        self.0["sender"].as_str().unwrap_or_default()
    }
    pub(crate) fn room(&self) -> &str {
        self.0["room"].as_str().unwrap_or_default()
    }
    pub(crate) fn content(&self) -> &Value {
        &self.0["content"]
    }
    pub(crate) fn body(&self) -> &str {
        self.content()["body"].as_str().unwrap_or_default()
    }
    pub(crate) fn relation(&self) -> &Value {
        &self.content()["m.relates_to"]
    }
}

/// Somebody with a client of their own.
#[derive(Debug)]
pub(crate) struct Person {
    /// User id.
    pub(crate) account: String,
}

impl Person {
    pub(crate) async fn log_in(url: &str, user: &str, password: &str) -> Person {
        let person = Person { account: user.to_owned() };
        let order = json!({ "who": user, "do": "log_in", "url": url, "password": password });
        People::shared().ask(order).await.unwrap_or_else(|why| panic!("{user} cannot log in: {why}"));
        person
    }

    async fn does(&self, what: &str, with: Value) -> Value {
        let order = json!({ "who": self.account, "do": what, "with": with });
        People::shared().ask(order).await.unwrap_or_else(|why| panic!("{} cannot {what} {with}: {why}", self.account))
    }

    /// A request of the client API, below `/_matrix/client/v3`.
    pub(crate) async fn request(&self, method: &str, path: &str, body: Value) -> Value {
        self.does("request", json!([method, path, body])).await
    }

    /// Sends an event in the clear, where that is allowed.
    pub(crate) async fn may_send(&self, room: &str, kind: &str, content: Value) -> bool {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let path = format!("/rooms/{room}/send/{kind}/may{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let order = json!({ "who": self.account, "do": "request", "with": ["PUT", path, content] });
        match People::shared().ask(order).await {
            Ok(_) => true,
            Err(why) if why.contains("M_FORBIDDEN") => false,
            Err(why) => panic!("{} cannot send {kind}: {why}", self.account),
        }
    }

    /// Creates a room and invites into it.
    pub(crate) async fn room(&self, name: &str, encrypted: bool, invite: &[&str]) -> String {
        let mut state = vec![];
        if encrypted {
            let content = json!({ "algorithm": "m.megolm.v1.aes-sha2" });
            state.push(json!({ "type": "m.room.encryption", "state_key": "", "content": content }));
        }
        let body = json!({ "name": name, "preset": "private_chat", "invite": invite, "initial_state": state });
        let room = self.request("POST", "/createRoom", body).await["room_id"].as_str().unwrap().to_owned();
        // A client that does not know of the encryption yet would send in the clear.
        self.until("the own room", |seen| seen.room() == room && seen.kind() == "m.room.member").await;
        if encrypted {
            self.until("encryption", |seen| seen.room() == room && seen.kind() == "m.room.encryption").await;
        }
        room
    }

    pub(crate) async fn invite(&self, room: &str, account: &str) {
        self.request("POST", &format!("/rooms/{room}/invite"), json!({ "user_id": account })).await;
    }

    pub(crate) async fn join(&self, room: &str) {
        self.request("POST", &format!("/rooms/{room}/join"), json!({})).await;
        self.until("the joined room", |seen| {
            seen.room() == room && seen.0["state_key"] == self.account && seen.content()["membership"] == "join"
        })
        .await;
    }

    pub(crate) async fn kick(&self, room: &str, account: &str, reason: &str) {
        self.request("POST", &format!("/rooms/{room}/kick"), json!({ "user_id": account, "reason": reason })).await;
    }

    /// Sets a state of a room.
    pub(crate) async fn set(&self, room: &str, kind: &str, content: Value) {
        self.request("PUT", &format!("/rooms/{room}/state/{kind}/"), content).await;
    }

    /// Sends any event, encrypted where the room is; gives its id.
    pub(crate) async fn send(&self, room: &str, kind: &str, content: Value) -> String {
        self.does("send", json!([room, kind, content])).await.as_str().unwrap().to_owned()
    }

    pub(crate) async fn say(&self, room: &str, body: &str) -> String {
        self.send(room, "m.room.message", json!({ "msgtype": "m.text", "body": body, "m.mentions": {} })).await
    }

    pub(crate) async fn in_thread(&self, room: &str, root: &str, body: &str) -> String {
        let relation = json!({
            "rel_type": "m.thread", "event_id": root, "is_falling_back": true, "m.in_reply_to": { "event_id": root },
        });
        self.send(room, "m.room.message", json!({ "msgtype": "m.text", "body": body, "m.relates_to": relation })).await
    }

    pub(crate) async fn reply(&self, room: &str, to: &str, body: &str) -> String {
        let relation = json!({ "m.in_reply_to": { "event_id": to } });
        self.send(room, "m.room.message", json!({ "msgtype": "m.text", "body": body, "m.relates_to": relation })).await
    }

    /// Uploads a file and sends it, both encrypted where the room is.
    pub(crate) async fn send_file(
        &self,
        room: &str,
        thread: Option<&str>,
        name: &str,
        mime: &str,
        bytes: &[u8],
        encrypted: bool,
    ) -> String {
        let mut content = self.does("upload", json!([name, mime, bytes, encrypted])).await;
        content["msgtype"] = if mime.starts_with("image/") { "m.image" } else { "m.file" }.into();
        content["body"] = name.into();
        content["info"] = json!({ "mimetype": mime, "size": bytes.len() });
        if let Some(root) = thread {
            content["m.relates_to"] = json!({
                "rel_type": "m.thread", "event_id": root, "is_falling_back": true, "m.in_reply_to": { "event_id": root },
            });
        }
        self.send(room, "m.room.message", content).await
    }

    /// What is in the file of a message, decrypted.
    pub(crate) async fn download(&self, message: &Seen) -> Vec<u8> {
        let bytes = self.does("download", json!([message.content()])).await;
        bytes.as_array().unwrap().iter().map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap()).collect()
    }

    pub(crate) async fn edit(&self, room: &str, target: &str, body: &str) -> String {
        let content = json!({
            "msgtype": "m.text", "body": format!("* {body}"),
            "m.new_content": { "msgtype": "m.text", "body": body },
            "m.relates_to": { "rel_type": "m.replace", "event_id": target },
        });
        self.send(room, "m.room.message", content).await
    }

    pub(crate) async fn react(&self, room: &str, target: &str, sign: &str) -> String {
        let relation = json!({ "rel_type": "m.annotation", "event_id": target, "key": sign });
        self.send(room, "m.reaction", json!({ "m.relates_to": relation })).await
    }

    /// Takes back a message or a reaction.
    pub(crate) async fn redact(&self, room: &str, target: &str) -> String {
        let key = target.trim_start_matches('$');
        let answer = self.request("PUT", &format!("/rooms/{room}/redact/{target}/{key}"), json!({})).await;
        answer["event_id"].as_str().unwrap().to_owned()
    }

    /// Waits until the client knows that somebody is in the room, and so encrypts for them.
    pub(crate) async fn sees_member(&self, room: &str, account: &str) {
        self.does("sees_member", json!([room, account])).await;
    }

    /// From now on encrypts in this room with a key of which an account hears nothing.
    pub(crate) async fn withholds(&self, room: &str, account: &str) {
        self.does("withhold", json!([room, account])).await;
    }

    /// Sends the keys that were kept back.
    pub(crate) async fn hands_over(&self) {
        self.does("hand_over", json!([])).await;
    }

    /// The access token of the person's client.
    pub(crate) async fn token(&self) -> String {
        let order = json!({ "who": self.account, "do": "token" });
        People::shared().ask(order).await.unwrap().as_str().unwrap().to_owned()
    }

    /// The first event, seen already or still to come, that fits.
    pub(crate) async fn until(&self, what: &str, fits: impl Fn(&Seen) -> bool) -> Seen {
        let mut all: Vec<Seen> = Vec::new();
        loop {
            let order = json!({ "who": self.account, "do": "wait", "with": [all.len()] });
            let news = People::shared().ask(order).await;
            let news = news.unwrap_or_else(|why| panic!("{} waits for {what}: {why}; seen: {all:#?}", self.account));
            for seen in news.as_array().unwrap() {
                let seen = Seen(seen.clone());
                if fits(&seen) {
                    return seen;
                }
                all.push(seen);
            }
        }
    }

    /// Everything seen of a room until now, up to the event with this id.
    pub(crate) async fn all(&self, room: &str, last: &str) -> Vec<Seen> {
        self.until("the last event", |seen| seen.id() == last).await;
        let news = self.does("wait", json!([0])).await;
        let all = news.as_array().unwrap().iter().cloned().map(Seen);
        let mut all: Vec<Seen> = all.filter(|seen| seen.room() == room).collect();
        let end = all.iter().position(|seen| seen.id() == last).unwrap();
        all.truncate(end + 1);
        all
    }
}
