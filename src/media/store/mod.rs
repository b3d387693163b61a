//! How files are described; their bytes are in the file store. Rooms: `files` for what is served,
//! `library` for what editors see, `describing` for what they change, `captions` for the words of
//! films, `used` for who uses what.

mod captions;
mod describing;
mod files;
mod library;
mod used;

pub use captions::{
    captioned_by, captioned_keys, captions_in, captions_of, films, films_in, set_captions,
};
pub use describing::{
    NewMedia, add, describe, forget, put_back, remember_former, replace, say, set_failed,
    set_poster, set_ready, set_searched, set_waiting, still_made_of, throw_away,
};
pub use files::{
    Served, Share, add_renditions, clear_renditions, described, find, key_is_used,
    original_is_used, put, rendition_keys, rendition_keys_in, served, thumbs, unlist,
};
pub use library::{
    Search, count, former_originals, id_by_key, list, media, media_by_key, media_by_sha256, names,
    newest_of,
};
pub use used::{site_uses, touches, where_used};
