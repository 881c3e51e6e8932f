//! The schema: migrations only go forward, under a lock, and are never guessed at.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::DatabaseError;

/// The migrations that this program knows.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// A migration that the database does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its number, a date and time.
    pub version: i64,
    /// What it does, from its file name.
    pub description: String,
}

/// Brings the schema up to date. Two programs that start at once take turns.
pub(super) async fn run(options: &PgConnectOptions) -> Result<(), DatabaseError> {
    // A connection of its own: a migration may take longer than any statement of the desk, and after a failure sqlx
    // leaves its lock on the connection.
    let mut connection = options.connect().await?;
    let result = MIGRATIONS.run_direct(None, &mut connection, false).await;
    let _ = connection.close().await;
    result.map_err(told)
}

/// What [`run`] would do.
pub(super) async fn pending(options: &PgConnectOptions) -> Result<Vec<Pending>, DatabaseError> {
    let mut connection = options.connect().await?;
    let there: bool =
        sqlx::query_scalar("select to_regclass('_sqlx_migrations') is not null").fetch_one(&mut connection).await?;
    let applied: Vec<(i64, Vec<u8>)> = if there {
        let query = "select version, checksum from _sqlx_migrations where success order by version";
        sqlx::query_as(query).fetch_all(&mut connection).await?
    } else {
        Vec::new()
    };
    let _ = connection.close().await;
    for (version, checksum) in &applied {
        match MIGRATIONS.iter().find(|known| known.version == *version) {
            None => return Err(told(MigrateError::VersionMissing(*version))),
            Some(known) if known.checksum != *checksum => return Err(told(MigrateError::VersionMismatch(*version))),
            Some(_) => {}
        }
    }
    let missing = MIGRATIONS.iter().filter(|known| !applied.iter().any(|(version, _)| *version == known.version));
    Ok(missing.map(|known| Pending { version: known.version, description: known.description.to_string() }).collect())
}

fn told(error: MigrateError) -> DatabaseError {
    let newest = MIGRATIONS.iter().map(|known| known.version).max().unwrap_or(0);
    match error {
        MigrateError::VersionMissing(version) if version > newest => {
            DatabaseError::Newer { database: version, program: newest }
        }
        MigrateError::VersionMissing(version) => {
            DatabaseError::Changed(format!("it has migration {version}, which this program never had"))
        }
        MigrateError::VersionMismatch(version) => {
            DatabaseError::Changed(format!("migration {version} had another content when it was run"))
        }
        MigrateError::Dirty(version) => DatabaseError::Changed(format!("migration {version} was broken off")),
        MigrateError::Execute(error) => DatabaseError::Sql(error),
        other => DatabaseError::Migration(other.to_string()),
    }
}
