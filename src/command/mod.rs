//! The language of the chat: what people type, and what their signs mean.
//!
//! A message is read in two steps, because only the verb knows which keys it takes: [`read`] finds the command's first
//! word, the router matches it (and further words from [`Rest`]) to a verb, and [`Rest::args`] reads what is left as
//! that verb [`Accepts`] it. Values are read by the subject they are about: [`date`], [`duration`], [`priority`],
//! [`PersonRef`]. Everything here is pure, never fails on any text, and takes time in proportion to its length.
//!
//! Errors are data without words; the practices make phrases of them.

mod args;
mod code;
pub mod date;
pub mod duration;
mod fold;
mod ids;
mod keys;
mod lexer;
mod mentions;
mod people;
pub mod priority;
mod scan;
pub mod sign;
mod suggest;

pub use args::{Accepts, Args};
pub use fold::fold;
pub use keys::{Key, KeyName, NamedKey, Takes, take_named};
pub use lexer::{Command, Grammar, Opener, Rest, read};
pub use mentions::mentioned;
pub use people::{Candidate, PersonRef, Resolved};
pub use sign::Sign;
pub use suggest::suggest;
