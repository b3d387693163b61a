//! Reading access logs of the time before this portal counted: what they tell of days is kept apart
//! from everything measured, and labelled where it is shown. Of addresses and agents nothing is kept:
//! a day's visitors are told apart by a key that ends with the reading. Not for days this portal
//! counted itself, and not for our own ledger.

mod actions;
mod file;
mod known;
mod line;
mod model;
mod pages;
mod store;
mod tally;
#[cfg(test)]
mod tests;

pub use actions::{NotRead, import};
pub use model::{Asked, LogDay, Told};
pub use pages::Pages;
pub use store::{LogTotal, log_days, log_total};
