//! Approvals: who is asked, what counts, and what happens when nobody answers.

mod absent;
mod mistakes;
mod people;
mod time;
mod votes;

use lotse::chat::local::{Seen, Sight};
use lotse::config::{ApprovalConfig, Approver, Config, Directory, PersonConfig};

use crate::support::world::{World, account};

/// anna's manager is carla, whose manager is dora; berta, who is in no room, is carla's deputy. Only what the tests say is
/// asked: laptops need the approval of the manager.
pub(crate) fn directory(config: &mut Config) {
    let person = |name: &str, manager: Option<&str>, deputy: Option<&str>| PersonConfig {
        account: account(name),
        manager: manager.map(account),
        deputy: deputy.map(account),
        ..PersonConfig::default()
    };
    config.directory = Directory::new(
        [
            person("anna", Some("carla"), None),
            person("carla", Some("dora"), Some("berta")),
            person("bernd", Some("carla"), None),
            person("berta", None, None),
        ],
        Vec::new(),
    );
}

/// Laptops need the approval of these, as the rule says; stage after stage.
fn needs(config: &mut Config, stages: &[(&str, &[&str])]) {
    directory(config);
    config.approvals = stages
        .iter()
        .zip(1..)
        .map(|((needs, by), stage)| ApprovalConfig {
            name: "manager".to_owned(),
            stage,
            by: by.iter().map(|name| Approver::Account(account(name))).collect(),
            needs: needs.parse().expect("a rule"),
            typed: false,
        })
        .collect();
}

/// The same company, with berta and emil, whom one meets only alone.
pub(crate) async fn company(settings: impl FnOnce(&mut Config)) -> World {
    let world = World::with(settings).await;
    for (name, shown) in [("berta", "Berta"), ("emil", "Emil")] {
        world.server.add_person(&account(name), shown);
    }
    world
}

/// The last message of the bot on which people vote.
pub(crate) fn card(world: &World) -> String {
    card_with(world, "✋")
}

/// The last message of the bot that says this.
fn card_with(world: &World, words: &str) -> String {
    let says = |seen: &Seen| match &seen.what {
        Sight::Message { body, .. } => seen.sender == "@lotse:local" && body.plain().contains(words),
        _ => false,
    };
    world.server.log().into_iter().rev().find(says).expect("the bot has said so").event
}
