//! What the benches measure with, and how they tell it.

use std::fs;
use std::time::Duration;

use nix::unistd::Pid;

/// What a figure should be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Aim {
    AtLeast(f64),
    AtMost(f64),
}

impl Aim {
    fn is_met_by(self, value: f64) -> bool {
        match self {
            Aim::AtLeast(least) => value >= least,
            Aim::AtMost(most) => value <= most,
        }
    }
}

/// Begins a group of figures.
pub(crate) fn heading(what: &str) {
    println!("\n{what}");
}

/// A figure without an aim.
pub(crate) fn figure(what: &str, value: f64, unit: &str) {
    println!("  {what:<68} {:>9} {unit}", short(value));
}

/// A figure with an aim.
pub(crate) fn aimed(what: &str, value: f64, unit: &str, aim: Aim) {
    let (sign, bound) = match aim {
        Aim::AtLeast(least) => ("≥", least),
        Aim::AtMost(most) => ("≤", most),
    };
    let met = if aim.is_met_by(value) { "✔" } else { "✘" };
    println!("  {what:<68} {:>9} {unit:<12} {met} aim {sign} {}", short(value), short(bound));
}

/// Something to know about the figures.
pub(crate) fn remark(text: &str) {
    println!("  ({text})");
}

/// With as many places as tell something.
fn short(value: f64) -> String {
    match value.abs() {
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// On what this runs, since every figure depends on it.
pub(crate) fn machine() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    println!("{cores} cores, load {load} before the start");
}

/// Resident memory of a process in MiB: now, and at most until now.
pub(crate) fn memory(pid: Pid) -> (f64, f64) {
    (status(pid, "VmRSS"), status(pid, "VmHWM"))
}

/// What of it is no copy of a file, and so nothing that the system could take back and read again.
pub(crate) fn own_memory(pid: Pid) -> f64 {
    status(pid, "RssAnon")
}

/// An amount of memory that Linux tells of a process, in MiB.
fn status(pid: Pid, field: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("Linux tells of its processes in /proc");
    let line = status.lines().find_map(|line| line.strip_prefix(field)).expect("a field of /proc/…/status");
    line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
}

/// Processor time of a process until now.
pub(crate) fn cpu(pid: Pid) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("Linux tells of its processes in /proc");
    // The second field is a name in brackets that may contain anything.
    let (_, fields) = stat.rsplit_once(')').expect("a name in brackets");
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    // To programs, Linux has counted in hundredths of a second on every machine for decades (USER_HZ).
    Duration::from_millis(ticks * 10)
}

/// The value below which this part of all values lies.
pub(crate) fn quantile(values: &mut [Duration], part: f64) -> Duration {
    values.sort_unstable();
    let at = (values.len() as f64 * part).ceil() as usize;
    values[at.clamp(1, values.len()) - 1]
}

/// The middle one of some values.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
