//! What is true of an action programme, a room for each subject: its outline, the workflow, plans and
//! their coverage, activities and their evidence, progress. Not for HTTP, SQL or templates.

mod activity;
mod coverage;
mod decision;
mod indicator;
mod outline;
mod progress;
mod sheet;
mod stage;

pub use activity::{
    Activity, ActivityDraft, ActivityState, Assignment, Budget, Evidence, EvidenceOf,
    EvidenceState, Offer, Part, Proof,
};
pub use coverage::{Body, Coverage, GroupCoverage, Handed, PlanAt, Standing, coverage};
pub use decision::{Decision, Ruling};
pub use indicator::{
    Aggregation, Direction, FedBy, Figure, InYear, Indicator, IndicatorDraft, NoFigure,
    Observation, Reached, YearFigure,
};
pub use outline::{
    Act, Measure, Outline, Owes, Period, Programme, Task, Text, Texts, Titles, faults,
};
pub use progress::{METHOD, Progress, Tally, share};
pub use sheet::{
    COLUMNS, SheetFault, SheetLine, SheetPlan, headings, read_budget, read_sheet, write_line,
};
pub use stage::{Side, Stage, Step};

use crate::people::{Actor, Grant, Right, Role, Scope};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Numbers of rows, each a type of its own.
macro_rules! numbers {
    ($($(#[$about:meta])* $name:ident;)*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }
    )*};
}

numbers! {
    /// A programme.
    ProgrammeId;
    /// A task of a programme.
    TaskId;
    /// A measure of a task.
    MeasureId;
    /// A period plans are owed for.
    PeriodId;
    /// An agency's share in a measure.
    AssignmentId;
    /// An agency's plan.
    PlanId;
    /// An activity of a plan.
    ActivityId;
    /// A piece of evidence.
    EvidenceId;
    /// A recorded decision.
    DecisionId;
    /// An indicator.
    IndicatorId;
    /// What was observed of an indicator.
    ObservationId;
    /// An issued report.
    ReportId;
}

/// From where one looks back: what held on a day, as far as it was known at a moment. A report with
/// the same cut-off reads the same rows for ever, whatever is entered later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day looked at.
    pub day: Date,
    /// Rows made after this moment are left out, in milliseconds since 1970.
    pub known_at: i64,
}

impl AsOf {
    /// A day as it is known now and for ever after.
    pub fn day(day: Date) -> AsOf {
        AsOf { day, known_at: i64::MAX }
    }
}

/// Whether somebody runs the programmes of this site.
pub fn coordinates(actor: &Actor) -> bool {
    actor.may(Right::Coordinate, &Scope::site())
}

/// Whether somebody may read what is not public of a programme: who runs it, who inspects it, who
/// works for any body that has a share in it.
pub fn may_look(actor: &Actor) -> bool {
    coordinates(actor)
        || actor.may(Right::Inspect, &Scope::site())
        || !own_agencies(actor).is_empty()
}

/// Whether somebody acts for an agency: her grant is narrowed to it, with a role that writes.
pub fn acts_for(actor: &Actor, agency: &str) -> bool {
    grants(actor).iter().any(|grant| writes_for(grant).is_some_and(|own| own == agency))
}

/// The agencies somebody acts for, in the order of her grants.
pub fn own_agencies(actor: &Actor) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for agency in grants(actor).iter().filter_map(writes_for) {
        if !found.contains(&agency) {
            found.push(agency);
        }
    }
    found
}

fn grants(actor: &Actor) -> &[Grant] {
    match actor {
        Actor::Person(person) => &person.grants,
        Actor::Program(program) => &program.grants,
        Actor::Operator | Actor::Scheduler => &[],
    }
}

/// The agency a grant lets somebody write plans for. A grant for a section is one for news alone.
fn writes_for(grant: &Grant) -> Option<&str> {
    let writes = !matches!(grant.role, Role::Translator | Role::Inspector);
    grant.agency.as_deref().filter(|_| writes && grant.section.is_none())
}
