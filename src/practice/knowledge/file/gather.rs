//! From files to articles: reads each, and puts those of one article together. All mistakes of all files are told at once, and
//! where there is one nothing is accepted: half a folder is worse than the folder of yesterday.

use std::collections::BTreeMap;

use super::body::{self, MOST_BYTES};
use super::front::{self, Front, Given};
use super::mistake::{Mistake, Wrong};
use super::{ArticleFile, State, Text};
use crate::i18n::{Language, detect};

/// How long a title may be, in characters.
const LONGEST_TITLE: usize = 200;

/// A file.
struct Part {
    name: String,
    /// By its name it is a translation.
    is_translation: bool,
    front: Front,
    text: Text,
}

/// Articles by their names, or mistakes by their files.
pub type Gathered = Result<Vec<(String, ArticleFile)>, Vec<(String, Mistake)>>;

/// Reads one file by itself.
///
/// # Errors
/// All that is wrong with it, by line.
pub fn read(name: &str, bytes: &[u8]) -> Result<ArticleFile, Vec<Mistake>> {
    let part = part(name, bytes)?;
    let mut mistakes = Vec::new();
    let article = joined(vec![part], &mut mistakes);
    article.filter(|_| mistakes.is_empty()).ok_or_else(|| mistakes.into_iter().map(|(_, mistake)| mistake).collect())
}

/// Reads files, names being paths: `network/vpn.md` and `network/vpn.de.md` are one article, `network/vpn`. Articles come in
/// the order of these names.
///
/// # Errors
/// All that is wrong with any of them, by file and line.
pub fn gather(files: Vec<(String, Vec<u8>)>) -> Gathered {
    let mut mistakes = Vec::new();
    let mut groups: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for (name, bytes) in files {
        match part(&name, &bytes) {
            Ok(part) => groups.entry(stem(&name).0.to_owned()).or_default().push(part),
            Err(wrong) => mistakes.extend(wrong.into_iter().map(|mistake| (name.clone(), mistake))),
        }
    }
    let mut ids: BTreeMap<i64, String> = BTreeMap::new();
    let mut articles = Vec::new();
    for (key, parts) in groups {
        let mut given = parts.iter().filter_map(|part| Some((part.front.id.as_ref()?, &part.name)));
        if let Some((Given { line, value: id }, name)) = given.next() {
            match ids.get(id) {
                Some(other) => {
                    mistakes
                        .push((name.clone(), Mistake::new(*line, Wrong::IdTwice { id: *id, other: other.clone() })));
                }
                None => drop(ids.insert(*id, name.clone())),
            }
        }
        articles.extend(joined(parts, &mut mistakes).map(|article| (key, article)));
    }
    if mistakes.is_empty() {
        return Ok(articles);
    }
    mistakes.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.line.cmp(&y.line)));
    Err(mistakes)
}

/// Puts the files of one article together.
fn joined(mut parts: Vec<Part>, mistakes: &mut Vec<(String, Mistake)>) -> Option<ArticleFile> {
    parts.sort_by(|a, b| {
        (a.is_translation, a.text.language.code(), &a.name).cmp(&(b.is_translation, b.text.language.code(), &b.name))
    });
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for Part { name, text, front, .. } in &parts {
        if let Some(other) = known.insert(text.language.code(), name) {
            let what = Wrong::LanguageTwice { language: text.language.code().to_owned(), other: other.to_owned() };
            let line = front.language.as_ref().map_or(1, |given| given.line);
            mistakes.push((name.clone(), Mistake::new(line, what)));
        }
    }
    let id = agreed(&parts, front::ID, |front| front.id.as_ref(), mistakes);
    let services = agreed(&parts, front::SERVICES, |front| front.services.as_ref(), mistakes);
    let owner = agreed(&parts, front::OWNER, |front| front.owner.as_ref(), mistakes);
    let review = agreed(&parts, front::REVIEW, |front| front.review.as_ref(), mistakes);
    let audience = agreed(&parts, front::AUDIENCE, |front| front.audience.as_ref(), mistakes);
    let state = agreed(&parts, front::STATE, |front| front.state.as_ref(), mistakes);
    for Part { name, text, .. } in &parts {
        if text.solution.is_empty() && state != Some(State::Draft) {
            mistakes.push((name.clone(), Mistake::new(1, Wrong::NoSolution)));
        }
    }
    let languages: Vec<Text> = parts.into_iter().map(|part| part.text).collect();
    (!languages.is_empty()).then(|| ArticleFile {
        id,
        languages,
        services: services.unwrap_or_default(),
        owner,
        review,
        audience,
        state,
    })
}

/// What the first file that says anything says; the others say the same or nothing.
fn agreed<T: Clone + PartialEq>(
    parts: &[Part],
    key: &'static str,
    of: fn(&Front) -> Option<&Given<T>>,
    mistakes: &mut Vec<(String, Mistake)>,
) -> Option<T> {
    let mut given = parts.iter().filter_map(|part| Some((&part.name, of(&part.front)?)));
    let (first, agreed) = given.next()?;
    for (name, Given { line, .. }) in given.filter(|(_, given)| given.value != agreed.value) {
        mistakes.push((name.clone(), Mistake::new(*line, Wrong::Differs { key, other: first.clone() })));
    }
    Some(agreed.value.clone())
}

/// A name without language and `.md`, and the language as it stands there: two letters, also with a country.
fn stem(name: &str) -> (&str, Option<&str>) {
    let ends = [".md", ".markdown"].into_iter().find_map(|end| {
        let (stem, tail) = name.split_at_checked(name.len().checked_sub(end.len())?)?;
        tail.eq_ignore_ascii_case(end).then_some(stem)
    });
    let bare = ends.unwrap_or(name);
    let is_language = |part: &str| {
        let (code, country) = part.split_once(['-', '_']).unwrap_or((part, "XX"));
        [code, country].iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
    };
    match bare.rsplit_once('.') {
        Some((stem, part)) if is_language(part) && !stem.is_empty() && !stem.ends_with('/') => (stem, Some(part)),
        _ => (bare, None),
    }
}

fn part(name: &str, bytes: &[u8]) -> Result<Part, Vec<Mistake>> {
    let file = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = 1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
        vec![Mistake::new(line, Wrong::NotUtf8 { at })]
    })?;
    // Line ends of one kind: a `\r` would be part of the last word of a line.
    let file = file.strip_prefix('\u{feff}').unwrap_or(file).replace("\r\n", "\n").replace('\r', "\n");
    if file.trim().is_empty() {
        return Err(vec![Mistake::new(1, Wrong::Empty)]);
    }
    let mut mistakes = Vec::new();
    let (yaml, body, before) = halves(&file).map_err(|wrong| vec![wrong])?;
    let front = yaml.map(|yaml| front::read(yaml, 1, &mut mistakes)).unwrap_or_default();
    let is_yaml = mistakes.iter().all(|mistake| !matches!(mistake.what, Wrong::NotYaml(_) | Wrong::NoKeys));
    let body = body::read(body, before, front.title.as_ref().map(|given| given.value.as_str()));
    let bytes = body.symptoms.len() + body.solution.len();
    if bytes > MOST_BYTES {
        mistakes.push(Mistake::new(before + 1, Wrong::TooLong { bytes }));
    }
    let (_, suffix) = stem(name);
    let by_name = suffix.and_then(front::language);
    if let (Some(suffix), None) = (suffix, by_name) {
        mistakes.push(Mistake::new(1, Wrong::LanguageInName(suffix.to_owned())));
    }
    if let (Some(by_name), Some(given)) = (by_name, &front.language)
        && by_name != given.value
    {
        let [given_code, name] = [given.value, by_name].map(|language| language.code().to_owned());
        mistakes.push(Mistake::new(given.line, Wrong::LanguageDiffers { given: given_code, name }));
    }
    let title = match front.title.as_ref().or(body.title.as_ref()) {
        Some(Given { value, line }) if !value.is_empty() => {
            let length = value.chars().count();
            if length > LONGEST_TITLE {
                mistakes.push(Mistake::new(*line, Wrong::LongTitle(length)));
            }
            value.clone()
        }
        given => {
            // Where the front matter could not be read nobody knows whether there is one.
            if is_yaml {
                mistakes.push(Mistake::new(given.map_or(1, |given| given.line), Wrong::NoTitle));
            }
            String::new()
        }
    };
    if !mistakes.is_empty() {
        mistakes.sort_by_key(|mistake| mistake.line);
        return Err(mistakes);
    }
    let language = front.language.as_ref().map(|given| given.value).or(by_name).or(body.language);
    let language = language.or_else(|| detect(&format!("{title}\n{}", body.solution))).unwrap_or(Language::En);
    let text = Text { language, title, symptoms: body.symptoms, solution: body.solution };
    Ok(Part { name: name.to_owned(), is_translation: suffix.is_some(), front, text })
}

/// Front matter, body and the number of lines before it.
fn halves(file: &str) -> Result<(Option<&str>, &str, usize), Mistake> {
    let Some((_, rest)) = file.split_once('\n').filter(|(first, _)| first.trim_end() == "---") else {
        return match file.trim_end() == "---" {
            true => Err(Mistake::new(1, Wrong::Unclosed)),
            false => Ok((None, file, 0)),
        };
    };
    let mut at = 0;
    for (line, number) in rest.split_inclusive('\n').zip(2..) {
        if matches!(line.trim_end(), "---" | "...") {
            let (yaml, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            return Ok((Some(yaml), after.strip_prefix(line).unwrap_or_default(), number));
        }
        at += line.len();
    }
    Err(Mistake::new(1, Wrong::Unclosed))
}
