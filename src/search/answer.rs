//! How well each document answers a question.

use std::cmp::Ordering;

use super::index::{Filed, Index, Lengths};
use super::postings::{Entry, FIELDS};
use super::question::{Concept, Kind};

/// What a word weighs in title, symptoms and body.
const FIELD: [f64; FIELDS] = [6.0, 3.0, 1.0];

/// How much a word counts for less in a field that is longer than usual, from not at all (0) to in proportion (1).
const LENGTH: [f64; FIELDS] = [0.5, 0.5, 0.75];

/// How soon more of the same word counts for nothing (BM25's k1).
const SATURATION: f64 = 2.0;

/// How much words count for, and the rest for their pieces.
const WORDS: f64 = 0.6;

/// A document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// How well it answers, in standard deviations of all documents: comparable within one answer only.
    pub score: f64,
    /// Of what the best thinkable document would have by words, how much it has: about 0 to 1.
    pub share: f64,
    /// Which part of the words that tell what the question is about it holds, rare ones weighing more: 0 to 1.
    pub coverage: f64,
}

/// What was found, the best first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The best documents.
    pub hits: Vec<Hit>,
    /// How far the best document is above the fourth, as a part of its own score: 0 to 1. A question that many documents
    /// answer equally well is answered by none.
    pub lead: f64,
}

/// What weighs what, of one question.
struct Scores {
    words: Vec<f64>,
    pieces: Vec<f64>,
    covered: Vec<f64>,
    /// What a document would have at most.
    ideal: f64,
    /// What covers all.
    whole: f64,
}

type Factors = Vec<[f64; FIELDS]>;

impl Index {
    /// The best documents for a question of any length in any language, at most `top`.
    #[must_use]
    pub fn search(&self, question: &str, top: usize) -> Answer {
        self.search_among(question, top, |_| true)
    }

    /// Likewise among those whose id may be told: the others are no rivals either, as if they did not exist.
    #[must_use]
    pub fn search_among(&self, question: &str, top: usize, may_tell: impl Fn(&str) -> bool) -> Answer {
        let scores = self.scores(question);
        let (words, pieces) = (self.deviation(&scores.words), self.deviation(&scores.pieces));
        let mut ranked: Vec<(f64, &Filed, usize)> = Vec::with_capacity(self.len());
        for (slot, filed) in self.filed() {
            let of = |scores: &[f64], deviation: f64| scores.get(slot).map_or(0.0, |score| score / deviation);
            let score = WORDS * of(&scores.words, words) + (1.0 - WORDS) * of(&scores.pieces, pieces);
            // What differs only by the order of additions is equal.
            let score = (score * 1e6).round() / 1e6;
            if score > 0.0 && may_tell(&filed.id) {
                ranked.push((score, filed, slot));
            }
        }
        let better = |(a, x, _): &(f64, &Filed, usize), (b, y, _): &(f64, &Filed, usize)| -> Ordering {
            b.total_cmp(a).then_with(|| x.id.cmp(&y.id))
        };
        let kept = top.max(RIVAL + 1);
        if kept < ranked.len() {
            ranked.select_nth_unstable_by(kept, better);
            ranked.truncate(kept);
        }
        ranked.sort_unstable_by(better);
        let hit = |(score, filed, slot): &(f64, &Filed, usize)| {
            let part = |of: &[f64], all: f64| if all > 0.0 { of.get(*slot).map_or(0.0, |of| of / all) } else { 0.0 };
            Hit {
                id: filed.id.clone(),
                score: *score,
                share: part(&scores.words, scores.ideal),
                coverage: part(&scores.covered, scores.whole).min(1.0),
            }
        };
        let hits: Vec<Hit> = ranked.iter().take(top).map(hit).collect();
        let lead = match (ranked.first(), ranked.get(RIVAL)) {
            (Some((best, ..)), Some((rival, ..))) => (best - rival) / best,
            // No rivals: whether it is about the same must tell.
            (Some(best), None) => hit(best).coverage * LEAD_OF_THE_ONLY_ONE,
            (None, _) => 0.0,
        };
        Answer { hits, lead }
    }

    fn filed(&self) -> impl Iterator<Item = (usize, &Filed)> {
        self.slots.iter().enumerate().filter_map(|(slot, filed)| Some((slot, filed.as_ref()?)))
    }

    fn scores(&self, text: &str) -> Scores {
        let question = self.read(text);
        let of_words = self.factors(|lengths| &lengths.words);
        let of_pairs = self.factors(|lengths| &lengths.pairs);
        let of_pieces = self.factors(|lengths| &lengths.pieces);
        let factors = |kind: Kind| match kind {
            Kind::Stem(_) => &of_words,
            Kind::Pair => &of_pairs,
            Kind::Piece => &of_pieces,
        };
        let none = || vec![0.0; self.slots.len()];
        let unknown = question.unknown * self.rarity(0);
        let mut scores = Scores { words: none(), pieces: none(), covered: none(), ideal: unknown, whole: unknown };
        let mut best = none();
        for concept in &question.words {
            let weight = concept.weight * self.rarity(self.holders(concept));
            scores.ideal += weight;
            self.weigh(concept, &factors, &mut best, |slot, value| {
                add(&mut scores.words, slot, weight * value);
                if concept.informative {
                    add(&mut scores.covered, slot, weight);
                }
            });
            if concept.informative {
                scores.whole += weight;
            }
        }
        for (concepts, into) in [(&question.pairs, &mut scores.words), (&question.pieces, &mut scores.pieces)] {
            for concept in concepts {
                let weight = concept.weight * self.rarity(self.holders(concept));
                self.weigh(concept, &factors, &mut best, |slot, value| add(into, slot, weight * value));
            }
        }
        scores
    }

    /// Tells how well each document that has it has a concept, from 0 to 1. `best` is zero before and after.
    fn weigh<'f>(
        &self,
        concept: &Concept,
        factors: &impl Fn(Kind) -> &'f Factors,
        best: &mut [f64],
        mut tell: impl FnMut(usize, f64),
    ) {
        if let [only] = concept.variants.as_slice() {
            let factors = factors(only.kind);
            for entry in self.entries(only.kind, only.number) {
                tell(entry.slot as usize, only.factor * saturated(entry, factors));
            }
            return;
        }
        let mut touched = Vec::new();
        for variant in &concept.variants {
            let factors = factors(variant.kind);
            for entry in self.entries(variant.kind, variant.number) {
                let Some(best) = best.get_mut(entry.slot as usize) else { continue };
                if *best == 0.0 {
                    touched.push(entry.slot as usize);
                }
                *best = best.max(variant.factor * saturated(entry, factors));
            }
        }
        for slot in touched {
            if let Some(best) = best.get_mut(slot) {
                tell(slot, std::mem::take(best));
            }
        }
    }

    fn entries(&self, kind: Kind, number: u32) -> &[Entry] {
        match kind {
            Kind::Stem(tongue) => self.stemmed.get(tongue).map_or(&[], |postings| postings.list(number)),
            Kind::Pair => self.pairs.list(number),
            Kind::Piece => self.pieces.list(number),
        }
    }

    /// How many documents have a concept: by the terms that stand for it best, since another word for it does not make
    /// the one that was said more common.
    fn holders(&self, concept: &Concept) -> usize {
        let best = concept.variants.iter().map(|variant| variant.factor).fold(0.0, f64::max);
        let best = concept.variants.iter().filter(|variant| variant.factor >= best);
        best.map(|variant| self.entries(variant.kind, variant.number).len()).sum()
    }

    /// What it tells about a document to have what so many have (BM25's idf).
    fn rarity(&self, holders: usize) -> f64 {
        let all = self.len() as f64;
        let holders = (holders as f64).min(all);
        ((all - holders + 0.5) / (holders + 0.5) + 1.0).ln()
    }

    /// What one mention weighs in each field of each document.
    fn factors(&self, of: fn(&Lengths) -> &[u64; FIELDS]) -> Factors {
        let mut usual = of(&self.lengths).map(|length| length as f64);
        for (usual, filled) in usual.iter_mut().zip(self.lengths.filled) {
            *usual /= filled.max(1) as f64;
        }
        let mut all = vec![[0.0; FIELDS]; self.slots.len()];
        for (factors, filed) in all.iter_mut().zip(&self.slots) {
            let Some(filed) = filed else { continue };
            let lengths = of(&filed.lengths).iter().zip(usual);
            for ((factor, (length, usual)), (weight, part)) in
                factors.iter_mut().zip(lengths).zip(FIELD.into_iter().zip(LENGTH))
            {
                if usual > 0.0 {
                    *factor = weight / (1.0 - part + part * *length as f64 / usual);
                }
            }
        }
        all
    }

    /// The standard deviation over all documents. Scores of words and of pieces differ in size, and by question; in this
    /// measure they can be added. Where all are equal it is endless, so that they count for nothing, unless there is
    /// but one document.
    fn deviation(&self, scores: &[f64]) -> f64 {
        let all = self.len() as f64;
        let of = || self.filed().filter_map(|(slot, _)| scores.get(slot));
        let mean = of().sum::<f64>() / all;
        let variance = of().map(|score| (score - mean).powi(2)).sum::<f64>() / all;
        match variance.sqrt() {
            deviation if deviation > 1e-9 => deviation,
            _ if mean > 0.0 => mean,
            _ => f64::INFINITY,
        }
    }
}

fn add(scores: &mut [f64], slot: usize, what: f64) {
    if let Some(score) = scores.get_mut(slot) {
        *score += what;
    }
}

fn saturated(entry: &Entry, factors: &Factors) -> f64 {
    let Some(factors) = factors.get(entry.slot as usize) else { return 0.0 };
    let mentions: f64 = entry.counts.iter().zip(factors).map(|(count, factor)| f64::from(*count) * factor).sum();
    mentions / (SATURATION + mentions)
}

/// The place of the rival that the best one is compared with, from 0. Three are shown: what counts is how they stand out.
const RIVAL: usize = 3;

/// What lead a document has that holds all that was asked, where there are too few documents to have a rival. Judged,
/// not measured: sets of three documents measure nothing.
const LEAD_OF_THE_ONLY_ONE: f64 = 0.75;

/// The coefficients of [`Answer::likelihood`]: logistic regression on questions to 13 public sets, in half of which the
/// right documents were taken out beforehand, the sets weighing the same.
const LIKELIHOOD: [f64; 3] = [-3.0, 1.53, 5.11];

/// From which likelihood on an answer is worth to be given unasked: silence is better than noise. On those sets it is given
/// to a third of the questions that a document answers, rightly to 94 in 100 of them, and to 7 in 100 of those that none
/// answers (0.5: 43, 92, 12; 0.7: 26, 96, 4).
pub const LIKELY: f64 = 0.6;

/// So much of what a question is about must stand in what is told unasked. With the right articles taken out of a set of
/// 40, the likelihood alone still spoke up at 37 of 120 questions; together with this at 5, and of those that have an
/// answer it still speaks to more than half.
const COVERED: f64 = 0.6;

impl Answer {
    /// Whether one of the first three hits is likely enough to help that it is worth to be told unasked: from this likelihood
    /// on, and only where the best one holds most of what tells what the question is about.
    #[must_use]
    pub fn is_worth_saying(&self, from: f64) -> bool {
        self.likelihood() >= from && self.hits.first().is_some_and(|best| best.coverage >= COVERED)
    }

    /// How likely one of the first three hits helps, from 0 to 1. See [`LIKELY`].
    #[must_use]
    pub fn likelihood(&self) -> f64 {
        let Some(best) = self.hits.first() else { return 0.0 };
        // A question of fillers only is about nothing.
        if best.coverage <= 0.0 {
            return 0.0;
        }
        let [constant, share, lead] = LIKELIHOOD;
        1.0 / (1.0 + (-(constant + share * best.share + lead * self.lead)).exp())
    }
}
