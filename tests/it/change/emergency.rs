//! What cannot wait.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{CAB, card, company, said};
use crate::support::company::IT;

/// Tuesday, 3 a.m.: carla, who leads the team, repairs first; dora agrees in the morning.
#[tokio::test]
async fn ein_notfall_um_drei_uhr_nachts_wird_danach_genehmigt() {
    let mut world = company(|config| config.calendars.clear()).await;
    world.pass(TimeDelta::hours(18)).await;
    let root = world.says_to(IT, "carla", "!change typ:notfall Kern-Switch tauschen dienst:phone").await;
    world.says_below(IT, &root, "carla", "Er ist tot").await;
    world.says_below(IT, &root, "carla", "Den alten wieder einbauen").await;
    let change = card(&world, "CHG-1");
    world.reacts("carla", &change, "▶️").await;
    world.pass(TimeDelta::minutes(50)).await;
    world.reacts("carla", &change, "🏁").await;
    let question = said(&world, "Ist das Ziel erreicht");
    world.reacts("carla", &question, "✅").await;
    world.says_below(IT, &root, "carla", "Ein Ersatzgerät lag bereit").await;
    world.says_below(IT, &root, "carla", "nichts").await;
    assert_snapshot!(world.rooms(), @"
    cab: carla, dora, lotse
      1 lotse: Dora ✋ CHG-1 Kern-Switch tauschen: please approve or reject
          > Notfall-Änderung · Telephone · Di., 13.01.2026 03:00–05:00 (2 Std.)
          > Risiko hoch: noch hat es niemand eingeschätzt
          > Grund: Er ist tot
          > Rückfallplan: Den alten wieder einbauen
          
          from Carla · one more must approve · until Fri 16 Jan 03:00
          ⏳ Dora
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 carla: !change typ:notfall Kern-Switch tauschen dienst:phone
      2 ↳1 lotse: CHG-1 Kern-Switch tauschen
          High · pending review · Carla
          from Carla · Telephone
          emergency change · Telephone · today 03:00–05:00 (2 h)
          Risk high: nobody has looked at it yet
          Reason: Er ist tot
          Rollback: Den alten wieder einbauen
          🏁 Done today 03:00–03:50 (50 min)
          📋 Ein Ersatzgerät lag bereit
          ⚠️ Begun before it was agreed to; that is still to be done.
          Approval: ⏳ Dora
          !change review looks back ▶️ carla 🏁 carla
      3 ↳1 lotse: 3/4 Warum soll es gemacht werden?
          Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; !change bearbeiten macht weiter.
      4 ↳1 carla: Er ist tot
      5 ↳1 lotse: 4/4 Wie wird es rückgängig gemacht, wenn es schiefgeht?
      6 ↳1 carla: Den alten wieder einbauen
      7 ↳1 lotse: Von CHG-1 ist alles bekannt. 📨 auf der Karte oder !change einreichen reicht sie ein.
      8 ↳1 lotse: ▶️ CHG-1 ist in Umsetzung, bevor sie genehmigt ist. Gefragt sind, die zustimmen müssen; 🏁 ↩️ ✖️ beendet sie.
      9 ↳1 lotse: 📋 Nachprüfung von CHG-1
          🏁 Fertig heute 03:00–03:50 (50 Min.)
          1/3 Ist das Ziel erreicht?
          Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; !change nachprüfen macht weiter. ✅ carla
      10 ↳1 lotse: 2/3 Was ging schief, und was haben wir gelernt?
      11 ↳1 carla: Ein Ersatzgerät lag bereit
      12 ↳1 lotse: 3/3 Was ist jetzt zu tun? Jede Zeile wird ein Ticket; „nichts“ ist eine Antwort.
      13 ↳1 carla: nichts
      14 ↳1 lotse: CHG-1 ist nachgeprüft. Vorbei ist sie, wenn sie genehmigt ist.
    net-team: lotse, nora
    ");
    world.pass(TimeDelta::hours(5)).await;
    let vote = said(&world, "✋");
    world.reacts("dora", &vote, "✅").await;
    assert_snapshot!(world.rooms(), @"
    cab: carla, dora, lotse
      1 lotse: ✅ CHG-1 Kern-Switch tauschen: approved
          > Notfall-Änderung · Telephone · Di., 13.01.2026 03:00–05:00 (2 Std.)
          > Risiko hoch: noch hat es niemand eingeschätzt
          > Grund: Er ist tot
          > Rückfallplan: Den alten wieder einbauen
          
          from Carla
          ✅ Dora ✅ dora
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 carla: !change typ:notfall Kern-Switch tauschen dienst:phone
      2 ↳1 lotse: CHG-1 Kern-Switch tauschen
          High · successful · Carla
          from Carla · Telephone
          emergency change · Telephone · today 03:00–05:00 (2 h)
          Risk high: nobody has looked at it yet
          Reason: Er ist tot
          Rollback: Den alten wieder einbauen
          🏁 Done today 03:00–03:50 (50 min)
          📋 Ein Ersatzgerät lag bereit
          Approved: ✅ Dora ▶️ carla 🏁 carla
      3 ↳1 lotse: 3/4 Warum soll es gemacht werden?
          Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; !change bearbeiten macht weiter.
      4 ↳1 carla: Er ist tot
      5 ↳1 lotse: 4/4 Wie wird es rückgängig gemacht, wenn es schiefgeht?
      6 ↳1 carla: Den alten wieder einbauen
      7 ↳1 lotse: Von CHG-1 ist alles bekannt. 📨 auf der Karte oder !change einreichen reicht sie ein.
      8 ↳1 lotse: ▶️ CHG-1 ist in Umsetzung, bevor sie genehmigt ist. Gefragt sind, die zustimmen müssen; 🏁 ↩️ ✖️ beendet sie.
      9 ↳1 lotse: 📋 Nachprüfung von CHG-1
          🏁 Fertig heute 03:00–03:50 (50 Min.)
          1/3 Ist das Ziel erreicht?
          Antworte in diesem Thread. „zurück“ fragt die Frage davor, „später“ hört auf; !change nachprüfen macht weiter. ✅ carla
      10 ↳1 lotse: 2/3 Was ging schief, und was haben wir gelernt?
      11 ↳1 carla: Ein Ersatzgerät lag bereit
      12 ↳1 lotse: 3/3 Was ist jetzt zu tun? Jede Zeile wird ein Ticket; „nichts“ ist eine Antwort.
      13 ↳1 carla: nichts
      14 ↳1 lotse: CHG-1 ist nachgeprüft. Vorbei ist sie, wenn sie genehmigt ist.
      15 ↳1 lotse: CHG-1 is approved · ✅ Dora
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn who_may_not_begin_before_is_told_who_may() {
    let mut world = company(|_| {}).await;
    let root = world
        .says_to(IT, "bernd", "!change type:emergency Restart mail service:mail reason:\"it hangs\" rollback:\"none\"")
        .await;
    world.says_below(IT, &root, "bernd", "!change start").await;
    world.says_below(IT, &root, "carla", "!change start").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: Carla ✋ CHG-1 Restart mail: please approve or reject
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Bernd · one more must approve · until Thu 15 Jan 09:00
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !change type:emergency Restart mail service:mail reason:"it hangs" rollback:"none"
      2 ↳1 lotse: CHG-1 Restart mail
          High · in progress · Bernd
          from Bernd · E-mail
          emergency change · E-mail · today 09:00–11:00 (2 h)
          Risk high: nobody has looked at it yet
          Reason: it hangs
          Rollback: none
          ▶️ Since today 09:00
          ⚠️ Begun before it was agreed to; that is still to be done.
          Approval: ⏳ Carla
          🏁 done · ↩️ rolled back · ✖️ failed 🏁 lotse ↩️ lotse ✖️ lotse
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 bernd: !change start
      5 ↳1 lotse: ⛔ CHG-1 is not agreed to yet.
          Team leads may begin an emergency before.
      6 ↳1 carla: !change start
      7 ↳1 lotse: ▶️ CHG-1 is in progress before it was agreed to. Those are asked who must agree; 🏁 ↩️ ✖️ ends it.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

/// Nobody decides and nobody looks back: those are reminded until it is done.
#[tokio::test]
async fn what_is_owed_after_an_emergency_is_asked_for_until_it_is_done() {
    let mut world = company(|config| config.change.review_within = 1).await;
    let root = world
        .says_to(IT, "carla", "!change type:emergency Restart mail service:mail reason:\"it hangs\" rollback:\"none\"")
        .await;
    world.says_below(IT, &root, "carla", "!change start").await;
    world.pass(TimeDelta::minutes(10)).await;
    world.says_below(IT, &root, "carla", "!change done").await;
    world.forget();
    // One thing at a time: the approval ends before the review is asked for, on both days.
    for minutes in [23 * 60 + 55, 10, 23 * 60 + 52, 20] {
        world.pass(TimeDelta::minutes(minutes)).await;
    }
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ⌛ CHG-1 Restart mail: not decided in time
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Carla
      2 lotse: ⌛ CHG-1 Restart mail: not decided in time
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Carla
      3 lotse: Dora ✋ CHG-1 Restart mail: please approve or reject
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Carla · one more must approve · until tomorrow 09:07
          ⏳ Dora
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 carla: !change type:emergency Restart mail service:mail reason:"it hangs" rollback:"none"
      2 ↳1 lotse: CHG-1 Restart mail
          High · pending review · Carla
          from Carla · E-mail
          emergency change · E-mail · Mon 12 Jan 09:00–11:00 (2 h)
          Risk high: nobody has looked at it yet
          Reason: it hangs
          Rollback: none
          ✏️ Missing: whether it has reached its aim · what was learnt · what follows
          🏁 Done Mon 12 Jan 09:00–09:10 (10 min)
          ⚠️ Begun before it was agreed to; that is still to be done.
          Approval: ⏳ Dora
          !change review looks back
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 carla: !change start
      5 ↳1 lotse: ▶️ CHG-1 is in progress before it was agreed to. Those are asked who must agree; 🏁 ↩️ ✖️ ends it.
      6 ↳1 carla: !change done
      7 ↳1 lotse: 📋 Review of CHG-1
          🏁 Done today 09:00–09:10 (10 min)
          1/3 Has it reached its aim?
          Answer in this thread. “back” asks the question before, “later” stops; !change review goes on. ✅ lotse ❌ lotse
      8 ↳1 lotse: CHG-1 was not decided in time; its card says how it goes on
      9 ↳1 lotse: Carla 📋 CHG-1 is still to be reviewed: !change review.
      10 ↳1 lotse: CHG-1 was not decided in time; its card says how it goes on
      11 ↳1 lotse: Carla 📋 CHG-1 is still to be reviewed: !change review.
    direct: dora, lotse
      1 lotse: ⚠️ CHG-1 was begun before it was agreed to, and nobody has decided yet. !cab shows what waits.
      2 lotse: ⚠️ CHG-1 was begun before it was agreed to, and nobody has decided yet. !cab shows what waits.
    net-team: lotse, nora
    "#);
    let vote = said(&world, "✋");
    world.reacts("dora", &vote, "❌").await;
    world.says_below(CAB, &vote, "dora", "You should have called me").await;
    let question = said(&world, "1/3");
    world.reacts("carla", &question, "✅").await;
    world.says_below(IT, &root, "carla", "Call dora").await;
    world.says_below(IT, &root, "carla", "none").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: ⌛ CHG-1 Restart mail: not decided in time
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Carla
      2 lotse: ⌛ CHG-1 Restart mail: not decided in time
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Carla
      3 lotse: ❌ CHG-1 Restart mail: rejected
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Carla
          ❌ Dora: You should have called me ❌ dora
      4 ↳3 lotse: Dora Why do you reject CHG-1? Your next message here is the reason, and with it the rejection counts. Take ❌ back if you do not want to.
      5 ↳3 dora: You should have called me
      6 ↳3 lotse: ❌ CHG-1: your rejection counts, with its reason.
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 carla: !change type:emergency Restart mail service:mail reason:"it hangs" rollback:"none"
      2 ↳1 lotse: CHG-1 Restart mail
          High · successful · Carla
          from Carla · E-mail
          emergency change · E-mail · Mon 12 Jan 09:00–11:00 (2 h)
          Risk high: nobody has looked at it yet
          Reason: it hangs
          Rollback: none
          🏁 Done Mon 12 Jan 09:00–09:10 (10 min)
          📋 Call dora
          ⚠️ Begun before it was decided, and not agreed to afterwards.
          Rejected: ❌ Dora: You should have called me
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 carla: !change start
      5 ↳1 lotse: ▶️ CHG-1 is in progress before it was agreed to. Those are asked who must agree; 🏁 ↩️ ✖️ ends it.
      6 ↳1 carla: !change done
      7 ↳1 lotse: 📋 Review of CHG-1
          🏁 Done today 09:00–09:10 (10 min)
          1/3 Has it reached its aim?
          Answer in this thread. “back” asks the question before, “later” stops; !change review goes on. ✅ carla
      8 ↳1 lotse: CHG-1 was not decided in time; its card says how it goes on
      9 ↳1 lotse: Carla 📋 CHG-1 is still to be reviewed: !change review.
      10 ↳1 lotse: CHG-1 was not decided in time; its card says how it goes on
      11 ↳1 lotse: Carla 📋 CHG-1 is still to be reviewed: !change review.
      12 ↳1 lotse: CHG-1 is rejected · ❌ Dora
      13 ↳1 lotse: Carla 📋 CHG-1 is still to be reviewed: !change review.
      14 ↳1 lotse: 2/3 What went wrong, and what have we learnt?
      15 ↳1 carla: Call dora
      16 ↳1 lotse: 3/3 What is to be done now? A line each becomes a ticket; “nothing” is an answer.
      17 ↳1 carla: none
      18 ↳1 lotse: CHG-1 is over: successful.
    direct: dora, lotse
      1 lotse: ⚠️ CHG-1 was begun before it was agreed to, and nobody has decided yet. !cab shows what waits.
      2 lotse: ⚠️ CHG-1 was begun before it was agreed to, and nobody has decided yet. !cab shows what waits.
    net-team: lotse, nora
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_freeze_is_overridden_by_name_and_reason() {
    let mut world = company(|_| {}).await;
    world.says_alone("dora", "!freeze add 12.1.-16.1. Stocktaking service:shop").await;
    let root = world
        .says_to(IT, "carla", "!change type:emergency Restart mail service:mail reason:\"it hangs\" rollback:\"none\"")
        .await;
    world.says_below(IT, &root, "carla", "!change start").await;
    world.says_below(IT, &root, "carla", "!change override mail is down").await;
    world.says("dora", "!change override CHG-1").await;
    world.says("dora", "!change override CHG-1 orders are lost").await;
    world.says_below(IT, &root, "carla", "!change start").await;
    assert_snapshot!(world.rooms(), @r#"
    cab: carla, dora, lotse
      1 lotse: Dora ✋ CHG-1 Restart mail: please approve or reject
          > emergency change · E-mail · Mon 12 Jan 2026 09:00–11:00 (2 h)
          > Risk high: nobody has looked at it yet
          > Reason: it hangs
          > Rollback: none
          
          from Carla · one more must approve · until Thu 15 Jan 09:00
          ⏳ Dora
          ✅ approve · ❌ reject (I ask for the reason) · or !approve CHG-1 ✅ lotse ❌ lotse
    direct: dora, lotse
      1 dora: !freeze add 12.1.-16.1. Stocktaking service:shop
      2 ↳1 lotse: ❄️ Freeze 1: Stocktaking · every year, next today – Fri 16 Jan · Shop
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 dora: !change override CHG-1
      2 ↳1 lotse: ❓ Why may it be done all the same?
          Write !change override CHG-7 mail is down.
      3 dora: !change override CHG-1 orders are lost
      4 ↳3 lotse: 🔓 Dora takes it upon themselves: CHG-1 may be done in a freeze and outside maintenance hours.
    it-team: bernd, carla, lotse
      1 carla: !change type:emergency Restart mail service:mail reason:"it hangs" rollback:"none"
      2 ↳1 lotse: CHG-1 Restart mail
          High · in progress · Carla
          from Carla · E-mail
          emergency change · E-mail · today 09:00–11:00 (2 h)
          Risk high: nobody has looked at it yet
          Reason: it hangs
          Rollback: none
          🔓 Dora has overridden freeze and maintenance hours: orders are lost
          ▶️ Since today 09:00
          ⚠️ Begun before it was agreed to; that is still to be done.
          Approval: ⏳ Dora
          🏁 done · ↩️ rolled back · ✖️ failed 🏁 lotse ↩️ lotse ✖️ lotse
      3 ↳1 lotse: All is known of CHG-1. 📨 on the card, or !change submit, hands it in.
      4 ↳1 carla: !change start
      5 ↳1 lotse: ⛔ CHG-1 cannot be handed in like that:
          ⚠️ Freeze: Stocktaking
          A manager can override that: !change override with the reason.
          Free:
          1️⃣ Sat 17 Jan 09:00–11:00 (2 h)
          2️⃣ Sun 18 Jan 09:00–11:00 (2 h)
          3️⃣ Mon 19 Jan 09:00–11:00 (2 h)
          4️⃣ Tue 20 Jan 09:00–11:00 (2 h)
          5️⃣ Wed 21 Jan 09:00–11:00 (2 h) 1️⃣ lotse 2️⃣ lotse 3️⃣ lotse 4️⃣ lotse 5️⃣ lotse
      6 ↳1 carla: !change override mail is down
      7 ↳1 lotse: ⛔ That is for managers.
          Managers are named in the configuration.
      8 ↳1 carla: !change start
      9 ↳1 lotse: ▶️ CHG-1 is in progress before it was agreed to. Those are asked who must agree; 🏁 ↩️ ✖️ ends it.
    net-team: lotse, nora
    "#);
    world.ends().await;
}
