//! What is true of a kept file, and of what the library knows of it.

use super::sniff::{MediaKind, ending};
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// A file by its content: the first 96 bits of its SHA-256, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileKey(pub String);

impl FileKey {
    const HEX_DIGITS: usize = 24;

    /// No file.
    pub(super) const NONE: FileKey = FileKey(String::new());

    /// The key of these bytes, and their whole SHA-256.
    pub fn of(bytes: &[u8]) -> (FileKey, String) {
        let whole = crate::platform::files::hex(&Sha256::digest(bytes));
        (FileKey::of_sha256(&whole), whole)
    }

    /// The key of bytes with this SHA-256 in hexadecimal.
    pub fn of_sha256(whole: &str) -> FileKey {
        FileKey(whole.chars().take(FileKey::HEX_DIGITS).collect())
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A kept file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Its key.
    pub key: FileKey,
    /// Its media type.
    pub content_type: String,
    /// Its length in bytes.
    pub bytes: i64,
    /// Width in pixels, of pictures.
    pub width: Option<i64>,
    /// Height in pixels, of pictures.
    pub height: Option<i64>,
    /// The same drawing with paper and ink turned over, for the dark.
    pub dark: Option<FileKey>,
    /// The same picture in other widths and formats, the narrowest first.
    pub renditions: Vec<Rendition>,
    /// What matters in it.
    pub focal: Focal,
    /// The list of its pieces for slow lines (HLS), of films.
    pub pieces: Option<FileKey>,
}

impl MediaFile {
    /// A file of which nothing is made.
    pub fn new(
        key: FileKey,
        content_type: &str,
        bytes: i64,
        size: Option<(i64, i64)>,
    ) -> MediaFile {
        let (width, height) = size.unzip();
        MediaFile {
            key,
            content_type: content_type.to_owned(),
            bytes,
            width,
            height,
            dark: None,
            renditions: Vec::new(),
            focal: Focal::MIDDLE,
            pieces: None,
        }
    }

    /// Where the file is served under a name of its own.
    pub fn address(&self, name: &str) -> String {
        format!("/files/{}/{name}", self.key)
    }

    /// Where its dark rendition is served, if it has one.
    pub fn dark_address(&self, name: &str) -> Option<String> {
        self.dark.as_ref().map(|key| format!("/files/{key}/{name}"))
    }

    /// Where its list of pieces is served (HLS), of films of which it was made.
    pub fn pieces_address(&self, name: &str) -> Option<String> {
        self.pieces.as_ref().map(|key| format!("/files/{key}/{}.m3u8", plain_stem(name)))
    }
}

/// What a rendition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The whole picture.
    Whole,
    /// A card in a list: 3:2.
    Card,
    /// A band across the page: 16:9.
    Wide,
    /// A square.
    Square,
}

impl Purpose {
    /// The purposes for which a picture is cut.
    pub const CUTS: [Purpose; 3] = [Purpose::Card, Purpose::Wide, Purpose::Square];

    const NAMES: [(Purpose, &str); 4] = [
        (Purpose::Whole, "whole"),
        (Purpose::Card, "card"),
        (Purpose::Wide, "wide"),
        (Purpose::Square, "square"),
    ];

    /// The name in the store.
    pub fn name(self) -> &'static str {
        Purpose::NAMES.iter().find(|(one, _)| *one == self).map_or("whole", |(_, name)| name)
    }

    /// The purpose of a name.
    pub fn named(name: &str) -> Option<Purpose> {
        Purpose::NAMES.iter().find(|(_, known)| *known == name).map(|(purpose, _)| *purpose)
    }

    /// Its sides, if it cuts.
    pub fn ratio(self) -> Option<(u32, u32)> {
        match self {
            Purpose::Whole => None,
            Purpose::Card => Some((3, 2)),
            Purpose::Wide => Some((16, 9)),
            Purpose::Square => Some((1, 1)),
        }
    }

    /// The widths it is made in, in pixels.
    pub fn widths(self) -> &'static [u32] {
        match self {
            Purpose::Whole => &super::render::WIDTHS,
            Purpose::Card => &[320, 640, 960, 1280],
            Purpose::Wide => &[640, 1280, 1920],
            Purpose::Square => &[320, 640],
        }
    }
}

/// How a rendition is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// AVIF: the smallest.
    Avif,
    /// WebP: known to browsers since 2020.
    Webp,
    /// JPEG: known to all.
    Jpeg,
}

impl Format {
    /// Every format, the smallest files first.
    pub const ALL: [Format; 3] = [Format::Avif, Format::Webp, Format::Jpeg];

    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Format::Avif => "avif",
            Format::Webp => "webp",
            Format::Jpeg => "jpeg",
        }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Avif => "image/avif",
            Format::Webp => "image/webp",
            Format::Jpeg => "image/jpeg",
        }
    }

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Avif | Format::Webp => self.name(),
        }
    }
}

/// A picture in one width and format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// What it is for.
    pub purpose: Purpose,
    /// How it is written.
    pub format: Format,
    /// Its width in pixels.
    pub width: i64,
    /// Its height in pixels.
    pub height: i64,
    /// Its length in bytes.
    pub bytes: i64,
    /// Its file.
    pub key: FileKey,
}

impl Rendition {
    /// Where it is served, under a name made from its picture's.
    pub fn address(&self, name: &str) -> String {
        let ending = self.format.ending();
        format!("/files/{}/{}-{}.{ending}", self.key, plain_stem(name), self.width)
    }
}

/// A name without its ending, fit for an address.
fn plain_stem(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain = slug(stem);
    if plain.is_empty() { "tep".to_owned() } else { plain }
}

/// What matters in a picture, in thousandths from its left and its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focal {
    /// From the left, 0 to 1000.
    pub x: i64,
    /// From the top, 0 to 1000.
    pub y: i64,
}

impl Focal {
    /// The middle.
    pub const MIDDLE: Focal = Focal { x: 500, y: 500 };
}

/// A file of the library by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MediaId(pub i64);

impl fmt::Display for MediaId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// How far a file of the library is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// What readers get is being made.
    Waiting,
    /// Readers can get it.
    Ready,
    /// It could not be made; the reason stands beside it.
    Failed,
}

impl Readiness {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Readiness::Waiting => "waiting",
            Readiness::Ready => "ready",
            Readiness::Failed => "failed",
        }
    }

    /// The readiness of a name; what is unknown waits.
    pub fn named(name: &str) -> Readiness {
        match name {
            "ready" => Readiness::Ready,
            "failed" => Readiness::Failed,
            _ => Readiness::Waiting,
        }
    }
}

/// What is said of a file in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaWords {
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What is said under it.
    pub caption: String,
}

/// What can be said of a file whatever the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credits {
    /// The day it was taken.
    pub taken_on: Option<Date>,
    /// Who made it.
    pub author: Option<String>,
    /// Who is named under it.
    pub credit: Option<String>,
    /// Under what licence it may be used.
    pub licence: Option<String>,
    /// The key of the place it shows.
    pub place: Option<String>,
    /// What matters in it.
    pub focal: Focal,
}

impl Credits {
    /// Of a file of which nothing was said yet.
    pub fn unsaid() -> Credits {
        let (taken_on, author, credit, licence, place) = Default::default();
        Credits { taken_on, author, credit, licence, place, focal: Focal::MIDDLE }
    }
}

/// The picture that stands where a film will play; a picture of the library by its number, in a site
/// folder by its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Poster<P = MediaId> {
    /// A picture of the film itself, near its beginning.
    #[default]
    Own,
    /// The picture of the film at this moment, in milliseconds.
    At(i64),
    /// Another picture of the library.
    Picture(P),
}

/// The words of a film in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captions {
    /// The language.
    pub language: Language,
    /// The file of the library that holds them.
    pub file: Media,
}

/// A file of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its number.
    pub id: MediaId,
    /// The key entries hold; it stays when the file is replaced.
    pub key: FileKey,
    /// The name it was handed in with.
    pub name: String,
    /// What the library sorts it by.
    pub kind: MediaKind,
    /// The media type of what was handed in.
    pub content_type: String,
    /// The length of what was handed in, in bytes.
    pub bytes: i64,
    /// Width and height in pixels, of pictures and films.
    pub size: Option<(i64, i64)>,
    /// What was handed in; never served.
    pub original: FileKey,
    /// What readers get, once it is made.
    pub public: Option<FileKey>,
    /// How far it is.
    pub readiness: Readiness,
    /// Why it failed, for the operator.
    pub problem: Option<String>,
    /// What is said of it whatever the language.
    pub credits: Credits,
    /// What stands in its place before it plays, of films.
    pub poster: Poster,
    /// Counts what was said of it: whoever saves must have seen the newest.
    pub edition: i64,
    /// Who handed it in, as the change log names people.
    pub added_by: String,
    /// When, in milliseconds since 1970.
    pub added_at: i64,
    /// When it was last replaced.
    pub replaced_at: Option<i64>,
    /// When it was thrown away.
    pub removed_at: Option<i64>,
    /// What is said of it in each language.
    pub words: BTreeMap<Language, MediaWords>,
}

impl Media {
    /// Whether readers can get it as it is now, something to be seen.
    pub fn is_shown(&self) -> bool {
        let seen = matches!(self.kind, MediaKind::Picture | MediaKind::Video);
        seen && self.readiness == Readiness::Ready && !self.is_drawing()
    }

    /// A drawing: shown as it was handed in.
    pub fn is_drawing(&self) -> bool {
        self.content_type == "image/svg+xml"
    }

    /// Whether readers get the very bytes that were handed in: drawings, documents, and what an
    /// operator brought in a site folder.
    pub fn is_as_handed_in(&self) -> bool {
        self.public.as_ref() == Some(&self.original)
    }

    /// The name under which entries keep it and readers get it: plain letters, and the ending of
    /// what readers get.
    pub fn file_name(&self) -> String {
        let ending = match self.kind {
            _ if self.is_as_handed_in() => ending(&self.name),
            MediaKind::Picture if !self.is_drawing() => Some("jpg".to_owned()),
            MediaKind::Video => Some("mp4".to_owned()),
            MediaKind::Audio => Some("m4a".to_owned()),
            _ => ending(&self.name),
        };
        format!("{}.{}", plain_stem(&self.name), ending.unwrap_or_else(|| "tep".to_owned()))
    }

    /// The lasting address of what readers get: it leads to the newest file.
    pub fn address(&self) -> String {
        format!("/files/{}/{}", self.key, self.file_name())
    }
}

/// An entry that uses a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Its number.
    pub entry: i64,
    /// Its kind's folder, such as `news`.
    pub kind: String,
    /// Its key within its kind.
    pub key: String,
    /// Whether readers see it there.
    pub live: bool,
}
