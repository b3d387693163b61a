//! What the program knows about written text: one form to store, keys to compare and search by,
//! words, slugs. Not for translating, sorting or dates (`platform::i18n`), nor for markup
//! (`editorial::body`).

mod fold;
pub mod legacy;
mod nfc;
mod slug;
pub mod table;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

pub use fold::{exact, fold};
pub use nfc::nfc;
pub use slug::slug;

/// Loaded once: it also knows Lao, Khmer, Thai and Chinese, which put no space between words.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// Returns the words of `text` with their places in bytes. In Vietnamese a word is a syllable:
/// `đối ngoại` is two. Full stops and colons between letters part words (`Tp.Bắc Giang` is three),
/// between digits they do not (`1.284`).
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    SEGMENTER
        .segment_str(text)
        .iter_with_word_type()
        .filter_map(move |(end, kind)| {
            let from = std::mem::replace(&mut start, end);
            kind.is_word_like().then_some(from..end)
        })
        .flat_map(move |range| parts(text, range))
}

/// Parts a segment at the signs that only join figures.
fn parts(text: &str, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, &str)> {
    let base = range.start;
    let segment = text.get(range).unwrap_or_default();
    let joins = if segment.starts_with(|c: char| c.is_ascii_digit())
        && segment.ends_with(|c: char| c.is_ascii_digit())
    {
        is_low_line
    } else {
        is_joining_sign
    };
    segment.split(joins).filter(|part| !part.is_empty()).map(move |part| {
        // `split` answers slices of `segment`, so the distance is the place.
        let from = base + (part.as_ptr() as usize - segment.as_ptr() as usize);
        (from..from + part.len(), part)
    })
}

fn is_low_line(c: char) -> bool {
    c == '_'
}

fn is_joining_sign(c: char) -> bool {
    matches!(c, '_' | '.' | ':' | '·')
}

/// Returns `text` with a no-break space before every spaced hyphen, so that no line begins with
/// the hyphen of a name: `Văn hóa - Du lịch`. For showing, never for storing.
pub fn hold_hyphens(text: &str) -> Cow<'_, str> {
    if text.contains(" - ") {
        Cow::Owned(text.replace(" - ", "\u{a0}- "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests;
