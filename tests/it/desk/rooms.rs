//! Who may do what depends on the room: one's own rooms, direct chats, clients without threads.

use insta::assert_snapshot;
use lotse::chat::local::{Place, Post};

use crate::support::world::{World, account};

#[tokio::test]
async fn a_room_of_ones_own_makes_nobody_an_agent_of_others_tickets() {
    let mut world = World::new().await;
    world.says("anna", "!ticket My laptop does not start anymore").await;
    world.server.add_person("@emil:local", "Emil");
    let own = world.server.add_room("emils", "Emil's room");
    world.server.join(&own, "@emil:local", 100).unwrap();
    world.server.invite_bot(&own, "@emil:local", false).unwrap();
    world.settle().await;
    for text in
        ["!lotse role", "!take T-1", "!history T-1", "!tickets open", "!ticket Mine is broken as well", "!tickets open"]
    {
        world.server.say(&own, "@emil:local", text, Place::default()).unwrap();
        world.settle().await;
    }
    assert_snapshot!(world.rooms(), @"
    emils: emil, lotse
      1 emil: !lotse role
      2 ↳1 lotse: You are an agent here: you may take, resolve and prioritise tickets.
      3 emil: !take T-1
      4 ↳3 lotse: ⛔ Taking tickets is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
      5 emil: !history T-1
      6 ↳5 lotse: ⛔ That ticket belongs to somebody else.
          Its requester and agents may.
      7 emil: !tickets open
      8 ↳7 lotse: There are no open tickets.
      9 emil: !ticket Mine is broken as well
      10 ↳9 lotse: T-2 Mine is broken as well
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      11 emil: !tickets open
      12 ↳11 lotse: One open ticket
          T-2 Mine is broken as well · Medium · New · nobody yet
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket My laptop does not start anymore
      2 ↳1 lotse: T-1 My laptop does not start anymore
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_ticket_from_a_direct_chat_is_not_laid_open() {
    let mut world = World::new().await;
    let direct = world.server.open_direct("@anna:local").unwrap();
    world.settle().await;
    world.server.say(&direct, "@anna:local", "!ticket My boss reads my mail", Place::default()).unwrap();
    world.settle().await;
    for text in ["!tickets open", "!show T-1", "!history T-1", "!take T-1"] {
        world.says("bernd", text).await;
    }
    world.says("anna", "!tickets mine").await;
    world.server.say(&direct, "@anna:local", "!tickets mine", Place::default()).unwrap();
    world.settle().await;
    assert_snapshot!(world.rooms(), @"
    direct: anna, lotse
      1 anna: !ticket My boss reads my mail
      2 ↳1 lotse: T-1 My boss reads my mail
          Medium · Assigned · Bernd
          ✅ resolve ✅ lotse
      3 anna: !tickets mine
      4 ↳3 lotse: Your open ticket
          T-1 My boss reads my mail · Medium · Assigned · Bernd
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !tickets open
      2 ↳1 lotse: One open ticket
          T-1 (in a direct chat) · Medium · New · nobody yet
      3 bernd: !show T-1
      4 ↳3 lotse: ⛔ T-1 was raised in a direct chat and is not shown here.
          Ask me in a direct chat.
      5 bernd: !history T-1
      6 ↳5 lotse: ⛔ T-1 was raised in a direct chat and is not shown here.
          Ask me in a direct chat.
      7 bernd: !take T-1
      8 ↳7 lotse: T-1 · Medium · Assigned · Bernd
      9 anna: !tickets mine
      10 ↳9 lotse: Your open ticket
          T-1 (in a direct chat) · Medium · Assigned · Bernd
    ");
    world.ends().await;
}

#[tokio::test]
async fn plain_replies_do_where_a_client_has_no_threads() {
    let mut world = World::new().await;
    world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.last_of_bot();
    world.writes("bernd", Post { text: "!resolve", place: Place::reply(&card), ..Post::default() }).await;
    let asked = world.last_of_bot();
    world.writes("bernd", Post { text: "new toner", place: Place::reply(&asked), ..Post::default() }).await;
    world.writes("anna", Post { text: "!history", place: Place::reply(&asked), ..Post::default() }).await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer on the 3rd floor does not print
    2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    3 bernd: !resolve
    4 ↳1 lotse: T-1 is resolved. What was the solution, Bernd? The next line that you write here is kept with it.
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Resolved · Bernd
        🔁 reopen
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    2 lotse 🔁
    5 bernd: new toner
    6 ↳1 lotse: 💡 Kept with T-1.
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Resolved · Bernd
        💡 new toner
        🔁 reopen
    7 anna: !history
    8 ↳1 lotse: T-1 · 2 entries
        today 09:00 · Anna: The printer on the 3rd floor does not print
        today 09:00 · Bernd: new toner
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_ticket_for_somebody_else_and_one_resolved_from_afar() {
    let mut world = World::new().await;
    world.says("bernd", "!ticket für @anna VPN geht nicht mehr auf bis:\"Fr 14 Uhr\" prio:hoch").await;
    world.says("anna", "!tickets meine").await;
    world.says("carla", "!take 1").await;
    world.says("carla", "!resolve T-1").await;
    world.says("carla", "!resolve T-1 new certificate").await;
    world.says("carla", "!prio T-1 very high because it rains").await;
    world.says("dora", "!lotse rolee").await;
    world.says("dora", "!lotse role").await;
    assert_snapshot!(world.transcript(), @r#"
    1 bernd: !ticket für @anna VPN geht nicht mehr auf bis:"Fr 14 Uhr" prio:hoch
    2 ↳1 lotse (to anna): T-1 VPN geht nicht mehr auf
        Hoch · Neu · noch niemand · gewünscht bis Fr., 16.01. 14:00
        für Anna
        👀 nehmen · ✅ lösen
    2 lotse 👀
    2 lotse ✅
    3 anna: !tickets meine
    4 ↳3 lotse: Dein offenes Ticket
        T-1 VPN geht nicht mehr auf · Hoch · Neu · noch niemand · gewünscht bis Fr., 16.01. 14:00
    5 carla: !take 1
    6 ↳5 lotse: ❓ Which ticket? Write the command in the ticket's thread, or name it: !take T-7.
    7 carla: !resolve T-1
    8 ↳7 lotse: T-1 is resolved. What was the solution, Carla? Write !resolve T-1 and the solution, or say it in the ticket's thread.
    2 lotse edits: T-1 VPN geht nicht mehr auf
        Hoch · Gelöst · Carla
        für Anna
        🔁 wieder öffnen
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    2 lotse 🔁
    9 carla: !resolve T-1 new certificate
    10 ↳9 lotse: T-1 · High · Resolved · Carla
    2 lotse edits: T-1 VPN geht nicht mehr auf
        Hoch · Gelöst · Carla
        💡 new certificate
        🔁 wieder öffnen
    11 carla: !prio T-1 very high because it rains
    12 ↳11 lotse: ⛔ T-1 is resolved, so its priority stays.
        🔁 on its card, or !reopen, opens it again.
    13 dora: !lotse rolee
    14 ↳13 lotse: ❓ I do not know !lotse rolee.
        !lotse status, !lotse lang, !lotse role
    15 dora: !lotse role
    16 ↳15 lotse: You are an operator: you look after the bot, and may do all that agents may.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn the_language_is_ones_own_else_the_rooms_else_the_one_written() {
    let mut world = World::new().await;
    world.says("anna", "!help take").await;
    world.says("anna", "!ticket Drucker druckt nicht mehr").await;
    world.says("anna", "!help nehmen").await;
    world.says("anna", "!lotse lang en").await;
    world.says("anna", "!ticket Der Drucker druckt immer noch nicht").await;
    world.says("bernd", "!lotse lang de here").await;
    world.says("dora", "!lotse role").await;
    world.says("anna", "!lotse role").await;
    world.says("anna", "!lotse lang auto").await;
    world.says("anna", "!lotse lang").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !help take
    2 ↳1 lotse: !take T-7 – takes a ticket (👀)
        From then on the ticket is yours. Taking back the 👀 gives it back.
        Agents may.
        Names: !take · !nehmen
    3 anna: !ticket Drucker druckt nicht mehr
    4 ↳3 lotse: T-1 Drucker druckt nicht mehr
        Mittel · Neu · noch niemand
        👀 nehmen · ✅ lösen
    4 lotse 👀
    4 lotse ✅
    5 anna: !help nehmen
    6 ↳5 lotse: !nehmen T-7 – nimmt ein Ticket (👀)
        Von da an ist es dein Ticket. Wer das 👀 zurücknimmt, gibt es frei.
        Bearbeiter dürfen das.
        Namen: !take · !nehmen
    7 anna: !lotse lang en
    8 ↳7 lotse: From now on I speak English with you.
    9 anna: !ticket Der Drucker druckt immer noch nicht
    10 ↳9 lotse: T-2 Der Drucker druckt immer noch nicht
        Medium · New · nobody yet
        👀 take · ✅ resolve
    11 ↳9 lotse: Is T-2 the same as this one? Then tap 🔗: you are told when it is solved, and T-2 is closed.
        🔗 T-1 Drucker druckt nicht mehr · Medium · New · nobody yet
    10 lotse 👀
    10 lotse ✅
    11 lotse 🔗
    12 bernd: !lotse lang de here
    13 ↳12 lotse: In diesem Raum spreche ich Deutsch mit allen, die keine Sprache gewählt haben.
    14 dora: !lotse role
    15 ↳14 lotse: Du bist Betreuer: Du kümmerst dich um den Bot und darfst alles, was Bearbeiter dürfen.
    16 anna: !lotse role
    17 ↳16 lotse: You are a requester here: you may open tickets, and follow, resolve and reopen your own.
    18 anna: !lotse lang auto
    19 ↳18 lotse: I answer in the language in which you write.
    20 anna: !lotse lang
    21 ↳20 lotse: Ich spreche Deutsch mit dir. !lotse sprache en ändert das, mit !lotse sprache auto richte ich mich nach deinen Worten.
    ");
    world.ends().await;
}

#[tokio::test]
async fn long_lists_are_paged() {
    let mut world = World::with(|config| config.desk.offer_reactions = false).await;
    let room = world.room();
    for number in 1..=23 {
        let text = format!("!ticket Thing number {number} does not work prio:{}", 1 + number % 3);
        world.server.say(&room, &account("anna"), &text, Place::default()).unwrap();
    }
    world.settle().await;
    world.transcript();
    for text in ["!tickets mine", "!tickets mine 3", "!tickets mine 4", "!tickets mine 0"] {
        world.says("anna", text).await;
    }
    assert_snapshot!(world.transcript(), @"
    47 anna: !tickets mine
    48 ↳47 lotse: Your 23 open tickets
        T-3 Thing number 3 does not work · Critical · New · nobody yet
        T-6 Thing number 6 does not work · Critical · New · nobody yet
        T-9 Thing number 9 does not work · Critical · New · nobody yet
        T-12 Thing number 12 does not work · Critical · New · nobody yet
        T-15 Thing number 15 does not work · Critical · New · nobody yet
        T-18 Thing number 18 does not work · Critical · New · nobody yet
        T-21 Thing number 21 does not work · Critical · New · nobody yet
        T-1 Thing number 1 does not work · High · New · nobody yet
        T-4 Thing number 4 does not work · High · New · nobody yet
        T-7 Thing number 7 does not work · High · New · nobody yet
        … 13 more: !tickets mine 2
    49 anna: !tickets mine 3
    50 ↳49 lotse: Your 23 open tickets
        T-17 Thing number 17 does not work · Medium · New · nobody yet
        T-20 Thing number 20 does not work · Medium · New · nobody yet
        T-23 Thing number 23 does not work · Medium · New · nobody yet
    51 anna: !tickets mine 4
    52 ↳51 lotse: ❓ This list has no page 4.
    53 anna: !tickets mine 0
    54 ↳53 lotse: ❓ “0” is no page number.
    ");
    world.ends().await;
}

#[tokio::test]
async fn an_edit_can_make_a_command_of_what_was_talk() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let talk = world.says_in(&said, "anna", "close").await;
    world.edits(&talk, "!close").await;
    let typo = world.says("anna", "tikcet forgot everything").await;
    world.edits(&typo, "!tikcet forgot everything").await;
    world.edits(&typo, "!ticket forgot everything").await;
    world.says_in(&said, "anna", "!history").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer on the 3rd floor does not print
    2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    3 ↳1 anna: close
    3 anna edits: !close
    4 ↳1 lotse: T-1 · Medium · Withdrawn · nobody yet
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Withdrawn · nobody yet
        🔁 reopen
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    5 anna: tikcet forgot everything
    5 anna edits: !tikcet forgot everything
    6 ↳5 lotse: ❓ I do not know !tikcet.
        Did you mean !ticket · !tickets?
    5 anna edits: !ticket forgot everything
    7 ↳5 lotse: T-2 forgot everything
        Medium · New · nobody yet
        👀 take · ✅ resolve
    7 lotse 👀
    7 lotse ✅
    8 ↳1 anna: !history
    9 ↳1 lotse: T-1 · one entry
        today 09:00 · Anna: The printer on the 3rd floor does not print
    ");
    world.ends().await;
}
