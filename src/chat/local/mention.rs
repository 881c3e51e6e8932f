//! `@anna` in a text becomes an account.

use std::collections::BTreeMap;

/// The text with mentions written as account ids, and the accounts in order without repetition. Known are the keys of
/// `people`; they may be written in full or without the server, in any case, with a full stop or colon after them.
pub(super) fn resolve(text: &str, people: &BTreeMap<String, String>) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut mentions: Vec<String> = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let found = (first == '@' && !before.is_alphanumeric()).then(|| longest(rest, people)).flatten();
        let taken = match found {
            Some((account, length)) => {
                out.push_str(account);
                if !mentions.iter().any(|known| known == account) {
                    mentions.push(account.to_owned());
                }
                length
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        let (done, left) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        before = done.chars().last().unwrap_or(' ');
        rest = left;
    }
    (out, mentions)
}

/// The account that `text` begins with, and how many bytes of the text name it: the longest that fits, so that
/// `@anna:local` is not read as `@anna` followed by `:local`.
fn longest<'a>(text: &str, people: &'a BTreeMap<String, String>) -> Option<(&'a str, usize)> {
    let forms = people.keys().flat_map(|account| {
        let short = account.split_once(':').map_or(account.as_str(), |(short, _)| short);
        [(account.as_str(), account.as_str()), (account.as_str(), short)]
    });
    forms
        .filter(|(_, form)| {
            let Some((head, tail)) = text.split_at_checked(form.len()) else { return false };
            // `@anna` is not meant in `@annabel` or `@anna-lena`.
            head.eq_ignore_ascii_case(form) && !tail.starts_with(|c: char| c.is_alphanumeric() || "_-".contains(c))
        })
        .max_by_key(|(_, form)| form.len())
        .map(|(account, form)| (account, form.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<String>) {
        let people = ["@anna:local", "@anna-lena:local", "@lotse:local"];
        resolve(text, &people.map(|account| (account.to_owned(), String::new())).into())
    }

    #[test]
    fn people_are_named_as_people_write_them() {
        for (text, expected, mentions) in [
            ("@anna", "@anna:local", vec!["@anna:local"]),
            ("ask @Anna, please", "ask @anna:local, please", vec!["@anna:local"]),
            ("@anna:local and @anna", "@anna:local and @anna:local", vec!["@anna:local"]),
            ("@lotse: ticket für @anna.", "@lotse:local: ticket für @anna:local.", vec!["@lotse:local", "@anna:local"]),
            ("@anna-lena", "@anna-lena:local", vec!["@anna-lena:local"]),
            ("@annabel, anna@anna, @", "@annabel, anna@anna, @", vec![]),
            ("ü@anna ß@", "ü@anna ß@", vec![]),
        ] {
            assert_eq!(read(text), (expected.to_owned(), mentions.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(@|anna|:local|\\PC|[äß ])*") {
            let (out, _) = read(&text);
            proptest::prop_assert!(out.len() >= text.len());
        }
    }
}
