//! How far each ledger file is folded.

use crate::platform::db::{Result, Tx};
use crate::{args, sql};

/// How many bytes of a ledger file are folded already.
pub async fn folded(tx: &mut Tx, ledger: &str) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .optional(sql!("select folded_bytes from visits_fold where ledger = $1"), args![ledger])
        .await?;
    Ok(row.map_or(0, |(bytes,)| bytes))
}

/// Notes how far a ledger file of a day is folded.
pub async fn note_fold(tx: &mut Tx, ledger: &str, day: &str, node: &str, bytes: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_fold (ledger, day, node, folded_bytes) values ($1, $2, $3, $4) \
             on conflict (ledger) do update set folded_bytes = excluded.folded_bytes"
        ),
        args![ledger, day, node, bytes],
    )
    .await?;
    Ok(())
}

/// Notes that nothing of a file is left to fold, its day being over.
pub async fn note_done(tx: &mut Tx, ledger: &str) -> Result<()> {
    tx.run(sql!("update visits_fold set done = 1 where ledger = $1"), args![ledger]).await?;
    Ok(())
}

/// How many files of a day some node has still to fold.
pub async fn unfinished(tx: &mut Tx, day: &str) -> Result<i64> {
    let (files,): (i64,) = tx
        .one(sql!("select count(*) from visits_fold where day = $1 and done = 0"), args![day])
        .await?;
    Ok(files)
}

/// Forgets a ledger file that was removed.
pub async fn forget_fold(tx: &mut Tx, ledger: &str) -> Result<()> {
    tx.run(sql!("delete from visits_fold where ledger = $1"), args![ledger]).await?;
    Ok(())
}
