//! Warnings come before it is too late, each once, and many at once are one message.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::flow::timers;

use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn the_team_is_warned_once_at_each_step() {
    let mut world = World::promising("").await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    // 09:00 to 11:00, with the steps at half, three quarters and nine tenths.
    world.minutes(123).await;
    world.reacts("bernd", &card, "👀").await;
    world.says_below(IT, &card, "bernd", "!antwort Ich sehe nach").await;
    world.pass(TimeDelta::days(3)).await;
    world.says_below(IT, &card, "bernd", "!tickets überfällig").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Mittel · Zugewiesen · Bernd · Lösung bis Mi., 14.01. 09:00
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 ↳1 lotse: Bernd: Ich sehe nach
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Medium · Assigned · Bernd · solution by Wed 14 Jan 09:00
          from Anna
          ✅ resolve · 🚨 urgent ✅ lotse 🚨 lotse 👀 bernd
      2 ↳1 lotse: ⏰ 50% of the time promised for an answer is used up, 1 h left (until today 11:00). Nobody has it yet.
      3 ↳1 lotse: ⏰ 75% of the time promised for an answer is used up, 30 min left (until today 11:00). Nobody has it yet.
      4 ↳1 lotse: ⏰ 90% of the time promised for an answer is used up, 12 min left (until today 11:00). Nobody has it yet.
      5 ↳1 lotse: ⏰ An answer was promised by today 11:00, and the time is up. Nobody has it yet.
      6 ↳1 bernd: !antwort Ich sehe nach
      7 ↳1 lotse: ✉️ An Anna geschickt.
      8 ↳1 bernd: !tickets überfällig
      9 ↳1 lotse: Ein offenes Ticket mit einer Frist
          T-1 Drucker im 3. Stock druckt nicht · Mittel · Zugewiesen · Bernd · Lösung überfällig seit gestern 09:00
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn steps_raise_hand_over_and_call_the_leads() {
    let more = "warn_at = [\"50% quiet\", \"75% lead raise\", \"100% reassign:network escalate\"]\n";
    let mut world = World::promising(more).await;
    world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "carla", "I am carla").await;
    world.reacts("bernd", &card, "👀").await;
    world.says_below(IT, &card, "bernd", "!reply on it").await;
    // To 09:00 on Monday, a minute after the end of the plan.
    world.pass(TimeDelta::hours(23)).await;
    world.minutes(75).await;
    world.pass(TimeDelta::days(6)).await;
    world.minutes(2).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer on the 3rd floor does not print
      2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          High · New · nobody yet · solution overdue since Mon 12 Jan 13:00
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: Bernd: on it
    it-team: bernd, carla, lotse
      1 lotse: T-1 is with Network now. 👀 bernd
      2 ↳1 carla: I am carla
      3 ↳1 bernd: !reply on it
      4 ↳1 lotse: ✉️ Anna has it.
      5 ↳1 lotse: ⏰ 50% of the time promised for a solution is used up, 8 h left (until tomorrow 09:00).
      6 ↳1 lotse: Bernd Carla ⏰ A solution was promised by Wed 14 Jan 09:00 and is overdue for 10 h 16 min.
      7 ↳1 lotse: More urgent, because the promised time is running out: T-1 · High · Assigned · Bernd · solution overdue since Wed 14 Jan 09:00
      8 ↳1 lotse: Bernd T-1 goes to Network, because its time has run out.
    net-team: lotse, nora
      1 lotse: T-1 The printer on the 3rd floor does not print
          High · New · nobody yet · solution overdue since Mon 12 Jan 13:00
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    ");
    world.ends().await;
}

#[tokio::test]
async fn many_warnings_at_once_are_one_message() {
    let mut world = World::promising("").await;
    for number in 0..12 {
        world.says("anna", &format!("!ticket Beamer {number}{number} flackert in Saal {number}")).await;
    }
    world.minutes(62).await;
    assert_snapshot!(world.said_in(IT), @"
    ⏰ 12 promises that are running out or broken:
    T-1 Beamer 00 flackert in Saal 0 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-2 Beamer 11 flackert in Saal 1 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-3 Beamer 22 flackert in Saal 2 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-4 Beamer 33 flackert in Saal 3 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-5 Beamer 44 flackert in Saal 4 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-6 Beamer 55 flackert in Saal 5 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-7 Beamer 66 flackert in Saal 6 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-8 Beamer 77 flackert in Saal 7 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-9 Beamer 88 flackert in Saal 8 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    T-10 Beamer 99 flackert in Saal 9 · 50% of the time promised for an answer is used up, 1 h left (until today 11:00).
    … and 2 more: !tickets breaching shows all.
    ");
    world.ends().await;
}

/// What fell due while nobody ran is handled before any more time passes: the loop of timers may be slower than the story.
async fn until_nothing_is_due(world: &mut World) {
    let handled = async {
        loop {
            let due = timers::next_due(world.pool()).await.expect("timers can be read");
            world.settle().await;
            if due.is_none_or(|due| due > world.clock.now()) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), handled).await.expect("what is due is handled");
}

#[tokio::test]
async fn after_a_week_down_there_is_one_message_a_room_and_nothing_is_forgotten() {
    let mut world = World::promising("").await;
    for title in ["The printer is jammed", "Mail is slow", "VPN does not connect"] {
        world.says("anna", &format!("!ticket {title}")).await;
    }
    world.stop().await;
    world.clock.advance(TimeDelta::days(7));
    world.start().await;
    until_nothing_is_due(&mut world).await;
    world.minutes(3).await;
    world.says_to(IT, "bernd", "!tickets breaching").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer is jammed
      2 ↳1 lotse: T-1 The printer is jammed
          Medium · New · nobody yet · answer overdue since Mon 12 Jan 11:00
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ticket Mail is slow
      4 ↳3 lotse: T-2 Mail is slow
          High · New · nobody yet · answer overdue since Mon 12 Jan 09:30
          Whatever you write in this thread reaches those who work on it.
      5 anna: !ticket VPN does not connect
      6 ↳5 lotse: T-3 VPN does not connect
          Medium · New · nobody yet · answer overdue since Mon 12 Jan 11:00
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer is jammed
          Medium · New · nobody yet · answer overdue since Mon 12 Jan 11:00
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 Mail is slow
          High · New · nobody yet · answer overdue since Mon 12 Jan 09:30
          from Anna · E-mail
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 lotse: T-3 VPN does not connect
          Medium · New · nobody yet · answer overdue since Mon 12 Jan 11:00
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 lotse: ⏰ 6 promises that are running out or broken:
          T-2 Mail is slow · An answer was promised by Mon 12 Jan 09:30 and is overdue for 167 h 31 min.
          T-2 Mail is slow · A solution was promised by Mon 12 Jan 13:00 and is overdue for 164 h 1 min.
          T-1 The printer is jammed · An answer was promised by Mon 12 Jan 11:00 and is overdue for 24 h 1 min.
          T-3 VPN does not connect · An answer was promised by Mon 12 Jan 11:00 and is overdue for 24 h 1 min.
          T-1 The printer is jammed · A solution was promised by Wed 14 Jan 09:00 and is overdue for 10 h 1 min.
          T-3 VPN does not connect · A solution was promised by Wed 14 Jan 09:00 and is overdue for 10 h 1 min.
      5 bernd: !tickets breaching
      6 ↳5 lotse: 3 open tickets with a due time, the earliest first
          T-2 Mail is slow · High · New · nobody yet · answer overdue since Mon 12 Jan 09:30
          T-1 The printer is jammed · Medium · New · nobody yet · answer overdue since Mon 12 Jan 11:00
          T-3 VPN does not connect · Medium · New · nobody yet · answer overdue since Mon 12 Jan 11:00
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_was_answered_in_time_while_the_bot_was_down_is_not_called_late() {
    let mut world = World::promising("").await;
    world.says("anna", "!ticket The printer is jammed").await;
    let card = world.card_in(IT, "T-1");
    world.stop().await;
    world.clock.advance(TimeDelta::minutes(50));
    world
        .server
        .say(&format!("!{IT}:local"), "@bernd:local", "!reply I am coming", lotse::chat::local::Place::thread(&card))
        .unwrap();
    world.clock.advance(TimeDelta::hours(3));
    world.start().await;
    world.settle().await;
    world.minutes(3).await;
    world.says_below(IT, &card, "bernd", "!sla").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer is jammed
      2 ↳1 lotse: T-1 The printer is jammed
          Medium · New · nobody yet · solution by Wed 14 Jan 09:00
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 lotse: Bernd: I am coming
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer is jammed
          Medium · New · nobody yet · solution by Wed 14 Jan 09:00
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 bernd: !reply I am coming
      3 ↳1 lotse: ✉️ Anna has it.
      4 ↳1 bernd: !sla
      5 ↳1 lotse: T-1 The printer is jammed
          Answer in 2 h (normal, Mon–Fri 8–17): kept after 50 min (today 09:50)
          · since today 09:00 (clock of Europe/Berlin)
          · today: 50 min
          Solution in 16 h (normal, Mon–Fri 8–17): by Wed 14 Jan 09:00; 3 h used up (18%), 13 h left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 7 h
          · tomorrow: 8 h
          · Wed 14 Jan: 1 h
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_burnt_budget_is_told_once() {
    let more = r#"
[[objectives]]
name = "answers"
of = "response"
percent = 90
team = "it"
"#;
    let mut world = World::promising(more).await;
    for title in ["The printer is jammed", "Mail is slow", "VPN does not connect"] {
        world.says("anna", &format!("!ticket {title}")).await;
    }
    world.pass(TimeDelta::hours(3)).await;
    world.minutes(4).await;
    world.pass(TimeDelta::hours(20)).await;
    world.minutes(4).await;
    world.says_to(IT, "bernd", "!report sla").await;
    assert_snapshot!(world.said_in(IT), @"
    ⏰ 4 promises that are running out or broken:
    T-2 Mail is slow · An answer was promised by today 09:30 and is overdue for 2 h 31 min.
    T-1 The printer is jammed · An answer was promised by today 11:00 and is overdue for 1 h.
    T-3 VPN does not connect · An answer was promised by today 11:00 and is overdue for 1 h.
    T-2 Mail is slow · 75% of the time promised for a solution is used up, 59 min left (until today 13:00).
    🔴 The error budget is spent. answers: 90% in 30 days · 0% kept, 3 of 3 missed · error budget left -900% · burn rate 10.0
    ⏰ A solution was promised by yesterday 13:00 and is overdue for 19 h 5 min. Nobody has it yet.
    Service levels Tue 6 Jan to today
    No clock ended in that time.
    answers: 90% in 30 days · 0% kept, 3 of 3 missed · error budget left -900% · burn rate 10.0
    ");
    world.ends().await;
}
