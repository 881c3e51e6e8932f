//! Lotse: the IT service desk that lives in a team's chat.
//!
//! # The map
//!
//! | folder | what it is | may import |
//! |---|---|---|
//! | `main`, `arguments`, `inquiry`, `app`, `console` | command line; everything put together; the bot in a terminal | all |
//! | `demo` | the bot on a homeserver of its own, with people to try it with | all |
//! | `cases` | what the desk decides by rule, and how well it finds, asked on the command line | `calendar`, `approval`, `rota`, `search`, `practice` |
//! | `ops` | what an operator sees: health, metrics, doctor, queue | `flow`, `database`, `config`, `channel`, `chat` with its platforms |
//! | `practice` | what the desk can do, one folder an ITIL practice | `flow`, `command`, the kernel, `i18n`, `config`, of `chat` the text tree and what can happen |
//! | `ticket`, `approval`, `people`, `audit` | the kernel: what all practices share | `flow`, `i18n`, `config`, each other without a circle |
//! | `calendar` | service hours and holidays: pure | nothing |
//! | `rota` | who is on call when: pure | nothing |
//! | `search` | which documents answer a question: pure | nothing |
//! | `command` | the language of the chat | `i18n` |
//! | `flow` | the kill-safe machinery; knows nothing of ITIL | `chat` and `channel` (the traits), `audit`, `people`, `i18n`, `config`, `database` |
//! | `channel` | the ways out of the chat: e-mail, push, gateways | `config` |
//! | `chat` | the seam to chat platforms; knows nothing of ITIL | `config` |
//! | `database` | embedded PostgreSQL, pool, migrations | `config` |
//! | `config` | `bot-config.toml` | `i18n`, `calendar`, `approval`, `rota`, `search` |
//! | `i18n` | words in the reader's language | `chat::markup` |
//! | `clock`, `fact`, `ids`, `error` | small shared words, for all | `error`: `i18n`; `fact`: `ids` |
//! | `crash` | places at which tests kill the process; empty in what is shipped | nothing |
//!
//! No practice imports another one, and no practice imports a platform. `tests/layout.rs` holds this table.

#![recursion_limit = "256"]

pub mod app;
pub mod approval;
pub mod audit;
pub mod calendar;
pub mod cases;
pub mod channel;
pub mod chat;
pub mod clock;
pub mod command;
pub mod config;
pub mod console;
pub mod crash;
pub mod database;
pub mod demo;
pub mod error;
pub mod fact;
pub mod flow;
pub mod i18n;
pub mod ids;
pub mod ops;
pub mod people;
pub mod practice;
pub mod rota;
pub mod search;
pub mod ticket;
