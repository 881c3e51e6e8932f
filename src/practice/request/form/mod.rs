//! Forms: one question a message, in the thread of the command. Only who is asked is heard; what was answered stays when
//! the bot restarts.

pub mod answer;
pub mod model;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::answer::Answer;
use self::model::{Given, Word};
use super::order::{self, questions};
use super::place::{self, Order};
use super::store::{self, Form};
use super::{change, view};
use crate::chat::markup::Markup;
use crate::command::{Args, Sign};
use crate::config::{CatalogItem, Config, QuestionConfig, QuestionKind};
use crate::error::{Fault, Refusal, Stop};
use crate::flow::turn::{Place, Turn};
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::people;
use crate::practice::language::language_of;
use crate::practice::{Edited, Heard, Tap};

/// The kind of a message that asks a question of a form.
pub(super) const QUESTION: &str = "request-question";

/// The timer after which a form that nobody fills in is over.
pub(super) const ABANDONED: &str = "request-form";

/// How long a form waits for the next answer.
const WAITS: TimeDelta = TimeDelta::hours(24);

/// What is kept with a question.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    form: i64,
    question: String,
}

/// A form with what the configuration says of it.
struct Open<'c> {
    form: Form,
    item: &'c CatalogItem,
    questions: Vec<&'c QuestionConfig>,
}

impl Open<'_> {
    fn place(&self) -> Place {
        let Form { platform, room, root, .. } = &self.form;
        Place { platform: platform.clone(), room: room.clone(), thread: Some(root.clone()) }
    }
}

/// The questions of a form; none where its item is offered no more.
fn asked_by<'c>(config: &'c Config, form: &Form) -> Vec<&'c QuestionConfig> {
    config.item(&form.item).map(|item| questions(&config.questions, item)).unwrap_or_default()
}

/// The refusal of an order where a form is open.
pub(super) fn open_already(turn: &Turn<'_>, form: &Form) -> Refusal {
    let item = turn.config.item(&form.item);
    let title = item.map_or(form.item.as_str(), |item| item.title(turn.language));
    Refusal::new(Phrase::new("request-open-here").text("title", title)).hint(Phrase::new("request-open-here-hint"))
}

/// Begins a form with its first question.
pub(super) async fn begin(turn: &mut Turn<'_>, mut form: Form, before: Vec<Phrase>) -> Result<(), Stop> {
    let now = turn.now;
    form.id = store::begin(turn.conn(), &form, now).await?;
    let after = json!({ "item": form.item });
    turn.record("request-form-begin", &format!("form {}", form.item), Value::Null, after).await?;
    go_on(turn, form, before).await?;
    Ok(())
}

/// Asks the next question, or places the order when there is none.
async fn go_on(turn: &mut Turn<'_>, form: Form, before: Vec<Phrase>) -> Result<Outcome, Stop> {
    let config = turn.config.clone();
    let Some(item) = config.item(&form.item) else {
        // What is offered has changed while it was filled in.
        end(turn, &form, "gone").await?;
        turn.answer(&Phrase::new("request-item-gone").text("item", form.item.clone())).await?;
        return Ok(Outcome::Done);
    };
    let questions = questions(&config.questions, item);
    let mut open = Open { form, item, questions };
    turn.place = open.place();
    match open.form.draft.next(&open.questions) {
        Some(question) => {
            ask(turn, &mut open, question, before).await?;
            Ok(Outcome::Done)
        }
        None => finish(turn, open).await,
    }
}

async fn finish(turn: &mut Turn<'_>, open: Open<'_>) -> Result<Outcome, Stop> {
    end(turn, &open.form, "placed").await?;
    let platform = open.form.platform.clone();
    let requester = people::store::find(turn.conn(), &platform, open.form.requester).await?;
    let requester = requester.ok_or_else(|| Fault::Other("a requester has no account".to_owned()))?;
    let Form { draft, event, .. } = open.form;
    place::place(turn, Order { item: open.item, requester, draft, event: &event }).await?;
    Ok(Outcome::Done)
}

/// Asks a question, behind what else is to be said.
async fn ask(
    turn: &mut Turn<'_>,
    open: &mut Open<'_>,
    question: &QuestionConfig,
    before: Vec<Phrase>,
) -> Result<(), Stop> {
    let (number, total) = open.form.draft.number(&open.questions, &question.name);
    let is_first = open.form.asked.is_none();
    let mut body = Markup::default();
    let mut said = false;
    let lines = before.into_iter().chain(view::question(turn, question, (number, total), is_first));
    for line in lines {
        let line = turn.text(&line);
        body = if said { body.line(line) } else { line };
        said = true;
    }
    if let Some(earlier) = open.form.asked {
        turn.offer(earlier, &[]).await?;
    }
    let place = open.place();
    let message = turn.say(&place, body).await?;
    let asked = Asked { form: open.form.id, question: question.name.clone() };
    prompts::keep(turn.conn(), message, QUESTION, &serde_json::to_value(&asked)?).await?;
    if turn.config.desk.offer_reactions {
        let signs: Vec<Sign> = match &question.kind {
            QuestionKind::Choice(choices) => {
                (1..=choices.len()).filter_map(|at| u8::try_from(at).ok()).map(Sign::Digit).collect()
            }
            QuestionKind::YesNo => vec![Sign::Yes, Sign::No],
            _ => Vec::new(),
        };
        let signs: Vec<&str> = signs.into_iter().filter_map(Sign::emoji).collect();
        turn.offer(message, &signs).await?;
    }
    open.form.asked = Some(message);
    let now = turn.now;
    store::keep(turn.conn(), &open.form, now).await?;
    turn.schedule(&timer(open.form.id), ABANDONED, now + WAITS, &json!({ "form": open.form.id })).await?;
    Ok(())
}

fn timer(form: i64) -> String {
    format!("{ABANDONED}:{form}")
}

/// A form is over: nothing is asked any more.
async fn end(turn: &mut Turn<'_>, form: &Form, why: &'static str) -> Result<(), Stop> {
    if let Some(asked) = form.asked {
        turn.offer(asked, &[]).await?;
    }
    turn.cancel(&timer(form.id)).await?;
    store::end(turn.conn(), form.id).await?;
    turn.record(
        "request-form-end",
        &format!("form {}", form.item),
        json!({ "item": form.item }),
        json!({ "why": why }),
    )
    .await?;
    Ok(())
}

/// What is said where a form is open, and what becomes of it afterwards.
pub(super) async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Message { text, thread, attachment, .. } => said(turn, &text, thread.as_deref(), attachment).await,
        Heard::Edit(edited) => edit(turn, edited).await,
        Heard::Redaction { target } => taken_back(turn, &target).await,
        Heard::Command { .. } | Heard::Tapped { .. } | Heard::Invited { .. } => Ok(Outcome::Ignored),
    }
}

async fn said(
    turn: &mut Turn<'_>,
    text: &str,
    thread: Option<&str>,
    attachment: Option<Value>,
) -> Result<Outcome, Stop> {
    let (place, actor) = (turn.place.clone(), turn.actor()?.id);
    let form = match thread {
        Some(root) => store::in_thread(turn.conn(), (&place.platform, &place.room, root)).await?,
        // Where two talk alone, nobody thinks of threads.
        None if turn.here().await?.direct => {
            store::latest_of(turn.conn(), (&place.platform, &place.room), actor).await?
        }
        None => None,
    };
    let Some(form) = form.filter(|form| form.person == actor) else { return Ok(Outcome::Ignored) };
    turn.answered = true;
    let word = if attachment.is_none() { model::word(text) } else { None };
    let event = turn.message.clone();
    match word {
        Some(Word::Cancel) => cancel(turn, form).await,
        Some(Word::Back) => back(turn, form).await,
        Some(Word::Skip) => answered(turn, form, Saying::Nothing, Some(event)).await,
        None => answered(turn, form, Saying::Words(text, attachment.as_ref()), Some(event)).await,
    }
}

async fn cancel(turn: &mut Turn<'_>, form: Form) -> Result<Outcome, Stop> {
    turn.place.thread = Some(form.root.clone());
    end(turn, &form, "cancelled").await?;
    turn.answer(&Phrase::new("request-form-cancelled")).await?;
    Ok(Outcome::Done)
}

async fn back(turn: &mut Turn<'_>, mut form: Form) -> Result<Outcome, Stop> {
    let before = if form.draft.back() { Vec::new() } else { vec![Phrase::new("request-first-question")] };
    go_on(turn, form, before).await
}

/// What somebody says to a question.
enum Saying<'a> {
    /// It is skipped.
    Nothing,
    /// Words, or a file.
    Words(&'a str, Option<&'a Value>),
}

/// Takes an answer to the question that is open, or asks it again.
async fn answered(
    turn: &mut Turn<'_>,
    mut form: Form,
    saying: Saying<'_>,
    event: Option<String>,
) -> Result<Outcome, Stop> {
    let config = turn.config.clone();
    let questions = asked_by(&config, &form);
    let Some(question) = form.draft.next(&questions) else { return go_on(turn, form, Vec::new()).await };
    let answer = match saying {
        Saying::Nothing => order::skip(turn, question).await?,
        Saying::Words(text, attachment) => order::answer(turn, question, text, attachment).await?,
    };
    match answer {
        Ok(answer) => {
            form.draft.give(Given { question: question.name.clone(), answer, event });
            go_on(turn, form, Vec::new()).await
        }
        Err(reason) => go_on(turn, form, vec![Phrase::new("request-wrong").phrase("reason", reason)]).await,
    }
}

/// A sign on a question: its answer, also to one that was answered before.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Asked { form, question } = serde_json::from_value(tap.payload)?;
    let Some(mut form) = store::form(turn.conn(), form).await? else { return Ok(Outcome::Ignored) };
    if form.person != turn.actor()?.id || tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let config = turn.config.clone();
    let questions = asked_by(&config, &form);
    let Some(question) = questions.iter().find(|known| known.name == question) else { return Ok(Outcome::Ignored) };
    let answer = match (&question.kind, tap.sign) {
        (QuestionKind::YesNo, Sign::Yes) => Answer::Flag(true),
        (QuestionKind::YesNo, Sign::No) => Answer::Flag(false),
        (QuestionKind::Choice(choices), Sign::Digit(digit)) => {
            match usize::from(digit).checked_sub(1).and_then(|at| choices.get(at)) {
                Some(choice) => Answer::Choice(choice.name.clone()),
                None => return Ok(Outcome::Ignored),
            }
        }
        _ => return Ok(Outcome::Ignored),
    };
    let is_open = form.draft.next(&questions).is_some_and(|open| open.name == question.name);
    let changed = Phrase::new("request-changed").phrase("answer", view::answer(turn, question, &answer));
    form.draft.give(Given { question: question.name.clone(), answer, event: None });
    go_on(turn, form, if is_open { Vec::new() } else { vec![changed] }).await
}

/// An answer was edited, or the command with which it all began.
async fn edit(turn: &mut Turn<'_>, edited: Edited) -> Result<Outcome, Stop> {
    let place = turn.place.clone();
    let form = store::said_in(turn.conn(), (&place.platform, &place.room), &edited.target).await?;
    let Some(form) = form else { return edit_order(turn, edited).await };
    if form.person != turn.actor()?.id {
        return Ok(Outcome::Ignored);
    }
    let config = turn.config.clone();
    let questions = asked_by(&config, &form);
    if form.event == edited.target {
        return edit_line(turn, form, &questions, &edited).await;
    }
    let mut form = form;
    let name = form.draft.given.iter().find(|given| given.event.as_deref() == Some(&edited.target));
    let name = name.map(|given| given.question.clone()).unwrap_or_default();
    let Some(question) = questions.iter().find(|question| question.name == name) else { return Ok(Outcome::Ignored) };
    let skips = model::word(&edited.text) == Some(Word::Skip);
    let answer = match skips {
        true => order::skip(turn, question).await?,
        false => order::answer(turn, question, &edited.text, None).await?,
    };
    match answer {
        Ok(answer) => {
            let changed = Phrase::new("request-changed").phrase("answer", view::answer(turn, question, &answer));
            form.draft.give(Given { question: name, answer, event: Some(edited.target) });
            go_on(turn, form, vec![changed]).await
        }
        Err(reason) => {
            form.draft.take_back(&edited.target);
            go_on(turn, form, vec![Phrase::new("request-wrong").phrase("reason", reason)]).await
        }
    }
}

/// The command with which a form began says something else now.
async fn edit_line(
    turn: &mut Turn<'_>,
    mut form: Form,
    questions: &[&QuestionConfig],
    edited: &Edited,
) -> Result<Outcome, Stop> {
    let Some(args) = ordering(edited) else { return Ok(Outcome::Ignored) };
    let line = order::read(&args.text, questions);
    let before = form.draft.clone();
    let wrong = order::give_all(turn, &mut form.draft, questions, &line.values, None).await?;
    if wrong.is_empty() && form.draft == before {
        return Ok(Outcome::Ignored);
    }
    go_on(turn, form, wrong.into_iter().map(order::asked_again).collect()).await
}

/// What a message orders that was an order before, too.
fn ordering(edited: &Edited) -> Option<&Args> {
    let (verb, args) = edited.command.as_ref()?;
    (*verb == "request-new" && edited.before == Some("request-new")).then_some(args)
}

/// The command of an order that was placed says something else now: the order is changed.
async fn edit_order(turn: &mut Turn<'_>, edited: Edited) -> Result<Outcome, Stop> {
    let platform = turn.place.platform.clone();
    let Some(ticket) = store::ordered_by(turn.conn(), &platform, &edited.target).await? else {
        return Ok(Outcome::Ignored);
    };
    match ordering(&edited) {
        Some(args) => change::by_edit(turn, ticket, &args.text).await,
        None => Ok(Outcome::Ignored),
    }
}

/// An answer was taken back: its question is asked again. With the command everything is.
async fn taken_back(turn: &mut Turn<'_>, target: &str) -> Result<Outcome, Stop> {
    let place = turn.place.clone();
    let form = store::said_in(turn.conn(), (&place.platform, &place.room), target).await?;
    let Some(mut form) = form else { return Ok(Outcome::Ignored) };
    if form.event == target {
        return cancel(turn, form).await;
    }
    let is_own = turn.actor.as_ref().is_some_and(|actor| actor.id == form.person);
    if form.draft.take_back(target).is_none() || !is_own {
        return Ok(Outcome::Ignored);
    }
    go_on(turn, form, vec![Phrase::new("request-answer-gone")]).await
}

/// Nobody has answered for a day.
pub(super) async fn abandoned(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let id = payload.get("form").and_then(Value::as_i64).unwrap_or_default();
    let Some(form) = store::form(turn.conn(), id).await? else { return Ok(()) };
    let place = Place { platform: form.platform.clone(), room: form.room.clone(), thread: Some(form.root.clone()) };
    turn.place = place.clone();
    if let Some(person) = people::store::find(turn.conn(), &place.platform, form.person).await? {
        turn.language = language_of(turn, &person, &place).await?;
    }
    end(turn, &form, "abandoned").await?;
    let item = turn.config.item(&form.item);
    let title = item.map_or(form.item.clone(), |item| item.title(turn.language).to_owned());
    let command = format!("{}request {}", turn.config.prefix, form.item);
    turn.answer(&Phrase::new("request-abandoned").text("title", title).text("command", command)).await?;
    Ok(())
}
