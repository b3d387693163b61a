//! What a file begins as: the signatures of the types that are taken, and a name for those that
//! are not. Not for looking further in than the first bytes.

use super::{
    DOCX, FLAC, GIF, JPEG, M4A, MKV, MOV, MP3, MP4, OGG, PDF, PNG, Reason, SVG, Type, VTT, WAV,
    WEBM, WEBP,
};
use quick_xml::events::Event;

/// The type of a file by its first bytes.
pub fn told(head: &[u8]) -> Result<Type, Reason> {
    if head.starts_with(&[0x1f, 0x8b]) {
        return Err(Reason::DrawingPacked);
    }
    if let Some(is) = by_signature(head) {
        return Ok(is);
    }
    if head.get(4..8) == Some(b"ftyp") {
        return by_brand(head);
    }
    if is_drawing(head) {
        return Ok(SVG);
    }
    Err(Reason::UnknownType { found: name_of(head) })
}

/// Whether it is a ZIP package, as office documents are.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

fn by_signature(head: &[u8]) -> Option<Type> {
    let riff = |form: &[u8]| head.starts_with(b"RIFF") && head.get(8..12) == Some(form);
    Some(match head {
        _ if head.starts_with(&[0xff, 0xd8, 0xff]) => JPEG,
        _ if head.starts_with(b"\x89PNG\r\n\x1a\n") => PNG,
        _ if riff(b"WEBP") => WEBP,
        _ if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") => GIF,
        _ if head.starts_with(b"%PDF-") => PDF,
        _ if riff(b"WAVE") => WAV,
        _ if head.starts_with(b"fLaC") => FLAC,
        _ if head.starts_with(b"OggS") => OGG,
        _ if head.starts_with(b"ID3") || is_mpeg_sound(head) => MP3,
        _ if head.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) => by_doctype(head)?,
        _ if is_zip(head) => DOCX,
        _ if is_captions(head) => VTT,
        _ => return None,
    })
}

/// A frame of MPEG-1 or MPEG-2 layer III: eleven bits of sync, then version, layer and a bit rate.
fn is_mpeg_sound(head: &[u8]) -> bool {
    let [first, second, third, ..] = head else { return false };
    *first == 0xff
        && second & 0xe6 == 0xe2
        && second & 0x18 != 0x08
        && third >> 4 != 0xf
        && third >> 4 != 0
}

fn is_captions(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    text.strip_prefix(b"WEBVTT")
        .is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
}

/// `WebM` and Matroska name themselves within their first element.
fn by_doctype(head: &[u8]) -> Option<Type> {
    let start = head.get(..256.min(head.len()))?;
    let holds = |name: &[u8]| start.windows(name.len()).any(|piece| piece == name);
    match () {
        () if holds(b"webm") => Some(WEBM),
        () if holds(b"matroska") => Some(MKV),
        () => None,
    }
}

/// The family of MP4 by its major brand (ISO 14496-12).
fn by_brand(head: &[u8]) -> Result<Type, Reason> {
    let brand = head.get(8..12).unwrap_or_default();
    let another = |found: &str| Err(Reason::SaveAnother { found: found.to_owned() });
    match brand {
        b"qt  " => Ok(MOV),
        b"M4A " | b"M4B " => Ok(M4A),
        b"avif" | b"avis" => another("AVIF"),
        b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1" => another("HEIC"),
        b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"iso8" | b"mp41" | b"mp42"
        | b"avc1" | b"M4V " | b"M4VH" | b"M4VP" | b"MSNV" | b"dash" | b"f4v " | b"XAVC"
        | b"3gp4" | b"3gp5" | b"3gp6" => Ok(MP4),
        _ => Err(Reason::UnknownType { found: String::from_utf8_lossy(brand).into_owned() }),
    }
}

/// Whether a text is an SVG: its first element is `svg`.
fn is_drawing(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                return start.local_name().as_ref() == "svg";
            }
            Ok(Event::Text(text)) if !text.trim().is_empty() => return false,
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

fn name_of(head: &[u8]) -> String {
    infer::get(head).map_or_else(|| "?".to_owned(), |kind| kind.mime_type().to_owned())
}
