//! Who asked for the weekly letter, and which week each was told of last.

use crate::people::PersonId;
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// Whether somebody gets the letter.
pub async fn asked_weekly(db: &Db, person: PersonId) -> Result<bool> {
    let row: Option<(i64,)> = db
        .optional(sql!("select person_id from visits_digest where person_id = $1"), args![person.0])
        .await?;
    Ok(row.is_some())
}

/// Puts down that somebody wants it; answers whether she did not before.
pub async fn ask(tx: &mut Tx, person: PersonId, at: i64, told_week: &str) -> Result<bool> {
    let rows = tx
        .run(
            sql!(
                "insert into visits_digest (person_id, asked_at, told_week) values ($1, $2, $3) \
                 on conflict (person_id) do nothing"
            ),
            args![person.0, at, told_week],
        )
        .await?;
    Ok(rows > 0)
}

/// Puts down that she wants it no more; answers whether she did before.
pub async fn end(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let rows =
        tx.run(sql!("delete from visits_digest where person_id = $1"), args![person.0]).await?;
    Ok(rows > 0)
}

/// Those who were not told of a week yet.
pub async fn untold(db: &Db, week: &str) -> Result<Vec<PersonId>> {
    let rows: Vec<(i64,)> = db
        .all(
            sql!(
                "select person_id from visits_digest where told_week < $1 \
                  order by person_id limit 10000"
            ),
            args![week],
        )
        .await?;
    Ok(rows.into_iter().map(|(person,)| PersonId(person)).collect())
}

/// Writes a week down as told; answers whether it was not yet.
pub async fn tell(tx: &mut Tx, person: PersonId, week: &str) -> Result<bool> {
    let rows = tx
        .run(
            sql!("update visits_digest set told_week = $2 where person_id = $1 and told_week < $2"),
            args![person.0, week],
        )
        .await?;
    Ok(rows > 0)
}
