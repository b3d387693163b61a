//! The library at the desk: its pages, files on their way in, and what the form of an entry takes
//! from it. Not for its rules: those stand in `media`.

mod captions;
mod one;
mod pick;
mod sent_files;
mod shelf;
mod tiles;
mod uploads;
mod words;

use super::form::FromLibrary;
use crate::media::{self, Media, MediaId, MediaWords};
use crate::platform::db::Result;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// A file of captions has at most 2 MB, and a form writes most of its letters as three.
const LONGEST_CAPTIONS: usize = 8 << 20;

/// Every route of the library.
pub fn routes(portal: &Portal) -> Router<Portal> {
    // Files of a form are measured piece by piece (`sent_files.rs`); every other form lies in memory whole.
    let files = Router::new()
        .route("/desk/media", get(shelf::show).post(shelf::hand_in))
        .route("/desk/media/{id}/replace", post(one::replace))
        .layer(DefaultBodyLimit::disable());
    let captions = Router::new()
        .route("/desk/media/{id}/captions/{language}", get(captions::show).post(captions::save))
        .layer(DefaultBodyLimit::max(LONGEST_CAPTIONS));
    Router::new()
        .route("/desk/media/{id}", get(one::show).post(one::describe))
        .route("/desk/media/{id}/remove", post(one::remove))
        .route("/desk/media/{id}/put-back", post(one::put_back))
        .route("/desk/media/{id}/make-anew", post(one::make_anew))
        .route("/desk/media/{id}/poster", post(one::choose_poster))
        .route("/desk/media/{id}/original", get(one::original))
        .route("/desk/media/{id}/progress", get(one::progress))
        .route("/desk/pick/media", get(pick::media))
        .merge(files)
        .merge(captions)
        .merge(uploads::routes(portal))
}

/// A file of the library as an entry takes it, with what is said of it in the entry's language;
/// `None` when there is none, or it was thrown away.
pub async fn lent(portal: &Portal, id: i64, language: Language) -> Result<Option<FromLibrary>> {
    let found = media::newest_of(&portal.db, MediaId(id)).await?;
    Ok(found.filter(|media| media.removed_at.is_none()).map(|media| taken(&media, language)))
}

fn taken(media: &Media, language: Language) -> FromLibrary {
    let said = media.words.get(&language);
    let text = |read: fn(&MediaWords) -> &String| said.map(read).filter(|text| !text.is_empty());
    let credits = &media.credits;
    FromLibrary {
        name: media.file_name(),
        key: media.key.clone(),
        alt: text(|words| &words.alt).cloned(),
        caption: text(|words| &words.caption).cloned(),
        credit: credits.credit.clone().or_else(|| credits.author.clone()),
        licence: credits.licence.clone(),
        taken_on: credits.taken_on,
    }
}
