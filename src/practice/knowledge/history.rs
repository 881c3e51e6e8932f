//! The versions of an article: who has changed what, when and why.

use super::model::Article;
use super::{reader, store, view};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people;

/// So many are listed.
const LISTED: i64 = 10;

/// `!kb history KB-12`, `!kb history KB-12 3`: its versions, and one of them whole.
pub(super) async fn history(turn: &mut Turn<'_>, text: &str) -> Result<(), Stop> {
    let (article, rest) = reader::meant(turn, text).await?;
    reader::may_be_told_here(turn, &article).await?;
    let id = article.id.to_string();
    if !rest.trim().is_empty() {
        let wanted = rest.trim().trim_start_matches(['v', 'V', '#']).parse().unwrap_or(0);
        let Some(texts) = store::version(turn.conn(), article.id, wanted).await? else {
            let refusal = Refusal::unclear(Phrase::new("kb-no-version").text("id", id));
            return Err(refusal
                .hint(Phrase::new("kb-no-version-hint").text("last", article.revision.to_string()))
                .into());
        };
        let then = Article { texts, ..article };
        let language = turn.language;
        let Some(words) = then.text(language) else { return Ok(()) };
        let heading = Phrase::new("kb-version").text("version", wanted.to_string());
        let body = turn.text(&heading).line(view::article(turn, &then, words, 1));
        let place = turn.place.clone();
        turn.say(&place, body).await?;
        return Ok(());
    }
    let (versions, all) = store::versions(turn.conn(), article.id, LISTED).await?;
    let people: Vec<_> = versions.iter().filter_map(|version| version.person).collect();
    let platform = turn.place.platform.clone();
    let known = people::store::by_ids(turn.conn(), &platform, &people).await?;
    let heading =
        Phrase::new("kb-history").text("id", id).text("title", article.title(turn.language)).number("all", all);
    let (mut body, zone) = (turn.text(&heading), turn.zone());
    for version in versions {
        let name =
            version.person.and_then(|id| known.get(&id)).map_or_else(|| "–".to_owned(), |person| person.name.clone());
        let line = Phrase::new(if version.why.is_empty() { "kb-history-row" } else { "kb-history-row-why" })
            .text("version", version.revision.to_string())
            .date_time("at", version.at, zone, turn.now)
            .text("name", name)
            .choice("act", act_of(&version.act))
            .text("why", version.why);
        body = body.line(turn.text(&line));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

fn act_of(stored: &str) -> &'static str {
    const ALL: [&str; 7] = ["new", "draft", "edit", "publish", "retire", "review", "import"];
    ALL.into_iter().find(|act| *act == stored).unwrap_or("edit")
}
