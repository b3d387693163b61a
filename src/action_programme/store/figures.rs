//! The sums that progress is made of: as they stand now, from the activities themselves; as they
//! stood, from their steps. Both give the same figures of today, which a test holds. Activities count
//! from the day their plan was first handed in: before that they are a draft.

use super::day;
use crate::action_programme::model::{AsOf, PlanId, ProgrammeId, Progress, Tally, TaskId};
use crate::platform::db::{Db, Result};
use crate::{args, sql};
use jiff::civil::Date;

fn gather(rows: Vec<(i64, i64, i64, i64)>) -> Progress {
    let tally = |(task, proven, done, all)| (TaskId(task), Tally { proven, done, all });
    Progress { tasks: rows.into_iter().map(tally).collect() }
}

/// A programme's progress now, task by task: activities of plans that were handed in.
pub async fn progress(db: &Db, programme: ProgrammeId) -> Result<Progress> {
    let rows = db
        .all(
            sql!(
                "select m.task_id, \
                        cast(sum(case when a.state = 'proven' then a.many else 0 end) as bigint), \
                        cast(sum(case when a.state = 'done' then a.many else 0 end) as bigint), \
                        cast(sum(a.many) as bigint) \
                   from (select b.measure_id, b.state, count(*) as many \
                           from programme_plan p join programme_activity b on b.plan_id = p.id \
                          where p.programme_id = $1 and p.received_on is not null \
                            and b.state <> 'stopped' \
                          group by b.measure_id, b.state) a \
                   join programme_measure m on m.id = a.measure_id \
                  group by m.task_id order by m.task_id"
            ),
            args![programme.0],
        )
        .await?;
    Ok(gather(rows))
}

/// A programme's progress as it stood, read from the steps of its plans and activities.
pub async fn progress_at(db: &Db, programme: ProgrammeId, as_of: AsOf) -> Result<Progress> {
    let rows = db
        .all(
            sql!(
                "with stood as ( \
                        select l.subject_id, max(l.id) as id from programme_step l \
                         where l.subject = 'activity' and l.day <= $2 and l.made_at <= $3 \
                         group by l.subject_id) \
                 select m.task_id, \
                        cast(sum(case when s.state = 'proven' then 1 else 0 end) as bigint), \
                        cast(sum(case when s.state = 'done' then 1 else 0 end) as bigint), \
                        cast(count(*) as bigint) \
                   from stood \
                   join programme_step s on s.id = stood.id \
                   join programme_activity a on a.id = stood.subject_id \
                   join programme_measure m on m.id = a.measure_id \
                  where m.programme_id = $1 and s.state <> 'stopped' and a.plan_id in ( \
                        select p.id from programme_plan p join programme_step h \
                            on h.subject = 'plan' and h.subject_id = p.id \
                         where p.programme_id = $1 and h.state = 'submitted' \
                           and h.day <= $2 and h.made_at <= $3) \
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
    accepted: i64,
}

impl InputRow {
    fn into_input(self) -> Input {
        Input {
            task: self.task,
            measure: self.measure,
            activity: self.activity,
            agency: self.agency,
            starts: day(&self.starts_on),
            ends: day(&self.ends_on),
            state: self.state,
            accepted: self.accepted,
        }
    }
}

/// Every activity that progress is computed from, as it stood, and those that were stopped.
pub async fn inputs(db: &Db, programme: ProgrammeId, as_of: AsOf) -> Result<Vec<Input>> {
    let rows: Vec<InputRow> = db
        .all(
            sql!(
                "with stood as ( \
                        select l.subject, l.subject_id, max(l.id) as id from programme_step l \
                         where l.subject in ('activity', 'evidence') \
                           and l.day <= $2 and l.made_at <= $3 \
                         group by l.subject, l.subject_id), \
                      accepted as ( \
                        select e.subject_id, count(*) as many \
                          from stood join programme_step x on x.id = stood.id \
                          join programme_evidence e on e.id = stood.subject_id \
                         where stood.subject = 'evidence' and x.state = 'accepted' \
                           and e.subject = 'activity' and e.programme_id = $1 \
                         group by e.subject_id) \
                 select t.number as task, m.key as measure, a.id as activity, p.agency, \
                        a.starts_on, a.ends_on, s.state, \
                        coalesce(accepted.many, 0) as accepted \
                   from stood \
                   join programme_step s on s.id = stood.id \
                   join programme_activity a on a.id = stood.subject_id \
                   join programme_plan p on p.id = a.plan_id \
                   join programme_measure m on m.id = a.measure_id \
                   join programme_task t on t.id = m.task_id \
                   left join accepted on accepted.subject_id = a.id \
                  where stood.subject = 'activity' and t.programme_id = $1 \
                    and exists (select 1 from programme_step h \
                                 where h.subject = 'plan' and h.subject_id = p.id \
                                   and h.state = 'submitted' and h.day <= $2 and h.made_at <= $3) \
                  order by t.number, m.position, a.id limit 200000"
            ),
            args![programme.0, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    Ok(rows.into_iter().map(InputRow::into_input).collect())
}
