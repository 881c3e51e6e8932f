//! People as they are named in a message.

use super::fold;
use super::ids::word;
use super::suggest::suggest;

/// How many near names are offered.
const OFFERED: usize = 3;

/// A person as written: nobody has been looked up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonRef {
    /// An account id: `@anna:example.org`.
    Account(String),
    /// A name, or the local part of an account, without `@`.
    Name(String),
}

/// Somebody who may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// Account id.
    pub account: &'a str,
    /// Display name.
    pub name: Option<&'a str>,
}

/// Who is meant; accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// This one.
    Found(String),
    /// One of several.
    Ambiguous(Vec<String>),
    /// Nobody; at most three with a near name.
    Unknown(Vec<String>),
}

impl PersonRef {
    /// Reads a whole text as a person; None when it is empty.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        let text = text.strip_prefix("https://matrix.to/#/").unwrap_or(text);
        let name = text.trim_start_matches(['@', '＠']).trim();
        if name.is_empty() {
            None
        } else if text.starts_with(['@', '＠']) && name.contains(':') {
            Some(Self::Account(format!("@{name}")))
        } else {
            Some(Self::Name(name.to_owned()))
        }
    }

    /// Reads the first word as a person, and gives the text behind it.
    #[must_use]
    pub fn read_prefix(text: &str) -> Option<(Self, &str)> {
        let (first, rest) = word(text);
        Some((Self::read(first)?, rest.trim_start_matches(|c: char| c != '\n' && c.is_whitespace())))
    }

    /// True for `me`, `ich` and the like: the writer.
    #[must_use]
    pub fn is_writer(&self) -> bool {
        matches!(self, Self::Name(name) if ["me", "myself", "ich", "mich", "mir"].contains(&fold(name).as_str()))
    }

    /// Who is meant among these people. An account's local part counts before display names, which anybody can change;
    /// a part of a name counts as much as the whole, so that a doubt is asked about and not guessed.
    #[must_use]
    pub fn resolve(&self, people: &[Candidate<'_>]) -> Resolved {
        let (wanted, found) = match self {
            Self::Account(account) => {
                (account, matching(people, |person| person.account.eq_ignore_ascii_case(account)))
            }
            Self::Name(name) => {
                let name_folded = fold(name);
                let by_account = matching(people, |person| fold(local(person.account)) == name_folded);
                let found = if by_account.is_empty() {
                    matching(people, |person| is_called(person, &name_folded))
                } else {
                    by_account
                };
                (name, found)
            }
        };
        match <[String; 1]>::try_from(found) {
            Ok([account]) => Resolved::Found(account),
            Err(none) if none.is_empty() => Resolved::Unknown(nearest(wanted, people)),
            Err(several) => Resolved::Ambiguous(several),
        }
    }
}

fn matching(people: &[Candidate<'_>], fits: impl Fn(&Candidate<'_>) -> bool) -> Vec<String> {
    let mut accounts: Vec<String> = Vec::new();
    for person in people.iter().filter(|person| fits(person)) {
        if !accounts.iter().any(|account| account == person.account) {
            accounts.push(person.account.to_owned());
        }
    }
    accounts
}

/// Whether the person has this name, or a part of the name or account is it.
fn is_called(person: &Candidate<'_>, folded: &str) -> bool {
    let name = fold(person.name.unwrap_or_default());
    name.trim() == folded
        || name.split_whitespace().any(|part| part == folded)
        || fold(local(person.account)).split(['.', '_', '-']).any(|part| part == folded)
}

fn nearest(wanted: &str, people: &[Candidate<'_>]) -> Vec<String> {
    let wanted = local(wanted);
    let mut names: Vec<(&str, &str)> = Vec::new();
    for person in people {
        names.push((local(person.account), person.account));
        for part in person.name.into_iter().flat_map(|name| std::iter::once(name).chain(name.split_whitespace())) {
            names.push((part, person.account));
        }
    }
    let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    let mut accounts: Vec<String> = Vec::new();
    for near in suggest(wanted, &known, known.len()) {
        for (_, account) in names.iter().filter(|(name, _)| *name == near) {
            if accounts.len() < OFFERED && !accounts.iter().any(|other| other == account) {
                accounts.push((*account).to_owned());
            }
        }
    }
    accounts
}

/// The account without `@` and server.
fn local(account: &str) -> &str {
    let account = account.trim_start_matches('@');
    account.split_once(':').map_or(account, |(local, _)| local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PEOPLE: [Candidate<'static>; 5] = [
        Candidate { account: "@anna:example.org", name: Some("Anna Schröder") },
        Candidate { account: "@bob.meier:example.org", name: Some("Bob Meier") },
        Candidate { account: "@jm:example.org", name: Some("Jürgen Meier") },
        Candidate { account: "@anna:other.org", name: Some("Anna") },
        Candidate { account: "@carla:example.org", name: None },
    ];

    fn who(text: &str) -> Resolved {
        PersonRef::read(text).unwrap().resolve(&PEOPLE)
    }

    fn found(account: &str) -> Resolved {
        Resolved::Found(account.into())
    }

    #[test]
    fn people_are_found_by_account_name_or_part() {
        for text in [
            "@anna:example.org",
            "@Anna:Example.org,",
            "https://matrix.to/#/@anna:example.org",
            "schroeder",
            "Anna Schröder",
        ] {
            assert_eq!(who(text), found("@anna:example.org"), "{text}");
        }
        for text in ["@bob.meier", "bob", "@Bob:"] {
            assert_eq!(who(text), found("@bob.meier:example.org"), "{text}");
        }
        assert_eq!(who("Juergen"), found("@jm:example.org"));
        assert_eq!(who("@carla."), found("@carla:example.org"));
    }

    #[test]
    fn a_doubt_is_asked_about() {
        assert_eq!(who("@anna"), Resolved::Ambiguous(vec!["@anna:example.org".into(), "@anna:other.org".into()]));
        assert_eq!(who("Meier"), Resolved::Ambiguous(vec!["@bob.meier:example.org".into(), "@jm:example.org".into()]));
    }

    #[test]
    fn an_unknown_name_gets_near_ones() {
        assert_eq!(who("Jürgne"), Resolved::Unknown(vec!["@jm:example.org".into()]));
        assert_eq!(who("@calra:example.org"), Resolved::Unknown(vec!["@carla:example.org".into()]));
        assert_eq!(who("Zacharias"), Resolved::Unknown(vec![]));
    }

    #[test]
    fn a_display_name_cannot_take_the_place_of_an_account() {
        let people =
            [Candidate { account: "@eve:x", name: Some("anna") }, Candidate { account: "@anna:x", name: None }];
        assert_eq!(PersonRef::read("@anna").unwrap().resolve(&people), found("@anna:x"));
    }

    #[test]
    fn the_first_word_is_read_and_the_rest_given_back() {
        assert_eq!(PersonRef::read_prefix("@anna: Fri 18"), Some((PersonRef::Name("anna".into()), "Fri 18")));
        assert_eq!(PersonRef::read_prefix(" @ "), None);
        assert!(PersonRef::read("Ich").unwrap().is_writer());
    }

    proptest! {
        #[test]
        fn no_text_can_break_it(text in any::<String>()) {
            if let Some(person) = PersonRef::read(&text) {
                let _ = person.resolve(&PEOPLE);
            }
        }
    }
}
