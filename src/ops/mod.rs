//! What an operator sees of a bot: is it well, what does it do, what is stuck.
//!
//! | file | what it is |
//! |---|---|
//! | `server` | the optional port: `/healthz`, `/readyz`, `/metrics`, and calendars under secret addresses |
//! | `health` | when a process is alive, and when it is ready |
//! | `metrics` | the page for Prometheus |
//! | `doctor` | `lotse doctor`: looks at everything a bot stands on, and says what to do |
//! | `log` | where the log goes, and what is in it |
//! | `queue` | `lotse queue`: rows that were set aside or refused |
//! | `store` | SQL |
//!
//! Nothing here changes what the bot does, except where an operator says so through `queue`.

pub mod doctor;
mod health;
pub mod log;
mod metrics;
pub mod queue;
mod server;
mod store;

pub use self::server::{Server, ServerError};
