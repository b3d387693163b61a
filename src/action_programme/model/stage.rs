//! The workflow that plans and reports share: draft → submitted → returned with a remark → accepted
//! → locked. Not for activities and evidence, which have states of their own.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far a plan or a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Its agency works on it.
    Draft,
    /// Handed in; the coordinator has it.
    Submitted,
    /// Back at its agency, with a remark that says what to mend.
    Returned,
    /// The coordinator has accepted it.
    Accepted,
    /// Closed for good: nothing in it changes any more.
    Locked,
}

/// Who may take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The agency whose it is.
    Agency,
    /// Who runs the programme.
    Coordinator,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Stage; 5] =
        [Stage::Draft, Stage::Submitted, Stage::Returned, Stage::Accepted, Stage::Locked];

    /// The name in the store, in files and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Submitted => "submitted",
            Stage::Returned => "returned",
            Stage::Accepted => "accepted",
            Stage::Locked => "locked",
        }
    }

    /// The stage of a name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Who may take the step to another stage; `None` when there is no such step.
    pub fn step_to(self, to: Stage) -> Option<Side> {
        match (self, to) {
            (Stage::Draft | Stage::Returned, Stage::Submitted) => Some(Side::Agency),
            (Stage::Submitted | Stage::Accepted, Stage::Returned)
            | (Stage::Submitted, Stage::Accepted)
            | (Stage::Accepted, Stage::Locked) => Some(Side::Coordinator),
            _ => None,
        }
    }

    /// Whether its agency may still write in it.
    pub fn is_open(self) -> bool {
        matches!(self, Stage::Draft | Stage::Returned)
    }

    /// Whether it counts as handed in. One that was returned does not until it comes again.
    pub fn is_handed_in(self) -> bool {
        matches!(self, Stage::Submitted | Stage::Accepted | Stage::Locked)
    }
}

/// A step something took: never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<S> {
    /// To which state.
    pub state: S,
    /// The day it counts from.
    pub day: Date,
    /// When it was written down, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
    /// What was said with it.
    pub remark: Option<String>,
}
