//! Wrong turns, each with a clear answer.

use insta::assert_snapshot;
use lotse::chat::local::Sight;

use super::{ARTICLES, company_with};
use crate::support::company::IT;
use crate::support::world::World;

/// What is said, and what the bot answers to it.
async fn answers(world: &mut World, room: &str, who: &str, texts: &[&str]) -> String {
    let mut all = String::new();
    for text in texts {
        world.forget();
        world.says_to(room, who, text).await;
        let said: Vec<String> = world
            .server
            .log()
            .into_iter()
            .rev()
            .take_while(|seen| seen.sender == "@lotse:local")
            .filter_map(|seen| match seen.what {
                Sight::Message { body, .. } => Some(body.plain()),
                _ => None,
            })
            .collect();
        let short: String = text.chars().take(60).collect();
        let answer: String = said.join("\n").chars().take(400).collect();
        all.push_str(&format!("{short}\n  {}\n", answer.replace('\n', "\n  ")));
    }
    all.replace('\u{202e}', "<RLO>")
}

#[tokio::test]
async fn an_agents_wrong_turns() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    world.says("anna", "!ticket privat Mein Gehalt stimmt nicht").await;
    world.forget();
    let long = format!("!kb edit KB-1 solution:{}", "ü".repeat(120_000));
    let texts = [
        "!kb KB-99",
        "!kb KB-1 publish",
        "!kb pubish KB-1",
        "!kb publish",
        "!kb publish vpn",
        "!kb publish KB-1",
        "!kb edit KB-1 make it better",
        "!kb edit KB-1 title:",
        "!kb edit KB-1 audience:friends",
        "!kb edit KB-1 service:mial",
        "!kb edit KB-1 owner:@nobody",
        "!kb edit KB-1 review:yesterday",
        "!kb edit KB-1 lang:fr title:Imprimante",
        "!kb edit KB-1 lang:en title:Clear the print queue",
        "!kb edit KB-1 title:Druckerwarteschlange leeren",
        "!kb retire KB-2 wrong since the move",
        "!kb retire KB-2",
        "!kb edit KB-2 title:x",
        "!kb review KB-2",
        "!kb new",
        "!kb new from T-99",
        "!kb new from T-1",
        "!kb history KB-1 77",
        "!kb KB-1 page:0",
        "!kb KB-1 lang:klingon",
        "!report knowledge someday",
        "!kb 🦊",
        "!kb \u{202e}nvp",
        &long,
    ];
    assert_snapshot!(answers(&mut world, IT, "bernd", &texts).await, @"
    !kb KB-99
      ⛔ Einen Artikel KB-99 gibt es nicht.
    !kb KB-1 publish
      ❓ Ich weiß nicht, was „publish“ hier soll.
      War !kb publish KB-1 gemeint?
    !kb pubish KB-1
      ❓ Ich weiß nicht, was „pubish“ hier soll.
      War !kb publish KB-1 gemeint?
    !kb publish
      ❓ Welcher Artikel?
      Nenn ihn, wie in KB-12, oder antworte auf die Nachricht, die ihn zeigt. !wissen mit einem Wort findet ihn.
    !kb publish vpn
      ❓ „vpn“ ist kein Artikel.
      Nenn ihn, wie in KB-12, oder antworte auf die Nachricht, die ihn zeigt. !wissen mit einem Wort findet ihn.
    !kb publish KB-1
      ⛔ KB-1 ist schon veröffentlicht.
    !kb edit KB-1 make it better
      ❓ I do not know which part “make it better” is to be.
      Say it with a key: title: symptoms: solution: audience: service: owner: review: why: lang: !kb edit KB-12 alone asks for each.
    !kb edit KB-1 title:
      ❓ An article needs a title.
      Write it behind title:.
    !kb edit KB-1 audience:friends
      ❓ “friends” does not say who may read it.
      There are audience:public (everybody) and audience:internal (agents).
    !kb edit KB-1 service:mial
      ❓ I know no service “mial”.
      Did you mean mail?
    !kb edit KB-1 owner:@nobody
      ❓ I do not know “nobody” here.
      Name somebody in this room, or write the whole account: @anna:example.org.
    !kb edit KB-1 review:yesterday
      ⛔ That time has passed.
    !kb edit KB-1 lang:fr title:Imprimante
      ❓ I do not know the language “fr”.
      There are lang:en and lang:de.
    !kb edit KB-1 lang:en title:Clear the print queue
      ⛔ KB-1 has no solution in one of its languages.
      !kb edit KB-1 solution:… gives it one; lang:de or lang:en says in which language.
    !kb edit KB-1 title:Druckerwarteschlange leeren
      So steht es in KB-1 schon.
    !kb retire KB-2 wrong since the move
      📕 KB-2 VPN breaks off is out of use. !kb publish KB-2 takes it back.
    !kb retire KB-2
      ⛔ KB-2 is out of use already.
    !kb edit KB-2 title:x
      ⛔ KB-2 is out of use.
      !kb publish KB-2 takes it into use again.
    !kb review KB-2
      ⛔ KB-2 is out of use.
      !kb publish KB-2 takes it into use again.
    !kb new
      ❓ An article about what?
      !kb new from T-7 makes one of a ticket. Or write its title, and the solution in the lines below: !kb new VPN breaks off.
    !kb new from T-99
      ⛔ There is no ticket T-99.
    !kb new from T-1
      ⛔ There is no ticket T-1.
    !kb history KB-1 77
      ❓ KB-1 has no such version.
      The latest one is 2.
    !kb KB-1 page:0
      ❓ KB-1 has no such page.
      It has one page.
    !kb KB-1 lang:klingon
      ❓ I do not know the language “klingon”.
      There are lang:en and lang:de.
    !report knowledge someday
      ❓ I do not understand of which time the report should be: “someday”.
      !report knowledge week (also day, month, quarter, year), !report knowledge 2026-03, !report knowledge 2026-03-01..2026-03-15
    !kb 🦊
      Nothing is written down about “🦊”. !kb new and a title begins an article.
    !kb <RLO>nvp
      Nothing is written down about “nvp”. !kb new and a title begins an article.
    !kb edit KB-1 solution:üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü
      ⛔ That is too long: 240000 bytes, of 200000 at most.
      Divide it into several articles, or link to where it stands.
    ");
    world.ends().await;
}

#[tokio::test]
async fn die_irrwege_einer_kollegin() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    let texts = [
        "!wissen neu Mein Artikel",
        "!wissen bearbeiten KB-1 titel:Meins",
        "!wissen veröffentlichen KB-1",
        "!wissen KB-3",
        "!wissen überarbeiten",
        "!bericht wissen",
        "!wissen Aufzug",
        "!wissen 🖨️",
        "!wissen verlauf KB-1",
    ];
    assert_snapshot!(answers(&mut world, "it-help", "anna", &texts).await, @"
    !wissen neu Mein Artikel
      ⛔ Das dürfen nur Bearbeiter.
      Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    !wissen bearbeiten KB-1 titel:Meins
      ⛔ Das dürfen nur Bearbeiter.
      Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    !wissen veröffentlichen KB-1
      ⛔ Das dürfen nur Bearbeiter.
      Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    !wissen KB-3
      ⛔ Einen Artikel KB-3 gibt es nicht.
    !wissen überarbeiten
      ⛔ Das dürfen nur Bearbeiter.
      Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    !bericht wissen
      ⛔ Das dürfen nur Bearbeiter.
      Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    !wissen Aufzug
      Zu „Aufzug“ ist nichts aufgeschrieben. !ticket und was nicht geht fragt jemanden.
    !wissen 🖨️
      Zu „🖨️“ ist nichts aufgeschrieben. !ticket und was nicht geht fragt jemanden.
    !wissen verlauf KB-1
      ⛔ Das dürfen nur Bearbeiter.
      Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_draft_can_be_left_and_taken_up_again() {
    let mut world = World::company(|_| {}).await;
    let root = world.says_to(IT, "bernd", "!kb new Coffee machine").await;
    world.says_below(IT, &root, "bernd", "ok").await;
    world.says_below(IT, &root, "bernd", "later").await;
    world.says_below(IT, &root, "bernd", "This is only talk").await;
    world.says_to(IT, "bernd", "!kb publish KB-1").await;
    let root = world.says_to(IT, "bernd", "!kb edit KB-1").await;
    world.says_below(IT, &root, "bernd", "passt").await;
    world.says_below(IT, &root, "bernd", "-").await;
    world.says_below(IT, &root, "bernd", "<script>alert(1)</script> Switch it **off** and on").await;
    world.says_below(IT, &root, "bernd", "intern").await;
    world.says_below(IT, &root, "bernd", "!kb publish").await;
    world.says_to(IT, "bernd", "!kb coffee").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !kb new Coffee machine
    (!it-team:local) 2 ↳1 lotse: 📝 KB-1 is a draft. Answer in this thread; “later” stops, !kb edit KB-1 goes on.
        What is done about it, step by step?
    (!it-team:local) 3 ↳1 bernd: ok
    (!it-team:local) 4 ↳1 lotse: ❓ An article needs a solution.
    (!it-team:local) 5 ↳1 bernd: later
    (!it-team:local) 6 ↳1 lotse: KB-1 waits as a draft. !kb edit KB-1 goes on.
    (!it-team:local) 7 ↳1 bernd: This is only talk
    (!it-team:local) 8 bernd: !kb publish KB-1
    (!it-team:local) 9 ↳8 lotse: ⛔ KB-1 has no solution in one of its languages.
        !kb edit KB-1 solution:… gives it one; lang:de or lang:en says in which language.
    (!it-team:local) 10 bernd: !kb edit KB-1
    (!it-team:local) 11 ↳10 lotse: 📝 KB-1 is a draft. Answer in this thread; “later” stops, !kb edit KB-1 goes on.
        What is it about, in a line that people would look for?
        > Coffee machine
        
        ✅ keeps this title; or write another one.
    (!it-team:local) 11 lotse ✅
    (!it-team:local) 12 ↳10 bernd: passt
    (!it-team:local) 13 ↳10 lotse: How does it show, in the words of those whom it concerns?
        “skip” leaves it out.
    (!it-team:local) 14 ↳10 bernd: -
    (!it-team:local) 15 ↳10 lotse: What is done about it, step by step?
    (!it-team:local) 16 ↳10 bernd: <script>alert(1)</script> Switch it **off** and on
    (!it-team:local) 17 ↳10 lotse: Who may read it? 1️⃣ everybody · 2️⃣ agents
    (!it-team:local) 17 lotse 1️⃣
    (!it-team:local) 17 lotse 2️⃣
    (!it-team:local) 18 ↳10 bernd: intern
    (!it-team:local) 19 ↳10 lotse: KB-1 Coffee machine
        draft · bernd answers for it
        <script>alert(1)</script> Switch it **off** and on
        Nobody is told of it yet. ✅ publishes it · !kb edit KB-1 changes it
    (!it-team:local) 19 lotse ✅
    (!it-team:local) 20 ↳10 bernd: !kb publish
    (!it-team:local) 21 ↳10 lotse: 📗 KB-1 Coffee machine is published for agents. Review by Tue 12 Jan 2027.
    (!it-team:local) 22 bernd: !kb coffee
    (!it-team:local) 23 ↳22 lotse: KB-1 Coffee machine
        for agents · bernd answers for it · review by Tue 12 Jan 2027
        <script>alert(1)</script> Switch it **off** and on
        👍 helped · 👎 did not
    ");
    world.ends().await;
}
