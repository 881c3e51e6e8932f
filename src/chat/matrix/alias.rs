//! The address of a room that is believed. What the room's own state says, anybody writes who may in that room: a room on
//! a partner's server could call itself by the address of ours, and would be taken for it. The directory knows better: it
//! belongs to the server that the address names.

use matrix_sdk::Room;

use super::connection::Connection;
use super::settings::server_of;
use super::trouble::Trouble;

impl Connection {
    /// The room's alias, where the directory of the alias' server leads to this room; none where it does not, or where
    /// another server than ours cannot be asked. Reading must not stop because a partner's server is down.
    pub(super) async fn confirmed_alias(&self, room: &Room) -> Result<Option<String>, Trouble> {
        let Some(alias) = room.canonical_alias() else { return Ok(None) };
        match self.client.resolve_room_alias(&alias).await.map_err(Trouble::from) {
            Ok(found) if found.room_id == room.room_id() => return Ok(Some(alias.to_string())),
            Ok(found) => {
                tracing::warn!(room = %room.room_id(), %alias, leads_to = %found.room_id, "the room claims an alias of another one");
            }
            Err(trouble) if trouble.is_refusal() || alias.server_name() != server_of(&self.account) => {
                tracing::warn!(room = %room.room_id(), %alias, ?trouble, "the alias that the room claims cannot be confirmed");
            }
            Err(trouble) => return Err(trouble),
        }
        Ok(None)
    }
}
