//! A room that is being made on a real homeserver, where that takes several steps of which none can be undone.

use lotse::crash::CrashPoint;
use serde_json::Value;

use crate::bot::program::Bot;
use crate::synapse::Synapse;

#[tokio::test]
async fn a_room_whose_maker_dies_is_found_and_finished() {
    let synapse = Synapse::shared().await;
    for point in [CrashPoint::RoomMade, CrashPoint::AfterSend, CrashPoint::RoomMarked] {
        let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
        let mut bot = bot.with("FLOW__ATTEMPTS", "1").with("ROLES__OPERATORS", format!("[\"{}\"]", anna.account));
        bot.attends().await;
        assert!(bot.is_stopped().await.success());

        // An event that cannot be read has to be told to Anna, in a room that is not there yet.
        sqlx::query(
            r#"insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at)
               values ('matrix', '$later', '!nowhere', '', now(), '{"from": "the future"}', now())"#,
        )
        .execute(bot.database.pool())
        .await
        .unwrap();
        bot.dies_at(point).await;
        bot.start();
        bot.until("the news sent", async |pool| {
            let sent = "select count(*) from outbox where state = 'sent'";
            let sent: i64 = sqlx::query_scalar(sent).fetch_one(pool).await.unwrap();
            (sent == 2).then_some(())
        })
        .await;

        let invited = anna.request("GET", "/sync", Value::Null).await["rooms"]["invite"].clone();
        let rooms: Vec<&String> = invited.as_object().unwrap().keys().collect();
        let [room] = rooms.as_slice() else { panic!("{point:?}: {rooms:?}") };
        anna.join(room).await;
        let is_news = |seen: &crate::synapse::Seen| seen.body().contains("failed too often and was set aside");
        let news = anna.until("the news", |seen| seen.room() == room.as_str() && is_news(seen)).await;
        assert_eq!(news.0["decrypted"], Value::Bool(true), "{news:?}");
        let end = anna.say(room, "Danke").await;
        let seen = anna.all(room, &end).await;
        assert_eq!(seen.iter().filter(|seen| is_news(seen)).count(), 1, "{point:?}");
    }
}
