//! Coming into rooms, being in them, and leaving.

use lotse::chat::{Happening, Member, Outgoing, Platform as _};
use serde_json::{Value, json};

use super::Bot;
use crate::contract::{Ear, deliver, plain, say};
use crate::sent_files::upload;
use crate::synapse::{Person, Synapse};

async fn bot_and_anna() -> (Bot, Person, Ear) {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let ear = Ear::first(&bot.platform).await;
    (bot, anna, ear)
}

#[tokio::test]
async fn what_was_said_between_invitation_and_coming_is_heard() {
    let (bot, anna, ear) = bot_and_anna().await;
    let cursor = ear.cursor.clone();
    drop(ear);
    let room = anna.room("it-help", false, &[]).await;
    anna.say(&room, "before the invitation").await;
    anna.invite(&room, bot.account()).await;
    anna.say(&room, "!ticket 1").await;
    let mut ear = Ear::at(&bot.platform, &cursor).await;
    // The cursor moves past these before the bot has come.
    ear.batch().await;
    let last = anna.say(&room, "!ticket 2").await;
    ear.event(&last).await;
    assert_eq!(ear.texts(&room), ["!ticket 1", "!ticket 2"]);
    let kinds: Vec<bool> = ear
        .heard
        .iter()
        .filter(|event| event.room == room)
        .map(|event| matches!(event.what, Happening::Joined { .. }))
        .collect();
    assert_eq!(kinds.first(), Some(&true), "the room is known before what is said in it: {:#?}", ear.heard);
}

#[tokio::test]
async fn rooms_that_the_bot_is_in_are_reported_once_and_without_history() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let room = anna.room("it-help", false, &[bot.account()]).await;
    ear.joined(&room).await;
    let old = anna.say(&room, "!ticket alt").await;
    ear.event(&old).await;
    drop(ear);
    let mut ear = Ear::first(&bot.platform).await;
    let joined = ear.joined(&room).await;
    assert_eq!(joined.what, Happening::Joined { direct: false, name: Some("it-help".to_owned()), alias: None });
    assert_eq!(joined.sender, anna.account);
    let new = anna.say(&room, "!ticket neu").await;
    ear.event(&new).await;
    assert_eq!(ear.texts(&room), ["!ticket neu"]);
    assert_eq!(ear.heard.iter().filter(|event| event.event == joined.event).count(), 1);
}

#[tokio::test]
async fn an_invitation_of_strangers_is_declined_with_a_word() {
    let synapse = Synapse::shared().await;
    let (friend, anna, eve) = tokio::join!(synapse.person("friend"), synapse.person("anna"), synapse.person("eve"));
    let bot = Bot::with(synapse, |settings| {
        settings.invite_servers = vec!["elsewhere.org".to_owned()];
        settings.invite_users = vec![friend.account.clone(), eve.account.clone()];
        settings.ignore_users = vec![eve.account.clone()];
    })
    .await;
    let mut ear = Ear::first(&bot.platform).await;
    let declined = anna.room("not allowed", false, &[bot.account()]).await;
    let heard = ear.until("the refusal", |event| matches!(event.what, Happening::Declined { .. })).await;
    assert_eq!((heard.room, heard.sender), (declined.clone(), anna.account.clone()));
    let word = anna.until("a word", |seen| seen.room() == declined && seen.content()["membership"] == "leave").await;
    assert!(word.content()["reason"].as_str().unwrap().contains("only accepts invitations"), "{word:?}");

    let ignored = eve.room("ignored", false, &[bot.account()]).await;
    let room = friend.room("allowed", false, &[bot.account(), &eve.account]).await;
    ear.joined(&room).await;
    eve.join(&room).await;
    eve.say(&room, "!ticket von Eva").await;
    friend.send(&room, "m.room.message", json!({ "msgtype": "m.notice", "body": "!ticket of a bot" })).await;
    let last = friend.say(&room, "!ticket").await;
    ear.event(&last).await;
    assert_eq!(ear.texts(&room), ["!ticket"]);
    eve.until("a word", |seen| seen.room() == ignored && seen.content()["membership"] == "leave").await;
    assert!(ear.heard.iter().all(|event| event.room != ignored), "{:#?}", ear.heard);
}

#[tokio::test]
async fn a_kicked_bot_hears_the_last_words_and_comes_back_when_asked() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let room = anna.room("it-help", false, &[bot.account()]).await;
    ear.joined(&room).await;
    let cursor = ear.cursor.clone();
    anna.say(&room, "!ticket letzte Worte").await;
    anna.kick(&room, bot.account(), "zu laut").await;
    let removed = ear.until("the kick", |event| matches!(event.what, Happening::Removed { .. })).await;
    assert_eq!(removed.what, Happening::Removed { reason: Some("zu laut".to_owned()) });
    assert_eq!(removed.sender, anna.account);
    assert_eq!(ear.texts(&room), ["!ticket letzte Worte"]);
    let never = bot.deliver(&lotse::chat::Delivery { key: "k".into(), room: room.clone(), what: say("x") }).await;
    assert!(matches!(never, Err(lotse::chat::DeliveryError::Never(_))), "{never:?}");

    anna.say(&room, "unter uns").await;
    anna.invite(&room, bot.account()).await;
    let last = anna.say(&room, "!ticket wieder da").await;
    ear.event(&last).await;
    assert_eq!(ear.texts(&room), ["!ticket letzte Worte", "!ticket wieder da"]);
    drop(ear);
    // All of it in one go.
    let mut ear = Ear::at(&bot.platform, &cursor).await;
    ear.event(&last).await;
    assert_eq!(ear.texts(&room), ["!ticket letzte Worte", "!ticket wieder da"]);
    assert!(ear.heard.iter().any(|event| event.event == removed.event));
}

#[tokio::test]
async fn changes_of_members_weights_and_names_are_heard() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let tom = Synapse::shared().await.person("tom").await;
    let room = anna.room("it-help", false, &[bot.account()]).await;
    ear.joined(&room).await;
    let power = |members: &[Member], account: &str| {
        members.iter().find(|member| member.account == account).map(|member| (member.power, member.present))
    };
    let roster = ear.until("everybody", |event| matches!(event.what, Happening::Roster { whole: true, .. })).await;
    let Happening::Roster { members, .. } = roster.what else { unreachable!() };
    assert_eq!(power(&members, &anna.account), Some((100, true)), "who has created the room");
    let partly = |event: &lotse::chat::Incoming| match &event.what {
        Happening::Roster { members, whole: false } => power(members, &tom.account),
        _ => None,
    };
    anna.invite(&room, &tom.account).await;
    tom.join(&room).await;
    ear.until("that Tom has come", |event| partly(event) == Some((0, true))).await;
    anna.until("that Tom has come", |seen| {
        seen.room() == room && seen.sender() == tom.account && seen.content()["membership"] == "join"
    })
    .await;
    let path = format!("/rooms/{room}/state/m.room.power_levels/");
    let mut levels = anna.request("GET", &path, Value::Null).await;
    levels["users"][&tom.account] = json!(50);
    levels["users"][bot.account()] = json!(100);
    anna.set(&room, "m.room.power_levels", levels).await;
    ear.until("Tom's new weight", |event| partly(event) == Some((50, true))).await;
    let to_ten = Outgoing::Power { levels: vec![(tom.account.clone(), 10), (anna.account.clone(), 100)] };
    deliver(&bot.platform, "power", &room, to_ten).await;
    ear.until("the weight that the bot has set", |event| partly(event) == Some((10, true))).await;
    anna.set(&room, "m.room.name", json!({ "name": "Helpdesk" })).await;
    ear.until("the new name", |event| {
        event.what == Happening::Named { name: Some("Helpdesk".to_owned()), alias: None }
    })
    .await;
    deliver(&bot.platform, "topic", &room, Outgoing::Topic { topic: "Hilfe".to_owned() }).await;
    anna.until("the topic", |seen| seen.room() == room && seen.content()["topic"] == "Hilfe").await;
    anna.kick(&room, &tom.account, "weg").await;
    ear.until("that Tom is gone", |event| partly(event).is_some_and(|(_, present)| !present)).await;
    deliver(&bot.platform, "back", &room, Outgoing::Invite { account: tom.account.clone() }).await;
    deliver(&bot.platform, "back", &room, Outgoing::Invite { account: tom.account.clone() }).await;
    tom.join(&room).await;
}

#[tokio::test]
async fn the_bot_follows_into_a_rooms_replacement() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let body = json!({ "preset": "public_chat", "room_version": "10", "name": "alt", "invite": [bot.account()] });
    let room = anna.request("POST", "/createRoom", body).await["room_id"].as_str().unwrap().to_owned();
    ear.joined(&room).await;
    let answer = anna.request("POST", &format!("/rooms/{room}/upgrade"), json!({ "new_version": "12" })).await;
    let new = answer["replacement_room"].as_str().unwrap().to_owned();
    let first = anna.say(&new, "!ticket im neuen Raum").await;
    let upgraded = ear.until("the replacement", |event| matches!(event.what, Happening::Upgraded { .. })).await;
    assert_eq!((upgraded.room, upgraded.what), (room, Happening::Upgraded { replacement: new.clone() }));
    ear.event(&first).await;
    assert_eq!(ear.texts(&new), ["!ticket im neuen Raum"]);
}

#[tokio::test]
async fn an_alias_is_believed_where_the_directory_leads_to_the_room() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let tom = Synapse::shared().await.person("tom").await;
    let user = anna.account.trim_start_matches('@').split(':').next().unwrap();
    let alias = format!("#it-{user}:synapse.test");
    let entry = format!("/directory/room/{}", alias.replace('#', "%23"));
    // A room that had the alias once, and whose state still says so: whoever gave it up may not change that state.
    let claims = anna.room("claims it", false, &[&tom.account]).await;
    tom.join(&claims).await;
    tom.request("PUT", &entry, json!({ "room_id": claims })).await;
    anna.set(&claims, "m.room.canonical_alias", json!({ "alias": alias })).await;
    tom.request("DELETE", &entry, Value::Null).await;
    let has = anna.room("has it", false, &[]).await;
    anna.request("PUT", &entry, json!({ "room_id": has })).await;
    anna.set(&has, "m.room.canonical_alias", json!({ "alias": alias })).await;
    let claimed = anna.request("GET", &format!("/rooms/{claims}/state/m.room.canonical_alias/"), Value::Null).await;
    assert_eq!(claimed["alias"], alias, "the state still claims it");

    for room in [&claims, &has] {
        anna.invite(room, bot.account()).await;
    }
    let of = |what: Happening| match what {
        Happening::Joined { alias, .. } | Happening::Named { alias, .. } => alias,
        other => panic!("{other:?}"),
    };
    let (claiming, having) = (ear.joined(&claims).await, ear.joined(&has).await);
    assert_eq!((of(claiming.what), of(having.what)), (None, Some(alias.clone())));
    // Nor when it says so later.
    for room in [&claims, &has] {
        anna.set(room, "m.room.name", json!({ "name": "IT" })).await;
        let named =
            ear.until("the name", |event| event.room == *room && matches!(event.what, Happening::Named { .. })).await;
        assert_eq!(of(named.what), (room == &has).then(|| alias.clone()));
    }
}

#[tokio::test]
async fn strange_events_stop_nothing() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let synapse = Synapse::shared().await;
    let room = anna.room("it-help", false, &[bot.account()]).await;
    ear.joined(&room).await;
    let token = anna.token().await;
    for (number, body) in [r#""half \ud83d""#, "7", "null", "{}", r#""nul \u0000 inside""#].into_iter().enumerate() {
        synapse.say_raw(&token, &room, &format!("strange{number}"), body).await;
    }
    let odd = json!({ "m.relates_to": 1, "msgtype": "m.text", "body": "hm" });
    anna.send(&room, "m.room.message", odd).await;
    anna.send(&room, "m.reaction", json!({ "m.relates_to": [] })).await;
    let last = anna.say(&room, "!ticket").await;
    ear.event(&last).await;
    assert_eq!(ear.texts(&room), ["nul \u{fffd} inside", "hm", "!ticket"]);
}

#[tokio::test]
async fn what_people_write_never_becomes_html_and_long_texts_are_cut() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    for encrypted in [false, true] {
        let room = anna.room("it-help", encrypted, &[bot.account()]).await;
        ear.joined(&room).await;
        deliver(&bot.platform, "html", &room, say("<img src=x onerror=alert(1)> & \"ä\"")).await;
        let seen = anna.until("the message", |seen| seen.room() == room && seen.body().contains("onerror")).await;
        assert_eq!(seen.body(), "<img src=x onerror=alert(1)> & \"ä\"");
        let html = seen.content()["formatted_body"].as_str().unwrap();
        assert!(html.contains("&lt;img") && !html.contains("<img"), "{html}");
        let long = "überprüfung\n\"x\" ".repeat(4_000);
        let sent = deliver(&bot.platform, "long", &room, say(&long)).await.unwrap();
        let seen = anna.until("the long text", |seen| seen.id() == sent).await;
        assert!(seen.body().starts_with("überprüfung") && seen.body().ends_with('…'), "{}", seen.body().len());
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_for_good() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let room = anna.room("it-help", false, &[bot.account()]).await;
    ear.joined(&room).await;
    // Synapse takes 50 MiB unless told otherwise.
    let file = upload("film.mp4", "video/mp4", &vec![0; 50 * 1024 * 1024 + 1]);
    let what = Outgoing::File(Box::new(file));
    let refused = bot.deliver(&lotse::chat::Delivery { key: "k".into(), room: room.clone(), what }).await;
    assert!(
        matches!(&refused, Err(lotse::chat::DeliveryError::Never(why)) if why.contains("larger than the homeserver")),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_chat_of_two_is_opened_as_one_and_can_be_read_from_its_first_word() {
    let (bot, anna, mut ear) = bot_and_anna().await;
    let open = Outgoing::OpenRoom {
        alias: format!("direct-{}", anna.account.trim_start_matches('@').split(':').next().unwrap()),
        name: "Lotse".to_owned(),
        topic: None,
        invite: vec![anna.account.clone()],
        direct: true,
        encrypted: true,
    };
    let room = deliver(&bot.platform, "room", "", open).await.unwrap();
    let first = deliver(
        &bot.platform,
        "hello",
        &room,
        Outgoing::Say {
            thread: None,
            reply_to: None,
            body: plain("Guten Tag"),
            mentions: vec![anna.account.clone()],
            loud: true,
        },
    )
    .await
    .unwrap();
    let joined = ear.joined(&room).await;
    assert_eq!(joined.sender, bot.account());
    anna.until("the invitation", |seen| seen.room() == room && seen.content()["is_direct"] == true).await;
    anna.join(&room).await;
    anna.until("the first word", |seen| seen.id() == first && seen.body() == "Guten Tag").await;
    let answer = anna.say(&room, "!ticket").await;
    ear.event(&answer).await;
    assert_eq!(ear.texts(&room), ["!ticket"]);
}

#[tokio::test]
async fn an_alias_that_somebody_else_took_is_not_trusted() {
    let (bot, anna, _ear) = bot_and_anna().await;
    anna.request("POST", "/createRoom", json!({ "room_alias_name": "inc-99", "preset": "public_chat" })).await;
    let open = |alias: &str| Outgoing::OpenRoom {
        alias: alias.to_owned(),
        name: "INC-99".to_owned(),
        topic: None,
        invite: vec![],
        direct: false,
        encrypted: false,
    };
    let room = deliver(&bot.platform, "room", "", open("inc-99")).await.unwrap();
    assert_eq!(deliver(&bot.platform, "room", "", open("inc-99")).await.unwrap(), room);
    let mine = anna.request("GET", "/directory/room/%23inc-99-2:synapse.test", Value::Null).await;
    assert_eq!(mine["room_id"], room.as_str());
}
