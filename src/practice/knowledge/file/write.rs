//! From an article to its files.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::body::escaped;
use super::front::{AUDIENCE, ID, LANGUAGE, OWNER, REVIEW, SERVICES, STATE, TITLE};
use super::{ArticleFile, Text};
use crate::i18n::Language;

/// How long the title is in the name of a file.
const LONGEST_SLUG: usize = 60;

/// The files of an article with their names, `KB-12-set-up-the-vpn.md` and `KB-12-set-up-the-vpn.de.md`, the main one first.
/// [`gather`](super::gather()) reads them back as the same article.
#[must_use]
pub fn write(article: &ArticleFile) -> Vec<(String, String)> {
    let base = base(article);
    let file = |(place, text): (usize, &Text)| {
        let name = if place == 0 { format!("{base}.md") } else { format!("{base}.{}.md", text.language.code()) };
        (name, written(article, text, place == 0))
    };
    article.languages.iter().enumerate().map(file).collect()
}

/// One file; what holds for all languages stands in the main one only.
fn written(article: &ArticleFile, text: &Text, is_main: bool) -> String {
    let mut lines = vec!["---".to_owned()];
    lines.extend(article.id.map(|id| format!("{ID}: KB-{id}")));
    lines.push(format!("{TITLE}: {}", quoted(&text.title)));
    lines.push(format!("{LANGUAGE}: {}", text.language.code()));
    if is_main {
        if !article.services.is_empty() {
            lines.push(format!("{SERVICES}:"));
            lines.extend(article.services.iter().map(|service| format!("  - {}", quoted(service))));
        }
        lines.extend(article.owner.as_ref().map(|owner| format!("{OWNER}: {}", quoted(owner))));
        lines.extend(article.review.map(|day| format!("{REVIEW}: {day}")));
        lines.extend(article.audience.map(|audience| format!("{AUDIENCE}: {}", audience.name())));
        lines.extend(article.state.map(|state| format!("{STATE}: {}", state.name())));
    }
    lines.push("---".to_owned());
    let german = text.language == Language::De;
    if !text.symptoms.is_empty() {
        lines.extend(["", if german { "## Symptome" } else { "## Symptoms" }, ""].map(str::to_owned));
        lines.extend(text.symptoms.split('\n').map(escaped));
    }
    if !text.solution.is_empty() {
        lines.extend(["", if german { "## Lösung" } else { "## Solution" }, "", &text.solution].map(str::to_owned));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// A text in quotation marks, as YAML reads it back whatever is in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' '..='~' | '\u{a1}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' => quoted.push(c),
            '\u{ff00}'..='\u{fffd}' | '\u{10000}'.. => quoted.push(c),
            // Nothing can be done where a `String` cannot be written to.
            c => drop(write!(quoted, "\\u{:04X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// `KB-12-set-up-the-vpn`.
fn base(article: &ArticleFile) -> String {
    let title = article.languages.first().map_or("", |text| text.title.as_str());
    let mut slug = String::new();
    for c in title.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss").nfkd()
    {
        if slug.len() >= LONGEST_SLUG {
            break;
        }
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c),
            c if is_combining_mark(c) => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    let id = article.id.map(|id| format!("KB-{id}"));
    let slug = Some(slug.trim_end_matches('-').to_owned()).filter(|slug| !slug.is_empty());
    match (id, slug) {
        (Some(id), Some(slug)) => format!("{id}-{slug}"),
        (Some(id), None) => id,
        (None, slug) => slug.unwrap_or_else(|| "article".to_owned()),
    }
}
