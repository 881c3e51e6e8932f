//! Files that the bot itself has made: sent once, whatever fails meanwhile, and kept no longer than it takes.

use std::sync::Arc;

use async_trait::async_trait;
use insta::assert_snapshot;
use lotse::chat::Happening;
use lotse::chat::local::{Failure, Item};
use lotse::error::{Refusal, Stop};
use lotse::flow::files::{File, Source};
use lotse::flow::inbox::{Event, Trigger};
use lotse::flow::queue::{self, Decision, Settled};
use lotse::flow::turn::Turn;
use lotse::flow::wakeup::Bell;
use lotse::flow::{Outcome, Router};
use lotse::i18n::{Language, Phrase};

use crate::asked::PNG;
use crate::contract::plain;
use crate::support::world::World;

/// A router that answers `chart` and `diagramm` with a picture.
struct Painter(Arc<dyn Router>);

#[async_trait]
impl Router for Painter {
    async fn route(&self, turn: &mut Turn<'_>, event: &Event) -> Result<Outcome, Stop> {
        let Trigger::Chat { what: Happening::Message { text, .. } } = &event.trigger else {
            return self.0.route(turn, event).await;
        };
        let (name, language) = match text.as_str() {
            "chart" => ("tickets.png", Language::En),
            "diagramm" => ("Tickets im Januar.png", Language::De),
            _ => return self.0.route(turn, event).await,
        };
        let mut place = turn.place.clone();
        place.thread = Some(event.event.clone());
        let file = File {
            name: name.to_owned(),
            mime: "image/png".to_owned(),
            source: Source::Made(PNG.to_vec()),
            caption: Some(plain("12 ✅")),
            mentions: vec![],
            language,
        };
        turn.say_file(&place, file).await?;
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

async fn painting() -> World {
    let mut world = World::new().await;
    world.routed_by(|inner| Arc::new(Painter(inner))).await;
    world
}

fn answers(world: &World, to: &str) -> Vec<Item> {
    let items = world.server.room(&world.room()).unwrap().items;
    items.into_iter().filter(|item| item.thread.as_deref() == Some(to)).collect()
}

async fn blobs(world: &World) -> i64 {
    sqlx::query_scalar("select count(*) from blob").fetch_one(world.pool()).await.unwrap()
}

async fn refused(world: &World) -> i64 {
    let query = "select id from outbox where state = 'refused' and kind = 'file'";
    sqlx::query_scalar(query).fetch_one(world.pool()).await.unwrap()
}

#[tokio::test]
async fn a_file_that_was_made_is_sent_and_then_gone() {
    let mut world = painting().await;
    let said = world.says("anna", "chart").await;
    let [answer] = &answers(&world, &said)[..] else { panic!("one answer") };
    let file = answer.attachment.clone().unwrap();
    assert_eq!((file.name.as_str(), file.mime.as_deref()), ("tickets.png", Some("image/png")));
    assert_eq!(world.server.content(&file).unwrap(), PNG);
    assert_eq!(answer.body.plain(), "12 ✅");
    assert_eq!(blobs(&world).await, 0);
    world.ends().await;
}

#[tokio::test]
async fn a_file_is_sent_once_whatever_is_lost_on_the_way() {
    let mut world = painting().await;
    world.server.fail_next(1, Failure::AnswerLost);
    world.server.fail_next(1, Failure::Later);
    let said = world.says("anna", "chart").await;
    assert_eq!(answers(&world, &said).len(), 1);

    // The bot is down when it has to be sent, and another message waits for the same content.
    world.server.cut(true);
    let room = world.room();
    let others: Vec<String> = ["chart", "diagramm"]
        .map(|text| world.server.say(&room, "@anna:local", text, lotse::chat::local::Place::default()).unwrap())
        .into();
    world.server.cut(false);
    world.settle().await;
    world.stop().await;
    world.start().await;
    world.settle().await;
    for said in &others {
        assert_eq!(answers(&world, said).len(), 1);
    }
    assert_eq!(blobs(&world).await, 0);
    world.ends().await;
}

#[tokio::test]
async fn talk_goes_on_where_only_files_are_not_taken() {
    let mut world = painting().await;
    world.expects_trouble();
    // It has been tried so often that one more failure is enough.
    sqlx::raw_sql(
        "create function tried() returns trigger language plpgsql as
           $$ begin new.attempts := 7; return new; end $$;
         create trigger tried before insert on outbox for each row when (new.kind = 'file') execute function tried();",
    )
    .execute(world.pool())
    .await
    .unwrap();
    world.server.fail_next(1, Failure::Stuck);
    let said = world.says("anna", "chart").await;
    let [answer] = &answers(&world, &said)[..] else { panic!("one answer") };
    assert!(answer.body.plain().ends_with("was not taken by the chat server."), "{}", answer.body.plain());
    assert_eq!(world.backlog().await.refused, 1);
    world.ends().await;
}

#[tokio::test]
async fn a_file_that_is_refused_is_told_of_and_can_be_sent_again() {
    let mut world = painting().await;
    world.expects_trouble();
    let mut told = Vec::new();
    for text in ["chart", "diagramm"] {
        world.server.fail_next(1, Failure::Never);
        let said = world.says("anna", text).await;
        let [answer] = &answers(&world, &said)[..] else { panic!("one answer") };
        assert_eq!(answer.attachment, None);
        told.push(answer.body.plain());
        let again = refused(&world).await;
        assert_eq!(blobs(&world).await, 1, "an operator may want it to be sent again");
        let now = world.clock.now();
        let decide = async |decision: Decision| {
            queue::decide(world.pool(), "root", now, queue::Item::Message(again), &decision).await.unwrap()
        };
        if text == "chart" {
            // It is refused once more, of which nobody is told a second time, and then it is taken.
            for failure in [Some(Failure::Never), None] {
                failure.into_iter().for_each(|failure| world.server.fail_next(1, failure));
                assert_eq!(decide(Decision::Retry).await, Settled::Retried(0));
                world.rings(Bell::Outbox);
                world.settle().await;
            }
            let answers = answers(&world, &said);
            assert_eq!(answers.len(), 2);
            assert_eq!(answers[1].attachment.as_ref().unwrap().name, "tickets.png");
        } else {
            assert_eq!(decide(Decision::Drop("nobody needs it".to_owned())).await, Settled::Dropped);
        }
        assert_eq!(blobs(&world).await, 0);
    }
    assert_snapshot!(told.join("\n"), @"
    12 ✅
    ⚠️ 📎 tickets.png (29 B) was not taken by the chat server.
    12 ✅
    ⚠️ 📎 Tickets im Januar.png (29 B) hat der Chat-Server nicht angenommen.
    ");
    world.ends().await;
}
