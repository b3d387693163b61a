//! The sums that progress is made of: as they stand now, from the activities themselves; as they
//! stood, from their steps. Both give the same figures of today, which a test holds.

use super::day;
use crate::action_programme::model::{AsOf, PlanId, ProgrammeId, Progress, Tally, TaskId};
use crate::platform::db::{Db, Result};
use crate::{args, sql};
use jiff::civil::Date;

fn gather(rows: Vec<(i64, i64, i64, i64)>) -> Progress {
    let tally = |(task, proven, done, all)| (TaskId(task), Tally { proven, done, all });
    Progress { tasks: rows.into_iter().map(tally).collect() }
}

/// A programme's progress now, task by task.
pub async fn progress(db: &Db, programme: ProgrammeId) -> Result<Progress> {
    let rows = db
        .all(
            sql!(
                "select m.task_id, \
                        cast(sum(case when a.state = 'proven' then a.many else 0 end) as bigint), \
                        cast(sum(case when a.state = 'done' then a.many else 0 end) as bigint), \
                        cast(sum(a.many) as bigint) \
                   from (select measure_id, state, count(*) as many from programme_activity \
                          where state <> 'stopped' group by measure_id, state) a \
                   join programme_measure m on m.id = a.measure_id \
                  where m.programme_id = $1 group by m.task_id order by m.task_id"
            ),
            args![programme.0],
        )
        .await?;
    Ok(gather(rows))
}

/// A programme's progress as it stood, read from the steps of its activities.
pub async fn progress_at(db: &Db, programme: ProgrammeId, as_of: AsOf) -> Result<Progress> {
    let rows = db
        .all(
            sql!(
                "select m.task_id, \
                        cast(sum(case when s.state = 'proven' then 1 else 0 end) as bigint), \
                        cast(sum(case when s.state = 'done' then 1 else 0 end) as bigint), \
                        cast(count(*) as bigint) \
                   from programme_measure m \
                   join programme_activity a on a.measure_id = m.id \
                   join programme_step s on s.id = ( \
                        select max(l.id) from programme_step l \
                         where l.subject = 'activity' and l.subject_id = a.id \
                           and l.day <= $2 and l.made_at <= $3) \
                  where m.programme_id = $1 and s.state <> 'stopped' \
                  group by m.task_id order by m.task_id"
            ),
            args![programme.0, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    Ok(gather(rows))
}

/// The tally of one plan's activities now.
pub async fn progress_of_plan(db: &Db, plan: PlanId) -> Result<Tally> {
    let (proven, done, all): (i64, i64, i64) = db
        .one(
            sql!(
                "select cast(coalesce(sum(case when state = 'proven' then 1 else 0 end), 0) as bigint), \
                        cast(coalesce(sum(case when state = 'done' then 1 else 0 end), 0) as bigint), \
                        cast(count(*) as bigint) \
                   from programme_activity where plan_id = $1 and state <> 'stopped'"
            ),
            args![plan.0],
        )
        .await?;
    Ok(Tally { proven, done, all })
}

/// One activity as an input of progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The number of its task in the act.
    pub task: i64,
    /// The key of its measure.
    pub measure: String,
    /// Its own number.
    pub activity: i64,
    /// The agency whose plan it stands in.
    pub agency: String,
    /// Whether that plan had been handed in; what stands in others is a draft.
    pub handed_in: bool,
    /// Its first day.
    pub starts: Date,
    /// Its last day.
    pub ends: Date,
    /// The name of its state as of the day.
    pub state: String,
    /// How many pieces of its evidence were accepted as of the day.
    pub accepted: i64,
}

#[derive(sqlx::FromRow)]
struct InputRow {
    task: i64,
    measure: String,
    activity: i64,
    agency: String,
    starts_on: String,
    ends_on: String,
    state: String,
    handed_in: i64,
    accepted: i64,
}

impl InputRow {
    fn into_input(self) -> Input {
        Input {
            task: self.task,
            measure: self.measure,
            activity: self.activity,
            agency: self.agency,
            handed_in: self.handed_in > 0,
            starts: day(&self.starts_on),
            ends: day(&self.ends_on),
            state: self.state,
            accepted: self.accepted,
        }
    }
}

/// Every activity that progress is computed from, as it stood.
pub async fn inputs(db: &Db, programme: ProgrammeId, as_of: AsOf) -> Result<Vec<Input>> {
    let rows: Vec<InputRow> = db
        .all(
            sql!(
                "select t.number as task, m.key as measure, a.id as activity, p.agency, \
                        a.starts_on, a.ends_on, s.state, \
                        (select count(*) from programme_step r \
                          where r.subject = 'plan' and r.subject_id = p.id \
                            and r.state = 'submitted' and r.day <= $2 and r.made_at <= $3) \
                        as handed_in, \
                        (select count(*) from programme_evidence e \
                           join programme_step x on x.id = ( \
                                select max(y.id) from programme_step y \
                                 where y.subject = 'evidence' and y.subject_id = e.id \
                                   and y.day <= $2 and y.made_at <= $3) \
                          where e.subject = 'activity' and e.subject_id = a.id \
                            and x.state = 'accepted') as accepted \
                   from programme_task t \
                   join programme_measure m on m.task_id = t.id \
                   join programme_activity a on a.measure_id = m.id \
                   join programme_plan p on p.id = a.plan_id \
                   join programme_step s on s.id = ( \
                        select max(l.id) from programme_step l \
                         where l.subject = 'activity' and l.subject_id = a.id \
                           and l.day <= $2 and l.made_at <= $3) \
                  where t.programme_id = $1 order by t.number, m.position, a.id limit 200000"
            ),
            args![programme.0, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    Ok(rows.into_iter().map(InputRow::into_input).collect())
}
