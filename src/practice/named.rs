//! Who or what is meant by a name that somebody wrote.

use crate::command::{Candidate, PersonRef, Resolved, fold, suggest};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people::{self, Person};
use crate::ticket;

/// The place of the thing that is meant, by its short name or its title; otherwise the names that are most like it.
pub(super) fn thing<'n>(text: &str, names: impl Iterator<Item = (&'n str, &'n str)>) -> Result<usize, Vec<String>> {
    let names: Vec<(&str, &str)> = names.collect();
    let meant = fold(text.trim());
    let is_it = |(name, title): &(&str, &str)| fold(name) == meant || fold(title) == meant;
    names.iter().position(is_it).ok_or_else(|| {
        let all: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let near = suggest(&meant, &all, 3);
        let shown = if near.is_empty() { all.into_iter().take(10).collect() } else { near };
        shown.into_iter().map(str::to_owned).collect()
    })
}

/// The refusal of a name that nothing has, with those that are most like it, or else some that there are.
pub(super) fn unknown(key: &'static str, text: &str, near: &[String]) -> Stop {
    let refusal = Refusal::unclear(Phrase::new(key).text("text", ticket::title_line(text)));
    match near.is_empty() {
        true => refusal.hint(Phrase::new("nothing-configured")).into(),
        false => {
            let names: Vec<&str> = near.iter().map(String::as_str).collect();
            let is_near = !suggest(&fold(text.trim()), &names, 1).is_empty();
            let key = if is_near { "name-near" } else { "classify-hint" };
            refusal.hint(Phrase::new(key).text("names", near.join(", "))).into()
        }
    }
}

/// The person that was named, among those in the room or known to the bot.
pub(super) async fn person(turn: &mut Turn<'_>, person: &PersonRef, writer: &Person) -> Result<Person, Stop> {
    if person.is_writer() {
        return Ok(writer.clone());
    }
    let place = turn.place.clone();
    let (PersonRef::Account(text) | PersonRef::Name(text)) = person;
    let members = people::store::members(turn.conn(), &place.platform, &place.room).await?;
    let candidates: Vec<Candidate<'_>> =
        members.iter().map(|member| Candidate { account: &member.account, name: member.name.as_deref() }).collect();
    let account = match person.resolve(&candidates) {
        Resolved::Found(account) => account,
        Resolved::Ambiguous(several) => {
            let phrase = Phrase::new("person-ambiguous")
                .text("text", ticket::title_line(text))
                .text("people", several.join(", "));
            return Err(Refusal::unclear(phrase).into());
        }
        Resolved::Unknown(_) if is_known(turn, person).await? => text.clone(),
        Resolved::Unknown(near) => {
            let phrase = Phrase::new("person-unknown").text("text", ticket::title_line(text));
            let refusal = Refusal::unclear(phrase);
            return Err(match near.is_empty() {
                true => refusal.hint(Phrase::new("person-unknown-hint")).into(),
                false => refusal.hint(Phrase::new("person-near").text("people", near.join(", "))).into(),
            });
        }
    };
    let now = turn.now;
    Ok(people::store::identify(turn.conn(), &place.platform, &account, now).await?)
}

async fn is_known(turn: &mut Turn<'_>, person: &PersonRef) -> Result<bool, Stop> {
    let PersonRef::Account(account) = person else { return Ok(false) };
    if turn.config.directory.person(account).is_some() {
        return Ok(true);
    }
    let platform = turn.place.platform.clone();
    Ok(people::store::is_known(turn.conn(), &platform, account).await?)
}
