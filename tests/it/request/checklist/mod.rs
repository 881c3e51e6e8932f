//! Checklists: who sees which part, how they are ticked, and what they hold up.

mod refusals;
mod shown;
mod ticking;

use std::io::Write;

use lotse::chat::local::{Seen, Sight};
use lotse::config::{Config, Directory, PersonConfig};

use crate::support::world::{World, account};

/// A desk: ordered, paid, put up, and shown around, by people of three teams and by two others.
const DESK: &str = r#"
[[teams]]
name = "it"
[[teams]]
name = "network"
[[teams]]
name = "hr"

[[catalog]]
name = "desk"
title = "A desk"
title_de = "Ein Schreibtisch"
form = "desk"
checklist = "desk"
[[questions]]
form = "desk"
name = "start"
aliases = ["beginn"]
ask = "When is it needed?"
ask_de = "Wann wird er gebraucht?"
type = "date"
anchor = true

[[tasks]]
checklist = "desk"
name = "order"
title = "Order the desk"
title_de = "Tisch bestellen"
due = "day1 - 3wd"
[[tasks]]
checklist = "desk"
name = "money"
title = "Release the money"
title_de = "Geld freigeben"
owner = "team:hr"
due = "start + 1wd"
[[tasks]]
checklist = "desk"
name = "build"
title = "Put it up"
title_de = "Aufbauen"
after = ["order", "money"]
due = "day1"
proof = "note"
[[tasks]]
checklist = "desk"
name = "room"
title = "Clear the corner"
title_de = "Ecke freiräumen"
owner = "requester"
due = "day1 - 1wd"
[[tasks]]
checklist = "desk"
name = "hello"
title = "Come and see"
title_de = "Vorbeikommen und ansehen"
owner = "manager"
optional = true
"#;

/// Offers desks; anna's manager is max.
fn offers_desks(config: &mut Config) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(DESK.as_bytes()).unwrap();
    let read = Config::load(Some(file.path()), [("HOME".to_owned(), "/tmp".to_owned())]).unwrap();
    (config.catalog, config.questions, config.tasks) = (read.catalog, read.questions, read.tasks);
    let anna = PersonConfig { account: account("anna"), manager: Some(account("max")), ..PersonConfig::default() };
    config.directory = Directory::new([anna], Vec::new());
}

impl World {
    /// The company with teams, in which desks can be ordered; max is in no room.
    async fn with_desks(settings: impl FnOnce(&mut Config)) -> Self {
        let world = Self::company(|config| {
            offers_desks(config);
            settings(config);
        })
        .await;
        world.server.add_person(&account("max"), "Max");
        world
    }

    /// The list of the bot in a room, by alias; without one, in whatever other room.
    fn list_in(&self, room: Option<&str>) -> String {
        let named = |seen: &Seen| {
            ["it-help", "it-team", "net-team", "hr-team"]
                .iter()
                .find(|alias| seen.room == format!("!{alias}:local"))
                .copied()
        };
        let is_list = |seen: &Seen| match &seen.what {
            Sight::Message { body, .. } => {
                seen.sender == "@lotse:local" && named(seen) == room && body.plain().starts_with("📋 REQ-1 ")
            }
            _ => false,
        };
        self.server.log().into_iter().find(is_list).expect("the list is there").event
    }
}
