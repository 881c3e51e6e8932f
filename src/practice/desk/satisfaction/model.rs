//! Averages of votes. Pure.

use crate::i18n::Language;

/// The average of votes with one digit behind the point, as a language writes it.
pub(super) fn average(sum: i64, count: i64, language: Language) -> String {
    let count = count.max(1);
    // Half a tenth is rounded up, as people do it.
    let tenths = (sum * 20 + count) / (count * 2);
    let point = match language {
        Language::En => '.',
        Language::De => ',',
    };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_have_one_digit() {
        for (sum, count, shown) in
            [(4, 1, "4.0"), (13, 3, "4.3"), (14, 3, "4.7"), (17, 4, "4.3"), (5, 1, "5.0"), (0, 0, "0.0")]
        {
            assert_eq!(average(sum, count, Language::En), shown);
        }
        assert_eq!(average(13, 3, Language::De), "4,3");
    }
}
