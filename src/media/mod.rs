//! Pictures, videos and other files of entries: what they are, where they are served. Not for which
//! entry uses them and with what words: that is in the entry's editions.

mod actions;
mod drawing;
mod model;
mod public;
mod store;

pub use actions::{Refusal, keep};
pub use model::{FileKey, MediaFile};
pub use public::serve;
pub use store::{described, find};
