//! Entries and editions: what every kind shares from its first draft to its publication. Not for
//! any kind's own fields: those are typed in the kind's folder and kept here as data.

pub mod body;

mod actions;
mod agenda;
pub mod checks;
pub mod compare;
mod form;
mod kinds;
mod life;
mod model;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use actions::{
    Arranged, CALLED_OFF, CalledOff, Care, Class, Draft, Goes, Lent, Moved, NOT_DONE, NotDone, Of,
    Planned, Publication, READ_AGAIN, ReadAgain, Refusal, Release, Says, Wish, approve, bearing,
    begin, care, end_preview, expire_at, fill_lists, hand_back, hand_in, is_own_work, lend,
    publish, reclassify, reclassify_back, release, remark, remind_due, run_due, save, schedule,
    surroundings, take_down, unschedule, wish, withdraw,
};
pub use agenda::{Held, Hour, Waits, agenda};
pub use checks::{EntryIs, FilmIs, LinkIs, Surroundings, lacks, links_away};
pub use compare::{Comparison, Merge, compare, merge};
pub use form::{Field, FieldKind, Form, Need};
pub use kinds::{Complaint, KindRules, Kinds, Listing, no_complaints};
pub use life::{Approval, Change, Ending, Stage, State};
pub use model::{Correction, Facts, Kind, Live, PictureFacts, PictureWords, Words};
pub use store::{
    Autosaved, Bearing, BlockUse, Board, Cell, EditionLine, Ended, Erratum, ErratumSort, Filter,
    Forced, LanguageState, Line, Neighbour, Order, Original, Preview, Remark, Rows, Seen, Share,
    Standing, Stored, Titled, ToRead, Translated, Wanted, autosave, autosaved, block_counts,
    block_uses, board, board_length, by_publisher, cells, count, editions, every_key, every_slug,
    facts_edition, find, forget_autosave, former_slug, hours, is_block_used, latest, list,
    live_by_id, live_by_key, live_by_slug, named, neighbours, originals, originals_length, present,
    preview, previews, published_in, read, register, register_moments, remarks, section_uses,
    sections, see, siblings, tag_uses, tags_in_use, titled, to_read_again, translation_figures,
    translations_current, waiting, with_words, words_edition, years,
};
pub use view::{Enclosure, Picture, Pictures, pictures};
