//! Wrong turns.

use insta::assert_snapshot;

use super::{card, company, directory};
use crate::support::world::account;

#[tokio::test]
async fn each_wrong_turn_gets_its_answer() {
    let mut world = company(directory).await;
    world.says("bernd", "!approve").await;
    world.says("bernd", "!approve REQ-99").await;
    world.says("anna", "!ticket Printer broken").await;
    world.says("carla", "!approve T-1").await;
    world.says("anna", "!request laptop model:14").await;
    world.says("anna", "!request laptop model:16").await;
    world.forget();
    for text in ["!approve", "!approve REQ-1 REQ-2", "!reject", "!reject REQ-1", "!approve REQ-1", "!approve REQ-1"] {
        world.says("carla", text).await;
    }
    world.says("dora", "!reject REQ-2 no").await;
    assert_snapshot!(world.transcript(), @r#"
    1 carla: !approve
    2 ↳1 lotse: ❓ Several approvals wait for you.
        Say which one, as in REQ-9; !approvals shows them.
    3 carla: !approve REQ-1 REQ-2
    4 ↳3 lotse: ❓ One ticket at a time, please.
    5 carla: !reject
    6 ↳5 lotse: ❓ Several approvals wait for you.
        Say which one, as in REQ-9; !approvals shows them.
    7 carla: !reject REQ-1
    8 ↳7 lotse (to carla): Carla Why do you reject REQ-1? Your next message here is the reason, and with it the rejection counts. Take ❌ back if you do not want to.
    9 carla: !approve REQ-1
    10 ↳? lotse (to anna): Anna REQ-1 is approved · ✅ Carla
    11 ↳9 lotse: ✅ REQ-1 is approved.
    ? lotse edits: ✅ REQ-1 New laptop: approved
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
    ? lotse 👀
    ? lotse ✅
    12 carla: !approve REQ-1
    13 ↳12 lotse: ⛔ REQ-1 is approved already; that does not change any more.
    14 dora: !reject REQ-2 no
    15 ↳14 lotse: ⛔ Whether REQ-2 is approved is not yours to say.
        These are asked: Carla.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_copied_card_counts_nothing_and_says_where_votes_do() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    let copy = world.says("bernd", "✋ REQ-1 New laptop: please approve or reject").await;
    world.forget();
    world.reacts("carla", &copy, "✅").await;
    world.reacts("dora", &copy, "✅").await;
    assert_snapshot!(world.transcript(), @"
    ? carla ✅
    1 ↳? lotse: That is not the card of REQ-1: votes count on the card itself, or as !approve REQ-1.
    ? dora ✅
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_vote_from_another_room_counts_by_command_and_not_by_a_tap() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    let other = world.server.add_room("other", "Another room");
    for name in ["bernd", "carla"] {
        world.server.join(&other, &account(name), 0).expect("joins");
    }
    world.server.invite_bot(&other, &account("bernd"), false).expect("is invited");
    world.settle().await;
    world.forget();
    world.says_to("other", "bernd", "!approve REQ-1").await;
    world.says_to("other", "carla", "!approve REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla
      4 ↳1 lotse: Anna REQ-1 is approved · ✅ Carla
    other: bernd, carla, lotse
      1 bernd: !approve REQ-1
      2 ↳1 lotse: ⛔ Whether REQ-1 is approved is not yours to say.
          These are asked: Carla.
      3 carla: !approve REQ-1
      4 ↳3 lotse: ✅ REQ-1 is approved.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn what_must_be_typed_is_not_tapped() {
    let mut world = company(|config| {
        directory(config);
        config.approvals.iter_mut().for_each(|group| group.typed = true);
    })
    .await;
    world.says("anna", "!antrag laptop modell:14").await;
    let card = card(&world);
    world.forget();
    world.reacts("carla", &card, "✅").await;
    world.says("carla", "!genehmigen REQ-1").await;
    assert_snapshot!(world.transcript(), @r#"
    ? carla ✅
    1 ↳? lotse: ⛔ REQ-1 is approved by a typed command only: !approve REQ-1.
    2 carla: !genehmigen REQ-1
    3 ↳? lotse (to anna): Anna REQ-1 ist genehmigt · ✅ Carla
    4 ↳2 lotse: ✅ REQ-1 ist genehmigt.
    ? lotse edits: ✅ REQ-1 Neuer Laptop: approved
        > Welches Modell? 14"
        
        from Anna
        ✅ Carla
    ? lotse edits: REQ-1 Neuer Laptop
        Niedrig · Bereit zur Erfüllung · noch niemand
        ▸ Welches Modell? 14"
        Genehmigt: ✅ Carla
        👀 nehmen · ✅ lösen
    ? lotse takes ❌ back
    ? lotse 👀
    ? lotse ✅
    "#);
    world.ends().await;
}

#[tokio::test]
async fn reasons_of_any_kind_are_kept_and_shown_in_a_line() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.forget();
    let reason = format!("!reject REQ-1 🦀 {} \u{202e}مرحبا", "zu teuer ".repeat(6_600));
    world.says("carla", &reason).await;
    let told = world.transcript();
    let longest = told.lines().filter(|line| !line.contains("carla:")).map(|line| line.chars().count()).max();
    assert!(longest.is_some_and(|longest| longest < 500), "{longest:?}");
    assert!(told.contains("is rejected"), "{}", told.chars().rev().take(500).collect::<String>());
    world.ends().await;
}

#[tokio::test]
async fn nothing_is_done_before_it_is_approved() {
    let mut world = company(directory).await;
    let said = world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.forget();
    for text in ["!take", "!resolve done", "!plan tomorrow", "!close"] {
        world.says_in(&said, "bernd", text).await;
    }
    world.says_in(&said, "anna", "!close").await;
    world.reacts("carla", &card, "✅").await;
    assert_snapshot!(world.transcript(), @r#"
    1 ↳? bernd: !take
    2 ↳? lotse: ⛔ REQ-1 is not approved yet; Carla must answer first.
        Until then only its requester can withdraw it with !close.
    3 ↳? bernd: !resolve done
    4 ↳? lotse: ⛔ REQ-1 is not approved yet; Carla must answer first.
        Until then only its requester can withdraw it with !close.
    5 ↳? bernd: !plan tomorrow
    6 ↳? lotse: ⛔ REQ-1 is not approved yet; Carla must answer first.
        Until then only its requester can withdraw it with !close.
    7 ↳? bernd: !close
    8 ↳? lotse: ⛔ REQ-1 is waiting, so it cannot be closed yet.
        Resolve it first: ✅ or !resolve and a line of solution.
    9 ↳? anna: !close
    10 ↳? lotse: REQ-1 · Low · Closed unfulfilled · nobody yet
    ? lotse edits: REQ-1 New laptop
        Low · Closed unfulfilled · nobody yet
        ▸ Which model? 14"
        Withdrawn
    ? lotse edits: ✖️ REQ-1 New laptop: no longer wanted
        > Which model? 14"
        
        from Anna
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    ? carla ✅
    11 ↳? lotse: ⛔ REQ-1 is no longer wanted.
    "#);
    world.ends().await;
}
