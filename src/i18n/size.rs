//! Sizes of files, which are written the same in both languages.

/// A number of bytes in a whole number of the unit that suits it.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..999_500 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{} MB", bytes.saturating_add(500_000) / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_whole_numbers() {
        let sizes = [0, 999, 1_000, 999_499, 999_500, 25_000_000].map(size);
        assert_eq!(sizes, ["0 B", "999 B", "1 KB", "999 KB", "1 MB", "25 MB"]);
        assert!(size(u64::MAX).ends_with(" MB"));
    }
}
