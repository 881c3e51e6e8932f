//! Which list, and which of its tasks, somebody means; and whether they may tick it.

use super::model::{Checklist, Obstacle, Owner, Task};
use super::{store, view};
use crate::command::Args;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::role::Role;
use crate::people::team;
use crate::practice::{Who, meaning, permission};
use crate::ticket::{self, State, Ticket};

/// The list that a command means: by the id of its ticket, else by the thread in which it stands; where somebody talks to
/// the bot alone, the only one there.
pub(super) async fn list(turn: &mut Turn<'_>, args: &Args) -> Result<(Ticket, Checklist), Stop> {
    let here = if args.ids.is_empty() { here(turn).await? } else { None };
    let ticket = match here {
        Some(id) => ticket::store::lock(turn.conn(), id).await?,
        None => None,
    };
    let stands_here = ticket.is_some();
    let ticket = match ticket {
        Some(ticket) => ticket,
        None => {
            let (thread, reply_to) = (turn.place.thread.clone(), turn.reply_to.clone());
            meaning::meant(turn, args, thread.as_deref(), reply_to.as_deref()).await?
        }
    };
    meaning::unmerged(turn, &ticket, "checklist-tick").await?;
    let list = store::of(turn.conn(), ticket.id).await?;
    // Who has nothing to do with it learns no more than that there is a ticket, as with any other command.
    if !stands_here && !permission::may(turn, Who::Involved, Some(&ticket)).await? && !has_part(turn, &list).await? {
        return Err(permission::not_permitted(Who::Involved, "checklist-tick").into());
    }
    match list {
        Some(list) => Ok((ticket, list)),
        None => Err(Refusal::new(Phrase::new("checklist-none").text("id", ticket.id.to_string())).into()),
    }
}

async fn here(turn: &mut Turn<'_>) -> Result<Option<TicketId>, Stop> {
    let place = turn.place.clone();
    let in_thread =
        store::tickets_in(turn.conn(), &place.platform, &place.room, Some(place.thread.as_deref().unwrap_or_default()));
    let mut found = in_thread.await?;
    if found.is_empty() && turn.here().await?.direct {
        found = store::tickets_in(turn.conn(), &place.platform, &place.room, None).await?;
    }
    match found.as_slice() {
        [id] => Ok(Some(*id)),
        [] => Ok(None),
        several => {
            let ids = several.iter().map(TicketId::to_string).collect::<Vec<_>>().join(", ");
            Err(Refusal::unclear(Phrase::new("ticket-which-of").text("ids", ids)).into())
        }
    }
}

/// The number at the beginning of a text, and what stands behind it.
pub(super) fn number(text: &str) -> Option<(i16, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let digits: String = first.chars().filter(|sign| !matches!(sign, '\u{fe0f}' | '\u{20e3}')).collect();
    let number = digits.trim_start_matches('#').trim_end_matches(['.', ',', ':', ')']);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    // More than any list has is a number all the same.
    is_number.then(|| (number.parse().unwrap_or(i16::MAX), rest.trim()))
}

/// The task of a number.
pub(super) fn task<'l>(ticket: &Ticket, list: &'l Checklist, number: i16) -> Result<&'l Task, Stop> {
    list.task(number).ok_or_else(|| {
        let all = i64::try_from(list.tasks.len()).unwrap_or(i64::MAX);
        Refusal::unclear(Phrase::new("checklist-unknown").text("id", ticket.id.to_string()).number("all", all)).into()
    })
}

/// Whether the actor may tick a task: whoever does it, and whoever works on the ticket.
pub(super) async fn may(turn: &mut Turn<'_>, ticket: &Ticket, task: &Task) -> Result<bool, Stop> {
    Ok(is_own(turn, task).await? || permission::role(turn, Some(ticket)).await? >= Role::Agent)
}

/// Whether the actor does something of a list.
async fn has_part(turn: &mut Turn<'_>, list: &Option<Checklist>) -> Result<bool, Stop> {
    for task in list.iter().flat_map(|list| &list.tasks) {
        if is_own(turn, task).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the actor is who does a task, or belongs to those who do.
async fn is_own(turn: &mut Turn<'_>, task: &Task) -> Result<bool, Stop> {
    let (actor, config) = (turn.actor()?.clone(), turn.config.clone());
    Ok(match &task.owner {
        Owner::Person(person) => *person == actor.id,
        Owner::Team(name) => {
            let platform = turn.place.platform.clone();
            let teams = team::memberships(turn.conn(), &config, &platform, &actor.account).await?;
            teams.iter().any(|own| own.team.eq_ignore_ascii_case(name))
        }
        Owner::Fulfilling => false,
    })
}

/// Who may tick a task, for somebody who may not.
pub(super) async fn not_yours(turn: &mut Turn<'_>, list: &Checklist, task: &Task) -> Result<Refusal, Stop> {
    let platform = turn.place.platform.clone();
    let people = view::people(turn, &platform, list).await?;
    let doer = view::doer(&task.owner, &people, &turn.config);
    let title = task.title(turn.language);
    let phrase = Phrase::new("checklist-not-yours").text("title", title).phrase("doer", doer);
    Ok(Refusal::new(phrase).hint(Phrase::new("checklist-not-yours-hint")))
}

/// What stands in the way of ticking or unticking a task.
pub(super) async fn refusal(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    list: &Checklist,
    number: i16,
    obstacle: Obstacle,
) -> Result<Stop, Stop> {
    let task = task(ticket, list, number)?;
    let (language, title) = (turn.language, task.title(turn.language).to_owned());
    let others =
        |numbers: &[i16]| view::titles(list.tasks.iter().filter(|task| numbers.contains(&task.number)), language);
    let said = |key: &'static str| Phrase::new(key).text("title", title.clone()).text("number", number.to_string());
    let refusal = match obstacle {
        Obstacle::Unknown | Obstacle::Open => Refusal::new(said("checklist-open-already")),
        Obstacle::Frozen => {
            let refusal = Refusal::new(Phrase::new("checklist-frozen").text("id", ticket.id.to_string()));
            match ticket.state {
                State::Resolved { .. } => refusal.hint(Phrase::new("checklist-frozen-hint")),
                _ => refusal,
            }
        }
        Obstacle::Done(done) => {
            let platform = turn.place.platform.clone();
            let people = view::people(turn, &platform, list).await?;
            let phrase = said("checklist-done-already").text("name", view::name(done.by, &people));
            let phrase = phrase.date_time("at", done.at, turn.zone(), turn.now);
            Refusal::new(phrase).hint(said("checklist-done-already-hint"))
        }
        Obstacle::Waits(before) => Refusal::new(said("checklist-waits").text("tasks", others(&before))),
        Obstacle::Needed(later) => Refusal::new(said("checklist-needed").text("tasks", others(&later)))
            .hint(Phrase::new("checklist-needed-hint")),
    };
    Ok(refusal.into())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, meant) in [
            ("3", Some((3, ""))),
            ("3. the note", Some((3, "the note"))),
            ("#3 note", Some((3, "note"))),
            ("3️⃣ note", Some((3, "note"))),
            ("12)", Some((12, ""))),
            ("99999999", Some((i16::MAX, ""))),
            ("", None),
            ("laptop", None),
            ("-3", None),
            ("3a", None),
        ] {
            assert_eq!(number(text), meant, "{text}");
        }
    }
}
