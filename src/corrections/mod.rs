//! The public register of what this site itself got wrong: corrections of entries and notices of what
//! should never have been public, newest first. It is fed by publishing and by taking down; nobody writes
//! into it by hand. Not for false claims of others (`factcheck`).

mod feed;
mod public;

pub use feed::{atom, json};
pub use public::{all, year};
