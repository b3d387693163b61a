//! The action programme: from a resolution to proof. Programme → task → measure → assignment →
//! agency's plan → activity → evidence, and what is computed from them: coverage against a
//! denominator named at a date, progress by one public method. Not for the bodies themselves (that is
//! `agency`), nor for a festival's timetable (that is a *schedule*).

mod actions;
mod model;
mod public;
pub mod rankings;
pub mod reports;
mod search;
mod store;
#[cfg(test)]
mod tests;

use crate::agency::Register;
use crate::platform::db::{Db, Result};

pub use actions::*;
pub use model::*;
pub use public::{
    body, coverage_csv, figures_csv, indicator, inputs_csv, list, report, report_file, show, task,
};
pub use search::leaves;
pub use store::{
    EvidenceRow, Input, Overdue, PlanRow, SheetRow, accepted, activities_of_plan, assignments,
    decisions, every_key, evidence_of, holders, indicators, inputs, observations, overdue,
    plan_of_activity, plans, plans_at, plans_held_by, programme, programme_keys, progress,
    progress_at, progress_of_measures, progress_of_plan, reasons, steps, texts, waiting,
};

/// Who has handed in a plan for a period, as of a day: plans and decisions as they were known, bodies
/// as the register has them.
pub async fn coverage_at(
    db: &Db,
    programme: &Programme,
    period: &Period,
    register: &Register,
    as_of: AsOf,
) -> Result<Coverage> {
    let plans = match period.id {
        Some(id) => store::plans_at(db, id, as_of).await?,
        None => Vec::new(),
    };
    let decisions = store::decisions(db, programme.id).await?;
    Ok(coverage(&programme.outline.owes, period, register, &plans, &decisions, as_of))
}
