//! `[attachments]`

use super::keys::Keys;
use super::mistake::Problem;

/// Which files are kept with tickets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentsConfig {
    /// Most bytes of a file.
    pub largest: u64,
    /// MIME types; a star at the end stands for anything.
    pub types: Vec<String>,
}

impl AttachmentsConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            largest: keys.size("attachments.largest", 1_000..=500_000_000),
            types: keys.list("attachments.types", mime),
        }
    }
}

/// `image/*`, `application/pdf`, `application/vnd.ms-*`.
fn mime(text: &str) -> Result<String, Problem> {
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || ".+-_".contains(c));
    let fits = match text.split_once('/') {
        Some(("*", "*")) => true,
        Some((family, kind)) => is_word(family) && (kind == "*" || is_word(kind.strip_suffix('*').unwrap_or(kind))),
        None => false,
    };
    match fits {
        true => Ok(text.to_ascii_lowercase()),
        false => {
            let problem = Problem::new(format!("must be a MIME type, but is {text:?}"));
            Err(problem.hint("write \"application/pdf\", or \"image/*\" for all of a family"))
        }
    }
}
