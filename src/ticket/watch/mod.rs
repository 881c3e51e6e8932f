//! Who follows a ticket without having raised it: they get what its requester gets.

mod store;

pub use store::{add, is, list, part, remove};
