//! `lotse kb import DIR`, `lotse kb export DIR`: articles as files, so that a company's existing folder, or what another wiki
//! exports, becomes knowledge, and nobody's knowledge is locked in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::care;
use super::file::{self, ArticleFile};
use super::model::{Article, Audience, State};
use super::store::{self, Write};
use crate::audit;
use crate::config::Config;
use crate::error::Fault;
use crate::flow::timers;
use crate::ids::ArticleId;
use crate::people;

/// The largest file that is read at all, in bytes: an article has fewer, and a folder may hold anything.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// So many articles are loaded at once.
const BATCH: usize = 200;

/// Who imports or exports, and with which settings.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The system's user.
    pub operator: &'a str,
    /// The settings.
    pub config: &'a Config,
    /// The present.
    pub now: DateTime<Utc>,
}

/// What came of an import: a line for each article, or for each mistake.
#[derive(Debug)]
pub struct Report {
    /// What is printed.
    pub text: String,
    /// It was imported; otherwise nothing was.
    pub done: bool,
}

/// Reads a folder with all that lies below it: `*.md` and `*.markdown`. All of it is imported, or nothing.
///
/// # Errors
/// A file that cannot be read, and what the database refuses. Mistakes in files are no errors: the report tells them.
pub async fn import(pool: &PgPool, folder: &Path, by: By<'_>) -> Result<Report, Fault> {
    let articles = match file::gather(files(folder)?) {
        Ok(articles) => articles,
        Err(mistakes) => {
            let mistakes = mistakes.into_iter().map(|(file, mistake)| (file, mistake.to_string())).collect();
            return Ok(refused(mistakes));
        }
    };
    let mut tx = pool.begin().await?;
    let mut mistakes = Vec::new();
    let mut wanted = Vec::new();
    for (name, read) in articles {
        match resolved(&mut tx, &read, by.config).await? {
            Ok((services, owner)) => wanted.push((name, read, services, owner)),
            Err(wrong) => mistakes.extend(wrong.into_iter().map(|what| (format!("{name}.md"), what))),
        }
    }
    if !mistakes.is_empty() {
        return Ok(refused(mistakes));
    }
    let (mut text, mut counts) = (String::new(), [0_usize; 3]);
    for (name, read, services, owner) in wanted {
        let (id, what) = put(&mut tx, &name, read, (services, owner), by).await?;
        let (at, word) = match what {
            Done::New => (0, "new"),
            Done::Changed => (1, "changed"),
            Done::Same => (2, "unchanged"),
        };
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
        if at < 2 {
            let _ = writeln!(text, "{id}  {word}  {name}");
        }
    }
    tx.commit().await?;
    let [new, changed, same] = counts;
    let _ = writeln!(text, "{new} new, {changed} changed, {same} unchanged");
    Ok(Report { text, done: true })
}

fn refused(mistakes: Vec<(String, String)>) -> Report {
    let mut text = String::new();
    for (file, what) in &mistakes {
        let _ = writeln!(text, "{file}: {what}");
    }
    let mistakes = if mistakes.len() == 1 { "1 mistake".to_owned() } else { format!("{} mistakes", mistakes.len()) };
    let _ = writeln!(text, "{mistakes}; nothing was imported");
    Report { text, done: false }
}

fn failed(path: &Path, error: std::io::Error) -> Fault {
    Fault::Other(format!("{}: {error}", path.display()))
}

/// The files below a folder, by path; what begins with a dot belongs to other programs.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let (mut found, mut open) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(below) = open.pop() {
        let at = folder.join(&below);
        for entry in std::fs::read_dir(&at).map_err(|error| failed(&at, error))? {
            let entry = entry.map_err(|error| failed(&at, error))?;
            let name = entry.file_name();
            let path = below.join(&name);
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(|error| failed(&entry.path(), error))?;
            if kind.is_dir() {
                open.push(path);
                continue;
            }
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            if !kind.is_file() || !matches!(ending.as_deref(), Some("md" | "markdown")) {
                continue;
            }
            let size = entry.metadata().map_err(|error| failed(&entry.path(), error))?.len();
            if size > MOST_BYTES {
                return Err(Fault::Other(format!("{}: {size} bytes are no article", entry.path().display())));
            }
            let bytes = std::fs::read(entry.path()).map_err(|error| failed(&entry.path(), error))?;
            let name = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push((name, bytes));
        }
    }
    found.sort();
    Ok(found)
}

type Resolved = (Vec<String>, Option<String>);

/// The services and the owner of a file, as they are called here.
async fn resolved(
    conn: &mut PgConnection,
    read: &ArticleFile,
    config: &Config,
) -> Result<Result<Resolved, Vec<String>>, Fault> {
    let (mut services, mut wrong) = (Vec::new(), Vec::new());
    let same = |one: &str, other: &str| crate::command::fold(one) == crate::command::fold(other);
    for name in &read.services {
        let found = config.services.iter().find(|service| same(&service.name, name) || same(&service.title, name));
        match found {
            Some(service) => services.push(service.name.clone()),
            None => wrong.push(format!("`services`: there is no service {name:?} in the configuration")),
        }
    }
    let owner = match read.owner.as_deref() {
        None => None,
        Some(account) if account.starts_with('@') && account.contains(':') => Some(account.to_owned()),
        Some(name) => {
            let mut accounts = people::accounts::named(conn, name).await?;
            let listed = config.directory.people().map(|person| &person.account);
            accounts.extend(
                listed.filter(|account| same(people::short_name(account), name.trim_start_matches('@'))).cloned(),
            );
            accounts.sort();
            accounts.dedup();
            match accounts.as_slice() {
                [only] => Some(only.clone()),
                [] => {
                    wrong.push(format!(
                        "`owner`: nobody is known as {name:?}; write the account, as in @anna:example.org"
                    ));
                    None
                }
                several => {
                    wrong.push(format!("`owner`: {name:?} may be {}", several.join(" or ")));
                    None
                }
            }
        }
    };
    Ok(if wrong.is_empty() { Ok((services, owner)) } else { Err(wrong) })
}

enum Done {
    New,
    Changed,
    Same,
}

/// Writes an article as its files say it, where that is something new. It is known again by the path of its file, else by
/// its number.
async fn put(
    conn: &mut PgConnection,
    name: &str,
    read: ArticleFile,
    (services, owner): Resolved,
    by: By<'_>,
) -> Result<(ArticleId, Done), Fault> {
    let known = match store::by_file(conn, name).await? {
        Some(article) => Some(article),
        None => match read.id {
            Some(id) => store::lock(conn, ArticleId(id)).await?,
            None => None,
        },
    };
    let today = by.now.with_timezone(&by.config.timezone).date_naive();
    let is_new = known.is_none();
    let before = known.clone();
    let mut article = known.unwrap_or_else(|| Article {
        id: ArticleId(0),
        state: State::Draft,
        audience: Audience::Internal,
        services: Vec::new(),
        owner: None,
        review_on: None,
        reminded: 0,
        revision: 0,
        texts: Vec::new(),
        from_ticket: None,
        file: None,
        asking: None,
        created_at: by.now,
        edited_at: by.now,
    });
    // What is known by its number may lie in several folders, and stays known by the file that it came from.
    if is_new {
        article.file = Some(name.to_owned());
    }
    article.texts = read.languages;
    article.audience = read.audience.unwrap_or(article.audience);
    if !services.is_empty() {
        article.services = services;
    }
    article.owner = owner.or(article.owner);
    stand(&mut article, read.state, read.review, today, by.config, is_new);
    if before.as_ref() == Some(&article) {
        return Ok((article.id, Done::Same));
    }
    article.revision += 1;
    if before.as_ref().is_none_or(|before| before.texts != article.texts) {
        article.edited_at = by.now;
    }
    let write = Write { person: None, cause: 0, act: "import", why: name, now: by.now };
    if is_new {
        article.id = store::next_id(conn).await?;
        store::insert(conn, &article, write).await?;
    } else {
        store::update(conn, &article, write).await?;
    }
    record(conn, "article-import", &article.id.to_string(), json!({ "file": name, "version": article.revision }), by)
        .await?;
    let key = care::timer_key(article.id);
    match care::next(&article, by.config) {
        Some(at) => {
            timers::set(conn, &key, care::REVIEW, at.max(by.now), &json!(care::Due { article: article.id })).await?
        }
        None => timers::cancel(conn, &key).await?,
    }
    Ok((article.id, if is_new { Done::New } else { Done::Changed }))
}

/// How an article stands by its file. A new one is in use unless the file says otherwise.
fn stand(
    article: &mut Article,
    state: Option<State>,
    review: Option<NaiveDate>,
    today: NaiveDate,
    config: &Config,
    is_new: bool,
) {
    if let Some(day) = review {
        if article.review_on != Some(day) {
            article.reminded = 0;
        }
        article.review_on = Some(day);
    }
    match state.or(is_new.then_some(State::Published)) {
        // It was whole in its file, or gather had refused it; and what is published already stays so.
        Some(State::Published) => {
            let day = article.review_on;
            if article.publish(&config.knowledge, today).is_ok() {
                // What the file says of its review counts, also where that day has passed.
                article.review_on = review.or(day).or(article.review_on);
            }
        }
        Some(State::Retired) => drop(article.retire()),
        Some(State::Draft) => article.state = State::Draft,
        None => {}
    }
}

async fn record(conn: &mut PgConnection, act: &str, subject: &str, after: Value, by: By<'_>) -> Result<(), Fault> {
    let entry = audit::Entry {
        at: by.now,
        actor: by.operator,
        person: None,
        act,
        subject,
        before: Value::Null,
        after,
        platform: "operator",
        event: "kb-import",
    };
    audit::store::insert(conn, entry).await
}

/// Writes all articles into a folder, one file a language. A file that says so already is left alone, so that a history of the
/// folder shows what has changed.
///
/// # Errors
/// What cannot be written, and what the database refuses.
pub async fn export(pool: &PgPool, folder: &Path) -> Result<String, Fault> {
    let mut conn = pool.acquire().await?;
    let ids = store::all(&mut conn).await?;
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let (mut written, mut same) = (0_usize, 0_usize);
    let mut text = String::new();
    for ids in ids.chunks(BATCH) {
        for article in store::by_ids(&mut conn, ids).await? {
            for (name, content) in file::write(&as_file(article)) {
                let path = folder.join(&name);
                if std::fs::read(&path).is_ok_and(|there| there == content.as_bytes()) {
                    same += 1;
                    continue;
                }
                std::fs::write(&path, content).map_err(|error| failed(&path, error))?;
                written += 1;
                let _ = writeln!(text, "{name}");
            }
        }
    }
    let _ = writeln!(text, "{written} written, {same} unchanged");
    Ok(text)
}

/// What an article says, in the language in which it was written first; None: there is none.
///
/// # Errors
/// What the database refuses.
pub async fn solution(pool: &PgPool, id: ArticleId) -> Result<Option<String>, Fault> {
    let mut conn = pool.acquire().await?;
    let article = store::by_ids(&mut conn, &[id]).await?.pop();
    Ok(article.and_then(|article| article.texts.into_iter().next()).map(|text| text.solution))
}

fn as_file(article: Article) -> ArticleFile {
    ArticleFile {
        id: Some(article.id.0),
        languages: article.texts,
        services: article.services,
        owner: article.owner,
        review: article.review_on,
        audience: Some(article.audience),
        state: Some(article.state),
    }
}
