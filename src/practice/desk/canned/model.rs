//! The words of a canned answer with their variables filled in. Pure.

/// What stands in the place of the variables.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    pub(super) requester: String,
    pub(super) assignee: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) agent: String,
    pub(super) due: String,
}

/// The words with their variables filled in, in one go: what a person has called their ticket is no template.
pub(super) fn fill(text: &str, values: &Values) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        filled.push_str(match name {
            "requester" => &values.requester,
            "assignee" => &values.assignee,
            "id" => &values.id,
            "title" => &values.title,
            "agent" => &values.agent,
            "due" => &values.due,
            _ => "",
        });
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// The name in `:restart`, where a text is nothing but that. A smiley is none.
pub(in super::super) fn shortcut(text: &str) -> Option<&str> {
    let name = text.trim().strip_prefix(':')?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) && name.chars().count() > 1;
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled_in_once() {
        let values = Values { requester: "Anna {id}".into(), id: "T-7".into(), ..Values::default() };
        assert_eq!(fill("Hi {requester}, {id}.", &values), "Hi Anna {id}, T-7.");
        assert_eq!(fill("{id}{id} { open", &values), "T-7T-7 { open");
    }

    #[test]
    fn a_shortcut_is_one_word_behind_a_colon() {
        assert_eq!(shortcut(" :restart "), Some("restart"));
        for text in [":)", ":D", ":", ": restart", ":-)", "see :restart", ":re start"] {
            assert_eq!(shortcut(text), None, "{text}");
        }
    }
}
