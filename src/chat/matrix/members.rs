//! Who is in a room, and with which weight.

use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::room::power_levels::UserPowerLevel;
use matrix_sdk::{Room, RoomMemberships};

use super::connection::Connection;
use super::read_event::member;
use super::trouble::Trouble;
use crate::chat::{Happening, Member};

/// The weight of those who created a room of version 12 or later: above everybody, whatever their number.
const CREATOR: i64 = 100;

impl Connection {
    /// Everybody in the room, asked from the server: the client knows only those who have spoken.
    pub(super) async fn everybody(&self, room: &Room) -> Result<Vec<Member>, Trouble> {
        room.mark_members_missing();
        let members = match room.members(RoomMemberships::JOIN).await.map_err(Trouble::from) {
            Ok(members) => members,
            Err(trouble) if trouble.is_refusal() => {
                tracing::warn!(room = %room.room_id(), ?trouble, "the members of the room cannot be read");
                Vec::new()
            }
            Err(trouble) => return Err(trouble),
        };
        let mut members: Vec<Member> = members
            .iter()
            .map(|one| {
                let name = one.display_name().map(str::to_owned);
                member(one.user_id().to_string(), name, weight(one.power_level()), true)
            })
            .collect();
        members.sort_by(|one, other| one.account.cmp(&other.account));
        Ok(members)
    }

    /// Somebody came, left, or changed their name.
    pub(super) async fn changed_member(
        &self,
        room: &Room,
        account: String,
        name: Option<String>,
        present: bool,
    ) -> Happening {
        let power = match UserId::parse(&account) {
            Ok(user) => weight(room.power_levels_or_default().await.for_user(&user)),
            Err(_) => 0,
        };
        Happening::Roster { members: vec![member(account, name, power, present)], whole: false }
    }

    /// Weights changed: of these accounts, or of everybody. None when nobody in the room is concerned.
    pub(super) async fn changed_powers(&self, room: &Room, accounts: Option<Vec<String>>) -> Option<Happening> {
        let everybody = self.everybody(room).await.unwrap_or_default();
        match accounts {
            None if everybody.is_empty() => None,
            None => Some(Happening::Roster { members: everybody, whole: true }),
            Some(accounts) => {
                let members: Vec<Member> =
                    everybody.into_iter().filter(|member| accounts.contains(&member.account)).collect();
                (!members.is_empty()).then_some(Happening::Roster { members, whole: false })
            }
        }
    }
}

fn weight(level: UserPowerLevel) -> i64 {
    match level {
        UserPowerLevel::Infinite => CREATOR,
        UserPowerLevel::Int(level) => level.into(),
        _ => 0,
    }
}
