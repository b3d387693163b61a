//! How entries, editions and publications are kept. Two rooms: `desk` for editions and states,
//! `readers` for what is live.

mod desk;
mod readers;

pub use desk::{
    LanguageState, Seen, Stored, every_key, go_live, latest, new_entry, new_facts, new_words,
    slug_holder, take_down, touching,
};
pub use readers::{
    Filter, Neighbour, Order, count, find, former_slug, list, live_by_id, live_by_key,
    live_by_slug, neighbours, siblings, tags_in_use, years,
};
