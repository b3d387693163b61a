//! How the facts are kept and read. Everything one fold adds stands or falls with the place up to
//! which the ledger was read, in one transaction.

use super::super::reader::Source;
use super::{Sums, Three};
use crate::platform::db::{Db, Result, Tx};
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

/// Adds sums of a day. The day's row is written first: on PostgreSQL it is the lock under which one
/// node after the other brings the day up to date.
pub async fn add_day(tx: &mut Tx, day: &str, sums: &Sums) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_day \
                    (day, views, refused, ahead, editors, networks, judged, damaged) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) \
             on conflict (day) do update set \
                    views = visits_day.views + excluded.views, \
                    refused = visits_day.refused + excluded.refused, \
                    ahead = visits_day.ahead + excluded.ahead, \
                    editors = visits_day.editors + excluded.editors, \
                    networks = visits_day.networks + excluded.networks, \
                    judged = visits_day.judged + excluded.judged, \
                    damaged = visits_day.damaged + excluded.damaged"
        ),
        args![
            day,
            sums.views,
            sums.refused,
            sums.ahead,
            sums.editors,
            sums.networks,
            sums.judged,
            sums.damaged
        ],
    )
    .await?;
    Ok(())
}

/// Adds views to the facts: one statement a table, because a busy second touches thousands of rows.
pub async fn add_facts(tx: &mut Tx, day: &str, origin: &str, sums: &Sums) -> Result<()> {
    let rows: Vec<_> = sums
        .facts
        .iter()
        .map(|(fact, views)| {
            let (language, country) = (fact.language.to_string(), fact.country.code().to_owned());
            (fact.entry, language, fact.source.number(), country, fact.device.name(), *views)
        })
        .collect();
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    tx.run(
        sql!(
            sqlite: "insert into visits_fact \
                            (day, origin, entry_id, language, source_id, country, device, views) \
                     select $1, $2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, \
                            value ->> 5 from json_each($3) where true \
                     on conflict (day, origin, entry_id, language, source_id, country, device) \
                     do update set views = visits_fact.views + excluded.views",
            postgres: "insert into visits_fact \
                              (day, origin, entry_id, language, source_id, country, device, views) \
                       select $1, $2, cast(r ->> 0 as bigint), r ->> 1, cast(r ->> 2 as bigint), \
                              r ->> 3, r ->> 4, cast(r ->> 5 as bigint) \
                         from json_array_elements(cast(cast($3 as text) as json)) as r \
                       on conflict (day, origin, entry_id, language, source_id, country, device) \
                       do update set views = visits_fact.views + excluded.views"
        ),
        args![day, origin, rows],
    )
    .await?;
    Ok(())
}

/// Adds views to the sums by entry of a day and of its month.
pub async fn add_entries(tx: &mut Tx, day: &str, sums: &Sums) -> Result<()> {
    let entries = sums.entries();
    let mut rows: Vec<_> = entries
        .iter()
        .map(|((entry, language), views)| (*entry, language.to_string(), *views))
        .collect();
    // In one order on all nodes: at midnight two may write rows of the same month.
    rows.sort_unstable();
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    tx.run(
        sql!(
            sqlite: "insert into visits_entry_day (day, entry_id, language, views) \
                     select $1, value ->> 0, value ->> 1, value ->> 2 from json_each($2) where true \
                     on conflict (day, entry_id, language) \
                     do update set views = visits_entry_day.views + excluded.views",
            postgres: "insert into visits_entry_day (day, entry_id, language, views) \
                       select $1, cast(r ->> 0 as bigint), r ->> 1, cast(r ->> 2 as bigint) \
                         from json_array_elements(cast(cast($2 as text) as json)) as r \
                       on conflict (day, entry_id, language) \
                       do update set views = visits_entry_day.views + excluded.views"
        ),
        args![day, &rows],
    )
    .await?;
    let month = day.get(..7).unwrap_or(day);
    tx.run(
        sql!(
            sqlite: "insert into visits_entry_month (month, entry_id, language, views) \
                     select $1, value ->> 0, value ->> 1, value ->> 2 from json_each($2) where true \
                     on conflict (month, entry_id, language) \
                     do update set views = visits_entry_month.views + excluded.views",
            postgres: "insert into visits_entry_month (month, entry_id, language, views) \
                       select $1, cast(r ->> 0 as bigint), r ->> 1, cast(r ->> 2 as bigint) \
                         from json_array_elements(cast(cast($2 as text) as json)) as r \
                       on conflict (month, entry_id, language) \
                       do update set views = visits_entry_month.views + excluded.views"
        ),
        args![month, rows],
    )
    .await?;
    Ok(())
}

/// Adds views to the sums by one facet of a day.
pub async fn add_facets(tx: &mut Tx, day: &str, sums: &Sums) -> Result<()> {
    let facets = sums.facets();
    let rows: Vec<_> =
        facets.iter().map(|((facet, value), views)| (*facet, value.as_str(), *views)).collect();
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    tx.run(
        sql!(
            sqlite: "insert into visits_facet_day (day, facet, facet_key, views) \
                     select $1, value ->> 0, value ->> 1, value ->> 2 from json_each($2) where true \
                     on conflict (day, facet, facet_key) \
                     do update set views = visits_facet_day.views + excluded.views",
            postgres: "insert into visits_facet_day (day, facet, facet_key, views) \
                       select $1, r ->> 0, r ->> 1, cast(r ->> 2 as bigint) \
                         from json_array_elements(cast(cast($2 as text) as json)) as r \
                       on conflict (day, facet, facet_key) \
                       do update set views = visits_facet_day.views + excluded.views"
        ),
        args![day, rows],
    )
    .await?;
    Ok(())
}

/// Keeps what a source's number stands for.
pub async fn know_source(tx: &mut Tx, source: &Source) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_source (id, class, name) values ($1, $2, $3) \
             on conflict (id) do nothing"
        ),
        args![source.id().number(), source.class().name(), source.name()],
    )
    .await?;
    Ok(())
}

/// Sets how many visits and visitors a day that is not closed has. Answers whether it was open.
pub async fn set_visitors(tx: &mut Tx, day: &str, visits: i64, visitors: i64) -> Result<bool> {
    let rows = tx
        .run(
            sql!(
                "update visits_day set visits = $2, visitors = $3 \
                  where day = $1 and closed_at is null"
            ),
            args![day, visits, visitors],
        )
        .await?;
    Ok(rows == 1)
}

/// Adds visits and visitors to a closed day: what was folded after everything that could join it to
/// others was gone.
pub async fn add_late(tx: &mut Tx, day: &str, visits: i64, visitors: i64) -> Result<()> {
    tx.run(
        sql!("update visits_day set visits = visits + $2, visitors = visitors + $3 where day = $1"),
        args![day, visits, visitors],
    )
    .await?;
    Ok(())
}

/// When a day was closed.
pub async fn closed_at(tx: &mut Tx, day: &str) -> Result<Option<i64>> {
    let row: Option<(Option<i64>,)> =
        tx.optional(sql!("select closed_at from visits_day where day = $1"), args![day]).await?;
    Ok(row.and_then(|(at,)| at))
}

/// Closes a day.
pub async fn close(tx: &mut Tx, day: &str, at: i64) -> Result<()> {
    tx.run(
        sql!("update visits_day set closed_at = $2 where day = $1 and closed_at is null"),
        args![day, at],
    )
    .await?;
    Ok(())
}

/// Days before `today` that were begun and not closed, oldest first.
pub async fn open_days(db: &Db, today: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(
            sql!(
                "select day from visits_day where day < $1 and closed_at is null \
                  order by day limit 400"
            ),
            args![today],
        )
        .await?;
    Ok(rows.into_iter().map(|(day,)| day).collect())
}

/// The sums from each of four days on, and in all, corrections included.
pub async fn sums(db: &Db, since: [&str; 4]) -> Result<[Three; 5]> {
    let [today, week, month, year] = since;
    let rows: Vec<(i64, i64, i64, i64)> = db
        .all(
            sql!(
                "select cast(p.place as bigint), cast(coalesce(sum(d.views), 0) as bigint), \
                        cast(coalesce(sum(d.visits), 0) as bigint), \
                        cast(coalesce(sum(d.visitors), 0) as bigint) \
                   from (select 0 as place, $1 as first union all select 1, $2 \
                         union all select 2, $3 union all select 3, $4 union all select 4, '') p \
                   left join (select day, views, visits, visitors from visits_day \
                              union all select day, views, visits, visitors \
                                          from visits_correction) d on d.day >= p.first \
                  group by p.place order by p.place limit 5"
            ),
            args![today, week, month, year],
        )
        .await?;
    let mut sums = [Three::default(); 5];
    for (sum, (_, views, visits, visitors)) in sums.iter_mut().zip(rows) {
        *sum = Three { views, visits, visitors };
    }
    Ok(sums)
}

/// The views of an entry in every language and in all, corrections included.
pub async fn entry_views(db: &Db, entry: i64) -> Result<i64> {
    let (views,): (i64,) = db
        .one(
            sql!(
                "select cast((select coalesce(sum(views), 0) from visits_entry_month \
                               where entry_id = $1) \
                           + (select coalesce(sum(views), 0) from visits_correction \
                               where entry_id = $1) as bigint)"
            ),
            args![entry],
        )
        .await?;
    Ok(views)
}

/// A span of days, both ends within it, as `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first day.
    pub first: String,
    /// Its last day.
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

/// The sums of each month (`YYYY-MM`) of a span, oldest first.
pub async fn months(db: &Db, span: &Span) -> Result<Vec<(String, i64, i64, i64)>> {
    db.all(
        sql!(
            "select substr(d.day, 1, 7) as month, cast(sum(d.views) as bigint), \
                    cast(sum(d.visits) as bigint), cast(sum(d.visitors) as bigint) \
               from (select day, views, visits, visitors from visits_day \
                     union all select day, views, visits, visitors from visits_correction) d \
              where d.day >= $1 and d.day <= $2 group by 1 order by 1 limit 400"
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
