//! Search over everything live, in each language: without tone marks everything is found, with them
//! the exact word comes first. Not for choosing what is shown beside an entry.

mod follow;
mod index;
mod public;
mod question;

pub use follow::{Found, IndexFollower, Others};
pub use index::{Leaf, SearchIndex};
pub use public::show;
