//! Approvals: who has to agree, and whether they have. The quorum kernel decides from a rule, the approvers and their
//! votes in order of time; whose vote is admitted (rights, deputies, separation of duties, revision) is settled before.
//!
//! Pure: people are whatever the caller knows them by.

mod plan;
mod rule;
mod tally;

pub use plan::{Group, Plan, PlanError, Progress, Stage};
pub use rule::{NoRule, Percent, PercentError, Rule};
pub use tally::{NoApprovers, State, Tally, Voice, decide};

#[cfg(test)]
mod tests;
