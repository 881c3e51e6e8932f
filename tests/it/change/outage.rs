//! Changes while a major incident goes on.

use insta::assert_snapshot;
use lotse::chat::local::Sight;

use super::{company, planned};
use crate::support::company::{IT, NETWORK};
use crate::support::world::World;

/// What is said when bernd hands a change in: first to those who are asked to approve, then to him. Rooms do not wait for
/// each other, so which of the two was said first would be chance.
async fn handed_in(world: &mut World, root: &str, text: &str) -> String {
    let known = world.server.log().len();
    world.says_below(IT, root, "bernd", text).await;
    let mut seen = world.server.log_since(known);
    seen.sort_by_key(|one| one.room == format!("!{IT}:local"));
    let told = seen.into_iter().filter_map(|seen| match seen.what {
        Sight::Message { body, .. } if seen.sender == "@lotse:local" => Some(body.plain()),
        _ => None,
    });
    told.collect::<Vec<_>>().join("\n")
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
    assert_snapshot!(handed_in(&mut world, &root, "!change submit").await, @"
    Carla ✋ CHG-1 New exchange: please approve or reject
    > normal change · Telephone · Mon 12 Jan 2026 20:00–21:00 (1 h)
    > Risk low: impact low × probability low = low · questionnaire 0 points = low
    > Reason: it is old
    > Plan: swap it
    > Test: look at it
    > Backup: a copy
    > Rollback: swap it back

    from Bernd · one more must approve · until today 20:00
    ⏳ Carla
    ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1
    CHG-1 was handed in, and waits for approval.
    ");
    let second = planned(&mut world, "New handsets", "service:phone window:\"today 22:00-23:00\"").await;
    world.says_to(NETWORK, "nora", "!incident accept INC-4").await;
    assert_snapshot!(handed_in(&mut world, &second, "!change submit").await, @r#"
    ⛔ CHG-2 cannot be handed in like that:
    ⚠️ INC-4 is a major incident that still goes on: No phone rings any more
    !change submit despite:"…" hands it in all the same, with the reason on its card.
    Free:
    1️⃣ tomorrow 22:00–23:00 (1 h)
    2️⃣ Wed 14 Jan 22:00–23:00 (1 h)
    3️⃣ Thu 15 Jan 22:00–23:00 (1 h)
    4️⃣ Fri 16 Jan 22:00–23:00 (1 h)
    5️⃣ Sat 17 Jan 22:00–23:00 (1 h)
    "#);
    world.says_to(NETWORK, "nora", "!incident mitigated INC-4").await;
    assert_snapshot!(handed_in(&mut world, &second, "!change einreichen").await, @r#"
    ⛔ CHG-2 cannot be handed in like that:
    ⚠️ INC-4 is a major incident that still goes on: No phone rings any more
    !change submit despite:"…" hands it in all the same, with the reason on its card.
    Free:
    1️⃣ tomorrow 22:00–23:00 (1 h)
    2️⃣ Wed 14 Jan 22:00–23:00 (1 h)
    3️⃣ Thu 15 Jan 22:00–23:00 (1 h)
    4️⃣ Fri 16 Jan 22:00–23:00 (1 h)
    5️⃣ Sat 17 Jan 22:00–23:00 (1 h)
    "#);
    world.says_to(NETWORK, "nora", "!incident resolve INC-4").await;
    assert_snapshot!(handed_in(&mut world, &second, "!change submit").await, @"
    Carla ✋ CHG-2 New handsets: please approve or reject
    > normal change · Telephone · Mon 12 Jan 2026 22:00–23:00 (1 h)
    > Risk low: impact low × probability low = low · questionnaire 0 points = low
    > Reason: it is old
    > Plan: swap it
    > Test: look at it
    > Backup: a copy
    > Rollback: swap it back

    from Bernd · one more must approve · until today 22:00
    ⏳ Carla
    ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-2
    CHG-2 was handed in, and waits for approval.
    ");
    world.ends().await;
}
