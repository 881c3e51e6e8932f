//! A backup of the database was restored: what the operators are told.

use serde_json::Value;

use crate::error::Stop;
use crate::flow::restored::Gap;
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::people;

/// Tells every operator where the gap is, what is repeated, and what cannot be known.
pub(super) async fn report(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Gap { platform, account, from, until } = serde_json::from_value(payload)?;
    for operator in turn.config.clone().roles.operators.iter() {
        let (now, zone, age) = (turn.now, turn.config.timezone, turn.config.flow.max_command_age);
        let person = people::store::identify(turn.conn(), &platform, operator, now).await?;
        let language = person.usual_language(&turn.config).unwrap_or(turn.config.language);
        let phrase = match from {
            Some(from) => Phrase::new("restored")
                .date_time("from", from, zone, now)
                .duration("age", chrono::TimeDelta::from_std(age).unwrap_or(chrono::TimeDelta::MAX)),
            None => Phrase::new("restored-unknown"),
        };
        let phrase = phrase.text("account", account.clone()).date_time("until", until, zone, now);
        let body = turn.words.say(language, &phrase);
        turn.say_direct(&platform, operator, Say { body, mentions: vec![operator.clone()], loud: true }).await?;
    }
    Ok(())
}
