//! What the whole site is: its name, publisher, languages, sections, tags, menu and front page, the
//! addresses of everything on it, where former addresses lead, and the blocks of text it keeps in
//! one place. Not for the content at those addresses.

mod actions;
mod addresses;
mod model;
mod part;
pub mod redirect;
mod store;

pub use actions::{
    BlockDraft, Merger, NotDone, Refusal, change, merge, put_redirects, remove, remove_block,
    remove_redirect, revise, save_block, undo,
};
pub use addresses::Addresses;
pub use model::{
    Column, Front, FrontBlock, MenuItem, Named, Settings, StandardName, Target, Texts, text_in,
};
pub use part::{Fault, Part};
pub use redirect::{Redirect, RedirectKind, normal};
pub use store::{
    Reusable, ReusableEdition, last_change, redirect_at, redirects, redirects_length, reusable,
    reusable_editions, reusables, reusables_in, settings, settings_number,
};
