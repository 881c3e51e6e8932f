//! `[database]`

use url::Url;

use super::keys::Keys;
use super::mistake::Problem;
use super::value::Secret;

/// Where the data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseConfig {
    /// The database's URL; none means the embedded PostgreSQL. Secret, as it may contain a password.
    pub url: Option<Secret>,
    /// Connections at most.
    pub max_connections: u32,
}

impl DatabaseConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            url: keys.secret("database.url", check_url),
            max_connections: keys.number("database.max_connections", 4..=500),
        }
    }
}

fn check_url(text: &str) -> Result<(), Problem> {
    let hint = "write postgres://user:password@host/database; in a password, write @ as %40, / as %2F, : as %3A";
    match Url::parse(text.trim()) {
        Ok(url) if matches!(url.scheme(), "postgres" | "postgresql") => Ok(()),
        Ok(url) if ["mysql", "mariadb", "sqlite"].contains(&url.scheme()) => {
            Err(Problem::new("is not a PostgreSQL URL; Lotse keeps its data in PostgreSQL only").hint(hint))
        }
        Ok(_) | Err(_) => Err(Problem::new("is not a PostgreSQL URL").hint(hint)),
    }
}
