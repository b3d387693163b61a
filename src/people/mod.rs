//! Who acts, and what they may do. Not for readers: of them nothing is known.

mod model;
#[cfg(test)]
mod tests;

pub use model::{Actor, Grant, Person, PersonId, Right, Role, Scope, person_of};
