//! Secrets that nobody can guess.

use std::fs::File;
use std::io::{self, Read as _};

/// Signs that nobody confuses when typing a password from a screen.
const READABLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Letters and digits to be read and typed by people; each is worth five bits.
pub(super) fn readable(length: usize) -> io::Result<String> {
    text(READABLE, length)
}

/// The key of an ed25519 signature, in base64: 32 bytes, of which the last character holds only four bits.
pub(super) fn signing_key() -> io::Result<String> {
    Ok(text(BASE64, 42)? + "A")
}

/// The lengths of both alphabets divide 256, so that every sign is as likely as any other.
fn text(alphabet: &[u8], length: usize) -> io::Result<String> {
    let mut bytes = vec![0; length];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes
        .iter()
        .filter_map(|byte| alphabet.get(usize::from(*byte) % alphabet.len()))
        .map(|c| char::from(*c))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_alike() {
        let (first, second) = (readable(10).unwrap(), readable(10).unwrap());
        assert_eq!((first.len(), second.len()), (10, 10));
        assert_ne!(first, second);
        assert_eq!(signing_key().unwrap().len(), 43);
    }
}
