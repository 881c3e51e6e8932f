//! Which account is whose.

mod store;

pub use store::{by_accounts, of};
