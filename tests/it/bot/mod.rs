//! The whole bot: the program as it is shipped, on a real homeserver, with people who use clients of their own.

mod approvals;
mod beginning;
mod conversation;
mod demo;
mod files;
pub(crate) mod interruption;
mod late_keys;
pub(crate) mod program;
mod recovery;
mod requests;
mod restored;
mod standby;
mod teams;
mod terminal;
