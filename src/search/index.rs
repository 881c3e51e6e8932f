//! Documents, filed under what is in them.

use std::collections::HashMap;
use std::sync::Arc;

use super::postings::{FIELDS, Mentions, Pairs, Terms};
use super::spelling::Shape;
use super::synonyms::Synonyms;
use super::text::{pieces, words};
use super::tongue::{Stems, TONGUES, is_filler, tongue};

/// What can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Names it.
    pub id: String,
    /// The language it is written in, as in `de` or `en-GB`. Words of other languages are compared as they stand.
    pub language: String,
    /// What it is about, in a line.
    pub title: String,
    /// How somebody who needs it would say so.
    pub symptoms: String,
    /// What it says.
    pub body: String,
}

/// Documents and what is in them. Follows single changes: a document that is put in, replaced or removed costs what its
/// own length costs, and the answers are those of an index made anew.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) synonyms: Synonyms,
    pub(super) stems: Stems,
    /// Whole words, as written.
    pub(super) words: Terms,
    /// Their outlines, by number; of one that is gone the last.
    pub(super) shapes: Vec<Shape>,
    /// Their stems, by the tongue of the document.
    pub(super) stemmed: [Terms; TONGUES],
    /// Two stems that follow each other, fillers aside.
    pub(super) pairs: Pairs,
    pub(super) pieces: Terms,
    /// What a word becomes in each tongue: most words have been read before.
    read: [HashMap<String, Read>; TONGUES],
    pub(super) slots: Vec<Option<Filed>>,
    free: Vec<u32>,
    by_id: HashMap<String, u32>,
    pub(super) lengths: Lengths,
}

/// How many words, pairs and pieces are in each field: of a document, or of all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lengths {
    /// How many documents have anything in it: how long a field usually is, those say that have it.
    pub(super) filled: [u64; FIELDS],
    pub(super) words: [u64; FIELDS],
    pub(super) pairs: [u64; FIELDS],
    pub(super) pieces: [u64; FIELDS],
}

/// Where a document stands in the postings.
#[derive(Debug)]
pub(super) struct Filed {
    pub(super) id: String,
    pub(super) tongue: usize,
    pub(super) lengths: Lengths,
    words: Vec<u32>,
    stemmed: Vec<u32>,
    pairs: Vec<u32>,
    pieces: Vec<u32>,
}

/// So many pieces of one word are a part that means something: five letters at its beginning or end, six within.
const PART: usize = 3;

/// What a word becomes.
#[derive(Debug, Clone)]
struct Read {
    stem: Arc<str>,
    is_filler: bool,
}

fn more(lengths: &mut [u64; FIELDS], field: usize) {
    if let Some(length) = lengths.get_mut(field) {
        *length += 1;
    }
}

impl Index {
    /// Nothing to find yet.
    #[must_use]
    pub fn new(synonyms: Synonyms) -> Index {
        Index { synonyms, ..Index::default() }
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Puts a document in, in the place of the one with its id if there is one.
    pub fn put(&mut self, document: &Document) {
        self.remove(&document.id);
        let tongue = tongue(&document.language);
        let mut lengths = Lengths::default();
        let (mut words_in, mut stems_in, mut pairs_in, mut pieces_in) =
            (Mentions::default(), Mentions::default(), Mentions::default(), Mentions::default());
        for (field, text) in [&document.title, &document.symptoms, &document.body].into_iter().enumerate() {
            let mut before: Option<Arc<str>> = None;
            words(text, |word| {
                more(&mut lengths.words, field);
                let number = self.words.number(word);
                self.outline(number, word);
                words_in.add(number, field);
                pieces(word, |piece| {
                    more(&mut lengths.pieces, field);
                    pieces_in.add(self.pieces.number(piece), field);
                });
                let Read { stem, is_filler } = self.read_word(tongue, word);
                if let Some(stemmed) = self.stemmed.get_mut(tongue) {
                    stems_in.add(stemmed.number(&stem), field);
                }
                if !is_filler {
                    if let Some(before) = before.take() {
                        more(&mut lengths.pairs, field);
                        pairs_in.add(self.pairs.number(&format!("{before} {stem}")), field);
                    }
                    before = Some(stem);
                }
            });
        }
        lengths.filled = lengths.words.map(|length| length.min(1));
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        let stemmed = self.stemmed.get_mut(tongue).map(|postings| postings.file(slot, stems_in));
        let filed = Filed {
            id: document.id.clone(),
            tongue,
            lengths,
            words: self.words.file(slot, words_in),
            stemmed: stemmed.unwrap_or_default(),
            pairs: self.pairs.file(slot, pairs_in),
            pieces: self.pieces.file(slot, pieces_in),
        };
        self.lengths.each(&lengths, |all, of| *all += of);
        self.by_id.insert(document.id.clone(), slot);
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = Some(filed);
        }
    }

    /// What a word becomes in a tongue.
    fn read_word(&mut self, tongue: usize, word: &str) -> Read {
        if let Some(read) = self.read.get(tongue).and_then(|read| read.get(word)) {
            return read.clone();
        }
        let read = Read { stem: self.stems.of(tongue, word).into(), is_filler: is_filler(word) };
        if let Some(all) = self.read.get_mut(tongue) {
            all.insert(word.to_owned(), read.clone());
        }
        read
    }

    /// Keeps the outline of a word that is filed.
    fn outline(&mut self, number: u32, word: &str) {
        let at = number as usize;
        match self.shapes.get_mut(at) {
            Some(shape) => *shape = Shape::of(word),
            None => self.shapes.push(Shape::of(word)),
        }
    }

    /// Whether a document has so much of one word of a question that it may be about it, though it has none of its words:
    /// `Druckprobleme` and `Druckerwarteschlange` share five letters, `Aufzug` and `Aufträge` three.
    #[must_use]
    pub fn shares_a_part(&self, question: &str, id: &str) -> bool {
        let slot = self.by_id.get(id).and_then(|slot| self.slots.get(*slot as usize));
        let Some(filed) = slot.and_then(Option::as_ref) else { return false };
        let mut shares = false;
        words(question, |word| {
            let mut shared = 0;
            pieces(word, |piece| {
                let number = self.pieces.find(piece);
                shared += usize::from(number.is_some_and(|number| filed.pieces.binary_search(&number).is_ok()));
            });
            shares |= shared >= PART && !is_filler(word);
        });
        shares
    }

    /// Removes a document; says whether there was one.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(slot) = self.by_id.remove(id) else { return false };
        let Some(filed) = self.slots.get_mut(slot as usize).and_then(Option::take) else { return false };
        self.words.remove(slot, &filed.words);
        if let Some(postings) = self.stemmed.get_mut(filed.tongue) {
            postings.remove(slot, &filed.stemmed);
        }
        self.pairs.remove(slot, &filed.pairs);
        self.pieces.remove(slot, &filed.pieces);
        self.lengths.each(&filed.lengths, |all, of| *all = all.saturating_sub(of));
        self.free.push(slot);
        true
    }
}

impl Lengths {
    fn each(&mut self, of: &Lengths, change: impl Fn(&mut u64, u64)) {
        let all = self.filled.iter_mut().chain(&mut self.words).chain(&mut self.pairs).chain(&mut self.pieces);
        for (all, of) in all.zip(of.filled.iter().chain(&of.words).chain(&of.pairs).chain(&of.pieces)) {
            change(all, *of);
        }
    }
}
