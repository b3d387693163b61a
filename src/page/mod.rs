//! Standing pages: about, contact, access statement, privacy, culture. Not for what is dated.

mod desk;
mod model;
mod public;

pub use model::{KIND, rules};
pub use public::{preview, show};
