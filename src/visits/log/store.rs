//! How days that logs tell of are kept, and how far each log file was read.

use super::model::LogDay;
use crate::platform::db::{Db, Result, Tx};
use crate::visits::facts::{Span, Three};
use crate::{args, sql};

/// A file of an earlier reading.
#[derive(Clone, Debug)]
pub struct Known {
    /// How many bytes of it were read, unpacked.
    pub bytes: u64,
    /// Their digest.
    pub digest: String,
}

/// The files of earlier readings.
pub async fn known(db: &Db) -> Result<Vec<Known>> {
    let rows: Vec<(i64, String)> = db
        .all(
            sql!("select read_bytes, digest from visits_log order by digest limit 100000"),
            args![],
        )
        .await?;
    let read = |(bytes, digest)| Known { bytes: u64::try_from(bytes).unwrap_or(0), digest };
    Ok(rows.into_iter().map(read).collect())
}

/// How far a file is read.
pub struct Row<'a> {
    /// The digest of what was read.
    pub digest: &'a str,
    /// What the file is called, without its folder.
    pub name: &'a str,
    /// How large it is on the disk.
    pub file_bytes: i64,
    /// How many bytes were read, unpacked.
    pub bytes: u64,
    /// Lines read since the last time.
    pub lines: i64,
    /// Of these, views.
    pub counted: i64,
    /// When it was read to its end.
    pub ended_at: Option<i64>,
}

/// Writes how far a file is read; `before` is the digest it was known by until now.
pub async fn put(tx: &mut Tx, at: i64, before: Option<&str>, row: &Row<'_>) -> Result<()> {
    let bytes = i64::try_from(row.bytes).unwrap_or(i64::MAX);
    let grown = match before {
        None => 0,
        Some(before) => {
            tx.run(
                sql!(
                    "update visits_log set digest = $2, name = $3, bytes = $4, read_bytes = $5, \
                            lines = lines + $6, counted = counted + $7, ended_at = $8 \
                      where digest = $1"
                ),
                args![
                    before,
                    row.digest,
                    row.name,
                    row.file_bytes,
                    bytes,
                    row.lines,
                    row.counted,
                    row.ended_at
                ],
            )
            .await?
        }
    };
    if grown > 0 {
        return Ok(());
    }
    tx.run(
        sql!(
            "insert into visits_log \
                    (digest, name, bytes, read_bytes, lines, counted, begun_at, ended_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            row.digest,
            row.name,
            row.file_bytes,
            bytes,
            row.lines,
            row.counted,
            at,
            row.ended_at
        ],
    )
    .await?;
    Ok(())
}

/// Adds to a day of logs, with the pages of machines that say so and of those that were judged.
pub async fn add_day(
    tx: &mut Tx,
    day: &str,
    three: Three,
    (refused, judged): (i64, i64),
) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_log_day (day, views, visits, visitors, refused, judged) \
             values ($1, $2, $3, $4, $5, $6) \
             on conflict (day) do update set \
                    views = visits_log_day.views + excluded.views, \
                    visits = visits_log_day.visits + excluded.visits, \
                    visitors = visits_log_day.visitors + excluded.visitors, \
                    refused = visits_log_day.refused + excluded.refused, \
                    judged = visits_log_day.judged + excluded.judged"
        ),
        args![day, three.views, three.visits, three.visitors, refused, judged],
    )
    .await?;
    Ok(())
}

/// The days of a span that logs tell of, oldest first; at most 4,000. Never part of a measured figure.
pub async fn log_days(db: &Db, span: &Span) -> Result<Vec<LogDay>> {
    let rows: Vec<(String, i64, i64, i64, i64, i64)> = db
        .all(
            sql!(
                "select day, views, visits, visitors, refused, judged from visits_log_day \
                  where day >= $1 and day <= $2 order by day limit 4000"
            ),
            args![&span.first, &span.last],
        )
        .await?;
    let read = |(day, views, visits, visitors, refused, judged)| LogDay {
        day,
        three: Three { views, visits, visitors },
        refused,
        judged,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// What logs tell in all, in [`log_total`].
pub struct LogTotal {
    /// The first and the last day, `YYYY-MM-DD`.
    pub days: (String, String),
    /// The sums of their days.
    pub three: Three,
    /// Pages of those who behave as no reader does, in none of them.
    pub judged: i64,
}

/// What logs tell in all; `None` when none was read.
pub async fn log_total(db: &Db) -> Result<Option<LogTotal>> {
    type Row = (Option<String>, Option<String>, i64, i64, i64, i64);
    let (first, last, views, visits, visitors, judged): Row = db
        .one(
            sql!(
                "select min(day), max(day), cast(coalesce(sum(views), 0) as bigint), \
                        cast(coalesce(sum(visits), 0) as bigint), \
                        cast(coalesce(sum(visitors), 0) as bigint), \
                        cast(coalesce(sum(judged), 0) as bigint) from visits_log_day"
            ),
            args![],
        )
        .await?;
    let three = Three { views, visits, visitors };
    Ok(first.zip(last).map(|days| LogTotal { days, three, judged }))
}
