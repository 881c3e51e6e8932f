//! Who is answered in which language where several are spoken, and the words for what the configuration names.

use insta::assert_snapshot;
use lotse::config::{Directory, PersonConfig};
use lotse::i18n::Language;

use crate::support::company::IT;
use crate::support::world::{World, account};

#[tokio::test]
async fn a_tap_that_is_refused_inside_the_team_is_answered_in_its_language_and_not_the_requesters() {
    let only_carla = |config: &mut lotse::config::Config| {
        for team in &mut config.teams {
            team.members = Some(vec![account("carla")]);
        }
    };
    // The house speaks English, the requester German.
    let mut world = World::company(only_carla).await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht, bitte helft mir").await;
    let (card, own) = (world.card_in(IT, "T-1"), world.last_in_intake());
    world.forget();
    world.reacts("bernd", &card, "👀").await;
    // Where the requester reads, the card speaks German, and whoever taps it has read it.
    world.reacts("bernd", &own, "✅").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) ? bernd 👀
    (!it-team:local) 1 ↳? lotse: ⛔ Taking tickets is for agents.
        Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ? bernd ✅
    2 ↳? lotse: ⛔ Dieses Ticket gehört jemand anderem.
        Melder und Bearbeiter dürfen es.
    ");
    world.ends().await;

    // The house speaks German, the requester English.
    let mut world = World::company(|config| {
        only_carla(config);
        config.language = Language::De;
    })
    .await;
    world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.card_in(IT, "T-1");
    world.forget();
    world.reacts("bernd", &card, "👀").await;
    assert_snapshot!(world.transcript(), @"
    (!it-team:local) ? bernd 👀
    (!it-team:local) 1 ↳? lotse: ⛔ Tickets nehmen dürfen nur Bearbeiter.
        Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    ");
    world.ends().await;
}

/// Whose language the directory names is addressed in it, whatever they write, until they choose another.
#[tokio::test]
async fn the_directory_names_a_language() {
    let mut world = World::company(|config| {
        let anna = PersonConfig { account: account("anna"), language: Some(Language::De), ..PersonConfig::default() };
        config.directory = Directory::new([anna], Vec::new());
    })
    .await;
    world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    world.says("anna", "!lotse lang en").await;
    world.says("anna", "!lotse lang auto").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer on the 3rd floor does not print
      2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 anna: !lotse lang en
      4 ↳3 lotse: From now on I speak English with you.
      5 anna: !lotse lang auto
      6 ↳5 lotse: I answer in the language in which you write.
    it-team: bernd, carla, lotse
      1 lotse: T-1 The printer on the 3rd floor does not print
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn levels_are_called_by_their_names_in_each_language() {
    let mut world = World::company(|config| {
        config.priority.impact = vec!["high".to_owned(), "Abteilung".to_owned(), "low".to_owned()];
    })
    .await;
    world.says("anna", "!ticket Drucker im 3. Stock druckt nicht").await;
    let card = world.card_in(IT, "T-1");
    world.says("bernd", "!lotse lang en").await;
    world.says("carla", "!lotse sprache de").await;
    for text in [
        "!dringlichkeit",
        "!dringlichkeit riesig",
        "!dringlichkeit hoch",
        "!auswirkung",
        "!auswirkung abteilung",
        "!prio 2 impact on the whole site",
        "!verlauf",
    ] {
        world.says_below(IT, &card, "carla", text).await;
    }
    for text in ["!urgency huge", "!impact", "!urgency low", "!history"] {
        world.says_below(IT, &card, "bernd", text).await;
    }
    world.says("carla", "!ticket Drucker dringlichkeit:riesig").await;
    world.says("bernd", "!ticket Printer impact:huge").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Drucker im 3. Stock druckt nicht
      2 ↳1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Niedrig · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      3 bernd: !lotse lang en
      4 ↳3 lotse: From now on I speak English with you.
      5 carla: !lotse sprache de
      6 ↳5 lotse: Ab jetzt spreche ich Deutsch mit dir.
      7 carla: !ticket Drucker dringlichkeit:riesig
      8 ↳7 lotse: ❓ Eine Stufe „riesig“ kenne ich nicht.
          Es gibt: hoch, mittel, niedrig.
      9 bernd: !ticket Printer impact:huge
      10 ↳9 lotse: ❓ I know no level “huge”.
          There are: high, Abteilung, low.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Drucker im 3. Stock druckt nicht
          Low · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 carla: !dringlichkeit
      3 ↳1 lotse: ❓ Welche Stufe?
          Es gibt: hoch, mittel, niedrig.
      4 ↳1 carla: !dringlichkeit riesig
      5 ↳1 lotse: ❓ Eine Stufe „riesig“ kenne ich nicht.
          Es gibt: hoch, mittel, niedrig.
      6 ↳1 carla: !dringlichkeit hoch
      7 ↳1 lotse: T-1 · Hoch · Neu · noch niemand
      8 ↳1 carla: !auswirkung
      9 ↳1 lotse: ❓ Welche Stufe?
          Es gibt: hoch, Abteilung, niedrig.
      10 ↳1 carla: !auswirkung abteilung
      11 ↳1 lotse: T-1 · Hoch · Neu · noch niemand
      12 ↳1 carla: !prio 2 impact on the whole site
      13 ↳1 lotse: T-1 · Hoch · Neu · noch niemand
      14 ↳1 carla: !verlauf
      15 ↳1 lotse: T-1 · 4 Einträge
          heute 09:00 · Anna: Drucker im 3. Stock druckt nicht
          heute 09:00 · Carla: ⚙️ Priorität P2: Dringlichkeit hoch
          heute 09:00 · Carla: ⚙️ Priorität P2: Auswirkung Abteilung
          heute 09:00 · Carla: ⚙️ Priorität P2: impact on the whole site
      16 ↳1 bernd: !urgency huge
      17 ↳1 lotse: ❓ I know no level “huge”.
          There are: high, medium, low.
      18 ↳1 bernd: !impact
      19 ↳1 lotse: ❓ Which level?
          There are: high, Abteilung, low.
      20 ↳1 bernd: !urgency low
      21 ↳1 lotse: T-1 · Low · New · nobody yet
      22 ↳1 bernd: !history
      23 ↳1 lotse: T-1 · 5 entries
          today 09:00 · Anna: Drucker im 3. Stock druckt nicht
          today 09:00 · Carla: ⚙️ priority P2: urgency high
          today 09:00 · Carla: ⚙️ priority P2: impact Abteilung
          today 09:00 · Carla: ⚙️ priority P2: impact on the whole site
          today 09:00 · Bernd: ⚙️ priority P4: urgency low
    net-team: lotse, nora
    ");
    world.ends().await;
}

impl World {
    /// The requester's card of the latest ticket.
    fn last_in_intake(&self) -> String {
        let room = self.room();
        self.card_in(&room, "T-1")
    }
}
