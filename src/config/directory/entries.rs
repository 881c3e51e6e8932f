//! The directory as a directory server exports it (LDIF): which entries are people, and what their attributes say.

use std::collections::HashMap;

use super::ldif::{self, Entry};
use super::part::Part;
use super::{Read, Reading};
use crate::config::account::account;
use crate::config::mistake::{Origin, Problem};
use crate::i18n::Language;

/// Where the whole account stands when no template says how it is made.
const ACCOUNT: [&str; 2] = ["matrixID", "account"];

/// Of what kind the entries of people are; computers are of some of these as well.
const PEOPLE: [&str; 5] = ["person", "inetOrgPerson", "posixAccount", "account", "user"];

/// How an account is made of attributes: `@{uid}:example.org`.
pub(super) struct Template(Vec<Piece>);

enum Piece {
    Text(String),
    Attribute(String),
}

impl Template {
    pub(super) fn read(text: &str) -> Result<Self, Problem> {
        let hint = "write \"@{uid}:example.org\", with the name of an attribute in braces";
        let unclear = |what: &str| Problem::new(format!("{what}: {text:?}")).hint(hint);
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| unclear("has a { that nothing closes"))?;
            let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
            if !is_name {
                return Err(unclear("names no attribute in its braces"));
            }
            pieces.extend([Piece::Text(before.to_owned()), Piece::Attribute(name.to_owned())]);
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        if pieces.len() == 1 {
            return Err(unclear("is the same for everybody"));
        }
        let template = Self(pieces);
        account(&template.filled(|_| Some("x".to_owned())).unwrap_or_default())
            .map_err(|_| unclear("makes no account"))?;
        Ok(template)
    }

    /// The account; None where an attribute is missing. In small letters, as accounts are.
    fn filled(&self, attribute: impl Fn(&str) -> Option<String>) -> Option<String> {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Attribute(name) => attribute(name).map(|value| value.to_lowercase()),
        };
        self.0.iter().map(piece).collect()
    }
}

pub(super) fn read(file: &Reading<'_>) -> Read {
    let (entries, wrong) = ldif::parse(file.text);
    let mut read = Read::default();
    read.wrong.extend(wrong.into_iter().map(|(line, problem)| (line, String::new(), problem)));
    // Managers are named by the names of their entries, which may come later.
    let mut accounts = HashMap::new();
    let mut lines = HashMap::new();
    let mut people = Vec::new();
    for entry in entries.iter().filter(|entry| is_person(entry)) {
        let Some((own, line)) = own_account(entry, file.template, &mut read) else { continue };
        match account(&own) {
            Ok(own) => {
                if let Some(first) = lines.insert(own.to_lowercase(), entry.line) {
                    let what = format!("has an entry already, in line {first}: {own}");
                    read.wrong.push((line, "account".to_owned(), Problem::new(what)));
                }
                accounts.insert(ldif::comparable(&entry.dn), own.clone());
                people.push((entry, own));
            }
            Err(problem) => read.wrong.push((line, "account".to_owned(), problem)),
        }
    }
    if people.is_empty() && read.wrong.is_empty() {
        let hint = match file.template {
            Some(_) => "no person in it has the attributes that directory_account names",
            None => "set directory_account, or give people an attribute matrixID with their account",
        };
        read.wrong.push((1, String::new(), Problem::new("names nobody who has an account in the chat").hint(hint)));
    }
    for (entry, own) in people {
        let part = part(entry, own, file, &accounts, &mut read);
        read.people.push(part);
    }
    read
}

/// Directories have groups, computers and folders too.
fn is_person(entry: &Entry) -> bool {
    let kinds = entry.all("objectClass").unwrap_or_default();
    let is = |wanted: &str| kinds.iter().any(|kind| kind.eq_ignore_ascii_case(wanted));
    kinds.is_empty() || PEOPLE.iter().any(|kind| is(kind)) && !is("computer")
}

/// The account of an entry with its line; None: whoever it is does not chat.
fn own_account(entry: &Entry, template: Option<&Template>, read: &mut Read) -> Option<(String, usize)> {
    let Some(template) = template else {
        return text(entry, "account", &ACCOUNT, read);
    };
    let made = template.filled(|name| Some(entry.first(&[name]).ok()??.0));
    made.map(|account| (account, entry.line))
}

/// What an attribute says; what cannot be read is a mistake in the key for which it is asked.
fn text(entry: &Entry, key: &str, names: &[&str], read: &mut Read) -> Option<(String, usize)> {
    match entry.first(names) {
        Ok(found) => found.map(|(text, line)| (text.trim().to_owned(), line)).filter(|(text, _)| !text.is_empty()),
        Err((line, problem)) => {
            read.wrong.push((line, key.to_owned(), problem));
            None
        }
    }
}

fn part(entry: &Entry, own: String, file: &Reading<'_>, accounts: &HashMap<String, String>, read: &mut Read) -> Part {
    let name = text(entry, "name", &["displayName", "cn"], read).map(|(name, _)| name);
    let manager = text(entry, "manager", &["manager"], read);
    let line = manager.as_ref().map_or(entry.line, |(_, line)| *line);
    let manager = manager.and_then(|(dn, _)| accounts.get(&ldif::comparable(&dn)).cloned());
    // Directories say of whoever is at the top that they are their own manager.
    let manager = manager.filter(|manager| !manager.eq_ignore_ascii_case(&own));
    let language = text(entry, "language", &["preferredLanguage"], read).and_then(|(text, _)| language(&text));
    let cost_center = text(entry, "cost_center", &["departmentNumber"], read).map(|(center, _)| center);
    let groups = match entry.all("memberOf") {
        Ok(names) => names,
        Err((line, problem)) => {
            read.wrong.push((line, "groups".to_owned(), problem));
            Vec::new()
        }
    };
    let known = |dn: &String| {
        let name = ldif::common_name(dn)?;
        file.groups.iter().find(|known| known.eq_ignore_ascii_case(&name)).map(|known| (*known).to_owned())
    };
    let groups = groups.iter().filter_map(known).collect();
    let origin = Origin::File(file.path.to_owned(), Some(line));
    Part { name, manager, groups: Some(groups), language, cost_center, origin, ..Part::of(own) }
}

/// `de`, `de-DE`, `en-gb;q=0.8, de`: the first that Lotse speaks.
fn language(text: &str) -> Option<Language> {
    let code = |item: &str| {
        let code = item.split([';', '-', '_']).next().unwrap_or_default().to_owned();
        Language::read(&code)
    };
    text.split(',').find_map(code)
}
