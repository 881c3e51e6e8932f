//! Words that mean the same in one company: `vpn`, `fernzugriff` and `remote access`.

use std::collections::HashMap;

use super::text::words;
use super::tongue::{Stems, TONGUES};

/// Groups of words, and of phrases of two words, that mean the same. They work from question to document, so that a
/// change of them needs no new index.
#[derive(Debug, Default)]
pub struct Synonyms {
    /// Of each group what each of its phrases is in each tongue: a stem, or two with a space between.
    groups: Vec<Vec<[String; TONGUES]>>,
    /// In which groups a phrase is, by each of its forms.
    by_form: HashMap<String, Vec<usize>>,
}

impl Synonyms {
    /// Reads groups of phrases. A phrase of no word, or of more than two, is none that can be looked up: those are given
    /// back, for whoever wrote them to be told.
    pub fn read<'p>(groups: impl IntoIterator<Item = &'p [String]>) -> (Synonyms, Vec<&'p str>) {
        let stems = Stems::default();
        let mut synonyms = Synonyms::default();
        let mut refused = Vec::new();
        for group in groups {
            let mut forms = Vec::new();
            for phrase in group {
                let mut said = Vec::new();
                words(&phrase.replace('-', ""), |word| said.push(word.to_owned()));
                if said.is_empty() || said.len() > 2 {
                    refused.push(phrase.as_str());
                    continue;
                }
                let form = |tongue| said.iter().map(|word| stems.of(tongue, word)).collect::<Vec<_>>().join(" ");
                forms.push([form(0), form(1), form(2)]);
            }
            let number = synonyms.groups.len();
            for form in forms.iter().flatten() {
                let groups = synonyms.by_form.entry(form.clone()).or_default();
                if groups.last() != Some(&number) {
                    groups.push(number);
                }
            }
            synonyms.groups.push(forms);
        }
        (synonyms, refused)
    }

    /// What else a phrase may be called, in each tongue, given its form in one.
    pub(super) fn of<'s>(&'s self, form: &str) -> impl Iterator<Item = &'s [String; TONGUES]> {
        let groups = self.by_form.get(form).map_or(&[] as &[usize], Vec::as_slice);
        groups.iter().filter_map(|group| self.groups.get(*group)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_one_or_two_words_are_known() {
        let groups = [
            vec!["VPN".to_owned(), "Fernzugriff".to_owned(), "remote access".to_owned()],
            vec!["Laptop".to_owned(), "!".to_owned(), "tragbarer kleiner Rechner".to_owned(), "E-Mail".to_owned()],
        ];
        let (synonyms, refused) = Synonyms::read(groups.iter().map(Vec::as_slice));
        assert_eq!(refused, ["!", "tragbarer kleiner Rechner"]);
        let plain: Vec<&str> = synonyms.of("vpn").map(|[_, _, plain]| plain.as_str()).collect();
        assert_eq!(plain, ["vpn", "fernzugriff", "remote access"]);
        assert_eq!(synonyms.of("remot access").count(), 3);
        assert_eq!(synonyms.of("email").count(), 2);
        assert_eq!(synonyms.of("drucker").count(), 0);
    }
}
