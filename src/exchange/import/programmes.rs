//! The programmes of a folder with their issued reports, read and held against each other. Not for what one
//! of them says: that is `programmes_file.rs` and `reports_file.rs`.

use super::{ImportError, folders, other_files, texts};
use crate::agency::Register;
use crate::exchange::entry_file::BadFile;
use crate::exchange::programmes_file::{PROGRAMMES, ProgrammeFile, read_programme};
use crate::exchange::reports_file::{REPORTS, ReportFolder, read_report};
use std::path::Path;

/// What stands in `programmes/`.
#[derive(Default)]
pub(super) struct Programmes {
    /// The programmes.
    pub files: Vec<ProgrammeFile>,
    /// Their reports, in the order they were issued.
    pub issued: Vec<ReportFolder>,
    /// Files that cannot be taken.
    pub faults: Vec<BadFile>,
}

/// Reads `programmes/`, which need not be there.
pub(super) fn read_programmes(
    folder: &Path,
    register: &Register,
) -> Result<Programmes, ImportError> {
    let mut found = Programmes::default();
    for (name, text) in texts(folder)? {
        match read_programme(&name, &text, register) {
            Ok(read) => found.files.push(read),
            Err(fault) => found.faults.push(fault),
        }
    }
    match read_reports(folder)? {
        Ok(read) => found.issued = read,
        Err(fault) => found.faults.push(fault),
    }
    Ok(found)
}

fn read_reports(folder: &Path) -> Result<Result<Vec<ReportFolder>, BadFile>, ImportError> {
    let mut found = Vec::new();
    for (key, path) in folders(folder)? {
        if !folder.join(format!("{key}.toml")).exists() {
            let problem = format!("there is no {key}.toml beside it");
            return Ok(Err(BadFile::new(&format!("{PROGRAMMES}/{key}"), &problem)));
        }
        for (number, path) in folders(&path.join(REPORTS))? {
            let place = format!("{PROGRAMMES}/{key}/{REPORTS}/{number}");
            let read = read_report(&place, &other_files(&path, |_| false)?);
            match read.and_then(|one| fits(&place, &key, one, &found)) {
                Ok(one) => found.push(one),
                Err(bad) => return Ok(Err(bad)),
            }
        }
    }
    Ok(Ok(found))
}

/// A report of this programme, and the only one of its period that stands.
fn fits(
    place: &str,
    key: &str,
    one: ReportFolder,
    others: &[ReportFolder],
) -> Result<ReportFolder, BadFile> {
    let own = &one.kept.report;
    if own.programme.key != key {
        return Err(BadFile::new(place, &format!("it is a report of {}", own.programme.key)));
    }
    let stands = |other: &ReportFolder| {
        let report = &other.kept.report;
        other.kept.withdrawn.is_none()
            && (&report.programme.key, report.period) == (&own.programme.key, own.period)
    };
    if one.kept.withdrawn.is_none() && others.iter().any(stands) {
        return Err(BadFile::new(place, &format!("another report of {} stands", own.period)));
    }
    Ok(one)
}
