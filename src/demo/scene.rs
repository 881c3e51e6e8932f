//! A short scene: two tickets from their first word to their solution, one of them encrypted.

use std::time::Duration;

use matrix_sdk::ruma::OwnedRoomId;

use super::cast::{self, AGENT, BOT, EMPLOYEE, ROOMS};
use super::person::{Person, Seen};
use super::stage::Stage;
use super::{DemoError, Narrator};
use crate::i18n::Phrase;

/// Plays the scene to its end, with a pause after each step in which one can read what has happened.
pub(super) async fn play(url: &str, stage: &Stage, narrator: &Narrator, pace: Duration) -> Result<(), DemoError> {
    let people = [EMPLOYEE, AGENT].map(async |name| {
        let mut person = Person::log_in(url, stage.account(name)?).await?;
        person.attends().await?;
        Ok::<_, DemoError>(person)
    });
    let [anna, bernd] = people;
    let (anna, bernd) = tokio::try_join!(anna, bernd)?;
    let mut act = Act { anna, bernd, room: cast::room(stage, 0)?, bot: cast::user(BOT), narrator, pace };
    let played = act.plays(stage).await;
    act.anna.leaves().await;
    act.bernd.leaves().await;
    played
}

struct Act<'a> {
    anna: Person,
    bernd: Person,
    room: OwnedRoomId,
    bot: String,
    narrator: &'a Narrator,
    pace: Duration,
}

/// A ticket in the midst of the scene.
struct Ticket {
    /// What Anna wrote.
    root: String,
    /// What Lotse keeps up to date.
    card: Seen,
}

impl Act<'_> {
    async fn plays(&mut self, stage: &Stage) -> Result<(), DemoError> {
        self.printer(stage).await?;
        self.password(stage).await?;
        self.narrator.say(&Phrase::new("demo-scene-end"));
        Ok(())
    }

    /// In the open room, with reactions and a question.
    async fn printer(&mut self, stage: &Stage) -> Result<(), DemoError> {
        self.begins(stage, 0).await?;
        let ticket = self.anna_asks("demo-scene-printer").await?;
        self.bernd_taps(&ticket, "👀", "demo-scene-takes").await?;
        self.says(AGENT, Some(&ticket), "demo-scene-printer-note").await?;
        self.says(EMPLOYEE, Some(&ticket), "demo-scene-printer-thanks").await?;
        let since = self.anna.count();
        self.bernd_taps(&ticket, "✅", "demo-scene-resolves").await?;
        self.lotse_says(&ticket, since).await?;
        let since = self.anna.count();
        self.says(AGENT, Some(&ticket), "demo-scene-printer-solution").await?;
        self.card_changes(&ticket, since).await?;
        self.lotse_says(&ticket, since).await
    }

    /// In the encrypted room, with typed commands.
    async fn password(&mut self, stage: &Stage) -> Result<(), DemoError> {
        self.begins(stage, 1).await?;
        let ticket = self.anna_asks("demo-scene-password").await?;
        self.bernd_taps(&ticket, "👀", "demo-scene-takes").await?;
        let since = self.anna.count();
        self.says(AGENT, Some(&ticket), "demo-scene-password-solution").await?;
        self.card_changes(&ticket, since).await?;
        self.lotse_says(&ticket, since).await
    }

    async fn begins(&mut self, stage: &Stage, index: usize) -> Result<(), DemoError> {
        self.room = cast::room(stage, index)?;
        let encrypted = ROOMS.get(index).is_some_and(|(.., encrypted)| *encrypted);
        let key = if encrypted { "demo-scene-encrypted" } else { "demo-scene-plain" };
        self.narrator.say(&Phrase::new(key));
        self.pause().await;
        Ok(())
    }

    /// Anna writes a command, and Lotse answers with the card and offers its signs.
    async fn anna_asks(&mut self, key: &'static str) -> Result<Ticket, DemoError> {
        let since = self.anna.count();
        let root = self.says(EMPLOYEE, None, key).await?;
        let (room, bot) = (self.room.clone(), self.bot.clone());
        let card = |seen: &Seen| seen.sender() == bot && seen.is_in_thread(&room, &root);
        let card = self.anna.sees("Lotse's card", since, card).await?;
        self.tells(BOT, card.body());
        // Bernd's client must have it too before he can tap on it, and the last sign shows that all is there.
        self.bernd.sees("the card's ✅", 0, |seen| seen.sender() == bot && seen.is_sign(card.id(), "✅")).await?;
        self.pause().await;
        Ok(Ticket { root, card })
    }

    async fn bernd_taps(&mut self, ticket: &Ticket, sign: &str, key: &'static str) -> Result<(), DemoError> {
        let since = self.anna.count();
        self.narrator.say(&Phrase::new(key).text("sign", sign));
        self.bernd.reacts(&self.room, ticket.card.id(), sign).await?;
        self.card_changes(ticket, since).await
    }

    async fn says(
        &mut self,
        name: &'static str,
        ticket: Option<&Ticket>,
        key: &'static str,
    ) -> Result<String, DemoError> {
        let text = self.narrator.text(&Phrase::new(key));
        self.tells(name, &text);
        let person = if name == AGENT { &self.bernd } else { &self.anna };
        let event = person.says(&self.room, ticket.map(|ticket| ticket.root.as_str()), &text).await?;
        self.pause().await;
        Ok(event)
    }

    /// The card's next text after the first `since` events.
    async fn card_changes(&mut self, ticket: &Ticket, since: usize) -> Result<(), DemoError> {
        let card = self.anna.sees("a change of the card", since, |seen| seen.edits(ticket.card.id())).await?;
        self.tells(BOT, card.body());
        self.pause().await;
        Ok(())
    }

    /// Lotse's next message in the thread after the first `since` events.
    async fn lotse_says(&mut self, ticket: &Ticket, since: usize) -> Result<(), DemoError> {
        let says = |seen: &Seen| seen.sender() == self.bot && seen.is_in_thread(&self.room, &ticket.root);
        let said = self.anna.sees("Lotse's answer", since, says).await?;
        self.tells(BOT, said.body());
        self.pause().await;
        Ok(())
    }

    fn tells(&self, name: &str, text: &str) {
        self.narrator.quotes(name, text);
    }

    async fn pause(&self) {
        tokio::time::sleep(self.pace).await;
    }
}
