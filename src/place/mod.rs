//! Places: coordinates that stay, addresses that change. Not for what happens there.

mod actions;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{Refusal, replace_all};
pub use model::{Address, Gazetteer, Place, PlaceView};
pub use store::gazetteer;
