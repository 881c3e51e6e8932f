//! Knowledge on a real homeserver: an article that two people find, and a ticket that its suggestion solves by one tap.

use super::program::{Bot, thread};
use super::{hears, is_edit};
use crate::synapse::Synapse;

#[tokio::test]
async fn a_suggestion_solves_a_ticket_in_a_plain_room() {
    solved(false).await;
}

#[tokio::test]
async fn a_suggestion_solves_a_ticket_in_an_encrypted_room() {
    solved(true).await;
}

async fn solved(encrypted: bool) {
    let synapse = Synapse::shared().await;
    let (bot, anna, bernd) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("bernd"));
    let mut bot = bot.with("DESK__GREETING", "false").with("ROLES__AGENTS", format!(r#"["{}"]"#, bernd.account));
    bot.attends().await;
    let room = anna.room("it-help", encrypted, &[&bernd.account, &bot.account]).await;
    bernd.join(&room).await;
    for person in [&anna, &bernd] {
        person.sees_member(&room, &bot.account).await;
    }
    let written = "!kb new audience:public lang:en title:Clear the print queue symptoms:The printer does not print, jobs are \
                   stuck\nsolution:1. Open *Printers*.\n2. Delete **all** jobs <b>now</b>.";
    bernd.say(&room, written).await;
    let draft = hears(&bernd, &bot, &room, "the draft", |seen| seen.body().contains("✅ publishes it")).await;
    bernd.react(&room, draft.id(), "✅").await;
    hears(&bernd, &bot, &room, "it published", |seen| seen.body().contains("is published for everybody")).await;

    let raised = anna.say(&room, "!ticket The printer does not print, the jobs are stuck").await;
    let suggestion = hears(&anna, &bot, &room, "the suggestion", |seen| seen.body().contains('💡')).await;
    assert_eq!((suggestion.0["decrypted"] == true, thread(&suggestion)), (encrypted, Some(raised.as_str())));
    let html = suggestion.0["content"]["formatted_body"].as_str().unwrap_or_default().to_owned();
    assert!(html.contains("<strong>all</strong>") && !html.contains("<b>now</b>"), "{html}");
    anna.react(&room, suggestion.id(), "✅").await;
    hears(&anna, &bot, &room, "it solved", |seen| is_edit(seen, &suggestion, "T-1 is solved by it")).await;
    // The articles are read anew after a start.
    assert!(bot.is_stopped().await.success());
    bot.attends().await;
    anna.say(&room, "!kb drukcer queue prnt").await;
    hears(&anna, &bot, &room, "the article", |seen| seen.body().contains("👍 helped")).await;
    assert!(bot.is_stopped().await.success());
}
