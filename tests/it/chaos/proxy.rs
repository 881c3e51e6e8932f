//! A line between the bot and its homeserver that can be cut, hushed and slowed down.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// What the line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Carries everything at once.
    Good,
    /// Carries everything, each piece after this time.
    Slow(Duration),
    /// Carries nothing, and does not say so.
    Silent,
    /// Breaks all connections and takes none.
    Cut,
}

/// A line that ends with this value.
pub(super) struct Proxy {
    pub(super) url: String,
    line: watch::Sender<Line>,
    _tasks: JoinSet<()>,
}

impl Proxy {
    /// A good line to the server at `url`.
    pub(super) async fn to(url: &str) -> Self {
        let target: SocketAddr = url.trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (line, state) = watch::channel(Line::Good);
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((here, _)) = listener.accept().await {
                if *state.borrow() != Line::Cut {
                    connections.spawn(carry(here, target, state.clone()));
                }
            }
        });
        Self { url, line, _tasks: tasks }
    }

    pub(super) fn is(&self, line: Line) {
        self.line.send_replace(line);
    }
}

/// Carries both ways until one side ends or the line is cut.
async fn carry(here: TcpStream, target: SocketAddr, mut line: watch::Receiver<Line>) {
    let Ok(there) = TcpStream::connect(target).await else { return };
    let ((from_here, to_here), (from_there, to_there)) = (here.into_split(), there.into_split());
    let (up, down) = (line.clone(), line.clone());
    tokio::select! {
        () = pass(from_here, to_there, up) => {}
        () = pass(from_there, to_here, down) => {}
        _ = line.wait_for(|line| *line == Line::Cut) => {}
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut line: watch::Receiver<Line>) {
    let mut piece = vec![0; 4096];
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        let Ok(now) = line.wait_for(|line| *line != Line::Silent).await.map(|line| *line) else { return };
        if let Line::Slow(pause) = now {
            tokio::time::sleep(pause).await;
        }
        if to.write_all(&piece[..length]).await.is_err() {
            return;
        }
    }
}
