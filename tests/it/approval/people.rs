//! Who is asked, and who answers for whom.

use insta::assert_snapshot;
use lotse::config::{Approver, ApproverRole};

use super::{card, company, directory, needs};
use crate::support::world::{World, account};

#[tokio::test]
async fn nobody_approves_what_they_want_themselves() {
    let mut world = company(directory).await;
    // Her own manager is asked for what carla wants, and for what she wants for anna.
    world.says("carla", "!request laptop model:14").await;
    world.says("carla", "!request laptop for:@anna model:16").await;
    world.says("carla", "!approve REQ-2").await;
    assert_snapshot!(world.transcript(), @r#"
    1 carla: !request laptop model:14
    2 ↳1 lotse: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 14"
        Approval: ⏳ Dora
        Nothing to do before it is approved
    3 ↳1 lotse (to dora): Dora ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Carla · one more must approve · until Thu 22 Jan 17:00
        ⏳ Dora
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    3 lotse ✅
    3 lotse ❌
    4 carla: !request laptop for:@anna model:16
    5 ↳4 lotse (to anna): REQ-2 New laptop for Anna
        Low · Waiting for approval · nobody yet
        for Anna
        ▸ Which model? 16"
        Approval: ⏳ Dora
        Nothing to do before it is approved
    6 ↳4 lotse (to dora): Dora ✋ REQ-2 New laptop for Anna: please approve or reject
        > Which model? 16"
        
        from Anna, ordered by Carla · one more must approve · until Thu 22 Jan 17:00
        ⏳ Dora
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-2
    6 lotse ✅
    6 lotse ❌
    7 carla: !approve REQ-2
    8 ↳7 lotse: ⛔ You have ordered REQ-2 yourself, or it is for you.
        Somebody else must approve it.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_deputy_answers_as_who_they_are() {
    let mut world = company(directory).await;
    world.says("carla", "!vertreten durch @berta:local bis 16.1. Urlaub").await;
    world.says("anna", "!antrag laptop modell:14").await;
    world.says_alone("berta", "!vertreten").await;
    world.says_alone("berta", "!genehmigen REQ-1").await;
    world.says("carla", "!vertreten ende").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 carla: !vertreten durch @berta:local bis 16.1. Urlaub
      2 ↳1 lotse: berta vertritt Carla (heute 09:00 bis Fr., 16.01.) und weiß davon. Bei Genehmigungen steht dabei, für wen. Grund: Urlaub
      3 anna: !antrag laptop modell:14
      4 ↳3 lotse: REQ-1 Neuer Laptop
          Niedrig · Bereit zur Erfüllung · noch niemand
          ▸ Welches Modell? 14"
          Genehmigt: ✅ Berta für Carla
          👀 nehmen · ✅ lösen 👀 lotse ✅ lotse
      5 ↳3 lotse: Anna REQ-1 ist genehmigt · ✅ Berta für Carla
      6 carla: !vertreten ende
      7 ↳6 lotse: Erledigt: du antwortest wieder selbst.
    direct: berta, lotse
      1 lotse: Carla has asked you to answer for them from today 09:00 until Fri 16 Jan, berta. Approvals will say for whom. Reason: Urlaub
      2 lotse: ✅ REQ-1 Neuer Laptop: approved
          > Welches Modell? 14"
          
          from Anna
          ✅ Berta for Carla
      3 berta: !vertreten
      4 ↳3 lotse: Wer wen vertritt:
          Berta für Carla (heute 09:00 bis Fr., 16.01.). Grund: Urlaub
      5 berta: !genehmigen REQ-1
      6 ↳5 lotse: ✅ REQ-1 ist genehmigt.
      7 lotse: Carla antwortet wieder selbst; danke.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_deputy_never_speaks_for_what_they_want_themselves() {
    let mut world = company(directory).await;
    world.says("carla", "!delegate @anna until Friday").await;
    world.says("anna", "!request laptop model:14").await;
    world.says("anna", "!approve REQ-1").await;
    // She is asked no more, but it is still hers to say.
    world.says("carla", "!approve REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 carla: !delegate @anna until Friday
      2 ↳1 lotse: Anna answers for Carla from today 09:00 until Fri 16 Jan, and knows it. Approvals will say for whom.
      3 anna: !request laptop model:14
      4 ↳3 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      5 anna: !approve REQ-1
      6 ↳5 lotse: ⛔ You have ordered REQ-1 yourself, or it is for you.
          Somebody else must approve it.
      7 carla: !approve REQ-1
      8 ↳3 lotse: Anna REQ-1 is approved · ✅ Carla
      9 ↳7 lotse: ✅ REQ-1 is approved.
    direct: berta, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla
    direct: anna, lotse
      1 lotse: Carla has asked you to answer for them from today 09:00 until Fri 16 Jan, Anna. Approvals will say for whom.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn somebody_with_two_seats_is_one_voice() {
    // Both of them must agree, and carla cannot be both.
    let mut world = company(|config| needs(config, &[("all", &["bernd", "carla"])])).await;
    world.says("bernd", "!delegate @carla until Friday").await;
    world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.forget();
    world.reacts("carla", &card, "✅").await;
    world.says("carla", "!approve REQ-1").await;
    assert_snapshot!(world.transcript(), @r#"
    ? carla ✅
    ? lotse edits: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Anna · one more must approve · until Thu 22 Jan 17:00
        ⏳ Bernd or Dora · ✅ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 14"
        Approval: ⏳ Bernd or Dora · ✅ Carla
        Nothing to do before it is approved
    1 carla: !approve REQ-1
    2 ↳1 lotse: ✅ REQ-1: your approval counts; others still have to answer.
    ? lotse edits: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Anna · one more must approve · until Thu 22 Jan 17:00
        ⏳ Bernd or Dora · ✅ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 14"
        Approval: ⏳ Bernd or Dora · ✅ Carla
        Nothing to do before it is approved
    "#);
    world.ends().await;
}

#[tokio::test]
async fn delegations_end_by_themselves_and_never_go_in_circles() {
    let mut world = company(directory).await;
    for (who, text) in [
        ("carla", "!delegate @dora until tomorrow"),
        ("dora", "!delegate @bernd until Friday on a trip"),
        ("bernd", "!delegate @carla until Friday"),
        ("bernd", "!delegate @bernd until Friday"),
        ("bernd", "!delegate @nobody until Friday"),
        ("bernd", "!delegate @anna"),
        ("bernd", "!delegate @anna until yesterday"),
        ("bernd", "!delegate"),
    ] {
        world.says(who, text).await;
    }
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 carla: !delegate @dora until tomorrow
      2 ↳1 lotse: Dora answers for Carla from today 09:00 until tomorrow, and knows it. Approvals will say for whom.
      3 dora: !delegate @bernd until Friday on a trip
      4 ↳3 lotse: Bernd answers for Dora from today 09:00 until Fri 16 Jan, and knows it. Approvals will say for whom. Reason: on a trip
      5 bernd: !delegate @carla until Friday
      6 ↳5 lotse: ⛔ You answer for Carla at that time, directly or by way of others; then nobody would answer.
      7 bernd: !delegate @bernd until Friday
      8 ↳7 lotse: ⛔ You answer for yourself already.
      9 bernd: !delegate @nobody until Friday
      10 ↳9 lotse: ❓ I do not know “nobody” here.
          Name somebody in this room, or write the whole account: @anna:example.org.
      11 bernd: !delegate @anna
      12 ↳11 lotse: ❓ I cannot read until when.
          For example: !delegate @berta until 24.12. holidays, or from 20.12. until 24.12.; !delegate end ends it.
      13 bernd: !delegate @anna until yesterday
      14 ↳13 lotse: ⛔ That time is over, or ends before it begins.
          For example: !delegate @berta until 24.12. holidays, or from 20.12. until 24.12.; !delegate end ends it.
      15 bernd: !delegate
      16 ↳15 lotse: Who answers for whom:
          Bernd for Dora, today 09:00 to Fri 16 Jan.
    direct: dora, lotse
      1 lotse: Carla has asked you to answer for them from today 09:00 until tomorrow, Dora. Approvals will say for whom.
    direct: bernd, lotse
      1 lotse: Dora has asked you to answer for them from today 09:00 until Fri 16 Jan, Bernd. Approvals will say for whom. Reason: on a trip
    ");
    world.says("anna", "!request laptop model:14").await;
    world.says("bernd", "!approve REQ-1").await;
    world.pass(chrono::TimeDelta::days(2)).await;
    world.forget();
    // Since carla answers herself again, nobody does by way of her.
    world.says("anna", "!request laptop model:16").await;
    world.says("bernd", "!approve REQ-2").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !request laptop model:16
    2 ↳1 lotse: REQ-2 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 16"
        Approval: ⏳ Carla
        Nothing to do before it is approved
    3 ↳1 lotse (to carla): Carla ✋ REQ-2 New laptop: please approve or reject
        > Which model? 16"
        
        from Anna · one more must approve · until Mon 26 Jan 17:00
        ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-2
    3 lotse ✅
    3 lotse ❌
    4 bernd: !approve REQ-2
    5 ↳4 lotse: ⛔ Whether REQ-2 is approved is not yours to say.
        These are asked: Carla.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn whoever_answers_for_the_desk_is_asked_where_nobody_can_be_found() {
    let mut world = company(|config| config.roles.managers = vec![account("dora")]).await;
    world.says("anna", "!request laptop model:14").await;
    world.reacts("dora", &card(&world), "✅").await;
    // And where there is nobody at all, that is said at once.
    world.says("dora", "!request laptop model:16").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Dora
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: REQ-1: whoever should approve it could not be found, so I have asked Dora.
      4 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          Whoever should approve this could not be found, so you are asked as a manager of the desk.
          ✅ Dora ✅ dora
      5 ↳1 lotse: Anna REQ-1 is approved · ✅ Dora
      6 dora: !request laptop model:16
      7 ↳6 lotse: REQ-2 New laptop
          Low · Closed unfulfilled · nobody yet
          ▸ Which model? 16"
          Nobody was there who could approve it
      8 ↳6 lotse: ⛔ Nobody can be found who may approve REQ-2, so it cannot be done. The managers of the desk know; when they have set it right, order it again.
    direct: dora, lotse
      1 lotse: ⛔ REQ-2 New laptop: nobody can be found who may approve it. Give its requester a manager in the directory, or name managers in [roles] who have not ordered it themselves.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn roles_groups_and_owners_are_looked_up() {
    let mut world = company(|config| {
        directory(config);
        config.roles.approvers = vec![account("emil")];
        let mut group = config.approvals.first().expect("one is shipped").clone();
        group.by = vec![Approver::Role(ApproverRole::Approver), Approver::ManagersManager, Approver::CostCenterOwner];
        group.needs = "2".parse().expect("a rule");
        config.approvals = vec![group];
    })
    .await;
    world.says("anna", "!request laptop model:14").await;
    world.says("dora", "!approve REQ-1").await;
    world.says_alone("emil", "!approve REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Dora · ✅ Emil
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Dora · ✅ Emil
      4 dora: !approve REQ-1
      5 ↳4 lotse: ✅ REQ-1: your approval counts; others still have to answer.
      6 ↳1 lotse: Anna REQ-1 is approved · ✅ Dora · ✅ Emil
    direct: emil, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Dora · ✅ Emil
      2 emil: !approve REQ-1
      3 ↳2 lotse: ✅ REQ-1 is approved.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn whoever_has_left_is_seen_at_once() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.forget();
    let room = world.room();
    world.server.leave(&room, &account("carla")).expect("leaves");
    world.settle().await;
    world.says_alone("berta", "!approve REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, dora, lotse
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
      4 ↳1 lotse: REQ-1: Carla is no longer here, so I have asked berta.
      5 ↳1 lotse: Anna REQ-1 is approved · ✅ Berta for Carla
    direct: berta, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      2 berta: !approve REQ-1
      3 ↳2 lotse: ✅ REQ-1 is approved.
    "#);
    world.forget();
    // And nobody asks somebody who is gone.
    world.says("anna", "!request laptop model:16").await;
    assert!(world.rooms().contains("⏳ Berta"), "her deputy sits in her place");
    world.ends().await;
}

#[tokio::test]
async fn private_requests_are_asked_about_alone() {
    let mut world: World = company(directory).await;
    world.says_alone("anna", "!request laptop model:14").await;
    world.says("carla", "!approvals").await;
    world.says_alone("carla", "!approve REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    direct: anna, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: Anna REQ-1 is approved · ✅ Carla
    it-help: anna, bernd, carla, dora, lotse
      1 carla: !approvals
      2 ↳1 lotse: One approval waits for you:
          One of them is not for everybody here; I have sent it to you alone.
    direct: carla, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla
      2 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla
      3 carla: !approve REQ-1
      4 ↳3 lotse: ✅ REQ-1 is approved.
    "#);
    world.ends().await;
}
