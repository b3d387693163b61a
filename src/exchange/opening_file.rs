//! `opening.csv`: totals an earlier portal had come to, for the site (no entry) and for entries.
//! Reading and writing only; what may stand in it is said in `visits/balance`.

use super::entry_file::BadFile;
use serde::{Deserialize, Serialize};

/// The file's name in a site folder.
pub const OPENING: &str = "opening.csv";

/// A line as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningLine {
    /// `kind/key`, or nothing for the site.
    pub entry: String,
    /// Its views.
    pub views: i64,
    /// Its visits, where they were counted.
    pub visits: Option<i64>,
    /// Its visitors, where they were counted.
    pub visitors: Option<i64>,
    /// The day the total was read.
    pub as_of: jiff::civil::Date,
    /// Where it was read.
    pub source: String,
}

/// Reads the file; the first line that cannot be read is named.
pub fn read_opening(text: &str) -> Result<Vec<OpeningLine>, BadFile> {
    let mut lines = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    lines.deserialize().map(|line| line.map_err(|error| BadFile::new(OPENING, &error))).collect()
}

/// Writes the file.
pub fn write_opening(found: &[OpeningLine]) -> Result<String, csv::Error> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    for line in found {
        lines.serialize(line)?;
    }
    let bytes = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
