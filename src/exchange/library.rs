//! The library on its way out: what it says of files that entries hold, and files that none holds. Not
//! for originals: they may say where they were taken, and stay.

use super::Exchange;
use super::export::{ExportError, write};
use super::library_file::{LIBRARY, Library, write_library};
use crate::media::{self, Beside, FileKey, Media, MediaKind, Poster, Readiness, Said, Search};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The names under which files stand in the folder, by their content.
#[derive(Debug, Default)]
pub(super) struct Written(BTreeMap<FileKey, BTreeSet<String>>);

impl Written {
    /// Remembers that a file is in the folder.
    pub(super) fn note(&mut self, key: &FileKey, name: &str) {
        self.0.entry(key.clone()).or_default().insert(name.to_owned());
    }

    fn names(&self, key: &FileKey) -> Option<&BTreeSet<String>> {
        self.0.get(key)
    }
}

/// Writes `library.toml`, and into `library/` what no entry holds.
pub(super) async fn export_library(
    exchange: &Exchange,
    folder: &Path,
    written: &Written,
) -> Result<(), ExportError> {
    let all = media::list(&exchange.db, &Search::default(), (0, i64::MAX)).await?;
    let mut library = Library::new();
    for media in &all {
        let Some(key) = readers_get(media)? else { continue };
        let names = written.names(key);
        if names.is_none() {
            let path = folder.join("library").join(format!("{key}.{}", ending(media)));
            write(&path, &exchange.files.get(&key.0, None).await?)?;
        }
        let said = Said { beside: beside(exchange, media).await?, ..said(media, names) };
        // Captions are of a film of the library, which names them.
        let captions = media.kind == MediaKind::Captions;
        if names.is_none() || captions || says_something(&said) {
            library.insert(key.clone(), said);
        }
    }
    if !library.is_empty() {
        write(&folder.join(LIBRARY), write_library(&library)?.as_bytes())?;
    }
    Ok(())
}

/// What readers get of a file; `None` when it could not be made.
fn readers_get(media: &Media) -> Result<Option<&FileKey>, ExportError> {
    match &media.public {
        Some(key) => Ok(Some(key)),
        None if media.readiness == Readiness::Failed => Ok(None),
        None => Err(ExportError::NotReady(media.name.clone())),
    }
}

fn ending(media: &Media) -> String {
    let name = media.file_name();
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_owned())
}

fn said(media: &Media, names: Option<&BTreeSet<String>>) -> Said {
    // Under the name it has in the folder it comes back by itself.
    let known = names.is_some_and(|names| names.contains(&media.name) && names.len() == 1);
    let words = media.words.iter().filter(|(_, words)| **words != media::MediaWords::default());
    Said {
        name: (!known).then(|| media.name.clone()),
        credits: media.credits.clone(),
        words: words.map(|(language, words)| (*language, words.clone())).collect(),
        beside: Beside::default(),
    }
}

/// What stands beside a film, by the content readers get; nothing of other files.
async fn beside(exchange: &Exchange, media: &Media) -> Result<Beside, ExportError> {
    if media.kind != MediaKind::Video {
        return Ok(Beside::default());
    }
    let poster = match media.poster {
        Poster::Own => Poster::Own,
        Poster::At(milliseconds) => Poster::At(milliseconds),
        Poster::Picture(id) => {
            let picture = media::newest_of(&exchange.db, id).await?;
            let there = picture.filter(|picture| picture.removed_at.is_none());
            there.and_then(|picture| picture.public).map_or(Poster::Own, Poster::Picture)
        }
    };
    let captions = media::captions_of(&exchange.db, media.id).await?.into_iter();
    let captions = captions.filter_map(|one| Some((one.language, one.file.public?)));
    Ok(Beside { poster, captions: captions.collect() })
}

fn says_something(said: &Said) -> bool {
    *said != Said::nothing()
}
