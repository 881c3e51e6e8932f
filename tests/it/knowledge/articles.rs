//! Articles are written, found, changed and published.

use insta::assert_snapshot;

use super::{ARTICLES, company_with};
use crate::support::company::IT;
use crate::support::world::World;

#[tokio::test]
async fn a_ticket_becomes_an_article() {
    let mut world = World::company(|_| {}).await;
    let root = world.says("anna", "!ticket Badge reader at the gate is dead\nThe light is off").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;
    world.says_below(IT, &card, "bernd", "Looked at the fuse box behind the door").await;
    world.says_in(&root, "anna", "It is dark there").await;
    world.says_below(IT, &card, "bernd", "!resolve Put in a new fuse (5 A)").await;
    world.forget();
    world.says_below(IT, &card, "bernd", "!kb new from").await;
    let question = world.last_in(&card);
    world.says_below(IT, &card, "bernd", "Badge reader is dead").await;
    let question_2 = world.last_in(&card);
    // The first one is answered, and another's tap answers nothing.
    world.reacts("bernd", &question, "✅").await;
    world.reacts("carla", &question_2, "✅").await;
    world.reacts("bernd", &question_2, "✅").await;
    world
        .says_below(IT, &card, "bernd", "1. Open the fuse box behind the door.\n2. Put in a **new fuse** (5 A).")
        .await;
    let question = world.last_in(&card);
    world.reacts("bernd", &question, "1️⃣").await;
    let draft = world.last_in(&card);
    world.reacts("bernd", &draft, "✅").await;
    world.says_below(IT, &card, "bernd", "!kb history KB-1").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 ↳? bernd: !kb new from
    (!it-team:local) 2 ↳? lotse: 📝 KB-1 is a draft. Answer in this thread; “later” stops, !kb edit KB-1 goes on.
        What is it about, in a line that people would look for?
        > Badge reader at the gate is dead
        
        ✅ keeps this title; or write another one.
    (!it-team:local) 2 lotse ✅
    (!it-team:local) 3 ↳? bernd: Badge reader is dead
    (!it-team:local) 4 ↳? lotse: How does it show, in the words of those whom it concerns?
        > The light is off
        
        ✅ keeps this; or write it anew.
    (!it-team:local) 4 lotse ✅
    (!it-team:local) 2 bernd ✅
    (!it-team:local) 4 carla ✅
    (!it-team:local) 5 ↳? lotse: ⛔ Somebody else is writing KB-1. !kb edit KB-1 asks you.
    (!it-team:local) 4 bernd ✅
    (!it-team:local) 6 ↳? lotse: What is done about it, step by step?
        > Put in a new fuse (5 A)
        > - Looked at the fuse box behind the door
        
        ✅ keeps this; or write it anew.
    (!it-team:local) 6 lotse ✅
    (!it-team:local) 7 ↳? bernd: 1. Open the fuse box behind the door.
        2. Put in a **new fuse** (5 A).
    (!it-team:local) 8 ↳? lotse: Who may read it? 1️⃣ everybody · 2️⃣ agents
    (!it-team:local) 8 lotse 1️⃣
    (!it-team:local) 8 lotse 2️⃣
    (!it-team:local) 8 bernd 1️⃣
    (!it-team:local) 9 ↳? lotse: KB-1 Badge reader is dead
        draft · bernd answers for it
        Symptoms: The light is off
        1. Open the fuse box behind the door.
        2. Put in a new fuse (5 A).
        
        Nobody is told of it yet. ✅ publishes it · !kb edit KB-1 changes it
    (!it-team:local) 9 lotse ✅
    (!it-team:local) 9 bernd ✅
    (!it-team:local) 10 ↳? lotse: 📗 KB-1 Badge reader is dead is published for everybody. Review by Tue 12 Jan 2027.
    (!it-team:local) 11 ↳? bernd: !kb history KB-1
    (!it-team:local) 12 ↳? lotse: KB-1 Badge reader is dead: 5 versions
        5 · today 09:00 · Bernd · published
        4 · today 09:00 · Bernd · changed
        3 · today 09:00 · Bernd · changed
        2 · today 09:00 · Bernd · changed
        1 · today 09:00 · Bernd · written
    ");
    world.says("anna", "!kb badge reader").await;
    let article = world.last_of_bot();
    world.reacts("anna", &article, "👍").await;
    assert_snapshot!(world.transcript(), @"
    13 anna: !kb badge reader
    14 ↳13 lotse: KB-1 Badge reader is dead
        for everybody · bernd answers for it · review by Tue 12 Jan 2027
        Symptoms: The light is off
        1. Open the fuse box behind the door.
        2. Put in a new fuse (5 A).
        
        👍 helped · 👎 did not
    14 anna 👍
    ");
    world.ends().await;
}

#[tokio::test]
async fn ein_artikel_wird_geschrieben_uebersetzt_und_gefunden() {
    let mut world = World::company(|_| {}).await;
    let root = world
        .says_to(IT, "bernd", "!wissen neu Beamer im Besprechungsraum\nDrücke auf der Fernbedienung *Source*.")
        .await;
    world.says_below(IT, &root, "bernd", "vielleicht").await;
    world.says_below(IT, &root, "bernd", "alle").await;
    world.says_below(IT, &root, "bernd", "!wissen veröffentlichen KB-1").await;
    world.says_below(IT, &root, "bernd", "!wissen bearbeiten KB-1 sprache:en titel:Projector in the meeting room lösung:Press *Source* on the remote control. warum:Gäste aus England").await;
    world.says_below(IT, &root, "bernd", "!wissen verlauf KB-1").await;
    world.says_below(IT, &root, "bernd", "!wissen verlauf KB-1 2").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) 1 bernd: !wissen neu Beamer im Besprechungsraum
        Drücke auf der Fernbedienung *Source*.
    (!it-team:local) 2 ↳1 lotse: 📝 KB-1 ist ein Entwurf. Antworte in diesem Thread; „später“ hört auf, !wissen bearbeiten KB-1 macht weiter.
        Wer darf ihn lesen? 1️⃣ alle · 2️⃣ Bearbeiter
    (!it-team:local) 2 lotse 1️⃣
    (!it-team:local) 2 lotse 2️⃣
    (!it-team:local) 3 ↳1 bernd: vielleicht
    (!it-team:local) 4 ↳1 lotse: ❓ „vielleicht“ sagt nicht, wer ihn lesen darf.
        Es gibt leser:alle und leser:intern (Bearbeiter).
    (!it-team:local) 5 ↳1 bernd: alle
    (!it-team:local) 6 ↳1 lotse: KB-1 Beamer im Besprechungsraum
        Entwurf · verantwortlich: bernd
        Drücke auf der Fernbedienung Source.
        Noch erfährt niemand davon. ✅ veröffentlicht ihn · !wissen bearbeiten KB-1 ändert ihn
    (!it-team:local) 6 lotse ✅
    (!it-team:local) 7 ↳1 bernd: !wissen veröffentlichen KB-1
    (!it-team:local) 8 ↳1 lotse: 📗 KB-1 Beamer im Besprechungsraum ist für alle veröffentlicht. Zu prüfen bis Di., 12.01.2027.
    (!it-team:local) 9 ↳1 bernd: !wissen bearbeiten KB-1 sprache:en titel:Projector in the meeting room lösung:Press *Source* on the remote control. warum:Gäste aus England
    (!it-team:local) 10 ↳1 lotse: ✏️ KB-1 Projector in the meeting room is changed (version 4).
    (!it-team:local) 11 ↳1 bernd: !wissen verlauf KB-1
    (!it-team:local) 12 ↳1 lotse: KB-1 Beamer im Besprechungsraum: 4 Versionen
        4 · heute 09:00 · Bernd · geändert: Gäste aus England
        3 · heute 09:00 · Bernd · veröffentlicht
        2 · heute 09:00 · Bernd · geändert
        1 · heute 09:00 · Bernd · geschrieben
    (!it-team:local) 13 ↳1 bernd: !wissen verlauf KB-1 2
    (!it-team:local) 14 ↳1 lotse: Version 2, wie sie war:
        KB-1 Beamer im Besprechungsraum
        für alle · verantwortlich: bernd · zu prüfen bis Di., 12.01.2027
        Drücke auf der Fernbedienung Source.
        👍 hat geholfen · 👎 nicht
    ");
    world.says("anna", "!wissen Bild vom Beamer").await;
    world.says("anna", "!kb KB-1 lang:en").await;
    world.says("anna", "!kb projector").await;
    world.says("anna", "!wissen").await;
    assert_snapshot!(world.transcript(), @"
    15 anna: !wissen Bild vom Beamer
    16 ↳15 lotse: KB-1 Beamer im Besprechungsraum
        für alle · verantwortlich: bernd · zu prüfen bis Di., 12.01.2027
        Drücke auf der Fernbedienung Source.
        Auch auf Englisch: !wissen KB-1 sprache:en
        👍 hat geholfen · 👎 nicht
    17 anna: !kb KB-1 lang:en
    18 ↳17 lotse: KB-1 Projector in the meeting room
        für alle · verantwortlich: bernd · zu prüfen bis Di., 12.01.2027
        Press Source on the remote control.
        Auch auf Deutsch: !wissen KB-1 sprache:de
        👍 hat geholfen · 👎 nicht
    19 anna: !kb projector
    20 ↳19 lotse: KB-1 Beamer im Besprechungsraum
        für alle · verantwortlich: bernd · zu prüfen bis Di., 12.01.2027
        Drücke auf der Fernbedienung Source.
        Auch auf Englisch: !wissen KB-1 sprache:en
        👍 hat geholfen · 👎 nicht
    21 anna: !wissen
    22 ↳21 lotse: !wissen und wonach du suchst findet, was aufgeschrieben ist: !wissen vpn. !wissen KB-12 zeigt einen Artikel; 👍 oder 👎 darunter sagt, ob er geholfen hat.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_for_agents_is_told_to_agents_alone() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    world.says("anna", "!kb VPN").await;
    world.says("anna", "!kb KB-3").await;
    // Others read along: also an agent is told so there.
    world.says("bernd", "!kb KB-3").await;
    world.says_to(IT, "bernd", "!kb VPN").await;
    world.says_alone("bernd", "!kb KB-3").await;
    world.says_alone("anna", "!kb concentrator").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !kb VPN
    2 ↳1 lotse: KB-2 VPN breaks off
        for everybody · bernd answers for it · review by Tue 12 Jan 2027
        Symptoms: The VPN connection drops every few minutes
        Restart the client, then choose the gateway fra2.
        👍 helped · 👎 did not
    3 anna: !kb KB-3
    4 ↳3 lotse: ⛔ There is no article KB-3.
    5 bernd: !kb KB-3
    6 ↳5 lotse: ⛔ KB-3 ist für Bearbeiter, und hier lesen andere mit.
        Frag mich im Direktchat oder im Raum deines Teams.
    (!it-team:local) 7 bernd: !kb VPN
    (!it-team:local) 8 ↳7 lotse: Gefunden zu „VPN“:
        KB-3 Restart the VPN concentrator – ssh vpn-1 reload
        KB-2 VPN breaks off – Restart the client, then choose the gateway fra2.
    (!direct-bernd-local:local) bernd opens the room
    (!direct-bernd-local:local) bernd is in the room
    (!direct-bernd-local:local) lotse is in the room
    (!direct-bernd-local:local) 9 bernd: !kb KB-3
    (!direct-bernd-local:local) 10 ↳9 lotse: KB-3 Restart the VPN concentrator
        für Bearbeiter · verantwortlich: bernd · zu prüfen bis Di., 12.01.2027
        Symptome: VPN drops for everybody
        ssh vpn-1 reload
        👍 hat geholfen · 👎 nicht
    (!direct-anna-local:local) anna opens the room
    (!direct-anna-local:local) anna is in the room
    (!direct-anna-local:local) lotse is in the room
    (!direct-anna-local:local) 11 anna: !kb concentrator
    (!direct-anna-local:local) 12 ↳11 lotse: Nothing is written down about “concentrator”. !ticket and what is wrong asks somebody.
    ");
    world.ends().await;
}

#[tokio::test]
async fn misspelled_words_and_both_languages_are_found() {
    let mut world = company_with(ARTICLES, |config| {
        config.knowledge.synonyms = vec![vec!["Projektor".to_owned(), "Beamer".to_owned()]];
    })
    .await;
    for text in [
        "!kb Druker",
        "!wissen Passwrot vergesen",
        "!kb Druckprobleme",
        "!kb outlok mailbox",
        "!wissen Projektor",
        "!kb my VPN bricht dauernd ab",
    ] {
        world.says("anna", text).await;
    }
    let all = world.transcript();
    let found: Vec<&str> = all
        .lines()
        .filter(|line| line.contains("lotse: KB-"))
        .map(|line| line.split_once("lotse: ").unwrap().1)
        .collect();
    assert_snapshot!(found.join("\n"), @"
    KB-1 Druckerwarteschlange leeren
    KB-5 Passwort vergessen
    KB-1 Druckerwarteschlange leeren
    KB-4 Outlook finds no mailbox
    KB-6 Beamer im Besprechungsraum
    KB-2 VPN breaks off
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_long_article_has_pages() {
    let mut world = World::company(|_| {}).await;
    let lines: Vec<String> = (1..=400).map(|nr| format!("{nr}. Do step {nr} with all the care it needs.")).collect();
    world.says_to(IT, "bernd", &format!("!kb new audience:public title:Long solution:{}", lines.join("\n"))).await;
    world.says_to(IT, "bernd", "!kb publish KB-1").await;
    world.forget();
    world.says("anna", "!kb KB-1 page:3").await;
    let article = world.last_of_bot();
    world.says("anna", "!kb KB-1 page:9").await;
    world.reacts("anna", &article, "⬅️").await;
    let rooms = world.rooms();
    let pages: Vec<&str> =
        rooms.lines().filter(|line| line.contains("Page ") || line.contains("page")).map(str::trim).collect();
    assert_snapshot!(pages.join("\n"), @"
    1 anna: !kb KB-1 page:3
    Page 2 of 3 · ⬅️ ➡️
    3 anna: !kb KB-1 page:9
    4 ↳3 lotse: ❓ KB-1 has no such page.
    It has 3 pages.
    Page 1 of 3 · ⬅️ ➡️
    ");
    world.ends().await;
}
