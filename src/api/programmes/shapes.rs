//! What an outline looks like, for the description of the API alone: it is read and written by the
//! programme's own types.

use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What something is called in one language.
#[derive(ToSchema)]
#[schema(as = ProgrammeText)]
#[expect(dead_code, reason = "it only describes")]
pub struct TextShape {
    /// The name, in one line.
    title: String,
    /// What is said beside it.
    #[schema(required = false)]
    note: String,
}

/// An act a programme rests on.
#[derive(ToSchema)]
#[schema(as = ProgrammeAct)]
#[expect(dead_code, reason = "it only describes")]
pub struct ActShape {
    /// Its number and sign, such as `47/NQ-CP`.
    #[schema(min_length = 1)]
    number: String,
    /// The day it was issued.
    #[schema(format = Date)]
    date: String,
    /// The entry that publishes it, such as `document/nq-47-2024`.
    entry: Option<String>,
    /// Its full citation by language.
    #[schema(required = false)]
    words: BTreeMap<String, TextShape>,
}

/// A group of bodies that owes a plan.
#[derive(ToSchema)]
#[schema(as = ProgrammeOwes)]
#[expect(dead_code, reason = "it only describes")]
pub struct OwesShape {
    /// Its name inside the programme.
    #[schema(min_length = 1)]
    group: String,
    /// The kinds of bodies, as the register names them.
    #[schema(min_items = 1)]
    kinds: Vec<String>,
    /// The first day the group owes a plan.
    #[schema(format = Date)]
    from: Option<String>,
    /// The first day it owes none any more.
    #[schema(format = Date)]
    to: Option<String>,
    /// How many bodies there are by another source.
    stated: Option<i64>,
    /// Where that is known from.
    #[schema(required = false)]
    source: String,
    /// What the group is called, by language.
    #[schema(required = false)]
    words: BTreeMap<String, TextShape>,
}

/// A period plans are owed for.
#[derive(ToSchema)]
#[schema(as = ProgrammePeriod)]
#[expect(dead_code, reason = "it only describes")]
pub struct PeriodShape {
    /// Its first day.
    #[schema(format = Date)]
    starts: String,
    /// Its last day.
    #[schema(format = Date)]
    ends: String,
    /// The last day on which a plan is in time.
    #[schema(format = Date)]
    due: Option<String>,
    /// Where the deadline is known from.
    #[schema(required = false)]
    source: String,
    /// What it is called, by language.
    #[schema(required = false)]
    words: BTreeMap<String, TextShape>,
}

/// One thing to do under a task.
#[derive(ToSchema)]
#[schema(as = ProgrammeMeasure)]
#[expect(dead_code, reason = "it only describes")]
pub struct MeasureShape {
    /// Its name inside the programme, such as `3.2`.
    #[schema(min_length = 1)]
    key: String,
    /// Its first day.
    #[schema(format = Date)]
    starts: Option<String>,
    /// Its last day.
    #[schema(format = Date)]
    ends: Option<String>,
    /// What it says, by language.
    #[schema(required = false)]
    words: BTreeMap<String, TextShape>,
}

/// A group of measures.
#[derive(ToSchema)]
#[schema(as = ProgrammeTask)]
#[expect(dead_code, reason = "it only describes")]
pub struct TaskShape {
    /// Its number in the act, from 1.
    #[schema(minimum = 1)]
    no: i64,
    /// What it says, by language.
    #[schema(required = false)]
    words: BTreeMap<String, TextShape>,
    /// Its measures, in order.
    #[schema(required = false)]
    measure: Vec<MeasureShape>,
}

/// A programme as it is set out.
#[derive(ToSchema)]
#[schema(as = ProgrammeOutline)]
#[expect(dead_code, reason = "it only describes")]
pub struct OutlineShape {
    /// The first day.
    #[schema(format = Date)]
    starts: String,
    /// The last day.
    #[schema(format = Date)]
    ends: String,
    /// Where all this is known from.
    #[schema(required = false)]
    source: String,
    /// What the programme is called, by language.
    words: BTreeMap<String, TextShape>,
    /// The act it rests on.
    act: ActShape,
    /// The act above that one.
    parent: Option<ActShape>,
    /// Who owes a plan.
    #[schema(required = false)]
    owes: Vec<OwesShape>,
    /// For which periods.
    #[schema(required = false)]
    period: Vec<PeriodShape>,
    /// What there is to do.
    #[schema(required = false)]
    task: Vec<TaskShape>,
}
