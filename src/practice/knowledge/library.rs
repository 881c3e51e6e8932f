//! All articles in use, in memory, to be searched. PostgreSQL is the only truth: before each search what was written since is
//! read again, so every instance follows every other one, and a search never knows less than its asker has seen.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sqlx::PgConnection;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use super::model::{self, Audience, State, Text};
use super::store;
use crate::config::Config;
use crate::error::{Fault, Stop};
use crate::flow::Flow;
use crate::flow::turn::Turn;
use crate::ids::ArticleId;
use crate::search::{Document, Index, Synonyms};

/// What an instance keeps.
#[derive(Debug, Default)]
struct Shelf(Mutex<Library>);

#[derive(Debug, Default)]
struct Library {
    /// None: nothing was read yet.
    index: Option<Index>,
    /// The latest write that was read.
    stamp: i64,
    filed: HashMap<i64, Filed>,
}

/// What decides beside its words whether an article is told, and where.
#[derive(Debug)]
struct Filed {
    audience: Audience,
    /// From then on nothing suggests it.
    leaves_on: Option<NaiveDate>,
    services: Vec<String>,
    votes: (u32, u32),
    languages: Vec<&'static str>,
}

/// No row of the inbox.
const NO_EVENT: i64 = -1;

/// So many articles are read at once.
const BATCH: i64 = 500;

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// In anybody's words.
    pub(super) text: &'a str,
    /// Agents alone read the answer.
    pub(super) inside: bool,
    /// It is said unasked: nothing of which nobody knows whether it is still right.
    pub(super) unasked: bool,
    /// The service that it is about.
    pub(super) service: Option<&'a str>,
    /// Articles that were told already.
    pub(super) told: &'a [ArticleId],
    /// So many.
    pub(super) most: usize,
}

/// What was found, the best first.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) articles: Vec<ArticleId>,
    /// One of the first three is likely enough to help, by the configuration.
    pub(super) is_likely: bool,
}

/// So many are looked at for each that is shown: several languages of one article, and what the order of worth brings forward.
const LOOKED_AT: usize = 4;

/// An article that is so much less alike than the best one is not worth to be read.
const NEAR: f64 = 0.5;

/// Searches.
pub(super) async fn find(turn: &mut Turn<'_>, wanted: Wanted<'_>) -> Result<Found, Stop> {
    let shelf = turn.memory.of::<Shelf>();
    let mut library = shelf.0.lock().await;
    let (config, cause) = (turn.config.clone(), turn.cause.id);
    follow(turn.conn(), &mut library, &config, cause).await?;
    let today = turn.today();
    Ok(library.find(wanted, today, f64::from(config.knowledge.likelihood) / 100.0))
}

/// Reads what there is at the start, so that nobody who asks has to wait for that; then waits to be told to stop.
pub async fn read_ahead(flow: Flow, stop: CancellationToken) {
    tokio::select! {
        () = stop.cancelled() => return,
        read = read_all(&flow) => if let Err(error) = read {
            tracing::warn!(%error, "articles are read when somebody asks");
        }
    }
    stop.cancelled().await;
}

async fn read_all(flow: &Flow) -> Result<(), Fault> {
    let shelf = flow.memory.of::<Shelf>();
    let mut conn = flow.pool.acquire().await?;
    let mut library = shelf.0.lock().await;
    follow(&mut conn, &mut library, &flow.config, NO_EVENT).await
}

/// Whether there is nothing that could be found.
pub(super) async fn is_empty(turn: &mut Turn<'_>) -> Result<bool, Stop> {
    let shelf = turn.memory.of::<Shelf>();
    let mut library = shelf.0.lock().await;
    let (config, cause) = (turn.config.clone(), turn.cause.id);
    follow(turn.conn(), &mut library, &config, cause).await?;
    Ok(library.filed.is_empty())
}

impl Library {
    fn find(&self, wanted: Wanted<'_>, today: NaiveDate, likely: f64) -> Found {
        let Some(index) = &self.index else { return Found::default() };
        let answer = index.search_among(wanted.text, wanted.most * LOOKED_AT, |id| {
            article_of(id).is_some_and(|id| !wanted.told.contains(&ArticleId(id)) && self.may_tell(id, wanted, today))
        });
        let is_likely = answer.is_worth_saying(likely);
        let by_words = answer.hits.iter().any(|hit| hit.coverage > 0.0);
        let mut ranked: Vec<(f64, i64)> = Vec::new();
        for hit in &answer.hits {
            let Some(id) = article_of(&hit.id) else { continue };
            let is_near = hit.coverage > 0.0 || !by_words && index.shares_a_part(wanted.text, &hit.id);
            // Of several languages the one that is most alike counts.
            if is_near && ranked.iter().all(|(_, other)| *other != id) {
                let worth =
                    self.filed.get(&id).map_or(1.0, |filed| model::worth(&filed.services, wanted.service, filed.votes));
                ranked.push((hit.score * worth, id));
            }
        }
        ranked.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
        let best = ranked.first().map_or(0.0, |(score, _)| *score);
        ranked.retain(|(score, _)| *score >= NEAR * best);
        let articles = ranked.into_iter().take(wanted.most).map(|(_, id)| ArticleId(id)).collect();
        Found { articles, is_likely }
    }

    fn may_tell(&self, id: i64, wanted: Wanted<'_>, today: NaiveDate) -> bool {
        self.filed.get(&id).is_some_and(|filed| {
            let may_read = wanted.inside || filed.audience == Audience::Public;
            let is_known = !wanted.unasked || filed.leaves_on.is_none_or(|day| today < day);
            may_read && is_known
        })
    }

    fn take_out(&mut self, id: i64) {
        let (Some(filed), Some(index)) = (self.filed.remove(&id), &mut self.index) else { return };
        for language in filed.languages {
            index.remove(&document_id(id, language));
        }
    }
}

fn document_id(article: i64, language: &str) -> String {
    format!("{article}:{language}")
}

fn article_of(document: &str) -> Option<i64> {
    document.split_once(':')?.0.parse().ok()
}

/// Reads what was written since. Not what this event writes itself: it may still be undone.
async fn follow(conn: &mut PgConnection, library: &mut Library, config: &Config, cause: i64) -> Result<(), Fault> {
    if library.index.is_none() {
        let (synonyms, _) = Synonyms::read(config.knowledge.synonyms.iter().map(Vec::as_slice));
        library.index = Some(Index::new(synonyms));
    }
    loop {
        let changed = store::written_since(conn, library.stamp, cause, BATCH).await?;
        let Some(last) = changed.last() else { return Ok(()) };
        let stamp = last.stamp;
        let read: Vec<i64> =
            changed.iter().filter(|one| one.state == State::Published).map(|one| one.article).collect();
        let (mut texts, solved) = (store::texts(conn, &read).await?, store::solved(conn, &read).await?);
        let votes = store::votes_of(conn, &read).await?;
        for one in changed {
            library.take_out(one.article);
            if one.state != State::Published {
                continue;
            }
            let texts = texts.remove(&one.article).unwrap_or_default();
            put_in(library, config, one, texts, &solved, &votes);
        }
        library.stamp = stamp;
    }
}

fn put_in(
    library: &mut Library,
    config: &Config,
    one: store::Written,
    texts: Vec<Text>,
    solved: &BTreeMap<i64, Vec<String>>,
    votes: &BTreeMap<i64, (u32, u32)>,
) {
    let Some(index) = &mut library.index else { return };
    // Those whom it has helped have said in their own words what it is good for.
    let said = solved.get(&one.article).map(|titles| titles.join("\n")).unwrap_or_default();
    let mut languages = Vec::new();
    for text in texts {
        let language = text.language.code();
        languages.push(language);
        index.put(&Document {
            id: document_id(one.article, language),
            language: language.to_owned(),
            title: text.title,
            symptoms: format!("{}\n{said}", text.symptoms),
            body: text.solution,
        });
    }
    let filed = Filed {
        audience: one.audience,
        leaves_on: model::leaves_on(one.review_on, &config.knowledge),
        services: one.services,
        votes: votes.get(&one.article).copied().unwrap_or_default(),
        languages,
    };
    library.filed.insert(one.article, filed);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn library() -> Library {
        let config = Config::default();
        let mut library = Library { index: Some(Index::default()), ..Library::default() };
        let articles = [
            (1, Audience::Public, "VPN bricht ab", "Client neu starten", "mail"),
            (2, Audience::Internal, "VPN concentrator", "Restart the concentrator in rack 3", "lan"),
            (3, Audience::Public, "Drucker offline", "Warteschlange leeren", "print"),
        ];
        for (article, audience, title, solution, service) in articles {
            let text = Text { title: title.into(), solution: solution.into(), ..Text::empty(Language::De) };
            let one = store::Written {
                article,
                stamp: article,
                state: State::Published,
                audience,
                services: vec![service.to_owned()],
                review_on: "2026-01-01".parse().ok(),
            };
            put_in(&mut library, &config, one, vec![text], &BTreeMap::new(), &BTreeMap::new());
        }
        library
    }

    fn found(library: &Library, text: &str, inside: bool, today: &str) -> Vec<i64> {
        let wanted = Wanted { text, inside, unasked: true, service: None, told: &[], most: 3 };
        let found = library.find(wanted, today.parse().unwrap(), 0.5);
        found.articles.into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn nobody_finds_what_they_may_not_read() {
        let library = library();
        assert_eq!(found(&library, "VPN", false, "2026-01-01"), [1]);
        let mut inside = found(&library, "VPN", true, "2026-01-01");
        inside.sort_unstable();
        assert_eq!(inside, [1, 2]);
    }

    #[test]
    fn what_nobody_has_looked_at_for_too_long_leaves_the_suggestions() {
        let (library, config) = (library(), Config::default().knowledge);
        let leaves = model::leaves_on("2026-01-01".parse().ok(), &config).unwrap();
        assert_eq!(found(&library, "VPN", false, &leaves.pred_opt().unwrap().to_string()), [1]);
        assert!(found(&library, "VPN", false, &leaves.to_string()).is_empty());
    }

    #[test]
    fn what_is_taken_out_is_gone_in_every_language() {
        let mut library = library();
        library.take_out(1);
        assert!(found(&library, "VPN bricht ab", false, "2026-01-01").is_empty());
        assert_eq!(found(&library, "Druckerwarteschlange", false, "2026-01-01"), [3]);
    }
}
