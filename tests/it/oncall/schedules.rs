//! Who is on duty, and who stands in.

use insta::assert_snapshot;

use super::company;
use crate::change::said;
use crate::support::company::IT;

#[tokio::test]
async fn somebody_stands_in_and_it_can_be_taken_back() {
    let mut world = company(|_| {}).await;
    for (who, text) in [
        ("anna", "!oncall"),
        ("anna", "!oncall override @carla Fri 18:00 - Sat 8:00"),
        ("bernd", "!oncall override @carla Fri 18:00 - Sat 8:00"),
        ("bernd", "!bereitschaft it"),
        ("bernd", "!oncall override @carla Fri 8:00 - Thu 8:00"),
        ("bernd", "!oncall override @carla 1.1.2026 8:00-9:00"),
        ("bernd", "!oncall override @carla Fri 18:00"),
        ("bernd", "!oncall override @ghost Fri 18-20"),
        ("bernd", "!oncall override"),
        ("carla", "!oncall override @nora:local Sun 8-20 for:@carla"),
        ("bernd", "!oncall end 1"),
        ("bernd", "!oncall end 1"),
        ("anna", "!oncall moon"),
    ] {
        world.says(who, text).await;
    }
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !oncall
      2 ↳1 lotse: IT on call: Bernd, until Mon 19 Jan 09:00
          learns along: Nora
          Mon 19 Jan 09:00 – Mon 26 Jan 09:00: Carla
          Mon 26 Jan 09:00 – Mon 2 Feb 09:00: Bernd
          Mon 2 Feb 09:00 – Mon 9 Feb 09:00: Carla
      3 anna: !oncall override @carla Fri 18:00 - Sat 8:00
      4 ↳3 lotse: ⛔ You do not take part in “IT on call”.
          Those who do, their team and managers may change it.
      5 bernd: !oncall override @carla Fri 18:00 - Sat 8:00
      6 ↳5 lotse: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 18:00 – Sat 17 Jan 08:00. !oncall end 1 takes it back.
      7 bernd: !bereitschaft it
      8 ↳7 lotse: IT on call: Bernd, bis Fr., 16.01. 18:00
          lernt mit: Nora
          Fr., 16.01. 18:00 – Sa., 17.01. 08:00: Carla
          Sa., 17.01. 08:00 – Mo., 19.01. 09:00: Bernd
          Mo., 19.01. 09:00 – Mo., 26.01. 09:00: Carla
          Mo., 26.01. 09:00 – Mo., 02.02. 09:00: Bernd
          Mo., 02.02. 09:00 – Mo., 09.02. 09:00: Carla
          1. Fr., 16.01. 18:00 – Sa., 17.01. 08:00: Carla statt Bernd
      9 bernd: !oncall override @carla Fri 8:00 - Thu 8:00
      10 ↳9 lotse: 🔁 IT on call: Carla statt Bernd, Fr., 16.01. 08:00 – Do., 22.01. 08:00. !bereitschaft ende 2 nimmt es zurück.
          Dort gilt außerdem: 1. Fr., 16.01. 18:00 – Sa., 17.01. 08:00: Carla statt Bernd
      11 bernd: !oncall override @carla 1.1.2026 8:00-9:00
      12 ↳11 lotse: ❓ „1.1.2026 8:00-9:00“ ist vorbei.
          Schreib es wie Fr 18:00 - Mo 8:00 oder Sa 8-20.
      13 bernd: !oncall override @carla Fri 18:00
      14 ↳13 lotse: ❓ „Fri 18:00“ hat kein Ende.
          Schreib es wie Fr 18:00 - Mo 8:00 oder Sa 8-20.
      15 bernd: !oncall override @ghost Fri 18-20
      16 ↳15 lotse: ❓ „ghost“ kenne ich hier nicht.
          Nenne jemanden in diesem Raum, oder schreibe das ganze Konto: @anna:example.org.
      17 bernd: !oncall override
      18 ↳17 lotse: ❓ Wer, und von wann bis wann?
          Schreib !bereitschaft vertretung @carla Fr 18:00 - Mo 8:00; für:@bernd, wenn es nicht für dich ist.
      19 carla: !oncall override @nora:local Sun 8-20 for:@carla
      20 ↳19 lotse: ⛔ There stands already: 2. Fri 16 Jan 08:00 – Thu 22 Jan 08:00: Carla in place of Bernd. !oncall end 2 takes that back.
      21 bernd: !oncall end 1
      22 ↳21 lotse: ↩️ IT on call: zurückgenommen ist 1. Fr., 16.01. 18:00 – Sa., 17.01. 08:00: Carla statt Bernd
      23 bernd: !oncall end 1
      24 ↳23 lotse: ⛔ Eine Vertretung 1, die gilt, gibt es nicht.
      25 anna: !oncall moon
      26 ↳25 lotse: ❓ I do not know a schedule “moon”.
          For example one of these: it.
    it-team: bernd, carla, lotse
      1 lotse: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 18:00 – Sat 17 Jan 08:00. !oncall end 1 takes it back.
      2 lotse: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 08:00 – Thu 22 Jan 08:00. !oncall end 2 takes it back.
      3 lotse: ↩️ IT on call: taken back is 1. Fri 16 Jan 18:00 – Sat 17 Jan 08:00: Carla in place of Bernd
    direct: carla, lotse
      1 lotse: Bernd: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 18:00 – Sat 17 Jan 08:00. !oncall end 1 takes it back.
      2 lotse: Bernd: 🔁 IT on call: Carla in place of Bernd, Fri 16 Jan 08:00 – Thu 22 Jan 08:00. !oncall end 2 takes it back.
      3 lotse: Bernd: ↩️ IT on call: taken back is 1. Fri 16 Jan 18:00 – Sat 17 Jan 08:00: Carla in place of Bernd
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Of two who tap ✋ the first has it.
#[tokio::test]
async fn wer_abgibt_wird_vertreten() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!bereitschaft abgeben Sa 8-20").await;
    let asked = world.said_in(IT);
    assert!(asked.contains('✋'), "{asked}");
    let offer = said(&world, "looks for somebody");
    world.reacts("bernd", &offer, "✋").await;
    world.reacts("carla", &offer, "✋").await;
    world.says("carla", "!bereitschaft it").await;
    world.says("carla", "!oncall cover Sun 8-20").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !bereitschaft abgeben Sa 8-20
      2 ↳1 lotse: Ich habe das Team gefragt.
      3 carla: !bereitschaft it
      4 ↳3 lotse: IT on call: Bernd, bis Sa., 17.01. 08:00
          lernt mit: Nora
          Sa., 17.01. 08:00 – Sa., 17.01. 20:00: Carla
          Sa., 17.01. 20:00 – Mo., 19.01. 09:00: Bernd
          Mo., 19.01. 09:00 – Mo., 26.01. 09:00: Carla
          Mo., 26.01. 09:00 – Mo., 02.02. 09:00: Bernd
          Mo., 02.02. 09:00 – Mo., 09.02. 09:00: Carla
          1. Sa., 17.01. 08:00 – Sa., 17.01. 20:00: Carla statt Bernd
      5 carla: !oncall cover Sun 8-20
      6 ↳5 lotse: ⛔ Carla hat dann keine Bereitschaft.
    it-team: bernd, carla, lotse
      1 lotse: ✋ Bernd looks for somebody for IT on call, Sat 17 Jan 08:00 – Sat 17 Jan 20:00. Who takes it taps ✋. ✋ bernd, carla
      2 ↳1 lotse: ⛔ Das muss jemand anders übernehmen.
      3 ↳1 lotse: 🔁 IT on call: Carla in place of Bernd, Sat 17 Jan 08:00 – Sat 17 Jan 20:00. !oncall end 1 takes it back.
    direct: bernd, lotse
      1 lotse: Carla: 🔁 IT on call: Carla statt Bernd, Sa., 17.01. 08:00 – Sa., 17.01. 20:00. !bereitschaft ende 1 nimmt es zurück.
    net-team: lotse, nora
    ");
    world.ends().await;
}
