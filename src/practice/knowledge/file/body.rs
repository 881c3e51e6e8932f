//! What stands below the front matter: symptoms and solution.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::front::Given;
use super::{one_line, tidy};
use crate::i18n::Language;

/// Symptoms and solution together: some 30,000 words.
pub(super) const MOST_BYTES: usize = 200 * 1024;

/// A body, taken apart.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The first heading of the first level, if it was asked for.
    pub(super) title: Option<Given<String>>,
    pub(super) symptoms: String,
    pub(super) solution: String,
    /// In which language the headings of the sections are.
    pub(super) language: Option<Language>,
}

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Symptoms,
    Solution,
}

/// Takes a body apart that begins behind line `before`. Where the front matter has no `title`, the first heading of the first
/// level is the title, and not text; where it has one, a body that begins with it would say it twice.
pub(super) fn read(body: &str, before: usize, title: Option<&str>) -> Body {
    let mut read = Body::default();
    let (mut symptoms, mut solution) = (Vec::new(), Vec::new());
    let mut section = None;
    let mut fence = None;
    // Whether the solution has a word yet.
    let mut has_begun = false;
    for (line, number) in body.split('\n').zip(before + 1..) {
        if section == Some(Section::Solution) {
            solution.push(line.to_owned());
            continue;
        }
        match heading(line) {
            Some((1, text)) if section.is_none() && fence.is_none() => match title {
                None if read.title.is_none() => {
                    read.title = Some(Given { line: number, value: one_line(text) });
                    continue;
                }
                Some(title) if title == one_line(text) && !has_begun => continue,
                _ => {}
            },
            Some((2, text)) => {
                let named = named(text);
                read.language = read.language.or(named.and_then(|(_, language)| language));
                section = named.map(|(section, _)| section);
                // Below a section of another name it stays, or what follows would seem to be part of that one.
                if section == Some(Section::Symptoms) || section == Some(Section::Solution) && !has_begun {
                    continue;
                }
            }
            _ => {}
        }
        fence = fenced(line, fence);
        match section {
            Some(Section::Symptoms) => symptoms.push(unescaped(line)),
            _ => {
                has_begun |= !is_blank(line);
                solution.push(line.to_owned());
            }
        }
    }
    read.symptoms = tidy(&symptoms.join("\n"));
    read.solution = tidy(&solution.join("\n"));
    read
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Level and text of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = indented(line)?;
    let text = rest.trim_start_matches('#');
    let level = rest.len() - text.len();
    let is_heading = (1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']));
    is_heading.then(|| (level, text.trim().trim_end_matches('#').trim_end()))
}

/// The line without its indentation; with more than three spaces it would be code.
fn indented(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    (line.len() - rest.len() < 4).then_some(rest)
}

/// Which section a heading names, and in which language if that shows.
fn named(heading: &str) -> Option<(Section, Option<Language>)> {
    let letters = heading.trim_end_matches(':').nfkd().filter(|c| !is_combining_mark(*c));
    match letters.collect::<String>().to_lowercase().as_str() {
        "symptoms" => Some((Section::Symptoms, Some(Language::En))),
        "symptome" => Some((Section::Symptoms, Some(Language::De))),
        "symptom" => Some((Section::Symptoms, None)),
        "solution" => Some((Section::Solution, Some(Language::En))),
        "losung" | "loesung" => Some((Section::Solution, Some(Language::De))),
        _ => None,
    }
}

/// The sign and length of the fence around code in which the text is behind this line.
fn fenced(line: &str, fence: Option<(char, usize)>) -> Option<(char, usize)> {
    let mark = |sign: char| {
        let rest = indented(line)?;
        let after = rest.trim_start_matches(sign);
        Some((rest.len() - after.len(), after)).filter(|(length, _)| *length > 2)
    };
    match fence {
        Some((sign, open)) => {
            fence.filter(|_| !mark(sign).is_some_and(|(length, after)| length >= open && is_blank(after)))
        }
        None => ['`', '~'].into_iter().find_map(|sign| Some((sign, mark(sign)?.0))),
    }
}

/// A line of the symptoms as it is written: a heading of the second level would end them.
pub(super) fn escaped(line: &str) -> String {
    match escapable(line) {
        Some((indent, rest)) => format!("{indent}\\{rest}"),
        None => line.to_owned(),
    }
}

/// Undoes [`escaped`].
fn unescaped(line: &str) -> String {
    match escapable(line).and_then(|(indent, rest)| Some((indent, rest.strip_prefix('\\')?))) {
        Some((indent, rest)) => format!("{indent}{rest}"),
        None => line.to_owned(),
    }
}

/// Indentation and rest of a heading of the second level, with backslashes before it or without.
fn escapable(line: &str) -> Option<(&str, &str)> {
    let rest = indented(line)?;
    let (level, _) = heading(rest.trim_start_matches('\\'))?;
    (level == 2).then(|| line.split_at(line.len() - rest.len()))
}
