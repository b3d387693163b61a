//! Progress, by one public method: the share of activities that are done *and* proven among those
//! that were not stopped, of plans that were handed in: what stands in a draft is nobody's promise yet. No weights, no estimates, nothing a person enters as a percentage; the
//! inputs are exported beside the figure. Not for coverage and not for indicators.

use super::{ActivityState, TaskId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The method's name and version. A change of the rule is a new name, and charts break there.
pub const METHOD: &str = "proven-activities/2";

/// Activities counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Those that are done and have accepted evidence.
    pub proven: i64,
    /// Those that are done by their agency's own word, without accepted evidence yet.
    pub done: i64,
    /// All of plans that were handed in, but those that were stopped.
    pub all: i64,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Tally) -> Tally {
        Tally {
            proven: self.proven + other.proven,
            done: self.done + other.done,
            all: self.all + other.all,
        }
    }

    /// One more, as far as it is.
    #[must_use]
    pub fn with(self, state: ActivityState) -> Tally {
        self.and(Tally {
            proven: i64::from(state == ActivityState::Proven),
            done: i64::from(state == ActivityState::Done),
            all: i64::from(state != ActivityState::Stopped),
        })
    }
}

/// The activities of a programme, task by task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// By task; a task without an activity is not in it.
    pub tasks: BTreeMap<TaskId, Tally>,
}

impl Progress {
    /// One task's.
    pub fn of(&self, task: TaskId) -> Tally {
        self.tasks.get(&task).copied().unwrap_or_default()
    }

    /// The whole programme's.
    pub fn whole(&self) -> Tally {
        self.tasks.values().fold(Tally::default(), |sum, one| sum.and(*one))
    }
}

/// The share in whole hundredths, rounded down so that 100 % is said only of all; `None` of nothing.
pub fn share(tally: Tally) -> Option<i64> {
    (tally.all > 0).then(|| tally.proven * 100 / tally.all)
}
