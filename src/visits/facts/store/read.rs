//! What reports read of the facts.

use crate::platform::db::{Db, Result};
use crate::{args, sql};

/// A span, both ends within it: of days as `YYYY-MM-DD`, or where a function says so of months as
/// `YYYY-MM`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first day or month.
    pub first: String,
    /// Its last day or month.
    pub last: String,
}

/// A day of the site.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize)]
pub struct DayRow {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Pages handed to readers.
    pub views: i64,
    /// Visits.
    pub visits: i64,
    /// Visitors, counted exactly.
    pub visitors: i64,
    /// Pages not counted: bots that say so, prefetches, editors, data centres.
    pub refused: i64,
    /// Of these, pages fetched ahead.
    pub ahead: i64,
    /// Of these, pages of editors.
    pub editors: i64,
    /// Of these, pages of machines in data centres.
    pub networks: i64,
    /// Views taken out because of how their client behaved; neither in `views` nor in `refused`.
    pub judged: i64,
    /// Places in the ledger that could not be read.
    pub damaged: i64,
    /// Of `views`, `visits` and `visitors`, what corrections added or took away.
    pub corrected_views: i64,
    /// See `corrected_views`.
    pub corrected_visits: i64,
    /// See `corrected_views`.
    pub corrected_visitors: i64,
}

/// The days of a span that have a row, oldest first, corrections included; at most 4,000.
pub async fn days(db: &Db, span: &Span) -> Result<Vec<DayRow>> {
    db.all(
        sql!(
            "select d.day, d.views + coalesce(c.views, 0) as views, \
                    d.visits + coalesce(c.visits, 0) as visits, \
                    d.visitors + coalesce(c.visitors, 0) as visitors, \
                    d.refused, d.ahead, d.editors, d.networks, d.judged, d.damaged, \
                    coalesce(c.views, 0) as corrected_views, \
                    coalesce(c.visits, 0) as corrected_visits, \
                    coalesce(c.visitors, 0) as corrected_visitors \
               from visits_day d \
               left join (select day, cast(sum(views) as bigint) as views, \
                                 cast(sum(visits) as bigint) as visits, \
                                 cast(sum(visitors) as bigint) as visitors \
                            from visits_correction group by day) c on c.day = d.day \
              where d.day >= $1 and d.day <= $2 order by d.day limit 4000"
        ),
        args![&span.first, &span.last],
    )
    .await
}

/// A month of the site.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize)]
pub struct MonthRow {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Pages handed to readers, corrections included.
    pub views: i64,
    /// Visits, corrections included.
    pub visits: i64,
    /// Visitors of each day, added up, corrections included.
    pub visitors: i64,
    /// Of `views`, `visits` and `visitors`, what corrections added or took away.
    pub corrected_views: i64,
    /// See `corrected_views`.
    pub corrected_visits: i64,
    /// See `corrected_views`.
    pub corrected_visitors: i64,
    /// When the month was frozen, in milliseconds since 1970; `None` while its figures may move.
    pub frozen_at: Option<i64>,
    /// Views that became known after the freezing; in no figure.
    pub late: i64,
}

/// The months (`YYYY-MM`) of a span of whole months, oldest first: a frozen one as it was frozen, the
/// others as sums of their days; corrections stand beside both. At most 1,200.
pub async fn months(db: &Db, span: &Span) -> Result<Vec<MonthRow>> {
    db.all(
        sql!(
            "select m.month, cast(sum(m.views) as bigint) as views, \
                    cast(sum(m.visits) as bigint) as visits, \
                    cast(sum(m.visitors) as bigint) as visitors, \
                    cast(sum(m.corrected * m.views) as bigint) as corrected_views, \
                    cast(sum(m.corrected * m.visits) as bigint) as corrected_visits, \
                    cast(sum(m.corrected * m.visitors) as bigint) as corrected_visitors, \
                    max(m.frozen_at) as frozen_at, cast(sum(m.late) as bigint) as late \
               from (select month, views, visits, visitors, 0 as corrected, frozen_at, late \
                       from visits_month \
                     union all \
                     select substr(day, 1, 7), views, visits, visitors, 0, \
                            cast(null as bigint), 0 from visits_day \
                      where day > (select coalesce(max(month), '0000-00') || '-99' \
                                     from visits_month) \
                     union all \
                     select substr(day, 1, 7), views, visits, visitors, 1, \
                            cast(null as bigint), 0 from visits_correction) m \
              where m.month >= $1 and m.month <= $2 \
              group by m.month order by m.month limit 1200"
        ),
        args![&span.first, &span.last],
    )
    .await
}

/// The first day that has a record.
pub async fn first_day(db: &Db) -> Result<Option<String>> {
    let (day,): (Option<String>,) =
        db.one(sql!("select min(day) from visits_day"), args![]).await?;
    Ok(day)
}

/// The most read of a span of days: entry, language, views; 0 is lists, -1 the front page.
pub async fn entries(db: &Db, span: &Span, limit: i64) -> Result<Vec<(i64, String, i64)>> {
    db.all(
        sql!(
            "select entry_id, language, cast(sum(views) as bigint) from visits_entry_day \
              where day >= $1 and day <= $2 group by entry_id, language \
              order by 3 desc, entry_id, language limit $3"
        ),
        args![&span.first, &span.last, limit],
    )
    .await
}

/// The most read of a span of whole months (`YYYY-MM`): as [`entries`], in a thirtieth of the time.
pub async fn entry_sums(db: &Db, span: &Span, limit: i64) -> Result<Vec<(i64, String, i64)>> {
    db.all(
        sql!(
            "select entry_id, language, cast(sum(views) as bigint) from visits_entry_month \
              where month >= $1 and month <= $2 group by entry_id, language \
              order by 3 desc, entry_id, language limit $3"
        ),
        args![&span.first, &span.last, limit],
    )
    .await
}

/// The days of an entry in a span: day, views, visitors (estimated, never above views).
pub async fn entry_days(db: &Db, entry: i64, span: &Span) -> Result<Vec<(String, i64, i64)>> {
    db.all(
        sql!(
            sqlite: "select d.day, d.views, min(d.views, coalesce(s.visitors, 0)) \
               from (select day, cast(sum(views) as bigint) as views from visits_entry_day \
                      where entry_id = $1 and day >= $2 and day <= $3 group by day) d \
               left join visits_sketch s on s.day = d.day and s.facet = 'entry' \
                    and s.facet_key = cast($1 as text) \
              order by d.day limit 4000",
            postgres: "select d.day, d.views, least(d.views, coalesce(s.visitors, 0)) \
               from (select day, cast(sum(views) as bigint) as views from visits_entry_day \
                      where entry_id = $1 and day >= $2 and day <= $3 group by day) d \
               left join visits_sketch s on s.day = d.day and s.facet = 'entry' \
                    and s.facet_key = cast($1 as text) \
              order by d.day limit 4000"
        ),
        args![entry, &span.first, &span.last],
    )
    .await
}

/// A facet's values in a span: value, views, visitors (the sum of the days' estimates, never above
/// views), most views first. Facets: `language`, `source`, `country`, `device`.
pub async fn facet_days(
    db: &Db,
    facet: &str,
    span: &Span,
    limit: i64,
) -> Result<Vec<(String, i64, i64)>> {
    db.all(
        sql!(
            sqlite: "select f.facet_key, cast(sum(f.views) as bigint) as views, \
                    cast(sum(min(f.views, coalesce(s.visitors, 0))) as bigint) \
               from visits_facet_day f \
               left join visits_sketch s on s.day = f.day and s.facet = f.facet \
                    and s.facet_key = f.facet_key \
              where f.facet = $1 and f.day >= $2 and f.day <= $3 \
              group by f.facet_key order by 2 desc, f.facet_key limit $4",
            postgres: "select f.facet_key, cast(sum(f.views) as bigint) as views, \
                    cast(sum(least(f.views, coalesce(s.visitors, 0))) as bigint) \
               from visits_facet_day f \
               left join visits_sketch s on s.day = f.day and s.facet = f.facet \
                    and s.facet_key = f.facet_key \
              where f.facet = $1 and f.day >= $2 and f.day <= $3 \
              group by f.facet_key order by 2 desc, f.facet_key limit $4"
        ),
        args![facet, &span.first, &span.last, limit],
    )
    .await
}

/// Every known source: number, class, name.
pub async fn sources(db: &Db) -> Result<Vec<(i64, String, String)>> {
    db.all(
        sql!("select id, class, name from visits_source order by class, name, id limit 100000"),
        args![],
    )
    .await
}
