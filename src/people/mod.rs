//! Who acts, and what they may do. Not for readers: of them nothing is known.

mod model;

pub use model::{Actor, Right};
