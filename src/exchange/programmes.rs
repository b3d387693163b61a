//! Action programmes in and out of a site folder: what differs is set out, assigned, recorded by the
//! same verbs as at the desk; what the folder does not name stays as it is. Not for reading the files:
//! that is `programmes_file.rs`.

use super::Exchange;
use super::programme_work::{self, Bringing, Known};
use super::programmes_file::{
    AssignmentLine, DecisionLine, IndicatorLine, PlanLine, ProgrammeFile,
};
use super::reports;
use super::reports_file::ReportFolder;
use crate::action_programme::{
    self as programme, AsOf, By, Decision, In, Indicator, IndicatorDraft, PeriodId, PlanDraft,
    PlanId, PlanRow, Programme, Refusal, Ruling, Stage,
};
use crate::agency::Register;
use crate::people::Actor;
use crate::platform::db::{Db, Failure, Tx};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Brings programmes in, each set out in one transaction and filled in a second; then their reports.
pub async fn bring_in(
    exchange: &Exchange,
    zone: &TimeZone,
    register: &Register,
    (given, issued): (&[ProgrammeFile], &[ReportFolder]),
) -> Result<(), Refusal> {
    let now = exchange.clock.now();
    let by = By {
        actor: &Actor::Operator,
        at: now.as_millisecond(),
        today: now.to_zoned(zone.clone()).date(),
    };
    for file in given {
        let mut tx = exchange.db.begin().await?;
        let named = (file.key.as_str(), None);
        programme::set_out(&mut tx, &exchange.db, by, named, &file.outline).await?;
        tx.commit().await?;
        fill(exchange, by, register, file).await?;
    }
    reports::bring_in(exchange, by, issued).await
}

/// What is there already, and where to write what is not.
struct Filling<'a> {
    by: By<'a>,
    programme: &'a Programme,
    register: &'a Register,
}

async fn fill(
    exchange: &Exchange,
    by: By<'_>,
    register: &Register,
    file: &ProgrammeFile,
) -> Result<(), Refusal> {
    let db = &exchange.db;
    let missing = || Refusal::Missing(file.key.clone());
    let programme = programme::programme(db, &file.key).await?.ok_or_else(missing)?;
    let known = assigned(exchange, &programme).await?;
    let plans = programme::plans(db, programme.id).await?;
    let decisions = programme::decisions(db, programme.id).await?;
    let indicators = programme::indicators(db, programme.id).await?;
    let there = Known::read(db, &programme, &plans).await?;
    let filling = Filling { by, programme: &programme, register };
    let mut tx = db.begin().await?;
    for one in &file.assignments {
        let same = |was: &AssignmentLine| was.measure == one.measure && was.agency == one.agency;
        if !known.iter().any(same) {
            filling.assign(&mut tx, one).await?;
        }
    }
    for one in &file.indicators {
        filling.indicator(&mut tx, &indicators, one).await?;
    }
    // What is observed is observed of an indicator that is there.
    tx.commit().await?;
    let mut tx = db.begin().await?;
    let (mut ids, mut to_lock) = (BTreeMap::new(), Vec::new());
    for plan in &file.plans {
        let (id, is_new) = filling.plan(&mut tx, &plans, plan).await?;
        ids.insert((plan.agency.as_str(), plan.period), id);
        if is_new && plan.stage == Stage::Locked {
            to_lock.push(id);
        }
    }
    for one in &file.decisions {
        if let Some(plan) = ids.get(&(one.plan.as_str(), one.period)) {
            filling.decide(&mut tx, &decisions, (*plan, one)).await?;
        }
    }
    let bringing = Bringing { by, programme: &programme, register };
    bringing.bring(&mut tx, (db, there), &ids, &file.work).await?;
    // Nothing is written into a plan once it is locked.
    for id in to_lock {
        programme::lock_plan(&mut tx, by, In::from(&programme), id).await?;
    }
    tx.commit().await?;
    Ok(())
}

impl Filling<'_> {
    fn within(&self) -> (In<'_>, &Register) {
        (In::from(self.programme), self.register)
    }

    async fn assign(&self, tx: &mut Tx, one: &AssignmentLine) -> Result<(), Refusal> {
        let missing = || Refusal::Missing(one.measure.clone());
        let measure = self.programme.measure(&one.measure).ok_or_else(missing)?;
        let part = (one.agency.as_str(), one.part, one.from);
        programme::assign(tx, self.by, self.within(), measure, part).await?;
        Ok(())
    }

    async fn indicator(
        &self,
        tx: &mut Tx,
        known: &[Indicator],
        line: &IndicatorLine,
    ) -> Result<(), Refusal> {
        let tasks = self.programme.outline.tasks.iter();
        let task = tasks.clone().find(|task| Some(task.no) == line.task);
        let draft = IndicatorDraft {
            key: line.key.clone(),
            task: task.and_then(|task| task.id),
            direction: line.direction,
            aggregation: line.aggregation,
            baseline: line.baseline_year.zip(line.baseline.clone()),
            parts: line.parts.clone(),
            fed_by: line.fed_by,
            source: line.source.clone(),
            targets: line.targets.clone(),
            words: line.words.clone(),
            method: line.method.clone(),
        };
        let old = known.iter().find(|one| one.draft.key == draft.key);
        if old.is_some_and(|old| old.draft == draft) {
            return Ok(());
        }
        let (within, seen) = (In::from(self.programme), old.map_or(0, |old| old.revision));
        programme::put_indicator(tx, self.by, within, seen, &draft).await?;
        Ok(())
    }

    /// The plan of a line, and whether it was not there before.
    async fn plan(
        &self,
        tx: &mut Tx,
        plans: &[PlanRow],
        plan: &PlanLine,
    ) -> Result<(PlanId, bool), Refusal> {
        let periods = &self.programme.outline.periods;
        let period = periods.iter().find(|period| period.starts == plan.period);
        let missing = || Refusal::Missing(format!("period {}", plan.period));
        let period = period.ok_or_else(missing)?;
        let id = period.id.ok_or_else(missing)?;
        let known = plans.iter().find(|row| row.period() == id && row.agency == plan.agency);
        if let Some(known) = known {
            return Ok((known.id(), false));
        }
        let of = (id, plan.agency.as_str());
        if let (Some(due), Some(why)) = (plan.due, plan.due_why.as_deref()) {
            let of = (period, plan.agency.as_str());
            programme::grant_due(tx, self.by, self.within(), of, (due, why)).await?;
        }
        if let Some(why) = plan.late_why.as_deref() {
            programme::say_why(tx, self.by, self.within(), of, why).await?;
        }
        Ok((self.written(tx, of, plan).await?, true))
    }

    /// A plan as far as the folder says it is; a deadline or a reason may have begun it already.
    async fn written(
        &self,
        tx: &mut Tx,
        (period, agency): (PeriodId, &str),
        plan: &PlanLine,
    ) -> Result<PlanId, Refusal> {
        let (by, within) = (self.by, In::from(self.programme));
        let draft = PlanDraft {
            reference: plan.reference.clone(),
            signed: plan.signed,
            entry: plan.entry.clone(),
            file: plan.file.clone(),
        };
        let Some(received) = plan.received else {
            let begun = plan.due.is_some() || plan.late_why.is_some();
            let id = if begun {
                let row = programme::plan_of(tx, period, agency).await?;
                row.ok_or_else(|| Refusal::Missing(format!("plan {agency}")))?.id()
            } else {
                programme::begin_plan(tx, by, self.within(), period, agency).await?
            };
            if draft != PlanDraft::default() {
                programme::change_plan(tx, by, within, (id, 1), &draft).await?;
            }
            return Ok(id);
        };
        let (of, what) = ((period, agency), (received, &draft));
        let id = programme::record_received(tx, by, self.within(), of, what).await?;
        match plan.stage {
            Stage::Returned => {
                let remark = plan.remark.as_deref().unwrap_or("–");
                programme::return_plan(tx, by, within, id, remark).await?;
            }
            Stage::Accepted | Stage::Locked => {
                programme::accept_plan(tx, by, within, id).await?;
            }
            Stage::Draft | Stage::Submitted => {}
        }
        Ok(id)
    }

    async fn decide(
        &self,
        tx: &mut Tx,
        known: &[Decision],
        (plan, one): (PlanId, &DecisionLine),
    ) -> Result<(), Refusal> {
        let same = |was: &Decision| was.plan == Some(plan) && was.to == one.counts_for;
        if known.iter().any(same) {
            return Ok(());
        }
        let to = (one.counts_for.as_str(), one.day, one.citation.as_str());
        programme::count_for(tx, self.by, self.within(), plan, to).await?;
        Ok(())
    }
}

/// Who has which part now, in the order of the outline: the same on both engines.
async fn assigned(
    exchange: &Exchange,
    programme: &Programme,
) -> Result<Vec<AssignmentLine>, Failure> {
    let all = programme::assignments(&exchange.db, programme.id, AsOf::day(Date::MAX)).await?;
    let mut found = Vec::new();
    for (_, measure) in programme.measures() {
        let mut own: Vec<_> = all.iter().filter(|one| Some(one.measure) == measure.id).collect();
        own.sort_by_key(|one| (one.part, one.agency.clone()));
        found.extend(own.into_iter().map(|one| AssignmentLine {
            measure: measure.key.clone(),
            agency: one.agency.clone(),
            part: one.part,
            from: one.from,
        }));
    }
    Ok(found)
}

/// Every programme as its file, by key.
pub async fn files(exchange: &Exchange) -> Result<Vec<ProgrammeFile>, Failure> {
    let mut found = Vec::new();
    for key in programme::every_key(&exchange.db).await? {
        if let Some(programme) = programme::programme(&exchange.db, &key).await? {
            found.push(file(exchange, &programme).await?);
        }
    }
    Ok(found)
}

async fn file(exchange: &Exchange, programme: &Programme) -> Result<ProgrammeFile, Failure> {
    let rows = programme::plans(&exchange.db, programme.id).await?;
    let period = |row: &PlanRow| programme.period(row.period()).map(|period| period.starts);
    let mut sorted: Vec<&PlanRow> = rows.iter().collect();
    sorted.sort_by(|one, other| (period(one), &one.agency).cmp(&(period(other), &other.agency)));
    let mut plans = Vec::new();
    for row in &sorted {
        if let Some(period) = period(row) {
            plans.push(plan_line(&exchange.db, row, period).await?);
        }
    }
    let decisions = programme::decisions(&exchange.db, programme.id).await?;
    let counting = decisions.into_iter().filter(|one| one.what == Ruling::CountsFor);
    let decisions = counting.filter_map(|one| {
        let plan = rows.iter().find(|row| one.plan == Some(row.id()))?;
        let period = period(plan)?;
        Some(DecisionLine {
            plan: plan.agency.clone(),
            period,
            counts_for: one.to,
            day: one.day,
            citation: one.citation,
        })
    });
    let indicators = programme::indicators(&exchange.db, programme.id).await?;
    Ok(ProgrammeFile {
        key: programme.key.clone(),
        outline: programme.outline.bare(),
        assignments: assigned(exchange, programme).await?,
        decisions: decisions.collect(),
        indicators: indicators.iter().map(|one| indicator_line(programme, one)).collect(),
        work: programme_work::lines(&exchange.db, programme, &sorted).await?,
        plans,
    })
}

async fn plan_line(db: &Db, row: &PlanRow, period: Date) -> Result<PlanLine, Failure> {
    let last = async |subject: &str| {
        let steps = programme::steps(db, subject, row.id).await?;
        Ok::<_, Failure>(steps.last().and_then(|step| step.remark.clone()))
    };
    let stage = row.stage();
    let remark = if stage == Stage::Returned { last("plan").await? } else { None };
    Ok(PlanLine {
        agency: row.agency.clone(),
        period,
        reference: row.reference.clone(),
        signed: row.signed(),
        received: row.received(),
        stage,
        entry: row.entry.clone(),
        file: row.file.clone(),
        remark,
        due: row.due(),
        due_why: if row.due().is_some() { last("due").await? } else { None },
        late_why: last("why").await?,
    })
}

fn indicator_line(programme: &Programme, one: &Indicator) -> IndicatorLine {
    let draft = one.draft.clone();
    let mut tasks = programme.outline.tasks.iter();
    let task = tasks.find(|task| task.id.is_some() && task.id == draft.task);
    let (baseline_year, baseline) = draft.baseline.unzip();
    IndicatorLine {
        key: draft.key,
        task: task.map(|task| task.no),
        direction: draft.direction,
        aggregation: draft.aggregation,
        baseline_year,
        baseline,
        parts: draft.parts,
        fed_by: draft.fed_by,
        source: draft.source,
        targets: draft.targets,
        words: draft.words,
        method: draft.method,
    }
}
