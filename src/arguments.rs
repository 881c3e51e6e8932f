//! What can be said on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use lotse::audit::line::AuditCommand;
use lotse::cases::kb::SearchCommand;
use lotse::cases::{CaseCommand, SlaCase};
use lotse::demo;
use lotse::flow::queue::Item;
use lotse::i18n::Language;
use lotse::ids::TicketId;

/// The IT service desk that lives in a team's chat.
///
/// People type `!ticket Printer offline` and tap reactions; Lotse keeps the tickets in PostgreSQL. Without a configured
/// database it runs a PostgreSQL of its own.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER_HELP)]
pub(crate) struct Line {
    /// Settings that differ from the shipped ones; see bot-config.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Every setting can also come from the environment, as LOTSE__SECTION__KEY:
  LOTSE__MATRIX__HOMESERVER, LOTSE__MATRIX__USER, LOTSE__MATRIX__PASSWORD, LOTSE__DATABASE__URL, LOTSE__DATA_DIR

Exit codes: 0 done · 1 failed · 2 wrong usage or configuration · 3 the database needs an operator
            4 the chat server needs an operator · 5 was frozen while another instance stood by
            130 stopped at once
`lotse run` ends with 1 as well when a part of it has died, and with 2 when the port in [ops] is taken.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the bot on the configured Matrix homeserver until it is stopped (Ctrl-C or SIGTERM; twice: at once)
    Run,
    /// Try the bot in this terminal: the same bot, with rooms and people to switch between
    Console {
        /// Play lines from a file instead of asking for them (`-`: from the standard input), and show the answers
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
        /// Begin with an empty database, which is thrown away at the end
        #[arg(long)]
        fresh: bool,
        /// Language of the console itself: en or de (default: from the environment)
        #[arg(long, value_name = "LANGUAGE", value_parser = language)]
        language: Option<Language>,
    },
    /// Try the bot on a real homeserver (Synapse, installed from PyPI) on this machine, with any Matrix client
    Demo(demo::Options),
    /// Check the configuration and show what differs from the shipped one; starts nothing
    Check,
    /// Look after the bot's Matrix account
    Matrix {
        #[command(subcommand)]
        what: MatrixCommand,
    },
    /// Test everything a bot stands on, live, and say what to do; safe beside a running bot
    ///
    /// Looks at configuration, data folder, database, homeserver, login, encryption, rate limits, clocks, rooms and
    /// queues. Each line begins with ✔ (well), ! (a warning) or ✘ (wrong), with what to do below it. Run it as the bot's
    /// user, with the bot's configuration. Exit code: 0 when nothing is wrong, 1 when something is.
    Doctor {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Show and settle what was set aside or refused: what the bot gave up waits here for an operator
    #[command(subcommand)]
    Queue(Queue),
    /// Write the files that were sent with a ticket into a folder
    ///
    /// Their names are made safe and numbered, and nothing that is there already is overwritten. Who did so is written into
    /// the audit log under the name of the system's user.
    Files {
        /// The ticket, as in T-7
        #[arg(value_parser = ticket)]
        ticket: TicketId,
        /// The folder; made where there is none
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Bring the database up to date
    Migrate {
        /// Only say what would be done
        #[arg(long)]
        status: bool,
    },
    #[command(flatten)]
    Case(CaseCommand),
    /// Explain what was promised, and try other promises on what has happened
    #[command(subcommand)]
    Sla(SlaCommand),
    /// The calendar of changes, for other programs
    #[command(subcommand)]
    Change(ChangeCommand),
    /// Major incidents as files
    #[command(subcommand)]
    Incident(IncidentCommand),
    /// Knowledge articles as files, and how well the search finds them
    #[command(subcommand)]
    Kb(KbCommand),
    /// Check the audit log, or hand it out
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum IncidentCommand {
    /// Write an incident's review with all that was said in its room (INC-17.md), and all that is known of it (INC-17.json)
    ///
    /// The review is the article where there is one, else as far as it writes itself. Restricted ones are written too: only
    /// you can read the files. Who did so is written into the audit log under the name of the system's user.
    Export {
        /// The incident, as in INC-17
        #[arg(value_parser = ticket)]
        incident: TicketId,
        /// The folder; made where there is none
        #[arg(long, value_name = "FOLDER", default_value = ".")]
        to: PathBuf,
        /// Write over files that are there already
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum KbCommand {
    #[command(flatten)]
    Search(SearchCommand),
    /// Read a folder of articles in Markdown, with front matter or without
    ///
    /// All of it or, when anything in it is wrong, nothing: then each mistake is told with its file and line. A second time
    /// only what has changed is changed; an article is known again by the path of its file, else by its `id`. Files and
    /// folders that begin with a dot are left alone. Articles that say nothing of it are published, for agents.
    Import {
        /// The folder, with all below it
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write all articles into a folder, as Markdown with front matter, one file a language
    ///
    /// Retired ones and drafts too. Files that say so already are left alone, and nothing is deleted.
    Export {
        /// The folder; made where there is none
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SlaCommand {
    #[command(flatten)]
    Case(SlaCase),
    /// What was promised of a ticket, what of the time is used up, and why it is due then
    Explain {
        /// The ticket, as in T-7
        #[arg(value_parser = ticket)]
        ticket: TicketId,
    },
    /// Count the clocks of past tickets by other promises and calendars, and show the difference; changes nothing
    Simulate {
        /// A configuration with other [[targets]] and [[calendars]]
        #[arg(long, value_name = "FILE")]
        policy: PathBuf,
        /// Tickets raised on this day or later, as in 2026-01-01
        #[arg(long, value_name = "DAY")]
        since: NaiveDate,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ChangeCommand {
    /// Write planned changes and freezes as an iCalendar feed (RFC 5545) to standard output
    ///
    /// Those of the last three months and the next year. Calendar programs that read a file again and again find each change
    /// under the same id, and those that were given up as cancelled.
    Ical,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MatrixCommand {
    /// Set the encryption up, once: sign the bot's device, back its keys up, print the recovery key
    ///
    /// Log in (or use the stored login), sign the bot's device, back its encryption keys up on the homeserver, and print
    /// the recovery key, which is shown only once. Called again, it changes nothing. If the account has a backup from
    /// elsewhere, its recovery key is asked for, on standard input. Not while the bot is running.
    SetUp {
        /// Make another recovery key; the old one opens nothing any more, and nothing is lost
        #[arg(long)]
        new_key: bool,
        /// Begin anew, when store and recovery key are both lost: what only the old backup can decrypt is lost for good,
        /// and people are told that the bot's identity has changed
        #[arg(long, conflicts_with = "new_key")]
        reset: bool,
    },
}

/// Every decision is written into the audit log under the name of the system's user. A running bot notices at once.
#[derive(Debug, Subcommand)]
pub(crate) enum Queue {
    /// What waits for an operator, with the reason
    List {
        /// Also show the beginning of what people wrote; private, so only where it helps
        #[arg(long)]
        show_text: bool,
    },
    /// Try again, after the cause was mended
    ///
    /// An event is handled before what waits in its place, and after what was handled there since: with the rights that
    /// its author has now, and not at all when it is older than `max_command_age`. A refused message is sent before what
    /// waits for its room, and what was dropped because it hangs on it comes back.
    Retry {
        /// `3` for an event (the reference in the notices), `out-3` for something to be sent
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        id: Vec<Item>,
        /// Everything that waits for an operator
        #[arg(long)]
        all: bool,
    },
    /// Give up for good
    Drop {
        /// `3` for an event (the reference in the notices), `out-3` for something to be sent
        #[arg(required = true)]
        id: Vec<Item>,
        /// Why, for the record
        #[arg(long, value_parser = clap::builder::NonEmptyStringValueParser::new())]
        reason: String,
    },
}

fn ticket(text: &str) -> Result<TicketId, String> {
    text.parse().map_err(|_| "write it like T-7".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::read(text).ok_or_else(|| "en or de".to_owned())
}
