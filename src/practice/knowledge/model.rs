//! What an article is, and what may become of it. Pure.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::config::KnowledgeConfig;
use crate::i18n::Language;
use crate::ids::{ArticleId, PersonId, TicketId};
use crate::ticket::{one_line, title_line};

/// The longest text of a part, in bytes; a book belongs elsewhere.
pub(super) const MOST_BYTES: usize = 200_000;

/// How an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being written: agents alone read it, and nothing suggests it.
    Draft,
    /// It can be read, and is suggested.
    Published,
    /// It is out of use; who knows its number still reads it.
    Retired,
}

impl State {
    /// All of them.
    pub const ALL: [State; 3] = [State::Draft, State::Published, State::Retired];

    /// As stored, in files, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Published => "published",
            State::Retired => "retired",
        }
    }

    /// Reads what [`State::name`] writes.
    #[must_use]
    pub fn read(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == stored)
    }
}

/// Who may read an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Agents.
    Internal,
    /// Everybody.
    Public,
}

impl Audience {
    /// As stored, in files, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Audience::Internal => "internal",
            Audience::Public => "public",
        }
    }

    /// Reads what [`Audience::name`] writes.
    #[must_use]
    pub fn read(stored: &str) -> Option<Self> {
        [Audience::Internal, Audience::Public].into_iter().find(|audience| audience.name() == stored)
    }
}

/// An article in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Which.
    pub language: Language,
    /// What it is about, in a line.
    pub title: String,
    /// How it shows, in the words of those whom it concerns.
    pub symptoms: String,
    /// What is done about it, in Markdown.
    pub solution: String,
}

impl Text {
    /// A text without words.
    #[must_use]
    pub fn empty(language: Language) -> Self {
        Self { language, title: String::new(), symptoms: String::new(), solution: String::new() }
    }
}

/// A part of an article that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Its title.
    Title,
    /// Its symptoms.
    Symptoms,
    /// Its solution.
    Solution,
    /// Who may read it.
    Audience,
}

impl Part {
    /// In the order in which they are asked for.
    pub const ALL: [Part; 4] = [Part::Title, Part::Symptoms, Part::Solution, Part::Audience];

    /// In the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Symptoms => "symptoms",
            Part::Solution => "solution",
            Part::Audience => "audience",
        }
    }
}

/// What is asked of whoever writes an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Whom.
    pub person: PersonId,
    /// The message that asks.
    pub message: i64,
    /// For what; None: all is known, and a tap publishes it.
    pub part: Option<Part>,
    /// What is still to be asked for afterwards.
    pub then: Vec<Part>,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub id: ArticleId,
    /// How it stands.
    pub state: State,
    /// Who may read it.
    pub audience: Audience,
    /// The services that it is about, by name.
    pub services: Vec<String>,
    /// The account of whoever answers for it.
    pub owner: Option<String>,
    /// When it must be looked at again.
    pub review_on: Option<NaiveDate>,
    /// How often its owner was reminded of that.
    pub reminded: i16,
    /// Counts its versions.
    pub revision: i32,
    /// Its languages, that in which it was written first.
    pub texts: Vec<Text>,
    /// The ticket of which it was written.
    pub from_ticket: Option<TicketId>,
    /// The file that it was imported from.
    pub file: Option<String>,
    /// What is asked of whoever writes it.
    pub asking: Option<Asking>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When its words were changed last.
    pub edited_at: DateTime<Utc>,
}

/// Why something cannot be done with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It stands so already.
    Already(State),
    /// It is out of use.
    Retired,
    /// It is a draft.
    Draft,
    /// Something must be known before others read it.
    Missing(Part),
}

impl Article {
    /// The text for a reader: in their language where there is one, else in that in which it was written.
    #[must_use]
    pub fn text(&self, language: Language) -> Option<&Text> {
        self.texts.iter().find(|text| text.language == language).or_else(|| self.texts.first())
    }

    /// The title for a reader.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        self.text(language).map_or("", |text| text.title.as_str())
    }

    /// Changes the text in a language, which is made where there is none.
    pub fn change_text(&mut self, language: Language, change: impl FnOnce(&mut Text)) {
        match self.texts.iter_mut().find(|text| text.language == language) {
            Some(text) => change(text),
            None => {
                let mut text = Text::empty(language);
                change(&mut text);
                self.texts.push(text);
            }
        }
    }

    /// What must be known before others read it, and is not.
    #[must_use]
    pub fn missing(&self) -> Option<Part> {
        let is_blank = |text: &String| text.trim().is_empty();
        match self.texts.as_slice() {
            [] => Some(Part::Title),
            texts if texts.iter().any(|text| is_blank(&text.title)) => Some(Part::Title),
            texts if texts.iter().any(|text| is_blank(&text.solution)) => Some(Part::Solution),
            _ => None,
        }
    }

    /// Others may read it from now on.
    pub fn publish(&mut self, config: &KnowledgeConfig, today: NaiveDate) -> Result<(), Wrong> {
        if self.state == State::Published {
            return Err(Wrong::Already(State::Published));
        }
        if let Some(part) = self.missing() {
            return Err(Wrong::Missing(part));
        }
        self.state = State::Published;
        self.asking = None;
        if self.review_on.is_none_or(|day| day <= today) {
            self.reviewed(config, today);
        }
        Ok(())
    }

    /// It is out of use from now on.
    pub fn retire(&mut self) -> Result<(), Wrong> {
        if self.state == State::Retired {
            return Err(Wrong::Already(State::Retired));
        }
        (self.state, self.asking) = (State::Retired, None);
        Ok(())
    }

    /// Whether its words can be changed.
    pub fn editable(&self) -> Result<(), Wrong> {
        if self.state == State::Retired { Err(Wrong::Retired) } else { Ok(()) }
    }

    /// Somebody has looked at it, and it is still right: the next time is counted from today.
    pub fn review(&mut self, config: &KnowledgeConfig, today: NaiveDate) -> Result<(), Wrong> {
        match self.state {
            State::Draft => Err(Wrong::Draft),
            State::Retired => Err(Wrong::Retired),
            State::Published => {
                self.reviewed(config, today);
                Ok(())
            }
        }
    }

    fn reviewed(&mut self, config: &KnowledgeConfig, today: NaiveDate) {
        self.review_on = today.checked_add_days(Days::new(config.review_every));
        self.reminded = 0;
    }

    /// From when on nothing suggests it, as nobody has looked at it for too long.
    #[must_use]
    pub fn leaves_on(&self, config: &KnowledgeConfig) -> Option<NaiveDate> {
        leaves_on(self.review_on, config)
    }

    /// When its owner is reminded next that it must be looked at; None: not any more, or not at all.
    #[must_use]
    pub fn remind_on(&self, config: &KnowledgeConfig) -> Option<NaiveDate> {
        let reminded = u64::try_from(self.reminded).unwrap_or(0);
        if self.state != State::Published || reminded > config.reminders {
            return None;
        }
        self.review_on?.checked_add_days(Days::new(config.remind_every.saturating_mul(reminded)))
    }
}

/// From when on nothing suggests an article that had to be looked at on a day.
#[must_use]
pub fn leaves_on(review_on: Option<NaiveDate>, config: &KnowledgeConfig) -> Option<NaiveDate> {
    review_on?.checked_add_days(Days::new(config.leave_after))
}

/// Whether so many votes ask for better words.
#[must_use]
pub fn needs_rework(helpful: i64, unhelpful: i64, config: &KnowledgeConfig) -> bool {
    unhelpful >= i64::from(config.rework_from) && unhelpful > helpful
}

/// What an article is worth beside its words: how it stands to the service of the ticket, and what its readers said.
/// A factor near 1: it decides between articles that are about equally alike, and never alone.
#[must_use]
pub fn worth(services: &[String], service: Option<&str>, (helpful, unhelpful): (u32, u32)) -> f64 {
    let of_service = match service {
        Some(service) if services.iter().any(|own| own == service) => 1.15,
        Some(_) if !services.is_empty() => 0.9,
        _ => 1.0,
    };
    // With one vote of each kind lent, so that the first one does not decide.
    let liked = (f64::from(helpful) + 1.0) / (f64::from(helpful) + f64::from(unhelpful) + 2.0);
    of_service * (0.8 + 0.4 * liked)
}

/// What is known of a ticket of which an article is to be written.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// What its requester said when they raised it.
    pub description: String,
    /// The line of solution.
    pub solution: Option<String>,
    /// What those have said who worked on it, in order.
    pub work: Vec<String>,
}

/// So many lines of a ticket's log come into a draft.
const WORK_LINES: usize = 20;

/// An article as a ticket suggests it: what was seen, what solved it, and what was said on the way.
#[must_use]
pub fn draft(source: &Source, language: Language) -> Text {
    let mut solution = source.solution.clone().unwrap_or_default().trim().to_owned();
    let lines = source.work.iter().map(|line| one_line(line, 500));
    // Who resolves by a message has said it there as well.
    let lines: Vec<String> = lines.filter(|line| !line.is_empty() && *line != solution).collect();
    let latest = lines.len().saturating_sub(WORK_LINES);
    for line in lines.iter().skip(latest) {
        if !solution.is_empty() {
            solution.push('\n');
        }
        solution.push_str("- ");
        solution.push_str(line);
    }
    let symptoms = if source.description.trim().is_empty() { &source.title } else { &source.description };
    Text { language, title: title_line(&source.title), symptoms: symptoms.trim().to_owned(), solution }
}

/// The page of a text that is too long for one message, and how many there are: cut at ends of lines where it can be.
#[must_use]
pub fn page_of(text: &str, page: usize, most: usize) -> (&str, usize) {
    let mut pages = Vec::new();
    let mut rest = text;
    while rest.chars().count() > most {
        let end = rest.char_indices().nth(most).map_or(rest.len(), |(at, _)| at);
        let head = rest.get(..end).unwrap_or(rest);
        // Not a page of a line or two because there is a long line behind them.
        let cut = head.rfind('\n').filter(|at| *at > end / 2).unwrap_or(end);
        let (one, more) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        pages.push(one);
        rest = more.trim_start_matches('\n');
    }
    pages.push(rest);
    (pages.get(page.saturating_sub(1)).copied().unwrap_or_default(), pages.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Config;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn article() -> Article {
        let text = Text { title: "VPN".into(), solution: "Restart it".into(), ..Text::empty(Language::En) };
        Article {
            id: ArticleId(1),
            state: State::Draft,
            audience: Audience::Public,
            services: Vec::new(),
            owner: None,
            review_on: None,
            reminded: 0,
            revision: 1,
            texts: vec![text],
            from_ticket: None,
            file: None,
            asking: None,
            created_at: DateTime::UNIX_EPOCH,
            edited_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn an_article_goes_no_other_way() {
        let config = Config::default().knowledge;
        let today = day("2026-01-12");
        let mut one = article();
        assert_eq!(one.review(&config, today), Err(Wrong::Draft));
        assert_eq!(one.publish(&config, today), Ok(()));
        assert_eq!(one.review_on, Some(day("2027-01-12")));
        assert_eq!(one.publish(&config, today), Err(Wrong::Already(State::Published)));
        assert_eq!(one.retire(), Ok(()));
        assert_eq!((one.retire(), one.editable()), (Err(Wrong::Already(State::Retired)), Err(Wrong::Retired)));
        assert_eq!(one.review(&config, today), Err(Wrong::Retired));
        // It can be taken into use again; it keeps its day unless that has passed.
        assert_eq!(one.publish(&config, day("2026-02-01")), Ok(()));
        assert_eq!(one.review_on, Some(day("2027-01-12")));
        one.retire().unwrap();
        assert_eq!(one.publish(&config, day("2027-02-01")), Ok(()));
        assert_eq!(one.review_on, Some(day("2028-02-01")));
    }

    #[test]
    fn what_is_missing_is_named_in_every_language() {
        let mut one = article();
        assert_eq!(one.missing(), None);
        one.change_text(Language::De, |text| text.title = "VPN".into());
        assert_eq!(one.missing(), Some(Part::Solution));
        one.change_text(Language::De, |text| text.solution = "Neu starten".into());
        assert_eq!(one.missing(), None);
        assert_eq!((one.title(Language::De), one.texts.len()), ("VPN", 2));
        one.texts.clear();
        assert_eq!(one.publish(&Config::default().knowledge, day("2026-01-12")), Err(Wrong::Missing(Part::Title)));
    }

    #[test]
    fn reminders_are_bounded_and_then_it_leaves() {
        let config = KnowledgeConfig { remind_every: 7, reminders: 2, leave_after: 30, ..Config::default().knowledge };
        let mut one = Article { state: State::Published, review_on: Some(day("2026-03-01")), ..article() };
        let mut days = Vec::new();
        while let Some(day) = one.remind_on(&config) {
            days.push(day.to_string());
            one.reminded += 1;
        }
        assert_eq!(days, ["2026-03-01", "2026-03-08", "2026-03-15"]);
        assert_eq!(one.leaves_on(&config), Some(day("2026-03-31")));
        one.review(&config, day("2026-04-02")).unwrap();
        assert_eq!((one.reminded, one.remind_on(&config)), (0, Some(day("2027-04-02"))));
    }

    #[test]
    fn votes_ask_for_better_words() {
        let config = KnowledgeConfig { rework_from: 3, ..Config::default().knowledge };
        assert!(needs_rework(2, 3, &config));
        assert!(!needs_rework(3, 3, &config) && !needs_rework(0, 2, &config));
    }

    #[test]
    fn a_ticket_becomes_a_draft() {
        let source = Source {
            title: "Printer offline".into(),
            description: String::new(),
            solution: Some("Restarted the queue".into()),
            work: vec!["Looked at the\nqueue".into(), "Restarted the queue".into(), " ".into()],
        };
        let text = draft(&source, Language::En);
        assert_eq!(text.symptoms, "Printer offline");
        assert_eq!(text.solution, "Restarted the queue\n- Looked at the queue");
    }

    proptest! {
        /// Readers' words weigh, but an article twice as alike stays before any other.
        #[test]
        fn worth_never_decides_alone(helpful in 0_u32..1000, unhelpful in 0_u32..1000, own in any::<bool>()) {
            let services = if own { vec!["mail".to_owned()] } else { Vec::new() };
            let worth = worth(&services, Some("mail"), (helpful, unhelpful));
            prop_assert!((0.7..=1.4).contains(&worth));
        }

        /// Pages are cut by character and lose nothing but line ends between them.
        #[test]
        fn pages_hold_all(text in "[a-zäöü€\n]{0,400}", most in 5_usize..50) {
            let (_, pages) = page_of(&text, 1, most);
            let all: String = (1..=pages).map(|page| page_of(&text, page, most).0).collect();
            prop_assert_eq!(all.replace('\n', ""), text.replace('\n', ""));
            prop_assert!((1..=pages).all(|page| page_of(&text, page, most).0.chars().count() <= most));
        }
    }
}
