//! What the desk can do, one folder an ITIL practice. [`PRACTICES`] is the one list; help, permission table,
//! did-you-mean and the docs follow from its rows.

pub mod approval;
mod by_language;
pub mod change;
pub mod desk;
mod drawing;
mod ics;
pub mod incident;
pub mod knowledge;
pub mod language;
mod likeness;
pub mod meaning;
mod named;
pub mod oncall;
mod period;
pub mod permission;
pub mod problem;
pub mod request;
pub mod router;
pub mod sla;
mod table;
pub mod threads;
pub mod unread;
mod workdays;

use futures_util::future::BoxFuture;
use serde_json::Value;

use crate::command::{Accepts, Args, Sign};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::Outcome;
use crate::flow::errands::Found;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::{MessageId, TicketKind};
use crate::people::role::Role;
use crate::ticket::{Side, State, Ticket};

/// All practices, in the order in which they hear of things.
pub const PRACTICES: &[&Practice] = &[
    &desk::PRACTICE,
    &desk::lifecycle::PRACTICE,
    &desk::priority::PRACTICE,
    &desk::classify::PRACTICE,
    &desk::assign::PRACTICE,
    &desk::watch::PRACTICE,
    &desk::intake::PRACTICE,
    &desk::attachments::PRACTICE,
    &desk::find::PRACTICE,
    &desk::links::PRACTICE,
    &desk::canned::PRACTICE,
    &desk::effort::PRACTICE,
    &desk::recurring::PRACTICE,
    &desk::satisfaction::PRACTICE,
    &request::PRACTICE,
    &request::checklist::PRACTICE,
    &change::PRACTICE,
    &problem::PRACTICE,
    &incident::PRACTICE,
    &sla::PRACTICE,
    &knowledge::PRACTICE,
    &approval::PRACTICE,
    &oncall::PRACTICE,
    &oncall::reach::PRACTICE,
];

/// A practice: its rows and its words.
#[derive(Debug)]
pub struct Practice {
    /// Short name, as in the keys of its words.
    pub name: &'static str,
    /// What people can type.
    pub verbs: &'static [Verb],
    /// What people can tap on a ticket.
    pub reactions: &'static [Reaction],
    /// What people can tap on other messages of the bot's.
    pub prompts: &'static [Prompt],
    /// What time brings about.
    pub timers: &'static [Timer],
    /// What comes back that was sent for.
    pub errands: &'static [Errand],
    /// Hears of messages that are no commands, of edits, of what was taken back, and of new rooms.
    pub hears: Option<Hear>,
    /// Hears of what other practices have done.
    pub listens: Option<Listen>,
    /// What else it has to say on the card of a ticket.
    pub lines: Option<Lines>,
    /// What it has against a ticket's going into another state.
    pub objects: Option<Object>,
    /// How a ticket stands whose way it knows.
    pub stands: Option<Stands>,
    /// Its words.
    pub words: &'static [(Language, &'static str)],
}

/// Something that people can type.
#[derive(Debug)]
pub struct Verb {
    /// As in the audit log and the permission table.
    pub name: &'static str,
    /// What help says about it.
    pub words: VerbWords,
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

/// The keys of what help says about a verb; made by `verb_words!` from its name, so that each practice's files of words
/// speak of its own verbs.
#[derive(Debug, Clone, Copy)]
pub struct VerbWords {
    /// What it takes, as an example.
    pub usage: &'static str,
    /// What it does, in a few words.
    pub what: &'static str,
    /// More of that.
    pub more: &'static str,
}

/// `verb-NAME-usage`, `verb-NAME-what` and `verb-NAME-more`.
macro_rules! verb_words {
    ($name:literal) => {
        $crate::practice::VerbWords {
            usage: concat!("verb-", $name, "-usage"),
            what: concat!("verb-", $name, "-what"),
            more: concat!("verb-", $name, "-more"),
        }
    };
}
pub(crate) use verb_words;

/// Something that people can tap on a ticket's card or first message.
#[derive(Debug)]
pub struct Reaction {
    /// The sign.
    pub sign: Sign,
    /// On tickets of this kind alone; None: of any.
    pub only: Option<TicketKind>,
    /// As in the audit log.
    pub name: &'static str,
    /// Who may.
    pub who: Who,
    /// Does it.
    pub run: Run,
    /// Undoes it when the reaction is taken back.
    pub undo: Option<Run>,
}

/// A kind of message of the bot's that asks something; kept by [`crate::flow::prompts::keep`].
#[derive(Debug)]
pub struct Prompt {
    /// The kind under which it is kept.
    pub name: &'static str,
    /// The signs that answer it.
    pub signs: &'static [Sign],
    /// Hears the answer; checks itself who may give it.
    pub run: Answer,
}

/// An answer to a [`Prompt`].
#[derive(Debug)]
pub struct Tap {
    /// The message that asks.
    pub message: MessageId,
    /// What was kept with it.
    pub payload: Value,
    /// The answer.
    pub sign: Sign,
    /// The answer was taken back.
    pub taken_back: bool,
}

/// A prompt's function. Tells whether it took effect: only then does taking the reaction back call it again.
pub type Answer = for<'t> fn(&'t mut Turn<'_>, Tap) -> BoxFuture<'t, Result<Outcome, Stop>>;

/// Something that time brings about.
#[derive(Debug)]
pub struct Timer {
    /// The name under which it is set.
    pub name: &'static str,
    /// Does it.
    pub run: for<'t> fn(&'t mut Turn<'_>, Value) -> BoxFuture<'t, Result<(), Stop>>,
}

/// Something that a turn has sent for with [`Turn::send_for`].
#[derive(Debug)]
pub struct Errand {
    /// The name under which it is sent for.
    pub name: &'static str,
    /// Hears what came back.
    pub run: Bring,
}

/// An errand's function.
pub type Bring = for<'t> fn(&'t mut Turn<'_>, Value, Found) -> BoxFuture<'t, Result<Outcome, Stop>>;

/// Who may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everyone who may write.
    Anyone,
    /// The ticket's requester, who raised it, and agents.
    Involved,
    /// Agents.
    Agent,
    /// Team leads.
    Lead,
    /// Managers.
    Manager,
    /// Operators.
    Operator,
}

impl Who {
    /// Whether somebody of this role may, who is involved in the ticket or not.
    #[must_use]
    pub fn includes(self, role: Role, involved: bool) -> bool {
        match self {
            Who::Anyone => true,
            Who::Involved => involved || role >= Role::Agent,
            Who::Agent => role >= Role::Agent,
            Who::Lead => role >= Role::Lead,
            Who::Manager => role >= Role::Manager,
            Who::Operator => role >= Role::Operator,
        }
    }

    /// As the words know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Who::Anyone => "anyone",
            Who::Involved => "involved",
            Who::Agent => "agent",
            Who::Lead => "lead",
            Who::Manager => "manager",
            Who::Operator => "operator",
        }
    }
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
        /// The message that it answers, when it is a real reply.
        reply_to: Option<String>,
        /// What is attached, as the platform described it.
        attachment: Option<Value>,
    },
    /// A sign was put on a message that is no ticket's card, begins no ticket's thread, and asks nothing.
    Tapped {
        /// The message.
        target: String,
        /// The sign.
        sign: Sign,
        /// It was taken away again, by whom it was put; only where something was done when it was put.
        taken_back: bool,
    },
    /// A message was edited.
    Edit(Edited),
    /// What was said has become a command by an edit, and was never said.
    Command {
        /// The message.
        target: String,
    },
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
    /// The verb that it was.
    pub before: Option<&'static str>,
    /// Where the new words are a command: the verb, and what stands behind it.
    pub command: Option<(&'static str, Args)>,
}

impl Edited {
    /// What the message says now: of a command that says something, without the command.
    #[must_use]
    pub fn words(&self) -> &str {
        self.command.as_ref().map_or(self.text.as_str(), |(_, args)| args.text.as_str())
    }
}

/// Further lines on a ticket's card, for those who are there.
pub type Lines = for<'t> fn(&'t mut Turn<'_>, &'t Ticket, Side) -> BoxFuture<'t, Result<Vec<Phrase>, Stop>>;

/// Refuses that a ticket goes into another state, where something stands in the way that the practice looks after.
pub type Object = for<'t> fn(&'t mut Turn<'_>, &'t Ticket, &'t State) -> BoxFuture<'t, Result<(), Stop>>;

/// How a ticket stands that goes a way of its own; None: it does not. Read off the ticket alone, so that lists can show it.
pub type Stands = fn(&Ticket) -> Option<Standing>;

/// How a ticket stands, as the practice sees it that knows its way.
#[derive(Debug, Clone)]
pub struct Standing {
    /// In a word or two.
    pub state: Phrase,
    /// What can be done now; None: nothing.
    pub actions: Option<Phrase>,
    /// The reactions that are valid now and are worth a tap.
    pub signs: Vec<&'static str>,
}

/// How a ticket stands, where a practice knows a way of its own for it.
#[must_use]
pub fn standing(ticket: &Ticket) -> Option<Standing> {
    PRACTICES.iter().filter_map(|practice| practice.stands).find_map(|stands| stands(ticket))
}

/// Of the names of two words that begin with a noun, those whose second word is most like one that somebody wrote.
#[must_use]
pub fn verbs_like(noun: &str, word: &str, language: Language) -> Vec<String> {
    let names = router::verbs().flat_map(|verb| match language {
        Language::En => verb.en,
        Language::De => verb.de,
    });
    let seconds: Vec<&str> = names
        .filter_map(|name| name.split_once(' '))
        .filter(|(first, _)| *first == noun)
        .map(|(_, second)| second)
        .collect();
    let near = crate::command::suggest(word, &seconds, 3);
    let near = if near.is_empty() { seconds.into_iter().take(4).collect() } else { near };
    near.into_iter().map(|second| format!("{noun} {second}")).collect()
}

/// A refusal of what follows a noun and is no verb of it, with those that are most like it.
fn did_you_mean(turn: &Turn<'_>, refusal: Refusal, noun: &str, word: &str) -> Stop {
    let near = verbs_like(noun, word, turn.language);
    let shown = near.iter().map(|name| format!("{}{name}", turn.config.prefix)).collect::<Vec<_>>().join(" · ");
    refusal.hint(Phrase::new("command-did-you-mean").text("near", shown)).into()
}

/// A practice's ear. Tells whether it was any of its business.
pub type Hear = for<'t> fn(&'t mut Turn<'_>, Heard) -> BoxFuture<'t, Result<Outcome, Stop>>;

/// Hears a fact.
pub type Listen = for<'t> fn(&'t mut Turn<'_>, Fact) -> BoxFuture<'t, Result<(), Stop>>;
