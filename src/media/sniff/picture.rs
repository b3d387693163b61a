//! The header of a picture: its size, whether it moves, what the camera wrote. Nothing is unpacked
//! before its size is known to be bearable.

use super::{Examined, GIF, MOST_PIXELS, PNG, Reason, Type, WEBP, usual};
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder, ImageDecoder, ImageReader};
use jiff::civil::Date;
use std::io::Cursor;

/// Checks a picture's header.
pub fn check(is: Type, bytes: &[u8]) -> Result<Examined, Reason> {
    let damaged = || Reason::Damaged { is: usual(is) };
    let (width, height) = size(bytes).ok_or_else(damaged)?;
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Reason::TooManyPixels { megapixels: MOST_PIXELS / 1_000_000 });
    }
    let mut decoder =
        reader(bytes).and_then(|reader| reader.into_decoder().ok()).ok_or_else(damaged)?;
    if moves(is, bytes) {
        return Err(Reason::Moves);
    }
    let turned = decoder.orientation().is_ok_and(lies);
    let written = written(bytes);
    Ok(Examined {
        size: Some(if turned { (height, width) } else { (width, height) }),
        taken_on: written.0,
        author: written.1,
        is,
    })
}

/// Whether a picture must be turned by a quarter to be looked at.
fn lies(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Two readers must agree: what one takes for small and the other for large is no honest picture.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = reader(bytes)?.into_dimensions().ok()?;
    let other = imagesize::blob_size(bytes).ok()?;
    let same = usize::try_from(size.0).ok()? == other.width
        && usize::try_from(size.1).ok()? == other.height;
    same.then_some(size)
}

fn reader(bytes: &[u8]) -> Option<ImageReader<Cursor<&[u8]>>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(super::super::render::limits());
    Some(reader)
}

fn moves(is: Type, bytes: &[u8]) -> bool {
    match is {
        GIF => GifDecoder::new(Cursor::new(bytes))
            .is_ok_and(|decoder| decoder.into_frames().take(2).flatten().count() > 1),
        PNG => PngDecoder::new(Cursor::new(bytes))
            .is_ok_and(|decoder| decoder.is_apng().unwrap_or(false)),
        WEBP => WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|decoder| decoder.has_animation()),
        _ => false,
    }
}

/// The day and the author that stand in the picture. Where it was taken is not read.
fn written(bytes: &[u8]) -> (Option<Date>, Option<String>) {
    let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return (None, None);
    };
    let text = |tag| match &exif.get_field(tag, exif::In::PRIMARY)?.value {
        exif::Value::Ascii(lines) => Some(String::from_utf8_lossy(lines.first()?).into_owned()),
        _ => None,
    };
    let day = text(exif::Tag::DateTimeOriginal).and_then(|text| {
        // `2026:02:17 08:30:00`
        let mut parts = text.split([':', ' ']);
        let mut number = || parts.next()?.parse::<i16>().ok();
        let (year, month, day) = (number()?, number()?, number()?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    });
    let author = text(exif::Tag::Artist).map(|name| name.trim().trim_matches('\0').to_owned());
    (day, author.filter(|name| !name.is_empty() && name.chars().count() <= 200))
}
