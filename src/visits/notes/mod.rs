//! Dated sentences by editors that explain a figure: a campaign began, the portal was down. They are
//! drawn on the dashboard's chart. Not for readers, and they change no figure.

mod actions;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{NotNoted, add_note, put_back_note, remove_note};
pub use model::{Note, NoteId};
pub use store::notes;
