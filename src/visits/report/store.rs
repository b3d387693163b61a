//! The statements of reports: sums over whole months, which stand ready, and over the days around them.

use super::model::Row;
use super::period::Cut;
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};

/// The newest frozen month.
pub async fn last_frozen(db: &Db) -> Result<Option<String>> {
    let (month,): (Option<String>,) =
        db.one(sql!("select max(month) from visits_month"), args![]).await?;
    Ok(month)
}

/// Views by entry, most first; 0 is lists, -1 the front page.
pub async fn entries(db: &Db, cut: &Cut) -> Result<Vec<(i64, i64)>> {
    db.all(
        sql!(
            "select entry_id, cast(sum(views) as bigint) as views \
               from (select entry_id, views from visits_entry_month \
                      where month >= $1 and month <= $2 \
                     union all \
                     select entry_id, views from visits_entry_day where day >= $3 and day <= $4 \
                     union all \
                     select entry_id, views from visits_entry_day where day >= $5 and day <= $6) s \
              group by entry_id having sum(views) <> 0 \
              order by 2 desc, entry_id limit 200000"
        ),
        spans(cut),
    )
    .await
}

/// At one glance: the so many most read entries (`entry`), every section's sum (`section`; lists and the front
/// page under their numbers), and how many entries there are with what they come to (`all`).
pub async fn glance(db: &Db, cut: &Cut, most: usize) -> Result<Vec<(String, String, i64)>> {
    let mut values = spans(cut);
    values.extend(args![i64::try_from(most).unwrap_or(i64::MAX)]);
    db.all(
        sql!(
            "with s as materialized ( \
                select entry_id, cast(sum(views) as bigint) as views \
                  from (select entry_id, views from visits_entry_month \
                         where month >= $1 and month <= $2 \
                        union all \
                        select entry_id, views from visits_entry_day where day >= $3 and day <= $4 \
                        union all \
                        select entry_id, views from visits_entry_day \
                         where day >= $5 and day <= $6) spans \
                 group by entry_id having sum(views) <> 0) \
             select 'entry' as part, cast(entry_id as text) as value, views \
               from (select entry_id, views from s order by views desc, entry_id limit $7) most \
             union all \
             select 'section', value, cast(sum(views) as bigint) \
               from (select case when s.entry_id <= 0 then cast(s.entry_id as text) \
                                 else coalesce(e.section, '') end as value, s.views \
                       from s left join entry e on e.id = s.entry_id) sections group by value \
             union all \
             select 'all', cast(count(*) as text), cast(coalesce(sum(views), 0) as bigint) from s \
             order by 1, 3 desc, 2 limit 10000"
        ),
        values,
    )
    .await
}

/// Views of these entries.
pub async fn views_of(db: &Db, cut: &Cut, entries: &[&str]) -> Result<Vec<(String, i64)>> {
    let mut values = spans(cut);
    values.extend(args![format!("[{}]", entries.join(","))]);
    db.all(
        sql!(
            sqlite: "select cast(entry_id as text), cast(sum(views) as bigint) \
                       from (select entry_id, views from visits_entry_month \
                              where month >= $1 and month <= $2 \
                                and entry_id in (select value from json_each($7)) \
                             union all \
                             select entry_id, views from visits_entry_day \
                              where (day >= $3 and day <= $4 or day >= $5 and day <= $6) \
                                and entry_id in (select value from json_each($7))) s \
                      group by entry_id order by entry_id limit 10000",
            postgres: "select cast(entry_id as text), cast(sum(views) as bigint) \
                         from (select entry_id, views from visits_entry_month \
                                where month >= $1 and month <= $2 \
                               union all \
                               select entry_id, views from visits_entry_day \
                                where day >= $3 and day <= $4 or day >= $5 and day <= $6) s \
                        where entry_id in (select cast(r as bigint) from json_array_elements_text(\
                                             cast(cast($7 as text) as json)) as r) \
                        group by entry_id order by entry_id limit 10000"
        ),
        values,
    )
    .await
}

fn spans(cut: &Cut) -> Vec<crate::platform::db::Value> {
    let Cut { months, head, tail } = cut;
    args![&months.first, &months.last, &head.first, &head.last, &tail.first, &tail.last]
}

/// Views and visitors by the values of a facet, most views first. Facets: `language`, `source` (by its
/// number), `country`, `device`.
pub async fn facet(db: &Db, facet: &str, cut: &Cut) -> Result<Vec<Row>> {
    let mut values = spans(cut);
    values.extend(args![facet]);
    let rows: Vec<(String, i64, i64)> = db
        .all(
            sql!(
                "select s.facet_key, cast(sum(s.views) as bigint) as views, \
                        cast(sum(s.visitors) as bigint) as visitors \
                   from (select facet_key, views, visitors from visits_facet_month \
                          where facet = $7 and month >= $1 and month <= $2 \
                         union all \
                         select f.facet_key, f.views, \
                                case when f.views < coalesce(k.visitors, 0) then f.views \
                                     else coalesce(k.visitors, 0) end \
                           from visits_facet_day f \
                           left join visits_sketch k on k.day = f.day and k.facet = f.facet \
                                and k.facet_key = f.facet_key \
                          where f.facet = $7 and f.day >= $3 and f.day <= $4 \
                         union all \
                         select f.facet_key, f.views, \
                                case when f.views < coalesce(k.visitors, 0) then f.views \
                                     else coalesce(k.visitors, 0) end \
                           from visits_facet_day f \
                           left join visits_sketch k on k.day = f.day and k.facet = f.facet \
                                and k.facet_key = f.facet_key \
                          where f.facet = $7 and f.day >= $5 and f.day <= $6) s \
                  group by s.facet_key having sum(s.views) <> 0 \
                  order by 2 desc, s.facet_key limit 50000"
            ),
            values,
        )
        .await?;
    let row = |(key, views, visitors)| Row { key, views, visitors: Some(visitors) };
    Ok(rows.into_iter().map(row).collect())
}

/// The sources of these numbers: number, class, name.
pub async fn named_sources(db: &Db, numbers: &[&str]) -> Result<Vec<(String, String, String)>> {
    let numbers = format!("[{}]", numbers.join(","));
    db.all(
        sql!(
            sqlite: "select cast(id as text), class, name from visits_source \
                      where id in (select value from json_each($1)) order by id limit 50000",
            postgres: "select cast(id as text), class, name from visits_source \
                        where id in (select cast(r as bigint) from json_array_elements_text(\
                                       cast(cast($1 as text) as json)) as r) \
                        order by id limit 50000"
        ),
        args![numbers],
    )
    .await
}

/// Sums the facets of a month that is being frozen, once: nothing changes them any more.
pub async fn sum_facets(tx: &mut Tx, month: &str) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_facet_month (month, facet, facet_key, views, visitors) \
             select $1, f.facet, f.facet_key, cast(sum(f.views) as bigint), \
                    cast(sum(case when f.views < coalesce(k.visitors, 0) then f.views \
                                  else coalesce(k.visitors, 0) end) as bigint) \
               from visits_facet_day f \
               left join visits_sketch k on k.day = f.day and k.facet = f.facet \
                    and k.facet_key = f.facet_key \
              where f.day >= $1 || '-01' and f.day <= $1 || '-31' \
              group by f.facet, f.facet_key \
             on conflict (month, facet, facet_key) do nothing"
        ),
        args![month],
    )
    .await?;
    Ok(())
}
