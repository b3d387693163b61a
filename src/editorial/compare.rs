//! Two editions side by side, word by word, and three of them when two people wrote at once. Pure:
//! not for choosing which editions (`store`), nor for keeping what was merged (`actions`).

mod align;
mod blocks;
mod fields;
mod lines;
mod merge;
mod parts;
#[cfg(test)]
mod tests;
mod tree;

pub use blocks::{BlockChange, BlockKind, LineChange, compare_bodies, folded};
pub use fields::{Field, FieldChange, FieldForm, compare_facts, compare_words};
pub use merge::{Edition, Merge, merge};
pub use parts::{Note, Part, PartKind};

use super::model::{Facts, Words};
use serde::Serialize;

/// What differs between two editions.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// The words' fields, the body apart.
    pub words: Vec<FieldChange>,
    /// The body, block by block; same blocks too.
    pub body: Vec<BlockChange>,
    /// The facts.
    pub facts: Vec<FieldChange>,
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.facts.is_empty()
            && self.body.iter().all(|block| block.kind == BlockKind::Same)
    }
}

/// Compares two editions of an entry in one language.
pub fn compare(old: (&Facts, &Words), new: (&Facts, &Words)) -> Comparison {
    Comparison {
        words: compare_words(old.1, new.1),
        body: compare_bodies(&old.1.body, &new.1.body),
        facts: compare_facts(old.0, new.0),
    }
}
