//! Whether a ZIP package is an office document without a program in it. Reads the directory at its
//! end and the list of its parts' types; unpacks nothing else.

use super::{DOCX, Reason, Type, XLSX};
use flate2::read::DeflateDecoder;
use std::io::Read;

const MOST_PARTS: usize = 10_000;
/// How much larger a package may be unpacked: text packs well, but not a thousand to one.
const MOST_RATIO: u64 = 200;
const MOST_UNPACKED: u64 = 1 << 30;
const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LIST_OF_TYPES: &str = "[Content_Types].xml";

struct Part {
    name: String,
    method: u16,
    packed: u64,
    unpacked: u64,
    at: usize,
}

/// Checks an office document; answers which one it is.
pub fn check(bytes: &[u8]) -> Result<Type, Reason> {
    let unknown = || Reason::UnknownType { found: "application/zip".to_owned() };
    let parts = parts(bytes).ok_or_else(|| Reason::Damaged { is: "ZIP".to_owned() })?;
    let list = parts.iter().find(|part| part.name == LIST_OF_TYPES).ok_or_else(unknown)?;
    let (packed, unpacked) = parts.iter().fold((0u64, 0u64), |sum, part| {
        (sum.0.saturating_add(part.packed), sum.1.saturating_add(part.unpacked))
    });
    if unpacked > MOST_UNPACKED || unpacked / packed.max(1) > MOST_RATIO {
        return Err(Reason::Bomb);
    }
    let lower = |part: &Part| part.name.to_lowercase();
    let program = ["vbaproject", "vbadata", "activex", "oleobject", "macrosheets/"];
    if parts.iter().map(lower).any(|name| program.iter().any(|word| name.contains(word))) {
        return Err(Reason::Macros);
    }
    let types = content(bytes, list).ok_or_else(|| Reason::Damaged { is: "DOCX".to_owned() })?;
    if types.to_lowercase().contains("macroenabled") || types.contains("vbaProject") {
        return Err(Reason::Macros);
    }
    let holds = |name: &str| parts.iter().any(|part| part.name == name);
    match () {
        () if holds("word/document.xml") => Ok(DOCX),
        () if holds("xl/workbook.xml") => Ok(XLSX),
        () => Err(unknown()),
    }
}

fn parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let end = memchr::memmem::rfind(bytes, END)?;
    let count = usize::from(u16_at(bytes, end + 10)?);
    let mut at = usize::try_from(u32_at(bytes, end + 16)?).ok()?;
    if count > MOST_PARTS {
        return None;
    }
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        if bytes.get(at..at + 4)? != ENTRY {
            return None;
        }
        let lengths = [u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?];
        let name = bytes.get(at + 46..at + 46 + usize::from(lengths[0]))?;
        parts.push(Part {
            name: String::from_utf8_lossy(name).into_owned(),
            method: u16_at(bytes, at + 10)?,
            packed: u64::from(u32_at(bytes, at + 20)?),
            unpacked: u64::from(u32_at(bytes, at + 24)?),
            at: usize::try_from(u32_at(bytes, at + 42)?).ok()?,
        });
        at += 46 + lengths.iter().map(|length| usize::from(*length)).sum::<usize>();
    }
    // Bytes after the directory's last part, before its end, would be parts nobody listed.
    (at == end).then_some(parts)
}

/// The text of a part, at most a megabyte of it.
fn content(bytes: &[u8], part: &Part) -> Option<String> {
    let names =
        usize::from(u16_at(bytes, part.at + 26)?) + usize::from(u16_at(bytes, part.at + 28)?);
    let begin = part.at + 30 + names;
    let packed = bytes.get(begin..begin.checked_add(usize::try_from(part.packed).ok()?)?)?;
    let mut text = Vec::new();
    match part.method {
        0 => text.extend_from_slice(packed),
        8 => {
            DeflateDecoder::new(packed).take(1 << 20).read_to_end(&mut text).ok()?;
        }
        _ => return None,
    }
    String::from_utf8(text).ok()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
