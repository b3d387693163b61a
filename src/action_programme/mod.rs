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
mod stratml;
#[cfg(test)]
mod tests;

use crate::agency::Register;
use crate::platform::db::{Db, Result};
use jiff::civil::Date;

pub use actions::*;
pub use model::*;
pub use public::{
    body, coverage_csv, figures_csv, indicator, inputs_csv, list, part_name, report, report_file,
    show, stratml, stratml_plan, stratml_report, task,
};
pub use search::leaves;
pub use store::{
    EvidenceRow, Held, Input, Overdue, PlanRow, SheetRow, accepted, activities_of_plan,
    activity_with_words, assignments, decisions, every_key, evidence, evidence_of, held_by,
    holders, indicators, inputs, observations, owed_activities, plan, plan_of, plan_of_activity,
    plans, plans_at, plans_held_by, programme, programme_keys, progress, progress_at,
    progress_of_measures, progress_of_plan, reasons, steps, texts, waiting,
};

pub use stratml::StratmlPart;

/// Whether a look back sees all there is: then rows say as they stand what steps say as they stood,
/// for no step is dated after the day it is taken.
fn sees_all(as_of: AsOf, today: Date) -> bool {
    as_of.day >= today && as_of.known_at == i64::MAX
}

/// A programme's progress as of a day.
pub async fn progress_on(
    db: &Db,
    programme: ProgrammeId,
    (as_of, today): (AsOf, Date),
) -> Result<Progress> {
    if sees_all(as_of, today) {
        return store::progress(db, programme).await;
    }
    store::progress_at(db, programme, as_of).await
}

/// Activities overdue as of a day, the longest first: at most `limit`, and how many there are.
pub async fn overdue(
    db: &Db,
    programme: ProgrammeId,
    (as_of, today): (AsOf, Date),
    limit: i64,
) -> Result<(Vec<Overdue>, i64)> {
    if sees_all(as_of, today) {
        return store::overdue(db, programme, as_of.day, limit).await;
    }
    store::overdue_at(db, programme, as_of, limit).await
}

/// Bodies that have ended and still have work of the programme in their hands: somebody must decide who
/// takes it up.
pub async fn to_hand_over(
    db: &Db,
    programme: ProgrammeId,
    register: &Register,
    today: Date,
) -> Result<Vec<Held>> {
    let ended = |one: &&crate::agency::Agency| one.valid_to.is_some_and(|day| day <= today);
    let ended: Vec<&str> = register.all().filter(ended).map(|one| one.key.as_str()).collect();
    if ended.is_empty() {
        return Ok(Vec::new());
    }
    store::held_by(db, programme, &ended).await
}

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
