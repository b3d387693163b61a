//! Which copies of sources are kept for which fact check. Their bytes lie in the part of the file store
//! that is never served.

use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// A copy that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// What the file is called.
    pub name: String,
    /// Its length.
    pub bytes: i64,
    /// When it was kept, in milliseconds since 1970.
    pub at: i64,
}

/// Keeps that a copy is there; the same bytes for the same entry are kept once.
pub async fn keep(tx: &mut Tx, entry: i64, copy: &Kept, by: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into factcheck_copy (entry_id, sha256, name, bytes, kept_at, kept_by) \
             values ($1, $2, $3, $4, $5, $6) on conflict (entry_id, sha256) do nothing"
        ),
        args![entry, &copy.sha256, &copy.name, copy.bytes, copy.at, by],
    )
    .await?;
    Ok(())
}

/// A copy kept for an entry.
pub async fn kept(db: &Db, entry: i64, sha256: &str) -> Result<Option<Kept>> {
    let row: Option<(String, String, i64, i64)> = db
        .optional(
            sql!(
                "select sha256, name, bytes, kept_at from factcheck_copy \
                  where entry_id = $1 and sha256 = $2"
            ),
            args![entry, sha256],
        )
        .await?;
    Ok(row.map(|(sha256, name, bytes, at)| Kept { sha256, name, bytes, at }))
}
