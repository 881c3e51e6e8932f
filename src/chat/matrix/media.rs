//! What is in a file. It is read piece by piece, so that nobody can make the bot take in more than it wants: what the
//! sender says of the size proves nothing. Encrypted files are decrypted here, and their checksum is compared.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use matrix_sdk::reqwest::{self, Response, StatusCode};
use matrix_sdk::ruma::MxcUri;
use matrix_sdk::ruma::events::room::MediaSource;
use matrix_sdk_base::crypto::AttachmentDecryptor;

use super::connection::Connection;
use super::deliver::never;
use super::login::http;
use super::trouble::Trouble;
use crate::chat::{Attachment, DeliveryError, Fetched};

/// Longest time for a whole file.
const PATIENCE: Duration = Duration::from_mins(5);

/// A download that is about to begin; needs no connection any more.
pub(super) struct Download {
    http: reqwest::Client,
    token: String,
    /// Where it is, first with a login, as newer servers want it, then as older ones know it.
    addresses: [String; 2],
    source: MediaSource,
}

impl Connection {
    /// Prepares the download of a file.
    pub(super) fn download(&self, attachment: &Attachment) -> Result<Download, DeliveryError> {
        let source: MediaSource = serde_json::from_value(attachment.source.clone())
            .map_err(|error| never(format!("the file's address cannot be read: {error}")))?;
        let uri: &MxcUri = match &source {
            MediaSource::Plain(uri) => uri,
            MediaSource::Encrypted(file) => &file.url,
        };
        let (server, id) = uri.parts().map_err(|error| never(format!("the file's address {uri}: {error}")))?;
        let base = self.client.homeserver().to_string();
        let address = |path: &str| format!("{}/_matrix/{path}/download/{server}/{id}", base.trim_end_matches('/'));
        let later = |why: String| DeliveryError::Later(why);
        Ok(Download {
            http: http(&self.settings).map_err(|error| later(error.to_string()))?,
            token: self.client.access_token().ok_or_else(|| later("not logged in".to_owned()))?,
            addresses: [address("client/v1/media"), address("media/v3")],
            source,
        })
    }
}

impl Download {
    /// Reads the file, up to so many bytes.
    pub(super) async fn run(self, largest: u64) -> Result<Fetched, DeliveryError> {
        let whole = async {
            for address in &self.addresses {
                let request = self.http.get(address).bearer_auth(&self.token);
                let answer = request.send().await.map_err(|error| unreachable(&error))?;
                if let Some(answer) = usable(answer).await? {
                    return read(answer, largest).await;
                }
            }
            Ok(Fetched::Gone)
        };
        let fetched = tokio::time::timeout(PATIENCE, whole).await;
        let fetched = fetched.map_err(|_| DeliveryError::Later("the download takes too long".to_owned()))??;
        match (fetched, self.source) {
            (Fetched::Whole(content), MediaSource::Encrypted(file)) => {
                let damaged = |why: String| never(format!("the file cannot be decrypted: {why}"));
                let mut clear = Vec::with_capacity(content.len());
                let mut content = Cursor::new(content);
                let mut decryptor = AttachmentDecryptor::new(&mut content, (*file).into())
                    .map_err(|error| damaged(error.to_string()))?;
                decryptor.read_to_end(&mut clear).map_err(|error| damaged(error.to_string()))?;
                Ok(Fetched::Whole(clear))
            }
            (fetched, _) => Ok(fetched),
        }
    }
}

fn unreachable(error: &reqwest::Error) -> DeliveryError {
    Trouble::from(error).while_sending()
}

/// The answer, where it is the file; None: there is none at that address.
async fn usable(answer: Response) -> Result<Option<Response>, DeliveryError> {
    match answer.status() {
        status if status.is_success() => Ok(Some(answer)),
        StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
        StatusCode::TOO_MANY_REQUESTS => {
            let text = answer.text().await.unwrap_or_default();
            let body: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            let pause = body.get("retry_after_ms").and_then(serde_json::Value::as_u64).unwrap_or(2000);
            Err(DeliveryError::RateLimited(Duration::from_millis(pause)))
        }
        // The reader meets the same answer and logs in anew, or tells the operator.
        StatusCode::UNAUTHORIZED => Err(DeliveryError::Later("the homeserver no longer knows the login".to_owned())),
        // A server that fetches from another one which is down answers so, too.
        status if status.is_server_error() => Err(DeliveryError::Later(format!("HTTP {status}"))),
        status => Err(never(format!("the homeserver refuses the file: HTTP {status}"))),
    }
}

async fn read(mut answer: Response, largest: u64) -> Result<Fetched, DeliveryError> {
    if answer.content_length().is_some_and(|length| length > largest) {
        return Ok(Fetched::TooLarge);
    }
    let mut content = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| unreachable(&error))? {
        content.extend_from_slice(&piece);
        if u64::try_from(content.len()).map_or(true, |length| length > largest) {
            return Ok(Fetched::TooLarge);
        }
    }
    Ok(Fetched::Whole(content))
}
