//! Delivers the outbox: leases, delivers, marks. Places go in parallel, each in its own order.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use sqlx::Postgres;
use sqlx::pool::PoolConnection;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::files;
use super::outbox::{self, Class, Leased};
use super::sent::{self, Sent};
use super::telemetry::{KindLabel, Pulse, SendLabel};
use super::wakeup::Bell;
use super::{Flow, held, panic_text};
use crate::chat::{Delivery, DeliveryError, Outgoing, Platform};
use crate::crash::CrashPoint;
use crate::error::Fault;

/// How long an offered reaction gives way to what is under way, and the longest pause after one. What takes longer is held
/// up by something else than offers.
const GIVES_WAY: Duration = Duration::from_secs(1);

/// While answers are sent, no offer follows another for so many times as long as that one took.
const PAUSE: u32 = 3;

/// So long after the last offer the next one gives way to nobody: among answers without end people need their signs, too.
const HAS_WAITED: Duration = Duration::from_secs(3);

/// How often that is tried which fails while the server does everything else, over most of a minute. What is said after it
/// in the same place waits for it meanwhile.
const TRIES_ALONE: i32 = 8;

/// What is under way in a place.
struct Busy {
    class: Class,
    since: Instant,
}

/// The places in which something is under way.
///
/// Few wait for offered reactions, and a homeserver that works on them takes commands and answers later. So they go one at
/// a time, give way to answers, and leave the server most of the time: a busy one, which takes longer, the more.
#[derive(Default)]
struct Lanes {
    busy: HashMap<String, Busy>,
    /// When the last answer and the last offer were begun.
    answered: Option<Instant>,
    offered: Option<Instant>,
    /// No offer is sent before.
    offers_from: Option<Instant>,
}

impl Lanes {
    fn take(&mut self, lane: String, class: Class, now: Instant) {
        match class {
            Class::Answer => self.answered = Some(now),
            Class::Offer => self.offered = Some(now),
            Class::Update => {}
        }
        self.busy.insert(lane, Busy { class, since: now });
    }

    fn free(&mut self, lane: &str, now: Instant) {
        if let Some(Busy { class: Class::Offer, since }) = self.busy.remove(lane)
            && self.answered.is_some_and(|answered| now.duration_since(answered) < GIVES_WAY)
        {
            self.offers_from = Some(now + now.duration_since(since).saturating_mul(PAUSE).min(GIVES_WAY));
        }
    }

    /// Whether an offer may be sent now.
    fn may_offer(&self, now: Instant) -> bool {
        let is_recent = |busy: &Busy| now.duration_since(busy.since) < GIVES_WAY;
        let is_under_way = |class| self.busy.values().any(|busy| busy.class == class && is_recent(busy));
        let has_waited = self.offered.is_none_or(|offered| now.duration_since(offered) >= HAS_WAITED);
        let pauses = self.pause_of_offers(now).is_some();
        !is_under_way(Class::Offer) && (has_waited || !(pauses || is_under_way(Class::Answer)))
    }

    /// How long offers pause still.
    fn pause_of_offers(&self, now: Instant) -> Option<Duration> {
        self.offers_from.filter(|from| now < *from).map(|from| from.duration_since(now))
    }
}

/// What one delivery leaves to be done.
struct Over {
    /// The place that is free again, once what was sent is marked.
    lane: String,
    /// What is to be marked.
    sent: Option<Sent>,
    /// How long the server asked everybody to wait.
    pause: Option<Duration>,
}

impl Over {
    fn of(lane: String) -> Self {
        Self { lane, sent: None, pause: None }
    }
}

/// Sends until told to stop; what is under way is finished.
pub async fn run(flow: Flow, platform: Arc<dyn Platform>, epoch: i64, stop: CancellationToken) {
    let mut ear = flow.wakeup.hear(Bell::Outbox);
    let parallel = flow.config.flow.send_parallel.max(1);
    let poll = flow.config.flow.poll;
    let mut kept = None;
    let mut under_way: JoinSet<Over> = JoinSet::new();
    let mut lanes = Lanes::default();
    let mut not_before: Option<Instant> = None;
    let pulse = flow.telemetry.pulse("sender");
    while !stop.is_cancelled() {
        pulse.beat();
        ear.clear();
        // Forgotten once it has passed: the pause below would else be none at all from then on.
        not_before = not_before.filter(|until| Instant::now() < *until);
        // Asked before the outbox is: a pause that ends meanwhile would not be waited for, and offers wait for a poll.
        let offers_pause = lanes.pause_of_offers(Instant::now());
        if not_before.is_none()
            && lanes.busy.len() < parallel
            && let Some(device) = platform.device()
        {
            let free = parallel - lanes.busy.len();
            match lease(&flow, &mut kept, &platform, epoch, &device, &lanes, free).await {
                Ok(leased) => {
                    for row in leased {
                        lanes.take(row.lane.clone(), row.class, Instant::now());
                        under_way.spawn(send(flow.clone(), platform.clone(), row));
                    }
                }
                Err(error) => tracing::warn!(%error, "the outbox cannot be read; will try again"),
            }
        }
        if under_way.is_empty() {
            kept = None;
        }
        let pause = match not_before {
            Some(until) => until.saturating_duration_since(Instant::now()),
            None => offers_pause.unwrap_or(poll),
        };
        let pause = pause.clamp(Duration::from_millis(1), poll);
        tokio::select! {
            () = stop.cancelled() => {}
            Some(over) = under_way.join_next(), if !under_way.is_empty() => {
                let over = std::iter::once(over).chain(std::iter::from_fn(|| under_way.try_join_next())).collect();
                finished(&flow, &pulse, &mut kept, over, &mut lanes, &mut not_before).await;
            }
            _ = ear.wait(pause) => {}
        }
    }
    while let Some(over) = under_way.join_next().await {
        finished(&flow, &pulse, &mut kept, vec![over], &mut lanes, &mut not_before).await;
    }
}

/// What is to be sent now, in places in which nothing is under way.
async fn lease(
    flow: &Flow,
    kept: &mut Option<PoolConnection<Postgres>>,
    platform: &Arc<dyn Platform>,
    epoch: i64,
    device: &str,
    lanes: &Lanes,
    free: usize,
) -> Result<Vec<Leased>, Fault> {
    let busy: Vec<String> = lanes.busy.keys().cloned().collect();
    let offers = i64::from(lanes.may_offer(Instant::now()));
    let free = i64::try_from(free).unwrap_or(1);
    let account = (platform.name(), platform.account());
    let mut conn = held(kept, &flow.pool).await?;
    let leased = outbox::lease(&mut conn, account, epoch, device, &busy, free, offers).await?;
    *kept = Some(conn);
    Ok(leased)
}

/// Marks what was sent, all of it at once, and frees the places.
async fn finished(
    flow: &Flow,
    pulse: &Pulse,
    kept: &mut Option<PoolConnection<Postgres>>,
    over: Vec<Result<Over, JoinError>>,
    lanes: &mut Lanes,
    not_before: &mut Option<Instant>,
) {
    let mut free = Vec::new();
    let mut sent = Vec::new();
    for over in over {
        match over {
            Ok(over) => {
                free.push(over.lane);
                sent.extend(over.sent);
                if let Some(pause) = over.pause {
                    *not_before = Some(Instant::now() + pause);
                }
            }
            Err(error) => {
                // Which place it was is not known; all are looked at again, and keys make a repeated delivery harmless.
                tracing::error!(%error, "sending failed unexpectedly");
                lanes.busy.clear();
            }
        }
    }
    if !sent.is_empty() {
        let mut failures = 0;
        while let Err(error) = mark_all(flow, kept, &sent).await {
            // A database that is away is no loop that hangs.
            pulse.beat();
            again(&error, &mut failures).await;
        }
    }
    for lane in free {
        lanes.free(&lane, Instant::now());
    }
}

async fn mark_all(flow: &Flow, kept: &mut Option<PoolConnection<Postgres>>, sent: &[Sent]) -> Result<(), Fault> {
    let mut conn = held(kept, &flow.pool).await?;
    sent::note(&mut conn, sent).await?;
    *kept = Some(conn);
    Ok(())
}

/// Delivers one row, and marks it where that is more than to note that it was sent.
async fn send(flow: Flow, platform: Arc<dyn Platform>, row: Leased) -> Over {
    let lane = row.lane;
    if let Some(event) = &row.delivered {
        let sent = Sent { id: row.id, event: Some(event.clone()), at: flow.clock.now() };
        return marked(&flow, &row.kind, lane, sent).await;
    }
    let mut what = match row.what {
        Ok(what) if lost_its_target(&what) => {
            give_up(&flow, || outbox::drop_orphan(&flow.pool, row.id, flow.clock.now())).await;
            return Over::of(lane);
        }
        Ok(what) => what,
        Err(reason) => {
            tracing::error!(outbox = row.id, reason, "not sent");
            give_up(&flow, || outbox::refuse(&flow.pool, row.id, &reason, flow.clock.now())).await;
            return Over::of(lane);
        }
    };
    let kind = outbox::kind(&what);
    if let Outgoing::File(file) = &mut what {
        match files::content(&flow.pool, &file.hash).await {
            Ok(Some(content)) => file.content = content,
            Ok(None) => {
                tracing::error!(outbox = row.id, "not sent: its content is gone");
                give_up(&flow, || outbox::refuse(&flow.pool, row.id, "its content is gone", flow.clock.now())).await;
                return Over::of(lane);
            }
            Err(error) => {
                tracing::warn!(%error, outbox = row.id, "a file cannot be read from the database; will try again");
                let (pause, error) = (back_off(row.attempts), error.to_string());
                mark(|| outbox::put_off(&flow.pool, row.id, pause, &error)).await;
                flow.wakeup.ring_after(Bell::Outbox, pause);
                return Over::of(lane);
            }
        }
    }
    let delivery = Delivery { key: row.key, room: row.room, what };
    CrashPoint::MidSend.pass();
    // A panic is this row's failure, and neither its place's nor the sender's.
    let deliver = async {
        match row.attempts {
            1 => platform.deliver(&delivery).await,
            _ => platform.deliver_again(&delivery, &row.device, row.created_at).await,
        }
    };
    let delivered = AssertUnwindSafe(deliver).catch_unwind().await.unwrap_or_else(|panic| {
        let reason = format!("panic: {}", panic_text(panic.as_ref())).replace('\0', "\u{fffd}");
        let tried = u32::try_from(row.attempts).unwrap_or_default();
        Err(if tried < flow.config.flow.attempts { DeliveryError::Later(reason) } else { DeliveryError::Never(reason) })
    });
    let delivered = match delivered {
        Err(DeliveryError::Stuck(reason)) if row.attempts >= TRIES_ALONE => Err(DeliveryError::Never(reason)),
        delivered => delivered,
    };
    match delivered {
        Ok(delivered) => {
            CrashPoint::AfterSend.pass();
            flow.telemetry.sent.get_or_create(&SendLabel { kind, class: row.class.name() }).inc();
            marked(&flow, kind, lane, Sent { id: row.id, event: delivered.id, at: flow.clock.now() }).await
        }
        Err(DeliveryError::Later(reason) | DeliveryError::Stuck(reason)) => {
            tracing::warn!(outbox = row.id, reason, attempts = row.attempts, "not delivered; will try again");
            let pause = back_off(row.attempts);
            flow.telemetry.put_off.get_or_create(&KindLabel { kind }).inc();
            mark(|| outbox::put_off(&flow.pool, row.id, pause, &reason)).await;
            flow.wakeup.ring_after(Bell::Outbox, pause);
            Over::of(lane)
        }
        Err(DeliveryError::RateLimited(pause)) => {
            tracing::warn!(outbox = row.id, ?pause, "the chat server asks to wait");
            flow.telemetry.limited.inc();
            let now = flow.clock.now();
            mark(|| outbox::limited(&flow.pool, row.id, platform.name(), platform.account(), pause, now)).await;
            Over { pause: Some(pause), ..Over::of(lane) }
        }
        Err(DeliveryError::Never(reason)) => {
            tracing::error!(outbox = row.id, reason, "refused by the chat server for good");
            flow.telemetry.refused.get_or_create(&KindLabel { kind }).inc();
            give_up(&flow, || outbox::refuse(&flow.pool, row.id, &reason, flow.clock.now())).await;
            Over::of(lane)
        }
    }
}

/// Marks what something else waits for; the rest is left to the loop.
async fn marked(flow: &Flow, kind: &str, lane: String, sent: Sent) -> Over {
    if !sent::frees(kind) {
        return Over { sent: Some(sent), ..Over::of(lane) };
    }
    mark(|| sent::note_and_free(&flow.pool, kind, &sent)).await;
    Over::of(lane)
}

fn lost_its_target(what: &Outgoing) -> bool {
    match what {
        Outgoing::Edit { target, .. }
        | Outgoing::React { target, .. }
        | Outgoing::Redact { target, .. }
        | Outgoing::Pin { target } => target.is_empty(),
        // Something below a card that has no event.
        Outgoing::Say { thread: Some(root), .. } => root.is_empty(),
        Outgoing::File(file) => file.thread.as_ref().is_some_and(String::is_empty),
        _ => false,
    }
}

/// 0.5 s, doubled up to 16 s.
fn back_off(attempts: i32) -> Duration {
    Duration::from_millis(500_u64 << attempts.clamp(0, 5))
}

/// Marks what will not be delivered, and lets whoever watched it be told.
async fn give_up<F, Fut>(flow: &Flow, write: F)
where
    F: Fn() -> Fut,
    Fut: Future<Output = Result<(), Fault>>,
{
    mark(write).await;
    flow.wakeup.announce(&flow.pool, Bell::Inbox).await;
}

/// Repeats a mark until the database takes it. A kill meanwhile is harmless: the row is delivered again under its key.
async fn mark<F, Fut>(write: F)
where
    F: Fn() -> Fut,
    Fut: Future<Output = Result<(), Fault>>,
{
    let mut failures = 0;
    while let Err(error) = write().await {
        again(&error, &mut failures).await;
    }
}

/// Waits until a mark is worth another try.
async fn again(error: &Fault, failures: &mut i32) {
    tracing::warn!(%error, "what was sent cannot be marked; will try again");
    tokio::time::sleep(back_off(*failures)).await;
    *failures = failures.saturating_add(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LITTLE: Duration = Duration::from_millis(20);

    /// Places in which an offer has been sent just now, and the time.
    fn after_an_offer(answered: bool) -> (Lanes, Instant) {
        let (mut lanes, begin) = (Lanes::default(), Instant::now());
        if answered {
            lanes.take("!a".to_owned(), Class::Answer, begin);
            lanes.free("!a", begin);
        }
        lanes.take("!a".to_owned(), Class::Offer, begin);
        assert!(!lanes.may_offer(begin), "one at a time");
        let now = begin + LITTLE;
        lanes.free("!a", now);
        (lanes, now)
    }

    #[test]
    fn offers_give_way_to_answers_and_not_for_ever() {
        let (mut lanes, now) = after_an_offer(false);
        assert!(lanes.pause_of_offers(now).is_none() && lanes.may_offer(now), "nobody is in a hurry");
        lanes.take("!b".to_owned(), Class::Update, now);
        assert!(lanes.may_offer(now), "cards are in no hurry either");
        lanes.take("!c".to_owned(), Class::Answer, now);
        assert!(!lanes.may_offer(now));
        assert!(lanes.may_offer(now + GIVES_WAY), "something else holds the answer up");
        let later = now + HAS_WAITED;
        lanes.take("!d".to_owned(), Class::Answer, later);
        assert!(lanes.may_offer(later), "among answers without end");
        lanes.take("!e".to_owned(), Class::Offer, later);
        lanes.free("!e", later);
        assert!(!lanes.may_offer(later), "once each time");
    }

    #[test]
    fn while_answers_are_sent_offers_leave_the_server_most_of_the_time() {
        let (mut lanes, now) = after_an_offer(true);
        assert_eq!(lanes.pause_of_offers(now), Some(LITTLE * PAUSE));
        assert!(!lanes.may_offer(now));
        let after = now + LITTLE * PAUSE;
        assert!(lanes.pause_of_offers(after).is_none() && lanes.may_offer(after));

        // One that took very long is no measure.
        lanes.take("!b".to_owned(), Class::Offer, after);
        let late = after + Duration::from_secs(30);
        lanes.take("!c".to_owned(), Class::Answer, late);
        lanes.free("!b", late);
        assert_eq!(lanes.pause_of_offers(late), Some(GIVES_WAY));
    }
}
