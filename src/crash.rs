//! Named places at which a test kills the process, as `kill -9` or a power cut would at the worst moment.
//!
//! A test asks for it with `LOTSE_CRASH=after-accept:2` in the environment of a bot (the second passing of the place is
//! the last thing that the process does), or with [`arm`] from within. All of that exists in builds for tests only
//! (feature `crash-points`): in any other build [`CrashPoint::pass`] is empty.

#[cfg(feature = "crash-points")]
pub use self::armed::{arm, passed};

/// A place that the kill-safe machinery passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CrashPoint {
    /// A batch was read and is not stored yet.
    BeforeAccept,
    /// The events of a batch are written, the transaction is open.
    MidAccept,
    /// A batch is stored, and nobody was woken.
    AfterAccept,
    /// A part of what a turn does is written.
    MidTurn,
    /// A vote is written, and nothing follows from it yet.
    Voted,
    /// All that a turn does is written, the transaction is open.
    BeforeCommit,
    /// A turn is committed, and nobody was woken.
    AfterCommit,
    /// Something is leased and not delivered yet.
    MidSend,
    /// Something is delivered and not marked as sent yet.
    AfterSend,
    /// A file is uploaded, and its message not sent yet.
    FileUploaded,
    /// A room is made: nobody is invited yet, or its id has not come back.
    RoomMade,
    /// A room is marked as opened, what waits for it is not let loose yet, the transaction is open.
    RoomMarked,
    /// Timers that are due are moved into the inbox, the transaction is open.
    TimerFiring,
    /// Timers that were due are in the inbox, and nobody was woken.
    TimerFired,
    /// What was sent for is put into the inbox, the transaction is open.
    ErrandBringing,
    /// What was sent for is in the inbox, and nobody was woken.
    ErrandBrought,
    /// Something that leaves the chat is leased and not delivered yet.
    MidDispatch,
    /// It is delivered and not marked yet.
    AfterDispatch,
    /// How it ended is written, the transaction is open.
    DispatchMarking,
}

impl CrashPoint {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::BeforeAccept,
        Self::MidAccept,
        Self::AfterAccept,
        Self::MidTurn,
        Self::Voted,
        Self::BeforeCommit,
        Self::AfterCommit,
        Self::MidSend,
        Self::AfterSend,
        Self::FileUploaded,
        Self::RoomMade,
        Self::RoomMarked,
        Self::TimerFiring,
        Self::TimerFired,
        Self::ErrandBringing,
        Self::ErrandBrought,
        Self::MidDispatch,
        Self::AfterDispatch,
        Self::DispatchMarking,
    ];

    /// As in the environment.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BeforeAccept => "before-accept",
            Self::MidAccept => "mid-accept",
            Self::AfterAccept => "after-accept",
            Self::MidTurn => "mid-turn",
            Self::Voted => "voted",
            Self::BeforeCommit => "before-commit",
            Self::AfterCommit => "after-commit",
            Self::MidSend => "mid-send",
            Self::AfterSend => "after-send",
            Self::FileUploaded => "file-uploaded",
            Self::RoomMade => "room-made",
            Self::RoomMarked => "room-marked",
            Self::TimerFiring => "timer-firing",
            Self::TimerFired => "timer-fired",
            Self::ErrandBringing => "errand-bringing",
            Self::ErrandBrought => "errand-brought",
            Self::MidDispatch => "mid-dispatch",
            Self::AfterDispatch => "after-dispatch",
            Self::DispatchMarking => "dispatch-marking",
        }
    }

    /// Passes the place, or dies here.
    #[inline]
    pub fn pass(self) {
        #[cfg(feature = "crash-points")]
        armed::pass(self);
    }
}

#[cfg(feature = "crash-points")]
mod armed {
    use std::collections::HashMap;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use nix::sys::signal::{Signal, kill};
    use nix::unistd::{Pid, pause};
    use once_cell::sync::Lazy;

    use crate::crash::CrashPoint;

    #[derive(Default)]
    struct State {
        /// Where to die, and at the how manyth passing from now on.
        armed: Option<(CrashPoint, u32)>,
        passed: HashMap<CrashPoint, u32>,
    }

    static STATE: Lazy<Mutex<State>> =
        Lazy::new(|| Mutex::new(State { armed: from_environment(), ..State::default() }));

    fn state() -> MutexGuard<'static, State> {
        STATE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn from_environment() -> Option<(CrashPoint, u32)> {
        let wanted = std::env::var("LOTSE_CRASH").ok()?;
        let (name, passing) = wanted.split_once(':')?;
        let point = CrashPoint::ALL.into_iter().find(|point| point.name() == name)?;
        Some((point, passing.parse().ok()?))
    }

    /// Makes the process die at the `passing`th passing of a place from now on; 1 is the next one.
    pub fn arm(point: CrashPoint, passing: u32) {
        state().armed = Some((point, passing));
    }

    /// How often a place was passed.
    #[must_use]
    pub fn passed(point: CrashPoint) -> u32 {
        state().passed.get(&point).copied().unwrap_or(0)
    }

    pub(super) fn pass(point: CrashPoint) {
        let mut state = state();
        *state.passed.entry(point).or_default() += 1;
        let Some((wanted, left)) = &mut state.armed else { return };
        if *wanted != point {
            return;
        }
        *left = left.saturating_sub(1);
        if *left == 0 {
            // The lock is held until the end, so that no other thread passes any place after this one.
            if kill(Pid::this(), Signal::SIGKILL).is_ok() {
                loop {
                    pause();
                }
            }
        }
    }
}
