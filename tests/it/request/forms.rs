//! Forms: one question a message, and everything that people do instead of answering.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::{Place, Post};
use lotse::config::QuestionKind;
use lotse::ids::{TicketId, TicketKind};

use super::without_approvals;
use crate::asked::PNG;
use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn a_whole_form_with_back_skip_and_wrong_answers() {
    let mut world = World::with(without_approvals).await;
    let said = world.says("anna", "!request laptop").await;
    world.reacts("bernd", &world.last_of_bot(), "1️⃣").await;
    world.says_in(&said, "bernd", "14\"").await;
    world.reacts("anna", &world.last_of_bot(), "2️⃣").await;
    world.says_in(&said, "anna", "maybe").await;
    world.says_in(&said, "anna", "back").await;
    world.says_in(&said, "anna", "macbook").await;
    world.reacts("anna", &world.last_of_bot(), "✅").await;
    world.says_in(&said, "anna", "skip").await;
    world.says_in(&said, "anna", "The old one is slow").await;
    world.says("anna", "!request").await;
    world.says_in(&said, "anna", "!request vpn").await;
    world.says_in(&said, "anna", "-").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !request laptop
    2 ↳1 lotse: 📝 New laptop
        1/3 · Which model?
        1️⃣ 14"
        2️⃣ 16"
        3️⃣ MacBook
        Just answer here. back goes to the question before, cancel ends it.
    2 lotse 1️⃣
    2 lotse 2️⃣
    2 lotse 3️⃣
    2 bernd 1️⃣
    3 ↳1 bernd: 14"
    2 anna 2️⃣
    4 ↳1 lotse: 2/3 · Does it replace an old one?
        - for: no
    2 lotse takes 1️⃣ back
    2 lotse takes 2️⃣ back
    2 lotse takes 3️⃣ back
    4 lotse ✅
    4 lotse ❌
    5 ↳1 anna: maybe
    6 ↳1 lotse: ❓ I need yes or no.
        2/3 · Does it replace an old one?
        - for: no
    4 lotse takes ✅ back
    4 lotse takes ❌ back
    6 lotse ✅
    6 lotse ❌
    7 ↳1 anna: back
    8 ↳1 lotse: 1/3 · Which model?
        1️⃣ 14"
        2️⃣ 16"
        3️⃣ MacBook
    6 lotse takes ✅ back
    6 lotse takes ❌ back
    8 lotse 1️⃣
    8 lotse 2️⃣
    8 lotse 3️⃣
    9 ↳1 anna: macbook
    10 ↳1 lotse: 2/3 · Does it replace an old one?
        - for: no
    8 lotse takes 1️⃣ back
    8 lotse takes 2️⃣ back
    8 lotse takes 3️⃣ back
    10 lotse ✅
    10 lotse ❌
    10 anna ✅
    11 ↳1 lotse: 3/4 · Which one, and what is wrong with it?
    10 lotse takes ✅ back
    10 lotse takes ❌ back
    12 ↳1 anna: skip
    13 ↳1 lotse: ❓ This must be answered.
        3/4 · Which one, and what is wrong with it?
    14 ↳1 anna: The old one is slow
    15 ↳1 lotse: 4/4 · By when is it needed?
        - to leave it open
    16 anna: !request
    17 ↳16 lotse: Order with !request laptop; I ask for what I need to know. All in one line: !request laptop for:@colleague model:14". What there is: !catalog.
        You have ordered nothing that is still open.
    18 ↳1 anna: !request vpn
    19 ↳1 lotse: ⛔ A form is open in this thread: “New laptop”.
        Answer the question, or write cancel.
    20 ↳1 anna: -
    21 ↳1 lotse: REQ-1 New laptop
        Low · Ready to be fulfilled · nobody yet
        ▸ Which model? MacBook
        ▸ Does it replace an old one? yes
        ▸ Which one, and what is wrong with it? The old one is slow
        👀 take · ✅ resolve
    21 lotse 👀
    21 lotse ✅
    "#);
    world.ends().await;
}

#[tokio::test]
async fn ein_formular_auf_deutsch_bis_zum_abbruch() {
    let mut world = World::with(without_approvals).await;
    let said = world.says("anna", "!antrag onboarding").await;
    world.says_in(&said, "anna", "Zoë Übermüller").await;
    world.says_in(&said, "anna", "gestern").await;
    world.says_in(&said, "anna", "1.2.").await;
    world.says_in(&said, "anna", "@bernd").await;
    world.says_in(&said, "anna", "Zuhause").await;
    world.says_in(&said, "anna", "nein").await;
    world.says_in(&said, "anna", "Abbrechen").await;
    world.says_in(&said, "anna", "Hallo?").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !antrag onboarding
    2 ↳1 lotse: 📝 Onboarding: neue Kollegin, neuer Kollege
        1/8 · Wie heißt die neue Kollegin, der neue Kollege?
        Antworte einfach hier. zurück geht zur Frage davor, abbrechen beendet es.
    3 ↳1 anna: Zoë Übermüller
    4 ↳1 lotse: 2/8 · Wann ist der erste Tag?
    5 ↳1 anna: gestern
    6 ↳1 lotse: ❓ Dieser Tag ist vorbei.
        2/8 · Wann ist der erste Tag?
    7 ↳1 anna: 1.2.
    8 ↳1 lotse: 3/8 · Wer führt die neue Kollegin, den neuen Kollegen?
        - für: Anna
    9 ↳1 anna: @bernd
    10 ↳1 lotse: 4/8 · Wo wird gearbeitet?
        1️⃣ Büro
        2️⃣ Zuhause
        3️⃣ Beides
        - für: Büro
    10 lotse 1️⃣
    10 lotse 2️⃣
    10 lotse 3️⃣
    11 ↳1 anna: Zuhause
    12 ↳1 lotse: 5/8 · Wird ein Laptop gebraucht?
        - für: ja
    10 lotse takes 1️⃣ back
    10 lotse takes 2️⃣ back
    10 lotse takes 3️⃣ back
    12 lotse ✅
    12 lotse ❌
    13 ↳1 anna: nein
    14 ↳1 lotse: 6/8 · Reicht die Standardsoftware?
        - für: ja
    12 lotse takes ✅ back
    12 lotse takes ❌ back
    14 lotse ✅
    14 lotse ❌
    15 ↳1 anna: Abbrechen
    16 ↳1 lotse: Abgebrochen. Es wurde nichts bestellt.
    14 lotse takes ✅ back
    14 lotse takes ❌ back
    17 ↳1 anna: Hallo?
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_form_waits_for_a_day_and_through_a_restart() {
    let mut world = World::with(without_approvals).await;
    let said = world.says("anna", "!request access").await;
    world.says_in(&said, "anna", "Finance folder").await;
    world.stop().await;
    world.start().await;
    world.pass(TimeDelta::hours(23)).await;
    world.says_in(&said, "anna", "1").await;
    world.pass(TimeDelta::hours(25)).await;
    world.says_in(&said, "anna", "Too late").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !request access
    2 ↳1 lotse: 📝 Access to a group or folder
        1/4 · To which group, folder or application?
        Just answer here. back goes to the question before, cancel ends it.
    3 ↳1 anna: Finance folder
    4 ↳1 lotse: 2/4 · To read only, or to write as well?
        1️⃣ Read
        2️⃣ Write
        - for: Read
    4 lotse 1️⃣
    4 lotse 2️⃣
    5 ↳1 anna: 1
    6 ↳1 lotse: 3/4 · What is it for?
    4 lotse takes 1️⃣ back
    4 lotse takes 2️⃣ back
    7 ↳1 lotse: ⌛ “Access to a group or folder” was not ordered: the form was left open for a day. !request access begins anew.
    8 ↳1 anna: Too late
    ");
    world.ends().await;
}

#[tokio::test]
async fn answers_are_edited_and_taken_back_while_the_form_is_open() {
    let mut world = World::with(without_approvals).await;
    let said = world.says("anna", "!request software").await;
    let program = world.says_in(&said, "anna", "Gimp").await;
    let reason = world.says_in(&said, "anna", "Pictures").await;
    world.edits(&program, "Krita").await;
    world.takes_back(&reason).await;
    world.says_in(&said, "anna", "Drawings").await;
    world.says_in(&said, "anna", "-").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !request software
    2 ↳1 lotse: 📝 Software
        1/3 · Which program?
        Just answer here. back goes to the question before, cancel ends it.
    3 ↳1 anna: Gimp
    4 ↳1 lotse: 2/3 · What is it for?
    5 ↳1 anna: Pictures
    6 ↳1 lotse: 3/3 · Until when is it needed, if not for good?
        - to leave it open
    3 anna edits: Krita
    7 ↳1 lotse: ✏️ Which program? Krita
        3/3 · Until when is it needed, if not for good?
        - to leave it open
    5 anna takes it back
    8 ↳1 lotse: ✏️ That answer is gone.
        2/3 · What is it for?
    9 ↳1 anna: Drawings
    10 ↳1 lotse: 3/3 · Until when is it needed, if not for good?
        - to leave it open
    11 ↳1 anna: -
    12 ↳1 lotse: REQ-1 Software
        Low · Ready to be fulfilled · nobody yet
        ▸ Which program? Krita
        ▸ What is it for? Drawings
        👀 take · ✅ resolve
    12 lotse 👀
    12 lotse ✅
    ");
    world.ends().await;
}

#[tokio::test]
async fn where_two_talk_alone_no_thread_is_needed() {
    let mut world = World::with(without_approvals).await;
    world.says_alone("anna", "!request mailbox").await;
    world.says_alone("anna", "sales@example.org").await;
    world.says_alone("anna", "-").await;
    world.says_alone("anna", "All of sales").await;
    assert_snapshot!(world.transcript(), @"
    (!direct-anna-local:local) anna opens the room
    (!direct-anna-local:local) anna is in the room
    (!direct-anna-local:local) lotse is in the room
    (!direct-anna-local:local) 1 anna: !request mailbox
    (!direct-anna-local:local) 2 ↳1 lotse: 📝 Shared mailbox
        1/3 · Which address?
        Just answer here. back goes to the question before, cancel ends it.
    (!direct-anna-local:local) 3 anna: sales@example.org
    (!direct-anna-local:local) 4 ↳1 lotse: 2/3 · Who answers for it?
        - for: Anna
    (!direct-anna-local:local) 5 anna: -
    (!direct-anna-local:local) 6 ↳1 lotse: 3/3 · Who reads it?
    (!direct-anna-local:local) 7 anna: All of sales
    (!direct-anna-local:local) 8 ↳1 lotse: REQ-1 Shared mailbox
        Low · Ready to be fulfilled · nobody yet
        ▸ Which address? sales@example.org
        ▸ Who answers for it? Anna
        ▸ Who reads it? All of sales
        👀 take · ✅ resolve
    (!direct-anna-local:local) 8 lotse 👀
    (!direct-anna-local:local) 8 lotse ✅
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_file_answers_a_question_and_goes_to_the_team() {
    let mut world = World::company(|config| {
        without_approvals(config);
        config.questions.retain(|question| question.form != "software" || question.name == "program");
        for question in config.questions.iter_mut().filter(|question| question.form == "software") {
            question.ask = "Send me the offer.".into();
            question.kind = QuestionKind::File;
        }
    })
    .await;
    let said = world.says("anna", "!request software").await;
    world.says_in(&said, "anna", "Which offer?").await;
    let offer = world.server.upload("offer.png", Some("image/png"), PNG);
    let place = Place::thread(&said);
    world.writes("anna", Post { text: "offer.png", place, attachment: Some(offer), ..Post::default() }).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request software
      2 ↳1 lotse: 📝 Software
          1/1 · Send me the offer.
          Just answer here. back goes to the question before, cancel ends it.
      3 ↳1 anna: Which offer?
      4 ↳1 lotse: ❓ I need a file: attach it to a message here.
          1/1 · Send me the offer.
      5 ↳1 anna: offer.png [offer.png]
      6 ↳1 lotse: REQ-1 Software
          Low · Ready to be fulfilled · nobody yet
          ▸ Send me the offer. offer.png
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 Software
          Low · Ready to be fulfilled · nobody yet
          from Anna
          ▸ Send me the offer. offer.png
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: 📎 offer.png [offer.png]
    net-team: lotse, nora
    ");
    let mut conn = world.pool().acquire().await.unwrap();
    let ticket = TicketId::new(TicketKind::Request, 1);
    let kept = lotse::ticket::files::store::kept(&mut conn, ticket).await.unwrap();
    assert_eq!(kept.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["offer.png"]);
    drop(conn);
    let card = world.card_in(IT, "REQ-1");
    world.reacts("bernd", &card, "✅").await;
    world.ends().await;
}
