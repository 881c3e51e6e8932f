//! Commands that end with this process, however it ends.

use std::ffi::OsStr;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

/// Runs a command. When standard input ends, which it does when the process at its other end is gone, the command is
/// killed, and a folder that is thrown away with it is removed. Arguments: folder or nothing, then the command.
const KEEPER: &str = r#"
folder=$1; shift; exec 3<&0
"$@" </dev/null 3<&- & child=$!
( read -r line <&3; kill -9 "$child" ) 2>/dev/null & watch=$!
wait "$child"; code=$?
kill "$watch" 2>/dev/null
[ -z "$folder" ] || rm -rf "$folder"
exit "$code"
"#;

/// A command under a keeper: a shell that reads a pipe whose other end only this process holds. A `kill -9` of this
/// process closes the pipe as well as everything else does.
#[derive(Debug)]
pub struct Kept {
    keeper: Child,
    alive: Option<ChildStdin>,
}

impl Kept {
    /// A command to add arguments and outputs to, for [`Kept::start`]; `thrown_away` is removed when it has ended.
    #[must_use]
    pub fn command(program: impl AsRef<OsStr>, thrown_away: Option<&Path>) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", KEEPER, "keeper"]).arg(thrown_away.unwrap_or(Path::new(""))).arg(program);
        // Ctrl-C in a terminal reaches the whole group, and is for Lotse, which ends the command in its own time.
        command.process_group(0);
        command
    }

    /// Starts what [`Kept::command`] made.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let mut keeper = command.stdin(Stdio::piped()).spawn()?;
        let alive = keeper.stdin.take();
        Ok(Self { keeper, alive })
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.keeper.try_wait()
    }
}

impl Drop for Kept {
    /// Kills the command, and returns when it is gone.
    fn drop(&mut self) {
        drop(self.alive.take());
        let _ = self.keeper.wait();
    }
}
