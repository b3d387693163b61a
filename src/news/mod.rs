//! News: articles with section, source and related entries. Not for standing pages.

mod desk;
mod feed;
mod model;
mod public;
mod related;

pub use feed::{atom, rss};
pub use model::{KIND, rules};
pub use public::{list, preview, print, section, show, tag, year};
