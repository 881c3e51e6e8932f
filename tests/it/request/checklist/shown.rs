//! What each place sees, and what time brings.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::{HR, IT};
use crate::support::world::World;

#[tokio::test]
async fn each_place_has_one_message_with_its_part() {
    let mut world = World::with_desks(|_| {}).await;
    world.says("anna", "!antrag desk beginn:2026-01-23").await;
    assert_snapshot!(world.rooms(), @r"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 Ein Schreibtisch: of your part 0 of 1
          ⬜ 2. Release the money · by tomorrow
          The number as a reaction, or !tick 2, ticks it off. ✅ lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !antrag desk beginn:2026-01-23
      2 ↳1 lotse: REQ-1 Ein Schreibtisch
          Mittel · Bereit zur Erfüllung · noch niemand
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checkliste: 0 von 5
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 0 von 5
          ⬜ 1. Tisch bestellen · bis Di., 20.01.
          ⬜ 2. Geld freigeben · bis morgen
          ⬜ 3. Aufbauen · bis Fr., 23.01.
          ⬜ 4. Ecke freiräumen · du · bis Do., 22.01.
          ⬜ 5. Vorbeikommen und ansehen
          Die Nummer als Reaktion oder !abhaken 4 hakt es ab. 4️⃣ lotse
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 Ein Schreibtisch
          Medium · Ready to be fulfilled · nobody yet
          from Anna
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checklist: 0 of 5
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 0 of 5
          ⬜ 1. Order the desk · by Tue 20 Jan
          ⬜ 2. Release the money · Human resources · by tomorrow
          ⬜ 3. Put it up · by Fri 23 Jan · after 1, 2 · needs a note
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · max · if needed
          The number as a reaction, or !tick 1, ticks it off. 1️⃣ lotse
    direct: lotse, max
      1 lotse: 📋 REQ-1 Ein Schreibtisch: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn without_teams_there_is_one_list_and_without_a_manager_it_says_so() {
    let mut world = World::with(|config| {
        super::offers_desks(config);
        config.tasks.retain(|task| task.name != "money");
        config.tasks[1].after.clear();
        config.directory = lotse::config::Directory::default();
    })
    .await;
    world.says("anna", "!request desk start:2026-01-23").await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · Ready to be fulfilled · nobody yet
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 0 of 4
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: 📋 REQ-1 A desk: 0 of 4
          ⬜ 1. Order the desk · by Tue 20 Jan
          ⬜ 2. Put it up · by Fri 23 Jan · needs a note
          ⬜ 3. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 4. Come and see · meant for the manager, but none is known · if needed
          The number as a reaction, or !tick 1, ticks it off. 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_late_is_said_once_in_each_place() {
    let mut world = World::with_desks(|_| {}).await;
    world.says("anna", "!request desk start:2026-01-14").await;
    let (team, hr) = (world.list_in(Some(IT)), world.list_in(Some(HR)));
    let card = world.card_in(IT, "REQ-1");
    world.reacts("bernd", &card, "👀").await;
    // Until Tuesday evening, hour by hour, as for a bot that runs.
    for _ in 0..33 {
        world.pass(TimeDelta::hours(1)).await;
    }
    world.reacts("hanna", &hr, "✅").await;
    world.reacts("bernd", &team, "1️⃣").await;
    // It was down when the rest was due.
    world.stop().await;
    world.clock.advance(TimeDelta::days(3));
    world.start().await;
    world.pass(TimeDelta::minutes(1)).await;
    world.pass(TimeDelta::days(3)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 A desk: of your part 1 of 1
          ☑️ 2. Release the money · Hanna, Tue 13 Jan 18:00 ✅ hanna
      2 ↳1 lotse: ⏰ REQ-1: overdue is 2. Release the money
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-14
      2 ↳1 lotse: REQ-1 A desk
          Medium · In fulfilment · Bernd
          ▸ When is it needed? 14 Jan 2026
          📋 Checklist: 2 of 5
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: 📋 REQ-1 A desk: 2 of 5
          ☑️ 1. Order the desk
          ☑️ 2. Release the money
          ⬜ 3. Put it up · ⏰ overdue since Wed 14 Jan
          ⬜ 4. Clear the corner · you · ⏰ overdue since Tue 13 Jan
          ⬜ 5. Come and see
          The number as a reaction, or !tick 4, ticks it off. 4️⃣ lotse
      4 ↳1 lotse: Anna ⏰ REQ-1: overdue is 4. Clear the corner
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 A desk
          Medium · In fulfilment · Bernd
          from Anna
          ▸ When is it needed? 14 Jan 2026
          📋 Checklist: 2 of 5
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse 👀 bernd
      2 ↳1 lotse: 📋 REQ-1 A desk: 2 of 5
          ☑️ 1. Order the desk · Bernd, Tue 13 Jan 18:00
          ☑️ 2. Release the money · Hanna, Tue 13 Jan 18:00
          ⬜ 3. Put it up · ⏰ overdue since Wed 14 Jan · needs a note
          ⬜ 4. Clear the corner · Anna · ⏰ overdue since Tue 13 Jan
          ⬜ 5. Come and see · Max · if needed
          The number as a reaction, or !tick 3, ticks it off. 1️⃣ bernd 3️⃣ lotse
      3 ↳1 lotse: Bernd ⏰ REQ-1: overdue is 1. Order the desk
      4 ↳1 lotse: Bernd ⏰ REQ-1: overdue is 3. Put it up
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_change_of_the_configuration_does_not_rewrite_what_was_agreed() {
    let mut world = World::with_desks(|_| {}).await;
    world.says("anna", "!request desk start:2026-01-23").await;
    world.stop().await;
    world.set_up_anew(|config| {
        config.tasks.clear();
        config.catalog.clear();
    });
    world.start().await;
    let team = world.list_in(Some(IT));
    world.reacts("bernd", &team, "1️⃣").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1
          ⬜ 2. Release the money · by tomorrow
          The number as a reaction, or !tick 2, ticks it off. ✅ lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · Ready to be fulfilled · nobody yet
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 1 of 5
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: 📋 REQ-1 A desk: 1 of 5
          ☑️ 1. Order the desk
          ⬜ 2. Release the money · by tomorrow
          ⬜ 3. Put it up · by Fri 23 Jan
          ⬜ 4. Clear the corner · you · by Thu 22 Jan
          ⬜ 5. Come and see
          The number as a reaction, or !tick 4, ticks it off. 4️⃣ lotse
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 A desk
          Medium · Ready to be fulfilled · nobody yet
          from Anna
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 1 of 5
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: 📋 REQ-1 A desk: 1 of 5
          ☑️ 1. Order the desk · Bernd, today 09:00
          ⬜ 2. Release the money · Human resources · by tomorrow
          ⬜ 3. Put it up · by Fri 23 Jan · after 2 · needs a note
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · Max · if needed 1️⃣ bernd
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn the_list_goes_with_its_ticket_to_another_team() {
    let mut world = World::with_desks(|_| {}).await;
    world.says("anna", "!request desk start:2026-01-23").await;
    let card = world.card_in(IT, "REQ-1");
    world.says_below(IT, &card, "bernd", "!assign team:hr").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: 
      2 lotse: REQ-1 A desk
          Medium · Ready to be fulfilled · nobody yet
          from Anna
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 0 of 5
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 ↳2 lotse: 📋 REQ-1 A desk: 0 of 5
          ⬜ 1. Order the desk · by Tue 20 Jan
          ⬜ 2. Release the money · Human resources · by tomorrow
          ⬜ 3. Put it up · by Fri 23 Jan · after 1, 2 · needs a note
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · Max · if needed
          The number as a reaction, or !tick 1, ticks it off. 1️⃣ lotse 2️⃣ lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · Ready to be fulfilled · nobody yet
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 0 of 5
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: 📋 REQ-1 A desk: 0 of 5
          ⬜ 1. Order the desk · by Tue 20 Jan
          ⬜ 2. Release the money · by tomorrow
          ⬜ 3. Put it up · by Fri 23 Jan
          ⬜ 4. Clear the corner · you · by Thu 22 Jan
          ⬜ 5. Come and see
          The number as a reaction, or !tick 4, ticks it off. 4️⃣ lotse
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 is with Human resources now.
      2 ↳1 lotse: 
      3 ↳1 bernd: !assign team:hr
      4 ↳1 lotse: REQ-1 is with Human resources now, given to them by Bernd.
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}
