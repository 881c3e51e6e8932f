//! What has happened, told between practices: a verb emits a fact, and after it those practices hear of it that listen,
//! in the same transaction. Nobody calls another practice.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{ArticleId, MessageId, PersonId, TicketId};

/// Something that has happened, or that one practice wants and another one can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A ticket was raised, or something of it is other than before.
    TicketChanged(TicketId),
    /// Somebody other than its requester has said something that the requester reads.
    TicketAnswered {
        /// The ticket.
        ticket: TicketId,
        /// Who.
        by: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// What a practice has to say on a ticket's cards is other than before: by when it is promised, what was decided, how far
    /// it is.
    CardsOutdated(TicketId),
    /// A promise is in danger or broken, and a ticket must become more urgent by one level.
    RaiseWanted(TicketId),
    /// Likewise, and a ticket must go to this team.
    HandOverWanted(TicketId, String),
    /// Likewise, and somebody must be called.
    Escalated {
        /// The ticket.
        ticket: TicketId,
        /// How much of the time is used up.
        percent: u16,
    },
    /// A ticket was written that no message of the desk's own has raised, and lives nowhere yet: it needs its cards.
    TicketOpened(TicketId),
    /// Likewise, and those alone who work on it need one.
    TicketOpenedInside(TicketId),
    /// Something of a ticket is other than before, and what all have to say of that has been said: is anything known that
    /// helps?
    AdviceWanted(TicketId),
    /// Nothing may be done about a ticket before those agree who must; asked anew for each revision of what is wanted.
    ApprovalWanted {
        /// The ticket.
        ticket: TicketId,
        /// What was asked for before this one counts no more.
        revision: i32,
        /// Who must agree, as `[[approvals]]` calls them; None: as the item of the catalogue says.
        by: Option<String>,
        /// When an answer comes too late; None: as `[approval]` says.
        until: Option<DateTime<Utc>>,
    },
    /// What was asked for is wanted no more, though the ticket is not over.
    ApprovalDropped(TicketId),
    /// Those who are asked to agree to these tickets are to be asked where this turn happens, in this order.
    VotesWanted(Vec<TicketId>),
    /// A practice that leads a ticket on a way of its own wants it to stand so.
    StandWanted {
        /// The ticket.
        ticket: TicketId,
        /// How.
        stand: Stand,
    },
    /// Something is to be done for a ticket, besides what its checklist says already.
    TaskWanted {
        /// The ticket.
        ticket: TicketId,
        /// What.
        title: String,
        /// By whom; None: by whoever has the ticket.
        owner: Option<PersonId>,
        /// By when.
        due: Option<DateTime<Utc>>,
    },
    /// Something was to be done for a ticket that is over, and is not done.
    TaskLeft {
        /// The ticket.
        ticket: TicketId,
        /// What.
        title: String,
        /// By whom.
        owner: Option<PersonId>,
        /// By when.
        due: Option<DateTime<Utc>>,
    },
    /// A room is opened in which a ticket is worked on: whoever is on call for it belongs there.
    HelpersWanted {
        /// The ticket.
        ticket: TicketId,
        /// The message of ours that opens the room.
        opener: MessageId,
    },
    /// Those are whom [`Fact::HelpersWanted`] asked for.
    HelpersFound {
        /// The ticket.
        ticket: TicketId,
        /// The message of ours that opens the room.
        opener: MessageId,
        /// Their accounts, whoever is on call first; some may be named twice.
        accounts: Vec<String>,
    },
    /// Somebody must be called for a ticket.
    PageWanted {
        /// The ticket.
        ticket: TicketId,
        /// The chain, as `[[escalations]]` calls it; None: the ticket's own.
        chain: Option<String>,
    },
    /// A ticket is a major incident.
    IncidentWanted {
        /// The ticket.
        ticket: TicketId,
    },
    /// Something that is worth remembering has happened to a ticket.
    Noted {
        /// The ticket.
        ticket: TicketId,
        /// What.
        what: Noteworthy,
    },
    /// Something was drafted that is to be kept as an article, for those who work here.
    ArticleWanted {
        /// The ticket of which it was written.
        ticket: TicketId,
        /// The article in which it was kept before.
        article: Option<ArticleId>,
        /// The account of whoever answers for it.
        owner: String,
        /// The draft in each language, first in that of whoever wants it.
        drafts: Vec<Draft>,
    },
    /// It is kept; or it was kept before, people have worked on it since, and it stays as they wrote it.
    ArticleWritten {
        /// The ticket of which it was written.
        ticket: TicketId,
        /// The article.
        article: ArticleId,
        /// What it says now, in its language.
        draft: Draft,
        /// Whether people have worked on it.
        edited: bool,
    },
    /// The bot is no more in a room in which it was.
    RoomLost {
        /// The chat platform.
        platform: String,
        /// The room.
        room: String,
    },
    /// People have left rooms in which the bot is.
    PeopleLeft {
        /// The chat platform.
        platform: String,
        /// Their accounts.
        accounts: Vec<String>,
    },
    /// They have been asked: the ticket waits for them.
    ApprovalAsked {
        /// The ticket.
        ticket: TicketId,
        /// How long they have.
        until: DateTime<Utc>,
    },
    /// It is decided, and never changes again: the ticket can be worked on, or is over.
    ApprovalDecided {
        /// The ticket.
        ticket: TicketId,
        /// How.
        outcome: Outcome,
    },
    /// What was ordered is agreed to, and can be fulfilled.
    FulfilmentBegun {
        /// The ticket.
        ticket: TicketId,
        /// Day 1 of its checklist, where the order names one.
        anchor: Option<NaiveDate>,
    },
    /// Those who are in a ticket's threads were told of a way around a known error, which may be worth keeping.
    KnownErrorTold {
        /// The ticket.
        ticket: TicketId,
    },
    /// An entry of a ticket's log came with a file that is to be kept.
    FileSent {
        /// The ticket.
        ticket: TicketId,
        /// The entry.
        entry: i64,
    },
}

/// An article that a practice has drafted, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its code, as in `en`.
    pub language: String,
    /// What it is about, in a line.
    pub title: String,
    /// In Markdown.
    pub text: String,
}

/// How a ticket stands whose way another practice knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// It can be worked on, or is.
    Work,
    /// It was done by somebody.
    Done(PersonId),
    /// It was solved without anybody's work, by something that somebody was told.
    Solved {
        /// Who says so.
        by: PersonId,
        /// What has solved it, in a line.
        solution: String,
    },
    /// It is not over after all.
    Again,
    /// It is over without having been done.
    Dropped,
}

/// What is worth remembering of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noteworthy {
    /// Somebody is being called.
    Paged {
        /// Whom or what, as people call it.
        target: String,
    },
    /// Who was called has answered.
    Answered(PersonId),
    /// Nobody has.
    Unanswered,
    /// Something is to be done.
    TaskGiven {
        /// What.
        title: String,
        /// By whom.
        owner: Option<PersonId>,
    },
    /// It was done.
    TaskDone {
        /// What.
        title: String,
    },
}

/// What became of an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Enough have agreed.
    Approved,
    /// Not enough did, or no longer can.
    Rejected,
    /// They have not answered in time.
    Expired,
    /// There is nobody who could.
    Impossible,
}
