//! How what is the site's own is kept: its settings here, one row with every edition of it;
//! `redirects` and `reusables` for the rest. Not for entries.

mod redirects;
mod reusables;

pub use redirects::{put_redirect, redirect_at, redirects, redirects_length, take_redirect};
pub use reusables::{
    KeptEdition, Reusable, ReusableEdition, new_reusable, new_reusable_edition,
    put_reusable_edition, remove_reusable, rename_reusable, reusable, reusable_editions,
    reusable_history, reusable_now, reusables, reusables_in,
};

use super::model::Settings;
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// The settings, or `None` before the first import.
pub async fn settings(db: &Db) -> Result<Option<Settings>> {
    let row: Option<(String,)> =
        db.optional(sql!("select settings from site where id = 1"), args![]).await?;
    Ok(row.and_then(|(text,)| serde_json::from_str(&text).ok()))
}

/// The number of the newest edition of the settings; 0 before the first.
pub async fn settings_number(db: &Db) -> Result<i64> {
    let (number,): (i64,) =
        db.one(sql!("select coalesce(max(number), 0) from site_edition"), args![]).await?;
    Ok(number)
}

/// An edition of the settings.
#[derive(Clone, Debug)]
pub struct SettingsEdition {
    /// Its number, from 1, rising.
    pub number: i64,
    /// Which part it changed; `whole` for all of it.
    pub part: String,
    /// The settings as they stood with it.
    pub settings: Settings,
}

fn edition((number, part, text): (i64, String, String)) -> Option<SettingsEdition> {
    Some(SettingsEdition { number, part, settings: serde_json::from_str(&text).ok()? })
}

/// The newest edition, inside a transaction that writes.
pub async fn newest(tx: &mut Tx) -> Result<Option<SettingsEdition>> {
    let row = tx
        .optional(
            sql!("select number, part, settings from site_edition order by number desc limit 1"),
            args![],
        )
        .await?;
    Ok(row.and_then(edition))
}

/// The edition of a number.
pub async fn numbered(tx: &mut Tx, number: i64) -> Result<Option<SettingsEdition>> {
    let row = tx
        .optional(
            sql!("select number, part, settings from site_edition where number = $1"),
            args![number],
        )
        .await?;
    Ok(row.and_then(edition))
}

/// The edition just before a number.
pub async fn before(tx: &mut Tx, number: i64) -> Result<Option<SettingsEdition>> {
    let row = tx
        .optional(
            sql!(
                "select number, part, settings from site_edition where number < $1 \
                  order by number desc limit 1"
            ),
            args![number],
        )
        .await?;
    Ok(row.and_then(edition))
}

/// Writes the settings and keeps them as an edition; answers its number.
pub async fn put(tx: &mut Tx, (at, by): (i64, &str), part: &str, settings: &str) -> Result<i64> {
    tx.run(
        sql!(
            "insert into site (id, settings) values (1, $1) \
             on conflict (id) do update set settings = excluded.settings"
        ),
        args![settings],
    )
    .await?;
    let (number,): (i64,) = tx
        .one(
            sql!(
                "insert into site_edition (made_at, made_by, part, settings) \
                 values ($1, $2, $3, $4) returning number"
            ),
            args![at, by, part, settings],
        )
        .await?;
    Ok(number)
}

/// When a part was last changed and by whom, alone, with the whole, or because a section or tag went or
/// came back; `None` before the first edition.
pub async fn last_change_of(db: &Db, part: &str) -> Result<Option<(i64, String)>> {
    db.optional(
        sql!(
            "select made_at, made_by from site_edition \
              where part in ($1, 'whole', 'merge', 'remove', 'put-back') \
              order by number desc limit 1"
        ),
        args![part],
    )
    .await
}

/// When the newest edition was made and by whom; `None` before the first.
pub async fn last_change(db: &Db) -> Result<Option<(i64, String)>> {
    db.optional(
        sql!("select made_at, made_by from site_edition order by number desc limit 1"),
        args![],
    )
    .await
}
