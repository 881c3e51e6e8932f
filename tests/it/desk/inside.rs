//! What is said inside a team never reaches the requester, whatever anybody does with the ticket afterwards.

use lotse::chat::Attachment;
use lotse::chat::local::{Failure, Place, Post, Seen, Sight};

use crate::support::company::{IT, NETWORK};
use crate::support::world::{World, account};

/// Stands in everything that is said inside.
const SECRET: &str = "xyzzy";

impl World {
    /// What anna could have read: all that was ever shown in the rooms that she is in, edits and all.
    fn all_that_anna_sees(&self) -> Vec<String> {
        let hers: Vec<String> = self
            .server
            .rooms()
            .into_iter()
            .filter(|room| room.members.iter().any(|one| one.account == account("anna")))
            .map(|room| room.id)
            .collect();
        let log = self.server.log();
        let content = |seen: &Seen| match &seen.what {
            Sight::Message { attachment: Some(file), .. } => self.server.content(file),
            _ => None,
        };
        let told = |seen: &Seen| {
            let content = content(seen).unwrap_or_default();
            format!("{seen:?} {}", String::from_utf8_lossy(&content))
        };
        log.iter().filter(|seen| hers.contains(&seen.room)).map(told).collect()
    }

    fn nothing_is_out(&self, after: &str) {
        let out: Vec<String> =
            self.all_that_anna_sees().into_iter().filter(|seen| seen.to_lowercase().contains(SECRET)).collect();
        assert!(out.is_empty(), "after {after}: {out:#?}");
    }
}

#[tokio::test]
async fn what_is_said_inside_stays_inside_on_every_path() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Outlook startet nicht").await;
    world.says("anna", "!ticket Der Kalender fehlt service:mail").await;
    let card = world.card_in(IT, "T-1");
    world.reacts("bernd", &card, "👀").await;

    // Said, noted, with her name in it, with a file, and edited into what was harmless before.
    world.says_below(IT, &card, "bernd", "Das ist geheim: xyzzy").await;
    world.says_below(IT, &card, "bernd", "@anna:local weiß davon nichts, geheim: xyzzy").await;
    world.says_below(IT, &card, "carla", "!note streng geheim: xyzzy").await;
    let harmless = world.says_below(IT, &card, "bernd", "Guten Morgen").await;
    world.edits(&harmless, "Guten Morgen, geheim: xyzzy").await;
    let noted = world.says_below(IT, &card, "bernd", "!note Alles gut").await;
    world.edits(&noted, "!note Alles geheim: xyzzy").await;
    let name = "geheim xyzzy.txt".to_owned();
    // What has reached her must not become what was not meant for her.
    for (first, then) in [
        ("!reply Wir sind dran", "!note hoffnungslos: xyzzy"),
        ("!reply Wir sind noch dran", "hoffnungslos: xyzzy"),
        ("!resolve Stecker", "!note hoffnungslos: xyzzy"),
    ] {
        let sent = world.says_below(IT, &card, "bernd", first).await;
        world.edits(&sent, then).await;
        world.nothing_is_out(first);
    }
    world.says_below(IT, &card, "bernd", "!reopen").await;
    // A line of solution that was asked for elsewhere.
    world.reacts("bernd", &said, "✅").await;
    world.says_below(IT, &card, "bernd", "Sie hat Kaffee hineingeschüttet: xyzzy").await;
    world.nothing_is_out("a solution that was asked for elsewhere");
    world.says_in(&said, "bernd", "Tastatur getauscht").await;
    world.says_below(IT, &card, "bernd", "!reopen").await;
    let room = format!("!{IT}:local");
    // With words and without, noted, and what cannot be had.
    let secret = world.server.upload(&name, Some("text/plain"), b"xyzzy");
    let nowhere = Attachment { source: serde_json::Value::Null, ..secret.clone() };
    for (text, file) in [("geheim: xyzzy", &secret), ("", &secret), ("!note", &secret), ("geheim: xyzzy", &nowhere)] {
        let post = Post { text, place: Place::thread(&card), attachment: Some(file.clone()), ..Post::default() };
        world.server.say_with(&room, &account("bernd"), post).unwrap();
        world.settle().await;
        world.nothing_is_out(text);
    }
    // What was meant for her has become a note before it was fetched.
    let unnamed = world.server.upload("Plan.txt", Some("text/plain"), b"xyzzy");
    world.server.refuse_next(1, Failure::Later);
    let post = Post { text: "!reply", place: Place::thread(&card), attachment: Some(unnamed), ..Post::default() };
    let sent = world.server.say_with(&room, &account("bernd"), post).unwrap();
    world.server.drained().await;
    world.edits(&sent, "!note xyzzy").await;
    world.nothing_is_out("a file that has become a note");

    // Asked for by her, in the room, in the thread and alone.
    for text in ["!show T-1", "!T-1", "!history T-1", "!tickets mine", "!tickets search geheim", "Was ist mit T-1?"] {
        world.says("anna", text).await;
        world.says_in(&said, "anna", text).await;
        world.says_alone("anna", text).await;
        world.nothing_is_out(text);
    }
    // Asked for by somebody who may read it, where she reads along.
    for text in ["!show T-1", "!history T-1", "!tickets search geheim", "Was ist mit T-1?"] {
        world.says("bernd", text).await;
        world.says_in(&said, "bernd", text).await;
        world.nothing_is_out(text);
    }
    // Moved about.
    for text in ["!merge T-2", "!split", "!assign team:network", "!resolve erledigt", "!reopen"] {
        world.says_below(IT, &card, "bernd", text).await;
        world.nothing_is_out(text);
    }
    world.says_to(NETWORK, "nora", "!history T-1").await;
    for text in ["!history T-1", "!history T-2", "!show T-2", "!history T-3", "!show T-3"] {
        world.says_alone("anna", text).await;
        world.nothing_is_out(text);
    }
    // Her own taps, and time.
    world.reacts("anna", &said, "🔁").await;
    world.reacts("anna", &said, "✅").await;
    world.pass(chrono::TimeDelta::days(30)).await;
    world.nothing_is_out("thirty days");
    world.ends().await;
}
