//! What the bot reaches people by: a real HTTP receiver and a real mail server.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::synapse::python;

/// How the gateway answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answer {
    /// With this status.
    Status(u16),
    /// Not at all.
    Hangs,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(super) struct Got {
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Got {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("readable"))
    }
}

#[derive(Default)]
struct Desk {
    got: Vec<Got>,
    answers: VecDeque<Answer>,
}

/// An HTTP gateway.
pub(super) struct Gateway {
    pub(super) address: String,
    desk: Arc<Mutex<Desk>>,
    task: JoinHandle<()>,
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Gateway {
    pub(super) async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let desk = Arc::<Mutex<Desk>>::default();
        let routes = Router::new().fallback(take).with_state(desk.clone());
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { address, desk, task }
    }

    /// The next requests are answered so.
    pub(super) fn answers(&self, answers: &[Answer]) {
        self.desk.lock().unwrap().answers.extend(answers);
    }

    /// What came since this was asked last.
    pub(super) fn got(&self) -> Vec<Got> {
        std::mem::take(&mut self.desk.lock().unwrap().got)
    }
}

async fn take(State(desk): State<Arc<Mutex<Desk>>>, uri: Uri, headers: HeaderMap, body: String) -> StatusCode {
    let answer = {
        let mut desk = desk.lock().unwrap();
        desk.got.push(Got { path: uri.path().to_owned(), headers, body });
        desk.answers.pop_front().unwrap_or(Answer::Status(202))
    };
    match answer {
        Answer::Status(status) => StatusCode::from_u16(status).unwrap(),
        Answer::Hangs => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            StatusCode::OK
        }
    }
}

/// Prints its port, and then each mail as a line of JSON.
const MAIL: &str = r#"
import asyncio, email, email.policy, json, sys
from aiosmtpd.smtp import SMTP

class Box:
    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        seen = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": mail["Subject"], "id": mail["Message-ID"],
                "auto": mail["Auto-Submitted"], "priority": mail["X-Priority"], "text": mail.get_content()}
        print(json.dumps(seen), flush=True)
        return "250 OK"

async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Box(), enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)

asyncio.run(main())
"#;

/// A mail server.
pub(super) struct PostOffice {
    pub(super) port: u16,
    child: Child,
    mail: Arc<Mutex<Vec<Value>>>,
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl PostOffice {
    pub(super) fn open() -> Self {
        let mut child = Command::new(python())
            .args(["-c", MAIL])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python runs");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.next().expect("a port").unwrap().parse().unwrap();
        let mail = Arc::<Mutex<Vec<Value>>>::default();
        let kept = mail.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().unwrap().push(serde_json::from_str(&line).expect("JSON"));
            }
        });
        Self { port, child, mail }
    }

    /// The next mail that comes; it is on its way when this is asked.
    pub(super) async fn next(&self) -> Value {
        for _ in 0..500 {
            if let Some(mail) = self.mail.lock().unwrap().pop() {
                return mail;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no mail has come");
    }
}
