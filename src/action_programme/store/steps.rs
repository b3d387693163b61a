//! How what never changes is kept: steps, who held what since when, decisions.

use super::day;
use crate::action_programme::model::{Decision, DecisionId, PlanId, ProgrammeId, Ruling, Step};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use jiff::civil::Date;

/// Writes a step something took.
pub async fn new_step(
    tx: &mut Tx,
    (subject, id): (&str, i64),
    state: &str,
    on: Date,
    (at, by): (i64, &str),
    remark: Option<&str>,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into programme_step (subject, subject_id, state, day, made_at, made_by, remark) \
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![subject, id, state, on.to_string(), at, by, remark],
    )
    .await?;
    Ok(())
}

/// Every step of something, oldest first.
pub async fn steps(db: &Db, subject: &str, id: i64) -> Result<Vec<Step<String>>> {
    let rows: Vec<(String, String, i64, String, Option<String>)> = db
        .all(
            sql!(
                "select state, day, made_at, made_by, remark from programme_step \
                  where subject = $1 and subject_id = $2 order by id limit 1000"
            ),
            args![subject, id],
        )
        .await?;
    let step = |(state, on, made_at, made_by, remark): (String, String, i64, String, _)| Step {
        state,
        day: day(&on),
        made_at,
        made_by,
        remark,
    };
    Ok(rows.into_iter().map(step).collect())
}

/// Writes who answers for something from a day on.
pub async fn new_holding(
    tx: &mut Tx,
    (subject, id): (&str, i64),
    agency: &str,
    from: Date,
    at: i64,
    decision: Option<DecisionId>,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into programme_holding \
                    (subject, subject_id, agency, valid_from, made_at, decision_id) \
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![subject, id, agency, from.to_string(), at, decision.map(|id| id.0)],
    )
    .await?;
    Ok(())
}

/// Who answered for something, oldest first: agency, first day, when it was written down.
pub async fn holders(db: &Db, subject: &str, id: i64) -> Result<Vec<(String, Date, i64)>> {
    let rows: Vec<(String, String, i64)> = db
        .all(
            sql!(
                "select agency, valid_from, made_at from programme_holding \
                  where subject = $1 and subject_id = $2 order by id limit 200"
            ),
            args![subject, id],
        )
        .await?;
    Ok(rows.into_iter().map(|(agency, from, at)| (agency, day(&from), at)).collect())
}

/// Writes a decision; answers its number.
pub async fn new_decision(
    tx: &mut Tx,
    programme: ProgrammeId,
    decision: &Decision,
) -> Result<DecisionId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_decision (programme_id, what, from_agency, to_agency, \
                        plan_id, citation, entry, day, made_at, made_by) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id"
            ),
            args![
                programme.0,
                decision.what.name(),
                &decision.from,
                &decision.to,
                decision.plan.map(|plan| plan.0),
                &decision.citation,
                decision.entry.clone(),
                decision.day.to_string(),
                decision.made_at,
                &decision.made_by
            ],
        )
        .await?;
    Ok(DecisionId(id))
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    id: i64,
    what: String,
    from_agency: String,
    to_agency: String,
    plan_id: Option<i64>,
    citation: String,
    entry: Option<String>,
    day: String,
    made_at: i64,
    made_by: String,
}

/// Every decision of a programme, oldest first.
pub async fn decisions(db: &Db, programme: ProgrammeId) -> Result<Vec<Decision>> {
    let rows: Vec<DecisionRow> = db
        .all(
            sql!(
                "select id, what, from_agency, to_agency, plan_id, citation, entry, day, made_at, \
                        made_by from programme_decision where programme_id = $1 \
                  order by id limit 4000"
            ),
            args![programme.0],
        )
        .await?;
    let decision = |row: DecisionRow| {
        Some(Decision {
            id: DecisionId(row.id),
            what: Ruling::named(&row.what)?,
            from: row.from_agency,
            to: row.to_agency,
            plan: row.plan_id.map(PlanId),
            citation: row.citation,
            entry: row.entry,
            day: day(&row.day),
            made_at: row.made_at,
            made_by: row.made_by,
        })
    };
    Ok(rows.into_iter().filter_map(decision).collect())
}

/// What a body still has in its hands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    /// The body.
    pub agency: String,
    /// Parts in measures that have no end.
    pub parts: i64,
    /// Plans that are not locked.
    pub plans: i64,
    /// Activities that are neither proven nor stopped.
    pub activities: i64,
}

/// What these bodies still have in their hands in a programme; those that have nothing are left out.
pub async fn held_by(db: &Db, programme: ProgrammeId, agencies: &[&str]) -> Result<Vec<Held>> {
    let agencies = serde_json::to_string(agencies).unwrap_or_default();
    db.all(
        sql!(
            sqlite: "with body as (select value as agency from json_each($2)), \
                     held as ( \
                        select a.agency, 1 as parts, 0 as plans, 0 as activities \
                          from body join programme_assignment a on a.agency = body.agency \
                          join programme_measure m on m.id = a.measure_id \
                         where m.programme_id = $1 and a.ended_at is null \
                        union all \
                        select p.held_by, 0, 1, 0 \
                          from body join programme_plan p on p.held_by = body.agency \
                         where p.programme_id = $1 and p.state <> 'locked' \
                        union all \
                        select a.held_by, 0, 0, 1 \
                          from body join programme_activity a on a.held_by = body.agency \
                          join programme_plan p on p.id = a.plan_id \
                         where p.programme_id = $1 \
                           and a.state in ('planned', 'running', 'done')) \
                     select agency, cast(sum(parts) as bigint) as parts, \
                            cast(sum(plans) as bigint) as plans, \
                            cast(sum(activities) as bigint) as activities \
                       from held group by agency order by agency limit 1000",
            postgres: "with body as (select value as agency \
                           from json_array_elements_text(cast(cast($2 as text) as json))), \
                     held as ( \
                        select a.agency, 1 as parts, 0 as plans, 0 as activities \
                          from body join programme_assignment a on a.agency = body.agency \
                          join programme_measure m on m.id = a.measure_id \
                         where m.programme_id = $1 and a.ended_at is null \
                        union all \
                        select p.held_by, 0, 1, 0 \
                          from body join programme_plan p on p.held_by = body.agency \
                         where p.programme_id = $1 and p.state <> 'locked' \
                        union all \
                        select a.held_by, 0, 0, 1 \
                          from body join programme_activity a on a.held_by = body.agency \
                          join programme_plan p on p.id = a.plan_id \
                         where p.programme_id = $1 \
                           and a.state in ('planned', 'running', 'done')) \
                     select agency, cast(sum(parts) as bigint) as parts, \
                            cast(sum(plans) as bigint) as plans, \
                            cast(sum(activities) as bigint) as activities \
                       from held group by agency order by agency limit 1000"
        ),
        args![programme.0, agencies],
    )
    .await
}
