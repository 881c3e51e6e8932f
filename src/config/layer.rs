//! The layers of the configuration: what is built in, a file, and the environment, each flattened to `section.key`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, Origin, nearest};

/// What a variable of Lotse's configuration begins with.
const PREFIX: &str = "LOTSE__";

/// A value as it was given.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<(Given, Option<usize>)>),
    /// The keys of a table inside a list, each with its line.
    Table(Vec<(String, Given, Option<usize>)>),
    /// Something that no key takes, by the name of its kind.
    Other(&'static str),
}

impl Given {
    /// The kind, as messages call it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Given::Text(_) => "text in quotes",
            Given::Number(_) => "a whole number",
            Given::Flag(_) => "true or false",
            Given::List(_) => "a list",
            Given::Table(_) => "a section",
            Given::Other(kind) => kind,
        }
    }
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) given: Given,
    pub(super) origin: Origin,
}

/// The values of one layer by `section.key`.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) entries: BTreeMap<String, Entry>,
    /// To which names of files are relative; none means the working directory.
    pub(super) folder: Option<PathBuf>,
}

impl Layer {
    /// The shipped file, which is also the list of all keys that exist.
    pub(super) fn shipped(mistakes: &mut Vec<Mistake>) -> Self {
        Self { entries: parse(super::SHIPPED, Origin::Shipped, None, mistakes), folder: None }
    }

    /// A file that was named on the command line.
    pub(super) fn file(path: &Path, schema: &Layer, mistakes: &mut Vec<Mistake>) -> Self {
        let origin = |line| Origin::File(path.to_owned(), line);
        let entries = match std::fs::read_to_string(path) {
            Ok(text) => parse(&text, |line| origin(Some(line)), Some(schema), mistakes),
            Err(error) => {
                mistakes.push(Mistake {
                    origin: origin(None),
                    key: String::new(),
                    what: format!("cannot be read: {error}"),
                    hint: match error.kind() {
                        std::io::ErrorKind::InvalidData => Some("save it as UTF-8".into()),
                        std::io::ErrorKind::NotFound => Some("check the name after --config".into()),
                        _ => None,
                    },
                });
                BTreeMap::new()
            }
        };
        Self { entries, folder: path.parent().map(Path::to_owned) }
    }

    /// The environment. Variables that are not Lotse's are passed over.
    pub(super) fn environment(variables: &[(String, String)], schema: &Layer, mistakes: &mut Vec<Mistake>) -> Self {
        let mut entries = BTreeMap::new();
        for (name, text) in variables {
            let key = match name.strip_prefix(PREFIX) {
                Some(rest) => rest.to_lowercase().replace("__", "."),
                None if name.starts_with("LOTSE_") => match misspelt(name, schema) {
                    Some(key) => key,
                    None => continue,
                },
                None => continue,
            };
            let origin = Origin::Variable(name.clone());
            match schema.entries.get(&key) {
                Some(known) if variable(&key) == *name => {
                    entries.insert(key, Entry { given: read_variable(text, &known.given), origin });
                }
                _ => {
                    let hint = nearest(&key, schema.entries.keys().map(String::as_str))
                        .map(|near| format!("did you mean {}?", variable(near)));
                    mistakes.push(Mistake { origin, key: String::new(), what: "is not a known key".into(), hint });
                }
            }
        }
        Self { entries, folder: None }
    }
}

/// The environment variable that sets a key.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

/// The key that a variable like `LOTSE_DATABASE_URL` must have meant; ignoring it silently would be worse.
fn misspelt(name: &str, schema: &Layer) -> Option<String> {
    let bare = |text: &str| text.to_lowercase().replace(['_', '.'], "");
    let meant = bare(name.strip_prefix("LOTSE_")?);
    schema.entries.keys().find(|key| bare(key) == meant).cloned()
}

/// Reads the text of a variable as the kind of value that the key has; what does not fit stays text, and is refused by
/// whoever reads the key.
fn read_variable(text: &str, known: &Given) -> Given {
    let as_is = || Given::Text(text.to_owned());
    match known {
        Given::Number(_) => text.trim().parse().map_or_else(|_| as_is(), Given::Number),
        Given::Flag(_) => text.trim().parse().map_or_else(|_| as_is(), Given::Flag),
        Given::List(_) if text.trim_start().starts_with('[') => match DeValue::parse(text.trim()) {
            Ok(value) => read_value(value.get_ref(), &|_| None),
            Err(_) => as_is(),
        },
        Given::List(_) => Given::List(
            text.split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| (Given::Text(part.into()), None))
                .collect(),
        ),
        Given::Text(_) | Given::Table(_) | Given::Other(_) => as_is(),
    }
}

fn read_value(value: &DeValue<'_>, line: &dyn Fn(&Range<usize>) -> Option<usize>) -> Given {
    match value {
        DeValue::String(text) => Given::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or(Given::Other("a number that is too large"), Given::Number),
        DeValue::Boolean(flag) => Given::Flag(*flag),
        DeValue::Array(list) => {
            Given::List(list.iter().map(|item| (read_value(item.get_ref(), line), line(&item.span()))).collect())
        }
        DeValue::Float(_) => Given::Other("a number with a fraction"),
        DeValue::Datetime(_) => Given::Other("a date or time"),
        DeValue::Table(table) => Given::Table(
            table
                .iter()
                .map(|(name, value)| {
                    (name.get_ref().to_string(), read_value(value.get_ref(), line), line(&name.span()))
                })
                .collect(),
        ),
    }
}

/// Flattens a TOML text. With a schema, what is not in it is refused.
fn parse(
    text: &str,
    origin: impl Fn(usize) -> Origin,
    schema: Option<&Layer>,
    mistakes: &mut Vec<Mistake>,
) -> BTreeMap<String, Entry> {
    let (table, errors) = DeTable::parse_recoverable(text);
    // Once for all: each value of a long file asks for its line.
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line = |span: &Range<usize>| ends.partition_point(|end| *end < span.start) + 1;
    let mut walk = Walk { line: &line, origin: &origin, schema, mistakes, entries: BTreeMap::new() };
    if errors.is_empty() {
        walk.table("", table.get_ref());
        return walk.entries;
    }
    // What a broken file would have said is guesswork: only its breaks are told. The parser's own text of an error
    // quotes the line, in which a secret may stand.
    let mut seen = Vec::new();
    for error in errors {
        let line = error.span().map_or(1, |span| line(&span));
        if seen.contains(&line) {
            continue;
        }
        seen.push(line);
        let what = format!("is not valid TOML: {}", error.message().replace('\n', ", "));
        walk.mistakes.push(Mistake { origin: origin(line), key: String::new(), what, hint: None });
    }
    BTreeMap::new()
}

struct Walk<'a> {
    line: &'a dyn Fn(&Range<usize>) -> usize,
    origin: &'a dyn Fn(usize) -> Origin,
    schema: Option<&'a Layer>,
    mistakes: &'a mut Vec<Mistake>,
    entries: BTreeMap<String, Entry>,
}

impl Walk<'_> {
    fn table(&mut self, path: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let key = if path.is_empty() { name.get_ref().to_string() } else { format!("{path}.{}", name.get_ref()) };
            let origin = (self.origin)((self.line)(&name.span()));
            let section = self.is_section(&key);
            match (value.get_ref(), self.schema) {
                (DeValue::Table(inner), None) => self.table(&key, inner),
                (DeValue::Table(inner), Some(_)) if section => self.table(&key, inner),
                (_, Some(schema)) if !schema.entries.contains_key(&key) => self.unknown(key, value, origin, section),
                (value, _) => {
                    let given = read_value(value, &|span| Some((self.line)(span)));
                    self.entries.insert(key, Entry { given, origin });
                }
            }
        }
    }

    fn is_section(&self, key: &str) -> bool {
        let start = format!("{key}.");
        self.schema.is_some_and(|schema| schema.entries.keys().any(|known| known.starts_with(&start)))
    }

    fn unknown(&mut self, key: String, value: &Spanned<DeValue<'_>>, origin: Origin, section: bool) {
        let known = self.schema.map(|schema| &schema.entries);
        let keys = || known.into_iter().flat_map(BTreeMap::keys).map(String::as_str);
        let (what, hint) = if section {
            ("is a section and takes no value".to_owned(), Some(format!("write [{key}] and its keys below")))
        } else if value.get_ref().is_table() {
            let sections = keys().filter_map(|known| known.split_once('.')).map(|(section, _)| section);
            let near = nearest(&key, sections).map(|near| format!("did you mean [{near}]?"));
            ("is not a known section".to_owned(), near)
        } else {
            // A key in the wrong section is likelier than a similar one in the right section.
            let last = key.rsplit('.').next().unwrap_or(&key);
            let elsewhere = keys().find(|known| known.rsplit('.').next() == Some(last));
            let near = elsewhere.or_else(|| nearest(&key, keys())).map(|near| match near.split_once('.') {
                Some((section, name)) => format!("did you mean {name} in [{section}]?"),
                None => format!("did you mean {near} at the top, before the first section?"),
            });
            ("is not a known key".to_owned(), near)
        };
        self.mistakes.push(Mistake { origin, key, what, hint });
    }
}
