//! An issued report in a site folder: `programmes/<key>/reports/<number>/` with `report.toml` (what is
//! known of it), `value.json` (what it says, letter by letter) and its files. Not for who issued it: a
//! folder names no person.

use super::entry_file::BadFile;
use crate::action_programme::reports::{KeptFile, KeptReport, Report, ReportPeriod};
use crate::platform::files::hex;
use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The folder below a programme's own.
pub const REPORTS: &str = "reports";
/// What is known of a report.
pub const HEAD: &str = "report.toml";
/// What it says.
pub const VALUE: &str = "value.json";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    period: ReportPeriod,
    made_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawn: Option<WithdrawnLine>,
    #[serde(default, rename = "file")]
    files: Vec<FileLine>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithdrawnLine {
    at: Timestamp,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLine {
    name: String,
    sha256: String,
}

/// A report as its folder gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFolder {
    /// The report.
    pub kept: KeptReport,
    /// The bytes of its files, in the order they are named.
    pub bytes: Vec<Bytes>,
}

/// Writes what is known of a report. Moments outside what a calendar holds are written as 1970.
pub fn write_head(kept: &KeptReport) -> Result<String, toml::ser::Error> {
    let moment = |at: i64| Timestamp::from_millisecond(at).unwrap_or_default();
    let withdrawn = kept.withdrawn.as_ref();
    let withdrawn =
        withdrawn.map(|(at, reason)| WithdrawnLine { at: moment(*at), reason: reason.clone() });
    let line = |file: &KeptFile| FileLine { name: file.name.clone(), sha256: file.sha256.clone() };
    toml::to_string(&Head {
        period: kept.report.period,
        made_at: moment(kept.made_at),
        withdrawn,
        files: kept.files.iter().map(line).collect(),
    })
}

/// Reads a report's folder, named `place` from the site folder's root. A file whose bytes are not those
/// that were issued is named, and so is one the report does not know.
pub fn read_report(place: &str, files: &[(String, Bytes)]) -> Result<ReportFolder, BadFile> {
    let bad = |name: &str, problem: &str| BadFile::new(&format!("{place}/{name}"), problem);
    let bytes = |name: &str| {
        let found = files.iter().find(|(file, _)| file == name);
        found.map(|(_, bytes)| bytes).ok_or_else(|| bad(name, "the file is missing"))
    };
    let text = |name: &str| {
        let text = String::from_utf8(bytes(name)?.to_vec());
        text.map_err(|error| bad(name, &error.to_string()))
    };
    let head: Head =
        toml::from_str(&text(HEAD)?).map_err(|error| bad(HEAD, error.to_string().trim_end()))?;
    let value = text(VALUE)?;
    let report: Report =
        serde_json::from_str(&value).map_err(|error| bad(VALUE, &error.to_string()))?;
    if report.period != head.period {
        return Err(bad(VALUE, &format!("it is of {}, not of {}", report.period, head.period)));
    }
    if head.withdrawn.as_ref().is_some_and(|why| why.reason.trim().is_empty()) {
        return Err(bad(HEAD, "a withdrawn report says why"));
    }
    let stray = |name: &str| {
        name != HEAD && name != VALUE && head.files.iter().all(|file| file.name != name)
    };
    if let Some((name, _)) = files.iter().find(|(name, _)| stray(name)) {
        return Err(bad(name, "report.toml does not name it"));
    }
    let (mut kept, mut contents) = (Vec::new(), Vec::new());
    for FileLine { name, sha256 } in head.files {
        let own = bytes(&name)?.clone();
        if hex(&Sha256::digest(&own)) != sha256 {
            return Err(bad(&name, "its bytes are not those that were issued (SHA-256)"));
        }
        kept.push(KeptFile { name, sha256, bytes: i64::try_from(own.len()).unwrap_or(i64::MAX) });
        contents.push(own);
    }
    let withdrawn = head.withdrawn.map(|why| (why.at.as_millisecond(), why.reason));
    let made_at = head.made_at.as_millisecond();
    Ok(ReportFolder {
        kept: KeptReport { value, report, made_at, withdrawn, files: kept },
        bytes: contents,
    })
}
