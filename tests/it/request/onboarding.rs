//! A colleague comes, and one goes: a manager orders, a deputy approves, IT ticks off.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{Config, Directory, PersonConfig};

use crate::approval;
use crate::support::company::IT;
use crate::support::world::{World, account};

/// carla leads, dora is above her, and berta answers for dora. The team's room is bernd's and carla's.
fn led(config: &mut Config) {
    let person = |name: &str, manager: Option<&str>, deputy: Option<&str>| PersonConfig {
        account: account(name),
        manager: manager.map(account),
        deputy: deputy.map(account),
        ..PersonConfig::default()
    };
    let people = [
        person("carla", Some("dora"), None),
        person("anna", Some("carla"), None),
        person("dora", None, Some("berta")),
        person("berta", None, None),
    ];
    config.directory = Directory::new(people, Vec::new());
}

async fn company() -> World {
    let world = World::company(led).await;
    world.server.add_person(&account("berta"), "Berta");
    world.server.add_person(&account("nina"), "Nina");
    world
}

#[tokio::test]
async fn a_new_colleague_is_prepared_by_many_hands() {
    let mut world = company().await;
    world.says("dora", "!vertreten durch @berta:local bis Freitag Urlaub").await;
    world.says_alone("berta", "!lotse sprache de").await;
    world.says_alone("bernd", "!lotse sprache de").await;
    world.says_alone("nina", "!lotse sprache de").await;
    let said = world.says("carla", "!antrag onboarding").await;
    for answer in
        ["Nina Neu", "gestern", "2.2.", "ich", "1", "zurück", "2", "ja", "16", "ja", "überspringen", "@nina:local"]
    {
        world.says_in(&said, "carla", answer).await;
    }
    world.says_alone("berta", "!genehmigungen").await;
    world.says_alone("berta", "!genehmigen").await;
    let card = world.card_in(IT, "REQ-1");
    world.reacts("bernd", &card, "👀").await;
    world.says_below(IT, &card, "bernd", "!lösen fertig").await;
    world.says_alone("nina", "!abhaken 8").await;
    for text in ["!abhaken 3", "!abhaken 1", "!abhaken 2", "!abhaken 3", "SN 4711", "!abhaken 4", "!abhaken 6"] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.says_in(&said, "carla", "!abhaken 5").await;
    world.says_below(IT, &card, "bernd", "!lösen Alles steht bereit").await;
    assert_snapshot!(world.rooms(), @r#"
    direct: bernd, lotse
      1 bernd: !lotse sprache de
      2 ↳1 lotse: Ab jetzt spreche ich Deutsch mit dir.
    direct: lotse, nina
      1 nina: !lotse sprache de
      2 ↳1 lotse: Ab jetzt spreche ich Deutsch mit dir.
      3 lotse: 📋 REQ-1 Onboarding: neue Kollegin, neuer Kollege: von deinem Teil 0 von 1 · beendet
          ⬜ 8. Anmelden und sehen, ob alles da ist · falls nötig
      4 nina: !abhaken 8
      5 ↳4 lotse: ⛔ 8. Anmelden und sehen, ob alles da ist kommt später; zuerst: 1. Konto anlegen
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !vertreten durch @berta:local bis Freitag Urlaub
      2 ↳1 lotse: berta vertritt Dora (heute 09:00 bis Fr., 16.01.) und weiß davon. Bei Genehmigungen steht dabei, für wen. Grund: Urlaub
      3 carla: !antrag onboarding
      4 ↳3 lotse: 📝 Onboarding: neue Kollegin, neuer Kollege
          1/8 · Wie heißt die neue Kollegin, der neue Kollege?
          Antworte einfach hier. zurück geht zur Frage davor, abbrechen beendet es.
      5 ↳3 carla: Nina Neu
      6 ↳3 lotse: 2/8 · Wann ist der erste Tag?
      7 ↳3 carla: gestern
      8 ↳3 lotse: ❓ Dieser Tag ist vorbei.
          2/8 · Wann ist der erste Tag?
      9 ↳3 carla: 2.2.
      10 ↳3 lotse: 3/8 · Wer führt die neue Kollegin, den neuen Kollegen?
          - für: Carla
      11 ↳3 carla: ich
      12 ↳3 lotse: 4/8 · Wo wird gearbeitet?
          1️⃣ Büro
          2️⃣ Zuhause
          3️⃣ Beides
          - für: Büro
      13 ↳3 carla: 1
      14 ↳3 lotse: 5/8 · Wird ein Laptop gebraucht?
          - für: ja
      15 ↳3 carla: zurück
      16 ↳3 lotse: 4/8 · Wo wird gearbeitet?
          1️⃣ Büro
          2️⃣ Zuhause
          3️⃣ Beides
          - für: Büro
      17 ↳3 carla: 2
      18 ↳3 lotse: 5/8 · Wird ein Laptop gebraucht?
          - für: ja
      19 ↳3 carla: ja
      20 ↳3 lotse: 6/9 · Welcher Laptop?
          1️⃣ 14"
          2️⃣ 16"
          3️⃣ MacBook
          - für: 14"
      21 ↳3 carla: 16
      22 ↳3 lotse: 7/9 · Reicht die Standardsoftware?
          - für: ja
      23 ↳3 carla: ja
      24 ↳3 lotse: 8/9 · Welche Gruppen und Ordner? „Wie Anna“ ist eine Antwort.
          - lässt es offen
      25 ↳3 carla: überspringen
      26 ↳3 lotse: 9/9 · Welches Konto gibt es hier schon, falls eines da ist?
          - lässt es offen
      27 ↳3 carla: @nina:local
      28 ↳3 lotse: REQ-1 Onboarding: neue Kollegin, neuer Kollege
          Mittel · Erfüllt · Bernd
          💡 Alles steht bereit
          ▸ Wie heißt die neue Kollegin, der neue Kollege? Nina Neu
          ▸ Wann ist der erste Tag? 02.02.2026
          ▸ Wer führt die neue Kollegin, den neuen Kollegen? Carla
          ▸ Wo wird gearbeitet? Zuhause
          ▸ Wird ein Laptop gebraucht? ja
          ▸ Welcher Laptop? 16"
          ▸ Reicht die Standardsoftware? ja
          ▸ Welches Konto gibt es hier schon, falls eines da ist? Nina
          📋 Checkliste: 6 von 8
          Genehmigt: ✅ Berta für Dora
          🔁 es ist nicht gelöst
      29 ↳3 lotse: Carla REQ-1 ist genehmigt · ✅ Berta für Dora
      30 ↳3 lotse: 📋 REQ-1 Onboarding: neue Kollegin, neuer Kollege: 6 von 8 · beendet
          ☑️ 1. Konto anlegen
          ☑️ 2. Rechte und Gruppen vergeben
          ☑️ 3. Laptop einrichten
          ☑️ 4. Standardsoftware installieren
          ☑️ 5. Arbeitsplatz vorbereiten
          ☑️ 6. Zweiten Faktor gemeinsam einrichten
          ⬜ 7. Begrüßen und herumführen · du
          ⬜ 8. Anmelden und sehen, ob alles da ist
      31 ↳3 carla: !abhaken 5
      32 ↳3 lotse: ☑️ 5. Arbeitsplatz vorbereiten · 6 von 8
      33 ↳3 lotse: Carla REQ-1 ist gelöst. Falls nicht: 🔁 an der Karte, oder sag es hier.
          💡 Alles steht bereit
    it-team: bernd, carla, lotse
      1 lotse: REQ-1 Onboarding: neue Kollegin, neuer Kollege
          Medium · Fulfilled · Bernd
          💡 Alles steht bereit
          from Carla
          ▸ Wie heißt die neue Kollegin, der neue Kollege? Nina Neu
          ▸ Wann ist der erste Tag? 02.02.2026
          ▸ Wer führt die neue Kollegin, den neuen Kollegen? Carla
          ▸ Wo wird gearbeitet? Zuhause
          ▸ Wird ein Laptop gebraucht? ja
          ▸ Welcher Laptop? 16"
          ▸ Reicht die Standardsoftware? ja
          ▸ Welches Konto gibt es hier schon, falls eines da ist? Nina
          📋 Checklist: 6 of 8
          Approved: ✅ Berta for Dora
          🔁 reopen 👀 bernd 🔁 lotse
      2 ↳1 lotse: REQ-1 is approved · ✅ Berta for Dora
      3 ↳1 lotse: 📋 REQ-1 Onboarding: neue Kollegin, neuer Kollege: 6 of 8 · over
          ☑️ 1. Create the account · Bernd, today 09:00
          ☑️ 2. Give rights and groups · Bernd, today 09:00
          ☑️ 3. Set up the laptop · Bernd, today 09:00 📝
          ☑️ 4. Install the standard software · Bernd, today 09:00
          ☑️ 5. Prepare the workplace · Carla, today 09:00
          ☑️ 6. Set up the second factor with the new colleague · Bernd, today 09:00
          ⬜ 7. Say hello and show around · Carla · if needed
          ⬜ 8. Sign in, and see whether everything is there · Nina · if needed
      4 ↳1 bernd: !lösen fertig
      5 ↳1 lotse: ⛔ REQ-1 ist noch nicht fertig. Offen sind 1. Konto anlegen · 2. Rechte und Gruppen vergeben · 3. Laptop einrichten · 4. Standardsoftware installieren · 5. Arbeitsplatz vorbereiten · 6. Zweiten Faktor gemeinsam einrichten
          Hake ab, was erledigt ist; wer es nicht mehr will, schließt es.
      6 ↳1 bernd: !abhaken 3
      7 ↳1 lotse: ⛔ 3. Laptop einrichten kommt später; zuerst: 1. Konto anlegen
      8 ↳1 bernd: !abhaken 1
      9 ↳1 lotse: ☑️ 1. Konto anlegen · 1 von 8
      10 ↳1 bernd: !abhaken 2
      11 ↳1 lotse: ☑️ 2. Rechte und Gruppen vergeben · 2 von 8
      12 ↳1 bernd: !abhaken 3
      13 ↳1 lotse: Bernd, was zeigt, dass „Laptop einrichten“ erledigt ist? Was du hier als Nächstes schreibst, innerhalb eines Tages, wird dazu aufbewahrt.
      14 ↳1 bernd: SN 4711
      15 ↳1 lotse: ☑️ 3. Laptop einrichten · 3 von 8
      16 ↳1 bernd: !abhaken 4
      17 ↳1 lotse: ☑️ 4. Standardsoftware installieren · 4 von 8
      18 ↳1 bernd: !abhaken 6
      19 ↳1 lotse: ☑️ 6. Zweiten Faktor gemeinsam einrichten · 5 von 8
      20 ↳1 lotse: Bernd 📋 Alles Nötige für REQ-1 ist erledigt. ✅ auf der Karte oder !lösen löst es.
      21 ↳1 bernd: !lösen Alles steht bereit
      22 ↳1 lotse: REQ-1 · Mittel · Erfüllt · Bernd
    direct: berta, lotse
      1 lotse: Dora has asked you to answer for them from today 09:00 until Fri 16 Jan, berta. Approvals will say for whom. Reason: Urlaub
      2 berta: !lotse sprache de
      3 ↳2 lotse: Ab jetzt spreche ich Deutsch mit dir.
      4 lotse: ✅ REQ-1 Onboarding: neue Kollegin, neuer Kollege: genehmigt
          > Wie heißt die neue Kollegin, der neue Kollege? Nina Neu
          > Wann ist der erste Tag? 02.02.2026
          > Wer führt die neue Kollegin, den neuen Kollegen? Carla
          > Wo wird gearbeitet? Zuhause
          > Wird ein Laptop gebraucht? ja
          > Welcher Laptop? 16"
          > Reicht die Standardsoftware? ja
          > Welches Konto gibt es hier schon, falls eines da ist? Nina
          
          von Carla
          ✅ Berta für Dora
      5 berta: !genehmigungen
      6 ↳5 lotse: Eine Genehmigung wartet auf dich:
      7 ↳5 lotse: ✅ REQ-1 Onboarding: neue Kollegin, neuer Kollege: genehmigt
          > Wie heißt die neue Kollegin, der neue Kollege? Nina Neu
          > Wann ist der erste Tag? 02.02.2026
          > Wer führt die neue Kollegin, den neuen Kollegen? Carla
          > Wo wird gearbeitet? Zuhause
          > Wird ein Laptop gebraucht? ja
          > Welcher Laptop? 16"
          > Reicht die Standardsoftware? ja
          > Welches Konto gibt es hier schon, falls eines da ist? Nina
          
          von Carla
          ✅ Berta für Dora
      8 berta: !genehmigen
      9 ↳8 lotse: ✅ REQ-1 ist genehmigt.
    net-team: lotse, nora
    "#);
    world.pass(TimeDelta::days(30)).await;
    world.ends().await;
}

#[tokio::test]
async fn a_colleague_leaves() {
    let mut world = World::with(approval::directory).await;
    let said = world.says("anna", "!request offboarding leaver:Nina end:30.1.").await;
    world.says_in(&said, "anna", "skip").await;
    world.says_in(&said, "anna", "skip").await;
    world.reacts("carla", &approval::card(&world), "✅").await;
    world.says_in(&said, "bernd", "!take").await;
    world.says_in(&said, "bernd", "!tick 1").await;
    world.says_in(&said, "bernd", "!tick 2").await;
    world.says_in(&said, "bernd", "!untick 2").await;
    world.says_in(&said, "anna", "!request").await;
    world.says_in(&said, "anna", "!close").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request offboarding leaver:Nina end:30.1.
      2 ↳1 lotse: REQ-1 Offboarding of a colleague
          Medium · Closed unfulfilled · Bernd
          ▸ Who is leaving? Nina
          ▸ When is the last day? 30 Jan 2026
          Withdrawn
          📋 Checklist: 1 of 6
          Approved: ✅ Carla
      3 ↳1 lotse: ✅ REQ-1 Offboarding of a colleague: approved
          > Who is leaving? Nina
          > When is the last day? 30 Jan 2026
          
          from Anna
          ✅ Carla ✅ carla
      4 ↳1 anna: skip
      5 ↳1 anna: skip
      6 ↳1 lotse: Anna REQ-1 is approved · ✅ Carla
      7 ↳1 lotse: 📋 REQ-1 Offboarding of a colleague: 1 of 6 · over
          ☑️ 1. Take away rights and groups · Bernd, today 09:00
          ⬜ 2. Lock the account and end all sessions
          ⬜ 3. Remove the second factor · after 2
          ⬜ 4. Say who gets data and mail · Anna · needs a note
          ⬜ 5. Take back laptop and devices · needs a note
          ⬜ 6. Free the licences · after 2 · if needed
      8 ↳1 bernd: !take
      9 ↳1 lotse: REQ-1 · Medium · In fulfilment · Bernd
      10 ↳1 bernd: !tick 1
      11 ↳1 lotse: ☑️ 1. Take away rights and groups · 1 of 6
      12 ↳1 bernd: !tick 2
      13 ↳1 lotse: ☑️ 2. Lock the account and end all sessions · 2 of 6
      14 ↳1 bernd: !untick 2
      15 ↳1 lotse: ⬜ 2. Lock the account and end all sessions is open again · 1 of 6
      16 ↳1 anna: !request
      17 ↳1 lotse: Order with !request laptop; I ask for what I need to know. All in one line: !request laptop for:@colleague model:14". What there is: !catalog.
          Your open requests
          REQ-1 Offboarding of a colleague · In fulfilment
      18 ↳1 anna: !close
      19 ↳1 lotse: REQ-1 · Medium · Closed unfulfilled · Bernd
    "#);
    world.ends().await;
}
