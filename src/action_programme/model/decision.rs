//! Decisions about bodies that end: whose plan counts for whom, and who takes up the work. Nothing
//! of the kind is ever inferred from a merger: somebody decided it, and the decision is cited. Not for
//! the mergers themselves: those are the register's.

use super::{DecisionId, PlanId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// A plan of the one body counts for the other.
    CountsFor,
    /// The open work of the one body goes to the other.
    HandOver,
}

impl Ruling {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Ruling::CountsFor => "counts_for",
            Ruling::HandOver => "hand_over",
        }
    }

    /// The ruling of a name.
    pub fn named(name: &str) -> Option<Ruling> {
        [Ruling::CountsFor, Ruling::HandOver].into_iter().find(|ruling| ruling.name() == name)
    }
}

/// A decision as it is kept; it never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number.
    pub id: DecisionId,
    /// What was decided.
    pub what: Ruling,
    /// The body whose plan or work it is.
    pub from: String,
    /// The body it counts for or goes to.
    pub to: String,
    /// The plan, where it is about one.
    pub plan: Option<PlanId>,
    /// The document it stands in, cited.
    pub citation: String,
    /// The entry that publishes that document.
    pub entry: Option<String>,
    /// The day from which it holds.
    pub day: Date,
    /// When it was recorded, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
}
