//! How sums of questions are kept and read.

use super::model::Kept;
use crate::platform::db::{Db, Result, Tx};
use crate::visits::facts::Span;
use crate::visits::report::Row;
use crate::{args, sql};

/// Adds what may be kept of a day.
pub async fn add(tx: &mut Tx, kept: &Kept) -> Result<()> {
    let day = kept.day.to_string();
    for (language, (asked, in_vain)) in &kept.sums {
        tx.run(
            sql!(
                "insert into visits_search_day (day, language, asked, found_none) \
                 values ($1, $2, $3, $4) \
                 on conflict (day, language) do update set \
                        asked = visits_search_day.asked + excluded.asked, \
                        found_none = visits_search_day.found_none + excluded.found_none"
            ),
            args![&day, language.to_string(), *asked, *in_vain],
        )
        .await?;
    }
    for ((language, words), times) in &kept.words {
        tx.run(
            sql!(
                "insert into visits_search_word (day, language, words, times) \
                 values ($1, $2, $3, $4) \
                 on conflict (day, language, words) do update set \
                        times = visits_search_word.times + excluded.times"
            ),
            args![&day, language.to_string(), words, *times],
        )
        .await?;
    }
    Ok(())
}

/// How often the search was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Searched {
    /// How often, whatever was found.
    pub asked: i64,
    /// How often nothing was found.
    pub found_none: i64,
}

/// How often the search was asked in a span of days.
pub async fn searched(db: &Db, span: &Span) -> Result<Searched> {
    db.one(
        sql!(
            "select cast(coalesce(sum(asked), 0) as bigint) as asked, \
                    cast(coalesce(sum(found_none), 0) as bigint) as found_none \
               from visits_search_day where day >= $1 and day <= $2"
        ),
        args![&span.first, &span.last],
    )
    .await
}

/// Words that several readers of a day asked for in vain, most often first.
pub async fn in_vain(db: &Db, span: &Span) -> Result<Vec<Row>> {
    let rows: Vec<(String, i64)> = db
        .all(
            sql!(
                "select words, cast(sum(times) as bigint) as times from visits_search_word \
                  where day >= $1 and day <= $2 group by words order by 2 desc, words limit 5000"
            ),
            args![&span.first, &span.last],
        )
        .await?;
    Ok(rows.into_iter().map(|(key, views)| Row { key, views, visitors: None }).collect())
}
