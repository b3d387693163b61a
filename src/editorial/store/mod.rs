//! How entries, editions and publications are kept, a room for each use: `desk` for the newest
//! editions, `life` for stages and hours, `history` for all editions, `board` for lists at the
//! desk, `work` for what is not saved yet, `publication` and `readers` for what is live.

mod board;
mod corrections;
mod desk;
mod history;
mod life;
mod publication;
mod readers;
mod titles;
mod translations;
mod uses;
mod work;

pub use board::{
    Line, Rows, Wanted, board, board_length, fill_line, hours, named, unlisted, waiting, with_words,
};
pub use corrections::{
    Erratum, ErratumSort, enter_corrections, enter_error, register, register_moments,
};
pub use desk::{
    Edition, Forced, LanguageState, Seen, Stored, latest, new_entry, new_facts, new_words, read,
    slug_holder, take_down,
};
pub use history::{EditionLine, editions, facts_edition, words_edition};
pub use life::{
    Due, Remark, ToRead, claim, due, new_remark, owners_to_remind, remarks, set_care, set_expiry,
    set_forced, set_hour, set_stage, stage_by, to_read_again,
};
pub use publication::{go_live, touching};
pub use readers::{
    Ended, Filter, Neighbour, Order, by_publisher, count, every_key, every_slug, find, former_slug,
    list, live_by_id, live_by_key, live_by_slug, neighbours, siblings, tags_in_use, years,
};
pub use titles::{Titled, sections, titled};
pub use translations::{
    Board, Cell, Original, Share, Standing, Translated, cells, originals, originals_length,
    published_in, set_unwanted, translation_figures, translations_current,
};
pub use uses::{
    Bearing, BlockUse, bearing_of, block_counts, block_uses, facts_numbered, has_block,
    is_block_used, relist_entry, relist_section, relist_tag, section_uses, sectioned, settle_facts,
    tag_uses, tagged,
};
pub use work::{
    Autosaved, Preview, autosave, autosaved, end_preview, forget_autosave, new_preview, present,
    preview, previews, see,
};
