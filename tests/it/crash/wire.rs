//! Between the process that plays the chat server and the bot that is killed: a Unix socket, a connection for each
//! question, a line of JSON each way. The server lives on when the bot does not, as a homeserver would.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use lotse::chat::local::{ACCOUNT, Local, LocalServer};
use lotse::chat::{
    Abilities, Attachment, Batch, ChatError, Delivered, Delivery, DeliveryError, Fetched, Incoming, Outgoing, Past,
    Platform, Reader, Witness,
};
use lotse::crash::CrashPoint;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Mutex, mpsc};

/// What the bot asks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Question {
    /// [`Platform::open`].
    Open { cursor: Option<String> },
    /// [`Reader::next`].
    Next,
    /// [`Platform::deliver`].
    Deliver { key: String, room: String, what: Outgoing, content: Vec<u8> },
    /// [`Platform::look_up`].
    LookUp { room: String, event: String },
    /// [`Platform::fetch`].
    Fetch { attachment: Attachment, largest: u64 },
    /// [`Platform::witness`].
    Witness,
    /// [`Platform::keep_witness`].
    KeepWitness(Witness),
    /// What shall I do? Answered by the present, and then by an [`Order`] a line until the end.
    Orders,
}

/// Where a bot is to die: at this passing, counted from now, of the place with this name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Death {
    pub(super) point: String,
    pub(super) passing: u32,
}

/// What the story tells the bot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Order {
    /// It is now so late.
    Time(DateTime<Utc>),
    /// Die there. Answered when it is known, so that nothing that the bot does later comes before.
    Die(Death),
    /// Stop as on SIGTERM, then tell how often each place was passed.
    Stop,
}

/// How often places were passed, by name.
pub(super) type Passed = Vec<(String, u32)>;

type Answer<T> = Result<T, String>;

/// One end of a connection.
pub(super) struct Line(BufReader<UnixStream>);

impl Line {
    pub(super) async fn to(socket: &Path) -> std::io::Result<Self> {
        Ok(Self(BufReader::new(UnixStream::connect(socket).await?)))
    }

    pub(super) async fn write(&mut self, message: &impl Serialize) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(message)?;
        line.push(b'\n');
        self.0.write_all(&line).await
    }

    /// None: the other end is gone.
    pub(super) async fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut line = String::new();
        match self.0.read_line(&mut line).await {
            Ok(1..) if line.ends_with('\n') => Some(serde_json::from_str(&line).unwrap()),
            _ => None,
        }
    }
}

/// The chat server at its end of the socket.
#[derive(Clone)]
pub(super) struct Exchange {
    platform: Arc<Local>,
    reader: Arc<Mutex<Option<Box<dyn Reader>>>>,
    /// Hands over each bot that asks for orders.
    bots: mpsc::UnboundedSender<Line>,
}

impl Exchange {
    /// Serves bots at a socket, one after the other, as long as the runtime lives. Each comes out of the channel.
    pub(super) fn serve(server: &LocalServer, socket: &Path) -> mpsc::UnboundedReceiver<Line> {
        let listener = UnixListener::bind(socket).unwrap();
        let (bots, coming) = mpsc::unbounded_channel();
        let exchange = Self { platform: Arc::new(server.platform()), reader: Arc::default(), bots };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(exchange.clone().answer(Line(BufReader::new(stream))));
            }
        });
        coming
    }

    async fn answer(self, mut line: Line) {
        let Some(question) = line.read().await else { return };
        // A bot that died meanwhile does not hear the answer, which is what it is all about.
        let _ = match question {
            Question::Open { cursor } => {
                let answer: Answer<()> = match self.platform.open(cursor.as_deref()).await {
                    Ok(reader) => {
                        *self.reader.lock().await = Some(reader);
                        Ok(())
                    }
                    Err(error) => Err(error.to_string()),
                };
                line.write(&answer).await
            }
            Question::Next => {
                let mut reader = self.reader.lock().await;
                let answer: Answer<Batch> = match reader.as_mut() {
                    Some(reader) => reader.next().await.map_err(|error| error.to_string()),
                    None => Err("not open".to_owned()),
                };
                line.write(&answer).await
            }
            Question::Deliver { key, room, mut what, content } => {
                if let Outgoing::File(file) = &mut what {
                    file.content = content.into();
                }
                let delivered = self.platform.deliver(&Delivery { key, room, what }).await;
                let answer: Answer<Option<String>> =
                    delivered.map(|delivered| delivered.id).map_err(|error| error.to_string());
                line.write(&answer).await
            }
            Question::LookUp { room, event } => {
                let found = self.platform.look_up(&room, &event).await;
                let answer: Answer<Option<Incoming>> = found.map_err(|error| error.to_string());
                line.write(&answer).await
            }
            Question::Fetch { attachment, largest } => {
                let answer: Answer<Vec<u8>> = match self.platform.fetch(&attachment, largest).await {
                    Ok(Fetched::Whole(content)) => Ok(content),
                    other => Err(format!("{other:?}")),
                };
                line.write(&answer).await
            }
            Question::Witness => {
                let answer: Answer<Option<Witness>> = self.platform.witness().await.map_err(|error| error.to_string());
                line.write(&answer).await
            }
            Question::KeepWitness(witness) => {
                let answer: Answer<()> = self.platform.keep_witness(&witness).await.map_err(|error| error.to_string());
                line.write(&answer).await
            }
            Question::Orders => {
                let _ = self.bots.send(line);
                Ok(())
            }
        };
    }
}

/// The chat server as the bot sees it.
pub(super) struct Remote {
    socket: PathBuf,
    abilities: Abilities,
}

impl Remote {
    pub(super) fn new(socket: &Path, server: &LocalServer) -> Self {
        Self { socket: socket.to_owned(), abilities: server.platform().abilities() }
    }
}

async fn ask<T: DeserializeOwned>(socket: &Path, question: &Question) -> Answer<T> {
    let gone = |error: std::io::Error| format!("the server is gone: {error}");
    let mut line = Line::to(socket).await.map_err(gone)?;
    line.write(question).await.map_err(gone)?;
    line.read().await.unwrap_or_else(|| Err("the server is gone".to_owned()))
}

fn passing(reason: String) -> ChatError {
    ChatError::Passing { reason, after: None }
}

#[async_trait]
impl Platform for Remote {
    fn name(&self) -> &'static str {
        "local"
    }

    fn account(&self) -> &str {
        ACCOUNT
    }

    fn abilities(&self) -> Abilities {
        self.abilities
    }

    async fn open(&self, cursor: Option<&str>) -> Result<Box<dyn Reader>, ChatError> {
        let question = Question::Open { cursor: cursor.map(str::to_owned) };
        ask::<()>(&self.socket, &question).await.map_err(passing)?;
        Ok(Box::new(RemoteReader(self.socket.clone())))
    }

    async fn deliver(&self, delivery: &Delivery) -> Result<Delivered, DeliveryError> {
        let Delivery { key, room, what } = delivery.clone();
        let opens_room = matches!(what, Outgoing::OpenRoom { .. });
        let content = match &what {
            Outgoing::File(file) => Some(file.content.bytes().to_vec()),
            _ => None,
        };
        let is_file = content.is_some();
        let content = content.unwrap_or_default();
        let answer = ask(&self.socket, &Question::Deliver { key, room, what, content }).await;
        // This server does both in one step; what can be lost on the way is its answer.
        if opens_room {
            CrashPoint::RoomMade.pass();
        }
        if is_file {
            CrashPoint::FileUploaded.pass();
        }
        // No story makes the server refuse anything, so a refusal ends it here instead of being a part of it.
        Ok(Delivered { id: answer.unwrap() })
    }

    async fn look_up(&self, room: &str, event: &str) -> Result<Option<Incoming>, DeliveryError> {
        let (room, event) = (room.to_owned(), event.to_owned());
        Ok(ask(&self.socket, &Question::LookUp { room, event }).await.unwrap())
    }

    async fn fetch(&self, attachment: &Attachment, largest: u64) -> Result<Fetched, DeliveryError> {
        let question = Question::Fetch { attachment: attachment.clone(), largest };
        Ok(Fetched::Whole(ask(&self.socket, &question).await.unwrap()))
    }

    async fn witness(&self) -> Result<Option<Witness>, ChatError> {
        ask(&self.socket, &Question::Witness).await.map_err(passing)
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<(), ChatError> {
        ask(&self.socket, &Question::KeepWitness(*witness)).await.map_err(passing)
    }
}

struct RemoteReader(PathBuf);

#[async_trait]
impl Reader for RemoteReader {
    fn recall(&mut self, past: Past) {
        assert_eq!(past, Past::default(), "no story tells of late keys or of restored databases");
    }

    async fn next(&mut self) -> Result<Batch, ChatError> {
        ask(&self.0, &Question::Next).await.map_err(passing)
    }
}
