//! Questions on the command line that are answered from the database.

use std::path::Path;

use chrono::NaiveDate;
use lotse::app;
use lotse::clock::Clock;
use lotse::config::Config;
use lotse::database::Database;
use lotse::ids::{TicketId, TicketKind};
use lotse::ops;
use lotse::practice::change::calendar::line as calendar;
use lotse::practice::incident::review::export as incidents;
use lotse::practice::knowledge::exchange;
use lotse::practice::sla::line;
use lotse::ticket::files;

use crate::{Failure, stop_on_signal};

/// Asks a database that is up to date.
async fn asked<T>(config: &Config, ask: impl AsyncFnOnce(&Database) -> Result<T, Failure>) -> Result<T, Failure> {
    let stop = stop_on_signal()?;
    let database = Database::start_now(&config.database, &config.data_dir, &stop).await?;
    let result = match database.pending().await?.is_empty() {
        true => ask(&database).await,
        false => Err(Failure::Other("the database is not up to date: `lotse migrate`, or start the bot".to_owned())),
    };
    database.stop().await;
    result
}

fn failed(error: impl ToString) -> Failure {
    Failure::Other(error.to_string())
}

/// `lotse files T-7 --to FOLDER`
pub(crate) async fn files(config: Config, ticket: TicketId, folder: &Path) -> Result<(), Failure> {
    let operator = ops::queue::operator(std::env::var("SUDO_USER").ok().as_deref());
    let written = asked(&config, async |database| {
        files::hand_out(database.pool(), &Clock::system(), &operator, ticket, folder).await.map_err(failed)
    });
    match written.await? {
        None => Err(unknown(ticket)),
        Some(written) if written.is_empty() => {
            println!("No files are kept with {ticket}.");
            Ok(())
        }
        Some(written) => {
            for path in written {
                println!("{}", path.display());
            }
            Ok(())
        }
    }
}

/// `lotse kb import DIR`
pub(crate) async fn import(config: Config, folder: &Path) -> Result<(), Failure> {
    let operator = ops::queue::operator(std::env::var("SUDO_USER").ok().as_deref());
    let report = asked(&config, async |database| {
        let by = exchange::By { operator: &operator, config: &config, now: Clock::system().now() };
        exchange::import(database.pool(), folder, by).await.map_err(failed)
    });
    let report = report.await?;
    if report.done {
        print!("{}", report.text);
        return Ok(());
    }
    eprint!("{}", report.text);
    Err(Failure::Told)
}

/// `lotse kb export DIR`
pub(crate) async fn export(config: Config, folder: &Path) -> Result<(), Failure> {
    let written = asked(&config, async |database| exchange::export(database.pool(), folder).await.map_err(failed));
    print!("{}", written.await?);
    Ok(())
}

/// `lotse incident export INC-17 --to FOLDER`
pub(crate) async fn incident(config: Config, id: TicketId, folder: &Path, force: bool) -> Result<(), Failure> {
    let operator = ops::queue::operator(std::env::var("SUDO_USER").ok().as_deref());
    let words = app::words().map_err(failed)?;
    let written = asked(&config, async |database| {
        let pool = database.pool();
        let Some(article) = incidents::article(pool, id).await.map_err(failed)? else { return Ok(None) };
        let review = match article {
            Some(article) => exchange::solution(pool, article).await.map_err(failed)?,
            None => None,
        };
        let wanted = incidents::Wanted {
            id,
            article: review.as_deref(),
            folder,
            force,
            operator: &operator,
            now: Clock::system().now(),
        };
        incidents::export(pool, &words, &config, wanted).await.map_err(failed)
    });
    let Some(paths) = written.await? else {
        return Err(match id.kind() {
            TicketKind::Incident => Failure::Other(format!("there is no incident {id}")),
            _ => Failure::Other(format!("{id} is no major incident: those are written like INC-17")),
        });
    };
    for path in paths {
        println!("{}", path.display());
    }
    Ok(())
}

/// `lotse sla explain T-7`
pub(crate) async fn explain(config: Config, ticket: TicketId) -> Result<(), Failure> {
    let words = app::words().map_err(failed)?;
    let told = asked(&config, async |database| {
        line::explained(database.pool(), &words, &config, ticket, Clock::system().now()).await.map_err(failed)
    });
    println!("{}", told.await?.ok_or_else(|| unknown(ticket))?);
    Ok(())
}

/// `lotse sla simulate --policy FILE --since DAY`
pub(crate) async fn simulate(config: Config, policy: Config, since: NaiveDate) -> Result<(), Failure> {
    let words = app::words().map_err(failed)?;
    let told = asked(&config, async |database| {
        let now = Clock::system().now();
        line::simulated(database.pool(), &words, (&config, &policy), since, now).await.map_err(failed)
    });
    println!("{}", told.await?);
    Ok(())
}

/// `lotse change ical`
pub(crate) async fn ical(config: Config) -> Result<(), Failure> {
    let words = app::words().map_err(failed)?;
    let feed = asked(&config, async |database| {
        calendar::ical(database.pool(), &words, &config, Clock::system().now()).await.map_err(failed)
    });
    print!("{}", feed.await?);
    Ok(())
}

fn unknown(ticket: TicketId) -> Failure {
    Failure::Other(format!("there is no ticket {ticket}"))
}
