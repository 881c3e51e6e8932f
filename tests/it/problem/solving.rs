//! How problems end.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::company;
use crate::change::{agreed, planned};
use crate::support::company::IT;

#[tokio::test]
async fn a_change_that_fails_leaves_a_known_error() {
    let mut world = company(0).await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    let root = world.says_to(IT, "bernd", "!problem from T-1").await;
    let change = planned(&mut world, "New rollers", "service:phone window:\"today 11:00-12:00\"").await;
    world.says_below(IT, &change, "bernd", "!change submit").await;
    agreed(&mut world).await;
    world.pass(TimeDelta::hours(2)).await;
    world.forget();
    world.says_below(IT, &root, "bernd", "!take").await;
    world.says_below(IT, &root, "bernd", "!problem fix CHG-1").await;
    world.says_below(IT, &root, "bernd", "!problem fix CHG-1").await;
    world.says_below(IT, &change, "bernd", "!change start").await;
    world.says_below(IT, &change, "bernd", "!change rollback").await;
    for text in ["no", "They do not fit", "-"] {
        world.says_below(IT, &change, "bernd", text).await;
    }
    world.says_below(IT, &root, "bernd", "!problem fix CHG-1").await;
    assert_snapshot!(world.transcript(), @r#"
    (!it-team:local) 1 ↳? bernd: !take
    (!it-team:local) 2 ↳? lotse: PRB-1 · Medium · analysing · Bernd
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · Bernd
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) ? lotse takes 👀 back
    (!it-team:local) 3 ↳? bernd: !problem fix CHG-1
    (!it-team:local) 4 ↳? lotse: 🧩 Is to solve PRB-1 The scanner jams.
    (!it-team:local) 5 ↳? lotse: 🔧 CHG-1 is to solve PRB-1; when it is successful, the problem is closed.
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · solution in work · Bernd
        from Bernd · Telephone
        🔗 related: CHG-1
        🎫 1 ticket: T-1
        🔧 Solution: CHG-1
        The change solves it. !problem workaround · !problem close
    (!it-team:local) ? lotse edits: CHG-1 New rollers
        Low · approved · Bernd
        from Bernd · Telephone
        🔗 related: PRB-1
        normal change · Telephone · today 11:00–12:00 (1 h)
        Risk low: impact low × probability low = low · questionnaire 0 points = low
        Reason: it is old
        Plan: swap it
        Test: look at it
        Backup: a copy
        Rollback: swap it back
        Approved: ✅ Carla
        ▶️ begins it · !change task · !change cancel
    (!it-team:local) 6 ↳? bernd: !problem fix CHG-1
    (!it-team:local) 7 ↳? lotse: ⛔ PRB-1: that change is to solve it already.
    (!it-team:local) 8 ↳? bernd: !change start
    (!it-team:local) 9 ↳? lotse: CHG-1 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
    (!it-team:local) ? lotse edits: CHG-1 New rollers
        Low · in progress · Bernd
        from Bernd · Telephone
        🔗 related: PRB-1
        normal change · Telephone · today 11:00–12:00 (1 h)
        Risk low: impact low × probability low = low · questionnaire 0 points = low
        Reason: it is old
        Plan: swap it
        Test: look at it
        Backup: a copy
        Rollback: swap it back
        ▶️ Since today 11:00
        Approved: ✅ Carla
        🏁 done · ↩️ rolled back · ✖️ failed
    (!it-team:local) ? lotse takes ▶️ back
    (!it-team:local) ? lotse 🏁
    (!it-team:local) ? lotse ↩️
    (!it-team:local) ? lotse ✖️
    (!it-team:local) 10 ↳? bernd: !change rollback
    (!it-team:local) 11 ↳? lotse: 📋 Review of CHG-1
        ↩️ Rolled back today 11:00–11:00 (0 s)
        1/3 Has it reached its aim?
        Answer in this thread. “back” asks the question before, “later” stops; !change review goes on.
    (!it-team:local) ? lotse edits: CHG-1 New rollers
        Low · pending review · Bernd
        from Bernd · Telephone
        🔗 related: PRB-1
        normal change · Telephone · today 11:00–12:00 (1 h)
        Risk low: impact low × probability low = low · questionnaire 0 points = low
        Reason: it is old
        Plan: swap it
        Test: look at it
        Backup: a copy
        Rollback: swap it back
        ✏️ Missing: whether it has reached its aim · what was learnt · what follows
        ↩️ Rolled back today 11:00–11:00 (0 s)
        Approved: ✅ Carla
        !change review looks back
    (!it-team:local) ? lotse takes 🏁 back
    (!it-team:local) ? lotse takes ↩️ back
    (!it-team:local) ? lotse takes ✖️ back
    (!it-team:local) 11 lotse ✅
    (!it-team:local) 11 lotse ❌
    (!it-team:local) 12 ↳? bernd: no
    (!it-team:local) 13 ↳? lotse: 2/3 What went wrong, and what have we learnt?
    (!it-team:local) ? lotse edits: CHG-1 New rollers
        Low · pending review · Bernd
        from Bernd · Telephone
        🔗 related: PRB-1
        normal change · Telephone · today 11:00–12:00 (1 h)
        Risk low: impact low × probability low = low · questionnaire 0 points = low
        Reason: it is old
        Plan: swap it
        Test: look at it
        Backup: a copy
        Rollback: swap it back
        ✏️ Missing: what was learnt · what follows
        ↩️ Rolled back today 11:00–11:00 (0 s)
        Approved: ✅ Carla
        !change review looks back
    (!it-team:local) 11 lotse takes ✅ back
    (!it-team:local) 11 lotse takes ❌ back
    (!it-team:local) 14 ↳? bernd: They do not fit
    (!it-team:local) 15 ↳? lotse: 3/3 What is to be done now? A line each becomes a ticket; “nothing” is an answer.
    (!it-team:local) ? lotse edits: CHG-1 New rollers
        Low · pending review · Bernd
        from Bernd · Telephone
        🔗 related: PRB-1
        normal change · Telephone · today 11:00–12:00 (1 h)
        Risk low: impact low × probability low = low · questionnaire 0 points = low
        Reason: it is old
        Plan: swap it
        Test: look at it
        Backup: a copy
        Rollback: swap it back
        ✏️ Missing: what follows
        ↩️ Rolled back today 11:00–11:00 (0 s)
        📋 They do not fit
        Approved: ✅ Carla
        !change review looks back
    (!it-team:local) 16 ↳? bernd: -
    (!it-team:local) 17 ↳? lotse: ✖️ CHG-1, which was to solve PRB-1, has failed. It is analysed again.
    (!it-team:local) 18 ↳? lotse: CHG-1 is over: failed.
    (!it-team:local) ? lotse edits: CHG-1 New rollers
        Low · failed · Bernd
        from Bernd · Telephone
        🔗 related: PRB-1
        normal change · Telephone · today 11:00–12:00 (1 h)
        Risk low: impact low × probability low = low · questionnaire 0 points = low
        Reason: it is old
        Plan: swap it
        Test: look at it
        Backup: a copy
        Rollback: swap it back
        ↩️ Rolled back today 11:00–11:00 (0 s)
        📋 They do not fit
        Approved: ✅ Carla
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · Bernd
        from Bernd · Telephone
        🔗 related: CHG-1
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 19 ↳? bernd: !problem fix CHG-1
    (!it-team:local) 20 ↳? lotse: ⛔ CHG-1 has failed.
        !change plans a new one.
    "#);

    let other = planned(&mut world, "Other rollers", "service:phone window:\"today 14:00-15:00\"").await;
    world.says_below(IT, &root, "bernd", "!problem workaround Clean them").await;
    world.says_below(IT, &root, "bernd", "!problem fix CHG-2").await;
    world.forget();
    world.says_below(IT, &other, "bernd", "!change cancel").await;
    assert_snapshot!(world.transcript(), @r#"
    (!it-team:local) 21 ↳? bernd: !change cancel
    (!it-team:local) 22 ↳? lotse: ✖️ CHG-2, which was to solve PRB-1, was retracted. It is a known error again.
    (!it-team:local) 23 ↳? lotse: CHG-2 was retracted.
    (!it-team:local) ? lotse edits: CHG-2 Other rollers
        Low · retracted · Bernd
        from Bernd · Telephone
        🔗 related: PRB-1
        normal change · Telephone · today 14:00–15:00 (1 h)
        Risk low: impact low × probability low = low · questionnaire 0 points = low
        Reason: it is old
        Plan: swap it
        Test: look at it
        Backup: a copy
        Rollback: swap it back
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · known error · Bernd
        from Bernd · Telephone
        🔗 related: CHG-1 · related: CHG-2
        🎫 1 ticket: T-1
        🩹 Workaround: Clean them
        !problem fix CHG-8 · !problem workaround · !problem close
    (!it-team:local) ? lotse takes 📨 back
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_change_that_has_succeeded_already_ends_it_at_once() {
    let mut world = company(0).await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    let change = planned(&mut world, "New rollers", "service:phone window:\"today 11:00-12:00\"").await;
    world.says_below(IT, &change, "bernd", "!change submit").await;
    agreed(&mut world).await;
    world.pass(TimeDelta::hours(2)).await;
    world.says_below(IT, &change, "bernd", "!change start").await;
    world.says_below(IT, &change, "bernd", "!change done").await;
    let root = world.says_to(IT, "bernd", "!problem from T-1").await;
    world.says_below(IT, &root, "bernd", "!problem fix CHG-1").await;
    world.says_below(IT, &root, "bernd", "!problem close too late").await;
    world.pass(TimeDelta::seconds(1)).await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 New rollers: approved
          > normal change · Telephone · Mon 12 Jan 2026 11:00–12:00 (1 h)
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
      1 anna: !ticket The scanner jams service:phone
      2 ↳1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: Anna ✅ What was behind T-1 is solved (PRB-1). If it comes again, tell me here.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          from Anna · Telephone
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 bernd: !change New rollers responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"today 11:00-12:00"
      3 ↳2 lotse: CHG-1 New rollers
          Low · successful · Bernd
          from Bernd · Telephone
          🔗 related: PRB-1
          normal change · Telephone · today 11:00–12:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          🏁 Done today 11:00–11:00 (0 s)
          Approved: ✅ Carla
      4 ↳2 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      5 ↳2 bernd: !change submit
      6 ↳2 lotse: CHG-1 was handed in, and waits for approval.
      7 ↳2 lotse: CHG-1 is approved · ✅ Carla
      8 ↳2 lotse: Bernd ⏰ CHG-1 begins soon: today 11:00–12:00 (1 h). ▶️ on the card begins it.
      9 ↳2 bernd: !change start
      10 ↳2 lotse: CHG-1 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
      11 ↳2 bernd: !change done
      12 ↳2 lotse: CHG-1 is over: successful.
      13 bernd: !problem from T-1
      14 ↳13 lotse: PRB-1 The scanner jams
          Medium · solved · nobody yet
          from Bernd · Telephone
          🔗 related: CHG-1
          🎫 1 ticket: T-1
          🔧 Solution: CHG-1
      15 ↳13 bernd: !problem fix CHG-1
      16 ↳13 lotse: ✅ PRB-1 is solved by CHG-1. Who raised the ticket is told.
      17 ↳13 bernd: !problem close too late
      18 ↳13 lotse: ⛔ PRB-1 is solved, and over.
          !problem from T-7 begins a new one.
      19 ↳1 lotse: ✅ PRB-1 is solved by CHG-1: T-1 may be resolved.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn the_desk_does_not_end_a_problem_and_leaves_what_is_over() {
    let mut world = company(0).await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    let root = world.says_to(IT, "bernd", "!problem from T-1").await;
    world.says_below(IT, &root, "bernd", "!resolve it is fine").await;
    world.says_below(IT, &root, "bernd", "!close").await;
    world.says_below(IT, &root, "bernd", "!problem schließen").await;
    world.says_below(IT, &root, "bernd", "!problem schließen 🎉").await;
    world.says_below(IT, &root, "bernd", "!problem schließen Die Scanner sind verkauft").await;
    for text in [
        "!reopen",
        "!problem close again",
        "!problem cause too late",
        "!problem workaround too late",
        "!problem add T-1",
        "!problem remove T-1",
        "!problem known-error",
        "thanks",
    ] {
        world.says_below(IT, &root, "bernd", text).await;
    }
    world.pass(TimeDelta::seconds(1)).await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The scanner jams service:phone
      2 ↳1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: Anna PRB-1, to which T-1 belongs, is closed without a solution: Die Scanner sind verkauft
    it-team: bernd, carla, lotse
      1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          from Anna · Telephone
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 bernd: !problem from T-1
      3 ↳2 lotse: PRB-1 The scanner jams
          Medium · closed without a solution · nobody yet
          from Bernd · Telephone
          🎫 1 ticket: T-1
          Closed: Die Scanner sind verkauft
      4 ↳2 bernd: !resolve it is fine
      5 ↳2 lotse: ⛔ PRB-1 is a problem, and has commands of its own.
          !problem fix CHG-8 solves it by a change, !problem close with a reason ends it without.
      6 ↳2 bernd: !close
      7 ↳2 lotse: ⛔ PRB-1 is a problem, and has commands of its own.
          !problem fix CHG-8 solves it by a change, !problem close with a reason ends it without.
      8 ↳2 bernd: !problem schließen
      9 ↳2 lotse: ❓ Why is it closed without a solution?
          Write !problem close and the reason; those who wait read it.
      10 ↳2 bernd: !problem schließen 🎉
      11 ↳2 lotse: ❓ Why is it closed without a solution?
          Write !problem close and the reason; those who wait read it.
      12 ↳2 bernd: !problem schließen Die Scanner sind verkauft
      13 ↳2 lotse: PRB-1 ist geschlossen. Wer das Ticket gemeldet hat, hört davon.
      14 ↳2 bernd: !reopen
      15 ↳2 lotse: ⛔ PRB-1 ist ein Problem und hat eigene Befehle.
          !problem aus T-7 beginnt ein neues.
      16 ↳2 bernd: !problem close again
      17 ↳2 lotse: ⛔ PRB-1 wurde geschlossen und ist vorbei.
          !problem aus T-7 beginnt ein neues.
      18 ↳2 bernd: !problem cause too late
      19 ↳2 lotse: ⛔ PRB-1 wurde geschlossen und ist vorbei.
          !problem aus T-7 beginnt ein neues.
      20 ↳2 bernd: !problem workaround too late
      21 ↳2 lotse: ⛔ PRB-1 wurde geschlossen und ist vorbei.
          !problem aus T-7 beginnt ein neues.
      22 ↳2 bernd: !problem add T-1
      23 ↳2 lotse: ⛔ PRB-1 wurde geschlossen und ist vorbei.
          !problem aus T-7 beginnt ein neues.
      24 ↳2 bernd: !problem remove T-1
      25 ↳2 lotse: ⛔ PRB-1 wurde geschlossen und ist vorbei.
          !problem aus T-7 beginnt ein neues.
      26 ↳2 bernd: !problem known-error
      27 ↳2 lotse: ⛔ PRB-1 wurde geschlossen und ist vorbei.
          !problem aus T-7 beginnt ein neues.
      28 ↳2 bernd: thanks
      29 ↳1 lotse: PRB-1 is closed without a solution: Die Scanner sind verkauft
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn an_edit_of_what_raised_it_is_its_title() {
    let mut world = company(0).await;
    let said = world.says_to(IT, "bernd", "!problem Scaners").await;
    world.edits(&said, "!problem Scanners").await;
    world.edits(&said, "!problem 🎉").await;
    assert!(world.rooms().contains("PRB-1 Scanners"));
    world.ends().await;
}
