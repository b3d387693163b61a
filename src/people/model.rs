//! Actors and rights. An account of the desk will be an actor like the two that exist without one.

use std::fmt;

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The operator at the command line: imports, settings, everything.
    Operator,
    /// The program itself when an hour that an editor has set comes.
    Scheduler,
}

/// What somebody may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Save an edition of an entry.
    Save,
    /// Make an edition public, or take it down.
    Publish,
    /// Change the site's settings, its agencies and places.
    Govern,
}

impl Actor {
    /// Whether this actor holds a right.
    pub fn may(self, right: Right) -> bool {
        match self {
            Actor::Operator => true,
            Actor::Scheduler => right == Right::Publish,
        }
    }

    /// The name in the change log.
    pub fn name(self) -> &'static str {
        match self {
            Actor::Operator => "operator",
            Actor::Scheduler => "scheduler",
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheduler_publishes_and_does_nothing_else() {
        assert!(Actor::Scheduler.may(Right::Publish));
        assert!(!Actor::Scheduler.may(Right::Save));
        assert!(!Actor::Scheduler.may(Right::Govern));
    }
}
