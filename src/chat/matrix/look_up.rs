//! What a message says now.

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::{IncludeRelations, RelationsOptions};
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::{EventId, OwnedEventId, UInt};

use super::backup;
use super::connection::Connection;
use super::deliver::never;
use super::read_event::Event;
use super::reader::told;
use super::trouble::Trouble;
use crate::chat::{DeliveryError, Happening, Incoming};

/// The address under which clients show a message. The ids of newer rooms name no server, so that of its author is given
/// along as one that knows the room.
#[must_use]
pub fn permalink(room: &str, event: &str, account: &str) -> String {
    let escaped = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let server = account.split_once(':').map_or("", |(_, server)| server);
    format!("https://matrix.to/#/{}/{}?via={}", escaped(room), escaped(event), escaped(server))
}

impl Connection {
    /// A message of a room, after its last edit.
    pub(super) async fn look_up(&self, room: &str, event: &str) -> Result<Option<Incoming>, DeliveryError> {
        let room = self.joined_room(room).await?;
        let id = EventId::parse(event).map_err(|error| never(format!("{event}: {error}")))?;
        let found = match room.event(&id, None).await.map_err(Trouble::from) {
            Ok(found) => found,
            // Unknown, or from before the bot was there.
            Err(Trouble::Refused { code, .. }) if code == "M_NOT_FOUND" || code == "M_FORBIDDEN" => return Ok(None),
            Err(trouble) => return Err(trouble.while_sending()),
        };
        let Some(event) = self.read(&room, found).await? else { return Ok(None) };
        if event.is_redacted() {
            return Ok(None);
        }
        let mut message = told(self, &room, &event).await.map_err(Trouble::while_sending)?;
        if let Some(Incoming { what: Happening::Message { text, mentions, .. }, .. }) = &mut message
            && let Some((new, new_mentions)) = self.last_edit(&room, id, &event.sender).await?
        {
            (*text, *mentions) = (new, new_mentions);
        }
        Ok(Some(message.unwrap_or_else(|| event.incoming(room.room_id().as_str(), Happening::Irrelevant))))
    }

    /// The text that the author has given a message last.
    async fn last_edit(
        &self,
        room: &Room,
        id: OwnedEventId,
        author: &str,
    ) -> Result<Option<(String, Vec<String>)>, DeliveryError> {
        let include_relations = IncludeRelations::RelationsOfType(RelationType::Replacement);
        let options = RelationsOptions { include_relations, limit: Some(UInt::from(20_u32)), ..Default::default() };
        let found = room.relations(id, options).await.map_err(|error| Trouble::from(error).while_sending())?;
        // The latest first.
        for edit in found.chunk {
            let Some(event) = self.read(room, edit).await? else { continue };
            if event.sender == author
                && let Some(Incoming { what: Happening::Edit { text, mentions, .. }, .. }) =
                    told(self, room, &event).await.map_err(Trouble::while_sending)?
            {
                return Ok(Some((text, mentions)));
            }
        }
        Ok(None)
    }

    async fn read(&self, room: &Room, event: TimelineEvent) -> Result<Option<Event>, DeliveryError> {
        let mut events = [event];
        backup::decrypt_from_backup(room, &mut events).await.map_err(Trouble::while_sending)?;
        let [event] = events;
        Ok(Event::read(event.raw().json().get(), event.kind.is_utd()).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_a_server_that_knows_the_room() {
        assert_eq!(
            permalink("!abc", "$x/+y", "@anna:example.org"),
            "https://matrix.to/#/%21abc/%24x%2F%2By?via=example.org"
        );
    }
}
