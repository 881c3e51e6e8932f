//! The calendar, the agenda of the CAB, the report, and the feed for other programs.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::Meeting;
use lotse::practice::change::calendar::line;

use super::{agreed, card, company, planned, said};
use crate::support::company::IT;
use crate::support::world::monday;
use crate::synapse::python;

#[tokio::test]
async fn the_calendar_shows_what_is_planned() {
    let mut world = company(|_| {}).await;
    for (title, more) in [
        ("Switch firmware", "service:lan window:\"Sat 22:00-23:30\""),
        ("New phones", "service:phone window:\"Thu 18:00-19:00\""),
        ("Move the servers", "service:shop window:\"30.1. 18:00 - 31.1. 12:00\""),
    ] {
        planned(&mut world, title, more).await;
    }
    world.forget();
    world.says("anna", "!change calendar").await;
    world.says("anna", "!change kalender monat").await;
    world.says("anna", "!change calendar soon").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !change calendar
      2 ↳1 lotse: Changes today – Sun 18 Jan
          Thu 15 Jan 18:00–19:00 (1 h) · CHG-2 New phones · requested · Telephone
          Sat 17 Jan 22:00–23:30 (1 h 30 min) · CHG-1 Switch firmware · requested · Network
          yellow: planned or waiting · blue: approved · green: in progress · grey: over · red: failed · hatched: freeze
      3 ↳1 lotse:  [changes-2026-01-12.png]
      4 anna: !change kalender monat
      5 ↳4 lotse: Changes today – Wed 11 Feb
          Thu 15 Jan 18:00–19:00 (1 h) · CHG-2 New phones · requested · Telephone
          Sat 17 Jan 22:00–23:30 (1 h 30 min) · CHG-1 Switch firmware · requested · Network
          Fri 30 Jan 18:00 – Sat 31 Jan 12:00 (18 h) · CHG-3 Move the servers · requested · Shop
          yellow: planned or waiting · blue: approved · green: in progress · grey: over · red: failed · hatched: freeze
      6 ↳4 lotse:  [changes-2026-01-12.png]
      7 anna: !change calendar soon
      8 ↳7 lotse: ❓ I do not know the time “soon”.
          Write !change calendar week or !change calendar month.
    it-team: bernd, carla, lotse
      1 bernd: !change Switch firmware responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:lan window:"Sat 22:00-23:30"
      2 ↳1 lotse: CHG-1 Switch firmware
          Low · requested · Bernd
          from Bernd · Network
          normal change · Network · Sat 17 Jan 22:00–23:30 (1 h 30 min)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 bernd: !change New phones responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"Thu 18:00-19:00"
      5 ↳4 lotse: CHG-2 New phones
          Low · requested · Bernd
          from Bernd · Telephone
          normal change · Telephone · Thu 15 Jan 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      6 ↳4 lotse: All is known of CHG-2. 📨 on the card, or !change submit, hands it in.
      7 bernd: !change Move the servers responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:shop window:"30.1. 18:00 - 31.1. 12:00"
      8 ↳7 lotse: CHG-3 Move the servers
          Low · requested · Bernd
          from Bernd · Shop
          normal change · Shop · Fri 30 Jan 18:00 – Sat 31 Jan 12:00 (18 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      9 ↳7 lotse: All is known of CHG-3. 📨 on the card, or !change submit, hands it in.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn the_agenda_lists_what_waits_and_is_voted_on_right_there() {
    let mut world = company(|config| {
        config.change.cab = Some(Meeting { rule: "FREQ=WEEKLY;BYDAY=WE;BYHOUR=10;BYMINUTE=0".to_owned() });
    })
    .await;
    world.says("carla", "!cab").await;
    let late = planned(&mut world, "Switch firmware", "service:lan window:\"Sat 22:00-23:30\"").await;
    let soon = planned(&mut world, "New phones", "service:phone window:\"Thu 18:00-19:00\"").await;
    for root in [&late, &soon] {
        world.says_below(IT, root, "bernd", "!change submit").await;
    }
    world.forget();
    world.says("carla", "!cab").await;
    let vote = said(&world, "CHG-2 New phones: please approve");
    world.reacts("carla", &vote, "✅").await;
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
      2 lotse: ✅ CHG-2 New phones: approved
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 carla: !cab
      2 ↳1 lotse: No change waits for a decision.
      3 carla: !cab
      4 ↳3 lotse: CAB: 2 changes wait for a decision · next meeting Wed 14 Jan 10:00
          CHG-2 New phones · risk low · Thu 15 Jan 18:00–19:00 (1 h)
          CHG-1 Switch firmware · risk low · Sat 17 Jan 22:00–23:30 (1 h 30 min)
      5 ↳3 lotse: ✅ CHG-2 New phones: approved
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
      6 ↳3 lotse: ✋ CHG-1 Switch firmware: please approve or reject
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
      4 bernd: !change New phones responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"Thu 18:00-19:00"
      5 ↳4 lotse: CHG-2 New phones
          Low · approved · Bernd
          from Bernd · Telephone
          normal change · Telephone · Thu 15 Jan 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approved: ✅ Carla
          ▶️ begins it · !change task · !change cancel ▶️ lotse
      6 ↳4 lotse: All is known of CHG-2. 📨 on the card, or !change submit, hands it in.
      7 ↳1 bernd: !change submit
      8 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      9 ↳4 bernd: !change submit
      10 ↳4 lotse: CHG-2 was handed in, and waits for approval.
      11 ↳4 lotse: CHG-2 is approved · ✅ Carla
    net-team: lotse, nora
    "#);
    // The reminder comes first; the agenda a day before the meeting.
    world.pass(TimeDelta::minutes(24 * 60 + 30)).await;
    world.pass(TimeDelta::minutes(90)).await;
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
      2 lotse: ✅ CHG-2 New phones: approved
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla
      3 ↳1 lotse: Carla CHG-1 still waits for your approval, until Sat 17 Jan 22:00.
      4 lotse: CAB: 1 change waits for a decision · next meeting tomorrow 10:00
          CHG-1 Switch firmware · risk low · Sat 17 Jan 22:00–23:30 (1 h 30 min)
      5 lotse: ✋ CHG-1 Switch firmware: please approve or reject
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
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 carla: !cab
      2 ↳1 lotse: No change waits for a decision.
      3 carla: !cab
      4 ↳3 lotse: CAB: 2 changes wait for a decision · next meeting Wed 14 Jan 10:00
          CHG-2 New phones · risk low · Thu 15 Jan 18:00–19:00 (1 h)
          CHG-1 Switch firmware · risk low · Sat 17 Jan 22:00–23:30 (1 h 30 min)
      5 ↳3 lotse: ✅ CHG-2 New phones: approved
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
      6 ↳3 lotse: ✋ CHG-1 Switch firmware: please approve or reject
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
      4 bernd: !change New phones responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"Thu 18:00-19:00"
      5 ↳4 lotse: CHG-2 New phones
          Low · approved · Bernd
          from Bernd · Telephone
          normal change · Telephone · Thu 15 Jan 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          Approved: ✅ Carla
          ▶️ begins it · !change task · !change cancel ▶️ lotse
      6 ↳4 lotse: All is known of CHG-2. 📨 on the card, or !change submit, hands it in.
      7 ↳1 bernd: !change submit
      8 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      9 ↳4 bernd: !change submit
      10 ↳4 lotse: CHG-2 was handed in, and waits for approval.
      11 ↳4 lotse: CHG-2 is approved · ✅ Carla
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn the_report_counts_by_type_service_and_team() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!report changes").await;
    for (title, more, end) in [
        ("New phones", "service:phone window:\"today 10:00-11:00\"", "!change done"),
        ("New disks", "service:phone,shop window:\"today 10:10-11:00\"", "!change rollback"),
    ] {
        let root = planned(&mut world, title, more).await;
        world.says_below(IT, &root, "bernd", "!change submit despite:\"both at once\"").await;
        agreed(&mut world).await;
        if title == "New phones" {
            world.pass(TimeDelta::hours(1)).await;
        }
        world.says_below(IT, &root, "bernd", "!change start").await;
        world.pass(TimeDelta::minutes(10)).await;
        world.says_below(IT, &root, "bernd", end).await;
        if end == "!change rollback" {
            for answer in ["no", "wrong size", "none"] {
                world.says_below(IT, &root, "bernd", answer).await;
            }
        }
    }
    world.forget();
    world.says("bernd", "!report changes week").await;
    world.says("bernd", "!bericht änderungen irgendwann").await;
    world.says("anna", "!report changes").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 New phones: approved
          > normal change · Telephone · Mon 12 Jan 2026 10:00–11:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
      2 lotse: ✅ CHG-2 New disks: approved
          > normal change · Telephone, Shop · Mon 12 Jan 2026 10:10–11:00 (50 min)
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
      1 bernd: !report changes
      2 ↳1 lotse: Changes Sat 13 Dec 2025 – today
          None is over.
      3 bernd: !report changes week
      4 ↳3 lotse: Changes Mon 5 Jan – today
          1 of 2 successful (50 %)
          after the end of their window: 0 · rolled back: 1 · emergencies: 0
          normal change: 1 of 2 (50 %)
          Telephone: 1 of 2 (50 %)
          Shop: 0 of 1 (0 %)
          Team IT: 1 of 2 (50 %)
      5 bernd: !bericht änderungen irgendwann
      6 ↳5 lotse: ❓ Von wann der Bericht sein soll, verstehe ich nicht: „irgendwann“.
          Schreib !bericht änderungen monat, woche, quartal, jahr, 2026-03 oder 2026-03-01..2026-03-15.
      7 anna: !report changes
      8 ↳7 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 bernd: !change New phones responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"today 10:00-11:00"
      2 ↳1 lotse: CHG-1 New phones
          Low · successful · Bernd
          from Bernd · Telephone
          normal change · Telephone · today 10:00–11:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          🏁 Done today 10:00–10:10 (10 min)
          Approved: ✅ Carla
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit despite:"both at once"
      5 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      6 ↳1 lotse: CHG-1 is approved · ✅ Carla
      7 ↳1 bernd: !change start
      8 ↳1 lotse: CHG-1 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
      9 ↳1 bernd: !change done
      10 ↳1 lotse: CHG-1 is over: successful.
      11 bernd: !change New disks responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone,shop window:"today 10:10-11:00"
      12 ↳11 lotse: CHG-2 New disks
          Low · failed · Bernd
          from Bernd · Telephone
          normal change · Telephone, Shop · today 10:10–11:00 (50 min)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          ↩️ Rolled back today 10:10–10:20 (10 min)
          📋 wrong size
          Approved: ✅ Carla
      13 ↳11 lotse: All is known of CHG-2. 📨 on the card, or !change submit, hands it in.
      14 ↳11 bernd: !change submit despite:"both at once"
      15 ↳11 lotse: CHG-2 was handed in, and waits for approval.
      16 ↳11 lotse: CHG-2 is approved · ✅ Carla
      17 ↳11 bernd: !change start
      18 ↳11 lotse: CHG-2 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
      19 ↳11 bernd: !change rollback
      20 ↳11 lotse: 📋 Review of CHG-2
          ↩️ Rolled back today 10:10–10:20 (10 min)
          1/3 Has it reached its aim?
          Answer in this thread. “back” asks the question before, “later” stops; !change review goes on.
      21 ↳11 bernd: no
      22 ↳11 lotse: 2/3 What went wrong, and what have we learnt?
      23 ↳11 bernd: wrong size
      24 ↳11 lotse: 3/3 What is to be done now? A line each becomes a ticket; “nothing” is an answer.
      25 ↳11 bernd: none
      26 ↳11 lotse: CHG-2 is over: failed.
    net-team: lotse, nora
    "#);
    let change = card(&world, "CHG-2");
    assert!(!change.is_empty());
    world.ends().await;
}

/// Three programs read the feed, and find nothing wrong with it.
#[tokio::test]
async fn the_feed_is_sound() {
    let mut world = company(|_| {}).await;
    for title in ["Neue Switches, Türme; \\ und „mehr“ 🎉", "مرحبا بالعالم", &"ü".repeat(180), "a,b;c"]
    {
        planned(&mut world, title, "service:phone window:\"Thu 18:00-19:00\"").await;
    }
    let root = planned(&mut world, "Given up", "service:lan window:\"Sat 22:00-23:30\"").await;
    world.says_below(IT, &root, "bernd", "!change cancel").await;
    world.says_alone("dora", "!freeze add month-end -3..2 Month, end; of it").await;
    let words = lotse::app::words().unwrap();
    let config = world.config();
    let feed = line::ical(world.pool(), &words, &config, monday()).await.unwrap();
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 5 + 2 + 15, "{feed}");
    assert!(feed.contains("STATUS:CANCELLED") && feed.contains("STATUS:TENTATIVE"), "{feed}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("changes.ics");
    std::fs::write(&file, feed).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/check_ics.py");
    let checked = std::process::Command::new(python()).arg(script).arg(&file).output().unwrap();
    let told =
        String::from_utf8_lossy(&checked.stdout).into_owned() + String::from_utf8_lossy(&checked.stderr).as_ref();
    assert!(checked.status.success(), "{told}");
    assert!(told.contains("1 feeds, 0 faults"), "{told}");
    world.ends().await;
}
