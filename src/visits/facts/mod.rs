//! The day facts: what views add up to, by entry, language, source, country and device, and what a
//! day of the site amounts to. Every figure shown anywhere is read from here. Not for adding up the
//! ledger: that is `fold.rs`.

pub(super) mod store;
mod sums;

pub use store::{
    DayRow, MonthRow, Span, days, entries, entry_days, entry_sums, facet_days, first_day, months,
    sources,
};
pub use sums::{Fact, Sums};

/// The three things that are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Three {
    /// Pages handed to readers.
    pub views: i64,
    /// Runs of views of one visitor without half an hour of silence.
    pub visits: i64,
    /// Readers told apart within a day; over longer periods the sum of the days'.
    pub visitors: i64,
}

impl std::ops::Add for Three {
    type Output = Three;

    fn add(self, other: Three) -> Three {
        Three {
            views: self.views + other.views,
            visits: self.visits + other.visits,
            visitors: self.visitors + other.visitors,
        }
    }
}

impl std::iter::Sum for Three {
    fn sum<I: Iterator<Item = Three>>(all: I) -> Three {
        all.fold(Three::default(), std::ops::Add::add)
    }
}

impl Three {
    /// Whether visitors ≤ visits ≤ views, none below zero.
    pub fn hold(&self) -> bool {
        0 <= self.visitors && self.visitors <= self.visits && self.visits <= self.views
    }
}
