//! Major incidents.

mod report;
