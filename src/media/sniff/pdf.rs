//! Whether a PDF only shows: no script, nothing started on the reader's computer. Looks at every
//! object, those in compressed object streams too; not for what a page shows.

use super::Reason;
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Names of what a PDF could run (ISO 32000-1, 12.6.4).
const ACTS: [&str; 4] = ["JavaScript", "JS", "Launch", "RichMedia"];
// What is unpacked of one object stream, and of all: an honest one has some hundred kilobytes.
const MOST_UNPACKED: u64 = 16 << 20;
const MOST_STREAMS: usize = 20_000;

/// Checks a PDF.
pub fn check(bytes: &[u8]) -> Result<(), Reason> {
    let damaged = || Reason::Damaged { is: "PDF".to_owned() };
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
    if find(tail, b"%%EOF").is_none() {
        return Err(damaged());
    }
    let mut rest = bytes;
    for _ in 0..MOST_STREAMS {
        let Some(begin) = find(rest, b"stream") else { return look(rest) };
        let (objects, stream) = rest.split_at(begin);
        look(objects)?;
        let stream = stream.get(b"stream".len()..).unwrap_or_default();
        let length = find(stream, b"endstream").unwrap_or(stream.len());
        let (data, after) = stream.split_at(length);
        let dictionary = objects.get(objects.len().saturating_sub(1024)..).unwrap_or_default();
        if find(dictionary, b"/ObjStm").is_some() {
            look(&unpacked(data).ok_or_else(damaged)?)?;
        }
        rest = after.get(b"endstream".len()..).unwrap_or_default();
    }
    Err(Reason::Bomb)
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, word)
}

fn unpacked(data: &[u8]) -> Option<Vec<u8>> {
    let start = data.iter().position(|byte| !matches!(byte, b'\r' | b'\n'))?;
    let mut out = Vec::new();
    let packed = data.get(start..)?;
    // What cannot be unpacked whole is looked at as far as it goes; nothing at all is damage.
    let read = ZlibDecoder::new(packed).take(MOST_UNPACKED).read_to_end(&mut out);
    (read.is_ok() || !out.is_empty()).then_some(out)
}

/// Looks for names (`/Name`) of what runs; `#4a` in a name stands for the letter of that number.
fn look(objects: &[u8]) -> Result<(), Reason> {
    for begin in memchr::memchr_iter(b'/', objects) {
        let name = name_at(objects.get(begin + 1..).unwrap_or_default());
        if name == "Encrypt" {
            return Err(Reason::PdfLocked);
        }
        if ACTS.contains(&name.as_str()) {
            return Err(Reason::PdfActs { what: format!("/{name}") });
        }
    }
    Ok(())
}

fn name_at(bytes: &[u8]) -> String {
    const LONGEST: usize = 48;
    let mut name = String::new();
    let mut letters = bytes.iter().copied().take(LONGEST);
    while let Some(letter) = letters.next() {
        match letter {
            b'#' => {
                let digits = [letters.next().unwrap_or(b'0'), letters.next().unwrap_or(b'0')];
                let text = String::from_utf8_lossy(&digits).into_owned();
                name.push(char::from(u8::from_str_radix(&text, 16).unwrap_or(b'?')));
            }
            _ if letter.is_ascii_alphanumeric() || matches!(letter, b'_' | b'-' | b'.') => {
                name.push(char::from(letter));
            }
            _ => break,
        }
    }
    name
}
