//! The Wi-Fi of a house: ten tickets that become a problem, get a way around it, and are closed with its change.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::company;
use crate::change::{agreed, planned, said};
use crate::support::company::{IT, NETWORK};

#[tokio::test]
async fn ten_tickets_become_a_problem_and_end_with_its_change() {
    let mut world = company(5).await;
    world.says("dora", "!lotse lang en").await;
    for place in ["Büro", "Lager", "Keller"] {
        world.says("anna", &format!("!ticket WLAN bricht ab im {place} service:lan")).await;
    }
    world.says("dora", "!ticket WLAN bricht ab service:lan").await;
    world.forget();
    world.says("anna", "!ticket Das WLAN bricht heute immer ab service:lan").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: !ticket Das WLAN bricht heute immer ab service:lan
    2 ↳1 lotse: T-5 Das WLAN bricht heute immer ab
        Mittel · Neu · noch niemand
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    (!net-team:local) 3 lotse: T-5 Das WLAN bricht heute immer ab
        Medium · New · nobody yet
        from Anna · Network
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) 4 lotse: 🧩 The same again and again? 5 tickets within 14 days: Network · “wlan, bricht, ab”
        T-5 Das WLAN bricht heute immer ab
        T-4 WLAN bricht ab
        T-3 WLAN bricht ab im Keller
        T-2 WLAN bricht ab im Lager
        T-1 WLAN bricht ab im Büro
        👍 makes a problem of them · 👎 I say nothing of it for 30 days
    (!net-team:local) 3 lotse 👀
    (!net-team:local) 3 lotse ✅
    (!net-team:local) 3 lotse 🚨
    (!net-team:local) 4 lotse 👍
    (!net-team:local) 4 lotse 👎
    "#);

    let proposal = said(&world, "🧩");
    world.reacts("nora", &proposal, "👍").await;
    assert_snapshot!(world.transcript(), @r#"
    (!net-team:local) 4 nora 👍
    ? lotse edits: T-1 WLAN bricht ab im Büro
        Mittel · Neu · noch niemand
        🧩 Was dahintersteckt, wird gesucht: PRB-1
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    ? lotse edits: T-2 WLAN bricht ab im Lager
        Mittel · Neu · noch niemand
        🧩 Was dahintersteckt, wird gesucht: PRB-1
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    ? lotse edits: T-3 WLAN bricht ab im Keller
        Mittel · Neu · noch niemand
        🧩 Was dahintersteckt, wird gesucht: PRB-1
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    ? lotse edits: T-4 WLAN bricht ab
        Medium · New · nobody yet
        🧩 What is behind it is looked for: PRB-1
        Whatever you write in this thread reaches those who work on it.
    2 lotse edits: T-5 Das WLAN bricht heute immer ab
        Mittel · Neu · noch niemand
        🧩 Was dahintersteckt, wird gesucht: PRB-1
        Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
    (!net-team:local) 5 ↳4 lotse: PRB-1 WLAN bricht ab im Büro
        Medium · new · nobody yet
        from Nora · Network
        🎫 5 tickets: T-5, T-4, T-3, T-2, T-1
        👀 looks for the cause · !problem cause · !problem workaround · !problem add T-9
    (!net-team:local) ? lotse edits: T-1 WLAN bricht ab im Büro
        Medium · New · nobody yet
        from Anna · Network
        🧩 Belongs to PRB-1 WLAN bricht ab im Büro
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) ? lotse edits: T-2 WLAN bricht ab im Lager
        Medium · New · nobody yet
        from Anna · Network
        🧩 Belongs to PRB-1 WLAN bricht ab im Büro
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) ? lotse edits: T-3 WLAN bricht ab im Keller
        Medium · New · nobody yet
        from Anna · Network
        🧩 Belongs to PRB-1 WLAN bricht ab im Büro
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) ? lotse edits: T-4 WLAN bricht ab
        Medium · New · nobody yet
        from Dora · Network
        🧩 Belongs to PRB-1 WLAN bricht ab im Büro
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) 3 lotse edits: T-5 Das WLAN bricht heute immer ab
        Medium · New · nobody yet
        from Anna · Network
        🧩 Belongs to PRB-1 WLAN bricht ab im Büro
        👀 take · ✅ resolve · 🚨 urgent
    (!net-team:local) 4 lotse edits: 🧩 The same again and again? 5 tickets within 14 days: Network · “wlan, bricht, ab”
        T-5 Das WLAN bricht heute immer ab
        T-4 WLAN bricht ab
        T-3 WLAN bricht ab im Keller
        T-2 WLAN bricht ab im Lager
        T-1 WLAN bricht ab im Büro
        ➡️ PRB-1
    (!net-team:local) 5 lotse 👀
    (!net-team:local) 4 lotse takes 👍 back
    (!net-team:local) 4 lotse takes 👎 back
    "#);

    for text in ["WLAN bricht wieder ab", "Mein WLAN bricht ab", "wlan bricht dauernd ab"] {
        world.says("anna", &format!("!ticket {text} service:lan")).await;
    }
    world.says("dora", "!ticket The WLAN drops in the lobby service:lan").await;
    world.says_to(NETWORK, "nora", "!problem add PRB-1 T-9").await;
    let thread = proposal.clone();
    world
        .says_below(NETWORK, &thread, "nora", "!problem umgehung de: Nehmt das Gastnetz en: Take the guest network")
        .await;
    world.pass(TimeDelta::seconds(1)).await;
    // A new one is told at once.
    world.says("anna", "!ticket WLAN bricht ab auf der Terrasse service:lan").await;

    let change = planned(&mut world, "New access points", "service:phone window:\"Thu 18:00-19:00\"").await;
    world.says_below(IT, &change, "bernd", "!change submit").await;
    agreed(&mut world).await;
    world.says_below(NETWORK, &thread, "nora", "!problem lösung CHG-1").await;
    world.pass(TimeDelta::hours(3 * 24 + 9)).await;
    world.says_below(IT, &change, "bernd", "!change start").await;
    world.says_below(IT, &change, "bernd", "!change done").await;
    world.pass(TimeDelta::seconds(1)).await;
    world.says_to(NETWORK, "nora", "!bericht probleme").await;
    world.says_to(NETWORK, "nora", "!problem").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 New access points: approved
          > normal change · Telephone · Thu 15 Jan 2026 18:00–19:00 (1 h)
          > Risk low: impact low × probability low = low · questionnaire 0 points = low
          > Reason: it is old
          > Plan: swap it
          > Test: look at it
          > Backup: a copy
          > Rollback: swap it back
          
          from Bernd
          ✅ Carla ✅ carla
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !lotse lang en
      2 ↳1 lotse: From now on I speak English with you.
      3 anna: !ticket WLAN bricht ab im Büro service:lan
      4 ↳3 lotse: T-1 WLAN bricht ab im Büro
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      5 anna: !ticket WLAN bricht ab im Lager service:lan
      6 ↳5 lotse: T-2 WLAN bricht ab im Lager
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      7 anna: !ticket WLAN bricht ab im Keller service:lan
      8 ↳7 lotse: T-3 WLAN bricht ab im Keller
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      9 dora: !ticket WLAN bricht ab service:lan
      10 ↳9 lotse: T-4 WLAN bricht ab
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      11 anna: !ticket Das WLAN bricht heute immer ab service:lan
      12 ↳11 lotse: T-5 Das WLAN bricht heute immer ab
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      13 anna: !ticket WLAN bricht wieder ab service:lan
      14 ↳13 lotse: T-6 WLAN bricht wieder ab
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      15 anna: !ticket Mein WLAN bricht ab service:lan
      16 ↳15 lotse: T-7 Mein WLAN bricht ab
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      17 anna: !ticket wlan bricht dauernd ab service:lan
      18 ↳17 lotse: T-8 wlan bricht dauernd ab
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      19 dora: !ticket The WLAN drops in the lobby service:lan
      20 ↳19 lotse: T-9 The WLAN drops in the lobby
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      21 ↳3 lotse: Anna 🩹 Die Ursache von T-1 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      22 ↳5 lotse: Anna 🩹 Die Ursache von T-2 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      23 ↳7 lotse: Anna 🩹 Die Ursache von T-3 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      24 ↳9 lotse: Dora 🩹 The cause of T-4 is looked for (PRB-1). Until then this helps: Take the guest network
      25 ↳11 lotse: Anna 🩹 Die Ursache von T-5 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      26 ↳13 lotse: Anna 🩹 Die Ursache von T-6 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      27 ↳15 lotse: Anna 🩹 Die Ursache von T-7 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      28 ↳17 lotse: Anna 🩹 Die Ursache von T-8 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      29 ↳19 lotse: Dora 🩹 The cause of T-9 is looked for (PRB-1). Until then this helps: Take the guest network
      30 anna: !ticket WLAN bricht ab auf der Terrasse service:lan
      31 ↳30 lotse: T-10 WLAN bricht ab auf der Terrasse
          Mittel · Neu · noch niemand
          Was du in diesen Thread schreibst, erreicht alle, die daran arbeiten.
      32 ↳30 lotse: Anna 🩹 Die Ursache von T-10 wird gesucht (PRB-1). Bis dahin hilft: Nehmt das Gastnetz
      33 ↳3 lotse: Anna ✅ Was hinter T-1 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
      34 ↳5 lotse: Anna ✅ Was hinter T-2 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
      35 ↳7 lotse: Anna ✅ Was hinter T-3 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
      36 ↳9 lotse: Dora ✅ What was behind T-4 is solved (PRB-1). If it comes again, tell me here.
      37 ↳11 lotse: Anna ✅ Was hinter T-5 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
      38 ↳13 lotse: Anna ✅ Was hinter T-6 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
      39 ↳15 lotse: Anna ✅ Was hinter T-7 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
      40 ↳17 lotse: Anna ✅ Was hinter T-8 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
      41 ↳19 lotse: Dora ✅ What was behind T-9 is solved (PRB-1). If it comes again, tell me here.
      42 ↳30 lotse: Anna ✅ Was hinter T-10 steckte, ist gelöst (PRB-1). Wenn es wiederkommt, sag es mir hier.
    it-team: bernd, carla, lotse
      1 bernd: !change New access points responsible:me impact:low probability:low downtime:no first:no hard:no reason:"it is old" plan:"swap it" test:"look at it" backup:"a copy" rollback:"swap it back" service:phone window:"Thu 18:00-19:00"
      2 ↳1 lotse: CHG-1 New access points
          Low · successful · Bernd
          from Bernd · Telephone
          🔗 related: PRB-1
          normal change · Telephone · today 18:00–19:00 (1 h)
          Risk low: impact low × probability low = low · questionnaire 0 points = low
          Reason: it is old
          Plan: swap it
          Test: look at it
          Backup: a copy
          Rollback: swap it back
          🏁 Done today 18:00–18:00 (0 s)
          Approved: ✅ Carla
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change submit
      5 ↳1 lotse: CHG-1 was handed in, and waits for approval.
      6 ↳1 lotse: CHG-1 is approved · ✅ Carla
      7 ↳1 lotse: 🧩 Is to solve PRB-1 WLAN bricht ab im Büro.
      8 ↳1 lotse: Bernd ⏰ CHG-1 begins soon: today 18:00–19:00 (1 h). ▶️ on the card begins it.
      9 ↳1 bernd: !change start
      10 ↳1 lotse: CHG-1 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
      11 ↳1 bernd: !change done
      12 ↳1 lotse: CHG-1 is over: successful.
    net-team: lotse, nora
      1 lotse: T-1 WLAN bricht ab im Büro
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 lotse: T-2 WLAN bricht ab im Lager
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      3 lotse: T-3 WLAN bricht ab im Keller
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      4 lotse: T-4 WLAN bricht ab
          Medium · New · nobody yet
          from Dora · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      5 lotse: T-5 Das WLAN bricht heute immer ab
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      6 lotse: 🧩 The same again and again? 5 tickets within 14 days: Network · “wlan, bricht, ab”
          T-5 Das WLAN bricht heute immer ab
          T-4 WLAN bricht ab
          T-3 WLAN bricht ab im Keller
          T-2 WLAN bricht ab im Lager
          T-1 WLAN bricht ab im Büro
          ➡️ PRB-1 👍 nora
      7 ↳6 lotse: PRB-1 WLAN bricht ab im Büro
          Medium · solved · nobody yet
          from Nora · Network
          🔗 related: CHG-1
          🎫 10 tickets: T-10, T-9, T-8, T-7, T-6, T-5, T-4, T-3, T-2, T-1
          🩹 Workaround: Take the guest network
          🔧 Solution: CHG-1
      8 lotse: T-6 WLAN bricht wieder ab
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      9 lotse: T-7 Mein WLAN bricht ab
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      10 lotse: T-8 wlan bricht dauernd ab
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      11 lotse: T-9 The WLAN drops in the lobby
          Medium · New · nobody yet
          from Dora · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      12 nora: !problem add PRB-1 T-9
      13 ↳12 lotse: ⛔ They all belong to PRB-1 already.
      14 ↳6 nora: !problem umgehung de: Nehmt das Gastnetz en: Take the guest network
      15 ↳6 lotse: 🩹 PRB-1: Wer die 9 offenen Tickets gemeldet hat, erfährt es.
      16 ↳1 lotse: 🩹 Known error PRB-1. The requester of T-1 was told: Nehmt das Gastnetz
      17 ↳2 lotse: 🩹 Known error PRB-1. The requester of T-2 was told: Nehmt das Gastnetz
      18 ↳3 lotse: 🩹 Known error PRB-1. The requester of T-3 was told: Nehmt das Gastnetz
      19 ↳4 lotse: 🩹 Known error PRB-1. The requester of T-4 was told: Take the guest network
      20 ↳5 lotse: 🩹 Known error PRB-1. The requester of T-5 was told: Nehmt das Gastnetz
      21 ↳8 lotse: 🩹 Known error PRB-1. The requester of T-6 was told: Nehmt das Gastnetz
      22 ↳9 lotse: 🩹 Known error PRB-1. The requester of T-7 was told: Nehmt das Gastnetz
      23 ↳10 lotse: 🩹 Known error PRB-1. The requester of T-8 was told: Nehmt das Gastnetz
      24 ↳11 lotse: 🩹 Known error PRB-1. The requester of T-9 was told: Take the guest network
      25 lotse: T-10 WLAN bricht ab auf der Terrasse
          Medium · New · nobody yet
          from Anna · Network
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      26 ↳25 lotse: 🩹 Known error PRB-1. The requester of T-10 was told: Nehmt das Gastnetz
      27 ↳6 nora: !problem lösung CHG-1
      28 ↳6 lotse: 🔧 CHG-1 soll PRB-1 lösen; wenn sie erfolgreich ist, wird das Problem geschlossen.
      29 ↳6 lotse: ✅ PRB-1 is solved by CHG-1. Those who raised its 10 tickets are told.
      30 ↳1 lotse: ✅ PRB-1 is solved by CHG-1: T-1 may be resolved.
      31 ↳2 lotse: ✅ PRB-1 is solved by CHG-1: T-2 may be resolved.
      32 ↳3 lotse: ✅ PRB-1 is solved by CHG-1: T-3 may be resolved.
      33 ↳4 lotse: ✅ PRB-1 is solved by CHG-1: T-4 may be resolved.
      34 ↳5 lotse: ✅ PRB-1 is solved by CHG-1: T-5 may be resolved.
      35 ↳8 lotse: ✅ PRB-1 is solved by CHG-1: T-6 may be resolved.
      36 ↳9 lotse: ✅ PRB-1 is solved by CHG-1: T-7 may be resolved.
      37 ↳10 lotse: ✅ PRB-1 is solved by CHG-1: T-8 may be resolved.
      38 ↳11 lotse: ✅ PRB-1 is solved by CHG-1: T-9 may be resolved.
      39 ↳25 lotse: ✅ PRB-1 is solved by CHG-1: T-10 may be resolved.
      40 nora: !bericht probleme
      41 ↳40 lotse: Probleme Di., 16.12.2025 – heute
          1 gemeldet · 1 gelöst · 0 ohne Lösung geschlossen · 0 jetzt offen
          Tickets von Problemen: 10 · Probleme: 1 · Aufwand 0 Sek. · offen 810 Std.
          🔍 Ursache noch nicht bekannt · Tickets: 10 · Probleme: 1 · Aufwand 0 Sek. · offen 810 Std.
          Network · Tickets: 10 · Probleme: 1 · Aufwand 0 Sek. · offen 810 Std.
      42 nora: !problem
      43 ↳42 lotse: Probleme: !problem aus T-7 T-9 macht eines aus Tickets, !problem Das WLAN bricht ab eines ohne.
          Dann !problem ursache · umgehung · bekannter-fehler · lösung CHG-8 · schließen. !problem muster zeigt, was immer wieder kommt.
          Du hast mit keinem offenen Problem zu tun.
    "#);
    world.ends().await;
}
