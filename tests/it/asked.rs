//! What a platform tells when it is asked: what a message says now, and what is in a file.

use std::time::Duration;

use async_trait::async_trait;
use lotse::chat::{Attachment, DeliveryError, Fetched, Happening, Incoming, Platform};

use crate::contract::{Ear, Stage, deliver, say};

/// A platform on which people send files.
#[async_trait]
pub(crate) trait Files: Stage {
    /// The person sends a file, in a thread; gives the event.
    async fn sends(
        &self,
        who: usize,
        room: &str,
        thread: Option<&str>,
        name: &str,
        mime: &str,
        content: &[u8],
    ) -> String;
    /// Reads a file that the first person sees.
    async fn reads(&self, room: &str, event: &str) -> Read;
}

/// A message with a file, as a person has it before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) size: u64,
    /// Shown as a picture.
    pub(crate) picture: bool,
    pub(crate) caption: Option<String>,
    pub(crate) thread: Option<String>,
    pub(crate) mentions: Vec<String>,
    pub(crate) content: Vec<u8>,
}

/// The smallest thing that begins as a picture does.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

async fn patiently<T, F: Future<Output = Result<T, DeliveryError>>>(ask: impl Fn() -> F) -> T {
    for _ in 0..20 {
        match ask().await {
            Ok(answer) => return answer,
            Err(DeliveryError::Later(_)) => tokio::time::sleep(Duration::from_millis(100)).await,
            Err(error) => panic!("{error}"),
        }
    }
    panic!("no answer");
}

async fn look_up(platform: &dyn Platform, room: &str, event: &str) -> Option<Incoming> {
    patiently(|| platform.look_up(room, event)).await
}

/// Both questions, in one room.
pub(crate) async fn answers(stage: &dyn Files) {
    let platform = stage.platform();
    let [anna, tom] = stage.people();
    let mut ear = Ear::first(platform).await;
    let room = stage.room("it-help").await;
    ear.joined(&room).await;

    let said = stage.says(0, &room, None, None, "Drucker <b>druckt</b> nicht").await;
    let below = stage.says(1, &room, Some(&said), None, "meiner auch").await;
    let gone = stage.says(1, &room, None, None, "ein Versehen").await;
    let reaction = stage.reacts(1, &room, &said, "👀").await;
    ear.event(&reaction).await;
    let found = look_up(platform, &room, &said).await.unwrap();
    assert_eq!((&found.event, &found.room, &found.sender), (&said, &room, &anna));
    assert_eq!(found, ear.event(&said).await, "the same as when it was read");
    assert_eq!(look_up(platform, &room, &below).await.unwrap(), ear.event(&below).await);
    for text in ["Drucker druckt wieder", "Drucker druckt wieder nicht"] {
        let edit = stage.edits(0, &room, &said, text).await;
        ear.event(&edit).await;
        let found = look_up(platform, &room, &said).await.unwrap();
        assert!(matches!(&found.what, Happening::Message { text: now, .. } if now == text), "{found:?}");
    }
    let redaction = stage.takes_back(1, &room, &gone).await;
    ear.event(&redaction).await;
    assert_eq!(look_up(platform, &room, &gone).await, None);
    assert_eq!(look_up(platform, &room, "$nothing-of-that-name").await, None);
    let own = deliver(platform, "own", &room, say("T-1")).await.unwrap();
    assert_eq!(look_up(platform, &room, &own).await.unwrap().what, Happening::Irrelevant, "nothing that people wrote");

    let file = stage.sends(1, &room, Some(&said), "Foto & <b>.png", "image/png", PNG).await;
    let heard = ear.event(&file).await;
    assert_eq!(heard.sender, tom);
    assert_eq!(look_up(platform, &room, &file).await.unwrap(), heard);
    let Happening::Message { attachment: Some(attachment), thread, .. } = heard.what else { panic!("{heard:?}") };
    assert_eq!(thread, Some(said));
    assert_eq!((attachment.name.as_str(), attachment.mime.as_deref()), ("Foto & <b>.png", Some("image/png")));
    let size = u64::try_from(PNG.len()).unwrap();
    let fetch = async |attachment: &Attachment, most: u64| patiently(|| platform.fetch(attachment, most)).await;
    assert_eq!(fetch(&attachment, size).await, Fetched::Whole(PNG.to_vec()));
    assert_eq!(fetch(&attachment, size - 1).await, Fetched::TooLarge);
    let lies = Attachment { size: Some(1), ..attachment };
    assert_eq!(fetch(&lies, size - 1).await, Fetched::TooLarge, "whatever the sender says");
}
