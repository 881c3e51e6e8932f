//! Line editing, history, and answers that come while one types.

mod completion;
mod guard;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Cmd, Config, Editor, EventHandler, ExternalPrinter, KeyCode, KeyEvent, Modifiers};
use tokio::time::Instant;
use unicode_width::UnicodeWidthStr;

use self::completion::Completion;
use self::guard::TerminalGuard;
use super::ConsoleError;
use super::paint::{GUTTER, Tone};
use super::session::{Answer, Session};
use crate::i18n::Phrase;

/// How long an answer may take to become complete before what is there of it is drawn.
const PATIENCE: Duration = Duration::from_millis(400);

/// What the editor's thread hands over.
enum Typed {
    Line {
        text: String,
        /// Width of the terminal when the line was typed.
        columns: Option<usize>,
    },
    Interrupt,
    End,
    Broken(String),
}

/// Talks with the person at the terminal until they leave.
pub(super) async fn converse<I, F>(mut session: Session, history: Option<&Path>, idle: I) -> Result<(), ConsoleError>
where
    I: Fn() -> F,
    F: Future<Output = ()>,
{
    let _guard = TerminalGuard::new();
    let mut editor = editor(&session, history)?;
    session.paint.columns = columns(&mut editor);
    let mut screen = Screen { printer: editor.create_external_printer().ok().map(boxed), typing: false };
    let (prompts, next_prompt) = mpsc::channel();
    let (typed, mut lines) = tokio::sync::mpsc::channel(1);
    let history = history.map(Path::to_owned);
    std::thread::spawn(move || edit(&mut editor, history, &next_prompt, &typed));

    let mut changes = session.server.changes();
    let welcome = session.styled(&Phrase::new("console-welcome"));
    screen.show(&format!("\n{welcome}\n\n"))?;
    let mut interrupted = false;
    let mut waiting: Option<Instant> = Some(Instant::now() + PATIENCE);
    screen.ask(&prompts, &session)?;
    loop {
        tokio::select! {
            biased;
            line = lines.recv() => {
                screen.typing = false;
                let again = matches!(line, Some(Typed::Interrupt)) && interrupted;
                interrupted = matches!(line, Some(Typed::Interrupt));
                match line {
                    Some(Typed::Line { text, columns }) => {
                        session.paint.columns = columns;
                        let (prompt, _) = session.prompt();
                        let answer = session.take(&text);
                        screen.number(&session, &answer, &format!("{prompt}{text}"))?;
                        screen.show(&answer.text)?;
                        if answer.leave {
                            break;
                        }
                    }
                    Some(Typed::Interrupt) if !again => {
                        let hint = session.text(&Phrase::new("console-leave-hint"));
                        screen.show(&session.paint.remark(Tone::Quiet, &hint))?;
                    }
                    Some(Typed::Interrupt | Typed::End) | None => break,
                    Some(Typed::Broken(reason)) => return Err(ConsoleError::Terminal(reason)),
                }
                screen.ask(&prompts, &session)?;
            }
            () = settled(&idle, waiting), if waiting.is_some() => {
                waiting = None;
                screen.show(&session.news())?;
            }
            changed = changes.changed(), if waiting.is_none() => {
                if changed.is_err() {
                    break;
                }
                waiting = Some(Instant::now() + PATIENCE);
            }
        }
    }
    screen.show(&session.paint.remark(Tone::Quiet, &session.text(&Phrase::new("console-bye"))))
}

/// Waits until the bot has answered, but not beyond the deadline.
async fn settled<F: Future<Output = ()>>(idle: impl Fn() -> F, deadline: Option<Instant>) {
    let Some(deadline) = deadline else { return };
    let _ = tokio::time::timeout_at(deadline, idle()).await;
}

fn editor(session: &Session, history: Option<&Path>) -> Result<Editor<Completion, FileHistory>, ConsoleError> {
    let config = Config::builder()
        .auto_add_history(true)
        .max_history_size(1000)
        .and_then(|config| config.history_ignore_dups(true))
        .map_err(broken)?
        .completion_type(rustyline::CompletionType::List)
        .build();
    let mut editor = Editor::with_config(config).map_err(broken)?;
    editor.set_helper(Some(Completion::new(session.server.clone())));
    editor.bind_sequence(KeyEvent(KeyCode::Enter, Modifiers::ALT), EventHandler::Simple(Cmd::Newline));
    if let Some(path) = history
        && let Err(error) = editor.load_history(path)
    {
        // At the first start there is none.
        tracing::debug!(%error, "no history of typed lines");
    }
    Ok(editor)
}

/// Reads one line for each prompt. It has a thread of its own, because it blocks until somebody types.
fn edit(
    editor: &mut Editor<Completion, FileHistory>,
    history: Option<PathBuf>,
    prompts: &mpsc::Receiver<(String, String)>,
    typed: &tokio::sync::mpsc::Sender<Typed>,
) {
    while let Ok(prompt) = prompts.recv() {
        let line = match editor.readline(&prompt) {
            Ok(text) => {
                if let Some(Err(error)) = history.as_ref().map(|path| editor.append_history(path)) {
                    tracing::debug!(%error, "typed line not kept");
                }
                Typed::Line { text, columns: columns(editor) }
            }
            Err(ReadlineError::Interrupted) => Typed::Interrupt,
            Err(ReadlineError::Eof) => Typed::End,
            Err(error) => Typed::Broken(error.to_string()),
        };
        if typed.blocking_send(line).is_err() {
            return;
        }
    }
}

/// Width of the terminal now.
fn columns(editor: &mut Editor<Completion, FileHistory>) -> Option<usize> {
    editor.dimensions().map(|(columns, _)| usize::from(columns))
}

fn boxed(printer: impl ExternalPrinter + Send + 'static) -> Box<dyn ExternalPrinter + Send> {
    Box::new(printer)
}

fn broken(error: impl std::fmt::Display) -> ConsoleError {
    ConsoleError::Terminal(error.to_string())
}

/// The terminal as it is written to.
struct Screen {
    /// Writes above the line that is being typed; none on terminals that cannot do that.
    printer: Option<Box<dyn ExternalPrinter + Send>>,
    /// A prompt is out.
    typing: bool,
}

impl Screen {
    fn show(&mut self, text: &str) -> Result<(), ConsoleError> {
        match &mut self.printer {
            _ if text.is_empty() => Ok(()),
            Some(printer) if self.typing => printer.print(text.to_owned()).map_err(broken),
            _ => {
                let mut out = std::io::stdout();
                out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(ConsoleError::Output)
            }
        }
    }

    fn ask(&mut self, prompts: &mpsc::Sender<(String, String)>, session: &Session) -> Result<(), ConsoleError> {
        self.typing = true;
        prompts.send(session.prompt()).map_err(broken)
    }

    /// Writes the number of what was just said into the gutter in front of the line that was typed, so that the line
    /// becomes part of the conversation.
    fn number(&mut self, session: &Session, answer: &Answer, line: &str) -> Result<(), ConsoleError> {
        let (Some(columns), true) = (session.paint.columns, self.printer.is_some() && answer.number.is_some()) else {
            return Ok(());
        };
        let rows = rows(line, columns);
        let gutter = session.paint.gutter(answer.number);
        self.show(&format!("\x1b[{rows}A\r{}\x1b[{rows}B\r", gutter.trim_end()))
    }
}

/// How many rows a typed line takes.
fn rows(line: &str, columns: usize) -> usize {
    line.split('\n').map(|line| line.width() / columns.max(GUTTER) + 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_lines_are_measured_as_the_terminal_wraps_them() {
        assert_eq!(rows("", 80), 1);
        assert_eq!(rows("short", 80), 1);
        assert_eq!(rows(&"x".repeat(79), 80), 1);
        assert_eq!(rows(&"x".repeat(80), 80), 2, "the cursor stands on the next row");
        assert_eq!(rows(&"👀".repeat(40), 80), 2);
        assert_eq!(rows("one\ntwo", 80), 2);
        assert_eq!(rows("one", 0), 1);
    }
}
