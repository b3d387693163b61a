//! The country's place in international rankings: every value with its edition, its "of how many",
//! its method, its source and whether it was checked. Not for indicators of a programme: those are
//! measured by ourselves.

mod actions;
mod chart;
mod model;
mod public;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{
    Copy, Refusal, Seen, keep_copy, may_have_copies, put_back_edition, put_edition, put_index,
    remove_copy, remove_edition,
};
pub use model::{
    Better, Checked, Edition, EditionLabel, Fault, Index, IndexWords, Method, MethodWords,
    SourceCopy, Unit,
};
pub use public::{Panel, csv, list, panel, show};
pub use store::{KeptCopy, edition, index, indexes, kept_copy};
