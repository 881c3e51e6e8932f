//! What of the outbox the platform has taken, and what that lets loose.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::files;
use crate::crash::CrashPoint;
use crate::error::Fault;
use crate::ids::MessageId;

/// Something that the platform has taken.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    /// The row.
    pub(super) id: i64,
    /// The platform's id of it, if it has one.
    pub(super) event: Option<String>,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// Whether something else waits for a thing of this kind ([`super::outbox::kind`]) to be sent, which is then for
/// [`note_and_free`] to note.
pub(super) fn frees(kind: &str) -> bool {
    matches!(kind, "file" | "open_room")
}

/// Notes that a row was sent for which something waits: what is said of a file, or all that is for a room that was opened.
pub(super) async fn note_and_free(pool: &PgPool, kind: &str, row: &Sent) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    let was_waiting = note(&mut tx, std::slice::from_ref(row)).await? == 1;
    match (kind, &row.event) {
        ("file", _) if was_waiting => files::release(&mut tx, MessageId(row.id)).await?,
        ("open_room", Some(room)) if was_waiting => {
            CrashPoint::RoomMarked.pass();
            let freed = sqlx::query!(
                "update outbox set room = $2, room_of = null where room_of = $1 and state = 'waiting'",
                row.id,
                room
            );
            freed.execute(&mut *tx).await?;
        }
        _ => {}
    }
    tx.commit().await?;
    Ok(())
}

/// Notes that rows were sent; gives how many of them were still waiting.
pub(super) async fn note(conn: &mut PgConnection, rows: &[Sent]) -> Result<u64, Fault> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let events: Vec<Option<String>> = rows.iter().map(|row| row.event.clone()).collect();
    let times: Vec<DateTime<Utc>> = rows.iter().map(|row| row.at).collect();
    let marked = sqlx::query!(
        // What was taken back while it was on its way is not kept.
        r#"update outbox o set state = 'sent', event = s.event, sent_at = s.at, error = null,
             payload = case when o.kind in ('say', 'file')
                              and exists (select from outbox r where r.target = o.id and r.kind = 'redact')
                            then o.payload || case o.kind when 'file' then '{"name": "", "caption": null, "instead": []}'
                                                          else '{"body": []}' end::jsonb
                            else o.payload end
           from unnest($1::bigint[], $2::text[], $3::timestamptz[]) as s (id, event, at)
           where o.id = s.id and o.state = 'waiting'"#,
        &ids,
        &events as _,
        &times
    );
    Ok(marked.execute(conn).await?.rows_affected())
}
