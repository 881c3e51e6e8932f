//! What people get wrong with each command of the desk, in both languages: every one of them has one answer that says what
//! is wrong, and nothing is set aside.

use std::fmt::Write as _;

use insta::assert_snapshot;
use lotse::chat::local::{Place, Sight};
use lotse::config::CannedConfig;

use crate::support::company::IT;
use crate::support::world::{World, account};

/// A command in English and in German, without what stands behind it.
const VERBS: [(&str, &str); 21] = [
    ("!plan", "!planen"),
    ("!wait", "!warten"),
    ("!assign", "!zuweisen"),
    ("!watch", "!beobachten"),
    ("!merge", "!zusammenführen"),
    ("!unmerge", "!herauslösen"),
    ("!link", "!verknüpfen"),
    ("!unlink", "!trennen"),
    ("!split", "!abspalten"),
    ("!spent", "!aufwand"),
    ("!canned", "!vorlagen"),
    ("!service", "!dienst"),
    ("!category", "!kategorie"),
    ("!prio", "!prio"),
    ("!impact", "!auswirkung"),
    ("!urgency", "!dringlichkeit"),
    ("!reply", "!antwort"),
    ("!note", "!notiz"),
    ("!tickets open", "!tickets offen"),
    ("!search", "!suche"),
    ("!history", "!verlauf"),
];

impl World {
    /// The company with four tickets: T-1 is open, T-2 closed, T-3 merged into T-1, T-4 private and another team's. Emil was
    /// there once.
    async fn with_tickets() -> Self {
        let mut world = World::company(|config| {
            config.desk.similar = false;
            config.canned = vec![CannedConfig {
                name: "restart".to_owned(),
                title: "Restart".to_owned(),
                text: "Please restart".to_owned(),
                en: None,
                de: None,
                then: None,
            }];
        })
        .await;
        world.server.add_person(&account("emil"), "Emil");
        let room = world.room();
        world.server.join(&room, &account("emil"), 0).unwrap();
        world.settle().await;
        world.server.leave(&room, &account("emil")).unwrap();
        for text in ["Drucker druckt nicht", "Beamer flackert", "Monitor bleibt schwarz", "privat Gehalt fehlt cat:hr"]
        {
            world.says("anna", &format!("!ticket {text}")).await;
        }
        world.says("bernd", "!lotse lang en").await;
        world.says("carla", "!lotse sprache de").await;
        for text in ["!resolve T-2 Kabel", "!close T-2", "!merge T-3 into T-1"] {
            world.says_to(IT, "bernd", text).await;
        }
        world
    }

    /// The answer to a command in the team's room, or in the thread below a message there, in one line.
    async fn answer_to(&mut self, who: &str, thread: Option<&str>, text: &str) -> String {
        let before = self.server.log().len();
        let place = thread.map_or(Place::default(), Place::thread);
        let event = self.server.say(&format!("!{IT}:local"), &account(who), text, place).unwrap();
        self.settle().await;
        let below = thread.unwrap_or(&event);
        let answers: Vec<String> = self
            .server
            .log_since(before)
            .into_iter()
            .filter(|seen| seen.sender == "@lotse:local")
            .filter_map(|seen| match seen.what {
                Sight::Message { thread, body, .. } if thread.as_deref() == Some(below) => Some(body.plain()),
                _ => None,
            })
            .collect();
        assert!(!answers.is_empty(), "silence after {text:.80}");
        let answer = answers.join(" && ").replace('\n', " / ");
        assert!(answer.chars().count() < 1500, "{text:.80}: {answer}");
        answer
    }
}

/// What cannot be seen, written out.
fn seen(text: &str) -> String {
    let seen = |sign: char| match sign {
        '\u{202e}' | '\u{200f}' | '\u{202b}' => "<rtl>".to_owned(),
        '\u{200b}' | '\u{200d}' | '\u{2060}' => "<joiner>".to_owned(),
        '\u{2066}'..='\u{2069}' => "<isolate>".to_owned(),
        sign => sign.to_string(),
    };
    text.chars().take(150).map(seen).collect()
}

/// What stands behind a command that would be right for a ticket that is open.
fn behind(verb: &str, english: bool) -> Option<&'static str> {
    Some(match (verb, english) {
        ("!plan", true) => "Fri 14:00",
        ("!plan", false) => "Fr 14:00",
        ("!wait", true) => "user",
        ("!wait", false) => "nutzer",
        ("!assign", _) => "@bernd",
        ("!merge", true) => "into T-1",
        ("!merge", false) => "mit T-1",
        ("!link", true) => "T-1 related",
        ("!link", false) => "T-1 verwandt",
        ("!unlink", _) => "T-1",
        ("!spent", _) => "10m",
        ("!canned", _) => "restart",
        ("!service", _) => "mail",
        ("!category", _) => "hr",
        ("!prio", _) => "1, because",
        ("!impact" | "!urgency", true) => "high",
        ("!impact" | "!urgency", false) => "hoch",
        ("!reply" | "!note", true) => "hello",
        ("!reply" | "!note", false) => "hallo",
        ("!tickets open" | "!search", _) => return None,
        _ => "",
    })
}

#[tokio::test]
async fn tickets_that_are_closed_merged_foreign_or_unknown() {
    let mut world = World::with_tickets().await;
    let mut told = String::new();
    for id in ["T-2", "T-3", "T-4", "T-99", "T-99999999999999999999"] {
        for (who, english) in [("bernd", true), ("carla", false)] {
            for (en, de) in VERBS {
                let Some(behind) = behind(en, english) else { continue };
                // What is closed can be put where nobody finds it, and what is merged can be taken out again.
                if matches!((id, en), ("T-2", "!category") | ("T-3", "!unmerge")) {
                    continue;
                }
                let verb = if english { en } else { de };
                let command = format!("{verb} {id} {behind}").trim().to_owned();
                let answer = world.answer_to(who, None, &command).await;
                if ["T-2", "T-3"].contains(&id) {
                    let _ = writeln!(told, "{command} → {}", seen(&answer));
                } else {
                    let none = if english { "⛔ There is no ticket T-" } else { "⛔ Ein Ticket T-" };
                    assert!(answer.starts_with(none), "{command} → {answer}");
                }
            }
        }
    }
    // A number that is none must not be taken for words about the ticket in whose thread it stands.
    let card = world.card_in(IT, "T-1");
    let answer = world.answer_to("bernd", Some(&card), "!take T-99999999999999999999").await;
    assert!(answer.starts_with("⛔ There is no ticket"), "{answer}");
    assert_snapshot!(told, @"
    !plan T-2 Fri 14:00 → ⛔ T-2 is closed, so it cannot be planned. / 🔁 on its card, or !reopen, opens it again.
    !wait T-2 user → ⛔ T-2 is closed, so it cannot wait. / 🔁 on its card, or !reopen, opens it again.
    !assign T-2 @bernd → ⛔ T-2 is closed, so it cannot be taken. / 🔁 on its card, or !reopen, opens it again.
    !watch T-2 → 👁 You watch T-2: answers and the solution come to our direct chat. !unwatch T-2 ends it.
    !merge T-2 into T-1 → ⛔ T-2 is closed, and what is over stays as it is. / !link T-2 T-1 related connects them.
    !unmerge T-2 → ⛔ T-2 is no part of another ticket.
    !link T-2 T-1 related → 🔗 T-2 and T-1 are related now.
    !unlink T-2 T-1 → T-2 and T-1 are not linked any more.
    !split T-2 → ⛔ In the threads of T-2 its requester has said nothing more than what it is about. / Reply to the message that is another matter, and write !split; te
    !spent T-2 10m → ⏱ 10 min kept with T-2, 10 min in all.
    !canned T-2 restart → ✉️ Anna has it.
    !service T-2 mail → T-2 is now under E-mail. Its team stays the same; !assign team:… changes that.
    !prio T-2 1, because → ⛔ T-2 is closed, so its priority stays. / 🔁 on its card, or !reopen, opens it again.
    !impact T-2 high → ⛔ T-2 is closed, so its priority stays. / 🔁 on its card, or !reopen, opens it again.
    !urgency T-2 high → ⛔ T-2 is closed, so its priority stays. / 🔁 on its card, or !reopen, opens it again.
    !reply T-2 hello → ✉️ Anna has it.
    !note T-2 hello → 📝 Kept with T-2, for the team alone.
    !history T-2 → T-2 · 6 entries / ⏱ 10 min / today 09:00 · Anna: Beamer flackert / today 09:00 · Bernd: Kabel / today 09:00 · Bernd: Please restart / today 09:00 · Be
    !planen T-2 Fr 14:00 → ⛔ T-2 ist geschlossen, es kann nicht geplant werden. / 🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
    !warten T-2 nutzer → ⛔ T-2 ist geschlossen, es kann nicht warten. / 🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
    !zuweisen T-2 @bernd → ⛔ T-2 ist geschlossen, es kann nicht genommen werden. / 🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
    !beobachten T-2 → 👁 Du beobachtest T-2: Antworten und die Lösung kommen in unseren Direktchat. !nicht-beobachten T-2 beendet das.
    !zusammenführen T-2 mit T-1 → ⛔ T-2 ist geschlossen, und was vorbei ist, bleibt, wie es ist. / !verknüpfen T-2 T-1 verwandt verbindet sie.
    !herauslösen T-2 → ⛔ T-2 ist kein Teil eines anderen Tickets.
    !verknüpfen T-2 T-1 verwandt → 🔗 T-2 und T-1 sind jetzt verwandt.
    !trennen T-2 T-1 → T-2 und T-1 sind nicht mehr verknüpft.
    !abspalten T-2 → ⛔ In den Threads von T-2 hat der Melder nichts weiter gesagt als das, worum es geht. / Antworte auf die Nachricht, die etwas anderes ist, mit !abspalt
    !aufwand T-2 10m → ⏱ 10 Min. bei T-2 aufgehoben, 20 Min. insgesamt.
    !vorlagen T-2 restart → ✉️ An Anna geschickt.
    !dienst T-2 mail → T-2 steht jetzt unter E-mail. Das Team bleibt; !zuweisen team:… ändert das.
    !prio T-2 1, because → ⛔ T-2 ist geschlossen, die Priorität bleibt. / 🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
    !auswirkung T-2 hoch → ⛔ T-2 ist geschlossen, die Priorität bleibt. / 🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
    !dringlichkeit T-2 hoch → ⛔ T-2 ist geschlossen, die Priorität bleibt. / 🔁 an der Karte oder !wiedereröffnen öffnet es wieder.
    !antwort T-2 hallo → ✉️ An Anna geschickt.
    !notiz T-2 hallo → 📝 Bei T-2 aufgehoben, nur für das Team.
    !verlauf T-2 → T-2 · 10 Einträge / ⏱ 20 Min. / heute 09:00 · Anna: Beamer flackert / heute 09:00 · Bernd: Kabel / heute 09:00 · Bernd: Please restart / heute 09:00 ·
    !plan T-3 Fri 14:00 → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !wait T-3 user → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !assign T-3 @bernd → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !watch T-3 → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !merge T-3 into T-1 → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !link T-3 T-1 related → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !unlink T-3 T-1 → ⛔ T-3 and T-1 are not linked.
    !split T-3 → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !spent T-3 10m → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !canned T-3 restart → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !service T-3 mail → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !category T-3 hr → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !prio T-3 1, because → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !impact T-3 high → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !urgency T-3 high → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !reply T-3 hello → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !note T-3 hello → ⛔ T-3 was merged into T-1. / Write the command in the thread of T-1, or name it.
    !history T-3 → T-3 · one entry / today 09:00 · Anna: Monitor bleibt schwarz
    !planen T-3 Fr 14:00 → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !warten T-3 nutzer → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !zuweisen T-3 @bernd → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !beobachten T-3 → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !zusammenführen T-3 mit T-1 → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !verknüpfen T-3 T-1 verwandt → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !trennen T-3 T-1 → ⛔ T-3 und T-1 sind nicht verknüpft.
    !abspalten T-3 → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !aufwand T-3 10m → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !vorlagen T-3 restart → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !dienst T-3 mail → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !kategorie T-3 hr → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !prio T-3 1, because → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !auswirkung T-3 hoch → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !dringlichkeit T-3 hoch → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !antwort T-3 hallo → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !notiz T-3 hallo → ⛔ T-3 wurde mit T-1 zusammengeführt. / Schreibe den Befehl in den Thread von T-1, oder nenne es.
    !verlauf T-3 → T-3 · ein Eintrag / heute 09:00 · Anna: Monitor bleibt schwarz
    ");
    world.ends().await;
}

#[tokio::test]
async fn texts_that_say_nothing_or_far_too_much() {
    let mut world = World::with_tickets().await;
    let card = world.card_in(IT, "T-1");
    let long = "überprüfung ".repeat(5_000);
    let mut told = String::new();
    for (who, english) in [("bernd", true), ("carla", false)] {
        for (en, de) in VERBS {
            let verb = if english { en } else { de };
            for text in ["", "🥶🧑\u{200d}🚀", "@emil"] {
                let answer = world.answer_to(who, Some(&card), format!("{verb} {text}").trim()).await;
                let _ = writeln!(told, "{verb} {} → {}", seen(text), seen(&answer));
            }
            for text in ["\u{200b}\u{2060}", "\u{202e}elbbar שלום عالم", "@nobody", "T-1 T-2 T-3", &long] {
                let answer = world.answer_to(who, Some(&card), &format!("{verb} {text}")).await;
                let is_long = text.len() > 60_000;
                if is_long && en == "!reply" {
                    assert!(answer.starts_with('⛔') && answer.contains("10"), "{answer}");
                }
            }
        }
    }
    // What the requester writes arrives, with as much as a message holds, and is kept whole.
    let root = world.server.room(&world.room()).unwrap().items.first().unwrap().id.clone();
    world.says_in(&root, "anna", &long).await;
    let kept: i64 = sqlx::query_scalar("select max(length(text))::bigint from ticket_entry where kind = 'message'")
        .fetch_one(world.pool())
        .await
        .unwrap();
    assert_eq!(kept, 60_000);
    assert_snapshot!(told, @r#"
    !plan  → ❓ When will it be worked on? / For example !plan Fri 14:00, !plan tomorrow, !plan 2d.
    !plan 🥶🧑<joiner>🚀 → ❓ When will it be worked on? / For example !plan Fri 14:00, !plan tomorrow, !plan 2d.
    !plan @emil → ❓ When will it be worked on? / For example !plan Fri 14:00, !plan tomorrow, !plan 2d.
    !wait  → ❓ Until when should it wait? / For example !wait 2d, !wait 3wd (working days), !wait vendor until tomorrow 14:00; !wait user alone waits for the reque
    !wait 🥶🧑<joiner>🚀 → ❓ Until when should it wait? / For example !wait 2d, !wait 3wd (working days), !wait vendor until tomorrow 14:00; !wait user alone waits for the reque
    !wait @emil → ❓ Until when should it wait? / For example !wait 2d, !wait 3wd (working days), !wait vendor until tomorrow 14:00; !wait user alone waits for the reque
    !assign  → ❓ To whom should it go: one person, or one team? / For example !assign @bernd or !assign team:network.
    !assign 🥶🧑<joiner>🚀 → ❓ I do not know “🥶🧑<joiner>🚀” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !assign @emil → ❓ I do not know “emil” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !watch  → 👁 You watch T-1: answers and the solution come to our direct chat. !unwatch T-1 ends it.
    !watch 🥶🧑<joiner>🚀 → ❓ I do not know “🥶🧑<joiner>🚀” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !watch @emil → ❓ I do not know “emil” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !merge  → ❓ Which tickets? !merge T-9 into T-7, or !merge T-7 in the thread of T-9.
    !merge 🥶🧑<joiner>🚀 → ❓ Which tickets? !merge T-9 into T-7, or !merge T-7 in the thread of T-9.
    !merge @emil → ❓ Which tickets? !merge T-9 into T-7, or !merge T-7 in the thread of T-9.
    !unmerge  → ❓ Which ticket? Name the one that became part of another: !unmerge T-9.
    !unmerge 🥶🧑<joiner>🚀 → ❓ Which ticket? Name the one that became part of another: !unmerge T-9.
    !unmerge @emil → ❓ Which ticket? Name the one that became part of another: !unmerge T-9.
    !link  → ❓ Which tickets? !link T-7 T-9 related, or !link T-9 related in the thread of one of them.
    !link 🥶🧑<joiner>🚀 → ❓ Which tickets? !link T-7 T-9 related, or !link T-9 related in the thread of one of them.
    !link @emil → ❓ Which tickets? !link T-7 T-9 related, or !link T-9 related in the thread of one of them.
    !unlink  → ❓ Which tickets? !unlink T-7 T-9, or !unlink T-9 in the thread of one of them.
    !unlink 🥶🧑<joiner>🚀 → ❓ Which tickets? !unlink T-7 T-9, or !unlink T-9 in the thread of one of them.
    !unlink @emil → ❓ Which tickets? !unlink T-7 T-9, or !unlink T-9 in the thread of one of them.
    !split  → ⛔ In the threads of T-1 its requester has said nothing more than what it is about. / Reply to the message that is another matter, and write !split; te
    !split 🥶🧑<joiner>🚀 → ⛔ In the threads of T-1 its requester has said nothing more than what it is about. / Reply to the message that is another matter, and write !split; te
    !split @emil → ⛔ In the threads of T-1 its requester has said nothing more than what it is about. / Reply to the message that is another matter, and write !split; te
    !spent  → Nobody has written down any time for T-1 yet.
    !spent 🥶🧑<joiner>🚀 → ❓ I do not understand the time “🥶🧑<joiner>🚀”. / For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    !spent @emil → ❓ I do not understand the time “@emil”. / For example !spent 30m printer driver, !spent 1h 30m; !spent alone shows the sum.
    !canned  → Answers that are written already / restart – Restart / !canned and a name, or !reply : and a name, sends one to the requester in their language.
    !canned 🥶🧑<joiner>🚀 → ❓ I know no answer “🥶🧑<joiner>🚀”. / For example one of these: restart.
    !canned @emil → ❓ I know no answer “@emil”. / For example one of these: restart.
    !service  → ❓ Which service? / For example one of these: mail.
    !service 🥶🧑<joiner>🚀 → ❓ I know no service “🥶🧑<joiner>🚀”. / For example one of these: mail.
    !service @emil → ❓ I know no service “@emil”. / For example one of these: mail.
    !category  → ❓ Which category? / For example one of these: hr.
    !category 🥶🧑<joiner>🚀 → ❓ I know no category “🥶🧑<joiner>🚀”. / For example one of these: hr.
    !category @emil → ❓ I know no category “@emil”. / For example one of these: hr.
    !prio  → ❓ Which priority? / critical, high, medium, low or planning; 1 to 5 works too.
    !prio 🥶🧑<joiner>🚀 → ❓ I do not know the priority “🥶🧑<joiner>🚀”. / critical, high, medium, low or planning; 1 to 5 works too.
    !prio @emil → ❓ I do not know the priority “@emil”. / critical, high, medium, low or planning; 1 to 5 works too.
    !impact  → ❓ Which level? / There are: high, medium, low.
    !impact 🥶🧑<joiner>🚀 → ❓ I know no level “🥶🧑<joiner>🚀”. / There are: high, medium, low.
    !impact @emil → ❓ I know no level “@emil”. / There are: high, medium, low.
    !urgency  → ❓ Which level? / There are: high, medium, low.
    !urgency 🥶🧑<joiner>🚀 → ❓ I know no level “🥶🧑<joiner>🚀”. / There are: high, medium, low.
    !urgency @emil → ❓ I know no level “@emil”. / There are: high, medium, low.
    !reply  → ❓ A reply needs words: !reply We are on it.
    !reply 🥶🧑<joiner>🚀 → ✉️ Anna has it.
    !reply @emil → ✉️ Anna has it.
    !note  → ❓ A note needs words: !note toner is on order.
    !note 🥶🧑<joiner>🚀 → 📝 Kept with T-1, for the team alone.
    !note @emil → 📝 Kept with T-1, for the team alone.
    !tickets open  → One open ticket / T-1 Drucker druckt nicht · Medium · New · nobody yet
    !tickets open 🥶🧑<joiner>🚀 → ❓ I do not know the list “🥶🧑<joiner>🚀”. / !tickets mine, open, team, unassigned, breaching and search … are there; a number at the end turns pages.
    !tickets open @emil → ❓ I do not know the list “@emil”. / !tickets mine, open, team, unassigned, breaching and search … are there; a number at the end turns pages.
    !search  → ❓ What are you looking for? / For example !tickets search printer floor 3; what stands in "quotes" is found in that order.
    !search 🥶🧑<joiner>🚀 → ❓ What are you looking for? / For example !tickets search printer floor 3; what stands in "quotes" is found in that order.
    !search @emil → One ticket for “@emil” / T-1 Drucker druckt nicht · Medium · New · nobody yet / ↳ @emil
    !history  → T-1 · 12 entries / today 09:00 · Bernd: 🔀 T-3 became part of it / today 09:00 · Bernd: 🥶🧑<joiner>🚀 / today 09:00 · Bernd: @emil / today 09:00 · Bernd: elbbar
    !history 🥶🧑<joiner>🚀 → ❓ “🥶🧑<joiner>🚀” is no page number.
    !history @emil → ❓ “@emil” is no page number.
    !planen  → ❓ Wann wird daran gearbeitet? / Zum Beispiel !planen Fr 14 Uhr, !planen morgen, !planen 2d.
    !planen 🥶🧑<joiner>🚀 → ❓ Wann wird daran gearbeitet? / Zum Beispiel !planen Fr 14 Uhr, !planen morgen, !planen 2d.
    !planen @emil → ❓ Wann wird daran gearbeitet? / Zum Beispiel !planen Fr 14 Uhr, !planen morgen, !planen 2d.
    !warten  → ❓ Bis wann soll es warten? / Zum Beispiel !warten 2d, !warten 3at (Arbeitstage), !warten lieferant bis morgen 14 Uhr; !warten nutzer allein wartet auf
    !warten 🥶🧑<joiner>🚀 → ❓ Bis wann soll es warten? / Zum Beispiel !warten 2d, !warten 3at (Arbeitstage), !warten lieferant bis morgen 14 Uhr; !warten nutzer allein wartet auf
    !warten @emil → ❓ Bis wann soll es warten? / Zum Beispiel !warten 2d, !warten 3at (Arbeitstage), !warten lieferant bis morgen 14 Uhr; !warten nutzer allein wartet auf
    !zuweisen  → ❓ An wen soll es gehen: eine Person oder ein Team? / Zum Beispiel !zuweisen @bernd oder !zuweisen team:netz.
    !zuweisen 🥶🧑<joiner>🚀 → ❓ „🥶🧑<joiner>🚀“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !zuweisen @emil → ❓ „emil“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !beobachten  → 👁 Du beobachtest T-1: Antworten und die Lösung kommen in unseren Direktchat. !nicht-beobachten T-1 beendet das.
    !beobachten 🥶🧑<joiner>🚀 → ❓ „🥶🧑<joiner>🚀“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !beobachten @emil → ❓ „emil“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !zusammenführen  → ❓ Welche Tickets? !zusammenführen T-9 mit T-7, oder !zusammenführen T-7 im Thread von T-9.
    !zusammenführen 🥶🧑<joiner>🚀 → ❓ Welche Tickets? !zusammenführen T-9 mit T-7, oder !zusammenführen T-7 im Thread von T-9.
    !zusammenführen @emil → ❓ Welche Tickets? !zusammenführen T-9 mit T-7, oder !zusammenführen T-7 im Thread von T-9.
    !herauslösen  → ❓ Welches Ticket? Nenne das, das Teil eines anderen geworden ist: !herauslösen T-9.
    !herauslösen 🥶🧑<joiner>🚀 → ❓ Welches Ticket? Nenne das, das Teil eines anderen geworden ist: !herauslösen T-9.
    !herauslösen @emil → ❓ Welches Ticket? Nenne das, das Teil eines anderen geworden ist: !herauslösen T-9.
    !verknüpfen  → ❓ Welche Tickets? !verknüpfen T-7 T-9 verwandt, oder !verknüpfen T-9 verwandt im Thread des anderen.
    !verknüpfen 🥶🧑<joiner>🚀 → ❓ Welche Tickets? !verknüpfen T-7 T-9 verwandt, oder !verknüpfen T-9 verwandt im Thread des anderen.
    !verknüpfen @emil → ❓ Welche Tickets? !verknüpfen T-7 T-9 verwandt, oder !verknüpfen T-9 verwandt im Thread des anderen.
    !trennen  → ❓ Welche Tickets? !trennen T-7 T-9, oder !trennen T-9 im Thread des anderen.
    !trennen 🥶🧑<joiner>🚀 → ❓ Welche Tickets? !trennen T-7 T-9, oder !trennen T-9 im Thread des anderen.
    !trennen @emil → ❓ Welche Tickets? !trennen T-7 T-9, oder !trennen T-9 im Thread des anderen.
    !abspalten  → ⛔ In den Threads von T-1 hat der Melder nichts weiter gesagt als das, worum es geht. / Antworte auf die Nachricht, die etwas anderes ist, mit !abspalt
    !abspalten 🥶🧑<joiner>🚀 → ⛔ In den Threads von T-1 hat der Melder nichts weiter gesagt als das, worum es geht. / Antworte auf die Nachricht, die etwas anderes ist, mit !abspalt
    !abspalten @emil → ⛔ In den Threads von T-1 hat der Melder nichts weiter gesagt als das, worum es geht. / Antworte auf die Nachricht, die etwas anderes ist, mit !abspalt
    !aufwand  → Für T-1 hat noch niemand Aufwand aufgeschrieben.
    !aufwand 🥶🧑<joiner>🚀 → ❓ Die Zeit „🥶🧑<joiner>🚀“ verstehe ich nicht. / Zum Beispiel !aufwand 30m Druckertreiber, !aufwand 1h 30m; !aufwand allein zeigt die Summe.
    !aufwand @emil → ❓ Die Zeit „@emil“ verstehe ich nicht. / Zum Beispiel !aufwand 30m Druckertreiber, !aufwand 1h 30m; !aufwand allein zeigt die Summe.
    !vorlagen  → Antworten, die schon geschrieben sind / restart – Restart / !vorlage und ein Name, oder !antwort : und ein Name, schickt eine an den Melder, in seiner
    !vorlagen 🥶🧑<joiner>🚀 → ❓ Eine Vorlage „🥶🧑<joiner>🚀“ kenne ich nicht. / Zum Beispiel eines davon: restart.
    !vorlagen @emil → ❓ Eine Vorlage „@emil“ kenne ich nicht. / Zum Beispiel eines davon: restart.
    !dienst  → ❓ Welcher Service? / Zum Beispiel eines davon: mail.
    !dienst 🥶🧑<joiner>🚀 → ❓ Einen Service „🥶🧑<joiner>🚀“ kenne ich nicht. / Zum Beispiel eines davon: mail.
    !dienst @emil → ❓ Einen Service „@emil“ kenne ich nicht. / Zum Beispiel eines davon: mail.
    !kategorie  → ❓ Welche Kategorie? / Zum Beispiel eines davon: hr.
    !kategorie 🥶🧑<joiner>🚀 → ❓ Eine Kategorie „🥶🧑<joiner>🚀“ kenne ich nicht. / Zum Beispiel eines davon: hr.
    !kategorie @emil → ❓ Eine Kategorie „@emil“ kenne ich nicht. / Zum Beispiel eines davon: hr.
    !prio  → ❓ Welche Priorität? / kritisch, hoch, mittel, niedrig oder Planung; auch 1 bis 5.
    !prio 🥶🧑<joiner>🚀 → ❓ Die Priorität „🥶🧑<joiner>🚀“ kenne ich nicht. / kritisch, hoch, mittel, niedrig oder Planung; auch 1 bis 5.
    !prio @emil → ❓ Die Priorität „@emil“ kenne ich nicht. / kritisch, hoch, mittel, niedrig oder Planung; auch 1 bis 5.
    !auswirkung  → ❓ Welche Stufe? / Es gibt: hoch, mittel, niedrig.
    !auswirkung 🥶🧑<joiner>🚀 → ❓ Eine Stufe „🥶🧑<joiner>🚀“ kenne ich nicht. / Es gibt: hoch, mittel, niedrig.
    !auswirkung @emil → ❓ Eine Stufe „@emil“ kenne ich nicht. / Es gibt: hoch, mittel, niedrig.
    !dringlichkeit  → ❓ Welche Stufe? / Es gibt: hoch, mittel, niedrig.
    !dringlichkeit 🥶🧑<joiner>🚀 → ❓ Eine Stufe „🥶🧑<joiner>🚀“ kenne ich nicht. / Es gibt: hoch, mittel, niedrig.
    !dringlichkeit @emil → ❓ Eine Stufe „@emil“ kenne ich nicht. / Es gibt: hoch, mittel, niedrig.
    !antwort  → ❓ Eine Antwort braucht Worte: !antwort Wir sind dran.
    !antwort 🥶🧑<joiner>🚀 → ✉️ An Anna geschickt.
    !antwort @emil → ✉️ An Anna geschickt.
    !notiz  → ❓ Eine Notiz braucht Worte: !notiz Toner ist bestellt.
    !notiz 🥶🧑<joiner>🚀 → 📝 Bei T-1 aufgehoben, nur für das Team.
    !notiz @emil → 📝 Bei T-1 aufgehoben, nur für das Team.
    !tickets offen  → Ein offenes Ticket / T-1 Drucker druckt nicht · Mittel · Neu · noch niemand
    !tickets offen 🥶🧑<joiner>🚀 → ❓ Die Liste „🥶🧑<joiner>🚀“ kenne ich nicht. / Es gibt !tickets meine, offen, team, frei, überfällig und suche …; eine Zahl am Ende blättert.
    !tickets offen @emil → ❓ Die Liste „@emil“ kenne ich nicht. / Es gibt !tickets meine, offen, team, frei, überfällig und suche …; eine Zahl am Ende blättert.
    !suche  → ❓ Wonach suchst du? / Zum Beispiel !tickets suche Drucker 3. Stock; was in "Anführungszeichen" steht, wird in dieser Reihenfolge gefunden.
    !suche 🥶🧑<joiner>🚀 → ❓ Wonach suchst du? / Zum Beispiel !tickets suche Drucker 3. Stock; was in "Anführungszeichen" steht, wird in dieser Reihenfolge gefunden.
    !suche @emil → Ein Ticket zu „@emil“ / T-1 Drucker druckt nicht · Mittel · Neu · noch niemand / ↳ @emil
    !verlauf  → T-1 · 21 Einträge / heute 09:00 · Bernd: 🔒 überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung überprüfung
    !verlauf 🥶🧑<joiner>🚀 → ❓ „🥶🧑<joiner>🚀“ ist keine Seitenzahl.
    !verlauf @emil → ❓ „@emil“ ist keine Seitenzahl.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn filters_that_mean_nothing() {
    let mut world = World::with_tickets().await;
    let mut told = String::new();
    for (who, list, search) in
        [("bernd", "!tickets open", "!search Drucker"), ("carla", "!tickets offen", "!suche Drucker")]
    {
        for key in [
            "state:🥶",
            "state:",
            "prio:\u{202e}1",
            "prio:9",
            "team:🥶",
            "team:hr",
            "service:nothing",
            "service:mial",
            "cat:\u{200b}",
            "assignee:@nobody",
            "assignee:@emil",
            "requester:🥶",
            "requester:%",
            "since:🥶",
            "until:99999999999999999999d",
            "page:0",
            "page:-1",
            "page:99999999999999999999",
            "page:🥶",
        ] {
            let answer = world.answer_to(who, None, &format!("{list} {key}")).await;
            let _ = writeln!(told, "{list} {} → {}", seen(key), seen(&answer));
            let searched = world.answer_to(who, None, &format!("{search} {key}")).await;
            assert!(
                answer == searched || !answer.starts_with('❓') && searched.contains("Drucker"),
                "{key}: {searched}"
            );
        }
        world.answer_to(who, None, &format!("{list} team:{}", "x".repeat(60_000))).await;
        world.answer_to(who, None, &format!("{list} {}", "requester:anna ".repeat(4_000))).await;
    }
    assert_snapshot!(told, @"
    !tickets open state:🥶 → ❓ I do not know the state “🥶”. / new, assigned, planned, pending, resolved, closed; open, done or all.
    !tickets open state: → ❓ There is nothing behind state:.
    !tickets open prio:<rtl>1 → No ticket fits that.
    !tickets open prio:9 → ❓ I do not know the priority “9”. / critical, high, medium, low or planning; 1 to 5 works too.
    !tickets open team:🥶 → ❓ I know no team “🥶”. / For example one of these: it, network, hr.
    !tickets open team:hr → No ticket fits that.
    !tickets open service:nothing → ❓ I know no service “nothing”. / For example one of these: mail.
    !tickets open service:mial → ❓ I know no service “mial”. / Did you mean mail?
    !tickets open cat:<joiner> → ❓ There is nothing behind cat:.
    !tickets open assignee:@nobody → ❓ I do not know “nobody” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !tickets open assignee:@emil → ❓ I do not know “emil” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !tickets open requester:🥶 → ❓ I do not know “🥶” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !tickets open requester:% → ❓ I do not know “%” here. / Name somebody in this room, or write the whole account: @anna:example.org.
    !tickets open since:🥶 → ❓ I do not understand the time “🥶”. / For example since:7d, since:yesterday, until:24.12.
    !tickets open until:99999999999999999999d → ❓ I do not understand the time “99999999999999999999d”. / For example since:7d, since:yesterday, until:24.12.
    !tickets open page:0 → ❓ “0” is no page number.
    !tickets open page:-1 → ❓ “-1” is no page number.
    !tickets open page:99999999999999999999 → ❓ “99999999999999999999” is no page number.
    !tickets open page:🥶 → ❓ “🥶” is no page number.
    !tickets offen state:🥶 → ❓ Den Status „🥶“ kenne ich nicht. / neu, zugewiesen, geplant, wartend, gelöst, geschlossen; offen, erledigt oder alle.
    !tickets offen state: → ❓ Hinter state: steht nichts.
    !tickets offen prio:<rtl>1 → Dazu passt kein Ticket.
    !tickets offen prio:9 → ❓ Die Priorität „9“ kenne ich nicht. / kritisch, hoch, mittel, niedrig oder Planung; auch 1 bis 5.
    !tickets offen team:🥶 → ❓ Ein Team „🥶“ kenne ich nicht. / Zum Beispiel eines davon: it, network, hr.
    !tickets offen team:hr → Dazu passt kein Ticket.
    !tickets offen service:nothing → ❓ Einen Service „nothing“ kenne ich nicht. / Zum Beispiel eines davon: mail.
    !tickets offen service:mial → ❓ Einen Service „mial“ kenne ich nicht. / War mail gemeint?
    !tickets offen cat:<joiner> → ❓ Hinter cat: steht nichts.
    !tickets offen assignee:@nobody → ❓ „nobody“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !tickets offen assignee:@emil → ❓ „emil“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !tickets offen requester:🥶 → ❓ „🥶“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !tickets offen requester:% → ❓ „%“ kenne ich hier nicht. / Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
    !tickets offen since:🥶 → ❓ Die Zeit „🥶“ verstehe ich nicht. / Zum Beispiel seit:7d, seit:gestern, bis:24.12.
    !tickets offen until:99999999999999999999d → ❓ Die Zeit „99999999999999999999d“ verstehe ich nicht. / Zum Beispiel seit:7d, seit:gestern, bis:24.12.
    !tickets offen page:0 → ❓ „0“ ist keine Seitenzahl.
    !tickets offen page:-1 → ❓ „-1“ ist keine Seitenzahl.
    !tickets offen page:99999999999999999999 → ❓ „99999999999999999999“ ist keine Seitenzahl.
    !tickets offen page:🥶 → ❓ „🥶“ ist keine Seitenzahl.
    ");
    world.ends().await;
}
