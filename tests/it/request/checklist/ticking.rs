//! Ticking and unticking, by tap and by word, with what shows it.

use insta::assert_snapshot;
use lotse::chat::local::{Place, Post};

use crate::support::company::{HR, IT};
use crate::support::world::{ROOM, World, account};

#[tokio::test]
async fn all_tick_what_is_theirs_until_it_can_be_resolved() {
    let mut world = World::with_desks(|_| {}).await;
    let said = world.says("anna", "!request desk start:2026-01-23").await;
    let card = world.card_in(IT, "REQ-1");
    let (team, own) = (world.list_in(Some(IT)), world.list_in(Some(ROOM)));
    let (hr, manager) = (world.list_in(Some(HR)), world.list_in(None));
    world.reacts("carla", &card, "👀").await;
    world.reacts("bernd", &team, "1️⃣").await;
    world.reacts("hanna", &hr, "✅").await;
    world.reacts("anna", &own, "4️⃣").await;
    world.reacts("max", &manager, "✅").await;
    world.says_below(IT, &card, "carla", "!resolve Enjoy").await;
    world.reacts("bernd", &team, "3️⃣").await;
    world.says_below(IT, &card, "bernd", "It stands at the window").await;
    world.says_below(IT, &card, "carla", "!resolve Enjoy").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 A desk: of your part 1 of 1 · over
          ☑️ 2. Release the money · Hanna, today 09:00 ✅ hanna
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · Fulfilled · Carla
          💡 Enjoy
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 5 of 5
          🔁 it is not solved
      3 ↳1 lotse: 📋 REQ-1 A desk: 5 of 5 · over
          ☑️ 1. Order the desk
          ☑️ 2. Release the money
          ☑️ 3. Put it up
          ☑️ 4. Clear the corner
          ☑️ 5. Come and see 4️⃣ anna
      4 ↳1 lotse: Anna REQ-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 Enjoy
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 A desk
          Medium · Fulfilled · Carla
          💡 Enjoy
          from Anna
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 5 of 5
          🔁 reopen 👀 carla 🔁 lotse
      2 ↳1 lotse: 📋 REQ-1 A desk: 5 of 5 · over
          ☑️ 1. Order the desk · Bernd, today 09:00
          ☑️ 2. Release the money · Hanna, today 09:00
          ☑️ 3. Put it up · Bernd, today 09:00 📝
          ☑️ 4. Clear the corner · Anna, today 09:00
          ☑️ 5. Come and see · Max, today 09:00 1️⃣ bernd 3️⃣ bernd
      3 ↳1 carla: !resolve Enjoy
      4 ↳1 lotse: ⛔ REQ-1 is not done yet. Open is 3. Put it up
          Tick off what is done; whoever does not want it any more closes it.
      5 ↳1 lotse: Bernd, what shows that “Put it up” is done? What you write here next, within a day, is kept with it.
      6 ↳1 bernd: It stands at the window
      7 ↳1 lotse: Carla 📋 All that must be done for REQ-1 is done. ✅ on the card, or !resolve, resolves it.
      8 ↳1 lotse: ☑️ 3. Put it up · 5 of 5
      9 ↳1 carla: !resolve Enjoy
      10 ↳1 lotse: REQ-1 · Medium · Fulfilled · Carla
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 1 of 1 · over
          ☑️ 5. Come and see · Max, today 09:00 ✅ max
    net-team: lotse, nora
    ");
    world.says_below(IT, &card, "carla", "!history").await;
    world.says_in(&said, "anna", "!checklist").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 A desk: of your part 1 of 1 · over
          ☑️ 2. Release the money · Hanna, today 09:00 ✅ hanna
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · Fulfilled · Carla
          💡 Enjoy
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 5 of 5
          🔁 it is not solved
      3 ↳1 lotse: 📋 REQ-1 A desk: 5 of 5 · over
          ☑️ 1. Order the desk
          ☑️ 2. Release the money
          ☑️ 3. Put it up
          ☑️ 4. Clear the corner
          ☑️ 5. Come and see 4️⃣ anna
      4 ↳1 lotse: Anna REQ-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 Enjoy
      5 ↳1 anna: !checklist
      6 ↳1 lotse: 📋 REQ-1 A desk: 5 of 5 · over
          ☑️ 1. Order the desk
          ☑️ 2. Release the money
          ☑️ 3. Put it up
          ☑️ 4. Clear the corner
          ☑️ 5. Come and see
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 A desk
          Medium · Fulfilled · Carla
          💡 Enjoy
          from Anna
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 5 of 5
          🔁 reopen 👀 carla 🔁 lotse
      2 ↳1 lotse: 📋 REQ-1 A desk: 5 of 5 · over
          ☑️ 1. Order the desk · Bernd, today 09:00
          ☑️ 2. Release the money · Hanna, today 09:00
          ☑️ 3. Put it up · Bernd, today 09:00 📝
          ☑️ 4. Clear the corner · Anna, today 09:00
          ☑️ 5. Come and see · Max, today 09:00 1️⃣ bernd 3️⃣ bernd
      3 ↳1 carla: !resolve Enjoy
      4 ↳1 lotse: ⛔ REQ-1 is not done yet. Open is 3. Put it up
          Tick off what is done; whoever does not want it any more closes it.
      5 ↳1 lotse: Bernd, what shows that “Put it up” is done? What you write here next, within a day, is kept with it.
      6 ↳1 bernd: It stands at the window
      7 ↳1 lotse: Carla 📋 All that must be done for REQ-1 is done. ✅ on the card, or !resolve, resolves it.
      8 ↳1 lotse: ☑️ 3. Put it up · 5 of 5
      9 ↳1 carla: !resolve Enjoy
      10 ↳1 lotse: REQ-1 · Medium · Fulfilled · Carla
      11 ↳1 carla: !history
      12 ↳1 lotse: REQ-1 · 8 entries
          today 09:00 · Anna: A desk When is it needed? 23 Jan 2026
          today 09:00 · Bernd: ☑️ Order the desk
          today 09:00 · Hanna: ☑️ Release the money
          today 09:00 · Anna: ☑️ Clear the corner
          today 09:00 · Max: ☑️ Come and see
          today 09:00 · Bernd: 🔒 It stands at the window
          today 09:00 · Bernd: ☑️ Put it up
          today 09:00 · Carla: Enjoy
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 1 of 1 · over
          ☑️ 5. Come and see · Max, today 09:00 ✅ max
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_tap_that_is_taken_back_unticks_what_it_ticked_and_nothing_else() {
    let mut world = World::with_desks(|_| {}).await;
    world.says("anna", "!antrag desk beginn:2026-01-23").await;
    let (team, hr) = (world.list_in(Some(IT)), world.list_in(Some(HR)));
    let tap = world.reacts("bernd", &team, "1️⃣").await;
    let yes = world.reacts("hanna", &hr, "✅").await;
    world.takes_back(&tap).await;
    world.says_below(HR, &hr, "hanna", "!untick 2").await;
    world.says_below(HR, &hr, "hanna", "!abhaken 2 Konto 4711").await;
    // It was ticked anew, by words.
    world.takes_back(&yes).await;
    let again = world.reacts("bernd", &team, "1️⃣").await;
    let asks = world.reacts("bernd", &team, "3️⃣").await;
    // The question goes with the tap that asked it, and what comes first stays done as long as what comes after it.
    world.takes_back(&asks).await;
    world.says_below(IT, &team, "bernd", "that is no answer any more").await;
    let card = world.card_in(IT, "REQ-1");
    world.says_below(IT, &card, "bernd", "!abhaken 3 steht am Fenster").await;
    world.takes_back(&again).await;
    assert_snapshot!(world.rooms(), @r"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 Ein Schreibtisch: of your part 1 of 1
          ☑️ 2. Release the money · Hanna, today 09:00 📝
      2 ↳1 hanna: !untick 2
      3 ↳1 lotse: ⬜ 2. Release the money is open again · 0 of 5
      4 ↳1 hanna: !abhaken 2 Konto 4711
      5 ↳1 lotse: ☑️ 2. Geld freigeben · 1 von 5
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !antrag desk beginn:2026-01-23
      2 ↳1 lotse: REQ-1 Ein Schreibtisch
          Mittel · Bereit zur Erfüllung · noch niemand
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checkliste: 3 von 5
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 3 von 5
          ☑️ 1. Tisch bestellen
          ☑️ 2. Geld freigeben
          ☑️ 3. Aufbauen
          ⬜ 4. Ecke freiräumen · du · bis Do., 22.01.
          ⬜ 5. Vorbeikommen und ansehen
          Die Nummer als Reaktion oder !abhaken 4 hakt es ab. 4️⃣ lotse
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 Ein Schreibtisch
          Medium · Ready to be fulfilled · nobody yet
          from Anna
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checklist: 3 of 5
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 3 of 5
          ☑️ 1. Order the desk · Bernd, today 09:00
          ☑️ 2. Release the money · Hanna, today 09:00 📝
          ☑️ 3. Put it up · Bernd, today 09:00 📝
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · Max · if needed
      3 ↳1 lotse: 
      4 ↳2 bernd: that is no answer any more
      5 ↳1 bernd: !abhaken 3 steht am Fenster
      6 ↳1 lotse: ☑️ 3. Aufbauen · 3 von 5
      7 ↳1 lotse: ⛔ 1. Tisch bestellen bleibt erledigt, denn danach kam schon: 3. Aufbauen
          Öffne zuerst wieder, was danach kam.
    direct: lotse, max
      1 lotse: 📋 REQ-1 Ein Schreibtisch: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_shows_it_may_be_long_and_can_be_taken_back() {
    let mut world = World::with_desks(|config| {
        config.tasks[0].proof = Some(lotse::config::Proof::Note);
        config.tasks[2].after.clear();
    })
    .await;
    world.says("anna", "!antrag desk beginn:2026-01-23").await;
    let card = world.card_in(IT, "REQ-1");
    let long = format!("!abhaken 1 🧾{}", "ü".repeat(60_000));
    let typed = world.says_below(IT, &card, "bernd", &long).await;
    world.says_below(IT, &card, "bernd", "!abhaken 3").await;
    let note = world.says_below(IT, &card, "bernd", "👍").await;
    let told = world.rooms().replace(&"ü".repeat(60_000), "…");
    assert_snapshot!(told, @r"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 Ein Schreibtisch: of your part 0 of 1
          ⬜ 2. Release the money · by tomorrow
          The number as a reaction, or !tick 2, ticks it off. ✅ lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !antrag desk beginn:2026-01-23
      2 ↳1 lotse: REQ-1 Ein Schreibtisch
          Mittel · Bereit zur Erfüllung · noch niemand
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checkliste: 2 von 5
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 2 von 5
          ☑️ 1. Tisch bestellen
          ⬜ 2. Geld freigeben · bis morgen
          ☑️ 3. Aufbauen
          ⬜ 4. Ecke freiräumen · du · bis Do., 22.01.
          ⬜ 5. Vorbeikommen und ansehen
          Die Nummer als Reaktion oder !abhaken 4 hakt es ab. 4️⃣ lotse
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 Ein Schreibtisch
          Medium · Ready to be fulfilled · nobody yet
          from Anna
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checklist: 2 of 5
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 2 of 5
          ☑️ 1. Order the desk · Bernd, today 09:00 📝
          ⬜ 2. Release the money · Human resources · by tomorrow
          ☑️ 3. Put it up · Bernd, today 09:00 📝
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · Max · if needed
      3 ↳1 bernd: !abhaken 1 🧾…
      4 ↳1 lotse: ☑️ 1. Tisch bestellen · 1 von 5
      5 ↳1 bernd: !abhaken 3
      6 ↳1 lotse: Bernd, was zeigt, dass „Aufbauen“ erledigt ist? Was du hier als Nächstes schreibst, innerhalb eines Tages, wird dazu aufbewahrt.
      7 ↳1 bernd: 👍
      8 ↳1 lotse: ☑️ 3. Aufbauen · 2 von 5
    direct: lotse, max
      1 lotse: 📋 REQ-1 Ein Schreibtisch: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.takes_back(&note).await;
    world.takes_back(&typed).await;
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
          ⬜ 1. Order the desk · by Tue 20 Jan · needs a note
          ⬜ 2. Release the money · Human resources · by tomorrow
          ⬜ 3. Put it up · by Fri 23 Jan · needs a note
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · Max · if needed
          The number as a reaction, or !tick 1, ticks it off. 3️⃣ lotse 1️⃣ lotse
      3 ↳1 bernd: 
      4 ↳1 lotse: ☑️ 1. Tisch bestellen · 1 von 5
      5 ↳1 bernd: !abhaken 3
      6 ↳1 lotse: Bernd, was zeigt, dass „Aufbauen“ erledigt ist? Was du hier als Nächstes schreibst, innerhalb eines Tages, wird dazu aufbewahrt.
      7 ↳1 bernd: 
      8 ↳1 lotse: ☑️ 3. Aufbauen · 2 von 5
      9 ↳1 lotse: ⬜ What showed that 3. Put it up is done was taken back: it is open again.
      10 ↳1 lotse: ⬜ What showed that 1. Order the desk is done was taken back: it is open again.
    direct: lotse, max
      1 lotse: 📋 REQ-1 Ein Schreibtisch: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_file_shows_it() {
    let mut world = World::with_desks(|config| config.tasks[1].proof = Some(lotse::config::Proof::File)).await;
    world.says("anna", "!request desk start:2026-01-23").await;
    let hr = world.list_in(Some(HR));
    world.reacts("hanna", &hr, "2️⃣").await;
    world.says_below(HR, &hr, "hanna", "in a minute").await;
    let receipt = world.server.upload("receipt.txt", Some("text/plain"), b"paid");
    let post = Post { text: "receipt.txt", place: Place::thread(&hr), attachment: Some(receipt), ..Post::default() };
    world.server.say_with("!hr-team:local", &account("hanna"), post).unwrap();
    world.settle().await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 A desk: of your part 1 of 1
          ☑️ 2. Release the money · Hanna, today 09:00 📝 2️⃣ hanna
      2 ↳1 lotse: Hanna, what shows that “Release the money” is done? Send the file here: the next one from you, within a day, is kept with it.
      3 ↳1 hanna: in a minute
      4 ↳1 hanna: receipt.txt [receipt.txt]
      5 ↳1 lotse: ☑️ 2. Release the money · 1 of 5
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · Ready to be fulfilled · nobody yet
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 1 of 5
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: 📋 REQ-1 A desk: 1 of 5
          ⬜ 1. Order the desk · by Tue 20 Jan
          ☑️ 2. Release the money
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
          ⬜ 1. Order the desk · by Tue 20 Jan
          ☑️ 2. Release the money · Hanna, today 09:00 📝
          ⬜ 3. Put it up · by Fri 23 Jan · after 1 · needs a note
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · Max · if needed
          The number as a reaction, or !tick 1, ticks it off. 1️⃣ lotse
      3 ↳1 lotse: Hanna: 📎 receipt.txt [receipt.txt]
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}
