//! Shifts over a time: now, next and until when; feeds, warnings of gaps and reports of hours.

use chrono::{DateTime, Utc};

use super::Schedule;

/// A time during which the same people are on call, as long as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift<'s> {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The first instant after it.
    pub to: DateTime<Utc>,
    /// Who is on call; nobody in a gap.
    pub people: Vec<&'s str>,
}

/// A time during which nobody is on call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The first instant after it.
    pub to: DateTime<Utc>,
}

impl Schedule {
    /// The shifts in `[from, to)` in their order, gaps among them, cut off at both ends: together they fill the time,
    /// and neighbours differ. None when `from` is not before `to`. The work grows with the number of hand-offs.
    #[must_use]
    pub fn shifts(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Shift<'_>> {
        let mut shifts: Vec<Shift<'_>> = Vec::new();
        if from >= to {
            return shifts;
        }
        for at in self.turns(from, to) {
            let people = self.on_call(at);
            match shifts.last_mut() {
                Some(last) if same(&last.people, &people) => {}
                last => {
                    if let Some(last) = last {
                        last.to = at;
                    }
                    shifts.push(Shift { from: at, to, people });
                }
            }
        }
        shifts
    }

    /// The times in `[from, to)` during which nobody is on call.
    #[must_use]
    pub fn gaps(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Gap> {
        let shifts = self.shifts(from, to).into_iter();
        shifts.filter(|shift| shift.people.is_empty()).map(|Shift { from, to, .. }| Gap { from, to }).collect()
    }

    /// `from`, and every instant before `to` at which somebody may come or go, in order.
    fn turns(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let mut turns = vec![from];
        for layer in &self.layers {
            layer.rotation().handoffs(self.zone, from, to, &mut turns);
            for window in layer.windows().unwrap_or_default() {
                window.edges(self.zone, from, to, &mut turns);
            }
        }
        for shift in &self.fixed {
            turns.extend([shift.from(), shift.to()]);
        }
        for entry in &self.overrides {
            turns.extend([entry.from(), entry.to()]);
        }
        turns.retain(|at| from <= *at && *at < to);
        turns.sort_unstable();
        turns.dedup();
        turns
    }
}

/// The same people, in whatever order.
fn same(some: &[&str], others: &[&str]) -> bool {
    some.len() == others.len() && some.iter().all(|person| others.contains(person))
}
