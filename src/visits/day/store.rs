//! What is kept of a day while it lasts: its key, what nodes on one database tell each other, who
//! was judged, and the sketches. All but the sketches is gone when the day is closed.

use super::super::reader::{Key, Visitor};
use super::{Facet, Visit, joined};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use datasketches::hll::HllSketch;
use std::collections::HashMap;

/// The key of a day that all nodes share: the first that is offered.
pub async fn share_key(db: &Db, day: &str, offered: Key) -> Result<Option<Key>> {
    let mut tx = db.begin().await?;
    tx.run(
        sql!("insert into visits_key (day, key) values ($1, $2) on conflict (day) do nothing"),
        args![day, offered.text()],
    )
    .await?;
    let (key,): (String,) =
        tx.one(sql!("select key from visits_key where day = $1"), args![day]).await?;
    tx.commit().await?;
    Ok(Key::of(&key))
}

/// Destroys the keys of days before `today`. On PostgreSQL the table's file is put away and a new
/// one begun: a deleted row would stay readable in the file.
pub async fn destroy_keys(db: &Db, today: &str) -> Result<()> {
    let old: Option<(i64,)> = db
        .optional(
            sql!("select cast(1 as bigint) from visits_key where day < $1 limit 1"),
            args![today],
        )
        .await?;
    if old.is_none() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    tx.run(
        sql!(
            sqlite: "delete from visits_key where day < $1",
            postgres: "lock table visits_key in access exclusive mode"
        ),
        match db.engine() {
            crate::platform::db::Engine::Sqlite => args![today],
            crate::platform::db::Engine::Postgres => vec![],
        },
    )
    .await?;
    let kept: Vec<(String, String)> = tx
        .all(
            sql!("select day, key from visits_key where day >= $1 order by day limit 10"),
            args![today],
        )
        .await?;
    tx.run(sql!(sqlite: "delete from visits_key", postgres: "truncate visits_key"), vec![]).await?;
    for (day, key) in kept {
        tx.run(sql!("insert into visits_key (day, key) values ($1, $2)"), args![day, key]).await?;
    }
    tx.commit().await
}

/// What one node tells the others of one fold.
#[derive(Debug, Default)]
pub struct Batch {
    /// The place in the order of all batches.
    pub seq: i64,
    /// The visits it saw.
    pub seen: Vec<Visit>,
    /// The entries it saw read.
    pub entries: Vec<i64>,
}

/// Tells the other nodes; answers the batch's place.
pub async fn tell(tx: &mut Tx, day: &str, node: &str, batch: &Batch) -> Result<i64> {
    let seen: Vec<_> = batch
        .seen
        .iter()
        .map(|visit| {
            let span = (visit.first(), visit.last());
            (visit.visitor().number(), span, visit.pages(), visit.has_browsed())
        })
        .collect();
    let seen = serde_json::to_string(&seen).unwrap_or_default();
    let entries = serde_json::to_string(&batch.entries).unwrap_or_default();
    let (seq,): (i64,) = tx
        .one(
            sql!(
                "insert into visits_batch (day, node, seen, entries) values ($1, $2, $3, $4) \
                 returning seq"
            ),
            args![day, node, seen, entries],
        )
        .await?;
    Ok(seq)
}

type BatchRow = (i64, String, String);

fn batches(rows: Vec<BatchRow>) -> Vec<Batch> {
    let told = |(seq, seen, entries): BatchRow| {
        let seen: Vec<(i64, [u32; 2], u32, bool)> = serde_json::from_str(&seen).unwrap_or_default();
        let visit = |(number, span, pages, browsed)| {
            Visit::told(Visitor::numbered(number), span, pages, browsed)
        };
        Batch {
            seq,
            seen: seen.into_iter().map(visit).collect(),
            entries: serde_json::from_str(&entries).unwrap_or_default(),
        }
    };
    rows.into_iter().map(told).collect()
}

/// What was told of a day after a place, for whoever holds the day's row.
pub async fn told(tx: &mut Tx, day: &str, after: i64) -> Result<Vec<Batch>> {
    let rows = tx
        .all(
            sql!(
                "select seq, seen, entries from visits_batch where day = $1 and seq > $2 \
                  order by seq limit 100000"
            ),
            args![day, after],
        )
        .await?;
    Ok(batches(rows))
}

/// Who was judged on a day, by ledger file.
pub async fn judged(tx: &mut Tx, day: &str) -> Result<Vec<(String, Visitor)>> {
    let rows: Vec<(String, i64)> = tx
        .all(
            sql!(
                "select ledger, visitor from visits_judged where day = $1 \
                  order by ledger, visitor limit 100000"
            ),
            args![day],
        )
        .await?;
    Ok(rows.into_iter().map(|(ledger, number)| (ledger, Visitor::numbered(number))).collect())
}

/// Notes that a visitor's views are taken out of what was folded from a file.
pub async fn note_judged(tx: &mut Tx, day: &str, ledger: &str, visitor: Visitor) -> Result<()> {
    tx.run(
        sql!(
            "insert into visits_judged (day, ledger, visitor) values ($1, $2, $3) \
             on conflict (day, ledger, visitor) do nothing"
        ),
        args![day, ledger, visitor.number()],
    )
    .await?;
    Ok(())
}

/// Forgets everything that identifies a visitor of a day.
pub async fn forget(tx: &mut Tx, day: &str) -> Result<()> {
    tx.run(sql!("delete from visits_batch where day = $1"), args![day]).await?;
    tx.run(sql!("delete from visits_judged where day = $1"), args![day]).await?;
    Ok(())
}

/// Joins sketches of a day with what the database has of them.
pub async fn save_sketches(
    tx: &mut Tx,
    day: &str,
    sketches: &[(Facet, String, HllSketch)],
) -> Result<()> {
    // Of two nodes the second waits here: each would write over what the other has just joined.
    let held = sql!(held: "select day from visits_day where day = $1");
    let _: Option<(String,)> = tx.optional(held, args![day]).await?;
    let keys: Vec<_> = sketches.iter().map(|(facet, key, _)| (facet.name(), key)).collect();
    let keys = serde_json::to_string(&keys).unwrap_or_default();
    let known: Vec<(String, String, String)> = tx
        .all(
            sql!(
                sqlite: "select facet, facet_key, sketch from visits_sketch \
                          where day = $1 and (facet, facet_key) in \
                                (select value ->> 0, value ->> 1 from json_each($2)) \
                          order by facet, facet_key limit 1000000",
                postgres: "select facet, facet_key, sketch from visits_sketch \
                            where day = $1 and (facet, facet_key) in \
                                  (select r ->> 0, r ->> 1 \
                                     from json_array_elements(cast(cast($2 as text) as json)) as r) \
                            order by facet, facet_key limit 1000000"
            ),
            args![day, keys],
        )
        .await?;
    let known: HashMap<(String, String), String> =
        known.into_iter().map(|(facet, key, sketch)| ((facet, key), sketch)).collect();
    let rows: Vec<_> = sketches
        .iter()
        .map(|(facet, key, sketch)| {
            let before = known.get(&(facet.name().to_owned(), key.clone()));
            let (text, visitors) = joined(sketch, before.map(String::as_str));
            (facet.name(), key, visitors, text)
        })
        .collect();
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    tx.run(
        sql!(
            sqlite: "insert into visits_sketch (day, facet, facet_key, visitors, sketch) \
                     select $1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 \
                       from json_each($2) where true \
                     on conflict (day, facet, facet_key) do update \
                        set visitors = excluded.visitors, sketch = excluded.sketch",
            postgres: "insert into visits_sketch (day, facet, facet_key, visitors, sketch) \
                       select $1, r ->> 0, r ->> 1, cast(r ->> 2 as bigint), r ->> 3 \
                         from json_array_elements(cast(cast($2 as text) as json)) as r \
                       on conflict (day, facet, facet_key) do update \
                          set visitors = excluded.visitors, sketch = excluded.sketch"
        ),
        args![day, rows],
    )
    .await?;
    Ok(())
}
