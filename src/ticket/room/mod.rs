//! The room of a ticket that has one to itself: everything that is said there is about it, so nobody needs to name it there.

mod store;

pub use store::{OwnRoom, forget, keep, of_ticket};
