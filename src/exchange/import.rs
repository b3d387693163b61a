//! Import: reads and checks the whole folder first, then writes entry by entry, each in one
//! transaction. What is reported as imported is in the database; a second import of the same folder
//! changes nothing.

mod files;
mod lacking;
mod programmes;

use super::Exchange;
use super::entry_file::{BadFile, WordsFile, read_facts, read_words};
use super::library_file::{LIBRARY, Library, read_library};
use super::opening;
use super::opening_file::{OPENING, OpeningLine, read_opening};
use super::programmes_file::{PROGRAMMES, ProgrammeFile};
use super::rankings_file::read_rankings;
use super::reports_file::ReportFolder;
use super::site_file::{read_places, read_register, read_site};
use super::site_parts::{BlockFiles, read_blocks, read_redirects};
use crate::action_programme::Refusal as NotSetOut;
use crate::action_programme::rankings::{Index as Ranking, Refusal as NotRanked};
use crate::agency::{self, Register};
use crate::editorial::{
    self, Complaint, Draft, Facts, KindRules, Kinds, Publication, State, Words,
};
use crate::media;
use crate::people::Actor;
use crate::place::{self, Gazetteer};
use crate::platform::db::{Failure, Tx};
use crate::platform::i18n::Language;
use crate::site::{self, Settings};
use bytes::Bytes;
use jiff::tz::TimeZone;
use programmes::read_programmes;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Why a folder was not imported. A folder that is bad or lacks something writes nothing at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The folder could not be read.
    #[error("{0}: {1}")]
    Unreadable(String, io::Error),
    /// Files that cannot be taken.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Bad(Vec<BadFile>),
    /// Entries that lack something.
    #[error("some entries cannot be published")]
    Complaints(Vec<(String, Complaint)>),
    /// A verb was refused.
    #[error("{0}: {1}")]
    Refused(String, editorial::Refusal),
    /// The site's settings were refused.
    #[error(transparent)]
    Site(#[from] site::Refusal),
    /// A redirect or a reusable block was refused.
    #[error(transparent)]
    SiteParts(#[from] site::NotDone),
    /// The register of agencies was refused.
    #[error(transparent)]
    Agencies(#[from] agency::Refusal),
    /// The places were refused.
    #[error(transparent)]
    Places(#[from] place::Refusal),
    /// An opening balance was refused.
    #[error(transparent)]
    Opening(#[from] opening::NoOpening),
    /// A ranking was refused.
    #[error("rankings: {0}")]
    Rankings(#[from] NotRanked),
    /// An action programme was refused.
    #[error("programmes: {0}")]
    Programmes(#[from] NotSetOut),
    /// A file was refused.
    #[error("{0}: {1}")]
    File(String, media::Refusal),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// What became of one entry.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Which entry, such as `news/khai-mac`.
    pub subject: String,
    /// Which one of how many.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// An entry as its folder gives it.
struct Folder {
    rules: KindRules,
    key: String,
    facts: Facts,
    words: BTreeMap<Language, WordsFile>,
    files: Vec<(String, Bytes)>,
}

/// A whole site folder, read and checked.
struct SiteFolder {
    settings: Settings,
    files: Vec<(String, Bytes)>,
    /// Files of the library that no entry holds.
    unheld: Vec<(String, Bytes)>,
    library: Library,
    agencies: Register,
    places: Gazetteer,
    redirects: Vec<site::Redirect>,
    blocks: Vec<BlockFiles>,
    rankings: Vec<Ranking>,
    programmes: Vec<ProgrammeFile>,
    reports: Vec<ReportFolder>,
    opening: Vec<OpeningLine>,
    entries: Vec<Folder>,
}

/// Imports a site folder. `report` hears of each entry once it is safe.
pub async fn import(
    exchange: &Exchange,
    folder: &Path,
    mut report: impl FnMut(&Imported),
) -> Result<usize, ImportError> {
    let site = read_folder(folder, &exchange.kinds)?;
    let faults = files::faults(&site)?;
    if !faults.is_empty() {
        return Err(ImportError::Bad(faults));
    }
    let lacking = lacking::lacking(exchange, &site).await?;
    if !lacking.is_empty() {
        return Err(ImportError::Complaints(lacking));
    }
    let habits = Habits {
        zone: TimeZone::get(&site.settings.time_zone).unwrap_or(TimeZone::UTC),
        original: site.settings.default_language(),
        library: &site.library,
    };
    write_site(exchange, &site).await?;
    let given = (site.programmes.as_slice(), site.reports.as_slice());
    super::programmes::bring_in(exchange, &habits.zone, &site.agencies, given).await?;
    let of = site.entries.len();
    for (number, entry) in site.entries.into_iter().enumerate() {
        let subject = format!("{}/{}", entry.rules.kind, entry.key);
        write_entry(exchange, &subject, entry, &habits).await?;
        report(&Imported { subject, number: number + 1, of });
    }
    // Last: its lines name entries that are only there now.
    opening::bring_in(exchange, &site.opening).await?;
    Ok(of)
}

fn read_text(path: &Path) -> Result<String, ImportError> {
    fs::read_to_string(path)
        .map_err(|error| ImportError::Unreadable(path.display().to_string(), error))
}

fn read_folder(folder: &Path, kinds: &Kinds) -> Result<SiteFolder, ImportError> {
    let mut bad = Vec::new();
    let mut keep = |result: Result<(), BadFile>| bad.extend(result.err());
    let mut settings = None;
    keep(read_site(&read_text(&folder.join("site.toml"))?).map(|read| settings = Some(read)));
    let (mut agencies, mut places) = (Register::default(), Gazetteer::default());
    keep(read_register(folder).map(|read| agencies = read));
    if folder.join("places.toml").exists() {
        keep(read_places(&read_text(&folder.join("places.toml"))?).map(|read| places = read));
    }
    let (mut redirects, mut blocks) = (Vec::new(), Vec::new());
    if folder.join("redirects.csv").exists() {
        keep(
            read_redirects(&read_text(&folder.join("redirects.csv"))?).map(|read| redirects = read),
        );
    }
    keep(read_blocks(&texts(&folder.join("blocks"))?).map(|read| blocks = read));
    let mut rankings = Vec::new();
    if folder.join("rankings").exists() {
        keep(
            read_rankings(|file| said(&folder.join("rankings"), file)).map(|read| rankings = read),
        );
    }
    let programmes = read_programmes(&folder.join(PROGRAMMES), &agencies)?;
    programmes.faults.into_iter().for_each(|fault| keep(Err(fault)));
    let mut opening = Vec::new();
    if folder.join(OPENING).exists() {
        keep(read_opening(&read_text(&folder.join(OPENING))?).map(|read| opening = read));
    }
    let mut library = Library::new();
    if folder.join(LIBRARY).exists() {
        keep(read_library(&read_text(&folder.join(LIBRARY))?).map(|read| library = read));
    }
    let mut entries = Vec::new();
    for rules in &kinds.0 {
        for (key, path) in folders(&folder.join(rules.kind.name()))? {
            keep(read_entry(&path, rules, &key)?.map(|entry| entries.push(entry)));
        }
    }
    match settings {
        Some(settings) if bad.is_empty() => {
            let files = other_files(&folder.join("files"), |_| false)?;
            Ok(SiteFolder {
                settings,
                files,
                unheld: other_files(&folder.join("library"), |_| false)?,
                library,
                agencies,
                places,
                redirects,
                blocks,
                rankings,
                programmes: programmes.files,
                reports: programmes.issued,
                opening,
                entries,
            })
        }
        _ => Err(ImportError::Bad(bad)),
    }
}

/// A file of a folder that must be there.
fn said(folder: &Path, file: &str) -> Result<String, BadFile> {
    fs::read_to_string(folder.join(file)).map_err(|error| BadFile::new(file, &error))
}

/// The files of a folder as texts, by name.
fn texts(path: &Path) -> Result<Vec<(String, String)>, ImportError> {
    let files = other_files(path, |_| false)?;
    let text = |bytes: &Bytes| String::from_utf8_lossy(bytes).into_owned();
    Ok(files.iter().map(|(name, bytes)| (name.clone(), text(bytes))).collect())
}

/// The folders in a folder, by name; none when it is absent.
fn folders(path: &Path) -> Result<Vec<(String, std::path::PathBuf)>, ImportError> {
    let mut found = Vec::new();
    if !path.exists() {
        return Ok(found);
    }
    let unreadable = |error| ImportError::Unreadable(path.display().to_string(), error);
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if let (true, Ok(name)) = (entry.path().is_dir(), entry.file_name().into_string()) {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

/// The files of a folder but those `ours` names, by name.
fn other_files(
    path: &Path,
    ours: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Bytes)>, ImportError> {
    let mut found = Vec::new();
    if !path.exists() {
        return Ok(found);
    }
    let unreadable = |error| ImportError::Unreadable(path.display().to_string(), error);
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if let (true, Ok(name)) = (entry.path().is_file(), entry.file_name().into_string())
            && !ours(&name)
        {
            found.push((name, Bytes::from(fs::read(entry.path()).map_err(unreadable)?)));
        }
    }
    found.sort();
    Ok(found)
}

fn read_entry(
    path: &Path,
    rules: &KindRules,
    key: &str,
) -> Result<Result<Folder, BadFile>, ImportError> {
    let subject = format!("{}/{key}", rules.kind);
    let files = other_files(path, |_| false)?;
    let text = |name: &str| {
        let found = files.iter().find(|(file, _)| file == name);
        found.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
    };
    let read = || {
        let file = format!("{subject}/entry.toml");
        let facts = text("entry.toml").ok_or_else(|| BadFile::new(&file, "the file is missing"))?;
        let facts = read_facts(&file, &facts, rules)?;
        let mut words = BTreeMap::new();
        for (name, _) in &files {
            let Some(code) = name.strip_suffix(".toml").filter(|code| *code != "entry") else {
                continue;
            };
            let file = format!("{subject}/{name}");
            let language: Language = code.parse().map_err(|error| BadFile::new(&file, &error))?;
            let body = text(&format!("{code}.md")).unwrap_or_default();
            words.insert(
                language,
                read_words(&file, &text(name).unwrap_or_default(), &body, rules)?,
            );
        }
        let ours = |name: &str| {
            Path::new(name).extension().is_some_and(|end| end == "toml" || end == "md")
        };
        let files = files.iter().filter(|(name, _)| !ours(name)).cloned().collect();
        Ok(Folder { rules: *rules, key: key.to_owned(), facts, words, files })
    };
    Ok(read())
}

async fn write_site(exchange: &Exchange, site: &SiteFolder) -> Result<(), ImportError> {
    let at = exchange.clock.now_ms();
    let mut settings = site.settings.clone();
    let mut tx = exchange.db.begin().await?;
    let own = ("files", site.files.as_slice());
    settings.files = files::bring(exchange, &mut tx, at, own, &site.library).await?;
    files::bring(exchange, &mut tx, at, ("library", &site.unheld), &site.library).await?;
    files::bring_films(exchange, &mut tx, at, site).await?;
    let same = site::settings(&exchange.db).await?.as_ref() == Some(&settings);
    if !same {
        site::change(&mut tx, &Actor::Operator, at, &settings).await?;
    }
    if agency::register(&exchange.db).await? != site.agencies {
        agency::replace_all(&mut tx, &Actor::Operator, at, &site.agencies).await?;
    }
    if place::gazetteer(&exchange.db).await? != site.places {
        place::replace_all(&mut tx, &Actor::Operator, at, &site.places).await?;
    }
    write_site_parts(exchange, &mut tx, at, site).await?;
    super::rankings::bring_in(exchange, &mut tx, at, &site.rankings).await?;
    tx.commit().await?;
    Ok(())
}

/// Redirects and blocks that differ; what the folder does not name stays as it is. An export holds what
/// was looked at when it was made, so pages that stand at a path now are not asked after: they go first.
async fn write_site_parts(
    exchange: &Exchange,
    tx: &mut Tx,
    at: i64,
    site: &SiteFolder,
) -> Result<(), ImportError> {
    let existing = site::redirects(&exchange.db, "", 0, i64::MAX).await?;
    let given = site.redirects.iter().map(|one| (one.clone(), Vec::new())).collect();
    let looked = site::redirect::look(&existing, given, "", &|_| false);
    if let Some(bad) = looked.iter().find(|one| one.effect == site::redirect::Effect::Refused) {
        let problem = format!("{} -> {} cannot be taken", bad.redirect.from, bad.redirect.to);
        return Err(ImportError::Bad(vec![BadFile::new("redirects.csv", &problem)]));
    }
    site::put_redirects(tx, &Actor::Operator, at, &looked).await?;
    for block in &site.blocks {
        for (language, body) in &block.bodies {
            let draft = site::BlockDraft {
                slug: &block.slug,
                name: &block.name,
                language: *language,
                body,
                seen: None,
            };
            site::save_block(tx, &Actor::Operator, at, draft).await?;
        }
    }
    Ok(())
}

/// What a site does with every entry.
struct Habits<'a> {
    /// The calendar its years are of.
    zone: TimeZone,
    /// The language its entries were written in.
    original: Option<Language>,
    /// What is said of its files.
    library: &'a Library,
}

async fn write_entry(
    exchange: &Exchange,
    subject: &str,
    mut entry: Folder,
    habits: &Habits<'_>,
) -> Result<(), ImportError> {
    let at = exchange.clock.now_ms();
    let refused = |refusal| ImportError::Refused(subject.to_owned(), refusal);
    let mut tx = exchange.db.begin().await?;
    let own = (subject, entry.files.as_slice());
    entry.facts.files = files::bring(exchange, &mut tx, at, own, habits.library).await?;
    let stored = editorial::latest(&mut tx, entry.rules.kind.name(), &entry.key).await?;
    let mut words: Vec<(Language, &Words)> =
        entry.words.iter().map(|(language, file)| (*language, &file.words)).collect();
    words.sort_by_key(|(language, _)| (Some(*language) != habits.original, *language));
    let draft = Draft {
        rules: &entry.rules,
        key: &entry.key,
        seen: stored.as_ref().map(editorial::Stored::seen),
        facts: &entry.facts,
        words: &words,
    };
    editorial::save(&mut tx, &Actor::Operator, at, draft).await.map_err(refused)?;
    for (language, file) in &entry.words {
        let was =
            stored.as_ref().and_then(|stored| stored.state(*language)).map(|state| state.state);
        let Some(published_at) = file.published_at else { continue };
        // What was withdrawn elsewhere was public once: its address must say so here too.
        let withdrawn = file.state == State::Withdrawn && was != Some(State::Withdrawn);
        if file.state == State::Published || withdrawn {
            let publication = Publication {
                rules: &entry.rules,
                key: &entry.key,
                language: *language,
                published_at,
                updated_at: file.updated_at,
                year: year(&entry, published_at, &habits.zone),
            };
            let published = editorial::publish(&mut tx, &Actor::Operator, at, publication);
            published.await.map_err(refused)?;
        }
        if withdrawn {
            let (rules, key) = (&entry.rules, &entry.key);
            let withdrawal =
                editorial::withdraw(&mut tx, &Actor::Operator, at, rules, key, *language);
            withdrawal.await.map_err(refused)?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The year readers find an entry under: of what happens, else of its publication.
fn year(entry: &Folder, published_at: i64, zone: &TimeZone) -> String {
    let published = jiff::Timestamp::from_millisecond(published_at).unwrap_or_default();
    let happens = (entry.rules.listing)(&entry.facts).happens;
    let day = happens.map_or_else(|| published.to_zoned(zone.clone()).date(), |(from, _)| from);
    day.year().to_string()
}
