//! Freezing a month: once it is over its sums are written once, with a digest of all they were added
//! up from, into the change log too. Whatever becomes known later changes none of its figures. Not
//! for corrections: those stand beside the month, in `balance/`.

mod actions;
mod model;
pub(super) mod store;
#[cfg(test)]
mod tests;

pub use actions::{altered, freeze};

/// The month of a day, both written as ISO 8601 does.
pub fn month_of(day: &str) -> &str {
    day.get(..7).unwrap_or(day)
}
