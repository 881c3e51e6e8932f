//! Codes and links that only whoever got them can know: an HMAC-SHA256 (RFC 2104) over what they are for, so that none needs
//! to be kept.

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::ids::{MessageId, PersonId};

fn mac(secret: &str, parts: &str) -> Vec<u8> {
    // HMAC takes keys of any length.
    match Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        Ok(mut mac) => {
            mac.update(parts.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        Err(_) => Vec::new(),
    }
}

/// The six digits that prove an address.
pub(super) fn digits(secret: &str, person: PersonId, (channel, address): (&str, &str), at: DateTime<Utc>) -> String {
    let mac = mac(secret, &format!("code {} {channel} {address} {}", person.0, at.timestamp_micros()));
    let number = mac.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// What stands behind `/page/` in the link to a message that has woken somebody.
pub(in super::super) fn token(secret: &str, message: MessageId, person: PersonId) -> String {
    let mac = mac(secret, &format!("page {} {}", message.0, person.0));
    let proof: String = mac.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{proof}", message.0, person.0)
}

/// The message and the person of a token that is genuine.
pub(in super::super) fn read(secret: &str, text: &str) -> Option<(MessageId, PersonId)> {
    let mut parts = text.splitn(3, '-');
    let message = MessageId(parts.next()?.parse().ok()?);
    let person = PersonId(parts.next()?.parse().ok()?);
    let genuine = token(secret, message, person);
    // All of it is compared, whatever differs first: how long that takes tells nothing.
    let differs = genuine.bytes().zip(text.bytes()).fold(0, |differs, (one, other)| differs | (one ^ other));
    (genuine.len() == text.len() && differs == 0).then_some((message, person))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_for_one_message_and_one_person() {
        let genuine = token("s", MessageId(7), PersonId(3));
        assert_eq!(read("s", &genuine), Some((MessageId(7), PersonId(3))));
        assert_eq!(read("other", &genuine), None);
        for wrong in
            ["", "7-3-", "7-3", "7-4-00", &genuine.replace("7-3", "8-3"), &format!("{genuine}0"), "ü-🦀-x", "0-0-0"]
        {
            assert_eq!(read("s", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_has_six_digits_and_is_for_one_address() {
        let at = DateTime::UNIX_EPOCH;
        let code = digits("s", PersonId(1), ("sms", "+49"), at);
        assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()));
        assert_ne!(code, digits("s", PersonId(1), ("sms", "+48"), at));
        assert_ne!(code, digits("s", PersonId(2), ("sms", "+49"), at));
    }
}
