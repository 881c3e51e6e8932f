//! The link in what is delivered outside of the chat: a page on which whoever was woken answers. Opening it changes nothing, as
//! programs open links too; its buttons do what ✅ and 🔼 do in the chat.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{code, store};
use crate::chat::markup::Markup;
use crate::error::{Fault, Stop};
use crate::flow::turn::Turn;
use crate::flow::wakeup::Bell;
use crate::flow::{Flow, Reply, timers};
use crate::i18n::{Language, Phrase, Words};
use crate::ids::{MessageId, PersonId};
use crate::people;
use crate::practice::oncall::page::{answer, bundle};

/// The timer that does what a button says: as one, it enters the inbox and is as kill-safe as a message.
pub(super) const TAPPED: &str = "page-link";

/// What a button says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Button {
    Have,
    Next,
}

/// What the timer carries.
#[derive(Serialize, Deserialize)]
struct Carried {
    message: i64,
    person: i64,
    button: Button,
}

/// So often it is looked whether a button has had its effect, before the page is shown.
const LOOKS: u32 = 20;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(150);

/// Answers whoever has followed a link; `form`: and has used a button.
pub(in crate::practice) async fn visit(flow: &Flow, token: &str, form: Option<&str>) -> Result<Option<Reply>, Fault> {
    let mut conn = flow.pool.acquire().await?;
    let secret = store::secret(&mut conn).await?;
    let Some((message, person)) = code::read(&secret, token) else { return Ok(None) };
    let before = bundle::store::states(&mut conn, message).await?;
    if before.is_empty() {
        return Ok(None);
    }
    let Some((platform, language)) = bundle::store::addressee(&mut conn, message).await? else { return Ok(None) };
    let language = language.unwrap_or(flow.config.language);
    let button = match form.map(str::trim) {
        Some("button=have") => Some(Button::Have),
        Some("button=next") => Some(Button::Next),
        _ => None,
    };
    let mut shown = before.clone();
    if let Some(button) = button {
        let now = flow.clock.now();
        let payload = serde_json::to_value(Carried { message: message.0, person: person.0, button })?;
        timers::set(&mut conn, &format!("{TAPPED}:{}:{}", message.0, person.0), TAPPED, now, &payload).await?;
        flow.wakeup.announce(&flow.pool, Bell::Timers).await;
        for _ in 0..LOOKS {
            tokio::time::sleep(PAUSE).await;
            shown = bundle::store::states(&mut conn, message).await?;
            if shown != before {
                break;
            }
        }
    }
    let used = button.map(|_| shown != before);
    let own = people::store::find(&mut conn, &platform, person).await?.map(|person| person.name).unwrap_or_default();
    Ok(Some(page(&flow.words, language, &own, &shown, used)))
}

/// The page; `used`: a button was, and has had an effect.
fn page(words: &Words, language: Language, name: &str, shown: &[bundle::store::Shown], used: Option<bool>) -> Reply {
    let html = |phrase: &Phrase| words.say(language, phrase).html();
    let mut body = format!("<p>{}</p>", html(&Phrase::new("link-hello").text("name", name)));
    for one in shown {
        let title = Markup::text(one.title.clone()).html();
        let state = match (&one.by, one.state.as_str()) {
            (Some(by), "acked") => Phrase::new("page-acked").text("name", by.clone()),
            (_, "open") => Phrase::new("link-open"),
            (_, "unanswered") => Phrase::new("page-unanswered-card"),
            _ => Phrase::new("page-ended"),
        };
        body.push_str(&format!("<h1>📟 {title}</h1><p>{}</p>", html(&state)));
    }
    let is_open = shown.iter().any(|one| one.state == "open");
    let is_acked = shown.iter().any(|one| one.state == "acked");
    if used == Some(false) {
        body.push_str(&format!("<p>{}</p>", html(&Phrase::new("link-noted"))));
    } else {
        let button = |name: &str, key: &'static str| {
            format!("<button name=\"button\" value=\"{name}\">{}</button> ", html(&Phrase::new(key)))
        };
        let is_late = shown.iter().any(|one| one.state == "unanswered");
        let have = if is_open || is_late { button("have", "link-have") } else { String::new() };
        let next = if is_open || is_acked { button("next", "link-next") } else { String::new() };
        body.push_str(&format!("<form method=\"post\">{have}{next}</form>"));
    }
    let style = "body{font-family:sans-serif;max-width:34em;margin:2em auto;padding:0 1em;line-height:1.5}\
                 h1{font-size:1.3em}button{font-size:1.2em;padding:.6em 1em;margin:.3em 0}";
    let body = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Lotse</title><style>{style}</style></head><body>{body}</body></html>",
        language.code()
    );
    Reply { media_type: "text/html; charset=utf-8", body }
}

/// A button was used: what it says is done, by whoever has the link.
pub(super) async fn tapped(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { message, person, button } = serde_json::from_value(payload)?;
    let (message, person) = (MessageId(message), PersonId(person));
    let pages = bundle::pages_of(turn, message).await?;
    let Some(first) = pages.first() else { return Ok(()) };
    let platform = first.platform.clone();
    turn.place.platform.clone_from(&platform);
    let Some(actor) = people::store::find(turn.conn(), &platform, person).await? else { return Ok(()) };
    turn.record("page-link", &actor.account, Value::Null, json!({ "message": message.0, "button": button })).await?;
    turn.actor = Some(actor);
    for page in pages {
        let done = match button {
            Button::Have => answer::acked(turn, page, answer::Told::Elsewhere).await,
            Button::Next => answer::go_on_now(turn, page).await,
        };
        match done {
            // The page that they look at says how it stands.
            Err(Stop::Refusal(_)) => {}
            other => other?,
        }
    }
    Ok(())
}
