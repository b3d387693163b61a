//! What the whole site is: its name, publisher, languages, sections, tags, menu and front page, and
//! the addresses of everything on it. Not for the content at those addresses.

mod actions;
mod addresses;
mod model;
mod store;

pub use actions::{Refusal, change};
pub use addresses::Addresses;
pub use model::{Column, Front, MenuItem, Named, Settings, Target, Texts, text_in};
pub use store::settings;
