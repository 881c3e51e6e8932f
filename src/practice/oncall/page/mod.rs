//! Pages: a chain of steps wakes one after the other until somebody answers.
//!
//! [`start`] begins a chain, [`step`] takes its steps as time goes, [`answer`] is what those say who were woken, [`follow`] is what
//! becomes of it by what happens to its ticket; [`bundle`] makes the messages that wake people.

pub(super) mod answer;
pub(super) mod bundle;
pub(super) mod follow;
pub(super) mod model;
pub(super) mod start;
pub(super) mod step;
mod store;
mod view;

/// The kind of the messages that wake somebody.
pub(super) const CARD: &str = "page-card";

/// The timer of a page.
pub(super) const STEP: &str = "page-step";
