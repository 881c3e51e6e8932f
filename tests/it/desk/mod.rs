//! The service desk, told as conversations in both languages.

mod any_text;
mod inside;
mod life;
mod mistakes;
mod rooms;
mod second_thoughts;
mod teams;
