//! How assignments and activities are kept.

use super::{day, texts};
use crate::action_programme::model::{
    Activity, ActivityDraft, ActivityId, ActivityState, AsOf, Assignment, AssignmentId, Budget,
    DecisionId, MeasureId, Part, PlanId, ProgrammeId,
};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use jiff::civil::Date;

type AssignmentRow = (i64, i64, String, String, String);

fn assignment((id, measure, agency, part, from): AssignmentRow) -> Option<Assignment> {
    Some(Assignment {
        id: AssignmentId(id),
        measure: MeasureId(measure),
        agency,
        part: Part::named(&part)?,
        from: day(&from),
    })
}

/// Who has which part in which measure of a programme, as of a day.
pub async fn assignments(db: &Db, programme: ProgrammeId, as_of: AsOf) -> Result<Vec<Assignment>> {
    let rows = db
        .all(
            sql!(
                "select a.id, a.measure_id, a.agency, a.part, a.valid_from \
                   from programme_assignment a join programme_measure m on m.id = a.measure_id \
                  where m.programme_id = $1 and a.valid_from <= $2 and a.made_at <= $3 \
                    and (a.ended_at is null or a.ended_at > $3 or a.valid_to > $2) \
                  order by a.measure_id, a.part desc, a.agency limit 100000"
            ),
            args![programme.0, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    Ok(rows.into_iter().filter_map(assignment).collect())
}

/// The open assignments of an agency in a programme, inside a transaction that writes.
pub async fn assignments_of(
    tx: &mut Tx,
    programme: ProgrammeId,
    agency: &str,
) -> Result<Vec<Assignment>> {
    let rows = tx
        .all(
            sql!(
                "select a.id, a.measure_id, a.agency, a.part, a.valid_from \
                   from programme_assignment a join programme_measure m on m.id = a.measure_id \
                  where m.programme_id = $1 and a.agency = $2 and a.ended_at is null \
                  order by a.id limit 20000"
            ),
            args![programme.0, agency],
        )
        .await?;
    Ok(rows.into_iter().filter_map(assignment).collect())
}

/// Writes an agency's part in a measure.
pub async fn new_assignment(
    tx: &mut Tx,
    (measure, agency, part): (MeasureId, &str, Part),
    from: Date,
    at: i64,
    decision: Option<DecisionId>,
) -> Result<AssignmentId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_assignment \
                        (measure_id, agency, part, valid_from, made_at, decision_id) \
                 values ($1, $2, $3, $4, $5, $6) returning id"
            ),
            args![
                measure.0,
                agency,
                part.name(),
                from.to_string(),
                at,
                decision.map(|decision| decision.0)
            ],
        )
        .await?;
    Ok(AssignmentId(id))
}

/// Ends an agency's part; `to` is the first day it has none any more.
pub async fn end_assignment(tx: &mut Tx, id: AssignmentId, to: Date, at: i64) -> Result<()> {
    tx.run(
        sql!("update programme_assignment set valid_to = $2, ended_at = $3 where id = $1"),
        args![id.0, to.to_string(), at],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ActivityRow {
    id: i64,
    plan_id: i64,
    measure_id: i64,
    held_by: String,
    starts_on: String,
    ends_on: String,
    budget: Option<i64>,
    currency: Option<String>,
    state: String,
    revision: i64,
}

impl ActivityRow {
    fn into_activity(self) -> Activity {
        let budget = self.budget.zip(self.currency);
        Activity {
            id: ActivityId(self.id),
            plan: PlanId(self.plan_id),
            held_by: self.held_by,
            state: ActivityState::named(&self.state).unwrap_or(ActivityState::Planned),
            revision: self.revision,
            draft: ActivityDraft {
                measure: MeasureId(self.measure_id),
                starts: day(&self.starts_on),
                ends: day(&self.ends_on),
                budget: budget.map(|(amount, currency)| Budget { amount, currency }),
                words: std::collections::BTreeMap::new(),
            },
        }
    }
}

/// The activity of a number, without its words, held by a transaction that writes.
pub async fn activity(tx: &mut Tx, id: ActivityId) -> Result<Option<Activity>> {
    let row: Option<ActivityRow> = tx
        .optional(
            sql!(
                held: "select id, plan_id, measure_id, held_by, starts_on, ends_on, budget, currency, \
                        state, revision from programme_activity where id = $1"
            ),
            args![id.0],
        )
        .await?;
    Ok(row.map(ActivityRow::into_activity))
}

/// The same with its words.
pub async fn activity_with_words(tx: &mut Tx, id: ActivityId) -> Result<Option<Activity>> {
    let Some(mut found) = activity(tx, id).await? else { return Ok(None) };
    found.draft.words = super::words_of(tx, "activity", id.0).await?;
    Ok(Some(found))
}

/// The activities of a plan with their words, by day.
pub async fn activities_of_plan(db: &Db, plan: PlanId) -> Result<Vec<Activity>> {
    let rows: Vec<ActivityRow> = db
        .all(
            sql!(
                "select id, plan_id, measure_id, held_by, starts_on, ends_on, budget, currency, \
                        state, revision from programme_activity where plan_id = $1 \
                  order by ends_on, id limit 4000"
            ),
            args![plan.0],
        )
        .await?;
    with_words(db, rows).await
}

async fn with_words(db: &Db, rows: Vec<ActivityRow>) -> Result<Vec<Activity>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut words = texts(db, "activity", &ids).await?;
    let mut found: Vec<Activity> = rows.into_iter().map(ActivityRow::into_activity).collect();
    for activity in &mut found {
        activity.draft.words = words.remove(&activity.id.0).unwrap_or_default();
    }
    Ok(found)
}

/// What an agency still has to do in a programme, the first to end first: at most `limit` activities
/// with their words, and how many there are.
pub async fn owed_activities(
    db: &Db,
    programme: ProgrammeId,
    agency: &str,
    limit: i64,
) -> Result<(Vec<Activity>, i64)> {
    let rows: Vec<ActivityRow> = db
        .all(
            sql!(
                "select a.id, a.plan_id, a.measure_id, a.held_by, a.starts_on, a.ends_on, \
                        a.budget, a.currency, a.state, a.revision \
                   from programme_activity a join programme_plan p on p.id = a.plan_id \
                  where a.held_by = $2 and a.state in ('planned', 'running', 'done') \
                    and p.programme_id = $1 \
                  order by a.ends_on, a.id limit $3"
            ),
            args![programme.0, agency, limit],
        )
        .await?;
    let (many,): (i64,) = db
        .one(
            sql!(
                "select count(*) from programme_activity a \
                   join programme_plan p on p.id = a.plan_id \
                  where a.held_by = $2 and a.state in ('planned', 'running', 'done') \
                    and p.programme_id = $1"
            ),
            args![programme.0, agency],
        )
        .await?;
    Ok((with_words(db, rows).await?, many))
}

/// The plan an activity stands in.
pub async fn plan_of_activity(db: &Db, id: ActivityId) -> Result<Option<PlanId>> {
    let row: Option<(i64,)> = db
        .optional(sql!("select plan_id from programme_activity where id = $1"), args![id.0])
        .await?;
    Ok(row.map(|(plan,)| PlanId(plan)))
}

/// The activities an agency still has to do in a programme, inside a transaction that writes.
pub async fn open_activities_of(
    tx: &mut Tx,
    programme: ProgrammeId,
    agency: &str,
) -> Result<Vec<ActivityId>> {
    let rows: Vec<(i64,)> = tx
        .all(
            sql!(
                "select a.id from programme_activity a join programme_plan p on p.id = a.plan_id \
                  where p.programme_id = $1 and a.held_by = $2 \
                    and a.state in ('planned', 'running', 'done') order by a.id limit 100000"
            ),
            args![programme.0, agency],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| ActivityId(id)).collect())
}

/// Writes a new activity; answers its number.
pub async fn new_activity(
    tx: &mut Tx,
    plan: PlanId,
    held_by: &str,
    draft: &ActivityDraft,
) -> Result<ActivityId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_activity (plan_id, measure_id, held_by, starts_on, ends_on, \
                        budget, currency, state, revision) \
                 values ($1, $2, $3, $4, $5, $6, $7, 'planned', 1) returning id"
            ),
            args![
                plan.0,
                draft.measure.0,
                held_by,
                draft.starts.to_string(),
                draft.ends.to_string(),
                draft.budget.as_ref().map(|budget| budget.amount),
                draft.budget.as_ref().map(|budget| budget.currency.clone())
            ],
        )
        .await?;
    Ok(ActivityId(id))
}

/// Writes an activity anew.
pub async fn change_activity(tx: &mut Tx, id: ActivityId, draft: &ActivityDraft) -> Result<()> {
    tx.run(
        sql!(
            "update programme_activity set measure_id = $2, starts_on = $3, ends_on = $4, \
                    budget = $5, currency = $6, revision = revision + 1 where id = $1"
        ),
        args![
            id.0,
            draft.measure.0,
            draft.starts.to_string(),
            draft.ends.to_string(),
            draft.budget.as_ref().map(|budget| budget.amount),
            draft.budget.as_ref().map(|budget| budget.currency.clone())
        ],
    )
    .await?;
    Ok(())
}

/// Puts an activity into a state.
pub async fn set_activity_state(tx: &mut Tx, id: ActivityId, state: ActivityState) -> Result<()> {
    tx.run(
        sql!("update programme_activity set state = $2 where id = $1"),
        args![id.0, state.name()],
    )
    .await?;
    Ok(())
}

/// Puts an activity into another agency's hands.
pub async fn hold_activity(tx: &mut Tx, id: ActivityId, agency: &str) -> Result<()> {
    tx.run(sql!("update programme_activity set held_by = $2 where id = $1"), args![id.0, agency])
        .await?;
    Ok(())
}
