//! How opening balances and corrections are kept.

use super::model::{Correction, Opening};
use crate::platform::db::{Db, Result, Tx};
use crate::visits::facts::Three;
use crate::{args, sql};
use jiff::civil::Date;

#[derive(sqlx::FromRow)]
struct OpeningRow {
    entry_id: i64,
    views: i64,
    visits: Option<i64>,
    visitors: Option<i64>,
    as_of: String,
    source: String,
}

impl OpeningRow {
    fn read(self) -> Option<Opening> {
        Some(Opening {
            entry: self.entry_id,
            views: self.views,
            visits: self.visits,
            visitors: self.visitors,
            as_of: self.as_of.parse().ok()?,
            source: self.source,
        })
    }
}

/// Every total of an earlier portal; the site's first, then the most read.
pub async fn openings(db: &Db) -> Result<Vec<Opening>> {
    let rows: Vec<OpeningRow> = db
        .all(
            sql!(
                "select entry_id, views, visits, visitors, as_of, source from visits_opening \
                  order by case entry_id when 0 then 0 else 1 end, views desc, entry_id limit 20000"
            ),
            args![],
        )
        .await?;
    Ok(rows.into_iter().filter_map(OpeningRow::read).collect())
}

/// The views an earlier portal had counted of an entry, if it brought them along.
pub async fn opening_of(db: &Db, entry: i64) -> Result<Option<i64>> {
    let row: Option<(i64,)> = db
        .optional(sql!("select views from visits_opening where entry_id = $1"), args![entry])
        .await?;
    Ok(row.map(|(views,)| views))
}

/// The views an earlier portal had counted of these entries, of those that brought a figure along.
pub async fn former_of(db: &Db, entries: &[i64]) -> Result<Vec<(i64, i64)>> {
    let numbers = serde_json::to_string(entries).unwrap_or_default();
    db.all(
        sql!(
            sqlite: "select entry_id, views from visits_opening \
                      where entry_id in (select value from json_each($1)) \
                      order by entry_id limit 200000",
            postgres: "select entry_id, views from visits_opening \
                        where entry_id in (select cast(r as bigint) from json_array_elements_text(\
                                             cast(cast($1 as text) as json)) as r) \
                        order by entry_id limit 200000"
        ),
        args![numbers],
    )
    .await
}

/// The total of one entry, or of the site.
pub async fn opening(tx: &mut Tx, entry: i64) -> Result<Option<Opening>> {
    let row: Option<OpeningRow> = tx
        .optional(
            sql!(
                "select entry_id, views, visits, visitors, as_of, source from visits_opening \
                  where entry_id = $1"
            ),
            args![entry],
        )
        .await?;
    Ok(row.and_then(OpeningRow::read))
}

/// Writes a total.
pub async fn put_opening(tx: &mut Tx, (at, actor): (i64, &str), opening: &Opening) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_opening \
                    (entry_id, views, visits, visitors, as_of, source, actor, at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) \
             on conflict (entry_id) do update set views = excluded.views, \
                    visits = excluded.visits, visitors = excluded.visitors, \
                    as_of = excluded.as_of, source = excluded.source, actor = excluded.actor, \
                    at = excluded.at"
        ),
        args![
            opening.entry,
            opening.views,
            opening.visits,
            opening.visitors,
            opening.as_of.to_string(),
            &opening.source,
            actor,
            at
        ],
    )
    .await?;
    Ok(())
}

/// What a day that is over amounts to, corrections included.
pub async fn closed_day(tx: &mut Tx, day: Date) -> Result<Option<Three>> {
    let row: Option<(i64, i64, i64)> = tx
        .optional(
            sql!(
                "select cast(d.views + coalesce((select sum(c.views) from visits_correction c \
                                                  where c.day = d.day), 0) as bigint), \
                        cast(d.visits + coalesce((select sum(c.visits) from visits_correction c \
                                                   where c.day = d.day), 0) as bigint), \
                        cast(d.visitors + coalesce((select sum(c.visitors) \
                                                      from visits_correction c \
                                                     where c.day = d.day), 0) as bigint) \
                   from visits_day d where d.day = $1 and d.closed_at is not null"
            ),
            args![day.to_string()],
        )
        .await?;
    Ok(row.map(|(views, visits, visitors)| Three { views, visits, visitors }))
}

/// Writes a correction of the whole site's day.
pub async fn put_correction(tx: &mut Tx, correction: &Correction) -> Result<()> {
    let Three { views, visits, visitors } = correction.difference;
    tx.run(
        sql!(
            "insert into visits_correction \
                    (day, entry_id, language, views, visits, visitors, reason, actor, at) \
             values ($1, 0, '', $2, $3, $4, $5, $6, $7)"
        ),
        args![
            correction.day.to_string(),
            views,
            visits,
            visitors,
            &correction.reason,
            &correction.actor,
            correction.at
        ],
    )
    .await?;
    Ok(())
}

/// Every correction, the newest first.
pub async fn corrections(db: &Db) -> Result<Vec<Correction>> {
    let rows: Vec<(String, i64, i64, i64, String, String, i64)> = db
        .all(
            sql!(
                "select day, views, visits, visitors, reason, actor, at from visits_correction \
                  order by at desc, id desc limit 1000"
            ),
            args![],
        )
        .await?;
    let read = |(day, views, visits, visitors, reason, actor, at): (String, _, _, _, _, _, _)| {
        let difference = Three { views, visits, visitors };
        Some(Correction { day: day.parse().ok()?, difference, reason, actor, at })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
