//! What the search for knowledge costs with 1,000 and with 10,000 articles: time and memory to index them, one that is edited,
//! and the time that a question takes.
//!
//! `cargo bench --bench knowledge`; needs nothing but a processor. Articles and questions are made up, always the same: words as
//! frequent as in languages (Zipf), a tenth of them compounds, every third one of a question misspelt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on fails"
)]

#[path = "../figures.rs"]
#[allow(dead_code, reason = "other benches tell more")]
mod figures;

use std::time::{Duration, Instant};

use lotse::search::{Document, Index};
use nix::unistd::Pid;

use self::figures::{Aim, aimed, figure, heading, machine, own_memory, quantile};

/// Words of an average language that are not made of others.
const VOCABULARY: usize = 20_000;
/// Words of title, symptoms and body.
const LENGTHS: [usize; 3] = [6, 15, 150];
const QUESTIONS: usize = 500;
/// How many somebody sees.
const SHOWN: usize = 3;
/// Below this an answer seems to be there at once.
const AT_ONCE: f64 = 100.0;

fn main() {
    machine();
    let dice = &mut Dice(7);
    let vocabulary: Vec<String> = (0..VOCABULARY).map(|_| word(dice)).collect();
    // Indexed once before anything is measured: what is made at the first use counts for nobody.
    filled(&articles(dice, &vocabulary, 10));
    for count in [1_000, 10_000] {
        measure(dice, &vocabulary, count);
    }
}

fn measure(dice: &mut Dice, vocabulary: &[String], count: usize) {
    heading(&format!("{count} articles of {} words", LENGTHS.iter().sum::<usize>()));
    let articles = articles(dice, vocabulary, count);
    let before = own_memory(Pid::this());
    let begin = Instant::now();
    let mut index = filled(&articles);
    figure("all are indexed", begin.elapsed().as_secs_f64() * 1e3, "ms");
    figure("memory of the index", own_memory(Pid::this()) - before, "MiB");

    let mut edits: Vec<Duration> = articles.iter().take(200).map(|article| timed(|| index.put(article))).collect();
    figure("one is edited: p50", milliseconds(quantile(&mut edits, 0.5)), "ms");

    let questions: Vec<String> = (0..QUESTIONS).map(|_| question(dice, &articles)).collect();
    let mut found = 0;
    let mut took: Vec<Duration> = questions
        .iter()
        .map(|question| timed(|| found += usize::from(!index.search(question, SHOWN).hits.is_empty())))
        .collect();
    assert!(found > QUESTIONS * 9 / 10, "{found} questions have an answer");
    figure("a question: p50", milliseconds(quantile(&mut took, 0.5)), "ms");
    aimed("a question: p95", milliseconds(quantile(&mut took, 0.95)), "ms", Aim::AtMost(AT_ONCE));
}

fn timed(what: impl FnOnce()) -> Duration {
    let begin = Instant::now();
    what();
    begin.elapsed()
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

fn filled(articles: &[Document]) -> Index {
    let mut index = Index::default();
    articles.iter().for_each(|article| index.put(article));
    index
}

fn articles(dice: &mut Dice, vocabulary: &[String], count: usize) -> Vec<Document> {
    let made = |number: usize| {
        let mut text = |words: usize| (0..words).map(|_| frequent(dice, vocabulary)).collect::<Vec<_>>().join(" ");
        let [title, symptoms, body] = LENGTHS.map(&mut text);
        let language = if number.is_multiple_of(2) { "de" } else { "en" };
        Document { id: format!("KB-{number}"), language: language.to_owned(), title, symptoms, body }
    };
    (0..count).map(made).collect()
}

/// A word as often as its place in the vocabulary allows (Zipf), or two of them as one.
fn frequent(dice: &mut Dice, vocabulary: &[String]) -> String {
    let one = |dice: &mut Dice| {
        let part = dice.part();
        let place = (vocabulary.len() as f64).powf(part) - 1.0;
        vocabulary[place as usize].clone()
    };
    let first = one(dice);
    if dice.below(10) == 0 { [first, one(dice)].concat() } else { first }
}

/// Two to eight words of an article.
fn question(dice: &mut Dice, articles: &[Document]) -> String {
    let article = &articles[dice.below(articles.len())];
    let all: Vec<&str> =
        [&article.title, &article.symptoms, &article.body].into_iter().flat_map(|text| text.split(' ')).collect();
    let words = (0..2 + dice.below(7)).map(|place| {
        let word = all[dice.below(all.len())];
        if place % 3 == 2 { misspelt(dice, word) } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn misspelt(dice: &mut Dice, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.below(letters.len() - 1);
    match dice.below(3) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

/// Two to four syllables.
fn word(dice: &mut Dice) -> String {
    const BEGIN: [&str; 20] =
        ["b", "d", "dr", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "sch", "st", "t", "tr", "v", "z"];
    const MIDDLE: [&str; 10] = ["a", "e", "i", "o", "u", "ä", "ü", "ei", "au", "ie"];
    const END: [&str; 10] = ["", "", "n", "r", "l", "t", "ck", "ng", "s", "st"];
    let syllable = |dice: &mut Dice| [BEGIN[dice.below(20)], MIDDLE[dice.below(10)], END[dice.below(10)]].concat();
    (0..2 + dice.below(3)).map(|_| syllable(dice)).collect()
}

/// Chance that is the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.roll() % bound as u64) as usize
    }

    /// From 0 to 1, without 1.
    fn part(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1u64 << 53) as f64
    }
}
