//! What is not possible is answered: with the reason, and who may.

use insta::assert_snapshot;

use crate::support::company::{HR, IT, NETWORK};
use crate::support::world::{ROOM, World};

#[tokio::test]
async fn what_cannot_be_ticked_is_told_why_in_english() {
    let mut world = World::with_desks(|_| {}).await;
    world.says("anna", "!request desk start:2026-01-23").await;
    let card = world.card_in(IT, "REQ-1");
    for text in [
        "!tick 3 done",
        "!tick 9",
        "!tick 99999999999",
        "!tick",
        "!tick the desk",
        "!untick 1",
        "!tick 1",
        "!tick #1",
        "!untick",
    ] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    let ticket = world.says("anna", "!ticket The lamp is broken, please help").await;
    world.says_in(&ticket, "anna", "!tick 1").await;
    world.says("anna", "!tick 1").await;
    world.says("anna", "!tick REQ-1 1").await;
    world.says_to(NETWORK, "nora", "!tick REQ-1 2").await;
    world.says_to(NETWORK, "nora", "!tick REQ-1").await;
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
      4 anna: !ticket The lamp is broken, please help
      5 ↳4 lotse: T-1 The lamp is broken, please help
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      6 ↳4 anna: !tick 1
      7 ↳4 lotse: ⛔ T-1 has no checklist.
      8 anna: !tick 1
      9 ↳8 lotse: ❓ Which ticket? Write the command in the ticket's thread, or name it: !take T-7.
      10 anna: !tick REQ-1 1
      11 ↳10 lotse: ⛔ “Order the desk” is for those who work on it to tick off.
          Whoever it is for may, and the agents of the ticket.
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
          ⬜ 5. Come and see · Max · if needed
      3 ↳1 bernd: !tick 3 done
      4 ↳1 lotse: ⛔ 3. Put it up comes later; first: 1. Order the desk · 2. Release the money
      5 ↳1 bernd: !tick 9
      6 ↳1 lotse: ❓ The checklist of REQ-1 has the numbers 1 to 5.
      7 ↳1 bernd: !tick 99999999999
      8 ↳1 lotse: ❓ The checklist of REQ-1 has the numbers 1 to 5.
      9 ↳1 bernd: !tick
      10 ↳1 lotse: 📋 REQ-1 A desk: 0 of 5
          ⬜ 1. Order the desk · by Tue 20 Jan
          ⬜ 2. Release the money · Human resources · by tomorrow
          ⬜ 3. Put it up · by Fri 23 Jan · after 1, 2 · needs a note
          ⬜ 4. Clear the corner · Anna · by Thu 22 Jan
          ⬜ 5. Come and see · Max · if needed
          !tick 1 ticks it off.
      11 ↳1 bernd: !tick the desk
      12 ↳1 lotse: ❓ Which one? I need its number.
          !tick 3, or !tick 3 what shows it; !tick alone shows the list.
      13 ↳1 bernd: !untick 1
      14 ↳1 lotse: ⛔ 1. Order the desk is open.
      15 ↳1 bernd: !tick 1
      16 ↳1 lotse: ☑️ 1. Order the desk · 1 of 5
      17 ↳1 bernd: !tick #1
      18 ↳1 lotse: ⛔ There is no ticket T-1.
      19 ↳1 bernd: !untick
      20 ↳1 lotse: ❓ Which one? I need its number.
          !tick 3, or !tick 3 what shows it; !tick alone shows the list.
      21 lotse: T-1 The lamp is broken, please help
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1
          ⬜ 5. Come and see · if needed
          The number as a reaction, or !tick 5, ticks it off. ✅ lotse
    net-team: lotse, nora
      1 nora: !tick REQ-1 2
      2 ↳1 lotse: ⛔ That ticket belongs to somebody else.
          Its requester and agents may.
      3 nora: !tick REQ-1
      4 ↳3 lotse: ⛔ That ticket belongs to somebody else.
          Its requester and agents may.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_ticked_is_told_why_in_german() {
    let mut world = World::with_desks(|config| config.language = lotse::i18n::Language::De).await;
    let said = world.says("anna", "!antrag desk beginn:2026-01-23").await;
    let (team, hr) = (world.list_in(Some(IT)), world.list_in(Some(HR)));
    let card = world.card_in(IT, "REQ-1");
    world.says_below(HR, &hr, "hanna", "!abhaken 2").await;
    for text in ["!abhaken 2", "!abhaken 3", "!wieder offen 1", "!abhaken 17", "!abhaken tisch"] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    // Each is told once, and only whoever may not.
    world.reacts("anna", &world.list_in(Some(ROOM)), "1️⃣").await;
    world.reacts("anna", &world.list_in(Some(ROOM)), "1️⃣").await;
    world.reacts("bernd", &team, "✅").await;
    world.reacts("bernd", &team, "✅").await;
    world.reacts("bernd", &team, "🔟").await;
    world.reacts("bernd", &team, "3️⃣").await;
    world.says_in(&said, "anna", "!abhaken 1").await;
    assert_snapshot!(world.rooms(), @r"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 Ein Schreibtisch: von deinem Teil 1 von 1
          ☑️ 2. Geld freigeben · Hanna, heute 09:00
      2 ↳1 hanna: !abhaken 2
      3 ↳1 lotse: ☑️ 2. Geld freigeben · 1 von 5
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !antrag desk beginn:2026-01-23
      2 ↳1 lotse: REQ-1 Ein Schreibtisch
          Mittel · Bereit zur Erfüllung · noch niemand
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checkliste: 1 von 5
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 1 von 5
          ⬜ 1. Tisch bestellen · bis Di., 20.01.
          ☑️ 2. Geld freigeben
          ⬜ 3. Aufbauen · bis Fr., 23.01.
          ⬜ 4. Ecke freiräumen · du · bis Do., 22.01.
          ⬜ 5. Vorbeikommen und ansehen
          Die Nummer als Reaktion oder !abhaken 4 hakt es ab. 4️⃣ lotse 1️⃣ anna
      4 ↳1 lotse: ⛔ „Tisch bestellen“ abzuhaken ist Sache von denen, die daran arbeiten.
          Wem der Punkt gehört, darf es, und die Bearbeiter des Tickets.
      5 ↳1 anna: !abhaken 1
      6 ↳1 lotse: ⛔ „Tisch bestellen“ abzuhaken ist Sache von denen, die daran arbeiten.
          Wem der Punkt gehört, darf es, und die Bearbeiter des Tickets.
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 Ein Schreibtisch
          Mittel · Bereit zur Erfüllung · noch niemand
          von Anna
          ▸ Wann wird er gebraucht? 23.01.2026
          📋 Checkliste: 1 von 5
          👀 nehmen · ✅ lösen · 🚨 dringend 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: 📋 REQ-1 Ein Schreibtisch: 1 von 5
          ⬜ 1. Tisch bestellen · bis Di., 20.01.
          ☑️ 2. Geld freigeben · Hanna, heute 09:00
          ⬜ 3. Aufbauen · bis Fr., 23.01. · nach 1 · braucht eine Notiz
          ⬜ 4. Ecke freiräumen · Anna · bis Do., 22.01.
          ⬜ 5. Vorbeikommen und ansehen · Max · falls nötig
          Die Nummer als Reaktion oder !abhaken 1 hakt es ab. 1️⃣ lotse ✅ bernd 🔟 bernd 3️⃣ bernd
      3 ↳1 bernd: !abhaken 2
      4 ↳1 lotse: ⛔ 2. Geld freigeben ist schon erledigt (Hanna, heute 09:00).
          !wieder offen 2 öffnet den Punkt wieder.
      5 ↳1 bernd: !abhaken 3
      6 ↳1 lotse: ⛔ 3. Aufbauen kommt später; zuerst: 1. Tisch bestellen
      7 ↳1 bernd: !wieder offen 1
      8 ↳1 lotse: ⛔ 1. Tisch bestellen ist offen.
      9 ↳1 bernd: !abhaken 17
      10 ↳1 lotse: ❓ Die Checkliste von REQ-1 hat die Nummern 1 bis 5.
      11 ↳1 bernd: !abhaken tisch
      12 ↳1 lotse: ❓ Welcher Punkt? Ich brauche seine Nummer.
          !abhaken 3 oder !abhaken 3 was es zeigt; !abhaken allein zeigt die Liste.
      13 ↳1 lotse: Hier ist mehreres offen: Die Nummer als Reaktion (1️⃣, 2️⃣ …) hakt einen Punkt ab.
      14 ↳1 lotse: ⛔ 3. Aufbauen kommt später; zuerst: 1. Tisch bestellen
    direct: lotse, max
      1 lotse: 📋 REQ-1 Ein Schreibtisch: von deinem Teil 0 von 1
          ⬜ 5. Vorbeikommen und ansehen · falls nötig
          Die Nummer als Reaktion oder !abhaken 5 hakt es ab. ✅ lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_over_stays_as_it_is() {
    let mut world = World::with_desks(|_| {}).await;
    let said = world.says("anna", "!request desk start:2026-01-23").await;
    let (team, hr) = (world.list_in(Some(IT)), world.list_in(Some(HR)));
    let tap = world.reacts("bernd", &team, "1️⃣").await;
    world.says_below(IT, &world.card_in(IT, "REQ-1"), "bernd", "!close").await;
    world.says_in(&said, "anna", "!close").await;
    world.reacts("hanna", &hr, "✅").await;
    world.says_below(IT, &world.card_in(IT, "REQ-1"), "bernd", "!untick 1").await;
    world.takes_back(&tap).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1 · over
          ⬜ 2. Release the money ✅ hanna
      2 ↳1 lotse: ⛔ REQ-1 is over, and its checklist stays as it is.
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · Closed unfulfilled · nobody yet
          ▸ When is it needed? 23 Jan 2026
          Withdrawn
          📋 Checklist: 1 of 5
      3 ↳1 lotse: 📋 REQ-1 A desk: 1 of 5 · over
          ☑️ 1. Order the desk
          ⬜ 2. Release the money
          ⬜ 3. Put it up
          ⬜ 4. Clear the corner · you
          ⬜ 5. Come and see
      4 ↳1 anna: !close
      5 ↳1 lotse: REQ-1 · Medium · Closed unfulfilled · nobody yet
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 A desk
          Medium · Closed unfulfilled · nobody yet
          from Anna
          ▸ When is it needed? 23 Jan 2026
          Withdrawn
          📋 Checklist: 1 of 5
      2 ↳1 lotse: 📋 REQ-1 A desk: 1 of 5 · over
          ☑️ 1. Order the desk · Bernd, today 09:00
          ⬜ 2. Release the money · Human resources
          ⬜ 3. Put it up · after 2 · needs a note
          ⬜ 4. Clear the corner · Anna
          ⬜ 5. Come and see · Max · if needed
      3 ↳1 bernd: !close
      4 ↳1 lotse: ⛔ REQ-1 is new, so it cannot be closed yet.
          Resolve it first: ✅ or !resolve and a line of solution.
      5 ↳1 lotse: REQ-1 was closed by Anna.
      6 ↳1 bernd: !untick 1
      7 ↳1 lotse: ⛔ REQ-1 is over, and its checklist stays as it is.
      8 ↳1 lotse: ⛔ REQ-1 is over, and its checklist stays as it is.
    direct: lotse, max
      1 lotse: 📋 REQ-1 A desk: of your part 0 of 1 · over
          ⬜ 5. Come and see · if needed
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_reopened_can_be_ticked_again() {
    let mut world = World::with_desks(|config| config.tasks.truncate(1)).await;
    world.says("anna", "!request desk start:2026-01-23").await;
    let (team, card) = (world.list_in(Some(IT)), world.card_in(IT, "REQ-1"));
    world.reacts("bernd", &team, "✅").await;
    world.says_below(IT, &card, "bernd", "!resolve It is there").await;
    world.says_below(IT, &card, "bernd", "!untick 1").await;
    world.says_below(IT, &card, "bernd", "!reopen").await;
    world.says_below(IT, &card, "bernd", "!untick 1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request desk start:2026-01-23
      2 ↳1 lotse: REQ-1 A desk
          Medium · In fulfilment · Bernd
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 0 of 1
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: 📋 REQ-1 A desk: 0 of 1
          ⬜ 1. Order the desk · by Tue 20 Jan
      4 ↳1 lotse: Anna REQ-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 It is there
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 A desk
          Medium · In fulfilment · Bernd
          from Anna
          ▸ When is it needed? 23 Jan 2026
          📋 Checklist: 0 of 1
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 lotse: 📋 REQ-1 A desk: 0 of 1
          ⬜ 1. Order the desk · by Tue 20 Jan
          The number as a reaction, or !tick 1, ticks it off. ✅ bernd, lotse
      3 ↳1 lotse: 📋 All that must be done for REQ-1 is done. ✅ on the card, or !resolve, resolves it.
      4 ↳1 bernd: !resolve It is there
      5 ↳1 lotse: REQ-1 · Medium · Fulfilled · Bernd
      6 ↳1 bernd: !untick 1
      7 ↳1 lotse: ⛔ REQ-1 is over, and its checklist stays as it is.
          !reopen opens both again.
      8 ↳1 bernd: !reopen
      9 ↳1 lotse: REQ-1 · Medium · In fulfilment · Bernd
      10 ↳1 bernd: !untick 1
      11 ↳1 lotse: ⬜ 1. Order the desk is open again · 0 of 1
    net-team: lotse, nora
    ");
    world.ends().await;
}
