//! From an event to the verb that it means: lex, verb, ticket, permission, run.

use std::collections::HashMap;

use async_trait::async_trait;
use serde_json::{Value, json};

use super::language::listen_to_language;
use super::meaning::{answered, find, meant, tapped, thread_of_reply, unclear, unmerged};
use super::oncall::{self, reach};
use super::permission::{may, not_permitted, permit, told};
use super::{Call, Edited, Heard, PRACTICES, Verb, meaning, unread};
use crate::chat::{Happening, Member};
use crate::command::{self, Args, Grammar, Opener, Sign};
use crate::error::{Fault, Refusal, Stop};
use crate::fact::Fact;
use crate::flow::errands::Found;
use crate::flow::inbox::{self, Earlier, Event, Trigger};
use crate::flow::turn::Turn;
use crate::flow::{self, Flow, Outcome, Reply, sealed};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::store::RoomChange;
use crate::people::{self};
use crate::ticket::log;

/// Leads events to the practices.
#[derive(Debug)]
pub struct Router {
    /// How the bot is addressed, by platform.
    grammars: HashMap<String, (String, Grammar)>,
}

/// All verbs of all practices.
pub fn verbs() -> impl Iterator<Item = &'static Verb> {
    PRACTICES.iter().flat_map(|practice| practice.verbs)
}

/// The verb of this name.
#[must_use]
pub fn verb(name: &str) -> Option<&'static Verb> {
    verbs().find(|verb| verb.name == name)
}

impl Router {
    /// A router for these accounts of the bot, each with its platform.
    #[must_use]
    pub fn new(prefix: &str, accounts: &[(&str, &str)]) -> Self {
        let grammar = |account: &str| (account.to_owned(), Grammar::new(prefix, account, Some("Lotse")));
        Self {
            grammars: accounts.iter().map(|(platform, account)| ((*platform).to_owned(), grammar(account))).collect(),
        }
    }

    async fn message(&self, turn: &mut Turn<'_>, event: &Event, message: Message<'_>) -> Result<Outcome, Stop> {
        let age = turn.now - event.sent_at;
        if age.to_std().is_ok_and(|age| age > turn.config.flow.max_command_age) {
            return Ok(Outcome::Ignored);
        }
        // A plain reply to a message of the bot belongs into that message's thread: not every client has threads.
        let replied = match (message.thread, message.reply_to) {
            (None, Some(reply_to)) => thread_of_reply(turn, reply_to).await?,
            _ => None,
        };
        let message = Message { thread: message.thread.or(replied.as_deref()), ..message };
        if let Some(root) = &replied {
            turn.place.thread = Some(root.clone());
        }
        turn.reply_to = message.reply_to.map(str::to_owned);
        let command = self.grammars.get(&event.platform).and_then(|(_, grammar)| command::read(message.text, grammar));
        let Some(command) = command else {
            let heard = Heard::Message {
                text: message.text.to_owned(),
                thread: message.thread.map(str::to_owned),
                reply_to: message.reply_to.map(str::to_owned),
                attachment: message.attachment,
            };
            return hear(turn, heard).await;
        };
        meaning::flat(turn, message.thread).await?;
        if event.late && unread::said_again(turn, event).await? {
            turn.answer(&Phrase::new("unread-said-again")).await?;
            return Ok(Outcome::Done);
        }
        // `@lotse` alone asks what it can do; `!T-7` asks for that ticket.
        let (verb, rest) = match find(&command) {
            Some(found) => found,
            None if command.word.is_empty() => (known("help")?, command.rest),
            None if command.word.parse::<TicketId>().is_ok() => (known("ticket-show")?, command.rest),
            None if command.opener == Opener::Slash => return Ok(Outcome::Ignored),
            None => return unclear(turn, &command).await,
        };
        turn.verb = verb.name;
        listen_to_language(turn, &command, rest).await?;
        let mut args = rest.args(&verb.accepts);
        if let Ok(id) = command.word.parse() {
            args.ids.insert(0, id);
        }
        let verb = match meaning::instead(turn, verb, &args, message.thread).await? {
            Some(own) => {
                let ids = std::mem::take(&mut args.ids);
                args = rest.args(&own.accepts);
                args.ids = ids;
                own
            }
            None => verb,
        };
        turn.verb = verb.name;
        let ticket = match verb.on_ticket {
            true => Some(meant(turn, &args, message.thread, message.reply_to).await?),
            false => None,
        };
        permit(turn, verb.who, ticket.as_ref(), verb.name).await?;
        if let Some(ticket) = &ticket {
            unmerged(turn, ticket, verb.name).await?;
        }
        (verb.run)(turn, Call { args, ticket, tapped: false, attachment: message.attachment }).await?;
        Ok(Outcome::Done)
    }

    /// An edit runs again what was refused or not understood, and runs what becomes a command by it; otherwise it is an
    /// edit of what was said.
    async fn edit(&self, turn: &mut Turn<'_>, event: &Event, target: &str, text: &str) -> Result<Outcome, Stop> {
        let (platform, room) = (&event.platform, &event.place);
        let earlier = inbox::earlier(turn.conn(), platform, room, target).await?;
        let Some(Earlier { sender, trigger: Some(Trigger::Chat { what }), outcome }) = earlier else {
            return Ok(Outcome::Ignored);
        };
        if sender != event.sender {
            return Ok(Outcome::Ignored);
        }
        let (what, unread) = match what {
            Happening::Unreadable { thread, .. } => (unread::edited(turn, target, thread, text).await?, true),
            what => (what, false),
        };
        let Happening::Message { text: before, thread, reply_to, attachment, .. } = what else {
            return Ok(Outcome::Ignored);
        };
        turn.place.thread = Some(thread.clone().unwrap_or_else(|| target.to_owned()));
        let failed = unread || matches!(outcome.as_deref(), Some("refused" | "unclear"));
        let becomes_command = !self.is_command(platform, &before)
            && self.is_command(platform, text)
            // Of a message that is a ticket already it changes the words.
            && log::of_event(turn.conn(), platform, target).await?.iter().all(|entry| !entry.raised);
        if !failed && !becomes_command {
            let grammar = self.grammars.get(platform).map(|(_, grammar)| grammar);
            let read = |text| grammar.and_then(|grammar| command::read(text, grammar));
            let command =
                read(text).and_then(|now| find(&now)).map(|(verb, rest)| (verb.name, rest.args(&verb.accepts)));
            let was = read(&before).and_then(|was| find(&was)).map(|(verb, _)| verb.name);
            let edited = Edited { target: target.to_owned(), text: text.to_owned(), before: was, command };
            return hear(turn, Heard::Edit(edited)).await;
        }
        turn.message = target.to_owned();
        if becomes_command {
            // It is no longer something that was said about the ticket.
            hear(turn, Heard::Command { target: target.to_owned() }).await?;
        }
        let attachment = attachment.map(serde_json::to_value).transpose()?;
        let message = Message { text, thread: thread.as_deref(), reply_to: reply_to.as_deref(), attachment };
        let result = Box::pin(self.message(turn, event, message)).await;
        // The original message has had its effect now, and a further edit must not run it once more; or it has become
        // plain talk, which a further edit can still make a command of.
        if let Ok(outcome) = &result {
            inbox::settle(turn.conn(), platform, target, *outcome).await?;
        }
        if unread && result.is_ok() {
            unread::caught_up(turn, event).await?;
        }
        result
    }

    /// Whether a text is meant for the bot. `/` is used by other programs too, so there it must name a verb.
    fn is_command(&self, platform: &str, text: &str) -> bool {
        let command = self.grammars.get(platform).and_then(|(_, grammar)| command::read(text, grammar));
        command.is_some_and(|command| command.opener != Opener::Slash || find(&command).is_some())
    }

    async fn reaction(&self, turn: &mut Turn<'_>, event: &Event, target: &str, sign: &str) -> Result<Outcome, Stop> {
        let Some((row, ticket)) = tapped(turn, event, target, sign).await? else {
            let outcome = answer(turn, target, sign, false).await?;
            return match (outcome, Sign::read(sign)) {
                (Outcome::Ignored, Some(sign)) => {
                    hear(turn, Heard::Tapped { target: target.to_owned(), sign, taken_back: false }).await
                }
                (outcome, _) => Ok(outcome),
            };
        };
        turn.verb = row.name;
        if !may(turn, row.who, Some(&ticket)).await? {
            // Told once; a second tap by the same person changes nothing and says nothing.
            let person = turn.actor()?.id;
            if crate::ticket::store::first_hint(turn.conn(), ticket.id, person, row.name).await? {
                turn.answer(&told(&not_permitted(row.who, row.name))).await?;
            }
            return Ok(Outcome::Refused);
        }
        unmerged(turn, &ticket, row.name).await?;
        (row.run)(turn, Call { args: Args::default(), ticket: Some(ticket), tapped: true, attachment: None }).await?;
        Ok(Outcome::Done)
    }

    async fn redaction(&self, turn: &mut Turn<'_>, event: &Event, target: &str) -> Result<Outcome, Stop> {
        let earlier = inbox::earlier(turn.conn(), &event.platform, &event.place, target).await?;
        let Some(Earlier { sender, trigger, outcome }) = earlier else { return Ok(Outcome::Ignored) };
        match trigger {
            Some(Trigger::Chat { what: Happening::Reaction { target: message, sign } }) => {
                if outcome.as_deref() != Some("done") || sender != event.sender {
                    return Ok(Outcome::Ignored);
                }
                let Some((row, ticket)) = tapped(turn, event, &message, &sign).await? else {
                    let outcome = answer(turn, &message, &sign, true).await?;
                    return match (outcome, Sign::read(&sign)) {
                        (Outcome::Ignored, Some(sign)) => {
                            hear(turn, Heard::Tapped { target: message, sign, taken_back: true }).await
                        }
                        (outcome, _) => Ok(outcome),
                    };
                };
                let Some(undo) = row.undo else { return Ok(Outcome::Ignored) };
                let call = Call { args: Args::default(), ticket: Some(ticket), tapped: true, attachment: None };
                undo(turn, call).await?;
                Ok(Outcome::Done)
            }
            Some(Trigger::Chat { what: Happening::Message { .. } | Happening::Edit { .. } }) => {
                inbox::forget_text(turn.conn(), &event.platform, target).await?;
                hear(turn, Heard::Redaction { target: target.to_owned() }).await
            }
            Some(Trigger::Chat { what: Happening::Unreadable { .. } }) => {
                unread::taken_back(turn, event, target, &sender).await
            }
            _ => Ok(Outcome::Ignored),
        }
    }

    /// Leads an event to the verb, tap, timer or ear that it is for.
    async fn lead(&self, turn: &mut Turn<'_>, event: &Event) -> Result<Outcome, Stop> {
        let what = match &event.trigger {
            Trigger::Timer { timer, payload } => return due(turn, timer, payload.clone()).await,
            Trigger::Errand { purpose, payload, found } => {
                return brought(turn, purpose, payload.clone(), found.clone()).await;
            }
            Trigger::Unreadable { reason } => return Err(Fault::Other(reason.clone()).into()),
            Trigger::Chat { what } => what,
        };
        let (platform, room) = (event.platform.as_str(), event.place.as_str());
        match what {
            Happening::Message { text, thread, reply_to, attachment, .. } => {
                let attachment = attachment.as_ref().map(serde_json::to_value).transpose()?;
                let (thread, reply_to) = (thread.as_deref(), reply_to.as_deref());
                self.message(turn, event, Message { text, thread, reply_to, attachment }).await
            }
            Happening::Edit { target, text, .. } => self.edit(turn, event, target, text).await,
            Happening::Reaction { target, sign } => self.reaction(turn, event, target, sign).await,
            Happening::Redaction { target, .. } => self.redaction(turn, event, target).await,
            Happening::Roster { members, whole } => follow(turn, platform, room, members, *whole).await,
            Happening::Joined { direct, name, alias } => {
                let change = RoomChange { name: name.as_deref(), alias: alias.as_deref(), direct: Some(*direct) };
                self.joined(turn, event, change).await
            }
            Happening::Named { name, alias } => {
                let change = RoomChange { name: name.as_deref(), alias: alias.as_deref(), direct: None };
                turn.room_changed();
                people::store::enter_room(turn.conn(), platform, room, change).await?;
                Ok(Outcome::Done)
            }
            Happening::Declined { reason } => {
                let after = json!({ "inviter": event.sender, "reason": reason });
                turn.record("room-decline", room, Value::Null, after).await?;
                Ok(Outcome::Done)
            }
            Happening::Removed { .. } => {
                turn.room_changed();
                people::store::leave_room(turn.conn(), platform, room).await?;
                sealed::forget_room(turn.conn(), platform, room).await?;
                turn.record("room-removed", room, Value::Null, json!({ "by": event.sender })).await?;
                turn.emit(Fact::RoomLost { platform: platform.to_owned(), room: room.to_owned() });
                Ok(Outcome::Done)
            }
            Happening::Upgraded { replacement } => {
                people::store::follow_room(turn.conn(), platform, room, replacement).await?;
                turn.room_changed();
                people::store::leave_room(turn.conn(), platform, room).await?;
                turn.record("room-upgrade", room, Value::Null, json!({ "replacement": replacement })).await?;
                Ok(Outcome::Done)
            }
            Happening::Unreadable { .. } => unread::came(turn, event).await,
            Happening::Irrelevant | Happening::Delivered { .. } => Ok(Outcome::Ignored),
        }
    }

    async fn joined(&self, turn: &mut Turn<'_>, event: &Event, change: RoomChange<'_>) -> Result<Outcome, Stop> {
        turn.room_changed();
        people::store::enter_room(turn.conn(), &event.platform, &event.place, change).await?;
        let own = self.grammars.get(&event.platform).is_some_and(|(account, _)| *account == event.sender);
        if own {
            return Ok(Outcome::Done);
        }
        turn.record("room-join", &event.place, Value::Null, json!({ "direct": change.direct })).await?;
        hear(turn, Heard::Invited { direct: change.direct.unwrap_or(false) }).await
    }
}

/// A message as the router looks at it.
struct Message<'a> {
    text: &'a str,
    thread: Option<&'a str>,
    reply_to: Option<&'a str>,
    attachment: Option<Value>,
}

#[async_trait]
impl flow::Router for Router {
    async fn route(&self, turn: &mut Turn<'_>, event: &Event) -> Result<Outcome, Stop> {
        let outcome = self.lead(turn, event).await?;
        listen(turn).await?;
        Ok(outcome)
    }

    async fn caught_up(&self, turn: &mut Turn<'_>, event: &Event) -> Result<(), Stop> {
        unread::caught_up(turn, event).await
    }

    async fn visit(&self, flow: &Flow, path: &str, form: Option<&str>) -> Result<Option<Reply>, Fault> {
        match path.split_once('/') {
            Some(("page", token)) => reach::visit(flow, token, form).await,
            Some(("calendar", file)) => oncall::calendar_of(flow, file).await,
            _ => Ok(None),
        }
    }

    fn refusal(&self, refusal: &Refusal) -> Phrase {
        told(refusal)
    }

    fn apology(&self, reference: i64) -> Phrase {
        Phrase::new("apology").text("reference", reference.to_string())
    }

    fn burial(&self, reference: i64, sender: &str, error: &str) -> Phrase {
        Phrase::new("burial").text("reference", reference.to_string()).text("sender", sender).text("error", error)
    }
}

/// A tap on a message of ours that asks something.
async fn answer(turn: &mut Turn<'_>, target: &str, sign: &str, taken_back: bool) -> Result<Outcome, Stop> {
    let Some((row, tap)) = answered(turn, target, sign, taken_back).await? else { return Ok(Outcome::Ignored) };
    turn.verb = row.name;
    (row.run)(turn, tap).await
}

/// Tells all practices: what one of them keeps, another one may answer. What became of it is what the first says whose
/// business it was.
async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    let mut first = Outcome::Ignored;
    for ear in PRACTICES.iter().filter_map(|practice| practice.hears) {
        let outcome = ear(turn, heard.clone()).await?;
        if first == Outcome::Ignored {
            first = outcome;
        }
    }
    Ok(first)
}

/// How often facts may lead to further facts; more would be practices that answer each other for ever.
const DEPTH: usize = 8;

/// Tells the practices of what was emitted, and of what they emit themselves when they hear of it. Also before the end of
/// a verb, where its answer shows what they make of it.
pub(super) async fn listen(turn: &mut Turn<'_>) -> Result<(), Stop> {
    for _ in 0..DEPTH {
        let facts = turn.take_facts();
        if facts.is_empty() {
            return Ok(());
        }
        for fact in facts {
            for ear in PRACTICES.iter().filter_map(|practice| practice.listens) {
                ear(turn, fact.clone()).await?;
            }
        }
    }
    match turn.take_facts().first() {
        Some(fact) => Err(Fault::Other(format!("the practices answer each other without end: {fact:?}")).into()),
        None => Ok(()),
    }
}

async fn due(turn: &mut Turn<'_>, name: &str, payload: Value) -> Result<Outcome, Stop> {
    let timer = PRACTICES.iter().flat_map(|practice| practice.timers).find(|timer| timer.name == name);
    let Some(timer) = timer else { return Err(Fault::Other(format!("no practice knows the timer {name}")).into()) };
    turn.verb = timer.name;
    (timer.run)(turn, payload).await?;
    Ok(Outcome::Done)
}

async fn brought(turn: &mut Turn<'_>, name: &str, payload: Value, found: Found) -> Result<Outcome, Stop> {
    let errand = PRACTICES.iter().flat_map(|practice| practice.errands).find(|errand| errand.name == name);
    let Some(errand) = errand else { return Err(Fault::Other(format!("no practice knows the errand {name}")).into()) };
    turn.verb = errand.name;
    (errand.run)(turn, payload, found).await
}

async fn follow(
    turn: &mut Turn<'_>,
    platform: &str,
    room: &str,
    members: &[Member],
    whole: bool,
) -> Result<Outcome, Stop> {
    turn.room_changed();
    let accounts = people::store::follow_members(turn.conn(), platform, room, members, whole).await?;
    if !accounts.is_empty() {
        turn.emit(Fact::PeopleLeft { platform: platform.to_owned(), accounts });
    }
    Ok(Outcome::Done)
}

/// Shows a ticket that somebody has named alone, as `!show` does.
pub(super) async fn show(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let show = known("ticket-show")?;
    let ticket = meaning::known(turn, id).await?;
    permit(turn, show.who, Some(&ticket), show.name).await?;
    let args = Args { ids: vec![id], ..Args::default() };
    (show.run)(turn, Call { args, ticket: Some(ticket), tapped: false, attachment: None }).await
}

fn known(name: &str) -> Result<&'static Verb, Stop> {
    verb(name).ok_or_else(|| Fault::Other(format!("there is no verb {name}")).into())
}
