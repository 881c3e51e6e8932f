//! Problems: what is behind incidents that come again and again.

mod known_error;
mod mistakes;
mod recurrence;
mod solving;
mod wifi;

use crate::support::world::World;

/// The company of the changes, in which a problem is proposed after so many times the same; 0: never.
pub(super) async fn company(recurrence: u32) -> World {
    crate::change::company(|config| {
        config.desk.similar = false;
        config.problem.recurrence = recurrence;
    })
    .await
}
