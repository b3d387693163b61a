//! The life of an entry in one language: what readers get of it (its *state*), and how far the
//! newest edition has come on its way to them (its *stage*). The rules stand here and nowhere else.
//! Not for who may do it: that is a right.
//!
//! ```text
//! stage   writing → submitted → scheduled → settled      a save leads back to writing
//!             ↑________ returned ____|
//! state   draft → published → withdrawn | consolidated | error → published
//! ```

/// What readers get of an entry in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Never published; no reader sees it.
    Draft,
    /// Public.
    Published,
    /// Taken down; its address gives a dated notice.
    Withdrawn,
    /// Joined into another entry; its address leads there.
    Consolidated,
    /// Should never have been public; its address says so, with the day and the reason.
    InError,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] =
        [State::Draft, State::Published, State::Withdrawn, State::Consolidated, State::InError];

    /// The name in the store, in files and in the API.
    pub fn name(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Published => "published",
            State::Withdrawn => "withdrawn",
            State::Consolidated => "consolidated",
            State::InError => "error",
        }
    }

    /// The state of a name.
    pub fn named(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether an entry may go from this state to another. What was public once never becomes a
    /// draft again: its address has been given out.
    pub fn may_become(self, next: State) -> bool {
        match next {
            State::Draft => false,
            State::Published => true,
            State::Withdrawn | State::Consolidated | State::InError => self == State::Published,
        }
    }
}

/// How far the newest edition has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Somebody works on it.
    Writing,
    /// Handed in; it waits for another pair of eyes.
    Submitted,
    /// Given back with a remark.
    Returned,
    /// Approved; it goes public by itself at its hour.
    Scheduled,
    /// The newest edition is what readers got last.
    Settled,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 5] =
        [Stage::Writing, Stage::Submitted, Stage::Returned, Stage::Scheduled, Stage::Settled];

    /// The name in the store and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Writing => "writing",
            Stage::Submitted => "submitted",
            Stage::Returned => "returned",
            Stage::Scheduled => "scheduled",
            Stage::Settled => "settled",
        }
    }

    /// The stage of a name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether an edition may go from this stage to another.
    pub fn may_become(self, next: Stage) -> bool {
        match next {
            // A save or an hour taken back; a publication.
            Stage::Writing | Stage::Settled => true,
            Stage::Submitted => matches!(self, Stage::Writing | Stage::Returned),
            Stage::Returned => matches!(self, Stage::Submitted | Stage::Scheduled),
            Stage::Scheduled => self != Stage::Settled,
        }
    }
}

/// How an entry stops being public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It no longer holds, or its time is over.
    Withdrawn {
        /// What the notice says; none when it simply expired.
        reason: Option<String>,
    },
    /// It should never have been public.
    InError {
        /// What the notice says.
        reason: String,
    },
    /// Another entry holds what it held.
    Consolidated {
        /// The entry's id.
        into: i64,
    },
}

impl Ending {
    /// The state it leads to.
    pub fn state(&self) -> State {
        match self {
            Ending::Withdrawn { .. } => State::Withdrawn,
            Ending::InError { .. } => State::InError,
            Ending::Consolidated { .. } => State::Consolidated,
        }
    }
}

/// What a publication changes for those who read the entry before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing of substance: a typing error, a better picture. Readers are not told.
    Minor,
    /// Something of substance; the dated note stands with the entry.
    Major {
        /// What changed, for readers.
        note: String,
    },
}

/// Who stands behind a publication beside its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approval {
    /// Somebody other than the author of the newest editions publishes: two pairs of eyes.
    SecondPerson,
    /// The author publishes alone; the entry stays flagged until somebody else approves it.
    Forced {
        /// Why it could not wait.
        reason: String,
    },
}
