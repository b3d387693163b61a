//! How agencies' plans are kept: as they stand now, and as they stood on a day.

use super::{day, some_day, text};
use crate::action_programme::model::{AsOf, PeriodId, PlanAt, PlanId, ProgrammeId, Stage};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use jiff::civil::Date;

/// A plan as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PlanRow {
    /// Its number.
    pub id: i64,
    /// The programme's.
    pub programme_id: i64,
    /// The period's.
    pub period_id: i64,
    /// The agency that wrote it; never changes.
    pub agency: String,
    /// The agency that answers for it now.
    pub held_by: String,
    /// A deadline of its own.
    pub due_on: Option<String>,
    /// Its number and sign, cited.
    pub reference: String,
    /// The day it was signed.
    pub signed_on: Option<String>,
    /// The entry that publishes it.
    pub entry: Option<String>,
    /// The file of the library that holds it.
    pub file: Option<String>,
    /// The name of its stage.
    pub state: String,
    /// The first day it was handed in.
    pub received_on: Option<String>,
    /// How often it was written.
    pub revision: i64,
}

impl PlanRow {
    /// Its number.
    pub fn id(&self) -> PlanId {
        PlanId(self.id)
    }

    /// Its period.
    pub fn period(&self) -> PeriodId {
        PeriodId(self.period_id)
    }

    /// How far it is.
    pub fn stage(&self) -> Stage {
        Stage::named(&self.state).unwrap_or(Stage::Draft)
    }

    /// The first day it was handed in.
    pub fn received(&self) -> Option<Date> {
        some_day(self.received_on.as_deref())
    }

    /// A deadline of its own.
    pub fn due(&self) -> Option<Date> {
        some_day(self.due_on.as_deref())
    }

    /// The day it was signed.
    pub fn signed(&self) -> Option<Date> {
        some_day(self.signed_on.as_deref())
    }
}

/// The plan of a number, held by a transaction that writes.
pub async fn plan(tx: &mut Tx, id: PlanId) -> Result<Option<PlanRow>> {
    tx.optional(
        sql!(
            held: "select id, programme_id, period_id, agency, held_by, due_on, reference, signed_on, \
                    entry, file, state, received_on, revision \
               from programme_plan where id = $1"
        ),
        args![id.0],
    )
    .await
}

/// An agency's plan for a period, inside a transaction that writes.
pub async fn plan_of(tx: &mut Tx, period: PeriodId, agency: &str) -> Result<Option<PlanRow>> {
    tx.optional(
        sql!(
            "select id, programme_id, period_id, agency, held_by, due_on, reference, signed_on, \
                    entry, file, state, received_on, revision \
               from programme_plan where period_id = $1 and agency = $2"
        ),
        args![period.0, agency],
    )
    .await
}

/// Every plan of a programme, by period and agency.
pub async fn plans(db: &Db, programme: ProgrammeId) -> Result<Vec<PlanRow>> {
    db.all(
        sql!(
            "select id, programme_id, period_id, agency, held_by, due_on, reference, signed_on, \
                    entry, file, state, received_on, revision \
               from programme_plan where programme_id = $1 \
              order by period_id, agency limit 20000"
        ),
        args![programme.0],
    )
    .await
}

/// The plans an agency answers for now, newest period first.
pub async fn plans_held_by(db: &Db, agency: &str) -> Result<Vec<PlanRow>> {
    db.all(
        sql!(
            "select p.id, p.programme_id, p.period_id, p.agency, p.held_by, p.due_on, p.reference, \
                    p.signed_on, p.entry, p.file, p.state, p.received_on, p.revision \
               from programme_plan p join programme_period q on q.id = p.period_id \
              where p.held_by = $1 order by q.starts_on desc, p.id desc limit 400"
        ),
        args![agency],
    )
    .await
}

/// Writes a new plan in draft; answers its number.
pub async fn new_plan(
    tx: &mut Tx,
    programme: ProgrammeId,
    period: PeriodId,
    agency: &str,
) -> Result<PlanId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_plan (programme_id, period_id, agency, held_by, reference, \
                        state, revision) values ($1, $2, $3, $3, '', 'draft', 1) returning id"
            ),
            args![programme.0, period.0, agency],
        )
        .await?;
    Ok(PlanId(id))
}

/// What an agency writes of its plan.
pub async fn change_plan(
    tx: &mut Tx,
    id: PlanId,
    reference: &str,
    signed: Option<Date>,
    (entry, file): (Option<&str>, Option<&str>),
) -> Result<()> {
    tx.run(
        sql!(
            "update programme_plan set reference = $2, signed_on = $3, entry = $4, file = $5, \
                    revision = revision + 1 where id = $1"
        ),
        args![id.0, reference, text(signed), entry, file],
    )
    .await?;
    Ok(())
}

/// Puts a plan into a stage; the first day it was handed in stays.
pub async fn set_stage(
    tx: &mut Tx,
    id: PlanId,
    stage: Stage,
    received: Option<Date>,
) -> Result<()> {
    tx.run(
        sql!(
            "update programme_plan set state = $2, received_on = coalesce(received_on, $3) \
              where id = $1"
        ),
        args![id.0, stage.name(), text(received)],
    )
    .await?;
    Ok(())
}

/// Gives a plan a deadline of its own.
pub async fn set_due(tx: &mut Tx, id: PlanId, due: Option<Date>) -> Result<()> {
    tx.run(sql!("update programme_plan set due_on = $2 where id = $1"), args![id.0, text(due)])
        .await?;
    Ok(())
}

/// Puts a plan into another agency's hands.
pub async fn hold_plan(tx: &mut Tx, id: PlanId, agency: &str) -> Result<()> {
    tx.run(sql!("update programme_plan set held_by = $2 where id = $1"), args![id.0, agency])
        .await?;
    Ok(())
}

/// The plans for a period as they stood, read from their steps. One that had taken no step by then
/// is not there.
pub async fn plans_at(db: &Db, period: PeriodId, as_of: AsOf) -> Result<Vec<PlanAt>> {
    let rows: Vec<PlanAtRow> = db
        .all(
            sql!(
                "select p.id, p.agency, \
                        (select d.state from programme_step d where d.id = ( \
                                select max(e.id) from programme_step e \
                                 where e.subject = 'due' and e.subject_id = p.id \
                                   and e.day <= $2 and e.made_at <= $3)), \
                        (select min(r.day) from programme_step r \
                          where r.subject = 'plan' and r.subject_id = p.id \
                            and r.state = 'submitted' and r.day <= $2 and r.made_at <= $3), \
                        s.state \
                   from programme_plan p \
                   join programme_step s on s.id = ( \
                        select max(l.id) from programme_step l \
                         where l.subject = 'plan' and l.subject_id = p.id \
                           and l.day <= $2 and l.made_at <= $3) \
                  where p.period_id = $1 order by p.agency limit 2000"
            ),
            args![period.0, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    let plan = |(id, agency, due, received, state): PlanAtRow| {
        Some(PlanAt {
            id: PlanId(id),
            agency,
            due: some_day(due.as_deref()),
            received: received.as_deref().map(day),
            stage: Stage::named(&state)?,
        })
    };
    Ok(rows.into_iter().filter_map(plan).collect())
}

/// Number, agency, deadline of its own, first day handed in, stage.
type PlanAtRow = (i64, String, Option<String>, Option<String>, String);

/// The plans an agency answers for in a programme that are not locked, inside a transaction that
/// writes.
pub async fn open_plans_of(
    tx: &mut Tx,
    programme: ProgrammeId,
    agency: &str,
) -> Result<Vec<PlanId>> {
    let rows: Vec<(i64,)> = tx
        .all(
            sql!(
                "select id from programme_plan \
                  where programme_id = $1 and held_by = $2 and state <> 'locked' \
                  order by id limit 2000"
            ),
            args![programme.0, agency],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| PlanId(id)).collect())
}
