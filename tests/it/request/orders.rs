//! Orders in one line, and what becomes of them.

use insta::assert_snapshot;

use super::without_approvals;
use crate::support::company::IT;
use crate::support::world::{World, account};

#[tokio::test]
async fn all_is_said_in_one_line() {
    let mut world = World::with(without_approvals).await;
    let said = world.says("anna", "!request laptop for:@bernd model:14\" until:1.12. with a large bag").await;
    world.says_in(&said, "anna", "!request software").await;
    world.says("anna", "!request").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !request laptop for:@bernd model:14" until:1.12. with a large bag
    2 ↳1 lotse (to bernd): REQ-1 New laptop for Bernd
        Low · Ready to be fulfilled · nobody yet
        for Bernd
        ▸ Which model? 14"
        ▸ By when is it needed? 1 Dec 2026
        ▸ with a large bag
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    3 ↳1 anna: !request software
    4 ↳1 lotse: ⛔ To order “Software” I have questions, and this thread is about a ticket.
        Order it outside of this thread, or all in one line.
    5 anna: !request
    6 ↳5 lotse: Order with !request laptop; I ask for what I need to know. All in one line: !request laptop for:@colleague model:14". What there is: !catalog.
        Your open requests
        REQ-1 New laptop for Bernd · Approved
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_request_goes_from_the_thread_to_the_team_and_back() {
    let mut world = World::company(without_approvals).await;
    let said = world.says("anna", "!antrag laptop modell:16").await;
    let card = world.card_in(IT, "REQ-1");
    world.reacts("bernd", &card, "👀").await;
    world.says_in(&said, "anna", "Gern mit Tasche").await;
    world.says_below(IT, &card, "bernd", "!lösen Liegt am Empfang").await;
    assert_snapshot!(world.rooms(), @r#"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !antrag laptop modell:16
      2 ↳1 lotse: REQ-1 Neuer Laptop
          Niedrig · Erfüllt · Bernd
          💡 Liegt am Empfang
          ▸ Welches Modell? 16"
          🔁 es ist nicht gelöst
      3 ↳1 anna: Gern mit Tasche
      4 ↳1 lotse: Anna REQ-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Liegt am Empfang
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 Neuer Laptop
          Low · Fulfilled · Bernd
          💡 Liegt am Empfang
          from Anna
          ▸ Welches Modell? 16"
          🔁 reopen 👀 bernd 🔁 lotse
      2 ↳1 lotse: Anna: Gern mit Tasche
      3 ↳1 bernd: !lösen Liegt am Empfang
      4 ↳1 lotse: REQ-1 · Niedrig · Erfüllt · Bernd
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn what_is_wrong_or_missing_is_asked() {
    let mut world = World::with(without_approvals).await;
    let said = world.says("anna", "!request laptop model:15 until:yesterday").await;
    world.says_in(&said, "anna", "16").await;
    world.says_in(&said, "anna", "tomorrow").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !request laptop model:15 until:yesterday
    2 ↳1 lotse: 📝 New laptop
        ❓ model: That is none of the choices.
        ❓ until: That day is over.
        1/3 · Which model?
        1️⃣ 14"
        2️⃣ 16"
        3️⃣ MacBook
        Just answer here. back goes to the question before, cancel ends it.
    2 lotse 1️⃣
    2 lotse 2️⃣
    2 lotse 3️⃣
    3 ↳1 anna: 16
    4 ↳1 lotse: 3/3 · By when is it needed?
        - to leave it open
    2 lotse takes 1️⃣ back
    2 lotse takes 2️⃣ back
    2 lotse takes 3️⃣ back
    5 ↳1 anna: tomorrow
    6 ↳1 lotse: REQ-1 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? 16"
        ▸ By when is it needed? 13 Jan 2026
        👀 take · ✅ resolve
    6 lotse 👀
    6 lotse ✅
    "#);
    world.ends().await;
}

#[tokio::test]
async fn what_was_withdrawn_stays_so() {
    let mut world = World::with(without_approvals).await;
    let said = world.says("anna", "!request laptop model:14").await;
    world.says_in(&said, "anna", "!close").await;
    world.says_in(&said, "anna", "!reopen").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !request laptop model:14
    2 ↳1 lotse: REQ-1 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? 14"
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    3 ↳1 anna: !close
    4 ↳1 lotse: REQ-1 · Low · Closed unfulfilled · nobody yet
    2 lotse edits: REQ-1 New laptop
        Low · Closed unfulfilled · nobody yet
        ▸ Which model? 14"
        Withdrawn
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    5 ↳1 anna: !reopen
    6 ↳1 lotse: ⛔ REQ-1 is over for good: Withdrawn.
        !request laptop orders it anew.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn an_order_can_be_changed_as_long_as_it_waits() {
    let mut world = World::with(|config| config.roles.managers = vec![account("carla")]).await;
    let said = world.says("anna", "!request laptop model:14").await;
    world.forget();
    world.says_in(&said, "anna", "!request change model:16").await;
    let told = world.transcript();
    assert!(told.contains("REQ-1 was changed") && told.contains("Which model? 16\""), "{told}");
    world.says_in(&said, "anna", "!request change").await;
    world.says_in(&said, "anna", "!request change model:17").await;
    let told = world.transcript();
    assert!(told.contains("What of REQ-1 do you want to change?") && told.contains("none of the choices"), "{told}");
    world.edits(&said, "!request laptop model:MacBook").await;
    let told = world.transcript();
    assert!(told.contains("Which model? MacBook"), "{told}");
    world.says("carla", "!approve REQ-1").await;
    world.forget();
    world.says_in(&said, "anna", "!request change model:14").await;
    let told = world.transcript();
    assert!(told.contains("REQ-1 can no longer be changed: Approved."), "{told}");
    world.ends().await;
}

#[tokio::test]
async fn what_is_approved_can_be_fulfilled_and_what_is_rejected_is_over() {
    let mut world = World::with(|config| config.roles.managers = vec![account("carla")]).await;
    let first = world.says("anna", "!request laptop model:14").await;
    world.says_in(&first, "bernd", "!take").await;
    world.says_in(&first, "carla", "!approve").await;
    world.says_in(&first, "bernd", "!take").await;
    let second = world.says("anna", "!request laptop model:MacBook").await;
    world.says_in(&second, "carla", "!reject too expensive").await;
    world.says_in(&second, "anna", "!reopen").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · In fulfilment · Bernd
          ▸ Which model? 14"
          Approved: ✅ Carla
          ✅ resolve ✅ lotse
      3 ↳1 lotse: REQ-1: whoever should approve it could not be found, so I have asked Carla.
      4 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          Whoever should approve this could not be found, so you are asked as a manager of the desk.
          ✅ Carla
      5 ↳1 bernd: !take
      6 ↳1 lotse: ⛔ REQ-1 is not approved yet; Carla must answer first.
          Until then only its requester can withdraw it with !close.
      7 ↳1 carla: !approve
      8 ↳1 lotse: Anna REQ-1 is approved · ✅ Carla
      9 ↳1 bernd: !take
      10 ↳1 lotse: REQ-1 · Low · In fulfilment · Bernd
      11 anna: !request laptop model:MacBook
      12 ↳11 lotse: REQ-2 New laptop
          Low · Closed unfulfilled · nobody yet
          ▸ Which model? MacBook
          Rejected: ❌ Carla: too expensive
      13 ↳11 lotse: REQ-2: whoever should approve it could not be found, so I have asked Carla.
      14 ↳11 lotse: ❌ REQ-2 New laptop: rejected
          > Which model? MacBook
          
          from Anna
          Whoever should approve this could not be found, so you are asked as a manager of the desk.
          ❌ Carla: too expensive
      15 ↳11 carla: !reject too expensive
      16 ↳11 lotse: Anna REQ-2 is rejected · ❌ Carla
      17 ↳11 anna: !reopen
      18 ↳11 lotse: ⛔ REQ-2 is over for good: Not approved.
          !request laptop orders it anew.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn what_nobody_could_read_is_refused_and_nothing_breaks() {
    let mut world = World::with(without_approvals).await;
    let long = "ü".repeat(60_000);
    for text in [
        format!("!request {long}"),
        format!("!request laptop model:14 {long}"),
        format!("!request laptop {}", "model:\"".repeat(2000)),
        "!request laptop model:".to_owned(),
        "!request laptop \u{202e}model:14\u{202c} 💻💻".to_owned(),
        "!request :laptop:".to_owned(),
        "!request change REQ-77 model:14".to_owned(),
        "!request laptop for:@nobody model:14".to_owned(),
    ] {
        world.says("anna", &text).await;
        let told = world.transcript();
        assert!(told.contains("lotse"), "{}", text.chars().take(80).collect::<String>());
    }
    world.ends().await;
}
