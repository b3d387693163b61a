//! Text that was typed for fonts of before Unicode, or taken apart on its way here: noticed, and a
//! conversion proposed. Never for converting by itself: a person looks at the proposal.
//!
//! The text must come as it was pasted: [`super::nfc`] drops soft hyphens, and in TCVN3 the soft
//! hyphen is `ư`.

mod score;
mod syllable;
mod tcvn3;
#[cfg(test)]
mod tests;
mod viqr;
mod vni;

pub use syllable::is_syllable;

use super::nfc;
use score::Score;
use serde::Serialize;
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// A way in which Vietnamese was written before Unicode, or that looks right and is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// TCVN 5712:1993, third set: the fonts called `.VnTime` (ABC).
    #[serde(rename = "TCVN3")]
    Tcvn3,
    /// VNI-Windows: a letter, and its mark as a letter of its own.
    #[serde(rename = "VNI")]
    Vni,
    /// RFC 1456: marks as signs after the vowel.
    #[serde(rename = "VIQR")]
    Viqr,
    /// Unicode with marks apart from their letters.
    #[serde(rename = "NFD")]
    Decomposed,
}

impl Encoding {
    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Viqr => "VIQR",
            Self::Decomposed => "NFD",
        }
    }

    /// Converts a line, without asking whether it should be.
    fn convert(self, line: &str) -> String {
        match self {
            Self::Tcvn3 => tcvn3::convert(line),
            Self::Vni => vni::convert(line),
            Self::Viqr => viqr::convert(line),
            Self::Decomposed => nfc(line).into_owned(),
        }
    }
}

/// A conversion that is proposed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Legacy {
    /// What the text seems to be written in.
    pub encoding: Encoding,
    /// Of the words that would change, the share that would be Vietnamese syllables: 0 to 1.
    pub confidence: f64,
    /// The whole text, converted; lines that are right already stay as they are.
    pub converted: String,
}

impl Legacy {
    /// The longest sample, in characters.
    const SAMPLE: usize = 120;

    /// The first line that would change, as it is and as it would be.
    pub fn sample<'a>(&'a self, text: &'a str) -> (Cow<'a, str>, Cow<'a, str>) {
        let changed = text.lines().zip(self.converted.lines()).find(|(old, new)| old != new);
        let (old, new) = changed.unwrap_or((text, &self.converted));
        (cut(old), cut(new))
    }
}

fn cut(line: &str) -> Cow<'_, str> {
    match line.char_indices().nth(Legacy::SAMPLE) {
        None => Cow::Borrowed(line),
        Some((at, _)) => {
            let kept = line.get(..at).unwrap_or(line);
            let end = kept.rfind(char::is_whitespace).unwrap_or(at);
            Cow::Owned(format!("{}…", kept.get(..end).unwrap_or(kept)))
        }
    }
}

/// Looks whether a text is written in one of the old encodings. None for text that is right, in
/// whatever language, and none in doubt.
pub fn detect(text: &str) -> Option<Legacy> {
    let old = [Encoding::Tcvn3, Encoding::Vni, Encoding::Viqr];
    let found = old.into_iter().filter_map(|encoding| propose(text, encoding));
    let best = found.max_by_key(|(weight, _)| *weight).map(|(_, legacy)| legacy);
    best.or_else(|| decomposed(text))
}

/// A proposal, with the number of words that speak for it.
fn propose(text: &str, encoding: Encoding) -> Option<(u32, Legacy)> {
    let scores: Vec<(&str, String, Score)> = text
        .split_inclusive('\n')
        .map(|line| {
            let new = if is_unicode(line) { line.to_owned() } else { encoding.convert(line) };
            let score = Score::of(encoding, line, &new);
            (line, new, score)
        })
        .collect();
    let whole = scores.iter().fold(Score::default(), |sum, (_, _, score)| sum.plus(score));
    if !whole.convinces(encoding) && !scores.iter().any(|(_, _, one)| one.convinces(encoding)) {
        return None;
    }
    let mut taken = Score::default();
    let mut converted = String::with_capacity(text.len());
    for (line, new, score) in &scores {
        if score.is_better() {
            taken = taken.plus(score);
            converted.push_str(new);
        } else {
            converted.push_str(line);
        }
    }
    let legacy = Legacy { encoding, confidence: taken.confidence(), converted };
    (taken.changed > 0).then_some((taken.became, legacy))
}

/// Whether a line has letters that only Vietnamese in Unicode has, or marks apart.
fn is_unicode(line: &str) -> bool {
    let only_ours = |c: char| {
        matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
    };
    line.contains(|c: char| only_ours(c) || is_combining_mark(c))
}

/// Letters with their marks apart, as some systems hand them over.
fn decomposed(text: &str) -> Option<Legacy> {
    let is_apart = |word: &&str| {
        let mut letters = word.chars().zip(word.chars().skip(1));
        letters.any(|(letter, mark)| is_latin(letter) && is_combining_mark(mark))
            && nfc(word) != *word
    };
    let apart: Vec<&str> = text.split(|c: char| is_edge(c)).filter(is_apart).collect();
    let right = apart.iter().filter(|word| is_syllable(&nfc(word))).count();
    let share = score::share(right, apart.len());
    (!apart.is_empty() && share >= 0.5).then(|| Legacy {
        encoding: Encoding::Decomposed,
        confidence: share,
        converted: nfc(text).into_owned(),
    })
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic()
        && (c.is_ascii()
            || ('\u{c0}'..'\u{250}').contains(&c)
            || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

fn is_edge(c: char) -> bool {
    !c.is_alphabetic() && !is_combining_mark(c)
}
