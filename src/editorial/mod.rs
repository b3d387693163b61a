//! Entries and editions: what every kind shares from its first draft to its publication. Not for
//! any kind's own fields: those are typed in the kind's folder and kept here as data.

pub mod body;

mod actions;
mod kinds;
mod life;
mod model;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use actions::{
    Care, Draft, Of, Publication, Refusal, Release, approve, begin, care, expire_at, fill_lists,
    hand_back, hand_in, publish, release, remark, run_due, save, schedule, take_down, unschedule,
    withdraw,
};
pub use kinds::{Complaint, KindRules, Kinds, Listing};
pub use life::{Approval, Change, Ending, Stage, State};
pub use model::{Correction, Facts, Kind, Live, PictureFacts, PictureWords, Words, complaints};
pub use store::{
    Autosaved, EditionLine, Ended, Filter, Forced, LanguageState, Line, Neighbour, Order, Remark,
    Seen, Stored, Wanted, autosave, autosaved, board, board_length, count, editions, every_key,
    facts_edition, find, forget_autosave, former_slug, hours, latest, list, live_by_id,
    live_by_key, live_by_slug, named, neighbours, new_preview, present, preview, remarks, see,
    siblings, tags_in_use, waiting, words_edition, years,
};
pub use view::{Picture, Pictures, pictures};
