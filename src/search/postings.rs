//! Which documents hold a term, and how often in which field.

use std::collections::HashMap;
use std::sync::Arc;

use super::spelling::Shape;

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

/// Terms with the documents that hold them, in the order of their slots, so that one is found and taken out fast.
#[derive(Debug, Default)]
pub(super) struct Postings {
    numbers: HashMap<Arc<str>, u32>,
    terms: Vec<Option<Arc<str>>>,
    shapes: Vec<Shape>,
    lists: Vec<Vec<Entry>>,
    /// Numbers of terms that no document holds any more.
    free: Vec<u32>,
}

impl Postings {
    /// Files a document under its terms, and gives their numbers.
    pub(super) fn add(&mut self, slot: u32, terms: &HashMap<String, Counts>) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(terms.len());
        for (term, counts) in terms {
            let number = self.number(term);
            let Some(list) = self.lists.get_mut(number as usize) else { continue };
            let at = list.partition_point(|entry| entry.slot < slot);
            list.insert(at, Entry { slot, counts: *counts });
            numbers.push(number);
        }
        numbers
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let (shape, term) = (Shape::of(term), Arc::<str>::from(term));
        let number = match self.free.pop() {
            Some(number) => number,
            None => {
                self.terms.push(None);
                self.shapes.push(Shape::default());
                self.lists.push(Vec::with_capacity(1));
                u32::try_from(self.lists.len() - 1).unwrap_or(u32::MAX)
            }
        };
        if let Some(place) = self.terms.get_mut(number as usize) {
            *place = Some(term.clone());
        }
        if let Some(place) = self.shapes.get_mut(number as usize) {
            *place = shape;
        }
        self.numbers.insert(term, number);
        number
    }

    /// Takes a document out from under the terms that [`Postings::add`] gave for it.
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
                if let Some(shape) = self.shapes.get_mut(*number as usize) {
                    *shape = Shape::default();
                }
                self.free.push(*number);
            }
        }
    }

    /// The number of a term that a document holds.
    pub(super) fn find(&self, term: &str) -> Option<u32> {
        self.numbers.get(term).copied()
    }

    /// The documents that hold a term.
    pub(super) fn list(&self, number: u32) -> &[Entry] {
        self.lists.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// The term with this number.
    pub(super) fn term(&self, number: u32) -> &str {
        self.terms.get(number as usize).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The outlines of all terms, by number; that of a number without a term is near to none.
    pub(super) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }
}
