//! Pictures, films and other files: what they really are, how they come in, what is made of them,
//! where they are served, and the library editors find them in. Not for which words an entry says
//! of a picture: those are in the entry's editions.

mod actions;
mod bare;
mod child;
mod drawing;
mod model;
mod public;
mod render;
mod sniff;
mod store;
pub mod upload;
mod works;

pub use actions::{
    Added, Beside, Brought, Caption, Coming, Description, IN_THE_BIN, Library, Refusal, Said, add,
    bring, caption, choose_poster, describe, make_anew, may_caption, may_change, purge, put_back,
    put_beside, remove, replace,
};
pub use child::{Task, render_one};
pub use model::{
    Captions, Credits, FileKey, Focal, Format, Media, MediaFile, MediaId, MediaWords, Poster,
    Purpose, Readiness, Rendition, Use,
};
pub use public::{original, serve};
pub use render::RenderError;
pub use sniff::{Content, MediaKind, Reason};
pub use store::{
    Search, Served, captioned_by, captions_of, count, described, films, films_in, find, list,
    media_by_key, names, newest_of, rendition_keys, served, site_uses, thumbs, where_used,
};
pub use works::{Ffmpeg, Renderer, STILL, WORK_FOLDER, Workshop, handlers, job_key, poster_key};
