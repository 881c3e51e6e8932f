//! The optional port. It has no login: whoever reaches it sees numbers, but no words of people and no secrets. Only whoever knows a
//! secret address sees what it is for: a calendar of shifts, or what somebody was woken for.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{health, metrics};
use crate::flow::Flow;

/// The media type that the OpenMetrics specification names.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Why the port cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}, which is set as `listen` in [ops]: {error} ({hint})")]
pub struct ServerError {
    address: SocketAddr,
    error: std::io::Error,
    hint: &'static str,
}

/// Answers on the port until it is dropped.
pub struct Server {
    flow: Arc<OnceLock<Flow>>,
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Opens the port. From now on `/healthz` answers that the program is starting, until [`Server::attach`].
    pub async fn start(address: SocketAddr) -> Result<Self, ServerError> {
        let failed = |error: std::io::Error| {
            let hint = match error.kind() {
                std::io::ErrorKind::AddrInUse => "another program has the port, or another Lotse: choose another one",
                std::io::ErrorKind::PermissionDenied => "choose a port above 1023",
                std::io::ErrorKind::AddrNotAvailable => "this machine has no such address",
                _ => "choose another address",
            };
            ServerError { address, error, hint }
        };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        if !address.ip().is_loopback() {
            tracing::warn!(%address, "the operations port has no login and can be reached from other machines");
        }
        let flow = Arc::<OnceLock<Flow>>::default();
        let routes = Router::new()
            .route("/healthz", get(healthz))
            .route("/readyz", get(readyz))
            .route("/metrics", get(page))
            .route("/page/{token}", get(visited).post(used))
            .route("/calendar/{file}", get(visited))
            .with_state(flow.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, routes).await {
                tracing::error!(%error, "the operations port is closed");
            }
        });
        tracing::info!(%address, "health and metrics can be asked for");
        Ok(Self { flow, address, task })
    }

    /// Shows this bot from now on; the first one counts.
    pub fn attach(&self, flow: &Flow) {
        // A second one would be a second bot in one process, which there is not.
        let _ = self.flow.set(flow.clone());
    }

    /// Where it listens; with port 0 the system has chosen one.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

type Shown = State<Arc<OnceLock<Flow>>>;

async fn healthz(State(flow): Shown) -> Response {
    judged(&health::alive(flow.get()))
}

async fn readyz(State(flow): Shown) -> Response {
    judged(&health::ready(flow.get()).await)
}

async fn visited(State(flow): Shown, uri: Uri) -> Response {
    visit(flow.get(), &uri, None).await
}

async fn used(State(flow): Shown, uri: Uri, form: String) -> Response {
    visit(flow.get(), &uri, Some(&form)).await
}

/// Shows what a link leads to. It is for one person alone: nobody keeps it, and it tells no other server where it came from.
async fn visit(flow: Option<&Flow>, uri: &Uri, form: Option<&str>) -> Response {
    let Some(flow) = flow else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let heads = [
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
    ];
    match flow.router.visit(flow, uri.path().trim_start_matches('/'), form).await {
        Ok(Some(reply)) => ([(CONTENT_TYPE, reply.media_type)], heads, reply.body).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, "a link cannot be answered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn judged(judgement: &health::Judgement) -> Response {
    let status = if judgement.good { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, judgement.page()).into_response()
}

async fn page(State(flow): Shown) -> Response {
    match metrics::page(flow.get()).await {
        Ok(page) => ([(CONTENT_TYPE, OPEN_METRICS)], page).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
