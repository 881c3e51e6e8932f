//! SQL of where somebody is together with the bot.

use sqlx::PgConnection;

use crate::error::Fault;

/// Of these rooms, by id or alias in lower case, those in which an account is together with the bot.
pub async fn present_in(
    conn: &mut PgConnection,
    platform: &str,
    account: &str,
    names: &[String],
) -> Result<Vec<String>, Fault> {
    let found = sqlx::query_scalar!(
        r#"select n.name as "name!" from room_member m
           join room r on r.platform = m.platform and r.room = m.room and r.present
           join unnest($3::text[]) as n (name)
             on n.name = lower(r.alias) or n.name = lower(r.room) or n.name = any (lower(r.replaces::text)::text[])
           where m.platform = $1 and m.account = $2 and m.present"#,
        platform,
        account,
        names
    )
    .fetch_all(conn)
    .await?;
    Ok(found)
}

/// Whether an account is together with the bot in any room.
pub async fn is_anywhere(conn: &mut PgConnection, platform: &str, account: &str) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from room_member m join room r on r.platform = m.platform and r.room = m.room
                          where m.platform = $1 and m.account = $2 and m.present and r.present) as "found!""#,
        platform,
        account
    );
    Ok(found.fetch_one(conn).await?)
}
