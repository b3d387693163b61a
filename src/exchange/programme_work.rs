//! What agencies did under a programme, in and out of a site folder, by the same verbs as at the desk: each
//! step is taken on the day the folder names. Something that is there already stays as it is. Not for the
//! form of the file: that is `programme_work_file.rs`.

use super::programme_work_file::{
    ActivityLine, ActivityStep, EvidenceLine, EvidenceStep, HandOverLine, ObservationLine,
    TaskEvidenceLine, WorkLines,
};
use crate::action_programme::{
    self as programme, Activity, ActivityDraft, ActivityState, AsOf, Budget, By, Evidence,
    EvidenceId, EvidenceOf, EvidenceState, In, Observation, Observing, Offer, PlanId, PlanRow,
    Programme, Refusal, Ruling, Step, Taking,
};
use crate::agency::Register;
use crate::platform::db::{Db, Failure, Tx};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// All that was ever noted: a folder leaves nothing out.
const EVER: AsOf = AsOf { day: Date::MAX, known_at: i64::MAX };

/// What is there before a folder is brought in.
pub struct Known {
    activities: BTreeMap<PlanId, Vec<Activity>>,
    task_evidence: BTreeMap<i64, Vec<Evidence>>,
    observations: BTreeMap<programme::IndicatorId, Vec<Observation>>,
    hand_overs: Vec<HandOverLine>,
}

impl Known {
    /// Reads what is there.
    pub async fn read(db: &Db, programme: &Programme, plans: &[PlanRow]) -> Result<Known, Failure> {
        let mut activities = BTreeMap::new();
        for plan in plans {
            activities.insert(plan.id(), programme::activities_of_plan(db, plan.id()).await?);
        }
        let mut task_evidence = BTreeMap::new();
        for task in &programme.outline.tasks {
            if let Some(id) = task.id {
                task_evidence.insert(task.no, programme::evidence_of(db, "task", id.0).await?);
            }
        }
        Ok(Known {
            activities,
            task_evidence,
            observations: programme::observations(db, programme.id, EVER).await?,
            hand_overs: hand_overs(db, programme).await?,
        })
    }
}

/// Where work is written, by whom.
pub struct Bringing<'a> {
    /// Who, when.
    pub by: By<'a>,
    /// The programme.
    pub programme: &'a Programme,
    /// The bodies.
    pub register: &'a Register,
}

impl Bringing<'_> {
    fn on(&self, day: Date) -> By<'_> {
        By { today: day, ..self.by }
    }

    fn within(&self) -> In<'_> {
        In::from(self.programme)
    }

    /// Writes what is not there yet. `plans` are those of the folder by agency and period.
    pub async fn bring(
        &self,
        tx: &mut Tx,
        (db, mut known): (&Db, Known),
        plans: &BTreeMap<(&str, Date), PlanId>,
        work: &WorkLines,
    ) -> Result<(), Refusal> {
        for line in &work.activities {
            let Some(plan) = plans.get(&(line.plan.as_str(), line.period)) else { continue };
            let draft = self.draft(line)?;
            let own = known.activities.entry(*plan).or_default();
            if let Some(at) = own.iter().position(|one| one.draft == draft) {
                own.remove(at);
                continue;
            }
            self.activity(tx, *plan, &draft, line).await?;
        }
        for line in &work.task_evidence {
            let own = known.task_evidence.get(&line.task).map_or(&[][..], Vec::as_slice);
            if own.iter().any(|one| is_same(one, &line.evidence)) {
                continue;
            }
            let mut tasks = self.programme.outline.tasks.iter();
            if let Some(id) = tasks.find(|task| task.no == line.task).and_then(|task| task.id) {
                let one = std::slice::from_ref(&line.evidence);
                self.evidence(tx, EvidenceOf::task(id), one).await?;
            }
        }
        self.observations(tx, db, &known, &work.observations).await?;
        for line in work.hand_overs.iter().filter(|line| !known.hand_overs.contains(line)) {
            let HandOverLine { from, to, day, citation } = line;
            let taking = Taking { from, to, day: *day, citation, entry: None };
            let beside = (self.within(), self.register);
            programme::hand_over(tx, self.by, beside, &taking).await?;
        }
        Ok(())
    }

    fn draft(&self, line: &ActivityLine) -> Result<ActivityDraft, Refusal> {
        let measure = self.programme.measure(&line.measure).and_then(|one| one.id);
        let measure = measure.ok_or_else(|| Refusal::Missing(line.measure.clone()))?;
        let currency = line.currency.as_deref().unwrap_or("VND");
        let budget = line.budget.and_then(|amount| Budget::new(amount, currency));
        let words = line.words.clone();
        Ok(ActivityDraft { measure, starts: line.starts, ends: line.ends, budget, words })
    }

    async fn activity(
        &self,
        tx: &mut Tx,
        plan: PlanId,
        draft: &ActivityDraft,
        line: &ActivityLine,
    ) -> Result<(), Refusal> {
        let mut steps = line.steps.iter();
        let planned = steps.next().map_or(self.by.today, |step| step.day);
        let within = self.within();
        let id = programme::new_activity(tx, self.on(planned), within, plan, draft).await?;
        // Nothing is put forward for an activity that was stopped, and none that is proven is stopped:
        // evidence is offered before the first stop and judged once all moves are made.
        let mut offered = None;
        for step in steps {
            if step.state == ActivityState::Stopped && offered.is_none() {
                offered = Some(self.offers(tx, EvidenceOf::activity(id), &line.evidence).await?);
            }
            let remark = step.remark.as_deref().unwrap_or_default();
            let (by, to) = (self.on(step.day), (id, step.state));
            programme::move_activity(tx, by, within, to, remark).await?;
        }
        let offered = match offered {
            Some(offered) => offered,
            None => self.offers(tx, EvidenceOf::activity(id), &line.evidence).await?,
        };
        for (evidence, line) in offered.into_iter().zip(&line.evidence) {
            self.judge(tx, evidence, line).await?;
        }
        Ok(())
    }

    async fn offers(
        &self,
        tx: &mut Tx,
        of: EvidenceOf,
        lines: &[EvidenceLine],
    ) -> Result<Vec<EvidenceId>, Refusal> {
        let mut offered = Vec::new();
        for line in lines {
            let day = line.steps.first().map_or(self.by.today, |step| step.day);
            let offer = Offer { of, proof: line.proof.clone(), note: line.note.clone() };
            let id = programme::offer(tx, self.on(day), self.within(), &offer).await?;
            offered.push(id);
        }
        Ok(offered)
    }

    async fn judge(&self, tx: &mut Tx, id: EvidenceId, line: &EvidenceLine) -> Result<(), Refusal> {
        for step in line.steps.iter().skip(1) {
            let (by, within) = (self.on(step.day), self.within());
            match step.state {
                EvidenceState::Accepted => {
                    programme::accept_evidence(tx, by, within, id).await?;
                }
                EvidenceState::Refused => {
                    let remark = step.remark.as_deref().unwrap_or_default();
                    programme::refuse_evidence(tx, by, within, id, remark).await?;
                }
                EvidenceState::Offered => {}
            }
        }
        Ok(())
    }

    async fn evidence(
        &self,
        tx: &mut Tx,
        of: EvidenceOf,
        lines: &[EvidenceLine],
    ) -> Result<(), Refusal> {
        let offered = self.offers(tx, of, lines).await?;
        for (id, line) in offered.into_iter().zip(lines) {
            self.judge(tx, id, line).await?;
        }
        Ok(())
    }

    async fn observations(
        &self,
        tx: &mut Tx,
        db: &Db,
        known: &Known,
        lines: &[ObservationLine],
    ) -> Result<(), Refusal> {
        // Indicators were set out in a transaction of their own: they are all there now.
        let indicators = programme::indicators(db, self.programme.id).await?;
        for line in lines {
            let named = indicators.iter().find(|one| one.draft.key == line.indicator);
            let Some(indicator) = named else { continue };
            let own = known.observations.get(&indicator.id).map_or(&[][..], Vec::as_slice);
            if own.iter().any(|one| is_observed(one, line)) {
                continue;
            }
            let seen = Observing {
                year: line.year,
                part: &line.part,
                value: line.value.clone(),
                day: line.day,
                source: &line.source,
            };
            let within = self.within();
            let id = programme::recall(tx, self.by, within, indicator, seen).await?;
            self.evidence(tx, EvidenceOf::observation(id), &line.evidence).await?;
        }
        Ok(())
    }
}

fn is_same(one: &Evidence, line: &EvidenceLine) -> bool {
    one.proof == line.proof && one.note == line.note
}

fn is_observed(one: &Observation, line: &ObservationLine) -> bool {
    (one.year, &one.part, &one.value) == (line.year, &line.part, &line.value)
        && (one.day, &one.source) == (line.day, &line.source)
}

async fn hand_overs(db: &Db, programme: &Programme) -> Result<Vec<HandOverLine>, Failure> {
    let all = programme::decisions(db, programme.id).await?.into_iter();
    let own = all.filter(|one| one.what == Ruling::HandOver);
    let line = |one: programme::Decision| HandOverLine {
        from: one.from,
        to: one.to,
        day: one.day,
        citation: one.citation,
    };
    Ok(own.map(line).collect())
}

/// What agencies did, as lines, in an order that is the same on both engines.
pub async fn lines(
    db: &Db,
    programme: &Programme,
    plans: &[&PlanRow],
) -> Result<WorkLines, Failure> {
    let mut activities = Vec::new();
    for row in plans {
        let Some(period) = programme.period(row.period()) else { continue };
        for one in programme::activities_of_plan(db, row.id()).await? {
            activities.push(activity_line(db, programme, (row, period.starts), one).await?);
        }
    }
    let mut task_evidence = Vec::new();
    for task in &programme.outline.tasks {
        let Some(id) = task.id else { continue };
        for evidence in evidence_lines(db, "task", id.0).await? {
            task_evidence.push(TaskEvidenceLine { task: task.no, evidence });
        }
    }
    Ok(WorkLines {
        activities,
        task_evidence,
        observations: observation_lines(db, programme).await?,
        hand_overs: hand_overs(db, programme).await?,
    })
}

async fn activity_line(
    db: &Db,
    programme: &Programme,
    (row, period): (&PlanRow, Date),
    one: Activity,
) -> Result<ActivityLine, Failure> {
    let mut measures = programme.measures().map(|(_, measure)| measure);
    let measure = measures.find(|measure| measure.id == Some(one.draft.measure));
    let steps = programme::steps(db, "activity", one.id.0).await?;
    let (budget, currency) = one.draft.budget.map(|one| (one.amount, one.currency)).unzip();
    Ok(ActivityLine {
        plan: row.agency.clone(),
        period,
        measure: measure.map(|measure| measure.key.clone()).unwrap_or_default(),
        starts: one.draft.starts,
        ends: one.draft.ends,
        budget,
        currency,
        words: one.draft.words,
        steps: moves(steps),
        evidence: evidence_lines(db, "activity", one.id.0).await?,
    })
}

/// The steps people moved an activity: proven, and done again once its evidence is refused, follow by
/// themselves.
fn moves(steps: Vec<Step<String>>) -> Vec<ActivityStep> {
    let (mut moves, mut was_proven) = (Vec::new(), false);
    for step in steps {
        let Some(state) = ActivityState::named(&step.state) else { continue };
        let follows = state == ActivityState::Proven || was_proven && state == ActivityState::Done;
        was_proven = state == ActivityState::Proven;
        if !follows {
            moves.push(ActivityStep { state, day: step.day, remark: step.remark });
        }
    }
    moves
}

async fn evidence_lines(db: &Db, subject: &str, id: i64) -> Result<Vec<EvidenceLine>, Failure> {
    let mut lines = Vec::new();
    for one in programme::evidence_of(db, subject, id).await? {
        let steps = programme::steps(db, "evidence", one.id.0).await?.into_iter();
        let steps = steps.filter_map(|step| {
            let state = EvidenceState::named(&step.state)?;
            Some(EvidenceStep { state, day: step.day, remark: step.remark })
        });
        lines.push(EvidenceLine { note: one.note, proof: one.proof, steps: steps.collect() });
    }
    Ok(lines)
}

async fn observation_lines(
    db: &Db,
    programme: &Programme,
) -> Result<Vec<ObservationLine>, Failure> {
    let mut observed = programme::observations(db, programme.id, EVER).await?;
    let mut lines = Vec::new();
    for indicator in programme::indicators(db, programme.id).await? {
        let mut own = observed.remove(&indicator.id).unwrap_or_default();
        // Engines sort letters with marks each in its own way.
        own.sort_by(|one, other| (one.year, &one.part).cmp(&(other.year, &other.part)));
        for one in own {
            let evidence = evidence_lines(db, "observation", one.id.0).await?;
            lines.push(ObservationLine {
                indicator: indicator.draft.key.clone(),
                year: one.year,
                part: one.part,
                value: one.value,
                day: one.day,
                source: one.source,
                evidence,
            });
        }
    }
    Ok(lines)
}
