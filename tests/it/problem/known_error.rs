//! Causes and workarounds.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::company;
use crate::change::said;
use crate::support::company::IT;

#[tokio::test]
async fn a_cause_is_asked_for_one_by_one() {
    let mut world = company(0).await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    let root = world.says_to(IT, "bernd", "!problem from T-1").await;
    world.forget();
    world.says_below(IT, &root, "bernd", "!problem cause").await;
    for text in
        ["The rollers are worn", "Nobody changes them", "-", "🎉", "January: new scanners", "skip", "No contract"]
    {
        world.says_below(IT, &root, "bernd", text).await;
    }
    world.says_below(IT, &root, "carla", "I am not asked").await;
    world.says_below(IT, &root, "bernd", "magic").await;
    let question = said(&world, "9/9");
    world.reacts("bernd", &question, "5️⃣").await;
    world.says_below(IT, &root, "bernd", "!problem known-error").await;
    world.says_below(IT, &root, "bernd", "!problem known-error").await;
    world.says_below(IT, &root, "bernd", "!problem show").await;
    assert_snapshot!(world.transcript(), @r#"
    (!it-team:local) 1 ↳? bernd: !problem cause
    (!it-team:local) 2 ↳? lotse: 1/9 Why did it happen?
        Answer in this thread. “-” leaves a question out, “later” stops; !problem cause goes on.
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) ? lotse takes 👀 back
    (!it-team:local) 3 ↳? bernd: The rollers are worn
    (!it-team:local) 4 ↳? lotse: 2/9 And why was that so?
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 5 ↳? bernd: Nobody changes them
    (!it-team:local) 6 ↳? lotse: 3/9 And why was that so?
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 7 ↳? bernd: -
    (!it-team:local) 8 ↳? lotse: 6/9 What happened when?
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 9 ↳? bernd: 🎉
    (!it-team:local) 10 ↳? lotse: ❓ What is behind it?
        Say it in a few words. !problem cause alone asks one by one.
    (!it-team:local) 11 ↳? bernd: January: new scanners
    (!it-team:local) 12 ↳? lotse: 7/9 What else has contributed?
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 13 ↳? bernd: skip
    (!it-team:local) 14 ↳? lotse: 8/9 What is the root cause?
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 15 ↳? bernd: No contract
    (!it-team:local) 16 ↳? lotse: 9/9 Of which kind is it? 1️⃣ software · 2️⃣ hardware · 3️⃣ configuration · 4️⃣ capacity · 5️⃣ supplier · 6️⃣ people and processes
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        🔍 Cause: No contract
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 16 lotse 1️⃣
    (!it-team:local) 16 lotse 2️⃣
    (!it-team:local) 16 lotse 3️⃣
    (!it-team:local) 16 lotse 4️⃣
    (!it-team:local) 16 lotse 5️⃣
    (!it-team:local) 16 lotse 6️⃣
    (!it-team:local) 17 ↳? carla: I am not asked
    (!it-team:local) 18 ↳? bernd: magic
    (!it-team:local) 19 ↳? lotse: ❓ I do not know the kind “magic”.
        Of which kind is it? 1️⃣ software · 2️⃣ hardware · 3️⃣ configuration · 4️⃣ capacity · 5️⃣ supplier · 6️⃣ people and processes
    (!it-team:local) 16 bernd 5️⃣
    (!it-team:local) 20 ↳? lotse: 🔍 PRB-1: all is kept. !problem known-error says that the cause is known, !problem fix CHG-8 which change solves it.
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        🔍 Cause: No contract (supplier)
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 16 lotse takes 1️⃣ back
    (!it-team:local) 16 lotse takes 2️⃣ back
    (!it-team:local) 16 lotse takes 3️⃣ back
    (!it-team:local) 16 lotse takes 4️⃣ back
    (!it-team:local) 16 lotse takes 5️⃣ back
    (!it-team:local) 16 lotse takes 6️⃣ back
    (!it-team:local) 21 ↳? bernd: !problem known-error
    (!it-team:local) 22 ↳? lotse: PRB-1 is a known error now. !problem workaround … tells those who wait what they can do meanwhile.
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · known error · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        🔍 Cause: No contract (supplier)
        !problem fix CHG-8 · !problem workaround · !problem close
    (!it-team:local) 23 ↳? bernd: !problem known-error
    (!it-team:local) 24 ↳? lotse: ⛔ PRB-1 is a known error already.
    (!it-team:local) 25 ↳? bernd: !problem show
    (!it-team:local) 26 ↳? lotse: PRB-1 The scanner jams
        Medium · known error · nobody yet
        🎫 1 ticket: T-1
        🔍 Cause: No contract (supplier)
    (!it-team:local) 27 ↳? lotse: Why? The rollers are worn
        Why (2)? Nobody changes them
        Timeline: January: new scanners
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_cause_can_be_said_at_once_and_questions_be_left() {
    let mut world = company(0).await;
    let root = world.says_to(IT, "carla", "!problem Der Scanner klemmt").await;
    world.forget();
    world.says_below(IT, &root, "carla", "!problem ursache Die Walzen sind abgenutzt").await;
    world.says_below(IT, &root, "carla", "2").await;
    world.says_below(IT, &root, "carla", "!problem ursache").await;
    world.says_below(IT, &root, "carla", "später").await;
    world.says_below(IT, &root, "carla", "danke").await;
    assert_snapshot!(world.transcript(), @r#"
    (!it-team:local) 1 ↳? carla: !problem ursache Die Walzen sind abgenutzt
    (!it-team:local) 2 ↳? lotse: 🔍 PRB-1: Die Ursache ist gemerkt.
        Von welcher Art ist sie? 1️⃣ Software · 2️⃣ Hardware · 3️⃣ Konfiguration · 4️⃣ Kapazität · 5️⃣ Lieferant · 6️⃣ Menschen und Abläufe
    (!it-team:local) ? lotse edits: PRB-1 Der Scanner klemmt
        Medium · analysing · nobody yet
        from Carla
        🔍 Cause: Die Walzen sind abgenutzt
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 2 lotse 1️⃣
    (!it-team:local) 2 lotse 2️⃣
    (!it-team:local) 2 lotse 3️⃣
    (!it-team:local) 2 lotse 4️⃣
    (!it-team:local) 2 lotse 5️⃣
    (!it-team:local) 2 lotse 6️⃣
    (!it-team:local) ? lotse takes 👀 back
    (!it-team:local) 3 ↳? carla: 2
    (!it-team:local) 4 ↳? lotse: 🔍 PRB-1: Alles ist gemerkt. !problem bekannter-fehler sagt, dass die Ursache bekannt ist, !problem lösung CHG-8, welche Änderung sie behebt.
    (!it-team:local) ? lotse edits: PRB-1 Der Scanner klemmt
        Medium · analysing · nobody yet
        from Carla
        🔍 Cause: Die Walzen sind abgenutzt (hardware)
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 2 lotse takes 1️⃣ back
    (!it-team:local) 2 lotse takes 2️⃣ back
    (!it-team:local) 2 lotse takes 3️⃣ back
    (!it-team:local) 2 lotse takes 4️⃣ back
    (!it-team:local) 2 lotse takes 5️⃣ back
    (!it-team:local) 2 lotse takes 6️⃣ back
    (!it-team:local) 5 ↳? carla: !problem ursache
    (!it-team:local) 6 ↳? lotse: 1/9 Warum ist das passiert?
        Antworte in diesem Thread. „-“ lässt eine Frage aus, „später“ hört auf; !problem ursache macht weiter.
    (!it-team:local) ? lotse edits: PRB-1 Der Scanner klemmt
        Medium · analysing · nobody yet
        from Carla
        🔍 Cause: Die Walzen sind abgenutzt (hardware)
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) 7 ↳? carla: später
    (!it-team:local) 8 ↳? lotse: Ich frage nicht weiter. !problem ursache macht mit PRB-1 weiter.
    (!it-team:local) 9 ↳? carla: danke
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_workaround_is_told_once_and_what_is_new_once_more() {
    let mut world = company(0).await;
    world.says("dora", "!lotse lang de").await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    world.says("dora", "!ticket Der Scanner klemmt service:phone").await;
    world.says("anna", "!ticket The scanner is slow service:phone").await;
    world.says_to(IT, "bernd", "!resolve T-3").await;
    let root = world.says_to(IT, "bernd", "!problem from T-1, T-2 and T-3").await;
    let said = world.says_below(IT, &root, "bernd", "!problem workaround Clean the rollers").await;
    world.pass(TimeDelta::seconds(1)).await;
    // Only who reads German reads anything new.
    world.says_below(IT, &root, "bernd", "!problem workaround de: Putz die Walzen").await;
    world.pass(TimeDelta::seconds(1)).await;
    world.says_below(IT, &root, "bernd", "!problem workaround en: Clean the rollers").await;
    world.pass(TimeDelta::seconds(1)).await;
    world.edits(&said, "!problem workaround Clean the rollers twice").await;
    world.pass(TimeDelta::seconds(1)).await;
    // It was over, and is open again.
    world.says_to(IT, "bernd", "!reopen T-3").await;
    world.says_to(IT, "bernd", "!prio T-3 high because the shop stands still").await;
    world.says_below(IT, &root, "bernd", "!problem workaround").await;
    assert_snapshot!(world.rooms(), @"
    cab: carla, dora, lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !lotse lang de
      2 ↳1 lotse: Ab jetzt spreche ich Deutsch mit dir.
      3 anna: !ticket The scanner jams service:phone
      4 ↳3 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          🧩 What is behind it is looked for: PRB-1
          Whatever you write in this thread reaches those who work on it.
      5 dora: !ticket Der Scanner klemmt service:phone
      6 ↳5 lotse: T-2 Der Scanner klemmt
          Mittel · Neu · noch niemand
          🧩 Was dahintersteckt, wird gesucht: PRB-1
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 anna: !ticket The scanner is slow service:phone
      8 ↳7 lotse: T-3 The scanner is slow
          High · Assigned · Bernd
          🧩 What is behind it is looked for: PRB-1
          Whatever you write in this thread reaches those who work on it.
      9 ↳7 lotse: Anna T-3 is resolved. If it is not: 🔁 on the card, or say so here.
      10 ↳3 lotse: Anna 🩹 The cause of T-1 is looked for (PRB-1). Until then this helps: Clean the rollers
      11 ↳5 lotse: Dora 🩹 Die Ursache von T-2 wird gesucht (PRB-1). Bis dahin hilft: Clean the rollers
      12 ↳5 lotse: Dora 🩹 Für T-2 gibt es jetzt etwas Besseres (PRB-1): Putz die Walzen
      13 ↳3 lotse: Anna 🩹 For T-1 there is now something better (PRB-1): Clean the rollers twice
      14 ↳7 lotse: Anna 🩹 The cause of T-3 is looked for (PRB-1). Until then this helps: Clean the rollers twice
    it-team: bernd, carla, lotse
      1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          from Anna · Telephone
          🧩 Belongs to PRB-1 The scanner jams
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Der Scanner klemmt
          Medium · New · nobody yet
          from Dora · Telephone
          🧩 Belongs to PRB-1 The scanner jams
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 lotse: T-3 The scanner is slow
          High · Assigned · Bernd
          from Anna · Telephone
          🧩 Belongs to PRB-1 The scanner jams
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      4 bernd: !resolve T-3
      5 ↳3 lotse: T-3 was resolved by Bernd.
      6 ↳4 lotse: T-3 is resolved. What was the solution, Bernd? Write !resolve T-3 and the solution, or say it in the ticket's thread.
      7 bernd: !problem from T-1, T-2 and T-3
      8 ↳7 lotse: PRB-1 The scanner jams
          Medium · known error · nobody yet
          from Bernd · Telephone
          🎫 3 tickets: T-3, T-2, T-1
          🩹 Workaround: Clean the rollers twice
          !problem fix CHG-8 · !problem workaround · !problem close
      9 ↳7 bernd: !problem workaround Clean the rollers twice
      10 ↳7 lotse: 🩹 PRB-1: I tell the 2 tickets that are open.
      11 ↳1 lotse: 🩹 Known error PRB-1. The requester of T-1 was told: Clean the rollers
      12 ↳2 lotse: 🩹 Known error PRB-1. The requester of T-2 was told: Clean the rollers
      13 ↳7 bernd: !problem workaround de: Putz die Walzen
      14 ↳7 lotse: 🩹 PRB-1: Wer die 2 offenen Tickets gemeldet hat, erfährt, was daran neu ist.
      15 ↳2 lotse: 🩹 Known error PRB-1. The requester of T-2 was told: Putz die Walzen
      16 ↳7 bernd: !problem workaround en: Clean the rollers
      17 ↳7 lotse: ⛔ The workaround of PRB-1 says so already.
      18 ↳7 lotse: 🩹 PRB-1: I tell what is new to the 2 tickets that are open.
      19 ↳1 lotse: 🩹 Known error PRB-1. The requester of T-1 was told: Clean the rollers twice
      20 bernd: !reopen T-3
      21 ↳3 lotse: T-3 was reopened by Bernd.
      22 ↳3 lotse: 🩹 Known error PRB-1. The requester of T-3 was told: Clean the rollers twice
      23 ↳20 lotse: T-3 · Medium · Assigned · Bernd
      24 bernd: !prio T-3 high because the shop stands still
      25 ↳24 lotse: T-3 · High · Assigned · Bernd
      26 ↳7 bernd: !problem workaround
      27 ↳7 lotse: 🩹 Workaround: Clean the rollers twice
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn many_are_told_page_by_page_and_each_once() {
    let mut world = company(0).await;
    for n in 0..120 {
        world.says("anna", &format!("!ticket Scanner {n} jams")).await;
    }
    let root = world.says_to(IT, "bernd", "!problem Scanners").await;
    for from in [1, 51, 101] {
        let ids: Vec<String> = (from..(from + 50).min(121)).map(|n| format!("T-{n}")).collect();
        world.says_below(IT, &root, "bernd", &format!("!problem add {}", ids.join(" "))).await;
    }
    world.says_below(IT, &root, "bernd", "!problem workaround Clean the rollers").await;
    for _page in 0..4 {
        world.pass(TimeDelta::seconds(1)).await;
    }
    let told = |world: &crate::support::world::World| {
        world
            .server
            .log()
            .iter()
            .filter(|seen| match &seen.what {
                lotse::chat::local::Sight::Message { body, .. } => {
                    body.plain().contains("Until then this helps: Clean")
                }
                _ => false,
            })
            .count()
    };
    assert_eq!(told(&world), 120);
    world.says_below(IT, &root, "bernd", "!problem close they are thrown away").await;
    for _page in 0..4 {
        world.pass(TimeDelta::seconds(1)).await;
    }
    let closed = world.rooms().matches("is closed without a solution: they are thrown away").count();
    assert_eq!((told(&world), closed), (120, 240));
    world.ends().await;
}
