//! Holds the order of the house: who may import whom, where SQL stands, what is pure, and how long a file may be. The
//! tables below say in data what the map in `src/lib.rs` says in words; change both together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Folder or file in `src/`, and what it may import beside itself and [`EVERYONE`]; of `chat` most know only plain data.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("main", ANYTHING),
    ("arguments", ANYTHING),
    ("inquiry", ANYTHING),
    ("app", ANYTHING),
    ("console", ANYTHING),
    // Like `main`, it puts a whole bot together, only with a homeserver beneath it.
    ("demo", ANYTHING),
    ("cases", &["calendar", "approval", "rota", "search", "practice"]),
    ("ops", &["flow", "database", "config", "chat", "channel"]),
    (
        "practice",
        &[
            "flow",
            "command",
            "ticket",
            "approval",
            "people",
            "calendar",
            "rota",
            "search",
            "audit",
            "i18n",
            "config",
            "chat::markup",
            "chat::Happening",
            "chat::Member",
            "channel::Letter",
        ],
    ),
    // The kernel: each may import those below it, so that no circle can arise.
    ("ticket", &["flow", "i18n", "config", "chat::markup", "approval", "people", "calendar", "audit"]),
    ("approval", &[]),
    ("people", &["flow", "i18n", "config", "chat::markup", "chat::Member", "calendar", "audit"]),
    ("audit", &["flow", "i18n", "calendar"]),
    ("calendar", &[]),
    ("rota", &[]),
    ("search", &[]),
    ("command", &["i18n", "chat::markup"]),
    ("flow", &["chat", "channel", "audit", "people", "i18n", "config", "database"]),
    ("chat", &["config"]),
    ("channel", &["config"]),
    ("database", &["config"]),
    // How many must agree, and who is on call when, is read where it is written.
    ("config", &["i18n", "calendar", "approval", "rota", "search"]),
    ("i18n", &["chat::markup"]),
    ("error", &["i18n"]),
    ("fact", &["ids"]),
    ("clock", &[]),
    ("crash", &[]),
    ("ids", &[]),
];

/// For what puts everything together.
const ANYTHING: &[&str] = &["*"];

/// Small words that all share.
const EVERYONE: &[&str] = &["clock", "crash", "error", "fact", "ids"];

/// The only ones that know which chat platforms there are; everyone else knows the trait.
const KNOW_PLATFORMS: &[&str] = &["app", "console", "ops", "chat"];

/// Paths that neither wait, nor know a database or the present: a name of a file, or the beginning of a path.
const PURE: &[&str] = &[
    "model.rs",
    "src/approval/",
    "src/calendar/",
    "src/chat/markup",
    "src/clock.rs",
    "src/command/",
    "src/fact.rs",
    "src/i18n/",
    "src/ids.rs",
    "src/practice/knowledge/file",
    "src/rota/",
    "src/search/",
];

/// What a pure file must not contain. The clock is the one exception to the last ones.
const IMPURE: &[&str] = &[
    "async ",
    ".await",
    "sqlx",
    "tokio",
    "std::fs",
    "std::net",
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
];

/// Where SQL may stand: a name of a file, or the beginning of a path.
const SQL: &[&str] = &["store.rs", "src/audit/", "src/database/", "src/flow/"];

/// What gives SQL away.
const SPEAKS_SQL: &[&str] =
    &["query!(", "query_as!(", "query_scalar!(", "query_file!(", "sqlx::query", "sqlx::raw_sql", "QueryBuilder"];

/// A file longer than this has two subjects.
const LONGEST: usize = 500;

/// What may lie at the top, beside hidden files and what git is told to ignore there.
const TOP: &[&str] =
    &["Cargo.lock", "Cargo.toml", "README.md", "benches", "bot-config.toml", "migrations", "src", "tests"];

#[test]
fn nobody_imports_what_they_may_not() {
    let files = sources("src");
    let practices = folders("src/practice");
    let platforms: BTreeSet<String> = folders("src/chat").into_iter().filter(|folder| folder != "markup").collect();
    let mut forbidden = Vec::new();
    for file in &files {
        for (line, to) in imports(&file.code, &file.module) {
            if let Some(reason) = objection(&file.module, &to, &practices, &platforms) {
                forbidden.push(format!("{}:{line}: {}: {reason}", file.path, to.join("::")));
            }
        }
    }
    none(&forbidden, "forbidden imports");
}

#[test]
fn every_folder_is_on_the_map() {
    let map: String =
        fs::read_to_string("src/lib.rs").unwrap().lines().filter(|line| line.starts_with("//! |")).collect();
    let table: BTreeMap<_, _> = MAY_IMPORT.iter().copied().collect();
    let mut missing = Vec::new();
    for name in entries("src").iter().map(|name| name.trim_end_matches(".rs")).filter(|name| *name != "lib") {
        if !table.contains_key(name) {
            missing.push(format!("{name} is not in the table of tests/layout.rs"));
        }
        if !map.contains(&format!("`{name}`")) {
            missing.push(format!("{name} is not on the map in src/lib.rs"));
        }
    }
    none(&missing, "unknown folders");
}

#[test]
fn the_kernel_has_no_circle() {
    let order: Vec<_> = MAY_IMPORT.iter().map(|(name, _)| *name).filter(|name| KERNEL.contains(name)).collect();
    for (index, name) in order.iter().enumerate() {
        let (_, allowed) = MAY_IMPORT.iter().find(|(of, _)| of == name).unwrap();
        let upward: Vec<_> = order.iter().take(index).filter(|above| allowed.contains(above)).collect();
        assert!(upward.is_empty(), "{name} may import {upward:?}, which may import it");
    }
}

const KERNEL: &[&str] = &["ticket", "approval", "people", "calendar", "rota", "audit"];

#[test]
fn pure_files_neither_wait_nor_ask_for_the_present() {
    let mut impure = Vec::new();
    for file in sources("src").iter().filter(|file| is_listed(&file.path, PURE)) {
        for (number, line) in file.code.lines().enumerate() {
            for word in IMPURE.iter().filter(|word| line.contains(**word)) {
                if file.path != "src/clock.rs" {
                    impure.push(format!("{}:{}: {word}", file.path, number + 1));
                }
            }
        }
    }
    none(&impure, "impurities in pure files");
}

#[test]
fn sql_stands_in_stores() {
    let mut strays = Vec::new();
    for file in sources("src").iter().filter(|file| !is_listed(&file.path, SQL)) {
        for (number, line) in file.code.lines().enumerate() {
            if SPEAKS_SQL.iter().any(|word| line.contains(word)) {
                strays.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    none(&strays, "SQL outside of stores");
}

#[test]
fn files_stay_small() {
    let mut long = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| rust_files(Path::new(folder))) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > LONGEST {
            long.push(format!("{}: {lines} lines", path.display()));
        }
    }
    none(&long, "files with more than one subject");
}

#[test]
fn the_top_is_tidy() {
    let ignored = fs::read_to_string(".gitignore").unwrap();
    let is_known = |name: &String| {
        name.starts_with('.') || TOP.contains(&name.as_str()) || ignored.lines().any(|line| line == format!("/{name}"))
    };
    let strays: Vec<_> = entries(".").into_iter().filter(|name| !is_known(name)).collect();
    none(&strays, "things that do not belong at the top");
}

/// What is shipped has no place at which a test could kill it: only a dev-dependency on itself switches these on.
#[test]
fn crash_points_are_for_tests_only() {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let mentions = |value: &toml::Value| value.to_string().contains("crash-points");
    let sections: Vec<_> = manifest.iter().filter(|(_, value)| mentions(value)).map(|(name, _)| name).collect();
    assert_eq!(sections, ["dev-dependencies", "features"]);
    let includes: Vec<_> = manifest["features"].as_table().unwrap().iter().filter(|(_, list)| mentions(list)).collect();
    assert!(includes.is_empty(), "{includes:?}");
}

/// Why `from` may not import `to`, if so.
fn objection(
    from: &[String],
    to: &[String],
    practices: &BTreeSet<String>,
    platforms: &BTreeSet<String>,
) -> Option<String> {
    let from_folder = from.first().map_or("main", String::as_str);
    let to_folder = to.first()?;
    let (from_part, to_part) = (from.get(1), to.get(1));
    if from_folder == "practice" && to_folder == "practice" {
        let other = to_part.filter(|part| practices.contains(*part) && from_part.is_some_and(|own| own != *part));
        let is_practice = from_part.is_some_and(|own| practices.contains(own));
        return other.filter(|_| is_practice).map(|_| "a practice imports no other practice".to_owned());
    }
    if to_folder == "chat" && to_part.is_some_and(|part| platforms.contains(part)) {
        if !KNOW_PLATFORMS.contains(&from_folder) {
            return Some("only the trait of a chat platform is known here".to_owned());
        }
        let is_platform = from_folder == "chat" && from_part.is_some_and(|own| platforms.contains(own));
        return (is_platform && from_part != to_part).then(|| "a platform imports no other platform".to_owned());
    }
    if from_folder == to_folder || EVERYONE.contains(&to_folder.as_str()) && !EVERYONE.contains(&from_folder) {
        return None;
    }
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == from_folder) else {
        return Some(format!("{from_folder} is not in the table"));
    };
    let is_allowed = allowed.iter().any(|allowed| {
        *allowed == "*" || allowed.split("::").eq(to.iter().take(allowed.split("::").count()).map(String::as_str))
    });
    (!is_allowed).then(|| format!("{from_folder} may import only {}", allowed.join(", ")))
}

struct Source {
    /// From the top, with `/`.
    path: String,
    /// `src/chat/local/view.rs` is `chat, local, view`.
    module: Vec<String>,
    /// Without comments, texts and tests; lines keep their numbers.
    code: String,
}

fn sources(folder: &str) -> Vec<Source> {
    let files = rust_files(Path::new(folder));
    assert!(!files.is_empty(), "no sources in {folder}");
    files
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs") && !path.iter().any(|part| part == "tests"))
        .map(|path| {
            let path_text = path.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/");
            let module = path_text
                .trim_start_matches("src/")
                .trim_end_matches(".rs")
                .split('/')
                .filter(|part| !matches!(*part, "mod" | "lib"))
                .map(str::to_owned)
                .collect();
            let code = without_tests(&bare(&fs::read_to_string(&path).unwrap()));
            Source { path: path_text, module, code }
        })
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.append(&mut rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn entries(folder: &str) -> BTreeSet<String> {
    fs::read_dir(folder).map_or_else(
        |_| BTreeSet::new(),
        |entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(),
    )
}

fn folders(folder: &str) -> BTreeSet<String> {
    entries(folder).into_iter().filter(|name| Path::new(folder).join(name).is_dir()).collect()
}

fn is_listed(path: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| {
        if entry.starts_with("src/") { path.starts_with(entry) } else { path.ends_with(&format!("/{entry}")) }
    })
}

fn none(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// The code without comments and without what stands in quotation marks.
fn bare(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r\"")
            || rest.starts_with("r#") && rest.trim_start_matches(['r', '#']).starts_with('"')
        {
            let hashes = rest.chars().skip(1).take_while(|c| *c == '#').count();
            let end = format!("\"{}", "#".repeat(hashes));
            let (_, inner) = rest.split_at(hashes + 2);
            inner.find(&end).map_or(rest.len(), |at| hashes + 2 + at + end.len())
        } else if c == '"' {
            quoted(rest, '"')
        } else if c == '\'' && (rest.starts_with("'\\") || rest.chars().nth(2) == Some('\'')) {
            quoted(rest, '\'')
        } else {
            code.push(c);
            rest = rest.strip_prefix(c).unwrap();
            continue;
        };
        let (skipped, after) = rest.split_at(length);
        code.extend(skipped.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    code
}

/// Length of the text in quotation marks with which `rest` begins.
fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The code up to its tests, which stand at the end of a file.
fn without_tests(code: &str) -> String {
    let tests = code.match_indices("#[cfg(test)]").find(|(at, mark)| {
        let (_, after) = code.split_at(at + mark.len());
        after.trim_start().starts_with("mod ") && after.find('{') < after.find(';').or(Some(usize::MAX))
    });
    tests.map_or(code, |(at, _)| code.split_at(at).0).to_owned()
}

/// All paths of this crate that the code names, whole, with their lines; `super` and `crate` are resolved.
fn imports(code: &str, module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for (start, root) in [("crate::", 0), ("super::", 1)] {
        for (at, _) in code.match_indices(start) {
            let (before, rest) = code.split_at(at);
            let continues_path = before.ends_with(|c: char| c == ':' || c == '_' || c == '$' || c.is_alphanumeric());
            if continues_path {
                continue;
            }
            let mut prefix = if root == 0 { Vec::new() } else { module.to_vec() };
            let mut rest = rest;
            while let Some(after) = rest.strip_prefix("super::") {
                prefix.pop();
                rest = after;
            }
            let mut paths = Vec::new();
            tree(rest.strip_prefix("crate::").unwrap_or(rest), &prefix, &mut paths);
            let line = before.matches('\n').count() + 1;
            found.extend(paths.into_iter().map(|path| (line, path)));
        }
    }
    found
}

/// Reads `a::b`, `a::{b, c::d}` and returns the text after it.
fn tree<'t>(text: &'t str, prefix: &[String], paths: &mut Vec<Vec<String>>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            let after = tree(rest, prefix, paths);
            assert!(after.len() < rest.len(), "unreadable import: {}", rest.lines().next().unwrap_or_default());
            rest = after;
        }
    }
    let end = text.find(|c: char| !(c == '_' || c == '*' || c.is_alphanumeric())).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut path = prefix.to_vec();
    if !matches!(name, "self" | "*") {
        path.push(name.to_owned());
    }
    match rest.strip_prefix("::") {
        Some(after) if after.starts_with(|c: char| c == '{' || c == '_' || c == '*' || c.is_alphabetic()) => {
            tree(after, &path, paths)
        }
        _ => {
            paths.push(path);
            rest.strip_prefix(" as ")
                .map_or(rest, |alias| alias.trim_start_matches(|c: char| c == '_' || c.is_alphanumeric()))
        }
    }
}

#[test]
fn imports_are_read_as_the_compiler_does() {
    let code = bare(
        r##"
        //! crate::comment
        use crate::{ids::{TicketId, PersonId as Someone}, people};
        use super::super::ticket::*;
        fn a<'a>(text: &'a str) -> char { let _ = "crate::text \" crate::x"; let _ = r#"crate::raw""#; '"' }
        fn b() -> crate::error::Stop { super::view::card::<u8>('\'') }
        #[cfg(test)]
        mod tests { use crate::app; }
        "##,
    );
    let module = ["practice", "desk", "commands"].map(str::to_owned);
    let found: Vec<String> = imports(&without_tests(&code), &module)
        .into_iter()
        .map(|(line, path)| format!("{line} {}", path.join("::")))
        .collect();
    assert_eq!(
        found,
        [
            "3 ids::TicketId",
            "3 ids::PersonId",
            "3 people",
            "6 error::Stop",
            "4 practice::ticket",
            "6 practice::desk::view::card",
        ]
    );
}

#[test]
fn the_table_is_enforced() {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let path = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
    let is_allowed = |from: &str, to: &str| {
        objection(&path(from), &path(to), &names(&["desk", "sla"]), &names(&["local", "matrix"])).is_none()
    };
    for (from, to) in [
        ("practice::desk::view", "chat::markup::Markup"),
        ("practice::router", "practice::desk::PRACTICE"),
        ("practice::desk::commands", "practice::Verb"),
        ("practice::desk::commands", "practice::desk::view::card"),
        ("chat", "chat::matrix::Matrix"),
        ("console::stage", "chat::local::Local"),
        ("flow::sender", "chat::Platform"),
        ("ticket", "people::Person"),
        ("i18n::words", "ids::TicketId"),
    ] {
        assert!(is_allowed(from, to), "{from} -> {to}");
    }
    for (from, to) in [
        ("practice::desk::view", "chat::Platform"),
        ("practice::desk::view", "chat::matrix::Matrix"),
        ("practice::desk::commands", "practice::sla::clock"),
        ("flow::sender", "chat::local::Local"),
        ("flow::worker", "practice::router"),
        ("chat::local::view", "chat::matrix::Matrix"),
        ("chat::matrix", "flow::inbox"),
        ("people", "ticket::Ticket"),
        ("ids", "error::Stop"),
        ("i18n::words", "config::Config"),
        ("newcomer", "flow::Turn"),
    ] {
        assert!(!is_allowed(from, to), "{from} -> {to}");
    }
}
