//! Which channels somebody is reached by, and when.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::config::ChannelConfig;

/// An address of somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Address {
    /// The name of its channel.
    pub channel: String,
    /// As the channel needs it.
    pub address: String,
    /// A code was sent to it and came back.
    pub proved: bool,
}

/// When a channel is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Rule {
    /// The name of the channel.
    pub channel: String,
    /// How long after the message in the chat.
    pub after: Duration,
}

/// A channel that is still to be used for a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Due {
    /// The name of the channel.
    pub channel: String,
    /// Seconds after the message in the chat.
    pub after: u64,
}

/// When which channel is used for somebody, the earliest first: by their own rules, else as the channels themselves say; only
/// addresses that were proved count.
pub(in super::super) fn plan(
    channels: &[ChannelConfig],
    addresses: &[Address],
    rules: &[Rule],
    urgent: bool,
) -> Vec<Due> {
    let is_proved = |name: &str| addresses.iter().any(|address| address.proved && address.channel == name);
    let usual = |channel: &ChannelConfig| if urgent { channel.urgent_after } else { channel.normal_after };
    let after = |channel: &ChannelConfig| match rules.is_empty() {
        true => usual(channel),
        false => rules.iter().find(|rule| rule.channel == channel.name).map(|rule| rule.after),
    };
    let used = channels.iter().filter(|channel| is_proved(&channel.name));
    let mut plan: Vec<Due> = used
        .filter_map(|channel| Some(Due { channel: channel.name.clone(), after: after(channel)?.as_secs() }))
        .collect();
    plan.sort_by_key(|due| due.after);
    plan
}

/// The channel that takes the place of one that failed: the next in the plan, else any other that was proved and not used.
pub(in super::super) fn instead(left: &[Due], used: &[String], addresses: &[Address]) -> Option<String> {
    let fits = |name: &&str| !used.iter().any(|used| used == name);
    let others = addresses.iter().filter(|address| address.proved).map(|address| address.channel.as_str());
    left.iter().map(|due| due.channel.as_str()).chain(others).find(fits).map(str::to_owned)
}

/// An address as it may be seen by others: enough to know it again.
pub(in super::super) fn masked(address: &str) -> String {
    let (name, domain) = match address.split_once('@') {
        Some((name, domain)) => (name, format!("@{domain}")),
        None => (address, String::new()),
    };
    let letters: Vec<char> = name.chars().collect();
    let shown = if letters.len() > 6 { 2 } else { usize::from(letters.len() > 1) };
    let first: String = letters.iter().take(shown).collect();
    let last: String = letters.iter().skip(letters.len().saturating_sub(shown)).collect();
    format!("{first}…{last}{domain}")
}

/// `sms 2m, voice 5m`; the channel's name and what stands behind it, each as written.
pub(in super::super) fn rules_of(text: &str) -> Vec<(String, String)> {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, after) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
            (name.to_owned(), after.trim().to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{AddressKind, BodyType, ChannelKind};

    fn channel(name: &str, urgent: Option<u64>, normal: Option<u64>) -> ChannelConfig {
        ChannelConfig {
            name: name.into(),
            title: name.into(),
            kind: ChannelKind::Http,
            address: AddressKind::Phone,
            url: String::new(),
            method: "POST".into(),
            body: String::new(),
            body_type: BodyType::Json,
            headers: Vec::new(),
            token: None,
            login: None,
            signing_key: None,
            timeout: Duration::from_secs(10),
            longest: None,
            urgent_after: urgent.map(Duration::from_secs),
            normal_after: normal.map(Duration::from_secs),
        }
    }

    fn address(channel: &str, proved: bool) -> Address {
        Address { channel: channel.into(), address: "x".into(), proved }
    }

    fn names(plan: &[Due]) -> Vec<(&str, u64)> {
        plan.iter().map(|due| (due.channel.as_str(), due.after)).collect()
    }

    #[test]
    fn own_rules_take_the_place_of_the_usual_ones_and_only_what_was_proved_counts() {
        let channels =
            [channel("voice", Some(300), None), channel("sms", Some(60), Some(900)), channel("mail", None, None)];
        let all = [address("voice", true), address("sms", true), address("mail", false)];
        assert_eq!(names(&plan(&channels, &all, &[], true)), [("sms", 60), ("voice", 300)]);
        assert_eq!(names(&plan(&channels, &all, &[], false)), [("sms", 900)]);
        let own = [
            Rule { channel: "voice".into(), after: Duration::ZERO },
            Rule { channel: "mail".into(), after: Duration::ZERO },
        ];
        assert_eq!(names(&plan(&channels, &all, &own, true)), [("voice", 0)]);
        assert!(plan(&channels, &[], &[], true).is_empty());
    }

    #[test]
    fn another_channel_takes_the_place_of_one_that_failed_and_none_twice() {
        let left = [Due { channel: "voice".into(), after: 300 }];
        let all = [address("voice", true), address("sms", true), address("mail", true), address("push", false)];
        let used = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(instead(&left, &used(&["sms"]), &all), Some("voice".into()));
        assert_eq!(instead(&[], &used(&["sms", "voice"]), &all), Some("mail".into()));
        assert_eq!(instead(&[], &used(&["sms", "voice", "mail"]), &all), None);
    }

    #[test]
    fn an_address_is_known_again_and_not_given_away() {
        assert_eq!(masked("+49151123456"), "+4…56");
        assert_eq!(masked("anna@example.org"), "a…a@example.org");
        assert_eq!(masked("a"), "…");
        assert_eq!(masked(""), "…");
        assert_eq!(masked("🦀🦀🦀"), "🦀…🦀");
    }

    #[test]
    fn rules_are_written_one_after_the_other() {
        let pair = |name: &str, after: &str| (name.to_owned(), after.to_owned());
        assert_eq!(
            rules_of(" sms 2m, voice 5 min;push "),
            [pair("sms", "2m"), pair("voice", "5 min"), pair("push", "")]
        );
        assert!(rules_of(" , ").is_empty());
    }
}
