//! A larger company: teams that work in rooms of their own.

use lotse::chat::local::{Place, Seen, Sight};
use lotse::config::{CategoryConfig, Config, Gets, RoomConfig, RoomPart, RuleConfig, ServiceConfig, TeamConfig};

use super::world::{ROOM, World, account};

/// The room of the IT team: bernd and carla.
pub(crate) const IT: &str = "it-team";
/// The room of the network team: nora.
pub(crate) const NETWORK: &str = "net-team";
/// The room of human resources: hanna.
pub(crate) const HR: &str = "hr-team";

fn team(name: &str, title: &str) -> TeamConfig {
    TeamConfig { name: name.to_owned(), title: title.to_owned(), members: None, leads: Vec::new() }
}

fn gives(team: &str) -> Gets {
    Gets { team: Some(team.to_owned()), ..Gets::default() }
}

fn rule(name: &str, words: &[&str]) -> RuleConfig {
    RuleConfig {
        name: name.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        rooms: Vec::new(),
        group: None,
        service: None,
        category: None,
        gets: Gets::default(),
    }
}

/// Teams `it` (carla leads it), `network` and `hr`; a service `mail`; a private category `hr`; rules for network and pay.
pub(crate) fn teams(config: &mut Config) {
    config.roles.agents.clear();
    config.teams = vec![
        TeamConfig { leads: vec![account("carla")], ..team("it", "IT") },
        team("network", "Network"),
        team("hr", "Human resources"),
    ];
    let home = |room: &str, team: &str| RoomConfig {
        name: format!("#{room}:local"),
        part: RoomPart::Team { team: team.to_owned() },
    };
    let intake = RoomPart::Intake { every_message: false, team: Some("it".to_owned()) };
    config.rooms = vec![
        RoomConfig { name: format!("#{ROOM}:local"), part: intake },
        home(IT, "it"),
        home(NETWORK, "network"),
        home(HR, "hr"),
    ];
    config.services = vec![ServiceConfig {
        name: "mail".to_owned(),
        title: "E-mail".to_owned(),
        words: vec!["mail*".to_owned(), "outlook".to_owned()],
        owner: None,
        gets: Gets { impact: Some(0), ..gives("it") },
        ..ServiceConfig::default()
    }];
    config.categories = vec![CategoryConfig {
        name: "hr".to_owned(),
        title: "Human resources".to_owned(),
        private: true,
        gets: gives("hr"),
    }];
    config.rules = vec![
        RuleConfig { gets: gives("network"), ..rule("the net", &["wlan", "wifi", "*switch"]) },
        RuleConfig { category: Some("hr".to_owned()), ..rule("pay", &["gehalt*", "salary"]) },
    ];
}

impl World {
    /// The same company as ever with teams: bernd and carla are in the IT team's room, nora in the network team's, hanna in
    /// the one of human resources; anna and dora are in none.
    pub(crate) async fn company(settings: impl FnOnce(&mut Config)) -> Self {
        let mut world = Self::with(|config| {
            teams(config);
            settings(config);
        })
        .await;
        for (name, shown) in [("nora", "Nora"), ("hanna", "Hanna")] {
            world.server.add_person(&account(name), shown);
        }
        let rooms: [(&str, &str, &[&str]); 3] = [
            (IT, "IT team", &["bernd", "carla"]),
            (NETWORK, "Network team", &["nora"]),
            (HR, "Human resources", &["hanna"]),
        ];
        for (alias, title, people) in rooms {
            let room = world.server.add_room(alias, title);
            for name in people {
                world.server.join(&room, &account(name), 0).expect("joins");
            }
            world.server.invite_bot(&room, &account(people[0]), false).expect("is invited");
        }
        world.settle().await;
        world.forget();
        world
    }

    /// Says something in another room.
    pub(crate) async fn says_to(&mut self, room: &str, who: &str, text: &str) -> String {
        let event = self.server.say(&id(room), &account(who), text, Place::default()).expect("is said");
        self.settle().await;
        event
    }

    /// Says something in a thread of another room.
    pub(crate) async fn says_below(&mut self, room: &str, root: &str, who: &str, text: &str) -> String {
        let event = self.server.say(&id(room), &account(who), text, Place::thread(root)).expect("is said");
        self.settle().await;
        event
    }

    /// Says something to the bot alone.
    pub(crate) async fn says_alone(&mut self, who: &str, text: &str) -> String {
        let room = self.server.open_direct(&account(who)).expect("is opened");
        self.settle().await;
        let event = self.server.say(&room, &account(who), text, Place::default()).expect("is said");
        self.settle().await;
        event
    }

    /// What the bot has said on top of a room, without the cards.
    pub(crate) fn said_in(&self, room: &str) -> String {
        let is_said = |seen: &Seen| match &seen.what {
            Sight::Message { body, .. } => {
                let text = body.plain();
                (seen.room == id(room) && seen.sender == "@lotse:local" && !text.starts_with("T-")).then_some(text)
            }
            _ => None,
        };
        self.server.log().iter().filter_map(is_said).collect::<Vec<_>>().join("\n")
    }

    /// The last message of the bot in the thread below a message.
    pub(crate) fn last_in(&self, root: &str) -> String {
        let is_below = |seen: &Seen| match &seen.what {
            Sight::Message { thread, .. } => seen.sender == "@lotse:local" && thread.as_deref() == Some(root),
            _ => false,
        };
        self.server.log().into_iter().rev().find(is_below).expect("something was said there").event
    }

    /// What the bot has said last in the thread below a message.
    pub(crate) fn last_text_in(&self, root: &str) -> String {
        let last = self.last_in(root);
        let says = |seen: &Seen| match &seen.what {
            Sight::Message { body, .. } if seen.event == last => Some(body.plain()),
            _ => None,
        };
        self.server.log().iter().find_map(says).expect("it was said")
    }

    /// The alias of the direct chat of the bot with somebody.
    pub(crate) fn direct_with(&self, who: &str) -> String {
        let is_with = |room: &lotse::chat::local::RoomView| {
            room.direct && room.members.iter().any(|one| one.account == account(who))
        };
        let room = self.server.rooms().into_iter().find(is_with).expect("there is a direct chat");
        room.id.trim_start_matches('!').trim_end_matches(":local").to_owned()
    }

    /// The card of the ticket of this number in a room: the first message of the bot there that begins with it.
    pub(crate) fn card_in(&self, room: &str, ticket: &str) -> String {
        let wanted = format!("{ticket} ");
        let is_card = |seen: &Seen| match &seen.what {
            Sight::Message { body, .. } => {
                seen.room == id(room) && seen.sender == "@lotse:local" && body.plain().starts_with(&wanted)
            }
            _ => false,
        };
        self.server.log().into_iter().find(is_card).expect("the card is there").event
    }
}

fn id(alias: &str) -> String {
    if alias.starts_with('!') { alias.to_owned() } else { format!("!{alias}:local") }
}
