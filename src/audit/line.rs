//! `lotse audit` on the command line.

use std::io::{self, BufWriter, ErrorKind, Write};

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use clap::Subcommand;
use sqlx::PgPool;

use super::chain::Head;
use super::export::{self, Span};
use super::{AuditError, verify};

/// What can be asked about the audit log.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check that nothing in the audit log was changed, removed, inserted or reordered, and say where it was
    Verify {
        /// A head that Lotse has posted: also check that what was on record then still is. Can be given several times
        #[arg(long, value_name = "NUMBER:HASH")]
        head: Vec<Head>,
        /// Report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write the sealed acts to the standard output as JSON Lines, with what somebody else needs to check them
    Export {
        /// From this day on, in the configured time zone
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        from: Option<NaiveDate>,
        /// Up to this day, itself included
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        to: Option<NaiveDate>,
    },
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let day = text.parse().ok().filter(|day: &NaiveDate| (1..=9999).contains(&day.year()));
    day.ok_or_else(|| "a day is written 2026-01-31".to_owned())
}

/// Does it, with the answer on `out`.
pub async fn run(pool: &PgPool, command: AuditCommand, zone: Tz, out: impl Write) -> Result<(), AuditError> {
    let mut out = BufWriter::new(out);
    match command {
        AuditCommand::Verify { head, json } => {
            let report = verify::verify(pool, &head).await?;
            let text =
                if json { serde_json::to_string(&report).map_err(io::Error::from)? + "\n" } else { report.to_string() };
            enough(out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(AuditError::from))?;
            if report.is_whole() { Ok(()) } else { Err(AuditError::NotWhole) }
        }
        AuditCommand::Export { from, to } => enough(export::write(pool, Span { from, to }, zone, &mut out).await),
    }
}

/// Whoever stops reading (`| head`) has had enough, and that is no failure.
fn enough(written: Result<(), AuditError>) -> Result<(), AuditError> {
    match written {
        Err(AuditError::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
