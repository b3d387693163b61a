//! What is late and the reasons given for it, and what stands where in public: sums by measure,
//! activities overdue, accepted evidence. Not for what late means: that is the model's.

use super::evidence::EvidenceRow;
use super::{day, texts};
use crate::action_programme::model::{
    ActivityId, AsOf, Evidence, MeasureId, PeriodId, ProgrammeId, Tally, Texts,
};
use crate::platform::db::{Db, Result};
use crate::{args, sql};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Why plans of a period are late, by agency: what the agency last said itself, else why it was given
/// another deadline.
pub async fn reasons(db: &Db, period: PeriodId, as_of: AsOf) -> Result<BTreeMap<String, String>> {
    let rows: Vec<(String, Option<String>)> = db
        .all(
            sql!(
                "select p.agency, s.remark from programme_step s \
                   join programme_plan p on p.id = s.subject_id \
                  where s.subject in ('due', 'why') and p.period_id = $1 \
                    and s.day <= $2 and s.made_at <= $3 \
                  order by s.subject, s.id limit 20000"
            ),
            args![period.0, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|(agency, remark)| Some((agency, remark?))).collect())
}

/// An activity whose last day is over and that is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Its number.
    pub id: ActivityId,
    /// The agency that answers for it.
    pub held_by: String,
    /// The key of its measure.
    pub measure: String,
    /// Its last day.
    pub ends: Date,
    /// What it is called.
    pub words: Texts,
    /// Why, as the agency last said.
    pub reason: Option<String>,
}

/// Number, holder, measure, last day, how many there are in all.
type OverdueRow = (i64, String, String, String, i64);

/// Activities overdue now, on a day that is today, the longest first: at most `limit`, and how many
/// there are. Plans that were never handed in are left out, for what stands in them is a draft.
pub async fn overdue(
    db: &Db,
    programme: ProgrammeId,
    today: Date,
    limit: i64,
) -> Result<(Vec<Overdue>, i64)> {
    let rows: Vec<OverdueRow> = db
        .all(
            sql!(
                "select a.id, a.held_by, m.key, a.ends_on, cast(count(*) over () as bigint) \
                   from programme_plan p \
                   join programme_activity a on a.plan_id = p.id \
                   join programme_measure m on m.id = a.measure_id \
                  where p.programme_id = $1 and p.received_on is not null and a.ends_on < $2 \
                    and a.state in ('planned', 'running') \
                  order by a.ends_on, a.id limit $3"
            ),
            args![programme.0, today.to_string(), limit],
        )
        .await?;
    named(db, rows, AsOf::day(today)).await
}

/// The same as it stood, read from steps.
pub async fn overdue_at(
    db: &Db,
    programme: ProgrammeId,
    as_of: AsOf,
    limit: i64,
) -> Result<(Vec<Overdue>, i64)> {
    let rows: Vec<OverdueRow> = db
        .all(
            sql!(
                "with stood as ( \
                        select l.subject_id, max(l.id) as id from programme_step l \
                         where l.subject = 'activity' and l.day <= $2 and l.made_at <= $3 \
                         group by l.subject_id) \
                 select a.id, a.held_by, m.key, a.ends_on, cast(count(*) over () as bigint) \
                   from stood \
                   join programme_step s on s.id = stood.id \
                   join programme_activity a on a.id = stood.subject_id \
                   join programme_measure m on m.id = a.measure_id \
                  where m.programme_id = $1 and a.ends_on < $2 \
                    and s.state in ('planned', 'running') and a.plan_id in ( \
                        select p.id from programme_plan p join programme_step h \
                            on h.subject = 'plan' and h.subject_id = p.id \
                         where p.programme_id = $1 and h.state = 'submitted' \
                           and h.day <= $2 and h.made_at <= $3) \
                  order by a.ends_on, a.id limit $4"
            ),
            args![programme.0, as_of.day.to_string(), as_of.known_at, limit],
        )
        .await?;
    named(db, rows, as_of).await
}

/// Overdue activities with what they are called and why they are late.
async fn named(db: &Db, rows: Vec<OverdueRow>, as_of: AsOf) -> Result<(Vec<Overdue>, i64)> {
    let many = rows.first().map_or(0, |row| row.4);
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let mut words = texts(db, "activity", &ids).await?;
    let mut reasons = reasons_of_activities(db, &ids, as_of).await?;
    let overdue = |(id, held_by, measure, ends, _): OverdueRow| Overdue {
        id: ActivityId(id),
        held_by,
        measure,
        ends: day(&ends),
        words: words.remove(&id).unwrap_or_default(),
        reason: reasons.remove(&id),
    };
    Ok((rows.into_iter().map(overdue).collect(), many))
}

/// Why activities are late, as their agencies last said.
async fn reasons_of_activities(db: &Db, ids: &[i64], as_of: AsOf) -> Result<BTreeMap<i64, String>> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    let rows: Vec<(i64, Option<String>)> = db
        .all(
            sql!(
                sqlite: "select subject_id, remark from programme_step \
                          where subject = 'why-activity' and day <= $2 and made_at <= $3 \
                            and subject_id in (select value from json_each($1)) \
                          order by id limit 20000",
                postgres: "select subject_id, remark from programme_step \
                            where subject = 'why-activity' and day <= $2 and made_at <= $3 \
                              and subject_id in (select cast(value as bigint) \
                                    from json_array_elements_text(cast(cast($1 as text) as json))) \
                            order by id limit 20000"
            ),
            args![ids, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    // The last one said stands.
    Ok(rows.into_iter().filter_map(|(id, remark)| Some((id, remark?))).collect())
}

/// The activities under each measure of a programme, of plans that were handed in, counted as they
/// stand now.
pub async fn progress_of_measures(
    db: &Db,
    programme: ProgrammeId,
) -> Result<BTreeMap<MeasureId, Tally>> {
    let rows: Vec<(i64, i64, i64, i64)> = db
        .all(
            sql!(
                "select m.id, \
                        cast(sum(case when a.state = 'proven' then a.many else 0 end) as bigint), \
                        cast(sum(case when a.state = 'done' then a.many else 0 end) as bigint), \
                        cast(sum(a.many) as bigint) \
                   from (select b.measure_id, b.state, count(*) as many \
                           from programme_plan p join programme_activity b on b.plan_id = p.id \
                          where p.programme_id = $1 and p.received_on is not null \
                            and b.state <> 'stopped' \
                          group by b.measure_id, b.state) a \
                   join programme_measure m on m.id = a.measure_id \
                  group by m.id order by m.id limit 4000"
            ),
            args![programme.0],
        )
        .await?;
    let tally = |(id, proven, done, all)| (MeasureId(id), Tally { proven, done, all });
    Ok(rows.into_iter().map(tally).collect())
}

/// The accepted evidence of things of one kind in a programme, by their number.
pub async fn accepted(
    db: &Db,
    programme: ProgrammeId,
    subject: &str,
    ids: &[i64],
) -> Result<BTreeMap<i64, Vec<Evidence>>> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    let rows: Vec<EvidenceRow> = db
        .all(
            sql!(
                sqlite: "select id, programme_id, subject, subject_id, kind, entry, language, \
                                period_from, period_to, figure, file, url, archive_hash, \
                                archived_on, note, state, made_at, made_by \
                           from programme_evidence \
                          where programme_id = $1 and subject = $2 and state = 'accepted' \
                            and subject_id in (select value from json_each($3)) \
                          order by id limit 20000",
                postgres: "select id, programme_id, subject, subject_id, kind, entry, language, \
                                period_from, period_to, figure, file, url, archive_hash, \
                                archived_on, note, state, made_at, made_by \
                           from programme_evidence \
                          where programme_id = $1 and subject = $2 and state = 'accepted' \
                            and subject_id in (select cast(value as bigint) \
                                  from json_array_elements_text(cast(cast($3 as text) as json))) \
                          order by id limit 20000"
            ),
            args![programme.0, subject, ids],
        )
        .await?;
    let mut found: BTreeMap<i64, Vec<Evidence>> = BTreeMap::new();
    for evidence in rows.into_iter().filter_map(EvidenceRow::into_evidence) {
        found.entry(evidence.subject_id).or_default().push(evidence);
    }
    Ok(found)
}
