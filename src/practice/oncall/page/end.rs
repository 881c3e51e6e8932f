//! A page that is about no ticket ends when somebody says so: 🏁 on its card, or `!page end A-3 what it was`.

use serde_json::{Value, json};

use super::model::{Page, State, read_name};
use super::{answer, bundle, step, store};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::Call;
use crate::ticket::title_line;

/// `!page end A-3 a loose cable`
pub(in super::super) async fn end(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.clone();
    let outcome = read_name(&text).map_or(text.as_str(), |(_, rest)| rest);
    let page = answer::meant(turn, &call).await?;
    let is_there = answer::is_told_here(turn, &page).await?;
    let phrase = ended(turn, page, outcome).await?;
    if !is_there {
        turn.answer(&phrase).await?;
    }
    Ok(())
}

/// 🏁 on a message that has woken somebody.
pub(super) async fn tapped(turn: &mut Turn<'_>, page: Page) -> Result<(), Stop> {
    ended(turn, page, "").await.map(drop)
}

async fn ended(turn: &mut Turn<'_>, mut page: Page, outcome: &str) -> Result<Phrase, Stop> {
    let (actor, now) = (turn.actor()?.clone(), turn.now);
    // Whoever has begun it may end it, whether they are still an agent or not.
    if page.by != Some(actor.id) {
        answer::permitted(turn, &page).await?;
    }
    if let Some(id) = page.ticket {
        let refusal = Refusal::new(Phrase::new("page-end-ticket").text("id", id.to_string()));
        return Err(refusal.hint(Phrase::new("page-end-ticket-hint").text("id", id.to_string())).into());
    }
    if !page.state.runs() {
        return Err(Refusal::new(Phrase::new("page-over-already")).into());
    }
    page.state = State::Ended;
    store::keep(turn.conn(), &page, now).await?;
    store::answered(turn.conn(), page.id, Some(actor.id), now).await?;
    store::resolved(turn.conn(), page.id, now).await?;
    step::stop(turn, &page).await?;
    let outcome = title_line(outcome);
    let after = json!({ "page": page.id, "outcome": outcome });
    turn.record("page-end", &page.name(), Value::Null, after).await?;
    bundle::refresh(turn, &page, Some(&actor.name)).await?;
    let phrase = Phrase::new("page-ended-told")
        .choice("how", if outcome.is_empty() { "bare" } else { "said" })
        .text("name", &actor.name)
        .text("title", page.title.clone())
        .text("outcome", outcome);
    step::tell(turn, &page, &phrase, None).await?;
    Ok(Phrase::new("page-named").text("id", page.name()).phrase("what", phrase))
}
