//! What a file really is, told by its bytes and never by its name, and whether it may come in. Not
//! for keeping it, and not for decoding pictures: only their headers are read here.

mod captions;
mod container;
mod drawing;
mod office;
mod pdf;
mod picture;
mod reason;
#[cfg(test)]
mod tests;

pub use reason::Reason;

/// Checks a drawing that comes without a sender; answers the size of its view box in pixels.
pub use drawing::check as drawing;

use bytes::Bytes;
use jiff::civil::Date;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// Megabytes are counted as people's computers show them.
const MB: u64 = 1 << 20;
/// The longest file of any kind: a film. (4 GB)
pub const LONGEST: u64 = 4 << 30;
/// The most pixels a picture may have. (100 megapixels)
pub const MOST_PIXELS: u64 = 100_000_000;

/// What the library sorts files by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
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

impl MediaKind {
    /// Every kind.
    pub const ALL: [MediaKind; 5] = [
        MediaKind::Picture,
        MediaKind::Video,
        MediaKind::Audio,
        MediaKind::Document,
        MediaKind::Captions,
    ];

    /// The name in the store and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            MediaKind::Picture => "picture",
            MediaKind::Video => "video",
            MediaKind::Audio => "audio",
            MediaKind::Document => "document",
            MediaKind::Captions => "captions",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<MediaKind> {
        MediaKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A type of file that may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// Its media type.
    pub mime: &'static str,
    /// What the library sorts it by.
    pub kind: MediaKind,
    /// The endings its name may have; the first is the usual one.
    pub endings: &'static [&'static str],
    most_bytes: u64,
}

macro_rules! types {
    ($($name:ident: $kind:ident, $content_type:literal, $most:expr, [$($ending:literal),+];)+) => {
        $(pub(super) const $name: Type = Type {
            mime: $content_type, kind: MediaKind::$kind, endings: &[$($ending),+], most_bytes: $most,
        };)+
        const TYPES: &[Type] = &[$($name),+];
    };
}

types! {
    JPEG: Picture, "image/jpeg", 50 * MB, ["jpg", "jpeg", "jpe", "jfif"];
    PNG: Picture, "image/png", 50 * MB, ["png"];
    WEBP: Picture, "image/webp", 50 * MB, ["webp"];
    GIF: Picture, "image/gif", 50 * MB, ["gif"];
    SVG: Picture, "image/svg+xml", 4 * MB, ["svg"];
    MP4: Video, "video/mp4", LONGEST, ["mp4", "m4v"];
    MOV: Video, "video/quicktime", LONGEST, ["mov", "qt"];
    WEBM: Video, "video/webm", LONGEST, ["webm"];
    MKV: Video, "video/x-matroska", LONGEST, ["mkv"];
    MP3: Audio, "audio/mpeg", 1024 * MB, ["mp3"];
    M4A: Audio, "audio/mp4", 1024 * MB, ["m4a"];
    OGG: Audio, "audio/ogg", 1024 * MB, ["ogg", "oga", "opus"];
    WAV: Audio, "audio/wav", 1024 * MB, ["wav"];
    FLAC: Audio, "audio/flac", 1024 * MB, ["flac"];
    PDF: Document, "application/pdf", 100 * MB, ["pdf"];
    DOCX: Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 100 * MB, ["docx"];
    XLSX: Document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100 * MB, ["xlsx"];
    VTT: Captions, "text/vtt", 2 * MB, ["vtt"];
}

impl Type {
    /// The type of a media type's name.
    pub fn named(content_type: &str) -> Option<Type> {
        TYPES.iter().copied().find(|one| one.mime == content_type)
    }
}

/// The bytes of a file that wants to come in.
#[derive(Clone, Debug)]
pub enum Content {
    /// In memory.
    Memory(Bytes),
    /// In a file, for films do not fit into memory.
    File(PathBuf),
}

impl Content {
    /// The length in bytes.
    pub fn length(&self) -> io::Result<u64> {
        match self {
            Content::Memory(bytes) => Ok(bytes.len() as u64),
            Content::File(path) => Ok(std::fs::metadata(path)?.len()),
        }
    }

    /// The first bytes, at most `most`.
    pub fn head(&self, most: u64) -> io::Result<Bytes> {
        match self {
            Content::Memory(bytes) => {
                let end = usize::try_from(most).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes.slice(..end))
            }
            Content::File(path) => {
                let mut head = Vec::new();
                File::open(path)?.take(most).read_to_end(&mut head)?;
                Ok(Bytes::from(head))
            }
        }
    }

    /// All bytes.
    pub fn whole(&self) -> io::Result<Bytes> {
        match self {
            Content::Memory(bytes) => Ok(bytes.clone()),
            Content::File(path) => Ok(Bytes::from(std::fs::read(path)?)),
        }
    }
}

/// A file that may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// What it is.
    pub is: Type,
    /// Width and height in pixels as it is looked at, of pictures.
    pub size: Option<(u32, u32)>,
    /// The day it was taken, as the camera wrote it.
    pub taken_on: Option<Date>,
    /// Who made it, as the camera or its owner wrote it.
    pub author: Option<String>,
}

impl Examined {
    fn plain(is: Type) -> Examined {
        Examined { is, size: None, taken_on: None, author: None }
    }
}

/// Why a file could not be let in: it was refused, or it could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// It may not come in.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// The disk did not answer.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] io::Error),
}

/// What can be refused before a single byte was sent: by the length a sender announces, its name
/// and the type it declares.
pub fn foresee(name: &str, declared: Option<&str>, length: u64) -> Result<(), Reason> {
    if length == 0 {
        return Err(Reason::Empty);
    }
    let by_name = ending(name)
        .and_then(|ending| TYPES.iter().find(|one| one.endings.contains(&ending.as_str())));
    let said = by_name.copied().or_else(|| Type::named(declared?));
    let most = said.map_or(LONGEST, |said| said.most_bytes);
    if length > most { Err(Reason::TooLong { megabytes: most / MB }) } else { Ok(()) }
}

/// Tells what a file is and whether it may come in. Reads the disk and computes: not for a thread
/// that others wait for.
pub fn examine(name: &str, declared: Option<&str>, content: &Content) -> Result<Examined, Unfit> {
    let length = content.length()?;
    if length == 0 {
        return Err(Reason::Empty.into());
    }
    let head = content.head(64 * 1024)?;
    let is = container::told(&head)?;
    if length > is.most_bytes {
        return Err(Reason::TooLong { megabytes: is.most_bytes / MB }.into());
    }
    honest(name, declared, is, &head)?;
    match is {
        SVG => Ok(Examined { size: drawing(&content.whole()?)?, ..Examined::plain(is) }),
        PDF => pdf::check(&content.whole()?).map(|()| Examined::plain(is)).map_err(Unfit::from),
        VTT => {
            captions::check(&content.whole()?).map(|()| Examined::plain(is)).map_err(Unfit::from)
        }
        DOCX => {
            let is = office::check(&content.whole()?)?;
            // Decided now: its beginning leaves nothing open any more.
            honest(name, declared, is, &[])?;
            Ok(Examined::plain(is))
        }
        _ if is.kind == MediaKind::Picture => Ok(picture::check(is, &content.whole()?)?),
        _ => Ok(Examined::plain(is)),
    }
}

/// The ending of a name in small letters.
pub fn ending(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty() && !ending.is_empty()).then(|| ending.to_lowercase())
}

/// Whether name and declared type agree with what the bytes are. A name without an ending and a
/// declaration that says nothing do not lie.
fn honest(name: &str, declared: Option<&str>, is: Type, head: &[u8]) -> Result<(), Reason> {
    // Both office types begin alike; which one it is shows inside.
    let undecided = is == DOCX && container::is_zip(head);
    let fits = |one: &Type| *one == is || undecided && *one == XLSX || film(*one) && film(is);
    if let Some(ending) = ending(name) {
        let named = TYPES.iter().find(|one| one.endings.contains(&ending.as_str()));
        if !named.is_some_and(fits) {
            return Err(Reason::NameLies { ending, is: usual(is) });
        }
    }
    let Some(said) = declared.map(|said| said.split(';').next().unwrap_or_default().trim()) else {
        return Ok(());
    };
    let said = said.to_lowercase();
    let silent = ["", "application/octet-stream", "binary/octet-stream", "text/plain"];
    let aliases = [
        ("image/jpg", "image/jpeg"),
        ("image/pjpeg", "image/jpeg"),
        ("audio/mp3", "audio/mpeg"),
        ("audio/x-m4a", "audio/mp4"),
        ("audio/m4a", "audio/mp4"),
        ("audio/x-wav", "audio/wav"),
        ("audio/wave", "audio/wav"),
        ("audio/vnd.wave", "audio/wav"),
        ("audio/x-flac", "audio/flac"),
        ("audio/opus", "audio/ogg"),
        ("video/x-m4v", "video/mp4"),
        ("video/matroska", "video/x-matroska"),
    ];
    let plain = aliases.iter().find(|(alias, _)| *alias == said).map_or(said.as_str(), |two| two.1);
    if silent.contains(&plain) || Type::named(plain).as_ref().is_some_and(fits) {
        return Ok(());
    }
    Err(Reason::TypeLies { declared: plain.chars().take(80).collect(), is: usual(is) })
}

/// MP4 and `QuickTime`, `WebM` and Matroska are one family each: programs name them by either.
fn film(one: Type) -> bool {
    [MP4, MOV, WEBM, MKV].contains(&one)
}

fn usual(is: Type) -> String {
    is.endings.first().map(|ending| ending.to_uppercase()).unwrap_or_default()
}
