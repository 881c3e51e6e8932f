//! Full-text search over titles, descriptions, solutions and what was said. Triggers of the schema keep the words in
//! `ticket_search`, whoever changes them; here they are only asked for.

mod store;

pub use store::{BEGUN, begun, can_guess, find, like, resembling, stems, text_of};

use crate::ids::{PersonId, TicketId};
use crate::ticket::list::{Eyes, Filter, Scope};

/// What is looked for, as queries of PostgreSQL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All of it in one place.
    pub all: String,
    /// Anything of it.
    pub any: String,
    /// One a word or phrase, each with what else would do: how many of them a ticket has decides its place.
    pub terms: Vec<String>,
}

/// Where, and for whom.
#[derive(Debug, Clone)]
pub struct Within<'a> {
    /// Among which tickets.
    pub scope: &'a Scope,
    /// What is left out.
    pub filter: &'a Filter,
    /// Who reads along.
    pub eyes: &'a Eyes,
    /// Whose internal notes are searched as well.
    pub inside: Inside,
    /// Tickets that live in direct chats only are left out: others read along.
    pub in_public: bool,
}

/// Of which tickets the internal notes are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// Of those of the teams that the eyes belong to; where one person reads alone, never of their own requests.
    Teams,
    /// Of all but private ones, besides: of somebody who reads alone and whom the configuration names as an agent.
    Named,
}

/// A ticket that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The ticket.
    pub id: TicketId,
    /// The entry of its log that fits best; 0: its own words do.
    pub entry: i64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The tickets of a page.
    pub found: Vec<Found>,
    /// How many were compared.
    pub total: i64,
    /// There may be more, older ones, that were not looked at.
    pub is_cut: bool,
}

/// An open ticket that a new one may resemble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub service: Option<String>,
    /// For whom it is.
    pub requester: PersonId,
}
