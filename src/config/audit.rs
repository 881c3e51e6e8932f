//! `[audit]`

use std::time::Duration;

use super::keys::Keys;
use super::mistake::Problem;

/// Who witnesses what is on record, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditConfig {
    /// Whether the head of the audit log is posted.
    pub witness: bool,
    /// The room into which it is posted, by id or alias; None: to each operator alone.
    pub witness_room: Option<String>,
    /// How often.
    pub witness_every: Duration,
}

impl AuditConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            witness: keys.flag("audit.witness"),
            witness_room: keys.optional("audit.witness_room", room),
            witness_every: keys
                .duration("audit.witness_every", Duration::from_mins(10)..=Duration::from_hours(24 * 366)),
        }
    }
}

/// A room of any platform, by id or alias.
fn room(text: &str) -> Result<String, Problem> {
    if !text.contains(char::is_whitespace) {
        return Ok(text.to_owned());
    }
    let problem = Problem::new(format!("must be the id or the alias of a room, but is {text:?}"));
    Err(problem.hint("write \"#operators:example.org\"; the name of a room is not unique"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_an_id_or_an_alias() {
        for name in ["!abc:example.org", "#operators:example.org", "!v12roomid", "C0123456"] {
            assert_eq!(room(name).ok().as_deref(), Some(name));
        }
        assert!(room("Our operators").is_err());
    }
}
