//! A file that is sent: what is said of it, and what is in it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::markup::Markup;

/// A file to deliver.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Upload {
    /// The first message of the thread to put it into.
    pub thread: Option<String>,
    /// The message that it answers.
    pub reply_to: Option<String>,
    /// File name.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the content, in hexadecimal digits: the reference under which it is kept.
    pub hash: String,
    /// What is said with it.
    pub caption: Option<Markup>,
    /// Accounts to be notified. Empty: nobody is.
    pub mentions: Vec<String>,
    /// What is said in its place when the platform refuses it for good.
    pub instead: Markup,
    /// What is in it. Not stored with what refers to it: whoever delivers puts it here.
    #[serde(skip)]
    pub content: Content,
}

/// What is in a file; clones share it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Content(Arc<[u8]>);

impl Content {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

/// Without the bytes: nobody could read a log or a failed test's output with them.
impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}
