//! `[flow]`

use std::time::Duration;

use super::keys::Keys;
use super::mistake::Problem;

/// How the machinery works through what comes in and goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowConfig {
    /// Commands worked on at the same time.
    pub workers: usize,
    /// After how many internal failures a command is set aside.
    pub attempts: u32,
    /// How often to look for work without a wake-up.
    pub poll: Duration,
    /// Commands older than this are not run.
    pub max_command_age: Duration,
    /// Rooms to which messages are sent at the same time.
    pub send_parallel: usize,
}

impl FlowConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            workers: keys.number("flow.workers", 1..=100),
            attempts: keys.number("flow.attempts", 1..=100),
            poll: keys.duration("flow.poll", Duration::from_millis(50)..=Duration::from_mins(1)),
            max_command_age: keys
                .duration("flow.max_command_age", Duration::from_mins(1)..=Duration::from_hours(24 * 3650)),
            send_parallel: keys.number("flow.send_parallel", 1..=100),
        }
    }

    /// Each worker holds a connection during a turn; sending and waking need some as well, or nothing moves.
    pub(super) fn check_connections(&self, max_connections: u32, keys: &mut Keys<'_>) {
        let most = usize::try_from(max_connections).unwrap_or(usize::MAX).saturating_sub(2);
        if max_connections > 0 && self.workers > most {
            let what =
                format!("is {}, but database.max_connections = {max_connections} allows {most} at most", self.workers);
            let origin = keys.origin("flow.workers");
            keys.refuse("flow.workers", &origin, Problem::new(what).hint("lower workers or raise max_connections"));
        }
    }
}
