//! How files are described; their bytes are in the file store. Rooms: `files` for what is served,
//! `library` for what editors see, `describing` for what they change, `used` for who uses what.

mod describing;
mod files;
mod library;
mod used;

pub use describing::{
    NewMedia, add, describe, forget, put_back, remember_former, replace, say, set_failed,
    set_ready, set_searched, set_waiting, throw_away,
};
pub use files::{
    Served, described, find, key_is_used, original_is_used, put, put_renditions, rendition_keys,
    rendition_keys_in, served, thumbs, unlist,
};
pub use library::{
    Search, count, former_originals, list, media, media_by_key, media_by_sha256, newest_of,
};
pub use used::{site_uses, touches, where_used};
