//! Where somebody is together with the bot.

mod store;

pub use store::{is_anywhere, present_in};
