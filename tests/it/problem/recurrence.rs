//! What comes again and again is proposed once; taps on that, and what fits afterwards.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::company;
use crate::change::said;
use crate::support::company::{IT, NETWORK};
use crate::support::world::World;

async fn raised(world: &mut World, count: usize) {
    for n in 0..count {
        let place = ["cellar", "lobby", "office", "canteen", "attic"][n];
        world.says("anna", &format!("!ticket The scanner jams in the {place} service:phone")).await;
    }
}

#[tokio::test]
async fn a_proposal_is_taken_back_kept_quiet_and_taken() {
    let mut world = company(3).await;
    raised(&mut world, 2).await;
    world.forget();
    raised(&mut world, 1).await;
    let proposal = said(&world, "🧩");
    world.reacts("bernd", &proposal, "🎉").await;
    let up = world.reacts("bernd", &proposal, "👍").await;
    world.reacts("carla", &proposal, "👍").await;
    world.reacts("carla", &proposal, "👎").await;
    world.takes_back(&up).await;
    let down = world.reacts("bernd", &proposal, "👎").await;
    world.reacts("carla", &proposal, "👎️").await;
    world.says_to(IT, "bernd", "!problem patterns").await;
    // It is kept quiet.
    raised(&mut world, 2).await;
    world.takes_back(&down).await;
    raised(&mut world, 1).await;
    world.says_to(IT, "bernd", "!problem muster").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !ticket The scanner jams in the cellar service:phone
    2 ↳1 lotse: T-3 The scanner jams in the cellar
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 3 lotse: T-3 The scanner jams in the cellar
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 4 lotse: 🧩 The same again and again? 3 tickets within 14 days: Telephone · “scanner, jams, cellar”
        T-3 The scanner jams in the cellar
        T-2 The scanner jams in the lobby
        T-1 The scanner jams in the cellar
        👍 makes a problem of them · 👎 I say nothing of it for 30 days
    (!it-team:local) 3 lotse 👀
    (!it-team:local) 3 lotse ✅
    (!it-team:local) 3 lotse 🚨
    (!it-team:local) 4 lotse 👍
    (!it-team:local) 4 lotse 👎
    (!it-team:local) 4 bernd 🎉
    (!it-team:local) 4 bernd 👍
    ? lotse edits: T-1 The scanner jams in the cellar
        Medium · New · nobody yet
        🧩 What is behind it is looked for: PRB-1
        Whatever you write in this thread reaches those who work on it.
    ? lotse edits: T-2 The scanner jams in the lobby
        Medium · New · nobody yet
        🧩 What is behind it is looked for: PRB-1
        Whatever you write in this thread reaches those who work on it.
    2 lotse edits: T-3 The scanner jams in the cellar
        Medium · New · nobody yet
        🧩 What is behind it is looked for: PRB-1
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 5 ↳4 lotse: PRB-1 The scanner jams in the cellar
        Medium · new · nobody yet
        from Bernd · Telephone
        🎫 3 tickets: T-3, T-2, T-1
        👀 looks for the cause · !problem cause · !problem workaround · !problem add T-9
    (!it-team:local) ? lotse edits: T-1 The scanner jams in the cellar
        Medium · New · nobody yet
        from Anna · Telephone
        🧩 Belongs to PRB-1 The scanner jams in the cellar
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) ? lotse edits: T-2 The scanner jams in the lobby
        Medium · New · nobody yet
        from Anna · Telephone
        🧩 Belongs to PRB-1 The scanner jams in the cellar
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 3 lotse edits: T-3 The scanner jams in the cellar
        Medium · New · nobody yet
        from Anna · Telephone
        🧩 Belongs to PRB-1 The scanner jams in the cellar
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 4 lotse edits: 🧩 The same again and again? 3 tickets within 14 days: Telephone · “scanner, jams, cellar”
        T-3 The scanner jams in the cellar
        T-2 The scanner jams in the lobby
        T-1 The scanner jams in the cellar
        ➡️ PRB-1
    (!it-team:local) 5 lotse 👀
    (!it-team:local) 4 lotse takes 👍 back
    (!it-team:local) 4 lotse takes 👎 back
    (!it-team:local) 4 carla 👍
    (!it-team:local) 6 ↳4 lotse: ⛔ PRB-1 was made of it already.
    (!it-team:local) 4 carla 👎
    (!it-team:local) 7 ↳4 lotse: ⛔ PRB-1 was made of it already.
    (!it-team:local) 4 bernd takes 👍 back
    ? lotse edits: T-1 The scanner jams in the cellar
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    ? lotse edits: T-2 The scanner jams in the lobby
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    2 lotse edits: T-3 The scanner jams in the cellar
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 8 ↳4 lotse: PRB-1 is closed, and its tickets stand for themselves again.
    (!it-team:local) 4 lotse edits: 🧩 The same again and again? 3 tickets within 14 days: Telephone · “scanner, jams, cellar”
        T-3 The scanner jams in the cellar
        T-2 The scanner jams in the lobby
        T-1 The scanner jams in the cellar
        👍 makes a problem of them · 👎 I say nothing of it for 30 days
    (!it-team:local) ? lotse edits: T-1 The scanner jams in the cellar
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) ? lotse edits: T-2 The scanner jams in the lobby
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 3 lotse edits: T-3 The scanner jams in the cellar
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 5 lotse edits: PRB-1 The scanner jams in the cellar
        Medium · closed without a solution · nobody yet
        from Bernd · Telephone
        Closed: taken back
    (!it-team:local) 4 lotse 👍
    (!it-team:local) 4 lotse 👎
    (!it-team:local) 5 lotse takes 👀 back
    (!it-team:local) 4 bernd 👎
    (!it-team:local) 9 ↳4 lotse: 🔕 I say nothing of it until Wed 11 Feb. Take 👎 back, and I do; !problem patterns shows it.
    (!it-team:local) 4 lotse edits: 🧩 The same again and again? 3 tickets within 14 days: Telephone · “scanner, jams, cellar”
        T-3 The scanner jams in the cellar
        T-2 The scanner jams in the lobby
        T-1 The scanner jams in the cellar
        🔕 I say nothing of it until Wed 11 Feb.
    (!it-team:local) 4 lotse takes 👍 back
    (!it-team:local) 4 lotse takes 👎 back
    (!it-team:local) 4 carla 👎️
    (!it-team:local) 10 ↳4 lotse: ⛔ I am quiet about it already, until Wed 11 Feb.
    (!it-team:local) 11 bernd: !problem patterns
    (!it-team:local) 12 ↳11 lotse: What comes again and again:
        🔕 Telephone · “scanner, jams, cellar” · 3 · quiet until Wed 11 Feb (Bernd)
    13 anna: !ticket The scanner jams in the cellar service:phone
    14 ↳13 lotse: T-4 The scanner jams in the cellar
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 15 lotse: T-4 The scanner jams in the cellar
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 15 lotse 👀
    (!it-team:local) 15 lotse ✅
    (!it-team:local) 15 lotse 🚨
    16 anna: !ticket The scanner jams in the lobby service:phone
    17 ↳16 lotse: T-5 The scanner jams in the lobby
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 18 lotse: T-5 The scanner jams in the lobby
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 18 lotse 👀
    (!it-team:local) 18 lotse ✅
    (!it-team:local) 18 lotse 🚨
    (!it-team:local) 4 bernd takes 👎 back
    (!it-team:local) 19 ↳4 lotse: 🔔 I say it again when more of these come.
    (!it-team:local) 4 lotse edits: 🧩 The same again and again? 3 tickets within 14 days: Telephone · “scanner, jams, cellar”
        T-3 The scanner jams in the cellar
        T-2 The scanner jams in the lobby
        T-1 The scanner jams in the cellar
        👍 makes a problem of them · 👎 I say nothing of it for 30 days
    (!it-team:local) 4 lotse 👍
    (!it-team:local) 4 lotse 👎
    20 anna: !ticket The scanner jams in the cellar service:phone
    21 ↳20 lotse: T-6 The scanner jams in the cellar
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 22 lotse: T-6 The scanner jams in the cellar
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 4 lotse edits: 🧩 The same again and again? 4 tickets within 14 days: Telephone · “scanner, jams, cellar”
        T-6 The scanner jams in the cellar
        T-3 The scanner jams in the cellar
        T-2 The scanner jams in the lobby
        T-1 The scanner jams in the cellar
        👍 makes a problem of them · 👎 I say nothing of it for 30 days
    (!it-team:local) 22 lotse 👀
    (!it-team:local) 22 lotse ✅
    (!it-team:local) 22 lotse 🚨
    (!it-team:local) 23 bernd: !problem muster
    (!it-team:local) 24 ↳23 lotse: What comes again and again:
        🧩 Telephone · “scanner, jams, cellar” · 4 · proposed today
    "#);
    world.ends().await;
}

#[tokio::test]
async fn what_is_quiet_is_told_again_after_a_while_and_old_tickets_do_not_count() {
    let mut world = company(3).await;
    raised(&mut world, 2).await;
    world.pass(TimeDelta::days(15)).await;
    world.forget();
    // Two of them are too old.
    raised(&mut world, 2).await;
    assert!(!world.rooms().contains("again and again"));
    raised(&mut world, 1).await;
    let proposal = said(&world, "🧩");
    world.reacts("bernd", &proposal, "👎").await;
    world.pass(TimeDelta::days(31)).await;
    world.forget();
    raised(&mut world, 3).await;
    assert_snapshot!(world.said_in(IT), @r#"
    🧩 The same again and again? 3 tickets within 14 days: Telephone · “scanner, jams, cellar”
    T-5 The scanner jams in the cellar
    T-4 The scanner jams in the lobby
    T-3 The scanner jams in the cellar
    👍 makes a problem of them · 👎 I say nothing of it for 30 days
    🔕 I say nothing of it until Thu 26 Feb. Take 👎 back, and I do; !problem patterns shows it.
    🧩 The same again and again? 3 tickets within 14 days: Telephone · “scanner, jams”
    T-8 The scanner jams in the office
    T-7 The scanner jams in the lobby
    T-6 The scanner jams in the cellar
    👍 makes a problem of them · 👎 I say nothing of it for 30 days
    "#);
    world.ends().await;
}

#[tokio::test]
async fn private_tickets_parts_and_other_kinds_do_not_count() {
    let mut world = company(3).await;
    raised(&mut world, 1).await;
    world.says("anna", "!ticket private The scanner jams in the vault service:phone").await;
    world.says("bernd", "!change The scanner jams everywhere service:phone").await;
    raised(&mut world, 1).await;
    world.says_to(IT, "bernd", "!merge T-3 into T-1").await;
    raised(&mut world, 1).await;
    assert!(!world.rooms().contains("again and again"));
    raised(&mut world, 1).await;
    assert!(world.rooms().contains("again and again"));
    world.ends().await;
}

#[tokio::test]
async fn what_was_removed_stays_removed_and_all_that_is_left_belongs_elsewhere() {
    let mut world = company(3).await;
    raised(&mut world, 3).await;
    let proposal = said(&world, "🧩");
    world.says_to(IT, "bernd", "!problem from T-1 T-2 T-3 Scanners").await;
    world.forget();
    world.reacts("bernd", &proposal, "👍").await;
    world.says_to(IT, "bernd", "!problem remove PRB-1 T-2").await;
    // Whatever becomes of it, it does not come back by itself.
    world.says_to(IT, "bernd", "!prio T-2 high because the shop stands still").await;
    world.says_to(IT, "bernd", "!problem PRB-1").await;
    world.says_to(IT, "bernd", "!problem remove PRB-1 T-2").await;
    assert_snapshot!(world.transcript(), @r#"
    (!it-team:local) ? bernd 👍
    (!it-team:local) 1 ↳? lotse: ⛔ All of these belong to something else by now.
    (!it-team:local) 2 bernd: !problem remove PRB-1 T-2
    ? lotse edits: T-2 The scanner jams in the lobby
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 3 ↳2 lotse: Does not belong to PRB-1 any more: T-2.
    (!it-team:local) ? lotse edits: T-2 The scanner jams in the lobby
        Medium · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) ? lotse edits: PRB-1 Scanners
        Medium · new · nobody yet
        from Bernd · Telephone
        🎫 2 tickets: T-3, T-1
        👀 looks for the cause · !problem cause · !problem workaround · !problem add T-9
    (!it-team:local) 4 bernd: !prio T-2 high because the shop stands still
    ? lotse edits: T-2 The scanner jams in the lobby
        High · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 5 ↳4 lotse: T-2 · High · New · nobody yet
    (!it-team:local) ? lotse edits: T-2 The scanner jams in the lobby
        High · New · nobody yet
        from Anna · Telephone
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 6 bernd: !problem PRB-1
    (!it-team:local) 7 ↳6 lotse: PRB-1 Scanners
        Medium · new · nobody yet
        🎫 2 tickets: T-3, T-1
    (!it-team:local) 8 bernd: !problem remove PRB-1 T-2
    (!it-team:local) 9 ↳8 lotse: ⛔ None of them belongs to PRB-1.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_category_alone_is_offered_and_not_linked() {
    let mut world = crate::change::company(|config| {
        config.desk.similar = false;
        config.problem.recurrence = 3;
        config.categories.push(lotse::config::CategoryConfig {
            name: "access".to_owned(),
            title: "Access".to_owned(),
            private: false,
            gets: lotse::config::Gets { team: Some("network".to_owned()), ..lotse::config::Gets::default() },
        });
    })
    .await;
    for text in ["Badge refused", "Locked out of the shop", "No rights on the share"] {
        world.says("anna", &format!("!ticket {text} cat:access")).await;
    }
    let proposal = said(&world, "🧩");
    world.reacts("nora", &proposal, "👍").await;
    world.forget();
    world.says("anna", "!ticket Cannot open the archive cat:access").await;
    let offer = said(&world, "🧩 Belongs to");
    world.reacts("nora", &offer, "👍").await;
    world.reacts("nora", &offer, "👍🏽").await;
    assert_snapshot!(world.said_in(NETWORK), @r#"
    🧩 The same again and again? 3 tickets within 14 days: category Access
    T-3 No rights on the share
    T-2 Locked out of the shop
    T-1 Badge refused
    👍 makes a problem of them · 👎 I say nothing of it for 30 days
    PRB-1 Badge refused
    Medium · new · nobody yet
    from Nora · Access
    🎫 3 tickets: T-3, T-2, T-1
    👀 looks for the cause · !problem cause · !problem workaround · !problem add T-9
    🧩 Belongs to PRB-1 Badge refused? It is of the same category. 👍 links it.
    🧩 Belongs to PRB-1 now: T-4.
    ⛔ They all belong to PRB-1 already.
    "#);
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !ticket Cannot open the archive cat:access
    2 ↳1 lotse: T-4 Cannot open the archive
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!net-team:local) 3 lotse: T-4 Cannot open the archive
        Medium · New · nobody yet
        from Anna · Access
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) 4 ↳3 lotse: 🧩 Belongs to PRB-1 Badge refused? It is of the same category. 👍 links it.
    (!net-team:local) 3 lotse 👀
    (!net-team:local) 3 lotse ✅
    (!net-team:local) 3 lotse 🚨
    (!net-team:local) 4 lotse 👍
    (!net-team:local) 4 nora 👍
    2 lotse edits: T-4 Cannot open the archive
        Medium · New · nobody yet
        🧩 What is behind it is looked for: PRB-1
        Whatever you write in this thread reaches those who work on it.
    (!net-team:local) 5 ↳3 lotse: 🧩 Belongs to PRB-1 now: T-4.
    (!net-team:local) 3 lotse edits: T-4 Cannot open the archive
        Medium · New · nobody yet
        from Anna · Access
        🧩 Belongs to PRB-1 Badge refused
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) ? lotse edits: PRB-1 Badge refused
        Medium · new · nobody yet
        from Nora · Access
        🎫 4 tickets: T-4, T-3, T-2, T-1
        👀 looks for the cause · !problem cause · !problem workaround · !problem add T-9
    (!net-team:local) 4 lotse takes 👍 back
    (!net-team:local) 4 nora 👍🏽
    (!net-team:local) 6 ↳3 lotse: ⛔ They all belong to PRB-1 already.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn without_a_room_of_the_team_it_stands_in_the_thread_and_agents_alone_decide() {
    let mut world = World::with(|config| {
        config.desk.similar = false;
        config.problem.recurrence = 3;
    })
    .await;
    for place in ["cellar", "lobby", "attic"] {
        world.says("anna", &format!("!ticket The scanner jams in the {place}")).await;
    }
    let proposal = said(&world, "🧩 The same");
    world.forget();
    world.reacts("anna", &proposal, "👍").await;
    world.reacts("anna", &proposal, "👎").await;
    world.reacts("bernd", &proposal, "👍").await;
    assert_snapshot!(world.transcript(), @r#"
    ? anna 👍
    1 ↳? lotse: ⛔ That is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ? anna 👎
    ? bernd 👍
    2 lotse: PRB-1 The scanner jams in the cellar
        Medium · new · nobody yet
        🎫 3 tickets: T-3, T-2, T-1
        👀 looks for the cause · !problem cause · !problem workaround · !problem add T-9
    ? lotse edits: T-1 The scanner jams in the cellar
        Medium · New · nobody yet
        🧩 Belongs to PRB-1 The scanner jams in the cellar
        👀 take · ✅ resolve
    ? lotse edits: T-2 The scanner jams in the lobby
        Medium · New · nobody yet
        🧩 Belongs to PRB-1 The scanner jams in the cellar
        👀 take · ✅ resolve
    ? lotse edits: T-3 The scanner jams in the attic
        Medium · New · nobody yet
        🧩 Belongs to PRB-1 The scanner jams in the cellar
        👀 take · ✅ resolve
    ? lotse edits: 🧩 The same again and again? 3 tickets within 14 days: “scanner, jams”
        T-3 The scanner jams in the attic
        T-2 The scanner jams in the lobby
        T-1 The scanner jams in the cellar
        ➡️ PRB-1
    2 lotse 👀
    ? lotse takes 👍 back
    ? lotse takes 👎 back
    "#);
    world.ends().await;
}
