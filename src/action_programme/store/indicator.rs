//! How indicators, their targets and observations are kept.

use super::{day, put_words, texts};
use crate::action_programme::model::{
    Aggregation, AsOf, Direction, FedBy, Figure, Indicator, IndicatorDraft, IndicatorId,
    Observation, ObservationId, ProgrammeId, TaskId,
};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct IndicatorRow {
    id: i64,
    task_id: Option<i64>,
    key: String,
    direction: String,
    aggregation: String,
    baseline_year: Option<i64>,
    baseline: Option<String>,
    parts: String,
    fed_by: Option<String>,
    source: String,
    revision: i64,
}

impl IndicatorRow {
    fn into_indicator(self) -> Indicator {
        let baseline = self.baseline_year.zip(self.baseline).and_then(|(year, figure)| {
            Some((i16::try_from(year).ok()?, figure.parse::<Figure>().ok()?))
        });
        Indicator {
            id: IndicatorId(self.id),
            revision: self.revision,
            draft: IndicatorDraft {
                key: self.key,
                task: self.task_id.map(TaskId),
                direction: Direction::named(&self.direction).unwrap_or(Direction::Higher),
                aggregation: Aggregation::named(&self.aggregation).unwrap_or(Aggregation::Whole),
                baseline,
                parts: self.parts,
                fed_by: self.fed_by.as_deref().and_then(FedBy::named),
                source: self.source,
                targets: BTreeMap::new(),
                words: BTreeMap::new(),
                method: BTreeMap::new(),
            },
        }
    }
}

/// Every indicator of a programme, in order, with targets and words.
pub async fn indicators(db: &Db, programme: ProgrammeId) -> Result<Vec<Indicator>> {
    let rows: Vec<IndicatorRow> = db
        .all(
            sql!(
                "select id, task_id, key, direction, aggregation, baseline_year, baseline, parts, \
                        fed_by, source, revision from programme_indicator \
                  where programme_id = $1 order by position, id limit 1000"
            ),
            args![programme.0],
        )
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut words = texts(db, "indicator", &ids).await?;
    let mut methods = texts(db, "indicator-method", &ids).await?;
    let mut targets = targets(db, programme).await?;
    let mut found: Vec<Indicator> = rows.into_iter().map(IndicatorRow::into_indicator).collect();
    for one in &mut found {
        let id = one.id.0;
        one.draft.words = words.remove(&id).unwrap_or_default();
        one.draft.method = methods.remove(&id).unwrap_or_default();
        one.draft.targets = targets.remove(&id).unwrap_or_default();
    }
    Ok(found)
}

async fn targets(db: &Db, programme: ProgrammeId) -> Result<BTreeMap<i64, BTreeMap<i16, Figure>>> {
    let rows: Vec<(i64, i64, String)> = db
        .all(
            sql!(
                "select t.indicator_id, t.year, t.value from programme_target t \
                   join programme_indicator i on i.id = t.indicator_id \
                  where i.programme_id = $1 order by t.indicator_id, t.year limit 20000"
            ),
            args![programme.0],
        )
        .await?;
    let mut found: BTreeMap<i64, BTreeMap<i16, Figure>> = BTreeMap::new();
    for (indicator, year, value) in rows {
        if let (Ok(year), Ok(value)) = (i16::try_from(year), value.parse()) {
            found.entry(indicator).or_default().insert(year, value);
        }
    }
    Ok(found)
}

/// The number and revision of an indicator, held by a transaction that writes.
pub async fn indicator_head(
    tx: &mut Tx,
    programme: ProgrammeId,
    key: &str,
) -> Result<Option<(IndicatorId, i64)>> {
    let row: Option<(i64, i64)> = tx
        .optional(
            sql!(
                held: "select id, revision from programme_indicator \
                  where programme_id = $1 and key = $2"
            ),
            args![programme.0, key],
        )
        .await?;
    Ok(row.map(|(id, revision)| (IndicatorId(id), revision)))
}

/// Writes an indicator, which its key names, with its targets and words; answers its number.
pub async fn put_indicator(
    tx: &mut Tx,
    programme: ProgrammeId,
    draft: &IndicatorDraft,
) -> Result<IndicatorId> {
    let baseline = draft.baseline.as_ref();
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_indicator (programme_id, task_id, key, position, \
                        direction, aggregation, baseline_year, baseline, parts, fed_by, source, \
                        revision) \
                 values ($1, $2, $3, (select coalesce(max(position), 0) + 1 \
                                        from programme_indicator where programme_id = $1), \
                         $4, $5, $6, $7, $8, $9, $10, 1) \
                 on conflict (programme_id, key) do update set task_id = excluded.task_id, \
                    direction = excluded.direction, aggregation = excluded.aggregation, \
                    baseline_year = excluded.baseline_year, baseline = excluded.baseline, \
                    parts = excluded.parts, fed_by = excluded.fed_by, source = excluded.source, \
                    revision = programme_indicator.revision + 1 \
                 returning id"
            ),
            args![
                programme.0,
                draft.task.map(|task| task.0),
                &draft.key,
                draft.direction.name(),
                draft.aggregation.name(),
                baseline.map(|(year, _)| i64::from(*year)),
                baseline.map(|(_, figure)| figure.to_string()),
                &draft.parts,
                draft.fed_by.map(FedBy::name),
                &draft.source
            ],
        )
        .await?;
    put_words(tx, "indicator", id, &draft.words).await?;
    put_words(tx, "indicator-method", id, &draft.method).await?;
    tx.run(sql!("delete from programme_target where indicator_id = $1"), args![id]).await?;
    for (year, value) in &draft.targets {
        tx.run(
            sql!("insert into programme_target (indicator_id, year, value) values ($1, $2, $3)"),
            args![id, i64::from(*year), value.to_string()],
        )
        .await?;
    }
    Ok(IndicatorId(id))
}

/// Writes what was observed; answers its number.
pub async fn new_observation(
    tx: &mut Tx,
    indicator: IndicatorId,
    one: &Observation,
    by: &str,
) -> Result<ObservationId> {
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_observation \
                        (indicator_id, year, part, value, day, source, made_at, made_by) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8) returning id"
            ),
            args![
                indicator.0,
                i64::from(one.year),
                &one.part,
                one.value.to_string(),
                one.day.to_string(),
                &one.source,
                one.made_at,
                by
            ],
        )
        .await?;
    Ok(ObservationId(id))
}

type ObservationRow = (i64, i64, i64, String, String, String, String, i64, i64);

/// The newest observation of each year and part of every indicator of a programme, with how much of
/// its evidence was accepted, as it stood.
pub async fn observations(
    db: &Db,
    programme: ProgrammeId,
    as_of: AsOf,
) -> Result<BTreeMap<IndicatorId, Vec<Observation>>> {
    let rows: Vec<ObservationRow> = db
        .all(
            sql!(
                "select o.indicator_id, o.id, o.year, o.part, o.value, o.day, o.source, o.made_at, \
                        (select count(*) from programme_evidence e \
                           join programme_step x on x.id = ( \
                                select max(y.id) from programme_step y \
                                 where y.subject = 'evidence' and y.subject_id = e.id \
                                   and y.day <= $2 and y.made_at <= $3) \
                          where e.subject = 'observation' and e.subject_id = o.id \
                            and x.state = 'accepted') \
                   from programme_observation o \
                   join programme_indicator i on i.id = o.indicator_id \
                  where i.programme_id = $1 and o.id = ( \
                        select max(n.id) from programme_observation n \
                         where n.indicator_id = o.indicator_id and n.year = o.year \
                           and n.part = o.part and n.day <= $2 and n.made_at <= $3) \
                  order by o.indicator_id, o.year, o.part, o.id limit 20000"
            ),
            args![programme.0, as_of.day.to_string(), as_of.known_at],
        )
        .await?;
    let mut found: BTreeMap<IndicatorId, Vec<Observation>> = BTreeMap::new();
    for (indicator, id, year, part, value, on, source, made_at, accepted) in rows {
        let (Ok(year), Ok(value)) = (i16::try_from(year), value.parse()) else { continue };
        let one = Observation {
            id: ObservationId(id),
            year,
            part,
            value,
            day: day(&on),
            source,
            made_at,
            accepted,
        };
        found.entry(IndicatorId(indicator)).or_default().push(one);
    }
    Ok(found)
}

/// Whether an observation belongs to a programme, inside a transaction that writes.
pub async fn has_observation(tx: &mut Tx, programme: ProgrammeId, id: i64) -> Result<bool> {
    let (many,): (i64,) = tx
        .one(
            sql!(
                "select count(*) from programme_observation o \
                   join programme_indicator i on i.id = o.indicator_id \
                  where i.programme_id = $1 and o.id = $2"
            ),
            args![programme.0, id],
        )
        .await?;
    Ok(many > 0)
}
