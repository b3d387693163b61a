//! How tables that were brought in are remembered, so that each can be taken back.

use crate::action_programme::model::{ProgrammeId, Text, Texts};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// A table as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SheetRow {
    /// Its number.
    pub id: i64,
    /// The programme's.
    pub programme_id: i64,
    /// When it was brought in, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
    /// What it has done, as JSON.
    pub detail: String,
    /// When it was taken back.
    pub taken_back_at: Option<i64>,
    /// By whom.
    pub taken_back_by: Option<String>,
}

/// Remembers a table; answers its number.
pub async fn new_sheet(
    tx: &mut Tx,
    programme: ProgrammeId,
    (at, by): (i64, &str),
    detail: &str,
) -> Result<i64> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_sheet (programme_id, made_at, made_by, detail) \
                 values ($1, $2, $3, $4) returning id"
            ),
            args![programme.0, at, by, detail],
        )
        .await?;
    Ok(id)
}

/// The table of a number, held by a transaction that writes.
pub async fn sheet(tx: &mut Tx, number: i64) -> Result<Option<SheetRow>> {
    tx.optional(
        sql!(
            held: "select id, programme_id, made_at, made_by, detail, taken_back_at, taken_back_by \
               from programme_sheet where id = $1"
        ),
        args![number],
    )
    .await
}

/// The tables brought into a programme, newest first.
pub async fn sheets(db: &Db, programme: ProgrammeId) -> Result<Vec<SheetRow>> {
    db.all(
        sql!(
            "select id, programme_id, made_at, made_by, detail, taken_back_at, taken_back_by \
               from programme_sheet where programme_id = $1 order by id desc limit 20"
        ),
        args![programme.0],
    )
    .await
}

/// Notes that a table was taken back.
pub async fn sheet_taken_back(tx: &mut Tx, number: i64, (at, by): (i64, &str)) -> Result<()> {
    tx.run(
        sql!("update programme_sheet set taken_back_at = $2, taken_back_by = $3 where id = $1"),
        args![number, at, by],
    )
    .await?;
    Ok(())
}

/// The names of something, inside a transaction that writes.
pub async fn words_of(tx: &mut Tx, subject: &str, id: i64) -> Result<Texts> {
    let rows: Vec<(String, String, String)> = tx
        .all(
            sql!(
                "select language, title, note from programme_words \
                  where subject = $1 and subject_id = $2 order by language limit 100"
            ),
            args![subject, id],
        )
        .await?;
    let text = |(language, title, note): (String, String, String)| {
        Some((language.parse().ok()?, Text { title, note }))
    };
    Ok(rows.into_iter().filter_map(text).collect())
}
