//! An entry's pictures as pages show them: address, size, words and credit together. Not for the
//! files' bytes: those are `media`'s.

use super::model::Live;
use crate::media::{self, FileKey, MediaFile};
use crate::platform::db::{Db, Result};
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
    /// The same picture in other formats and widths, for `<source>`; empty when there are none.
    pub sources: Vec<media::Source>,
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

    /// The picture that stands with the entry's title.
    pub fn lead(&self, live: &Live) -> Option<&Picture> {
        self.named(live.facts.lead_picture.as_deref()?)
    }
}

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
                sources: file.sources(&facts.file, media::Purpose::Whole),
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
