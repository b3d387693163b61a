//! Bodies of the state over time: dated names, mergers, successors. A page of 2020 names a body as
//! it was called then and says beside it what it is called now. Not for people: a body is reached
//! by its official contact only.

mod actions;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{Refusal, replace_all};
pub use model::{Agency, AgencyName, Register, ThenNow};
pub use store::register;
