//! What people say and tap, and what they see.

use serde_json::{Value, json};

use super::program::{Bot, count, thread};
use crate::asked::PNG;
use crate::synapse::{Person, Seen, Synapse};

/// A room that Bernd made, who is its moderator therefore, with Anna and the bot in it.
struct Desk {
    bot: Bot,
    anna: Person,
    bernd: Person,
    room: String,
    encrypted: bool,
}

impl Desk {
    async fn open(encrypted: bool) -> Self {
        let synapse = Synapse::shared().await;
        let (mut bot, anna, bernd) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("bernd"));
        bot.attends().await;
        let room = bernd.room("it-help", encrypted, &[&anna.account, &bot.account]).await;
        anna.join(&room).await;
        for person in [&anna, &bernd] {
            person.sees_member(&room, &bot.account).await;
        }
        bernd.sees_member(&room, &anna.account).await;
        Self { bot, anna, bernd, room, encrypted }
    }

    /// The bot's first message that fits, as Anna's client shows it.
    async fn hears(&self, what: &str, fits: impl Fn(&Seen) -> bool) -> Seen {
        let bots = |seen: &Seen| {
            seen.room() == self.room && seen.sender() == self.bot.account && seen.kind() == "m.room.message"
        };
        let heard = self.anna.until(what, |seen| bots(seen) && fits(seen)).await;
        assert_eq!(heard.0["decrypted"] == true, self.encrypted, "{heard:?}");
        heard
    }

    /// The bot's message in a thread that contains these words.
    async fn answer(&self, root: &str, words: &str) -> Seen {
        self.hears(words, |seen| thread(seen) == Some(root) && seen.body().contains(words)).await
    }

    /// Waits until a card reads like this.
    async fn card_reads(&self, card: &Seen, text: &str) {
        let reads = |seen: &Seen| {
            let (relation, content) = (seen.relation(), seen.content());
            relation["rel_type"] == "m.replace"
                && relation["event_id"] == card.id()
                && content["m.new_content"]["body"] == text
        };
        let edit = self.hears(&format!("the card as {text:?}"), reads).await;
        let quiet = [&edit.content()["msgtype"], &edit.content()["m.new_content"]["msgtype"]];
        assert_eq!(quiet, ["m.notice"; 2]);
        assert_eq!(edit.content()["m.mentions"], json!({}));
    }

    /// Waits until the bot has put a sign on a message.
    async fn is_offered(&self, target: &Seen, sign: &str) {
        let offers = |seen: &Seen| {
            let relation = seen.relation();
            seen.sender() == self.bot.account && relation["event_id"] == target.id() && relation["key"] == sign
        };
        self.anna.until(&format!("{sign} on the card"), offers).await;
    }
}

#[tokio::test]
async fn a_ticket_lives_in_its_thread() {
    life(false).await;
}

#[tokio::test]
async fn a_ticket_lives_in_its_thread_in_an_encrypted_room() {
    life(true).await;
}

async fn life(encrypted: bool) {
    let mut desk = Desk::open(encrypted).await;
    let room = desk.room.clone();
    desk.hears("a greeting", |seen| seen.body().contains("I am Lotse")).await;
    // What another bot says is nobody's command.
    let notice = json!({ "msgtype": "m.notice", "body": "!ticket raised by a robot" });
    desk.bernd.send(&room, "m.room.message", notice).await;

    let command = desk.anna.say(&room, "!ticket Drucker druckt nicht").await;
    let card = desk.answer(&command, "T-1").await;
    assert_eq!(card.body(), "T-1 Drucker druckt nicht\nMittel · Neu · noch niemand\n👀 nehmen · ✅ lösen");
    let html = "<strong>T-1</strong> Drucker druckt nicht<br>Mittel · Neu · noch niemand<br>👀 nehmen · ✅ lösen";
    assert_eq!(card.content()["formatted_body"], html);
    assert_eq!(card.content()["msgtype"], "m.notice");
    assert_eq!(card.content()["m.mentions"], json!({}), "nobody is notified");
    let relation = json!({
        "rel_type": "m.thread", "event_id": command, "is_falling_back": true, "m.in_reply_to": { "event_id": command },
    });
    let mut hangs = card.relation().clone();
    // Its delivery key, by which the bot finds it again when it has lost its device or its database.
    let key = hangs.as_object_mut().unwrap().remove("org.lotse.key");
    assert_eq!(key.unwrap().as_str().unwrap().len(), 32);
    assert_eq!(hangs, relation);
    desk.is_offered(&card, "👀").await;
    desk.is_offered(&card, "✅").await;

    let bernd = local_part(&desk.bernd.account);
    desk.bernd.react(&room, card.id(), "👀").await;
    desk.card_reads(&card, &format!("T-1 Drucker druckt nicht\nMittel · Zugewiesen · {bernd}\n✅ lösen")).await;
    desk.bernd.react(&room, card.id(), "✅\u{fe0f}").await;
    desk.card_reads(&card, &format!("T-1 Drucker druckt nicht\nMittel · Gelöst · {bernd}\n🔁 wieder öffnen")).await;
    desk.answer(&command, "Lösung").await;
    desk.bernd.in_thread(&room, &command, "Toner getauscht").await;
    let solved = format!("T-1 Drucker druckt nicht\nMittel · Gelöst · {bernd}\n💡 Toner getauscht\n🔁 wieder öffnen");
    desk.card_reads(&card, &solved).await;
    desk.answer(&command, "💡").await;
    desk.anna.react(&room, card.id(), "🔁").await;
    let reopened = desk.answer(&command, "wieder geöffnet").await;
    assert_eq!(reopened.content()["msgtype"], "m.text");
    assert_eq!(reopened.content()["m.mentions"], json!({ "user_ids": [desk.bernd.account] }));

    desk.anna.edit(&room, &command, "!ticket Drucker im 3. Stock druckt nicht").await;
    let edited = format!("T-1 Drucker im 3. Stock druckt nicht\nMittel · Zugewiesen · {bernd}\n✅ lösen");
    desk.card_reads(&card, &edited).await;

    wild_words_and_second_thoughts(&desk).await;
    let tickets = sqlx::query_as::<_, (i64, String)>("select id, state from ticket order by id");
    let tickets = tickets.fetch_all(desk.bot.database.pool()).await.unwrap();
    assert_eq!(tickets, [(1, "assigned".to_owned()), (2, "closed".to_owned())]);
    nothing_is_hidden(&desk).await;
    assert!(desk.bot.is_stopped().await.success());
}

/// A title with HTML in it, which is then taken back.
async fn wild_words_and_second_thoughts(desk: &Desk) {
    let title = r#"<img src=x onerror="alert('ä')"> & <b>mehr</b>"#;
    let command = desk.anna.say(&desk.room, &format!("!ticket {title}")).await;
    let card = desk.answer(&command, "T-2").await;
    assert!(card.body().starts_with(&format!("T-2 {title}\n")), "{}", card.body());
    let html = card.content()["formatted_body"].as_str().unwrap();
    assert!(html.contains("&lt;img src=x") && html.contains("&amp; &lt;b&gt;mehr"), "{html}");
    assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
    desk.anna.redact(&desk.room, &command).await;
    desk.card_reads(&card, "T-2 (Nachricht zurückgezogen)\nMittel · Zurückgezogen · noch niemand\n🔁 wieder öffnen")
        .await;
}

/// Whatever the bot said, Anna could read.
async fn nothing_is_hidden(desk: &Desk) {
    let end = desk.bernd.say(&desk.room, "Ende").await;
    let seen = desk.anna.all(&desk.room, &end).await;
    let hidden: Vec<&Seen> = seen.iter().filter(|seen| seen.kind() == "m.room.encrypted").collect();
    assert!(hidden.is_empty(), "cannot be decrypted: {hidden:#?}");
}

fn local_part(account: &str) -> &str {
    account.trim_start_matches('@').split(':').next().unwrap()
}

#[tokio::test]
async fn whatever_is_written_gets_one_clear_answer() {
    let desk = Desk::open(false).await;
    let long = format!("!ticket {}", "Überlänge ".repeat(5_400));
    let words = [
        ("!lotse lang en", "I speak English"),
        ("!tiket Drucker", "Did you mean !ticket"),
        ("!ticket prio:high", "nothing in this ticket"),
        ("!ticket", "To open a ticket"),
        ("!take T-99", "no ticket T-99"),
        (long.as_str(), "T-1 Überlänge"),
        ("`!ticket` is how one asks", ""),
        ("! Ticket  The “smart” printer —prio high", "T-2 The “smart” printer"),
    ];
    let mut said = Vec::new();
    for (text, words) in words {
        said.push((desk.anna.say(&desk.room, text).await, words));
    }
    // A zero, which PostgreSQL's text cannot hold. (Half a pair of surrogates does not get past Synapse.)
    let (synapse, token) = tokio::join!(Synapse::shared(), desk.anna.token());
    synapse.say_raw(&token, &desk.room, "zero", r#""!ticket Zero \u0000 and void""#).await;
    let last = desk.anna.say(&desk.room, "!ticket The last one is broken").await;
    desk.answer(&last, "T-4 The last one").await;

    let end = desk.anna.say(&desk.room, "Ende").await;
    let seen = desk.anna.all(&desk.room, &end).await;
    for (event, words) in said {
        let answers: Vec<&str> = seen.iter().filter(|seen| thread(seen) == Some(&event)).map(Seen::body).collect();
        assert_eq!(answers.len(), usize::from(!words.is_empty()), "{words}: {answers:?}");
        assert!(answers.iter().all(|answer| answer.contains(words)), "{words}: {answers:?}");
    }
    let whole: i32 = sqlx::query_scalar("select octet_length(description) from ticket where id = 1")
        .fetch_one(desk.bot.database.pool())
        .await
        .unwrap();
    assert!(whole > 59_000, "{whole}");
}

#[tokio::test]
async fn who_is_ignored_or_not_welcome_is_not_heard() {
    let synapse = Synapse::shared().await;
    let (bot, anna, eve, otto) =
        tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("eve"), synapse.person("otto"));
    let mut bot = bot
        .with("MATRIX__ALLOW_SERVERS", "elsewhere.test")
        .with("MATRIX__ALLOW_USERS", format!("{},{}", anna.account, eve.account))
        .with("MATRIX__IGNORE_USERS", &eve.account)
        .with("DESK__OFFER_REACTIONS", "false");
    bot.attends().await;
    let strange = otto.room("otto's", false, &[&bot.account]).await;
    let ignored = eve.room("eve's", false, &[&bot.account]).await;
    let room = anna.room("it-help", false, &[&bot.account, &eve.account]).await;
    eve.join(&room).await;
    anna.sees_member(&room, &bot.account).await;
    let unheard = eve.say(&room, "!ticket I am ignored").await;
    let command = anna.say(&room, "!ticket Anna is heard").await;
    anna.until("an answer", |seen| thread(seen) == Some(&command)).await;
    bot.has_done(1).await;

    let end = anna.say(&room, "the end").await;
    let seen = anna.all(&room, &end).await;
    assert!(seen.iter().all(|seen| thread(seen) != Some(&unheard)), "{seen:#?}");
    assert_eq!(count(bot.database.pool()).await, 1);
    // Both are told so: strangers with a word.
    let declines = |room: &str| {
        let (room, bot) = (room.to_owned(), bot.account.clone());
        move |seen: &Seen| {
            seen.room() == room && seen.0["state_key"] == bot.as_str() && seen.content()["membership"] == "leave"
        }
    };
    let word = otto.until("a word", declines(&strange)).await;
    assert!(word.content()["reason"].as_str().unwrap().contains("only accepts invitations"), "{word:?}");
    eve.until("a refusal", declines(&ignored)).await;
    for (person, room) in [(&otto, &strange), (&eve, &ignored)] {
        let members = person.request("GET", &format!("/rooms/{room}/joined_members"), Value::Null).await;
        assert!(members["joined"].get(&bot.account).is_none(), "{members}");
    }
    assert!(bot.is_stopped().await.success());
}

/// What people say to each other reaches the bot only when somebody asks it to make a ticket of it, and pictures are
/// encrypted for themselves.
#[tokio::test]
async fn a_tap_makes_a_ticket_and_a_picture_is_kept_in_an_encrypted_room() {
    let mut desk = Desk::open(true).await;
    let said = desk.anna.say(&desk.room, "Der Beamer im Saal bleibt dunkel").await;
    desk.anna.edit(&desk.room, &said, "Der Beamer im großen Saal bleibt dunkel").await;
    desk.bernd.react(&desk.room, &said, "🎫").await;
    let card = desk.answer(&said, "T-1").await;
    assert!(card.body().contains("Der Beamer im großen Saal bleibt dunkel"), "{card:?}");
    desk.anna.send_file(&desk.room, Some(&said), "Foto.png", "image/png", PNG, true).await;
    let kept = "select b.content from ticket_file f join blob b on b.hash = f.hash where f.state = 'kept'";
    let content = async {
        loop {
            let content: Option<Vec<u8>> =
                sqlx::query_scalar(kept).fetch_optional(desk.bot.database.pool()).await.unwrap();
            match content {
                Some(content) => break content,
                None => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            }
        }
    };
    let content = tokio::time::timeout(std::time::Duration::from_secs(60), content).await.expect("the picture comes");
    assert_eq!(content, PNG);
    desk.anna.in_thread(&desk.room, &said, "!verlauf").await;
    desk.answer(&said, "📎 Foto.png (").await;
    assert!(desk.bot.is_stopped().await.success());
}

#[tokio::test]
async fn a_bot_that_was_removed_goes_on_elsewhere_and_can_be_invited_again() {
    let mut desk = Desk::open(false).await;
    let first = desk.anna.say(&desk.room, "!ticket The printer is offline").await;
    desk.answer(&first, "T-1").await;
    desk.bot.has_done(1).await;
    desk.bernd.kick(&desk.room, &desk.bot.account, "a break").await;
    let unheard = desk.anna.say(&desk.room, "!ticket Nobody hears this").await;
    let other = desk.anna.room("elsewhere", false, &[&desk.bot.account]).await;
    desk.anna.sees_member(&other, &desk.bot.account).await;
    let second = desk.anna.say(&other, "!ticket The scanner is offline").await;
    desk.anna.until("an answer elsewhere", |seen| thread(seen) == Some(&second)).await;
    // What becomes of the ticket in the other room cannot be shown in the one that the bot has left.
    desk.anna.say(&other, "!resolve T-1 switched it on").await;
    desk.bernd.invite(&desk.room, &desk.bot.account).await;
    desk.bernd.sees_member(&desk.room, &desk.bot.account).await;
    let third = desk.anna.say(&desk.room, "!ticket The projector is offline").await;
    desk.answer(&third, "T-3").await;
    let end = desk.anna.say(&desk.room, "the end").await;
    let seen = desk.anna.all(&desk.room, &end).await;
    assert!(seen.iter().all(|seen| thread(seen) != Some(&unheard)), "{seen:#?}");
}
