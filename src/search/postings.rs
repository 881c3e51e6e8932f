//! Which documents hold a term, and how often in which field.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Fields of a document: title, symptoms, body.
pub(super) const FIELDS: usize = 3;

/// How often something is in each field, up to 255: what is said more often than that is said often. Small, since there are
/// hundreds of entries a document.
pub(super) type Counts = [u8; FIELDS];

/// One document that holds a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) slot: u32,
    pub(super) counts: Counts,
}

/// Terms that are words or pieces of words.
pub(super) type Terms = Postings<Arc<str>>;

/// Terms of two words, of which there are so many that their letters would fill the memory: known by their digests.
pub(super) type Pairs = Postings<u64>;

/// Terms with the documents that hold them, in the order of their slots, so that one is found and taken out fast.
#[derive(Debug)]
pub(super) struct Postings<K> {
    numbers: HashMap<K, u32>,
    terms: Vec<Option<K>>,
    lists: Vec<Vec<Entry>>,
    /// Numbers of terms that no document holds any more.
    free: Vec<u32>,
}

impl<K> Default for Postings<K> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), terms: Vec::new(), lists: Vec::new(), free: Vec::new() }
    }
}

/// The terms of one document, each mention by itself.
#[derive(Debug, Default)]
pub(super) struct Mentions(Vec<(u32, u8)>);

impl Mentions {
    /// A term with this number is in this field once more.
    pub(super) fn add(&mut self, number: u32, field: usize) {
        self.0.push((number, u8::try_from(field).unwrap_or(u8::MAX)));
    }
}

impl<K: Eq + Hash + Clone> Postings<K> {
    /// Files a document under its terms, and gives their numbers.
    pub(super) fn file(&mut self, slot: u32, mentions: Mentions) -> Vec<u32> {
        let Mentions(mut mentions) = mentions;
        mentions.sort_unstable();
        let mut numbers = Vec::new();
        for of_term in mentions.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((number, _)) = of_term.first() else { continue };
            let Some(list) = self.lists.get_mut(*number as usize) else { continue };
            let mut counts = Counts::default();
            for (_, field) in of_term {
                if let Some(count) = counts.get_mut(usize::from(*field)) {
                    *count = count.saturating_add(1);
                }
            }
            let at = list.partition_point(|entry| entry.slot < slot);
            list.insert(at, Entry { slot, counts });
            numbers.push(*number);
        }
        numbers.shrink_to_fit();
        numbers
    }

    /// The number of a term that is about to be filed; new: it has it from now on.
    fn new_number(&mut self, term: K) -> u32 {
        let number = match self.free.pop() {
            Some(number) => number,
            None => {
                self.terms.push(None);
                self.lists.push(Vec::new());
                u32::try_from(self.lists.len() - 1).unwrap_or(u32::MAX)
            }
        };
        if let Some(place) = self.terms.get_mut(number as usize) {
            *place = Some(term.clone());
        }
        if let Some(list) = self.lists.get_mut(number as usize) {
            // Most terms are those of one document.
            list.reserve_exact(1);
        }
        self.numbers.insert(term, number);
        number
    }

    /// Takes a document out from under the terms that [`Postings::file`] gave for it.
    pub(super) fn remove(&mut self, slot: u32, numbers: &[u32]) {
        for number in numbers {
            let Some(list) = self.lists.get_mut(*number as usize) else { continue };
            if let Ok(at) = list.binary_search_by_key(&slot, |entry| entry.slot) {
                list.remove(at);
            }
            if list.is_empty() {
                list.shrink_to_fit();
                if let Some(term) = self.terms.get_mut(*number as usize).and_then(Option::take) {
                    self.numbers.remove(&term);
                }
                self.free.push(*number);
            }
        }
    }

    /// The documents that hold a term.
    pub(super) fn list(&self, number: u32) -> &[Entry] {
        self.lists.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

impl Terms {
    /// The number of a term that is about to be filed.
    pub(super) fn number(&mut self, term: &str) -> u32 {
        match self.numbers.get(term) {
            Some(number) => *number,
            None => self.new_number(Arc::from(term)),
        }
    }

    /// The number of a term that a document holds.
    pub(super) fn find(&self, term: &str) -> Option<u32> {
        self.numbers.get(term).copied()
    }

    /// The term with this number; empty where there is none any more.
    pub(super) fn term(&self, number: u32) -> &str {
        self.terms.get(number as usize).and_then(Option::as_deref).unwrap_or_default()
    }
}

impl Pairs {
    /// The number of a pair that is about to be filed.
    pub(super) fn number(&mut self, pair: &str) -> u32 {
        let digest = digest(pair);
        match self.numbers.get(&digest) {
            Some(number) => *number,
            None => self.new_number(digest),
        }
    }

    /// The number of a pair that a document holds.
    pub(super) fn find(&self, pair: &str) -> Option<u32> {
        self.numbers.get(&digest(pair)).copied()
    }
}

/// Of 64 bits: among ten million pairs two are taken for one another with a chance of one in 300,000.
fn digest(pair: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    pair.hash(&mut hasher);
    hasher.finish()
}
