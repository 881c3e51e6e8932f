//! Two people swap shifts.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{Directory, PersonConfig};

use super::{company, woken};
use crate::change::said;
use crate::support::world::account;

#[tokio::test]
async fn two_swap_their_saturdays_and_both_agree() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!oncall swap @carla Sat 8-20 for 24.1. 8-20").await;
    let asked = woken(&world, "carla", "swap");
    let yes = world.reacts("carla", &asked, "✅").await;
    world.takes_back(&yes).await;
    world.says("bernd", "!oncall it").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !oncall swap @carla Sat 8-20 for 24.1. 8-20
      2 ↳1 lotse: 🔄 IT on call: a swap, proposed by Bernd
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          ✅ Swapped.
      3 bernd: !oncall it
      4 ↳3 lotse: IT on call: Bernd, until Sat 17 Jan 08:00
          learns along: Nora
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla
          Sat 17 Jan 20:00 – Mon 19 Jan 09:00: Bernd
          Mon 19 Jan 09:00 – Sat 24 Jan 08:00: Carla
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd
          Sat 24 Jan 20:00 – Mon 26 Jan 09:00: Carla
          1. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          2. Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
    it-team: bernd, carla, lotse
      1 lotse: 🔄 IT on call swapped. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla. !oncall end 1 and !oncall end 2 take it back.
    direct: carla, lotse
      1 lotse: 🔄 IT on call: a swap, proposed by Bernd
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          ✅ Swapped.
      2 ↳1 lotse: 🔄 IT on call swapped. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla. !oncall end 1 and !oncall end 2 take it back.
      3 ↳1 lotse: ⛔ It is swapped. The changes stand in !oncall; !oncall end takes each of them back.
    direct: bernd, lotse
      1 lotse: 🔄 IT on call swapped. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla. !oncall end 1 and !oncall end 2 take it back.
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// With one time alone the bot looks for what could be given for it: a Saturday for a Saturday.
#[tokio::test]
async fn fuer_einen_samstag_gibt_es_einen_samstag() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!bereitschaft tauschen Sa 8-20 mit @carla").await;
    world.says("bernd", "!bereitschaft tauschen mit @carla Sa 8-20").await;
    let asked = woken(&world, "carla", "swap");
    world.reacts("carla", &asked, "❌").await;
    // Of carla's time, which bernd would like to have.
    world.says("bernd", "!bereitschaft tauschen @carla deren:\"24.1. 8-20\"").await;
    let mine = said(&world, "Es fehlt noch");
    world.reacts("anna", &mine, "❌").await;
    world.reacts("bernd", &mine, "❌").await;
    assert_snapshot!(world.rooms(), @r#"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !bereitschaft tauschen Sa 8-20 mit @carla
      2 ↳1 lotse: 🔄 IT on call: ein Tausch, vorgeschlagen von Bernd
          Sa., 17.01. 08:00 – Sa., 17.01. 20:00: Carla statt Bernd
          Sa., 24.01. 08:00 – Sa., 24.01. 20:00: Bernd statt Carla
          ❌ Carla möchte nicht.
      3 bernd: !bereitschaft tauschen mit @carla Sa 8-20
      4 ↳3 lotse: ⛔ Das ist schon gefragt.
      5 bernd: !bereitschaft tauschen @carla deren:"24.1. 8-20"
      6 ↳5 lotse: 🔄 IT on call: ein Tausch, vorgeschlagen von Bernd
          Sa., 31.01. 08:00 – Sa., 31.01. 20:00: Carla statt Bernd
          Sa., 24.01. 08:00 – Sa., 24.01. 20:00: Bernd statt Carla
          Bernd hat es zurückgenommen. ❌ anna, bernd
      7 ↳5 lotse: ⛔ That is for the two who swap.
      8 ↳5 lotse: Notiert: Es wird nicht getauscht. Die anderen wissen Bescheid.
    it-team: bernd, carla, lotse
    direct: carla, lotse
      1 lotse: 🔄 IT on call: a swap, proposed by Bernd
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          ❌ Carla does not want to. ❌ carla
      2 ↳1 lotse: Noted: there is no swap. The others know.
      3 lotse: 🔄 IT on call: a swap, proposed by Bernd
          Sat 31 Jan 08:00 – Sat 31 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          Bernd has taken it back.
      4 lotse: No swap in IT on call: Bernd has taken it back. (Sat 31 Jan 08:00 – Sat 31 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla)
    direct: bernd, lotse
      1 lotse: ❌ Kein Tausch bei IT on call: Carla möchte nicht. (Sa., 17.01. 08:00 – Sa., 17.01. 20:00: Carla statt Bernd; Sa., 24.01. 08:00 – Sa., 24.01. 20:00: Bernd statt Carla)
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_manager_proposes_and_both_must_agree() {
    let mut world = company(|_| {}).await;
    world.says("dora", "!oncall swap @bernd and @carla Sat 8-20 for 24.1. 8-20").await;
    let (first, second) = (woken(&world, "bernd", "swap"), woken(&world, "carla", "swap"));
    let yes = world.reacts("bernd", &first, "✅").await;
    world.takes_back(&yes).await;
    world.reacts("carla", &second, "✅").await;
    world.reacts("bernd", &first, "✅").await;
    world.reacts("bernd", &first, "✅").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !oncall swap @bernd and @carla Sat 8-20 for 24.1. 8-20
      2 ↳1 lotse: 🔄 IT on call: a swap, proposed by Dora
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          ✅ Swapped.
    it-team: bernd, carla, lotse
      1 lotse: 🔄 IT on call swapped. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla. !oncall end 1 and !oncall end 2 take it back.
    direct: carla, lotse
      1 lotse: 🔄 IT on call: a swap, proposed by Dora
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          ✅ Swapped. ✅ carla
      2 ↳1 lotse: Waits for Bernd. ❌ takes it back.
      3 lotse: 🔄 IT on call swapped. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla. !oncall end 1 and !oncall end 2 take it back.
    direct: dora, lotse
      1 lotse: 🔄 IT on call swapped. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla. !oncall end 1 and !oncall end 2 take it back.
    direct: bernd, lotse
      1 lotse: 🔄 IT on call: a swap, proposed by Dora
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          ✅ Swapped. ✅ bernd
      2 ↳1 lotse: Waits for Carla. ❌ takes it back.
      3 ↳1 lotse: You do not agree yet. ✅ agrees, ❌ refuses.
      4 ↳1 lotse: 🔄 IT on call swapped. Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla. !oncall end 1 and !oncall end 2 take it back.
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_swapped_is_refused() {
    let mut world = company(|config| {
        let gone = PersonConfig { account: account("hanna"), left: true, ..PersonConfig::default() };
        config.directory = Directory::new([gone], Vec::new());
    })
    .await;
    for (who, text) in [
        ("anna", "!oncall swap @carla Sat 8-20"),
        ("bernd", "!oncall swap"),
        ("bernd", "!oncall swap @carla"),
        ("bernd", "!oncall swap @bernd Sat 8-20 for Sun 8-20"),
        ("bernd", "!oncall swap @carla Sat 8-20 for Sat 18 - Sun 8"),
        ("bernd", "!oncall swap @carla Sat 8-20 for Sun 8-20"),
        ("bernd", "!oncall swap @carla 24.1. 8-20 for Sat 8-20"),
        ("bernd", "!oncall swap @carla Sat 8 - Tue 8"),
        ("bernd", "!oncall swap @carla today 8-20 for 24.1. 8-20"),
        ("bernd", "!oncall swap @carla soon 🎉"),
        ("bernd", "!oncall swap @ghost Sat 8-20"),
        ("bernd", "!oncall swap @hanna:local Sat 8-20"),
        ("bernd", "!oncall swap @nora:local Sat 8-20"),
        ("bernd", "!oncall swap @carla 1.1.2026 8-20"),
        ("bernd", "!oncall override @hanna:local Sat 8-20"),
        ("bernd", "!oncall override @nora:local Sat 8-20"),
        ("bernd", "!oncall override @nora:local Sat 10-12"),
        ("bernd", "!oncall swap @carla Sat 6-22 for 24.1. 8-20"),
        ("bernd", "!oncall swap @nora:local Sat 9-10 for:@carla"),
    ] {
        world.says(who, text).await;
    }
    assert_snapshot!(world.transcript(), @"
    1 anna: !oncall swap @carla Sat 8-20
    2 ↳1 lotse: ⛔ You do not take part in “IT on call”.
        Those who do, their team and managers may change it.
    3 bernd: !oncall swap
    4 ↳3 lotse: ❓ Who swaps with whom?
        Write !oncall swap @carla Sat 8-20 for Sun 8-20. With one time alone I look for what you could get for it.
    5 bernd: !oncall swap @carla
    6 ↳5 lotse: ❓ Which times are swapped?
        Write !oncall swap @carla Sat 8-20 for Sun 8-20. With one time alone I look for what you could get for it.
    7 bernd: !oncall swap @bernd Sat 8-20 for Sun 8-20
    8 ↳7 lotse: ❓ Somebody must swap with somebody else.
        Write !oncall swap @carla Sat 8-20 for Sun 8-20. With one time alone I look for what you could get for it.
    9 bernd: !oncall swap @carla Sat 8-20 for Sat 18 - Sun 8
    10 ↳9 lotse: ⛔ Those two times overlap.
    11 bernd: !oncall swap @carla Sat 8-20 for Sun 8-20
    12 ↳11 lotse: ⛔ Carla is not on call during all of that time.
    13 bernd: !oncall swap @carla 24.1. 8-20 for Sat 8-20
    14 ↳13 lotse: ⛔ Bernd is not on call during all of that time.
    15 bernd: !oncall swap @carla Sat 8 - Tue 8
    16 ↳15 lotse: ⛔ Bernd is not on call during all of that time.
    17 bernd: !oncall swap @carla today 8-20 for 24.1. 8-20
    18 ↳17 lotse: ⛔ That time has begun already, and can be swapped no more.
    19 bernd: !oncall swap @carla soon 🎉
    20 ↳19 lotse: ❓ “soon 🎉” is no time that I understand.
        Write it like Fri 18:00 - Mon 8:00 or Sat 8-20.
    21 bernd: !oncall swap @ghost Sat 8-20
    22 ↳21 lotse: ❓ I do not know “ghost” here.
        Name somebody in this room, or write the whole account: @anna:example.org.
    23 bernd: !oncall swap @hanna:local Sat 8-20
    24 ↳23 lotse: ⛔ Hanna has left the company.
    25 bernd: !oncall swap @nora:local Sat 8-20
    26 ↳25 lotse: ⛔ I found no time that Nora could give for it in the next weeks. Name one.
        Write !oncall swap @carla Sat 8-20 for Sun 8-20. With one time alone I look for what you could get for it.
    27 bernd: !oncall swap @carla 1.1.2026 8-20
    28 ↳27 lotse: ❓ “1.1.2026 8-20” is over.
        Write it like Fri 18:00 - Mon 8:00 or Sat 8-20.
    29 bernd: !oncall override @hanna:local Sat 8-20
    30 ↳29 lotse: ⛔ Hanna has left the company.
    31 bernd: !oncall override @nora:local Sat 8-20
    32 ↳31 lotse: 🔁 IT on call: Nora in place of Bernd, Sat 17 Jan 08:00 – Sat 17 Jan 20:00. !oncall end 1 takes it back.
    (!it-team:local) 33 lotse: 🔁 IT on call: Nora in place of Bernd, Sat 17 Jan 08:00 – Sat 17 Jan 20:00. !oncall end 1 takes it back.
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) lotse opens the room
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) lotse is in the room
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) nora is in the room
    (!lotse-direct-9efde866cb38db1dff7e6ce7d5bfdfa9:local) 34 lotse: Bernd: 🔁 IT on call: Nora in place of Bernd, Sat 17 Jan 08:00 – Sat 17 Jan 20:00. !oncall end 1 takes it back.
    35 bernd: !oncall override @nora:local Sat 10-12
    36 ↳35 lotse: ⛔ Nora is on call then already.
    37 bernd: !oncall swap @carla Sat 6-22 for 24.1. 8-20
    38 ↳37 lotse: ⛔ Bernd is not on call during all of that time.
    39 bernd: !oncall swap @nora:local Sat 9-10 for:@carla
    40 ↳39 lotse: ❓ “Sat 9-10 for:@carla:local” is no time that I understand.
        Write it like Fri 18:00 - Mon 8:00 or Sat 8-20.
    ");
    world.ends().await;
}

/// The schedule changes before carla agrees, and of another proposal nobody says anything until its time has come.
#[tokio::test]
async fn a_proposal_ends_with_its_time_or_with_the_schedule() {
    let mut world = company(|_| {}).await;
    world.says("bernd", "!oncall swap @carla Sat 8-20 for 24.1. 8-20").await;
    world.says("bernd", "!oncall swap @carla tomorrow 18-20").await;
    world.says("dora", "!oncall override @nora:local Sat 10-12 for:@bernd").await;
    let asked = woken(&world, "carla", "Sat 17 Jan");
    world.reacts("carla", &asked, "✅").await;
    world.pass(TimeDelta::hours(30)).await;
    world.pass(TimeDelta::hours(3)).await;
    world.pass(TimeDelta::hours(3)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !oncall swap @carla Sat 8-20 for 24.1. 8-20
      2 ↳1 lotse: 🔄 IT on call: a swap, proposed by Bernd
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          The schedule is another one by now.
      3 bernd: !oncall swap @carla tomorrow 18-20
      4 ↳3 lotse: 🔄 IT on call: a swap, proposed by Bernd
          today 18:00 – today 20:00: Carla in place of Bernd
          Tue 20 Jan 18:00 – Tue 20 Jan 20:00: Bernd in place of Carla
          ⌛ Not both have agreed in time.
      5 dora: !oncall override @nora:local Sat 10-12 for:@bernd
      6 ↳5 lotse: 🔁 IT on call: Nora in place of Bernd, Sat 17 Jan 10:00 – Sat 17 Jan 12:00. !oncall end 1 takes it back.
    it-team: bernd, carla, lotse
      1 lotse: 🔁 IT on call: Nora in place of Bernd, Sat 17 Jan 10:00 – Sat 17 Jan 12:00. !oncall end 1 takes it back.
    direct: carla, lotse
      1 lotse: 🔄 IT on call: a swap, proposed by Bernd
          Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd
          Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla
          The schedule is another one by now. ✅ carla
      2 lotse: 🔄 IT on call: a swap, proposed by Bernd
          today 18:00 – today 20:00: Carla in place of Bernd
          Tue 20 Jan 18:00 – Tue 20 Jan 20:00: Bernd in place of Carla
          ⌛ Not both have agreed in time.
      3 ↳1 lotse: ⛔ Bernd is not on call during all of that time.
      4 lotse: ⌛ No swap in IT on call: not both have agreed in time. (today 18:00 – today 20:00: Carla in place of Bernd; Tue 20 Jan 18:00 – Tue 20 Jan 20:00: Bernd in place of Carla)
    direct: lotse, nora
      1 lotse: Dora: 🔁 IT on call: Nora in place of Bernd, Sat 17 Jan 10:00 – Sat 17 Jan 12:00. !oncall end 1 takes it back.
    direct: bernd, lotse
      1 lotse: Dora: 🔁 IT on call: Nora in place of Bernd, Sat 17 Jan 10:00 – Sat 17 Jan 12:00. !oncall end 1 takes it back.
      2 lotse: No swap in IT on call: the schedule is another one by now. (Sat 17 Jan 08:00 – Sat 17 Jan 20:00: Carla in place of Bernd; Sat 24 Jan 08:00 – Sat 24 Jan 20:00: Bernd in place of Carla)
      3 lotse: ⌛ No swap in IT on call: not both have agreed in time. (today 18:00 – today 20:00: Carla in place of Bernd; Tue 20 Jan 18:00 – Tue 20 Jan 20:00: Bernd in place of Carla)
    net-team: lotse, nora
    ");
    world.ends().await;
}
