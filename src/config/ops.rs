//! `[ops]`

use std::net::SocketAddr;

use url::Url;

use super::keys::Keys;
use super::mistake::Problem;

/// How operators look at a running bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpsConfig {
    /// Where health and metrics can be asked for; none: nowhere.
    pub listen: Option<SocketAddr>,
    /// Under which address people reach that port, for links in messages; none: there are no links.
    pub public_url: Option<Url>,
}

impl OpsConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self { listen: keys.optional("ops.listen", listen), public_url: keys.optional("ops.public_url", public_url) }
    }
}

fn listen(text: &str) -> Result<SocketAddr, Problem> {
    text.parse().map_err(|_| {
        let problem = Problem::new(format!("must be an address and a port like \"127.0.0.1:9464\", but is {text:?}"));
        let port = text.rsplit(':').next().and_then(|port| port.parse::<u16>().ok());
        match port {
            Some(port) if text.starts_with("localhost") || !text.contains('.') => {
                problem.hint(format!("write \"127.0.0.1:{port}\""))
            }
            _ => problem,
        }
    })
}

fn public_url(text: &str) -> Result<Url, Problem> {
    let wrong = || {
        Problem::new(format!("must be an address like \"https://lotse.example.org\", but is {text:?}"))
            .hint("write it with https:// and without ? or #")
    };
    let url = Url::parse(text).map_err(|_| wrong())?;
    let fits =
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.query().is_none() && url.fragment().is_none();
    if fits { Ok(url) } else { Err(wrong()) }
}
