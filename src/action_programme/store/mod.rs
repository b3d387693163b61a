//! How programmes are kept, a room for each use: `outline` for what is set out, `words` for names,
//! `steps` for what never changes (steps, holders, decisions), `plan`, `activity` and `evidence` for
//! what agencies do, `figures` for sums, `late` for what is overdue and why. Not for rules.

mod activity;
mod evidence;
mod figures;
mod indicator;
mod late;
mod outline;
mod plan;
mod remind;
mod sheet;
mod steps;
mod words;

pub use activity::{
    activities_of_plan, activity, activity_with_words, assignments, assignments_of,
    change_activity, end_assignment, hold_activity, new_activity, new_assignment,
    open_activities_of, owed_activities, plan_of_activity, set_activity_state,
};
pub use evidence::{
    EvidenceRow, accepted_count, evidence, evidence_of, new_evidence, set_evidence_state, waiting,
};
pub use figures::{Input, inputs, progress, progress_at, progress_of_plan};
pub use indicator::{
    has_observation, indicator_head, indicators, new_observation, observations, put_indicator,
};
pub use late::{Overdue, accepted, overdue, overdue_at, progress_of_measures, reasons};
pub use outline::{
    drop_measure, drop_period, drop_task, every_key, headers, is_measure_used, new_programme,
    programme, programme_keys, put_measure, put_owes, put_period, put_task, revise, task_is_empty,
};
pub use plan::{
    PlanRow, change_plan, hold_plan, new_plan, open_plans_of, plan, plan_of, plans, plans_at,
    plans_held_by, set_due, set_stage,
};
pub use remind::new_reminder;
pub use sheet::{SheetRow, new_sheet, sheet, sheet_taken_back, sheets, words_of};
pub use steps::{Held, decisions, held_by, holders, new_decision, new_holding, new_step, steps};
pub use words::{put_words, texts};

use jiff::civil::Date;

/// A day as it is kept: text that sorts as days do.
fn day(text: &str) -> Date {
    text.parse().unwrap_or(Date::ZERO)
}

fn some_day(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
