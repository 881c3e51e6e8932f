//! The chain itself: what a seal is a hash of.
//!
//! The hash is SHA-256 over these texts, each as a netstring (its length in bytes, `:`, the bytes, `,`), and `-,` for
//! what is null: [`FORMAT`], then [`FIELDS`] in order. Numbers are in decimals, hashes in hexadecimal digits, times as
//! `2026-01-12T08:00:00.000000Z`, and the old and the new value are the text that PostgreSQL shows for them. So nothing
//! has to be brought into a normal form by whoever checks it in another language: the texts of the export are hashed as
//! they stand there.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The first text in every hash. It changes when anything about the hash does.
pub const FORMAT: &str = "lotse-audit-1";

/// What is hashed, by the names that the export uses.
pub const FIELDS: [&str; 13] = [
    "seq",
    "previous",
    "sealed_at",
    "id",
    "at",
    "actor",
    "person",
    "act",
    "subject",
    "before",
    "after",
    "platform",
    "event",
];

/// A SHA-256 hash; written in hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What stands before the first place.
    pub const GENESIS: Hash = Hash([0; 32]);

    /// The hash in these bytes; None when there are not 32 of them.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A place of the chain with its hash, `1234:3f2a…`: whoever knows it can tell whether anything up to there has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The place.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl Serialize for Head {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why a text is no head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a head is a number, a colon and 64 hexadecimal digits, as Lotse posts it: 1234:3f2a…")]
pub struct NoHead;

impl FromStr for Head {
    type Err = NoHead;

    fn from_str(text: &str) -> Result<Self, NoHead> {
        let (seq, digits) = text.trim().split_once(':').ok_or(NoHead)?;
        let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or(NoHead)?;
        let nibbles: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|nibble| u8::try_from(nibble).ok()))
            .collect::<Option<_>>()
            .ok_or(NoHead)?;
        let (pairs, rest) = nibbles.as_chunks::<2>();
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        let hash = Hash::read(&bytes).filter(|_| rest.is_empty()).ok_or(NoHead)?;
        Ok(Self { seq, hash })
    }
}

/// An act as it is sealed: all of its row, as text. The schema allows null in fewer places than this does; whoever can
/// change an act can also change the schema, and that must be found and not be stumbled over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Its row.
    pub id: i64,
    /// When.
    pub at: Option<String>,
    /// Account of who acted.
    pub actor: Option<String>,
    /// Who acted.
    pub person: Option<i64>,
    /// What was done.
    pub act: Option<String>,
    /// To what.
    pub subject: Option<String>,
    /// The old value.
    pub before: Option<String>,
    /// The new value.
    pub after: Option<String>,
    /// The platform of the causing event.
    pub platform: Option<String>,
    /// The causing event.
    pub event: Option<String>,
}

/// What seals an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Its place.
    pub seq: i64,
    /// The row of the act.
    pub entry: i64,
    /// When it was sealed.
    pub sealed_at: String,
    /// The hash of the place before.
    pub previous: Hash,
    /// The hash of this place.
    pub hash: Hash,
}

impl Seal {
    /// Seals an act behind a head; None: as the first one.
    #[must_use]
    pub fn next(head: Option<Head>, sealed_at: &str, act: &Act) -> Self {
        let (seq, previous) = head.map_or((1, Hash::GENESIS), |head| (head.seq.saturating_add(1), head.hash));
        let hash = digest(seq, previous, sealed_at, act);
        Self { seq, entry: act.id, sealed_at: sealed_at.to_owned(), previous, hash }
    }

    /// Whether this is the seal of that act.
    #[must_use]
    pub fn fits(&self, act: &Act) -> bool {
        self.made_for(self.seq, act)
    }

    /// Whether it was made for that act at another place.
    #[must_use]
    pub fn made_for(&self, seq: i64, act: &Act) -> bool {
        digest(seq, self.previous, &self.sealed_at, act) == self.hash
    }

    /// The place with its hash.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }
}

/// The hash of an act at a place.
#[must_use]
pub fn digest(seq: i64, previous: Hash, sealed_at: &str, act: &Act) -> Hash {
    let number = |number: i64| Some(number.to_string());
    let mut hash = Sha256::new();
    for text in [
        Some(FORMAT),
        number(seq).as_deref(),
        Some(previous.to_string().as_str()),
        Some(sealed_at),
        number(act.id).as_deref(),
        act.at.as_deref(),
        act.actor.as_deref(),
        act.person.and_then(number).as_deref(),
        act.act.as_deref(),
        act.subject.as_deref(),
        act.before.as_deref(),
        act.after.as_deref(),
        act.platform.as_deref(),
        act.event.as_deref(),
    ] {
        match text {
            Some(text) => {
                hash.update(text.len().to_string());
                hash.update(":");
                hash.update(text);
            }
            None => hash.update("-"),
        }
        hash.update(",");
    }
    Hash(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act() -> Act {
        Act {
            id: 7,
            at: Some("2026-01-12T08:00:00.000000Z".to_owned()),
            actor: Some("@anna:example.org".to_owned()),
            person: Some(3),
            act: Some("ticket-new".to_owned()),
            subject: Some("T-1".to_owned()),
            before: Some("null".to_owned()),
            after: Some(r#"{"titel": "Überprüfung"}"#.to_owned()),
            platform: Some("matrix".to_owned()),
            event: None,
        }
    }

    #[test]
    fn a_hash_is_what_the_description_says() {
        let zeros = "0".repeat(64);
        let text = format!(
            "13:lotse-audit-1,1:1,64:{zeros},27:2026-01-12T08:00:01.000000Z,1:7,27:2026-01-12T08:00:00.000000Z,\
             17:@anna:example.org,1:3,10:ticket-new,3:T-1,4:null,26:{{\"titel\": \"Überprüfung\"}},6:matrix,-,"
        );
        let seal = Seal::next(None, "2026-01-12T08:00:01.000000Z", &act());
        assert_eq!(seal.hash, Hash(Sha256::digest(text).into()));
        assert_eq!((seal.seq, seal.previous), (1, Hash::GENESIS));
        assert!(seal.fits(&act()));
    }

    #[test]
    fn every_field_counts_and_none_flows_into_its_neighbour() {
        let seal = Seal::next(None, "now", &act());
        let others = [
            Act { id: 8, ..act() },
            Act { at: None, ..act() },
            Act { actor: Some("@anna:example.or".to_owned()), ..act() },
            Act { person: None, ..act() },
            Act { act: Some("ticket-newT".to_owned()), subject: Some("-1".to_owned()), ..act() },
            Act { before: None, ..act() },
            Act { before: act().after, after: act().before, ..act() },
            Act { platform: None, event: Some("matrix".to_owned()), ..act() },
        ];
        for other in others {
            assert!(!seal.fits(&other), "{other:?}");
        }
        assert!(!Seal { seq: 2, ..seal.clone() }.fits(&act()));
        assert!(!Seal { previous: seal.hash, ..seal.clone() }.fits(&act()));
        assert!(!Seal { sealed_at: "later".to_owned(), ..seal }.fits(&act()));
    }

    #[test]
    fn a_head_is_read_as_it_is_posted() {
        let head = Seal::next(None, "now", &act()).head();
        assert_eq!(head.to_string().parse(), Ok(head));
        assert_eq!(format!(" {}\n", head.to_string().to_uppercase()).parse(), Ok(head));
        let digits = "a".repeat(64);
        for text in [
            "",
            "1",
            "1:",
            ":1",
            &format!("0:{digits}"),
            &format!("-1:{digits}"),
            &format!("1:{digits}a"),
            &format!("1:+{digits}"),
            &digits,
        ] {
            assert_eq!(text.parse::<Head>(), Err(NoHead), "{text}");
        }
    }
}
