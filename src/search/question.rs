//! What somebody asks, as terms to look up.

use std::collections::{HashMap, HashSet};

use super::index::Index;
use super::spelling::{Shape, edits};
use super::text::{pieces, words};
use super::tongue::{TONGUES, is_filler};

/// Nothing behind this many characters is read. Whoever pastes a log file has said by then what it is about.
const CHARACTERS: usize = 8_000;

/// The most words of a question that may be misspelt: each costs a look at every word there is.
const MISSPELT: usize = 24;

/// How fast words count for less the later they come: the fiftieth weighs 4/7 of the first. People begin with what it
/// is about, and end with what they have tried and best regards.
const FADING: f64 = 0.015;

/// What a word without a subject of its own weighs. Not nothing: *how*, *when* and *not* tell questions apart.
const FILLER: f64 = 0.35;

/// What two words weigh that stand side by side in the question as in the document, beside what each weighs alone.
const PAIR: f64 = 0.6;

/// What a word weighs that is written otherwise by two letters. By one it weighs all.
const TWO_SLIPS: f64 = 0.8;

/// Shorter words have too many neighbours to guess which one was meant.
const SHORTEST_MISSPELT: usize = 4;

/// From this length on, two letters may differ.
const LONG: usize = 8;

/// How well a document answers with another word for the same.
const SYNONYM: f64 = 0.8;

/// In which postings a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A stem, in this tongue.
    Stem(usize),
    Pair,
    Piece,
}

/// One term that stands for what was said, and how well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variant {
    pub(super) kind: Kind,
    pub(super) number: u32,
    pub(super) factor: f64,
}

/// One thing that was said, with all terms that stand for it. A document has it as well as the best of them.
#[derive(Debug)]
pub(super) struct Concept {
    pub(super) weight: f64,
    pub(super) variants: Vec<Variant>,
    /// Whether it tells what the question is about.
    pub(super) informative: bool,
}

impl Concept {
    fn new(weight: f64, kind: Kind, number: u32) -> Concept {
        Concept { weight, variants: vec![Variant { kind, number, factor: 1.0 }], informative: false }
    }
}

/// What is looked up for a question.
#[derive(Debug, Default)]
pub(super) struct Question {
    pub(super) words: Vec<Concept>,
    pub(super) pairs: Vec<Concept>,
    pub(super) pieces: Vec<Concept>,
    /// What the words weigh that are in no document, nor any word like them.
    pub(super) unknown: f64,
}

/// Different things with their weights, in the order in which they came: sums of numbers depend on it.
#[derive(Default)]
struct Tally {
    places: HashMap<String, usize>,
    entries: Vec<(String, f64)>,
}

impl Tally {
    fn add(&mut self, what: &str, weight: f64) {
        match self.places.get(what).and_then(|place| self.entries.get_mut(*place)) {
            Some((_, sum)) => *sum += weight,
            None => {
                self.places.insert(what.to_owned(), self.entries.len());
                self.entries.push((what.to_owned(), weight));
            }
        }
    }
}

impl Index {
    pub(super) fn read(&self, text: &str) -> Question {
        let text: String = text.chars().take(CHARACTERS).collect();
        let (mut said, mut said_pieces) = (Tally::default(), Tally::default());
        let mut in_order: Vec<[String; TONGUES]> = Vec::new();
        let mut place = 0.0;
        words(&text, |word| {
            let weight = 1.0 / (1.0 + FADING * place);
            place += 1.0;
            said.add(word, weight);
            pieces(word, |piece| said_pieces.add(piece, weight));
            if !is_filler(word) {
                in_order.push(self.forms(word));
            }
        });
        let mut question = Question::default();
        self.look_up_words(&said, &mut question);
        self.look_up_pairs(&in_order, &mut question);
        for (piece, weight) in &said_pieces.entries {
            if let Some(number) = self.pieces.find(piece) {
                question.pieces.push(Concept::new(*weight, Kind::Piece, number));
            }
        }
        question
    }

    /// The stems of a word in each tongue.
    fn forms(&self, word: &str) -> [String; TONGUES] {
        std::array::from_fn(|tongue| self.stems.of(tongue, word))
    }

    fn look_up_words(&self, said: &Tally, question: &mut Question) {
        // Words that are bent forms of one are one.
        let mut places: HashMap<Vec<(Kind, u32)>, usize> = HashMap::new();
        let mut misspelt = 0;
        for (word, weight) in &said.entries {
            let informative = !is_filler(word);
            let mut weight = if informative { *weight } else { weight * FILLER };
            let forms = self.forms(word);
            let mut variants = self.found(&forms, 1.0);
            self.add_synonyms(&forms, &mut variants);
            if variants.is_empty() && misspelt < MISSPELT {
                misspelt += 1;
                let slips;
                (variants, slips) = self.nearly(word);
                weight *= if slips > 1 { TWO_SLIPS } else { 1.0 };
            }
            if variants.is_empty() {
                question.unknown += weight;
                continue;
            }
            let key = variants.iter().map(|variant| (variant.kind, variant.number)).collect();
            let place = *places.entry(key).or_insert(question.words.len());
            match question.words.get_mut(place) {
                Some(concept) => concept.weight += weight,
                None => question.words.push(Concept { weight, variants, informative }),
            }
        }
    }

    /// The terms that a word's stems are.
    fn found(&self, forms: &[String; TONGUES], factor: f64) -> Vec<Variant> {
        let find = |(tongue, (form, postings)): (usize, (&String, &super::postings::Terms))| {
            let number = postings.find(form)?;
            Some(Variant { kind: Kind::Stem(tongue), number, factor })
        };
        forms.iter().zip(&self.stemmed).enumerate().filter_map(find).collect()
    }

    fn add_synonyms(&self, forms: &[String; TONGUES], variants: &mut Vec<Variant>) {
        for other in forms.iter().flat_map(|form| self.synonyms.of(form)) {
            let found = match other.iter().any(|form| form.contains(' ')) {
                false => self.found(other, SYNONYM),
                true => self.found_pairs(other, SYNONYM),
            };
            for variant in found {
                if !variants.iter().any(|known| (known.kind, known.number) == (variant.kind, variant.number)) {
                    variants.push(variant);
                }
            }
        }
    }

    fn found_pairs(&self, forms: &[String; TONGUES], factor: f64) -> Vec<Variant> {
        let numbers: HashSet<u32> = forms.iter().filter_map(|form| self.pairs.find(form)).collect();
        numbers.into_iter().map(|number| Variant { kind: Kind::Pair, number, factor }).collect()
    }

    /// The stems of the words that are nearest to one that nobody has written, and by how many letters they differ.
    fn nearly(&self, word: &str) -> (Vec<Variant>, usize) {
        let letters: Vec<char> = word.chars().collect();
        // A number that is nearly another is another.
        if letters.len() < SHORTEST_MISSPELT || letters.iter().any(|c| c.is_numeric()) {
            return (Vec::new(), 0);
        }
        let shape = Shape::of(word);
        let mut limit = if letters.len() < LONG { 1 } else { 2 };
        let mut nearest: Vec<&str> = Vec::new();
        let mut least = limit + 1;
        for (number, other) in (0..).zip(&self.shapes) {
            let may_be_near = shape.may_be_near(*other, 1) || limit > 1 && shape.may_be_near(*other, 2);
            if !may_be_near {
                continue;
            }
            let other = self.words.term(number);
            if other.is_empty() {
                continue;
            }
            let Some(slips) = edits(&letters, &other.chars().collect::<Vec<_>>(), limit) else { continue };
            if slips < least {
                nearest.clear();
                (least, limit) = (slips, slips);
            }
            nearest.push(other);
        }
        if nearest.iter().any(|other| other.chars().next() == letters.first().copied()) {
            nearest.retain(|other| other.chars().next() == letters.first().copied());
        }
        let mut variants: Vec<Variant> = Vec::new();
        for variant in nearest.into_iter().flat_map(|other| self.found(&self.forms(other), 1.0)) {
            if !variants.iter().any(|known| (known.kind, known.number) == (variant.kind, variant.number)) {
                variants.push(variant);
            }
        }
        (variants, least)
    }

    fn look_up_pairs(&self, in_order: &[[String; TONGUES]], question: &mut Question) {
        let mut seen = HashSet::new();
        for (first, second) in in_order.iter().zip(in_order.iter().skip(1)) {
            let forms: [String; TONGUES] = std::array::from_fn(|tongue| {
                let form = |of: &[String; TONGUES]| of.get(tongue).cloned().unwrap_or_default();
                format!("{} {}", form(first), form(second))
            });
            for form in &forms {
                if let Some(number) = self.pairs.find(form).filter(|number| seen.insert(*number)) {
                    question.pairs.push(Concept::new(PAIR, Kind::Pair, number));
                }
            }
            let mut variants = Vec::new();
            self.add_synonyms(&forms, &mut variants);
            if !variants.is_empty() {
                question.words.push(Concept { weight: 1.0, variants, informative: true });
            }
        }
    }
}
