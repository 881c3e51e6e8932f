//! What a ticket is about, and who may know of it, as agents say later.

use insta::assert_snapshot;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn agents_put_it_where_it_belongs() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Nothing arrives any more").await;
    let card = world.card_in(IT, "T-1");
    for text in ["!service", "!service mial", "!service mail", "!category hardwear", "!kategorie", "!private maybe"] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.says_in(&said, "anna", "!service mail").await;
    world.says_below(IT, &card, "bernd", "!history").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Nothing arrives any more
      2 ↳1 lotse: T-1 Nothing arrives any more
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 anna: !service mail
      4 ↳1 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nothing arrives any more
          Medium · New · nobody yet
          from Anna · E-mail
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 bernd: !service
      3 ↳1 lotse: ❓ Which service?
          For example one of these: mail.
      4 ↳1 bernd: !service mial
      5 ↳1 lotse: ❓ I know no service “mial”.
          Did you mean mail?
      6 ↳1 bernd: !service mail
      7 ↳1 lotse: T-1 is now under E-mail. Its team stays the same; !assign team:… changes that.
      8 ↳1 bernd: !category hardwear
      9 ↳1 lotse: ❓ Eine Kategorie „hardwear“ kenne ich nicht.
          Zum Beispiel eines davon: hr.
      10 ↳1 bernd: !kategorie
      11 ↳1 lotse: ❓ Welche Kategorie?
          Zum Beispiel eines davon: hr.
      12 ↳1 bernd: !private maybe
      13 ↳1 lotse: ❓ Soll es vertraulich sein oder nicht?
          !vertraulich an oder !vertraulich aus.
      14 ↳1 bernd: !history
      15 ↳1 lotse: T-1 · 2 Einträge
          heute 09:00 · Anna: Nothing arrives any more
          heute 09:00 · Bernd: ⚙️ eingeordnet unter E-mail
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_becomes_private_leaves_the_public_room() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Frage zu meiner Abrechnung").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!vertraulich").await;
    world.says_below(IT, &card, "bernd", "!vertraulich an").await;
    world.says_below(IT, &card, "bernd", "!antwort Ich melde mich hier").await;
    world.says_in(&said, "dora", "!show T-1").await;
    let old = world.card_in("it-help", "T-1");
    world.reacts("dora", &old, "👀").await;
    world.says_below(IT, &card, "bernd", "!vertraulich aus").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Frage zu meiner Abrechnung
      2 ↳1 lotse: 🔒 T-1 geht in einem Direktchat weiter. 👀 dora
      3 ↳1 dora: !show T-1
      4 ↳1 lotse: ⛔ There is no ticket T-1.
      5 ↳1 lotse: T-1 is not here any more.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Frage zu meiner Abrechnung
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 bernd: !vertraulich
      3 ↳1 lotse: 🔒 T-1 ist jetzt vertraulich: Nur Melder, Bearbeiter und Team sehen es. Was vorher geschrieben wurde, ist dort noch zu lesen.
      4 ↳1 bernd: !vertraulich an
      5 ↳1 lotse: ⛔ T-1 ist schon vertraulich.
      6 ↳1 bernd: !antwort Ich melde mich hier
      7 ↳1 lotse: ✉️ An Anna geschickt.
      8 ↳1 bernd: !vertraulich aus
      9 ↳1 lotse: 🔓 T-1 ist nicht mehr vertraulich.
    direct: anna, lotse
      1 lotse: T-1 Frage zu meiner Abrechnung
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      2 ↳1 lotse: Bernd: Ich melde mich hier
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_private_category_makes_it_private() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket A question about my papers").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!category hr").await;
    world.says_below(IT, &card, "bernd", "!assign team:hr").await;
    world.says_to(IT, "bernd", "!show T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-1 A question about my papers
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket A question about my papers
      2 ↳1 lotse: 🔒 T-1 goes on in a direct chat.
    it-team: bernd, carla, lotse
      1 lotse: T-1 is with Human resources now.
      2 ↳1 bernd: !category hr
      3 ↳1 lotse: 🔒 T-1 is private now: only its requester, its assignee and its team see it. What was written before can still be read where it was written.
      4 ↳1 bernd: !assign team:hr
      5 ↳1 lotse: T-1 is with Human resources now, given to them by Bernd.
      6 bernd: !show T-1
      7 ↳6 lotse: ⛔ There is no ticket T-1.
    direct: anna, lotse
      1 lotse: T-1 A question about my papers
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_no_team_would_see_is_not_made_private() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket Frage zu meiner Abrechnung").await;
    world.says_in(&said, "bernd", "!vertraulich an").await;
    world.says_in(&said, "bernd", "!private off").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket Frage zu meiner Abrechnung
    2 ↳1 lotse: T-1 Frage zu meiner Abrechnung
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    2 lotse 👀
    2 lotse ✅
    3 ↳1 bernd: !vertraulich an
    4 ↳1 lotse: ⛔ T-1 kann nicht vertraulich sein: Das Team, das es hat, hat keinen eigenen Raum.
        Gib es erst einem, das einen hat: !zuweisen team:….
    5 ↳1 bernd: !private off
    6 ↳1 lotse: ⛔ T-1 ist nicht vertraulich.
    ");
    world.ends().await;
}
