//! What a turn knows of rooms: asked for once, however many ask in the course of it.

use super::turn::{Place, Turn};
use crate::error::Fault;
use crate::i18n::Language;
use crate::people::store::{self, RoomFacts};

impl Turn<'_> {
    /// What is known of a room.
    pub async fn room(&mut self, platform: &str, room: &str) -> Result<RoomFacts, Fault> {
        let key = (platform.to_owned(), room.to_owned());
        if let Some(known) = self.rooms.get(&key) {
            return Ok(known.clone());
        }
        let facts = store::room_facts(self.conn(), platform, room).await?;
        self.rooms.insert(key, facts.clone());
        Ok(facts)
    }

    /// What is known of the room in which this turn happens.
    pub async fn here(&mut self) -> Result<RoomFacts, Fault> {
        let place = self.place.clone();
        self.room(&place.platform, &place.room).await
    }

    /// To be called where something changes of a room, or of who is in it.
    pub fn room_changed(&mut self) {
        self.rooms.clear();
    }

    /// The language that was chosen for a room.
    pub async fn room_language(&mut self, place: &Place) -> Result<Option<Language>, Fault> {
        Ok(self.room(&place.platform, &place.room).await?.language)
    }

    /// Chooses the language of a room. None: that in which people write.
    pub async fn choose_room_language(&mut self, place: &Place, language: Option<Language>) -> Result<(), Fault> {
        self.room_changed();
        store::set_room_language(self.conn(), &place.platform, &place.room, language).await
    }
}
