//! LDIF (RFC 2849), as directory servers export it: entries of attributes, in text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::config::mistake::Problem;

/// An entry of a directory.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name, by which others refer to it.
    pub(super) dn: String,
    /// Where it begins.
    pub(super) line: usize,
    attributes: Vec<Attribute>,
}

/// One value of an attribute.
#[derive(Debug)]
struct Attribute {
    /// In small letters, without options such as `;lang-de`.
    name: String,
    value: Written,
    line: usize,
}

/// A value as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Written {
    Plain(String),
    Base64(String),
    /// In a file of its own, by its URL.
    Elsewhere,
}

impl Entry {
    /// The first value of the first of these attributes that it has, with its line. Attributes that nobody asks for may
    /// hold what they like: pictures, for example.
    pub(super) fn first(&self, names: &[&str]) -> Result<Option<(String, usize)>, (usize, Problem)> {
        for name in names {
            if let Some(attribute) = self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
            {
                return attribute.text().map(|text| Some((text, attribute.line)));
            }
        }
        Ok(None)
    }

    /// All values of an attribute.
    pub(super) fn all(&self, name: &str) -> Result<Vec<String>, (usize, Problem)> {
        let named = self.attributes.iter().filter(|attribute| attribute.name.eq_ignore_ascii_case(name));
        named.map(Attribute::text).collect()
    }
}

impl Attribute {
    fn text(&self) -> Result<String, (usize, Problem)> {
        self.value.text().map_err(|problem| (self.line, problem))
    }
}

impl Written {
    fn text(&self) -> Result<String, Problem> {
        match self {
            Written::Plain(text) => Ok(text.clone()),
            Written::Base64(text) => {
                let bytes = STANDARD.decode(text).map_err(|error| Problem::new(format!("is no base64: {error}")))?;
                String::from_utf8(bytes).map_err(|_| Problem::new("is no text in UTF-8"))
            }
            Written::Elsewhere => {
                Err(Problem::new("stands in another file").hint("export the values themselves, not their addresses"))
            }
        }
    }
}

/// Reads the entries; what is wrong comes with its line.
pub(super) fn parse(text: &str) -> (Vec<Entry>, Vec<(usize, Problem)>) {
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    let mut open: Option<Entry> = None;
    // The rest of what cannot be an entry would only repeat the mistake.
    let mut is_skipped = false;
    for (number, line) in unfolded(text) {
        if line.is_empty() {
            entries.extend(open.take());
            is_skipped = false;
            continue;
        }
        if is_skipped {
            continue;
        }
        let Some((name, value)) = attribute(&line) else {
            wrong.push((number, Problem::new("is no line of LDIF").hint("write \"attribute: value\"")));
            continue;
        };
        match (&mut open, name.as_str()) {
            (None, "version") => {}
            (None, "dn") => match value.text() {
                Ok(dn) => open = Some(Entry { dn, line: number, attributes: Vec::new() }),
                Err(problem) => {
                    wrong.push((number, problem));
                    is_skipped = true;
                }
            },
            (None, _) => {
                wrong.push((number, Problem::new("stands before the dn of its entry")));
                is_skipped = true;
            }
            (Some(_), "changetype") if value != Written::Plain("add".to_owned()) => {
                let problem = Problem::new("is a change, where entries are wanted");
                wrong.push((number, problem.hint("export the entries themselves, as ldapsearch -LLL does")));
                open = None;
                is_skipped = true;
            }
            (Some(entry), _) => entry.attributes.push(Attribute { name, value, line: number }),
        }
    }
    entries.extend(open);
    (entries, wrong)
}

/// The lines with their numbers, those that go on in the next one put together, without comments.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(more), Some((_, before))) if !before.is_empty() => before.push_str(more),
            _ => lines.push((at + 1, line.to_owned())),
        }
    }
    lines.retain(|(_, line)| !line.starts_with('#'));
    lines
}

/// `cn: Anna`, `cn:: QW5uYQ==`, `photo:< file:///…`, `cn;lang-de: Anna`
fn attribute(line: &str) -> Option<(String, Written)> {
    let (name, rest) = line.split_once(':')?;
    let name = name.split(';').next().unwrap_or(name);
    let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_';
    if name.is_empty() || !name.chars().all(is_sign) {
        return None;
    }
    let value = match (rest.strip_prefix(':'), rest.strip_prefix('<')) {
        (Some(encoded), _) => Written::Base64(encoded.trim().to_owned()),
        (_, Some(_)) => Written::Elsewhere,
        _ => Written::Plain(rest.trim_start_matches(' ').trim_end().to_owned()),
    };
    Some((name.to_lowercase(), value))
}

/// A name in the form in which names are compared.
pub(super) fn comparable(dn: &str) -> String {
    parts(dn, ',').iter().map(|part| part.trim().to_lowercase()).collect::<Vec<_>>().join(",")
}

/// What the first part of a name says, if that is a `CN`: `CN=IT\, Berlin,OU=Groups` → `IT, Berlin`.
pub(super) fn common_name(dn: &str) -> Option<String> {
    let first = parts(dn, ',').into_iter().next()?;
    let (attribute, value) = first.split_once('=')?;
    attribute.trim().eq_ignore_ascii_case("cn").then(|| unescaped(value.trim()))
}

/// The parts of a name; a backslash takes a sign its meaning.
fn parts(dn: &str, separator: char) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut is_escaped = false;
    for sign in dn.chars() {
        if sign == separator && !is_escaped {
            found.push(String::new());
        } else if let Some(part) = found.last_mut() {
            part.push(sign);
        }
        is_escaped = sign == '\\' && !is_escaped;
    }
    found
}

/// `IT\, Berlin` → `IT, Berlin`, `M\C3\BCller` → `Müller`.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let after = rest.strip_prefix(sign).unwrap_or_default();
        let code = after.get(..2).filter(|_| sign == '\\').and_then(|code| u8::from_str_radix(code, 16).ok());
        rest = match (sign, code) {
            (_, Some(code)) => {
                bytes.push(code);
                after.get(2..).unwrap_or_default()
            }
            ('\\', None) => {
                let literal = after.chars().next();
                bytes.extend(literal.into_iter().collect::<String>().bytes());
                literal.and_then(|literal| after.strip_prefix(literal)).unwrap_or_default()
            }
            _ => {
                bytes.extend(String::from(sign).bytes());
                after
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(text: &str, name: &str) -> Vec<String> {
        let (entries, wrong) = parse(text);
        assert_eq!(wrong, []);
        entries.iter().flat_map(|entry| entry.all(name).unwrap()).collect()
    }

    #[test]
    fn lines_are_put_together_and_encoded_ones_are_read() {
        let text = "version: 1\n# a comment\n  that goes on\n\ndn: cn=Anna,dc=x\ncn: An\n na Berg\ncn;lang-de:: TcO8bGxlcg==\n\
                    photo:< file:///tmp/x\n\ndn:: Y249QmVybmQsZGM9eA==\ncn: Bernd\n";
        assert_eq!(values(text, "cn"), ["Anna Berg", "Müller", "Bernd"]);
        let (entries, _) = parse(text);
        assert_eq!(
            entries.iter().map(|entry| (entry.dn.as_str(), entry.line)).collect::<Vec<_>>(),
            [("cn=Anna,dc=x", 5), ("cn=Bernd,dc=x", 11)]
        );
        assert!(entries[0].first(&["photo"]).is_err(), "what stands elsewhere is not guessed");
        assert_eq!(entries[0].first(&["uid", "CN"]), Ok(Some(("Anna Berg".to_owned(), 6))));
    }

    #[test]
    fn what_is_no_entry_is_told_with_its_line() {
        let (entries, wrong) = parse("cn: nobody's\nsn: either\n\ndn: a=b\nnonsense\nchangetype: delete\n\ndn: a=c\n");
        assert_eq!(entries.len(), 1);
        let told: Vec<_> = wrong.iter().map(|(line, problem)| (*line, problem.what.as_str())).collect();
        assert_eq!(
            told,
            [
                (1, "stands before the dn of its entry"),
                (5, "is no line of LDIF"),
                (6, "is a change, where entries are wanted")
            ]
        );
    }

    #[test]
    fn names_are_compared_without_spaces_and_capitals_and_their_signs_are_read() {
        assert_eq!(comparable("CN=Anna Berg, OU=People,DC=x"), comparable("cn=anna berg,ou=people, dc=X"));
        assert_eq!(common_name(r"CN=IT\, Berlin,OU=Groups").as_deref(), Some("IT, Berlin"));
        assert_eq!(common_name(r"cn=M\C3\BCller\\,dc=x").as_deref(), Some(r"Müller\"));
        assert_eq!(common_name("ou=People,dc=x"), None);
        assert_eq!(common_name(""), None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "(dn|cn|[a-z]{0,3})?[:<; #=,\\\\\n\r]{0,4}.{0,60}\n?.{0,20}") {
            let (entries, _) = parse(&text);
            for entry in &entries {
                let _ = (entry.first(&["cn"]), comparable(&entry.dn), common_name(&entry.dn));
            }
            let _ = common_name(&text);
        }

        #[test]
        fn folding_changes_nothing(value in "[a-zäöü][a-zäöü ]{0,40}[a-zäöü]", at in 1_usize..30) {
            let folded: String = value
                .chars()
                .enumerate()
                .flat_map(|(index, sign)| if index == at { vec!['\n', ' ', sign] } else { vec![sign] })
                .collect();
            prop_assert_eq!(values(&format!("dn: a=b\ncn: {folded}\n"), "cn"), [value]);
        }
    }
}
