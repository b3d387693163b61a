//! Fact checks: a statement made in public, what sources say of it, and the verdict. Not for what this
//! site itself got wrong (`corrections`), and with no place for a private person: see `private.rs`.

mod actions;
mod checks;
mod desk;
mod feed;
mod list;
mod model;
mod private;
mod public;
mod store;
mod structured;
#[cfg(test)]
mod tests;
mod view;

pub use actions::{Copy, Refusal, keep_copy};
pub use feed::{atom, json};
pub use list::{list, verdict, year};
pub use model::{KIND, rules};
pub use public::{method, preview, print, show};
pub use store::{Kept, kept as kept_copy};
