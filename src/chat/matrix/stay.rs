//! When the bot was in a room: only what was said then concerns it.

use super::read_event::{Event, Own};
use crate::chat::Happening;

/// What an event means for the bot's being in the room.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stay {
    /// Said while the bot had nothing to do with the room.
    Outside,
    /// Said while the bot was in the room, or was invited and has come since.
    Inside,
    /// From here on the bot hears: its invitation, if it has come since, else its coming, at this index.
    Enters { coming: usize },
    /// The bot has left, or declined.
    Leaves(Happening),
}

/// Goes through the events of a room in their order. `follows`: they are all there are in a room that replaces one
/// that the bot was in, and where it hears from the first word on.
pub(super) fn stays(events: &[Event], account: &str, follows: bool) -> Vec<Stay> {
    let own: Vec<Option<Own>> = events.iter().map(|event| event.own_membership(account)).collect();
    let first = own.iter().enumerate().find_map(|(at, own)| Some((at, own.as_ref().filter(|own| changes(own))?)));
    let followed = match first {
        Some((at, Own::Joined { invited: false, .. })) if follows => Some(at),
        _ => None,
    };
    let mut inside = matches!(first, None | Some((_, Own::Removed { .. })));
    let mut stays = Vec::with_capacity(events.len());
    for (at, own_change) in own.iter().enumerate() {
        if let (0, Some(coming)) = (at, followed) {
            inside = true;
            stays.push(Stay::Enters { coming });
            continue;
        }
        let stay = match own_change {
            Some(Own::Invited { .. }) if !inside => match next_change(&own, at) {
                Some((coming, Own::Joined { .. })) => {
                    inside = true;
                    Stay::Enters { coming }
                }
                _ => Stay::Outside,
            },
            Some(Own::Joined { .. }) if !inside => {
                inside = true;
                Stay::Enters { coming: at }
            }
            Some(Own::Declined { reason, .. }) => {
                let own_doing = events.get(at).is_some_and(|event| event.sender == account);
                match reason {
                    Some(reason) if own_doing => Stay::Leaves(Happening::Declined { reason: reason.clone() }),
                    _ => Stay::Outside,
                }
            }
            Some(Own::Removed { reason }) => {
                inside = false;
                Stay::Leaves(Happening::Removed { reason: reason.clone() })
            }
            Some(Own::Invited { .. } | Own::Joined { .. } | Own::Unchanged) | None if inside => Stay::Inside,
            _ => Stay::Outside,
        };
        stays.push(stay);
    }
    stays
}

fn next_change(own: &[Option<Own>], after: usize) -> Option<(usize, &Own)> {
    let mut later = own.iter().enumerate().skip(after + 1);
    later.find_map(|(at, own)| Some((at, own.as_ref().filter(|own| changes(own))?)))
}

fn changes(own: &Own) -> bool {
    *own != Own::Unchanged
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ME: &str = "@lotse:x.org";

    fn member(sender: &str, now: &str, before: &str) -> Event {
        let json = json!({
            "event_id": "$m", "type": "m.room.member", "sender": sender, "state_key": ME,
            "content": { "membership": now, "reason": "weil" }, "unsigned": { "prev_content": { "membership": before } },
        });
        Event::read(&json.to_string(), false).unwrap()
    }

    fn said() -> Event {
        let json = json!({
            "event_id": "$s", "type": "m.room.message", "sender": "@anna:x.org",
            "content": { "msgtype": "m.text", "body": "!ticket" },
        });
        Event::read(&json.to_string(), false).unwrap()
    }

    fn told(events: &[Event]) -> String {
        let sign = |stay| match stay {
            Stay::Outside => '.',
            Stay::Inside => 'i',
            Stay::Enters { .. } => 'E',
            Stay::Leaves(Happening::Declined { .. }) => 'D',
            Stay::Leaves(_) => 'L',
        };
        stays(events, ME, false).into_iter().map(sign).collect()
    }

    #[test]
    fn what_was_said_between_invitation_and_coming_is_heard() {
        let invited = || member("@anna:x.org", "invite", "leave");
        let came = || member(ME, "join", "invite");
        let kicked = || member("@anna:x.org", "leave", "join");
        assert_eq!(told(&[said(), said()]), "ii", "nothing changed: the bot is there");
        assert_eq!(told(&[said(), invited(), said(), came(), said()]), ".Eiii");
        assert_eq!(told(&[said(), kicked(), said(), invited(), said(), came(), said()]), "iL.Eiii");
        assert_eq!(told(&[said(), member(ME, "join", ""), said()]), ".Ei", "a public room is heard from coming on");
        assert_eq!(told(&[said(), member(ME, "join", "join"), said()]), "iii", "a new name is no coming");
        assert_eq!(told(&[invited(), said(), member(ME, "leave", "invite")]), "..D");
        assert_eq!(told(&[invited(), said(), member("@anna:x.org", "leave", "invite")]), "...");
    }

    #[test]
    fn in_a_rooms_replacement_the_first_word_counts() {
        let events = [said(), member(ME, "join", ""), said()];
        assert_eq!(stays(&events, ME, true), [Stay::Enters { coming: 1 }, Stay::Inside, Stay::Inside]);
    }

    #[test]
    fn the_coming_is_found_from_the_invitation() {
        let events = [member("@anna:x.org", "invite", ""), said(), member(ME, "join", "invite")];
        assert_eq!(stays(&events, ME, false).first(), Some(&Stay::Enters { coming: 2 }));
    }
}
