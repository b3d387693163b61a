//! What is counted of failed tries; everything is erased with the first try of the next day, or
//! sooner by the sweep.

use crate::platform::db::{Result, Tx};
use crate::{args, sql};

/// What was counted under a key.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct Count {
    /// Failures without a success since.
    pub failures: i64,
    /// From when on the next try is looked at, in milliseconds since 1970.
    pub free_at: i64,
}

/// The key of a day.
pub async fn key(tx: &mut Tx, day: &str) -> Result<Option<String>> {
    let row: Option<(String,)> =
        tx.optional(sql!("select key from sign_in_key where day = $1"), args![day]).await?;
    Ok(row.map(|(key,)| key))
}

/// Keeps the key of a day unless it has one.
pub async fn put_key(tx: &mut Tx, day: &str, key: &str) -> Result<()> {
    tx.run(
        sql!("insert into sign_in_key (day, key) values ($1, $2) on conflict (day) do nothing"),
        args![day, key],
    )
    .await?;
    Ok(())
}

/// Erases everything that was counted under the keys of other days.
pub async fn erase(tx: &mut Tx, today: &str) -> Result<()> {
    let old = tx.run(sql!("delete from sign_in_key where day <> $1"), args![today]).await?;
    if old > 0 {
        tx.run(sql!("delete from sign_in_try"), args![]).await?;
    }
    Ok(())
}

/// What is counted under a key.
pub async fn count(tx: &mut Tx, key: &str) -> Result<Count> {
    let count = tx
        .optional(sql!("select failures, free_at from sign_in_try where key = $1"), args![key])
        .await?;
    Ok(count.unwrap_or_default())
}

/// Counts a failure.
pub async fn put(tx: &mut Tx, key: &str, failures: i64, free_at: i64, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into sign_in_try (key, failures, free_at, failed_at) values ($1, $2, $3, $4) \
             on conflict (key) do update set failures = excluded.failures, \
                free_at = excluded.free_at, failed_at = excluded.failed_at"
        ),
        args![key, failures, free_at, at],
    )
    .await?;
    Ok(())
}

/// Forgets what is counted under a key.
pub async fn forget(tx: &mut Tx, key: &str) -> Result<()> {
    tx.run(sql!("delete from sign_in_try where key = $1"), args![key]).await?;
    Ok(())
}

/// Takes one failure back.
pub async fn take_back(tx: &mut Tx, key: &str) -> Result<()> {
    tx.run(
        sql!(
            "update sign_in_try set failures = failures - 1, free_at = failed_at \
              where key = $1 and failures > 0"
        ),
        args![key],
    )
    .await?;
    Ok(())
}
