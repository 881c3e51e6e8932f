//! Sending a file: first its content is uploaded, then a message says where it lies. Only the message has a delivery key.
//! An upload that is repeated leaves a second copy on the server, to which nothing leads.
//!
//! For an encrypted room the content is encrypted here under a key of its own, which stands in the message.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use matrix_sdk::reqwest::{self, Response, StatusCode, header::CONTENT_LENGTH, header::CONTENT_TYPE};
use matrix_sdk_base::crypto::AttachmentEncryptor;
use serde_json::{Value, json};

use super::connection::Connection;
use super::deliver::{message_of_file, never, send};
use super::login::http;
use super::picture;
use super::trouble::Trouble;
use crate::chat::{Delivered, Delivery, DeliveryError, Upload};

/// Longest time for a whole file.
const PATIENCE: Duration = Duration::from_mins(5);

/// Pictures that every client shows; others are files to it. SVG is a program as much as a picture.
const SHOWN: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// An upload that is about to begin; needs no connection any more.
pub(super) struct Uploading {
    http: reqwest::Client,
    token: String,
    /// The homeserver's, without a slash at its end.
    base: String,
    mime: String,
    content: Vec<u8>,
    /// What is needed to decrypt it; None: it is not encrypted.
    keys: Option<Value>,
}

/// Where an uploaded file lies, as the message says it.
pub(super) struct Uploaded(Value);

impl Connection {
    /// Prepares the upload of a file, encrypted where the room is.
    pub(super) async fn upload(&self, room: &str, file: &Upload) -> Result<Uploading, DeliveryError> {
        let room = self.joined_room(room).await?;
        // A server that refuses a file while it is being sent may hang up before its answer is read. One that does not
        // tell its limit has to be tried.
        if let Ok(most) = self.client.load_or_fetch_max_upload_size().await
            && file.size > u64::from(most)
        {
            return Err(never(format!("the file is larger than the homeserver takes ({most} bytes)")));
        }
        let encryption = room.latest_encryption_state().await.map_err(|error| Trouble::from(error).while_sending())?;
        let content = file.content.bytes();
        let (content, keys) = match encryption.is_encrypted() {
            true => encrypted(content).map(|(content, keys)| (content, Some(keys)))?,
            false => (content.to_vec(), None),
        };
        let later = |why: String| DeliveryError::Later(why);
        // What an encrypted file is concerns the server as little as what is in it.
        let mime = if keys.is_some() { "application/octet-stream" } else { &file.mime };
        let base = self.client.homeserver().to_string();
        Ok(Uploading {
            http: http(&self.settings).map_err(|error| later(error.to_string()))?,
            token: self.client.access_token().ok_or_else(|| later("not logged in".to_owned()))?,
            base: base.trim_end_matches('/').to_owned(),
            mime: mime.to_owned(),
            content,
            keys,
        })
    }

    /// Sends the message of a file that was uploaded.
    pub(super) async fn send_file(
        &self,
        delivery: &Delivery,
        file: &Upload,
        uploaded: Uploaded,
    ) -> Result<Delivered, DeliveryError> {
        let room = self.joined_room(&delivery.room).await?;
        send(&room, &delivery.key, "m.room.message", message_of_file(file, kind(file), uploaded.0)).await
    }
}

fn encrypted(content: &[u8]) -> Result<(Vec<u8>, Value), DeliveryError> {
    let failed = |why: String| never(format!("the file cannot be encrypted: {why}"));
    let mut content = Cursor::new(content);
    let mut encryptor = AttachmentEncryptor::new(&mut content);
    let mut hidden = Vec::new();
    encryptor.read_to_end(&mut hidden).map_err(|error| failed(error.to_string()))?;
    let keys = serde_json::to_value(encryptor.finish()).map_err(|error| failed(error.to_string()))?;
    Ok((hidden, keys))
}

/// The type of the message and what is said of the file. A client leaves room for a picture whose size it knows, and the
/// conversation does not jump when it comes.
fn kind(file: &Upload) -> (&'static str, Value) {
    let mut info = json!({ "mimetype": file.mime, "size": file.size });
    if !SHOWN.contains(&file.mime.as_str()) {
        return ("m.file", info);
    }
    if let (Some((width, height)), Some(info)) = (picture::size(file.content.bytes()), info.as_object_mut()) {
        info.insert("w".to_owned(), width.into());
        info.insert("h".to_owned(), height.into());
    }
    ("m.image", info)
}

impl Uploading {
    /// Uploads the file.
    pub(super) async fn run(self) -> Result<Uploaded, DeliveryError> {
        let (http, base) = (self.http.clone(), self.base.clone());
        match self.try_once().await {
            // Files are often kept by another service than the homeserver. Where it alone fails, talk must go on.
            Err(DeliveryError::Later(why)) if is_up(&http, &base).await => Err(DeliveryError::Stuck(why)),
            other => other,
        }
    }

    async fn try_once(self) -> Result<Uploaded, DeliveryError> {
        let to = format!("{}/_matrix/media/v3/upload", self.base);
        let request = self.http.post(to).bearer_auth(&self.token).header(CONTENT_TYPE, &self.mime);
        // An empty content has a length as well, and the server wants to be told.
        let request = request.header(CONTENT_LENGTH, self.content.len());
        let whole = async {
            let answer = request.body(self.content).send().await;
            address(answer.map_err(|error| Trouble::from(&error).while_sending())?).await
        };
        let address = tokio::time::timeout(PATIENCE, whole).await;
        let address = address.map_err(|_| DeliveryError::Later("the upload takes too long".to_owned()))??;
        Ok(Uploaded(match self.keys {
            Some(mut keys) => {
                if let Some(keys) = keys.as_object_mut() {
                    keys.insert("url".to_owned(), address.into());
                }
                json!({ "file": keys })
            }
            None => json!({ "url": address }),
        }))
    }
}

/// Whether the homeserver answers at all.
async fn is_up(http: &reqwest::Client, base: &str) -> bool {
    let asked = http.get(format!("{base}/_matrix/client/versions")).timeout(Duration::from_secs(5)).send().await;
    asked.is_ok_and(|answer| answer.status().is_success())
}

/// The address in the server's answer.
async fn address(answer: Response) -> Result<String, DeliveryError> {
    let status = answer.status();
    let text = answer.text().await.map_err(|error| Trouble::from(&error).while_sending())?;
    let body: Value = serde_json::from_str(&text).unwrap_or_default();
    let said = |key: &str| body.get(key).and_then(Value::as_str);
    let code = said("errcode").unwrap_or_default();
    match status {
        status if status.is_success() => match said("content_uri") {
            Some(address) => Ok(address.to_owned()),
            None => Err(DeliveryError::Later("the homeserver does not say where the file lies".to_owned())),
        },
        StatusCode::TOO_MANY_REQUESTS => {
            let pause = body.get("retry_after_ms").and_then(Value::as_u64).unwrap_or(2000);
            Err(DeliveryError::RateLimited(Duration::from_millis(pause)))
        }
        // The reader meets the same answer and tells the operator; the file waits until then.
        StatusCode::UNAUTHORIZED => Err(DeliveryError::Later("the homeserver does not know the login".to_owned())),
        // Something in front of the homeserver may have a limit of its own, and knows no codes.
        status if status == StatusCode::PAYLOAD_TOO_LARGE || code == "M_TOO_LARGE" => {
            Err(never(format!("the file is larger than the homeserver takes (HTTP {status} {code})")))
        }
        status if status.is_server_error() => Err(DeliveryError::Later(format!("the upload fails: HTTP {status}"))),
        status => {
            let why = said("error").unwrap_or_default();
            Err(never(format!("the homeserver refuses the file: {why} (HTTP {status} {code})")))
        }
    }
}
