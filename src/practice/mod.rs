//! What the desk can do, one folder an ITIL practice. [`PRACTICES`] is the one list; help, permission table,
//! did-you-mean and the docs follow from its rows.

pub mod desk;
pub mod language;
pub mod meaning;
pub mod permission;
pub mod router;
pub mod unread;

use futures_util::future::BoxFuture;
use serde_json::Value;

use crate::command::{Accepts, Args, Sign};
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Language;
use crate::ticket::Ticket;

/// All practices, in the order in which they hear of things.
pub const PRACTICES: &[&Practice] = &[&desk::PRACTICE];

/// A practice: its rows and its words.
#[derive(Debug)]
pub struct Practice {
    /// Short name, as in the keys of its words.
    pub name: &'static str,
    /// What people can type.
    pub verbs: &'static [Verb],
    /// What people can tap.
    pub reactions: &'static [Reaction],
    /// What time brings about.
    pub timers: &'static [Timer],
    /// Hears of messages that are no commands, of edits, of what was taken back, and of new rooms.
    pub hears: Option<Hear>,
    /// Its words.
    pub words: &'static [(Language, &'static str)],
}

/// Something that people can type.
#[derive(Debug)]
pub struct Verb {
    /// As in the audit log, the permission table and the words of help.
    pub name: &'static str,
    /// English names; the first is shown in help. Of two words where the first alone would be too general.
    pub en: &'static [&'static str],
    /// German names, likewise.
    pub de: &'static [&'static str],
    /// Who may.
    pub who: Who,
    /// Does it need a ticket, by id or by place?
    pub on_ticket: bool,
    /// What it takes from the text behind its name.
    pub accepts: Accepts,
    /// Does it.
    pub run: Run,
}

/// Something that people can tap on a ticket's card or first message.
#[derive(Debug)]
pub struct Reaction {
    /// The sign.
    pub sign: Sign,
    /// As in the audit log.
    pub name: &'static str,
    /// Who may.
    pub who: Who,
    /// Does it.
    pub run: Run,
    /// Undoes it when the reaction is taken back.
    pub undo: Option<Run>,
}

/// Something that time brings about.
#[derive(Debug)]
pub struct Timer {
    /// The name under which it is set.
    pub name: &'static str,
    /// Does it.
    pub run: for<'t> fn(&'t mut Turn<'_>, Value) -> BoxFuture<'t, Result<(), Stop>>,
}

/// Who may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everyone who may write.
    Anyone,
    /// The ticket's requester, who raised it, and agents.
    Involved,
    /// Agents.
    Agent,
    /// Operators.
    Operator,
}

/// What a verb is called with.
#[derive(Debug)]
pub struct Call {
    /// What was typed after the verb.
    pub args: Args,
    /// The ticket that is meant, locked.
    pub ticket: Option<Ticket>,
    /// By a tap and not by a command: the edited card is the answer.
    pub tapped: bool,
    /// What is attached to the message, as the platform described it.
    pub attachment: Option<Value>,
}

/// A verb's function.
pub type Run = for<'t> fn(&'t mut Turn<'_>, Call) -> BoxFuture<'t, Result<(), Stop>>;

/// What a practice hears of besides its verbs.
#[derive(Debug, Clone)]
pub enum Heard {
    /// A message that is no command.
    Message {
        /// The words.
        text: String,
        /// Its thread, where it is in one.
        thread: Option<String>,
        /// What is attached, as the platform described it.
        attachment: Option<Value>,
    },
    /// A message was edited.
    Edit(Edited),
    /// A message was taken back.
    Redaction {
        /// The message.
        target: String,
    },
    /// The bot was invited into the room.
    Invited {
        /// To talk with one person alone.
        direct: bool,
    },
}

/// A message that was edited.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The message.
    pub target: String,
    /// Its new words.
    pub text: String,
    /// Where the new words are a command: what stands behind the verb.
    pub args: Option<Args>,
}

/// A practice's ear. Tells whether it was any of its business.
pub type Hear = for<'t> fn(&'t mut Turn<'_>, Heard) -> BoxFuture<'t, Result<Outcome, Stop>>;
