//! A homeserver that only answers what the doctor asks before the bot has ever logged in.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::DATE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::TimeDelta;
use lotse::clock::Clock;
use serde_json::{Value, json};

/// The one password that it takes.
pub(super) const PASSWORD: &str = "das richtige Passwort";

pub(super) struct Homeserver {
    address: SocketAddr,
    sessions: Arc<AtomicU32>,
}

/// How far its clock is ahead.
#[derive(Clone)]
struct Answers {
    ahead: TimeDelta,
    sessions: Arc<AtomicU32>,
}

impl Homeserver {
    pub(super) async fn start(ahead: TimeDelta) -> Self {
        let answers = Answers { ahead, sessions: Arc::default() };
        let sessions = answers.sessions.clone();
        let routes = Router::new()
            .route("/_matrix/client/versions", get(versions))
            .route("/_matrix/client/v3/login", post(login))
            .route("/_matrix/client/v3/logout", post(logout))
            .with_state(answers);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { address, sessions }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sessions that nobody has ended.
    pub(super) fn sessions(&self) -> u32 {
        self.sessions.load(Ordering::SeqCst)
    }
}

async fn versions(State(answers): State<Answers>) -> Response {
    let date = (Clock::system().now() + answers.ahead).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    ([(DATE, date)], json!({ "versions": ["r0.6.1", "v1.1", "v1.11"] }).to_string()).into_response()
}

async fn login(State(answers): State<Answers>, body: String) -> Response {
    let body: Value = serde_json::from_str(&body).unwrap();
    if body["password"] != PASSWORD {
        let refusal = json!({ "errcode": "M_FORBIDDEN", "error": "Invalid username or password" });
        return (StatusCode::FORBIDDEN, refusal.to_string()).into_response();
    }
    answers.sessions.fetch_add(1, Ordering::SeqCst);
    let user = &body["identifier"]["user"];
    json!({ "user_id": user, "access_token": "syt_trial", "device_id": body["device_id"] }).to_string().into_response()
}

async fn logout(State(answers): State<Answers>) -> Response {
    answers.sessions.fetch_sub(1, Ordering::SeqCst);
    "{}".into_response()
}
