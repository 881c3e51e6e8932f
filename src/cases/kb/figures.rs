//! What is usual to say of a search in figures.

use std::collections::HashSet;
use std::time::Duration;

use serde::Serialize;

use crate::search::{Answer, LIKELY};

/// Means over all questions; documents are counted from the best one on.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    documents: usize,
    queries: usize,
    /// Parts of the questions of which a right document is among the first 1, 3 and 10.
    #[serde(rename = "hit@1")]
    hit_1: f64,
    #[serde(rename = "hit@3")]
    hit_3: f64,
    #[serde(rename = "hit@10")]
    hit_10: f64,
    /// One by the place of the first right document; 0 behind the tenth.
    #[serde(rename = "MRR@10")]
    mrr_10: f64,
    /// At each right document the part of right ones so far, averaged over all right ones.
    #[serde(rename = "MAP")]
    map: f64,
    ms_p50: f64,
    ms_p95: f64,
    suggestion: Suggestion,
}

/// What of it the desk would say unasked.
#[derive(Debug, Serialize)]
struct Suggestion {
    /// From which likelihood on.
    threshold: f64,
    /// To which part of the questions.
    spoken: f64,
    /// How often a right document is among the first 3 then; null when it never speaks.
    right: Option<f64>,
}

/// Sums on the way to [`Figures`].
#[derive(Debug, Default)]
pub(super) struct Measure {
    hits: [usize; 3],
    reciprocal: f64,
    precision: f64,
    spoken: usize,
    right: usize,
    took: Vec<Duration>,
}

/// How many of the best count as a hit.
const DEPTHS: [usize; 3] = [1, 3, 10];

impl Measure {
    /// Counts a question: the answer as whoever asks sees it, and one with all documents.
    pub(super) fn add(&mut self, relevant: &HashSet<String>, answer: &Answer, all: &Answer, took: Duration) {
        let first = answer.hits.iter().position(|hit| relevant.contains(&hit.id));
        let is_within = |depth: usize| first.is_some_and(|first| first < depth);
        for (hits, depth) in self.hits.iter_mut().zip(DEPTHS) {
            *hits += usize::from(is_within(depth));
        }
        self.reciprocal += first.filter(|_| is_within(10)).map_or(0.0, |first| 1.0 / (first as f64 + 1.0));
        let mut found = 0.0;
        let mut precision = 0.0;
        for (place, _) in all.hits.iter().enumerate().filter(|(_, hit)| relevant.contains(&hit.id)) {
            found += 1.0;
            precision += found / (place as f64 + 1.0);
        }
        self.precision += precision / relevant.len().max(1) as f64;
        if answer.is_worth_saying(LIKELY) {
            self.spoken += 1;
            self.right += usize::from(is_within(3));
        }
        self.took.push(took);
    }

    /// The means.
    pub(super) fn figures(mut self, documents: usize) -> Figures {
        self.took.sort_unstable();
        let queries = self.took.len();
        let mean = |sum: f64| rounded(sum / queries.max(1) as f64);
        let [hit_1, hit_3, hit_10] = self.hits.map(|hits| mean(hits as f64));
        Figures {
            documents,
            queries,
            hit_1,
            hit_3,
            hit_10,
            mrr_10: mean(self.reciprocal),
            map: mean(self.precision),
            ms_p50: percentile(&self.took, 50),
            ms_p95: percentile(&self.took, 95),
            suggestion: Suggestion {
                threshold: LIKELY,
                spoken: mean(self.spoken as f64),
                right: (self.spoken > 0).then(|| rounded(self.right as f64 / self.spoken as f64)),
            },
        }
    }
}

/// The duration that so many of a hundred do not exceed, in milliseconds.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).map_or(0.0, |took| super::milliseconds(*took))
}

/// As many digits as say something.
pub(super) fn rounded(figure: f64) -> f64 {
    (figure * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Hit;

    fn answer(ids: &[&str]) -> Answer {
        let hit = |id: &&str| Hit { id: (*id).to_owned(), score: 1.0, share: 1.0, coverage: 1.0 };
        Answer { hits: ids.iter().map(hit).collect(), lead: 1.0 }
    }

    #[test]
    fn the_means_are_those_of_the_textbook() {
        let mut measure = Measure::default();
        let relevant = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<HashSet<_>>();
        let ranking = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let (shown, all) = (answer(&ranking[..10]), answer(&ranking));
        measure.add(&relevant(&["a"]), &shown, &all, Duration::from_millis(1));
        // 1/2 and 2/4
        measure.add(&relevant(&["b", "d"]), &shown, &all, Duration::from_millis(2));
        // behind the tenth place: 1/11
        measure.add(&relevant(&["k"]), &shown, &all, Duration::from_millis(3));
        // nowhere
        measure.add(&relevant(&["z"]), &answer(&[]), &answer(&[]), Duration::from_millis(4));
        let figures = measure.figures(12);
        assert_eq!([figures.hit_1, figures.hit_3, figures.hit_10], [0.25, 0.5, 0.5]);
        assert_eq!(figures.mrr_10, 0.375);
        assert_eq!(figures.map, rounded((1.0 + 0.5 + 1.0 / 11.0) / 4.0));
        assert_eq!((figures.ms_p50, figures.ms_p95), (2.0, 4.0));
        assert_eq!((figures.suggestion.spoken, figures.suggestion.right), (0.75, Some(0.6667)));
    }
}
