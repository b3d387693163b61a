//! Entries and editions: what every kind shares from its first draft to its publication. Not for
//! any kind's own fields: those are typed in the kind's folder and kept here as data.

pub mod body;

mod actions;
mod kinds;
mod model;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use actions::{Draft, Publication, Refusal, publish, save, withdraw};
pub use kinds::{Complaint, KindRules, Kinds, Listing};
pub use model::{
    Correction, Facts, Kind, Live, PictureFacts, PictureWords, State, Words, complaints,
};
pub use store::{
    Filter, LanguageState, Neighbour, Order, Seen, Stored, count, every_key, find, former_slug,
    latest, list, live_by_id, live_by_key, live_by_slug, neighbours, siblings, tags_in_use, years,
};
pub use view::{Picture, Pictures, pictures};
