//! The live figures: sums of days and of frozen months.

use crate::platform::db::{Db, Result};
use crate::visits::facts::Three;
use crate::{args, sql};

/// The sums from each of four days on (today, Monday, the first of the month, the first of the year),
/// and in all, corrections included. Year and total take frozen months as they were frozen; the
/// shorter periods are sums of days.
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
                   left join (select day, views, visits, visitors, 0 as low, 4 as high \
                                from visits_day \
                               where day > (select coalesce(max(month), '0000-00') || '-99' \
                                              from visits_month) \
                              union all \
                              select day, views, visits, visitors, 0, 2 from visits_day \
                               where day < (select coalesce(max(month), '0000-00') || '-99' \
                                              from visits_month) and (day >= $2 or day >= $3) \
                              union all \
                              select month || '-01', views, visits, visitors, 3, 4 \
                                from visits_month \
                              union all \
                              select day, views, visits, visitors, 0, 4 from visits_correction) d \
                     on d.day >= p.first and p.place >= d.low and p.place <= d.high \
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
