//! What agencies did under a programme, as its file in a site folder says it: activities with the steps
//! they took, evidence with what became of it, what was observed of indicators, hand-overs. Not for the
//! outline and plans: that is `programmes_file.rs`.

use crate::action_programme::{ActivityState, EvidenceState, Figure, Proof, Texts};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An activity of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityLine {
    /// The agency that wrote the plan.
    pub plan: String,
    /// The first day of the plan's period.
    pub period: Date,
    /// The key of the measure it serves.
    pub measure: String,
    /// Its first day.
    pub starts: Date,
    /// Its last day.
    pub ends: Date,
    /// What it may cost, in whole units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<i64>,
    /// The currency by ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
    /// The steps people moved it, the first being that it was planned. That it is proven follows from its
    /// evidence.
    #[serde(rename = "step")]
    pub steps: Vec<ActivityStep>,
    /// Its evidence.
    #[serde(default, rename = "evidence", skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceLine>,
}

/// A step an activity took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityStep {
    /// To which state.
    pub state: ActivityState,
    /// The day it counts from.
    pub day: Date,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceLine {
    /// One sentence on what it shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What is put forward.
    pub proof: Proof,
    /// What became of it, the first being that it was offered.
    #[serde(rename = "step")]
    pub steps: Vec<EvidenceStep>,
}

/// A step a piece of evidence took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceStep {
    /// To which state.
    pub state: EvidenceState,
    /// The day it counts from.
    pub day: Date,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// Evidence of a task as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskEvidenceLine {
    /// The number of the task in the act.
    pub task: i64,
    /// The evidence.
    pub evidence: EvidenceLine,
}

/// What was observed of an indicator; the newest of its year and part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservationLine {
    /// The indicator's key.
    pub indicator: String,
    /// The year it is of.
    pub year: i16,
    /// The part it is of; empty is the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// The figure.
    pub value: Figure,
    /// The day it was observed.
    pub day: Date,
    /// Where it was read.
    pub source: String,
    /// Its evidence.
    #[serde(default, rename = "evidence", skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceLine>,
}

/// A decision that open work goes to another body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOverLine {
    /// The body that ended.
    pub from: String,
    /// The body that takes over.
    pub to: String,
    /// The day from which it does.
    pub day: Date,
    /// The document it stands in, cited.
    pub citation: String,
}

/// What agencies did under a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkLines {
    /// Activities, by plan and last day.
    pub activities: Vec<ActivityLine>,
    /// Evidence of tasks.
    pub task_evidence: Vec<TaskEvidenceLine>,
    /// Observations.
    pub observations: Vec<ObservationLine>,
    /// Hand-overs, oldest first.
    pub hand_overs: Vec<HandOverLine>,
}

impl WorkLines {
    /// The first thing that leads nowhere: plans, measures, tasks and indicators of the same file are
    /// asked for by name.
    pub fn stray(
        &self,
        has_plan: impl Fn(&str, Date) -> bool,
        (measures, tasks, indicators): (&[&str], &[i64], &[&str]),
    ) -> Option<String> {
        for one in &self.activities {
            if !has_plan(&one.plan, one.period) {
                return Some(format!("activity: {} has no plan from {}", one.plan, one.period));
            }
            if !measures.contains(&one.measure.as_str()) {
                return Some(format!("activity: there is no measure {:?}", one.measure));
            }
            if one.steps.first().is_none_or(|step| step.state != ActivityState::Planned) {
                return Some(format!("activity: {} was not planned first", one.plan));
            }
            if one.steps.iter().any(|step| step.state == ActivityState::Proven) {
                return Some("activity: proven follows from evidence and is no step".to_owned());
            }
        }
        let evidence = self.activities.iter().flat_map(|one| &one.evidence);
        let evidence = evidence.chain(self.observations.iter().flat_map(|one| &one.evidence));
        let mut evidence = evidence.chain(self.task_evidence.iter().map(|one| &one.evidence));
        let offered = |one: &EvidenceLine| {
            one.steps.first().is_some_and(|step| step.state == EvidenceState::Offered)
        };
        if evidence.any(|one| !offered(one)) {
            return Some("evidence: it was not offered first".to_owned());
        }
        if let Some(one) = self.task_evidence.iter().find(|one| !tasks.contains(&one.task)) {
            return Some(format!("task_evidence: there is no task {}", one.task));
        }
        let known = |one: &&ObservationLine| !indicators.contains(&one.indicator.as_str());
        let stray = self.observations.iter().find(known)?;
        Some(format!("observation: there is no indicator {:?}", stray.indicator))
    }
}
