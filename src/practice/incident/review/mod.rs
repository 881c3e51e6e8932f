//! `!review`: the review of an incident that is over writes itself as far as the bot knows; what people alone can say is asked for
//! in it. It is kept as an article, as whose owner whoever leads answers for it; that of a restricted incident stands in its room
//! alone, since all who work here read articles.

pub mod export;
mod gather;
mod model;
mod record;
mod store;
pub mod weekly;

use serde_json::json;

use self::model::{Reader, Review};
use super::model::{Act, Illegal, Incident, State};
use super::{due, go, parts, save};
use crate::chat::markup::Markup;
use crate::chat::markup::markdown::markup;
use crate::command::fold;
use crate::error::{Refusal, Stop};
use crate::fact::{Draft, Fact};
use crate::flow::files::{File, Source};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::{Language, Phrase};
use crate::ids::{ArticleId, TicketId};
use crate::practice::{Call, router};
use crate::ticket::{Ticket, room, title_line};

/// A review that is longer, in characters, comes as a file.
const PAGE: usize = 6_000;

/// `!review`, `!review done`
pub(super) async fn review(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, incident) = save::meant(turn, &mut call).await?;
    match fold(call.args.text.trim()).as_str() {
        "" => draft(turn, ticket, incident).await,
        "done" | "finished" | "fertig" | "erledigt" | "abgeschlossen" => done(turn, ticket, incident).await,
        _ => {
            let refusal =
                Refusal::unclear(Phrase::new("review-unclear").text("text", super::view::short(&call.args.text)));
            Err(refusal.hint(Phrase::new("review-unclear-hint")).into())
        }
    }
}

/// The review is done: what could be learnt is written down, and the room has served.
async fn done(turn: &mut Turn<'_>, mut ticket: Ticket, mut incident: Incident) -> Result<(), Stop> {
    save::go_on(turn, &mut ticket, &mut incident, Act::Review, "incident-review").await?;
    incident.owed.review = None;
    save::keep(turn, &mut ticket, &mut incident).await?;
    due::settle(turn, &incident).await?;
    router::listen(turn).await?;
    go::answer_with_state(turn, "review-ended", &ticket, &incident).await
}

/// The review is written as far as it goes, and posted.
async fn draft(turn: &mut Turn<'_>, ticket: Ticket, incident: Incident) -> Result<(), Stop> {
    match incident.go(&Act::Review) {
        Ok(_) => {}
        Err(Illegal::Already) if incident.state == State::Reviewed => {}
        Err(why) => return Err(save::illegal(&ticket, &incident, why)),
    }
    let config = turn.config.clone();
    let known = gather::gather(turn.conn(), ticket.clone(), incident.clone()).await?;
    let review = known.review(&config);
    if incident.restricted || ticket.private {
        save::record(turn, "incident-review-draft", ticket.id, json!({ "article": null })).await?;
        let written = write(turn, &review, turn.language);
        return post(turn, &ticket, &incident, &written, &Kept::Nowhere).await;
    }
    let owner = match parts::owes_review(turn, &ticket, &incident).await? {
        Some(person) => person.account,
        None => turn.actor()?.account.clone(),
    };
    let own = turn.language;
    let others = Language::ALL.into_iter().filter(|language| *language != own);
    let drafts = std::iter::once(own).chain(others).map(|language| write(turn, &review, language)).collect();
    turn.emit(Fact::ArticleWanted { ticket: ticket.id, article: incident.article.map(ArticleId), owner, drafts });
    // What is heard of it posts it.
    router::listen(turn).await
}

fn write(turn: &Turn<'_>, review: &Review, language: Language) -> Draft {
    let reader = Reader { words: &turn.words, language, zone: turn.config.timezone };
    let title = Phrase::new("review-title").text("id", review.id.to_string()).text("title", title_line(&review.title));
    Draft {
        language: language.code().to_owned(),
        title: turn.words.plain(language, &title),
        text: model::draft(review, reader),
    }
}

/// In which article a review is kept.
enum Kept {
    /// In none: it is not for all who work here.
    Nowhere,
    /// As it was drafted just now.
    Drafted(ArticleId),
    /// As people have written it since.
    Edited(ArticleId),
}

/// The review is kept as an article, or was before: that is noted, and it is posted as it is there.
pub(super) async fn written(
    turn: &mut Turn<'_>,
    id: TicketId,
    article: ArticleId,
    draft: &Draft,
    edited: bool,
) -> Result<(), Stop> {
    let Some((mut ticket, mut incident)) = save::load(turn, id).await? else { return Ok(()) };
    if incident.article != Some(article.0) {
        incident.article = Some(article.0);
        save::record(turn, "incident-review-draft", id, json!({ "article": article.to_string() })).await?;
        save::keep(turn, &mut ticket, &mut incident).await?;
    }
    let kept = if edited { Kept::Edited(article) } else { Kept::Drafted(article) };
    post(turn, &ticket, &incident, draft, &kept).await
}

/// Where it is read.
enum Target {
    /// Where the command was written, which is the room of the incident.
    Here,
    /// In its room.
    Room(Place),
    /// By whoever wants it alone, since it has no room any more.
    Alone,
}

/// Posts a review in the room of its incident: in a message, or as a file where it is too long or is kept nowhere else.
async fn post(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    incident: &Incident,
    draft: &Draft,
    kept: &Kept,
) -> Result<(), Stop> {
    let own = room::of_ticket(turn.conn(), ticket.id).await?;
    let target = match own.and_then(|own| own.room.map(|room| (own.platform, room))) {
        Some((platform, room)) if (&platform, &room) == (&turn.place.platform, &turn.place.room) => Target::Here,
        Some((platform, room)) => Target::Room(Place { platform, room, thread: None }),
        None => Target::Alone,
    };
    let head = head(turn, ticket, incident, draft, kept);
    let is_file = matches!(kept, Kept::Nowhere) || draft.text.chars().count() > PAGE;
    let body = if is_file { head.clone() } else { head.clone().line(markup(&draft.text)) };
    let content = format!("# {}\n\n{}", crate::chat::markup::markdown::escaped(&draft.title), draft.text);
    let file = File {
        name: format!("{}.md", ticket.id),
        mime: "text/markdown".to_owned(),
        source: Source::Made(content.into_bytes()),
        caption: Some(head),
        mentions: Vec::new(),
        language: turn.language,
    };
    let id = ticket.id.to_string();
    match target {
        Target::Here | Target::Room(_) => {
            let elsewhere = matches!(target, Target::Room(_));
            let place = match target {
                Target::Room(place) => place,
                Target::Here | Target::Alone => turn.place.clone(),
            };
            if is_file {
                turn.say_file(&place, file).await?;
            } else {
                turn.say(&place, body).await?;
            }
            if elsewhere {
                turn.answer(&Phrase::new("review-in-room").text("id", id)).await?;
            }
        }
        Target::Alone => {
            let (platform, account) = (incident.declared.0.clone(), turn.actor()?.account.clone());
            let say = Say { body, mentions: Vec::new(), loud: false };
            let message = turn.say_direct(&platform, &account, say).await?;
            if is_file {
                turn.say_file_below(message, File { caption: None, ..file }).await?;
            }
            turn.answer(&Phrase::new("review-alone").text("id", id)).await?;
        }
    }
    Ok(())
}

/// What is said before a review: where it is kept, what is open in it, and how it goes on.
fn head(turn: &Turn<'_>, ticket: &Ticket, incident: &Incident, draft: &Draft, kept: &Kept) -> Markup {
    let id = ticket.id.to_string();
    let mut lines = Vec::new();
    let first = match kept {
        Kept::Nowhere => Phrase::new("review-drafted-here"),
        Kept::Drafted(article) => Phrase::new("review-drafted").text("article", article.to_string()),
        Kept::Edited(article) => Phrase::new("review-edited").text("article", article.to_string()),
    };
    lines.push(first.text("id", id).text("title", title_line(&ticket.title)));
    let open = model::open(&draft.text);
    if !open.is_empty() {
        let count = i64::try_from(open.len()).unwrap_or(i64::MAX);
        lines.push(Phrase::new("review-open").number("count", count).text("names", open.join(" · ")));
    }
    if incident.state == State::Resolved {
        lines.push(Phrase::new("review-then"));
    }
    let mut lines = lines.into_iter();
    let mut body = lines.next().map(|line| turn.text(&line)).unwrap_or_default();
    for line in lines {
        body = body.line(turn.text(&line));
    }
    body
}
