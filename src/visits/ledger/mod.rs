//! The ledger: files of one day each, to which every view appends one record in one call to the
//! kernel before the reader's answer ends. A killed process loses none. A file lasts until its day
//! is over and folded. Not for figures: those are folded from it.

mod read;
mod record;
#[cfg(test)]
mod tests;
mod write;

pub use read::{Scanned, Tail, scan};
pub use record::{Record, View, Why};
pub use write::{Ledger, Part, begins, day_at};
