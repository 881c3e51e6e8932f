//! Clocks: when they start, stand still, end and are planned anew, and which warnings have become due. Decides only.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::calendar::{Calendar, CalendarSpec, Pause};
use crate::config::{Applies, CalendarConfig, Config, PauseIn, Step};
use crate::ticket::{Due, DueOf, PendingOn, State, Ticket};

/// The calendar of a clock, as it was when the clock began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// As people see it.
    pub title: String,
    /// As it is stored.
    pub spec: CalendarSpec,
    /// Ready to count.
    pub calendar: Arc<Calendar>,
}

impl From<&CalendarConfig> for Hours {
    fn from(config: &CalendarConfig) -> Self {
        Self { title: config.title.clone(), spec: config.spec.clone(), calendar: Arc::clone(&config.calendar) }
    }
}

/// What was promised: kept as it was when the clock began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The name of the target or agreement.
    pub target: String,
    /// Of an agreement: whose.
    pub team: Option<String>,
    /// By which hours it counts.
    pub hours: Hours,
    /// How long it may take, in time of the calendar.
    pub within: TimeDelta,
    /// What happens on the way, in order.
    pub steps: Vec<Step>,
}

/// A clock of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Its row; None: not stored yet.
    pub id: Option<i64>,
    /// What is promised.
    pub of: DueOf,
    /// How.
    pub terms: Terms,
    /// The priority by which the terms were chosen.
    pub priority: u8,
    /// The service likewise.
    pub service: Option<String>,
    /// How many steps have happened.
    pub steps_done: usize,
    /// Since when it runs.
    pub started_at: DateTime<Utc>,
    /// By when it must end; None while it stands still.
    pub due_at: Option<DateTime<Utc>>,
    /// When its next step is due.
    pub next_at: Option<DateTime<Utc>>,
    /// What became of it.
    pub end: Option<End>,
}

/// How a clock has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: DateTime<Utc>,
    /// How.
    pub how: How,
    /// The ticket has left the team whose clock it was.
    pub left: bool,
}

/// How a clock can end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The promise was kept; so much was counted.
    Met(TimeDelta),
    /// It was broken; so much was counted.
    Missed(TimeDelta),
    /// Another plan has taken its place, because of `priority` or `service`.
    Replaced(String),
    /// What it was about is gone.
    Dropped,
}

/// When the clocks of a ticket stand still, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; None: now.
    pub to: Option<DateTime<Utc>>,
    /// What for: a name of [`PauseIn`], or [`OVER`].
    pub because: String,
}

/// The ticket was over, and came back.
pub const OVER: &str = "over";

/// All clocks of a ticket, in the order in which they began, and when they stood still.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The clocks.
    pub clocks: Vec<Clock>,
    /// The pauses, in order.
    pub stills: Vec<Still>,
}

impl Clock {
    fn is_running(&self) -> bool {
        self.end.is_none()
    }

    /// What has been counted until a moment.
    #[must_use]
    pub fn elapsed(&self, pauses: &[Pause], at: DateTime<Utc>) -> TimeDelta {
        let until = self.end.as_ref().map_or(at, |end| end.at.min(at));
        self.terms.hours.calendar.elapsed(self.started_at, until, pauses)
    }

    /// How much must be counted until a step happens. Rounded up: a step is never too early.
    fn at_percent(&self, percent: u16) -> TimeDelta {
        let seconds = i128::from(self.terms.within.num_seconds()) * i128::from(percent);
        TimeDelta::seconds(i64::try_from((seconds + 99) / 100).unwrap_or(i64::MAX / 1000))
    }

    /// Works out when it must end, and when its next step is due.
    fn plan(&mut self, pauses: &[Pause]) {
        if !self.is_running() {
            self.next_at = None;
            return;
        }
        let calendar = &self.terms.hours.calendar;
        self.due_at = calendar.due(self.started_at, pauses, self.terms.within);
        let next = self.terms.steps.get(self.steps_done);
        self.next_at = next.and_then(|step| calendar.due(self.started_at, pauses, self.at_percent(step.percent)));
    }

    fn finish(&mut self, pauses: &[Pause], at: DateTime<Utc>) {
        let at = at.max(self.started_at);
        let spent = self.terms.hours.calendar.elapsed(self.started_at, at, pauses);
        let how = if spent <= self.terms.within { How::Met(spent) } else { How::Missed(spent) };
        self.end = Some(End { at, how, left: false });
    }

    /// The steps that are due by a moment and have not happened; afterwards they have. Nothing happens while it stands
    /// still.
    pub fn take_steps(&mut self, pauses: &[Pause], by: DateTime<Utc>) -> Vec<Step> {
        let mut taken = Vec::new();
        while let Some(step) = self.terms.steps.get(self.steps_done).filter(|_| self.next_at.is_some_and(|at| at <= by))
        {
            taken.push(step.clone());
            self.steps_done += 1;
            self.plan(pauses);
        }
        taken
    }

    /// What was promised was kept, or still can be.
    #[must_use]
    pub fn is_kept(&self, now: DateTime<Utc>) -> bool {
        match &self.end {
            Some(end) => !matches!(end.how, How::Missed(_)),
            None => self.due_at.is_none_or(|due| now <= due),
        }
    }
}

/// What the configuration promises of a ticket now.
#[must_use]
pub fn promised(config: &Config, ticket: &Ticket, groups: &[&str]) -> Vec<(DueOf, Terms)> {
    let about =
        About { priority: ticket.priority, service: ticket.service.as_deref(), item: ticket.item.as_deref(), groups };
    let to_requester =
        [DueOf::Response, DueOf::Resolution].into_iter().filter_map(|of| Some((of, promised_of(config, of, about)?)));
    let fits = |applies: &Applies| about.fits(applies);
    let agreed = config.sla.olas.iter().find(|ola| ticket.team.as_ref() == Some(&ola.team) && fits(&ola.applies));
    let among_teams = agreed.and_then(|ola| {
        let within = TimeDelta::from_std(ola.within).ok()?;
        let (target, team, steps) = (ola.name.clone(), Some(ola.team.clone()), ola.steps.clone());
        Some((DueOf::Ola, Terms { target, team, hours: hours(config, &ola.calendar)?, within, steps }))
    });
    to_requester.chain(among_teams).collect()
}

/// What promises depend on.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The priority.
    pub priority: u8,
    /// The service.
    pub service: Option<&'a str>,
    /// What was ordered.
    pub item: Option<&'a str>,
    /// The groups of the requester.
    pub groups: &'a [&'a str],
}

impl About<'_> {
    /// Whether something applies to such tickets.
    fn fits(&self, applies: &Applies) -> bool {
        applies.priority.as_ref().is_none_or(|priorities| priorities.contains(&self.priority))
            && applies.service.as_deref().is_none_or(|wanted| self.service == Some(wanted))
            && applies.item.as_deref().is_none_or(|wanted| self.item == Some(wanted))
            && applies.group.as_deref().is_none_or(|wanted| self.groups.contains(&wanted))
    }
}

/// What the configuration promises to requesters of such tickets: each kind comes from the first target that fits and
/// gives it.
#[must_use]
pub fn promised_of(config: &Config, of: DueOf, about: About<'_>) -> Option<Terms> {
    let targets = config.sla.targets.iter().filter(|target| about.fits(&target.applies));
    let (target, within) = targets.into_iter().find_map(|target| {
        let within = match of {
            DueOf::Response => target.response,
            DueOf::Resolution => target.resolution,
            DueOf::Ola => None,
        };
        Some((target, TimeDelta::from_std(within?).ok()?))
    })?;
    let hours = hours(config, &target.calendar)?;
    Some(Terms { target: target.name.clone(), team: None, hours, within, steps: target.steps.clone() })
}

fn hours(config: &Config, name: &str) -> Option<Hours> {
    config.calendars.iter().find(|calendar| calendar.name == name).map(Hours::from)
}

/// Why the clocks stand still in a state.
fn stands_still(state: &State, pause_in: &[PauseIn]) -> Option<&'static str> {
    let pause = match state {
        State::Pending { on: PendingOn::User { .. }, .. } => PauseIn::User,
        State::Pending { on: PendingOn::Vendor, .. } => PauseIn::Vendor,
        State::Pending { on: PendingOn::Time, .. } => PauseIn::Time,
        State::Pending { on: PendingOn::Approval, .. } => PauseIn::Approval,
        State::Planned { .. } => PauseIn::Planned,
        State::New | State::Assigned { .. } | State::Resolved { .. } | State::Closed { .. } => return None,
    };
    pause_in.contains(&pause).then(|| pause.name())
}

impl Ledger {
    /// The pauses as a calendar takes them.
    #[must_use]
    pub fn pauses(&self) -> Vec<Pause> {
        self.stills.iter().map(|still| Pause { from: still.from, to: still.to }).collect()
    }

    /// Since when the clocks stand still, where they do.
    #[must_use]
    pub fn still(&self) -> Option<&Still> {
        self.stills.last().filter(|still| still.to.is_none())
    }

    /// What is promised next of the ticket: to its requester, else among teams.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        let running = self.clocks.iter().filter(|clock| clock.is_running());
        running.map(|clock| Due { of: clock.of, at: clock.due_at }).min_by_key(|due| {
            // What stands still comes after what runs; what runs, by its time.
            (due.of == DueOf::Ola, due.at.is_none(), due.at, due.of)
        })
    }

    /// When the next step of any clock is due.
    #[must_use]
    pub fn next_at(&self) -> Option<DateTime<Utc>> {
        self.clocks.iter().filter(|clock| clock.is_running()).filter_map(|clock| clock.next_at).min()
    }

    /// Somebody who works on it has answered its requester.
    pub fn answered(&mut self, at: DateTime<Utc>) {
        let pauses = self.pauses();
        for clock in self.clocks.iter_mut().filter(|clock| clock.is_running() && clock.of == DueOf::Response) {
            clock.finish(&pauses, at);
        }
        self.plan();
    }

    /// Follows the ticket as it stands since `at`: starts, pauses, ends and replans its clocks. Nothing changes where it
    /// is done again.
    pub fn follow(&mut self, ticket: &Ticket, promised: Vec<(DueOf, Terms)>, pause_in: &[PauseIn], at: DateTime<Utc>) {
        let still = stands_still(&ticket.state, pause_in);
        if let Some(last) =
            self.stills.last_mut().filter(|last| last.to.is_none() && still != Some(last.because.as_str()))
        {
            last.to = Some(at.max(last.from));
        }
        if ticket.state.is_open() {
            self.come_back(ticket, at);
            if let Some(because) = still.filter(|_| self.still().is_none()) {
                self.stills.push(Still { from: at, to: None, because: because.to_owned() });
            }
            self.leave_teams(ticket, at);
            self.replan(ticket, &promised, at);
            self.start(ticket, promised, at);
        } else {
            self.stop(ticket, at);
        }
        self.plan();
    }

    /// A ticket that was over is open again: the promise to solve it goes on.
    fn come_back(&mut self, ticket: &Ticket, at: DateTime<Utc>) {
        let mut since = None;
        let goes_on = |clock: &Clock| match &clock.end {
            None | Some(End { how: How::Replaced(_), .. } | End { left: true, .. }) => false,
            Some(End { how: How::Dropped, .. }) => true,
            // An answer stays given.
            Some(End { how: How::Met(_) | How::Missed(_), .. }) => clock.of != DueOf::Response,
        };
        for clock in self.clocks.iter_mut().filter(|clock| goes_on(clock)) {
            if clock.terms.team.is_some() && clock.terms.team != ticket.team {
                continue;
            }
            since = clock.end.take().map(|end| end.at).max(since);
        }
        if let Some(from) = since.filter(|from| *from < at) {
            self.stills.push(Still { from, to: Some(at), because: OVER.to_owned() });
        }
    }

    fn stop(&mut self, ticket: &Ticket, at: DateTime<Utc>) {
        let pauses = self.pauses();
        let is_gone = matches!(ticket.state, State::Closed { resolution: None, unanswered: false, .. });
        for clock in self.clocks.iter_mut().filter(|clock| clock.is_running()) {
            if is_gone {
                clock.end = Some(End { at: at.max(clock.started_at), how: How::Dropped, left: false });
            } else {
                clock.finish(&pauses, at);
            }
        }
    }

    /// What a team has agreed ends when the ticket leaves it.
    fn leave_teams(&mut self, ticket: &Ticket, at: DateTime<Utc>) {
        let pauses = self.pauses();
        let has_left =
            |clock: &&mut Clock| clock.is_running() && clock.of == DueOf::Ola && clock.terms.team != ticket.team;
        for clock in self.clocks.iter_mut().filter(has_left) {
            clock.finish(&pauses, at);
            clock.end.iter_mut().for_each(|end| end.left = true);
        }
    }

    /// What the terms were chosen by has changed: where others fit now, the clock is planned anew from its start. What has
    /// been warned of once is not warned of again.
    fn replan(&mut self, ticket: &Ticket, promised: &[(DueOf, Terms)], at: DateTime<Utc>) {
        let mut new = Vec::new();
        for clock in self.clocks.iter_mut().filter(|clock| clock.is_running()) {
            let because = match (clock.priority == ticket.priority, clock.service == ticket.service) {
                (true, true) => continue,
                (false, _) => "priority",
                (true, false) => "service",
            };
            let terms = promised.iter().find(|(of, _)| *of == clock.of).map(|(_, terms)| terms);
            if terms == Some(&clock.terms) {
                (clock.priority, clock.service) = (ticket.priority, ticket.service.clone());
                continue;
            }
            clock.end = Some(End { at: at.max(clock.started_at), how: How::Replaced(because.to_owned()), left: false });
            let Some(terms) = terms else { continue };
            let warned =
                clock.steps_done.checked_sub(1).and_then(|last| clock.terms.steps.get(last)).map(|step| step.percent);
            let steps_done =
                terms.steps.iter().take_while(|step| warned.is_some_and(|warned| step.percent <= warned)).count();
            new.push(Clock { steps_done, ..begun(clock.of, terms.clone(), ticket, clock.started_at) });
        }
        self.clocks.extend(new);
    }

    fn start(&mut self, ticket: &Ticket, promised: Vec<(DueOf, Terms)>, at: DateTime<Utc>) {
        for (of, terms) in promised {
            let is_there = |clock: &Clock| {
                clock.of == of
                    && !matches!(clock.end, Some(End { how: How::Replaced(_), .. }))
                    && (of != DueOf::Ola || clock.is_running())
            };
            if self.clocks.iter().any(is_there) {
                continue;
            }
            // A team has it from now on; its requester has waited since it was raised.
            let started_at = if of == DueOf::Ola { at } else { ticket.created_at };
            self.clocks.push(begun(of, terms, ticket, started_at));
        }
    }

    fn plan(&mut self) {
        let pauses = self.pauses();
        for clock in &mut self.clocks {
            clock.plan(&pauses);
        }
    }
}

fn begun(of: DueOf, terms: Terms, ticket: &Ticket, started_at: DateTime<Utc>) -> Clock {
    Clock {
        id: None,
        of,
        terms,
        priority: ticket.priority,
        service: ticket.service.clone(),
        steps_done: 0,
        started_at,
        due_at: None,
        next_at: None,
        end: None,
    }
}

#[cfg(test)]
mod tests;
