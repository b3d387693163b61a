//! How day facts are kept: views per entry, language and day; the site's day sums; and how far each
//! ledger file is folded, in the same transaction as the facts it was folded into.

use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// How many bytes of a ledger file are folded already.
pub async fn folded(tx: &mut Tx, ledger: &str) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .optional(sql!("select folded_bytes from visits_fold where ledger = $1"), args![ledger])
        .await?;
    Ok(row.map_or(0, |(bytes,)| bytes))
}

/// Notes how far a ledger file is folded.
pub async fn note_fold(tx: &mut Tx, ledger: &str, bytes: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_fold (ledger, folded_bytes) values ($1, $2) \
             on conflict (ledger) do update set folded_bytes = excluded.folded_bytes"
        ),
        args![ledger, bytes],
    )
    .await?;
    Ok(())
}

/// Forgets a ledger file that was removed.
pub async fn forget_fold(tx: &mut Tx, ledger: &str) -> Result<()> {
    tx.run(sql!("delete from visits_fold where ledger = $1"), args![ledger]).await?;
    Ok(())
}

/// Views of an entry in a language on a day.
pub type EntryViews = (String, i64, String, i64);

/// Adds views of entries: one statement for all of them, because a busy second touches thousands.
pub async fn add_views(tx: &mut Tx, views: &[EntryViews]) -> Result<()> {
    let rows = serde_json::to_string(views).unwrap_or_default();
    tx.run(
        sql!(
            sqlite: "insert into visits_entry_day (day, entry_id, language, views) \
                     select value ->> 0, value ->> 1, value ->> 2, value ->> 3 \
                       from json_each($1) where true \
                     on conflict (day, entry_id, language) \
                     do update set views = visits_entry_day.views + excluded.views",
            postgres: "insert into visits_entry_day (day, entry_id, language, views) \
                       select r ->> 0, cast(r ->> 1 as bigint), r ->> 2, cast(r ->> 3 as bigint) \
                         from json_array_elements(cast(cast($1 as text) as json)) as r \
                       on conflict (day, entry_id, language) \
                       do update set views = visits_entry_day.views + excluded.views"
        ),
        args![rows],
    )
    .await?;
    Ok(())
}

/// Adds a day's views and uncounted deliveries to the site's sums.
pub async fn add_day(tx: &mut Tx, day: &str, views: i64, refused: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_day (day, views, refused) values ($1, $2, $3) \
             on conflict (day) do update set views = visits_day.views + excluded.views, \
                    refused = visits_day.refused + excluded.refused"
        ),
        args![day, views, refused],
    )
    .await?;
    Ok(())
}

/// The views from each of four days on, and in all.
pub async fn sums(db: &Db, since: [&str; 4]) -> Result<[i64; 5]> {
    let [today, week, month, year] = since;
    let (today, week, month, year, total): (i64, i64, i64, i64, i64) = db
        .one(
            sql!(
                "select cast(coalesce(sum(case when day >= $1 then views end), 0) as bigint), \
                        cast(coalesce(sum(case when day >= $2 then views end), 0) as bigint), \
                        cast(coalesce(sum(case when day >= $3 then views end), 0) as bigint), \
                        cast(coalesce(sum(case when day >= $4 then views end), 0) as bigint), \
                        cast(coalesce(sum(views), 0) as bigint) from visits_day"
            ),
            args![today, week, month, year],
        )
        .await?;
    Ok([today, week, month, year, total])
}

/// The views of an entry, in every language and in all.
pub async fn entry_views(db: &Db, entry: i64) -> Result<i64> {
    let (views,): (i64,) = db
        .one(
            sql!("select cast(coalesce(sum(views), 0) as bigint) from visits_entry_day where entry_id = $1"),
            args![entry],
        )
        .await?;
    Ok(views)
}

/// The days from `first` on: day, views, uncounted deliveries.
pub async fn days(db: &Db, first: &str) -> Result<Vec<(String, i64, i64)>> {
    db.all(
        sql!("select day, views, refused from visits_day where day >= $1 order by day limit 4000"),
        args![first],
    )
    .await
}

/// The first day that has a record.
pub async fn first_day(db: &Db) -> Result<Option<String>> {
    let (day,): (Option<String>,) =
        db.one(sql!("select min(day) from visits_day"), args![]).await?;
    Ok(day)
}
