//! Teams in rooms of their own: two linked threads, what passes between them and what never does.

use insta::assert_snapshot;

use crate::support::company::{HR, IT, NETWORK};
use crate::support::world::{ROOM, World};

#[tokio::test]
async fn a_ticket_lives_in_two_linked_threads() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.says_below(IT, &card, "bernd", "Immer dieser Drucker, ich hasse ihn").await;
    world.says_in(&said, "anna", "Er blinkt jetzt rot").await;
    world.says_below(IT, &card, "bernd", "!antwort Ich komme in zehn Minuten").await;
    world.says_below(IT, &card, "carla", "!notiz Toner liegt im Keller").await;
    world.says_below(IT, &card, "bernd", "!lösen Toner getauscht").await;
    world.reacts("anna", &said, "🔁").await;
    world.says_below(IT, &card, "bernd", "!lösen Stecker auch").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht 🔁 anna
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Mittel · Gelöst · Bernd
          💡 Stecker auch
          🔁 es ist nicht gelöst
      3 ↳1 anna: Er blinkt jetzt rot
      4 ↳1 lotse: Bernd: Ich komme in zehn Minuten
      5 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Toner getauscht
      6 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Stecker auch
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Medium · Resolved · Bernd
          💡 Stecker auch
          from Anna
          🔁 reopen 👀 bernd 🔁 lotse
      2 ↳1 bernd: Immer dieser Drucker, ich hasse ihn
      3 ↳1 lotse: Anna: Er blinkt jetzt rot
      4 ↳1 bernd: !antwort Ich komme in zehn Minuten
      5 ↳1 lotse: ✉️ An Anna geschickt.
      6 ↳1 carla: !notiz Toner liegt im Keller
      7 ↳1 lotse: 📝 Bei T-1 aufgehoben, nur für das Team.
      8 ↳1 bernd: !lösen Toner getauscht
      9 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
      10 ↳1 lotse: Bernd T-1 wurde von Anna wieder geöffnet.
      11 ↳1 bernd: !lösen Stecker auch
      12 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_was_passed_on_follows_its_edits_and_is_taken_back_with_them() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Outlook does not start").await;
    let card = world.card_in(IT, "T-1");
    let more = world.says_in(&said, "anna", "It says error 17").await;
    world.edits(&more, "It says error 71").await;
    let secret = world.says_in(&said, "anna", "My password is hunter2").await;
    world.takes_back(&secret).await;
    let reply = world.says_below(IT, &card, "bernd", "!reply Please restart it").await;
    world.edits(&reply, "!reply Please restart the computer").await;
    let wrong = world.says_below(IT, &card, "bernd", "!reply Your colleague is an idiot").await;
    world.takes_back(&wrong).await;
    world.says_below(IT, &card, "bernd", "!history").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Outlook does not start
      2 ↳1 lotse: T-1 Outlook does not start
          High · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 anna: It says error 71
      4 ↳1 anna: 
      5 ↳1 lotse: Bernd: Please restart the computer
      6 ↳1 lotse: 
    it-team: bernd, carla, lotse
      1 lotse: T-1 Outlook does not start
          High · New · nobody yet
          from Anna · E-mail
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: It says error 71
      3 ↳1 lotse: 
      4 ↳1 bernd: !reply Please restart the computer
      5 ↳1 lotse: ✉️ Anna has it.
      6 ↳1 bernd: 
      7 ↳1 lotse: ✉️ Anna has it.
      8 ↳1 bernd: !history
      9 ↳1 lotse: T-1 · 6 entries
          today 09:00 · Anna: Outlook does not start
          today 09:00 · ⚙️ sent on its way by “E-mail”
          today 09:00 · Anna: It says error 71 (edited)
          today 09:00 · Anna: (message taken back)
          today 09:00 · Bernd: Please restart the computer (edited)
          today 09:00 · Bernd: (message taken back)
    net-team: lotse, nora
    ");
    let words = |text: &'static str| format!("%{text}%");
    for gone in ["hunter2", "idiot"] {
        let left: i64 = sqlx::query_scalar(
            "select (select count(*) from ticket_entry where text like $1)
                  + (select count(*) from outbox where payload::text like $1)",
        )
        .bind(words(gone))
        .fetch_one(world.pool())
        .await
        .unwrap();
        assert_eq!(left, 0, "{gone}");
    }
    world.ends().await;
}

#[tokio::test]
async fn rules_services_and_keys_send_tickets_on_their_way() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket WLAN im Keller ist weg").await;
    world.says("anna", "!ticket Outlook startet nicht dringlichkeit:hoch").await;
    world.says("anna", "!ticket Der Server brummt impact:gering urgency:3 service:mail").await;
    world.says("anna", "!ticket Kaputt service:mial").await;
    world.says("anna", "!ticket Kaputt impact:riesig").await;
    let card = world.card_in(NETWORK, "T-1");
    world.says_below(NETWORK, &card, "nora", "!verlauf").await;
    world.says_to(IT, "bernd", "!tickets offen").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket WLAN im Keller ist weg
      2 ↳1 lotse: T-1 WLAN im Keller ist weg
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 anna: !ticket Outlook startet nicht dringlichkeit:hoch
      4 ↳3 lotse: T-2 Outlook startet nicht
          Kritisch · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 anna: !ticket Der Server brummt impact:gering urgency:3 service:mail
      6 ↳5 lotse: T-3 Der Server brummt
          Planung · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 anna: !ticket Kaputt service:mial
      8 ↳7 lotse: ❓ Einen Service „mial“ kenne ich nicht.
          War mail gemeint?
      9 anna: !ticket Kaputt impact:riesig
      10 ↳9 lotse: ❓ Eine Stufe „riesig“ kenne ich nicht.
          Es gibt: hoch, mittel, niedrig.
    it-team: bernd, carla, lotse
      1 lotse: T-2 Outlook startet nicht
          Critical · New · nobody yet
          from Anna · E-mail
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      2 lotse: T-3 Der Server brummt
          Planning · New · nobody yet
          from Anna · E-mail
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 bernd: !tickets offen
      4 ↳3 lotse: 2 open tickets
          T-2 Outlook startet nicht · Critical · New · nobody yet
          T-3 Der Server brummt · Planning · New · nobody yet
    net-team: lotse, nora
      1 lotse: T-1 WLAN im Keller ist weg
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 nora: !verlauf
      3 ↳1 lotse: T-1 · 2 Einträge
          heute 09:00 · Anna: WLAN im Keller ist weg
          heute 09:00 · ⚙️ zugeteilt durch „the net“
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_private_matter_is_known_to_requester_and_team_alone() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Mein Gehalt fehlt").await;
    for text in ["!show T-1", "!history T-1", "!take T-1", "!tickets open"] {
        world.says_to(IT, "bernd", text).await;
    }
    world.says("dora", "!show T-1").await;
    world.says("anna", "!tickets meine").await;
    world.says_alone("anna", "!tickets meine").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!take").await;
    world.says_below(HR, &card, "hanna", "!reply Kommt morgen").await;
    world.says_to(HR, "hanna", "!tickets open").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Medium · Assigned · Hanna
          🔒 from Anna · Human resources
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 hanna: !take
      3 ↳1 lotse: T-1 · Medium · Assigned · Hanna
      4 ↳1 hanna: !reply Kommt morgen
      5 ↳1 lotse: ✉️ An Anna geschickt.
      6 hanna: !tickets open
      7 ↳6 lotse: Ein offenes Ticket
          T-1 Mein Gehalt fehlt · Mittel · Zugewiesen · Hanna
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Mein Gehalt fehlt
      2 ↳1 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
      3 dora: !show T-1
      4 ↳3 lotse: ⛔ There is no ticket T-1.
      5 anna: !tickets meine
      6 ↳5 lotse: Du hast keine offenen Tickets.
    it-team: bernd, carla, lotse
      1 bernd: !show T-1
      2 ↳1 lotse: ⛔ There is no ticket T-1.
      3 bernd: !history T-1
      4 ↳3 lotse: ⛔ There is no ticket T-1.
      5 bernd: !take T-1
      6 ↳5 lotse: ⛔ There is no ticket T-1.
      7 bernd: !tickets open
      8 ↳7 lotse: There are no open tickets.
    direct: anna, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Mittel · Zugewiesen · Hanna
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      2 anna: !tickets meine
      3 ↳2 lotse: Dein offenes Ticket
          T-1 Mein Gehalt fehlt · Mittel · Neu · noch niemand
      4 ↳1 lotse: Hanna: Kommt morgen
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_ticket_can_be_asked_to_be_private() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket vertraulich Mein Laptop zeigt fremde Mails").await;
    world.says_alone("anna", "!ticket private: And my phone too").await;
    world.says_to(NETWORK, "nora", "!show T-1").await;
    world.says_to(IT, "bernd", "!tickets open").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket vertraulich Mein Laptop zeigt fremde Mails
      2 ↳1 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Mein Laptop zeigt fremde Mails
          High · New · nobody yet
          🔒 from Anna · E-mail
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 And my phone too
          Medium · New · nobody yet
          🔒 from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 bernd: !tickets open
      4 ↳3 lotse: 2 open tickets
          T-1 Mein Laptop zeigt fremde Mails · High · New · nobody yet
          T-2 And my phone too · Medium · New · nobody yet
    direct: anna, lotse
      1 lotse: T-1 Mein Laptop zeigt fremde Mails
          Hoch · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      2 anna: !ticket private: And my phone too
      3 ↳2 lotse: T-2 And my phone too
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    net-team: lotse, nora
      1 nora: !show T-1
      2 ↳1 lotse: ⛔ There is no ticket T-1.
    ");
    world.ends().await;

    let mut world = World::new().await;
    world.says("anna", "!ticket private My laptop shows the mail of others").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket private My laptop shows the mail of others
    2 ↳1 lotse: ⛔ A private ticket needs a team, and there is none to give it to.
        Write me in a direct chat: what is raised there is not shown in rooms.
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_colleague_for_whom_a_ticket_was_raised_in_the_teams_room_hears_of_it_alone() {
    let mut world = World::company(|_| {}).await;
    let said = world.says_to(IT, "bernd", "!ticket for @anna:local New monitor").await;
    world.says_below(IT, &said, "bernd", "!note She is on holiday").await;
    world.says_below(IT, &said, "bernd", "!reply It has arrived").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !ticket for @anna:local New monitor
      2 ↳1 lotse: T-1 New monitor
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 ↳1 bernd: !note She is on holiday
      4 ↳1 lotse: 📝 Kept with T-1, for the team alone.
      5 ↳1 bernd: !reply It has arrived
      6 ↳1 lotse: ✉️ Anna has it.
    direct: anna, lotse
      1 lotse: T-1 New monitor
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      2 ↳1 lotse: Bernd: It has arrived
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_private_matter_is_not_spoken_of_where_others_read_along() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Mein Gehalt fehlt").await;
    let room = world.room();
    world.server.join(&room, "@hanna:local", 0).unwrap();
    for who in ["anna", "hanna", "carla"] {
        for text in ["!show T-1", "!history T-1", "!take T-1"] {
            world.says(who, text).await;
        }
    }
    // She does what she was advised to do.
    world.takes_back(&said).await;
    // Somebody else comes into the chat with the bot.
    let direct = world.server.open_direct("@anna:local").unwrap();
    world.server.join(&direct, "@carla:local", 0).unwrap();
    world.settle().await;
    world.says_alone("anna", "!tickets mine").await;
    world.says_alone("anna", "!show T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Medium · New · nobody yet
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    it-help: anna, bernd, carla, dora, hanna, lotse
      1 anna: 
      2 ↳1 lotse: 🔒 Das ist vertraulich, deshalb geht es im Direktchat mit dir weiter. Was du hier geschrieben hast, ist hier noch zu lesen; lösche es, wenn es das nicht sein soll.
      3 anna: !show T-1
      4 ↳3 lotse: ⛔ Ein Ticket T-1 gibt es nicht.
      5 anna: !history T-1
      6 ↳5 lotse: ⛔ Ein Ticket T-1 gibt es nicht.
      7 anna: !take T-1
      8 ↳7 lotse: ⛔ Ein Ticket T-1 gibt es nicht.
      9 hanna: !show T-1
      10 ↳9 lotse: ⛔ There is no ticket T-1.
      11 hanna: !history T-1
      12 ↳11 lotse: ⛔ There is no ticket T-1.
      13 hanna: !take T-1
      14 ↳13 lotse: ⛔ There is no ticket T-1.
      15 carla: !show T-1
      16 ↳15 lotse: ⛔ There is no ticket T-1.
      17 carla: !history T-1
      18 ↳17 lotse: ⛔ There is no ticket T-1.
      19 carla: !take T-1
      20 ↳19 lotse: ⛔ There is no ticket T-1.
    it-team: bernd, carla, lotse
    direct: anna, carla, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      2 anna: !tickets mine
      3 ↳2 lotse: Du hast keine offenen Tickets.
      4 anna: !show T-1
      5 ↳4 lotse: ⛔ Ein Ticket T-1 gibt es nicht.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn who_does_not_read_where_a_ticket_was_raised_hears_of_it_alone() {
    let mut world = World::company(|_| {}).await;
    world.says_to(IT, "bernd", "!ticket for @anna:local WLAN im Keller").await;
    world.says_alone("bernd", "!ticket for @dora:local The beamer in the hall").await;
    let card = world.card_in(NETWORK, "T-1");
    world.says_below(NETWORK, &card, "nora", "!reply I am looking").await;
    world.says_below(NETWORK, &card, "nora", "!resolve switched it on").await;
    assert_snapshot!(world.rooms(), @"
    direct: bernd, lotse
      1 bernd: !ticket for @dora:local The beamer in the hall
      2 ↳1 lotse: T-2 is on its way. Dora does not read here, so I have told them in our direct chat.
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !ticket for @anna:local WLAN im Keller
      2 ↳1 lotse: T-1 ist unterwegs. Anna liest hier nicht mit und weiß es aus dem Direktchat.
      3 lotse: T-2 The beamer in the hall
          Medium · New · nobody yet
          from Dora
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    direct: anna, lotse
      1 lotse: T-1 WLAN im Keller
          Mittel · Gelöst · Nora
          💡 switched it on
          🔁 es ist nicht gelöst
      2 ↳1 lotse: Nora: I am looking
      3 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 switched it on
    direct: dora, lotse
      1 lotse: T-2 The beamer in the hall
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    net-team: lotse, nora
      1 lotse: T-1 WLAN im Keller
          Medium · Resolved · Nora
          💡 switched it on
          from Anna
          🔁 reopen 🔁 lotse
      2 ↳1 nora: !reply I am looking
      3 ↳1 lotse: ✉️ Anna has it.
      4 ↳1 nora: !resolve switched it on
      5 ↳1 lotse: T-1 · Medium · Resolved · Nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn two_tickets_raised_in_one_thread_do_not_hear_each_other() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Outlook startet nicht").await;
    let second = world.says_in(&said, "anna", "!ticket WLAN im Keller ist weg").await;
    world.says_in(&said, "anna", "Es sagt Fehler 17").await;
    let card = world.card_in(ROOM, "T-2");
    world.says_in(&card, "anna", "Seit heute früh").await;
    assert_ne!(second, card);
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Outlook startet nicht
      2 ↳1 lotse: T-1 Outlook startet nicht
          Hoch · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 anna: !ticket WLAN im Keller ist weg
      4 lotse: T-2 WLAN im Keller ist weg
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 ↳1 anna: Es sagt Fehler 17
      6 ↳4 anna: Seit heute früh
    it-team: bernd, carla, lotse
      1 lotse: T-1 Outlook startet nicht
          High · New · nobody yet
          from Anna · E-mail
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: Es sagt Fehler 17
    net-team: lotse, nora
      1 lotse: T-2 WLAN im Keller ist weg
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Anna: Seit heute früh
    ");
    world.ends().await;
}
