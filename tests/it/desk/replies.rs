//! What a requester says after the end: thanks, that it is not solved, and much later something else.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::{HR, IT};
use crate::support::world::World;

#[tokio::test]
async fn thanks_stay_thanks_and_a_complaint_opens_it_again() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!lösen Toner getauscht").await;
    world.says_in(&said, "anna", "Danke Bernd! 👍").await;
    world.says_in(&said, "dora", "Bei mir geht es auch nicht").await;
    world.says_in(&said, "anna", "geht immer noch nicht").await;
    world.says_below(IT, &card, "bernd", "!lösen Stecker").await;
    world.says_below(IT, &card, "bernd", "!schließen").await;
    world.says_in(&said, "anna", "Immer noch kaputt").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Mittel · Zugewiesen · Bernd
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Toner getauscht
      4 ↳1 anna: Danke Bernd! 👍
      5 ↳1 dora: Bei mir geht es auch nicht
      6 ↳1 anna: geht immer noch nicht
      7 ↳1 lotse: 🔁 T-1 ist wieder offen, und wer daran arbeitet, weiß es.
      8 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Stecker
      9 ↳1 lotse: Anna, wie war es mit T-1? Ein Tipp genügt: 1️⃣ sehr schlecht · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ sehr gut 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      10 ↳1 anna: Immer noch kaputt
      11 ↳1 lotse: 🔁 T-1 ist wieder offen, und wer daran arbeitet, weiß es.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Medium · Assigned · Bernd
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 bernd: !lösen Toner getauscht
      3 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
      4 ↳1 lotse: Anna: Danke Bernd! 👍
      5 ↳1 lotse: Dora: Bei mir geht es auch nicht
      6 ↳1 lotse: Anna: geht immer noch nicht
      7 ↳1 lotse: Bernd T-1 wurde von Anna wieder geöffnet.
      8 ↳1 bernd: !lösen Stecker
      9 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
      10 ↳1 bernd: !schließen
      11 ↳1 lotse: T-1 · Mittel · Geschlossen · Bernd
      12 ↳1 lotse: Anna: Immer noch kaputt
      13 ↳1 lotse: Bernd T-1 wurde von Anna wieder geöffnet.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn in_one_thread_the_holder_is_told() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    world.says_in(&said, "bernd", "!resolve toner").await;
    world.says_in(&said, "anna", "Thanks a lot!").await;
    world.says_in(&said, "bernd", "You are welcome").await;
    world.says_in(&said, "anna", "It is broken again").await;
    // What the agent says about a ticket of their own does not open it again.
    let own = world.says("carla", "!ticket My screen is dark").await;
    world.says_in(&own, "carla", "!resolve switched it on").await;
    world.says_in(&own, "carla", "How stupid of me").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer does not print
    2 ↳1 lotse: T-1 The printer does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    3 ↳1 bernd: !resolve toner
    4 ↳1 lotse: T-1 · Medium · Resolved · Bernd
    2 lotse edits: T-1 The printer does not print
        Medium · Resolved · Bernd
        💡 toner
        🔁 reopen
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    2 lotse 🔁
    5 ↳1 anna: Thanks a lot!
    6 ↳1 bernd: You are welcome
    7 ↳1 anna: It is broken again
    8 ↳1 lotse (to bernd): Bernd T-1 was reopened by Anna.
    2 lotse edits: T-1 The printer does not print
        Medium · Assigned · Bernd
        ✅ resolve
    2 lotse takes 🔁 back
    2 lotse ✅
    9 carla: !ticket My screen is dark
    10 ↳9 lotse: T-2 My screen is dark
        Medium · New · nobody yet
        👀 take · ✅ resolve
    10 lotse 👀
    10 lotse ✅
    11 ↳9 carla: !resolve switched it on
    12 ↳9 lotse: T-2 · Medium · Resolved · Carla
    10 lotse edits: T-2 My screen is dark
        Medium · Resolved · Carla
        💡 switched it on
        🔁 reopen
    10 lotse takes 👀 back
    10 lotse takes ✅ back
    10 lotse 🔁
    13 ↳9 carla: How stupid of me
    ");
    world.ends().await;
}

#[tokio::test]
async fn after_two_weeks_a_new_ticket_goes_on_in_the_same_thread() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print prio:high").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!resolve toner").await;
    world.pass(TimeDelta::days(15)).await;
    world.reacts("anna", &said, "🔁").await;
    world.says_in(&said, "anna", "thanks again").await;
    world.says_in(&said, "anna", "It does not print again\nand it blinks <b>red</b>").await;
    world.says_in(&said, "anna", "Since this morning").await;
    world.says_in(&said, "anna", "!history").await;
    world.says_below(IT, &card, "bernd", "!reopen").await;
    world.says_below(IT, &card, "bernd", "!take T-2").await;
    let old = world.card_in("it-help", "T-1");
    world.reacts("anna", &old, "🔁").await;
    world.reacts("anna", &old, "✅").await;
    world.takes_back(&said).await;
    world.says_below(IT, &card, "bernd", "!history").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna:  🔁 anna
      2 ↳1 lotse: T-1 is over and is continued by T-2 in this thread. 🔁 anna ✅ anna
      3 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 toner
      4 ↳1 lotse: Anna, how was it with T-1? One tap: 1️⃣ very bad · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ very good 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      5 ↳1 lotse: ⛔ T-1 has been over for more than 14 days, which is too long to reopen it.
          Write in its thread what is wrong: that opens a new ticket, which continues this one.
      6 ↳1 anna: thanks again
      7 ↳1 anna: It does not print again
          and it blinks <b>red</b>
      8 ↳1 lotse: T-2 It does not print again
          High · Assigned · Bernd
          continues T-1
          Whatever you write in this thread reaches those who work on it.
      9 ↳1 anna: Since this morning
      10 ↳1 anna: !history
      11 ↳1 lotse: T-2 · 2 entries
          today 09:00 · Anna: It does not print again and it blinks <b>red</b>
          today 09:00 · Anna: Since this morning
      12 ↳1 lotse: T-1 is over: T-2 continues it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 (message taken back)
          High · Closed · Bernd
          💡 toner
          from Anna
          🔁 reopen
      2 ↳1 bernd: !resolve toner
      3 ↳1 lotse: T-1 · High · Resolved · Bernd
      4 ↳1 lotse: Anna: thanks again
      5 lotse: T-2 It does not print again
          High · Assigned · Bernd
          continues T-1
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      6 ↳1 lotse: Anna has written again. T-2 continues T-1.
      7 ↳5 lotse: Anna: Since this morning
      8 ↳1 bernd: !reopen
      9 ↳1 lotse: ⛔ T-1 is continued by T-2.
          Go on there: !show and its number shows it.
      10 ↳1 bernd: !take T-2
      11 ↳1 lotse: T-2 · High · Assigned · Bernd
      12 ↳1 bernd: !history
      13 ↳1 lotse: T-1 · 3 entries
          Mon 12 Jan 09:00 · Anna: (message taken back)
          Mon 12 Jan 09:00 · Bernd: toner
          today 09:00 · Anna: thanks again
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_private_matter_goes_on_in_private() {
    let mut world = World::company(|_| {}).await;
    world.says_alone("anna", "!ticket Mein Gehalt fehlt").await;
    let card = world.card_in(HR, "T-1");
    world.says_below(HR, &card, "hanna", "!lösen überwiesen").await;
    world.pass(TimeDelta::days(40)).await;
    let direct = world.server.open_direct("@anna:local").unwrap();
    let thread = world.server.room(&direct).unwrap().items[0].id.clone();
    world.says_below(&direct, &thread, "anna", "Jetzt fehlt es schon wieder").await;
    world.says_below(&direct, &thread, "anna", "!verlauf").await;
    world.says_to(IT, "bernd", "!zeigen T-2").await;
    assert_snapshot!(world.rooms(), @"
    direct: anna, lotse
      1 anna: !ticket Mein Gehalt fehlt
      2 ↳1 lotse: T-1 ist vorbei und geht in diesem Thread als T-2 weiter.
      3 ↳1 lotse: Anna T-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 überwiesen
      4 ↳1 lotse: Anna, wie war es mit T-1? Ein Tipp genügt: 1️⃣ sehr schlecht · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ sehr gut 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      5 ↳1 anna: Jetzt fehlt es schon wieder
      6 ↳1 lotse: T-2 Jetzt fehlt es schon wieder
          Mittel · Neu · noch niemand
          setzt T-1 fort
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 ↳1 anna: !verlauf
      8 ↳1 lotse: T-2 · ein Eintrag
          heute 09:00 · Anna: Jetzt fehlt es schon wieder
    hr-team: hanna, lotse
      1 lotse: T-1 Mein Gehalt fehlt
          Medium · Closed · Hanna
          💡 überwiesen
          🔒 from Anna · Human resources
          🔁 reopen
      2 ↳1 hanna: !lösen überwiesen
      3 ↳1 lotse: T-1 · Mittel · Gelöst · Hanna
      4 lotse: T-2 Jetzt fehlt es schon wieder
          Medium · New · nobody yet
          continues T-1
          🔒 from Anna · Human resources
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      5 ↳1 lotse: Anna has written again. T-2 continues T-1.
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !zeigen T-2
      2 ↳1 lotse: ⛔ Ein Ticket T-2 gibt es nicht.
    net-team: lotse, nora
    ");
    world.ends().await;
}
