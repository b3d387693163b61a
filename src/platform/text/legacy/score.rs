//! How much better a line would read. Not for converting it.

use super::syllable::is_syllable;
use super::{Encoding, is_edge};

/// The words of a line, before and after a conversion.
#[derive(Clone, Debug, Default)]
pub(super) struct Score {
    /// How many words there are; addresses and figures are none.
    pub words: u32,
    /// How many are Vietnamese syllables as they stand.
    pub before: u32,
    /// How many would be.
    pub after: u32,
    /// How many would change.
    pub changed: u32,
    /// How many of those would be syllables.
    pub became: u32,
    /// How many of those cannot be chance.
    pub strong: u32,
}

impl Score {
    pub fn of(encoding: Encoding, old: &str, new: &str) -> Score {
        let mut score = Score::default();
        for (old, new) in old.split_whitespace().zip(new.split_whitespace()) {
            let is_figure = old == new && old.contains(|c: char| c.is_ascii_digit());
            if is_figure || is_address(old) || !new.contains(char::is_alphabetic) {
                continue;
            }
            let changed = old != new;
            let (reads, read) = (reads(new), reads(old));
            score.words += 1;
            score.after += u32::from(reads);
            // A sign after a vowel is a mark or a sign: only the other words tell.
            score.before += u32::from(read && !(changed && encoding == Encoding::Viqr));
            score.changed += u32::from(changed);
            score.became += u32::from(changed && reads);
            score.strong += u32::from(changed && reads && is_strong(encoding, new));
        }
        score
    }

    pub fn plus(&self, other: &Score) -> Score {
        Score {
            words: self.words + other.words,
            before: self.before + other.before,
            after: self.after + other.after,
            changed: self.changed + other.changed,
            became: self.became + other.became,
            strong: self.strong + other.strong,
        }
    }

    /// Whether this alone shows that the text is in the old encoding.
    pub fn convinces(&self, encoding: Encoding) -> bool {
        let reads_now = self.after * 100 >= self.words * 80;
        let did_not_read = self.before * 100 < self.words * 80;
        let gains = (self.after.saturating_sub(self.before)) * 100 >= self.words * 15;
        let mostly = self.became * 100 >= self.changed * 85;
        let enough = match encoding {
            // A plain sentence can end in `la.`; two marks on one vowel are no accident.
            Encoding::Viqr => self.strong > 0 && (self.changed > 1 || self.after == self.words),
            _ => self.became > 1 || (self.became == 1 && self.after == self.words),
        };
        self.changed > 0 && reads_now && did_not_read && gains && mostly && enough
    }

    /// Whether the line gains, in a text that is known to be in the old encoding.
    pub fn is_better(&self) -> bool {
        self.changed > 0 && self.became * 100 >= self.changed * 60 && self.after >= self.before
    }

    /// The share of changed words that became syllables.
    pub fn confidence(&self) -> f64 {
        if self.changed == 0 { 0.0 } else { f64::from(self.became) / f64::from(self.changed) }
    }
}

/// A share of a whole, from 0 to 1.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}

/// Whether a word, without the signs around it, is made of syllables.
fn reads(word: &str) -> bool {
    let mut parts = word.split(is_edge).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| is_syllable(part) && has_one_case(part))
}

/// Whether a word is written small, large, or with a capital: `lÔ` is none of ours.
fn has_one_case(word: &str) -> bool {
    let rest = || word.chars().skip(1);
    rest().all(char::is_lowercase) || word.chars().all(char::is_uppercase)
}

fn is_strong(encoding: Encoding, new: &str) -> bool {
    match encoding {
        Encoding::Viqr => {
            new.contains(|c: char| ('\u{1ea4}'..='\u{1eb7}').contains(&c) || is_double(c))
                || new.starts_with(['đ', 'Đ'])
        }
        _ => true,
    }
}

/// Whether a vowel bears two marks.
fn is_double(c: char) -> bool {
    matches!(c, '\u{1ebe}'..='\u{1ec7}' | '\u{1ed0}'..='\u{1ee3}' | '\u{1ee8}'..='\u{1ef1}')
}

/// Endings of addresses and file names.
const ENDINGS: [&str; 13] = [
    ".vn", ".com", ".org", ".net", ".gov", ".edu", ".info", ".html", ".pdf", ".docx", ".jpg",
    ".rs", ".md",
];

/// Whether a word is an address, a file or code, which is never touched.
pub(super) fn is_address(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let lower = bare.to_ascii_lowercase();
    let is_code = |c: char| matches!(c, '@' | '_' | '{' | '}' | '<' | '>' | '=' | '$' | '#' | '&');
    lower.contains("://")
        || lower.starts_with("www.")
        || word.contains(is_code)
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}
