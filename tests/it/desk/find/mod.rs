//! Finding tickets: lists, search, numbers in messages, and what resembles what.

mod lists;
mod search;
mod similar;
mod unfurl;
