//! What there is to order, and for whom.

use insta::assert_snapshot;
use lotse::config::{CatalogItem, Config, GroupConfig};

use super::without_approvals;
use crate::support::world::World;

fn many(config: &mut Config) {
    without_approvals(config);
    let laptop = config.catalog.iter().find(|item| item.name == "laptop").cloned().unwrap();
    for number in 1..=5 {
        let item = CatalogItem {
            name: format!("chair-{number}"),
            title: format!("Chair {number}"),
            title_de: Some(format!("Stuhl {number}")),
            about: None,
            about_de: None,
            words: Vec::new(),
            form: None,
            ..laptop.clone()
        };
        config.catalog.push(item);
    }
}

#[tokio::test]
async fn the_catalogue_has_pages_for_whoever_asked() {
    let mut world = World::with(many).await;
    world.says("anna", "!catalog").await;
    let list = world.last_of_bot();
    world.reacts("bernd", &list, "➡️").await;
    world.reacts("anna", &list, "➡️").await;
    world.reacts("anna", &list, "➡️").await;
    world.reacts("anna", &list, "⬅️").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !catalog
    2 ↳1 lotse: 📦 Catalogue · 12 items
        onboarding · Onboarding of a colleague · Account, rights, laptop and software, ready on the first day
        offboarding · Offboarding of a colleague · Account, rights and devices of a colleague who leaves
        laptop · New laptop · A laptop with the standard software, also in place of an old one
        software · Software · A program on a computer, with its licence
        access · Access to a group or folder · Membership in a group, access to a folder or an application
        vpn · VPN access · The company's network from home and on the road
        mailbox · Shared mailbox · An address that several people read and answer
        chair-1 · Chair 1
        chair-2 · Chair 2
        chair-3 · Chair 3
        … and 2 more: ➡️
    2 lotse ➡️
    2 bernd ➡️
    2 anna ➡️
    2 lotse edits: 📦 Catalogue · 12 items
        chair-4 · Chair 4
        chair-5 · Chair 5
        Order with !request NAME, for somebody else with for:@colleague.
    2 lotse takes ➡️ back
    2 lotse ⬅️
    2 anna ⬅️
    2 lotse edits: 📦 Catalogue · 12 items
        onboarding · Onboarding of a colleague · Account, rights, laptop and software, ready on the first day
        offboarding · Offboarding of a colleague · Account, rights and devices of a colleague who leaves
        laptop · New laptop · A laptop with the standard software, also in place of an old one
        software · Software · A program on a computer, with its licence
        access · Access to a group or folder · Membership in a group, access to a folder or an application
        vpn · VPN access · The company's network from home and on the road
        mailbox · Shared mailbox · An address that several people read and answer
        chair-1 · Chair 1
        chair-2 · Chair 2
        chair-3 · Chair 3
        … and 2 more: ➡️
    2 lotse takes ⬅️ back
    2 lotse ➡️
    ");
    world.ends().await;
}

#[tokio::test]
async fn words_are_looked_for_in_both_languages() {
    let mut world = World::with(many).await;
    world.says("anna", "!catalog rechner").await;
    world.says("anna", "!katalog stuhl 3").await;
    world.says("anna", "!katalog Zauberstab").await;
    world.says("anna", "!request latpop").await;
    world.says("anna", "!antrag").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !catalog rechner
    2 ↳1 lotse: 📦 Katalog · 2 Einträge zu „rechner“
        laptop · Neuer Laptop · Ein Laptop mit Standardsoftware, auch als Ersatz für einen alten
        software · Software · Ein Programm auf einem Rechner, mit Lizenz
        Bestellen mit !antrag NAME, für jemand anderen mit für:@kollegin.
    3 anna: !katalog stuhl 3
    4 ↳3 lotse: 📦 Katalog · ein Eintrag zu „stuhl 3“
        chair-3 · Stuhl 3
        Bestellen mit !antrag NAME, für jemand anderen mit für:@kollegin.
    5 anna: !katalog Zauberstab
    6 ↳5 lotse: ❓ Es gibt nichts zu bestellen, was „Zauberstab“ heißt.
        !katalog zeigt, was es gibt.
    7 anna: !request latpop
    8 ↳7 lotse: ❓ Es gibt nichts zu bestellen, was „latpop“ heißt.
        War !request laptop gemeint?
    9 anna: !antrag
    10 ↳9 lotse: Bestelle mit !antrag laptop; ich frage, was ich wissen muss. Alles in einer Zeile: !antrag laptop für:@kollegin modell:14". Was es gibt: !katalog.
        Du hast nichts bestellt, was noch offen ist.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn an_item_of_a_group_is_ordered_by_that_group_only() {
    let mut world = World::with(|config| {
        without_approvals(config);
        config.catalog.retain(|item| item.name == "vpn" || item.name == "mailbox");
        config.groups = vec![GroupConfig { name: "board".into(), members: vec!["@carla:local".into()] }];
        config.catalog[0].group = Some("board".into());
        config.catalog[0].form = None;
    })
    .await;
    world.says("anna", "!catalog").await;
    world.says("anna", "!request vpn").await;
    world.says("carla", "!request vpn").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !catalog
    2 ↳1 lotse: 📦 Catalogue · one item
        mailbox · Shared mailbox · An address that several people read and answer
        Order with !request NAME, for somebody else with for:@colleague.
    3 anna: !request vpn
    4 ↳3 lotse: ⛔ “VPN access” can be ordered by the group board only.
    5 carla: !request vpn
    6 ↳5 lotse: REQ-1 VPN access
        Low · Ready to be fulfilled · nobody yet
        👀 take · ✅ resolve
    6 lotse 👀
    6 lotse ✅
    ");
    world.ends().await;
}
