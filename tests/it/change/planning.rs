//! From the first word to the review.

use insta::assert_snapshot;

use super::{agreed, card, company, planned, said};
use crate::support::company::IT;
use chrono::TimeDelta;

#[tokio::test]
async fn a_normal_change_from_proposal_to_review() {
    let mut world = company(|_| {}).await;
    let root = world.says_to(IT, "bernd", "!change Switch firmware window:\"Sat 22:00-23:30\" service:lan").await;
    for answer in [
        "The old one crashes once a week",
        "Copy the image, reboot the switches one after the other",
        "Ping all floors, call the front desk",
        "Export the configuration",
        "Boot the old image",
        "me",
    ] {
        world.says_below(IT, &root, "bernd", answer).await;
    }
    let question = said(&world, "How much is affected");
    world.reacts("bernd", &question, "3️⃣").await;
    let question = said(&world, "How likely");
    world.reacts("bernd", &question, "2️⃣").await;
    for sign in ["✅", "❌", "❌"] {
        let question = world.last_in(&root);
        world.reacts("bernd", &question, sign).await;
    }
    let change = card(&world, "CHG-1");
    world.reacts("bernd", &change, "📨").await;
    agreed(&mut world).await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 Switch firmware: approved
          > normal change · Network · Sat 17 Jan 2026 22:00–23:30 (1 h 30 min)
          > Risk high: impact high × probability medium = high · questionnaire 1 point = low
          > Reason: The old one crashes once a week
          > Plan: Copy the image, reboot the switches one after the other
          > Test: Ping all floors, call the front desk
          > Backup: Export the configuration
          > Rollback: Boot the old image
          
          from Bernd
          ✅ Carla ✅ carla
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware window:"Sat 22:00-23:30" service:lan
      2 ↳1 lotse: CHG-1 Switch firmware
          High · approved · Bernd
          from Bernd · Network
          normal change · Network · Sat 17 Jan 22:00–23:30 (1 h 30 min)
          Risk high: impact high × probability medium = high · questionnaire 1 point = low
          Reason: The old one crashes once a week
          Plan: Copy the image, reboot the switches one after the other
          Test: Ping all floors, call the front desk
          Backup: Export the configuration
          Rollback: Boot the old image
          Approved: ✅ Carla
          ▶️ begins it · !change task · !change cancel 📨 bernd ▶️ lotse
      3 ↳1 lotse: 3/13 Why is it to be done?
          Answer in this thread. “back” asks the question before, “later” stops; !change edit goes on.
      4 ↳1 bernd: The old one crashes once a week
      5 ↳1 lotse: 4/13 What is done, step by step?
      6 ↳1 bernd: Copy the image, reboot the switches one after the other
      7 ↳1 lotse: 5/13 How will you see that it has worked?
      8 ↳1 bernd: Ping all floors, call the front desk
      9 ↳1 lotse: 6/13 What is saved before?
      10 ↳1 bernd: Export the configuration
      11 ↳1 lotse: 7/13 How is it undone if it goes wrong?
      12 ↳1 bernd: Boot the old image
      13 ↳1 lotse: 8/13 Who carries it out? “me” is an answer.
      14 ↳1 bernd: me
      15 ↳1 lotse: 9/13 How much is affected if it goes wrong? 1️⃣ little · 2️⃣ something that people notice · 3️⃣ much 3️⃣ bernd
      16 ↳1 lotse: 10/13 How likely is it that it goes wrong? 1️⃣ hardly · 2️⃣ possibly · 3️⃣ likely 2️⃣ bernd
      17 ↳1 lotse: 11/13 Will people notice it while it is done? ✅ bernd
      18 ↳1 lotse: 12/13 Is it done for the first time? ❌ bernd
      19 ↳1 lotse: 13/13 Is it hard to undo? ❌ bernd
      20 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      21 ↳1 lotse: CHG-1 is approved · ✅ Carla
    net-team: lotse, nora
    "#);
    // The evening of Saturday.
    world.pass(TimeDelta::hours(5 * 24 + 12)).await;
    world.pass(TimeDelta::minutes(65)).await;
    world.reacts("bernd", &change, "▶️").await;
    world.pass(TimeDelta::minutes(40)).await;
    world.reacts("bernd", &change, "🏁").await;
    let question = said(&world, "reached its aim");
    world.reacts("bernd", &question, "✅").await;
    world.says_below(IT, &root, "bernd", "The third floor needs two reboots").await;
    world.says_below(IT, &root, "bernd", "Write down that the third floor needs two reboots\nBuy a spare switch").await;
    world.says_below(IT, &root, "bernd", "!history").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 Switch firmware: approved
          > normal change · Network · Sat 17 Jan 2026 22:00–23:30 (1 h 30 min)
          > Risk high: impact high × probability medium = high · questionnaire 1 point = low
          > Reason: The old one crashes once a week
          > Plan: Copy the image, reboot the switches one after the other
          > Test: Ping all floors, call the front desk
          > Backup: Export the configuration
          > Rollback: Boot the old image
          
          from Bernd
          ✅ Carla ✅ carla
      2 lotse: 🔧 CHG-1 Switch firmware begins now, until about today 23:30. Affected: Network
      3 lotse: 🏁 CHG-1 Switch firmware is done. Affected: Network
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware window:"Sat 22:00-23:30" service:lan
      2 ↳1 lotse: CHG-1 Switch firmware
          High · successful · Bernd
          from Bernd · Network
          🔗 related: T-1 · related: T-2
          normal change · Network · today 22:00–23:30 (1 h 30 min)
          Risk high: impact high × probability medium = high · questionnaire 1 point = low
          Reason: The old one crashes once a week
          Plan: Copy the image, reboot the switches one after the other
          Test: Ping all floors, call the front desk
          Backup: Export the configuration
          Rollback: Boot the old image
          🏁 Done today 22:05–22:45 (40 min)
          📋 The third floor needs two reboots
          Approved: ✅ Carla 📨 bernd ▶️ bernd 🏁 bernd
      3 ↳1 lotse: 3/13 Why is it to be done?
          Answer in this thread. “back” asks the question before, “later” stops; !change edit goes on.
      4 ↳1 bernd: The old one crashes once a week
      5 ↳1 lotse: 4/13 What is done, step by step?
      6 ↳1 bernd: Copy the image, reboot the switches one after the other
      7 ↳1 lotse: 5/13 How will you see that it has worked?
      8 ↳1 bernd: Ping all floors, call the front desk
      9 ↳1 lotse: 6/13 What is saved before?
      10 ↳1 bernd: Export the configuration
      11 ↳1 lotse: 7/13 How is it undone if it goes wrong?
      12 ↳1 bernd: Boot the old image
      13 ↳1 lotse: 8/13 Who carries it out? “me” is an answer.
      14 ↳1 bernd: me
      15 ↳1 lotse: 9/13 How much is affected if it goes wrong? 1️⃣ little · 2️⃣ something that people notice · 3️⃣ much 3️⃣ bernd
      16 ↳1 lotse: 10/13 How likely is it that it goes wrong? 1️⃣ hardly · 2️⃣ possibly · 3️⃣ likely 2️⃣ bernd
      17 ↳1 lotse: 11/13 Will people notice it while it is done? ✅ bernd
      18 ↳1 lotse: 12/13 Is it done for the first time? ❌ bernd
      19 ↳1 lotse: 13/13 Is it hard to undo? ❌ bernd
      20 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      21 ↳1 lotse: CHG-1 is approved · ✅ Carla
      22 ↳1 lotse: Bernd ⏰ CHG-1 begins soon: today 22:00–23:30 (1 h 30 min). ▶️ on the card begins it.
      23 ↳1 lotse: 📋 Review of CHG-1
          🏁 Done today 22:05–22:45 (40 min)
          1/3 Has it reached its aim?
          Answer in this thread. “back” asks the question before, “later” stops; !change review goes on. ✅ bernd
      24 ↳1 lotse: 2/3 What went wrong, and what have we learnt?
      25 ↳1 bernd: The third floor needs two reboots
      26 ↳1 lotse: 3/3 What is to be done now? A line each becomes a ticket; “nothing” is an answer.
      27 ↳1 bernd: Write down that the third floor needs two reboots
          Buy a spare switch
      28 lotse: T-1 Write down that the third floor needs two reboots
          Medium · New · nobody yet
          from Bernd · Network
          🔗 related: CHG-1
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      29 lotse: T-2 Buy a spare switch
          Medium · New · nobody yet
          from Bernd · Network
          🔗 related: CHG-1
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      30 ↳1 lotse: ➡️ T-1, T-2
          CHG-1 is over: successful.
      31 ↳1 bernd: !history
      32 ↳1 lotse: CHG-1 · 14 entries
          Mon 12 Jan 09:00 · Bernd: 🔒 Export the configuration
          Mon 12 Jan 09:00 · Bernd: 🔒 Boot the old image
          Mon 12 Jan 09:00 · Bernd: 🔒 me
          Mon 12 Jan 09:00 · Bernd: 📨 handed in
          Mon 12 Jan 09:00 · Carla: ✅ approved
          today 22:05 · Bernd: ▶️ begun
          today 22:45 · Bernd: 🏁 done
          today 22:45 · Bernd: 🔒 The third floor needs two reboots
          today 22:45 · Bernd: 🔒 Write down that the third floor needs two reboots Buy a spare switch
          today 22:45 · Bernd: 📋 reviewed
          … earlier ones: !history CHG-1 2
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn eine_standardaenderung_braucht_keine_genehmigung() {
    let mut world = company(|_| {}).await;
    let root = world.says("anna", "!änderung vorlage:patchday fenster:\"Mi 19:00-20:00\"").await;
    world.says_in(&root, "anna", "@bernd:local").await;
    world.says_in(&root, "anna", "!change bearbeiten plan:\"alles anders\"").await;
    world.says_in(&root, "anna", "!change einreichen").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !änderung vorlage:patchday fenster:"Mi 19:00-20:00"
      2 ↳1 lotse: CHG-1 Monthly updates
          Niedrig · genehmigt · Bernd
          Standard-Änderung · „Monthly updates“ · E-mail · Mi., 14.01. 19:00–20:00 (1 Std.)
          Risiko gering: wie seine Vorlage sagt
          Grund: Security updates
          Plan: Install the updates, restart
          Test: Send and receive a mail
          Sicherung: Snapshot
          Rückfallplan: Back to the snapshot
          ▶️ beginnt sie · !change aufgabe · !change abbrechen
      3 ↳1 lotse: 3/3 Wer führt es durch? „ich“ ist eine Antwort.
          Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; !change bearbeiten macht weiter.
      4 ↳1 anna: @bernd:local
      5 ↳1 lotse: Von CHG-1 ist alles bekannt. 📨 auf der Karte oder !change einreichen reicht sie ein.
      6 ↳1 anna: !change bearbeiten plan:"alles anders"
      7 ↳1 lotse: ⛔ Was die Vorlage „patchday“ sagt, ist genehmigt und jedes Mal gleich.
          !change bearbeiten typ:normal macht eine eigene Änderung daraus.
      8 ↳1 anna: !change einreichen
      9 ↳1 lotse: CHG-1 ist genehmigt: ▶️ beginnt sie.
    it-team: bernd, carla, lotse
      1 lotse: CHG-1 Monthly updates
          Low · approved · Bernd
          from Anna · E-mail
          standard change · “Monthly updates” · E-mail · Wed 14 Jan 19:00–20:00 (1 h)
          Risk low: as its template says
          Reason: Security updates
          Plan: Install the updates, restart
          Test: Send and receive a mail
          Backup: Snapshot
          Rollback: Back to the snapshot
          ▶️ begins it · !change task · !change cancel ▶️ lotse
      2 ↳1 lotse: Anna: @bernd:local
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn what_was_agreed_to_is_agreed_to_anew_when_it_is_edited() {
    let mut world = company(|_| {}).await;
    let root = planned(&mut world, "New phones", "service:phone window:\"Thu 18:00-19:00\"").await;
    world.says_below(IT, &root, "bernd", "!change submit").await;
    agreed(&mut world).await;
    world.forget();
    world.says_below(IT, &root, "bernd", "!change edit plan:\"swap both\"").await;
    world.says_below(IT, &root, "bernd", "!change start").await;
    agreed(&mut world).await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 New phones: approved
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
      2 lotse: ✅ CHG-1 New phones: approved
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap both
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change New phones responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"Thu 18:00-19:00"
      2 ↳1 lotse: CHG-1 New phones
          Low · approved · Bernd
          from Bernd · Telephone
          normal change · Telephone · Thu 15 Jan 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap both
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approved: ✅ Carla
          ▶️ begins it · !change task · !change cancel ▶️ lotse
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit
      5 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      6 ↳1 lotse: CHG-1 is approved · ✅ Carla
      7 ↳1 bernd: !change edit plan:"swap both"
      8 ↳1 lotse: ✏️ CHG-1 was changed, and must be agreed to anew.
      9 ↳1 bernd: !change start
      10 ↳1 lotse: ⛔ CHG-1 is not agreed to yet, and cannot be begun.
          !approvals shows who is asked what.
      11 ↳1 lotse: CHG-1 is approved · ✅ Carla
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn an_answer_that_is_edited_or_taken_back_changes_the_plan() {
    let mut world = company(|_| {}).await;
    let root = world.says_to(IT, "bernd", "!change Bigger disk service:phone window:\"Thu 18:00-19:00\"").await;
    let reason = world.says_below(IT, &root, "bernd", "It is full").await;
    world.says_below(IT, &root, "bernd", "später").await;
    world.says_below(IT, &root, "bernd", "that is no answer any more").await;
    world.edits(&reason, "It is nearly full").await;
    world.takes_back(&reason).await;
    world.says_below(IT, &root, "bernd", "!change edit").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Bigger disk service:phone window:"Thu 18:00-19:00"
      2 ↳1 lotse: CHG-1 Bigger disk
          Medium · requested · nobody yet
          from Bernd · Telephone
          normal change · Telephone · Thu 15 Jan 18:00–19:00 (1 h)
          Risk medium: not assessed yet
          Reason: It is nearly full
          ✏️ Missing: plan · test · backup · rollback plan · responsible · impact · probability · questionnaire on risk
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      3 ↳1 lotse: 3/13 Why is it to be done?
          Answer in this thread. “back” asks the question before, “later” stops; !change edit goes on.
      4 ↳1 bernd: 
      5 ↳1 lotse: 4/13 What is done, step by step?
      6 ↳1 bernd: später
      7 ↳1 lotse: I ask no more. !change edit goes on with CHG-1.
      8 ↳1 bernd: that is no answer any more
      9 ↳1 lotse: ✏️ CHG-1 was changed.
      10 ↳1 bernd: !change edit
      11 ↳1 lotse: 4/13 What is done, step by step?
    net-team: lotse, nora
    "#);
    world.ends().await;
}
