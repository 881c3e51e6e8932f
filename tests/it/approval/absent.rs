//! Who is absent is not waited for, whenever the absence begins.

use chrono::{NaiveDate, TimeDelta};
use insta::assert_snapshot;
use lotse::config::{Absence, Config, Directory, PersonConfig};

use super::{card, company, directory, needs};
use crate::support::world::{World, account};

/// carla is away for these days of January.
fn carla_is_away(config: &mut Config, from: u32, until: u32) {
    let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).expect("a day");
    let away = Absence { from: day(from), until: day(until) };
    let people: Vec<_> = config.directory.people().cloned().collect();
    let people = people.into_iter().map(|person| match person.account == account("carla") {
        true => PersonConfig { away: vec![away], ..person },
        false => person,
    });
    config.directory = Directory::new(people, Vec::new());
}

/// Until the bot has said something in some room: what it does after a start it does when it comes to it.
async fn until_said(world: &mut World, words: &str) {
    let said = async {
        while !world.rooms().contains(words) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), said).await.expect("the bot says so");
    world.settle().await;
}

/// Until the bot has looked so often who is absent: a look that finds nothing new says nothing.
async fn until_looked(world: &mut World, often: i64) {
    let looked = async {
        let query = "select count(*) from inbox where platform = 'timer' and payload ->> 'timer' = 'approval-absence'";
        while sqlx::query_scalar::<_, i64>(query).fetch_one(world.pool()).await.expect("looks can be counted") < often {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), looked).await.expect("the bot looks");
    world.settle().await;
}

#[tokio::test]
async fn an_absence_that_begins_later_is_seen_when_it_begins() {
    let mut world = company(|config| {
        directory(config);
        carla_is_away(config, 13, 20);
    })
    .await;
    world.says("anna", "!request laptop model:14").await;
    world.forget();
    // Until a minute before midnight in Berlin carla is reminded, and nobody else is asked.
    world.pass(TimeDelta::minutes(14 * 60 + 59)).await;
    assert!(!world.rooms().contains("berta"));
    world.pass(TimeDelta::minutes(1)).await;
    world.says_alone("berta", "!approve").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Berta for Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      4 ↳1 lotse: Carla REQ-1 still waits for your approval, until Thu 22 Jan 17:00.
      5 ↳1 lotse: REQ-1: Carla is away, so I have asked berta too.
      6 ↳1 lotse: Anna REQ-1 is approved · ✅ Berta for Carla
    direct: berta, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      2 berta: !approve
      3 ↳2 lotse: ✅ REQ-1 is approved.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_directory_that_says_so_after_a_restart_is_heeded_at_once() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.stop().await;
    world.set_up_anew(|config| carla_is_away(config, 10, 20));
    world.start().await;
    until_said(&mut world, "Carla is away").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Waiting for approval · nobody yet
          ▸ Which model? 14"
          Approval: ⏳ Carla
          Nothing to do before it is approved
      3 ↳1 lotse: Carla ✋ REQ-1 New laptop: please approve or reject
          > Which model? 14"
          
          from Anna · one more must approve · until Thu 22 Jan 17:00
          ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1 ✅ lotse ❌ lotse
      4 ↳1 lotse: REQ-1: Carla is away, so I have asked berta too.
    direct: berta, lotse
      1 lotse: ✋ REQ-1 New laptop: please approve or reject
          > Which model? 14"
          
          from Anna · one more must approve · until Thu 22 Jan 17:00
          ⏳ Carla or berta
          ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1 ✅ lotse ❌ lotse
    "#);
    // Another start, at another time, asks nobody again.
    world.pass(TimeDelta::minutes(1)).await;
    world.stop().await;
    world.start().await;
    until_looked(&mut world, 2).await;
    world.pass(TimeDelta::hours(1)).await;
    let rooms = world.rooms();
    assert_eq!(rooms.matches("is away").count(), 1, "{rooms}");
    world.ends().await;
}

#[tokio::test]
async fn whoever_has_left_by_the_directory_is_not_waited_for() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.stop().await;
    world.set_up_anew(|config| {
        let people: Vec<_> = config.directory.people().cloned().collect();
        let gone = |person: PersonConfig| PersonConfig { left: person.account == account("carla"), ..person };
        config.directory = Directory::new(people.into_iter().map(gone), Vec::new());
    });
    world.start().await;
    until_said(&mut world, "Carla is no longer here").await;
    world.says_alone("berta", "!approve").await;
    assert!(world.rooms().contains("Approved: ✅ Berta for Carla"));
    world.ends().await;
}

#[tokio::test]
async fn a_deputy_who_wants_it_themselves_sends_it_up_at_once() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.forget();
    world.says("carla", "!delegate @anna until Friday").await;
    world.says_alone("berta", "!approve REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Berta for Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      4 carla: !delegate @anna until Friday
      5 ↳4 lotse: Anna answers for Carla from today 09:00 until Fri 16 Jan, and knows it. Approvals will say for whom.
      6 ↳1 lotse: REQ-1: Carla is away, so I have asked berta too.
      7 ↳1 lotse: Anna REQ-1 is approved · ✅ Berta for Carla
    direct: berta, lotse
      1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      2 berta: !approve REQ-1
      3 ↳2 lotse: ✅ REQ-1 is approved.
    direct: anna, lotse
      1 lotse: Carla has asked you to answer for them from today 09:00 until Fri 16 Jan, Anna. Approvals will say for whom.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_deputy_with_a_voice_of_their_own_does_not_hold_it_up() {
    // All of them must agree, and carla cannot be two of them: for bernd, who is away, his manager's manager is asked.
    let mut world = company(|config| needs(config, &[("all", &["bernd", "carla"])])).await;
    world.says("bernd", "!vertreten durch @carla:local bis Freitag").await;
    world.says("anna", "!antrag laptop modell:14").await;
    world.reacts("carla", &card(&world), "✅").await;
    world.says("dora", "!genehmigen REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !vertreten durch @carla:local bis Freitag
      2 ↳1 lotse: Carla vertritt Bernd (heute 09:00 bis Fr., 16.01.) und weiß davon. Bei Genehmigungen steht dabei, für wen.
      3 anna: !antrag laptop modell:14
      4 ↳3 lotse: REQ-1 Neuer Laptop
          Niedrig · Bereit zur Erfüllung · noch niemand
          ▸ Welches Modell? 14"
          Genehmigt: ✅ Dora für Bernd · ✅ Carla
          👀 nehmen · ✅ lösen 👀 lotse ✅ lotse
      5 ↳3 lotse: ✅ REQ-1 Neuer Laptop: approved
          > Welches Modell? 14"
          
          from Anna
          ✅ Dora for Bernd · ✅ Carla ✅ carla
      6 dora: !genehmigen REQ-1
      7 ↳3 lotse: Anna REQ-1 ist genehmigt · ✅ Dora für Bernd · ✅ Carla
      8 ↳6 lotse: ✅ REQ-1 ist genehmigt.
    direct: carla, lotse
      1 lotse: Bernd has asked you to answer for them from today 09:00 until Fri 16 Jan, Carla. Approvals will say for whom.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn where_one_of_them_is_enough_nobody_else_is_asked() {
    let mut world = company(|config| needs(config, &[("any", &["bernd", "carla"])])).await;
    world.says("bernd", "!delegate @carla until Friday").await;
    world.says("anna", "!request laptop model:14").await;
    world.says("dora", "!approve REQ-1").await;
    let rooms = world.rooms();
    assert!(rooms.contains("Whether REQ-1 is approved is not yours to say."), "{rooms}");
    world.ends().await;
}

#[tokio::test]
async fn a_deputy_hears_what_waits_when_their_time_begins() {
    let mut world = company(directory).await;
    world.says("anna", "!request laptop model:14").await;
    world.says("carla", "!delegate @berta:local from tomorrow until Friday").await;
    // What was ended or arranged anew in the meantime begins no more.
    world.says("bernd", "!delegate @dora from tomorrow until Friday").await;
    world.says("bernd", "!delegate end").await;
    world.forget();
    world.says_alone("berta", "!approve REQ-1").await;
    world.pass(TimeDelta::days(1)).await;
    world.says_alone("berta", "!approve REQ-1").await;
    assert_snapshot!(world.rooms(), @r#"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !request laptop model:14
      2 ↳1 lotse: REQ-1 New laptop
          Low · Ready to be fulfilled · nobody yet
          ▸ Which model? 14"
          Approved: ✅ Berta for Carla
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 ↳1 lotse: ✅ REQ-1 New laptop: approved
          > Which model? 14"
          
          from Anna
          ✅ Berta for Carla
      4 carla: !delegate @berta:local from tomorrow until Friday
      5 ↳4 lotse: berta answers for Carla from tomorrow 00:00 until Fri 16 Jan, and knows it. Approvals will say for whom.
      6 bernd: !delegate @dora from tomorrow until Friday
      7 ↳6 lotse: Dora answers for Bernd from tomorrow 00:00 until Fri 16 Jan, and knows it. Approvals will say for whom.
      8 bernd: !delegate end
      9 ↳8 lotse: Done: you answer for yourself again.
      10 ↳1 lotse: Anna REQ-1 is approved · ✅ Berta for Carla
    direct: berta, lotse
      1 lotse: Carla has asked you to answer for them from tomorrow 00:00 until Fri 16 Jan, berta. Approvals will say for whom.
      2 berta: !approve REQ-1
      3 ↳2 lotse: ⛔ Whether REQ-1 is approved is not yours to say.
          These are asked: Carla.
      4 lotse: From now on you answer for Carla, Berta, until Fri 16 Jan. One approval waits: !approvals.
      5 berta: !approve REQ-1
      6 ↳5 lotse: ✅ REQ-1 is approved.
    direct: dora, lotse
      1 lotse: Bernd has asked you to answer for them from tomorrow 00:00 until Fri 16 Jan, Dora. Approvals will say for whom.
      2 lotse: Bernd answers for themselves again; thank you.
    "#);
    world.ends().await;
}

#[tokio::test]
async fn one_deputy_of_two_speaks_for_one_and_for_the_other_somebody_else_is_asked() {
    let mut world = company(|config| needs(config, &[("all", &["bernd", "carla"])])).await;
    world.says("bernd", "!delegate @emil:local until Friday").await;
    world.says("carla", "!delegate @emil:local until Friday").await;
    world.says("anna", "!request laptop model:14").await;
    world.says_alone("emil", "!approve").await;
    world.says_alone("berta", "!approve").await;
    assert_snapshot!(world.rooms(), @r#"
    direct: berta, lotse
      1 berta: !approve
      2 ↳1 lotse: ⛔ No approval waits for you.
    direct: emil, lotse
      1 emil: !approve
      2 ↳1 lotse: ⛔ No approval waits for you.
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !delegate @emil:local until Friday
      2 ↳1 lotse: ❓ I do not know “@emil:local” here.
          Name somebody in this room, or write the whole account: @anna:example.org.
      3 carla: !delegate @emil:local until Friday
      4 ↳3 lotse: ❓ I do not know “@emil:local” here.
          Name somebody in this room, or write the whole account: @anna:example.org.
      5 anna: !request laptop model:14
      6 ↳5 lotse: REQ-1 New laptop
          Low · Waiting for approval · nobody yet
          ▸ Which model? 14"
          Approval: ⏳ Bernd · ⏳ Carla
          Nothing to do before it is approved
      7 ↳5 lotse: Bernd, Carla ✋ REQ-1 New laptop: please approve or reject
          > Which model? 14"
          
          from Anna · 2 more must approve · until Thu 22 Jan 17:00
          ⏳ Bernd · ⏳ Carla
          ✅ approve · ❌ reject (I ask for the reason) · or !approve REQ-1 ✅ lotse ❌ lotse
    "#);
    world.ends().await;
}

#[tokio::test]
async fn a_year_is_not_meant_by_a_slip() {
    let mut world = company(directory).await;
    world.says("carla", "!delegate @dora from 5.12. until 1.12.").await;
    world.says("carla", "!vertreten durch @dora bis 1.12.").await;
    world.says("carla", "!delegate @dora until 1.12.2026").await;
    world.says("dora", "!delegate end").await;
    assert_snapshot!(world.transcript(), @"
    1 carla: !delegate @dora from 5.12. until 1.12.
    2 ↳1 lotse: ❓ That is more than half a year, until Thu 2 Dec 2027.
        Write the year, as in until 1.12.2027, if you mean it.
    3 carla: !vertreten durch @dora bis 1.12.
    4 ↳3 lotse: ❓ Das ist mehr als ein halbes Jahr, bis Mi., 02.12..
        Schreib das Jahr dazu, wie in bis 1.12.2026, wenn du das meinst.
    5 carla: !delegate @dora until 1.12.2026
    6 ↳5 lotse: Dora answers for Carla from today 09:00 until Tue 1 Dec, and knows it. Approvals will say for whom.
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse opens the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 7 lotse: Carla has asked you to answer for them from today 09:00 until Tue 1 Dec, Dora. Approvals will say for whom.
    8 dora: !delegate end
    9 ↳8 lotse: Nobody answers for you, so there is nothing to end. For example: !delegate @berta until 24.12. holidays, or from 20.12. until 24.12.; !delegate end ends it.
    ");
    world.ends().await;
}
