//! Which team gets a ticket, how urgent it is, and who may know of it: what was given, then the first rule that fits and
//! says so, then category, service and room. Pure.

use crate::command::fold;
use crate::config::{CategoryConfig, Config, Gets, RuleConfig, ServiceConfig};

/// What is known of a ticket before it is routed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft<'a> {
    /// All its words.
    pub(super) text: &'a str,
    /// The room in which it was raised, by id and alias.
    pub(super) room: &'a [&'a str],
    /// The team to which that room gives its tickets.
    pub(super) room_team: Option<&'a str>,
    /// The account of its requester.
    pub(super) requester: &'a str,
    /// The service that was named.
    pub(super) service: Option<&'a ServiceConfig>,
    /// The category that was named.
    pub(super) category: Option<&'a CategoryConfig>,
    /// The place of the impact that was named.
    pub(super) impact: Option<u8>,
    /// The place of the urgency that was named.
    pub(super) urgency: Option<u8>,
}

/// Where a ticket goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// The team; None where there is none at all.
    pub(super) team: Option<String>,
    /// What gave it to the team.
    pub(super) by: By,
    /// The service.
    pub(super) service: Option<String>,
    /// The category.
    pub(super) category: Option<String>,
    /// The place of the impact.
    pub(super) impact: u8,
    /// The place of the urgency.
    pub(super) urgency: u8,
    /// Seen by requester, assignee and team alone.
    pub(super) private: bool,
}

/// What decided where a ticket goes, for its log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum By {
    /// The first rule that fits.
    Rule(String),
    /// Its category.
    Category(String),
    /// Its service.
    Service(String),
    /// The room in which it was raised.
    Room,
    /// Nothing else does, and somebody must get it.
    Default,
    /// There are no teams.
    Nothing,
}

pub(super) fn route(config: &Config, draft: Draft<'_>) -> Route {
    let words: Vec<String> = words(draft.text);
    let mentions = |pattern: &String| fits(&words, pattern);
    let recognised = || config.services.iter().find(|service| service.words.iter().any(mentions));
    let service = draft.service.or_else(recognised);
    let fit: Vec<&RuleConfig> =
        config.rules.iter().filter(|rule| applies(config, rule, draft, service, &words)).collect();
    let by_name = |name: &String| config.categories.iter().find(|category| category.name == *name);
    let category = draft.category.or_else(|| fit.iter().find_map(|rule| by_name(rule.category.as_ref()?)));
    let nothing = Gets::default();
    let of_category = category.map_or(&nothing, |category| &category.gets);
    let of_service = service.map_or(&nothing, |service| &service.gets);
    let by_rule = fit.iter().find_map(|rule| Some((rule.gets.team.clone()?, By::Rule(rule.name.clone()))));
    let by_category = || Some((of_category.team.clone()?, By::Category(category?.title.clone())));
    let by_service = || Some((of_service.team.clone()?, By::Service(service?.title.clone())));
    let by_room = || Some((draft.room_team?.to_owned(), By::Room));
    let default = || config.desk.default_team.clone().or_else(|| config.teams.first().map(|team| team.name.clone()));
    // What somebody has said outright counts before rules that guess, and what is private is the business of its own team
    // and no other.
    let given = match draft.category.is_some() || category.is_some_and(|category| category.private) {
        true => by_category().or(by_rule),
        false => by_rule.or_else(by_category),
    };
    let given = given.or_else(by_service).or_else(by_room).or_else(|| Some((default()?, By::Default)));
    let (team, by) = given.map_or((None, By::Nothing), |(team, by)| (Some(team), by));
    // A rule that gives no team has still decided something, which the log should not keep to itself.
    let by = match (fit.first(), by) {
        (Some(rule), By::Room | By::Default | By::Nothing) => By::Rule(rule.name.clone()),
        (_, by) => by,
    };
    let level = |given: Option<u8>, of: fn(&Gets) -> Option<u8>, default: u8| {
        let by_rule = || fit.iter().find_map(|rule| of(&rule.gets));
        given.or_else(by_rule).or(of(of_category)).or(of(of_service)).unwrap_or(default)
    };
    Route {
        team,
        by,
        service: service.map(|service| service.name.clone()),
        category: category.map(|category| category.name.clone()),
        impact: level(draft.impact, |gets| gets.impact, config.priority.default_impact),
        urgency: level(draft.urgency, |gets| gets.urgency, config.priority.default_urgency),
        private: category.is_some_and(|category| category.private),
    }
}

fn applies(
    config: &Config,
    rule: &RuleConfig,
    draft: Draft<'_>,
    service: Option<&ServiceConfig>,
    words: &[String],
) -> bool {
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    let in_group = |name: &String| config.is_in_group(name, draft.requester);
    (rule.words.is_empty() || rule.words.iter().any(|pattern| fits(words, pattern)))
        && (rule.rooms.is_empty() || rule.rooms.iter().any(|room| draft.room.iter().any(|own| same(own, room))))
        && rule.group.as_ref().is_none_or(in_group)
        && rule.service.as_ref().is_none_or(|name| service.is_some_and(|service| service.name == *name))
}

/// The words of a text in the form in which they are compared.
fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a pattern stands in the words: words in a row, each whole, or with `*` in front or behind any that end or begin
/// so.
fn fits(text: &[String], pattern: &str) -> bool {
    let pattern = fold(pattern);
    let wanted: Vec<&str> = pattern
        .split(|c: char| !c.is_alphanumeric() && c != '*')
        .filter(|word| !word.trim_matches('*').is_empty())
        .collect();
    let one = |(word, wanted): (&String, &&str)| {
        let bare = wanted.trim_matches('*');
        match (wanted.starts_with('*'), wanted.ends_with('*')) {
            (false, false) => word == bare,
            (false, true) => word.starts_with(bare),
            (true, false) => word.ends_with(bare),
            (true, true) => word.contains(bare),
        }
    };
    !wanted.is_empty() && text.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(one))
}

/// The place of the level that somebody means: by its name, by its number from 1, or in the other language.
pub(super) fn level(levels: &[String], text: &str) -> Option<u8> {
    let written = fold(text.trim());
    let meant = match written.as_str() {
        "hoch" | "gross" => "high",
        "mittel" | "normal" => "medium",
        "niedrig" | "gering" | "klein" => "low",
        other => other,
    };
    let at = |wanted: &str| levels.iter().position(|level| fold(level) == wanted);
    let number = || written.parse::<usize>().ok().filter(|number| (1..=levels.len()).contains(number)).map(|n| n - 1);
    at(&written).or_else(|| at(meant)).or_else(number).and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{GroupConfig, TeamConfig};

    fn team(name: &str) -> TeamConfig {
        TeamConfig { name: name.to_owned(), title: name.to_owned(), members: None, leads: Vec::new() }
    }

    fn to(team: &str) -> Gets {
        Gets { team: Some(team.to_owned()), ..Gets::default() }
    }

    fn company() -> Config {
        let mut config = Config { teams: vec![team("it"), team("network"), team("hr")], ..Config::default() };
        config.groups = vec![GroupConfig { name: "board".into(), members: vec!["@gerda:x.org".into()] }];
        config.services = vec![ServiceConfig {
            name: "mail".into(),
            title: "E-mail".into(),
            words: vec!["mail*".into(), "outlook".into()],
            owner: None,
            gets: Gets { impact: Some(0), ..to("it") },
            ..ServiceConfig::default()
        }];
        config.categories =
            vec![CategoryConfig { name: "hr".into(), title: "HR".into(), private: true, gets: to("hr") }];
        let rule = |name: &str, words: &[&str], gets: Gets| RuleConfig {
            name: name.into(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            rooms: Vec::new(),
            group: None,
            service: None,
            category: None,
            gets,
        };
        config.rules = vec![
            RuleConfig {
                group: Some("board".into()),
                ..rule("board first", &[], Gets { urgency: Some(0), ..Gets::default() })
            },
            rule("net", &["wlan", "no network", "*switch"], to("network")),
            RuleConfig { category: Some("hr".into()), ..rule("pay", &["gehalt*"], Gets::default()) },
        ];
        config
    }

    fn routed(text: &str, requester: &str) -> Route {
        let config = company();
        let draft = Draft {
            text,
            room: &["!a:x.org", "#help:x.org"],
            room_team: None,
            requester,
            service: None,
            category: None,
            impact: None,
            urgency: None,
        };
        route(&config, draft)
    }

    #[test]
    fn the_first_rule_that_fits_decides_and_is_named() {
        let route = routed("Das WLAN im Keller ist weg", "@anna:x.org");
        assert_eq!((route.team.as_deref(), route.by), (Some("network"), By::Rule("net".into())));
        let route = routed("No   network!", "@anna:x.org");
        assert_eq!(route.by, By::Rule("net".into()));
        let route = routed("The core-switch hums", "@anna:x.org");
        assert_eq!(route.team.as_deref(), Some("network"));
        // The board's rule comes first and gives no team, so the next that fits does, else the service.
        let route = routed("WLAN and Outlook", "@Gerda:x.org");
        assert_eq!((route.team.as_deref(), route.by, route.urgency), (Some("network"), By::Rule("net".into()), 0));
        let route = routed("Outlook", "@Gerda:x.org");
        assert_eq!((route.team.as_deref(), route.by, route.urgency), (Some("it"), By::Service("E-mail".into()), 0));
        assert_eq!(route.impact, 0);
    }

    #[test]
    fn what_is_private_goes_to_its_own_team_whatever_rules_guess() {
        let config = company();
        let draft = Draft {
            text: "Mein WLAN-Zuschuss fehlt",
            room: &[],
            room_team: None,
            requester: "@gerda:x.org",
            service: None,
            category: config.categories.first(),
            impact: None,
            urgency: None,
        };
        assert_eq!(super::route(&config, draft).team.as_deref(), Some("hr"));
        // The board's rule comes first, and must not make a matter of pay public.
        let route = routed("Mein Gehalt fehlt", "@gerda:x.org");
        assert_eq!((route.team.as_deref(), route.private, route.urgency), (Some("hr"), true, 0));
    }

    #[test]
    fn a_rule_gives_a_category_and_that_makes_it_private() {
        let route = routed("Frage zur Gehaltsabrechnung", "@anna:x.org");
        assert_eq!((route.team.as_deref(), route.private), (Some("hr"), true));
        assert_eq!(route.by, By::Category("HR".into()));
    }

    #[test]
    fn what_nothing_fits_goes_to_the_default_team() {
        let route = routed("Kaffee ist alle", "@anna:x.org");
        assert_eq!((route.team.as_deref(), route.by), (Some("it"), By::Default));
        let mut config = company();
        config.desk.default_team = Some("network".into());
        let draft = Draft {
            text: "Kaffee",
            room: &[],
            room_team: None,
            requester: "",
            service: None,
            category: None,
            impact: None,
            urgency: Some(2),
        };
        let route = super::route(&config, draft);
        assert_eq!((route.team.as_deref(), route.by, route.urgency), (Some("network"), By::Default, 2));
        config.teams.clear();
        config.rules.clear();
        config.desk.default_team = None;
        assert_eq!((super::route(&config, draft).team, super::route(&config, draft).by), (None, By::Nothing));
    }

    #[test]
    fn levels_are_named_in_both_languages_and_numbered() {
        let levels = ["high", "medium", "low"].map(str::to_owned);
        for (text, at) in [("High", 0), ("hoch", 0), ("mittel", 1), ("3", 2), ("gering", 2)] {
            assert_eq!(level(&levels, text), Some(at), "{text}");
        }
        for text in ["", "0", "4", "sehr hoch", "-1"] {
            assert_eq!(level(&levels, text), None, "{text}");
        }
    }
}
