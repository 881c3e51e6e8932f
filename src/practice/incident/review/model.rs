//! The review of an incident as it can be written from what is known of it, with the questions that people alone can answer. Pure.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::chat::markup::markdown::escaped;
use crate::i18n::{Language, Phrase, Words, calendar_day, time};
use crate::ids::TicketId;
use crate::practice::incident::model::{Times, span};
use crate::practice::incident::view::took;
use crate::ticket::one_line;

/// Begins a question that is still open.
pub(super) const OPEN: &str = "❓";

/// So many entries of a list are named; the export has all of them.
const LISTED: usize = 50;

/// So many entries of the timeline come in.
const TIMELINE: usize = 150;

/// So much of what somebody has written stands in one line.
const LINE: usize = 300;

/// A ticket that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: TicketId,
    pub(super) title: String,
}

/// An update as it was told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub(super) at: DateTime<Utc>,
    pub(super) by: Option<String>,
    pub(super) known: String,
    pub(super) doing: String,
    pub(super) public: Option<Phrase>,
}

/// An entry of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Happened {
    pub(super) at: DateTime<Utc>,
    pub(super) by: Option<String>,
    pub(super) what: Phrase,
}

/// What is to be done afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FollowUp {
    pub(super) ticket: Named,
    pub(super) owner: Option<String>,
    pub(super) due: Option<DateTime<Utc>>,
    pub(super) is_done: bool,
}

/// What is known of an incident that is over.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Review {
    pub(super) id: TicketId,
    pub(super) title: String,
    /// None: nobody has said how bad it was.
    pub(super) severity: Option<Phrase>,
    /// What people call the services that were affected.
    pub(super) services: Vec<String>,
    pub(super) is_drill: bool,
    pub(super) declared: DateTime<Utc>,
    pub(super) times: Times,
    /// Who had which part last.
    pub(super) roles: Vec<(Phrase, String)>,
    /// How many tickets and people; None: no ticket is about it.
    pub(super) counts: Option<Phrase>,
    pub(super) tickets: Vec<Named>,
    pub(super) changes: Vec<Named>,
    pub(super) problems: Vec<Named>,
    pub(super) updates: Vec<Told>,
    pub(super) timeline: Vec<Happened>,
    pub(super) follow_ups: Vec<FollowUp>,
}

/// For whom it is written.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) words: &'a Words,
    pub(super) language: Language,
    pub(super) zone: Tz,
}

impl Reader<'_> {
    /// A phrase as a line of Markdown, with what people have written as they wrote it.
    fn say(&self, phrase: &Phrase) -> String {
        escaped(&one_line(&self.words.plain(self.language, phrase), LINE))
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// A moment that is right whenever it is read.
    fn moment(&self, at: DateTime<Utc>) -> String {
        format!("{} {}", calendar_day(self.language, self.day(at), true), time(at, self.zone))
    }
}

/// Lines that become a text, paragraph by paragraph.
struct Page<'a> {
    reader: Reader<'a>,
    text: String,
}

impl Page<'_> {
    fn paragraph(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    fn heading(&mut self, key: &'static str) {
        let heading = format!("## {}", self.reader.say(&Phrase::new(key)));
        self.paragraph(&heading);
    }

    fn ask(&mut self, key: &'static str) {
        let question = format!("{OPEN} {}", self.reader.say(&Phrase::new(key)));
        self.paragraph(&question);
    }

    fn list(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
            self.paragraph(&lines.join("\n"));
        }
    }

    /// The first of many, and how many there are besides.
    fn some(&self, lines: Vec<String>, most: usize) -> Vec<String> {
        let more = lines.len().saturating_sub(most);
        let mut lines: Vec<String> = lines.into_iter().take(most).collect();
        if more > 0 {
            let more = i64::try_from(more).unwrap_or(i64::MAX);
            lines.push(self.reader.say(&Phrase::new("review-more").number("more", more)));
        }
        lines
    }
}

/// The review as a text in Markdown.
#[must_use]
pub(super) fn draft(review: &Review, reader: Reader<'_>) -> String {
    let mut page = Page { reader, text: String::new() };
    if review.is_drill {
        let drill = format!("*{}*", reader.say(&Phrase::new("review-drill")));
        page.paragraph(&drill);
    }
    page.heading("review-what");
    page.ask("review-what-ask");
    page.heading("review-impact");
    let mut lines = impact(review, reader);
    lines.extend(page.some(named(&review.tickets), LISTED));
    page.list(&lines);
    page.heading("review-times");
    page.list(&times(review, reader));
    if !review.roles.is_empty() {
        page.heading("review-roles");
        let lines = review.roles.iter().map(|(role, name)| {
            reader.say(&Phrase::new("incident-role-line").phrase("role", role.clone()).text("name", name.clone()))
        });
        page.list(&lines.collect::<Vec<_>>());
    }
    page.heading("review-timeline");
    timeline(&mut page, review);
    if !review.updates.is_empty() {
        page.heading("review-updates");
        let lines = page.some(updates(review, reader), LISTED);
        page.list(&lines);
    }
    for (heading, question) in [
        ("review-cause", "review-cause-ask"),
        ("review-well", "review-well-ask"),
        ("review-badly", "review-badly-ask"),
        ("review-learnt", "review-learnt-ask"),
    ] {
        page.heading(heading);
        page.ask(question);
    }
    page.heading("review-followups");
    if review.follow_ups.is_empty() {
        page.ask("review-followups-ask");
    } else {
        let lines = page.some(follow_ups(review, reader), LISTED);
        page.list(&lines);
    }
    if !review.changes.is_empty() || !review.problems.is_empty() {
        page.heading("review-links");
        let lines = page.some(named([review.changes.as_slice(), &review.problems].concat().as_slice()), LISTED);
        page.list(&lines);
    }
    page.text.push('\n');
    page.text
}

fn named(tickets: &[Named]) -> Vec<String> {
    tickets.iter().map(|ticket| format!("**{}** {}", ticket.id, escaped(&one_line(&ticket.title, LINE)))).collect()
}

fn impact(review: &Review, reader: Reader<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(severity) = &review.severity {
        lines.push(reader.say(&Phrase::new("review-severity").phrase("severity", severity.clone())));
    }
    if !review.services.is_empty() {
        let services = Phrase::new("review-services").text("services", review.services.join(", "));
        lines.push(reader.say(&services));
    }
    let lasted = span(review.times.started, review.times.resolved);
    let from = reader.moment(review.times.started);
    let when = match (review.times.resolved, lasted) {
        (Some(to), Some(lasted)) => {
            let is_same_day = reader.day(to) == reader.day(review.times.started);
            let to = if is_same_day { time(to, reader.zone) } else { reader.moment(to) };
            Phrase::new("review-span").text("from", from).text("to", to).duration("lasted", lasted)
        }
        _ => Phrase::new("review-since").text("from", from),
    };
    lines.push(reader.say(&when));
    lines.extend(review.counts.as_ref().map(|counts| reader.say(counts)));
    lines
}

/// How long it took until somebody knew, somebody worked on it, people could work again, and it was over.
#[must_use]
pub(super) fn spans(declared: DateTime<Utc>, times: &Times) -> [(&'static str, Option<TimeDelta>); 4] {
    [
        // Where nobody has said since when, it began with its declaration.
        ("review-detect", span(times.started, Some(declared)).filter(|span| !span.is_zero())),
        ("review-acknowledge", span(declared, times.acked)),
        ("review-mitigate", span(times.started, times.mitigated)),
        ("review-resolve", span(times.started, times.resolved)),
    ]
}

fn times(review: &Review, reader: Reader<'_>) -> Vec<String> {
    let spans = spans(review.declared, &review.times);
    spans.into_iter().filter_map(|(key, span)| Some(reader.say(&took(key, span)?))).collect()
}

/// Day by day, since the hours alone would mislead where an outage lasts over midnight.
fn timeline(page: &mut Page<'_>, review: &Review) {
    let reader = page.reader;
    let mut days: Vec<(NaiveDate, Vec<String>)> = Vec::new();
    for one in review.timeline.iter().take(TIMELINE) {
        let day = reader.day(one.at);
        let what = reader.say(&one.what);
        let at = time(one.at, reader.zone);
        let line = match &one.by {
            Some(name) => format!("{at} · {what} ({})", escaped(&one_line(name, LINE))),
            None => format!("{at} · {what}"),
        };
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, lines)) => lines.push(line),
            None => days.push((day, vec![line])),
        }
    }
    for (day, lines) in days {
        page.paragraph(&format!("**{}**", calendar_day(reader.language, day, true)));
        page.list(&lines);
    }
    let more = review.timeline.len().saturating_sub(TIMELINE);
    if more > 0 {
        let more = reader.say(&Phrase::new("review-more").number("more", i64::try_from(more).unwrap_or(i64::MAX)));
        page.paragraph(&more);
    }
}

fn updates(review: &Review, reader: Reader<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for told in &review.updates {
        let mut parts = Vec::new();
        for (key, text) in [("incident-update-known", &told.known), ("incident-update-doing", &told.doing)] {
            if !text.trim().is_empty() {
                parts.push(reader.say(&Phrase::new(key).text("text", text.clone())));
            }
        }
        if let Some(public) = &told.public {
            parts.push(reader.say(&Phrase::new("review-public").phrase("text", public.clone())));
        }
        let by = told.by.as_deref().map(|name| format!(" ({})", escaped(&one_line(name, LINE)))).unwrap_or_default();
        lines.push(format!("{}{by}: {}", reader.moment(told.at), parts.join(" · ")));
    }
    lines
}

fn follow_ups(review: &Review, reader: Reader<'_>) -> Vec<String> {
    let line = |one: &FollowUp| {
        let mut line = named(std::slice::from_ref(&one.ticket)).concat();
        if let Some(owner) = &one.owner {
            line = format!("{line} · {}", escaped(&one_line(owner, LINE)));
        }
        if let Some(due) = one.due {
            let until = Phrase::new("review-until").text("day", calendar_day(reader.language, reader.day(due), true));
            line = format!("{line} · {}", reader.say(&until));
        }
        if one.is_done {
            line = format!("{line} · {}", reader.say(&Phrase::new("review-done")));
        }
        line
    };
    review.follow_ups.iter().map(line).collect()
}

/// The headings below which a question is still open.
#[must_use]
pub(super) fn open(text: &str) -> Vec<String> {
    let mut heading = "";
    let mut open: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(found) = line.strip_prefix("## ") {
            heading = found.trim();
        } else if line.trim_start_matches(['-', '*', ' ']).starts_with(OPEN)
            && open.last().is_none_or(|last| last != heading)
        {
            open.push(heading.to_owned());
        }
    }
    open
}

#[cfg(test)]
mod tests;
