//! Which days are over for good.

use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// When a day was closed.
pub async fn closed_at(tx: &mut Tx, day: &str) -> Result<Option<i64>> {
    let row: Option<(Option<i64>,)> =
        tx.optional(sql!("select closed_at from visits_day where day = $1"), args![day]).await?;
    Ok(row.and_then(|(at,)| at))
}

/// Closes a day.
pub async fn close(tx: &mut Tx, day: &str, at: i64) -> Result<()> {
    tx.run(
        sql!("update visits_day set closed_at = $2 where day = $1 and closed_at is null"),
        args![day, at],
    )
    .await?;
    Ok(())
}

/// Days before `today` that were begun and not closed, oldest first.
pub async fn open_days(db: &Db, today: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(
            sql!(
                "select day from visits_day where day < $1 and closed_at is null \
                  order by day limit 400"
            ),
            args![today],
        )
        .await?;
    Ok(rows.into_iter().map(|(day,)| day).collect())
}
