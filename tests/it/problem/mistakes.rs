//! Wrong turns.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::LocalServer;

use super::company;
use crate::support::company::{HR, IT};
use crate::support::world::account;

fn leaves(server: &LocalServer, room: &str, name: &str) {
    server.leave(room, &account(name)).expect("leaves");
}

#[tokio::test]
async fn what_is_no_problem_is_told() {
    let mut world = company(0).await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    world.says("anna", "!ticket private Wrong salary").await;
    world.says("bernd", "!change New rollers service:phone").await;
    world.says_to(IT, "bernd", "!problem Scanners").await;
    world.says_to(IT, "bernd", "!problem Printers").await;
    world.says("anna", "!ticket The scanner still jams service:phone").await;
    world.says_to(IT, "bernd", "!merge T-3 into T-1").await;
    for text in [
        "!problem",
        "!problem 🎉",
        "!problem T-9",
        "!problem sumbit PRB-1",
        "!problem from",
        "!problem from time to time it rains",
        "!problem from T-9",
        "!problem from T-2",
        "!problem from T-3",
        "!problem from CHG-1",
        "!problem from PRB-1",
        "!problem add PRB-1",
        "!problem add PRB-1 PRB-1",
        "!problem add PRB-1 PRB-2",
        "!problem add PRB-9 T-1",
        "!problem add T-1",
        "!problem add PRB-1 T-1",
        "!problem add PRB-1 T-1",
        "!problem add PRB-2 T-1",
        "!problem cause T-1 dust",
        "!problem fix PRB-1",
        "!problem fix PRB-1 T-1",
        "!problem fix PRB-1 CHG-9",
        "!problem known-error PRB-1",
        "!problem workaround PRB-1",
        "!problem workaround PRB-1 🎉🎉",
        "!problem workaround PRB-1 de:",
        "!problem workaround PRB-1 أعد تشغيل الماسح",
        "!problem workaround PRB-1 أعد تشغيل الماسح",
        "!report problems soon",
    ] {
        world.says_to(IT, "bernd", text).await;
    }
    world.says_to(IT, "bernd", &format!("!problem workaround PRB-1 {}", "ü".repeat(60_000))).await;
    let many: Vec<String> = (1..60).map(|n| format!("T-{n}")).collect();
    world.says_to(IT, "bernd", &format!("!problem from {}", many.join(" "))).await;
    world.pass(TimeDelta::seconds(1)).await;
    let told = world.rooms().replace(&"ü".repeat(60_000), "üüü…");
    assert_snapshot!(told, @r#"
    cab: carla, dora, lotse
    hr-team: hanna, lotse
      1 lotse: T-2 Wrong salary
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The scanner jams service:phone
      2 ↳1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          🧩 What is behind it is looked for: PRB-1
          🧩 What is behind it is looked for: PRB-2
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ticket private Wrong salary
      4 ↳3 lotse: 🔒 This is a private matter, so I go on in the direct chat with you. What you have written here can still be read here; delete it if it should not.
      5 bernd: !change New rollers service:phone
      6 ↳5 lotse: CHG-1 New rollers
          Medium · requested · nobody yet
          normal change · Telephone
          Risk medium: not assessed yet
          ✏️ Missing: window · reason · plan · test · backup · rollback plan · responsible · impact · probability · questionnaire on risk
          📨 hands it in · !change edit · !change slots · !change cancel
      7 ↳5 lotse: 2/13 From when to when? As in Sat 22:00-23:30.
          Answer in this thread. “back” asks the question before, “later” stops; !change edit goes on.
      8 anna: !ticket The scanner still jams service:phone
      9 ↳8 lotse: T-3 The scanner still jams
          Medium · Closed · nobody yet
          🔀 goes on as T-1. Whatever you write in this thread reaches those who work on it.
      10 ↳8 lotse: Anna T-3 goes on as T-1. You need not do anything: whatever you write here reaches those who work on it, and you hear when it is resolved.
      11 ↳1 lotse: Anna 🩹 The cause of T-1 is looked for (PRB-1). Until then this helps: أعد تشغيل الماسح
    it-team: bernd, carla, lotse
      1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          from Anna · Telephone
          🧩 Belongs to PRB-1 Scanners
          🧩 Belongs to PRB-2 Printers
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: CHG-1 New rollers
          Medium · requested · nobody yet
          from Bernd · Telephone
          normal change · Telephone
          Risk medium: not assessed yet
          ✏️ Missing: window · reason · plan · test · backup · rollback plan · responsible · impact · probability · questionnaire on risk
          📨 hands it in · !change edit · !change slots · !change cancel 📨 lotse
      3 bernd: !problem Scanners
      4 ↳3 lotse: PRB-1 Scanners
          Medium · known error · nobody yet
          from Bernd
          🎫 1 ticket: T-1
          🩹 Workaround: أعد تشغيل الماسح
          !problem fix CHG-8 · !problem workaround · !problem close
      5 bernd: !problem Printers
      6 ↳5 lotse: PRB-2 Printers
          Medium · new · nobody yet
          from Bernd
          🎫 1 ticket: T-1
          👀 looks for the cause · !problem cause · !problem workaround · !problem add T-9 👀 lotse
      7 lotse: T-3 The scanner still jams
          Medium · Closed · nobody yet
          from Anna · Telephone
          🔀 merged into T-1
      8 bernd: !merge T-3 into T-1
      9 ↳7 lotse: 🔀 T-3 was merged into T-1 by Bernd.
      10 ↳1 lotse: 🔀 T-3 was merged into T-1 by Bernd.
      11 ↳8 lotse: 🔀 T-3 is a part of T-1 now. What is said in its threads goes on there.
      12 bernd: !problem
      13 ↳12 lotse: Problems: !problem from T-7 T-9 makes one of tickets, !problem The Wi-Fi breaks down one without.
          Then !problem cause · workaround · known-error · fix CHG-8 · close. !problem patterns shows what comes again and again.
          Open:
          PRB-1 Scanners · new
          PRB-2 Printers · new
      14 bernd: !problem 🎉
      15 ↳14 lotse: ❓ What is the problem?
          Write it in a few words: !problem The Wi-Fi breaks down, or !problem from T-7 T-9.
      16 bernd: !problem T-9
      17 ↳16 lotse: ⛔ There is no ticket T-9.
      18 bernd: !problem sumbit PRB-1
      19 ↳18 lotse: ❓ I do not know !problem sumbit.
          Did you mean !problem from · !problem show · !problem add · !problem remove?
      20 bernd: !problem from
      21 ↳20 lotse: ❓ Of which tickets?
          Name them: !problem from T-7 T-9, with a title behind them if you like; or write it in a ticket's thread.
      22 bernd: !problem from time to time it rains
      23 ↳22 lotse: ❓ Of which tickets?
          Name them: !problem from T-7 T-9, with a title behind them if you like; or write it in a ticket's thread.
      24 bernd: !problem from T-9
      25 ↳24 lotse: ⛔ There is no ticket T-9.
      26 bernd: !problem from T-2
      27 ↳26 lotse: ⛔ There is no ticket T-2.
      28 bernd: !problem from T-3
      29 ↳28 lotse: ⛔ T-3 is part of T-1.
          Name T-1 instead.
      30 bernd: !problem from CHG-1
      31 ↳30 lotse: ⛔ CHG-1 is no ticket that somebody has raised because something does not work.
          Such tickets are called T-1. !problem fix CHG-8 names the change that solves a problem, !link connects anything else.
      32 bernd: !problem from PRB-1
      33 ↳32 lotse: ⛔ PRB-1 is no ticket that somebody has raised because something does not work.
          Such tickets are called T-1. !problem fix CHG-8 names the change that solves a problem, !link connects anything else.
      34 bernd: !problem add PRB-1
      35 ↳34 lotse: ❓ Which tickets?
          !problem add PRB-4 T-7 T-9, in the problem's thread !problem add T-7.
      36 bernd: !problem add PRB-1 PRB-1
      37 ↳36 lotse: ⛔ PRB-1 cannot belong to itself.
      38 bernd: !problem add PRB-1 PRB-2
      39 ↳38 lotse: ⛔ A problem cannot belong to another one: only one of them can be meant, and PRB-1 is the first.
      40 bernd: !problem add PRB-9 T-1
      41 ↳40 lotse: ⛔ There is no ticket PRB-9.
      42 bernd: !problem add T-1
      43 ↳42 lotse: ❓ Which problem?
          Name it: !problem add PRB-4 T-7, !problem fix PRB-4 CHG-8; or write it in its thread.
      44 bernd: !problem add PRB-1 T-1
      45 ↳44 lotse: 🧩 Belongs to PRB-1 now: T-1.
      46 bernd: !problem add PRB-1 T-1
      47 ↳46 lotse: ⛔ They all belong to PRB-1 already.
      48 bernd: !problem add PRB-2 T-1
      49 ↳48 lotse: 🧩 Belongs to PRB-2 now: T-1.
      50 bernd: !problem cause T-1 dust
      51 ↳50 lotse: ⛔ T-1 is no problem.
          Problems are called PRB-1; !problem shows those that are open.
      52 bernd: !problem fix PRB-1
      53 ↳52 lotse: ❓ Which change?
          !problem fix CHG-8; !change plans one.
      54 bernd: !problem fix PRB-1 T-1
      55 ↳54 lotse: ⛔ T-1 is no change.
          !problem fix CHG-8; !change plans one.
      56 bernd: !problem fix PRB-1 CHG-9
      57 ↳56 lotse: ⛔ There is no ticket CHG-9.
      58 bernd: !problem known-error PRB-1
      59 ↳58 lotse: ⛔ Of PRB-1 neither the cause nor a workaround is known.
          !problem cause asks for the one, !problem workaround … says the other.
      60 bernd: !problem workaround PRB-1
      61 ↳60 lotse: ❓ What can people do meanwhile?
          !problem workaround Restart the router; in both languages: !problem workaround en: … de: ….
      62 bernd: !problem workaround PRB-1 🎉🎉
      63 ↳62 lotse: ❓ What can people do meanwhile?
          !problem workaround Restart the router; in both languages: !problem workaround en: … de: ….
      64 bernd: !problem workaround PRB-1 de:
      65 ↳64 lotse: ❓ What can people do meanwhile?
          !problem workaround Restart the router; in both languages: !problem workaround en: … de: ….
      66 bernd: !problem workaround PRB-1 أعد تشغيل الماسح
      67 ↳66 lotse: 🩹 PRB-1: I tell the ticket that is open.
      68 bernd: !problem workaround PRB-1 أعد تشغيل الماسح
      69 ↳68 lotse: ⛔ The workaround of PRB-1 says so already.
      70 bernd: !report problems soon
      71 ↳70 lotse: ❓ I do not understand of which time the report should be: “soon”.
          Write week, month, quarter, year, a month like 2026-03, or days like 2026-03-01..2026-03-15.
      72 bernd: !problem workaround PRB-1 üüü…
      73 ↳72 lotse: ⛔ That is too long: 60000 characters, at most 4000.
          Say it in a few sentences, and link to the rest.
      74 bernd: !problem from T-1 T-2 T-3 T-4 T-5 T-6 T-7 T-8 T-9 T-10 T-11 T-12 T-13 T-14 T-15 T-16 T-17 T-18 T-19 T-20 T-21 T-22 T-23 T-24 T-25 T-26 T-27 T-28 T-29 T-30 T-31 T-32 T-33 T-34 T-35 T-36 T-37 T-38 T-39 T-40 T-41 T-42 T-43 T-44 T-45 T-46 T-47 T-48 T-49 T-50 T-51 T-52 T-53 T-54 T-55 T-56 T-57 T-58 T-59
      75 ↳74 lotse: ⛔ That is too much at once: at most 50 tickets.
      76 ↳1 lotse: 🩹 Known error PRB-1. The requester of T-1 was told: أعد تشغيل الماسح
    direct: anna, lotse
      1 lotse: T-2 Wrong salary
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn who_does_not_work_here_may_not() {
    let mut world = company(0).await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    world.says_to(IT, "bernd", "!problem from T-1").await;
    world.forget();
    for text in [
        "!problem",
        "!problem Scanners",
        "!problem from T-1",
        "!problem workaround PRB-1 Hit it",
        "!problem close PRB-1 no",
    ] {
        world.says("anna", text).await;
    }
    // Another team's agent may raise problems, but not lead this one.
    world.says_to(HR, "hanna", "!problem close PRB-1 it is not ours").await;
    world.says_to(HR, "hanna", "!problem from T-1").await;
    world.says("dora", "!problem ursache PRB-1").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !problem
    2 ↳1 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    3 anna: !problem Scanners
    4 ↳3 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    5 anna: !problem from T-1
    6 ↳5 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    7 anna: !problem workaround PRB-1 Hit it
    8 ↳7 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    9 anna: !problem close PRB-1 no
    10 ↳9 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!hr-team:local) 11 hanna: !problem close PRB-1 it is not ours
    (!hr-team:local) 12 ↳11 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    (!hr-team:local) 13 hanna: !problem from T-1
    (!hr-team:local) 14 ↳13 lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    15 dora: !problem ursache PRB-1
    16 ↳15 lotse: 1/9 Why did it happen?
        Answer in this thread. “-” leaves a question out, “later” stops; !problem cause goes on.
    (!it-team:local) ? lotse edits: PRB-1 The scanner jams
        Medium · analysing · nobody yet
        from Bernd · Telephone
        🎫 1 ticket: T-1
        !problem cause · !problem workaround · !problem known-error · !problem fix CHG-8
    (!it-team:local) ? lotse takes 👀 back
    "#);
    world.ends().await;
}

#[tokio::test]
async fn who_has_left_is_not_called_and_a_private_chat_is_told() {
    let mut world = company(0).await;
    world.says("anna", "!ticket The scanner jams service:phone").await;
    world.says_alone("dora", "!ticket The scanner jams here as well service:phone").await;
    let root = world.says_to(IT, "bernd", "!problem from T-1 T-2").await;
    let room = world.room();
    leaves(&world.server, &room, "anna");
    world.settle().await;
    world.says_below(IT, &root, "bernd", "!problem workaround Clean the rollers").await;
    world.pass(TimeDelta::seconds(1)).await;
    world.says_below(IT, &root, "bernd", "!problem close they are sold").await;
    world.pass(TimeDelta::seconds(1)).await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
    direct: dora, lotse
      1 dora: !ticket The scanner jams here as well service:phone
      2 ↳1 lotse: T-2 The scanner jams here as well
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: Dora 🩹 The cause of T-2 is looked for (PRB-1). Until then this helps: Clean the rollers
      4 ↳1 lotse: Dora PRB-1, to which T-2 belongs, is closed without a solution: they are sold
    hr-team: hanna, lotse
    it-help: bernd, carla, dora, lotse
      1 anna: !ticket The scanner jams service:phone
      2 ↳1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: 🩹 The cause of T-1 is looked for (PRB-1). Until then this helps: Clean the rollers
      4 ↳1 lotse: PRB-1, to which T-1 belongs, is closed without a solution: they are sold
    it-team: bernd, carla, lotse
      1 lotse: T-1 The scanner jams
          Medium · New · nobody yet
          from Anna · Telephone
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 The scanner jams here as well
          Medium · New · nobody yet
          from Dora · Telephone
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 bernd: !problem from T-1 T-2
      4 ↳3 lotse: PRB-1 The scanner jams
          Medium · closed without a solution · nobody yet
          from Bernd · Telephone
          🎫 2 tickets: T-2, T-1
          🩹 Workaround: Clean the rollers
          Closed: they are sold
      5 ↳3 bernd: !problem workaround Clean the rollers
      6 ↳3 lotse: 🩹 PRB-1: I tell the 2 tickets that are open.
      7 ↳1 lotse: 🩹 Known error PRB-1. The requester of T-1 was told: Clean the rollers
      8 ↳2 lotse: 🩹 Known error PRB-1. The requester of T-2 was told: Clean the rollers
      9 ↳3 bernd: !problem close they are sold
      10 ↳3 lotse: PRB-1 is closed. Those who raised its 2 tickets are told.
      11 ↳1 lotse: PRB-1 is closed without a solution: they are sold
      12 ↳2 lotse: PRB-1 is closed without a solution: they are sold
    net-team: lotse, nora
    "#);
    world.ends().await;
}
