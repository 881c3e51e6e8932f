//! On call: who is on duty when.

pub mod rota;
