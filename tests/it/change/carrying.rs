//! Carrying out: reminders, work orders, rooms that are told, suspects.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{agreed, card, company, planned};
use crate::support::company::IT;

#[tokio::test]
async fn those_are_reminded_who_must_act_and_told_whom_it_concerns() {
    let mut world = company(|_| {}).await;
    let root = planned(&mut world, "Switch firmware", "service:lan window:\"Sat 22:00-23:00\"").await;
    world.says_below(IT, &root, "bernd", "!change task @carla tell the night shift").await;
    world.says_below(IT, &root, "bernd", "!change task").await;
    world.says_below(IT, &root, "bernd", "!change submit").await;
    agreed(&mut world).await;
    world.forget();
    let change = card(&world, "CHG-1");
    world.says_below(IT, &root, "bernd", "!change start").await;
    world.pass(TimeDelta::hours(5 * 24 + 12)).await;
    world.pass(TimeDelta::hours(1)).await;
    world.reacts("bernd", &change, "▶️").await;
    world.pass(TimeDelta::minutes(61)).await;
    world.says_below(IT, &root, "bernd", "!change done").await;
    world.says_below(IT, &root, "carla", "!tick 1").await;
    world.pass(TimeDelta::minutes(30)).await;
    world.reacts("bernd", &change, "🏁").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 Switch firmware: approved
          > normal change · Network · Sat 17 Jan 2026 22:00–23:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
      2 lotse: 🔧 CHG-1 Switch firmware begins now, until about today 23:00. Affected: Network
      3 lotse: 🏁 CHG-1 Switch firmware is done. Affected: Network
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:lan window:"Sat 22:00-23:00"
      2 ↳1 lotse: CHG-1 Switch firmware
          Low · successful · Bernd
          from Bernd · Network
          📋 Checklist: 1 of 1
          normal change · Network · today 22:00–23:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          🏁 Done today 22:00–23:31 (1 h 31 min), 31 min after the end of its window
          Approved: ✅ Carla ▶️ bernd 🏁 bernd
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change task @carla tell the night shift
      5 ↳1 lotse: 📋 CHG-1 Switch firmware: 1 of 1 · over
          ☑️ 1. tell the night shift · Carla, today 23:01
      6 ↳1 lotse: 📋 CHG-1 Switch firmware: of your part 1 of 1 · over
          ☑️ 1. tell the night shift · Carla, today 23:01
      7 ↳1 lotse: ☑️ Added to CHG-1; !tick ticks it off.
      8 ↳1 bernd: !change task
      9 ↳1 lotse: ❓ What is to be done?
          Write !change task @bernd save the configuration; without a name it is for whoever carries out the change.
      10 ↳1 bernd: !change submit
      11 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      12 ↳1 lotse: CHG-1 is approved · ✅ Carla
      13 ↳1 bernd: !change start
      14 ↳1 lotse: ⛔ CHG-1 begins later: Sat 17 Jan 22:00–23:00 (1 h).
          !change edit window:"…" or !change slots moves it; it is then to be agreed to anew.
      15 ↳1 lotse: Bernd ⏰ CHG-1 begins soon: today 22:00–23:00 (1 h). ▶️ on the card begins it.
      16 ↳1 lotse: Bernd ⏰ The window of CHG-1 has been over for 1 min (since today 23:00). 🏁 done · ↩️ rolled back · ✖️ failed?
      17 ↳1 bernd: !change done
      18 ↳1 lotse: ⛔ CHG-1 is not done yet. Open is 1. tell the night shift
          Tick off what is done. What is left open is part of a rollback, or of a failure.
      19 ↳1 carla: !tick 1
      20 ↳1 lotse: Bernd 📋 All that is on the list of CHG-1 is done.
      21 ↳1 lotse: ☑️ 1. tell the night shift · 1 of 1
      22 ↳1 lotse: Bernd ⏰ The window of CHG-1 has been over for 31 min (since today 23:00). 🏁 done · ↩️ rolled back · ✖️ failed?
    net-team: lotse, nora
    "#);
    // What breaks in the next hours may come of it.
    world.says("anna", "!ticket Outlook says no connection service:mail").await;
    world.says("anna", "!ticket The telephone is dead service:phone").await;
    world.pass(TimeDelta::hours(6)).await;
    world.says("anna", "!ticket Outlook is slow service:mail").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 Switch firmware: approved
          > normal change · Network · Sat 17 Jan 2026 22:00–23:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
      2 lotse: 🔧 CHG-1 Switch firmware begins now, until about today 23:00. Affected: Network
      3 lotse: 🏁 CHG-1 Switch firmware is done. Affected: Network
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Outlook says no connection service:mail
      2 ↳1 lotse: T-1 Outlook says no connection
          High · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ticket The telephone is dead service:phone
      4 ↳3 lotse: T-2 The telephone is dead
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      5 anna: !ticket Outlook is slow service:mail
      6 ↳5 lotse: T-3 Outlook is slow
          High · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:lan window:"Sat 22:00-23:00"
      2 ↳1 lotse: CHG-1 Switch firmware
          Low · successful · Bernd
          from Bernd · Network
          🔗 related: T-1
          📋 Checklist: 1 of 1
          normal change · Network · today 22:00–23:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          🏁 Done today 22:00–23:31 (1 h 31 min), 31 min after the end of its window
          Approved: ✅ Carla ▶️ bernd 🏁 bernd
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change task @carla tell the night shift
      5 ↳1 lotse: 📋 CHG-1 Switch firmware: 1 of 1 · over
          ☑️ 1. tell the night shift · Carla, today 23:01
      6 ↳1 lotse: 📋 CHG-1 Switch firmware: of your part 1 of 1 · over
          ☑️ 1. tell the night shift · Carla, today 23:01
      7 ↳1 lotse: ☑️ Added to CHG-1; !tick ticks it off.
      8 ↳1 bernd: !change task
      9 ↳1 lotse: ❓ What is to be done?
          Write !change task @bernd save the configuration; without a name it is for whoever carries out the change.
      10 ↳1 bernd: !change submit
      11 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      12 ↳1 lotse: CHG-1 is approved · ✅ Carla
      13 ↳1 bernd: !change start
      14 ↳1 lotse: ⛔ CHG-1 begins later: Sat 17 Jan 22:00–23:00 (1 h).
          !change edit window:"…" or !change slots moves it; it is then to be agreed to anew.
      15 ↳1 lotse: Bernd ⏰ CHG-1 begins soon: today 22:00–23:00 (1 h). ▶️ on the card begins it.
      16 ↳1 lotse: Bernd ⏰ The window of CHG-1 has been over for 1 min (since today 23:00). 🏁 done · ↩️ rolled back · ✖️ failed?
      17 ↳1 bernd: !change done
      18 ↳1 lotse: ⛔ CHG-1 is not done yet. Open is 1. tell the night shift
          Tick off what is done. What is left open is part of a rollback, or of a failure.
      19 ↳1 carla: !tick 1
      20 ↳1 lotse: Bernd 📋 All that is on the list of CHG-1 is done.
      21 ↳1 lotse: ☑️ 1. tell the night shift · 1 of 1
      22 ↳1 lotse: Bernd ⏰ The window of CHG-1 has been over for 31 min (since today 23:00). 🏁 done · ↩️ rolled back · ✖️ failed?
      23 lotse: T-1 Outlook says no connection
          High · New · nobody yet
          from Anna · E-mail
          🔗 related: CHG-1
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      24 ↳1 lotse: 🔎 T-1 Outlook says no connection was raised on a service that this change affects. I have linked both.
      25 ↳23 lotse: 🔎 This may come of CHG-1 Switch firmware, which runs, or was carried out shortly before. I have linked both.
      26 lotse: T-2 The telephone is dead
          Medium · New · nobody yet
          from Anna · Telephone
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      27 lotse: T-3 Outlook is slow
          High · New · nobody yet
          from Anna · E-mail
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn was_zurueckgerollt_wurde_wird_nachgeprueft() {
    let mut world = company(|_| {}).await;
    let root = planned(&mut world, "Neue Telefone", "dienst:phone fenster:\"heute 10:00-11:00\"").await;
    world.says_below(IT, &root, "bernd", "!change einreichen").await;
    agreed(&mut world).await;
    world.pass(TimeDelta::hours(1)).await;
    world.says_below(IT, &root, "bernd", "!change beginnen").await;
    world.forget();
    world.says_below(IT, &root, "bernd", "!change abbrechen").await;
    world.says_below(IT, &root, "bernd", "!change bearbeiten plan:\"anders\"").await;
    world.says_below(IT, &root, "bernd", "!change zurückrollen").await;
    world.says_below(IT, &root, "bernd", "!change fertig").await;
    world.says_below(IT, &root, "bernd", "vielleicht").await;
    world.says_below(IT, &root, "bernd", "nein").await;
    world.says_below(IT, &root, "bernd", "Die Stecker passen nicht").await;
    world.says_below(IT, &root, "bernd", "Adapter bestellen").await;
    world.says_below(IT, &root, "bernd", "!change nachprüfen").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 Neue Telefone: approved
          > normale Änderung · Telephone · Mo., 12.01.2026 10:00–11:00 (1 Std.)
          > Risiko gering: Auswirkung gering × Wahrscheinlichkeit gering = gering · Fragebogen 0 Punkte = gering
          > Grund: it is old
          > Plan: swap it
          > Test: look at it
          > Sicherung: a copy
          > Rückfallplan: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change Neue Telefone responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" dienst:phone fenster:"heute 10:00-11:00"
      2 ↳1 lotse: CHG-1 Neue Telefone
          Low · failed · Bernd
          from Bernd · Telephone
          🔗 related: T-1
          normal change · Telephone · today 10:00–11:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          ↩️ Rolled back today 10:00–10:00 (0 s)
          📋 Die Stecker passen nicht
          Approved: ✅ Carla
      3 ↳1 lotse: Von CHG-1 ist alles bekannt. 📨 auf der Karte oder !change einreichen reicht sie ein.
      4 ↳1 bernd: !change einreichen
      5 ↳1 lotse: CHG-1 ist eingereicht und wartet auf Genehmigung.
      6 ↳1 lotse: CHG-1 is approved · ✅ Carla
      7 ↳1 bernd: !change beginnen
      8 ↳1 lotse: CHG-1 ist in Umsetzung: 🏁 fertig · ↩️ zurückgerollt · ✖️ fehlgeschlagen.
      9 ↳1 bernd: !change abbrechen
      10 ↳1 lotse: ⛔ CHG-1 ist in Umsetzung; sie kann zurückgerollt werden.
          🏁 !change fertig, ↩️ !change zurückrollen oder ✖️ !change fehlgeschlagen beendet sie.
      11 ↳1 bernd: !change bearbeiten plan:"anders"
      12 ↳1 lotse: ⛔ CHG-1 ist in Umsetzung, und was geplant ist, lässt sich nicht mehr ändern.
          🏁 !change fertig, ↩️ !change zurückrollen oder ✖️ !change fehlgeschlagen beendet sie.
      13 ↳1 bernd: !change zurückrollen
      14 ↳1 lotse: 📋 Nachprüfung von CHG-1
          ↩️ Zurückgerollt heute 10:00–10:00 (0 Sek.)
          1/3 Ist das Ziel erreicht?
          Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; !change nachprüfen macht weiter.
      15 ↳1 bernd: !change fertig
      16 ↳1 lotse: ⛔ CHG-1 ist schon vorbei.
          !change nachprüfen blickt zurück.
      17 ↳1 bernd: vielleicht
      18 ↳1 lotse: ❓ Ist „vielleicht“ ja oder nein?
      19 ↳1 bernd: nein
      20 ↳1 lotse: 2/3 Was ging schief, und was haben wir gelernt?
      21 ↳1 bernd: Die Stecker passen nicht
      22 ↳1 lotse: 3/3 Was ist jetzt zu tun? Jede Zeile wird ein Ticket; „nichts“ ist eine Antwort.
      23 ↳1 bernd: Adapter bestellen
      24 lotse: T-1 Adapter bestellen
          Medium · New · nobody yet
          from Bernd · Telephone
          🔗 related: CHG-1
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      25 ↳1 lotse: ➡️ T-1
          CHG-1 ist vorbei: fehlgeschlagen.
      26 ↳1 bernd: !change nachprüfen
      27 ↳1 lotse: ⛔ CHG-1 ist schon nachgeprüft.
          !change plant eine neue.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_window_that_passes_unused_is_told() {
    let mut world = company(|_| {}).await;
    let root = planned(&mut world, "New phones", "service:phone window:\"today 18:00-19:00\"").await;
    world.says_below(IT, &root, "bernd", "!change submit").await;
    agreed(&mut world).await;
    world.forget();
    world.pass(TimeDelta::hours(8)).await;
    world.pass(TimeDelta::hours(2)).await;
    world.says_below(IT, &root, "bernd", "!change start").await;
    world.says_below(IT, &root, "bernd", "!change cancel").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 New phones: approved
          > normal change · Telephone · Mon 12 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change New phones responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"today 18:00-19:00"
      2 ↳1 lotse: CHG-1 New phones
          Low · cancelled · Bernd
          from Bernd · Telephone
          normal change · Telephone · today 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approved: ✅ Carla
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit
      5 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      6 ↳1 lotse: CHG-1 is approved · ✅ Carla
      7 ↳1 lotse: Bernd ⏰ CHG-1 begins soon: today 18:00–19:00 (1 h). ▶️ on the card begins it.
      8 ↳1 lotse: Bernd ⏰ The window of CHG-1 is over, and it was not begun: today 18:00–19:00 (1 h). !change slots moves it, !change cancel gives it up.
      9 ↳1 bernd: !change start
      10 ↳1 lotse: ⛔ The window of CHG-1 is over: today 18:00–19:00 (1 h).
          !change edit window:"…" or !change slots moves it; it is then to be agreed to anew.
      11 ↳1 bernd: !change cancel
      12 ↳1 lotse: CHG-1 was cancelled.
    net-team: lotse, nora
    "#);
    world.ends().await;
}
