//! How entries, editions and publications are kept, a room for each use: `desk` for the newest
//! editions, `life` for stages and hours, `history` for all editions, `board` for lists at the
//! desk, `work` for what is not saved yet, `publication` and `readers` for what is live.

mod board;
mod desk;
mod history;
mod life;
mod publication;
mod readers;
mod work;

pub use board::{Line, Wanted, board, board_length, fill_line, hours, named, unlisted, waiting};
pub use desk::{
    Edition, Forced, LanguageState, Seen, Stored, latest, new_entry, new_facts, new_words,
    slug_holder, take_down,
};
pub use history::{EditionLine, editions, facts_edition, words_edition};
pub use life::{
    Due, Remark, claim, due, new_remark, remarks, set_care, set_expiry, set_forced, set_hour,
    set_stage,
};
pub use publication::{go_live, touching};
pub use readers::{
    Ended, Filter, Neighbour, Order, count, every_key, find, former_slug, list, live_by_id,
    live_by_key, live_by_slug, neighbours, siblings, tags_in_use, years,
};
pub use work::{
    Autosaved, autosave, autosaved, forget_autosave, new_preview, present, preview, see,
};
