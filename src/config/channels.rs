//! `[[channels]]`, `[smtp]`: ways out of the chat.

use std::time::Duration;

use super::account::server_name;
use super::keys::Keys;
use super::mistake::Problem;
use super::places::{each_once, line, word};
use super::row::Row;
use super::value::{Secret, read_duration};

/// A way out of the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelConfig {
    /// As in commands: `!notify add sms +49…`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// How it works.
    pub kind: ChannelKind,
    /// What addresses look like.
    pub address: AddressKind,
    /// Where HTTP channels post to; `{to}` and the other places are filled in.
    pub url: String,
    /// `POST`, `PUT` or `GET`.
    pub method: String,
    /// What is posted, with places.
    pub body: String,
    /// How that is written.
    pub body_type: BodyType,
    /// Further headers.
    pub headers: Vec<(String, Secret)>,
    /// For `Authorization: Bearer`.
    pub token: Option<Secret>,
    /// For `Authorization: Basic`.
    pub login: Option<(String, Secret)>,
    /// With which requests are signed.
    pub signing_key: Option<Secret>,
    /// How long an answer is waited for.
    pub timeout: Duration,
    /// Longer texts are cut, in characters; None: they are not.
    pub longest: Option<usize>,
    /// How long after the message in the chat it is used for what is urgent, for those who have not said otherwise; None:
    /// it is not.
    pub urgent_after: Option<Duration>,
    /// The same for what is not urgent.
    pub normal_after: Option<Duration>,
}

/// How a channel works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelKind {
    /// By the mail server in `[smtp]`.
    Email,
    /// By a server that speaks ntfy's JSON.
    Ntfy,
    /// Whatever a gateway wants: a body with places.
    Http,
    /// JSON for programs; has no addresses.
    Webhook,
}

/// What the addresses of a channel look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressKind {
    /// `anna@example.org`
    Email,
    /// `+49 151 …`
    Phone,
    /// Letters, digits, `-` and `_`.
    Topic,
    /// There are none.
    None,
}

impl AddressKind {
    /// As the words know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            AddressKind::Email => "email",
            AddressKind::Phone => "phone",
            AddressKind::Topic => "topic",
            AddressKind::None => "none",
        }
    }

    /// An address as it is kept. None: it is no address of this kind.
    #[must_use]
    pub fn read(self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            AddressKind::Email => is_mail(text).then(|| text.to_owned()),
            AddressKind::Phone => {
                let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '/' | '(' | ')' | '.')).collect();
                let number = digits.strip_prefix("00").map(|rest| format!("+{rest}")).unwrap_or(digits);
                let rest = number.strip_prefix('+')?;
                // E.164: at most 15 digits, with the country before them.
                let fits = (7..=15).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit());
                fits.then_some(number)
            }
            AddressKind::Topic => {
                let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
                ((1..=64).contains(&text.len()) && text.chars().all(fits)).then(|| text.to_owned())
            }
            AddressKind::None => None,
        }
    }
}

/// How the body of a request is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyType {
    /// JSON: what is filled in is written as the inside of a string.
    Json,
    /// A form: percent-encoded.
    Form,
    /// Plain text: as it is.
    Text,
}

impl BodyType {
    /// As in `Content-Type`.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            BodyType::Json => "application/json",
            BodyType::Form => "application/x-www-form-urlencoded",
            BodyType::Text => "text/plain; charset=utf-8",
        }
    }
}

/// The mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpConfig {
    /// Its name.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept secret.
    pub security: SmtpSecurity,
    /// With which it is logged in.
    pub login: Option<(String, Secret)>,
    /// Whom mail is from.
    pub from: String,
    /// How long an answer is waited for.
    pub timeout: Duration,
}

/// How a connection to a mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// It becomes secret after a greeting, which is demanded (RFC 3207).
    StartTls,
    /// It is secret from the first byte on (RFC 8314).
    Tls,
    /// Not at all: for a server on the same machine.
    None,
}

impl SmtpConfig {
    /// None: there is none.
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let server = keys.optional("smtp.server", server);
        let port = keys.number("smtp.port", 1..=65535);
        let security = keys.choice(
            "smtp.security",
            &[("starttls", SmtpSecurity::StartTls), ("tls", SmtpSecurity::Tls), ("none", SmtpSecurity::None)],
        );
        let user = keys.optional("smtp.user", |text| Ok(text.to_owned()));
        let password = keys.secret("smtp.password", |_| Ok(()));
        let from = keys.optional("smtp.from", mailbox);
        let timeout = keys.duration("smtp.timeout", Duration::from_secs(1)..=Duration::from_mins(2));
        let server = server?;
        let missing = |keys: &mut Keys<'_>, key: &str| {
            let origin = keys.origin("smtp.server");
            keys.refuse(key, &origin, Problem::new("is needed where smtp.server is set"));
        };
        if user.is_some() && password.is_none() {
            missing(keys, "smtp.password");
        }
        let Some(from) = from else {
            missing(keys, "smtp.from");
            return None;
        };
        let login = user.zip(password);
        Some(Self { server, port, security: security.unwrap_or(SmtpSecurity::StartTls), login, from, timeout })
    }
}

fn server(text: &str) -> Result<String, Problem> {
    match text.contains(':') {
        true => Err(Problem::new(format!("must be a name without a port, but is {text:?}")).hint("set smtp.port")),
        false => server_name(text),
    }
}

fn is_mail(text: &str) -> bool {
    text.len() <= 254 && text.parse::<lettre::Address>().is_ok()
}

/// `Lotse <lotse@example.org>`
fn mailbox(text: &str) -> Result<String, Problem> {
    let wrong = || Problem::new(format!("must be like \"Lotse <lotse@example.org>\", but is {text:?}"));
    text.parse::<lettre::message::Mailbox>().map(|_| text.to_owned()).map_err(|_| wrong())
}

/// The names that mean the chat itself, or a part of a command.
const TAKEN: [&str; 3] = ["chat", "urgent", "normal"];

pub(super) fn channels(keys: &mut Keys<'_>, smtp: Option<&SmtpConfig>) -> Vec<ChannelConfig> {
    let channels = keys.tables("channels", |row| channel(row, smtp.is_some()));
    each_once("channels", &channels, |channel| &channel.name, keys);
    channels
}

fn channel(row: &mut Row<'_>, has_smtp: bool) -> Option<ChannelConfig> {
    let name = row.needed("name", word);
    let title = row.text("title", line);
    let kind = row.needed("kind", |text| {
        one(
            text,
            &[
                ("email", ChannelKind::Email),
                ("ntfy", ChannelKind::Ntfy),
                ("http", ChannelKind::Http),
                ("webhook", ChannelKind::Webhook),
            ],
        )
    });
    let address = row.text("address", |text| {
        one(text, &[("email", AddressKind::Email), ("phone", AddressKind::Phone), ("topic", AddressKind::Topic)])
    });
    let url = row.text("url", |text| address_of(text).map(|()| text.to_owned()));
    let method = row.text("method", |text| one(text, &[("post", "POST"), ("put", "PUT"), ("get", "GET")]));
    let body = row.text("body", |text| Ok(text.to_owned()));
    let body_type = row.text("body_type", |text| {
        one(text, &[("json", BodyType::Json), ("form", BodyType::Form), ("text", BodyType::Text)])
    });
    let headers = row.items("headers", header).unwrap_or_default();
    let token = row.secret("token", "token_file");
    let user = row.text("user", |text| Ok(text.to_owned()));
    let password = row.secret("password", "password_file");
    let signing_key = row.secret("signing_key", "signing_key_file");
    let timeout = row.text("timeout", |text| duration(text, Duration::from_secs(1)..=Duration::from_mins(2)));
    let longest = row.text("longest", |text| match text.parse() {
        Ok(most) if most >= 40 => Ok(most),
        _ => Err(Problem::new("must be a number of characters in quotes, of at least 40")),
    });
    let later = |text: &str| duration(text, Duration::ZERO..=Duration::from_hours(4));
    let urgent_after = row.text("urgent_after", later);
    let normal_after = row.text("normal_after", later);
    let (name, kind) = (name?, kind?);
    if TAKEN.contains(&name.as_str()) {
        row.refuse("name", Problem::new(format!("is taken: {name:?}")));
    }
    match kind {
        ChannelKind::Email if !has_smtp => {
            row.refuse("kind", Problem::new("needs a mail server").hint("set server and from in [smtp]"));
        }
        ChannelKind::Ntfy | ChannelKind::Http | ChannelKind::Webhook if url.is_none() && !row.has("url") => {
            row.refuse("url", Problem::new("is needed"));
        }
        ChannelKind::Http if method != Some("GET") && body.is_none() => {
            row.refuse(
                "body",
                Problem::new("is needed").hint("for example '{\"to\": \"{to}\", \"text\": \"{text}\"}'"),
            );
        }
        _ => {}
    }
    if body_type.unwrap_or(BodyType::Json) == BodyType::Json
        && let Some(body) = &body
        && serde_json::from_str::<serde_json::Value>(body).is_err()
    {
        row.refuse("body", Problem::new("is no JSON").hint("or set body_type to \"form\" or \"text\""));
    }
    if user.is_some() != password.is_some() {
        row.refuse("user", Problem::new("and password belong together"));
    }
    let address = match (kind, address) {
        (ChannelKind::Webhook, _) => AddressKind::None,
        (_, Some(address)) => address,
        (ChannelKind::Email, None) => AddressKind::Email,
        (ChannelKind::Ntfy, None) => AddressKind::Topic,
        (ChannelKind::Http, None) => AddressKind::Phone,
    };
    Some(ChannelConfig {
        title: title.unwrap_or_else(|| name.clone()),
        name,
        kind,
        address,
        url: url.unwrap_or_default(),
        method: method.unwrap_or("POST").to_owned(),
        body: body.unwrap_or_default(),
        body_type: body_type.unwrap_or(BodyType::Json),
        headers,
        token,
        login: user.zip(password),
        signing_key,
        timeout: timeout.unwrap_or(Duration::from_secs(10)),
        longest,
        urgent_after,
        normal_after,
    })
}

fn one<T: Copy>(text: &str, known: &[(&str, T)]) -> Result<T, Problem> {
    let found = known.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Problem::new(format!("must be one of {}, but is {text:?}", names.join(", ")))
    })
}

fn duration(text: &str, within: std::ops::RangeInclusive<Duration>) -> Result<Duration, Problem> {
    let wrong = || Problem::new(format!("must be a duration, but is {text:?}")).hint("write \"30s\" or \"5m\"");
    read_duration(text).filter(|duration| within.contains(duration)).ok_or_else(wrong)
}

fn address_of(text: &str) -> Result<(), Problem> {
    let wrong = || Problem::new("must be an address like \"https://gateway.example.org/send\"");
    // Places hold no address together: something must stand in them.
    let filled = text.replace(['{', '}'], "");
    let url = url::Url::parse(&filled).map_err(|_| wrong())?;
    if matches!(url.scheme(), "http" | "https") && url.has_host() { Ok(()) } else { Err(wrong()) }
}

/// `X-Api-Key: …`
fn header(text: &str) -> Result<(String, Secret), Problem> {
    let wrong = || Problem::new("must be like \"X-Api-Key: …\"");
    let (name, value) = text.split_once(':').ok_or_else(wrong)?;
    let name = name.trim();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || !name.chars().all(fits) || value.chars().any(char::is_control) {
        return Err(wrong());
    }
    Ok((name.to_owned(), Secret::new(value.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_in_one_form() {
        assert_eq!(AddressKind::Phone.read(" 0049 (151) 123-456 "), Some("+49151123456".into()));
        assert_eq!(AddressKind::Email.read("anna@example.org"), Some("anna@example.org".into()));
        assert_eq!(AddressKind::Topic.read("anna_7"), Some("anna_7".into()));
        for wrong in ["", "0151 123456", "+49", "+49151x", "++49151123456", "anna", "🦀"] {
            assert_eq!(AddressKind::Phone.read(wrong), None, "{wrong}");
        }
        for wrong in ["", "anna", "anna@", "a b@example.org", "anna@example.org, b@example.org", "a@b\r\nBcc: x@y"] {
            assert_eq!(AddressKind::Email.read(wrong), None, "{wrong}");
        }
        for wrong in ["", "a/b", "a b", "ä", "../x"] {
            assert_eq!(AddressKind::Topic.read(wrong), None, "{wrong}");
        }
    }
}
