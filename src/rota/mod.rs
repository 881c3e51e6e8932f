//! Who is on call: layers of rotations, windows and overrides, in the wall-clock time of one zone. Pure: the same
//! schedule and instant always give the same people.
//!
//! The rules, in the order in which they apply:
//!
//! 1. Each layer has at most one person at an instant: the one whose shift it is ([`Rotation`]), inside the layer's
//!    windows ([`Window`]).
//! 2. Of the layers that have somebody only those with the highest priority count; equal ones count together.
//!    While a fixed shift ([`Fixed`]) holds, its people count in place of all layers'.
//! 3. All overrides in force ([`Override`]) are applied to that result, and none to what another one has made of it.
//!    A removal leaves a gap; no lower layer steps in.

mod change;
mod error;
mod fixed;
mod hours;
mod layer;
mod local;
mod rotation;
mod shifts;
mod window;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

pub use change::{Change, Override};
pub use error::RotaError;
pub use fixed::Fixed;
pub use hours::Hours;
pub use layer::Layer;
pub use rotation::{Every, Rotation};
pub use shifts::{Gap, Shift};
pub use window::{TimeOfDay, Window};

/// The time zone with an IANA name (`Europe/Berlin`), spelt exactly so.
pub fn zone(name: &str) -> Result<Tz, RotaError> {
    name.parse().map_err(|_| RotaError::UnknownZone(name.to_owned()))
}

/// Who is on call when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    zone: Tz,
    layers: Vec<Layer>,
    fixed: Vec<Fixed>,
    overrides: Vec<Override>,
}

impl Schedule {
    /// A schedule, refused when two layers have the same name: people and messages could not tell them apart.
    /// Without layers only overrides put somebody in.
    pub fn new(zone: Tz, layers: Vec<Layer>, overrides: Vec<Override>) -> Result<Self, RotaError> {
        let mut names = BTreeSet::new();
        if let Some(twice) = layers.iter().find(|layer| !names.insert(layer.name())) {
            return Err(RotaError::SameName(twice.name().to_owned()));
        }
        Ok(Self { zone, layers, fixed: Vec::new(), overrides })
    }

    /// The same with fixed shifts: while one holds, its people are on call in place of the layers'.
    #[must_use]
    pub fn fixed(mut self, shifts: Vec<Fixed>) -> Self {
        self.fixed = shifts;
        self
    }

    /// The same with these fixed shifts besides those that it has.
    #[must_use]
    pub fn besides(&self, shifts: &[Fixed]) -> Self {
        let mut more = self.clone();
        more.fixed.extend(shifts.iter().cloned());
        more
    }

    /// The same with these overrides.
    #[must_use]
    pub fn with(&self, overrides: Vec<Override>) -> Self {
        Self { overrides, ..self.clone() }
    }

    /// Everybody who takes turns, or has a fixed shift, each once; not those whom only overrides put in.
    #[must_use]
    pub fn people(&self) -> Vec<&str> {
        let mut people = Vec::new();
        let turns = self.layers.iter().flat_map(|layer| layer.rotation().users());
        for person in turns.chain(self.fixed.iter().flat_map(Fixed::users)) {
            add(&mut people, person);
        }
        people
    }

    /// The zone in whose wall-clock time people are handed over to and windows open.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The people on call at an instant, each once: those of the layers in the order of the layers, then those put in
    /// by overrides. Nobody when there is a gap.
    #[must_use]
    pub fn on_call(&self, at: DateTime<Utc>) -> Vec<&str> {
        let scheduled = self.scheduled(at);
        let in_force: Vec<&Change> =
            self.overrides.iter().filter(|entry| entry.holds(at)).map(Override::change).collect();
        let mut people: Vec<&str> = scheduled
            .iter()
            .copied()
            .filter(|person| !in_force.iter().any(|change| change.takes_out(person)))
            .collect();
        for person in in_force.iter().filter_map(|change| change.puts_in(&scheduled)) {
            add(&mut people, person);
        }
        people
    }

    /// The people of the layers that count, before any override.
    fn scheduled(&self, at: DateTime<Utc>) -> Vec<&str> {
        let mut people = Vec::new();
        for person in self.fixed.iter().filter(|shift| shift.holds(at)).flat_map(Fixed::users) {
            add(&mut people, person);
        }
        if !people.is_empty() {
            return people;
        }
        let mut highest = i64::MIN;
        for layer in &self.layers {
            // Lower ones need not be asked.
            if layer.priority() < highest {
                continue;
            }
            let Some(person) = layer.on_duty(self.zone, at) else { continue };
            if layer.priority() > highest {
                highest = layer.priority();
                people.clear();
            }
            add(&mut people, person);
        }
        people
    }
}

fn add<'s>(people: &mut Vec<&'s str>, person: &'s str) {
    if !people.contains(&person) {
        people.push(person);
    }
}

#[cfg(test)]
mod tests;
