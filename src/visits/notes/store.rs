//! How notes are kept.

use super::model::{Note, NoteId};
use crate::platform::db::{Db, Result, Tx};
use crate::visits::facts::Span;
use crate::{args, sql};
use jiff::civil::Date;

type Row = (i64, String, String, String);

fn read((id, day, said, made_by): Row) -> Option<Note> {
    Some(Note { id: NoteId(id), day: day.parse().ok()?, said, made_by })
}

/// The notes of a span of days, in order.
pub async fn notes(db: &Db, span: &Span) -> Result<Vec<Note>> {
    let rows: Vec<Row> = db
        .all(
            sql!(
                "select id, day, said, made_by from visits_note \
                  where day >= $1 and day <= $2 and removed_at is null order by day, id limit 500"
            ),
            args![&span.first, &span.last],
        )
        .await?;
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Writes a note.
pub async fn add(
    tx: &mut Tx,
    (at, actor): (i64, &str),
    (day, said): (Date, &str),
) -> Result<NoteId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into visits_note (day, said, made_by, made_at) values ($1, $2, $3, $4) \
                 returning id"
            ),
            args![day.to_string(), said, actor, at],
        )
        .await?;
    Ok(NoteId(id))
}

/// Takes a note out at a moment, or puts it back; `None` when it is not there to be.
pub async fn set_removed(tx: &mut Tx, id: NoteId, at: Option<i64>) -> Result<Option<Note>> {
    let row: Option<Row> = tx
        .optional(
            sql!(
                "update visits_note set removed_at = $2 \
                  where id = $1 and (removed_at is null) = (cast($2 as bigint) is not null) \
                 returning id, day, said, made_by"
            ),
            args![id.0, at],
        )
        .await?;
    Ok(row.and_then(read))
}
