//! How jobs are kept, taken and finished. A job is taken with a lease: whoever is killed over it
//! loses it when the lease ends.

use super::{JobId, MOST_ATTEMPTS, NewJob};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use serde_json::Value;

/// A job as a worker takes it.
pub(super) struct Taken {
    pub id: JobId,
    pub kind: String,
    pub payload: Value,
    pub attempt: i64,
}

/// How a job stands, for those who wait for it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// Its number.
    pub id: i64,
    /// Which handler does it.
    pub kind: String,
    /// How far it is, in hundredths.
    pub progress: i64,
    /// How often it was begun.
    pub attempts: i64,
    /// When it may run next, in milliseconds since 1970.
    pub run_at: i64,
    /// Until when a worker holds it.
    pub locked_until: Option<i64>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was done.
    pub done_at: Option<i64>,
    /// When it was given up.
    pub given_up_at: Option<i64>,
}

/// Keeps a job in the caller's transaction; answers `None` when an unfinished one has its key. One
/// that is at work may have read what was true before: it is asked for again.
pub async fn enqueue(tx: &mut Tx, job: &NewJob<'_>) -> Result<Option<JobId>> {
    let first = insert(tx, job).await?;
    let (None, Some(key)) = (first, job.unique_key) else { return Ok(first) };
    let at_work = tx
        .run(
            sql!(
                "update job set asked_again = 1 where unique_key = $1 and locked_by is not null \
                    and done_at is null and given_up_at is null"
            ),
            args![key],
        )
        .await?;
    // None at work: it waits, or was finished between the two statements.
    if at_work == 0 { insert(tx, job).await } else { Ok(None) }
}

async fn insert(tx: &mut Tx, job: &NewJob<'_>) -> Result<Option<JobId>> {
    let row: Option<(i64,)> = tx
        .optional(
            sql!(
                "insert into job (kind, payload, unique_key, made_at, run_at, attempts, progress) \
                 values ($1, $2, $3, $4, $5, 0, 0) on conflict do nothing returning id"
            ),
            args![job.kind, job.payload.to_string(), job.unique_key, job.at, job.run_at],
        )
        .await?;
    Ok(row.map(|(id,)| JobId(id)))
}

/// Whether a job of these kinds could be taken now; asked first, because a question does not hold
/// up those who write.
pub(super) async fn any_due(db: &Db, kinds: &str, now: i64) -> Result<bool> {
    let (due,): (i64,) = db
        .one(
            sql!(
                sqlite: "select count(*) from (select 1 from job \
                          where done_at is null and given_up_at is null and run_at <= $2 \
                            and (locked_until is null or locked_until <= $2) \
                            and kind in (select value from json_each($1)) limit 1) as due",
                postgres: "select count(*) from (select 1 from job \
                            where done_at is null and given_up_at is null and run_at <= $2 \
                              and (locked_until is null or locked_until <= $2) \
                              and kind in (select json_array_elements_text(cast(cast($1 as text) as json))) \
                            limit 1) as due"
            ),
            args![kinds, now],
        )
        .await?;
    Ok(due > 0)
}

/// Takes the job that has waited longest; `kinds` is a JSON list.
pub(super) async fn take(
    db: &Db,
    kinds: &str,
    worker: &str,
    now: i64,
    until: i64,
) -> Result<Option<Taken>> {
    let mut tx = db.begin().await?;
    let row: Option<(i64, String, String, i64)> = tx
        .optional(
            sql!(
                sqlite: "update job set locked_until = $3, locked_by = $4, attempts = attempts + 1 \
                          where id = (select id from job \
                                where done_at is null and given_up_at is null and run_at <= $2 \
                                  and (locked_until is null or locked_until <= $2) \
                                  and kind in (select value from json_each($1)) \
                                order by run_at, id limit 1) \
                          returning id, kind, payload, attempts",
                postgres: "update job set locked_until = $3, locked_by = $4, attempts = attempts + 1 \
                            where id = (select id from job \
                                  where done_at is null and given_up_at is null and run_at <= $2 \
                                    and (locked_until is null or locked_until <= $2) \
                                    and kind in (select json_array_elements_text(cast(cast($1 as text) as json))) \
                                  order by run_at, id limit 1 for update skip locked) \
                            returning id, kind, payload, attempts"
            ),
            args![kinds, now, until, worker],
        )
        .await?;
    tx.commit().await?;
    Ok(row.map(|(id, kind, payload, attempt)| Taken {
        id: JobId(id),
        kind,
        payload: serde_json::from_str(&payload).unwrap_or(Value::Null),
        attempt,
    }))
}

/// Keeps a job held; answers whether it still was this worker's.
pub(super) async fn hold(db: &Db, id: JobId, worker: &str, until: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    let held = tx
        .run(
            sql!(
                "update job set locked_until = $3 \
                  where id = $1 and locked_by = $2 and done_at is null and given_up_at is null"
            ),
            args![id.0, worker, until],
        )
        .await?;
    tx.commit().await?;
    Ok(held == 1)
}

/// Writes down how far a job is.
pub(super) async fn progress(db: &Db, id: JobId, worker: &str, hundredths: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.run(
        sql!("update job set progress = $3 where id = $1 and locked_by = $2"),
        args![id.0, worker, hundredths],
    )
    .await?;
    tx.commit().await
}

/// Marks a job as done; one that was asked for again meanwhile runs once more.
pub(super) async fn done(db: &Db, id: JobId, worker: &str, now: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let done = tx
        .run(
            sql!(
                "update job set done_at = $3, progress = 100, locked_until = null, \
                        locked_by = null, last_error = null \
                  where id = $1 and locked_by = $2 and asked_again = 0"
            ),
            args![id.0, worker, now],
        )
        .await?;
    if done == 0 {
        tx.run(
            sql!(
                "update job set asked_again = 0, run_at = $3, attempts = 0, progress = 0, \
                        locked_until = null, locked_by = null, last_error = null \
                  where id = $1 and locked_by = $2"
            ),
            args![id.0, worker, now],
        )
        .await?;
    }
    tx.commit().await
}

/// Puts a failed job back for `run_at`, or gives it up when there is none.
pub(super) async fn failed(
    db: &Db,
    id: JobId,
    worker: &str,
    error: &str,
    (now, run_at): (i64, Option<i64>),
) -> Result<()> {
    let mut tx = db.begin().await?;
    let given_up = run_at.is_none().then_some(now);
    tx.run(
        sql!(
            "update job set last_error = $3, run_at = coalesce($4, run_at), given_up_at = $5, \
                    progress = 0, locked_until = null, locked_by = null \
              where id = $1 and locked_by = $2"
        ),
        args![id.0, worker, error, run_at, given_up],
    )
    .await?;
    tx.commit().await
}

/// Lets go of every job of a worker that ends in order, as if it had never begun.
pub(super) async fn let_go(db: &Db, worker: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.run(
        sql!(
            "update job set locked_until = null, locked_by = null, progress = 0, \
                    attempts = case when attempts > 0 then attempts - 1 else 0 end \
              where locked_by = $1 and done_at is null and given_up_at is null"
        ),
        args![worker],
    )
    .await?;
    tx.commit().await
}

/// Gives up what was begun too often and never came back, and forgets what was done before a moment.
pub async fn forget_done(db: &Db, now: i64, before: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.run(
        sql!(
            "update job set given_up_at = $1, locked_until = null, locked_by = null, \
                    last_error = coalesce(last_error, 'it ended its process each time') \
              where attempts >= $2 and done_at is null and given_up_at is null \
                and (locked_until is null or locked_until <= $1)"
        ),
        args![now, MOST_ATTEMPTS],
    )
    .await?;
    tx.run(sql!("delete from job where done_at < $1 or given_up_at < $1"), args![before]).await?;
    tx.commit().await
}

/// Lets a job that was given up run again, as if it were new.
pub async fn give_another_chance(tx: &mut Tx, id: JobId, now: i64) -> Result<bool> {
    let changed = tx
        .run(
            sql!(
                "update job set given_up_at = null, attempts = 0, run_at = $2 \
                  where id = $1 and given_up_at is not null"
            ),
            args![id.0, now],
        )
        .await?;
    Ok(changed == 1)
}

/// How a job stands; `None` once it is forgotten.
pub async fn standing(db: &Db, id: JobId) -> Result<Option<Standing>> {
    db.optional(
        sql!(
            "select id, kind, progress, attempts, run_at, locked_until, last_error, done_at, \
                    given_up_at from job where id = $1"
        ),
        args![id.0],
    )
    .await
}

/// How the newest job of a unique key stands.
pub async fn of_unique_key(db: &Db, key: &str) -> Result<Option<Standing>> {
    db.optional(
        sql!(
            "select id, kind, progress, attempts, run_at, locked_until, last_error, done_at, \
                    given_up_at from job where unique_key = $1 order by id desc limit 1"
        ),
        args![key],
    )
    .await
}

/// The newest jobs of a kind with what they are about, the newest first: two hundred at most, those that
/// were done or given up among them.
pub async fn of_kind(db: &Db, kind: &str) -> Result<Vec<(Standing, Value)>> {
    let rows: Vec<Told> = db
        .all(
            sql!(
                "select id, kind, progress, attempts, run_at, locked_until, last_error, done_at, \
                        given_up_at, payload from job where kind = $1 order by id desc limit 200"
            ),
            args![kind],
        )
        .await?;
    let read =
        |row: Told| (row.standing, serde_json::from_str(&row.payload).unwrap_or(Value::Null));
    Ok(rows.into_iter().map(read).collect())
}

#[derive(sqlx::FromRow)]
struct Told {
    #[sqlx(flatten)]
    standing: Standing,
    payload: String,
}

/// How many jobs are due by `now` and neither done nor given up.
pub async fn unfinished(db: &Db, now: i64) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) from job \
                  where done_at is null and given_up_at is null and run_at <= $1"
            ),
            args![now],
        )
        .await?;
    Ok(count)
}
