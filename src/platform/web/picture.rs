//! A picture on a page: what a browser may choose from at its place, how wide it stands there, and
//! what stays in view where the place cuts. The one writer of public pictures: templates call it as
//! `picture`, bodies call it from Rust. Not for making renditions (`media`) nor for words beside a
//! picture.

mod places;
#[cfg(test)]
mod tests;

pub use places::Place;

use super::escaped;
use places::Stand;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// A picture and what was made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Its address as a whole: what is shown while nothing is made of it.
    pub url: String,
    /// Its address in the dark, for drawings.
    #[serde(default)]
    pub dark_url: Option<String>,
    /// Its width in pixels.
    pub width: i64,
    /// Its height in pixels.
    pub height: i64,
    /// What it shows, for those who do not see it.
    #[serde(default)]
    pub alt: String,
    /// What matters in it.
    #[serde(default)]
    pub focus: Focus,
    /// What was made of it, the narrowest first.
    #[serde(default)]
    pub made: Vec<Made>,
}

/// What matters in a picture, in hundredths from its left and its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// From the left, 0 to 100.
    pub x: u8,
    /// From the top, 0 to 100.
    pub y: u8,
}

impl Default for Focus {
    fn default() -> Focus {
        Focus { x: 50, y: 50 }
    }
}

/// A picture in one width, format and cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// How it is cut: `whole`, `card` (3:2), `wide` (16:9) or `square`.
    pub cut: String,
    /// Its media type.
    pub format: String,
    /// Its width in pixels.
    pub width: i64,
    /// Its height in pixels.
    pub height: i64,
    /// Its address.
    pub url: String,
}

/// How soon a browser should load a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loading {
    /// Before others: the first picture of a page, seen without scrolling.
    First,
    /// When its reader comes near it.
    Near,
}

/// Formats that a browser chooses from, the smallest files first; JPEG is for those that know neither.
const OFFERED: [&str; 2] = ["image/avif", "image/webp"];
const JPEG: &str = "image/jpeg";

impl Shown {
    /// The picture without its words, for places that say them otherwise.
    #[must_use]
    pub fn unspoken(&self) -> Shown {
        Shown { alt: String::new(), ..self.clone() }
    }

    /// The picture as HTML, where it stands at `share` hundredths of its place's width. Drawings are
    /// printed twice and turn over in the dark; photographs never do.
    pub fn html(&self, place: &Place, share: u32, loading: Loading) -> String {
        let mut out = String::new();
        match &self.dark_url {
            Some(dark) => {
                let size = (self.width, self.height);
                self.image(&mut out, (&self.url, size), Some("light"), loading);
                self.image(&mut out, (dark, size), Some("dark"), Loading::Near);
            }
            None if self.made.is_empty() => {
                self.image(&mut out, (&self.url, (self.width, self.height)), None, loading);
            }
            None => {
                out.push_str("<picture>");
                if let Some((below, cut)) = place.narrow {
                    let sizes = place.narrow_sizes();
                    let media = Some(format!("(max-width: {below})"));
                    self.sources(&mut out, cut, (place.most, media.as_deref()), &sizes);
                }
                let sizes = sizes(place.stands, self.ratio(place.cut), share);
                self.sources(&mut out, place.cut, (place.most, None), &sizes);
                self.image(&mut out, self.fallback(place), None, loading);
                out.push_str("</picture>");
            }
        }
        out
    }

    /// Its address in JPEG, about `width` pixels wide: for what takes one address, such as a feed,
    /// a shared link or the poster of a film. The picture as it is when no JPEG was made of it.
    pub fn jpeg(&self, cut: &str, width: i64) -> (&str, i64, i64) {
        let mut all = self.made.iter().filter(|one| one.format == JPEG && one.cut == cut);
        let found = all.clone().find(|one| one.width >= width).or_else(|| all.next_back());
        found.map_or((&self.url, self.width, self.height), |one| {
            (one.url.as_str(), one.width, one.height)
        })
    }

    /// Width over height, as far as a place's cut leaves the picture's own.
    fn ratio(&self, cut: &str) -> Option<f64> {
        let side = |pixels: i64| f64::from(i32::try_from(pixels).unwrap_or(i32::MAX));
        (cut == "whole" && self.width > 0 && self.height > 0)
            .then(|| side(self.width) / side(self.height))
    }

    fn fallback(&self, place: &Place) -> (&str, (i64, i64)) {
        let (url, width, height) = self.jpeg(place.cut, place.plain);
        (url, (width, height))
    }

    fn sources(
        &self,
        out: &mut String,
        cut: &str,
        (most, media): (i64, Option<&str>),
        sizes: &str,
    ) {
        for format in OFFERED {
            let all = self.made.iter().filter(|one| one.format == format && one.cut == cut);
            let narrowest = all.clone().map(|one| one.width).min().unwrap_or(0);
            let fits = all.filter(|one| one.width <= most.max(narrowest));
            let set: Vec<String> = fits.map(|one| format!("{} {}w", one.url, one.width)).collect();
            if set.is_empty() {
                continue;
            }
            out.push_str("<source");
            attribute(out, "type", format);
            if let Some(media) = media {
                attribute(out, "media", media);
            }
            attribute(out, "srcset", &set.join(", "));
            attribute(out, "sizes", sizes);
            out.push('>');
        }
    }

    fn image(
        &self,
        out: &mut String,
        (url, (width, height)): (&str, (i64, i64)),
        theme: Option<&str>,
        loading: Loading,
    ) {
        out.push_str("<img");
        let class = theme.into_iter().map(str::to_owned).chain(self.focus.classes());
        let class: Vec<String> = class.collect();
        if !class.is_empty() {
            attribute(out, "class", &class.join(" "));
        }
        attribute(out, "src", url);
        // Writing into a string cannot fail.
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        attribute(out, "alt", &self.alt);
        out.push_str(match loading {
            Loading::First => " fetchpriority=\"high\"",
            Loading::Near => " loading=\"lazy\"",
        });
        out.push_str(" decoding=\"async\">");
    }
}

impl Focus {
    /// The classes that keep it in view (`assets/css/base.css`); none for the middle. A style of its
    /// own is what the security policy refuses, so they go in steps of five.
    fn classes(self) -> impl Iterator<Item = String> {
        let step = |axis: &str, at: u8| {
            let at = (at.min(100) + 2) / 5 * 5;
            (at != 50).then(|| format!("f{axis}-{at}"))
        };
        [step("x", self.x), step("y", self.y)].into_iter().flatten()
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    // Writing into a string cannot fail.
    let _ = write!(out, " {name}=\"{}\"", escaped(value));
}

/// A width as CSS takes it: what is reckoned stands in brackets.
fn whole(width: &str) -> String {
    if width.contains(' ') && !width.starts_with("min(") {
        format!("calc({width})")
    } else {
        width.to_owned()
    }
}

/// How wide a picture of this ratio is drawn, for `sizes`: where its box is narrower in shape than
/// the picture, it is drawn wider than its box and cut.
fn sizes(stands: &[Stand], ratio: Option<f64>, share: u32) -> String {
    let written = stands.iter().map(|stand| {
        let over = ratio.zip(stand.ratio).map_or(1.0, |(own, its)| (own / its).max(1.0));
        let times = over * if stand.shared { f64::from(share) / 100.0 } else { 1.0 };
        let width = if let Some((own, height)) = ratio.zip(stand.height) {
            format!("min({}, {own:.2} * ({height}))", stand.width)
        } else if (times - 1.0).abs() < 0.01 {
            whole(stand.width)
        } else {
            format!("calc({times:.2} * ({}))", stand.width)
        };
        match stand.from {
            Some(from) => format!("(min-width: {from}) {width}"),
            None => width,
        }
    });
    written.collect::<Vec<_>>().join(", ")
}
