//! Setting a programme out: the act, who owes plans and for which periods, tasks and measures.

use super::{By, Refusal, coordinator, log};
use crate::action_programme::model::{Outline, Programme, ProgrammeId, TaskId, faults};
use crate::action_programme::store;
use crate::platform::db::{Db, Tx};
use serde_json::json;
use std::collections::BTreeSet;

/// Sets a programme out, whole. `seen` is the revision the change was made on; `None` writes over
/// whatever is there, as an import does. What agencies work on is never taken from under them: a
/// measure, task or period on which something hangs cannot be left out. Answers the programme's
/// number and whether anything changed.
pub async fn set_out(
    tx: &mut Tx,
    db: &Db,
    by: By<'_>,
    (key, seen): (&str, Option<i64>),
    outline: &Outline,
) -> Result<(ProgrammeId, Changed), Refusal> {
    coordinator(by)?;
    let wrong = faults(outline);
    if !wrong.is_empty() {
        return Err(Refusal::Faulty(wrong));
    }
    let head = store::headers(tx, key).await?;
    if let (Some(seen), Some((_, revision))) = (seen, head)
        && seen != revision
    {
        return Err(Refusal::Clash(format!("programme/{key}")));
    }
    let old = store::programme(db, key).await?;
    if let Some(old) = &old
        && old.outline.bare() == outline.bare()
    {
        return Ok((old.id, Changed::No));
    }
    let id = match head {
        Some((id, _)) => {
            store::revise(tx, id, outline).await?;
            id
        }
        None => store::new_programme(tx, key, outline).await?,
    };
    put_words(tx, id, outline).await?;
    put_below(tx, id, outline).await?;
    if let Some(old) = &old {
        drop_left_out(tx, old, outline).await?;
    }
    let detail = json!({ "tasks": outline.tasks.len(), "act": outline.act.number });
    log(tx, by, ("set-out", key, ""), detail).await?;
    Ok((id, Changed::Yes))
}

/// Whether a verb wrote anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It did.
    Yes,
    /// All was so already.
    No,
}

async fn put_words(tx: &mut Tx, id: ProgrammeId, outline: &Outline) -> Result<(), Refusal> {
    store::put_words(tx, "programme", id.0, &outline.words).await?;
    store::put_words(tx, "act", id.0, &outline.act.words).await?;
    let parent = outline.parent.as_ref().map(|act| act.words.clone()).unwrap_or_default();
    store::put_words(tx, "parent", id.0, &parent).await?;
    Ok(())
}

async fn put_below(tx: &mut Tx, id: ProgrammeId, outline: &Outline) -> Result<(), Refusal> {
    let owes = store::put_owes(tx, id, &outline.owes).await?;
    for (row, one) in owes.into_iter().zip(&outline.owes) {
        store::put_words(tx, "owes", row, &one.words).await?;
    }
    for period in &outline.periods {
        let row = store::put_period(tx, id, period).await?;
        store::put_words(tx, "period", row.0, &period.words).await?;
    }
    for task in &outline.tasks {
        let row = store::put_task(tx, id, task.no).await?;
        store::put_words(tx, "task", row.0, &task.words).await?;
        put_measures(tx, id, row, task).await?;
    }
    Ok(())
}

async fn put_measures(
    tx: &mut Tx,
    id: ProgrammeId,
    row: TaskId,
    task: &crate::action_programme::model::Task,
) -> Result<(), Refusal> {
    for (position, measure) in (1_i64..).zip(&task.measures) {
        let measure_row = store::put_measure(tx, id, row, position, measure).await?;
        store::put_words(tx, "measure", measure_row.0, &measure.words).await?;
    }
    Ok(())
}

/// Takes away what the new outline leaves out; refused for what is in use.
async fn drop_left_out(tx: &mut Tx, old: &Programme, new: &Outline) -> Result<(), Refusal> {
    let keys: BTreeSet<&str> =
        new.tasks.iter().flat_map(|task| &task.measures).map(|one| one.key.as_str()).collect();
    for (_, measure) in old.measures().filter(|(_, one)| !keys.contains(one.key.as_str())) {
        let Some(id) = measure.id else { continue };
        if store::is_measure_used(tx, id).await? {
            return Err(Refusal::InUse(measure.key.clone()));
        }
        store::put_words(tx, "measure", id.0, &super::super::model::Texts::new()).await?;
        store::drop_measure(tx, id).await?;
    }
    let numbers: BTreeSet<i64> = new.tasks.iter().map(|task| task.no).collect();
    for task in old.outline.tasks.iter().filter(|task| !numbers.contains(&task.no)) {
        let Some(id) = task.id else { continue };
        if !store::task_is_empty(tx, id).await? {
            return Err(Refusal::InUse(format!("{}", task.no)));
        }
        store::put_words(tx, "task", id.0, &super::super::model::Texts::new()).await?;
        store::drop_task(tx, id).await?;
    }
    let days: BTreeSet<_> = new.periods.iter().map(|period| (period.starts, period.ends)).collect();
    let gone =
        |period: &&super::super::model::Period| !days.contains(&(period.starts, period.ends));
    for period in old.outline.periods.iter().filter(gone) {
        let Some(id) = period.id else { continue };
        if !store::drop_period(tx, id).await? {
            return Err(Refusal::InUse(format!("{} – {}", period.starts, period.ends)));
        }
    }
    Ok(())
}
