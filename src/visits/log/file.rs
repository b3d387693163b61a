//! A log file, packed or not, line by line, with a digest of what was read of it so far, by which a
//! file that was read before is known again: under another name, packed meanwhile, or grown. Nothing
//! personal goes into the digest.

use super::line::Line;
use crate::platform::files::hex;
use flate2::read::MultiGzDecoder;
use indicatif::ProgressBar;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The lines of a log file.
pub struct Lines {
    reader: BufReader<Box<dyn Read + Send>>,
    /// How far it is read, the present line with it.
    place: Place,
    /// How far it was read before the present line.
    before: Place,
    line: Vec<u8>,
    at: Option<i64>,
}

/// How far a file is read.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Bytes, unpacked.
    pub bytes: u64,
    digest: Sha256,
}

impl Place {
    /// The digest of all that was read.
    pub fn digest(&self) -> String {
        hex(&self.digest.clone().finalize())
    }
}

impl Lines {
    /// Opens a file; `bar` goes on with each byte of it on the disk.
    pub fn open(path: &Path, bar: &ProgressBar) -> io::Result<Lines> {
        let mut file = File::open(path)?;
        let mut first = [0; 2];
        let packed = file.read(&mut first)? == 2 && first == [0x1f, 0x8b];
        let file = bar.wrap_read(File::open(path)?);
        let reader: Box<dyn Read + Send> = if packed {
            Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, file)))
        } else {
            Box::new(file)
        };
        let reader = BufReader::with_capacity(1 << 18, reader);
        let (place, before) = (Place::default(), Place::default());
        Ok(Lines { reader, place, before, line: Vec::new(), at: None })
    }

    /// Goes to the next whole line; answers whether there is one. A last line that is not ended may
    /// still be written to, or be cut in a packed copy, so it stays for another time.
    pub fn next(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.at = None;
        self.before = self.place.clone();
        let length = self.reader.read_until(b'\n', &mut self.line)?;
        if !self.line.ends_with(b"\n") {
            self.line.clear();
            return Ok(false);
        }
        while self.line.last().is_some_and(u8::is_ascii_whitespace) {
            self.line.pop();
        }
        let line = Line::read(&self.line);
        self.at = line.map(|line| line.at);
        self.place.bytes += length as u64;
        self.place.digest.update((length as u64).to_le_bytes());
        self.place.digest.update(line.map_or(&b""[..], |line| line.impersonal));
        Ok(true)
    }

    /// The line, if it has a known form.
    pub fn line(&self) -> Option<Line<'_>> {
        Line::read(&self.line)
    }

    /// When the line was written, in milliseconds since 1970, if it has a known form.
    pub fn at(&self) -> Option<i64> {
        self.at
    }

    /// How far the file is read, the present line with it.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// How far the file was read before the present line.
    pub fn before(&self) -> &Place {
        &self.before
    }
}

/// How much of a file was read in an earlier reading: the longest of `known` places (bytes and digest)
/// that is a beginning of it.
pub fn known_part(path: &Path, known: &[(u64, String)]) -> io::Result<Option<(u64, String)>> {
    let last = known.iter().map(|(bytes, _)| *bytes).max().unwrap_or(0);
    let mut lines = Lines::open(path, &ProgressBar::hidden())?;
    let mut found = None;
    while lines.place.bytes < last && lines.next()? {
        let bytes = lines.place.bytes;
        if known.iter().any(|(known, _)| *known == bytes) {
            let here = (bytes, lines.place.digest());
            found = known.contains(&here).then_some(here).or(found);
        }
    }
    Ok(found)
}
