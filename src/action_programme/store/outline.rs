//! How a programme's outline is kept.

use super::{day, put_words, some_day, text, texts};
use crate::action_programme::model::{
    Act, Measure, MeasureId, Outline, Owes, Period, PeriodId, Programme, ProgrammeId, Task, TaskId,
    Texts,
};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct ProgrammeRow {
    id: i64,
    key: String,
    act_number: String,
    act_date: String,
    act_entry: Option<String>,
    parent_number: Option<String>,
    parent_date: Option<String>,
    parent_entry: Option<String>,
    starts_on: String,
    ends_on: String,
    source: String,
    revision: i64,
}

/// The number and revision of a programme, held by a transaction that writes.
pub async fn headers(tx: &mut Tx, key: &str) -> Result<Option<(ProgrammeId, i64)>> {
    let head = sql!(held: "select id, revision from programme where key = $1");
    let row: Option<(i64, i64)> = tx.optional(head, args![key]).await?;
    Ok(row.map(|(id, revision)| (ProgrammeId(id), revision)))
}

/// The keys of every programme, newest first.
pub async fn every_key(db: &Db) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(sql!("select key from programme order by starts_on desc, id desc limit 200"), args![])
        .await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// The programme of a number or a key: whichever is given.
pub async fn programme(db: &Db, key: &str) -> Result<Option<Programme>> {
    let row: Option<ProgrammeRow> = db
        .optional(
            sql!(
                "select id, key, act_number, act_date, act_entry, parent_number, parent_date, \
                        parent_entry, starts_on, ends_on, source, revision \
                   from programme where key = $1"
            ),
            args![key],
        )
        .await?;
    match row {
        Some(row) => Ok(Some(whole(db, row).await?)),
        None => Ok(None),
    }
}

/// The key of a programme by its number.
pub async fn programme_keys(db: &Db) -> Result<BTreeMap<ProgrammeId, String>> {
    let rows: Vec<(i64, String)> =
        db.all(sql!("select id, key from programme order by id limit 200"), args![]).await?;
    Ok(rows.into_iter().map(|(id, key)| (ProgrammeId(id), key)).collect())
}

async fn whole(db: &Db, row: ProgrammeRow) -> Result<Programme> {
    let id = row.id;
    let own = |mut all: BTreeMap<i64, Texts>| all.remove(&id).unwrap_or_default();
    let words = own(texts(db, "programme", &[id]).await?);
    let act_words = own(texts(db, "act", &[id]).await?);
    let parent_words = own(texts(db, "parent", &[id]).await?);
    let parent = row.parent_number.map(|number| Act {
        number,
        date: day(row.parent_date.as_deref().unwrap_or_default()),
        entry: row.parent_entry,
        words: parent_words,
    });
    let act = Act {
        number: row.act_number,
        date: day(&row.act_date),
        entry: row.act_entry,
        words: act_words,
    };
    Ok(Programme {
        id: ProgrammeId(id),
        key: row.key,
        revision: row.revision,
        outline: Outline {
            starts: day(&row.starts_on),
            ends: day(&row.ends_on),
            source: row.source,
            words,
            act,
            parent,
            owes: owes(db, id).await?,
            periods: periods(db, id).await?,
            tasks: tasks(db, id).await?,
        },
    })
}

#[derive(sqlx::FromRow)]
struct OwesRow {
    id: i64,
    body_group: String,
    kinds: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    stated: Option<i64>,
    source: String,
}

async fn owes(db: &Db, programme: i64) -> Result<Vec<Owes>> {
    let rows: Vec<OwesRow> = db
        .all(
            sql!(
                "select id, body_group, kinds, valid_from, valid_to, stated, source \
                   from programme_owes where programme_id = $1 order by position limit 200"
            ),
            args![programme],
        )
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut words = texts(db, "owes", &ids).await?;
    let owes = |row: OwesRow| Owes {
        group: row.body_group,
        kinds: row.kinds.split_whitespace().map(str::to_owned).collect(),
        from: some_day(row.valid_from.as_deref()),
        to: some_day(row.valid_to.as_deref()),
        stated: row.stated,
        source: row.source,
        words: words.remove(&row.id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(owes).collect())
}

async fn periods(db: &Db, programme: i64) -> Result<Vec<Period>> {
    let rows: Vec<(i64, String, String, Option<String>, String)> = db
        .all(
            sql!(
                "select id, starts_on, ends_on, due_on, source from programme_period \
                  where programme_id = $1 order by starts_on, ends_on limit 400"
            ),
            args![programme],
        )
        .await?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let mut words = texts(db, "period", &ids).await?;
    let period =
        |(id, starts, ends, due, source): (i64, String, String, Option<String>, _)| Period {
            id: Some(PeriodId(id)),
            starts: day(&starts),
            ends: day(&ends),
            due: some_day(due.as_deref()),
            source,
            words: words.remove(&id).unwrap_or_default(),
        };
    Ok(rows.into_iter().map(period).collect())
}

type MeasureRow = (i64, i64, String, Option<String>, Option<String>);

async fn tasks(db: &Db, programme: i64) -> Result<Vec<Task>> {
    let rows: Vec<(i64, i64)> = db
        .all(
            sql!(
                "select id, number from programme_task where programme_id = $1 \
                  order by number limit 400"
            ),
            args![programme],
        )
        .await?;
    let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
    let mut words = texts(db, "task", &ids).await?;
    let mut below = measures(db, programme).await?;
    let task = |(id, no): (i64, i64)| Task {
        id: Some(TaskId(id)),
        no,
        words: words.remove(&id).unwrap_or_default(),
        measures: below.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(task).collect())
}

async fn measures(db: &Db, programme: i64) -> Result<BTreeMap<i64, Vec<Measure>>> {
    let rows: Vec<MeasureRow> = db
        .all(
            sql!(
                "select id, task_id, key, starts_on, ends_on from programme_measure \
                  where programme_id = $1 order by task_id, position, id limit 4000"
            ),
            args![programme],
        )
        .await?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let mut words = texts(db, "measure", &ids).await?;
    let mut found: BTreeMap<i64, Vec<Measure>> = BTreeMap::new();
    for (id, task, key, starts, ends) in rows {
        found.entry(task).or_default().push(Measure {
            id: Some(MeasureId(id)),
            key,
            starts: some_day(starts.as_deref()),
            ends: some_day(ends.as_deref()),
            words: words.remove(&id).unwrap_or_default(),
        });
    }
    Ok(found)
}

/// Writes a new programme's head; answers its number.
pub async fn new_programme(tx: &mut Tx, key: &str, outline: &Outline) -> Result<ProgrammeId> {
    let parent = outline.parent.as_ref();
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme (key, act_number, act_date, act_entry, parent_number, \
                        parent_date, parent_entry, starts_on, ends_on, source, state, revision) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', 1) returning id"
            ),
            args![
                key,
                &outline.act.number,
                outline.act.date.to_string(),
                outline.act.entry.clone(),
                parent.map(|act| act.number.clone()),
                parent.map(|act| act.date.to_string()),
                parent.and_then(|act| act.entry.clone()),
                outline.starts.to_string(),
                outline.ends.to_string(),
                &outline.source
            ],
        )
        .await?;
    Ok(ProgrammeId(id))
}

/// Writes the head of a programme anew and counts its revision on.
pub async fn revise(tx: &mut Tx, id: ProgrammeId, outline: &Outline) -> Result<()> {
    let parent = outline.parent.as_ref();
    tx.run(
        sql!(
            "update programme set act_number = $2, act_date = $3, act_entry = $4, \
                    parent_number = $5, parent_date = $6, parent_entry = $7, starts_on = $8, \
                    ends_on = $9, source = $10, revision = revision + 1 where id = $1"
        ),
        args![
            id.0,
            &outline.act.number,
            outline.act.date.to_string(),
            outline.act.entry.clone(),
            parent.map(|act| act.number.clone()),
            parent.map(|act| act.date.to_string()),
            parent.and_then(|act| act.entry.clone()),
            outline.starts.to_string(),
            outline.ends.to_string(),
            &outline.source
        ],
    )
    .await?;
    Ok(())
}

/// Puts who owes a plan in the place of who did; answers the numbers of the rows, in order.
pub async fn put_owes(tx: &mut Tx, programme: ProgrammeId, owes: &[Owes]) -> Result<Vec<i64>> {
    tx.run(
        sql!(
            "delete from programme_words where subject = 'owes' and subject_id in \
                    (select id from programme_owes where programme_id = $1)"
        ),
        args![programme.0],
    )
    .await?;
    tx.run(sql!("delete from programme_owes where programme_id = $1"), args![programme.0]).await?;
    let mut ids = Vec::new();
    for (position, one) in (1_i64..).zip(owes) {
        let (id,): (i64,) = tx
            .one(
                sql!(
                    "insert into programme_owes (programme_id, position, body_group, kinds, \
                            valid_from, valid_to, stated, source) \
                     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id"
                ),
                args![
                    programme.0,
                    position,
                    &one.group,
                    one.kinds.join(" "),
                    text(one.from),
                    text(one.to),
                    one.stated,
                    &one.source
                ],
            )
            .await?;
        ids.push(id);
    }
    Ok(ids)
}

/// Writes a period, which its days name; answers its number.
pub async fn put_period(tx: &mut Tx, programme: ProgrammeId, period: &Period) -> Result<PeriodId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_period (programme_id, starts_on, ends_on, due_on, source) \
                 values ($1, $2, $3, $4, $5) on conflict (programme_id, starts_on, ends_on) \
                 do update set due_on = excluded.due_on, source = excluded.source returning id"
            ),
            args![
                programme.0,
                period.starts.to_string(),
                period.ends.to_string(),
                text(period.due),
                &period.source
            ],
        )
        .await?;
    Ok(PeriodId(id))
}

/// Writes a task, which its number names; answers its number in the store.
pub async fn put_task(tx: &mut Tx, programme: ProgrammeId, no: i64) -> Result<TaskId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_task (programme_id, number) values ($1, $2) \
                 on conflict (programme_id, number) do update set number = excluded.number \
                 returning id"
            ),
            args![programme.0, no],
        )
        .await?;
    Ok(TaskId(id))
}

/// Writes a measure, which its key names; answers its number.
pub async fn put_measure(
    tx: &mut Tx,
    programme: ProgrammeId,
    task: TaskId,
    position: i64,
    measure: &Measure,
) -> Result<MeasureId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_measure \
                        (programme_id, task_id, key, position, starts_on, ends_on) \
                 values ($1, $2, $3, $4, $5, $6) on conflict (programme_id, key) \
                 do update set task_id = excluded.task_id, position = excluded.position, \
                    starts_on = excluded.starts_on, ends_on = excluded.ends_on returning id"
            ),
            args![
                programme.0,
                task.0,
                &measure.key,
                position,
                text(measure.starts),
                text(measure.ends)
            ],
        )
        .await?;
    Ok(MeasureId(id))
}

/// Whether anything hangs on a measure.
pub async fn is_measure_used(tx: &mut Tx, id: MeasureId) -> Result<bool> {
    let (count,): (i64,) = tx
        .one(
            sql!(
                "select (select count(*) from programme_assignment where measure_id = $1) \
                      + (select count(*) from programme_activity where measure_id = $1)"
            ),
            args![id.0],
        )
        .await?;
    Ok(count > 0)
}

/// Takes a measure away on which nothing hangs.
pub async fn drop_measure(tx: &mut Tx, id: MeasureId) -> Result<()> {
    tx.run(sql!("delete from programme_measure where id = $1"), args![id.0]).await?;
    Ok(())
}

/// Whether a task has no measure and no evidence.
pub async fn task_is_empty(tx: &mut Tx, id: TaskId) -> Result<bool> {
    let (count,): (i64,) = tx
        .one(
            sql!(
                "select (select count(*) from programme_measure where task_id = $1) \
                      + (select count(*) from programme_evidence \
                          where subject = 'task' and subject_id = $1)"
            ),
            args![id.0],
        )
        .await?;
    Ok(count == 0)
}

/// Takes a task away on which nothing hangs.
pub async fn drop_task(tx: &mut Tx, id: TaskId) -> Result<()> {
    tx.run(sql!("delete from programme_task where id = $1"), args![id.0]).await?;
    Ok(())
}

/// Takes a period away for which there is no plan; answers whether it did.
pub async fn drop_period(tx: &mut Tx, id: PeriodId) -> Result<bool> {
    let (plans,): (i64,) = tx
        .one(sql!("select count(*) from programme_plan where period_id = $1"), args![id.0])
        .await?;
    if plans > 0 {
        return Ok(false);
    }
    put_words(tx, "period", id.0, &Texts::new()).await?;
    tx.run(sql!("delete from programme_period where id = $1"), args![id.0]).await?;
    Ok(true)
}
