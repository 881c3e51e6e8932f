//! Which files are kept, and what people are told of them. Pure.

/// A file whose type is kept as it claims to be, as far as it claims anything: many clients call everything they do not
/// know `application/octet-stream`.
pub(super) fn may_come(types: &[String], declared: Option<&str>) -> Result<(), String> {
    match claim(declared) {
        Some(claim) if !fits(types, &claim) => Err(claim),
        _ => Ok(()),
    }
}

/// The type of a file of which the first bytes are known; otherwise the type for which it is not kept.
pub(super) fn judge(types: &[String], declared: Option<&str>, head: &[u8]) -> Result<String, String> {
    let claim = claim(declared);
    may_come(types, declared)?;
    let actual = infer::get(head).map(|found| found.mime_type());
    match (claim, actual) {
        // Office documents are archives inside, and old ones have a common envelope.
        (Some(claim), Some("application/zip" | "application/x-ole-storage")) if is_office(&claim) => Ok(claim),
        (_, Some(actual)) if !fits(types, actual) => Err(actual.to_owned()),
        (Some(claim), _) => Ok(claim),
        (None, Some(actual)) => Ok(actual.to_owned()),
        (None, None) => {
            let guess = if is_text(head) { "text/plain" } else { UNKNOWN };
            if fits(types, guess) { Ok(guess.to_owned()) } else { Err(guess.to_owned()) }
        }
    }
}

const UNKNOWN: &str = "application/octet-stream";

fn claim(declared: Option<&str>) -> Option<String> {
    let declared = declared?.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    (!declared.is_empty() && declared != UNKNOWN).then_some(declared)
}

fn fits(types: &[String], mime: &str) -> bool {
    types.iter().any(|pattern| match pattern.as_str() {
        "*/*" => true,
        pattern => match pattern.strip_suffix('*') {
            Some(begin) => mime.starts_with(begin),
            None => mime == pattern,
        },
    })
}

fn is_office(mime: &str) -> bool {
    ["application/vnd.openxmlformats", "application/vnd.oasis", "application/vnd.ms-", "application/msword"]
        .iter()
        .any(|begin| mime.starts_with(begin))
}

/// The head may end within a letter.
fn is_text(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    whole && !head.contains(&0)
}

/// Kinds of files as people call them; `Err` for a type that has no such name.
pub(super) fn kinds(types: &[String]) -> Vec<Result<&'static str, String>> {
    let mut kinds = Vec::new();
    for mime in types {
        let kind = match mime.as_str() {
            "*/*" => Ok("any"),
            "application/pdf" => Ok("pdf"),
            "application/zip" => Ok("zip"),
            "message/rfc822" => Ok("mail"),
            "application/json" | "application/xml" => Ok("text"),
            mime if is_office(mime) => Ok("office"),
            mime if mime.starts_with("image/") => Ok("image"),
            mime if mime.starts_with("text/") => Ok("text"),
            mime if mime.starts_with("audio/") => Ok("audio"),
            mime if mime.starts_with("video/") => Ok("video"),
            mime => Err(mime.to_owned()),
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types() -> Vec<String> {
        ["image/*", "text/*", "application/pdf", "application/zip", "application/vnd.openxmlformats-officedocument.*"]
            .map(str::to_owned)
            .into()
    }

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0";
    const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0";

    #[test]
    fn a_file_must_be_what_it_claims_to_be() {
        let judge = |declared: Option<&str>, head: &[u8]| judge(&types(), declared, head);
        assert_eq!(judge(Some("image/png"), PNG), Ok("image/png".to_owned()));
        assert_eq!(judge(Some("IMAGE/PNG; x=1"), PNG), Ok("image/png".to_owned()));
        assert!(judge(Some("image/png"), EXE).is_err(), "a program in disguise");
        assert!(judge(None, EXE).is_err());
        assert_eq!(judge(Some("video/mp4"), PNG), Err("video/mp4".to_owned()));
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assert_eq!(judge(Some(word), ZIP), Ok(word.to_owned()));
        assert_eq!(judge(Some("application/octet-stream"), "Fehler: ü".as_bytes()), Ok("text/plain".to_owned()));
        assert_eq!(judge(None, &"ü".as_bytes()[..1]), Ok("text/plain".to_owned()));
        assert_eq!(judge(None, b"\0\x01\x02"), Err(UNKNOWN.to_owned()));
        assert_eq!(judge(Some("text/plain"), b""), Ok("text/plain".to_owned()));
    }
}
