//! A file of the library as a list shows it. Not for which files a list holds.

use super::words;
use crate::media::{self, FileKey, Media, MediaId, MediaKind};
use crate::platform::i18n::Language;
use crate::platform::jobs;
use crate::platform::web::Fault;
use crate::portal::Portal;
use serde::Serialize;
use std::collections::HashMap;

/// A file in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Tile {
    pub id: i64,
    pub url: String,
    pub name: String,
    /// The address of a small picture, once there is one.
    pub thumb: Option<String>,
    pub kind: &'static str,
    pub kind_name: String,
    pub alt: String,
    pub meta: String,
    /// How far it is, when readers cannot get it yet.
    pub state: String,
    /// In hundredths, while it is being made.
    pub percent: Option<i64>,
    pub date: String,
    /// Whether a list that shows it will soon show it otherwise.
    #[serde(skip)]
    pub awaited: bool,
}

/// These files in their order, with what is said of them in one language.
pub async fn of(portal: &Portal, language: Language, found: &[Media]) -> Result<Vec<Tile>, Fault> {
    let ids: Vec<MediaId> = found.iter().map(|one| one.id).collect();
    let thumbs = media::thumbs(&portal.db, &ids).await?;
    let mut tiles = Vec::new();
    for one in found {
        tiles.push(tile(portal, language, one, &thumbs).await?);
    }
    Ok(tiles)
}

async fn tile(
    portal: &Portal,
    language: Language,
    of: &Media,
    thumbs: &HashMap<MediaId, FileKey>,
) -> Result<Tile, Fault> {
    let state = words::state(portal, language, of).await?;
    let said = of.words.get(&language).filter(|said| !said.alt.is_empty());
    let said = said.or_else(|| of.words.values().find(|said| !said.alt.is_empty()));
    let thumb = thumb(of, thumbs);
    let awaited = state.name == "waiting"
        || thumb.is_none() && of.kind == MediaKind::Video && poster_comes(portal, of.id).await?;
    Ok(Tile {
        awaited,
        id: of.id.0,
        url: words::url(of.id),
        name: of.name.clone(),
        thumb,
        kind: of.kind.name(),
        kind_name: words::kind(portal, language, of.kind),
        alt: said.map(|said| said.alt.clone()).unwrap_or_default(),
        meta: words::meta(portal, language, of),
        percent: state.percent,
        state: if state.name == "ready" { String::new() } else { state.text },
        date: portal.moment(language, of.added_at).numeric,
    })
}

/// Whether a film's poster is being made.
async fn poster_comes(portal: &Portal, film: MediaId) -> Result<bool, Fault> {
    let job = jobs::of_unique_key(&portal.db, &media::poster_key(film)).await?;
    Ok(job.is_some_and(|job| job.done_at.is_none() && job.given_up_at.is_none()))
}

/// The narrowest picture made of it; of a drawing, the drawing.
pub fn thumb(of: &Media, thumbs: &HashMap<MediaId, FileKey>) -> Option<String> {
    let drawing = || of.public.clone().filter(|_| of.is_drawing());
    let key = thumbs.get(&of.id).cloned().or_else(drawing)?;
    Some(format!(
        "/files/{key}/{}",
        if of.is_drawing() { of.file_name() } else { "anh.jpg".to_owned() }
    ))
}
