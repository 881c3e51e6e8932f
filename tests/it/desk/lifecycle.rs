//! Planned, on hold for somebody, over: what time brings about, and what each side is told of it.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn a_requester_who_does_not_answer_is_asked_reminded_and_told_of_the_end() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.reacts("bernd", &card, "⏸️").await;
    world.reacts("carla", &card, "⏸").await;
    world.pass(TimeDelta::days(3)).await;
    world.pass(TimeDelta::days(6)).await;
    world.pass(TimeDelta::days(1)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Mittel · Ohne Antwort geschlossen · Bernd
          🔁 es ist nicht gelöst
      3 ↳1 lotse: Anna T-1 wartet auf dich: Bitte antworte hier. Erinnert wirst du Do., 15.01. 09:00.
      4 ↳1 lotse: Anna T-1 wartet noch auf dich: Bitte antworte hier. Ohne Antwort wird es geschlossen, und zwar Do., 22.01. 09:00.
      5 ↳1 lotse: Anna T-1 wurde geschlossen, weil keine Antwort kam. Ist es noch wichtig, schreib hier, was los ist.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Medium · Closed without an answer · Bernd
          from Anna
          🔁 reopen 👀 bernd ⏸️ bernd ⏸ carla
      2 ↳1 lotse: ⛔ T-1 waits for its requester already.
      3 ↳1 lotse: ⏰ Anna was reminded of T-1. Without an answer it is closed Thu 22 Jan 09:00.
      4 ↳1 lotse: T-1 was closed: no answer came from Anna.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn an_answer_brings_it_back_and_a_hold_can_be_taken_back() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!take").await;
    world.says_below(IT, &card, "bernd", "!wait user 2d").await;
    world.says_below(IT, &card, "bernd", "she is on holiday I think").await;
    world.says_in(&said, "anna", "It is the one beside the kitchen").await;
    let hold = world.reacts("bernd", &card, "⏸️").await;
    world.takes_back(&hold).await;
    world.pass(TimeDelta::days(30)).await;
    // Where nobody has it, it is new again; a vendor's wait is no question to the requester.
    world.says_below(IT, &card, "bernd", "!release").await;
    world.says_below(IT, &card, "bernd", "!wait vendor 2wd").await;
    world.says_in(&said, "anna", "Any news?").await;
    world.says_below(IT, &card, "bernd", "!wait user").await;
    world.says_in(&said, "anna", "Still there").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer on the 3rd floor does not print
      2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: Anna T-1 waits for you: please answer here. You are reminded Wed 14 Jan 09:00.
      4 ↳1 anna: It is the one beside the kitchen
      5 ↳1 lotse: Anna T-1 waits for you: please answer here. You are reminded Thu 15 Jan 09:00.
      6 ↳1 anna: Any news?
      7 ↳1 lotse: Anna T-1 waits for you: please answer here. You are reminded Mon 16 Feb 09:00.
      8 ↳1 anna: Still there
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer on the 3rd floor does not print
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse 👀 lotse
      2 ↳1 bernd: !take
      3 ↳1 lotse: T-1 · Medium · Assigned · Bernd
      4 ↳1 bernd: !wait user 2d
      5 ↳1 lotse: T-1 · Medium · Waiting for the requester until Wed 14 Jan 09:00 · Bernd
      6 ↳1 bernd: she is on holiday I think
      7 ↳1 lotse: Anna: It is the one beside the kitchen
      8 ↳1 lotse: ▶️ Anna has answered: T-1 · Medium · Assigned · Bernd
      9 ↳1 bernd: !release
      10 ↳1 lotse: T-1 · Medium · New · nobody yet
      11 ↳1 bernd: !wait vendor 2wd
      12 ↳1 lotse: T-1 · Medium · Waiting for a third party until Fri 13 Feb 09:00 · nobody yet
      13 ↳1 lotse: Anna: Any news?
      14 ↳1 bernd: !wait user
      15 ↳1 lotse: T-1 · Medium · Waiting for the requester until Mon 16 Feb 09:00 · nobody yet
      16 ↳1 lotse: Anna: Still there
      17 ↳1 lotse: ▶️ Anna has answered: T-1 · Medium · New · nobody yet
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn where_there_is_one_thread_everything_is_told_there() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket Der Drucker druckt nicht").await;
    let card = world.last_of_bot();
    world.reacts("bernd", &card, "👀").await;
    world.reacts("bernd", &card, "⏸️").await;
    world.says_in(&said, "bernd", "Welcher denn?").await;
    world.says_in(&said, "anna", "Der im Keller").await;
    world.says_in(&said, "bernd", "!warten nutzer 2h").await;
    world.pass(TimeDelta::hours(2)).await;
    world.pass(TimeDelta::days(7)).await;
    world.says_in(&said, "anna", "Ich war im Urlaub").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket Der Drucker druckt nicht
    2 ↳1 lotse: T-1 Der Drucker druckt nicht
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    2 lotse 👀
    2 lotse ✅
    2 bernd 👀
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Zugewiesen · Bernd
        ✅ lösen
    2 lotse takes 👀 back
    2 bernd ⏸️
    3 ↳1 lotse (to anna): Anna T-1 wartet auf dich: Bitte antworte hier. Erinnert wirst du Do., 15.01. 09:00.
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Wartend auf den Melder bis Do., 15.01. 09:00 · Bernd
        ✅ lösen
    4 ↳1 bernd: Welcher denn?
    5 ↳1 anna: Der im Keller
    6 ↳1 lotse (to bernd): ▶️ Anna hat geantwortet: T-1 · Mittel · Zugewiesen · Bernd
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Zugewiesen · Bernd
        ✅ lösen
    7 ↳1 bernd: !warten nutzer 2h
    8 ↳1 lotse (to anna): Anna T-1 wartet auf dich: Bitte antworte hier. Erinnert wirst du heute 11:00.
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Wartend auf den Melder bis heute 11:00 · Bernd
        ✅ lösen
    9 ↳1 lotse (to anna): Anna T-1 wartet noch auf dich: Bitte antworte hier. Ohne Antwort wird es geschlossen, und zwar Mo., 19.01. 11:00.
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Wartend auf den Melder bis Mo., 19.01. 11:00 · Bernd
        ✅ lösen
    10 ↳1 lotse (to anna): Anna T-1 wurde geschlossen, weil keine Antwort kam. Ist es noch wichtig, schreib hier, was los ist.
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Ohne Antwort geschlossen · Bernd
        🔁 wieder öffnen
    2 lotse takes ✅ back
    11 ↳1 anna: Ich war im Urlaub
    12 ↳1 lotse (to bernd): Bernd T-1 wurde von Anna wieder geöffnet.
    2 lotse edits: T-1 Der Drucker druckt nicht
        Mittel · Zugewiesen · Bernd
        ✅ lösen
    2 lotse ✅
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_planned_comes_by_itself() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Neuer Bildschirm").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!plan Fri 14:00").await;
    world.says_below(IT, &card, "carla", "!take").await;
    world.says_below(IT, &card, "bernd", "!planen morgen").await;
    world.says_in(&said, "anna", "Fein").await;
    world.pass(TimeDelta::days(1)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Neuer Bildschirm
      2 ↳1 lotse: T-1 Neuer Bildschirm
          Mittel · Zugewiesen · Bernd
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 anna: Fein
    it-team: bernd, carla, lotse
      1 lotse: T-1 Neuer Bildschirm
          Medium · Assigned · Bernd
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse
      2 ↳1 bernd: !plan Fri 14:00
      3 ↳1 lotse: T-1 · Medium · Planned for Fri 16 Jan 14:00 · Bernd
      4 ↳1 carla: !take
      5 ↳1 lotse: ⛔ Bernd has T-1 already.
      6 ↳1 bernd: !planen morgen
      7 ↳1 lotse: T-1 · Mittel · Geplant für morgen 08:00 · Bernd
      8 ↳1 lotse: Anna: Fein
      9 ↳1 lotse: ⏰ Jetzt war es geplant: T-1 · Mittel · Zugewiesen · Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_planned_or_wait_is_refused() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket New screen").await;
    let card = world.card_in(IT, "T-1");
    let long = format!("!plan {}", "ü".repeat(60_000));
    for text in [
        "!plan",
        "!plan someday",
        "!plan 1.1.2020",
        "!wait user someday",
        "!wait vendor",
        "!plan T-99 2d",
        "!warten auf dritte bis morgen 14 Uhr",
        &long,
        "!resolve done",
        "!plan 2d",
        "!wait user",
    ] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.reacts("bernd", &card, "⏸️").await;
    world.says_in(&said, "anna", "!plan 2d").await;
    world.reacts("anna", &said, "⏸️").await;
    world.reacts("anna", &said, "⏸").await;
    let seen = world.rooms().replace(&"ü".repeat(60_000), "(60,000 ü)");
    assert_snapshot!(seen, @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket New screen ⏸️ anna ⏸ anna
      2 ↳1 lotse: T-1 New screen
          Medium · Resolved · Bernd
          💡 done
          🔁 it is not solved
      3 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 done
      4 ↳1 anna: !plan 2d
      5 ↳1 lotse: ⛔ Planning a ticket is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      6 ↳1 lotse: ⛔ Putting a ticket on hold is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 lotse: T-1 New screen
          Medium · Resolved · Bernd
          💡 done
          from Anna
          🔁 reopen 🔁 lotse ⏸️ bernd
      2 ↳1 bernd: !plan
      3 ↳1 lotse: ❓ When will it be worked on?
          For example !plan Fri 14:00, !plan tomorrow, !plan 2d.
      4 ↳1 bernd: !plan someday
      5 ↳1 lotse: ❓ When will it be worked on?
          For example !plan Fri 14:00, !plan tomorrow, !plan 2d.
      6 ↳1 bernd: !plan 1.1.2020
      7 ↳1 lotse: ⛔ That time has passed.
      8 ↳1 bernd: !wait user someday
      9 ↳1 lotse: ❓ Until when should it wait?
          For example !wait 2d, !wait 3wd (working days), !wait vendor until tomorrow 14:00; !wait user alone waits for the requester.
      10 ↳1 bernd: !wait vendor
      11 ↳1 lotse: ❓ Until when should it wait?
          For example !wait 2d, !wait 3wd (working days), !wait vendor until tomorrow 14:00; !wait user alone waits for the requester.
      12 ↳1 bernd: !plan T-99 2d
      13 ↳1 lotse: ⛔ There is no ticket T-99.
      14 ↳1 bernd: !warten auf dritte bis morgen 14 Uhr
      15 ↳1 lotse: T-1 · Mittel · Wartend auf Dritte bis morgen 14:00 · noch niemand
      16 ↳1 bernd: !plan (60,000 ü)
      17 ↳1 lotse: ❓ Wann wird daran gearbeitet?
          Zum Beispiel !planen Fr 14 Uhr, !planen morgen, !planen 2d.
      18 ↳1 bernd: !resolve done
      19 ↳1 lotse: T-1 · Mittel · Gelöst · Bernd
      20 ↳1 bernd: !plan 2d
      21 ↳1 lotse: ⛔ T-1 ist gelöst, es kann nicht geplant werden.
          🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
      22 ↳1 bernd: !wait user
      23 ↳1 lotse: ⛔ T-1 ist gelöst, es kann nicht warten.
          🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
      24 ↳1 lotse: ⛔ T-1 ist gelöst, es kann nicht warten.
          🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_resolved_closes_by_itself_and_says_nothing() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket The printer does not print").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!resolve toner").await;
    world.pass(TimeDelta::days(6)).await;
    world.reacts("anna", &said, "🔁").await;
    world.pass(TimeDelta::days(2)).await;
    world.says_below(IT, &card, "bernd", "!resolve cable").await;
    world.pass(TimeDelta::days(7)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer does not print 🔁 anna
      2 ↳1 lotse: T-1 The printer does not print
          Medium · Closed · Bernd
          💡 cable
          🔁 it is not solved
      3 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 toner
      4 ↳1 lotse: Anna T-1 is resolved. If it is not: 🔁 on the card, or say so here.
          💡 cable
      5 ↳1 lotse: Anna, how was it with T-1? One tap: 1️⃣ very bad · 2️⃣ · 3️⃣ · 4️⃣ · 5️⃣ very good 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer does not print
          Medium · Closed · Bernd
          💡 cable
          from Anna
          🔁 reopen
      2 ↳1 bernd: !resolve toner
      3 ↳1 lotse: T-1 · Medium · Resolved · Bernd
      4 ↳1 lotse: Bernd T-1 was reopened by Anna.
      5 ↳1 bernd: !resolve cable
      6 ↳1 lotse: T-1 · Medium · Resolved · Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}
