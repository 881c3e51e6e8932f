//! The embedded server's process.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::super::DatabaseError;
use super::Durability;
use super::place::{PORT, Place};
use super::programs::Programs;

/// Runs the server and stops it when the last writer of the pipe is gone: `read` then sees the end. SIGINT is
/// PostgreSQL's fast shutdown. Arguments: pipe, then the server's command.
const WATCHED: &str = r#"
alive=$1; shift
"$@" & server=$!
( read -r line < "$alive"; kill -INT "$server" ) & watch=$!
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"
"#;

/// Stops a server that lost its watch, for instance because somebody killed the shell above. The number is compared
/// with the server's own file first, as it may belong to another program by then. Arguments: pipe, process, lock file.
const WATCH: &str = r#"
read -r line < "$1"
read -r pid < "$3" && [ "$pid" = "$2" ] && kill -INT "$2"
"#;

/// A number that no process has: Linux ends at 2^22, others below 10^6.
const NOBODY: &str = "2147483646";

/// The process of the cluster's server, if it runs.
pub(super) fn running(data: &Path) -> Option<Pid> {
    let pid = recorded(data)?;
    is_server(pid, data).then_some(pid)
}

/// The process that the cluster's lock file names.
fn recorded(data: &Path) -> Option<Pid> {
    let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
    text.lines().next()?.trim().parse().ok().filter(|pid| *pid > 0).map(Pid::from_raw)
}

/// Whether a process is the server of this cluster and not another program that got its number. A zombie has no
/// arguments, and so counts as gone.
fn is_server(pid: Pid, data: &Path) -> bool {
    if !Path::new("/proc/self").exists() {
        let output = Command::new("ps").args(["-ww", "-o", "args=", "-p"]).arg(pid.to_string()).output();
        let arguments = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        let program = arguments.split(' ').next().unwrap_or_default();
        return program.ends_with("postgres") && arguments.contains(&*data.to_string_lossy());
    }
    let Ok(arguments) = fs::read(format!("/proc/{pid}/cmdline")) else { return false };
    let mut arguments = arguments.split(|byte| *byte == 0);
    // Somebody may have started it by hand with another spelling of the path. Its working directory tells as well, but
    // only to those who may see it, which excludes root in most containers.
    arguments.next().is_some_and(|program| program.ends_with(b"postgres"))
        && (arguments.any(|argument| argument == data.as_os_str().as_encoded_bytes())
            || fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|folder| folder == data))
}

/// Makes PostgreSQL see that the process in its lock file is gone when another program has got the number: it would
/// refuse to start. Only the number is replaced. The rest of the file names the shared memory, by which PostgreSQL finds
/// out whether children of the dead server are still at work; without it, they could damage the data.
pub(super) fn disown_stale_lock(place: &Place) -> Result<(), DatabaseError> {
    let file = place.data().join("postmaster.pid");
    let fault = |error: io::Error| DatabaseError::folder(&file, &error);
    match recorded(&place.data()) {
        Some(pid) if kill(pid, None) != Err(nix::errno::Errno::ESRCH) => {
            let text = fs::read_to_string(&file).map_err(fault)?;
            let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
            fs::write(&file, format!("{NOBODY}\n{rest}")).map_err(fault)
        }
        _ => Ok(()),
    }
}

/// Starts the server under its watch. What it says goes to the log.
pub(super) fn spawn(
    place: &Place,
    programs: &Programs,
    durability: Durability,
) -> Result<(Child, Said), DatabaseError> {
    let said = Said::from_now(place)?;
    let fault = |error: io::Error| DatabaseError::folder(place.log(), &error);
    let log = OpenOptions::new().append(true).open(place.log()).map_err(fault)?;
    let mut command = place.account.command("/bin/sh", &place.home);
    command.args(["-c", WATCHED, "sh"]).arg(place.alive()).arg(programs.path("postgres")).arg("-D").arg(place.data());
    for (name, value) in settings(durability) {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    command.arg("-c").arg(format!("unix_socket_directories={}", quoted(&place.socket)));
    command.arg("-c").arg(format!("port={PORT}"));
    command.stdout(log.try_clone().map_err(fault)?).stderr(log);
    // Away from the terminal's group: Ctrl-C is for Lotse, which still needs the database to finish its work.
    command.process_group(0);
    let child = command.spawn();
    Ok((child.map_err(|error| DatabaseError::embedded(format!("/bin/sh cannot be run: {error}")))?, said))
}

/// Puts a watch on a server that has none.
pub(super) fn watch(place: &Place, pid: Pid) -> Result<Child, DatabaseError> {
    let mut command = place.account.command("/bin/sh", &place.home);
    command.args(["-c", WATCH, "sh"]).arg(place.alive()).arg(pid.to_string()).arg(place.data().join("postmaster.pid"));
    command.process_group(0);
    command.spawn().map_err(|error| DatabaseError::embedded(format!("/bin/sh cannot be run: {error}")))
}

/// Asks a server to end at once but in order.
pub(super) fn stop(pid: Pid) {
    let _ = kill(pid, Signal::SIGINT);
}

fn settings(durability: Durability) -> Vec<(&'static str, &'static str)> {
    let mut settings = vec![
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
        ("max_connections", "200"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("log_checkpoints", "off"),
        // Statements and details can contain what people wrote.
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
    ];
    if durability == Durability::Fast {
        settings.extend([("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")]);
    }
    settings
}

/// PostgreSQL reads the setting as a list, in which commas and spaces separate unless quoted.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('"', "\"\""))
}

/// What the server has said since a moment.
#[derive(Debug)]
pub(super) struct Said {
    log: File,
}

impl Said {
    /// A log of more than a megabyte is put aside first, over the one put aside before.
    fn from_now(place: &Place) -> Result<Self, DatabaseError> {
        let path = place.log();
        let fault = |error: io::Error| DatabaseError::folder(&path, &error);
        if fs::metadata(&path).is_ok_and(|found| found.len() > 1_000_000) {
            fs::rename(&path, path.with_extension("log.old")).map_err(fault)?;
        }
        let mut log = OpenOptions::new().create(true).append(true).read(true).open(&path).map_err(fault)?;
        log.seek(SeekFrom::End(0)).map_err(fault)?;
        Ok(Self { log })
    }

    /// The reasons for which it does not start, or else the last lines.
    pub(super) fn complaint(&mut self) -> String {
        let mut bytes = Vec::new();
        let _ = self.log.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let grave =
            |line: &&str| ["FATAL:", "PANIC:", "not found", "cannot", "error"].iter().any(|sign| line.contains(sign));
        let mut lines: Vec<_> = text.lines().filter(grave).collect();
        if lines.is_empty() {
            lines = text.lines().rev().take(3).collect();
            lines.reverse();
        }
        if lines.is_empty() { "it ended without a word".to_owned() } else { lines.join("; ") }
    }
}
