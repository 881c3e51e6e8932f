//! Which process this is, so that other instances on the same database can tell who holds an account, and can end it
//! when it gives no sign of life.

use std::fmt;
use std::fs;

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, gethostname};
use once_cell::sync::OnceCell;
use sha2::{Digest, Sha256};

/// A process of Lotse. Its text, `lotse@host:process:start:machine`, is the `application_name` of all its sessions in
/// PostgreSQL, which keeps 63 bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The machine's name, for people.
    pub host: String,
    /// The process's number on its machine.
    pub process: i32,
    /// When it was started, in ticks since the machine was: a number alone may belong to another process by now.
    start: u64,
    /// Tells machines and containers apart, in which the same number is another process. Empty where the system does
    /// not say; such a process is never taken for one of this machine.
    machine: String,
}

/// What came of ending a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has been killed, or was gone already.
    Gone,
    /// It runs, or would run if it were not frozen, where this process cannot reach it.
    OutOfReach,
}

impl Instance {
    /// This process.
    #[must_use]
    pub fn here() -> &'static Self {
        static HERE: OnceCell<Instance> = OnceCell::new();
        HERE.get_or_init(|| {
            let process = std::process::id().cast_signed();
            let host = gethostname().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let plain = |sign: &char| sign.is_ascii_alphanumeric() || "-._".contains(*sign);
            let host = host.chars().filter(plain).take(20).collect();
            Self { host, process, start: Stat::of(process).map_or(0, |stat| stat.start), machine: machine() }
        })
    }

    /// Reads the text form.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let mut parts = name.strip_prefix("lotse@")?.split(':');
        let (host, process, start, machine) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let (process, start) = (process.parse().ok()?, start.parse().ok()?);
        // Zero and below mean groups of processes to kill(2).
        (process > 0 && parts.next().is_none()).then(|| Self {
            host: host.to_owned(),
            process,
            start,
            machine: machine.to_owned(),
        })
    }

    /// True when the process was stopped (SIGSTOP, Ctrl-Z, a debugger) and cannot do anything by itself.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stat().is_some_and(|stat| matches!(stat.state, 'T' | 't'))
    }

    /// Kills the process, if it is one of this machine and still the one that it was.
    #[must_use]
    pub fn end(&self) -> End {
        if !self.is_of_this_machine() {
            return End::OutOfReach;
        }
        match self.stat() {
            None => End::Gone,
            Some(_) if kill(Pid::from_raw(self.process), Signal::SIGKILL).is_ok() => End::Gone,
            Some(_) => End::OutOfReach,
        }
    }

    /// True when this process sees it under its number.
    #[must_use]
    pub fn is_of_this_machine(&self) -> bool {
        !self.machine.is_empty() && self.machine == Self::here().machine
    }

    fn stat(&self) -> Option<Stat> {
        Some(self).filter(|it| it.is_of_this_machine())?;
        Stat::of(self.process).filter(|stat| stat.start == self.start)
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lotse@{}:{}:{}:{}", self.host, self.process, self.start, self.machine)
    }
}

/// What Linux tells about a process.
struct Stat {
    state: char,
    start: u64,
}

impl Stat {
    fn of(process: i32) -> Option<Self> {
        let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name in brackets may contain anything; the state is the third field of all, the start the 22nd.
        let (_, fields) = text.rsplit_once(')')?;
        let mut fields = fields.split_ascii_whitespace();
        Some(Self { state: fields.next()?.chars().next()?, start: fields.nth(18)?.parse().ok()? })
    }
}

/// The same for all processes that see each other under their numbers: those of one boot in one namespace.
fn machine() -> String {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id");
    let namespace = fs::read_link("/proc/self/ns/pid");
    let (Ok(boot), Ok(namespace)) = (boot, namespace) else { return String::new() };
    let mark = Sha256::digest(format!("{boot}{}", namespace.display()));
    mark.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_form_fits_and_is_read_back() {
        let here = Instance::here();
        assert_eq!(Instance::read(&here.to_string()).as_ref(), Some(here));
        assert!(here.to_string().len() <= 63, "{here}");
        for other in ["", "psql", "lotse", "lotse@a:1:2", "lotse@a:x:2:m", "lotse@a:-1:2:m", "lotse@a:1:2:m:x"] {
            assert_eq!(Instance::read(other), None, "{other}");
        }
    }

    #[test]
    fn only_the_very_process_is_ended() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let process = child.id().cast_signed();
        let here = Instance::here();
        let start = Stat::of(process).unwrap().start;
        let named = |start, machine: &str| Instance { process, start, machine: machine.to_owned(), ..here.clone() };
        assert_eq!(named(start, "elsewhere").end(), End::OutOfReach);
        assert_eq!(named(start, "").end(), End::OutOfReach);
        assert_eq!(named(start + 1, &here.machine).end(), End::Gone, "the number belongs to another process");
        assert_eq!(child.try_wait().unwrap(), None);

        let it = named(start, &here.machine);
        assert!(!it.is_stopped());
        kill(Pid::from_raw(process), Signal::SIGSTOP).unwrap();
        while !it.is_stopped() {
            std::thread::yield_now();
        }
        assert_eq!(it.end(), End::Gone);
        assert!(!child.wait().unwrap().success());
    }
}
