//! What the tests stand on.

pub(crate) mod company;
pub(crate) mod database;
pub(crate) mod world;
