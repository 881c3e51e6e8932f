//! What the desk says of a ticket before anybody is asked.

use insta::assert_snapshot;

use super::{ARTICLES, company_with};
use crate::support::company::IT;

#[tokio::test]
async fn a_printer_ticket_is_solved_by_its_suggestion() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    world.says_to(IT, "bernd", "!kb edit KB-1 lang:en title:Clear the print queue solution:Delete all jobs, then switch the printer off and on.").await;
    world.forget();
    let root = world.says("anna", "!ticket Drucker druckt nicht, die Aufträge bleiben hängen").await;
    let suggestion = world.last_in(&root);
    // Nobody else can say that it has helped.
    world.reacts("dora", &suggestion, "✅").await;
    let tap = world.reacts("anna", &suggestion, "✅").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket Drucker druckt nicht, die Aufträge bleiben hängen
    2 ↳1 lotse: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Mittel · Neu · noch niemand
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    3 ↳1 lotse: 💡 KB-1 Druckerwarteschlange leeren
        1. Öffne Drucker & Scanner.
        2. Lösche alle Aufträge.
        3. Schalte den Drucker aus und wieder ein.
        
        Hat das geholfen? ✅ ja, gelöst · ❌ nein
    3 lotse ✅
    3 lotse ❌
    (!it-team:local) 4 lotse: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Medium · New · nobody yet
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 4 lotse 👀
    (!it-team:local) 4 lotse ✅
    (!it-team:local) 4 lotse 🚨
    3 dora ✅
    5 ↳1 lotse: Only who has raised T-1 can say whether that solved it.
    3 anna ✅
    3 lotse edits: ✅ KB-1 Druckerwarteschlange leeren
        T-1 ist damit gelöst. Nimm dein ✅ zurück, wenn nicht.
    2 lotse edits: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Mittel · Geschlossen · noch niemand
        💡 KB-1 Druckerwarteschlange leeren
        🔁 es ist nicht gelöst
    (!it-team:local) 6 ↳4 lotse: Anna has solved T-1 with KB-1 Druckerwarteschlange leeren.
    (!it-team:local) 4 lotse edits: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Medium · Closed · nobody yet
        💡 KB-1 Druckerwarteschlange leeren
        from Anna
        🔁 reopen
    (!it-team:local) 4 lotse takes 👀 back
    (!it-team:local) 4 lotse takes ✅ back
    (!it-team:local) 4 lotse takes 🚨 back
    ");
    // It has not after all.
    world.takes_back(&tap).await;
    assert_snapshot!(world.transcript(), @"
    3 anna takes ✅ back
    7 ↳1 lotse: T-1 ist wieder offen.
    3 lotse edits: 💡 KB-1 Druckerwarteschlange leeren
        1. Öffne Drucker & Scanner.
        2. Lösche alle Aufträge.
        3. Schalte den Drucker aus und wieder ein.
        
        Hat das geholfen? ✅ ja, gelöst · ❌ nein
    2 lotse edits: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Mittel · Neu · noch niemand
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    (!it-team:local) 8 ↳4 lotse: T-1 is open again: the article did not help after all.
    (!it-team:local) 4 lotse edits: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Medium · New · nobody yet
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 4 lotse 👀
    (!it-team:local) 4 lotse ✅
    (!it-team:local) 4 lotse 🚨
    ");
    world.reacts("anna", &suggestion, "✅").await;
    world.says_to(IT, "carla", "!bericht wissen woche").await;
    assert_snapshot!(world.transcript(), @"
    3 anna ✅
    3 lotse edits: ✅ KB-1 Druckerwarteschlange leeren
        T-1 ist damit gelöst. Nimm dein ✅ zurück, wenn nicht.
    2 lotse edits: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Mittel · Geschlossen · noch niemand
        💡 KB-1 Druckerwarteschlange leeren
        🔁 es ist nicht gelöst
    (!it-team:local) 9 ↳4 lotse: Anna has solved T-1 with KB-1 Druckerwarteschlange leeren.
    (!it-team:local) 4 lotse edits: T-1 Drucker druckt nicht, die Aufträge bleiben hängen
        Medium · Closed · nobody yet
        💡 KB-1 Druckerwarteschlange leeren
        from Anna
        🔁 reopen
    (!it-team:local) 4 lotse takes 👀 back
    (!it-team:local) 4 lotse takes ✅ back
    (!it-team:local) 4 lotse takes 🚨 back
    (!it-team:local) 10 carla: !bericht wissen woche
    (!it-team:local) 11 ↳10 lotse: Wissen Mo., 05.01. – heute
        Tickets: 1 · mit einem Artikel beantwortet: 1 · damit gelöst: 1 (100 % der beantworteten, 100 % von allen) · half nicht: 0
        Am meisten gebraucht:
        KB-1 Druckerwarteschlange leeren · geöffnet 0 · gelöst 1
    ");
    world.ends().await;
}

#[tokio::test]
async fn of_several_the_one_that_helped_is_tapped() {
    let more = [
        "VPN on the phone audience:public lang:en symptoms:VPN on the phone drops, connection lost\nsolution:Install the app again.",
        "VPN in the train audience:public lang:en symptoms:VPN connection drops on the train\nsolution:Use the hotspot of the phone.",
    ];
    let articles: Vec<&str> = ARTICLES.iter().chain(&more).copied().collect();
    let mut world = company_with(&articles, |config| config.knowledge.likelihood = 1).await;
    let root = world.says("anna", "!ticket The VPN connection drops").await;
    let suggestion = world.last_in(&root);
    world.reacts("anna", &suggestion, "❌").await;
    // Who says more is told once more, of something else.
    world.says_in(&root, "anna", "Und der Drucker druckt nicht, die Aufträge bleiben hängen").await;
    world.says_in(&root, "anna", "And Outlook asks for the password again and again").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The VPN connection drops
    2 ↳1 lotse: T-1 The VPN connection drops
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    3 ↳1 lotse: 💡 One of these may help (!kb and its number shows all of it):
        1️⃣ KB-8 VPN in the train – Use the hotspot of the phone.
        2️⃣ KB-2 VPN breaks off – Restart the client, then choose the gateway fra2.
        3️⃣ KB-7 VPN on the phone – Install the app again.
        Did one? Tap its number, and it is solved · ❌ none
    3 lotse 1️⃣
    3 lotse 2️⃣
    3 lotse 3️⃣
    3 lotse ❌
    (!it-team:local) 4 lotse: T-1 The VPN connection drops
        Medium · New · nobody yet
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 4 lotse 👀
    (!it-team:local) 4 lotse ✅
    (!it-team:local) 4 lotse 🚨
    3 anna ❌
    5 ↳1 lotse: Thank you for saying so. T-1 stays open; somebody looks at it.
    6 ↳1 anna: Und der Drucker druckt nicht, die Aufträge bleiben hängen
    7 ↳1 lotse: 💡 KB-1 Druckerwarteschlange leeren
        1. Öffne Drucker & Scanner.
        2. Lösche alle Aufträge.
        3. Schalte den Drucker aus und wieder ein.
        
        Hat das geholfen? ✅ ja, gelöst · ❌ nein
    7 lotse ✅
    7 lotse ❌
    (!it-team:local) 8 ↳4 lotse: Anna: Und der Drucker druckt nicht, die Aufträge bleiben hängen
    9 ↳1 anna: And Outlook asks for the password again and again
    (!it-team:local) 10 ↳4 lotse: Anna: And Outlook asks for the password again and again
    ");
    world.reacts("anna", &suggestion, "2️⃣").await;
    assert_snapshot!(world.transcript(), @"
    3 anna 2️⃣
    3 lotse edits: ✅ KB-2 VPN breaks off
        T-1 is solved by it. Take your ✅ back if it was not.
    2 lotse edits: T-1 The VPN connection drops
        Medium · Closed · nobody yet
        💡 KB-2 VPN breaks off
        🔁 it is not solved
    (!it-team:local) 11 ↳4 lotse: Anna has solved T-1 with KB-2 VPN breaks off.
    (!it-team:local) 4 lotse edits: T-1 The VPN connection drops
        Medium · Closed · nobody yet
        💡 KB-2 VPN breaks off
        from Anna
        🔁 reopen
    (!it-team:local) 4 lotse takes 👀 back
    (!it-team:local) 4 lotse takes ✅ back
    (!it-team:local) 4 lotse takes 🚨 back
    ");
    world.ends().await;
}

#[tokio::test]
async fn silence_is_better_than_noise() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    for text in
        ["!ticket Der Aufzug steckt fest", "!ticket 🦊🦊🦊", "!ticket I need a new chair, please", "!ticket Hilfe"]
    {
        world.says("anna", text).await;
        let all = world.transcript();
        assert_eq!(all.matches("💡").count(), 0, "{all}");
    }
    world.ends().await;
}

#[tokio::test]
async fn who_takes_a_ticket_is_told_what_agents_know() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    // Somebody has looked at it for another ticket before.
    let first = world.says("anna", "!ticket VPN drops for everybody on the second floor").await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "carla", "!kb KB-3").await;
    world.says_in(&first, "anna", "!close").await;
    world.forget();
    world.says("anna", "!ticket VPN drops for everybody").await;
    let card = world.card_in(IT, "T-2");
    world.reacts("bernd", &card, "👀").await;
    // A second agent is not told again.
    world.says_below(IT, &card, "bernd", "!assign @carla").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket VPN drops for everybody
    2 ↳1 lotse: T-2 VPN drops for everybody
        Medium · New · nobody yet
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 3 lotse: T-2 VPN drops for everybody
        Medium · New · nobody yet
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 3 lotse 👀
    (!it-team:local) 3 lotse ✅
    (!it-team:local) 3 lotse 🚨
    (!it-team:local) 3 bernd 👀
    2 lotse edits: T-2 VPN drops for everybody
        Medium · Assigned · Bernd
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 4 ↳3 lotse: 💡 For whoever works on it:
        KB-3 Restart the VPN concentrator – ssh vpn-1 reload (used in T-1)
    (!it-team:local) 3 lotse edits: T-2 VPN drops for everybody
        Medium · Assigned · Bernd
        from Anna
        ✅ resolve · 🚨 urgent
    (!it-team:local) 3 lotse takes 👀 back
    (!it-team:local) 5 ↳3 bernd: !assign @carla
    2 lotse edits: T-2 VPN drops for everybody
        Medium · Assigned · Carla
        Whatever you write in this thread reaches those who work on it.
    (!it-team:local) 6 ↳3 lotse (to carla): Carla T-2 is yours now, assigned by Bernd.
    (!it-team:local) 3 lotse edits: T-2 VPN drops for everybody
        Medium · Assigned · Carla
        from Anna
        ✅ resolve · 🚨 urgent
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_was_retired_since_solves_nothing() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    let root = world.says("anna", "!ticket Drucker druckt nicht, Aufträge bleiben hängen").await;
    let suggestion = world.last_in(&root);
    world.says_to(IT, "bernd", "!kb retire KB-1 The new printers have no queue").await;
    world.forget();
    world.reacts("anna", &suggestion, "✅").await;
    world.says("anna", "!ticket Drucker druckt nicht, Aufträge bleiben hängen").await;
    assert_snapshot!(world.transcript(), @"
    ? anna ✅
    1 ↳? lotse: ⛔ KB-1 ist inzwischen außer Gebrauch: Es war vielleicht nicht der richtige Rat.
        Wenn trotzdem alles gut ist, beende das Ticket mit !lösen; sonst kümmert sich jemand.
    2 anna: !ticket Drucker druckt nicht, Aufträge bleiben hängen
    3 ↳2 lotse: T-2 Drucker druckt nicht, Aufträge bleiben hängen
        Mittel · Neu · noch niemand
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    4 ↳2 lotse: Ist T-2 dasselbe wie dieses hier? Dann tippe 🔗 an: Du erfährst, wenn es gelöst ist, und T-2 wird geschlossen.
        🔗 T-1 Drucker druckt nicht, Aufträge bleiben hängen · Mittel · Neu · noch niemand
    4 lotse 🔗
    (!it-team:local) 5 lotse: T-2 Drucker druckt nicht, Aufträge bleiben hängen
        Medium · New · nobody yet
        from Anna
        👀 take · ✅ resolve · 🚨 urgent
    (!it-team:local) 5 lotse 👀
    (!it-team:local) 5 lotse ✅
    (!it-team:local) 5 lotse 🚨
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_ticket_that_is_over_is_not_solved_again() {
    let mut world = company_with(ARTICLES, |_| {}).await;
    let root = world.says("anna", "!ticket Drucker druckt nicht, Aufträge bleiben hängen").await;
    let suggestion = world.last_in(&root);
    world.says_in(&root, "anna", "!close").await;
    world.forget();
    world.reacts("anna", &suggestion, "✅").await;
    world.reacts("anna", &suggestion, "❌").await;
    assert_snapshot!(world.transcript(), @"
    ? anna ✅
    1 ↳? lotse: ⛔ T-1 ist schon geschlossen.
    ? anna ❌
    ");
    world.ends().await;
}

#[tokio::test]
async fn suggestions_can_be_turned_off() {
    let mut world = company_with(ARTICLES, |config| config.knowledge.suggest = false).await;
    world.says("anna", "!ticket Drucker druckt nicht, Aufträge bleiben hängen").await;
    let all = world.transcript();
    assert_eq!(all.matches("💡").count(), 0, "{all}");
    world.ends().await;
}
