//! Whoever is woken is reached outside of the chat too, and where a way fails, by another one.

use std::time::Duration;

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{ChannelConfig, ChannelKind, Secret, Target};

use super::gateway::{Answer, Gateway};
use super::{channel, company, woken};
use crate::support::company::IT;
use crate::support::world::{World, account};

/// SMS and voice by a gateway; SMS is used two minutes after the chat where it is urgent.
async fn with(gateway: &Gateway) -> World {
    let (sms, voice) = (format!("{}/sms", gateway.address), format!("{}/voice", gateway.address));
    company(|config| {
        config.channels = vec![
            ChannelConfig {
                urgent_after: Some(Duration::from_mins(2)),
                signing_key: Some(Secret::new("s3cret")),
                longest: Some(120),
                ..channel("sms", "SMS", ChannelKind::Http, &sms)
            },
            ChannelConfig {
                token: Some(Secret::new("t0ken")),
                ..channel("voice", "a call", ChannelKind::Http, &voice)
            },
        ];
    })
    .await
}

/// The six digits in what somebody was sent.
pub(super) fn digits(text: &str) -> String {
    let word = text.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6);
    word.expect("a code").to_owned()
}

/// What was said, without the codes.
fn without_codes(said: &str) -> String {
    let words = said.split_inclusive(' ').map(|word| {
        let code = word.trim_end();
        match code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) && code != "123456" {
            true => word.replace(code, "<code>"),
            false => word.to_owned(),
        }
    });
    words.collect()
}

/// Somebody adds an address and proves it.
async fn proves(world: &mut World, gateway: &Gateway, who: &str, way: &str) {
    world.says_alone(who, &format!("!notify add {way}")).await;
    let got = gateway.got().pop().expect("a code");
    let code = digits(got.json()["text"].as_str().unwrap());
    world.says_alone(who, &format!("!notify code {code}")).await;
}

#[tokio::test]
async fn an_address_is_used_when_a_code_has_come_back_from_it() {
    let gateway = Gateway::open().await;
    let mut world = with(&gateway).await;
    for text in [
        "!notify",
        "!notify moon",
        "!notify add",
        "!notify add fax 123",
        "!notify add sms 0151 23456789",
        "!notify urgent sms 1m",
        "!notify test",
        "!notify code 123456",
        "!notify add sms 0049 (151) 234-567-89",
    ] {
        world.says_alone("bernd", text).await;
    }
    let got = gateway.got();
    let [sms] = got.as_slice() else { panic!("one SMS") };
    assert_eq!((sms.path.as_str(), sms.json()["to"].as_str()), ("/sms", Some("+4915123456789")));
    assert!(sms.header("x-lotse-signature").starts_with("t=17"));
    assert_eq!(sms.header("idempotency-key").len(), 32);
    let code = digits(&sms.body);
    let wrong = if code == "000000" { "111111" } else { "000000" };
    for text in [
        &format!("!notify code {wrong}"),
        &format!("!notify code {code}"),
        &format!("!notify code {code}"),
        "!notify urgent sms 1m, voice 5m",
        "!notify urgent sms soon",
        "!notify urgent sms 0, sms 3 min",
        "!notify normal sms 15m",
        "!notify urgent",
        "!notify test sms",
        "!notify",
        "!notify urgent usual",
        "!notify remove fax",
        "!notify remove sms",
        "!notify remove sms",
    ] {
        world.says_alone("bernd", text).await;
    }
    let test = gateway.got().pop().expect("a test");
    assert_eq!(test.json()["text"], "This is a test: so you are reached when you are woken. ");
    let told = world.rooms().replace(&code, "<code>").replace(wrong, "<wrong>");
    assert_snapshot!(told, @"
    direct: bernd, lotse
      1 bernd: !notify
      2 ↳1 lotse: I always wake you in the chat with you alone. Besides:
          ▫️ SMS: !notify add sms +49 151 23456789
          ▫️ a call: !notify add voice +49 151 23456789
          Urgent: the chat alone
          Not urgent: the chat alone
      3 bernd: !notify moon
      4 ↳3 lotse: ❓ I do not know notify moon.
          For example one of these: notify add, notify test, notify code, notify confirm.
      5 bernd: !notify add
      6 ↳5 lotse: ❓ Which way, and which address?
          Write !notify add sms +49 151 23456789; !notify shows which ways there are.
      7 bernd: !notify add fax 123
      8 ↳7 lotse: ❓ I do not know a way “fax”.
          For example one of these: sms, voice.
      9 bernd: !notify add sms 0151 23456789
      10 ↳9 lotse: ❓ SMS needs a number with its country, like +49 151 23456789.
      11 bernd: !notify urgent sms 1m
      12 ↳11 lotse: ⛔ SMS is not proved yet.
          Write !notify add sms +49 151 23456789; !notify shows which ways there are.
      13 bernd: !notify test
      14 ↳13 lotse: ⛔ You have no such address.
          Write !notify add sms +49 151 23456789; !notify shows which ways there are.
      15 bernd: !notify code 123456
      16 ↳15 lotse: ⛔ No code is waited for: it was used, is older than half an hour, or was wrong too often.
          !notify test sends a new one.
      17 bernd: !notify add sms 0049 (151) 234-567-89
      18 ↳17 lotse: SMS: a code is on its way. !notify code 123456 proves that it has reached you; until then I do not use it.
      19 bernd: !notify code <wrong>
      20 ↳19 lotse: ⛔ That is not the code.
      21 bernd: !notify code <code>
      22 ↳21 lotse: ✅ SMS reaches you.
          Urgent: SMS after 2 min
          Not urgent: the chat alone
      23 bernd: !notify code <code>
      24 ↳23 lotse: ⛔ No code is waited for: it was used, is older than half an hour, or was wrong too often.
          !notify test sends a new one.
      25 bernd: !notify urgent sms 1m, voice 5m
      26 ↳25 lotse: ⛔ a call is not proved yet.
          Write !notify add sms +49 151 23456789; !notify shows which ways there are.
      27 bernd: !notify urgent sms soon
      28 ↳27 lotse: ❓ “soon” is no time up to four hours.
          Write !notify urgent sms 2m, voice 5m; !notify urgent usual as it was.
      29 bernd: !notify urgent sms 0, sms 3 min
      30 ↳29 lotse: Urgent: SMS after 3 min
      31 bernd: !notify normal sms 15m
      32 ↳31 lotse: Not urgent: SMS after 15 min
      33 bernd: !notify urgent
      34 ↳33 lotse: ❓ Urgent: SMS after 3 min
          Write !notify urgent sms 2m, voice 5m; !notify urgent usual as it was.
      35 bernd: !notify test sms
      36 ↳35 lotse: A test is on its way: SMS.
      37 bernd: !notify
      38 ↳37 lotse: I always wake you in the chat with you alone. Besides:
          ✅ SMS: +4…89
          ▫️ a call: !notify add voice +49 151 23456789
          Urgent: SMS after 3 min
          Not urgent: SMS after 15 min
      39 bernd: !notify urgent usual
      40 ↳39 lotse: Urgent: SMS after 2 min
      41 bernd: !notify remove fax
      42 ↳41 lotse: ❓ I do not know a way “fax”.
          For example one of these: sms, voice.
      43 bernd: !notify remove sms
      44 ↳43 lotse: sms is not used any more.
      45 bernd: !notify remove sms
      46 ↳45 lotse: ⛔ You have no such address.
          Write !notify add sms +49 151 23456789; !notify shows which ways there are.
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Too many guesses, and a code that is too old.
#[tokio::test]
async fn ein_code_gilt_nicht_ewig_und_laesst_sich_nicht_raten() {
    let gateway = Gateway::open().await;
    let mut world = with(&gateway).await;
    world.says_alone("bernd", "!benachrichtigung per sms +49 151 23456789").await;
    let code = digits(&gateway.got().pop().unwrap().body);
    for guess in ["1", "22", "333", "4444", "55555"] {
        world.says_alone("bernd", &format!("!benachrichtigung code {guess}")).await;
    }
    world.forget();
    world.says_alone("bernd", &format!("!benachrichtigung code {code}")).await;
    world.says_alone("bernd", "!benachrichtigung test").await;
    let code = digits(&gateway.got().pop().unwrap().body);
    world.pass(TimeDelta::minutes(31)).await;
    world.says_alone("bernd", &format!("!benachrichtigung code {code}")).await;
    assert_snapshot!(world.rooms().replace(&code, "<code>"), @"
    direct: bernd, lotse
      1 bernd: !benachrichtigung per sms +49 151 23456789
      2 ↳1 lotse: SMS: Ein Code ist unterwegs. !benachrichtigung code 123456 bestätigt, dass er dich erreicht hat; bis dahin nutze ich den Weg nicht.
      3 bernd: !benachrichtigung code 1
      4 ↳3 lotse: ⛔ Das ist nicht der Code.
      5 bernd: !benachrichtigung code 22
      6 ↳5 lotse: ⛔ Das ist nicht der Code.
      7 bernd: !benachrichtigung code 333
      8 ↳7 lotse: ⛔ Das ist nicht der Code.
      9 bernd: !benachrichtigung code 4444
      10 ↳9 lotse: ⛔ Das ist nicht der Code.
      11 bernd: !benachrichtigung code 55555
      12 ↳11 lotse: ⛔ Das ist nicht der Code.
      13 bernd: !benachrichtigung code <code>
      14 ↳13 lotse: ⛔ Auf einen Code wird nicht gewartet: Er ist benutzt, älter als eine halbe Stunde, oder war zu oft falsch.
          !benachrichtigung test schickt einen neuen.
      15 bernd: !benachrichtigung test
      16 ↳15 lotse: Ein Test ist unterwegs: SMS.
      17 bernd: !benachrichtigung code <code>
      18 ↳17 lotse: ⛔ Auf einen Code wird nicht gewartet: Er ist benutzt, älter als eine halbe Stunde, oder war zu oft falsch.
          !benachrichtigung test schickt einen neuen.
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn whoever_does_not_look_into_the_chat_gets_an_sms() {
    let gateway = Gateway::open().await;
    let mut world = with(&gateway).await;
    proves(&mut world, &gateway, "bernd", "sms +4915123456789").await;
    proves(&mut world, &gateway, "bernd", "voice +4915123456789").await;
    world.says_alone("bernd", "!notify urgent sms 2m, voice 3m").await;
    world.says("anna", "!ticket Nobody can print invoices, and the \"whole\" sales team waits for its offers to customers prio:critical").await;
    assert!(gateway.got().is_empty());
    world.pass(TimeDelta::minutes(2)).await;
    let got = gateway.got();
    let [sms] = got.as_slice() else { panic!("one SMS") };
    assert_eq!(
        sms.json()["text"],
        "T-1 Nobody can print invoices, and the \"whole\" sales team waits for its offers to customers – since today 09:00. Answer… "
    );
    let page = woken(&world, "bernd", "📟");
    world.reacts("bernd", &page, "✅").await;
    world.pass(TimeDelta::minutes(2)).await;
    assert!(gateway.got().is_empty(), "who has answered is called no more");
    assert_snapshot!(world.said_in(IT), @"
    Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    ✅ Bernd has it.
    ");
    world.ends().await;
}

/// The gateway answers 500, and then nothing at all: the next way is used, and the room is told.
#[tokio::test]
async fn where_a_way_fails_another_one_is_used_at_once() {
    let gateway = Gateway::open().await;
    let mut world = with(&gateway).await;
    proves(&mut world, &gateway, "bernd", "sms +4915123456789").await;
    proves(&mut world, &gateway, "bernd", "voice +4915123456789").await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    gateway.answers(&[Answer::Status(500), Answer::Status(503), Answer::Status(500), Answer::Status(400)]);
    world.pass(TimeDelta::minutes(2)).await;
    let got = gateway.got();
    let paths: Vec<&str> = got.iter().map(|got| got.path.as_str()).collect();
    assert_eq!(paths, ["/sms", "/sms", "/sms", "/voice"]);
    let keys: Vec<&str> = got.iter().take(3).map(|got| got.header("idempotency-key")).collect();
    assert!(keys.iter().all(|key| *key == keys[0]), "a repetition is known by its key");
    assert_eq!(got[3].header("authorization"), "Bearer t0ken");
    world.pass(TimeDelta::minutes(3)).await;
    gateway.answers(&[Answer::Hangs, Answer::Hangs, Answer::Hangs]);
    world.says_alone("bernd", "!notify test sms").await;
    assert_eq!(gateway.got().len(), 3);
    assert_snapshot!(without_codes(&world.rooms()), @"
    direct: bernd, lotse
      1 bernd: !notify add sms +4915123456789
      2 ↳1 lotse: SMS: a code is on its way. !notify code 123456 proves that it has reached you; until then I do not use it.
      3 bernd: !notify code <code>
      4 ↳3 lotse: ✅ SMS reaches you.
          Urgent: SMS after 2 min
          Not urgent: the chat alone
      5 bernd: !notify add voice +4915123456789
      6 ↳5 lotse: a call: a code is on its way. !notify code 123456 proves that it has reached you; until then I do not use it.
      7 bernd: !notify code <code>
      8 ↳7 lotse: ✅ a call reaches you.
          Urgent: SMS after 2 min
          Not urgent: the chat alone
      9 lotse: 📟 T-1 Nobody can print invoices (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
      10 bernd: !notify test sms
      11 ↳10 lotse: A test is on its way: SMS.
      12 ↳10 lotse: ⚠️ SMS has not taken the test: no answer in time
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Nobody can print invoices prio:critical
      2 ↳1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          from Anna
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 ↳1 lotse: ⚠️ Bernd was not reached by SMS (500 Internal Server Error); now by a call.
      4 ↳1 lotse: ⚠️ Bernd was not reached by a call (400 Bad Request), and there is no other way.
      5 ↳1 lotse: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min. Carla, Dora can be reached in the chat alone.
    direct: carla, lotse
      1 lotse: 📟 T-1 Nobody can print invoices (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    direct: dora, lotse
      1 lotse: 📟 T-1 Nobody can print invoices (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// The message in the chat itself is refused, and there is no other way: the next one is woken at once.
#[tokio::test]
async fn wer_gar_nicht_erreicht_wird_haelt_niemanden_auf() {
    let mut world = company(|_| {}).await;
    world.says_alone("bernd", "!bereitschaft").await;
    world.forget();
    world.says("anna", "!störung Der Mailserver ist weg prio:mittel").await;
    let direct = world.server.open_direct(&account("bernd")).unwrap();
    world.server.mute(&direct);
    world.expects_trouble();
    let card = world.card_in(IT, "T-1");
    world.reacts("carla", &card, "🔼").await;
    assert_snapshot!(world.rooms(), @"
    direct: bernd, lotse
      1 bernd: !bereitschaft
      2 ↳1 lotse: IT on call: Bernd, bis Mo., 19.01. 09:00
          lernt mit: Nora
          Mo., 19.01. 09:00 – Mo., 26.01. 09:00: Carla
          Mo., 26.01. 09:00 – Mo., 02.02. 09:00: Bernd
          Mo., 02.02. 09:00 – Mo., 09.02. 09:00: Carla
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !störung Der Mailserver ist weg prio:mittel
      2 ↳1 lotse: T-1 Der Mailserver ist weg
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Der Mailserver ist weg
          Medium · New · nobody yet
          from Anna · E-mail
          📟 somebody is being woken
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse 🔼 carla
      2 ↳1 lotse: Bernd 📟 Geweckt: Bernd. Ohne Antwort wird in 5 Min. der Nächste geweckt.
      3 ↳1 lotse: ⚠️ Bernd was not reached in the chat (the bot may not write there), and there is no other way.
      4 ↳1 lotse: Carla 📟 Woken: Carla. Without an answer the next one is woken in 5 min.
    direct: carla, lotse
      1 lotse: 📟 T-1 Der Mailserver ist weg (since today 09:00)
          ✅ I have it · 🔼 wake the next one · or !ack ✅ lotse 🔼 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// A step tells a program, which does not answer for anybody.
#[tokio::test]
async fn programs_are_told_too() {
    let gateway = Gateway::open().await;
    let address = format!("{}/status", gateway.address);
    let mut world = company(|config| {
        config.channels = vec![channel("status", "Status page", ChannelKind::Webhook, &address)];
        config.escalations[0].steps[0].notify.insert(0, Target::Webhook("status".to_owned()));
        config.escalations[0].steps[1].notify = vec![Target::Webhook("status".to_owned())];
    })
    .await;
    gateway.answers(&[Answer::Status(202), Answer::Status(404)]);
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    let got = gateway.got();
    let [told] = got.as_slice() else { panic!("told once") };
    let data = &told.json()["data"];
    assert_eq!(
        (data["ticket"].as_str(), data["page"].as_i64(), data["priority"].as_i64()),
        (Some("T-1"), Some(1), Some(1))
    );
    world.pass(TimeDelta::minutes(5)).await;
    assert_snapshot!(world.said_in(IT), @"
    Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min. Bernd can be reached in the chat alone.
    Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min. Bernd can be reached in the chat alone.
    ⚠️ status was not told (404 Not Found).
    ");
    world.ends().await;
}
