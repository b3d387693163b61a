//! A report as a value: everything it says, with the names bodies had on its day. It is kept whole at
//! the moment it is issued, so no later merger, change of a name or late entry can change it. Not for
//! how it is put into words and set: that is `letter.rs` and `workbook.rs`.

use super::span::ReportPeriod;
use crate::action_programme::model::{
    Act, ActivityId, ActivityState, Figure, Reached, ReportId, Standing, Tally, Text, Texts,
};
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a body is called, by language.
pub type Names = BTreeMap<Language, String>;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The method its progress is computed by.
    pub method: String,
    /// The programme.
    pub programme: Subject,
    /// What it is of.
    pub period: ReportPeriod,
    /// The last day its figures are of.
    pub cut_off: Date,
    /// The last day on which it is in time.
    pub due: Date,
    /// Rows written after this moment are not in it, in milliseconds since 1970.
    pub known_at: i64,
    /// What stands on its paper.
    pub paper: Paper,
    /// What the body that issues it was called on the day of issue; empty if it did not exist then.
    pub issuer: Names,
    /// What the body above that one was called.
    pub superior: Option<Names>,
    /// What each other body named here was called on the cut-off.
    pub names: BTreeMap<String, Names>,
    /// Who had handed in a plan.
    pub coverage: Option<Covered>,
    /// Tasks with their measures.
    pub tasks: Vec<TaskLine>,
    /// Every activity that was not stopped, as it stood.
    pub activities: Vec<ActivityLine>,
    /// Activities whose last day is over and that are not done, the longest first.
    pub overdue: Vec<OverdueLine>,
    /// Indicators as they stood.
    pub indicators: Vec<IndicatorLine>,
    /// How things stood on the last day before the period.
    pub before: Before,
}

/// The programme a report is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub words: Texts,
    /// The act it rests on.
    pub act: Act,
    /// The act above that one.
    pub parent: Option<Act>,
}

/// What stands on a report's paper beside what it says (Decree 30/2020/NĐ-CP, Article 8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The body that issues it, by its key.
    pub issuer: String,
    /// Number and sign; empty until a registry gives them.
    pub reference: String,
    /// Where it is issued.
    pub place: String,
    /// The day it is issued.
    pub issued_on: Date,
    /// The post of whoever signs, a line each; never a person's name.
    pub signing: Vec<String>,
    /// Who gets it, a line each.
    pub recipients: Vec<String>,
}

/// Who had handed in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// What the period of the plans is called.
    pub words: Texts,
    /// The deadline, where there is one.
    pub due: Option<Date>,
    /// Group by group.
    pub groups: Vec<GroupLine>,
}

/// A group of bodies that owe a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupLine {
    /// What it is called.
    pub words: Texts,
    /// Its bodies.
    pub bodies: Vec<BodyLine>,
}

impl GroupLine {
    /// How many have handed in.
    pub fn received(&self) -> usize {
        self.bodies.iter().filter(|body| body.standing.counts()).count()
    }
}

/// A body that owes a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyLine {
    /// Its key.
    pub agency: String,
    /// How it stood.
    pub standing: Standing,
    /// Number and sign of its plan.
    pub plan: String,
    /// The body that wrote the plan, where it is another one, and the decision by which it counts.
    pub by: Option<(String, String)>,
    /// Why it is late, as it said itself.
    pub reason: Option<String>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLine {
    /// Its number in the act.
    pub no: i64,
    /// What it says.
    pub words: Texts,
    /// Its activities, counted.
    pub tally: Tally,
    /// Its measures.
    pub measures: Vec<MeasureLine>,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureLine {
    /// Its key.
    pub key: String,
    /// What it says.
    pub words: Texts,
    /// Its activities, counted.
    pub tally: Tally,
    /// The bodies that lead.
    pub leads: Vec<String>,
    /// The bodies that take part.
    pub with: Vec<String>,
}

/// An activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityLine {
    /// Its number.
    pub id: ActivityId,
    /// The number of its task.
    pub task: i64,
    /// The key of its measure.
    pub measure: String,
    /// The body whose plan it stands in.
    pub agency: String,
    /// What it is called; nothing while its plan is a draft.
    pub words: Texts,
    /// Its first day.
    pub starts: Date,
    /// Its last day.
    pub ends: Date,
    /// How far it was.
    pub state: ActivityState,
    /// How many pieces of its evidence were accepted.
    pub accepted: i64,
}

/// An activity that is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverdueLine {
    /// The key of its measure.
    pub measure: String,
    /// The body that answers for it.
    pub held_by: String,
    /// What it is called.
    pub words: Texts,
    /// Its last day.
    pub ends: Date,
    /// How many days ago that was.
    pub days: i32,
    /// Why, as the body said.
    pub reason: Option<String>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorLine {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub words: Texts,
    /// Its unit, as the title.
    pub method: Texts,
    /// Where it began.
    pub baseline: Option<(i16, Figure)>,
    /// The newest year with a figure, and the figure.
    pub latest: Option<(i16, Figure)>,
    /// Where it is to be.
    pub target: Option<(i16, Figure)>,
    /// How it stood.
    pub reached: Reached,
}

/// How things stood on the last day before the period, by what is known now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// How many bodies had handed in a plan.
    pub received: usize,
    /// The activities, counted.
    pub tally: Tally,
}

/// What a report comes to: the figures the public page shows of the same day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Bodies that have handed in a plan.
    pub received: usize,
    /// Bodies that owe one.
    pub of: usize,
    /// Bodies that are late.
    pub late: usize,
    /// The activities, counted.
    pub tally: Tally,
    /// Activities that are late.
    pub overdue: usize,
    /// Pieces of evidence accepted for activities.
    pub evidence: i64,
    /// Indicators that are achieved.
    pub achieved: usize,
    /// Indicators in all.
    pub indicators: usize,
}

impl Report {
    /// What it comes to.
    pub fn totals(&self) -> Totals {
        let bodies = || self.bodies().map(|(_, body)| body);
        let late = |body: &&BodyLine| matches!(body.standing, Standing::Late { .. });
        let reached = |one: &&IndicatorLine| one.reached == Reached::Achieved;
        Totals {
            received: bodies().filter(|body| body.standing.counts()).count(),
            of: bodies().count(),
            late: bodies().filter(late).count(),
            tally: self.tasks.iter().fold(Tally::default(), |sum, task| sum.and(task.tally)),
            overdue: self.overdue.len(),
            evidence: self.activities.iter().map(|one| one.accepted).sum(),
            achieved: self.indicators.iter().filter(reached).count(),
            indicators: self.indicators.len(),
        }
    }

    /// Every body that owes a plan, with its group.
    pub fn bodies(&self) -> impl Iterator<Item = (&GroupLine, &BodyLine)> {
        let groups = self.coverage.iter().flat_map(|covered| &covered.groups);
        groups.flat_map(|group| group.bodies.iter().map(move |body| (group, body)))
    }

    /// What a body was called.
    pub fn name(&self, agency: &str, language: Language) -> String {
        let names = self.names.get(agency);
        names.map_or_else(|| agency.to_owned(), |names| in_language(names, language))
    }

    /// Its unit, of an indicator.
    pub fn unit(one: &IndicatorLine, language: Language) -> &str {
        let text: Option<&Text> =
            one.method.get(&language).or_else(|| one.method.values().next_back());
        text.map_or("", |text| text.title.as_str())
    }
}

/// A name in a language, else in any.
pub fn in_language(names: &Names, language: Language) -> String {
    names.get(&language).or_else(|| names.values().next_back()).cloned().unwrap_or_default()
}

/// The form of a report's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileForm {
    /// The letter, to be read and archived.
    Pdf,
    /// The letter, to be numbered and signed.
    Docx,
    /// Its tables, to be computed with.
    Xlsx,
}

impl FileForm {
    /// Every form, in the order people are offered them.
    pub const ALL: [FileForm; 3] = [FileForm::Pdf, FileForm::Docx, FileForm::Xlsx];

    /// The end of its files' names.
    pub fn ending(self) -> &'static str {
        match self {
            FileForm::Pdf => "pdf",
            FileForm::Docx => "docx",
            FileForm::Xlsx => "xlsx",
        }
    }
}

/// A file of a report, made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    /// Its name: language and form, such as `vi.pdf`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file of an issued report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Its name: language and form, such as `vi.pdf`.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal; the file store has it under this name.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: i64,
}

/// Files in the order people are offered them: those of a language first, to read, to sign, to compute
/// with.
pub fn offered(files: &[KeptFile], language: Language) -> Vec<&KeptFile> {
    let own = format!("{language}.");
    let place = |file: &&KeptFile| {
        let form = FileForm::ALL.iter().position(|form| file.name.ends_with(form.ending()));
        (!file.name.starts_with(&own), file.name.split('.').next().map(str::to_owned), form)
    };
    let mut files: Vec<&KeptFile> = files.iter().collect();
    files.sort_by_key(place);
    files
}

/// Why a report no longer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// By whom, as the change log names actors.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A report that was issued; it never changes, and is withdrawn at most once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its number.
    pub id: ReportId,
    /// What it is of.
    pub period: ReportPeriod,
    /// The last day its figures are of.
    pub cut_off: Date,
    /// The last day on which it was in time.
    pub due: Date,
    /// Number and sign.
    pub reference: String,
    /// The day it was issued.
    pub issued_on: Date,
    /// The body that issued it.
    pub issuer: String,
    /// When it was recorded, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
    /// Why it no longer stands.
    pub withdrawn: Option<Withdrawal>,
    /// Its files.
    pub files: Vec<KeptFile>,
}

/// A report as it was kept where it was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReport {
    /// What it says, as JSON, letter by letter as it was written down when it was issued.
    pub value: String,
    /// The same, read.
    pub report: Report,
    /// When it was recorded, in milliseconds since 1970.
    pub made_at: i64,
    /// When and why it was withdrawn, in milliseconds since 1970.
    pub withdrawn: Option<(i64, String)>,
    /// Its files.
    pub files: Vec<KeptFile>,
}

/// What is wrong with a report that is to be issued: the field and the key of the sentence that says it.
pub fn faults(report: &Report, (starts, today): (Date, Date)) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let mut wrong = |field: &str, key| found.push((field.to_owned(), key));
    if report.cut_off > today {
        wrong("cut_off", "report-fault-ahead");
    }
    if report.cut_off < starts {
        wrong("cut_off", "report-fault-before");
    }
    if report.due < report.cut_off {
        wrong("due", "report-fault-due");
    }
    if report.paper.issued_on < report.cut_off || report.paper.issued_on > today {
        wrong("issued_on", "report-fault-issued");
    }
    if report.paper.place.trim().is_empty() {
        wrong("place", "report-fault-place");
    }
    if report.issuer.is_empty() {
        wrong("issuer", "report-fault-issuer");
    }
    found
}
