//! A process that was frozen (SIGSTOP, a paused container, a machine that slept) does not know it when it wakes: for it,
//! no time has passed. Meanwhile another instance may have taken over and opened the same Matrix store, which two
//! processes must not write.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use nix::time::{ClockId, clock_gettime};

/// The exit code of a process that ended itself because it was frozen.
pub const FROZEN: u8 = 5;

/// How often the watch looks.
const TICK: Duration = Duration::from_millis(200);
/// Between two looks, this much time passes only when the process did not run. A machine that is merely slow stays
/// below it, and if it does not, the process ends although it need not have: its supervisor starts it again.
const PAUSE: Duration = Duration::from_millis(1500);

/// When an instance last proved that it holds its account.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    /// Milliseconds since the machine was started.
    beat: AtomicU64,
    /// Other instances were there to take over.
    others: AtomicBool,
}

impl Pulse {
    /// Notes a beat that was sent at `moment`, and whether another instance stands by.
    pub(super) fn beat(&self, moment: Duration, others: bool) {
        self.beat.store(millis(moment), Ordering::Release);
        self.others.store(others, Ordering::Release);
    }
}

/// Ends the process when it wakes from having been frozen so long that another one may have taken over; until dropped.
///
/// It is a thread of its own, since the tasks of the runtime run on as if nothing had happened. Where nobody stood by
/// there is nothing to fear, and the process goes on.
#[derive(Debug)]
pub struct Watch(Arc<AtomicBool>);

impl Watch {
    /// `lease`: how long after its last beat the instance may act.
    pub(super) fn start(pulse: Arc<Pulse>, lease: Duration) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let watch = Self(done.clone());
        let look = move || {
            let mut before = moment();
            while !done.load(Ordering::Acquire) {
                thread::sleep(TICK);
                let now = moment();
                let pause = now.saturating_sub(before);
                before = now;
                let silent = millis(now).saturating_sub(pulse.beat.load(Ordering::Acquire));
                if pause > PAUSE && silent > millis(lease) && pulse.others.load(Ordering::Acquire) {
                    tracing::error!(
                        ?pause,
                        "this process was frozen, and another instance may have taken over meanwhile: ending it"
                    );
                    std::process::exit(i32::from(FROZEN));
                }
            }
        };
        if let Err(error) = thread::Builder::new().name("frozen".to_owned()).spawn(look) {
            tracing::warn!(%error, "nobody will notice if this process is frozen");
        }
        watch
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// The time since the machine was started, the time in which it slept included where the system counts that.
pub(super) fn moment() -> Duration {
    #[cfg(target_os = "linux")]
    let clock = ClockId::CLOCK_BOOTTIME;
    #[cfg(not(target_os = "linux"))]
    let clock = ClockId::CLOCK_MONOTONIC;
    clock_gettime(clock).map(Duration::from).unwrap_or_default()
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
