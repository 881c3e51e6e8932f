//! Rooms that the bot opens: filled before they are open, and whole again after a refusal.

use std::sync::Arc;

use async_trait::async_trait;
use insta::assert_snapshot;
use lotse::chat::Happening;
use lotse::chat::local::{self, Failure};
use lotse::error::{Refusal, Stop};
use lotse::flow::inbox::{Event, Trigger};
use lotse::flow::queue::{self, Decision, Settled};
use lotse::flow::rooms::NewRoom;
use lotse::flow::turn::{Place, Turn};
use lotse::flow::wakeup::Bell;
use lotse::flow::{Outcome, Router};
use lotse::i18n::Phrase;
use lotse::ids::MessageId;
use serde_json::json;

use crate::contract::plain;
use crate::support::world::{World, account};

/// A router that knows one outage: `open`, `close` and `reopen` its room.
struct Outage(Arc<dyn Router>);

async fn opener(turn: &mut Turn<'_>) -> Result<MessageId, Stop> {
    let opener: i64 =
        sqlx::query_scalar("select id from outbox where kind = 'open_room'").fetch_one(turn.conn()).await?;
    Ok(MessageId(opener))
}

async fn open(turn: &mut Turn<'_>, watched: &str) -> Result<(), Stop> {
    let room = NewRoom {
        alias: "inc-1".to_owned(),
        name: "Mail down".to_owned(),
        topic: Some("triage".to_owned()),
        invite: vec![account("anna")],
        encrypted: true,
    };
    let opener = turn.open_room("local", &room).await?;
    if watched == "the room" {
        turn.watch(opener, "lost", &json!({ "what": "room" })).await?;
    }
    let card = turn.say_in_opened(opener, plain("INC-1 Mail down")).await?;
    turn.offer(card, &["✅"]).await?;
    turn.pin(card).await?;
    turn.pin(card).await?;
    turn.say_below(card, plain("what is known")).await?;
    for name in ["bernd", "nobody"] {
        let invited = turn.invite_into(opener, &account(name)).await?;
        if watched == name {
            turn.watch(invited, "lost", &json!({ "what": name })).await?;
        }
    }
    turn.power_in(opener, vec![(account("bernd"), 50)]).await?;
    turn.topic_in(opener, "active").await?;
    turn.edit(card, plain("INC-1 Mail down · active")).await?;
    Ok(())
}

#[async_trait]
impl Router for Outage {
    async fn route(&self, turn: &mut Turn<'_>, event: &Event) -> Result<Outcome, Stop> {
        match &event.trigger {
            Trigger::Timer { timer, payload } if timer == "lost" => {
                let place = Place { platform: "local".into(), room: "!it-help:local".into(), thread: None };
                turn.say(&place, plain(&format!("lost: {}", payload["what"]))).await?;
            }
            Trigger::Chat { what: Happening::Message { text, .. } } if text.starts_with("open, watch ") => {
                open(turn, text.trim_start_matches("open, watch ")).await?;
            }
            Trigger::Chat { what: Happening::Message { text, .. } } if text == "close" => {
                let opener = opener(turn).await?;
                turn.say_in_opened(opener, plain("closed")).await?;
                turn.archive_in(opener, true).await?;
            }
            Trigger::Chat { what: Happening::Message { text, .. } } if text == "reopen" => {
                let opener = opener(turn).await?;
                turn.archive_in(opener, false).await?;
            }
            _ => return self.0.route(turn, event).await,
        }
        Ok(Outcome::Done)
    }

    async fn caught_up(&self, turn: &mut Turn<'_>, event: &Event) -> Result<(), Stop> {
        self.0.caught_up(turn, event).await
    }

    fn refusal(&self, refusal: &Refusal) -> Phrase {
        self.0.refusal(refusal)
    }

    fn apology(&self, reference: i64) -> Phrase {
        self.0.apology(reference)
    }

    fn burial(&self, reference: i64, sender: &str, error: &str) -> Phrase {
        self.0.burial(reference, sender, error)
    }
}

async fn world() -> World {
    let mut world = World::new().await;
    world.expects_trouble();
    world.routed_by(|inner| Arc::new(Outage(inner))).await;
    world.forget();
    world
}

#[tokio::test]
async fn a_room_is_filled_before_it_is_open_and_reached_afterwards() {
    let mut world = world().await;
    world.server.fail_next(1, Failure::AnswerLost);
    world.says("anna", "open, watch nobody").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: open, watch nobody
    2 lotse: lost: "nobody"
    (!inc-1:local) lotse opens the room
    (!inc-1:local) lotse is in the room
    (!inc-1:local) anna is in the room
    (!inc-1:local) 3 lotse: INC-1 Mail down · active
    (!inc-1:local) 4 ↳3 lotse: what is known
    (!inc-1:local) bernd is in the room
    (!inc-1:local) bernd is in the room
    (!inc-1:local) 3 lotse pins it
    (!inc-1:local) topic: active
    (!inc-1:local) 3 lotse ✅
    "#);
    world.says("anna", "close").await;
    let room = world.server.room_by_alias("inc-1").unwrap();
    assert!(world.server.say(&room.id, &account("anna"), "and now?", local::Place::default()).is_err());
    world.says("anna", "reopen").await;
    assert_snapshot!(world.transcript(), @"
    5 anna: close
    (!inc-1:local) 6 lotse: closed
    (!inc-1:local) lotse makes the room read-only
    7 anna: reopen
    (!inc-1:local) lotse lets everybody write again
    ");
    assert_eq!((room.topic.as_deref(), room.pinned.len()), (Some("active"), 1));
    world.ends().await;
}

#[tokio::test]
async fn what_waits_for_a_refused_room_comes_when_an_operator_lets_it_be_tried_again() {
    let mut world = world().await;
    world.server.fail_next(1, Failure::Never);
    world.says("anna", "open, watch the room").await;
    world.says("anna", "close").await;
    assert_snapshot!(world.transcript(), @r#"
    1 anna: open, watch the room
    2 lotse: lost: "room"
    3 anna: close
    "#);
    let refused: i64 =
        sqlx::query_scalar("select id from outbox where state = 'refused'").fetch_one(world.pool()).await.unwrap();
    let (item, now) = (queue::Item::Message(refused), world.clock.now());
    let settled = queue::decide(world.pool(), "root", now, item, &Decision::Retry).await.unwrap();
    assert!(matches!(settled, Settled::Retried(_)), "{settled:?}");
    world.rings(Bell::Outbox);
    world.settle().await;
    assert_snapshot!(world.rooms(), @r#"
    inc-1: anna, bernd, lotse
      1 lotse: INC-1 Mail down · active ✅ lotse
      2 ↳1 lotse: what is known
      3 lotse: closed
    it-help: anna, bernd, carla, dora, lotse
      1 anna: open, watch the room
      2 lotse: lost: "room"
      3 anna: close
    "#);
    world.ends().await;
}
