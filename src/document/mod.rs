//! Acts and documents: resolutions, decrees, circulars, plans, as facts and files, with what they
//! implement, amend, replace, and whether they are in force on a day. Not for what a programme makes of
//! them.

mod citation;
mod desk;
mod feed;
mod force;
mod list;
mod model;
mod public;
#[cfg(test)]
mod tests;

pub use citation::cite;
pub use feed::atom;
pub use force::Force;
pub use list::list;
pub use model::{DocumentFacts, DocumentWords, FORMS, KIND, Relation, rules};
pub use public::{preview, show};
