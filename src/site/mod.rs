//! What the whole site is: its name, publisher, languages, sections, tags, menu and front page, the
//! addresses of everything on it, where former addresses lead, and the blocks of text it keeps in
//! one place. Not for the content at those addresses.

mod actions;
mod addresses;
mod classes;
mod ground;
mod model;
mod part;
pub mod redirect;
mod store;
mod table;

pub use actions::{
    Back, BlockDraft, Merged, Merger, NotDone, Refusal, change, merge, put_back, put_redirects,
    remove, remove_block, remove_redirect, revise, save_block, undo,
};
pub use addresses::Addresses;
pub use classes::{free_key, moves};
pub use ground::Ground;
pub use model::{
    Column, Front, FrontBlock, LISTS, MenuItem, Named, Settings, StandardName, Target, Texts,
    text_in,
};
pub use part::{Fault, Part, faults};
pub use redirect::{Redirect, RedirectKind, normal};
pub use store::{
    Reusable, ReusableEdition, last_change, last_change_of, redirect_at, redirects,
    redirects_length, reusable, reusable_editions, reusable_now, reusables, reusables_in, settings,
    settings_number,
};
pub use table::{read_redirects, write_redirects};
