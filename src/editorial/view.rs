//! An entry's pictures as pages show them: address, size, words and credit together. Not for the
//! files' bytes: those are `media`'s.

use super::model::Live;
use crate::media::{self, FileKey, MediaFile};
use crate::platform::db::{Db, Result};
use crate::platform::web::picture::{Focus, Made, Shown};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;

/// A picture, ready for a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// The file's name within its entry.
    pub file: String,
    /// Its address.
    pub url: String,
    /// The address of its dark rendition, for drawings.
    pub dark_url: Option<String>,
    /// What matters in it.
    pub focus: Focus,
    /// The same picture in other formats, widths and cuts; empty when nothing was made of it.
    pub made: Vec<Made>,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// What it shows.
    pub alt: String,
    /// What is said under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under what licence.
    pub licence: Option<String>,
    /// A drawing, labelled as such.
    pub illustration: bool,
    /// The day it was taken.
    #[serde(skip)]
    pub taken_on: Option<Date>,
}

impl Picture {
    /// The picture as the writer of pictures takes it.
    pub fn shown(&self) -> Shown {
        Shown {
            url: self.url.clone(),
            dark_url: self.dark_url.clone(),
            width: self.width,
            height: self.height,
            alt: self.alt.clone(),
            focus: self.focus,
            made: self.made.clone(),
        }
    }
}

/// The pictures and other files of one entry.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// In the order of the entry.
    pub all: Vec<Picture>,
    files: HashMap<FileKey, MediaFile>,
}

impl Pictures {
    /// A picture by its file's name.
    pub fn named(&self, file: &str) -> Option<&Picture> {
        self.all.iter().find(|picture| picture.file == file)
    }

    /// Any file of the entry by its name.
    pub fn file(&self, live: &Live, name: &str) -> Option<&MediaFile> {
        self.files.get(live.facts.files.get(name)?)
    }

    /// What the library keeps of a film of the entry: the picture in its place before it plays. None
    /// until it is made.
    pub fn still(&self, live: &Live, name: &str) -> Option<Picture> {
        let file = self.file(live, name).filter(|file| file.content_type.starts_with("video/"))?;
        let whole = |one: &&media::Rendition| {
            one.purpose == media::Purpose::Whole && one.format == media::Format::Jpeg
        };
        let largest = file.renditions.iter().rfind(whole)?;
        Some(Picture {
            file: name.to_owned(),
            url: largest.address(name),
            dark_url: None,
            focus: Focus::default(),
            made: made(file, name),
            width: largest.width,
            height: largest.height,
            alt: String::new(),
            caption: None,
            credit: None,
            licence: None,
            illustration: false,
            taken_on: None,
        })
    }

    /// The picture a list shows of the entry: its lead picture, else that of its film.
    pub fn listed(&self, live: &Live) -> Option<Picture> {
        let of_film = || live.facts.files.keys().find_map(|name| self.still(live, name));
        self.lead(live).cloned().or_else(of_film)
    }

    /// The picture that stands with the entry's title.
    pub fn lead(&self, live: &Live) -> Option<&Picture> {
        self.named(live.facts.lead_picture.as_deref()?)
    }

    /// The lead picture as feeds carry it: JPEG where it was made. Programs that read feeds draw no
    /// SVG, so a drawing is left out.
    pub fn enclosure(&self, live: &Live) -> Option<Enclosure> {
        let name = live.facts.lead_picture.as_deref()?;
        let file = self.file(live, name)?;
        let jpeg = |one: &&media::Rendition| {
            one.format == media::Format::Jpeg && one.purpose == media::Purpose::Whole
        };
        let mut made = file.renditions.iter().filter(jpeg);
        match made.clone().find(|one| one.width >= ENCLOSED).or_else(|| made.next_back()) {
            Some(one) => Some(Enclosure {
                url: one.address(name),
                content_type: one.format.content_type().to_owned(),
                bytes: one.bytes,
            }),
            None => (file.content_type != "image/svg+xml").then(|| Enclosure {
                url: file.address(name),
                content_type: file.content_type.clone(),
                bytes: file.bytes,
            }),
        }
    }
}

/// A picture that goes with an entry in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Its address.
    pub url: String,
    /// Its media type.
    pub content_type: String,
    /// Its length in bytes.
    pub bytes: i64,
}

/// How wide the picture in a feed is, in pixels.
const ENCLOSED: i64 = 1280;

/// Reads the pictures of these entries in one statement, in the entries' order.
pub async fn pictures(db: &Db, entries: &[Live]) -> Result<Vec<Pictures>> {
    let keys: Vec<FileKey> =
        entries.iter().flat_map(|live| live.facts.files.values().cloned()).collect();
    if keys.is_empty() {
        return Ok(entries.iter().map(|_| Pictures::default()).collect());
    }
    let files = media::described(db, &keys).await?;
    Ok(entries.iter().map(|live| of_entry(live, &files)).collect())
}

fn of_entry(live: &Live, files: &HashMap<FileKey, MediaFile>) -> Pictures {
    let all = live
        .facts
        .pictures
        .iter()
        .filter_map(|facts| {
            let file = files.get(live.facts.files.get(&facts.file)?)?;
            let words = live.words.pictures.iter().find(|words| words.file == facts.file);
            Some(Picture {
                file: facts.file.clone(),
                url: file.address(&facts.file),
                dark_url: file.dark_address(&facts.file),
                focus: focus(file),
                made: made(file, &facts.file),
                width: file.width.unwrap_or(0),
                height: file.height.unwrap_or(0),
                alt: words.map(|words| words.alt.clone()).unwrap_or_default(),
                caption: words.and_then(|words| words.caption.clone()),
                credit: facts.credit.clone(),
                licence: facts.licence.clone(),
                illustration: facts.illustration,
                taken_on: facts.taken_on,
            })
        })
        .collect();
    let own =
        live.facts.files.values().filter_map(|key| Some((key.clone(), files.get(key)?.clone())));
    Pictures { all, files: own.collect() }
}

fn focus(file: &MediaFile) -> Focus {
    let hundredths = |thousandths: i64| u8::try_from((thousandths + 5) / 10).unwrap_or(50).min(100);
    Focus { x: hundredths(file.focal.x), y: hundredths(file.focal.y) }
}

fn made(file: &MediaFile, name: &str) -> Vec<Made> {
    let one = |one: &media::Rendition| Made {
        cut: one.purpose.name().to_owned(),
        format: one.format.content_type().to_owned(),
        width: one.width,
        height: one.height,
        url: one.address(name),
    };
    file.renditions.iter().map(one).collect()
}
