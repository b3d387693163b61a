//! Bodies of the state over time: dated names, mergers, successors. A page of 2020 names a body as
//! it was called then and says beside it what it is called now. Not for people: a body is reached
//! by its official contact only.

mod actions;
mod event;
mod model;
mod public;
mod register;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{Refusal, record, replace_all, take_back};
pub use event::{Event, EventFault, Happening, Heir, NewBody};
pub use model::{Agency, AgencyName, Bearing, Checked, Past, ThenNow};
pub use public::{list, show};
pub use register::{BodyHistory, Function, History, Register, Succession};
pub use store::register;
