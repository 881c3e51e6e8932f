//! Pages: a chain of steps wakes one after the other until somebody answers.
//!
//! [`start`] begins a chain, [`step`] takes its steps as time goes, [`answer`] is what those say who were woken, [`follow`] is what
//! becomes of it by what happens to its ticket, [`hold`] what makes it wait, [`end`] how one ends that is about no ticket, [`list`] which
//! ones run, [`report`] how they went; [`bundle`] makes the messages that wake people.

pub(super) mod answer;
pub(super) mod bundle;
pub(super) mod end;
pub(super) mod follow;
pub(super) mod hold;
pub(super) mod list;
pub(super) mod model;
pub(super) mod report;
pub(super) mod start;
pub(super) mod step;
mod store;
mod view;

/// The kind of the messages that wake somebody.
pub(super) const CARD: &str = "page-card";

/// The timer of a page.
pub(super) const STEP: &str = "page-step";

/// The timer of a page that waits for something to be over.
pub(super) const HELD: &str = "page-held";
