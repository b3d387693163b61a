//! What is true of an opening balance and of a correction.

use crate::visits::facts::Three;
use jiff::civil::Date;

/// A total an earlier portal had come to: never part of a measured figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The entry, or 0 for the site.
    pub entry: i64,
    /// Its views.
    pub views: i64,
    /// Its visits, where they were counted.
    pub visits: Option<i64>,
    /// Its visitors, where they were counted.
    pub visitors: Option<i64>,
    /// The day the total was read.
    pub as_of: Date,
    /// Where it was read.
    pub source: String,
}

/// A signed difference to a day that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The day.
    pub day: Date,
    /// What is added (above 0) or taken away.
    pub difference: Three,
    /// Why.
    pub reason: String,
    /// Who put it down, as the change log names actors.
    pub actor: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// What is wrong with one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A figure below zero, or visitors ≤ visits ≤ views does not hold.
    #[error("figures may not be below zero, and visitors may not exceed visits, nor visits views")]
    Figures,
    /// The day lies ahead.
    #[error("the day lies ahead")]
    Ahead,
    /// Nobody says where it comes from, or why.
    #[error("its source or its reason is missing")]
    Unsaid,
    /// The day is still being counted, or nothing was counted on it.
    #[error("only a day that is over and was counted can be corrected")]
    Open,
    /// It changes nothing.
    #[error("it changes nothing")]
    Nothing,
}

impl Opening {
    /// What is wrong with it on the day `today`.
    pub fn wrong(&self, today: Date) -> Option<Wrong> {
        let (visits, visitors) = (self.visits.unwrap_or(0), self.visitors.unwrap_or(0));
        let above = |few: i64, many: Option<i64>| many.is_some_and(|many| few > many);
        let figures = self.views < 0
            || visits < 0
            || visitors < 0
            || visits > self.views
            || visitors > self.views
            || above(visitors, self.visits);
        if figures {
            Some(Wrong::Figures)
        } else if self.as_of > today {
            Some(Wrong::Ahead)
        } else {
            self.source.trim().is_empty().then_some(Wrong::Unsaid)
        }
    }
}

impl Correction {
    /// What is wrong with it: `stands` is what the day amounts to now, corrections included; `None`
    /// when it is not over yet or nothing was counted.
    pub fn wrong(&self, stands: Option<Three>) -> Option<Wrong> {
        if self.reason.trim().is_empty() {
            return Some(Wrong::Unsaid);
        }
        if self.difference == Three::default() {
            return Some(Wrong::Nothing);
        }
        match stands {
            None => Some(Wrong::Open),
            Some(stands) => (!(stands + self.difference).hold()).then_some(Wrong::Figures),
        }
    }
}
