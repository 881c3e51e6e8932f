//! What those see who are asked whether they swap.

use super::store::{State, Swap};
use crate::chat::markup::Markup;
use crate::config::ScheduleConfig;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::people::Person;

/// A swap, and whom it concerns.
pub(super) struct Shown<'a> {
    pub(super) of: &'a ScheduleConfig,
    pub(super) swap: &'a Swap,
    /// Who proposed it.
    pub(super) by: &'a Person,
    /// The one and the other.
    pub(super) people: [&'a Person; 2],
}

/// Who takes which time; and what became of it, where it is over. `who` has declined it.
pub(super) fn card(turn: &Turn<'_>, shown: &Shown<'_>, language: Language, who: Option<&str>) -> Markup {
    let title = Phrase::new("oncall-swap-card").text("title", &shown.of.title).text("by", &shown.by.name);
    let mut body = turn.words.say(language, &title);
    for half in halves(turn, shown) {
        body = body.line(turn.words.say(language, &half));
    }
    if shown.swap.state == State::Asked {
        return body;
    }
    let state =
        Phrase::new("oncall-swap-state").choice("state", shown.swap.state.name()).text("name", who.unwrap_or_default());
    body.line(turn.words.say(language, &state))
}

/// `Sat 8:00 – 20:00: Carla in place of Bernd`, and the other way round.
pub(super) fn halves(turn: &Turn<'_>, shown: &Shown<'_>) -> [Phrase; 2] {
    let [(_, one), (_, other)] = &shown.swap.halves;
    let [first, second] = shown.people;
    let (zone, now) = (turn.config.timezone, turn.now);
    [(one, first, second), (other, second, first)].map(|(half, gives, takes)| {
        Phrase::new("oncall-swap-half")
            .text("add", &takes.name)
            .text("remove", &gives.name)
            .date_time("from", half.from, zone, now)
            .date_time("to", half.to, zone, now)
    })
}
