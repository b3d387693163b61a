//! A file of the library as it is sent. Not for its bytes.

use super::moments::Moment;
use super::reply::Reply;
use crate::media::{Media, MediaKind, Readiness, Use};
use crate::platform::i18n::Language;
use crate::portal::Portal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What the library sorts a file by.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MediaSort {
    /// A photograph or a drawing.
    Picture,
    /// A film.
    Video,
    /// A sound.
    Audio,
    /// Something to be downloaded and read.
    Document,
    /// The words of a film.
    Captions,
}

impl From<MediaSort> for MediaKind {
    fn from(sort: MediaSort) -> MediaKind {
        match sort {
            MediaSort::Picture => MediaKind::Picture,
            MediaSort::Video => MediaKind::Video,
            MediaSort::Audio => MediaKind::Audio,
            MediaSort::Document => MediaKind::Document,
            MediaSort::Captions => MediaKind::Captions,
        }
    }
}

/// What is said of a file in one language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MediaWords)]
pub struct SaidView {
    /// What it shows, for those who do not see it.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub alt: String,
    /// What is said under it.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub caption: String,
}

/// What matters in a picture, in thousandths from its left and its top.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MediaFocal)]
pub struct FocalView {
    /// From the left.
    #[schema(minimum = 0, maximum = 1000)]
    pub x: i64,
    /// From the top.
    #[schema(minimum = 0, maximum = 1000)]
    pub y: i64,
}

/// A file of the library.
#[derive(Serialize, ToSchema)]
#[schema(as = Media)]
pub struct MediaView {
    /// Its number.
    id: i64,
    /// The key entries hold in `facts.files`; it stays when the file is replaced.
    key: String,
    /// The name it was handed in with.
    name: String,
    /// The name entries keep it under.
    file_name: String,
    /// What the library sorts it by.
    kind: &'static str,
    /// The media type of what was handed in.
    content_type: String,
    /// The length of what was handed in, in bytes.
    bytes: i64,
    /// Width in pixels, of pictures and films.
    width: Option<i64>,
    /// Height in pixels.
    height: Option<i64>,
    /// `waiting`, `ready` or `failed`: whether readers can get it.
    state: &'static str,
    /// Where readers get it, once it is made.
    url: Option<String>,
    /// The day it was taken.
    #[schema(value_type = Option<String>, format = Date)]
    taken_on: Option<Date>,
    /// Who made it.
    author: Option<String>,
    /// Who is named under it.
    credit: Option<String>,
    /// Under what licence it may be used.
    licence: Option<String>,
    /// The key of the place it shows.
    place: Option<String>,
    /// What matters in it.
    focal: FocalView,
    /// What is said of it in each language.
    #[schema(value_type = BTreeMap<String, SaidView>)]
    words: BTreeMap<Language, SaidView>,
    /// Who handed it in.
    added_by: String,
    /// When.
    added_at: Moment,
    /// When it was last replaced.
    replaced_at: Option<Moment>,
    /// When it was thrown away.
    removed_at: Option<Moment>,
}

/// The file as it is sent.
pub fn view(portal: &Portal, media: &Media) -> MediaView {
    let (width, height) = media.size.unzip();
    let said = |(language, words): (&Language, &crate::media::MediaWords)| {
        (*language, SaidView { alt: words.alt.clone(), caption: words.caption.clone() })
    };
    let credits = &media.credits;
    MediaView {
        id: media.id.0,
        key: media.key.0.clone(),
        name: media.name.clone(),
        file_name: media.file_name(),
        kind: media.kind.name(),
        content_type: media.content_type.clone(),
        bytes: media.bytes,
        width,
        height,
        state: media.readiness.name(),
        url: (media.readiness == Readiness::Ready).then(|| portal.absolute(&media.address())),
        taken_on: credits.taken_on,
        author: credits.author.clone(),
        credit: credits.credit.clone(),
        licence: credits.licence.clone(),
        place: credits.place.clone(),
        focal: FocalView { x: credits.focal.x, y: credits.focal.y },
        words: media.words.iter().map(said).collect(),
        added_by: media.added_by.clone(),
        added_at: Moment(media.added_at),
        replaced_at: media.replaced_at.map(Moment),
        removed_at: media.removed_at.map(Moment),
    }
}

/// The tag of a file: what was said of it, and whether it lies in the bin. Becoming ready is no clash.
pub fn etag(media: &Media) -> String {
    let replaced = media.replaced_at.unwrap_or(0);
    let bin = if media.removed_at.is_some() { "-bin" } else { "" };
    format!("\"m{}-{}-{replaced}{bin}\"", media.id, media.edition)
}

/// The file with its tag.
pub fn reply(portal: &Portal, media: &Media) -> Reply {
    Reply::of(&view(portal, media)).tagged(etag(media))
}

/// An entry that uses a file.
#[derive(Serialize, ToSchema)]
#[schema(as = MediaUse)]
pub struct UseView {
    /// The entry.
    entry: i64,
    /// Its kind.
    kind: String,
    /// Its key within its kind.
    key: String,
    /// Whether readers see it there.
    live: bool,
}

/// A use as it is sent.
pub fn used(one: Use) -> UseView {
    UseView { entry: one.entry, kind: one.kind, key: one.key, live: one.live }
}
