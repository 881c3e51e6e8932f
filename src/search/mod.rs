//! Finds, for what somebody writes in a chat, the documents that answer it: BM25F over fields of different weight, on words
//! and on pieces of words. Pure: the caller feeds the index from wherever the documents are.
//!
//! # How it ranks
//!
//! Two scores, each in standard deviations over all documents, are mixed 0.6 to 0.4:
//!
//! - **words**: stems of the document's language, which the question's words are bent to as well, whatever its own
//!   language; words without a subject of their own count little, words that come late less than those that come early, and
//!   two words side by side once more. A word that nobody has written is taken for its nearest neighbours, and a word may
//!   have [`Synonyms`];
//! - **pieces** of four letters: they find `Druckprobleme` for `Drucker`, and what no other rule forgives.
//!
//! What weighs what has been measured on public sets of questions (FAQ with and without titles, a product manual, German and
//! English support tickets, an encyclopaedia), with and without typing errors: `lotse kb eval` measures it on any other.

mod answer;
mod index;
mod postings;
mod question;
mod spelling;
mod synonyms;
#[cfg(test)]
mod tests;
mod text;
mod tongue;

pub use answer::{Answer, Hit, LIKELY};
pub use index::{Document, Index};
pub use synonyms::Synonyms;
