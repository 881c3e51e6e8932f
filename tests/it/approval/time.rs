//! What happens when nobody answers.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{card, company, directory};

#[tokio::test]
async fn it_is_reminded_then_somebody_else_is_asked_then_it_is_over() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.forget();
    // Working time: eight hours from Monday 9:00 are over at 17:00.
    world.pass(TimeDelta::hours(7)).await;
    assert_eq!(world.transcript(), "");
    world.pass(TimeDelta::hours(1)).await;
    assert_snapshot!(world.transcript(), @"1 ↳? lotse (to carla): Carla REQ-1 still waits for your approval, until Thu 22 Jan 17:00.");
    world.pass(TimeDelta::days(1)).await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Waiting for approval · nobody yet
          ▸ Which model? 14"
          Approval: ⏳ Carla
          Nothing to do before it is approved
      3 ↳1 lotse: Carla ✋ REQ-1 New laptop: please approve or reject
          > Which model? 14"
          
          from Anna · one more must approve · until Thu 22 Jan 17:00
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1 ✅ lotse ❌ lotse
      4 ↳1 lotse: Carla REQ-1 still waits for your approval, until Thu 22 Jan 17:00.
      5 ↳1 lotse: REQ-1: Carla has not answered, so I have asked berta too.
    direct: berta, lotse
      1 lotse: ✋ REQ-1 New laptop: please approve or reject
          > Which model? 14"
          
          from Anna · one more must approve · until Thu 22 Jan 17:00
          ⏳ Carla or berta
          ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1 ✅ lotse ❌ lotse
    "#);
    world.forget();
    world.pass(TimeDelta::days(14)).await;
    world.reacts("carla", &card, "✅").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Closed unfulfilled · nobody yet
          ▸ Which model? 14"
          Expired: nobody decided in time
      3 ↳1 lotse: ⌛ REQ-1 New laptop: not decided in time
          > Which model? 14"
          
          from Anna ✅ carla
      4 ↳1 lotse: Carla REQ-1 still waits for your approval, until Thu 22 Jan 17:00.
      5 ↳1 lotse: REQ-1: Carla has not answered, so I have asked berta too.
      6 ↳1 lotse: Anna REQ-1 was not decided in time and is over; order it again if you still need it
      7 ↳1 lotse: ⛔ REQ-1 was not decided in time, and is over.
    direct: berta, lotse
      1 lotse: ⌛ REQ-1 New laptop: not decided in time
          > Which model? 14"
          
          from Anna
    "#);
    world.ends().await;
}

#[tokio::test]
async fn whoever_was_asked_in_the_end_can_answer_too() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.pass(TimeDelta::days(2)).await;
    world.says_alone("berta", "!approve").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Berta for Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      4 ↳1 lotse: REQ-1: Carla has not answered, so I have asked berta too.
      5 ↳1 lotse: Anna REQ-1 is approved · ✅ Berta for Carla
    direct: berta, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      2 berta: !approve
      3 ↳2 lotse: ✅ REQ-1 is approved.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn whoever_is_away_is_not_waited_for() {
    let mut world = company(|config| {
        directory(config);
        let away = lotse::config::Absence {
            from: chrono::NaiveDate::from_ymd_opt(2026, 1, 10).expect("a day"),
            until: chrono::NaiveDate::from_ymd_opt(2026, 1, 20).expect("a day"),
        };
        let people: Vec<_> = config.directory.people().cloned().collect();
        let people = people.into_iter().map(|person| match person.account.as_str() {
            "@carla:local" => lotse::config::PersonConfig { away: vec![away], ..person },
            _ => person,
        });
        config.directory = lotse::config::Directory::new(people.collect::<Vec<_>>(), Vec::new());
    })
    .await;
    world.says("anna", "!request laptop model:14").await;
    world.says_alone("berta", "!approve").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Berta for Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: Anna REQ-1 is approved · ✅ Berta for Carla
    direct: berta, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      2 berta: !approve
      3 ↳2 lotse: ✅ REQ-1 is approved.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_restart_changes_nothing() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.reacts("carla", &card, "❌").await;
    world.stop().await;
    world.start().await;
    world.forget();
    let said = world.says("carla", "!approvals").await;
    assert!(!said.is_empty());
    world.reacts("carla", &card, "✅").await;
    assert_snapshot!(world.transcript(), @r#"
    1 carla: !approvals
    2 ↳1 lotse: One approval waits for you:
    3 ↳1 lotse: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Anna · one more must approve · until Thu 22 Jan 17:00
        ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    3 lotse ✅
    3 lotse ❌
    ? carla ✅
    4 ↳? lotse (to anna): Anna REQ-1 is approved · ✅ Carla
    ? lotse edits: ✅ REQ-1 New laptop: approved
        > Which model? 14"
        
        from Anna
        ✅ Carla
    3 lotse edits: ✅ REQ-1 New laptop: approved
        > Which model? 14"
        
        from Anna
        ✅ Carla
    ? lotse edits: REQ-1 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? 14"
        Approved: ✅ Carla
        👀 take · ✅ resolve
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    3 lotse takes ✅ back
    3 lotse takes ❌ back
    ? lotse 👀
    ? lotse ✅
    "#);
    world.ends().await;
}
