//! Leaves the terminal as it was found.

use std::io::Write;

use nix::sys::termios::{self, SetArg, Termios};

/// The modes of the terminal before the console began. The console may be dropped while somebody types, when the bot
/// is told to stop; without this the shell would come back without echo.
pub(super) struct TerminalGuard(Option<Termios>);

impl TerminalGuard {
    pub(super) fn new() -> Self {
        Self(termios::tcgetattr(std::io::stdin()).ok())
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        let Some(before) = &self.0 else { return };
        let Ok(now) = termios::tcgetattr(std::io::stdin()) else { return };
        if now == *before {
            return;
        }
        if let Err(error) = termios::tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, before) {
            tracing::debug!(%error, "terminal not restored");
        }
        // The editor had asked for pasted text to be marked; and its prompt is left without an answer.
        if let Err(error) = std::io::stdout().write_all(b"\x1b[?2004l\r\n") {
            tracing::debug!(%error, "terminal not restored");
        }
    }
}
