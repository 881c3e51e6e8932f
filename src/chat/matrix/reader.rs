//! The reading end: one sync request after the other, gaps filled, everything in the order of its room.

use std::collections::HashSet;
use std::sync::Weak;
use std::time::Duration;

use async_trait::async_trait;
use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::UInt;
use matrix_sdk::sync::{State, Timeline};
use tokio::time::Instant;

use super::backup::decrypt_from_backup;
use super::connection::{Connection, Syncing};
use super::read_event::{Event, Own, Said};
use super::skim::Answer;
use super::stay::{Stay, stays};
use super::trouble::Trouble;
use super::waiting::{Keys, Waiting};
use crate::chat::{Batch, ChatError, Happening, Incoming, Past, Reader};

/// Pages of a hundred events that are read between an invitation and the bot's coming. A bot that was invited long
/// ago need not read years of talk.
const PAGES_BEFORE_COMING: usize = 50;

/// How long after an answer the server is not asked again, for each thing that somebody else has done. To answer costs the
/// server about as much as to take a message, whether it tells of one event or of fifty. So the more is going on, the more
/// is read in one go: a server that is busy with what it was sent has other things to do than to tell of it. What the bot
/// has said itself must not count: its answers would slow the reader down, a slow reader has more to answer at once, and so
/// on.
const BREATH: Duration = Duration::from_millis(50);

/// No breath is longer, so that nobody waits long for a crowd.
const LONGEST_BREATH: Duration = Duration::from_secs(1);

/// State events that matter also when the timeline does not show them.
const LASTING: [&str; 4] = ["m.room.name", "m.room.canonical_alias", "m.room.power_levels", "m.room.tombstone"];

/// Reads the account from a cursor on.
pub(super) struct SyncReader {
    connection: Weak<Connection>,
    since: Option<String>,
    /// Set while a read runs, and left set by one that failed or was dropped.
    broken: bool,
    /// A sync request that runs on while a batch of late news is stored.
    syncing: Option<Syncing>,
    waiting: Waiting,
    /// Nothing was read yet: keys may have come that nobody has looked at.
    fresh: bool,
    /// When the server is asked again at the earliest.
    next: Option<Instant>,
    /// The account's own deliveries are asked for.
    own: bool,
}

/// What is known about the events of one room in one answer.
struct Page {
    timeline: Vec<TimelineEvent>,
    state: Vec<Event>,
    /// True when `state` stands at the end of the timeline, false when at its start.
    state_after: bool,
    /// True when the timeline is the whole of a room that replaces one that the bot was in.
    follows: bool,
}

#[async_trait]
impl Reader for SyncReader {
    fn recall(&mut self, past: Past) {
        self.waiting.recall(past.sealed);
        self.own = past.own;
    }

    async fn next(&mut self) -> Result<Batch, ChatError> {
        let outdated = || ChatError::Passing { reason: "this reader is outdated".to_owned(), after: None };
        let connection = self.connection.upgrade().filter(|_| !self.broken).ok_or_else(outdated)?;
        self.broken = true;
        let batch = match self.late(&connection).await {
            Some(late) => late,
            None => self.sync(&connection).await?,
        };
        self.since = Some(batch.cursor.clone());
        self.broken = false;
        Ok(batch)
    }
}

impl SyncReader {
    pub(super) fn new(connection: Weak<Connection>, since: Option<String>) -> Self {
        let waiting = Waiting::default();
        Self { connection, since, broken: false, syncing: None, waiting, fresh: true, next: None, own: false }
    }

    /// At first, what became readable before anybody listened: a key may have been stored just before a kill.
    async fn late(&mut self, connection: &Connection) -> Option<Batch> {
        if !std::mem::take(&mut self.fresh) {
            return None;
        }
        self.waiting.listen(connection).await;
        let cursor = self.since.clone()?;
        let events = self.waiting.readable(connection, &Keys::Any).await;
        (!events.is_empty()).then_some(Batch { events, cursor })
    }

    /// The next answer of the server; or, when keys come meanwhile, what they make readable.
    async fn sync(&mut self, connection: &Connection) -> Result<Batch, ChatError> {
        let mut syncing = match self.syncing.take() {
            Some(syncing) => syncing,
            None => {
                connection.enter_rooms().await;
                if let Some(next) = self.next {
                    tokio::time::sleep_until(next).await;
                }
                connection.sync(self.since.clone()).await
            }
        };
        let answer = loop {
            tokio::select! {
                answer = syncing.answer() => break answer.map_err(|trouble| connection.explain(trouble))?,
                keys = self.waiting.arrive() => {
                    let late = self.waiting.readable(connection, &keys).await;
                    if let (Some(cursor), false) = (self.since.clone(), late.is_empty()) {
                        self.syncing = Some(syncing);
                        return Ok(Batch { events: late, cursor });
                    }
                }
            }
        };
        self.next = Some(Instant::now() + breath(&answer, &connection.account));
        connection.enter_rooms().await;
        let cursor = answer.next_batch.clone();
        let events = self.read(connection, answer).await?;
        Ok(Batch { events, cursor })
    }

    async fn read(&mut self, connection: &Connection, answer: Answer) -> Result<Vec<Incoming>, ChatError> {
        let mut events = Vec::new();
        let until = answer.next_batch;
        for (id, timeline, state) in answer.rooms {
            let Some(room) = connection.client.get_room(&id) else {
                tracing::warn!(room = %id, "the client does not know a room of the answer");
                continue;
            };
            match self.since.clone() {
                Some(since) => events.extend(self.room(connection, &room, timeline, state, &since, &until).await?),
                None => events.extend(baseline(connection, &room, timeline, state).await?),
            }
        }
        Ok(events)
    }

    async fn room(
        &mut self,
        connection: &Connection,
        room: &Room,
        timeline: Timeline,
        state: State,
        since: &str,
        until: &str,
    ) -> Result<Vec<Incoming>, ChatError> {
        let mut page =
            page(room, timeline, state, since, until).await.map_err(|trouble| connection.explain(trouble))?;
        let known: HashSet<String> = page.timeline.iter().filter_map(TimelineEvent::event_id).map(Into::into).collect();
        decrypt_from_backup(room, &mut page.timeline).await.map_err(|trouble| connection.explain(trouble))?;
        page.state.retain(|event| !known.contains(&event.id));

        let events = read_all(&page.timeline);
        let stays = stays(&events, &connection.account, page.follows);
        let (lasting_first, lasting_last) =
            if page.state_after { (Vec::new(), page.state) } else { (page.state, Vec::new()) };
        let mut out = Vec::new();
        for event in &lasting_first {
            out.extend(heard(connection, room, event).await?);
        }
        for (event, stay) in events.iter().zip(stays) {
            match stay {
                Stay::Outside => {}
                Stay::Enters { coming } => {
                    out.extend(entered(connection, room, event, events.get(coming).unwrap_or(event)).await?);
                }
                Stay::Leaves(what) => out.extend(left(connection, room, event, what)),
                Stay::Inside => {
                    let own = if self.own { delivered(connection, room, event) } else { None };
                    let news = match own {
                        Some(own) => Some(own),
                        None => heard(connection, room, event).await?,
                    };
                    if let Some(news) = &news {
                        self.waiting.keep(news);
                    }
                    out.extend(news);
                }
            }
        }
        for event in &lasting_last {
            out.extend(heard(connection, room, event).await?);
        }
        Ok(out)
    }
}

/// How long after this answer the server is asked again.
fn breath(answer: &Answer, account: &str) -> Duration {
    let events = answer.rooms.iter().flat_map(|(_, timeline, _)| &timeline.events);
    let is_own = |event: &TimelineEvent| event.sender().is_some_and(|sender| sender == *account);
    let (mut answers, mut offers, mut others) = (0_u32, 0_u32, 0_u32);
    for event in events {
        let count = match event.kind.event_type() {
            _ if !is_own(event) => &mut others,
            Some(kind) if kind == "m.reaction" || kind == "m.room.redaction" => &mut offers,
            _ => &mut answers,
        };
        *count = count.saturating_add(1);
    }
    match (others, answers, offers) {
        // The echo of one answer: nobody waits for something, and somebody may be about to write. An offered reaction,
        // or one that is taken back, seldom comes alone.
        (0, 1, 0) => Duration::ZERO,
        (others, ..) => BREATH.saturating_mul(others).clamp(BREATH, LONGEST_BREATH),
    }
}

/// The whole timeline since the last cursor, and further back where the bot has come into the room since.
async fn page(room: &Room, timeline: Timeline, state: State, since: &str, until: &str) -> Result<Page, Trouble> {
    let account = room.own_user_id().to_string();
    let (mut events, mut back) = if came(&timeline.events, &account) {
        // The server then shows the room as if it were seen for the first time, with what is older than the cursor.
        let (events, back) = backwards(room, Vec::new(), until.to_owned(), since).await?;
        (events, Some(back.unwrap_or_else(|| since.to_owned())))
    } else {
        match timeline.prev_batch {
            Some(from) if timeline.limited => backwards(room, timeline.events, from, since).await?,
            back => (timeline.events, back),
        }
    };
    // The invitation may be older than the cursor: the bot was invited, the cursor moved on, the bot came.
    let replaces = room.predecessor_room().is_some();
    let mut follows = false;
    if let Some(Own::Joined { invited, .. }) = first_own(&events, &account)
        && (invited || replaces)
    {
        let mut before = Vec::new();
        let mut found = false;
        for _ in 0..PAGES_BEFORE_COMING {
            let Some(from) = back.take() else { break };
            let (older, end) = older(room, &from, None).await?;
            back = end;
            if older.is_empty() {
                break;
            }
            before.splice(0..0, older);
            if let Some(at) = last_own(&before, &account) {
                // What came before the invitation has been read in its time, or was not for the bot.
                before.drain(..at);
                found = true;
                break;
            }
        }
        follows = replaces && !found && back.is_none();
        if found || follows {
            events.splice(0..0, before);
        }
    }
    let (state, state_after) = match state {
        State::Before(state) => (state, false),
        State::After(state) => (state, true),
    };
    let state = state.iter().filter_map(|raw| Event::read(raw.json().get(), false).ok());
    let state = state.filter(|event| LASTING.contains(&event.kind.as_str())).collect();
    Ok(Page { timeline: events, state, state_after, follows })
}

/// The events since `since`, of which the latest are at hand and the older ones come before `from`; and where still
/// older ones would be found.
async fn backwards(
    room: &Room,
    latest: Vec<TimelineEvent>,
    from: String,
    since: &str,
) -> Result<(Vec<TimelineEvent>, Option<String>), Trouble> {
    let mut events = latest;
    let mut from = from;
    loop {
        let (older, end) = older(room, &from, Some(since)).await?;
        if older.is_empty() {
            return Ok((events, Some(from)));
        }
        events.splice(0..0, older);
        match end {
            Some(end) => from = end,
            None => return Ok((events, None)),
        }
    }
}

/// A page of older events in the order of the room, and where to read on.
async fn older(room: &Room, from: &str, to: Option<&str>) -> Result<(Vec<TimelineEvent>, Option<String>), Trouble> {
    let mut options = MessagesOptions::backward().from(from);
    options.to = to.map(str::to_owned);
    options.limit = UInt::from(100_u32);
    match room.messages(options).await.map_err(Trouble::from) {
        Ok(mut messages) => {
            messages.chunk.reverse();
            Ok((messages.chunk, messages.end))
        }
        Err(trouble) if trouble.is_refusal() => {
            tracing::warn!(room = %room.room_id(), ?trouble, "a gap in the room cannot be read");
            Ok((Vec::new(), None))
        }
        Err(trouble) => Err(trouble),
    }
}

/// Where the latest change of the bot's own membership stands.
fn last_own(events: &[TimelineEvent], account: &str) -> Option<usize> {
    events.iter().rposition(|event| first_own(std::slice::from_ref(event), account).is_some())
}

/// True when the bot has come into the room within these events.
fn came(events: &[TimelineEvent], account: &str) -> bool {
    read_all(events).iter().any(|event| matches!(event.own_membership(account), Some(Own::Joined { .. })))
}

/// The earliest change of the bot's own membership.
fn first_own(events: &[TimelineEvent], account: &str) -> Option<Own> {
    read_all(events).iter().filter_map(|event| event.own_membership(account)).find(|own| *own != Own::Unchanged)
}

fn read_all(timeline: &[TimelineEvent]) -> Vec<Event> {
    let read = |event: &TimelineEvent| match Event::read(event.raw().json().get(), event.kind.is_utd()) {
        Ok(event) => Some(event),
        Err(reason) => {
            tracing::warn!(event = ?event.event_id(), reason, "skipped an event that cannot be read");
            None
        }
    };
    timeline.iter().filter_map(read).collect()
}

/// A room that the bot is in when the account is read for the first time.
async fn baseline(
    connection: &Connection,
    room: &Room,
    timeline: Timeline,
    state: State,
) -> Result<Vec<Incoming>, ChatError> {
    let (State::Before(state) | State::After(state)) = state;
    let state: Vec<Event> = state.iter().filter_map(|raw| Event::read(raw.json().get(), false).ok()).collect();
    let events = read_all(&timeline.events);
    let all = || state.iter().chain(&events);
    let own = all().rfind(|event| event.own_membership(&connection.account).is_some());
    let Some(own) = own else {
        tracing::warn!(room = %room.room_id(), "the answer does not say how the bot came into the room");
        return Ok(Vec::new());
    };
    let mut out = entered(connection, room, own, own).await?;
    if let Some(tombstone) = all().find(|event| event.kind == "m.room.tombstone") {
        out.extend(heard(connection, room, tombstone).await?);
    }
    Ok(out)
}

/// The bot is in the room: from `start` on (its invitation, or its coming) it hears what is said.
async fn entered(
    connection: &Connection,
    room: &Room,
    start: &Event,
    coming: &Event,
) -> Result<Vec<Incoming>, ChatError> {
    let (mut direct, mut inviter) = match coming.own_membership(&connection.account) {
        Some(Own::Joined { inviter, direct, .. }) => (direct, inviter),
        _ => (room.is_direct().await.unwrap_or_default(), None),
    };
    if let Some(Own::Invited { direct: invited_as_direct }) = start.own_membership(&connection.account) {
        direct |= invited_as_direct;
        inviter = Some(start.sender.clone());
    }
    let alias = connection.confirmed_alias(room).await.map_err(|trouble| connection.explain(trouble))?;
    let what = Happening::Joined { direct, name: room.name().filter(|name| !name.is_empty()), alias };
    let mut joined = coming.incoming(room.room_id().as_str(), what);
    joined.sender = inviter.unwrap_or_else(|| connection.account.clone());
    let members = connection.everybody(room).await.map_err(|trouble| connection.explain(trouble))?;
    let mut roster = coming.incoming(room.room_id().as_str(), Happening::Roster { members, whole: true });
    roster.event = format!("{}#roster", coming.id);
    Ok(vec![joined, roster])
}

/// The bot has left, or has declined an invitation, of which the inviter is the sender.
fn left(connection: &Connection, room: &Room, event: &Event, what: Happening) -> Option<Incoming> {
    let mut incoming = event.incoming(room.room_id().as_str(), what);
    if let Some(Own::Declined { inviter, .. }) = event.own_membership(&connection.account) {
        incoming.sender = inviter.filter(|inviter| !connection.settings.ignores(inviter))?;
    }
    Some(incoming)
}

/// What an event tells, if anything that concerns us.
pub(super) async fn told(connection: &Connection, room: &Room, event: &Event) -> Result<Option<Incoming>, Trouble> {
    let said = event.said();
    // What the bot does itself is no news; that it changed weights or names is, since these hold for everybody.
    let about_the_room = matches!(said, Said::Member { .. } | Said::Power(_) | Said::Named)
        || matches!(said, Said::Happening(Happening::Upgraded { .. }));
    if !about_the_room && (event.sender == connection.account || connection.settings.ignores(&event.sender)) {
        return Ok(None);
    }
    let what = match said {
        Said::Nothing => return Ok(None),
        Said::Happening(what) => what,
        Said::Member { account, .. } if account == connection.account => return Ok(None),
        Said::Member { account, name, present } => connection.changed_member(room, account, name, present).await,
        Said::Power(accounts) => match connection.changed_powers(room, accounts).await {
            Some(what) => what,
            None => return Ok(None),
        },
        Said::Named => Happening::Named {
            name: room.name().filter(|name| !name.is_empty()),
            alias: connection.confirmed_alias(room).await?,
        },
    };
    Ok(Some(event.incoming(room.room_id().as_str(), what)))
}

/// The same, for the reader.
async fn heard(connection: &Connection, room: &Room, event: &Event) -> Result<Option<Incoming>, ChatError> {
    told(connection, room, event).await.map_err(|trouble| connection.explain(trouble))
}

/// What the bot has delivered itself, with its key.
fn delivered(connection: &Connection, room: &Room, event: &Event) -> Option<Incoming> {
    let key = event.delivery_key().filter(|_| event.sender == connection.account)?;
    Some(event.incoming(room.room_id().as_str(), Happening::Delivered { key }))
}
