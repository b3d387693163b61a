//! Export: the site as a folder of files, the same every time for the same content.

use super::Exchange;
use super::entry_file::{write_facts, write_words};
use super::library::{Written, export_library};
use super::opening;
use super::opening_file::{OPENING, write_opening};
use super::programmes;
use super::programmes_file::{PROGRAMMES, write_programme};
use super::rankings_file::{FILES, write_rankings};
use super::reports;
use super::reports_file::REPORTS;
use super::site_file::{write_agencies, write_history, write_places, write_site};
use super::site_parts::{write_block, write_redirects};
use crate::action_programme::{self as programme, rankings};
use crate::editorial::{self, KindRules};
use crate::media::{self, FileKey};
use crate::platform::db::Failure;
use crate::platform::files::FileFailure;
use crate::{agency, place, site};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Why a site was not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nothing was imported yet.
    #[error("there is nothing to export: this portal has no site yet")]
    Empty,
    /// The folder is not empty; nothing of it is overwritten.
    #[error("{0} is not empty; export into a new folder")]
    NotEmpty(String),
    /// A file could not be written.
    #[error("{0}: {1}")]
    Unwritable(String, io::Error),
    /// Content that cannot be written as TOML.
    #[error("cannot be written as TOML: {0}")]
    Toml(#[from] toml::ser::Error),
    /// The agencies cannot be written as CSV.
    #[error("cannot be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// A report's value cannot be read.
    #[error("the report of {0} cannot be read: {1}")]
    Report(String, serde_json::Error),
    /// A file of the library has no form for readers yet.
    #[error("{0} is still being made ready for readers; export again when the library shows it")]
    NotReady(String),
    /// The store of files did not answer.
    #[error(transparent)]
    Files(#[from] FileFailure),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Writes the whole site into `folder`; answers how many entries it has.
pub async fn export(exchange: &Exchange, folder: &Path) -> Result<usize, ExportError> {
    let settings = site::settings(&exchange.db).await?.ok_or(ExportError::Empty)?;
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(ExportError::NotEmpty(folder.display().to_string()));
    }
    let zone = TimeZone::get(&settings.time_zone).unwrap_or(TimeZone::UTC);
    write(&folder.join("site.toml"), write_site(&settings)?.as_bytes())?;
    let register = agency::register(&exchange.db).await?;
    write(&folder.join("agencies.csv"), write_agencies(&register)?.as_bytes())?;
    if let Some(history) = write_history(&register)? {
        write(&folder.join("agency-history.toml"), history.as_bytes())?;
    }
    write(
        &folder.join("places.toml"),
        write_places(&place::gazetteer(&exchange.db).await?)?.as_bytes(),
    )?;
    let mut written = Written::default();
    write_files(exchange, &folder.join("files"), &settings.files, &mut written).await?;
    export_site_parts(exchange, folder).await?;
    let mut count = 0;
    for rules in &exchange.kinds.0 {
        for key in editorial::every_key(&exchange.db, rules.kind.name()).await? {
            let entry = folder.join(rules.kind.name()).join(&key);
            export_entry(exchange, (&entry, &mut written), rules, &key, &zone).await?;
            count += 1;
        }
    }
    export_library(exchange, folder, &written).await?;
    Ok(count)
}

/// What only some sites have: without redirects and blocks there is no file for them.
async fn export_site_parts(exchange: &Exchange, folder: &Path) -> Result<(), ExportError> {
    let mut redirects = site::redirects(&exchange.db, "", 0, i64::MAX).await?;
    // Engines sort letters with marks each in its own way; the folder is the same on both.
    redirects.sort_by(|one, other| one.from.cmp(&other.from));
    if !redirects.is_empty() {
        write(&folder.join("redirects.csv"), write_redirects(&redirects)?.as_bytes())?;
    }
    for block in site::reusables(&exchange.db).await? {
        for (name, text) in write_block(&block)? {
            write(&folder.join("blocks").join(name), text.as_bytes())?;
        }
    }
    let openings = opening::lines(exchange).await?;
    if !openings.is_empty() {
        write(&folder.join(OPENING), write_opening(&openings)?.as_bytes())?;
    }
    let indexes = rankings::indexes(&exchange.db).await?;
    if !indexes.is_empty() {
        for (name, text) in FILES.into_iter().zip(write_rankings(&indexes)?) {
            write(&folder.join("rankings").join(name), text.as_bytes())?;
        }
    }
    for programme in programmes::files(exchange).await? {
        let file = folder.join(PROGRAMMES).join(format!("{}.toml", programme.key));
        write(&file, write_programme(&programme)?.as_bytes())?;
    }
    export_reports(exchange, &folder.join(PROGRAMMES)).await
}

async fn export_reports(exchange: &Exchange, folder: &Path) -> Result<(), ExportError> {
    for key in programme::every_key(&exchange.db).await? {
        if let Some(own) = programme::programme(&exchange.db, &key).await? {
            reports::export(exchange, &folder.join(&key).join(REPORTS), own.id).await?;
        }
    }
    Ok(())
}

async fn export_entry(
    exchange: &Exchange,
    (folder, written): (&Path, &mut Written),
    rules: &KindRules,
    key: &str,
    zone: &TimeZone,
) -> Result<(), ExportError> {
    let mut tx = exchange.db.begin().await?;
    let stored = editorial::latest(&mut tx, rules.kind.name(), key).await?;
    drop(tx);
    let Some(stored) = stored else { return Ok(()) };
    write(&folder.join("entry.toml"), write_facts(&stored.facts)?.as_bytes())?;
    for state in &stored.languages {
        let language = state.language;
        write(&folder.join(format!("{language}.toml")), write_words(state, zone)?.as_bytes())?;
        let body = state.words.body.to_markdown();
        if !body.is_empty() {
            write(&folder.join(format!("{language}.md")), body.as_bytes())?;
        }
    }
    write_files(exchange, folder, &stored.facts.files, written).await
}

async fn write_files(
    exchange: &Exchange,
    folder: &Path,
    files: &BTreeMap<String, FileKey>,
    written: &mut Written,
) -> Result<(), ExportError> {
    for (name, key) in files {
        let shown = shown(exchange, name, key).await?;
        written.note(&shown, name);
        write(&folder.join(name), &exchange.files.get(&shown.0, None).await?)?;
    }
    Ok(())
}

/// A file of the library leaves as readers get it: what was handed in may say where it was taken,
/// and would be published as it is by whoever imports the folder.
async fn shown(exchange: &Exchange, name: &str, key: &FileKey) -> Result<FileKey, ExportError> {
    match media::media_by_key(&exchange.db, key).await? {
        None => Ok(key.clone()),
        Some(found) => found.public.ok_or_else(|| ExportError::NotReady(name.to_owned())),
    }
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let unwritable = |error| ExportError::Unwritable(path.display().to_string(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    fs::write(path, bytes).map_err(unwritable)
}
