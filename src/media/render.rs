//! Pictures for readers: turned upright, in the colours of screens, without a word of what a camera
//! wrote; in several widths and formats, and cut around what matters. Pure computing: not for where
//! they are kept.

use super::model::{Focal, Format, Purpose};
use fast_image_resize as resize;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageReader, Limits};
use moxcms::{ColorProfile, Layout, TransformOptions};
use std::io::{self, Cursor};

/// Widths of whole pictures, in pixels.
pub const WIDTHS: [u32; 7] = [320, 480, 640, 960, 1280, 1920, 2560];
// Chosen on photographs of festivals: beyond these the eye gains nothing, the bytes grow.
const JPEG_QUALITY: u8 = 82;
const WEBP_QUALITY: f32 = 78.0;
const AVIF_QUALITY: f32 = 62.0;
// 1 is best and slowest, 10 fastest: a background job beside readers.
const AVIF_SPEED: u8 = 9;
// A hundred megapixels of eight bits and four channels, and as much again while converting.
const MOST_MEMORY: u64 = 1 << 30;

/// What decoders may take.
pub fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(60_000);
    limits.max_image_height = Some(60_000);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// A rendition was not made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The picture cannot be decoded.
    #[error("the picture cannot be decoded: {0}")]
    Decode(#[from] image::ImageError),
    /// It cannot be brought to another size.
    #[error("the picture cannot be resized: {0}")]
    Resize(String),
    /// It cannot be written down.
    #[error("the picture cannot be encoded: {0}")]
    Encode(String),
    /// It cannot be handed on.
    #[error("the rendition cannot be handed on: {0}")]
    HandOn(#[from] io::Error),
}

/// A rendition.
#[derive(Debug)]
pub struct Made {
    /// What it is for.
    pub purpose: Purpose,
    /// How it is written.
    pub format: Format,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
    /// How far the whole work is, in hundredths.
    pub hundredths: u8,
}

/// Pixels in memory: three channels, or four where something is transparent.
struct Pixels {
    width: u32,
    height: u32,
    data: Vec<u8>,
    channels: u8,
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Makes every rendition of a picture in these formats and hands each to `take`.
pub fn render(
    bytes: &[u8],
    focal: Focal,
    formats: &[Format],
    mut take: impl FnMut(Made) -> io::Result<()>,
) -> Result<(), RenderError> {
    let whole = decoded(bytes)?;
    let plan = plan(whole.width, whole.height, focal);
    // Once down to the largest width: everything else is made from there.
    let largest = plan.iter().map(|(_, _, width, _)| *width).max().unwrap_or(whole.width);
    let everything =
        Cut { left: 0.0, top: 0.0, width: f64::from(whole.width), height: f64::from(whole.height) };
    let start = if whole.width > largest {
        resized(&whole, everything, largest, scaled(whole.height, largest, whole.width))?
    } else {
        whole
    };
    let ratio = f64::from(start.width) / everything.width;
    let pixels: u64 = plan.iter().map(|(_, _, w, h)| u64::from(*w) * u64::from(*h)).sum();
    let mut done = 0;
    for (purpose, cut, width, height) in plan {
        let made = resized(&start, cut.times(ratio), width, height)?;
        done += u64::from(width) * u64::from(height);
        let hundredths = u8::try_from(done * 100 / pixels.max(1)).unwrap_or(100);
        for format in formats.iter().copied() {
            let bytes = encoded(&made, format)?;
            take(Made { purpose, format, width, height, bytes, hundredths })?;
        }
    }
    Ok(())
}

impl Cut {
    fn times(self, ratio: f64) -> Cut {
        Cut {
            left: self.left * ratio,
            top: self.top * ratio,
            width: self.width * ratio,
            height: self.height * ratio,
        }
    }
}

fn decoded(bytes: &[u8]) -> Result<Pixels, RenderError> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(image::ImageError::IoError)?;
    reader.limits(limits());
    let mut decoder = reader.into_decoder()?;
    let turn = decoder.orientation()?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(turn);
    let transparent = picture.color().has_alpha() && {
        // Most pictures with a fourth channel use none of it.
        let alpha = picture.to_rgba8();
        alpha.pixels().any(|pixel| pixel.0.last() != Some(&u8::MAX))
    };
    let (width, height) = (picture.width(), picture.height());
    let (data, channels) = if transparent {
        (picture.into_rgba8().into_raw(), 4)
    } else {
        (picture.into_rgb8().into_raw(), 3)
    };
    let pixels = Pixels { width, height, data, channels };
    Ok(profile.map_or_else(|| None, |icc| for_screens(&pixels, &icc)).unwrap_or(pixels))
}

/// The colours of screens (sRGB), since the profile itself is left behind. `None` where the profile
/// cannot be used: browsers then guess as we do.
fn for_screens(pixels: &Pixels, icc: &[u8]) -> Option<Pixels> {
    let from = ColorProfile::new_from_slice(icc).ok()?;
    let layout = if pixels.channels == 4 { Layout::Rgba } else { Layout::Rgb };
    let options = TransformOptions::default();
    let turn =
        from.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options).ok()?;
    let mut data = vec![0; pixels.data.len()];
    turn.transform(&pixels.data, &mut data).ok()?;
    Some(Pixels { data, ..*pixels })
}

/// What is made of a picture: purpose, the part of it, width and height.
fn plan(width: u32, height: u32, focal: Focal) -> Vec<(Purpose, Cut, u32, u32)> {
    let mut plan = Vec::new();
    let (w, h) = (f64::from(width), f64::from(height));
    let everything = Cut { left: 0.0, top: 0.0, width: w, height: h };
    for step in steps(&WIDTHS, width) {
        plan.push((Purpose::Whole, everything, step, scaled(height, step, width)));
    }
    for purpose in Purpose::CUTS {
        let Some((across, down)) = purpose.ratio() else { continue };
        let cut = around(focal, (w, h), f64::from(across) / f64::from(down));
        for step in steps(purpose.widths(), whole(cut.width)) {
            plan.push((purpose, cut, step, scaled(down, step, across)));
        }
    }
    plan
}

/// The widths to be made: none larger than the picture, and its own when that is clearly more.
fn steps(widths: &[u32], own: u32) -> Vec<u32> {
    let mut steps: Vec<u32> = widths.iter().copied().filter(|width| *width <= own).collect();
    let last = steps.last().copied().unwrap_or(0);
    let most = widths.last().copied().unwrap_or(0);
    if own < most && own - last > own / 10 {
        steps.push(own);
    }
    steps
}

fn scaled(side: u32, to: u32, of: u32) -> u32 {
    let scaled = (u64::from(side) * u64::from(to) + u64::from(of) / 2) / u64::from(of.max(1));
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a side of a picture is between 0 and 60 000"
)]
fn whole(side: f64) -> u32 {
    side.floor() as u32
}

/// The largest part of a picture of this ratio with the focal point as near its middle as can be.
fn around(focal: Focal, (width, height): (f64, f64), ratio: f64) -> Cut {
    let (cut_width, cut_height) =
        if width / height > ratio { (height * ratio, height) } else { (width, width / ratio) };
    let place = |permille: i64, whole: f64, part: f64| {
        let permille = f64::from(i16::try_from(permille.clamp(0, 1000)).unwrap_or(500));
        (whole * permille / 1000.0 - part / 2.0).clamp(0.0, whole - part)
    };
    Cut {
        left: place(focal.x, width, cut_width),
        top: place(focal.y, height, cut_height),
        width: cut_width,
        height: cut_height,
    }
}

fn resized(from: &Pixels, cut: Cut, width: u32, height: u32) -> Result<Pixels, RenderError> {
    let failed = |error: String| RenderError::Resize(error);
    let kind = if from.channels == 4 { resize::PixelType::U8x4 } else { resize::PixelType::U8x3 };
    let source = resize::images::ImageRef::new(from.width, from.height, &from.data, kind)
        .map_err(|error| failed(error.to_string()))?;
    let mut target = resize::images::Image::new(width, height, kind);
    let algorithm = resize::ResizeAlg::Convolution(resize::FilterType::Lanczos3);
    let options = resize::ResizeOptions::new().resize_alg(algorithm).crop(
        cut.left,
        cut.top,
        cut.width.min(f64::from(from.width) - cut.left),
        cut.height.min(f64::from(from.height) - cut.top),
    );
    resize::Resizer::new()
        .resize(&source, &mut target, &options)
        .map_err(|error| failed(error.to_string()))?;
    Ok(Pixels { width, height, data: target.into_vec(), channels: from.channels })
}

fn encoded(pixels: &Pixels, format: Format) -> Result<Vec<u8>, RenderError> {
    match format {
        Format::Avif => avif(pixels),
        Format::Webp => {
            let (data, width, height) = (&pixels.data, pixels.width, pixels.height);
            let encoder = if pixels.channels == 4 {
                webp::Encoder::from_rgba(data, width, height)
            } else {
                webp::Encoder::from_rgb(data, width, height)
            };
            let written = encoder
                .encode_simple(false, WEBP_QUALITY)
                .map_err(|error| RenderError::Encode(format!("{error:?}")))?;
            Ok(written.to_vec())
        }
        Format::Jpeg => {
            let mut out = Vec::new();
            JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY).encode(
                &on_paper(pixels),
                pixels.width,
                pixels.height,
                ExtendedColorType::Rgb8,
            )?;
            Ok(out)
        }
    }
}

fn avif(pixels: &Pixels) -> Result<Vec<u8>, RenderError> {
    use ravif::{BitDepth, Encoder, Img, RGB8, RGBA8};
    let encoder = Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_alpha_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(BitDepth::Eight)
        .with_num_threads(Some(1));
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let written = if pixels.channels == 4 {
        let (colours, _) = pixels.data.as_chunks::<4>();
        let colours: Vec<RGBA8> =
            colours.iter().map(|[r, g, b, a]| RGBA8::new(*r, *g, *b, *a)).collect();
        encoder.encode_rgba(Img::new(&colours, width, height))
    } else {
        let (colours, _) = pixels.data.as_chunks::<3>();
        let colours: Vec<RGB8> = colours.iter().map(|[r, g, b]| RGB8::new(*r, *g, *b)).collect();
        encoder.encode_rgb(Img::new(&colours, width, height))
    };
    Ok(written.map_err(|error| RenderError::Encode(error.to_string()))?.avif_file)
}

/// JPEG knows nothing transparent: it is laid on white paper.
fn on_paper(pixels: &Pixels) -> Vec<u8> {
    if pixels.channels == 3 {
        return pixels.data.clone();
    }
    let (colours, _) = pixels.data.as_chunks::<4>();
    let over = |colour: u8, alpha: u8| {
        let (colour, alpha) = (u16::from(colour), u16::from(alpha));
        u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    colours.iter().flat_map(|[r, g, b, a]| [over(*r, *a), over(*g, *a), over(*b, *a)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_made_larger_than_it_was() {
        assert_eq!(steps(&WIDTHS, 4000), WIDTHS);
        assert_eq!(steps(&WIDTHS, 1000), [320, 480, 640, 960]);
        assert_eq!(steps(&WIDTHS, 1500), [320, 480, 640, 960, 1280, 1500]);
        assert_eq!(steps(&WIDTHS, 200), [200]);
    }

    #[test]
    fn a_cut_keeps_what_matters_and_stays_inside() {
        let at = |x, y| around(Focal { x, y }, (4000.0, 2000.0), 1.0);
        assert_eq!(at(500, 500), Cut { left: 1000.0, top: 0.0, width: 2000.0, height: 2000.0 });
        let cut = |left| Cut { left, top: 0.0, width: 2000.0, height: 2000.0 };
        assert_eq!(at(0, 500), cut(0.0));
        assert_eq!(at(1000, 0), cut(2000.0));
        assert_eq!(at(600, 0), cut(1400.0));
        let wide = around(Focal { x: 500, y: 900 }, (1000.0, 2000.0), 2.0);
        assert_eq!(wide, Cut { left: 0.0, top: 1500.0, width: 1000.0, height: 500.0 });
    }
}
