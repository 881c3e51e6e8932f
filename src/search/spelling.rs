//! Words that are nearly the same.

/// The outline of a word: which letters it has, and how many. Two words that are near have near outlines, and to compare
/// outlines is a hundred times faster.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    letters: u32,
    first: u16,
    length: u8,
}

impl Shape {
    pub(super) fn of(word: &str) -> Shape {
        let mut shape = Shape::default();
        for c in word.chars() {
            if shape.length == 0 {
                shape.first = u16::try_from(u32::from(c)).unwrap_or_default();
            }
            let bit = match c {
                'a'..='z' => u32::from(c) - u32::from('a'),
                '0'..='9' => 26 + u32::from(c) % 2,
                c => 28 + u32::from(c) % 4,
            };
            shape.letters |= 1 << bit;
            shape.length = shape.length.saturating_add(1);
        }
        shape
    }

    /// Whether words with these outlines may be that few edits apart. An edit changes at most two letters of the set.
    /// Who makes two mistakes seldom makes one of them in the first letter, and to say so leaves few words to compare.
    pub(super) fn may_be_near(self, other: Shape, edits: u32) -> bool {
        (edits < 2 || self.first == other.first)
            && u32::from(self.length.abs_diff(other.length)) <= edits
            && (self.letters ^ other.letters).count_ones() <= 2 * edits
    }
}

/// How many letters must be inserted, left out, replaced or swapped with their neighbour, or `None` for more than `limit`.
pub(super) fn edits(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    // The last three rows of the table; `strsim` knows the same distance, but neither a limit nor reuse.
    let mut older: Vec<usize> = Vec::new();
    let mut old: Vec<usize> = (0..=b.len()).collect();
    let mut a_before = None;
    for (i, ca) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut left = i + 1;
        let mut least = left;
        let mut b_before = None;
        for ((j, cb), (diagonal, above)) in b.iter().enumerate().zip(old.iter().zip(old.iter().skip(1))) {
            let mut best = (diagonal + usize::from(ca != cb)).min(above + 1).min(left + 1);
            if a_before == Some(cb) && b_before == Some(ca) {
                let swapped = j.checked_sub(1).and_then(|j| older.get(j));
                best = swapped.map_or(best, |swapped| best.min(swapped + 1));
            }
            row.push(best);
            left = best;
            least = least.min(best);
            b_before = Some(cb);
        }
        if least > limit {
            return None;
        }
        older = std::mem::replace(&mut old, row);
        a_before = Some(ca);
    }
    old.last().copied().filter(|edits| *edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn between(a: &str, b: &str, limit: usize) -> Option<usize> {
        edits(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), limit)
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, count) in [
            ("drucker", "drucker", Some(0)),
            ("drukcer", "drucker", Some(1)),
            ("druker", "drucker", Some(1)),
            ("druckker", "drucker", Some(1)),
            ("dricker", "drucker", Some(1)),
            ("rducekr", "drucker", Some(2)),
            ("drucken", "zucker", None),
            ("", "ab", Some(2)),
            ("", "abc", None),
        ] {
            assert_eq!(between(a, b, 2), count, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn the_distance_is_that_of_a_known_crate(a in "[abcß]{0,9}", b in "[abcß]{0,9}", limit in 0_usize..4) {
            let known = strsim::osa_distance(&a, &b);
            prop_assert_eq!(between(&a, &b, limit), Some(known).filter(|known| *known <= limit));
        }

        #[test]
        fn outlines_hide_no_near_word(a in "[a-z0-9ж]{1,9}", b in "[a-z0-9ж]{1,9}") {
            let distance = u32::try_from(strsim::osa_distance(&a, &b)).unwrap();
            let same_start = a.chars().next() == b.chars().next();
            if distance <= 1 || distance == 2 && same_start {
                prop_assert!(Shape::of(&a).may_be_near(Shape::of(&b), distance.max(1)));
            }
        }
    }
}
