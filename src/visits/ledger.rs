//! The ledger: a file to which each view appends one record of 32 bytes in one call to the kernel,
//! before the reader's answer ends. A killed process loses none. Not for figures: those are folded.
//!
//! A record: CRC-32 of what follows, version, kind of record, two unused bytes, the moment in
//! milliseconds, the entry, the language's code. No address, no agent, no visitor.

use crate::platform::i18n::Language;
use crate::platform::web::CountAs;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Length of a record in bytes.
pub const RECORD: usize = 32;
const VERSION: u8 = 1;

/// What a record tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A view by a reader.
    View {
        /// When, in milliseconds since 1970.
        at: i64,
        /// Of which entry or list, in which language.
        count: CountAs,
    },
    /// A page that went to a client which is not counted.
    Uncounted {
        /// When, in milliseconds since 1970.
        at: i64,
    },
}

impl Record {
    /// The record as it stands in the file.
    pub fn bytes(self) -> [u8; RECORD] {
        let (kind, at, entry, language) = match self {
            Record::View { at, count } => (1, at, count.entry, count.language.to_string()),
            Record::Uncounted { at } => (2, at, 0, String::new()),
        };
        let mut told = [0_u8; RECORD - 4];
        let mut code = [0_u8; 8];
        for (byte, letter) in code.iter_mut().zip(language.bytes()) {
            *byte = letter;
        }
        let parts: [&[u8]; 4] =
            [&[VERSION, kind, 0, 0], &at.to_le_bytes(), &entry.to_le_bytes(), &code];
        for (byte, part) in told.iter_mut().zip(parts.into_iter().flatten()) {
            *byte = *part;
        }
        let mut record = [0_u8; RECORD];
        let checksum = crc32fast::hash(&told).to_le_bytes();
        for (byte, part) in record.iter_mut().zip(checksum.iter().chain(&told)) {
            *byte = *part;
        }
        record
    }

    /// Reads a record; `None` when it is damaged or of a later version.
    pub fn read(record: &[u8]) -> Option<Record> {
        let (checksum, told) = record.split_first_chunk::<4>()?;
        if crc32fast::hash(told) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let ([version, kind, ..], rest) = told.split_first_chunk::<4>()?;
        let (at, rest) = rest.split_first_chunk::<8>()?;
        let (entry, code) = rest.split_first_chunk::<8>()?;
        let at = i64::from_le_bytes(*at);
        match (*version, *kind) {
            (VERSION, 1) => {
                let code = std::str::from_utf8(code).ok()?.trim_end_matches('\0');
                let language: Language = code.parse().ok()?;
                let entry = i64::from_le_bytes(*entry);
                Some(Record::View { at, count: CountAs { entry, language } })
            }
            (VERSION, 2) => Some(Record::Uncounted { at }),
            _ => None,
        }
    }
}

/// The ledger this process writes.
#[derive(Debug)]
pub struct Ledger {
    file: File,
    name: String,
    folder: PathBuf,
}

impl Ledger {
    /// Begins a new file in `folder`; earlier processes' files stay for the fold to finish.
    pub fn begin(folder: &Path, at: i64) -> io::Result<Ledger> {
        std::fs::create_dir_all(folder)?;
        let mut number = 0;
        loop {
            let name = format!("views-{at}-{number}.ledger");
            match OpenOptions::new().append(true).create_new(true).open(folder.join(&name)) {
                Ok(file) => return Ok(Ledger { file, name, folder: folder.to_owned() }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Hands a record to the kernel.
    pub fn write(&self, record: Record) -> io::Result<()> {
        (&self.file).write_all(&record.bytes())
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Every ledger file in the folder, oldest first.
    pub fn files(&self) -> io::Result<Vec<String>> {
        let mut names: Vec<String> = std::fs::read_dir(&self.folder)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "ledger"))
            .collect();
        names.sort();
        Ok(names)
    }

    /// Reads the whole records of a file from a byte on, at most `AT_ONCE` of them.
    pub fn records(&self, name: &str, from: u64) -> io::Result<Records> {
        let mut file = File::open(self.folder.join(name))?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take((AT_ONCE * RECORD) as u64).read_to_end(&mut bytes)?;
        bytes.truncate(bytes.len() / RECORD * RECORD);
        Ok(Records(bytes))
    }

    /// Removes a file whose every record is folded.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        std::fs::remove_file(self.folder.join(name))
    }
}

/// How many records are folded in one transaction at most.
const AT_ONCE: usize = 200_000;

/// Some records of a ledger file.
#[derive(Debug)]
pub struct Records(Vec<u8>);

impl Records {
    /// How many bytes of the file these are.
    pub fn bytes(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// The records that can be read; a damaged one is passed over.
    pub fn read(&self) -> impl Iterator<Item = Record> + '_ {
        self.0.chunks_exact(RECORD).filter_map(Record::read)
    }
}
