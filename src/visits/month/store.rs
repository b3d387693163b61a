//! How months are frozen, and what becomes known too late for them.

use super::model::{Frozen, Measured, Month};
use crate::platform::db::{Db, Result, Tx};
use crate::visits::facts::Three;
use crate::{args, sql};

/// Keeps everybody else from freezing, and from adding to months that are over, until this
/// transaction ends. SQLite has one writer anyway.
pub async fn hold(tx: &mut Tx) -> Result<()> {
    tx.run(
        sql!(
            sqlite: "select month from visits_month where month = '' limit 1",
            postgres: "lock table visits_month in share row exclusive mode"
        ),
        args![],
    )
    .await?;
    Ok(())
}

/// Whether a month is frozen: months freeze in order, so one before a frozen one is frozen too.
pub async fn is_frozen(tx: &mut Tx, month: &str) -> Result<bool> {
    let (later,): (i64,) =
        tx.one(sql!("select count(*) from visits_month where month >= $1"), args![month]).await?;
    Ok(later > 0)
}

/// The oldest month before `day` that can be frozen: all its days are closed, and so is a day after
/// it. A whole day of counting lies behind it then: a clock that is set to another year and back
/// freezes nothing, and who brings views a little late has had that day.
pub async fn next(db: &Db, day: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .optional(
            sql!(
                "select m.month \
                   from (select substr(day, 1, 7) as month, \
                                sum(case when closed_at is null then 1 else 0 end) as open \
                           from visits_day \
                          where day > (select coalesce(max(month), '0000-00') || '-99' \
                                         from visits_month) and day < $1 \
                          group by 1 order by 1 limit 1) m \
                  where m.open = 0 \
                    and exists (select 1 from visits_day later \
                                 where later.day > m.month || '-99' \
                                   and later.closed_at is not null)"
            ),
            args![day],
        )
        .await?;
    Ok(row.map(|(month,)| month))
}

/// What a month is made of.
pub async fn month(tx: &mut Tx, month: &str) -> Result<Month> {
    type Row = (String, i64, i64, i64, i64, i64, i64, i64, i64, i64);
    let (first, last) = ends(month);
    let days: Vec<Row> = tx
        .all(
            sql!(
                "select day, views, visits, visitors, \
                        refused, ahead, editors, networks, judged, damaged \
                   from visits_day where day >= $1 and day <= $2 order by day limit 31"
            ),
            args![&first, &last],
        )
        .await?;
    let entries = tx
        .all(
            sql!(
                "select entry_id, language, views from visits_entry_month where month = $1 \
                  order by entry_id, language limit 1000000"
            ),
            args![month],
        )
        .await?;
    let day =
        |(day, views, visits, visitors, refused, ahead, editors, networks, judged, damaged)| {
            let others = [refused, ahead, editors, networks, judged, damaged];
            Measured { day, three: Three { views, visits, visitors }, others }
        };
    Ok(Month::of(days.into_iter().map(day).collect(), entries))
}

fn ends(month: &str) -> (String, String) {
    (format!("{month}-01"), format!("{month}-31"))
}

/// Writes a frozen month.
pub async fn put(tx: &mut Tx, at: i64, frozen: &Frozen) -> Result<()> {
    let Three { views, visits, visitors } = frozen.sum;
    tx.run(
        sql!(
            "insert into visits_month (month, views, visits, visitors, digest, frozen_at) \
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![&frozen.month, views, visits, visitors, &frozen.digest, at],
    )
    .await?;
    Ok(())
}

/// Empties the sketches of a month; their estimates stay. Nothing can be joined to them any more.
pub async fn forget_sketches(tx: &mut Tx, month: &str) -> Result<()> {
    let span = ends(month);
    tx.run(
        sql!("update visits_sketch set sketch = '' where day >= $1 and day <= $2"),
        args![&span.0, &span.1],
    )
    .await?;
    Ok(())
}

/// Notes views that became known after their month was frozen, with the first month that is: one
/// without a single view in time has no row of its own.
pub async fn note_late(tx: &mut Tx, month: &str, views: i64) -> Result<()> {
    tx.run(
        sql!(
            "update visits_month set late = late + $2 \
              where month = (select min(month) from visits_month where month >= $1)"
        ),
        args![month, views],
    )
    .await?;
    Ok(())
}

/// Every frozen month, oldest first.
pub async fn all(db: &Db) -> Result<Vec<Frozen>> {
    let rows: Vec<(String, i64, i64, i64, String)> = db
        .all(
            sql!(
                "select month, views, visits, visitors, digest from visits_month \
                  order by month limit 1200"
            ),
            args![],
        )
        .await?;
    let read = |(month, views, visits, visitors, digest)| {
        let sum = Three { views, visits, visitors };
        Frozen { month, sum, digest }
    };
    Ok(rows.into_iter().map(read).collect())
}
