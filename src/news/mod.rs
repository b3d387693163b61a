//! News: articles with section, source and related entries. Not for standing pages.

mod feed;
mod model;
mod public;

pub use feed::{atom, rss};
pub use model::{KIND, rules};
pub use public::{list, print, section, show, tag, year};
