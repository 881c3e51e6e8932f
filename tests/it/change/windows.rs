//! Hours of maintenance, freezes, collisions, free times.

use insta::assert_snapshot;

use super::{card, company, planned, said};
use crate::support::company::{IT, NETWORK};

#[tokio::test]
async fn a_collision_is_moved_to_the_next_free_time() {
    let mut world = company(|_| {}).await;
    let first = planned(&mut world, "Switch firmware", "service:lan window:\"Sat 22:00-23:30\"").await;
    world.says_below(IT, &first, "bernd", "!change submit").await;
    world.forget();
    let second = planned(&mut world, "New mail server", "service:mail window:\"Sat 23:00-24:00\"").await;
    let change = card(&world, "CHG-2");
    world.reacts("bernd", &change, "📨").await;
    let offer = said(&world, "Free:");
    world.reacts("bernd", &offer, "1️⃣").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: Carla ✋ CHG-1 Switch firmware: please approve or reject
          > normal change · Network · Sat 17 Jan 2026 22:00–23:30 (1 h 30 min)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd · one more must approve · until Sat 17 Jan 22:00
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
      2 lotse: Carla ✋ CHG-2 New mail server: please approve or reject
          > normal change · E-mail · Sat 17 Jan 2026 23:30 – Sun 18 Jan 2026 00:30 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd · one more must approve · until Sat 17 Jan 23:30
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-2 ✅ lotse ❌ lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:lan window:"Sat 22:00-23:30"
      2 ↳1 lotse: CHG-1 Switch firmware
          Low · pending approval · Bernd
          from Bernd · Network
          normal change · Network · Sat 17 Jan 22:00–23:30 (1 h 30 min)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approval: ⏳ Carla
          Waits for approval. !change edit asks for it anew.
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit
      5 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      6 bernd: !change New mail server responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:mail window:"Sat 23:00-24:00"
      7 ↳6 lotse: CHG-2 New mail server
          Low · pending approval · Bernd
          from Bernd · E-mail
          normal change · E-mail · Sat 17 Jan 23:30 – Sun 18 Jan 00:30 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approval: ⏳ Carla
          Waits for approval. !change edit asks for it anew. 📨 bernd
      8 ↳6 lotse: ⚠️ CHG-1 Switch firmware, Sat 17 Jan 22:00–23:30 (1 h 30 min): E-mail runs on Network · the same person carries it out
          All is known of CHG-2. 📨 on the card, or !change submit, hands it in.
      9 ↳6 lotse: ⛔ CHG-2 cannot be handed in like that:
          ⚠️ CHG-1 Switch firmware, Sat 17 Jan 22:00–23:30 (1 h 30 min): E-mail runs on Network · the same person carries it out
          !change submit despite:"…" hands it in all the same, with the reason on its card.
          Free:
          1️⃣ Sat 17 Jan 23:30 – Sun 18 Jan 00:30 (1 h)
          2️⃣ Sun 18 Jan 23:00 – Mon 19 Jan 00:00 (1 h)
          3️⃣ Mon 19 Jan 23:00 – Tue 20 Jan 00:00 (1 h)
          4️⃣ Tue 20 Jan 23:00 – Wed 21 Jan 00:00 (1 h)
          5️⃣ Wed 21 Jan 23:00 – Thu 22 Jan 00:00 (1 h) 1️⃣ lotse, bernd 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      10 ↳6 lotse: CHG-2 is planned for Sat 17 Jan 23:30 – Sun 18 Jan 00:30 (1 h).
    net-team: lotse, nora
    "#);
    world.says_below(IT, &second, "bernd", "!show").await;
    world.ends().await;
}

#[tokio::test]
async fn eine_kollision_mit_grund_geht_trotzdem() {
    let mut world = company(|_| {}).await;
    let first = planned(&mut world, "Neue Telefone", "service:phone window:\"Do 18:00-19:00\"").await;
    world.says_below(IT, &first, "bernd", "!change einreichen").await;
    world.forget();
    let root = planned(&mut world, "Neuer Mailserver", "dienst:mail fenster:\"Do 18:30-19:30\"").await;
    world.says_below(IT, &root, "bernd", "!change einreichen").await;
    world.says_below(IT, &root, "bernd", "!change einreichen trotz:\"die Telefone sind dann fertig\"").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: Carla ✋ CHG-1 Neue Telefone: please approve or reject
          > normale Änderung · Telephone · Do., 15.01.2026 18:00–19:00 (1 Std.)
          > Risiko gering: Auswirkung gering × Wahrscheinlichkeit gering = gering · Fragebogen 0 Punkte = gering
          > Grund: it is old
          > Plan: swap it
          > Test: look at it
          > Sicherung: a copy
          > Rückfallplan: swap it back
          
          from Bernd · one more must approve · until Thu 15 Jan 18:00
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
      2 lotse: Carla ✋ CHG-2 Neuer Mailserver: please approve or reject
          > normale Änderung · E-mail · Do., 15.01.2026 18:30–19:30 (1 Std.)
          > Risiko gering: Auswirkung gering × Wahrscheinlichkeit gering = gering · Fragebogen 0 Punkte = gering
          > Grund: it is old
          > Plan: swap it
          > Test: look at it
          > Sicherung: a copy
          > Rückfallplan: swap it back
          > ⚠️ Trotz CHG-1: die Telefone sind dann fertig
          
          from Bernd · one more must approve · until Thu 15 Jan 18:30
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-2 ✅ lotse ❌ lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Neue Telefone responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"Do 18:00-19:00"
      2 ↳1 lotse: CHG-1 Neue Telefone
          Low · pending approval · Bernd
          from Bernd · Telephone
          normal change · Telephone · Thu 15 Jan 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approval: ⏳ Carla
          Waits for approval. !change edit asks for it anew.
      3 ↳1 lotse: Von CHG-1 ist alles bekannt. 📨 auf der Karte oder !change einreichen reicht sie ein.
      4 ↳1 bernd: !change einreichen
      5 ↳1 lotse: CHG-1 ist eingereicht und wartet auf Genehmigung.
      6 bernd: !change Neuer Mailserver responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" dienst:mail fenster:"Do 18:30-19:30"
      7 ↳6 lotse: CHG-2 Neuer Mailserver
          Low · pending approval · Bernd
          from Bernd · E-mail
          normal change · E-mail · Thu 15 Jan 18:30–19:30 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          ⚠️ In spite of CHG-1: die Telefone sind dann fertig
          Approval: ⏳ Carla
          Waits for approval. !change edit asks for it anew.
      8 ↳6 lotse: ⚠️ CHG-1 Neue Telefone, Do., 15.01. 18:00–19:00 (1 Std.): dieselbe Person führt sie durch
          Von CHG-2 ist alles bekannt. 📨 auf der Karte oder !change einreichen reicht sie ein.
      9 ↳6 bernd: !change einreichen
      10 ↳6 lotse: ⛔ CHG-2 kann so nicht eingereicht werden:
          ⚠️ CHG-1 Neue Telefone, Do., 15.01. 18:00–19:00 (1 Std.): dieselbe Person führt sie durch
          !change einreichen trotz:"…" reicht sie trotzdem ein, mit dem Grund auf der Karte.
          Frei:
          1️⃣ Do., 15.01. 19:00–20:00 (1 Std.)
          2️⃣ Fr., 16.01. 18:30–19:30 (1 Std.)
          3️⃣ Sa., 17.01. 18:30–19:30 (1 Std.)
          4️⃣ So., 18.01. 18:30–19:30 (1 Std.)
          5️⃣ Mo., 19.01. 18:30–19:30 (1 Std.) 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      11 ↳6 bernd: !change einreichen trotz:"die Telefone sind dann fertig"
      12 ↳6 lotse: CHG-2 ist eingereicht und wartet auf Genehmigung.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn outside_the_hours_of_maintenance_and_in_a_freeze_it_is_refused() {
    let mut world = company(|_| {}).await;
    let root = planned(&mut world, "Switch firmware", "service:lan window:\"Wed 22:00-23:30\"").await;
    world.says_below(IT, &root, "bernd", "!change submit").await;
    world.says_below(IT, &root, "bernd", "!change edit window:\"19.12.2026 23:00 - 20.12.2026 01:00\"").await;
    world.says_below(IT, &root, "bernd", "!change submit despite:\"nobody works then\"").await;
    world.says_below(IT, &root, "bernd", "!change override it is urgent").await;
    world.says("dora", "!change override CHG-1 it is urgent").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !change override CHG-1 it is urgent
      2 ↳1 lotse: ⛔ CHG-1 is no emergency: freezes and maintenance hours hold for it.
          Move it with !change slots; or !change edit type:emergency, if it is one.
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:lan window:"Wed 22:00-23:30"
      2 ↳1 lotse: CHG-1 Switch firmware
          Low · requested · Bernd
          from Bernd · Network
          normal change · Network · Sat 19 Dec 23:00 – Sun 20 Dec 01:00 (2 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      3 ↳1 lotse: ⚠️ Network is changed only in its maintenance hours (Sat 20–24, Sun 0–6).
          All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit
      5 ↳1 lotse: ⛔ CHG-1 cannot be handed in like that:
          ⚠️ Network is changed only in its maintenance hours (Sat 20–24, Sun 0–6).
          Free:
          1️⃣ Sat 17 Jan 22:00–23:30 (1 h 30 min)
          2️⃣ Sun 18 Jan 00:00–01:30 (1 h 30 min)
          3️⃣ Sat 24 Jan 22:00–23:30 (1 h 30 min)
          4️⃣ Sun 25 Jan 00:00–01:30 (1 h 30 min)
          5️⃣ Sat 31 Jan 22:00–23:30 (1 h 30 min) 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      6 ↳1 bernd: !change edit window:"19.12.2026 23:00 - 20.12.2026 01:00"
      7 ↳1 lotse: ✏️ CHG-1 was changed.
          ⚠️ Freeze: Christmas
      8 ↳1 bernd: !change submit despite:"nobody works then"
      9 ↳1 lotse: ⛔ CHG-1 cannot be handed in like that:
          ⚠️ Freeze: Christmas
          Free:
          1️⃣ Sat 9 Jan 2027 23:00 – Sun 10 Jan 2027 01:00 (2 h)
          2️⃣ Sun 10 Jan 2027 00:00–02:00 (2 h)
          3️⃣ Sat 16 Jan 2027 23:00 – Sun 17 Jan 2027 01:00 (2 h)
          4️⃣ Sun 17 Jan 2027 00:00–02:00 (2 h)
          5️⃣ Sat 23 Jan 2027 23:00 – Sun 24 Jan 2027 01:00 (2 h) 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      10 ↳1 bernd: !change override it is urgent
      11 ↳1 lotse: ⛔ That is for managers.
          Managers are named in the configuration.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

/// Both have seen the same free time; whoever taps second is told who was first, and gets others.
#[tokio::test]
async fn of_two_who_take_the_last_free_time_one_wins() {
    let mut world = company(|_| {}).await;
    let first = planned(&mut world, "Switch firmware", "service:lan window:\"Sat 20:00 4h\"").await;
    world.says_below(IT, &first, "bernd", "!change submit").await;
    let text = "!change Cables responsible:me impact:low probability:low downtime:no first:no hard:no reason:\"loose\" \
                plan:\"plug in\" test:\"look\" backup:\"none\" rollback:\"unplug\" service:lan window:\"Sat 20:00 4h\"";
    let cables = world.says_to(NETWORK, "nora", text).await;
    let patch = planned(&mut world, "Patch panel", "service:lan window:\"Sat 20:00 4h\"").await;
    world.forget();
    world.says_below(NETWORK, &cables, "nora", "!change slots").await;
    let of_nora = said(&world, "Free times");
    world.says_below(IT, &patch, "bernd", "!change slots").await;
    let of_bernd = said(&world, "Free times");
    world.reacts("nora", &of_nora, "1️⃣").await;
    world.reacts("bernd", &of_bernd, "1️⃣").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: Carla ✋ CHG-1 Switch firmware: please approve or reject
          > normal change · Network · Sat 17 Jan 2026 20:00 – Sun 18 Jan 2026 00:00 (4 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd · one more must approve · until Sat 17 Jan 20:00
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:lan window:"Sat 20:00 4h"
      2 ↳1 lotse: CHG-1 Switch firmware
          Low · pending approval · Bernd
          from Bernd · Network
          normal change · Network · Sat 17 Jan 20:00 – Sun 18 Jan 00:00 (4 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approval: ⏳ Carla
          Waits for approval. !change edit asks for it anew.
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit
      5 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      6 bernd: !change Patch panel responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:lan window:"Sat 20:00 4h"
      7 ↳6 lotse: CHG-3 Patch panel
          Low · requested · Bernd
          from Bernd · Network
          normal change · Network · Sat 17 Jan 20:00 – Sun 18 Jan 00:00 (4 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      8 ↳6 lotse: ⚠️ CHG-1 Switch firmware, Sat 17 Jan 20:00 – Sun 18 Jan 00:00 (4 h): also changes Network · the same person carries it out
          ⚠️ CHG-2 Cables, Sat 17 Jan 20:00 – Sun 18 Jan 00:00 (4 h): also changes Network
          All is known of CHG-3. 📨 on the card, or !change submit, hands it in.
      9 ↳6 bernd: !change slots
      10 ↳6 lotse: Free times for CHG-3:
          1️⃣ Sun 18 Jan 00:00–04:00 (4 h)
          2️⃣ Sat 24 Jan 20:00 – Sun 25 Jan 00:00 (4 h)
          3️⃣ Sun 25 Jan 00:00–04:00 (4 h)
          4️⃣ Sat 31 Jan 20:00 – Sun 1 Feb 00:00 (4 h)
          5️⃣ Sun 1 Feb 00:00–04:00 (4 h) 1️⃣ lotse, bernd 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      11 ↳6 lotse: ⛔ That time is not free any more:
          ⚠️ CHG-2 Cables, Sun 18 Jan 00:00–04:00 (4 h): also changes Network
          Free:
          1️⃣ Sat 24 Jan 20:00 – Sun 25 Jan 00:00 (4 h)
          2️⃣ Sun 25 Jan 00:00–04:00 (4 h)
          3️⃣ Sat 31 Jan 20:00 – Sun 1 Feb 00:00 (4 h)
          4️⃣ Sun 1 Feb 00:00–04:00 (4 h)
          5️⃣ Sat 7 Feb 20:00 – Sun 8 Feb 00:00 (4 h) 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
    net-team: lotse, nora
      1 nora: !change Cables responsible:me impact:low probability:low downtime:no first:no hard:no reason:"loose" plan:"plug in" test:"look" backup:"none" rollback:"unplug" service:lan window:"Sat 20:00 4h"
      2 ↳1 lotse: CHG-2 Cables
          Low · requested · Nora
          from Nora · Network
          normal change · Network · Sun 18 Jan 00:00–04:00 (4 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: loose
          Plan: plug in
          Test: look
          Backup: none
          Rollback: unplug
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      3 ↳1 lotse: ⚠️ CHG-1 Switch firmware, Sat 17 Jan 20:00 – Sun 18 Jan 00:00 (4 h): also changes Network
          All is known of CHG-2. 📨 on the card, or !change submit, hands it in.
      4 ↳1 nora: !change slots
      5 ↳1 lotse: Free times for CHG-2:
          1️⃣ Sun 18 Jan 00:00–04:00 (4 h)
          2️⃣ Sat 24 Jan 20:00 – Sun 25 Jan 00:00 (4 h)
          3️⃣ Sun 25 Jan 00:00–04:00 (4 h)
          4️⃣ Sat 31 Jan 20:00 – Sun 1 Feb 00:00 (4 h)
          5️⃣ Sun 1 Feb 00:00–04:00 (4 h) 1️⃣ lotse, nora 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      6 ↳1 lotse: CHG-2 is planned for Sun 18 Jan 00:00–04:00 (4 h).
    "#);
    world.ends().await;
}

#[tokio::test]
async fn freezes_are_listed_added_and_ended() {
    let mut world = company(|_| {}).await;
    let root = planned(&mut world, "New phones", "service:phone window:\"Thu 18:00-19:00\"").await;
    world.says_below(IT, &root, "bernd", "!change submit").await;
    world.forget();
    for (who, text) in [
        ("anna", "!sperrzeit"),
        ("anna", "!freeze add 14.1.-16.1. Stocktaking"),
        ("dora", "!freeze add 14.1.-16.1. Stocktaking service:phone"),
        ("dora", "!sperrzeit neu monatsende -3..2 Monatsabschluss dienst:shop"),
        ("dora", "!freeze add soon"),
        ("dora", "!freeze add 16.1.2026-14.1.2026"),
        ("dora", "!freeze add 1.1.2025-2.1.2025"),
        ("dora", "!freeze add 1.2. x service:moon"),
        ("bernd", "!freeze"),
        ("dora", "!freeze end 1"),
        ("dora", "!freeze end 7"),
        ("bernd", "!freeze"),
    ] {
        world.says(who, text).await;
    }
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: Carla ✋ CHG-1 New phones: please approve or reject
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd · one more must approve · until Thu 15 Jan 18:00
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !sperrzeit
      2 ↳1 lotse: Sperrzeiten
          Christmas · jedes Jahr, nächstes Mal So., 20.12. – Mi., 06.01.2027 · alle Dienste
      3 anna: !freeze add 14.1.-16.1. Stocktaking
      4 ↳3 lotse: ⛔ Das dürfen nur Manager.
          Manager sind in der Konfiguration genannt.
      5 dora: !freeze add 14.1.-16.1. Stocktaking service:phone
      6 ↳5 lotse: ❄️ Freeze 1: Stocktaking · every year, next Wed 14 Jan – Fri 16 Jan · Telephone
          ⚠️ CHG-1 New phones is planned then: Thu 15 Jan 18:00–19:00 (1 h)
      7 dora: !sperrzeit neu monatsende -3..2 Monatsabschluss dienst:shop
      8 ↳7 lotse: ❄️ Sperrzeit 2: Monatsabschluss · jeden Monat, nächstes Mal Do., 29.01. – Mo., 02.02. · Shop
      9 dora: !freeze add soon
      10 ↳9 lotse: ❓ „soon“ beginnt nicht mit Tagen.
          !sperrzeit neu 20.12.-6.1. Inventur dienst:shop legt eine an, !sperrzeit ende 3 beendet eine. Tage schreibst du wie 20.12.-6.1. (jedes Jahr), 20.12.2026-6.1.2027 oder monatsende -3..2.
      11 dora: !freeze add 16.1.2026-14.1.2026
      12 ↳11 lotse: ❓ Das endet, bevor es beginnt.
          !sperrzeit neu 20.12.-6.1. Inventur dienst:shop legt eine an, !sperrzeit ende 3 beendet eine. Tage schreibst du wie 20.12.-6.1. (jedes Jahr), 20.12.2026-6.1.2027 oder monatsende -3..2.
      13 dora: !freeze add 1.1.2025-2.1.2025
      14 ↳13 lotse: ⛔ Das ist vorbei.
      15 dora: !freeze add 1.2. x service:moon
      16 ↳15 lotse: ❓ Einen Service „moon“ kenne ich nicht.
          Zum Beispiel eines davon: mail, shop, lan, phone.
      17 bernd: !freeze
      18 ↳17 lotse: Freezes
          Christmas · every year, next Sun 20 Dec – Wed 6 Jan 2027 · all services
          1. Stocktaking · every year, next Wed 14 Jan – Fri 16 Jan · Telephone
          2. Monatsabschluss · every month, next Thu 29 Jan – Mon 2 Feb · Shop
      19 dora: !freeze end 1
      20 ↳19 lotse: Sperrzeit 1 ist beendet.
      21 dora: !freeze end 7
      22 ↳21 lotse: ⛔ Eine Sperrzeit 7, die enden könnte, gibt es nicht. Die aus der Konfiguration haben keine Nummer.
      23 bernd: !freeze
      24 ↳23 lotse: Freezes
          Christmas · every year, next Sun 20 Dec – Wed 6 Jan 2027 · all services
          2. Monatsabschluss · every month, next Thu 29 Jan – Mon 2 Feb · Shop
    it-team: bernd, carla, lotse
      1 bernd: !change New phones responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"Thu 18:00-19:00"
      2 ↳1 lotse: CHG-1 New phones
          Low · pending approval · Bernd
          from Bernd · Telephone
          normal change · Telephone · Thu 15 Jan 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approval: ⏳ Carla
          Waits for approval. !change edit asks for it anew.
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit
      5 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      6 ↳1 lotse: Bernd ⚠️ CHG-1 New phones is planned then: Thu 15 Jan 18:00–19:00 (1 h)
    net-team: lotse, nora
    "#);
    world.ends().await;
}
