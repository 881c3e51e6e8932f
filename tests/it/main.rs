//! Whole conversations on real parts: PostgreSQL, the in-process platform with a fake clock, and a real Synapse.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod approval;
mod asked;
mod audit;
mod bot;
mod cases;
mod change;
mod chaos;
mod contract;
mod crash;
mod desk;
mod files;
mod flow;
mod incident;
mod knowledge;
mod late;
mod local;
mod matrix;
mod oncall;
mod opened_rooms;
mod ops;
mod problem;
mod request;
mod restored;
mod sent_files;
mod sla;
mod support;
mod synapse;
mod words;
