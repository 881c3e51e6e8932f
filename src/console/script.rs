//! Lines from a file or a pipe: each is echoed, the bot's answers are awaited and shown, then comes the next one.

use std::io::Write;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

use super::ConsoleError;
use super::paint::GUTTER;
use super::session::Session;
use crate::chat::markup::Markup;

/// A line that begins so is a comment.
const COMMENT: &str = "//";

/// Plays the lines to the end, or to `/quit`. The output has no times in it, so that it can be compared.
pub(super) async fn play<I, F>(
    mut session: Session,
    mut input: impl AsyncBufRead + Unpin,
    out: &mut impl Write,
    idle: I,
) -> Result<(), ConsoleError>
where
    I: Fn() -> F,
    F: Future<Output = ()>,
{
    let mut failed = 0;
    idle().await;
    let mut text = session.news();
    loop {
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // Who reads on from here has seen enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            Err(error) => return Err(ConsoleError::Output(error)),
            Ok(()) => {}
        }
        let Some(line) = next_line(&mut input).await? else { break };
        text = String::new();
        if line.trim().is_empty() || line.starts_with(COMMENT) {
            continue;
        }
        let (_, prompt) = session.prompt();
        let paint = session.paint;
        let answer = session.take(&line);
        failed += usize::from(answer.failed);
        let prompt = prompt.get(GUTTER..).unwrap_or_default();
        let shown = Markup::text(line).terminal(false);
        let echo = shown.replace('\n', &format!("\n{}", " ".repeat(GUTTER + 2)));
        text = format!("{}{prompt}{echo}\n{}", paint.gutter(answer.number), answer.text);
        if answer.leave {
            out.write_all(text.as_bytes()).map_err(ConsoleError::Output)?;
            break;
        }
        idle().await;
        text.push_str(&session.news());
    }
    if failed == 0 { Ok(()) } else { Err(ConsoleError::Failed(failed)) }
}

/// The next line; one that ends with a backslash goes on in the line after it. Bytes that are no UTF-8 are replaced.
async fn next_line(input: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<String>, ConsoleError> {
    let mut whole: Option<String> = None;
    loop {
        let mut bytes = Vec::new();
        let unreadable = |source| ConsoleError::Unreadable { path: "script".into(), source };
        if input.read_until(b'\n', &mut bytes).await.map_err(unreadable)? == 0 {
            return Ok(whole);
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        let (text, goes_on) = text.strip_suffix('\\').map_or((text, false), |text| (text, true));
        let line = match whole.take() {
            Some(before) => format!("{before}\n{text}"),
            None => text.to_owned(),
        };
        if !goes_on {
            return Ok(Some(line));
        }
        whole = Some(line);
    }
}
