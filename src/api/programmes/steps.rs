//! The way plans and activities went, step by step. Not for taking a step: that is done where the thing stands.

use super::Room;
use crate::action_programme::{self as programme, Step};
use crate::api::moments::Moment;
use crate::api::problem::Answered;
use crate::api::reply::Reply;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A step something took.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeStep)]
pub struct StepView {
    /// To which stage or state.
    state: String,
    /// The day it counts from.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// When it was written down.
    made_at: Moment,
    /// By whom, as the log names actors.
    made_by: String,
    /// What was said with it.
    remark: Option<String>,
}

/// The way something went.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeStepList)]
pub struct StepList {
    /// Its steps, oldest first.
    items: Vec<StepView>,
}

impl From<Step<String>> for StepView {
    fn from(step: Step<String>) -> StepView {
        StepView {
            state: step.state,
            day: step.day,
            made_at: Moment(step.made_at),
            made_by: step.made_by,
            remark: step.remark,
        }
    }
}

impl Room {
    /// The steps a plan or an activity took, for whoever was found to see it.
    pub(super) async fn way(&self, subject: &str, id: i64) -> Answered {
        let steps = programme::steps(&self.portal.db, subject, id).await?;
        Ok(Reply::of(&StepList { items: steps.into_iter().map(StepView::from).collect() }))
    }
}
