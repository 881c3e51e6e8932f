//! A real Synapse for the tests, and people on it with a client of their own.
//!
//! Both come from PyPI, pinned in `src/demo/requirements.txt` and in the one here, into a virtual environment outside the checkout: `LOTSE_TEST_CACHE`,
//! else the user's cache folder. There is one server and one people process per test process, and both end with it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod people;
mod python;
mod server;

pub(crate) use people::{Person, Seen};
pub(crate) use python::python;
pub(crate) use server::{Synapse, free_port, scratch};
