//! How a site's settings are kept: one row, because they are read and written as one.

use super::model::Settings;
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// The settings, or `None` before the first import.
pub async fn settings(db: &Db) -> Result<Option<Settings>> {
    let row: Option<(String,)> =
        db.optional(sql!("select settings from site where id = 1"), args![]).await?;
    Ok(row.and_then(|(text,)| serde_json::from_str(&text).ok()))
}

/// Writes the settings.
pub async fn put(tx: &mut Tx, settings: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into site (id, settings) values (1, $1) \
             on conflict (id) do update set settings = excluded.settings"
        ),
        args![settings],
    )
    .await?;
    Ok(())
}
