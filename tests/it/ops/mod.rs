//! What an operator sees and does: monitoring, doctor, queue.

mod doctor;
mod homeserver;
mod monitoring;
mod queue;

use lotse::app::{App, Broken};
use lotse::chat::Platform;
use lotse::chat::local::LocalServer;
use lotse::clock::Clock;
use lotse::config::Config;
use lotse::ops::Server;
use matrix_sdk::reqwest;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::support::database::TestDatabase;

/// Longest wait for anything that a test expects.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks until the answer fits.
async fn until<T>(what: &str, ask: impl AsyncFn() -> Option<T>) -> T {
    let asking = async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}

/// What an address answers: status and page.
async fn get(address: SocketAddr, path: &str) -> (u16, String) {
    let client = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let answer = client.get(format!("http://{address}{path}")).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// A bot on the in-process platform that monitoring looks at.
struct Watched {
    app: App,
    port: Server,
    stop: CancellationToken,
    task: JoinHandle<Result<(), Broken>>,
}

impl Watched {
    async fn start(server: &LocalServer, database: &TestDatabase, clock: &Clock) -> Self {
        Self::on(Arc::new(server.platform()), database, clock).await
    }

    async fn on(platform: Arc<dyn Platform>, database: &TestDatabase, clock: &Clock) -> Self {
        let mut config = Config::default();
        config.flow.attempts = 1;
        config.desk.greeting = false;
        let pool = database.pool().clone();
        let app = App::new(Arc::new(config), pool, clock.clone(), vec![platform]).unwrap();
        let port = Server::start("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let stop = CancellationToken::new();
        let task = tokio::spawn({
            let (app, stop) = (app.clone(), stop.clone());
            async move { app.run(&stop).await }
        });
        Self { app, port, stop, task }
    }

    async fn asks(&self, path: &str) -> (u16, String) {
        get(self.port.address(), path).await
    }

    async fn ends(self) -> Result<(), Broken> {
        self.stop.cancel();
        tokio::time::timeout(PATIENCE, self.task).await.expect("the bot ends").unwrap()
    }
}
