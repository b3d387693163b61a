//! A report put together for a day: from the functions and the rows the public page and the board read,
//! as far as they were known at one moment. Not for its words.

use super::model::{
    ActivityLine, Before, BodyLine, Covered, GroupLine, IndicatorLine, MeasureLine, Names,
    OverdueLine, Paper, Report, Subject, TaskLine,
};
use super::span::ReportPeriod;
use crate::action_programme::coverage_at;
use crate::action_programme::model::{
    ActivityId, ActivityState, AsOf, Assignment, Body, Decision, Figure, METHOD, MeasureId, Part,
    Period, Programme, Standing, Tally, Task, Texts,
};
use crate::action_programme::store::{self, Input, Overdue, PlanRow};
use crate::agency::{Agency, Register};
use crate::platform::db::{Db, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// What it is of.
    pub period: ReportPeriod,
    /// The last day its figures are of.
    pub cut_off: Date,
    /// The last day on which it is in time.
    pub due: Date,
    /// What stands on its paper.
    pub paper: Paper,
}

impl Asked {
    /// A report of a period; days that are not said are those Decree 09/2019/NĐ-CP counts with.
    pub fn of(
        period: ReportPeriod,
        (cut_off, due): (Option<Date>, Option<Date>),
        paper: Paper,
    ) -> Asked {
        let cut_off = cut_off.unwrap_or_else(|| period.cut_off());
        let due = due.unwrap_or_else(|| period.due());
        Asked { period, cut_off, due, paper }
    }
}

/// As many overdue activities as a programme may have.
const ALL: i64 = 100_000;

/// Puts a report together. Rows written after `known_at` (milliseconds since 1970) are left out.
pub async fn compose(
    db: &Db,
    (programme, register): (&Programme, &Register),
    asked: &Asked,
    known_at: i64,
) -> Result<Report> {
    let as_of = AsOf { day: asked.cut_off, known_at };
    let inputs = store::inputs(db, programme.id, as_of).await?;
    let (issuer, superior) = head(register, &asked.paper);
    let mut report = Report {
        method: METHOD.to_owned(),
        programme: Subject {
            key: programme.key.clone(),
            words: programme.outline.words.clone(),
            act: programme.outline.act.clone(),
            parent: programme.outline.parent.clone(),
        },
        period: asked.period,
        cut_off: asked.cut_off,
        due: asked.due,
        known_at,
        paper: asked.paper.clone(),
        issuer,
        superior,
        names: BTreeMap::new(),
        coverage: covered(db, (programme, register), as_of).await?,
        tasks: tasks(db, programme, &inputs, as_of).await?,
        activities: activities(db, &inputs).await?,
        overdue: overdue(db, programme, as_of).await?,
        indicators: indicators(db, programme, as_of).await?,
        before: before(db, (programme, register), asked, known_at).await?,
    };
    report.names = names(&report, register);
    Ok(report)
}

/// What the issuer was called on the day of issue, and the body above it.
fn head(register: &Register, paper: &Paper) -> (Names, Option<Names>) {
    let day = paper.issued_on;
    let issuer = register.get(&paper.issuer).filter(|issuer| issuer.existed_on(day));
    let above = issuer.and_then(|issuer| issuer.on(day).parent);
    let above = above.and_then(|key| register.on(key, day));
    (issuer.map(|one| names_of(one, day)).unwrap_or_default(), above.map(|one| names_of(one, day)))
}

fn names_of(agency: &Agency, day: Date) -> Names {
    agency.on(day).names.iter().map(|one| (one.language, one.name.clone())).collect()
}

async fn covered(
    db: &Db,
    (programme, register): (&Programme, &Register),
    as_of: AsOf,
) -> Result<Option<Covered>> {
    let Some(period) = programme.period_on(as_of.day) else { return Ok(None) };
    let found = coverage_at(db, programme, period, register, as_of).await?;
    let reasons = match period.id {
        Some(id) => store::reasons(db, id, as_of).await?,
        None => BTreeMap::new(),
    };
    let look = Look {
        plans: store::plans(db, programme.id).await?,
        decisions: store::decisions(db, programme.id).await?,
        reasons,
    };
    let groups = found.groups.iter().map(|group| GroupLine {
        words: group.words.clone(),
        bodies: group.bodies.iter().map(|body| look.line(body)).collect(),
    });
    Ok(Some(Covered { words: period.words.clone(), due: period.due, groups: groups.collect() }))
}

/// What is said of a body beside how it stands.
struct Look {
    plans: Vec<PlanRow>,
    decisions: Vec<Decision>,
    reasons: BTreeMap<String, String>,
}

impl Look {
    fn line(&self, body: &Body) -> BodyLine {
        let plan =
            body.handed.and_then(|handed| self.plans.iter().find(|plan| plan.id() == handed.plan));
        let by = body.handed.and_then(|handed| handed.by);
        let by = self.decisions.iter().find(|one| Some(one.id) == by);
        let late = matches!(body.standing, Standing::Late { .. });
        BodyLine {
            agency: body.agency.clone(),
            standing: body.standing,
            plan: plan.map(|plan| plan.reference.clone()).unwrap_or_default(),
            by: by.map(|one| (one.from.clone(), one.citation.clone())),
            reason: self.reasons.get(&body.agency).filter(|_| late).cloned(),
        }
    }
}

async fn tasks(
    db: &Db,
    programme: &Programme,
    inputs: &[Input],
    as_of: AsOf,
) -> Result<Vec<TaskLine>> {
    let progress = store::progress_at(db, programme.id, as_of).await?;
    let parts = store::assignments(db, programme.id, as_of).await?;
    let line = |task: &Task| TaskLine {
        no: task.no,
        words: task.words.clone(),
        tally: task.id.map(|id| progress.of(id)).unwrap_or_default(),
        measures: measures(task, inputs, &parts),
    };
    Ok(programme.outline.tasks.iter().map(line).collect())
}

fn measures(task: &Task, inputs: &[Input], parts: &[Assignment]) -> Vec<MeasureLine> {
    let held = |id: Option<MeasureId>, part: Part| -> Vec<String> {
        let own = parts.iter().filter(|one| Some(one.measure) == id && one.part == part);
        own.map(|one| one.agency.clone()).collect()
    };
    let tally = |key: &str| {
        let own = inputs.iter().filter(|one| one.measure == key).filter_map(state);
        own.fold(Tally::default(), Tally::with)
    };
    let line = |measure: &crate::action_programme::model::Measure| MeasureLine {
        key: measure.key.clone(),
        words: measure.words.clone(),
        tally: tally(&measure.key),
        leads: held(measure.id, Part::Lead),
        with: held(measure.id, Part::Coordinating),
    };
    task.measures.iter().map(line).collect()
}

fn state(input: &Input) -> Option<ActivityState> {
    ActivityState::named(&input.state)
}

async fn activities(db: &Db, inputs: &[Input]) -> Result<Vec<ActivityLine>> {
    let ids: Vec<i64> = inputs.iter().map(|one| one.activity).collect();
    let mut words = store::texts(db, "activity", &ids).await?;
    let mut line = |input: &Input| {
        let state = state(input).filter(|state| *state != ActivityState::Stopped)?;
        Some(ActivityLine {
            id: ActivityId(input.activity),
            task: input.task,
            measure: input.measure.clone(),
            agency: input.agency.clone(),
            words: words.remove(&input.activity).unwrap_or_else(Texts::new),
            starts: input.starts,
            ends: input.ends,
            state,
            accepted: input.accepted,
        })
    };
    Ok(inputs.iter().filter_map(&mut line).collect())
}

async fn overdue(db: &Db, programme: &Programme, as_of: AsOf) -> Result<Vec<OverdueLine>> {
    let (found, _) = store::overdue_at(db, programme.id, as_of, ALL).await?;
    let line = |one: Overdue| OverdueLine {
        days: one.ends.until(as_of.day).map_or(0, |span| span.get_days()),
        measure: one.measure,
        held_by: one.held_by,
        words: one.words,
        ends: one.ends,
        reason: one.reason,
    };
    Ok(found.into_iter().map(line).collect())
}

async fn indicators(db: &Db, programme: &Programme, as_of: AsOf) -> Result<Vec<IndicatorLine>> {
    let known = store::observations(db, programme.id, as_of).await?;
    let all = store::indicators(db, programme.id).await?;
    let lines = all.into_iter().map(|one| {
        let observed = known.get(&one.id).map_or(&[][..], Vec::as_slice);
        let found = one.draft.in_year(observed, as_of.day.year());
        IndicatorLine {
            latest: found.latest.map(|(year, seen)| (year, Figure::rounded(seen.value))),
            target: found.target.map(|(year, figure)| (year, figure.clone())),
            reached: found.reached,
            key: one.draft.key.clone(),
            words: one.draft.words.clone(),
            method: one.draft.method.clone(),
            baseline: one.draft.baseline.clone(),
        }
    });
    Ok(lines.collect())
}

/// How things stood on the day before the period began.
async fn before(
    db: &Db,
    (programme, register): (&Programme, &Register),
    asked: &Asked,
    known_at: i64,
) -> Result<Before> {
    let (first, _) = asked.period.days();
    let day = first.saturating_sub(1.day());
    let as_of = AsOf { day, known_at };
    let begun: Option<&Period> =
        programme.period_on(day).filter(|_| day >= programme.outline.starts);
    let received = match begun {
        Some(period) => coverage_at(db, programme, period, register, as_of).await?.received(),
        None => 0,
    };
    let tally = store::progress_at(db, programme.id, as_of).await?.whole();
    Ok(Before { received, tally })
}

/// What everybody named in a report was called.
fn names(report: &Report, register: &Register) -> BTreeMap<String, Names> {
    let bodies = report.bodies().flat_map(|(_, body)| {
        std::iter::once(&body.agency).chain(body.by.iter().map(|(from, _)| from))
    });
    let measures = report.tasks.iter().flat_map(|task| &task.measures);
    let parts = measures.flat_map(|measure| measure.leads.iter().chain(&measure.with));
    let plans = report.activities.iter().map(|one| &one.agency);
    let late = report.overdue.iter().map(|one| &one.held_by);
    let of_day = bodies.chain(parts).chain(plans).chain(late);
    let mut found: BTreeMap<String, Names> = BTreeMap::new();
    for key in of_day {
        if !found.contains_key(key) {
            let agency = register.get(key);
            found.extend(agency.map(|one| (key.clone(), names_of(one, report.cut_off))));
        }
    }
    found
}
