//! An action programme in a site folder: `programmes/<key>.toml`. Its outline, who has which part in
//! which measure, plans, decisions that let one count for a successor, what its indicators are, and what
//! agencies did (`programme_work_file.rs`). Not for who did it: a folder names no person.

use super::entry_file::BadFile;
use super::programme_work_file::WorkLines;
use super::toml_json::{object_to_toml, table_to_json};
use crate::action_programme::{
    Aggregation, Direction, FedBy, Figure, Outline, Part, Stage, Texts, faults,
};
use crate::agency::Register;
use crate::platform::i18n::{Language, Words};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The folder in a site folder.
pub const PROGRAMMES: &str = "programmes";

/// A programme as its file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeFile {
    /// Its key: the name of the file.
    pub key: String,
    /// What is set out.
    pub outline: Outline,
    /// Who has which part in which measure now.
    pub assignments: Vec<AssignmentLine>,
    /// Plans, also those in draft.
    pub plans: Vec<PlanLine>,
    /// Plans that count for a successor.
    pub decisions: Vec<DecisionLine>,
    /// What its indicators are.
    pub indicators: Vec<IndicatorLine>,
    /// What agencies did.
    pub work: WorkLines,
}

/// An indicator as it is set out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorLine {
    /// Its name inside the programme.
    pub key: String,
    /// The number of the task it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<i64>,
    /// Which figures are better.
    pub direction: Direction,
    /// How parts come to one figure.
    pub aggregation: Aggregation,
    /// The year it began in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_year: Option<i16>,
    /// The figure it began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Figure>,
    /// By what it is told apart.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub parts: String,
    /// What of our own ledger feeds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fed_by: Option<FedBy>,
    /// Where the definition is known from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Where it is to be, by year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<i16, Figure>,
    /// Its name, and its definition as the note.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
    /// Its unit as the title, its method as the note.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub method: Texts,
}

/// An agency's part in a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentLine {
    /// The key of the measure.
    pub measure: String,
    /// The agency.
    pub agency: String,
    /// Its part.
    pub part: Part,
    /// The first day.
    pub from: Date,
}

/// An agency's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanLine {
    /// The agency that wrote it.
    pub agency: String,
    /// The first day of its period.
    pub period: Date,
    /// Its number and sign, cited; a draft may have none yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The day it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Date>,
    /// The first day it was handed in; none of a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Date>,
    /// How far it is: `draft`, `submitted`, `returned`, `accepted` or `locked`.
    pub stage: Stage,
    /// The entry that publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The key of the file of the library that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What is to be mended of one that was returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// A deadline of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Why it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_why: Option<String>,
    /// Why it is late, as its agency last said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_why: Option<String>,
}

impl PlanLine {
    /// A draft was not handed in; everything else was, under a number.
    fn is_whole(&self) -> bool {
        match self.stage {
            Stage::Draft => self.received.is_none(),
            _ => self.received.is_some() && !self.reference.trim().is_empty(),
        }
    }
}

/// A decision that a plan counts for another body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionLine {
    /// The agency that wrote the plan.
    pub plan: String,
    /// The first day of its period.
    pub period: Date,
    /// The body it counts for.
    pub counts_for: String,
    /// The day from which it does.
    pub day: Date,
    /// The document it stands in, cited.
    pub citation: String,
}

/// Reads a file and holds it against the register.
pub fn read_programme(
    name: &str,
    text: &str,
    register: &Register,
) -> Result<ProgrammeFile, BadFile> {
    let file = format!("{PROGRAMMES}/{name}");
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| BadFile::new(&file, &error))?;
    let Value::Object(mut fields) = table_to_json(table) else {
        return Err(BadFile::new(&file, "it is no table"));
    };
    let found = ProgrammeFile {
        key: name.trim_end_matches(".toml").to_owned(),
        assignments: lines(&file, &mut fields, "assignment")?,
        plans: lines(&file, &mut fields, "plan")?,
        decisions: lines(&file, &mut fields, "decision")?,
        indicators: lines(&file, &mut fields, "indicator")?,
        work: WorkLines {
            activities: lines(&file, &mut fields, "activity")?,
            task_evidence: lines(&file, &mut fields, "task_evidence")?,
            observations: lines(&file, &mut fields, "observation")?,
            hand_overs: lines(&file, &mut fields, "hand_over")?,
        },
        outline: serde_json::from_value(Value::Object(fields))
            .map_err(|error| BadFile::new(&file, &error))?,
    };
    if let Some((field, key)) = faults(&found.outline).into_iter().next() {
        return Err(BadFile::new(&file, &format!("{field}: {}", in_english(key))));
    }
    match found.stray(register) {
        Some(problem) => Err(BadFile::new(&file, &problem)),
        None => Ok(found),
    }
}

fn lines<T: DeserializeOwned>(
    file: &str,
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<Vec<T>, BadFile> {
    let given = fields.shift_remove(name).unwrap_or_else(|| Value::Array(Vec::new()));
    let wrong = |error: serde_json::Error| BadFile::new(file, &format!("{name}: {error}"));
    serde_json::from_value(given).map_err(wrong)
}

/// The command line speaks English.
fn in_english(key: &str) -> String {
    let english = "en".parse::<Language>().ok();
    let said = english.and_then(|english| Some(Words::built_in(english).ok()?.say(english, key)));
    said.unwrap_or_else(|| key.to_owned())
}

impl ProgrammeFile {
    /// The first thing that leads nowhere.
    fn stray(&self, register: &Register) -> Option<String> {
        let measures: Vec<&str> = self
            .outline
            .tasks
            .iter()
            .flat_map(|task| &task.measures)
            .map(|measure| measure.key.as_str())
            .collect();
        let period = |day| self.outline.periods.iter().any(|period| period.starts == day);
        let there = |key: &str, day| register.all_on(day).any(|body| body.key == key);
        for one in &self.assignments {
            if !measures.contains(&one.measure.as_str()) {
                return Some(format!("assignment: there is no measure {:?}", one.measure));
            }
            if !there(&one.agency, one.from) {
                return Some(format!("assignment: {} does not exist on {}", one.agency, one.from));
            }
        }
        for plan in &self.plans {
            if register.get(&plan.agency).is_none() {
                return Some(format!("plan: {} is not in agencies.csv", plan.agency));
            }
            if !period(plan.period) {
                return Some(format!("plan: no period begins on {}", plan.period));
            }
            if !plan.is_whole() {
                return Some(format!("plan: {} was not handed in under a number", plan.agency));
            }
        }
        for one in &self.decisions {
            let known = |plan: &PlanLine| plan.agency == one.plan && plan.period == one.period;
            if !self.plans.iter().any(known) || !there(&one.counts_for, one.day) {
                return Some(format!(
                    "decision: {} has no plan that could count for {}",
                    one.plan, one.counts_for
                ));
            }
        }
        let has_plan = |agency: &str, day: Date| {
            self.plans.iter().any(|plan| plan.agency == agency && plan.period == day)
        };
        let tasks: Vec<i64> = self.outline.tasks.iter().map(|task| task.no).collect();
        let indicators: Vec<&str> = self.indicators.iter().map(|one| one.key.as_str()).collect();
        self.work.stray(has_plan, (&measures, &tasks, &indicators))
    }
}

/// Writes a file.
pub fn write_programme(programme: &ProgrammeFile) -> Result<String, toml::ser::Error> {
    let mut fields = match serde_json::to_value(&programme.outline) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let lists = [
        ("assignment", serde_json::to_value(&programme.assignments)),
        ("plan", serde_json::to_value(&programme.plans)),
        ("decision", serde_json::to_value(&programme.decisions)),
        ("indicator", serde_json::to_value(&programme.indicators)),
        ("activity", serde_json::to_value(&programme.work.activities)),
        ("task_evidence", serde_json::to_value(&programme.work.task_evidence)),
        ("observation", serde_json::to_value(&programme.work.observations)),
        ("hand_over", serde_json::to_value(&programme.work.hand_overs)),
    ];
    for (name, list) in lists {
        if let Ok(Value::Array(list)) = list
            && !list.is_empty()
        {
            fields.insert(name.to_owned(), Value::Array(list));
        }
    }
    toml::to_string(&object_to_toml(fields))
}
