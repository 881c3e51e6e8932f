//! The service desk, told as conversations in both languages.

mod any_text;
mod assign;
mod attachments;
mod classify;
mod find;
mod inside;
mod intake;
mod life;
mod lifecycle;
mod mistakes;
mod replies;
mod rooms;
mod second_thoughts;
mod teams;
mod urgency;
mod watch;
