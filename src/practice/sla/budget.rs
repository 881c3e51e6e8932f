//! Error budgets: of a share of promises that is to be kept, the rest may be broken. How much of it is left, and how fast
//! it is spent.

mod model;

use serde_json::{Value, json};

use super::clocks;
use super::store;
use crate::config::ObjectiveConfig;
use crate::error::Stop;
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Phrase;
use crate::people::{self, team};

pub(super) use model::{Budget, Level};

/// The timer of a look at the budgets.
pub(super) const LOOK: &str = "sla-budget";

/// A promise was broken: the budgets are looked at soon, once for all that break together.
pub(super) async fn look_soon(turn: &mut Turn<'_>) -> Result<(), Stop> {
    if turn.config.sla.objectives.is_empty() {
        return Ok(());
    }
    let at = turn.now + clocks::TOGETHER;
    turn.schedule_unless_set(LOOK, LOOK, at, &json!({})).await?;
    Ok(())
}

/// Looks at all budgets, and tells of those that stand worse than when they were told of last.
pub(super) async fn look(turn: &mut Turn<'_>, _payload: Value) -> Result<(), Stop> {
    let config = turn.config.clone();
    for objective in &config.sla.objectives {
        let budget = of(turn, objective).await?;
        let now = turn.now;
        let (was, is) = (store::level(turn.conn(), &objective.name).await?, budget.level());
        if was == is {
            continue;
        }
        store::set_level(turn.conn(), &objective.name, is, now).await?;
        let (before, after) =
            (json!({ "level": was.name() }), json!({ "level": is.name(), "met": budget.met, "missed": budget.missed }));
        turn.record("sla-objective", &objective.name, before, after).await?;
        if is > was {
            tell(turn, objective, &budget).await?;
        }
    }
    Ok(())
}

/// How the budget of an objective stands now.
pub(super) async fn of(turn: &mut Turn<'_>, objective: &ObjectiveConfig) -> Result<Budget, Stop> {
    let now = turn.now;
    let over = chrono::TimeDelta::from_std(objective.over).unwrap_or(chrono::TimeDelta::MAX);
    let all = store::kept(turn.conn(), objective, now - over, now).await?;
    let recent = store::kept(turn.conn(), objective, now - over / model::RECENT, now).await?;
    Ok(Budget::new(objective.percent, all, recent))
}

/// Tells the team, in its room; without one, nobody reads it but in reports.
async fn tell(turn: &mut Turn<'_>, objective: &ObjectiveConfig, budget: &Budget) -> Result<(), Stop> {
    let config = turn.config.clone();
    let Some(name) = objective.team.as_deref() else { return Ok(()) };
    for platform in turn.platforms().await? {
        let Some(room) = team::home(turn.conn(), &config, &platform, name).await? else { continue };
        let leads = team::named(&config, name).map(|team| team.leads.clone()).unwrap_or_default();
        let leads = people::accounts::by_accounts(turn.conn(), &platform, &leads).await?;
        let language = turn.room(&platform, &room).await?.language.unwrap_or(config.language);
        let key = if budget.level() == Level::Spent { "budget-spent" } else { "budget-burns" };
        let body = turn.words.say(language, &Phrase::new(key).phrase("budget", line(objective, budget)));
        let place = Place { platform, room, thread: None };
        let mentions: Vec<String> = leads.into_iter().map(|lead| lead.account).collect();
        turn.say(&place, Say { body, loud: !mentions.is_empty(), mentions }).await?;
    }
    Ok(())
}

/// An objective and its budget in a line.
pub(super) fn line(objective: &ObjectiveConfig, budget: &Budget) -> Phrase {
    let days = i64::try_from(objective.over.as_secs() / 86_400).unwrap_or(i64::MAX);
    let phrase = Phrase::new("budget-line")
        .text("name", objective.name.clone())
        .number("percent", i64::from(objective.percent))
        .number("days", days);
    match budget.met + budget.missed {
        0 => Phrase::new("budget-nothing").phrase("line", phrase),
        all => Phrase::new("budget-stands")
            .phrase("line", phrase)
            .number("kept", budget.met * 100 / all)
            .number("missed", budget.missed)
            .number("all", all)
            .number("left", budget.left_percent())
            .text("burn", format!("{:.1}", budget.burn())),
    }
}
