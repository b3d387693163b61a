//! The operator's list of breached passwords: either a list of passwords, a line each, or the file
//! of Pwned Passwords, whose lines are SHA-1 hashes in order. Nothing is asked of anybody's server.
//! Not for guessing how weak a password is: that is `password.rs`.

use sha1::{Digest, Sha1};
use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The length of a SHA-1 in hexadecimal.
const HASH: usize = 40;

/// A list of breached passwords.
#[derive(Clone, Debug, Default)]
pub struct Breached(Option<Arc<List>>);

#[derive(Debug)]
enum List {
    /// The first eight bytes of each password's hash, in order: eight bytes a line in memory. That
    /// a good password shares them with a listed one happens once in millions of millions.
    Kept(Vec<[u8; 8]>),
    /// Too many to keep: looked up on the disk, some thirty reads a question.
    OnDisk { path: PathBuf, bytes: u64 },
}

/// The list cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the list of breached passwords {path} cannot be read: {cause}")]
pub struct NoList {
    path: PathBuf,
    cause: io::Error,
}

impl Breached {
    /// No list.
    pub fn none() -> Breached {
        Breached(None)
    }

    /// The list in a file.
    pub fn read(path: &Path) -> Result<Breached, NoList> {
        let wrong = |cause| NoList { path: path.to_owned(), cause };
        let file = File::open(path).map_err(wrong)?;
        let bytes = file.metadata().map_err(wrong)?.len();
        let mut lines = BufReader::new(file);
        let mut first = Vec::new();
        lines.read_until(b'\n', &mut first).map_err(wrong)?;
        if hash_of_line(&first).is_some() {
            let path = path.to_owned();
            return Ok(Breached(Some(Arc::new(List::OnDisk { path, bytes }))));
        }
        let mut kept = vec![short(trimmed(&first))];
        for line in lines.split(b'\n') {
            kept.push(short(trimmed(&line.map_err(wrong)?)));
        }
        kept.sort_unstable();
        kept.dedup();
        Ok(Breached(Some(Arc::new(List::Kept(kept)))))
    }

    /// Whether a password is on the list. A list that can no longer be read refuses nobody, and the
    /// operator is told.
    pub fn holds(&self, password: &str) -> bool {
        match self.0.as_deref() {
            None => false,
            Some(List::Kept(kept)) => kept.binary_search(&short(password.as_bytes())).is_ok(),
            Some(List::OnDisk { path, bytes }) => {
                let hash = crate::platform::files::hex(&Sha1::digest(password.as_bytes()));
                on_disk(path, *bytes, &hash.to_uppercase()).unwrap_or_else(|error| {
                    tracing::error!(%error, "the list of breached passwords cannot be read");
                    false
                })
            }
        }
    }
}

fn short(password: &[u8]) -> [u8; 8] {
    let hash = Sha1::digest(password);
    std::array::from_fn(|place| hash.get(place).copied().unwrap_or_default())
}

fn trimmed(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r\n").or_else(|| line.strip_suffix(b"\n")).unwrap_or(line)
}

/// The hash a line begins with: `5BAA61E4…`, or `5BAA61E4…:9659365` with how often it was seen.
fn hash_of_line(line: &[u8]) -> Option<String> {
    let hash = line.get(..HASH)?;
    let ends = line.get(HASH).is_none_or(|sign| b":\r\n".contains(sign));
    let hash = String::from_utf8(hash.to_ascii_uppercase()).ok()?;
    (ends && hash.bytes().all(|sign| sign.is_ascii_hexdigit())).then_some(hash)
}

/// Halves the file until the line is found or nothing is left. Between `from`, where a line begins,
/// and `to` stand the beginnings of all lines that may still be the one.
fn on_disk(path: &Path, bytes: u64, wanted: &str) -> io::Result<bool> {
    let mut file = BufReader::new(File::open(path)?);
    let (mut from, mut to) = (0, bytes);
    while from < to {
        let middle = from + (to - from) / 2;
        let mut line = Vec::new();
        let mut begins = middle;
        if middle > from {
            // From the byte before: a line that begins at the middle itself must not be skipped.
            file.seek(SeekFrom::Start(middle - 1))?;
            begins = middle - 1 + file.read_until(b'\n', &mut line)? as u64;
            line.clear();
        } else {
            file.seek(SeekFrom::Start(from))?;
        }
        if begins >= to {
            to = middle;
            continue;
        }
        let length = file.read_until(b'\n', &mut line)? as u64;
        match hash_of_line(&line).map(|found| found.as_str().cmp(wanted)) {
            Some(Ordering::Equal) => return Ok(true),
            Some(Ordering::Less) => from = begins + length,
            Some(Ordering::Greater) | None => to = middle,
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn list(text: &str) -> (Breached, tempfile::NamedTempFile) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        (Breached::read(file.path()).unwrap(), file)
    }

    #[test]
    fn a_password_on_a_plain_list_is_found_and_another_is_not() {
        let (list, _file) = list("mat khau cua toi\r\ncorrect horse battery\n");
        assert!(list.holds("mat khau cua toi"));
        assert!(list.holds("correct horse battery"));
        assert!(!list.holds("correct horse"));
        assert!(!Breached::none().holds("mat khau cua toi"));
    }

    #[test]
    fn every_line_of_a_sorted_list_of_hashes_is_found_and_no_other() {
        for count in [1, 2, 3, 10, 257] {
            let passwords: Vec<String> = (0..count).map(|n| format!("password {n}")).collect();
            let hash = |text: &String| {
                crate::platform::files::hex(&Sha1::digest(text.as_bytes())).to_uppercase()
            };
            let mut hashes: Vec<String> = passwords.iter().map(hash).collect();
            hashes.sort();
            let lines = hashes.iter().enumerate().map(|(n, hash)| format!("{hash}:{}\r\n", n * n));
            let (list, _file) = list(&lines.collect::<String>());
            for password in &passwords {
                assert!(list.holds(password), "{password} of {count}");
            }
            assert!((count..count + 50).all(|n| !list.holds(&format!("password {n}"))));
        }
    }
}
