//! The whole bot: the program as it is shipped, on a real homeserver, with people who use clients of their own.

mod beginning;
mod conversation;
mod interruption;
mod late_keys;
mod program;
mod restored;
mod terminal;
