//! SQL of accounts and of the zone that goes with a person's.

use chrono_tz::Tz;
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::PersonId;
use crate::people::Person;
use crate::people::store::Row;

/// People by their accounts on a platform; those whom nobody has seen yet are left out.
pub async fn by_accounts(conn: &mut PgConnection, platform: &str, accounts: &[String]) -> Result<Vec<Person>, Fault> {
    // As they are written and in small letters, as most platforms have them: an index finds those.
    let written: Vec<String> = accounts.iter().flat_map(|account| [account.clone(), account.to_lowercase()]).collect();
    let rows = sqlx::query_as!(
        Row,
        "select p.id, i.account, i.name, p.language, p.detected, p.zone from identity i join person p on p.id = i.person
         where i.platform = $1 and i.account = any($2) order by i.account",
        platform,
        &written
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Person::from).collect())
}

/// The accounts, on any platform, of those who are called so: by the part before the colon, or by display name.
pub async fn named(conn: &mut PgConnection, name: &str) -> Result<Vec<String>, Fault> {
    let accounts = sqlx::query_scalar!(
        "select distinct account from identity
         where lower(split_part(ltrim(account, '@'), ':', 1)) = lower(ltrim($1, '@')) or lower(name) = lower($1)
         order by account limit 5",
        name
    );
    Ok(accounts.fetch_all(conn).await?)
}

/// All accounts of a person.
pub async fn of(conn: &mut PgConnection, id: PersonId) -> Result<Vec<String>, Fault> {
    Ok(sqlx::query_scalar!("select account from identity where person = $1 order by account", id.0)
        .fetch_all(conn)
        .await?)
}

/// Keeps the zone that a person chose; None goes back to the house's.
pub async fn choose_zone(conn: &mut PgConnection, id: PersonId, zone: Option<Tz>) -> Result<(), Fault> {
    sqlx::query!("update person set zone = $2 where id = $1", id.0, zone.map(|zone| zone.name())).execute(conn).await?;
    Ok(())
}

/// Of these accounts, those that are not the bot's own.
pub async fn not_own(conn: &mut PgConnection, platform: &str, accounts: &[String]) -> Result<Vec<String>, Fault> {
    let others = sqlx::query_scalar!(
        r#"select a.name as "name!" from unnest($2::text[]) with ordinality as a (name, nr)
           where not exists (select from account own where own.platform = $1 and own.account = a.name) order by a.nr"#,
        platform,
        accounts
    );
    Ok(others.fetch_all(conn).await?)
}
