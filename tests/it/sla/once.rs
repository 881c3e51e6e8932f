//! Each warning comes once, whatever happens to clocks and instances; and what is told on the command line.

use chrono::{NaiveDate, TimeDelta};
use insta::assert_snapshot;
use lotse::app;
use lotse::flow::wakeup::Bell;
use lotse::ids::TicketId;
use lotse::practice::sla::line;

use super::promises;
use crate::support::company::IT;
use crate::support::world::World;

/// The warnings in the thread of the first ticket.
fn warnings(world: &mut World) -> usize {
    world.rooms().lines().filter(|line| line.contains("⏰")).count()
}

#[tokio::test]
async fn a_clock_that_is_set_back_warns_of_nothing_twice() {
    let mut world = World::promising("").await;
    world.says("anna", "!ticket The printer is jammed").await;
    world.minutes(62).await;
    assert_eq!(warnings(&mut world), 1);
    world.clock.advance(TimeDelta::minutes(-50));
    world.minutes(62).await;
    assert_eq!(warnings(&mut world), 1);
    world.minutes(20).await;
    assert_eq!(warnings(&mut world), 2, "three quarters");
    world.ends().await;
}

#[tokio::test]
async fn two_instances_that_hear_of_the_same_step_warn_once() {
    let mut world = World::promising("").await;
    world.says("anna", "!ticket The printer is jammed").await;
    world.minutes(58).await;
    // As if another instance had set the ticket's timer as well, a moment apart.
    sqlx::query(
        "insert into timer (key, kind, payload, due_at)
         select key || ':' || n, kind, payload, due_at + n * interval '1 second'
         from timer, generate_series(1, 5) n where kind = 'sla-step'",
    )
    .execute(world.pool())
    .await
    .unwrap();
    world.rings(Bell::Timers);
    world.minutes(5).await;
    assert_eq!(warnings(&mut world), 1);
    world.ends().await;
}

#[tokio::test]
async fn the_command_line_explains_and_simulates() {
    let mut world = World::promising("").await;
    for (id, minutes, title) in [("T-1", 30, "Der Drucker klemmt"), ("T-2", 150, "Das Telefon rauscht")] {
        world.says("anna", &format!("!ticket {title}")).await;
        let card = world.card_in(IT, id);
        world.pass(TimeDelta::minutes(minutes)).await;
        world.says_below(IT, &card, "bernd", "!lösen behoben").await;
    }
    let words = app::words().unwrap();
    let (config, now) = (world.config(), world.clock.now());
    let told = line::explained(world.pool(), &words, &config, TicketId(2), now).await.unwrap().unwrap();
    assert_snapshot!(told, @"
    T-2 Das Telefon rauscht
    Answer in 2 h (normal, Mon–Fri 8–17): missed by 30 min (today 12:00)
    · since today 09:30 (clock of Europe/Berlin)
    · today: 2 h 30 min
    Solution in 16 h (normal, Mon–Fri 8–17): kept after 2 h 30 min (today 12:00)
    · since today 09:30 (clock of Europe/Berlin)
    · today: 2 h 30 min
    ");
    assert_eq!(line::explained(world.pool(), &words, &config, TicketId(9), now).await.unwrap(), None);
    let mut other = (*config).clone();
    promises(&mut other, "");
    let normal = other.sla.targets.last_mut().unwrap();
    (normal.response, normal.resolution) = (Some(std::time::Duration::from_mins(20)), None);
    let since = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let told = line::simulated(world.pool(), &words, (&config, &other), since, now).await.unwrap();
    assert_snapshot!(told, @"
    2 tickets looked at. Kept, now → then:
    Answer P3: 1/2 50 % → 0/2 0 %
    Solution P3: 2/2 100 % → –
    T-1 Der Drucker klemmt · Answer: kept → missed by 10 min
    T-1 Der Drucker klemmt · Solution: kept → not promised
    T-2 Das Telefon rauscht · Solution: kept → not promised
    ");
    let told = line::simulated(world.pool(), &words, (&config, &config), since, now).await.unwrap();
    assert_snapshot!(told, @"
    2 tickets looked at. Kept, now → then:
    Answer P3: 1/2 50 % → 1/2 50 %
    Solution P3: 2/2 100 % → 2/2 100 %
    Nothing changes for any ticket.
    ");
    world.ends().await;
}
