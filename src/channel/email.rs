//! E-mail, by `lettre`: the library of the field for SMTP.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{Letter, Undelivered};
use crate::config::{SmtpConfig, SmtpSecurity};
use crate::error::with_causes;

/// A mail server.
pub(super) struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mail {
    pub(super) fn new(smtp: &SmtpConfig) -> Result<Self, String> {
        let tls = || TlsParameters::new(smtp.server.clone()).map_err(|error| error.to_string());
        let tls = match smtp.security {
            SmtpSecurity::Tls => Tls::Wrapper(tls()?),
            SmtpSecurity::StartTls => Tls::Required(tls()?),
            SmtpSecurity::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.server)
            .port(smtp.port)
            .tls(tls)
            .timeout(Some(smtp.timeout));
        if let Some((user, password)) = &smtp.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.reveal().to_owned()));
        }
        let from = smtp.from.parse().map_err(|error| format!("{}: {error}", smtp.from))?;
        Ok(Self { transport: builder.build(), from })
    }

    pub(super) async fn deliver(&self, key: &str, letter: &Letter) -> Result<(), Undelivered> {
        let message = self.write(key, letter).map_err(Undelivered::Never)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            // RFC 5321, 4.2.1: what begins with 5 is refused for good, with 4 for now.
            Err(error) if error.is_permanent() => Err(Undelivered::Never(error.to_string())),
            Err(error) => Err(Undelivered::Later(with_causes(&error))),
        }
    }

    /// Greets the server, and logs in.
    pub(super) async fn test(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("the server closes the connection".to_owned()),
            Err(error) => Err(with_causes(&error)),
        }
    }

    fn write(&self, key: &str, letter: &Letter) -> Result<Message, String> {
        let to: Mailbox = letter.to.parse().map_err(|error| format!("{}: {error}", letter.to))?;
        let domain = self.from.email.domain();
        // No programs answer to it (RFC 3834), and mail programs put it on top.
        let auto = HeaderName::new_from_ascii_str("Auto-Submitted");
        let priority = HeaderName::new_from_ascii_str("X-Priority");
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.title.replace(['\r', '\n'], " "))
            .message_id(Some(format!("<{key}@{domain}>")))
            .raw_header(HeaderValue::new(auto, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN);
        if letter.urgent {
            builder = builder.raw_header(HeaderValue::new(priority, "1".to_owned()));
        }
        let text = match &letter.link {
            Some(link) => format!("{}\n\n{link}\n", letter.text),
            None => format!("{}\n", letter.text),
        };
        builder.body(text).map_err(|error| error.to_string())
    }
}
