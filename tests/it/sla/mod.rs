//! Service levels: what is promised, explained, and warned of.

mod clocks;
mod once;
mod reports;
mod teams;
mod warnings;

use std::io::Write;

use chrono::TimeDelta;
use lotse::config::Config;

use crate::support::world::World;

/// What a company promises: office hours in Bavaria, an answer and a solution for all, quicker ones for what is urgent.
const PROMISES: &str = r#"
[[teams]]
name = "it"
title = "IT"
[[teams]]
name = "network"
title = "Network"
[[services]]
name = "mail"
title = "E-mail"
[[groups]]
name = "board"
members = ["@dora:local"]

[[calendars]]
name = "office"
title = "Mon–Fri 8–17"
timezone = "Europe/Berlin"
hours = ["mon-fri 08:00-12:00 13:00-17:00"]
holidays = "DE-BY"
closed = ["2026-01-16 move to the new office"]
exceptions = ["2026-01-15 08:00-10:00"]
[[calendars]]
name = "always"
hours = ["mon-sun 00:00-24:00"]

[[targets]]
name = "board"
group = "board"
calendar = "always"
response = "15m"
resolution = "2h"
[[targets]]
name = "urgent"
priority = [1, 2]
calendar = "always"
response = "30m"
resolution = "4h"
[[targets]]
name = "normal"
calendar = "office"
response = "2h"
resolution = "16h"
"#;

/// The settings, with more behind them.
pub(crate) fn promises(config: &mut Config, more: &str) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(PROMISES.as_bytes()).unwrap();
    file.write_all(more.as_bytes()).unwrap();
    let read = Config::load(Some(file.path()), [("HOME".to_owned(), "/tmp".to_owned())]).unwrap();
    (config.calendars, config.sla, config.groups) = (read.calendars, read.sla, read.groups);
}

impl World {
    /// Lets time pass minute by minute, as it does for a bot that runs: in one leap, what was due on the way is late.
    async fn minutes(&mut self, minutes: usize) {
        for _ in 0..minutes {
            self.pass(TimeDelta::minutes(1)).await;
        }
    }

    /// The company with teams, which keeps its promises.
    async fn promising(more: &str) -> Self {
        Self::company(|config| promises(config, more)).await
    }
}
