//! Videos: the film with its captions in every language and its transcript. Not for the film's
//! bytes (`media`).

mod desk;
mod model;
mod public;

pub use model::{KIND, rules};
pub use public::{length, list, poster, preview, show};
