//! Changes while a major incident goes on.

use insta::assert_snapshot;

use super::{company, planned};
use crate::support::company::{IT, NETWORK};
use crate::support::world::World;

/// What bernd is told when he hands a change in.
async fn handed_in(world: &mut World, root: &str, text: &str) -> String {
    world.says_below(IT, root, "bernd", text).await;
    world.last_in(root)
}

#[tokio::test]
async fn a_change_waits_for_the_end_of_a_major_incident() {
    let mut world = company(|_| {}).await;
    let root = planned(&mut world, "New exchange", "service:phone window:\"today 20:00-21:00\"").await;
    for text in [
        "!incident new sev1 drill Nobody can phone service:phone",
        "!incident new sev1 restricted Calls are overheard service:phone",
        "!incident new sev1 The shop is down service:shop",
    ] {
        world.says_to(NETWORK, "nora", text).await;
    }
    world.says("anna", "!incident new sev1 No phone rings any more service:phone").await;
    world.says_below(IT, &root, "bernd", "!change edit reason:\"it is very old\"").await;
    assert_snapshot!(handed_in(&mut world, &root, "!change submit").await, @"");
    let second = planned(&mut world, "New handsets", "service:phone window:\"today 22:00-23:00\"").await;
    world.says_to(NETWORK, "nora", "!incident accept INC-4").await;
    assert_snapshot!(handed_in(&mut world, &second, "!change submit").await, @"");
    world.says_to(NETWORK, "nora", "!incident mitigated INC-4").await;
    assert_snapshot!(handed_in(&mut world, &second, "!change einreichen").await, @"");
    world.says_to(NETWORK, "nora", "!incident resolve INC-4").await;
    assert_snapshot!(handed_in(&mut world, &second, "!change submit").await, @"");
}
