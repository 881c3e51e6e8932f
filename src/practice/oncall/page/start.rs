//! A chain begins: by `!page`, 🔼, or by itself for an urgent ticket.

use serde_json::{Value, json};

use super::model::{Next, Page, State, Step};
use super::{answer, hold, step, store};
use crate::command::{PersonRef, fold};
use crate::config::{Config, EscalationConfig, Target};
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Noteworthy};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{MessageId, TicketId};
use crate::people::team;
use crate::practice::oncall::schedule;
use crate::practice::{Call, meaning, named, permission};
use crate::ticket::{self, Ticket, title_line};

/// Minutes for which an answer is waited for by a chain that nobody has configured.
const WAIT: u64 = 5 * 60;

/// The chain that an urgent ticket starts by itself.
pub(super) fn chain_of<'c>(config: &'c Config, ticket: &Ticket) -> Option<&'c EscalationConfig> {
    let fits = |chain: &&EscalationConfig| {
        let service = ticket.service.as_ref();
        chain.priorities.contains(&ticket.priority)
            && (chain.services.is_empty() || service.is_some_and(|service| chain.services.contains(service)))
    };
    config.escalations.iter().find(fits)
}

/// A chain that nobody has configured: these, then whoever leads the team, then the managers.
fn made_up(config: &Config, first: Option<Target>, team: Option<&str>) -> Vec<Step> {
    let own = |name: &str| config.schedules.iter().find(|schedule| schedule.team.as_deref() == Some(name));
    let schedule = team.and_then(own).or(config.schedules.first());
    let mut notify = vec![first.or(schedule.map(|schedule| Target::Schedule(schedule.name.clone())))];
    notify.push(team.map(|team| Target::Leads(team.to_owned())));
    notify.push((!config.roles.managers.is_empty()).then_some(Target::Managers));
    let mut steps: Vec<Step> = Vec::new();
    for target in notify.into_iter().flatten() {
        let written = target.written();
        if steps.iter().all(|step| !step.notify.contains(&written)) {
            steps.push(Step {
                notify: vec![written],
                round_robin: false,
                wait: WAIT,
                hours: None,
                priorities: Vec::new(),
            });
        }
    }
    steps
}

/// What is to be done, one after the other, how often, and under which name.
pub(super) struct Chain {
    pub(super) name: String,
    pub(super) steps: Vec<Step>,
    pub(super) rounds: u8,
}

impl Chain {
    fn configured(chain: &EscalationConfig) -> Self {
        Self { name: chain.name.clone(), steps: chain.steps.iter().map(Step::of).collect(), rounds: chain.rounds }
    }

    /// One that nobody has configured.
    fn made_up(config: &Config, first: Option<Target>, team: Option<&str>) -> Self {
        let name = first.as_ref().map_or_else(|| "page".to_owned(), Target::written);
        Self { name, steps: made_up(config, first, team), rounds: 1 }
    }

    /// That of a ticket, else a made up one.
    fn of(config: &Config, ticket: Option<&Ticket>) -> Self {
        match ticket.and_then(|ticket| chain_of(config, ticket)) {
            Some(chain) => Self::configured(chain),
            None => Self::made_up(config, None, team_of(config, ticket)),
        }
    }
}

/// The team that answers for a ticket.
pub(super) fn team_of<'c>(config: &'c Config, ticket: Option<&'c Ticket>) -> Option<&'c str> {
    ticket.and_then(|ticket| team::owner(config, ticket.team.as_deref()))
}

/// `!page it Mail is down`, `!page @bernd`, `!page policy:urgent`, in the thread of a ticket or with its id.
pub(in super::super) async fn page(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let ticket = ticket_of(turn, &call).await?;
    if let Some(ticket) = ticket.as_ref().filter(|ticket| !ticket.state.is_open()) {
        return Err(Refusal::new(Phrase::new("page-over").text("id", ticket.id.to_string())).into());
    }
    let config = turn.config.clone();
    let text = call.args.text.trim().to_owned();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
    let (chain, words) = match target(turn, first).await? {
        Some(Meant::Chain(chain)) => (Chain::configured(&chain), rest),
        Some(Meant::Target(target)) => (Chain::made_up(&config, Some(target), team_of(&config, ticket.as_ref())), rest),
        None => (Chain::of(&config, ticket.as_ref()), text.as_str()),
    };
    let title = match (&ticket, words.trim()) {
        (Some(ticket), "") => ticket.title.clone(),
        (_, words) if !words.is_empty() => title_line(words),
        _ => {
            let refusal = Refusal::unclear(Phrase::new("page-what"));
            return Err(refusal.hint(Phrase::new("page-hint")).into());
        }
    };
    match begin(turn, ticket.as_ref(), &title, wakes_somebody(chain)?).await? {
        Some(id) => begun(turn, id).await,
        None => Err(Refusal::new(Phrase::new("page-runs")).hint(Phrase::new("page-runs-hint")).into()),
    }
}

/// Answers whoever has begun a page in another place than where it is told what becomes of it.
async fn begun(turn: &mut Turn<'_>, id: i64) -> Result<(), Stop> {
    let Some(page) = store::lock(turn.conn(), id).await? else { return Ok(()) };
    if answer::is_told_here(turn, &page).await? {
        return Ok(());
    }
    let phrase = match page.state.runs() {
        true => Phrase::new("page-begun").text("id", page.name()),
        false => step::over(turn, &page).await?,
    };
    turn.answer(&phrase).await?;
    Ok(())
}

/// A chain with steps. Err: nobody is configured whom it could wake.
fn wakes_somebody(chain: Chain) -> Result<Chain, Stop> {
    match chain.steps.is_empty() {
        true => Err(Refusal::new(Phrase::new("page-nobody-configured")).hint(Phrase::new("page-nobody-hint")).into()),
        false => Ok(chain),
    }
}

/// The ticket that is meant, if any: by id, or by the thread.
async fn ticket_of(turn: &mut Turn<'_>, call: &Call) -> Result<Option<Ticket>, Stop> {
    if let [id] = call.args.ids.as_slice() {
        return meaning::known(turn, *id).await.map(Some);
    }
    let place = turn.place.clone();
    let root = place.thread.clone().unwrap_or_default();
    let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
    match here.as_slice() {
        [(id, _)] => {
            let ticket = ticket::store::lock(turn.conn(), *id).await?;
            match ticket {
                Some(ticket) if permission::may_see(turn, &ticket).await? => Ok(Some(ticket)),
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// Whom a word names.
enum Meant {
    Chain(EscalationConfig),
    Target(Target),
}

async fn target(turn: &mut Turn<'_>, word: &str) -> Result<Option<Meant>, Stop> {
    let config = turn.config.clone();
    if let Some(name) = ["policy:", "kette:", "chain:"].into_iter().find_map(|key| word.strip_prefix(key)) {
        let names = config.escalations.iter().map(|chain| (chain.name.as_str(), chain.title.as_str()));
        let at = named::thing(name, names).map_err(|near| named::unknown("page-chain-unknown", name, &near))?;
        return Ok(config.escalations.get(at).cloned().map(Meant::Chain));
    }
    if word.starts_with('@') {
        let writer = turn.actor()?.clone();
        let Some(person) = PersonRef::read(word) else { return Ok(None) };
        let person = named::person(turn, &person, &writer).await?;
        if schedule::is_bot(turn, &person.account).await? {
            return Err(Refusal::new(Phrase::new("page-not-me")).hint(Phrase::new("page-hint")).into());
        }
        if config.directory.has_left(&person.account) {
            let refusal = Refusal::new(Phrase::new("page-person-left").text("name", person.name));
            return Err(refusal.hint(Phrase::new("page-hint")).into());
        }
        return Ok(Some(Meant::Target(Target::Account(person.account))));
    }
    let meant = fold(word);
    let schedule = config.schedules.iter().find(|schedule| fold(&schedule.name) == meant);
    let team = config.teams.iter().find(|team| fold(&team.name) == meant);
    Ok(match (schedule, team) {
        (Some(schedule), _) => Some(Meant::Target(Target::Schedule(schedule.name.clone()))),
        (None, Some(team)) => {
            let own = config.schedules.iter().find(|schedule| schedule.team.as_ref() == Some(&team.name));
            Some(Meant::Target(match own {
                Some(schedule) => Target::Schedule(schedule.name.clone()),
                None => Target::Team(team.name.clone()),
            }))
        }
        (None, None) => None,
    })
}

/// 🔼 on a ticket's card: its chain begins, or goes on.
pub(in super::super) async fn tapped(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let Some(ticket) = call.ticket.take() else { return Ok(()) };
    if !ticket.state.is_open() {
        return Err(Refusal::new(Phrase::new("page-over").text("id", ticket.id.to_string())).into());
    }
    if let Some(page) = store::of_ticket(turn.conn(), ticket.id).await?.filter(|page| page.state.runs()) {
        return answer::go_on_now(turn, page).await;
    }
    let chain = wakes_somebody(Chain::of(&turn.config, Some(&ticket)))?;
    let title = ticket.title.clone();
    begin(turn, Some(&ticket), &title, chain).await?;
    Ok(())
}

/// Begins a chain, and takes its first step. None: one about this ticket runs already.
async fn begin(turn: &mut Turn<'_>, ticket: Option<&Ticket>, title: &str, chain: Chain) -> Result<Option<i64>, Stop> {
    let place = turn.place.clone();
    let platform = match ticket {
        Some(ticket) => {
            let homes = ticket::store::places(turn.conn(), ticket.id).await?;
            homes.first().map_or(place.platform.clone(), |home| home.platform.clone())
        }
        None => place.platform.clone(),
    };
    let mut page = Page {
        id: 0,
        ticket: ticket.map(|ticket| ticket.id),
        title: title.to_owned(),
        platform,
        place: (place.room, place.thread),
        chain: chain.name,
        steps: chain.steps,
        rounds: chain.rounds,
        priority: ticket.map_or(1, |ticket| ticket.priority),
        state: State::Open(Next { round: 0, step: 0 }),
        started_at: turn.now,
        by: turn.actor.as_ref().map(|actor| actor.id),
        beside: hold::beside(turn, ticket).await?,
    };
    let Some(id) = store::insert(turn.conn(), &page).await? else { return Ok(None) };
    page.id = id;
    let subject = page.name();
    let after = json!({ "page": id, "chain": page.chain, "steps": page.steps.len(), "rounds": page.rounds });
    turn.record("page-start", &subject, Value::Null, after).await?;
    if let Some(ticket) = page.ticket {
        turn.emit(Fact::Noted { ticket, what: Noteworthy::Paged { target: called(turn, &page) } });
    }
    if let Some(despite) = hold::despite(turn, ticket, &page).await? {
        step::tell(turn, &page, &despite, None).await?;
    }
    hold::tell_beside(turn, &page).await?;
    step::go_on(turn, page).await?;
    Ok(Some(id))
}

/// Whom or what a page calls, in a word: the title of its chain, of the schedule or of the team, else the name.
fn called(turn: &Turn<'_>, page: &Page) -> String {
    let config = &turn.config;
    let chain = config.escalations.iter().find(|chain| chain.name == page.chain).map(|chain| chain.title.clone());
    let title = || match Target::read(&page.chain)? {
        Target::Schedule(name) => config.schedules.iter().find(|of| of.name == name).map(|of| of.title.clone()),
        Target::Team(name) | Target::Leads(name) => team::named(config, &name).map(|of| of.title.clone()),
        _ => None,
    };
    chain.or_else(title).unwrap_or_else(|| page.chain.clone())
}

/// Another practice wants somebody to be called for a ticket: by a chain, else by the one that is meant for such tickets. Where
/// there is none, or one runs already, nobody is.
pub(super) async fn wanted(turn: &mut Turn<'_>, id: TicketId, chain: Option<&str>) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await?.filter(|ticket| ticket.state.is_open()) else {
        return Ok(());
    };
    let config = turn.config.clone();
    let found = match chain {
        Some(name) => config.escalations.iter().find(|chain| chain.name == name),
        None => chain_of(&config, &ticket),
    };
    if let Some(chain) = found {
        let title = ticket.title.clone();
        begin(turn, Some(&ticket), &title, Chain::configured(chain)).await?;
    }
    Ok(())
}

/// A room is opened in which a ticket is worked on: those come in who are on call for it now, and its team.
pub(super) async fn helpers(turn: &mut Turn<'_>, id: TicketId, opener: MessageId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let (config, now) = (turn.config.clone(), turn.now);
    let platform = turn.place.platform.clone();
    let team = team_of(&config, Some(&ticket)).map(str::to_owned);
    let own = config.schedules.iter().find(|schedule| schedule.team == team && team.is_some());
    let mut accounts = match own {
        Some(schedule) => {
            let current = schedule::current(turn.conn(), schedule, now).await?;
            current.on_call(now).into_iter().map(str::to_owned).collect()
        }
        None => Vec::new(),
    };
    if let Some(team) = &team {
        accounts.extend(step::members(turn, &platform, team).await?);
    }
    turn.emit(Fact::HelpersFound { ticket: id, opener, accounts });
    Ok(())
}

/// Begins the chain of a ticket by itself, unless it was begun before; or holds it back. False: neither.
pub(super) async fn by_itself(turn: &mut Turn<'_>, id: TicketId, also_made_up: bool) -> Result<bool, Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await?.filter(|ticket| ticket.state.is_open()) else {
        return Ok(false);
    };
    let config = turn.config.clone();
    if chain_of(&config, &ticket).is_none() && (!also_made_up || config.schedules.is_empty()) {
        return Ok(false);
    }
    let chain = Chain::of(&config, Some(&ticket));
    if chain.steps.is_empty() || store::was_paged(turn.conn(), id).await? {
        return Ok(false);
    }
    if hold::holds(turn, &ticket, &chain, also_made_up).await? {
        return Ok(true);
    }
    let title = ticket.title.clone();
    begin(turn, Some(&ticket), &title, chain).await?;
    Ok(true)
}
