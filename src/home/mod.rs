//! The front page, the sitemap, robots.txt and the pages of faults: what reads the kinds through
//! their doors. Not for any kind's own pages.

mod fault;
mod front;
mod sitemap;

pub use fault::fault;
pub use front::front;
pub use sitemap::{robots, sitemap};
