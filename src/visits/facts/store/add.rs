//! Adding what one fold came to. All of it stands or falls with the place up to which the ledger was
//! read, in one transaction.

use crate::platform::db::{Result, Statement, Tx, Value};
use crate::visits::facts::Sums;
use crate::visits::reader::Source;
use crate::{args, sql};
use serde::Serialize;

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

/// So many rows are written by one statement. Fewer statements are quicker than one a row, but until one ends
/// SQLite keeps each page it changes in memory a second time.
const ROWS: usize = 400;

/// Runs a statement for rows that are its last parameter, as JSON, after `before`.
async fn add_rows<R: Serialize>(
    tx: &mut Tx,
    statement: Statement,
    before: &[&str],
    rows: &[R],
) -> Result<()> {
    for some in rows.chunks(ROWS) {
        let some = serde_json::to_string(some).unwrap_or_default();
        let values = before.iter().copied().chain([some.as_str()]);
        tx.run(statement, values.map(Value::from).collect()).await?;
    }
    Ok(())
}

/// Adds views to the facts.
pub async fn add_facts(tx: &mut Tx, day: &str, origin: &str, sums: &Sums) -> Result<()> {
    // In the order of the key: neighbours stand on one page of the table.
    let mut facts: Vec<_> = sums.facts.iter().collect();
    facts.sort_unstable_by_key(|(fact, _)| **fact);
    let rows: Vec<_> = facts
        .into_iter()
        .map(|(fact, views)| {
            let (language, country) = (fact.language.code(), fact.country.code());
            (fact.entry, language, fact.source.number(), country, fact.device.name(), views)
        })
        .collect();
    let statement = sql!(
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
    );
    add_rows(tx, statement, &[day, origin], &rows).await
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
    let of_day = sql!(
        sqlite: "insert into visits_entry_day (day, entry_id, language, views) \
                 select $1, value ->> 0, value ->> 1, value ->> 2 from json_each($2) where true \
                 on conflict (day, entry_id, language) \
                 do update set views = visits_entry_day.views + excluded.views",
        postgres: "insert into visits_entry_day (day, entry_id, language, views) \
                   select $1, cast(r ->> 0 as bigint), r ->> 1, cast(r ->> 2 as bigint) \
                     from json_array_elements(cast(cast($2 as text) as json)) as r \
                   on conflict (day, entry_id, language) \
                   do update set views = visits_entry_day.views + excluded.views"
    );
    add_rows(tx, of_day, &[day], &rows).await?;
    let of_month = sql!(
        sqlite: "insert into visits_entry_month (month, entry_id, language, views) \
                 select $1, value ->> 0, value ->> 1, value ->> 2 from json_each($2) where true \
                 on conflict (month, entry_id, language) \
                 do update set views = visits_entry_month.views + excluded.views",
        postgres: "insert into visits_entry_month (month, entry_id, language, views) \
                   select $1, cast(r ->> 0 as bigint), r ->> 1, cast(r ->> 2 as bigint) \
                     from json_array_elements(cast(cast($2 as text) as json)) as r \
                   on conflict (month, entry_id, language) \
                   do update set views = visits_entry_month.views + excluded.views"
    );
    add_rows(tx, of_month, &[day.get(..7).unwrap_or(day)], &rows).await
}

/// Adds views to the sums by one facet of a day.
pub async fn add_facets(tx: &mut Tx, day: &str, sums: &Sums) -> Result<()> {
    let facets = sums.facets();
    let rows: Vec<_> =
        facets.iter().map(|((facet, value), views)| (*facet, value.as_str(), *views)).collect();
    let statement = sql!(
        sqlite: "insert into visits_facet_day (day, facet, facet_key, views) \
                 select $1, value ->> 0, value ->> 1, value ->> 2 from json_each($2) where true \
                 on conflict (day, facet, facet_key) \
                 do update set views = visits_facet_day.views + excluded.views",
        postgres: "insert into visits_facet_day (day, facet, facet_key, views) \
                   select $1, r ->> 0, r ->> 1, cast(r ->> 2 as bigint) \
                     from json_array_elements(cast(cast($2 as text) as json)) as r \
                   on conflict (day, facet, facet_key) \
                   do update set views = visits_facet_day.views + excluded.views"
    );
    add_rows(tx, statement, &[day], &rows).await
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
