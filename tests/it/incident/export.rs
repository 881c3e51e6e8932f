//! All that is known of an incident can be handed out.

use insta::assert_snapshot;
use serde_json::Value;

use super::ROOM;
use super::review::{outage, over};
use crate::bot::program::{Ended, Program};
use crate::support::company::IT;
use crate::support::world::World;

async fn lotse(world: &World, arguments: &[&str]) -> Ended {
    let arguments: Vec<&str> = [&["incident", "export"], arguments].concat();
    Program::new(&arguments).set("DATABASE__URL", world.database.url()).set("LOG__LEVEL", "warn").ends().await
}

#[tokio::test]
async fn an_incident_is_handed_out() {
    let mut world = outage().await;
    let edited = world.says_to(ROOM, "carla", "Who restarts mx1?").await;
    let gone = world.says_to(ROOM, "carla", "The password is hunter2").await;
    world.edits(&edited, "Who restarts mx1 and mx2?").await;
    world.takes_back(&gone).await;
    over(&mut world).await;
    world.says_to(ROOM, "bernd", "!review").await;
    world.says_to(IT, "carla", "!kb edit KB-1 solution:## Root cause\nThe disk was full.").await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("handed/out");
    let dir = to.to_str().unwrap().to_owned();
    let mut said = String::new();
    for arguments in [
        &["INC-1", "--to", &dir][..],
        &["INC-1", "--to", &dir],
        &["INC-1", "--to", &dir, "--force"],
        &["INC-7", "--to", &dir],
        &["T-1", "--to", &dir],
        &["INC-1", "--to", "/dev/null/x"],
    ] {
        let ended = lotse(&world, arguments).await;
        said.push_str(&format!("{:?} {}{}", ended.code, ended.out, ended.error).replace(&dir, "DIR"));
    }
    assert_snapshot!(said, @"
    Some(0) DIR/INC-1.md
    DIR/INC-1.json
    Some(1) lotse: DIR/INC-1.md: is there already; --force writes over it
    Some(0) DIR/INC-1.md
    DIR/INC-1.json
    Some(1) lotse: there is no incident INC-7
    Some(1) lotse: T-1 is no major incident: those are written like INC-17
    Some(1) lotse: /dev/null/x: Not a directory (os error 20)
    ");
    let read = |name: &str| std::fs::read_to_string(to.join(name)).unwrap();
    assert_snapshot!(read("INC-1.md"), @r"
    # Review of INC-1: Mail is down

    ## Root cause
    The disk was full.

    ## What was said in the room

    - Mon 12 Jan 2026 09:00 **Bernd**: Mail is down
    - Mon 12 Jan 2026 10:00 **Carla**: Who restarts mx1 and mx2?\
      *(edited)*
    - Mon 12 Jan 2026 10:00 **Carla**: *(taken back)*
    ");
    assert!(!read("INC-1.json").contains("hunter2"));
    let whole: Value = serde_json::from_str(&read("INC-1.json")).unwrap();
    let keys: Vec<&String> = whole.as_object().unwrap().keys().collect();
    assert_snapshot!(format!("{keys:?}"), @r#"["article", "changes_and_problems", "declared_by", "detail", "drill", "durations", "follow_ups", "id", "people_affected", "restricted", "review_due", "roles", "service", "severity", "state", "team", "tickets", "timeline", "times", "title", "transcript", "updates"]"#);
    let part = |name: &str| serde_json::to_string_pretty(&whole[name]).unwrap();
    assert_snapshot!(part("durations"), @r#"
    {
      "acknowledge": 0,
      "detect": 600,
      "mitigate": 4200,
      "resolve": 4200
    }
    "#);
    assert_snapshot!(part("timeline"), @r##"
    [
      {
        "at": "2026-01-12T08:00:00Z",
        "by": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "kind": "declared",
        "number": 1,
        "person": null,
        "text": "declared"
      },
      {
        "at": "2026-01-12T08:00:00Z",
        "by": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "kind": "role",
        "number": 2,
        "person": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "text": "Lead: Bernd"
      },
      {
        "at": "2026-01-12T08:00:00Z",
        "by": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "kind": "attached",
        "number": 3,
        "person": null,
        "text": "🔗 T-1"
      },
      {
        "at": "2026-01-12T08:05:00Z",
        "by": {
          "account": "@carla:local",
          "name": "Carla"
        },
        "kind": "said",
        "number": 5,
        "person": null,
        "text": "# df says 100 %"
      },
      {
        "at": "2026-01-12T08:20:00Z",
        "by": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "kind": "update",
        "number": 4,
        "person": null,
        "text": "update 1: The disk of mx1 is full"
      },
      {
        "at": "2026-01-12T09:00:00Z",
        "by": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "kind": "said",
        "number": 6,
        "person": null,
        "text": "the disk was replaced"
      },
      {
        "at": "2026-01-12T09:00:00Z",
        "by": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "kind": "state",
        "number": 7,
        "person": null,
        "text": "resolved"
      }
    ]
    "##);
    assert_snapshot!(part("tickets"), @r#"
    [
      {
        "assignee": null,
        "due": null,
        "id": "T-1",
        "requester": {
          "account": "@anna:local",
          "name": "Anna"
        },
        "state": "new",
        "title": "My mail does not work"
      }
    ]
    "#);
    assert_snapshot!(part("follow_ups"), @r#"
    [
      {
        "assignee": {
          "account": "@carla:local",
          "name": "Carla"
        },
        "due": "2026-01-16T16:00:00Z",
        "id": "T-2",
        "requester": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "state": "assigned",
        "title": "watch the disks"
      }
    ]
    "#);
    assert_snapshot!(part("transcript"), @r#"
    [
      {
        "act": null,
        "at": "2026-01-12T08:00:00Z",
        "author": {
          "account": "@bernd:local",
          "name": "Bernd"
        },
        "edited": false,
        "file": null,
        "taken_back": false,
        "text": "Mail is down"
      },
      {
        "act": null,
        "at": "2026-01-12T09:00:00Z",
        "author": {
          "account": "@carla:local",
          "name": "Carla"
        },
        "edited": true,
        "file": null,
        "taken_back": false,
        "text": "Who restarts mx1 and mx2?"
      },
      {
        "act": null,
        "at": "2026-01-12T09:00:00Z",
        "author": {
          "account": "@carla:local",
          "name": "Carla"
        },
        "edited": false,
        "file": null,
        "taken_back": true,
        "text": ""
      }
    ]
    "#);
    let acts: i64 =
        sqlx::query_scalar("select count(*) from audit where act = 'incident-export' and subject = 'INC-1'")
            .fetch_one(world.pool())
            .await
            .unwrap();
    assert_eq!(acts, 2);
    world.ends().await;
}
