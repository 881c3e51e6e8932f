//! What teams have agreed among themselves.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::company::{IT, NETWORK};
use crate::support::world::World;

#[tokio::test]
async fn a_team_keeps_what_it_agreed_and_its_requester_reads_nothing_of_it() {
    let more = r#"
[[olas]]
name = "net"
team = "network"
calendar = "office"
within = "2h"
"#;
    let mut world = World::promising(more).await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.card_in(IT, "T-1");
    world.pass(TimeDelta::minutes(30)).await;
    world.says_below(IT, &card, "bernd", "!assign team:network").await;
    let card = world.card_in(NETWORK, "T-1");
    world.says_below(NETWORK, &card, "nora", "!sla").await;
    world.says_in(&said, "anna", "!sla").await;
    world.pass(TimeDelta::hours(2)).await;
    world.says_below(NETWORK, &card, "nora", "!assign team:it").await;
    world.says_below(NETWORK, &card, "nora", "!sla T-1").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer on the 3rd floor does not print
      2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Medium · New · nobody yet · answer overdue since today 11:00
          Whatever you write in this thread reaches those who work on it.
      3 ↳1 anna: !sla
      4 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Answer in 2 h (normal, Mon–Fri 8–17): by today 11:00; 30 min used up (25%), 1 h 30 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 2 h
          Solution in 16 h (normal, Mon–Fri 8–17): by Wed 14 Jan 09:00; 30 min used up (3%), 15 h 30 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 7 h
          · tomorrow: 8 h
          · Wed 14 Jan: 1 h
    it-team: bernd, carla, lotse
      1 lotse: T-1 is with Network now.
      2 ↳1 bernd: !assign team:network
      3 ↳1 lotse: T-1 is with Network now, given to them by Bernd.
      4 lotse: T-1 The printer on the 3rd floor does not print
          Medium · New · nobody yet · answer overdue since today 11:00
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    net-team: lotse, nora
      1 lotse: T-1 is with IT now.
      2 ↳1 nora: !sla
      3 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Answer in 2 h (normal, Mon–Fri 8–17): by today 11:00; 30 min used up (25%), 1 h 30 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 2 h
          Solution in 16 h (normal, Mon–Fri 8–17): by Wed 14 Jan 09:00; 30 min used up (3%), 15 h 30 min left
          · since today 09:00 (clock of Europe/Berlin)
          · today: 7 h
          · tomorrow: 8 h
          · Wed 14 Jan: 1 h
          Team Network in 2 h (net, Mon–Fri 8–17): by today 11:30; 0 s used up (0%), 2 h left
          · since today 09:30 (clock of Europe/Berlin)
          · today: 2 h
      4 ↳1 nora: !assign team:it
      5 ↳1 lotse: T-1 is with IT now, given to them by Nora.
      6 ↳1 nora: !sla T-1
      7 ↳1 lotse: ⛔ That ticket belongs to somebody else.
          Its requester and agents may.
    ");
    world.ends().await;
}
