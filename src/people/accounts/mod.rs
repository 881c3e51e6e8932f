//! Which account is whose, and on whose clock they read.

mod store;

pub use store::{by_accounts, choose_zone, named, not_own, of};
