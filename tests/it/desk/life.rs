//! A ticket from the first word to the last.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::world::World;

#[tokio::test]
async fn a_printer_is_mended_in_german() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.last_of_bot();
    world.reacts("bernd", &card, "👀").await;
    world.says_in(&said, "bernd", "Ich schaue mir das an.").await;
    world.reacts("bernd", &card, "✅").await;
    world.says_in(&said, "bernd", "Toner gewechselt").await;
    world.says_in(&said, "anna", "Danke!").await;
    world.says_in(&said, "anna", "!verlauf").await;
    world.says("anna", "!tickets meine").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket Drucker im 3. Stock druckt nicht
    2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    2 lotse 👀
    2 lotse ✅
    2 bernd 👀
    2 lotse edits: T-1 Drucker im 3. Stock druckt nicht
        Mittel · Zugewiesen · Bernd
        ✅ lösen
    2 lotse takes 👀 back
    3 ↳1 bernd: Ich schaue mir das an.
    2 bernd ✅
    4 ↳1 lotse: T-1 ist gelöst. Was war die Lösung, Bernd? Die nächste Zeile, die du hier schreibst, wird dazu aufgehoben.
    2 lotse edits: T-1 Drucker im 3. Stock druckt nicht
        Mittel · Gelöst · Bernd
        🔁 wieder öffnen
    2 lotse takes ✅ back
    2 lotse 🔁
    5 ↳1 bernd: Toner gewechselt
    6 ↳1 lotse: 💡 Bei T-1 aufgehoben.
    2 lotse edits: T-1 Drucker im 3. Stock druckt nicht
        Mittel · Gelöst · Bernd
        💡 Toner gewechselt
        🔁 wieder öffnen
    7 ↳1 anna: Danke!
    8 ↳1 anna: !verlauf
    9 ↳1 lotse: T-1 · 4 Einträge
        heute 09:00 · Anna: Drucker im 3. Stock druckt nicht
        heute 09:00 · Bernd: Ich schaue mir das an.
        heute 09:00 · Bernd: Toner gewechselt
        heute 09:00 · Anna: Danke!
    10 anna: !tickets meine
    11 ↳10 lotse: Du hast keine offenen Tickets.
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_printer_is_mended_in_english() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print prio:high").await;
    let card = world.last_of_bot();
    world.reacts("carla", &card, "👀").await;
    world.says_in(&said, "carla", "!resolve replaced the toner").await;
    world.reacts("anna", &said, "🔁").await;
    world.says_in(&said, "carla", "!wait user 2d").await;
    world.says("anna", "!tickets mine").await;
    world.pass(TimeDelta::days(2)).await;
    world.says_in(&said, "carla", "!resolve").await;
    world.says_in(&said, "carla", "!close").await;
    world.says("anna", "!tickets").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer on the 3rd floor does not print prio:high
    2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
        High · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    2 carla 👀
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        High · Assigned · Carla
        ✅ resolve
    2 lotse takes 👀 back
    3 ↳1 carla: !resolve replaced the toner
    4 ↳1 lotse: T-1 · High · Resolved · Carla
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        High · Resolved · Carla
        💡 replaced the toner
        🔁 reopen
    2 lotse takes ✅ back
    2 lotse 🔁
    1 anna 🔁
    5 ↳1 lotse (to carla): Carla T-1 was reopened by Anna.
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        High · Assigned · Carla
        ✅ resolve
    2 lotse takes 🔁 back
    2 lotse ✅
    6 ↳1 carla: !wait user 2d
    7 ↳1 lotse (to anna): Anna T-1 waits for you: please answer here. You are reminded Wed 14 Jan 09:00.
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        High · Waiting for the requester until Wed 14 Jan 09:00 · Carla
        ✅ resolve
    8 anna: !tickets mine
    9 ↳8 lotse: Your open ticket
        T-1 The printer on the 3rd floor does not print · High · Waiting for the requester until Wed 14 Jan 09:00 · Carla
    10 ↳1 lotse (to anna): Anna T-1 still waits for you: please answer here. Without an answer it is closed Wed 21 Jan 09:00.
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        High · Waiting for the requester until Wed 21 Jan 09:00 · Carla
        ✅ resolve
    11 ↳1 carla: !resolve
    12 ↳1 lotse: T-1 is resolved. What was the solution, Carla? The next line that you write here is kept with it.
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        High · Resolved · Carla
        🔁 reopen
    2 lotse takes ✅ back
    2 lotse 🔁
    13 ↳1 carla: !close
    14 ↳1 lotse: Anna, how was it with T-1? One tap: 1️⃣ very bad · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ very good
    15 ↳1 lotse: T-1 · High · Closed · Carla
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        High · Closed · Carla
        🔁 reopen
    2 lotse takes 🔁 back
    14 lotse 1️⃣
    14 lotse 2️⃣
    14 lotse 3️⃣
    14 lotse 4️⃣
    14 lotse 5️⃣
    16 anna: !tickets
    17 ↳16 lotse: You have no open tickets.
    ");
    world.ends().await;
}
