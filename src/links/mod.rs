//! Links to other sites: which entries lead where, and whether anybody still answers there. Not for links
//! between entries of this site (those are known without asking), nor for showing anything.

mod actions;
mod ask;
mod follow;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{Refusal, ask_again, take_back, vouch};
pub use ask::{Asker, handlers};
pub use follow::{Gatherer, gathered};
pub use model::{Answer, Asking, Link, LinkId, Remark, State};
pub use store::{Use, Wanted, count, known, link, links, uses};
