//! Counting readers honestly: one ledger of views, folded into day facts, from which every figure
//! shown anywhere is read. Not for anything about a person: no address and no agent is written.

mod bots;
mod counters;
mod fold;
mod ledger;
mod public;
mod store;
#[cfg(test)]
mod tests;

pub use counters::Visits;
pub use fold::Folding;
pub use ledger::{Ledger, Record, Records};
pub use public::{api, csv, show};
