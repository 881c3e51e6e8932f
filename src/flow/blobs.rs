//! The content of files, kept once however often it was sent, and as long as somebody needs it.

use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::error::Fault;

/// Keeps a content for a holder; returns its hash.
pub async fn keep(conn: &mut PgConnection, content: &[u8], holder: &str) -> Result<String, Fault> {
    let hash = hash(content);
    // Locks the row, so that whoever lets go of the same content at the same time waits and sees this holder.
    sqlx::query!(
        "insert into blob (hash, size, content) values ($1, $2, $3)
         on conflict on constraint blob_pk do update set size = excluded.size",
        hash,
        i64::try_from(content.len()).unwrap_or(i64::MAX),
        content
    )
    .execute(&mut *conn)
    .await?;
    hold(conn, &hash, holder).await?;
    Ok(hash)
}

/// Under which a content is kept: its SHA-256, in hexadecimal digits.
#[must_use]
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One more holder needs a content, which somebody holds already.
pub async fn hold(conn: &mut PgConnection, hash: &str, holder: &str) -> Result<(), Fault> {
    sqlx::query!(
        "insert into blob_use (hash, holder) values ($1, $2) on conflict on constraint blob_use_pk do nothing",
        hash,
        holder
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A holder needs a content no more; nobody does: it is deleted.
pub async fn let_go(conn: &mut PgConnection, hash: &str, holder: &str) -> Result<(), Fault> {
    // First the lock, and then a statement that sees whom the lock was waited for.
    sqlx::query!("select hash from blob where hash = $1 for update", hash).fetch_optional(&mut *conn).await?;
    sqlx::query!("delete from blob_use where hash = $1 and holder = $2", hash, holder).execute(&mut *conn).await?;
    sqlx::query!("delete from blob where hash = $1 and not exists (select from blob_use where hash = $1)", hash)
        .execute(conn)
        .await?;
    Ok(())
}

/// The first bytes of a content.
pub async fn head(conn: &mut PgConnection, hash: &str, bytes: i32) -> Result<Vec<u8>, Fault> {
    let head = sqlx::query_scalar!(
        r#"select substring(content from 1 for $2) as "head!" from blob where hash = $1"#,
        hash,
        bytes
    );
    Ok(head.fetch_one(conn).await?)
}

/// A content, whole.
pub async fn whole(conn: &mut PgConnection, hash: &str) -> Result<Vec<u8>, Fault> {
    Ok(sqlx::query_scalar!("select content from blob where hash = $1", hash).fetch_one(conn).await?)
}
