//! What stands beside the measured figures: totals an earlier portal had come to (opening balance),
//! and signed corrections of days that are over. Both carry a source or a reason and are shown as
//! what they are. Not for counting: nothing here is ever added to the ledger.

mod actions;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{NotKept, bring_in, correct};
pub use model::{Correction, Opening, Wrong};
pub use store::{corrections, former_of, opening_of, openings};
