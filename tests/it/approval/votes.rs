//! Votes, and what follows from them.

use insta::assert_snapshot;

use super::{card, card_with, company, directory, needs};
use crate::support::world::account;

#[tokio::test]
async fn a_manager_approves_by_a_tap() {
    let mut world = company(directory).await;
    let said = world.says("anna", "!antrag laptop modell:14").await;
    let card = card(&world);
    world.reacts("carla", &card, "✅").await;
    world.says_in(&said, "anna", "!verlauf").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !antrag laptop modell:14
    2 ↳1 lotse: REQ-1 Neuer Laptop
        Niedrig · Wartet auf Genehmigung · noch niemand
        ▸ Welches Modell? 14"
        Genehmigung: ⏳ Carla
        Vor der Genehmigung ist nichts zu tun
    3 ↳1 lotse (to carla): Carla ✋ REQ-1 Neuer Laptop: please approve or reject
        > Welches Modell? 14"
        
        from Anna · one more must approve · until Thu 22 Jan 17:00
        ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    3 lotse ✅
    3 lotse ❌
    3 carla ✅
    4 ↳1 lotse (to anna): Anna REQ-1 ist genehmigt · ✅ Carla
    3 lotse edits: ✅ REQ-1 Neuer Laptop: approved
        > Welches Modell? 14"
        
        from Anna
        ✅ Carla
    2 lotse edits: REQ-1 Neuer Laptop
        Niedrig · Bereit zur Erfüllung · noch niemand
        ▸ Welches Modell? 14"
        Genehmigt: ✅ Carla
        👀 nehmen · ✅ lösen
    3 lotse takes ✅ back
    3 lotse takes ❌ back
    2 lotse 👀
    2 lotse ✅
    5 ↳1 anna: !verlauf
    6 ↳1 lotse: REQ-1 · 2 Einträge
        heute 09:00 · Anna: Neuer Laptop Welches Modell? 14"
        heute 09:00 · Carla: ✅ genehmigt
    "#);
    world.ends().await;
}

#[tokio::test]
async fn only_a_named_approvers_vote_counts_and_others_are_told_once() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.forget();
    world.reacts("bernd", &card, "✅").await;
    world.reacts("bernd", &card, "❌").await;
    world.reacts("anna", &card, "✅").await;
    assert_snapshot!(world.transcript(), @"
    ? bernd ✅
    1 ↳? lotse: ⛔ Whether REQ-1 is approved is not yours to say.
        These are asked: Carla.
    ? bernd ❌
    ? anna ✅
    2 ↳? lotse: ⛔ You have ordered REQ-1 yourself, or it is for you.
        Somebody else must approve it.
    ");
    world.reacts("carla", &card, "👍").await;
    world.reacts("carla", &card, "✅").await;
    world.reacts("dora", &card, "✅").await;
    assert_snapshot!(world.transcript(), @r#"
    ? carla 👍
    ? carla ✅
    3 ↳? lotse (to anna): Anna REQ-1 is approved · ✅ Carla
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
    ? dora ✅
    4 ↳? lotse: ⛔ REQ-1 is approved already; that does not change any more.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_rejection_counts_only_with_its_reason() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.forget();
    let tap = world.reacts("carla", &card, "❌").await;
    world.takes_back(&tap).await;
    world.says("carla", "What I say elsewhere is no reason.").await;
    world.reacts("carla", &card, "❌").await;
    let question = card_with(&world, "Why do you reject");
    let thread = world.server.log().into_iter().find(|seen| seen.event == question).expect("is there");
    let lotse::chat::local::Sight::Message { thread: Some(thread), .. } = thread.what else { panic!("in a thread") };
    let reason = world.says_in(&thread, "carla", "The old one is\nfrom last year.").await;
    assert_snapshot!(world.transcript(), @r#"
    ? carla ❌
    1 ↳? lotse (to carla): Carla Why do you reject REQ-1? Your next message here is the reason, and with it the rejection counts. Take ❌ back if you do not want to.
    ? carla takes ❌ back
    2 ↳? lotse: REQ-1: you have taken it back; nothing was counted.
    3 carla: What I say elsewhere is no reason.
    ? carla ❌
    4 ↳? lotse (to carla): Carla Why do you reject REQ-1? Your next message here is the reason, and with it the rejection counts. Take ❌ back if you do not want to.
    5 ↳? carla: The old one is
        from last year.
    6 ↳? lotse (to anna): Anna REQ-1 is rejected · ❌ Carla
    ? lotse edits: ❌ REQ-1 New laptop: rejected
        > Which model? 14"
        
        from Anna
        ❌ Carla: The old one is from last year.
    ? lotse edits: REQ-1 New laptop
        Low · Closed unfulfilled · nobody yet
        ▸ Which model? 14"
        Rejected: ❌ Carla: The old one is from last year.
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    "#);
    world.edits(&reason, "It is too early for a new one.").await;
    world.takes_back(&reason).await;
    world.says_in(&thread, "anna", "!reopen").await;
    assert_snapshot!(world.transcript(), @r#"
    5 carla edits: It is too early for a new one.
    ? lotse edits: ❌ REQ-1 New laptop: rejected
        > Which model? 14"
        
        from Anna
        ❌ Carla: It is too early for a new one.
    ? lotse edits: REQ-1 New laptop
        Low · Closed unfulfilled · nobody yet
        ▸ Which model? 14"
        Rejected: ❌ Carla: It is too early for a new one.
    5 carla takes it back
    ? lotse edits: ❌ REQ-1 New laptop: rejected
        > Which model? 14"
        
        from Anna
        ❌ Carla
    ? lotse edits: REQ-1 New laptop
        Low · Closed unfulfilled · nobody yet
        ▸ Which model? 14"
        Rejected: ❌ Carla
    7 ↳? anna: !reopen
    8 ↳? lotse: ⛔ REQ-1 is over for good: Not approved.
        !request laptop orders it anew.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn votes_can_be_changed_and_taken_back_until_it_is_decided() {
    let mut world = company(|config| needs(config, &[("2", &["bernd", "carla", "dora"])])).await;
    world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.forget();
    let tap = world.reacts("bernd", &card, "✅").await;
    world.takes_back(&tap).await;
    world.says("dora", "!reject REQ-1 not this month").await;
    world.says("dora", "!approve REQ-1").await;
    let tap = world.reacts("carla", &card, "✅").await;
    world.takes_back(&tap).await;
    world.says("bernd", "!approve REQ-1").await;
    assert_snapshot!(world.transcript(), @r#"
    ? bernd ✅
    ? lotse edits: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Anna · one more must approve · until Thu 22 Jan 17:00
        ⏳ Dora · ✅ Bernd · ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 14"
        Approval: ⏳ Dora · ✅ Bernd · ⏳ Carla
        Nothing to do before it is approved
    ? bernd takes ✅ back
    ? lotse edits: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Anna · 2 more must approve · until Thu 22 Jan 17:00
        ⏳ Dora · ⏳ Bernd · ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 14"
        Approval: ⏳ Dora · ⏳ Bernd · ⏳ Carla
        Nothing to do before it is approved
    1 dora: !reject REQ-1 not this month
    2 ↳1 lotse: ❌ REQ-1: your rejection counts, with its reason.
    ? lotse edits: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Anna · 2 more must approve · until Thu 22 Jan 17:00
        ❌ Dora: not this month · ⏳ Bernd · ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 14"
        Approval: ❌ Dora: not this month · ⏳ Bernd · ⏳ Carla
        Nothing to do before it is approved
    3 dora: !approve REQ-1
    4 ↳3 lotse: ✅ REQ-1: your approval counts; others still have to answer.
    ? lotse edits: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 14"
        
        from Anna · one more must approve · until Thu 22 Jan 17:00
        ✅ Dora · ⏳ Bernd · ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 14"
        Approval: ✅ Dora · ⏳ Bernd · ⏳ Carla
        Nothing to do before it is approved
    ? carla ✅
    5 ↳? lotse (to anna): Anna REQ-1 is approved · ✅ Dora · ✅ Carla
    ? lotse edits: ✅ REQ-1 New laptop: approved
        > Which model? 14"
        
        from Anna
        ✅ Dora · ✅ Carla
    ? lotse edits: REQ-1 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? 14"
        Approved: ✅ Dora · ✅ Carla
        👀 take · ✅ resolve
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    ? lotse 👀
    ? lotse ✅
    ? carla takes ✅ back
    6 ↳? lotse: What you said to REQ-1 has been counted; taking it back changes nothing any more.
    7 bernd: !approve REQ-1
    8 ↳7 lotse: ⛔ REQ-1 is approved already; that does not change any more.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn two_who_vote_at_once_both_get_their_answer() {
    let mut world = company(|config| needs(config, &[("any", &["bernd", "carla"])])).await;
    world.says("anna", "!request laptop model:14").await;
    let card = card(&world);
    world.forget();
    for name in ["bernd", "carla"] {
        world.server.react(&card, &account(name), "✅").expect("reacts");
    }
    world.settle().await;
    let told = world.transcript();
    assert_eq!(told.matches("is approved ·").count(), 1, "{told}");
    assert_eq!(told.matches("is approved already").count(), 1, "{told}");
    world.ends().await;
}

#[tokio::test]
async fn stages_are_asked_one_after_the_other() {
    let mut world = company(|config| needs(config, &[("any", &["carla"]), ("all", &["dora", "emil"])])).await;
    world.says("anna", "!request laptop model:14").await;
    let first = card(&world);
    world.says("dora", "!approve REQ-1").await;
    world.reacts("carla", &first, "✅").await;
    world.reacts("dora", &card_with(&world, "Dora ✋"), "✅").await;
    world.says_alone("emil", "!approvals").await;
    world.says_alone("emil", "!approve").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Carla · ✅ Dora · ✅ Emil
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla · ✅ Dora · ✅ Emil ✅ carla
      4 dora: !approve REQ-1
      5 ↳4 lotse: ⛔ Whether REQ-1 is approved is not yours to say.
          These are asked: Carla.
      6 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla · ✅ Dora · ✅ Emil ✅ dora
      7 ↳1 lotse: Anna REQ-1 is approved · ✅ Carla · ✅ Dora · ✅ Emil
    direct: emil, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla · ✅ Dora · ✅ Emil
      2 emil: !approvals
      3 ↳2 lotse: One approval waits for you:
      4 ↳2 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Carla · ✅ Dora · ✅ Emil
      5 emil: !approve
      6 ↳5 lotse: ✅ REQ-1 is approved.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn what_waits_is_listed_with_its_taps() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.says("bernd", "!request laptop model:16").await;
    world.forget();
    world.says("anna", "!approvals").await;
    world.says("carla", "!genehmigungen").await;
    let listed = card_with(&world, "REQ-1");
    world.reacts("carla", &listed, "✅").await;
    world.says("carla", "!approve").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !approvals
    2 ↳1 lotse: No approval waits for you.
    3 carla: !genehmigungen
    4 ↳3 lotse: 2 Genehmigungen warten auf dich:
    5 ↳3 lotse: ✋ REQ-1 New laptop: bitte genehmigen oder ablehnen
        > Which model? 14"
        
        von Anna · noch eine Zustimmung nötig · bis Do., 22.01. 17:00
        ⏳ Carla
        ✅ genehmigen · ❌ ablehnen (ich frage nach dem Grund) · oder !genehmigen REQ-1
    6 ↳3 lotse: ✋ REQ-2 New laptop: bitte genehmigen oder ablehnen
        > Which model? 16"
        
        von Bernd · noch eine Zustimmung nötig · bis Do., 22.01. 17:00
        ⏳ Carla
        ✅ genehmigen · ❌ ablehnen (ich frage nach dem Grund) · oder !genehmigen REQ-2
    5 lotse ✅
    5 lotse ❌
    6 lotse ✅
    6 lotse ❌
    5 carla ✅
    7 ↳? lotse (to anna): Anna REQ-1 is approved · ✅ Carla
    ? lotse edits: ✅ REQ-1 New laptop: approved
        > Which model? 14"
        
        from Anna
        ✅ Carla
    5 lotse edits: ✅ REQ-1 New laptop: genehmigt
        > Which model? 14"
        
        von Anna
        ✅ Carla
    ? lotse edits: REQ-1 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? 14"
        Approved: ✅ Carla
        👀 take · ✅ resolve
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    5 lotse takes ✅ back
    5 lotse takes ❌ back
    ? lotse 👀
    ? lotse ✅
    8 carla: !approve
    9 ↳? lotse (to bernd): Bernd REQ-2 is approved · ✅ Carla
    10 ↳8 lotse: ✅ REQ-2 ist genehmigt.
    ? lotse edits: ✅ REQ-2 New laptop: approved
        > Which model? 16"
        
        from Bernd
        ✅ Carla
    6 lotse edits: ✅ REQ-2 New laptop: genehmigt
        > Which model? 16"
        
        von Bernd
        ✅ Carla
    ? lotse edits: REQ-2 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? 16"
        Approved: ✅ Carla
        👀 take · ✅ resolve
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    6 lotse takes ✅ back
    6 lotse takes ❌ back
    ? lotse 👀
    ? lotse ✅
    "#);
    world.ends().await;
}

#[tokio::test]
async fn an_edit_asks_anew_and_old_votes_do_not_count() {
    let mut world = company(|config| needs(config, &[("all", &["bernd", "carla"])])).await;
    let said = world.says("anna", "!request laptop model:14").await;
    let old = card(&world);
    world.reacts("bernd", &old, "✅").await;
    world.forget();
    world.says_in(&said, "anna", "!request change model:16").await;
    world.reacts("carla", &old, "✅").await;
    let new = card(&world);
    world.reacts("carla", &new, "✅").await;
    world.reacts("bernd", &new, "✅").await;
    assert_snapshot!(world.transcript(), @r#"
    1 ↳? anna: !request change model:16
    2 ↳? lotse: ✏️ REQ-1 was changed, and is to be approved anew.
        Which model? 16"
    3 ↳? lotse (to bernd, carla): Bernd, Carla ✋ REQ-1 New laptop: please approve or reject
        > Which model? 16"
        
        from Anna · 2 more must approve · until Thu 22 Jan 17:00
        ⏳ Bernd · ⏳ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 16"
        Approval: ⏳ Bernd · ⏳ Carla
        Nothing to do before it is approved
    ? lotse edits: ✏️ REQ-1 New laptop: was changed, so this card counts no more; you are asked anew
        from Anna
        ✅ Bernd
    ? lotse takes ✅ back
    ? lotse takes ❌ back
    3 lotse ✅
    3 lotse ❌
    ? carla ✅
    4 ↳? lotse: ⛔ REQ-1 was changed after this card; please vote on the new one.
    3 carla ✅
    3 lotse edits: ✋ REQ-1 New laptop: please approve or reject
        > Which model? 16"
        
        from Anna · one more must approve · until Thu 22 Jan 17:00
        ⏳ Bernd · ✅ Carla
        ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1
    ? lotse edits: REQ-1 New laptop
        Low · Waiting for approval · nobody yet
        ▸ Which model? 16"
        Approval: ⏳ Bernd · ✅ Carla
        Nothing to do before it is approved
    3 bernd ✅
    5 ↳? lotse (to anna): Anna REQ-1 is approved · ✅ Bernd · ✅ Carla
    3 lotse edits: ✅ REQ-1 New laptop: approved
        > Which model? 16"
        
        from Anna
        ✅ Bernd · ✅ Carla
    ? lotse edits: REQ-1 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? 16"
        Approved: ✅ Bernd · ✅ Carla
        👀 take · ✅ resolve
    3 lotse takes ✅ back
    3 lotse takes ❌ back
    ? lotse 👀
    ? lotse ✅
    "#);
    world.ends().await;
}
