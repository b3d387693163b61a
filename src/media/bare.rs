//! A picture without what a camera wrote into it, its pixels untouched: for files that readers get as
//! they were brought. Not for renditions, which are written anew and never had any of it.

use bytes::Bytes;
use img_parts::ImageEXIF;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;
use std::io::Cursor;

/// What stands before EXIF in a JPEG.
const EXIF: &[u8] = b"Exif\0\0";
/// Text and EXIF of a PNG: cameras' programs write either.
const PNG_WORDS: [[u8; 4]; 4] = [*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt"];
const WEBP_WORDS: [[u8; 4]; 2] = [*b"EXIF", *b"XMP "];
/// The flags of these parts in the header of a WebP.
const WEBP_FLAGS: u8 = 0x08 | 0x04;

/// The picture without day, device, place and words; only how it is to be turned stays. A file that has
/// none of it, or is none of JPEG, PNG and WebP, comes back as it is, byte for byte.
pub fn bare(kind: &str, bytes: &Bytes) -> Bytes {
    let bared = match kind {
        "image/jpeg" => bare_jpeg(bytes),
        "image/png" => bare_png(bytes),
        "image/webp" => bare_webp(bytes),
        _ => None,
    };
    bared.unwrap_or_else(|| bytes.clone())
}

/// Whether a picture says where it was taken.
pub fn says_where(bytes: &[u8]) -> bool {
    let read = exif::Reader::new().read_from_container(&mut Cursor::new(bytes));
    read.is_ok_and(|exif| exif.fields().any(|field| field.tag.context() == exif::Context::Gps))
}

/// How a picture must be turned to be looked at, 1 to 8 (EXIF 2.32, orientation).
pub fn turned(bytes: &[u8]) -> u16 {
    let read = exif::Reader::new().read_from_container(&mut Cursor::new(bytes));
    let turned = read.ok().and_then(|exif| {
        exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
    });
    turned
        .and_then(|turned| u16::try_from(turned).ok())
        .filter(|one| (1..=8).contains(one))
        .unwrap_or(1)
}

/// EXIF that says nothing but how the picture is to be turned.
fn only_turned(turned: u16) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend(turned.to_be_bytes());
    exif.extend([0; 6]);
    exif
}

fn bare_jpeg(bytes: &Bytes) -> Option<Bytes> {
    // What follows a picture is another picture, with an EXIF of its own, or nothing a reader needs.
    let end = end_of_jpeg(bytes)?;
    let mut jpeg = Jpeg::from_bytes(bytes.slice(..end)).ok()?;
    let turned = turned(bytes);
    let kept: Vec<u8> = EXIF.iter().copied().chain(only_turned(turned)).collect();
    // APP1 holds EXIF and XMP, APP13 what news agencies write (IPTC), one APP2 where a second picture is.
    let talks = |segment: &JpegSegment| match segment.marker() {
        markers::APP1 => turned == 1 || segment.contents().as_ref() != kept.as_slice(),
        markers::APP2 => segment.contents().starts_with(b"MPF\0"),
        markers::APP13 => true,
        _ => false,
    };
    if end == bytes.len() && !jpeg.segments().iter().any(talks) {
        return None;
    }
    jpeg.segments_mut().retain(|segment| !talks(segment) && segment.marker() != markers::APP1);
    if turned != 1 {
        jpeg.set_exif(Some(only_turned(turned).into()));
    }
    Some(jpeg.encoder().bytes())
}

/// Where a JPEG ends (ITU-T T.81, B.1.1): its marker EOI outside every segment and scan.
fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let marker = at + memchr::memchr(0xff, bytes.get(at..)?)?;
        at = match *bytes.get(marker + 1)? {
            0xd9 => return Some(marker + 2),
            0xff => marker + 1,
            0x00 | 0x01 | 0xd0..=0xd8 => marker + 2,
            _ => {
                let length = [*bytes.get(marker + 2)?, *bytes.get(marker + 3)?];
                marker + 2 + usize::from(u16::from_be_bytes(length))
            }
        };
    }
}

fn bare_png(bytes: &Bytes) -> Option<Bytes> {
    let mut png = Png::from_bytes(bytes.clone()).ok()?;
    let talks = png.chunks().iter().any(|chunk| PNG_WORDS.contains(&chunk.kind()));
    for kind in PNG_WORDS {
        png.remove_chunks_by_type(kind);
    }
    talks.then(|| png.encoder().bytes())
}

fn bare_webp(bytes: &Bytes) -> Option<Bytes> {
    let mut webp = WebP::from_bytes(bytes.clone()).ok()?;
    let talks = WEBP_WORDS.iter().any(|id| webp.has_chunk(*id));
    for id in WEBP_WORDS {
        webp.remove_chunks_by_id(id);
    }
    // The header of the file says which parts it has.
    for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        let RiffContent::Data(data) = chunk.content() else { continue };
        let mut flags = data.to_vec();
        if let Some(first) = flags.first_mut() {
            *first &= !WEBP_FLAGS;
        }
        *chunk = RiffChunk::new(*b"VP8X", RiffContent::Data(flags.into()));
    }
    talks.then(|| webp.encoder().bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG made of segments.
    fn jpeg(segments: &[(u8, &[u8])]) -> Bytes {
        let mut whole = vec![0xff, 0xd8];
        for (marker, contents) in segments {
            let length = u16::try_from(contents.len() + 2).expect("short");
            whole.extend([0xff, *marker]);
            whole.extend(length.to_be_bytes());
            whole.extend(*contents);
        }
        whole.extend([0xff, 0xd9]);
        whole.into()
    }

    const SCAN: (u8, &[u8]) = (0xda, b"\x01\x02\x03\xff\x00\xff\xd0\x04");
    const COLOURS: (u8, &[u8]) = (0xe2, b"ICC_PROFILE\0\x01\x01colours");

    fn exif(turned: u16) -> Vec<u8> {
        EXIF.iter().copied().chain(only_turned(turned)).collect()
    }

    #[test]
    fn a_picture_that_says_nothing_comes_back_byte_for_byte() {
        for plain in [jpeg(&[SCAN]), jpeg(&[COLOURS, SCAN]), Bytes::from_static(b"no picture")] {
            assert_eq!(bare("image/jpeg", &plain), plain);
            assert_eq!(bare("image/png", &plain), plain);
            assert_eq!(bare("image/webp", &plain), plain);
            assert_eq!(bare("video/mp4", &plain), plain);
        }
    }

    #[test]
    fn words_of_cameras_and_agencies_go_and_colours_stay() {
        let talking = jpeg(&[
            (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
            COLOURS,
            (0xed, b"Photoshop 3.0\0"),
            SCAN,
        ]);
        assert_eq!(bare("image/jpeg", &talking), jpeg(&[COLOURS, SCAN]));
    }

    #[test]
    fn how_a_picture_is_turned_stays_and_baring_it_twice_changes_nothing() {
        let mut long = exif(6);
        long.extend(b"21.1, 106.1");
        let bared = bare("image/jpeg", &jpeg(&[(0xe1, &long), SCAN]));
        assert_eq!(turned(&bared), 6);
        assert!(memchr::memmem::find(&bared, b"21.1").is_none());
        assert_eq!(bare("image/jpeg", &bared), bared);
        let upright = bare("image/jpeg", &jpeg(&[(0xe1, &exif(1)), SCAN]));
        assert_eq!(upright, jpeg(&[SCAN]));
    }

    #[test]
    fn a_second_picture_behind_the_first_goes() {
        let mut two = jpeg(&[(0xe2, b"MPF\0list"), SCAN]).to_vec();
        two.extend(jpeg(&[(0xe1, &exif(3)), SCAN]));
        assert_eq!(bare("image/jpeg", &two.into()), jpeg(&[SCAN]));
    }
}
