//! A backup of the database is restored.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::support::world::World;

impl World {
    async fn backed_up(&mut self) -> String {
        self.stop().await;
        let backup = self.database.backed_up().await;
        self.start().await;
        backup
    }

    async fn restored(&mut self, backup: &str) {
        self.stop().await;
        self.database.restored(backup).await;
        self.start().await;
        self.says("carla", "Good morning").await;
        // The report to the operators is a timer's.
        self.pass(TimeDelta::seconds(1)).await;
    }
}

#[tokio::test]
async fn a_restored_database_repeats_nothing_even_where_the_chat_server_has_forgotten_the_keys() {
    let mut world = World::new().await;
    world.says("anna", "!ticket The first one is broken").await;
    let backup = world.backed_up().await;
    let second = world.says("anna", "!ticket The second one is broken").await;
    world.says_in(&second, "bernd", "!take").await;
    let card = world.server.room(&world.room()).unwrap().items[3].id.clone();
    world.reacts("bernd", &card, "✅").await;
    world.pass(TimeDelta::hours(30)).await;
    let before = world.rooms();
    assert_snapshot!(before, @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The first one is broken
      2 ↳1 lotse: T-1 The first one is broken
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 anna: !ticket The second one is broken
      4 ↳3 lotse: T-2 The second one is broken
          Medium · Resolved · Bernd
          🔁 reopen ✅ bernd 🔁 lotse
      5 ↳3 bernd: !take
      6 ↳3 lotse: T-2 · Medium · Assigned · Bernd
      7 ↳3 lotse: T-2 is resolved. What was the solution, Bernd? The next line that you write here is kept with it.
    ");
    world.server.forget_keys();
    world.restored(&backup).await;
    let numbers: Vec<(i64, String)> =
        sqlx::query_as("select id, title from ticket order by id").fetch_all(world.pool()).await.unwrap();
    assert_eq!(numbers, [(1, "The first one is broken".to_owned()), (2, "The second one is broken".to_owned())]);

    // What comes now is answered as ever, and the operators are told no second time.
    world.stop().await;
    world.start().await;
    world.says("anna", "!ticket The third one is broken").await;
    let after = world.rooms();
    assert_snapshot!(after.strip_prefix(&before).expect("nothing was said again"), @"
      8 carla: Good morning
      9 anna: !ticket The third one is broken
      10 ↳9 lotse: T-3 The third one is broken
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
    direct: dora, lotse
      1 lotse: ⚠️ My database is older than what I have done as @lotse:local: it knows nothing later than yesterday 09:00, and I was at work until about today 15:00. Most likely a backup was restored.
          I am reading again what was written since then, and doing it again. What I have said before is not said again, and tickets get the numbers that they had; only where people wrote in several rooms in the same moment can a number differ from the one in the room.
          What I cannot know: what time brought about meanwhile, such as a wait that was over, can be announced once more; reactions and messages that were taken back are as if they had never been; what was done at the terminal is lost, and so is what was said in rooms that I have left since. Commands older than 14 days are not run again.
          Please compare the tickets of that time with the rooms.
    ");
    let (open, third): (bool, i64) =
        sqlx::query_as("select gap_until is not null, (select max(id) from ticket) from account")
            .fetch_one(world.pool())
            .await
            .unwrap();
    assert_eq!((open, third), (false, 3));
    world.ends().await;
}

#[tokio::test]
async fn a_database_of_now_is_not_taken_for_an_old_one() {
    let mut world = World::new().await;
    world.says("anna", "!ticket The first one is broken").await;
    let backup = world.backed_up().await;
    world.restored(&backup).await;
    world.says("anna", "!ticket The second one is broken").await;
    assert!(!world.rooms().contains("direct:"), "{}", world.rooms());
    world.ends().await;
}
