//! The service desk, told as conversations in both languages.

mod any_text;
mod assign;
mod attachments;
mod care;
mod classify;
mod find;
mod inside;
mod intake;
mod life;
mod lifecycle;
mod links;
mod merging;
mod mistakes;
mod passing;
mod recurring;
mod replies;
mod rooms;
mod second_thoughts;
mod splitting;
mod teams;
mod urgency;
mod watch;
