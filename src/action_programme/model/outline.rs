//! A programme's outline: the act it rests on, who owes a plan and for which period, tasks and
//! measures. It is also the file a site folder keeps (`programmes/<key>.toml`). Not for what agencies
//! make of it.

use super::{MeasureId, PeriodId, ProgrammeId, TaskId};
use crate::agency::Agency;
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What something is called in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The name, in one line.
    pub title: String,
    /// What is said beside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The names of something, by language.
pub type Texts = BTreeMap<Language, Text>;

/// Reading the name of something.
pub trait Titles {
    /// The text in a language, else in any.
    fn text_in(&self, language: Language) -> Option<&Text>;

    /// The title in a language, else in any; empty where there is none.
    fn title_in(&self, language: Language) -> &str {
        self.text_in(language).map_or("", |text| text.title.as_str())
    }

    /// The note in a language, else in any; empty where there is none.
    fn note_in(&self, language: Language) -> &str {
        self.text_in(language).map_or("", |text| text.note.as_str())
    }
}

impl Titles for Texts {
    fn text_in(&self, language: Language) -> Option<&Text> {
        self.get(&language).or_else(|| self.values().next_back())
    }
}

/// An act a programme rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Its number and sign, such as `47/NQ-CP`.
    pub number: String,
    /// The day it was issued.
    pub date: Date,
    /// The entry that publishes it, such as `document/nq-47-2024`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Its full citation in each language, as Decree 30/2020/NĐ-CP asks.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
}

/// A group of bodies that owes a plan: the denominator is whoever of these kinds exists on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owes {
    /// Its name inside the program, such as `provinces`.
    pub group: String,
    /// The kinds of agencies, as the register names them.
    pub kinds: Vec<String>,
    /// The first day the group owes a plan; none is the first of the programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The first day it owes none any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// How many bodies there are by another source, to hold the register against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<i64>,
    /// Where that is known from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What the group is called.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
}

impl Owes {
    /// Whether the group owes a plan on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// Whether a body belongs to it.
    pub fn has(&self, agency: &Agency) -> bool {
        self.kinds.contains(&agency.kind)
    }
}

/// A period a plan is owed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its number in the store.
    #[serde(skip)]
    pub id: Option<PeriodId>,
    /// Its first day.
    pub starts: Date,
    /// Its last day.
    pub ends: Date,
    /// The last day on which a plan is in time; none where the act names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Where the deadline is known from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What the period is called.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
}

/// One thing to do under a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its number in the store.
    #[serde(skip)]
    pub id: Option<MeasureId>,
    /// Its name inside the programme, such as `3.2`.
    pub key: String,
    /// Its first day, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Date>,
    /// Its last day, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Date>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
}

/// A group of measures, numbered as the act numbers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its number in the store.
    #[serde(skip)]
    pub id: Option<TaskId>,
    /// Its number in the act, from 1.
    pub no: i64,
    /// What it says.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
    /// Its measures, in order.
    #[serde(default, rename = "measure", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// A programme as it is set out, without what agencies do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// The first day.
    pub starts: Date,
    /// The horizon: its last day.
    pub ends: Date,
    /// Where all this is known from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What the programme is called.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub words: Texts,
    /// The act it rests on.
    pub act: Act,
    /// The act above that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Act>,
    /// Who owes a plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owes: Vec<Owes>,
    /// For which periods.
    #[serde(default, rename = "period", skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
    /// What there is to do.
    #[serde(default, rename = "task", skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
}

impl Outline {
    /// The outline without the numbers of the store: what a file says.
    #[must_use]
    pub fn bare(&self) -> Outline {
        let mut bare = self.clone();
        for period in &mut bare.periods {
            period.id = None;
        }
        for task in &mut bare.tasks {
            task.id = None;
            for measure in &mut task.measures {
                measure.id = None;
            }
        }
        bare
    }
}

/// A programme as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its number.
    pub id: ProgrammeId,
    /// Its name in addresses and inside the program.
    pub key: String,
    /// How often it was set out; a change names the one it was made on.
    pub revision: i64,
    /// Its outline.
    pub outline: Outline,
}

impl Programme {
    /// What pages that show it depend on, and what every change of it touches.
    pub fn token(key: &str) -> String {
        format!("programme:{key}")
    }

    /// The period of a number.
    pub fn period(&self, id: PeriodId) -> Option<&Period> {
        self.outline.periods.iter().find(|period| period.id == Some(id))
    }

    /// The period plans are looked at for on a day: the last that has begun, else the first.
    pub fn period_on(&self, day: Date) -> Option<&Period> {
        let periods = &self.outline.periods;
        periods.iter().rev().find(|period| period.starts <= day).or_else(|| periods.first())
    }

    /// Every measure with its task.
    pub fn measures(&self) -> impl Iterator<Item = (&Task, &Measure)> {
        self.outline.tasks.iter().flat_map(|task| task.measures.iter().map(move |one| (task, one)))
    }

    /// The measure of a key.
    pub fn measure(&self, key: &str) -> Option<&Measure> {
        self.measures().map(|(_, measure)| measure).find(|measure| measure.key == key)
    }
}

/// What is wrong with an outline: the field and the key of the sentence that says it.
pub fn faults(outline: &Outline) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let mut wrong = |field: &str, key| found.push((field.to_owned(), key));
    if outline.starts > outline.ends {
        wrong("ends", "programme-fault-order");
    }
    if outline.words.values().all(|text| text.title.trim().is_empty()) {
        wrong("words", "programme-fault-title");
    }
    if outline.act.number.trim().is_empty() {
        wrong("act", "programme-fault-act");
    }
    if outline.owes.iter().any(|owes| owes.kinds.is_empty() || owes.group.is_empty()) {
        wrong("owes", "programme-fault-owes");
    }
    if outline.periods.iter().any(|period| period.starts > period.ends) {
        wrong("period", "programme-fault-order");
    }
    let numbers: BTreeSet<i64> = outline.tasks.iter().map(|task| task.no).collect();
    if numbers.len() != outline.tasks.len() || numbers.iter().any(|no| *no < 1) {
        wrong("task", "programme-fault-number");
    }
    let measures = || outline.tasks.iter().flat_map(|task| &task.measures);
    let keys: BTreeSet<&str> = measures().map(|measure| measure.key.as_str()).collect();
    if keys.len() != measures().count() || keys.contains("") {
        wrong("measure", "programme-fault-measure");
    }
    found
}
