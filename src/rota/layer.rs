//! Layers: a rotation, when it applies, and over whom it goes.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{Rotation, Window, local};

/// A rotation with its place in a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    name: String,
    priority: i64,
    rotation: Rotation,
    windows: Option<Vec<Window>>,
}

impl Layer {
    /// A layer that always has somebody. Of the layers that have somebody those with the highest priority count.
    #[must_use]
    pub fn new(name: impl Into<String>, priority: i64, rotation: Rotation) -> Self {
        Self { name: name.into(), priority, rotation, windows: None }
    }

    /// The layer has somebody only inside these windows; with an empty list never. The rotation goes on regardless.
    #[must_use]
    pub fn inside(mut self, windows: Vec<Window>) -> Self {
        self.windows = Some(windows);
        self
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The higher counts.
    #[must_use]
    pub fn priority(&self) -> i64 {
        self.priority
    }

    /// Who takes turns.
    #[must_use]
    pub fn rotation(&self) -> &Rotation {
        &self.rotation
    }

    /// When it has somebody; none for always.
    #[must_use]
    pub fn windows(&self) -> Option<&[Window]> {
        self.windows.as_deref()
    }

    /// Who it has at an instant.
    pub(super) fn on_duty(&self, zone: Tz, at: DateTime<Utc>) -> Option<&str> {
        if let Some(windows) = &self.windows {
            let wall = local::wall(zone, at);
            if !windows.iter().any(|window| window.contains(wall)) {
                return None;
            }
        }
        self.rotation.on_duty(zone, at)
    }
}
